//! The part of a programme that is looked at: all of it, an area, or a sub-area within it.

use crate::error::{ErrorCode, FieldError};
use crate::measure::{Measure, SubArea};
use crate::risk::Area;
use serde::{Deserialize, Serialize};

/// The part. By default all of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Only this area.
    pub area: Option<Area>,
    /// Only this sub-area.
    pub sub_area: Option<SubArea>,
}

impl Part {
    /// Reads an address's `omrade` and `delomrade`. Other parameters are left to others.
    ///
    /// # Errors
    /// Every value that isn't understood, so that a mistyped filter never shows everything as if it were the answer.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Vec<FieldError>> {
        let (mut part, mut errors) = (Self::default(), Vec::new());
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.trim().is_empty()) {
            let value = value.trim();
            let known = match name {
                "omrade" => {
                    part.area = Area::from_code(value);
                    part.area.is_some()
                }
                "delomrade" => {
                    part.sub_area = SubArea::from_code(value);
                    part.sub_area.is_some()
                }
                _ => true,
            };
            if !known {
                errors
                    .push(FieldError::new(name, ErrorCode::UnknownChoice { given: value.chars().take(80).collect() }));
            }
        }
        if errors.is_empty() { Ok(part) } else { Err(errors) }
    }

    /// The parameters that ask for it: `omrade=technical&delomrade=it`; empty for all of it.
    #[must_use]
    pub fn query(self) -> String {
        let area = self.area.map(|area| format!("omrade={}", area.code()));
        let sub_area = self.sub_area.map(|sub_area| format!("delomrade={}", sub_area.code()));
        area.into_iter().chain(sub_area).collect::<Vec<_>>().join("&")
    }

    /// Whether a measure belongs to it.
    #[must_use]
    pub fn holds(self, measure: &Measure) -> bool {
        self.area.is_none_or(|area| area == measure.area)
            && self.sub_area.is_none_or(|sub_area| sub_area == measure.sub_area)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_itself() {
        let pairs = [("omrade", "technical"), ("delomrade", "it"), ("per", "2024-04-30")];
        let part = Part::parse(pairs).unwrap();
        assert_eq!(part, Part { area: Some(Area::Technical), sub_area: Some(SubArea::It) });
        assert_eq!(part.query(), "omrade=technical&delomrade=it");
        assert_eq!(Part::parse([("omrade", "")]).unwrap().query(), "");
        assert_eq!(Part::parse([("delomrade", "moln")]).unwrap_err()[0].field, "delomrade");
    }
}
