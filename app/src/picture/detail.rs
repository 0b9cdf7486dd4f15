//! One picture: exactly what the board decided, with the decision that sealed it.

use super::risks::{AllRisks, Since};
use super::{Above, BoardMatrix, DecisionFacts, Documents, Forms, MatterFold, decision_line, state_code};
use crate::address::{Address, page_of};
use crate::api::{PictureView, picture};
use crate::context::lang;
use crate::i18n::{Lang, code_label, find};
use crate::page::{Crumbs, Head, Loaded, per_suffix, use_key, use_pairs, with_per};
use crate::t;
use crate::ui::{Icon, PrintButton};
use domain::picture::page;
use domain::picture::{Decision, Picture};
use domain::query::encode;
use domain::{Action, Page};
use leptos::prelude::*;

/// One picture.
#[component]
pub fn PicturePage() -> AnyView {
    let (key, pairs) = (use_key(), use_pairs());
    view! {
        <Loaded data=picture(key, pairs.clone()) draw=move |view: PictureView| {
            view! { <Shown view=view pairs=pairs/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(view: PictureView, pairs: Vec<(String, String)>) -> AnyView {
    let lang = lang();
    let forms = Forms::of_picture(&view);
    let per = per_suffix(&view.moment.param());
    let page = view.page;
    let own = page_of(Page::Picture, &page.key);
    let revision = with_per(&page_of(Page::Revision, &page.key), &per);
    let register = (t!(lang, "page.pictures").to_owned(), with_per(Page::Pictures.path(), &per));
    let state = code_label(lang, "picture_state", state_code(&page.picture, page.in_force));
    let journal = forms
        .opens(Page::Journal)
        .then(|| with_per(&format!("{}?post={}", Page::Journal.path(), encode(page.key.as_str())), &per));
    let documents = (!page.picture.preparations.is_empty())
        .then(|| view! { <Documents picture=page.key.clone() per=per.clone()/> });
    let way = view! { <a class="btn" href=revision.clone()>{t!(lang, "picture.see_revision")}</a> };
    let head = view! {
        <Crumbs trail=vec![register] here=page.picture.name()/>
        <Head title=title(lang, &page) above=format!("{} · {state}", page.key) lede=lede(lang, &page.picture)>
            {documents}
            {way}
            <PrintButton>{t!(lang, "common.print")}</PrintButton>
        </Head>
    };
    let Some(board) = page.board else {
        return view! { {head} <Undecided picture=page.picture revision=revision journal=journal/> }.into_any();
    };
    let later = page.superseded_by.map(|later| {
        let to = with_per(&page_of(Page::Picture, &later.key), &per);
        view! {
            <div class="banner" role="status">
                <p><Icon name="i-ring"/> " " <b>{t!(lang, "picture.superseded", name = later.name, date = later.date)}</b></p>
                <p><a href=to>{t!(lang, "picture.superseded_link")}</a></p>
            </div>
        }
    });
    let address = Address::new(own.clone(), &pairs);
    let adoption = page.picture.adoption().cloned();
    let others: Vec<Decision> =
        page.picture.decisions.iter().filter(|one| Some(*one) != adoption.as_ref()).cloned().collect();
    view! {
        {head}
        {later}
        <div class="cols cols--7-5">
            <div class="stack">
                {adoption.map(|decision| view! { <Sealed decision=decision journal=journal/> })}
                <div class="no-print">
                    <MatterFold forms=forms action=Action::Correct lead=t!(lang, "picture.correct_lead") next=own.clone()
                        page=own/>
                </div>
                <section class="sec" aria-labelledby="h-matris">
                    <div class="sec__head">
                        <h2 id="h-matris">{t!(lang, "picture.matrix_heading")}</h2>
                        <p>{t!(lang, "picture.matrix_lead")}</p>
                    </div>
                    <BoardMatrix board=board.clone() per=per.clone()/>
                </section>
            </div>
            <div class="stack">
                <Above board=board.clone() per=per.clone()/>
                <Since risks=page.since per=per.clone()/>
            </div>
        </div>
        <AllRisks board=board address=address per=per/>
        <Others decisions=others/>
    }
    .into_any()
}

fn title(lang: Lang, page: &page::PicturePage) -> String {
    let name = page.picture.name();
    match &page.superseded_by {
        _ if page.in_force => t!(lang, "picture.title_in_force", name = name),
        Some(later) => t!(lang, "picture.title_superseded", name = name, later = later.name),
        None => t!(lang, "picture.title_undecided", name = name),
    }
}

fn lede(lang: Lang, picture: &Picture) -> String {
    picture.adoption().map_or_else(
        || t!(lang, "picture.lede_undecided").to_owned(),
        |one| t!(lang, "picture.lede_adopted", organ = one.organ, date = one.date, paragraph = one.paragraph),
    )
}

/// The decision that put the picture in force.
#[component]
fn Sealed(decision: Decision, journal: Option<String>) -> AnyView {
    let lang = lang();
    let heading = decision_line(lang, &decision);
    view! {
        <section class="ask ask--sealed" aria-labelledby="h-beslut">
            <h2 id="h-beslut"><Icon name="i-lock"/> " " {heading}</h2>
            <DecisionFacts decision=decision journal=journal/>
            <p class="note mt-s">{t!(lang, "picture.sealed_note")}</p>
        </section>
    }
    .into_any()
}

/// What the board decided in the matter before it adopted the picture.
#[component]
fn Others(decisions: Vec<Decision>) -> AnyView {
    let lang = lang();
    if decisions.is_empty() {
        return ().into_any();
    }
    let items = decisions
        .into_iter()
        .map(|decision| {
            let heading = decision_line(lang, &decision);
            view! { <div class="ask"><h3>{heading}</h3><DecisionFacts decision=decision/></div> }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-tidigare">
            <div class="sec__head"><h2 id="h-tidigare">{t!(lang, "picture.other_decisions")}</h2></div>
            <div class="stack">{items}</div>
        </section>
    }
    .into_any()
}

/// Instead of a content: that there is none yet, and the way to where it is made.
#[component]
fn Undecided(picture: Picture, revision: String, journal: Option<String>) -> AnyView {
    let lang = lang();
    let said = find(lang, &format!("picture.undecided_{}", picture.state().code()));
    let decisions = picture
        .decisions
        .into_iter()
        .map(|decision| {
            let heading = decision_line(lang, &decision);
            view! {
                <div class="ask"><h2>{heading}</h2><DecisionFacts decision=decision journal=journal.clone()/></div>
            }
        })
        .collect_view();
    view! {
        <div class="empty">
            <p>{said}</p>
            <p><a class="btn btn--main" href=revision>{t!(lang, "picture.to_revision")}</a></p>
        </div>
        <div class="stack mt">{decisions}</div>
    }
    .into_any()
}
