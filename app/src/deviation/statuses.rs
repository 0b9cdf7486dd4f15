//! How a deviation has stood, a row for each reporting period, and the form of the next.

use crate::context::lang;
use crate::i18n::code_label;
use crate::ui::{PeriodRow, PeriodWords, Periods, Record};
use crate::{plural, t};
use domain::Draft;
use domain::deviation::{Deviation, DeviationStatus};
use leptos::prelude::*;

/// Every period, the last one first, and the form of the next.
#[component]
pub fn Statuses(deviation: Deviation, record: Record) -> AnyView {
    let lang = lang();
    let draft = Draft::default().with("state", deviation.state().code());
    let words = PeriodWords {
        heading: t!(lang, "deviation.statuses"),
        count: plural!(lang, "deviation.statuses_count", deviation.statuses.len()),
        none: t!(lang, "deviation.statuses_none"),
        lead: t!(lang, "deviation.report_lead"),
        by: t!(lang, "deviation.reported"),
    };
    let row = |status: DeviationStatus| PeriodRow {
        period: status.period,
        state: Some(code_label(lang, "deviation_state", status.state.code())),
        comment: status.comment,
        reported: status.reported,
        by: status.by,
    };
    let rows = deviation.statuses.into_iter().map(row).collect();
    view! { <Periods rows=rows words=words record=record draft=draft/> }.into_any()
}
