//! What stands out about records, reckoned from their lines.

use super::{Line, Outline};
use chrono::NaiveDate;
use domain::label::{Label, Own, labels};
use domain::surroundings::{Seen, Surroundings};
use domain::{Key, Kind};
use std::sync::{Arc, PoisonError};

impl Outline {
    /// What stands around every record on a day. Reckoned once for as long as no line changes.
    pub(crate) fn surroundings(&self, day: NaiveDate) -> Arc<Surroundings> {
        let mut kept = self.around.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = kept.as_ref().filter(|(known, _)| *known == day) {
            return Arc::clone(known);
        }
        let seen = |kind| self.of(kind).map(move |(_, line)| self.seen(kind, line));
        let around = Arc::new(Surroundings::gather(self.names.count(), day, seen));
        *kept = Some((day, Arc::clone(&around)));
        around
    }

    /// The labels of a line on a day.
    pub(crate) fn labels(&self, kind: Kind, line: &Line, around: &Surroundings, day: NaiveDate) -> Vec<Label> {
        labels(self.own(kind, line), around.at(line.own), day)
    }

    /// A record's line.
    pub(crate) fn line(&self, kind: Kind, key: &Key) -> Option<&Line> {
        self.lines.get(&kind)?.get(key)
    }

    /// What a line says of itself.
    pub(crate) fn own(&self, kind: Kind, line: &Line) -> Own<'_> {
        let text = |name| self.names.text(name);
        Own {
            kind,
            state: text(line.state),
            closed: line.closed,
            due: text(line.due),
            start: text(line.start),
            reported: text(line.reported),
        }
    }

    fn seen<'a>(&'a self, kind: Kind, line: &'a Line) -> Seen<'a> {
        Seen { place: line.own, own: self.own(kind, line), from: self.names.text(line.date), links: &line.links }
    }
}
