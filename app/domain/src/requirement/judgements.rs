//! How a requirement has been judged, and what stands beside its judgement: what there is to show for it, and for those of other
//! frameworks that ask the same.

use super::{Judgement, Level};
use crate::action::Action;
use crate::coverage::Basis;
use crate::coverage::tally::Tally;
use crate::date;
use crate::history::Change;
use crate::key::Key;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What stands beside a requirement on its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// What stands behind it, counted.
    pub tally: Tally,
    /// What there is to show for it.
    pub basis: Basis,
    /// Requirements of other frameworks that the catalogue says ask the same, whichever of the two says so.
    pub related: Vec<Related>,
    /// How it has been judged, newest first.
    pub judgements: Vec<Judged>,
}

/// A requirement of another framework that asks the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The requirement.
    pub key: Key,
    /// Its number, as it is cited: `(EU) 2024/2690 3.1`.
    pub cited: String,
    /// Its title.
    pub title: String,
    /// What stands behind it, counted. What shows one of the two doesn't show the other.
    pub tally: Tally,
    /// How it is judged.
    pub level: Level,
    /// What there is to show for it.
    pub basis: Basis,
}

/// One judgement: who judged, when and why, and what it was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// Place in the journal.
    pub seq: u64,
    /// When it was recorded, in Swedish time: `2026-11-23 15:41`.
    pub at: String,
    /// Function of the one who judged.
    pub by: String,
    /// The day it is judged as of.
    pub date: Option<NaiveDate>,
    /// The level before.
    pub before: Level,
    /// The level it was judged to be.
    pub after: Level,
    /// Why.
    pub reason: String,
}

/// Every judgement among a requirement's changes, newest first, read back from the one that stands. A change tells only what it
/// changed, so what it left as it was is what came after it.
#[must_use]
pub fn judgements(standing: Option<&Judgement>, changes: &[Change]) -> Vec<Judged> {
    let mut level = standing.map_or(Level::NotJudged, |judgement| judgement.level);
    let mut reason = standing.map(|judgement| judgement.reason.clone()).unwrap_or_default();
    let mut day = standing.map(|judgement| judgement.date);
    let mut told = Vec::new();
    for change in changes {
        let before = |name: &str| change.fields.iter().find(|one| one.field == name).map(|one| one.before.as_str());
        let level_before = before("level").map_or(level, |code| Level::from_code(code).unwrap_or(Level::NotJudged));
        if change.action == Action::Judge {
            told.push(Judged {
                seq: change.seq,
                at: change.at.clone(),
                by: change.by.clone(),
                date: day,
                before: level_before,
                after: level,
                reason: reason.clone(),
            });
        }
        level = level_before;
        if let Some(earlier) = before("reason") {
            earlier.clone_into(&mut reason);
        }
        if let Some(earlier) = before("judged") {
            day = date::parse(earlier);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::FieldChange;

    fn change(seq: u64, action: Action, fields: &[(&str, &str, &str)]) -> Change {
        let fields = fields.iter().map(|(field, before, after)| FieldChange {
            field: (*field).to_owned(),
            before: (*before).to_owned(),
            after: (*after).to_owned(),
        });
        Change {
            seq,
            at: format!("2026-11-{seq:02} 09:00"),
            by: "Säkerhetssamordnare".to_owned(),
            action,
            rev: u32::try_from(seq).unwrap(),
            reason: String::new(),
            fields: fields.collect(),
        }
    }

    #[test]
    fn each_judgement_tells_what_it_was_before_and_after() {
        let standing = Judgement {
            level: Level::Fully,
            reason: "Allt är på plats.".to_owned(),
            date: date::parse("2026-11-09").unwrap(),
        };
        let changes = [
            // Judged anew, to the same: only the day differs.
            change(9, Action::Judge, &[("judged", "2026-11-08", "2026-11-09")]),
            change(
                8,
                Action::Judge,
                &[
                    ("judged", "2026-11-03", "2026-11-08"),
                    ("level", "partly", "fully"),
                    ("reason", "Rutinen saknas.", "Allt är på plats."),
                ],
            ),
            // A new edition of the catalogue.
            change(5, Action::Update, &[("title", "Ett", "Två")]),
            change(
                3,
                Action::Judge,
                &[("judged", "", "2026-11-03"), ("level", "", "partly"), ("reason", "", "Rutinen saknas.")],
            ),
            change(1, Action::Load, &[]),
        ];
        let told = judgements(Some(&standing), &changes);
        let short: Vec<_> = told
            .iter()
            .map(|one| {
                (one.seq, one.before.code(), one.after.code(), one.reason.as_str(), one.date.unwrap().to_string())
            })
            .collect();
        assert_eq!(
            short,
            [
                (9, "fully", "fully", "Allt är på plats.", "2026-11-09".to_owned()),
                (8, "partly", "fully", "Allt är på plats.", "2026-11-08".to_owned()),
                (3, "not_judged", "partly", "Rutinen saknas.", "2026-11-03".to_owned()),
            ]
        );
        assert_eq!(judgements(None, &changes[4..]), []);
    }
}
