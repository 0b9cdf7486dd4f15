//! One record's line of the outline, and what a list asks of it.

use super::Outline;
use crate::error::{Result, StoreError};
use crate::record::{RecordRow, record_id};
use crate::words::words;
use chrono::{DateTime, NaiveDate, Utc};
use domain::date::NEVER;
use domain::incident::DRILL;
use domain::label::LabelCode;
use domain::query::soon;
use domain::register::{Facet, STATE_ALL, STATE_OVERDUE, STATE_SOON, STATE_UNFINISHED, Sort};
use domain::surroundings::Surroundings;
use domain::swedish::sortable;
use domain::{Key, Kind, ListQuery, Register};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use surrealdb::types::{RecordId, SurrealValue};

/// A line as it is stored: the columns beside a record's content.
#[derive(SurrealValue)]
pub(super) struct LineRow {
    pub(super) id: RecordId,
    key: String,
    rev: i64,
    ordinal: i64,
    tie: i64,
    closed: bool,
    marked: bool,
    state: String,
    category: String,
    owner: String,
    area: String,
    sub_area: String,
    framework: String,
    band: i64,
    number: i64,
    cell: i64,
    date: String,
    due: String,
    start: String,
    reported: String,
    title: String,
    text: String,
    links: Vec<String>,
}

impl LineRow {
    /// The line of a row that isn't stored.
    pub(super) fn of(kind: Kind, row: RecordRow) -> Self {
        Self {
            id: record_id(kind, &row.key),
            key: row.key,
            rev: row.rev,
            ordinal: row.ordinal,
            tie: row.tie,
            closed: row.closed,
            marked: row.marked,
            state: row.state,
            category: row.category,
            owner: row.owner,
            area: row.area,
            sub_area: row.sub_area,
            framework: row.framework,
            band: row.band,
            number: row.number,
            cell: row.cell,
            date: row.date,
            due: row.due,
            start: row.start,
            reported: row.reported,
            title: row.title,
            text: row.text,
            links: row.links,
        }
    }
}

/// A text that is kept once.
type Name = u32;

/// Texts, each kept once: functions, dates, keys and the words records are searched by repeat all the time.
#[derive(Default)]
pub(crate) struct Names {
    texts: Vec<Arc<str>>,
    places: HashMap<Arc<str>, Name>,
}

impl Names {
    fn keep(&mut self, text: &str) -> Name {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let (text, place): (Arc<str>, Name) = (Arc::from(text), Name::try_from(self.texts.len()).unwrap_or(Name::MAX));
        self.texts.push(Arc::clone(&text));
        self.places.insert(text, place);
        place
    }

    /// The text of a name.
    pub(crate) fn text(&self, name: Name) -> &str {
        self.texts.get(name as usize).map_or("", |text| text)
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.texts.len()
    }

    /// The name of a text, if any line holds it.
    pub(crate) fn find(&self, text: &str) -> Option<Name> {
        self.places.get(text).copied()
    }
}

/// What is kept of one record.
pub(crate) struct Line {
    /// Its key.
    pub(super) own: Name,
    pub rev: u32,
    pub ordinal: i64,
    tie: i64,
    pub(super) closed: bool,
    pub marked: bool,
    pub(super) state: Name,
    category: Name,
    pub owner: Name,
    area: Name,
    sub_area: Name,
    pub framework: Name,
    band: i64,
    pub number: i64,
    pub cell: i64,
    pub(super) date: Name,
    pub(super) due: Name,
    pub(super) start: Name,
    pub(super) reported: Name,
    title: Box<str>,
    words: Box<[Name]>,
    pub links: Box<[Name]>,
}

/// What coverage is reckoned from.
pub(crate) struct Facts<'a> {
    pub state: &'a str,
    pub category: &'a str,
    pub closed: bool,
    pub date: &'a str,
    pub due: &'a str,
}

impl Outline {
    /// Puts a record's line in its place.
    pub(super) fn put(&mut self, row: LineRow) -> Result<()> {
        let damaged = || StoreError::Damaged(format!("record {}", row.key));
        let kind = Kind::from_code(row.id.table.as_str()).ok_or_else(damaged)?;
        let key = Key::parse(&row.key).map_err(|_| damaged())?;
        let names = &mut self.names;
        let mut words: Vec<Name> = row.text.split(' ').filter(|word| !word.is_empty()).map(|w| names.keep(w)).collect();
        words.sort_unstable();
        let line = Line {
            own: names.keep(&row.key),
            rev: u32::try_from(row.rev).map_err(|_| damaged())?,
            ordinal: row.ordinal,
            tie: row.tie,
            closed: row.closed,
            marked: row.marked,
            state: names.keep(&row.state),
            category: names.keep(&row.category),
            owner: names.keep(&row.owner),
            area: names.keep(&row.area),
            sub_area: names.keep(&row.sub_area),
            framework: names.keep(&row.framework),
            band: row.band,
            number: row.number,
            cell: row.cell,
            date: names.keep(&row.date),
            due: names.keep(&row.due),
            start: names.keep(&row.start),
            reported: names.keep(&row.reported),
            title: row.title.into_boxed_str(),
            words: words.into_boxed_slice(),
            links: row.links.iter().map(|key| names.keep(key)).collect(),
        };
        *self.around.get_mut().unwrap_or_else(PoisonError::into_inner) = None;
        self.lines.entry(kind).or_default().insert(key, line);
        Ok(())
    }

    /// The order of a list.
    pub(crate) fn compare(&self, sort: Sort, one: (&Key, &Line), other: (&Key, &Line)) -> Ordering {
        let (a, b) = (one.1, other.1);
        let first = match sort {
            Sort::Key => a.ordinal.cmp(&b.ordinal),
            Sort::Title => a.title.cmp(&b.title).then(a.tie.cmp(&b.tie)),
            Sort::Number => a.number.cmp(&b.number).then(a.tie.cmp(&b.tie)),
            Sort::Date => self.names.text(a.date).cmp(self.names.text(b.date)).then(a.tie.cmp(&b.tie)),
        };
        first.then_with(|| one.0.cmp(other.0))
    }

    /// What coverage is reckoned from.
    pub(crate) fn facts(&self, line: &Line) -> Facts<'_> {
        let text = |name| self.names.text(name);
        Facts {
            state: text(line.state),
            category: text(line.category),
            closed: line.closed,
            date: text(line.date),
            due: text(line.due),
        }
    }
}

/// A list's filters, in the outline's own names.
pub(crate) struct Passing<'a> {
    names: &'a Names,
    state: &'a str,
    same: Vec<(Facet, Option<Name>)>,
    numbers: Vec<(Facet, Option<i64>)>,
    words: Option<Vec<Name>>,
    /// What a due date is compared with to tell that it has passed: the day, or for the clocks of incidents the time.
    passed: String,
    day: String,
    /// Whether it asks for one side of what is real and what is a drill, and which.
    drills: Option<(bool, Option<Name>)>,
    /// The last day that is soon.
    soon: String,
    label: Option<Bears<'a>>,
}

/// A label that is asked for, and what it is reckoned from.
struct Bears<'a> {
    outline: &'a Outline,
    kind: Kind,
    code: LabelCode,
    around: Arc<Surroundings>,
    day: NaiveDate,
}

impl Bears<'_> {
    fn takes(&self, line: &Line) -> bool {
        let labels = self.outline.labels(self.kind, line, &self.around, self.day);
        labels.iter().any(|label| label.code == self.code)
    }
}

impl<'a> Passing<'a> {
    /// The filters of a list, seen from a day, and from a time of it.
    pub(crate) fn new(outline: &'a Outline, query: &'a ListQuery, day: NaiveDate, now: DateTime<Utc>) -> Self {
        let names = &outline.names;
        let given = |facet: &Facet| !query.filter(*facet).is_empty();
        let same = [Facet::Category, Facet::Owner, Facet::Area, Facet::SubArea, Facet::Framework];
        let same = same.into_iter().filter(given).map(|facet| (facet, names.find(query.filter(facet))));
        let numbers = [Facet::Band, Facet::Cell].into_iter().filter(given);
        let asked = words(&query.text);
        // A text without any word finds nothing; nor does a word that no record holds.
        let words = asked.iter().map(|word| names.find(word)).collect::<Option<Vec<Name>>>();
        let words = if asked.is_empty() { None } else { words };
        Self {
            names,
            state: query.filter(Facet::State),
            same: same.collect(),
            numbers: numbers.map(|facet| (facet, query.filter(facet).parse().ok())).collect(),
            words: if query.text.is_empty() { Some(Vec::new()) } else { words },
            passed: if query.register == Register::Incidents { sortable(Some(now)) } else { day.to_string() },
            day: day.to_string(),
            drills: (query.register == Register::Incidents).then(|| (query.drills(), names.find(DRILL))),
            label: query.register.kind().zip(query.label()).map(|(kind, code)| Bears {
                outline,
                kind,
                code,
                around: outline.surroundings(day),
                day,
            }),
            soon: soon(day),
        }
    }

    /// Whether a line passes every filter: the same rules as [`ListQuery::takes`].
    pub(crate) fn takes(&self, line: &Line) -> bool {
        let Some(words) = &self.words else { return false };
        let state = match self.state {
            "" => !line.closed,
            STATE_ALL => true,
            STATE_OVERDUE => self.late(line),
            STATE_UNFINISHED => !line.closed && self.names.text(line.due) != NEVER,
            STATE_SOON => !line.closed && (self.day.as_str()..=self.soon.as_str()).contains(&self.names.text(line.due)),
            state => self.names.text(line.state) == state,
        };
        let same = |(facet, wanted): &(Facet, Option<Name>)| {
            let held = match facet {
                Facet::Category => line.category,
                Facet::Owner => line.owner,
                Facet::Area => line.area,
                Facet::SubArea => line.sub_area,
                _ => line.framework,
            };
            *wanted == Some(held)
        };
        let number = |(facet, wanted): &(Facet, Option<i64>)| {
            *wanted == Some(if matches!(facet, Facet::Band) { line.band } else { line.cell })
        };
        state
            && self.on_side(line)
            && self.same.iter().all(same)
            && self.numbers.iter().all(number)
            && words.iter().all(|word| line.words.binary_search(word).is_ok())
            && self.label.as_ref().is_none_or(|label| label.takes(line))
    }

    /// Whether it is on the side that is asked for, of what is real and what is a drill.
    pub(crate) fn on_side(&self, line: &Line) -> bool {
        self.drills.is_none_or(|(wanted, drill)| wanted == (drill == Some(line.area)))
    }

    /// Whether it is overdue.
    pub(crate) fn late(&self, line: &Line) -> bool {
        !line.closed && self.names.text(line.due) < self.passed.as_str()
    }
}
