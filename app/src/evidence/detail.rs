//! One piece of evidence: what it shows, from when until when, and the document itself.

use super::file::FileSection;
use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::{code_label, plain_date};
use crate::page::Loaded;
use crate::t;
use crate::ui::{
    CellView, DetailHead, Fact, Facts, History, Icon, LinkedSections, Mask, Prose, ReasonFold, Record, SecrecyNote,
    fact, fact_text, use_record_page,
};
use chrono::NaiveDate;
use domain::evidence::Evidence;
use domain::{Body, Cell, Kind};
use leptos::prelude::*;

/// One piece of evidence.
#[component]
pub fn EvidencePage() -> AnyView {
    let data = use_record_page(Kind::Evidence);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let lang = lang();
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let Body::Evidence(evidence) = detail.body else { return ().into_any() };
    // A heading can't hold the mask's glyph and frame, so a marked title is told in words.
    let title = match record.hidden_by("title") {
        Some(provision) => t!(lang, "secrecy.masked", provision = provision),
        None => evidence.title.clone(),
    };
    let above = code_label(lang, "evidence_kind", evidence.kind.code());
    let facts = facts(&evidence, &record, detail.day);
    let expired = evidence.expired_on(detail.day).filter(|_| evidence.closed.is_none());
    let expired = expired.map(|last| {
        let said = t!(lang, "evidence.expired_on", date = plain_date(lang, last));
        view! {
            <div class="banner banner--warn">
                <p><Icon name="i-clock"/> " " <b>{said} "."</b> " " {t!(lang, "evidence.expired_means")}</p>
            </div>
        }
    });
    let shows = view! { <Prose text=evidence.note.clone() hidden_by=record.hidden_by("note")/> };
    view! {
        <DetailHead record=record.clone() title=title above=above/>
        {expired}
        <div class="cols cols--8-4">
            <div class="stack">
                <section class="sec" aria-labelledby="h-visar">
                    <div class="sec__head"><h2 id="h-visar">{t!(lang, "field_evidence.note")}</h2></div>
                    <div>{shows}</div>
                    <SecrecyNote record=record.clone()/>
                </section>
                <FileSection evidence=evidence record=record.clone()/>
                <LinkedSections linked=record.linked() links=detail.links/>
                <History kind=Kind::Evidence key=detail.key changes=detail.history journal=record.journal masked=record.masked()/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
                <ReasonFold record=record/>
            </div>
        </div>
    }
    .into_any()
}

fn facts(evidence: &Evidence, record: &Record, day: NaiveDate) -> Vec<Fact> {
    let lang = lang();
    let text = |field: &str, text: &str| match record.hidden_by(field) {
        Some(provision) => view! { <Mask provision=provision/> }.into_any(),
        None => view! { <CellView cell=Cell::text(text)/> }.into_any(),
    };
    let until = match evidence.valid_until {
        None => t!(lang, "state.until_further_notice").into_any(),
        Some(last) => {
            let expired = evidence.expired_on(day).map(|_| {
                view! { <br/> <span class="tag tag--late"><Icon name="i-clock"/>{t!(lang, "state.expired")}</span> }
            });
            view! { <CellView cell=Cell::Date(last)/> {expired} }.into_any()
        }
    };
    [
        fact(t!(lang, "field_evidence.effective"), view! { <CellView cell=Cell::Date(evidence.effective)/> }),
        fact(t!(lang, "field_evidence.valid_until"), until),
        fact(t!(lang, "field_evidence.reference"), text("reference", &evidence.reference)),
        fact(t!(lang, "field_evidence.place"), text("place", &evidence.place)),
        fact(t!(lang, "field_evidence.owner"), evidence.owner.clone()),
    ]
    .into_iter()
    .chain(fact_text(t!(lang, "field_evidence.source"), &evidence.source))
    .collect()
}
