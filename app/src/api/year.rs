//! The year: the controls’ and the board’s.

use super::{Pairs, given, moment};
use crate::context::{FormState, Request};
use crate::error::ApiResult;
use domain::Moment;
use domain::access::Function;
use domain::control::year::ControlYear;
use domain::settings::Settings;
use domain::year_cycle::YearCycle;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// A year's cycle with what its forms need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearCycleView {
    /// The cycle.
    pub cycle: YearCycle,
    /// When it is seen from.
    pub moment: Moment,
    /// The beginning of fresh command ids for its forms.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
    /// Scale and vocabularies.
    pub settings: Settings,
}

/// The controls over a year.
#[server(GetControlYear, endpoint = "control_year", input = Json)]
pub async fn control_year(pairs: Pairs) -> ApiResult<ControlYear> {
    let (request, actor) = Request::signed_in(Function::ControlYear)?;
    let moment = moment(given(&pairs, "per"), &request)?;
    let year = domain::control::year::asked(given(&pairs, "ar"))?;
    Ok(request.store.view(&actor, moment).await?.control_year(year, given(&pairs, "ansvarig")).await?)
}

/// What comes back every year, and how it stands in one.
#[server(GetYearCycle, endpoint = "year_cycle", input = Json)]
pub async fn year_cycle(pairs: Pairs) -> ApiResult<YearCycleView> {
    let (request, actor) = Request::signed_in(Function::YearCycle)?;
    let moment = moment(given(&pairs, "per"), &request)?;
    let year = domain::control::year::asked(given(&pairs, "ar"))?;
    let view = request.store.view(&actor, moment).await?;
    let cycle = view.year_cycle(year).await?;
    let (command_id, form) = (store::ids::fresh(), request.form.clone());
    // What was recorded may name evidence that the reader can't see: the cycle tells what they can.
    let settings = Settings { year_records: Vec::new(), ..view.settings };
    Ok(YearCycleView { cycle, moment, command_id, form, settings })
}
