//! The registers: lists, records, forms and the matrix.

use super::{Pairs, decided_days, moment, parse};
use crate::context::{FormState, Request};
use crate::error::ApiResult;
use crate::i18n::Lang;
use crate::t;
use domain::access::Function;
use domain::listing::{Listing, TabRow};
use domain::matrix::Matrix;
use domain::overview::Detail;
use domain::settings::Settings;
use domain::{Action, AppError, Body, Draft, Key, Kind, Moment, Register};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A page of a register with what its filters can choose among.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPage {
    /// The page.
    pub listing: Listing,
    /// Scale and vocabularies.
    pub settings: Settings,
    /// Frameworks the actor may see: key and short name.
    pub frameworks: Vec<(String, String)>,
    /// The date it is seen from.
    pub day: chrono::NaiveDate,
    /// The days of the board's decisions on risk pictures until today, each with the picture's name, in order.
    pub decisions: Vec<(chrono::NaiveDate, String)>,
    /// The register's views under their names.
    pub tabs: Vec<TabRow>,
    /// The beginning of fresh command ids for forms in its rows.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// One record with what its forms need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailPage {
    /// The record.
    pub detail: Detail,
    /// When it is seen from.
    pub moment: Moment,
    /// The beginning of fresh command ids for its forms.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// A record's form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormPage {
    /// The kind of record.
    pub kind: Kind,
    /// The record; empty for a new one.
    pub key: String,
    /// Its title; empty for a new one.
    pub title: String,
    /// The revision being edited.
    pub rev: Option<u32>,
    /// A fresh command id.
    pub command_id: String,
    /// What is stored.
    pub draft: Draft,
    /// Scale and vocabularies.
    pub settings: Settings,
    /// A form to be shown again.
    pub form: Option<FormState>,
    /// A password that the account was just given, to be shown this once.
    pub given_password: Option<String>,
    /// Today's date in Sweden.
    pub today: chrono::NaiveDate,
    /// What other records of the kind say in the fields where that is suggested, by field.
    pub known: BTreeMap<String, Vec<String>>,
}

/// A page of a register.
#[server(GetList, endpoint = "list", input = Json)]
pub async fn list(register: Register, pairs: Pairs) -> ApiResult<ListPage> {
    let (request, actor) = Request::signed_in(Function::List)?;
    let query = parse(register, &pairs, &request)?;
    let view = request.store.view(&actor, query.moment).await?;
    let frameworks = view.framework_names().await?;
    let decisions = decided_days(&request, &view).await?;
    Ok(ListPage {
        listing: view.list(&query).await?,
        frameworks,
        day: view.day(),
        decisions,
        tabs: view.tabs(register).await?,
        settings: view.settings,
        command_id: store::ids::fresh(),
        form: request.form.clone(),
    })
}

/// One record with its links and history.
#[server(GetDetail, endpoint = "detail", input = Json)]
pub async fn detail(kind: Kind, key: String, per: String) -> ApiResult<DetailPage> {
    let (request, actor) = Request::signed_in(Function::Detail)?;
    let moment = moment(&per, &request)?;
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let view = request.store.view(&actor, moment).await?;
    let detail = view.detail(kind, &key).await?;
    let form = request.form.clone().filter(|form| form.error.is_some() || form.kind == kind);
    Ok(DetailPage { detail, moment, command_id: store::ids::fresh(), form })
}

/// A form, filled in. That of a new measure may follow up what a control showed; then it says what that was.
#[server(GetForm, endpoint = "form", input = Json)]
pub async fn form(kind: Kind, key: String, follows: String) -> ApiResult<FormPage> {
    let (request, actor) = Request::signed_in(Function::Form)?;
    let view = request.store.view(&actor, Moment::Now).await?;
    let action = if key.is_empty() { Action::Create } else { Action::Update };
    let mut page = FormPage {
        kind,
        title: String::new(),
        rev: None,
        command_id: store::ids::fresh(),
        draft: Draft::default(),
        settings: view.settings.clone(),
        form: request.form.clone(),
        given_password: request.given_password.clone(),
        today: view.today,
        known: view.known(kind).await?,
        key,
    };
    if action == Action::Create {
        if !actor.may(domain::Subject::Command(action, kind)) {
            return Err(AppError::Forbidden.into());
        }
        if let Some(control) = Key::parse(&follows).ok().filter(|_| kind == Kind::Measure)
            && let Body::Control(body) = view.body(Kind::Control, &control).await?
        {
            // What is written in the register is Swedish, whatever the language of the page.
            page.draft = body.follow_up(t!(Lang::Sv, "control.follow_up_title", title = body.title).as_str());
        }
        return Ok(page);
    }
    let key = Key::parse(&page.key).map_err(|_| AppError::NotFound)?;
    if kind == Kind::Settings {
        page.draft = view.settings.draft();
        page.title.clone_from(&view.settings.board);
        return Ok(page);
    }
    let body = view.body(kind, &key).await?;
    if !actor.may_on(domain::Subject::Command(action, kind), body.owner()) {
        return Err(AppError::Forbidden.into());
    }
    let (draft, rev) = view.draft(kind, &key).await?;
    (page.title, page.draft, page.rev) = (body.title(), draft, Some(rev));
    Ok(page)
}

/// The risk matrix.
#[server(GetMatrix, endpoint = "matrix", input = Json)]
pub async fn matrix(pairs: Pairs) -> ApiResult<(Matrix, Settings)> {
    let (request, actor) = Request::signed_in(Function::Matrix)?;
    let query = parse(Register::Risks, &pairs, &request)?;
    let view = request.store.view(&actor, query.moment).await?;
    Ok((view.matrix(&query).await?, view.settings))
}
