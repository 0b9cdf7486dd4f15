//! The scale, the vocabularies and the name of the organisation.

use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::incident::threshold::{self, Threshold};
use crate::year_cycle::step;
use crate::year_cycle::{StepRecord, YearStep};
use serde::{Deserialize, Serialize};

/// Everything the organisation decides about its own register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The board the register answers to: `Nämnden för Intraservice`.
    pub board: String,
    /// The city or region it belongs to.
    pub organisation: String,
    /// The scale risks are assessed on.
    pub scale: Scale,
    /// Risk categories in use.
    pub categories: Vec<String>,
    /// Functions that can own records. Functions, not people.
    pub functions: Vec<String>,
    /// What incidents are weighed against.
    #[serde(default = "threshold::standard")]
    pub thresholds: Vec<Threshold>,
    /// What the board's work comes back to every year.
    #[serde(default = "step::standard")]
    pub year_steps: Vec<YearStep>,
    /// What was recorded by hand of the year's steps, in the order it was recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub year_records: Vec<StepRecord>,
}

/// A scale: likelihood × consequence, and the bands of their product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// Labels of likelihood 1, 2, …; three to six steps.
    pub likelihood: Vec<String>,
    /// Labels of consequence 1, 2, …; as many as `likelihood`.
    pub consequence: Vec<String>,
    /// Bands from the lowest score to the highest, without gaps among the scores that can occur.
    pub bands: Vec<Band>,
    /// The lowest score that is above what the board tolerates.
    pub tolerance: u8,
}

/// A band of scores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// What the organisation calls it.
    pub name: String,
    /// Lowest score in it.
    pub from: u8,
    /// Highest score in it.
    pub to: u8,
}

impl Scale {
    /// Number of steps on each axis.
    #[must_use]
    pub fn size(&self) -> u8 {
        u8::try_from(self.likelihood.len()).unwrap_or(u8::MAX)
    }

    /// Whether a pair is on the scale.
    #[must_use]
    pub fn holds(&self, likelihood: u8, consequence: u8) -> bool {
        (1..=self.size()).contains(&likelihood) && (1..=self.size()).contains(&consequence)
    }

    /// Place of the band a score falls in, counted from 0.
    #[must_use]
    pub fn band_index(&self, score: u8) -> usize {
        self.bands.iter().position(|band| score <= band.to).unwrap_or(self.bands.len().saturating_sub(1))
    }

    /// Name of the band a score falls in.
    #[must_use]
    pub fn band_name(&self, score: u8) -> &str {
        self.bands.get(self.band_index(score)).map_or("", |band| band.name.as_str())
    }

    /// Tone 1–5 a score is drawn in, from palest to darkest.
    #[must_use]
    pub fn tone(&self, score: u8) -> u8 {
        let index = self.band_index(score);
        let tones: &[u8] = match self.bands.len() {
            0..=2 => &[1, 5],
            3 => &[1, 3, 5],
            4 => &[1, 2, 4, 5],
            _ => &[1, 2, 3, 4, 5],
        };
        tones.get(index).copied().unwrap_or(5)
    }

    /// The highest score that can occur and that the board tolerates; 0 when there is none.
    #[must_use]
    pub fn tolerated(&self) -> u8 {
        let steps = 1..=self.size();
        let scores = steps.clone().flat_map(|likelihood| steps.clone().map(move |c| likelihood.saturating_mul(c)));
        scores.filter(|score| !self.above_tolerance(*score)).max().unwrap_or(0)
    }

    /// Whether a score is above what the board tolerates.
    #[must_use]
    pub fn above_tolerance(&self, score: u8) -> bool {
        score >= self.tolerance
    }
}

impl Default for Settings {
    /// The worked example of MSB's method support (metodstöd): a 4 × 4 scale, to be replaced by the organisation's own.
    fn default() -> Self {
        let words = |text: &str| text.split('|').map(str::to_owned).collect::<Vec<_>>();
        let band = |name: &str, from, to| Band { name: name.to_owned(), from, to };
        Self {
            board: "Nämnden".to_owned(),
            organisation: "Organisationen".to_owned(),
            scale: Scale {
                likelihood: words("Mycket liten|Liten|Stor|Mycket stor"),
                consequence: words("Försumbar|Måttlig|Betydande|Allvarlig"),
                bands: vec![band("Låg", 1, 2), band("Medelhög", 3, 6), band("Hög", 8, 12), band("Extremt hög", 16, 16)],
                tolerance: 8,
            },
            categories: words(
                "Cybersäkerhet|Dataskydd|Drift|Ekonomi|Fysisk säkerhet|Informationsförvaltning|Informationssäkerhet|IT-säkerhet|Leverantör|Personal",
            ),
            functions: words(
                "Säkerhetssamordnare|Informationssäkerhetssamordnare|IT-säkerhetsansvarig|Nämndsekreterare",
            ),
            thresholds: threshold::standard(),
            year_steps: step::standard(),
            year_records: Vec::new(),
        }
    }
}

impl Settings {
    /// The key of the one settings record.
    pub const KEY: &'static str = "installningar";

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("board", Input::Line(120)),
        Field::required("organisation", Input::Line(120)),
        Field::required("likelihood", Input::Text(600)),
        Field::required("consequence", Input::Text(600)),
        Field::required("bands", Input::Text(600)),
        Field::required("tolerance", Input::Number(1, 36)),
        Field::required("categories", Input::Text(6000)),
        Field::required("functions", Input::Text(6000)),
        Field::optional("thresholds", Input::Text(threshold::MAX)),
        Field::optional("year_steps", Input::Text(step::MAX)),
    ];

    /// Reads the form: one label, category or function a line; bands as `Hög 8–12`. `base` is the settings as they were.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft, base: Option<&Self>) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let board = reader.required("board", 120);
        let organisation = reader.required("organisation", 120);
        let likelihood = reader.lines("likelihood", 60);
        let consequence = reader.lines("consequence", 60);
        if !(3..=6).contains(&likelihood.len()) {
            reader.error("likelihood", ErrorCode::OutOfRange { min: 3, max: 6 });
        }
        if consequence.len() != likelihood.len() {
            let steps = i64::try_from(likelihood.len()).unwrap_or(6);
            reader.error("consequence", ErrorCode::OutOfRange { min: steps, max: steps });
        }
        let bands: Option<Vec<Band>> = reader.lines("bands", 80).iter().map(|line| Band::parse(line)).collect();
        let top = u8::try_from(likelihood.len() * likelihood.len()).unwrap_or(36);
        let bands = bands.filter(|bands| covers(bands, top));
        if bands.is_none() {
            reader.error("bands", ErrorCode::Bands);
        }
        let tolerance = reader.required_number("tolerance", 1, i64::from(top));
        let categories = reader.lines("categories", 120);
        let functions = reader.lines("functions", 120);
        let thresholds = Threshold::read(&mut reader, "thresholds");
        let year_steps = YearStep::read(&mut reader, "year_steps");
        for (name, list) in [("categories", &categories), ("functions", &functions)] {
            if list.is_empty() {
                reader.error(name, ErrorCode::Required);
            }
        }
        let value = bands.zip(tolerance).map(|(bands, tolerance)| Self {
            board,
            organisation,
            scale: Scale { likelihood, consequence, bands, tolerance: u8::try_from(tolerance).unwrap_or(top) },
            categories,
            functions,
            thresholds,
            year_steps,
            year_records: base.map(|base| base.year_records.clone()).unwrap_or_default(),
        });
        reader.finish(value)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let bands: Vec<String> = self.scale.bands.iter().map(|b| format!("{} {}–{}", b.name, b.from, b.to)).collect();
        Draft::default()
            .with("board", self.board.as_str())
            .with("organisation", self.organisation.as_str())
            .with("likelihood", self.scale.likelihood.join("\n"))
            .with("consequence", self.scale.consequence.join("\n"))
            .with("bands", bands.join("\n"))
            .with("tolerance", self.scale.tolerance.to_string())
            .with("categories", self.categories.join("\n"))
            .with("functions", self.functions.join("\n"))
            .with("thresholds", self.thresholds.iter().map(Threshold::line).collect::<Vec<_>>().join("\n"))
            .with("year_steps", self.year_steps.iter().map(YearStep::line).collect::<Vec<_>>().join("\n"))
    }
}

impl Band {
    /// Reads `Hög 8–12` or `Extremt hög 16`.
    fn parse(line: &str) -> Option<Self> {
        let (name, range) = line.trim().rsplit_once(' ')?;
        let (from, to) = range.split_once(['–', '-']).unwrap_or((range, range));
        Some(Self { name: name.trim().to_owned(), from: from.trim().parse().ok()?, to: to.trim().parse().ok()? })
    }
}

/// Whether two to five ordered bands hold every product that can occur up to `top`, from 1.
fn covers(bands: &[Band], top: u8) -> bool {
    let ordered = bands.windows(2).all(|pair| pair[0].to < pair[1].from);
    let whole = bands.iter().all(|band| band.from <= band.to);
    let size = f64::from(top).sqrt().round() as u8;
    let products = (1..=size).flat_map(|l| (1..=size).map(move |c| l * c));
    (2..=5).contains(&bands.len())
        && ordered
        && whole
        && products.into_iter().all(|score| bands.iter().any(|band| (band.from..=band.to).contains(&score)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_reads_back_what_it_shows() {
        let settings = Settings::default();
        assert_eq!(Settings::read(&settings.draft(), None).unwrap(), settings);
    }

    #[test]
    fn bands_must_cover_every_score() {
        let gap = Settings::default().draft().with("bands", "Låg 1–2\nHög 8–16");
        assert_eq!(Settings::read(&gap, None).unwrap_err()[0].code, ErrorCode::Bands);
    }

    #[test]
    fn a_four_band_scale_uses_tones_one_two_four_five() {
        let scale = Settings::default().scale;
        assert_eq!([1, 4, 9, 16].map(|score| scale.tone(score)), [1, 2, 4, 5]);
        assert!(scale.above_tolerance(8) && !scale.above_tolerance(6));
        assert_eq!(scale.tolerated(), 6);
    }
}
