//! Measures of the programme: each leads to one deliverable, in one area and one sub-area.

mod set;

pub use set::WAS;

use crate::codes;
use crate::date;
use crate::deliverable::DeliverableKind;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::risk::{Area, Closed};
use crate::secrecy::SecrecyMarking;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// The five sub-areas of the programme.
    SubArea {
        /// Arkivansvar, tekniskt arkivansvar included.
        Archive = "archive",
        /// Cybersäkerhet.
        Cyber = "cyber",
        /// Dataskydd.
        Privacy = "privacy",
        /// Fysisk säkerhet.
        Physical = "physical",
        /// IT-säkerhet.
        It = "it",
    }
}

codes! {
    /// Whether the deliverable is new or an update.
    Change {
        /// Ny.
        New = "new",
        /// Uppdaterad.
        Updated = "updated",
    }
}

codes! {
    /// Where a measure stands. Derived from its progress, never typed; lateness is a matter of today's date.
    MeasureState {
        /// Nothing done yet.
        Planned = "planned",
        /// Begun.
        Ongoing = "ongoing",
        /// 100 percent.
        Done = "done",
        /// Ended without its deliverable.
        Closed = "closed",
    }
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Short name.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// Administrative or technical.
    pub area: Area,
    /// Sub-area.
    pub sub_area: SubArea,
    /// Whether it is part of the technical archive responsibility (tekniskt arkivansvar).
    pub technical_archive: bool,
    /// What kind of deliverable it leads to.
    pub deliverable: DeliverableKind,
    /// New or updated.
    pub change: Change,
    /// Function that answers for it.
    pub owner: String,
    /// Planned start.
    pub start: NaiveDate,
    /// Planned end.
    pub end: NaiveDate,
    /// Reported progress, in order of date.
    pub progress: Vec<Progress>,
    /// Risks it lowers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Key>,
    /// Measures that must be done before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<Key>,
    /// Requirements it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Key>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it ended without its deliverable.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

/// How far a measure had come on a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The date it was so.
    pub date: NaiveDate,
    /// 0–100.
    pub percent: u8,
    /// What was done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What comes next.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next_step: String,
}

impl Measure {
    /// Fields a secrecy marking may cover.
    pub const MARKABLE: &'static [&'static str] = &["purpose", "progress"];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::optional("purpose", Input::Text(2000)),
        Field::required("area", Input::Choice("area", Area::CODES)),
        Field::required("sub_area", Input::Choice("sub_area", SubArea::CODES)),
        Field::optional("technical_archive", Input::Flag),
        Field::required("deliverable", Input::Choice("deliverable", DeliverableKind::CODES)),
        Field::required("change", Input::Choice("change", Change::CODES)),
        Field::required("owner", Input::Function),
        Field::required("start", Input::Date),
        Field::required("end", Input::Date),
        Field::optional("risks", Input::Links(Kind::Risk)),
        Field::optional("depends_on", Input::Links(Kind::Measure)),
        Field::optional("requirements", Input::Links(Kind::Requirement)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// The form of a progress entry.
    pub const REPORT: &'static [Field] = &[
        Field::required("percent", Input::Number(0, 100)),
        Field::optional("date", Input::Date),
        Field::optional("note", Input::Text(2000)),
        Field::optional("next_step", Input::Text(1000)),
    ];

    /// Reads the form; `base` is the measure as it was.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft, base: Option<&Self>, settings: &Settings) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let title = reader.required("title", 200);
        let purpose = reader.text("purpose", 2000);
        let area = reader.required_choice("area", Area::from_code);
        let sub_area = reader.required_choice("sub_area", SubArea::from_code);
        let technical_archive = reader.flag("technical_archive");
        if technical_archive && sub_area.is_some_and(|sub_area| sub_area != SubArea::Archive) {
            reader.error("technical_archive", ErrorCode::NotNow);
        }
        let deliverable = reader.required_choice("deliverable", DeliverableKind::from_code);
        let change = reader.required_choice("change", Change::from_code);
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let (start, end) = (reader.required_date("start"), reader.required_date("end"));
        reader.in_order(("start", start), ("end", end));
        let risks = reader.keys("risks", Kind::Risk);
        let depends_on = reader.keys("depends_on", Kind::Measure);
        let requirements = reader.keys("requirements", Kind::Requirement);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        let value = (|| {
            Some(Self {
                title,
                purpose,
                area: area?,
                sub_area: sub_area?,
                technical_archive,
                deliverable: deliverable?,
                change: change?,
                owner,
                start: start?,
                end: end?,
                progress: base.map(|b| b.progress.clone()).unwrap_or_default(),
                risks,
                depends_on,
                requirements,
                source,
                closed: base.and_then(|b| b.closed.clone()),
                secrecy,
            })
        })();
        reader.finish(value)
    }

    /// Adds a progress entry. One on the date of an earlier entry replaces it: the later word counts, and the journal
    /// keeps both. A measure isn't done before what it delivers is decided: `undecided` are its deliverables that aren't.
    ///
    /// # Errors
    /// Every field error.
    pub fn report(&self, draft: &Draft, undecided: &[Key], today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let percent = reader.required_number("percent", 0, 100).and_then(|n| u8::try_from(n).ok());
        if percent == Some(100) && !undecided.is_empty() {
            reader.error("percent", ErrorCode::undecided(undecided));
        }
        let day = if draft.get("date").is_empty() { Some(today) } else { reader.date("date") };
        if day.is_some_and(|day| day > today) {
            reader.error("date", ErrorCode::InTheFuture);
        }
        let note = reader.text("note", 2000);
        let next_step = reader.text("next_step", 1000);
        let value = (|| {
            let entry = Progress { date: day?, percent: percent?, note, next_step };
            let mut measure = self.clone();
            measure.put(entry);
            Some(measure)
        })();
        reader.finish(value)
    }

    /// Puts an entry in its place by date; an entry of the same date gives way.
    fn put(&mut self, entry: Progress) {
        self.progress.retain(|earlier| earlier.date != entry.date);
        let place = self.progress.partition_point(|earlier| earlier.date < entry.date);
        self.progress.insert(place, entry);
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("purpose", self.purpose.as_str())
            .with("area", self.area.code())
            .with("sub_area", self.sub_area.code())
            .with("technical_archive", if self.technical_archive { "on" } else { "" })
            .with("deliverable", self.deliverable.code())
            .with("change", self.change.code())
            .with("owner", self.owner.as_str())
            .with("source", self.source.as_str());
        draft.set_date("start", Some(self.start));
        draft.set_date("end", Some(self.end));
        draft.set_keys("risks", &self.risks);
        draft.set_keys("depends_on", &self.depends_on);
        draft.set_keys("requirements", &self.requirements);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// Whether a form filled in so would move its start or its end.
    #[must_use]
    pub fn moved_by(&self, draft: &Draft) -> bool {
        let moved = |field, own| date::parse(draft.get(field)).is_some_and(|day| day != own);
        moved("start", self.start) || moved("end", self.end)
    }

    /// Percent done, as last reported.
    #[must_use]
    pub fn percent(&self) -> u8 {
        self.progress.last().map_or(0, |entry| entry.percent)
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> MeasureState {
        match self.percent() {
            100 => MeasureState::Done,
            _ if self.closed.is_some() => MeasureState::Closed,
            0 => MeasureState::Planned,
            _ => MeasureState::Ongoing,
        }
    }

    /// The date it was first reported as done, when it still is.
    #[must_use]
    pub fn done_on(&self) -> Option<NaiveDate> {
        if self.percent() < 100 {
            return None;
        }
        self.progress.iter().rev().take_while(|entry| entry.percent == 100).last().map(|entry| entry.date)
    }

    /// Days past its planned end that it was done, when it is done and was late.
    #[must_use]
    pub fn done_late(&self) -> Option<i64> {
        self.done_on().map(|done| (done - self.end).num_days()).filter(|days| *days > 0)
    }

    /// Days past its planned end on a date, when it isn't done.
    #[must_use]
    pub fn days_late(&self, today: NaiveDate) -> Option<i64> {
        let open = matches!(self.state(), MeasureState::Planned | MeasureState::Ongoing);
        (open && today > self.end).then(|| (today - self.end).num_days())
    }

    /// Takes the marked fields out. Percent and dates remain: they say nothing of the measure's content.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        if marking.covers("purpose") {
            self.purpose.clear();
        }
        if marking.covers("progress") {
            for entry in &mut self.progress {
                entry.note.clear();
                entry.next_step.clear();
            }
        }
    }
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Measure::MARKABLE);

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Draft {
        Draft::default()
            .with("title", "Rutin för loggning")
            .with("area", "technical")
            .with("sub_area", "it")
            .with("deliverable", "routine")
            .with("change", "new")
            .with("owner", "IT-säkerhetsansvarig")
            .with("start", "2024-01-01")
            .with("end", "2024-12-31")
    }

    fn measure() -> Measure {
        Measure::read(&typed(), None, &Settings::default()).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    #[test]
    fn an_end_before_the_start_is_refused() {
        let errors = Measure::read(&typed().with("end", "2023-12-31"), None, &Settings::default()).unwrap_err();
        assert_eq!(errors, [FieldError::new("end", ErrorCode::Before { other: "start".into() })]);
    }

    #[test]
    fn progress_decides_the_state() {
        let half = Draft::default().with("percent", "50").with("date", "2024-06-30");
        let whole = Draft::default().with("percent", "100").with("date", "2025-02-01");
        let measure = measure();
        assert_eq!(measure.state(), MeasureState::Planned);
        let measure = measure.report(&half, &[], day("2025-03-01")).unwrap();
        assert_eq!(measure.state(), MeasureState::Ongoing);
        assert_eq!(measure.days_late(day("2025-01-10")), Some(10));
        let measure = measure.report(&whole, &[], day("2025-03-01")).unwrap();
        assert_eq!((measure.state(), measure.done_on()), (MeasureState::Done, Some(day("2025-02-01"))));
        assert_eq!(measure.days_late(day("2025-03-01")), None);
    }

    #[test]
    fn a_measure_is_not_done_before_what_it_delivers_is_decided() {
        let undecided = [Key::numbered("LEV", 3), Key::numbered("LEV", 7)];
        let report =
            |percent: &str| measure().report(&Draft::default().with("percent", percent), &undecided, day("2026-11-23"));
        assert!(report("99").is_ok());
        let code = ErrorCode::Undecided { number: 2, given: "LEV-03, LEV-07".into() };
        assert_eq!(report("100").unwrap_err(), [FieldError::new("percent", code)]);
    }

    #[test]
    fn entries_stay_in_order_whatever_order_they_are_reported_in() {
        let later = Draft::default().with("percent", "80").with("date", "2024-09-30");
        let earlier = Draft::default().with("percent", "20").with("date", "2024-03-31");
        let measure = measure().report(&later, &[], day("2024-10-01")).unwrap();
        let measure = measure.report(&earlier, &[], day("2024-10-01")).unwrap();
        assert_eq!(measure.percent(), 80);
    }

    #[test]
    fn technical_archive_belongs_to_the_archive_sub_area() {
        let errors = Measure::read(&typed().with("technical_archive", "on"), None, &Settings::default()).unwrap_err();
        assert_eq!(errors[0].field, "technical_archive");
    }
}
