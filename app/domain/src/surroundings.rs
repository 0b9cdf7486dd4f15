//! What stands around records: what they are linked to, as far as labels ask. Gathered in one reading of everything, so
//! that a long list costs no more than a short one.

use crate::kind::Kind;
use crate::label::Own;
use chrono::NaiveDate;
use std::ops::BitOrAssign;

/// What stands around one record, as a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing(u16);

impl Standing {
    /// Evidence points at it, or at what it delivers.
    const SHOWN: Self = Self(1);
    /// And some of it holds on the day.
    const HELD: Self = Self(1 << 1);
    /// A deliverable points at it.
    const DELIVERED: Self = Self(1 << 2);
    /// One of them isn't decided.
    const UNDECIDED: Self = Self(1 << 3);
    /// One of them isn't in use.
    const UNINTRODUCED: Self = Self(1 << 4);
    /// One of them should have been reviewed.
    const REVIEW_DUE: Self = Self(1 << 5);
    /// Something it depends on is late.
    const WAITS: Self = Self(1 << 6);
    /// It points at a measure that is done.
    const SERVES_DONE: Self = Self(1 << 7);
    /// It points at a risk.
    const HAS_RISK: Self = Self(1 << 8);
    /// It points at a requirement.
    const HAS_REQUIREMENT: Self = Self(1 << 9);
    /// It is itself a measure that is late.
    const IS_LATE: Self = Self(1 << 10);
    /// It is itself a measure that is done.
    const IS_DONE: Self = Self(1 << 11);
    /// It is itself a risk.
    const IS_RISK: Self = Self(1 << 12);
    /// It is itself a requirement.
    const IS_REQUIREMENT: Self = Self(1 << 13);

    const fn holds(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    const fn when(self, holds: bool) -> Self {
        if holds { self } else { Self(0) }
    }

    /// Whether any evidence counts for it, whether or not it holds.
    #[must_use]
    pub const fn shown(self) -> bool {
        self.holds(Self::SHOWN)
    }

    /// Whether evidence for it holds.
    #[must_use]
    pub const fn held(self) -> bool {
        self.holds(Self::HELD)
    }

    /// Whether there is a deliverable.
    #[must_use]
    pub const fn delivered(self) -> bool {
        self.holds(Self::DELIVERED)
    }

    /// Whether a deliverable isn't decided.
    #[must_use]
    pub const fn undecided(self) -> bool {
        self.holds(Self::UNDECIDED)
    }

    /// Whether a deliverable isn't in use.
    #[must_use]
    pub const fn unintroduced(self) -> bool {
        self.holds(Self::UNINTRODUCED)
    }

    /// Whether a deliverable should have been reviewed.
    #[must_use]
    pub const fn review_due(self) -> bool {
        self.holds(Self::REVIEW_DUE)
    }

    /// Whether something it depends on is late.
    #[must_use]
    pub const fn waits(self) -> bool {
        self.holds(Self::WAITS)
    }

    /// Whether a measure it is delivered by is done.
    #[must_use]
    pub const fn serves_done(self) -> bool {
        self.holds(Self::SERVES_DONE)
    }

    /// Whether it points at a risk.
    #[must_use]
    pub const fn has_risk(self) -> bool {
        self.holds(Self::HAS_RISK)
    }

    /// Whether it points at a requirement.
    #[must_use]
    pub const fn has_requirement(self) -> bool {
        self.holds(Self::HAS_REQUIREMENT)
    }
}

impl BitOrAssign for Standing {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A record as it is gathered. Records are named by small numbers, which the one who gathers gives them.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Its own number.
    pub place: u32,
    /// What it says of itself.
    pub own: Own<'a>,
    /// The date from which evidence speaks, as it is stored.
    pub from: &'a str,
    /// The numbers of what it points at.
    pub links: &'a [u32],
}

/// What stands around every record, by its number.
#[derive(Debug)]
pub struct Surroundings(Vec<Standing>);

impl Surroundings {
    /// Gathers from every record; `seen` gives those of a kind, and `count` is above every number.
    pub fn gather<'a, I: Iterator<Item = Seen<'a>>>(count: usize, today: NaiveDate, seen: impl Fn(Kind) -> I) -> Self {
        let mut all = Self(vec![Standing::default(); count]);
        let day = today.to_string();
        for risk in seen(Kind::Risk) {
            all.add(risk.place, Standing::IS_RISK);
        }
        for requirement in seen(Kind::Requirement) {
            all.add(requirement.place, Standing::IS_REQUIREMENT);
        }
        for evidence in seen(Kind::Evidence).filter(|evidence| !evidence.own.closed) {
            let mut told = Standing::SHOWN;
            told |= Standing::HELD.when(evidence.from <= day.as_str() && day.as_str() <= evidence.own.due);
            for to in evidence.links {
                all.add(*to, told);
            }
        }
        for measure in seen(Kind::Measure) {
            all.add(measure.place, Standing::IS_DONE.when(measure.own.state == "done"));
            let late = measure.own.open_measure() && measure.own.due < day.as_str();
            all.add(measure.place, Standing::IS_LATE.when(late));
        }
        for deliverable in seen(Kind::Deliverable).filter(|deliverable| !deliverable.own.closed) {
            let told = all.delivers(deliverable, &day);
            for to in deliverable.links {
                all.add(*to, told);
                let done = all.at(*to).holds(Standing::IS_DONE);
                all.add(deliverable.place, Standing::SERVES_DONE.when(done));
            }
        }
        for kind in [Kind::Risk, Kind::Measure, Kind::Control] {
            for record in seen(kind) {
                for to in record.links {
                    let to = all.at(*to);
                    all.add(record.place, Standing::HAS_RISK.when(to.holds(Standing::IS_RISK)));
                    all.add(record.place, Standing::HAS_REQUIREMENT.when(to.holds(Standing::IS_REQUIREMENT)));
                    all.add(record.place, Standing::WAITS.when(kind == Kind::Measure && to.holds(Standing::IS_LATE)));
                }
            }
        }
        all
    }

    /// What a deliverable tells of the measures that deliver it. What shows it shows them.
    fn delivers(&self, deliverable: Seen<'_>, day: &str) -> Standing {
        let own = self.at(deliverable.place);
        let mut told = Standing::DELIVERED;
        told |= Standing::SHOWN.when(own.shown());
        told |= Standing::HELD.when(own.held());
        told |= Standing::UNDECIDED.when(deliverable.own.state == "draft");
        told |= Standing::UNINTRODUCED.when(deliverable.own.state != "introduced");
        told |= Standing::REVIEW_DUE.when(deliverable.own.due < day);
        told
    }

    fn add(&mut self, place: u32, told: Standing) {
        if let Some(around) = self.0.get_mut(place as usize) {
            *around |= told;
        }
    }

    /// What stands around the record with a number.
    #[must_use]
    pub fn at(&self, place: u32) -> Standing {
        self.0.get(place as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::date::{self, NEVER};

    const TODAY: &str = "2026-11-23";

    struct Told {
        kind: Kind,
        state: &'static str,
        from: &'static str,
        due: &'static str,
        links: Vec<u32>,
    }

    fn gathered(records: &[Told]) -> Surroundings {
        let seen = |kind: Kind| {
            let own = |told: &Told| Own {
                kind,
                state: told.state,
                closed: told.state == "closed",
                due: told.due,
                start: NEVER,
                reported: NEVER,
            };
            let records = records.iter().zip(0..).filter(move |(told, _)| told.kind == kind);
            records
                .map(|(told, place)| Seen { place, own: own(told), from: told.from, links: &told.links })
                .collect::<Vec<_>>()
                .into_iter()
        };
        Surroundings::gather(records.len(), date::parse(TODAY).unwrap(), seen)
    }

    /// What stands around a measure with these things about it, told in words.
    pub(crate) fn around(things: &[&str]) -> Standing {
        let about = |thing: &&str, place: u32| {
            let told = |kind, state, from, due| Told { kind, state, from, due, links: vec![0] };
            let mut own = Vec::new();
            let told = match *thing {
                "holds" => told(Kind::Evidence, "open", "2026-01-01", NEVER),
                "expired" => told(Kind::Evidence, "open", "2026-01-01", "2026-11-22"),
                "withdrawn" => told(Kind::Evidence, "closed", "2026-01-01", NEVER),
                "draft" => told(Kind::Deliverable, "draft", NEVER, NEVER),
                "decided" => told(Kind::Deliverable, "decided", NEVER, NEVER),
                "introduced" => told(Kind::Deliverable, "introduced", NEVER, "2026-11-23"),
                "reviewed late" => told(Kind::Deliverable, "introduced", NEVER, "2026-11-22"),
                "repealed" => told(Kind::Deliverable, "closed", NEVER, NEVER),
                other => {
                    own.push(place);
                    let kind = match other {
                        "risk" => Kind::Risk,
                        "requirement" => Kind::Requirement,
                        _ => Kind::Measure,
                    };
                    let due = if other == "late dependency" { "2026-11-22" } else { NEVER };
                    Told { kind, state: "ongoing", from: NEVER, due, links: Vec::new() }
                }
            };
            (told, own)
        };
        let (told, own): (Vec<Told>, Vec<Vec<u32>>) =
            things.iter().zip(1..).map(|(thing, place)| about(thing, place)).unzip();
        let first = Told { kind: Kind::Measure, state: "ongoing", from: NEVER, due: NEVER, links: own.concat() };
        gathered(&std::iter::once(first).chain(told).collect::<Vec<_>>()).at(0)
    }

    #[test]
    fn what_no_longer_counts_is_as_if_it_was_not_there() {
        assert_eq!(around(&["withdrawn", "repealed"]), around(&[]));
        assert!(around(&["expired"]).shown() && !around(&["expired"]).held());
    }

    #[test]
    fn what_shows_a_deliverable_shows_the_measure_that_delivers_it() {
        let told =
            |kind, state, links: &[u32]| Told { kind, state, from: "2026-01-01", due: NEVER, links: links.to_vec() };
        let all = gathered(&[
            told(Kind::Measure, "done", &[]),
            told(Kind::Deliverable, "draft", &[0]),
            told(Kind::Evidence, "open", &[1]),
        ]);
        assert!(all.at(0).shown() && all.at(0).held());
        assert!(all.at(1).serves_done() && !all.at(0).serves_done());
    }
}
