//! What stands out about a record, each as a word with the rule behind it. The rule shows when the word is pointed at, and
//! when it is opened with the keyboard or a finger.

use super::Icon;
use crate::context::lang;
use crate::i18n::{Lang, code_label, count_text, text};
use domain::label::{Label, LabelCode};
use leptos::prelude::*;

/// The labels of a record.
#[component]
pub fn LabelTags(labels: Vec<Label>) -> AnyView {
    if labels.is_empty() {
        return ().into_any();
    }
    let tags = labels.into_iter().map(|label| view! { <li><Tag label=label/></li> }).collect_view();
    view! { <ul class="labels" role="list">{tags}</ul> }.into_any()
}

#[component]
fn Tag(label: Label) -> impl IntoView {
    let lang = lang();
    let why = text(lang, &format!("label.{}_why", label.code.code()));
    let class = match label.code {
        code if code.late() => "tag tag--late",
        LabelCode::Established => "tag tag--ok",
        _ => "tag",
    };
    view! {
        <details class="label">
            <summary class=class title=why><Icon name=icon(label.code)/><span>{words(lang, label)}</span></summary>
            <p>{why}</p>
        </details>
    }
}

/// A label in words, with its days where days are counted.
fn words(lang: Lang, label: Label) -> String {
    let counted = match label.code {
        LabelCode::Overdue => "state.days_late",
        LabelCode::DueSoon => "state.due_in",
        LabelCode::NotReported => "label.not_reported_days",
        code => return code_label(lang, "label", code.code()).to_owned(),
    };
    count_text(lang, counted, u64::try_from(label.days).unwrap_or(0), &[])
}

const fn icon(code: LabelCode) -> &'static str {
    match code {
        LabelCode::Overdue | LabelCode::DependencyLate | LabelCode::DueSoon => "i-clock",
        LabelCode::EvidenceExpired | LabelCode::ReviewDue | LabelCode::NotReported => "i-clock",
        LabelCode::Established => "i-check",
        LabelCode::DecisionMissing | LabelCode::DeliverableMissing => "i-miss",
        LabelCode::EvidenceMissing | LabelCode::NotEvidenced => "i-miss",
        LabelCode::NoRisk | LabelCode::NoRequirement => "i-miss",
    }
}
