//! The steps of a year's cycle: a small catalogue, kept among the settings. Every board has its own days, so they are data,
//! each with its source, and never code.

use crate::draft::Reader;
use crate::error::ErrorCode;
use crate::key::Key;
use crate::period::MONTHS;
use crate::report::Through;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Most characters of the catalogue as it is typed.
pub const MAX: u32 = 6000;
/// Most steps of a cycle: more can't be told apart on a wheel.
pub const STEPS: usize = 24;

/// What shows that a step is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShownBy {
    /// The year's risk picture is decided.
    Picture,
    /// A revision of it is decided.
    Revision,
    /// The report of a period is decided.
    Report(Through),
    /// Every occasion of the year's controls is carried out.
    Controls,
    /// Evidence that speaks for a requirement, of a date in the year of the step's day. It can be recorded by hand too.
    Evidence(Key),
    /// The register can't know: it is recorded by hand.
    Record,
}

impl ShownBy {
    /// Whether it is for a person to say that it is done.
    #[must_use]
    pub const fn by_hand(&self) -> bool {
        matches!(self, Self::Evidence(_) | Self::Record)
    }

    /// Reads what the catalogue says in words. The words are Swedish, as everything in the settings is.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(key) = text.strip_prefix("evidens ") {
            return Key::parse(key).ok().map(Self::Evidence);
        }
        Some(match text.to_lowercase().as_str() {
            "riskbild" => Self::Picture,
            "revidering" => Self::Revision,
            "rapport mars" => Self::Report(Through::March),
            "rapport augusti" => Self::Report(Through::August),
            "rapport år" => Self::Report(Through::Year),
            "kontroller" => Self::Controls,
            "anteckning" => Self::Record,
            _ => return None,
        })
    }

    /// The same in words.
    fn words(&self) -> String {
        match self {
            Self::Picture => "riskbild".to_owned(),
            Self::Revision => "revidering".to_owned(),
            Self::Report(Through::March) => "rapport mars".to_owned(),
            Self::Report(Through::August) => "rapport augusti".to_owned(),
            Self::Report(Through::Year) => "rapport år".to_owned(),
            Self::Controls => "kontroller".to_owned(),
            Self::Evidence(key) => format!("evidens {key}"),
            Self::Record => "anteckning".to_owned(),
        }
    }

    /// A stable code for the sentence that tells how the register knows.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Revision => "revision",
            Self::Report(_) => "report",
            Self::Controls => "controls",
            Self::Evidence(_) => "evidence",
            Self::Record => "record",
        }
    }
}

/// Every code of [`ShownBy::code`].
pub const SHOWN_BY: &[&str] = &["picture", "revision", "report", "controls", "evidence", "record"];

/// A step of the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearStep {
    /// What it goes by: 1–12 letters, digits and hyphens.
    pub id: String,
    /// What is to be done.
    pub text: String,
    /// The day of the month it is to be done by, 1–31. In a shorter month it is the last.
    pub day: u32,
    /// The month, 1–12.
    pub month: u32,
    /// The year its day lies in, counted from the cycle's own: −1 before, 0 in it, 1 after.
    pub turn: i32,
    /// What shows that it is done.
    pub shown: ShownBy,
    /// Where it comes from.
    pub source: String,
}

impl YearStep {
    /// Its day in the cycle of a year.
    #[must_use]
    pub fn due(&self, year: i32) -> NaiveDate {
        let year = year + self.turn;
        let exact = NaiveDate::from_ymd_opt(year, self.month, self.day);
        exact.unwrap_or_else(|| {
            let (after, month) = if self.month == 12 { (year + 1, 1) } else { (year, self.month + 1) };
            NaiveDate::from_ymd_opt(after, month, 1).map_or(NaiveDate::MAX, |first| first - Days::new(1))
        })
    }

    /// Reads `delar-mars | Delårsrapport mars behandlas | 30 april | rapport mars | Egen rutin`.
    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split('|').map(str::trim);
        let (id, text, when) = (parts.next()?, parts.next()?, parts.next()?);
        let (shown, source) = (parts.next()?, parts.next()?);
        let plain = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && (1..=12).contains(&id.len());
        let whole = plain && !text.is_empty() && !source.is_empty() && parts.next().is_none();
        let (day, month, turn) = when_of(when)?;
        let shown = ShownBy::parse(shown)?;
        whole.then(|| Self {
            id: id.to_owned(),
            text: text.to_owned(),
            day,
            month,
            turn,
            shown,
            source: source.to_owned(),
        })
    }

    /// The step as a line of the catalogue.
    #[must_use]
    pub fn line(&self) -> String {
        let month = MONTHS.get(self.month.saturating_sub(1) as usize).copied().unwrap_or_default();
        let year = match self.turn {
            ..0 => " året före",
            0 => "",
            _ => " året efter",
        };
        let when = format!("{} {month}{year}", self.day);
        format!("{} | {} | {when} | {} | {}", self.id, self.text, self.shown.words(), self.source)
    }

    /// Reads the catalogue, a step a line. An empty one is the catalogue a register begins with: a year without steps would
    /// tell that nothing is ever to be done.
    pub fn read(reader: &mut Reader<'_>, field: &str) -> Vec<Self> {
        let lines = reader.lines(field, 600);
        if lines.is_empty() {
            return standard();
        }
        let read: Vec<Self> = lines.iter().filter_map(|line| Self::parse(line)).collect();
        let twice = read.iter().enumerate().any(|(place, one)| read[..place].iter().any(|other| other.id == one.id));
        if read.len() != lines.len() || twice || read.len() > STEPS {
            reader.error(field, ErrorCode::YearSteps);
        }
        read
    }
}

/// Day, month and turn of `30 april`, `15 december året före` or `28 februari året efter`.
fn when_of(text: &str) -> Option<(u32, u32, i32)> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let (day, month, turn) = match words.as_slice() {
        [day, month] => (day, month, 0),
        [day, month, "året", "före"] => (day, month, -1),
        [day, month, "året", "efter"] => (day, month, 1),
        _ => return None,
    };
    let month = u32::try_from(MONTHS.iter().position(|name| name == month)?).ok()? + 1;
    let day: u32 = day.parse().ok()?;
    // 2024 is a leap year, so that the 29th of February is a day that can be given.
    NaiveDate::from_ymd_opt(2024, month, day).map(|_| (day, month, turn))
}

/// The cycle a register begins with, to be replaced by the board's own.
#[must_use]
pub fn standard() -> Vec<YearStep> {
    const OWN: &str = "Egen rutin";
    let training = Key::parse("CSL-2-4").map_or(ShownBy::Record, ShownBy::Evidence);
    let step = |id: &str, text: &str, (day, month, turn): (u32, u32, i32), shown: ShownBy, source: &str| YearStep {
        id: id.to_owned(),
        text: text.to_owned(),
        day,
        month,
        turn,
        shown,
        source: source.to_owned(),
    };
    vec![
        step("riskbild", "Nämnden beslutar årets riskbild", (31, 1, 0), ShownBy::Picture, OWN),
        step("genomgang", "Ledningens genomgång", (31, 3, 0), ShownBy::Record, OWN),
        step("delar-mars", "Nämnden beslutar delårsrapport mars", (30, 4, 0), ShownBy::Report(Through::March), OWN),
        step("revidering", "Nämnden beslutar om revidering av risker och åtgärder", (30, 4, 0), ShownBy::Revision, OWN),
        step("delar-aug", "Nämnden beslutar delårsrapport augusti", (30, 9, 0), ShownBy::Report(Through::August), OWN),
        step("kontroller", "Årets kontroller är genomförda", (31, 12, 0), ShownBy::Controls, OWN),
        step(
            "utbildning",
            "De som ingår i ledningen har utbildats om säkerhetsåtgärder",
            (31, 12, 0),
            training,
            "2 kap. 4 § cybersäkerhetslagen (2025:1506). Att det görs varje år är en egen rutin",
        ),
        // The last of February: in a leap year it is the 29th.
        step("arsrapport", "Nämnden beslutar årsrapporten", (29, 2, 1), ShownBy::Report(Through::Year), OWN),
    ]
}
