//! One deviation, in the parts a quarterly report has: cause, three consequences, measures taken, what the audit has said, and
//! how it has stood period by period.

use super::statuses::Statuses;
use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::field_label;
use crate::page::Loaded;
use crate::t;
use crate::ui::{
    ActionLink, CellView, DetailHead, Fact, Facts, History, LinkedSections, Prose, ReasonFold, Record, SecrecyNote,
    day_view, fact, fact_text, use_record_page,
};
use domain::deviation::{Audit, Deviation};
use domain::{Action, Body, Cell, Kind, Page};
use leptos::prelude::*;

/// One deviation.
#[component]
pub fn DeviationPage() -> AnyView {
    let data = use_record_page(Kind::Deviation);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let state = detail.body.cell("state", &detail.key, &detail.settings.scale);
    let Body::Deviation(deviation) = detail.body else { return ().into_any() };
    let facts = facts(&deviation, &record, state);
    let report = view! { <ActionLink record=record.clone() action=Action::Report/> };
    let parts = [
        ("cause", "h-orsak", deviation.cause.clone()),
        ("consequence_users", "h-for-dem", deviation.consequence_users.clone()),
        ("consequence_organisation", "h-for-organisationen", deviation.consequence_organisation.clone()),
        ("consequence_economy", "h-for-ekonomin", deviation.consequence_economy.clone()),
        ("actions", "h-vidtagna", deviation.actions.clone()),
    ]
    .into_iter()
    .map(|(field, id, text)| view! { <Part field=field id=id text=text record=record.clone()/> })
    .collect_view();
    let audit = deviation.audit.clone().map(|audit| view! { <AuditSection audit=audit record=record.clone()/> });
    view! {
        <DetailHead record=record.clone() title=deviation.title.clone()>{report}</DetailHead>
        <div class="cols cols--8-4">
            <div class="stack">
                {parts}
                <SecrecyNote record=record.clone()/>
                {audit}
                <Statuses deviation=*deviation record=record.clone()/>
                <LinkedSections linked=record.linked() links=detail.links/>
                <History kind=Kind::Deviation key=detail.key changes=detail.history journal=record.journal masked=record.masked()/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
                <ReasonFold record=record/>
            </div>
        </div>
    }
    .into_any()
}

/// One part of the text, under its own heading.
#[component]
fn Part(field: &'static str, id: &'static str, text: String, record: Record) -> AnyView {
    let heading = field_label(lang(), Kind::Deviation, field);
    let hidden_by = record.hidden_by(field);
    view! {
        <section class="sec" aria-labelledby=id>
            <div class="sec__head"><h2 id=id>{heading}</h2></div>
            <div lang=lang().written()><Prose text=text hidden_by=hidden_by/></div>
        </section>
    }
    .into_any()
}

/// What the audit has said, and what that is about.
#[component]
fn AuditSection(audit: Audit, record: Record) -> AnyView {
    let lang = lang();
    let hidden_by = record.hidden_by("audit_says");
    let date = audit.date.map(|date| view! { ", " {day_view(date)} });
    view! {
        <section class="sec" aria-labelledby="h-revision">
            <div class="sec__head"><h2 id="h-revision">{t!(lang, "field_deviation.audit_says")}</h2><p>{audit.by}{date}</p></div>
            <div lang=lang.written()><Prose text=audit.says hidden_by=hidden_by/></div>
            <p class="note mt-s">{t!(lang, "deviation.audit_note")}</p>
        </section>
    }
    .into_any()
}

fn facts(deviation: &Deviation, record: &Record, state: Cell) -> Vec<Fact> {
    let lang = lang();
    let programmes = (!deviation.programmes.is_empty()).then(|| {
        let names = deviation.programmes.iter().map(domain::Key::as_str).collect::<Vec<_>>().join(", ");
        // There is one programme, and one page that shows it.
        let to = format!("{}{}", Page::Programme.path(), record.per);
        fact(t!(lang, "field_deviation.programmes"), view! { <a class="id" href=to>{names}</a> })
    });
    [
        Some(fact(t!(lang, "column.state"), view! { <CellView cell=state/> })),
        Some(fact(t!(lang, "field_deviation.owner"), deviation.owner.clone())),
        programmes,
        fact_text(t!(lang, "field_deviation.source"), &deviation.source),
    ]
    .into_iter()
    .flatten()
    .collect()
}
