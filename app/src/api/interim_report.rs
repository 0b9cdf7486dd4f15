//! The board’s reports.

use super::moment;
use crate::context::{FormState, Request};
use crate::error::ApiResult;
use domain::access::Function;
use domain::report::page::{ReportList, ReportPage};
use domain::{AppError, Key, Moment};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// One report with what its forms need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterimReportView {
    /// Its page.
    pub page: ReportPage,
    /// When it is seen from.
    pub moment: Moment,
    /// A fresh command id for the form that is sent.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// The board's reports.
#[server(GetInterimReports, endpoint = "interim_reports", input = Json)]
pub async fn interim_reports(per: String) -> ApiResult<ReportList> {
    let (request, actor) = Request::signed_in(Function::InterimReports)?;
    let moment = moment(&per, &request)?;
    Ok(request.store.view(&actor, moment).await?.reports().await?)
}

/// One report, with what the register says now to those who write in it.
#[server(GetInterimReport, endpoint = "interim_report", input = Json)]
pub async fn interim_report(key: String, per: String) -> ApiResult<InterimReportView> {
    let (request, actor) = Request::signed_in(Function::InterimReport)?;
    let moment = moment(&per, &request)?;
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let page = request.store.view(&actor, moment).await?.report(&key).await?;
    Ok(InterimReportView { page, moment, command_id: store::ids::fresh(), form: request.form.clone() })
}
