//! The programme, its plan and who does how much.

use super::{Pairs, given, moment, unknown_choice};
use crate::context::{FormState, Request};
use crate::error::ApiResult;
use domain::access::Function;
use domain::overview::LinkedRows;
use domain::programme::plan::PlanPage;
use domain::programme::{Part, ProgrammeReport};
use domain::risk::Area;
use domain::settings::Settings;
use domain::team::Team;
use domain::{AppError, Key, Moment};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// The programme with what its forms need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeView {
    /// How far it has come.
    pub report: ProgrammeReport,
    /// The programme's key, when there is one.
    pub key: Option<Key>,
    /// The deviations it deals with.
    pub deviations: Option<LinkedRows>,
    /// Scale and vocabularies.
    pub settings: Settings,
    /// When it is seen from.
    pub moment: Moment,
    /// The beginning of fresh command ids for its forms.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// A decided plan with what its form needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanView {
    /// The plan.
    pub page: PlanPage,
    /// When it is seen from.
    pub moment: Moment,
    /// A fresh command id for its form.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// Measures function by function.
#[server(GetTeam, endpoint = "team", input = Json)]
pub async fn team(per: String) -> ApiResult<Team> {
    let (request, actor) = Request::signed_in(Function::Team)?;
    let moment = moment(&per, &request)?;
    Ok(request.store.view(&actor, moment).await?.team().await?)
}

/// The programme's state, or that of a part of it.
#[server(GetProgramme, endpoint = "programme", input = Json)]
pub async fn programme(pairs: Pairs) -> ApiResult<ProgrammeView> {
    let (request, actor) = Request::signed_in(Function::Programme)?;
    let moment = moment(given(&pairs, "per"), &request)?;
    let part = Part::parse(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
        .map_err(|errors| AppError::Invalid { errors })?;
    let view = request.store.view(&actor, moment).await?;
    let (report, key) = (view.programme_part(part).await?, view.programme_key().await?);
    let deviations = match &key {
        Some(key) => view.deviations_of(key).await?,
        None => None,
    };
    let (command_id, form) = (store::ids::fresh(), request.form.clone());
    Ok(ProgrammeView { report, key, deviations, moment, command_id, form, settings: view.settings })
}

/// A decided plan against the plan now; the one in force where none is named.
#[server(GetPlan, endpoint = "plan", input = Json)]
pub async fn plan(key: String, pairs: Pairs) -> ApiResult<PlanView> {
    let (request, actor) = Request::signed_in(Function::Plan)?;
    let moment = moment(given(&pairs, "per"), &request)?;
    let key = if key.is_empty() { None } else { Some(Key::parse(&key).map_err(|_| AppError::NotFound)?) };
    let area = match given(&pairs, "omrade") {
        "" => None,
        code => Some(Area::from_code(code).ok_or_else(|| unknown_choice("omrade", code))?),
    };
    let page = request.store.view(&actor, moment).await?.plan(key.as_ref(), area).await?;
    Ok(PlanView { page, moment, command_id: store::ids::fresh(), form: request.form.clone() })
}
