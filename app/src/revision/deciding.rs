//! Recording what the board decided, beside what it was asked to decide.

use super::ask::Ask;
use super::standing::Standing;
use super::use_revision;
use crate::address::page_of;
use crate::api::RevisionView;
use crate::context::lang;
use crate::form::{CommandForm, FieldFold};
use crate::i18n::text;
use crate::page::{Crumbs, Head, Loaded};
use crate::picture::Forms;
use crate::t;
use domain::field::Field;
use domain::picture::Preparation;
use domain::picture::decision::{DECIDE, DEVIATION, DEVIATIONS};
use domain::picture::page::Show;
use domain::{Action, Draft, Kind, Page};
use leptos::prelude::*;

/// The form of a decision.
#[component]
pub fn DecidingPage() -> AnyView {
    let data = use_revision(Show::Changes);
    view! { <Loaded data=data draw=|view: RevisionView| view! { <Shown view=view/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(view: RevisionView) -> AnyView {
    let lang = lang();
    let forms = Forms::of_revision(&view);
    let page = view.page;
    let revision = page_of(Page::Revision, &page.key);
    let trail = vec![
        (t!(lang, "page.revisions").to_owned(), Page::Revisions.path().to_owned()),
        (page.picture.name(), revision.clone()),
    ];
    let crumbs = view! { <Crumbs trail=trail here=t!(lang, "page.deciding").to_owned()/> };
    let proposal = page.picture.before_board().cloned().filter(|_| forms.may(Action::Decide, Kind::Picture));
    let said = if forms.now { t!(lang, "revision.decide_none_text") } else { t!(lang, "asof.disabled") };
    let Some(proposal) = proposal else {
        return view! {
            {crumbs}
            <Head title=t!(lang, "revision.decide_none").to_owned()/>
            <div class="empty">
                <p>{said}</p>
                <p><a class="btn btn--main" href=revision>{t!(lang, "revision.back")}</a></p>
            </div>
        }
        .into_any();
    };
    let title = t!(lang, "revision.decide_heading", name = page.picture.name());
    let draft = filled(&proposal, &page.settings.board);
    let version = proposal.version.to_string();
    let hidden = forms.hidden(Action::Decide, revision.clone(), page_of(Page::Deciding, &page.key));
    view! {
        {crumbs}
        <Head title=title above=page.key.to_string() lede=t!(lang, "revision.decide_lead").to_owned()/>
        <Standing picture=page.picture/>
        <div class="cols cols--7-5">
            <CommandForm hidden=hidden form_fields=asked() draft=draft settings=forms.settings
                submit=text(lang, "action.save_decide").to_owned() sends=vec![("version", version)]
                fold=Some(deviations(lang)) cancel=revision state=forms.state/>
            <Ask preparation=Some(proposal)/>
        </div>
    }
    .into_any()
}

/// What the form asks for. Which version it is about, it knows; what the board changed lies behind a line.
fn asked() -> Vec<Field> {
    let folded = |name: &str| DEVIATION.iter().flatten().any(|field| field.name == name);
    DECIDE.iter().filter(|field| field.name != "version" && !folded(field.name)).copied().collect()
}

fn deviations(lang: crate::i18n::Lang) -> FieldFold {
    FieldFold {
        summary: t!(lang, "revision.deviations").to_owned(),
        lead: t!(lang, "revision.deviations_lead").to_owned(),
        rows: DEVIATIONS
            .iter()
            .zip(DEVIATION)
            .map(|(number, fields)| (t!(lang, "revision.deviation", n = number), fields.to_vec()))
            .collect(),
    }
}

/// As the board most often decides: what was proposed.
fn filled(proposal: &Preparation, board: &str) -> Draft {
    let mut draft = Draft::default()
        .with("organ", board)
        .with("registration", proposal.registration.as_str())
        .with("text", proposal.proposal.as_str());
    draft.set_date("date", proposal.meeting);
    draft
}
