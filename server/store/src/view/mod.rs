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
mod matrix;
mod outlined;
mod overview;
mod pack;
mod picture;
mod plan;
mod programme;
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
use crate::journal::{HeadRow, canonical, int};
use crate::kept::{Asked, Kept};
use crate::outline::{KINDS, Past};
use crate::record::{BodyRow, Record, record_id};
use chrono::{DateTime, NaiveDate, Utc};
use domain::coverage::{Coverage, FrameworkSummary};
use domain::overview::Overview;
use domain::picture::page::{PicturePage, RevisionPage};
use domain::picture::{Content, Picture};
use domain::programme::ProgrammeReport;
use domain::programme::baseline::Baseline;
use domain::report::reading::Reading;
use domain::secrecy::SecrecyMarking;
use domain::settings::Settings;
use domain::swedish;
use domain::{Action, Actor, AppError, Body, Grant, Key, Kind, Moment, Page, Register, Role, Subject};
use proof::merkle::{Hash, sha256};
use since::Marks;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use surrealdb::types::RecordId;

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
    readings: Kept<Asked, Reading>,
    /// How many records each view of a register shows.
    counts: Kept<Asked, Vec<u64>>,
    /// Decided plans, which never change either.
    baselines: Kept<Key, Baseline>,
    /// What lists and trails need of the frozen contents.
    marks: Kept<Key, Marks, 12>,
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

/// A marking a record has today, and who owns it today.
struct Marked {
    marking: SecrecyMarking,
    owner: String,
}

/// Every marking there is today.
#[derive(Default)]
struct Markings {
    of: HashMap<(Kind, Key), Marked>,
    /// What tells them from others.
    hash: Hash,
}

impl Markings {
    fn of(&self, kind: Kind, key: &Key) -> Option<&Marked> {
        self.of.get(&(kind, key.clone()))
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

    /// The records that have a secrecy marking now, at a length of the journal.
    pub(crate) async fn marked(&self, length: u64) -> Result<HashSet<(Kind, Key)>> {
        let outline = self.outline.at(&self.db, length).await?;
        let marked = |kind| outline.of(kind).filter(|(_, line)| line.marked).map(move |(key, _)| (kind, key.clone()));
        Ok(KINDS.into_iter().flat_map(marked).collect())
    }

    /// Every secrecy marking there is now, at a length of the journal.
    async fn markings(&self, length: u64) -> Result<Arc<Markings>> {
        if let Some(known) = self.kept.markings.found(&length) {
            return Ok(known);
        }
        let mut marked: Vec<(Kind, Key)> = self.marked(length).await?.into_iter().collect();
        marked.sort_unstable_by(|one, other| (one.0.code(), &one.1).cmp(&(other.0.code(), &other.1)));
        let ids: Vec<RecordId> = marked.iter().map(|(kind, key)| record_id(*kind, key.as_str())).collect();
        let (mut of, mut told) = (HashMap::new(), Vec::new());
        if !ids.is_empty() {
            let bind = Bind::new().with("ids", ids);
            for row in self.db.ask("SELECT key, rev, body FROM $ids", bind).await?.rows::<BodyRow>(0)? {
                let record = row.record()?;
                if let Some(marking) = record.body.secrecy() {
                    let name = (record.body.kind(), record.key.clone());
                    told.push(canonical(&(name.0.code(), name.1.as_str(), marking))?);
                    of.insert(name, Marked { marking: marking.clone(), owner: record.body.owner().to_owned() });
                }
            }
        }
        told.sort_unstable();
        Ok(self.kept.markings.keep(length, Markings { of, hash: sha256(told.join("\n").as_bytes()) }))
    }
}

impl Store {
    /// Every marking a risk has now, at a length of the journal.
    pub(crate) async fn risk_markings(&self, length: u64) -> Result<BTreeMap<Key, SecrecyMarking>> {
        let markings = self.markings(length).await?;
        let risks = markings.of.iter().filter(|((kind, _), _)| *kind == Kind::Risk);
        Ok(risks.map(|((_, key), marked)| (key.clone(), marked.marking.clone())).collect())
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

    /// One record.
    ///
    /// # Errors
    /// `NotFound` when there is none at the moment, or the actor may not know of it; `Disposed` when it is gone.
    pub(crate) async fn record(&self, kind: Kind, key: &str) -> Result<Record> {
        let row = match self.moment {
            Moment::Now => {
                let bind = Bind::new().with("id", record_id(kind, key));
                self.store.db.ask("SELECT key, rev, body FROM $id", bind).await?.first::<BodyRow>(0)?
            }
            Moment::On(_) => self.version(kind, key).await?,
        };
        match row {
            Some(row) => self.show_one(row.record()?).ok_or_else(|| AppError::NotFound.into()),
            None => Err(self.gone(kind, key).await?.into()),
        }
    }

    /// The version of a record that was current at the view's position.
    async fn version(&self, kind: Kind, key: &str) -> Result<Option<BodyRow>> {
        const TEXT: &str = "SELECT key, rev, body FROM version \
             WHERE kind = $kind AND key = $key AND from_seq <= $seq AND to_seq > $seq LIMIT 1";
        let bind = Bind::new().with("kind", kind.code()).with("key", key).with("seq", int(self.position));
        self.store.db.ask(TEXT, bind).await?.first(0)
    }

    /// Records by their keys, those the actor may see, in the order of the keys.
    pub(crate) async fn some(&self, kind: Kind, keys: &[Key]) -> Result<Vec<Record>> {
        let records = self.some_of(kind, keys).await?;
        Ok(records.into_iter().filter_map(|record| self.show(record)).collect())
    }

    /// Records by their keys, whole, in the order of the keys; as for [`View::all_of`].
    async fn some_of(&self, kind: Kind, keys: &[Key]) -> Result<Vec<Record>> {
        const PAST: &str = "SELECT key, rev, body FROM version \
             WHERE kind = $kind AND key IN $keys AND from_seq <= $seq AND to_seq > $seq";
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<BodyRow> = match self.moment {
            Moment::Now => {
                let ids: Vec<RecordId> = keys.iter().map(|key| record_id(kind, key.as_str())).collect();
                self.store.db.ask("SELECT key, rev, body FROM $ids", Bind::new().with("ids", ids)).await?.rows(0)?
            }
            Moment::On(_) => {
                let texts: Vec<String> = keys.iter().map(Key::to_string).collect();
                let bind = Bind::new().with("kind", kind.code()).with("keys", texts).with("seq", int(self.position));
                self.store.db.ask(PAST, bind).await?.rows(0)?
            }
        };
        let records = rows.into_iter().map(BodyRow::record).collect::<Result<Vec<Record>>>()?;
        let mut found: HashMap<Key, Record> = records.into_iter().map(|record| (record.key.clone(), record)).collect();
        Ok(keys.iter().filter_map(|key| found.remove(key)).collect())
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
