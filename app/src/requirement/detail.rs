//! One requirement: what it asks, what there is behind it, and the organisation's judgement.

use super::basis::BasisTag;
use super::frameworks::{ComingBanner, InForce, framework_path};
use super::judgements::JudgementsSection;
use super::related::RelatedSection;
use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::code_label;
use crate::page::{Crumbs, Head, Loaded, with_per};
use crate::t;
use crate::ui::{
    ActionFold, ActionLink, Facts, History, Icon, LinkedSections, Prose, Record, fact, fact_some, fact_text,
    use_record_page,
};
use chrono::NaiveDate;
use domain::coverage::Basis;
use domain::coverage::gap::old;
use domain::query::encode;
use domain::requirement::judgements::Beside;
use domain::requirement::{Judgement, Level, Requirement};
use domain::{Action, Body, Draft, Kind, Page, Register, Subject};
use leptos::prelude::*;

/// One requirement.
#[component]
pub fn RequirementPage() -> AnyView {
    let data = use_record_page(Kind::Requirement);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let lang = lang();
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let Body::Requirement(requirement) = detail.body else { return ().into_any() };
    let (framework, short) = detail.framework.unwrap_or_else(|| {
        let key = requirement.framework.clone();
        (key.clone(), key)
    });
    let coming = requirement.in_force.filter(|_| requirement.coming_on(detail.day));
    let cited = requirement.cited(&short);
    let above = format!("{cited} · {}", record.key);
    let trail = vec![
        (t!(lang, "coverage.crumb").to_owned(), format!("/krav{}", record.per)),
        (short, framework_path(&framework, &record.per)),
    ];
    let banner = coming.map(|from| view! { <ComingBanner name=cited from=from/> });
    let description = requirement.description.clone();
    let facts = facts(&requirement, coming.is_some(), detail.requirement.as_ref());
    let may_list = use_actor().is_some_and(|actor| actor.may(Subject::Export(Register::Evidence)));
    let list = (may_list && requirement.assessable).then(|| {
        let of = format!("/export/evidens.xlsx?ramverk={}&krav={}", encode(&framework), encode(record.key.as_str()));
        let to = with_per(&of, &record.per);
        view! { <a class="btn" href=to download="">{t!(lang, "coverage.evidence_list")}</a> }
    });
    let may_pack = use_actor().is_some_and(|actor| actor.may(Subject::Page(Page::Packs)));
    let pack = (may_pack && requirement.assessable).then(|| {
        let day = record.per.trim_start_matches("?per=");
        let of = format!("{}?ramverk={}&krav={}", Page::Packs.path(), encode(&framework), encode(record.key.as_str()));
        let to = if day.is_empty() { of } else { format!("{of}&dag={day}") };
        view! { <a class="btn" href=to>{t!(lang, "pack.take_out")}</a> }
    });
    let basis = detail.requirement.as_ref().map(|beside| beside.basis);
    let (related, judgements) =
        detail.requirement.map(|beside| (beside.related, beside.judgements)).unwrap_or_default();
    // What asks the same has a section of its own.
    let mut links = detail.links;
    links.retain(|rows| rows.register != Register::Requirements);
    let judge = requirement.assessable.then(|| view! { <ActionLink record=record.clone() action=Action::Judge/> });
    view! {
        <Crumbs trail=trail here=requirement.number.clone()/>
        <Head title=requirement.title.clone() above=above lede=requirement.heading.clone()>
            {list}
            {pack}
            {judge}
        </Head>
        {banner}
        <div class="cols cols--8-4">
            <div class="stack">
                <section class="sec" aria-labelledby="h-innebord">
                    <div class="sec__head"><h2 id="h-innebord">{t!(lang, "requirement.what")}</h2></div>
                    <div><Prose text=description/></div>
                    <p class="note mt-s">{t!(lang, "requirement.source_note")} " " {requirement.source.clone()}</p>
                </section>
                <Judged requirement=requirement record=record.clone() basis=basis day=detail.day/>
                <RelatedSection related=related per=record.per.clone()/>
                <LinkedSections linked=record.linked() links=links/>
                <JudgementsSection judgements=judgements/>
                <History kind=Kind::Requirement key=detail.key changes=detail.history journal=record.journal/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
            </div>
        </div>
    }
    .into_any()
}

fn facts(requirement: &Requirement, coming: bool, beside: Option<&Beside>) -> Vec<crate::ui::Fact> {
    let lang = lang();
    let shown = beside.filter(|beside| beside.basis != Basis::Information);
    let basis = shown.map(|beside| view! { <BasisTag basis=beside.basis/> });
    let in_force = requirement.in_force.map(|from| view! { <InForce from=from coming=coming/> });
    let examples = (!requirement.examples.is_empty()).then(|| {
        let items = requirement.examples.iter().map(|one| view! { <li>{one.clone()}</li> }).collect_view();
        view! { <ul>{items}</ul> }
    });
    [
        fact_some(t!(lang, "coverage.basis"), basis),
        fact_some(t!(lang, "coverage.column_in_force"), in_force),
        fact_text(t!(lang, "requirement.addressee"), &requirement.addressee),
        fact_text(t!(lang, "requirement.deadline"), &requirement.deadline),
        fact_some(t!(lang, "requirement.examples"), examples),
    ]
    .into_iter()
    .flatten()
    .chain(
        (!requirement.assessable)
            .then(|| fact(t!(lang, "coverage.judgement"), code_label(lang, "basis", "information"))),
    )
    .collect()
}

/// The judgement, and the form of a new one.
#[component]
fn Judged(requirement: Requirement, record: Record, basis: Option<Basis>, day: NaiveDate) -> AnyView {
    let lang = lang();
    if !requirement.assessable {
        return ().into_any();
    }
    let shown = match &requirement.judgement {
        None => view! { <p class="muted">{t!(lang, "requirement.not_judged")}</p> }.into_any(),
        Some(Judgement { level, reason, date }) => {
            let (class, icon) = match level {
                Level::Fully => ("tag tag--ok", "i-check"),
                Level::Partly => ("tag", "i-half"),
                Level::NotMet => ("tag tag--missing", "i-warn"),
                Level::NotApplicable => ("tag", "i-x"),
                Level::NotJudged => ("tag", "i-ring"),
            };
            let unfounded = (*level == Level::Fully && basis == Some(Basis::Missing)).then(|| {
                view! { <p class="m missing"><Icon name="i-warn"/> " " {t!(lang, "requirement.unfounded")}</p> }
            });
            let aged = old(*date, day).then(|| {
                view! { <p class="m"><Icon name="i-clock"/> " " {t!(lang, "requirement.judged_old")}</p> }
            });
            let reason = (!reason.is_empty()).then(|| view! { <div class="mt-s"><Prose text=reason.clone()/></div> });
            view! {
                <p class="m">
                    <span class=class><Icon name=icon/>{code_label(lang, "level", level.code())}</span> " "
                    <span class="muted">{t!(lang, "coverage.judged", date = date)}</span>
                </p>
                {unfounded}
                {aged}
                {reason}
            }
            .into_any()
        }
    };
    let stored = requirement.judgement.as_ref();
    let draft = stored.map_or_else(Draft::default, |judgement| {
        Draft::default().with("level", judgement.level.code()).with("reason", judgement.reason.as_str())
    });
    let lead = format!("{} {}", t!(lang, "requirement.judge_lead"), t!(lang, "requirement.judge_warning"));
    view! {
        <section class="sec" aria-labelledby="h-bedomning">
            <div class="sec__head"><h2 id="h-bedomning">{t!(lang, "requirement.judgement")}</h2></div>
            {shown}
            <ActionFold record=record action=Action::Judge draft=draft lead=lead guarded=true/>
        </section>
    }
    .into_any()
}
