//! What a report says: statements, each with what it rests on in the register.

use crate::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// A chapter of the board's report (Nämnder och bolag) that the register fills, in its order.
    Chapter {
        /// 2.1.2 Väsentliga avvikelser i verksamhetens utveckling.
        Deviations = "deviations",
        /// 2.1.3 Övrig väsentlig information till kommunstyrelsen.
        Information = "information",
        /// 2.1.4 Risker.
        Risks = "risks",
        /// 4.1.1.2 Process: goals and activities.
        Process = "process",
        /// 4.2 Portföljstyrning utvecklingsprojekt.
        Portfolio = "portfolio",
        /// 4.3 Uppdrag.
        Assignments = "assignments",
        /// Bilaga: Uppföljning av risker och kontroller.
        Annex = "annex",
    }
}

impl Chapter {
    /// Its number in the report's template; none for the annex.
    #[must_use]
    pub const fn number(self) -> Option<&'static str> {
        match self {
            Self::Deviations => Some("2.1.2"),
            Self::Information => Some("2.1.3"),
            Self::Risks => Some("2.1.4"),
            Self::Process => Some("4.1.1.2"),
            Self::Portfolio => Some("4.2"),
            Self::Assignments => Some("4.3"),
            Self::Annex => None,
        }
    }

    /// Its heading in the report's template. A report is written in Swedish, whoever reads the register.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Deviations => "Väsentliga avvikelser i verksamhetens utveckling",
            Self::Information => "Övrig väsentlig information till kommunstyrelsen",
            Self::Risks => "Risker",
            Self::Process => "Process",
            Self::Portfolio => "Portföljstyrning utvecklingsprojekt",
            Self::Assignments => "Uppdrag",
            Self::Annex => "Uppföljning av risker och kontroller",
        }
    }

    /// The chapters it lies within, outermost first, with their numbers.
    #[must_use]
    pub const fn within(self) -> &'static [(&'static str, &'static str)] {
        const STEERING: (&str, &str) = ("2", "Väsentlig styrinformation till kommunledningen");
        const DEVELOPMENT: (&str, &str) = ("2.1", "Verksamhetens utveckling");
        const BOARD: (&str, &str) = ("4", "Styrinformation till nämnden");
        match self {
            Self::Deviations | Self::Information | Self::Risks => &[STEERING, DEVELOPMENT],
            Self::Process => &[BOARD, ("4.1", "Verksamhetsmål från nämnden"), ("4.1.1", "Måluppfyllelse")],
            Self::Portfolio | Self::Assignments => &[BOARD],
            Self::Annex => &[],
        }
    }
}

codes! {
    /// How a statement stands on the page.
    Form {
        /// A paragraph, under its subject as a heading where it has one.
        Paragraph = "paragraph",
        /// A bullet; its subject is not shown.
        Bullet = "bullet",
        /// A row of a table: the subject to the left, the text to the right. Rows after one another in a group are one
        /// table, and the group's `columns` its head.
        Row = "row",
    }
}

/// Something that a report says: one thought, that stands or falls on its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Which it is, the same from one reading of the register to the next: `risks.counts`, `deviation.AVV-01.cause`. Own
    /// statements are `own.1`, `own.2`…
    pub id: String,
    /// Its chapter.
    pub chapter: Chapter,
    /// The heading it stands under with others: a deviation's title, a portfolio, `4.3.2 Process`. Empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// What it is about: `Orsak till att avvikelsen uppstått`, an assignment's text. Empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// How it stands on the page.
    pub form: Form,
    /// What the left and right columns are called, where it is a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<(String, String)>,
    /// What it says. Paragraphs are apart by an empty line; a line that begins with `- ` is a bullet of its own.
    pub text: String,
    /// What it rests on. None for a person's own statement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// Whether it rests on what is kept from those without clearance: an incident, or a field under a secrecy marking. It is in
    /// a report only where someone with clearance has put it there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub classified: bool,
}

/// A number, date or text that a statement rests on, and where it is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Which it is, as a code: `measures.late`.
    pub name: String,
    /// As the statement says it: `17`, `53 %`, `RSK-03`.
    pub value: String,
    /// The page that shows what is counted, within the register and as of the reading's day.
    pub address: String,
}
