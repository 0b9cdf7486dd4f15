//! One entry of the journal.

use crate::address::page_of;
use crate::context::lang;
use crate::i18n::{code_label, done_label, number};
use crate::ui::record_path;
use domain::history::JournalRow;
use domain::query::encode;
use domain::{Actor, Key, Kind, Page, Subject};
use leptos::prelude::*;

/// An entry: its place, when, what was done to which record and why, and who did it.
#[component]
pub fn Entry(row: JournalRow, actor: Option<Actor>, per: String) -> AnyView {
    let lang = lang();
    let id = format!("post-{}", row.seq);
    let name = row.key.to_string();
    let record = match record_link(row.kind, &row.key, actor.as_ref()) {
        Some(path) => view! { <a class="id" href=format!("{path}{per}")>{name}</a> }.into_any(),
        None => view! { <span class="id">{name}</span> }.into_any(),
    };
    let reason = (!row.reason.is_empty()).then(|| view! { <p>{row.reason}</p> });
    let hash = (!row.body_hash.is_empty()).then(|| view! { <code class="hash">{row.body_hash}</code> });
    let role = code_label(lang, "role", &row.role);
    // Where a function is called as its role is, once is enough.
    let role = role.to_lowercase();
    let role = (!row.by.to_lowercase().ends_with(&role)).then(|| format!(", {role}"));
    view! {
        <li id=id>
            <span class="seq">{number(lang, row.seq)}</span>
            <time datetime=row.at.replace(' ', "T")>{row.at.clone()}</time>
            <div class="what">
                <p><b>{done_label(lang, row.action, row.kind)}</b> " " {record}</p>
                {reason}
                {hash}
            </div>
            <span class="who">{row.by}{role}</span>
        </li>
    }
    .into_any()
}

/// The picture or the report that a record which is named by one belongs to.
fn owning(key: &Key) -> Key {
    let picture = key.as_str().split('.').next().unwrap_or_default();
    Key::parse(picture).unwrap_or_else(|_| key.clone())
}

/// The page of the record an entry is about, when it has one that who looks may open.
fn record_link(kind: Kind, key: &Key, actor: Option<&Actor>) -> Option<String> {
    let may = |page| actor.is_some_and(|actor| actor.may(Subject::Page(page)));
    match kind {
        Kind::Account => may(Page::EditAccount).then(|| format!("{}/{}", kind.path(), encode(key.as_str()))),
        Kind::Settings => may(Page::Settings).then(|| kind.path().to_owned()),
        Kind::Programme => may(Page::Programme).then(|| kind.path().to_owned()),
        Kind::Picture => may(Page::Picture).then(|| page_of(Page::Picture, key)),
        // Both are named by their picture: `RB-2026-1.2`, `RB-2026-1.RSK-04`.
        Kind::Content => may(Page::Picture).then(|| page_of(Page::Picture, &owning(key))),
        Kind::Review => may(Page::Revision).then(|| page_of(Page::Revision, &owning(key))),
        Kind::Pack => may(Page::Pack).then(|| record_path(key)),
        Kind::Report => may(Page::InterimReport).then(|| record_path(key)),
        Kind::ReportContent => may(Page::InterimReport).then(|| record_path(&owning(key))),
        Kind::Disposal => may(Page::Disposal).then(|| record_path(key)),
        Kind::Disclosure => may(Page::Disclosure).then(|| record_path(key)),
        Kind::Baseline => may(Page::DecidedPlan).then(|| record_path(key)),
        Kind::Framework | Kind::Remark | Kind::Comment | Kind::SavedView => None,
        Kind::Risk | Kind::Measure | Kind::Deliverable | Kind::Control => Some(record_path(key)),
        Kind::Evidence | Kind::Requirement => Some(record_path(key)),
        Kind::Deviation | Kind::Incident => Some(record_path(key)),
        Kind::Indicator | Kind::Assignment | Kind::Recommendation | Kind::Analysis => Some(record_path(key)),
        Kind::Goal | Kind::Project | Kind::CityMatter | Kind::Service => Some(record_path(key)),
    }
}
