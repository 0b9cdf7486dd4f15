//! Disposals.

use super::moment;
use crate::context::{FormState, Request};
use crate::error::ApiResult;
use domain::access::Function;
use domain::disposal::{DisposalList, DisposalPage, Proposal, Scope};
use domain::{AppError, Draft, FieldError, Key, Moment};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// One disposal with what its forms need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisposalView {
    /// Its page.
    pub page: DisposalPage,
    /// A fresh command id for the form that is sent.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// What a new disposal would take, with what its forms need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalView {
    /// What it would take.
    pub proposal: Proposal,
    /// What is wrong with the scope that was asked for.
    pub errors: Vec<FieldError>,
    /// A fresh command id for its form.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// The disposals.
#[server(GetDisposals, endpoint = "disposals", input = Json)]
pub async fn disposals(per: String) -> ApiResult<DisposalList> {
    let (request, actor) = Request::signed_in(Function::Disposals)?;
    let moment = moment(&per, &request)?;
    Ok(request.store.view(&actor, moment).await?.disposals().await?)
}

/// One disposal.
#[server(GetDisposal, endpoint = "disposal", input = Json)]
pub async fn disposal(key: String, per: String) -> ApiResult<DisposalView> {
    let (request, actor) = Request::signed_in(Function::Disposal)?;
    let moment = moment(&per, &request)?;
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let page = request.store.view(&actor, moment).await?.disposal(&key).await?;
    Ok(DisposalView { page, command_id: store::ids::fresh(), form: request.form.clone() })
}

/// What a new disposal would take of a kind of record that was closed before a day; what is wrong with what is asked for is in
/// the answer.
#[server(GetProposal, endpoint = "proposal", input = Json)]
pub async fn proposal(kind: String, before: String) -> ApiResult<ProposalView> {
    let (request, actor) = Request::signed_in(Function::Proposal)?;
    let asked = Draft::default().with("kind", kind).with("before", before);
    let (scope, errors) = match Scope::read(&asked, request.store.clock().today()) {
        _ if asked.0.is_empty() => (None, Vec::new()),
        Ok(scope) => (Some(scope), Vec::new()),
        Err(errors) => (None, errors),
    };
    let proposal = request.store.view(&actor, Moment::Now).await?.proposal(scope).await?;
    Ok(ProposalView { proposal, errors, command_id: store::ids::fresh(), form: request.form.clone() })
}
