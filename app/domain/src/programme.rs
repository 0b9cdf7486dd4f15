//! The programme the measures belong to, and how far it has come.

pub mod baseline;
pub mod plan;
pub mod status;

use self::baseline::Decided;
use self::status::ProjectStatus;
use crate::draft::{Draft, Reader};
use crate::error::FieldError;
use crate::field::{Field, Input};
use crate::key::Key;
use crate::label::{Label, LabelCode};
use crate::measure::{Measure, MeasureState, SubArea};
use crate::risk::Area;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// Its name.
    pub name: String,
    /// What it is to reach.
    pub goal: String,
    /// Whom it covers.
    pub scope: String,
    /// What effect it is to have.
    pub effect: String,
    /// First day.
    pub start: NaiveDate,
    /// Last day: everything is to be delivered by then.
    pub end: NaiveDate,
    /// Where it comes from.
    pub source: String,
    /// Reported project status, in order of date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<ProjectStatus>,
}

impl Programme {
    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("name", Input::Line(200)),
        Field::optional("goal", Input::Text(2000)),
        Field::optional("scope", Input::Text(2000)),
        Field::optional("effect", Input::Text(2000)),
        Field::required("start", Input::Date),
        Field::required("end", Input::Date),
        Field::optional("source", Input::Line(200)),
    ];

    /// Reads the form; `base` is the programme as it was.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft, base: Option<&Self>) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let name = reader.required("name", 200);
        let goal = reader.text("goal", 2000);
        let scope = reader.text("scope", 2000);
        let effect = reader.text("effect", 2000);
        let (start, end) = (reader.required_date("start"), reader.required_date("end"));
        reader.in_order(("start", start), ("end", end));
        let source = reader.text("source", 200);
        let statuses = base.map(|base| base.statuses.clone()).unwrap_or_default();
        let value = start.zip(end).map(|(start, end)| Self { name, goal, scope, effect, start, end, source, statuses });
        reader.finish(value)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("name", self.name.as_str())
            .with("goal", self.goal.as_str())
            .with("scope", self.scope.as_str())
            .with("effect", self.effect.as_str())
            .with("source", self.source.as_str());
        draft.set_date("start", Some(self.start));
        draft.set_date("end", Some(self.end));
        draft
    }
}

/// How far the programme had come on a date. Measures that ended without their deliverable are not counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeReport {
    /// The programme, when there is one.
    pub programme: Option<Programme>,
    /// The date it is seen from.
    pub today: NaiveDate,
    /// All measures.
    pub total: Share,
    /// Per area and sub-area, in the glossary's order.
    pub groups: Vec<Group>,
    /// Plan and outcome at each half-year, the date it is seen from, and the programme's end.
    pub steps: Vec<Step>,
    /// The curve of the plan: deliverables that were to be done by each date.
    pub plan: Vec<Point>,
    /// The curve of the outcome: deliverables done by each date.
    pub outcome: Vec<Point>,
    /// Every measure as a bar, grouped by area and sub-area; at most `BARS`.
    pub bars: Vec<Bar>,
}

/// Most bars in one roadmap; a longer programme is read as a list.
pub const BARS: usize = 400;

/// Most points of one curve: more than can be told apart where it is drawn.
pub const POINTS: usize = 240;

/// A step of a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// From this date on.
    pub date: NaiveDate,
    /// Deliverables in all.
    pub count: u32,
}

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

/// Plan and outcome at a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The date.
    pub date: NaiveDate,
    /// Deliverables that were to be done by then.
    pub planned: u32,
    /// Deliverables done by then; none for a date to come.
    pub done: Option<u32>,
}

/// A measure in the roadmap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// The measure.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// Its area.
    pub area: Area,
    /// Its sub-area.
    pub sub_area: SubArea,
    /// Planned start.
    pub start: NaiveDate,
    /// Planned end.
    pub end: NaiveDate,
    /// Decided start and end; none where nothing has been decided of it.
    pub decided: Option<(NaiveDate, NaiveDate)>,
    /// Percent done.
    pub percent: u8,
    /// Where it stands.
    pub state: MeasureState,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// Days late: until today, or until it was done.
    pub days_late: i64,
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

/// Reckons the programme's state on a date from its measures. What was to be done by then is what was decided; of a measure
/// that nothing has been decided of it is what is planned.
#[must_use]
pub fn report(programme: Option<Programme>, measures: &[Told], decided: &Decided, today: NaiveDate) -> ProgrammeReport {
    let counted: Vec<&Told> = measures.iter().filter(|told| told.measure.state() != MeasureState::Closed).collect();
    let mut planned_ends: Vec<NaiveDate> = counted.iter().map(|told| to_end(told, decided)).collect();
    let mut done_on: Vec<NaiveDate> = counted.iter().filter_map(|told| told.measure.done_on()).collect();
    planned_ends.sort_unstable();
    done_on.sort_unstable();
    let mut groups = Vec::new();
    for &area in Area::ALL {
        let in_area = |measure: &Measure| measure.area == area;
        groups.push(Group { area, sub_area: None, share: share(&counted, decided, today, in_area) });
        for &sub_area in SubArea::ALL {
            let part = share(&counted, decided, today, |m| in_area(m) && m.sub_area == sub_area);
            if part.total > 0 {
                groups.push(Group { area, sub_area: Some(sub_area), share: part });
            }
        }
    }
    let mut bars: Vec<Bar> = counted.iter().map(|told| bar(told, decided, today)).collect();
    bars.sort_by(|a, b| (a.area, a.sub_area, a.end, &a.key).cmp(&(b.area, b.sub_area, b.end, &b.key)));
    bars.truncate(BARS);
    ProgrammeReport {
        total: share(&counted, decided, today, |_| true),
        groups,
        steps: steps(programme.as_ref(), &planned_ends, &done_on, today),
        plan: curve(&planned_ends),
        outcome: curve(&done_on),
        bars,
        today,
        programme,
    }
}

/// The curve of dates in order: how many there are up to and with each. One with too many steps is thinned evenly; it
/// still begins and ends where it did.
fn curve(days: &[NaiveDate]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for (day, count) in days.iter().copied().zip(1..) {
        match points.last_mut() {
            Some(last) if last.date == day => last.count = count,
            _ => points.push(Point { date: day, count }),
        }
    }
    let step = points.len().div_ceil(POINTS).max(1);
    let end = points.len().saturating_sub(1);
    let keep = |(place, point): (usize, Point)| (place % step == 0 || place == end).then_some(point);
    points.into_iter().enumerate().filter_map(keep).collect()
}

/// The day a measure was to end: as decided, or else as planned.
fn to_end(told: &Told, decided: &Decided) -> NaiveDate {
    decided.get(&told.key).map_or(told.measure.end, |(_, end)| *end)
}

fn share(measures: &[&Told], decided: &Decided, today: NaiveDate, counts: impl Fn(&Measure) -> bool) -> Share {
    let mut share = Share::default();
    for told in measures.iter().filter(|told| counts(&told.measure)) {
        let Told { measure, labels, .. } = told;
        share.total += 1;
        share.done += u32::from(measure.state() == MeasureState::Done);
        share.planned += u32::from(to_end(told, decided) <= today);
        share.late += u32::from(measure.days_late(today).is_some());
        share.established += u32::from(labels.iter().any(|label| label.code == LabelCode::Established));
    }
    share
}

fn bar(told: &Told, decided: &Decided, today: NaiveDate) -> Bar {
    let Told { key, measure, labels } = told;
    let done_on = measure.done_on();
    let days_late = (done_on.unwrap_or(today) - measure.end).num_days().max(0);
    Bar {
        key: key.clone(),
        title: measure.title.clone(),
        area: measure.area,
        sub_area: measure.sub_area,
        start: measure.start,
        end: measure.end,
        decided: decided.get(key).copied(),
        percent: measure.percent(),
        state: measure.state(),
        done_on,
        days_late,
        labels: labels.clone(),
    }
}

fn steps(programme: Option<&Programme>, ends: &[NaiveDate], done: &[NaiveDate], today: NaiveDate) -> Vec<Step> {
    use chrono::Datelike;
    let first = programme.map(|p| p.start).or_else(|| ends.first().copied());
    let last = programme.map(|p| p.end).or_else(|| ends.last().copied());
    let (Some(first), Some(last)) = (first, last) else {
        return Vec::new();
    };
    let mut dates: Vec<NaiveDate> = (first.year()..=last.year())
        .flat_map(|year| [NaiveDate::from_ymd_opt(year, 6, 30), NaiveDate::from_ymd_opt(year, 12, 31)])
        .flatten()
        .filter(|day| (first..=last).contains(day))
        .collect();
    dates.push(last);
    dates.push(today);
    dates.sort_unstable();
    dates.dedup();
    let upto =
        |list: &[NaiveDate], day: NaiveDate| u32::try_from(list.partition_point(|d| *d <= day)).unwrap_or(u32::MAX);
    dates
        .into_iter()
        .map(|date| Step { date, planned: upto(ends, date), done: (date <= today).then(|| upto(done, date)) })
        .filter(|step| step.planned > 0 || step.done.is_some_and(|n| n > 0) || step.date == today)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;
    use crate::settings::Settings;

    fn measure(sub_area: &str, end: &str, percent: &str) -> Told {
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
        let measure = measure.report(&report, &[], date::parse("2026-11-23").unwrap()).unwrap();
        let labels = if percent == "100" { vec![Label { code: LabelCode::Established, days: 0 }] } else { Vec::new() };
        Told { key: Key::numbered("ATG", 1), measure, labels }
    }

    #[test]
    fn every_measure_is_in_exactly_one_sub_area() {
        let measures = [
            measure("it", "2025-06-30", "100"),
            measure("cyber", "2025-12-31", "40"),
            measure("it", "2026-12-31", "0"),
        ];
        let report = report(None, &measures, &Decided::new(), date::parse("2026-11-23").unwrap());
        assert_eq!(report.total, Share { total: 3, done: 1, planned: 2, late: 1, established: 1 });
        let parts: u32 = report.groups.iter().filter(|g| g.sub_area.is_some()).map(|g| g.share.total).sum();
        assert_eq!(parts, 3);
        assert_eq!((report.total.percent(), report.total.planned_percent()), (33, 67));
    }

    #[test]
    fn the_plan_is_what_was_decided_also_when_it_has_been_moved_since() {
        let measures = [measure("it", "2026-12-31", "0")];
        let day = |text: &str| date::parse(text).unwrap();
        let decided = Decided::from([(Key::numbered("ATG", 1), (day("2024-01-01"), day("2025-12-31")))]);
        let report = report(None, &measures, &decided, day("2026-11-23"));
        assert_eq!(
            (report.total.planned, report.total.late),
            (1, 0),
            "to be done by now, but not late by today's plan"
        );
        assert_eq!(report.plan, [Point { date: day("2025-12-31"), count: 1 }]);
        assert_eq!(report.bars[0].decided, Some((day("2024-01-01"), day("2025-12-31"))));
    }

    #[test]
    fn a_curve_counts_up_to_each_date_and_keeps_its_ends() {
        let day = |n: u64| date::parse("2023-01-01").unwrap() + chrono::Days::new(n);
        let point = |n, count| Point { date: day(n), count };
        assert_eq!(curve(&[day(1), day(1), day(4)]), [point(1, 2), point(4, 3)]);
        assert_eq!(curve(&[]), []);
        let long = curve(&(0..1461).map(day).collect::<Vec<_>>());
        assert!(long.len() <= POINTS + 1);
        assert_eq!((long.first(), long.last()), (Some(&point(0, 1)), Some(&point(1460, 1461))));
    }
}
