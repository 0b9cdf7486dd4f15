//! The register as it reads for a report.

use super::{View, closed_off};
use crate::Store;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::stretch;
use crate::record::Record;
use chrono::{Days, NaiveDate};
use domain::period::Period;
use domain::picture::in_force;
use domain::report::reading::{Earlier, Input, Reading, from, read};
use domain::report::{Report, reading_day};
use domain::{Actor, Body, Key, Kind, Moment};
use futures::future::try_join;
use proof::merkle::Hash;
use std::sync::Arc;

/// The kinds of record that a report is read from.
const READ: [Kind; 16] = [
    Kind::Deviation,
    Kind::Incident,
    Kind::Recommendation,
    Kind::Framework,
    Kind::Requirement,
    Kind::Risk,
    Kind::Measure,
    Kind::Control,
    Kind::Assignment,
    Kind::Analysis,
    Kind::Goal,
    Kind::Project,
    Kind::CityMatter,
    Kind::Review,
    Kind::Picture,
    Kind::Programme,
];

/// Kinds of record that a reading rests on beside those it is read from.
const BESIDE: [Kind; 4] = [Kind::Settings, Kind::Baseline, Kind::Content, Kind::Disposal];

/// Entries that are looked through to tell whether a reading still is right; after more, it is read again.
const FEW: u64 = 500;

/// What a report is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    period: Period,
    day: NaiveDate,
    previous: Option<NaiveDate>,
}

/// What a reading rests on beside what is written.
#[derive(PartialEq, Eq)]
pub(crate) struct Rests {
    asked: Asked,
    actor: Actor,
    /// Of an earlier day: the place of the journal, and the markings there are today. Nothing else changes it.
    then: Option<(u64, Hash)>,
}

/// A reading that is kept.
pub(crate) struct Known {
    reading: Arc<Reading>,
    /// The length of the journal it is right at.
    length: u64,
}

impl Store {
    /// The register as it reads for a report of a period to an actor.
    pub(super) async fn reading(
        &self,
        actor: &Actor,
        period: Period,
        chosen: Option<NaiveDate>,
        reports: &[(Key, Report)],
    ) -> Result<Arc<Reading>> {
        let today = self.clock.today();
        let day = reading_day(period, chosen, today);
        let asked = Asked { period, day, previous: self.previous_day(period, reports, today).await? };
        let moment = if day < today { Moment::On(day) } else { Moment::Now };
        let view = self.view(actor, moment).await?;
        // The report before may have read a later day than this one, even today.
        let over = asked.previous.is_none_or(|previous| previous < today);
        let then = (view.past.is_some() && over).then_some((view.position, view.markings.hash));
        let rests = Rests { asked, actor: actor.clone(), then };
        let (length, known) = (view.length, self.kept.readings.found(&rests));
        if let Some(known) = known {
            if rests.then.is_some() || known.length >= length {
                return Ok(Arc::clone(&known.reading));
            }
            // Most of what is written while a report is worked on is the report itself.
            if !self.touched(known.length, length).await? {
                let reading = Arc::new(Reading { position: view.position, ..(*known.reading).clone() });
                self.kept.readings.keep(rests, Known { reading: Arc::clone(&reading), length });
                return Ok(reading);
            }
        }
        let reading = Arc::new(view.read_for(asked).await?);
        // What was written while it was read may be in it: then it is right to show, but not to keep.
        if !view.outdated().await? {
            self.kept.readings.keep(rests, Known { reading: Arc::clone(&reading), length });
        }
        Ok(reading)
    }

    /// Whether anything that a reading rests on was written after one length of the journal and up to another.
    async fn touched(&self, from: u64, to: u64) -> Result<bool> {
        if to.saturating_sub(from) > FEW {
            return Ok(true);
        }
        let bind = Bind::new().with("range", stretch(from + 1, Some(to + 1)));
        let kinds: Vec<String> = self.db.ask("SELECT VALUE kind FROM $range", bind).await?.rows(0)?;
        let rested = READ.iter().chain(&BESIDE);
        Ok(kinds.iter().any(|written| rested.clone().any(|kind| kind.code() == written)))
    }
}

impl View<'_> {
    /// Reads the register at this moment: as everyone may see it, and whole for those with clearance for all of it.
    async fn read_for(&self, asked: Asked) -> Result<Reading> {
        let before = asked.previous.unwrap_or_else(|| from(asked.period, None) - Days::new(1));
        let mut open = Input::new(asked.period, asked.day, self.settings.clone());
        open.past = self.moment != Moment::Now;
        open.previous = asked.previous;
        open.plan = self.decided_dates().await?;
        let mut whole = Input { whole: true, ..open.clone() };
        let earlier = self.store.view(self.actor, Moment::On(before)).await?;
        let (records, risks) = try_join(self.each_of(&READ), earlier.all_of(Kind::Risk)).await?;
        for Record { key, body, .. } in records.into_iter().flatten() {
            if let Some(shown) = self.open_copy(&key, &body) {
                open.take(key.clone(), shown);
            }
            whole.take(key, body);
        }
        let valued = risks.into_iter().filter_map(|record| match record.body {
            Body::Risk(risk) => Some((record.key, Earlier::of(&risk))),
            _ => None,
        });
        whole.earlier = Arc::new(valued.collect());
        open.earlier = Arc::clone(&whole.earlier);
        let standing = in_force(&whole.pictures).map(|(_, picture)| picture.clone());
        whole.decided = self.decided(standing.as_ref()).await?;
        open.decided.clone_from(&whole.decided);
        let cleared = self.actor.cleared("");
        let reading = read(&open, cleared.then_some(&whole), self.position);
        Ok(reading)
    }

    /// A record as everyone may see it: nothing of what is closed off, and nothing that a marking covers then or now.
    fn open_copy(&self, key: &Key, body: &Body) -> Option<Body> {
        let mut copy = body.clone();
        if let Some(marked) = self.markings.of(body.kind(), key) {
            copy.mark_as(&marked.marking);
        }
        copy.mask();
        (!closed_off(&copy)).then_some(copy)
    }
}
