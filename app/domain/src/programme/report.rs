//! How far the programme had come on a date.

use super::baseline::Decided;
use super::curve::{curve, steps};
use super::forecast::{forecast, pace};
use super::push::pushes;
use super::{Forecast, NoForecast, Part, Point, Programme, Push, Remaining, Step};
use crate::key::Key;
use crate::label::{Label, LabelCode};
use crate::measure::{Measure, MeasureState, SubArea};
use crate::risk::Area;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How far the programme, or a part of it, had come on a date. Measures that ended without their deliverable are not
/// counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeReport {
    /// The programme, when there is one.
    pub programme: Option<Programme>,
    /// The date it is seen from.
    pub today: NaiveDate,
    /// The part that everything but the groups is about.
    pub part: Part,
    /// Whether what was planned is what the board decided; else it is the plan as it is now.
    pub decided: bool,
    /// All measures.
    pub total: Share,
    /// Per area and sub-area, in the glossary's order; of the whole programme, whatever the part.
    pub groups: Vec<Group>,
    /// Plan and outcome at each half-year, the date it is seen from, and the programme's end.
    pub steps: Vec<Step>,
    /// The curve of the plan: deliverables that were to be done by each date.
    pub plan: Vec<Point>,
    /// The curve of the outcome: deliverables done by each date.
    pub outcome: Vec<Point>,
    /// What is to be expected at the pace that has been held, or why that can't be told.
    pub forecast: Result<Forecast, NoForecast>,
    /// What is left until the programme's last day.
    pub remaining: Option<Remaining>,
    /// Every measure as a bar, grouped by area and sub-area; at most `BARS`.
    pub bars: Vec<Bar>,
}

/// Most bars in one roadmap: as many as a browser draws without being waited for. A longer programme is read by area, or as
/// a list.
pub const BARS: usize = 1_000;

/// Deliverables done, of all; and what the plan says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Deliverables.
    pub total: u32,
    /// Of them done.
    pub done: u32,
    /// Of them that were to be done by now.
    pub planned: u32,
    /// Of them past their planned end and not done.
    pub late: u32,
    /// Of those done, decided and in use.
    pub established: u32,
}

impl Share {
    /// Counts bars.
    pub(super) fn of<'a>(bars: impl Iterator<Item = &'a Bar>, today: NaiveDate) -> Self {
        let mut share = Self::default();
        for bar in bars {
            let done = bar.state == MeasureState::Done;
            share.total += 1;
            share.done += u32::from(done);
            share.planned += u32::from(bar.planned().1 <= today);
            share.late += u32::from(!done && bar.days_late > 0);
            share.established += u32::from(bar.labels.iter().any(|label| label.code == LabelCode::Established));
        }
        share
    }

    /// Percent done, rounded to the nearest whole; 0 of nothing.
    #[must_use]
    pub fn percent(self) -> u32 {
        percent(self.done, self.total)
    }

    /// Percent that were to be done by now.
    #[must_use]
    pub fn planned_percent(self) -> u32 {
        percent(self.planned, self.total)
    }
}

/// `part` of `whole` in percent, rounded to the nearest whole; 0 of nothing.
#[must_use]
pub fn percent(part: u32, whole: u32) -> u32 {
    if whole == 0 { 0 } else { (part * 200 + whole) / (whole * 2) }
}

/// An area, or a sub-area within it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The area.
    pub area: Area,
    /// The sub-area; none for the area as a whole.
    pub sub_area: Option<SubArea>,
    /// Deliverables in it.
    pub share: Share,
}

/// A measure in the roadmap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// The measure.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// The function that answers for it.
    pub owner: String,
    /// Its area.
    pub area: Area,
    /// Its sub-area.
    pub sub_area: SubArea,
    /// Planned start.
    pub start: NaiveDate,
    /// Planned end.
    pub end: NaiveDate,
    /// Start and end as they were decided.
    pub decided: Option<(NaiveDate, NaiveDate)>,
    /// Percent done.
    pub percent: u8,
    /// Where it stands.
    pub state: MeasureState,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// Days late: until today, or until it was done.
    pub days_late: i64,
    /// The measures it depends on.
    pub depends_on: Vec<Key>,
    /// How it is pushed by one of them.
    pub push: Option<Push>,
    /// What stands out about it.
    pub labels: Vec<Label>,
}

/// A measure of the programme, with what stands out about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The measure.
    pub key: Key,
    /// Its content.
    pub measure: Measure,
    /// Its labels.
    pub labels: Vec<Label>,
}

impl Bar {
    /// Start and end as they were decided, or as they are planned where nothing was.
    #[must_use]
    pub fn planned(&self) -> (NaiveDate, NaiveDate) {
        self.decided.unwrap_or((self.start, self.end))
    }

    fn of(told: &Told, decided: &Decided, today: NaiveDate) -> Self {
        let Told { key, measure, labels } = told;
        let done_on = measure.done_on();
        Self {
            key: key.clone(),
            title: measure.title.clone(),
            owner: measure.owner.clone(),
            area: measure.area,
            sub_area: measure.sub_area,
            start: measure.start,
            end: measure.end,
            decided: decided.get(key).copied(),
            percent: measure.percent(),
            state: measure.state(),
            done_on,
            days_late: (done_on.unwrap_or(today) - measure.end).num_days().max(0),
            depends_on: measure.depends_on.clone(),
            push: None,
            labels: labels.clone(),
        }
    }
}

/// Reckons the state of a part of the programme on a date from its measures. What was decided is the plan where there is
/// such; else it is the plan as it is.
#[must_use]
pub fn report(
    part: Part,
    programme: Option<Programme>,
    measures: &[Told],
    decided: &Decided,
    today: NaiveDate,
) -> ProgrammeReport {
    let counted = || measures.iter().filter(|told| told.measure.state() != MeasureState::Closed);
    let bar = |told: &Told| Bar::of(told, decided, today);
    let groups = groups(counted().map(bar).collect(), today);
    let mut bars: Vec<Bar> = counted().filter(|told| part.holds(&told.measure)).map(bar).collect();
    bars.sort_by(|a, b| (a.area, a.sub_area, a.end, &a.key).cmp(&(b.area, b.sub_area, b.end, &b.key)));
    let mut pushed = pushes(measures.iter().map(|told| (&told.key, &told.measure)), today);
    for bar in &mut bars {
        bar.push = pushed.remove(&bar.key);
    }
    let total = Share::of(bars.iter(), today);
    let in_order = |days: &dyn Fn(&Bar) -> Option<NaiveDate>| {
        let mut days: Vec<NaiveDate> = bars.iter().filter_map(days).collect();
        days.sort_unstable();
        days
    };
    let (ends, done_on) = (in_order(&|bar| Some(bar.planned().1)), in_order(&|bar| bar.done_on));
    let held = pace(&done_on, today);
    let report = ProgrammeReport {
        part,
        decided: !decided.is_empty(),
        total,
        groups,
        steps: steps(programme.as_ref(), &ends, &done_on, today),
        plan: curve(&ends),
        outcome: curve(&done_on),
        forecast: forecast(total.total, &done_on, programme.as_ref().map(|programme| programme.end), today),
        remaining: programme.as_ref().map(|programme| Remaining::of(programme, &bars, held, today)),
        bars: Vec::new(),
        today,
        programme,
    };
    bars.truncate(BARS);
    ProgrammeReport { bars, ..report }
}

/// Every area, and under it the sub-areas where there is something.
fn groups(bars: Vec<Bar>, today: NaiveDate) -> Vec<Group> {
    let mut groups = Vec::new();
    for &area in Area::ALL {
        let in_area = || bars.iter().filter(move |bar| bar.area == area);
        groups.push(Group { area, sub_area: None, share: Share::of(in_area(), today) });
        for &sub_area in SubArea::ALL {
            let share = Share::of(in_area().filter(|bar| bar.sub_area == sub_area), today);
            if share.total > 0 {
                groups.push(Group { area, sub_area: Some(sub_area), share });
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;
    use crate::draft::Draft;
    use crate::settings::Settings;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn measure(n: u32, sub_area: &str, end: &str, percent: &str) -> Told {
        let typed = Draft::default()
            .with("title", "Rutin")
            .with("area", "technical")
            .with("sub_area", sub_area)
            .with("deliverable", "routine")
            .with("change", "new")
            .with("owner", "IT-säkerhetsansvarig")
            .with("start", "2024-01-01")
            .with("end", end);
        let measure = Measure::read(&typed, None, &Settings::default()).unwrap();
        let report = Draft::default().with("percent", percent).with("date", end.min("2026-11-01"));
        let measure = measure.report(&report, &[], day("2026-11-23")).unwrap();
        let labels = if percent == "100" { vec![Label { code: LabelCode::Established, days: 0 }] } else { Vec::new() };
        Told { key: Key::numbered("ATG", n), measure, labels }
    }

    fn three() -> [Told; 3] {
        [
            measure(1, "it", "2025-06-30", "100"),
            measure(2, "cyber", "2025-12-31", "40"),
            measure(3, "it", "2026-12-31", "0"),
        ]
    }

    #[test]
    fn every_measure_is_in_exactly_one_sub_area() {
        let report = report(Part::default(), None, &three(), &Decided::new(), day("2026-11-23"));
        assert_eq!(report.total, Share { total: 3, done: 1, planned: 2, late: 1, established: 1 });
        let parts: u32 = report.groups.iter().filter(|g| g.sub_area.is_some()).map(|g| g.share.total).sum();
        assert_eq!(parts, 3);
        assert_eq!((report.total.percent(), report.total.planned_percent()), (33, 67));
        assert!(!report.decided && report.remaining.is_none());
    }

    #[test]
    fn a_part_has_its_own_numbers_and_the_groups_of_the_whole() {
        let part = Part { sub_area: Some(SubArea::It), ..Part::default() };
        let report = report(part, None, &three(), &Decided::new(), day("2026-11-23"));
        assert_eq!(report.total, Share { total: 2, done: 1, planned: 1, late: 0, established: 1 });
        assert_eq!((report.bars.len(), report.outcome.len(), report.groups.len()), (2, 1, 4));
        assert_eq!(report.forecast, Err(NoForecast::Still));
    }

    #[test]
    fn what_was_decided_is_the_plan_where_something_was() {
        let moved = Decided::from([(Key::numbered("ATG", 3), (day("2024-01-01"), day("2026-06-30")))]);
        let report = report(Part::default(), None, &three(), &moved, day("2026-11-23"));
        assert_eq!((report.total.planned, report.total.late, report.decided), (3, 1, true));
        assert_eq!(report.plan.last(), Some(&Point { date: day("2026-06-30"), count: 3 }));
    }
}
