//! The plan as it was decided against the plan now: what has been moved, by how much, when and why.

use crate::history::Change;
use crate::key::Key;
use crate::measure::{Measure, MeasureState, SubArea};
use crate::programme::baseline::Baseline;
use crate::risk::Area;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A decided plan, compared with the plan at the moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPage {
    /// The decided plan that is shown; none where nothing has been decided.
    pub shown: Option<ShownPlan>,
    /// Every decided plan, the last meeting's first.
    pub plans: Vec<PlanLine>,
    /// Measures in the register that a plan would be decided from.
    pub measures: u32,
    /// Scale and vocabularies.
    pub settings: crate::settings::Settings,
    /// The date it is seen from.
    pub day: NaiveDate,
}

/// The plan that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownPlan {
    /// Its key.
    pub key: Key,
    /// Whether it is the plan in force.
    pub in_force: bool,
    /// The plan, with the measures taken out: the rows tell of those.
    pub plan: Baseline,
    /// SHA-256 of the plan's bytes, in hexadecimal.
    pub sha256: String,
    /// Decided measures, the most moved first, then those that stand in the order of their end.
    pub rows: Vec<PlanRow>,
    /// Measures that have come since, by number.
    pub added: Vec<PlanRow>,
    /// Decided measures that have ended without their deliverable, by number.
    pub ended: Vec<PlanRow>,
    /// How many rows each area has, before one was chosen.
    pub areas: Vec<(Area, u32)>,
    /// What has become of the rows.
    pub sum: Sum,
}

impl ShownPlan {
    /// A plan against the measures there are, those of one area where one is chosen. Whether it is in force is a matter of
    /// all plans, so here it isn't.
    #[must_use]
    pub fn of(
        (key, plan): (&Key, &Baseline),
        sha256: String,
        measures: &[(Key, Measure)],
        area: Option<Area>,
        today: NaiveDate,
    ) -> Self {
        let parts = compare(plan, measures, today);
        let count = |area: Area| parts[0].iter().filter(|row| row.area == area).count();
        let areas = Area::ALL.iter().map(|area| (*area, u32::try_from(count(*area)).unwrap_or(u32::MAX))).collect();
        let [rows, added, ended] = parts.map(|mut rows| {
            rows.retain(|row| area.is_none_or(|area| row.area == area));
            rows
        });
        Self {
            key: key.clone(),
            in_force: false,
            // The rows are those the actor may see; the plan as it was frozen holds everyone's.
            plan: Baseline { measures: Vec::new(), ..plan.clone() },
            sha256,
            sum: Sum::of(&rows),
            rows,
            added,
            ended,
            areas,
        }
    }
}

/// A decided plan in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanLine {
    /// The plan.
    pub key: Key,
    /// How people refer to it.
    pub name: String,
    /// Whether it is in force.
    pub in_force: bool,
}

/// A measure as decided and as planned now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// The measure.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// Its area.
    pub area: Area,
    /// Its sub-area.
    pub sub_area: SubArea,
    /// Function that answers for it.
    pub owner: String,
    /// Decided start and end; none for one that has come since.
    pub decided: Option<(NaiveDate, NaiveDate)>,
    /// Planned start and end now.
    pub now: (NaiveDate, NaiveDate),
    /// Where it stands now.
    pub state: MeasureState,
    /// Days past its planned end now, when it isn't done.
    pub days_late: Option<i64>,
}

impl PlanRow {
    /// Days its end has been moved: later is more than 0, earlier less.
    #[must_use]
    pub fn slip(&self) -> i64 {
        self.decided.map_or(0, |(_, end)| (self.now.1 - end).num_days())
    }
}

/// What has become of decided measures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// Measures.
    pub total: u32,
    /// Of them those whose end has been moved.
    pub moved: u32,
    /// Days those have been moved on average, rounded to the nearest whole; less than 0 when they on the whole end earlier.
    pub mean: i64,
}

impl Sum {
    /// Sums rows up.
    #[must_use]
    pub fn of(rows: &[PlanRow]) -> Self {
        let slips: Vec<i64> = rows.iter().map(PlanRow::slip).filter(|slip| *slip != 0).collect();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let moved = i64::from(count(slips.len()));
        let days: i64 = slips.iter().sum();
        let mean = if moved == 0 { 0 } else { (2 * days + moved).div_euclid(2 * moved) };
        Self { total: count(rows.len()), moved: count(slips.len()), mean }
    }
}

/// Every measure of a decided plan and of the register, compared: those decided, those that have come since, those that
/// have ended without their deliverable.
fn compare(plan: &Baseline, measures: &[(Key, Measure)], today: NaiveDate) -> [Vec<PlanRow>; 3] {
    let [mut rows, mut added, mut ended] = [Vec::new(), Vec::new(), Vec::new()];
    for (key, measure) in measures {
        let decided = plan.planned(key).map(|planned| (planned.start, planned.end));
        let row = PlanRow {
            key: key.clone(),
            title: measure.title.clone(),
            area: measure.area,
            sub_area: measure.sub_area,
            owner: measure.owner.clone(),
            decided,
            now: (measure.start, measure.end),
            state: measure.state(),
            days_late: measure.days_late(today),
        };
        match (decided, row.state) {
            (Some(_), MeasureState::Closed) => ended.push(row),
            (Some(_), _) => rows.push(row),
            (None, MeasureState::Closed) => {}
            (None, _) => added.push(row),
        }
    }
    rows.sort_by_cached_key(|row| (row.slip() == 0, -row.slip(), row.now.1, row.key.clone()));
    for part in [&mut added, &mut ended] {
        part.sort_by_cached_key(|row| (row.key.number(), row.key.clone()));
    }
    [rows, added, ended]
}

/// How a measure stands to the decided plan, and how its dates have been moved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasurePlan {
    /// The plan in force and the measure's dates in it; none where nothing has been decided of it.
    pub decided: Option<DecidedDates>,
    /// Every time a planned date was moved, the newest first.
    pub moves: Vec<Move>,
}

/// A measure's dates in a decided plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedDates {
    /// The plan.
    pub plan: Key,
    /// Date of the meeting that decided it.
    pub date: NaiveDate,
    /// Decided start.
    pub start: NaiveDate,
    /// Decided end.
    pub end: NaiveDate,
}

/// That a planned date was moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// When, in Swedish time: `2026-11-23 15:41`.
    pub at: String,
    /// Function of the one who did it.
    pub by: String,
    /// Which date, by its field: `start` or `end`.
    pub field: String,
    /// What it was.
    pub from: NaiveDate,
    /// What it became.
    pub to: NaiveDate,
    /// Why; empty when the actor may not see it.
    pub reason: String,
}

/// Planned dates of a measure.
const DATES: [&str; 2] = ["start", "end"];

/// The moves among a measure's changes, in their order.
#[must_use]
pub fn moves(changes: &[Change]) -> Vec<Move> {
    let moved = |change: &Change, field: &crate::diff::FieldChange| {
        Some(Move {
            at: change.at.clone(),
            by: change.by.clone(),
            field: DATES.contains(&field.field.as_str()).then(|| field.field.clone())?,
            from: crate::date::parse(&field.before)?,
            to: crate::date::parse(&field.after)?,
            reason: change.reason.clone(),
        })
    };
    changes.iter().flat_map(|change| change.fields.iter().filter_map(|field| moved(change, field))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Action;
    use crate::diff::FieldChange;
    use crate::programme::baseline::tests::{day, decided, measure};
    use crate::risk::Closed;

    #[test]
    fn the_most_moved_comes_first_and_what_stands_last() {
        let plan = decided((1..=5).map(|n| measure(n, "2024-06-30")).collect());
        let mut ended = measure(5, "2024-06-30");
        ended.1.closed = Some(Closed { date: day("2024-05-01"), reason: "utgår".into() });
        let now = [
            measure(1, "2024-06-30"),
            measure(2, "2024-06-25"),
            measure(3, "2024-08-01"),
            measure(4, "2024-07-01"),
            ended,
            measure(6, "2024-09-30"),
        ];
        let [rows, added, ended] = compare(&plan, &now, day("2024-07-01"));
        let slips: Vec<(&str, i64)> = rows.iter().map(|row| (row.key.as_str(), row.slip())).collect();
        assert_eq!(slips, [("ATG-03", 32), ("ATG-04", 1), ("ATG-02", -5), ("ATG-01", 0)]);
        assert_eq!((added[0].key.as_str(), ended[0].key.as_str()), ("ATG-06", "ATG-05"));
        assert_eq!((added[0].slip(), rows[3].days_late), (0, Some(1)));
        assert_eq!(Sum::of(&rows), Sum { total: 4, moved: 3, mean: 9 });
        assert_eq!(Sum::of(&rows[3..]), Sum { total: 1, moved: 0, mean: 0 });
    }

    #[test]
    fn the_mean_is_rounded_to_the_nearest_day_in_both_directions() {
        let plan = decided((1..=2).map(|n| measure(n, "2024-06-30")).collect());
        let mean = |first: &str, second: &str| {
            Sum::of(&compare(&plan, &[measure(1, first), measure(2, second)], day("2024-01-01"))[0]).mean
        };
        assert_eq!((mean("2024-07-01", "2024-07-02"), mean("2024-06-29", "2024-06-27")), (2, -2));
    }

    #[test]
    fn a_move_is_told_with_who_moved_it_and_why() {
        let field = |name: &str, before: &str, after: &str| FieldChange {
            field: name.into(),
            before: before.into(),
            after: after.into(),
        };
        let change = Change {
            seq: 7,
            at: "2024-11-12 08:41".into(),
            by: "Säkerhetssamordnare".into(),
            action: Action::Update,
            rev: 2,
            reason: "Lagen är försenad.".into(),
            fields: vec![field("end", "2025-01-31", "2026-06-30"), field("title", "A", "B")],
        };
        let told = moves(&[change]);
        assert_eq!((told.len(), told[0].from, told[0].to), (1, day("2025-01-31"), day("2026-06-30")));
        assert_eq!((told[0].field.as_str(), told[0].reason.as_str()), ("end", "Lagen är försenad."));
    }
}
