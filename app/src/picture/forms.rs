//! The forms on the pages of a picture, and of what else is laid before the board.

use crate::api::{InterimReportView, PictureView, RevisionView};
use crate::context::{FormState, lang};
use crate::form::{CommandForm, Hidden};
use crate::frame::use_actor;
use crate::i18n::{action_label, text};
use crate::ui::fold_id;
use domain::settings::Settings;
use domain::{Action, Actor, Draft, Key, Kind, Moment, Page, Subject};
use leptos::prelude::*;

/// What the forms of a page about a matter before the board need: a picture, or a report.
#[derive(Clone)]
pub struct Forms {
    /// The kind of record the matter is.
    pub kind: Kind,
    /// The picture or report.
    pub key: Key,
    /// Its revision as a record; none where that doesn't matter.
    pub rev: Option<u32>,
    /// The beginning of fresh command ids.
    pub command_id: String,
    /// A form to be shown again.
    pub state: Option<FormState>,
    /// Scale and vocabularies.
    pub settings: Settings,
    /// Who looks.
    pub actor: Option<Actor>,
    /// Whether the page is seen from now, so that something can be done.
    pub now: bool,
}

impl Forms {
    /// Those of a revision's page.
    #[must_use]
    pub fn of_revision(view: &RevisionView) -> Self {
        Self {
            kind: Kind::Picture,
            key: view.page.key.clone(),
            rev: Some(view.page.rev),
            command_id: view.command_id.clone(),
            state: view.form.clone(),
            settings: view.page.settings.clone(),
            actor: use_actor(),
            now: view.moment == Moment::Now,
        }
    }

    /// Those of a picture's page.
    #[must_use]
    pub fn of_picture(view: &PictureView) -> Self {
        Self {
            kind: Kind::Picture,
            key: view.page.key.clone(),
            rev: None,
            command_id: view.command_id.clone(),
            state: view.form.clone(),
            settings: view.page.settings.clone(),
            actor: use_actor(),
            now: view.moment == Moment::Now,
        }
    }

    /// Those of a report's pages.
    #[must_use]
    pub fn of_report(view: &InterimReportView) -> Self {
        Self {
            kind: Kind::Report,
            key: view.page.row.key.clone(),
            rev: Some(view.page.row.rev),
            command_id: view.command_id.clone(),
            state: view.form.clone(),
            settings: view.page.settings.clone(),
            actor: use_actor(),
            now: view.moment == Moment::Now,
        }
    }

    /// Whether who looks may do this now, on some records at least.
    #[must_use]
    pub fn may(&self, action: Action, kind: Kind) -> bool {
        self.now && self.actor.as_ref().is_some_and(|actor| actor.may(Subject::Command(action, kind)))
    }

    /// Whether who looks may do this now to what a function owns.
    #[must_use]
    pub fn may_on(&self, action: Action, kind: Kind, owner: &str) -> bool {
        self.now && self.actor.as_ref().is_some_and(|actor| actor.may_on(Subject::Command(action, kind), owner))
    }

    /// Whether who looks may open a page.
    #[must_use]
    pub fn opens(&self, page: Page) -> bool {
        self.actor.as_ref().is_some_and(|actor| actor.may(Subject::Page(page)))
    }

    /// The hidden fields of a form about the matter itself.
    #[must_use]
    pub fn hidden(&self, action: Action, next: String, page: String) -> Hidden {
        Hidden {
            action,
            kind: self.kind,
            key: self.key.to_string(),
            rev: self.rev,
            command_id: format!("{}-{}", self.command_id, action.code()),
            next,
            page,
        }
    }
}

/// An action on the matter in a fold, open when it is shown again; nothing for those who may not.
#[component]
pub fn MatterFold(
    /// What the page's forms need.
    forms: Forms,
    /// What the form does.
    action: Action,
    /// A sentence above the form.
    lead: &'static str,
    /// Where it leads.
    next: String,
    /// The page it stands on.
    page: String,
    /// What is filled in.
    #[prop(optional)]
    draft: Draft,
) -> AnyView {
    let lang = lang();
    let kind = forms.kind;
    if !forms.may(action, kind) {
        return ().into_any();
    }
    let hidden = forms.hidden(action, next, page);
    let open = forms.state.as_ref().is_some_and(|state| state.action == action && state.key == hidden.key);
    let fields = action.fields(kind).unwrap_or_default().to_vec();
    let submit = text(lang, &format!("action.save_{}", action.code())).to_owned();
    view! {
        <details class="fold no-print" open=open>
            <summary>{action_label(lang, action, kind)}</summary>
            <div id=fold_id(action)>
                <p class="note">{lead}</p>
                <div class="mt-s">
                    <CommandForm hidden=hidden form_fields=fields draft=draft settings=forms.settings submit=submit
                        state=forms.state/>
                </div>
            </div>
        </details>
    }
    .into_any()
}
