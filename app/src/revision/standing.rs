//! Where a revision stands, above everything else that is said of it.

use crate::context::lang;
use crate::i18n::Lang;
use crate::picture::{DecisionFacts, decision_line};
use crate::t;
use crate::ui::{Icon, Prose};
use domain::picture::{Decision, Outcome, Picture, PictureState};
use leptos::prelude::*;

/// The banners: returned with why, taken back, tabled, given up.
#[component]
pub fn Standing(picture: Picture) -> AnyView {
    let lang = lang();
    let state = picture.state();
    if let Some(closed) = picture.closed {
        let said = t!(lang, "revision.closed", date = closed.date, reason = closed.reason);
        return view! { <div class="banner" role="status"><p><Icon name="i-x"/> " " <b>{said}</b></p></div> }
            .into_any();
    }
    if let Some(returned) = picture.returned() {
        let said =
            t!(lang, "revision.returned", organ = returned.organ, date = returned.date, paragraph = returned.paragraph);
        return view! {
            <div class="banner banner--warn" role="status">
                <p><Icon name="i-warn"/> " " <b>{said}</b></p>
                <p><Prose text=returned.motivation.clone()/></p>
            </div>
        }
        .into_any();
    }
    let last = picture.preparations.last();
    if let Some(withdrawn) = last.and_then(|last| last.withdrawn.as_ref()) {
        let said = t!(lang, "revision.withdrawn", date = withdrawn.date, reason = withdrawn.reason);
        return view! { <div class="banner" role="status"><p><Icon name="i-ring"/> " " <b>{said}</b></p></div> }
            .into_any();
    }
    let tabled = picture.decisions.last().filter(|last| last.outcome == Outcome::Table);
    if let Some(tabled) = tabled.filter(|_| state == PictureState::Prepared) {
        let said = tabled_line(lang, tabled);
        return view! { <div class="banner" role="status"><p><Icon name="i-clock"/> " " <b>{said}</b></p></div> }
            .into_any();
    }
    ().into_any()
}

fn tabled_line(lang: Lang, tabled: &Decision) -> String {
    t!(lang, "revision.tabled", organ = tabled.organ, date = tabled.date, paragraph = tabled.paragraph)
}

/// What the board decided, when the matter is over.
#[component]
pub fn Decided(picture: Picture) -> AnyView {
    let lang = lang();
    let over = matches!(picture.state(), PictureState::Decided | PictureState::Ended);
    let Some(decision) = picture.decisions.last().filter(|_| over).cloned() else { return ().into_any() };
    let heading = decision_line(lang, &decision);
    view! {
        <section class="ask ask--sealed" aria-labelledby="h-beslut">
            <h2 id="h-beslut"><Icon name="i-lock"/> " " {heading}</h2>
            <DecisionFacts decision=decision/>
        </section>
    }
    .into_any()
}

/// Every proposal that has been laid before the board, when there is more than one.
#[component]
pub fn Versions(picture: Picture) -> AnyView {
    let lang = lang();
    if picture.preparations.len() < 2 {
        return ().into_any();
    }
    let items = picture
        .preparations
        .iter()
        .map(|one| {
            let said = t!(lang, "revision.version_line", n = one.version, date = one.date, by = one.by);
            let withdrawn = one
                .withdrawn
                .as_ref()
                .map(|withdrawn| format!(", {}", t!(lang, "revision.version_withdrawn", date = withdrawn.date)));
            let decided = picture
                .decisions
                .iter()
                .filter(|decision| decision.version == one.version)
                .map(|decision| view! { <br/> {decision_line(lang, decision)} })
                .collect_view();
            view! { <li>{said}{withdrawn}{decided}</li> }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-versioner">
            <div class="sec__head"><h2 id="h-versioner">{t!(lang, "revision.versions")}</h2></div>
            <ol class="bare">{items}</ol>
        </section>
    }
    .into_any()
}
