//! The server functions: each takes the actor and the store from the request and makes one call. Their addresses are
//! `/api/<name>`, and each name has a row in the access table.

#![allow(clippy::too_many_arguments, reason = "a form's hidden fields are one argument each")]

mod administration;
mod disclosure;
mod disposal;
mod interim_report;
mod journal;
mod overview;
mod pack;
mod picture;
mod programme;
mod register;
mod requirement;
mod year;

pub use administration::*;
pub use disclosure::*;
pub use disposal::*;
pub use interim_report::*;
pub use journal::*;
pub use overview::*;
pub use pack::*;
pub use picture::*;
pub use programme::*;
pub use register::*;
pub use requirement::*;
pub use year::*;

use crate::context::{Frame, Request};
use crate::error::ApiResult;
use domain::access::Function;
use domain::picture::page::Show;
use domain::{AppError, Draft, Key, ListQuery, Moment, Register};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Parameters of an address, in order.
pub type Pairs = Vec<(String, String)>;

/// What a page shows, beside the days it is most often looked back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen<T> {
    /// What it shows.
    pub what: T,
    /// The days of the board's decisions on risk pictures until today, each with the picture's name, in order.
    pub decisions: Vec<(chrono::NaiveDate, String)>,
}

/// What a command led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The record.
    pub key: Key,
    /// Its revision.
    pub rev: u32,
}

/// Who is signed in, and what stands around every page.
#[server(GetFrame, endpoint = "frame", input = Json)]
pub async fn frame() -> ApiResult<Frame> {
    let request = Request::current()?;
    let actor = request.actor.clone().unwrap_or_else(domain::Actor::system);
    let view = request.store.view(&actor, Moment::Now).await?;
    Ok(Frame {
        board: view.settings.board.clone(),
        organisation: view.settings.organisation.clone(),
        today: view.today,
        sign_in: request.sign_in.clone(),
        theme: request.theme.clone(),
        density: request.density.clone(),
        shortcuts: request.shortcuts,
        account: request.account.clone(),
        account_error: request.account_error.clone(),
        actor: request.actor,
    })
}

/// The days of the board's decisions until today, also where what is shown is seen from an earlier day: one has to come back.
async fn decided_days(request: &Request, view: &store::View<'_>) -> Result<Vec<(chrono::NaiveDate, String)>, AppError> {
    Ok(match view.moment {
        Moment::Now => view.decided_days().await?,
        Moment::On(_) => request.store.view(view.actor, Moment::Now).await?.decided_days().await?,
    })
}

/// Carries out a command. Its arguments are the fields of a form; `fields` is what was typed, by field name. A form that a
/// browser sends by itself never comes here, since it is answered with a page.
#[server(Submit, endpoint = "submit")]
pub async fn submit(
    action: String,
    kind: String,
    #[server(default)] key: String,
    #[server(default)] rev: String,
    command_id: String,
    #[server(default)] reason: String,
    #[server(default)] next: String,
    #[server(default)] page: String,
    #[server(default)] fields: BTreeMap<String, String>,
) -> ApiResult<Saved> {
    let (request, actor) = Request::signed_in(Function::Submit)?;
    let _ = page;
    let sent = crate::form::Sent {
        action,
        kind,
        key,
        rev,
        command_id,
        reason,
        next,
        draft: crate::form::gathered(Draft(fields)),
    };
    let (saved, next) = crate::form::carry_out(&request.store, &actor, &sent).await?;
    leptos_axum::redirect(&next);
    Ok(saved)
}

fn parse(register: Register, pairs: &Pairs, request: &Request) -> Result<ListQuery, AppError> {
    let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    ListQuery::parse(register, pairs, request.store.clock().today()).map_err(|errors| AppError::Invalid { errors })
}

/// A parameter of an address; empty when it isn't there.
fn given<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

fn unknown_choice(field: &str, value: &str) -> AppError {
    AppError::field(field, domain::ErrorCode::UnknownChoice { given: value.chars().take(80).collect() })
}

/// Which rows of a picture an address asks for: `visa` and `sida`.
fn rows(pairs: &Pairs, standard: Show) -> Result<store::Rows, AppError> {
    let (show, page) = (given(pairs, "visa"), given(pairs, "sida"));
    let show =
        if show.is_empty() { standard } else { Show::from_code(show).ok_or_else(|| unknown_choice("visa", show))? };
    let page = match page {
        "" => 1,
        given => given.parse().ok().filter(|page| *page > 0).ok_or_else(|| unknown_choice("sida", given))?,
    };
    Ok(store::Rows { show, page })
}

fn moment(per: &str, request: &Request) -> Result<Moment, AppError> {
    Moment::parse(per, request.store.clock().today()).map_err(|_| AppError::field("per", domain::ErrorCode::NotADate))
}
