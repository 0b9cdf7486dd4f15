//! Texts and values as a document shows them.

use crate::words::Words;
use domain::secrecy::SecrecyMarking;
use domain::settings::Scale;
use serde::Serialize;

/// A text, or the provision that keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// What is printed.
    pub text: String,
    /// Whether it stands in place of something that is kept from the reader.
    pub masked: bool,
}

impl Shown {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), masked: false }
    }

    /// A text that may have been taken out under a marking.
    pub fn field<W: Words + ?Sized>(text: &str, field: &str, secrecy: Option<&SecrecyMarking>, words: &W) -> Self {
        match secrecy.filter(|_| text.is_empty()).and_then(|marking| marking.hidden_by(field)) {
            Some(provision) => Self { text: words.masked(provision).into_owned(), masked: true },
            None => Self::plain(text),
        }
    }
}

/// A value on the scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// Likelihood × consequence.
    pub score: u8,
    /// Likelihood.
    pub likelihood: u8,
    /// Consequence.
    pub consequence: u8,
    /// Tone 1–5.
    pub tone: u8,
    /// Name of the band.
    pub band: String,
    /// Whether it is above what the board tolerates.
    pub above: bool,
}

impl Spot {
    pub fn at(likelihood: u8, consequence: u8, scale: &Scale) -> Self {
        let score = likelihood.saturating_mul(consequence);
        Self {
            score,
            likelihood,
            consequence,
            tone: scale.tone(score),
            band: scale.band_name(score).to_owned(),
            above: scale.above_tolerance(score),
        }
    }
}

/// A fact under its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Label.
    pub label: String,
    /// Value.
    pub value: String,
}

impl Fact {
    pub fn new(label: &str, value: impl ToString) -> Self {
        Self { label: label.to_owned(), value: value.to_string() }
    }
}
