//! The record a detail page shows: what every part of the page needs to know of it and of who looks.

use super::{Linked, record_path};
use crate::api::{DetailPage, detail};
use crate::context::FormState;
use crate::error::ApiResult;
use crate::page::{per_suffix, use_key, use_per};
use domain::risk::Closed;
use domain::secrecy::SecrecyMarking;
use domain::settings::Settings;
use domain::{Action, Actor, Key, Kind, Moment, Page, Subject};

/// The record a page shows, as its parts need it.
#[derive(Clone)]
pub struct Record {
    /// Its kind.
    pub kind: Kind,
    /// Its key.
    pub key: Key,
    /// Its owner.
    pub owner: String,
    /// Its revision.
    pub rev: u32,
    /// Set when it is closed.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub marking: Option<SecrecyMarking>,
    /// The records before and after it.
    pub neighbours: (Option<Key>, Option<Key>),
    /// The beginning of fresh command ids.
    pub command_id: String,
    /// Who looks, when something may be changed; none on an earlier date.
    pub editor: Option<Actor>,
    /// Whether who looks may open the journal.
    pub journal: bool,
    /// A form to be shown again.
    pub form: Option<FormState>,
    /// Scale and vocabularies.
    pub settings: Settings,
    /// `?per=…` to stay at the same date.
    pub per: String,
}

impl Record {
    /// The record of a page, for who looks at it.
    #[must_use]
    pub fn of(page: &DetailPage, actor: Option<Actor>) -> Self {
        let (detail, body) = (&page.detail, &page.detail.body);
        let journal = actor.as_ref().is_some_and(|actor| actor.may(Subject::Page(Page::Journal)));
        Self {
            kind: body.kind(),
            key: detail.key.clone(),
            owner: body.owner().to_owned(),
            rev: detail.rev,
            closed: body.closed().cloned(),
            marking: body.secrecy().cloned(),
            neighbours: detail.neighbours.clone(),
            command_id: page.command_id.clone(),
            editor: actor.filter(|_| page.moment == Moment::Now),
            journal,
            form: page.form.clone(),
            settings: detail.settings.clone(),
            per: per_suffix(&page.moment.param()),
        }
    }

    /// Its page.
    #[must_use]
    pub fn path(&self) -> String {
        record_path(&self.key)
    }

    /// Whether who looks may do this to it now. A closed record takes nothing but being opened again.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        let editor = self.editor.as_ref();
        self.closed.is_some() == (action == Action::Reopen)
            && action.fields(self.kind).is_some()
            && editor.is_some_and(|actor| actor.may_on(Subject::Command(action, self.kind), &self.owner))
    }

    /// What its sections of links need. A closed record's links stay as they are.
    #[must_use]
    pub fn linked(&self) -> Linked {
        Linked {
            kind: self.kind,
            key: self.key.clone(),
            owner: self.owner.clone(),
            command_id: self.command_id.clone(),
            editor: self.editor.clone().filter(|_| self.closed.is_none()),
            form: self.form.clone(),
            settings: self.settings.clone(),
            per: self.per.clone(),
        }
    }

    /// Whether some of it has been taken out of this copy.
    #[must_use]
    pub fn masked(&self) -> bool {
        self.marking.as_ref().is_some_and(|marking| marking.masked)
    }

    /// The provision, when a marking has taken a field out of this copy.
    #[must_use]
    pub fn hidden_by(&self, field: &str) -> Option<String> {
        self.marking.as_ref()?.hidden_by(field).map(str::to_owned)
    }
}

/// The data of a record's page.
pub fn use_record_page(kind: Kind) -> impl Future<Output = ApiResult<DetailPage>> + Send + 'static {
    detail(kind, use_key(), use_per())
}
