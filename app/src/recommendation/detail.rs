//! One audit recommendation: what the reviewer says, and whether it is taken care of, according to whom.

use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::{Lang, code_label};
use crate::page::Loaded;
use crate::t;
use crate::ui::{
    ActionFold, ActionLink, CellView, Comments, DetailHead, Fact, Facts, History, LinkedSections, Prose, ReasonFold,
    Record, SecrecyNote, StateTag, day_view, fact, fact_text, use_record_page,
};
use domain::recommendation::{Handled, Judged, Recommendation, RecommendationState};
use domain::{Action, Body, Cell, Kind};
use leptos::prelude::*;

/// One audit recommendation.
#[component]
pub fn RecommendationPage() -> AnyView {
    let data = use_record_page(Kind::Recommendation);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let lang = lang();
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let Body::Recommendation(recommendation) = detail.body else { return ().into_any() };
    let facts = facts(&recommendation);
    let kind = code_label(lang, "recommendation_kind", recommendation.kind.code());
    let above = format!("{kind}, {}", recommendation.reviewer);
    let judge = view! { <ActionLink record=record.clone() action=Action::Judge/> };
    let text = view! { <Prose text=recommendation.text.clone() hidden_by=record.hidden_by("text")/> };
    view! {
        <DetailHead record=record.clone() title=recommendation.title.clone() above=above>{judge}</DetailHead>
        <div class="cols cols--8-4">
            <div class="stack">
                <section class="sec" aria-labelledby="h-rekommendation">
                    <div class="sec__head"><h2 id="h-rekommendation">{t!(lang, "recommendation.text")}</h2></div>
                    <p>{text}</p>
                    <SecrecyNote record=record.clone()/>
                </section>
                <Judgements recommendation=recommendation record=record.clone()/>
                <LinkedSections linked=record.linked() links=detail.links/>
                <Comments record=record.clone() comments=detail.comments/>
                <History kind=Kind::Recommendation key=detail.key changes=detail.history journal=record.journal masked=record.masked()/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
                <ReasonFold record=record/>
            </div>
        </div>
    }
    .into_any()
}

fn facts(recommendation: &Recommendation) -> Vec<Fact> {
    let lang = lang();
    let kind = code_label(lang, "recommendation_kind", recommendation.kind.code());
    [
        Some(fact(t!(lang, "column.state"), view! { <StateTag code=recommendation.state().code() days_late=None/> })),
        Some(fact(t!(lang, "field_recommendation.kind"), kind)),
        Some(fact(t!(lang, "field_recommendation.reviewer"), recommendation.reviewer.clone())),
        Some(fact(t!(lang, "field_recommendation.date"), day_view(recommendation.date))),
        fact_text(t!(lang, "field_recommendation.reference"), &recommendation.reference),
        Some(fact(t!(lang, "field_recommendation.owner"), recommendation.owner.clone())),
        fact_text(t!(lang, "field_recommendation.source"), &recommendation.source),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Where it stands in a sentence that says according to whom.
fn standing(lang: Lang, recommendation: &Recommendation) -> String {
    let Some(last) = recommendation.last() else { return t!(lang, "recommendation.unhandled").to_owned() };
    let (by, date) = (last.by.as_str(), last.date);
    match (recommendation.state(), last.handled) {
        (_, Handled::NotHandled) => t!(lang, "recommendation.not_handled_by", by = by, date = date),
        (_, Handled::Partly) => t!(lang, "recommendation.partly_handled", by = by, date = date),
        (RecommendationState::Claimed, _) => {
            t!(lang, "recommendation.claimed", by = by, date = date, reviewer = recommendation.reviewer)
        }
        _ => t!(lang, "recommendation.confirmed", by = by, date = date),
    }
}

/// What has been judged, newest first, and the form of a new judgement.
#[component]
fn Judgements(recommendation: Recommendation, record: Record) -> AnyView {
    let lang = lang();
    let said = standing(lang, &recommendation);
    let about = recommendation.last().map(|last| t!(lang, "recommendation.about", about = last.about));
    let lead = t!(lang, "recommendation.judge_lead");
    let table = if recommendation.judgements.is_empty() {
        view! { <p class="muted">{t!(lang, "recommendation.judgements_none")}</p> }.into_any()
    } else {
        view! { <JudgementTable recommendation=recommendation record=record.clone()/> }.into_any()
    };
    view! {
        <section class="sec" aria-labelledby="h-omhandertagen">
            <div class="sec__head"><h2 id="h-omhandertagen">{t!(lang, "recommendation.judgements")}</h2></div>
            <p><b>{said}</b> " " {about}</p>
            {table}
            <ActionFold record=record action=Action::Judge lead=lead/>
        </section>
    }
    .into_any()
}

#[component]
fn JudgementTable(recommendation: Recommendation, record: Record) -> AnyView {
    let lang = lang();
    let heads = [
        t!(lang, "recommendation.date"),
        t!(lang, "recommendation.handled"),
        t!(lang, "recommendation.by"),
        t!(lang, "recommendation.about_head"),
        t!(lang, "recommendation.note"),
    ];
    let hidden = record.hidden_by("note");
    let rows = recommendation
        .judgements
        .iter()
        .rev()
        .map(|judged| {
            let own = recommendation.own_word(judged);
            view! { <JudgementRow judged=judged.clone() own=own heads=heads hidden_by=hidden.clone()/> }
        })
        .collect_view();
    let head_cells =
        heads.into_iter().map(|name| view! { <th role="columnheader" scope="col">{name}</th> }).collect_view();
    view! {
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{t!(lang, "recommendation.judgements_caption")}</caption>
            <thead role="rowgroup"><tr role="row">{head_cells}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn JudgementRow(judged: Judged, own: bool, heads: [&'static str; 5], hidden_by: Option<String>) -> AnyView {
    let lang = lang();
    let who = if own { t!(lang, "recommendation.reviewer_said") } else { t!(lang, "recommendation.other_said") };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{day_view(judged.date)}</th>
            <td role="cell" data-label=heads[1]><CellView cell=Cell::code("handled", judged.handled.code())/></td>
            <td role="cell" data-label=heads[2]>{judged.by} " " <span class="muted">"(" {who} ")"</span></td>
            <td role="cell" data-label=heads[3]>{judged.about}</td>
            <td role="cell" class="why" data-label=heads[4]><Prose text=judged.note hidden_by=hidden_by/></td>
        </tr>
    }
    .into_any()
}
