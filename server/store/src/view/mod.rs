//! The one way out: what an actor may see of the register at a moment.
//!
//! Every list, page, search and export reads through a [`View`]. It scopes to what the actor may see and takes out what
//! secrecy markings cover, so that neither can be forgotten.

mod accounts;
mod behind;
mod between;
mod briefing;
mod comments;
mod control_year;
mod coverage;
mod detail;
mod disclosure;
mod disposal;
mod evidence_list;
mod excerpt;
mod extract;
mod files;
mod history;
mod import;
mod journal;
mod labels;
mod list;
mod markings;
mod matrix;
mod outlined;
mod overview;
mod pack;
mod picture;
mod plan;
mod programme;
mod reading;
mod records;
mod reminder;
mod report;
mod requirement;
mod search;
mod since;
mod tabs;
mod team;
mod whole;
mod year_cycle;

pub use briefing::{Briefing, Proposal, RisksSince};
pub use disclosure::PublicList;
pub use extract::Extract;
pub use import::Importing;
pub use list::CHUNK;
pub use pack::{Entries, Packed, Proven};
pub use picture::{Papers, Rows};
pub use reminder::Dated;
pub(crate) use whole::whole_table;
pub use year_cycle::DatedStep;

use crate::Store;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::HeadRow;
use crate::kept::{Asked, Kept};
use crate::outline::Past;
use crate::record::{BodyRow, Record, record_id};
use chrono::{DateTime, NaiveDate, Utc};
use domain::coverage::{Coverage, FrameworkSummary};
use domain::overview::Overview;
use domain::picture::page::{PicturePage, RevisionPage};
use domain::picture::{Content, Picture};
use domain::programme::ProgrammeReport;
use domain::programme::baseline::Baseline;
use domain::settings::Settings;
use domain::swedish;
use domain::{Action, Actor, Body, Grant, Key, Kind, Moment, Page, Register, Role, Subject};
use markings::Markings;
use proof::merkle::Hash;
use since::Marks;
use std::sync::Arc;

/// The register as an actor may see it at a moment.
pub struct View<'a> {
    pub(crate) store: &'a Store,
    /// Who looks.
    pub actor: &'a Actor,
    /// When it is seen from.
    pub moment: Moment,
    /// Today's date in Sweden.
    pub today: NaiveDate,
    /// Scale and vocabularies at the moment.
    pub settings: Settings,
    /// Journal position at the moment; 0 before anything was written.
    pub position: u64,
    /// The journal's length when the view was opened, also for an earlier day.
    pub length: u64,
    /// The journal's root hash at that length, in hexadecimal.
    pub root: String,
    /// Today's secrecy markings, for an earlier day: what is secret now was not less so then.
    markings: Arc<Markings>,
    /// The outline of an earlier day.
    past: Option<Arc<Past>>,
}

/// What views are asked for again and again, and take long to reckon.
#[derive(Default)]
pub(crate) struct Answers {
    reports: Kept<Asked, ProgrammeReport>,
    frameworks: Kept<Asked, Vec<FrameworkSummary>>,
    coverages: Kept<Asked, Coverage>,
    overviews: Kept<Asked, Overview>,
    pictures: Kept<Asked, Vec<(Key, Picture)>>,
    picture_pages: Kept<Asked, PicturePage>,
    revision_pages: Kept<Asked, RevisionPage>,
    /// Frozen contents, which never change. They are large.
    pub(crate) contents: Kept<Key, Content, 2>,
    /// The register as it reads for a report.
    readings: Kept<reading::Rests, reading::Known>,
    /// How many records each view of a register shows.
    counts: Kept<Asked, Vec<u64>>,
    /// Decided plans, which never change either.
    baselines: Kept<Key, Baseline>,
    /// What lists and trails need of the frozen contents.
    marks: Kept<Key, Marks, 12>,
    /// Where days ended in the journal.
    pub(crate) ended: Kept<NaiveDate, u64, 64>,
    /// Outlines of earlier places of the journal, each under its position and the markings it is drawn with.
    pasts: Kept<(u64, Hash), Past, 2>,
    /// Today's secrecy markings, by the journal's length.
    markings: Kept<u64, Markings, 1>,
}

impl Answers {
    /// Forgets what was reckoned from records that may be gone. What is sealed stays: nothing disposed of stands in it.
    pub(crate) fn forget(&self) {
        self.reports.forget();
        self.frameworks.forget();
        self.coverages.forget();
        self.overviews.forget();
        self.pictures.forget();
        self.picture_pages.forget();
        self.revision_pages.forget();
        self.counts.forget();
        self.pasts.forget();
        self.markings.forget();
        self.readings.forget();
    }
}

impl Store {
    /// The register as an actor may see it at a moment.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn view<'a>(&'a self, actor: &'a Actor, moment: Moment) -> Result<View<'a>> {
        self.view_at(actor, moment, None).await
    }

    /// The same at an earlier place of the journal than the end of the moment's day.
    pub(crate) async fn view_at<'a>(&'a self, actor: &'a Actor, moment: Moment, at: Option<u64>) -> Result<View<'a>> {
        const TEXT: &str = "SELECT * OMIT id FROM head:main; SELECT key, rev, body FROM $settings;";
        let bind = Bind::new().with("settings", record_id(Kind::Settings, Settings::KEY));
        let mut answer = self.db.ask(TEXT, bind).await?;
        let head = answer.first::<HeadRow>(0)?;
        let now = answer.first::<BodyRow>(1)?;
        let mut view = View {
            store: self,
            actor,
            moment,
            today: self.clock.today(),
            settings: Settings::default(),
            position: head.as_ref().map_or(0, |head| u64::try_from(head.seq).unwrap_or(0)),
            length: head.as_ref().map_or(0, |head| u64::try_from(head.seq).unwrap_or(0)),
            root: head.map(|head| head.root).unwrap_or_default(),
            markings: Arc::default(),
            past: None,
        };
        let stored = match moment {
            Moment::Now => now,
            Moment::On(day) => {
                view.position = match at {
                    Some(position) => position.min(view.length),
                    None => self.position_on(day, view.length).await?,
                };
                view.markings = self.markings(view.length).await?;
                view.past = Some(self.kept.pasts.found_or_new(&(view.position, view.markings.hash)));
                view.version(Kind::Settings, Settings::KEY).await?
            }
        };
        if let Some(Body::Settings(settings)) = stored.map(BodyRow::record).transpose()?.map(|record| record.body) {
            view.settings = settings;
        }
        Ok(view)
    }
}

impl View<'_> {
    /// The time now, whatever moment is seen.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.store.clock.now()
    }

    /// The time things are counted from: now, or the end of the moment's day.
    #[must_use]
    pub fn instant(&self) -> DateTime<Utc> {
        match self.moment {
            Moment::Now => self.now(),
            Moment::On(day) => swedish::end_of(day),
        }
    }

    /// The date things are counted from: the moment's own day, or today.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.moment.day(self.today)
    }

    /// What the actor is granted of a kind of record.
    #[must_use]
    pub fn grant(&self, kind: Kind) -> Grant {
        let page = match kind {
            Kind::Risk => Page::Risk,
            Kind::Measure => Page::Measure,
            Kind::Deliverable => Page::Deliverable,
            Kind::Control => Page::Control,
            Kind::Evidence => Page::Evidence,
            Kind::Requirement | Kind::Framework => Page::Requirement,
            Kind::Programme => Page::Programme,
            Kind::Settings => Page::Settings,
            Kind::Picture | Kind::Content => Page::Picture,
            Kind::Review => Page::Reviewing,
            Kind::Remark => Page::Meeting,
            Kind::Baseline => Page::DecidedPlan,
            // Read with what it is about, which says who may see it.
            Kind::Comment => return Grant::No,
            // Everyone sees which views there are, and in each what they may see.
            Kind::SavedView => Page::Overview,
            Kind::Pack => Page::Pack,
            Kind::Disclosure => Page::Disclosure,
            Kind::Disposal => Page::Disposal,
            Kind::Deviation => Page::Deviation,
            Kind::Incident => Page::Incident,
            Kind::Indicator => Page::Indicator,
            Kind::Assignment => Page::Assignment,
            Kind::Recommendation => Page::Recommendation,
            Kind::Analysis => Page::Analysis,
            Kind::Goal => Page::Goal,
            Kind::Project => Page::Project,
            Kind::CityMatter => Page::CityMatter,
            Kind::Service => Page::Service,
            Kind::Report | Kind::ReportContent => Page::InterimReport,
            Kind::Account => Page::EditAccount,
        };
        self.actor.grant(Subject::Page(page))
    }

    /// Whether the actor may see a record, by its kind, owner and framework.
    pub(crate) fn sees(&self, body: &Body) -> bool {
        let granted = match self.grant(body.kind()) {
            Grant::Yes => true,
            Grant::Own => self.actor.acts_for(body.owner()),
            Grant::No => false,
        };
        granted
            && match body {
                Body::Requirement(requirement) => self.actor.sees_framework(&requirement.framework),
                // Who has a window of frameworks knows of their own packs, and of those that lie within it.
                Body::Pack(pack) => {
                    let chosen = &pack.selection.frameworks;
                    let whole = self.actor.role != Role::Auditor || self.actor.frameworks.is_empty();
                    let within =
                        !chosen.is_empty() && chosen.iter().all(|framework| self.actor.sees_framework(framework));
                    whole || within || pack.by == self.actor.name
                }
                _ => true,
            }
    }

    /// A record as the actor may see it among others: nothing, or its content with what it may not see taken out. A marked
    /// incident is among them for those with clearance only: that there is one, and how many there are, is part of what is kept.
    pub(crate) fn show(&self, record: Record) -> Option<Record> {
        self.show_one(record).filter(|record| !closed_off(&record.body))
    }

    /// The same for a record that is asked for by its key, as an entry of the journal leads to it.
    fn show_one(&self, mut record: Record) -> Option<Record> {
        if !self.sees(&record.body) {
            return None;
        }
        // For an earlier day clearance is asked for both then and now: who has handed a record over is no longer cleared.
        let today = self.markings.of(record.body.kind(), &record.key);
        let cleared_today = today.is_none_or(|marked| self.actor.cleared(&marked.owner));
        if !self.actor.cleared(record.body.owner()) || !cleared_today {
            if let Some(marked) = today {
                record.body.mark_as(&marked.marking);
            }
            record.body.mask();
        }
        self.keep_back(&mut record.body);
        Some(record)
    }

    /// Takes the text of a report out that is being worked on, for those who don't write in reports.
    fn keep_back(&self, body: &mut Body) {
        if let Body::Report(report) = body
            && !self.actor.may(Subject::Command(Action::Write, Kind::Report))
        {
            report.withhold();
        }
    }

    /// Who owns a record today, when it is marked today: of a view of an earlier day.
    fn marking_today(&self, kind: Kind, key: &Key) -> Option<&str> {
        self.markings.of(kind, key).map(|marked| marked.owner.as_str())
    }

    /// Whether the actor may do something to a record it sees.
    #[must_use]
    pub fn may(&self, action: Action, body: &Body) -> bool {
        self.moment == Moment::Now && self.actor.may_on(Subject::Command(action, body.kind()), body.owner())
    }

    /// The register of a kind, when it has one the actor may see.
    pub(crate) fn register(&self, kind: Kind) -> Option<Register> {
        Register::of(kind).filter(|_| self.grant(kind) != Grant::No)
    }
}

/// Whether it is a copy of a marked incident for those who may not see it.
pub(crate) fn closed_off(body: &Body) -> bool {
    body.kind() == Kind::Incident && body.secrecy().is_some_and(|marking| marking.masked)
}
