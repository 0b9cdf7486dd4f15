//! What an incident is weighed against to tell whether it is significant: a small catalogue, kept among the settings.
//!
//! Cybersäkerhetslagen 2 kap. 5 § says what a significant incident is, and regulations say it in figures. Those change, and
//! differ between sectors, so they are the organisation's data, each with its source, and never code.

use crate::draft::Reader;
use crate::error::ErrorCode;
use serde::{Deserialize, Serialize};

/// Most characters of the catalogue as it is typed.
pub const MAX: u32 = 6000;

/// A threshold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// What it goes by: 1–12 letters, digits and hyphens.
    pub id: String,
    /// What reaches it.
    pub text: String,
    /// Where it comes from.
    pub source: String,
}

impl Threshold {
    /// Reads `T1 | Verksamheten är begränsad i mer än 4 timmar | MCFFS 2026:8`.
    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split('|').map(str::trim);
        let (id, text, source) = (parts.next()?, parts.next()?, parts.next()?);
        let plain = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && (1..=12).contains(&id.len());
        let whole = plain && !text.is_empty() && !source.is_empty() && parts.next().is_none();
        whole.then(|| Self { id: id.to_owned(), text: text.to_owned(), source: source.to_owned() })
    }

    /// The threshold as a line of the catalogue.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} | {} | {}", self.id, self.text, self.source)
    }

    /// Reads the catalogue, a threshold a line.
    pub fn read(reader: &mut Reader<'_>, field: &str) -> Vec<Self> {
        let lines = reader.lines(field, 600);
        let read: Vec<Self> = lines.iter().filter_map(|line| Self::parse(line)).collect();
        let twice = read.iter().enumerate().any(|(place, one)| read[..place].iter().any(|other| other.id == one.id));
        if read.len() != lines.len() || twice {
            reader.error(field, ErrorCode::Thresholds);
        }
        read
    }
}

/// The catalogue a register begins with. The figures are those told of MCFFS 2026:8 by others, for public administration
/// where it has its own: they are to be held against the regulation before they are relied on, and the source says so.
#[must_use]
pub fn standard() -> Vec<Threshold> {
    const SOURCE: &str = "MCFFS 2026:8, återgiven i andra hand: jämför med föreskriften";
    [
        ("T1", "Verksamheten är begränsad i mer än 4 timmar"),
        ("T2", "Reservrutiner används i mer än 12 timmar"),
        ("T3", "Skyddad information i ett kritiskt system är röjd, förvanskad eller förstörd"),
        ("T4", "Kostnaden är mer än 5 procent av anslag eller omsättning"),
        ("T5", "En annan juridisk persons, eller minst 500 personers, skyddade uppgifter är berörda"),
    ]
    .map(|(id, text)| Threshold { id: id.to_owned(), text: text.to_owned(), source: SOURCE.to_owned() })
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Draft;

    fn read(text: &str) -> Result<Vec<Threshold>, Vec<crate::FieldError>> {
        let draft = Draft::default().with("thresholds", text);
        let mut reader = Reader::new(&draft);
        let read = Threshold::read(&mut reader, "thresholds");
        reader.finish(Some(read))
    }

    #[test]
    fn the_catalogue_reads_back_as_it_is_written() {
        let lines: Vec<String> = standard().iter().map(Threshold::line).collect();
        assert_eq!(read(&lines.join("\n")).unwrap(), standard());
        assert_eq!(read("").unwrap(), []);
    }

    #[test]
    fn each_line_has_a_name_of_its_own_a_text_and_a_source() {
        for bad in
            ["T1 | Avbrott", "T1 | Avbrott |", "T 1 | a | b", "T1 | a | b | c", "T1 | a | b\nT1 | c | d", "Avbrott"]
        {
            assert_eq!(read(bad).unwrap_err()[0].code, ErrorCode::Thresholds, "{bad}");
        }
    }
}
