//! One piece of evidence: how it stands, what it shows, from when until when, and the document itself.

use super::file::FileSection;
use super::life::{SameFile, ShownOfEach, StandingBanner, StandingTag, vouched_text};
use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::code_label;
use crate::page::Loaded;
use crate::t;
use crate::ui::{
    ActionFold, CellView, DetailHead, Fact, Facts, History, LinkedSections, Mask, Prose, ReasonFold, Record,
    SecrecyNote, fact, fact_some, fact_text, use_record_page,
};
use chrono::NaiveDate;
use domain::evidence::Evidence;
use domain::overview::LinkedRows;
use domain::{Action, Body, Cell, Draft, Kind};
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
    let facts = facts(&evidence, &record, detail.behind, detail.day);
    let note = view! { <Prose text=evidence.note.clone() hidden_by=record.hidden_by("note")/> };
    let vouch = view! {
        <ActionFold record=record.clone() action=Action::Vouch guarded=true lead=t!(lang, "evidence.vouch_lead").to_owned()
            draft=Draft::default().with("vouched_by", evidence.owner.as_str())/>
    };
    view! {
        <DetailHead record=record.clone() title=title above=above/>
        <StandingBanner evidence=evidence.clone() day=detail.day per=record.per.clone()/>
        <SameFile/>
        <div class="cols cols--8-4">
            <div class="stack">
                <section class="sec" aria-labelledby="h-visar">
                    <div class="sec__head"><h2 id="h-visar">{t!(lang, "field_evidence.note")}</h2></div>
                    <div>{note}</div>
                    <SecrecyNote record=record.clone()/>
                </section>
                <ShownOfEach shows=evidence.shows.clone() record=record.clone()/>
                <FileSection evidence=evidence record=record.clone()>{vouch}</FileSection>
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

/// `before` is the evidence that it took the place of.
fn facts(evidence: &Evidence, record: &Record, before: Option<LinkedRows>, day: NaiveDate) -> Vec<Fact> {
    let lang = lang();
    let text = |field: &str, text: &str| match record.hidden_by(field) {
        Some(provision) => view! { <Mask provision=provision/> }.into_any(),
        None => view! { <CellView cell=Cell::text(text)/> }.into_any(),
    };
    let until = match evidence.valid_until {
        None => t!(lang, "state.until_further_notice").into_any(),
        Some(last) => view! { <CellView cell=Cell::Date(last)/> }.into_any(),
    };
    let before = before.map(|rows| Cell::Keys(rows.rows.into_iter().map(|row| row.key).collect()));
    let review = evidence.review.map(|day| view! { <CellView cell=Cell::Date(day)/> });
    let named = !evidence.version.is_empty() || record.hidden_by("file").is_some();
    [
        fact(t!(lang, "evidence.standing"), view! { <StandingTag standing=evidence.standing(day)/> }),
        fact(t!(lang, "field_evidence.effective"), view! { <CellView cell=Cell::Date(evidence.effective)/> }),
        fact(t!(lang, "field_evidence.valid_until"), until),
    ]
    .into_iter()
    .chain(fact_some(t!(lang, "field_evidence.review"), review))
    .chain(named.then(|| fact(t!(lang, "field_evidence.version"), text("file", &evidence.version))))
    .chain([
        fact(t!(lang, "evidence.vouched"), vouched_text(lang, evidence.vouched.as_ref())),
        fact(t!(lang, "field_evidence.reference"), text("reference", &evidence.reference)),
        fact(t!(lang, "field_evidence.place"), text("place", &evidence.place)),
        fact(t!(lang, "field_evidence.owner"), evidence.owner.clone()),
    ])
    .chain(fact_some(t!(lang, "evidence.replaces"), before.map(|cell| view! { <CellView cell=cell/> })))
    .chain(fact_text(t!(lang, "field_evidence.source"), &evidence.source))
    .collect()
}
