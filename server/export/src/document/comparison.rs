//! Risks as the documents' tables show them: what they were, what they become, and why.

use crate::document::Comparison;
use crate::document::labels::Labels;
use crate::document::shown::{Shown, Spot};
use crate::words::Words;
use domain::Key;
use domain::diff::FieldChange;
use domain::picture::change::decides;
use domain::picture::preparation::Count;
use domain::picture::{Change, Direction, Item};
use domain::risk::Risk;
use serde::Serialize;

/// Letters of two texts together above which they stand under each other instead of beside.
const BESIDE: usize = 60;
/// Letters of a cell up to which a row is kept on one page; the narrowest column of a document holds them on half of one.
pub const WHOLE: usize = 500;

/// How much room a text takes in a narrow column, in letters.
pub fn bulk(text: &str) -> usize {
    text.chars().count() + 25 * text.lines().count()
}

/// A risk in a comparison.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Its number.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Function that owns it.
    pub owner: String,
    /// What becomes of it: a sign and a word.
    pub sign: &'static str,
    /// The word.
    pub mark: String,
    /// As it was decided.
    pub before: Option<Spot>,
    /// As it is proposed.
    pub after: Option<Spot>,
    /// What differs of what the board decides.
    pub what: Vec<What>,
    /// Why.
    pub reason: Shown,
    /// Date of the answer for it.
    pub reviewed: String,
    /// What is done about it.
    pub treatment: String,
    /// Measures that explain it, or act on it.
    pub measures: Vec<Named>,
    /// Whether it is short enough to be kept on one page.
    pub whole: bool,
}

/// A field that differs.
#[derive(Debug, Serialize)]
pub struct What {
    /// Its label.
    pub label: String,
    /// As it was decided.
    pub before: Shown,
    /// As it is proposed.
    pub after: Shown,
    /// Whether the two are too long to stand beside each other.
    pub long: bool,
}

/// A measure.
#[derive(Debug, Serialize)]
pub struct Named {
    /// Its number.
    pub key: String,
    /// Its title.
    pub title: String,
}

/// What turns a change into a row.
pub struct Rows<'a, W: ?Sized> {
    pub comparison: &'a Comparison<'a>,
    pub words: &'a W,
    pub labels: &'a Labels,
}

impl<W: Words + ?Sized> Rows<'_, W> {
    pub fn row(&self, change: &Change) -> Row {
        let count = Count::of(change);
        let risk = change.item().map(|item| &item.risk);
        let answer = change.after.as_ref().and_then(|item| item.answer.as_ref());
        let what: Vec<What> =
            change.fields.iter().filter(|field| decides(&field.field)).map(|field| self.what(field, risk)).collect();
        let (reason, measures) = (self.reason(change), self.measures(change));
        let told =
            what.iter().map(|one| bulk(&one.label) + bulk(&one.before.text) + bulk(&one.after.text)).sum::<usize>();
        let acting = measures.iter().map(|one| bulk(&one.title)).sum::<usize>();
        Row {
            whole: [told, acting, bulk(&reason.text)].iter().all(|size| *size <= WHOLE),
            key: change.key.to_string(),
            title: risk.map(|risk| risk.title.clone()).unwrap_or_default(),
            owner: risk.map(|risk| risk.owner.clone()).unwrap_or_default(),
            sign: sign(change),
            mark: self.labels.get(mark(count)).to_owned(),
            before: change.before.as_ref().map(|item| self.spot(item)),
            after: change.after.as_ref().map(|item| self.spot(item)),
            what,
            reason,
            reviewed: answer.map(|answer| answer.date.to_string()).unwrap_or_default(),
            treatment: risk
                .map(|risk| self.words.code("treatment", risk.treatment.code()).into_owned())
                .unwrap_or_default(),
            measures,
        }
    }

    pub fn spot(&self, item: &Item) -> Spot {
        Spot::at(item.risk.current.likelihood, item.risk.current.consequence, &self.comparison.content.scale)
    }

    /// Why a risk becomes what it becomes: the answer given for it, or why it was closed.
    pub fn reason(&self, change: &Change) -> Shown {
        let answer = change.after.as_ref().and_then(|item| item.answer.as_ref()).map(|answer| answer.reason.as_str());
        let ended = || change.ended.as_ref()?.risk.closed.as_ref().map(|closed| closed.reason.as_str());
        match answer {
            // An answer says of a value what the rationale beside it says.
            Some(reason) => {
                let secrecy = change.item().and_then(|item| item.risk.secrecy.as_ref());
                Shown::field(reason, "rationale", secrecy, self.words)
            }
            None => Shown::plain(ended().unwrap_or_default()),
        }
    }

    fn measures(&self, change: &Change) -> Vec<Named> {
        let answer = change.after.as_ref().and_then(|item| item.answer.as_ref());
        let explaining = answer.map(|answer| &answer.measures).filter(|measures| !measures.is_empty());
        let acting = || change.item().map(|item| &item.measures);
        let keys = explaining.or_else(acting).map(Vec::as_slice).unwrap_or_default();
        let title = |key: &Key| self.comparison.content.measure(key).map(|one| one.title.clone()).unwrap_or_default();
        keys.iter().map(|key| Named { key: key.to_string(), title: title(key) }).collect()
    }

    fn what(&self, change: &FieldChange, risk: Option<&Risk>) -> What {
        let field = change.field.as_str();
        let side = |text: &str| {
            // A field that is kept has lost both of its texts; one that was empty on one side has the other.
            let secrecy = risk.and_then(|risk| risk.secrecy.as_ref());
            let secrecy = secrecy.filter(|_| change.before.is_empty() && change.after.is_empty());
            let marked = if field.ends_with("_rationale") { "rationale" } else { field };
            Shown::field(&self.value(field, text), marked, secrecy, self.words)
        };
        let letters = change.before.chars().count() + change.after.chars().count();
        What {
            label: self.labels.get(&format!("field_{field}")).to_owned(),
            before: side(&change.before),
            after: side(&change.after),
            long: letters > BESIDE || change.before.contains('\n') || change.after.contains('\n'),
        }
    }

    fn value(&self, field: &str, text: &str) -> String {
        match field {
            "treatment" | "area" | "consequence_kind" if !text.is_empty() => self.words.code(field, text).into_owned(),
            _ => text.to_owned(),
        }
    }
}

/// The sign before the word for what becomes of a risk, so that tables can be skimmed.
pub fn sign(change: &Change) -> &'static str {
    match (Count::of(change), change.direction()) {
        (Count::New, _) => "+",
        (Count::Closed, _) => "×",
        (Count::Raised, _) | (_, Some(Direction::Raised)) => "▲",
        (Count::Lowered, _) | (_, Some(Direction::Lowered)) => "▼",
        (Count::Changed, _) => "≠",
        (Count::Confirmed | Count::Unreviewed, _) => "=",
    }
}

/// The name of the word for what becomes of a risk.
pub const fn mark(count: Count) -> &'static str {
    match count {
        Count::New => "mark_new",
        Count::Raised => "mark_raised",
        Count::Lowered => "mark_lowered",
        Count::Changed => "mark_changed",
        Count::Closed => "mark_closed",
        Count::Confirmed => "mark_confirmed",
        Count::Unreviewed => "mark_unreviewed",
    }
}
