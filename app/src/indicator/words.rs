//! Periods and figures in words.

use crate::i18n::{Lang, code_label, month};
use crate::t;
use domain::indicator::periods::PeriodRow;
use domain::indicator::{Indicator, IndicatorKind, Value, ValueKind};
use domain::period::Period;

/// A period as running text has it: `period mars 2024`.
#[must_use]
pub fn period_words(lang: Lang, period: Period) -> String {
    let name = month(lang, period.end());
    match period {
        Period::Year(year) => year.to_string(),
        Period::Half(year, part) => t!(lang, "indicator.half", part = part, year = year),
        Period::Quarter(year, part) => t!(lang, "indicator.quarter", part = part, year = year),
        Period::Month(year, _) => t!(lang, "indicator.month", month = name, year = year),
        Period::Through(year, 1) => t!(lang, "indicator.through_january", year = year),
        Period::Through(year, _) => t!(lang, "indicator.through", month = name, year = year),
    }
}

/// The last outcome and the last target in a sentence each.
#[must_use]
pub fn lede(lang: Lang, indicator: &Indicator) -> String {
    let said = |kind: ValueKind| {
        let period = indicator.last(kind).first().map(|value| period_words(lang, value.period))?;
        let said = indicator.last_said(kind);
        let value = match indicator.kind {
            IndicatorKind::SelfAssessment => t!(lang, "indicator.level", level = said),
            _ => format!("{said} {}", indicator.unit),
        };
        Some(match kind {
            ValueKind::Target => t!(lang, "indicator.goal", period = period, value = value),
            _ => t!(lang, "indicator.latest", period = period, value = value),
        })
    };
    let outcome = said(ValueKind::Outcome).unwrap_or_else(|| t!(lang, "indicator.no_outcome").to_owned());
    let mut parts = vec![outcome.trim_end_matches('.').to_owned()];
    parts.extend(said(ValueKind::Target));
    format!("{}.", parts.join(". "))
}

/// What the sources of a period say that can't all be right, in a sentence for each kind.
#[must_use]
pub fn differences(lang: Lang, rows: &[PeriodRow<'_>]) -> Vec<String> {
    let each = |row: &PeriodRow<'_>, kind: ValueKind| {
        let of = row.values.iter().filter(|value| value.kind == kind && value.number.is_some());
        let values: Vec<String> = of.map(|value| says(lang, value)).collect();
        t!(
            lang,
            "indicator.differs",
            kind = code_label(lang, "value_kind", kind.code()),
            period = period_words(lang, row.period),
            values = values.join("; ")
        )
    };
    rows.iter().flat_map(|row| row.differs.iter().map(move |kind| each(row, *kind))).collect()
}

fn says(lang: Lang, value: &Value) -> String {
    t!(lang, "indicator.says", value = value.said(), source = value.source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_in_words() {
        let said = |text: &str, lang| period_words(lang, Period::parse(text).unwrap());
        assert_eq!(said("2024-H1", Lang::Sv), "halvår 1 2024");
        assert_eq!(said("2024-Q4", Lang::Sv), "kvartal 4 2024");
        assert_eq!(said("2024-02", Lang::Sv), "februari 2024");
        assert_eq!(
            (said("2024-P03", Lang::Sv), said("2024-P03", Lang::En)),
            ("period mars 2024".to_owned(), "January to March 2024".to_owned())
        );
        assert_eq!(
            (said("2024-P01", Lang::Sv), said("2024", Lang::En)),
            ("period januari 2024".to_owned(), "2024".to_owned())
        );
    }
}
