//! What the headings of the programme's pages state.

use crate::chart::range;
use crate::i18n::{Lang, month_year, plain_date};
use crate::t;
use chrono::{Datelike, NaiveDate};
use domain::programme::{Forecast, ProgrammeReport, Share};

/// What the programme's heading says of its share: `79 procent klart, planen säger 92`.
#[must_use]
pub fn share_finding(lang: Lang, share: Share) -> String {
    let (done, planned) = (share.percent(), share.planned_percent());
    if done == planned {
        t!(lang, "programme.progress_level", done = done)
    } else {
        t!(lang, "programme.progress", done = done, planned = planned)
    }
}

/// What is to be expected: `Prognosen räcker till 30–31 av 38 till årsskiftet`; how the share stands where there is no
/// forecast.
pub(super) fn forecast_finding(lang: Lang, report: &ProgrammeReport) -> String {
    match (&report.forecast, &report.programme) {
        (Ok(Forecast { at_end: Some(spread), .. }), Some(programme)) => {
            let (total, by) = (report.total.total, by(lang, programme.end));
            if spread.p80 == total {
                t!(lang, "programme.forecast_whole", total = total, by = by)
            } else {
                t!(lang, "programme.forecast_reaches", range = range(*spread), total = total, by = by)
            }
        }
        (Ok(Forecast { p50: Some(day), .. }), _) => {
            t!(lang, "programme.forecast_done", month = month_year(lang, *day))
        }
        (Ok(_), _) => t!(lang, "programme.forecast_never").to_owned(),
        (Err(_), _) => share_finding(lang, report.total),
    }
}

/// `till årsskiftet`, or `till 30 juni 2026`.
fn by(lang: Lang, end: NaiveDate) -> String {
    if (end.month(), end.day()) == (12, 31) {
        t!(lang, "programme.by_new_year").to_owned()
    } else {
        t!(lang, "programme.by_date", date = plain_date(lang, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::programme::baseline::Decided;
    use domain::programme::forecast::Spread;
    use domain::programme::{Pace, Part, Programme, report};
    use domain::{Draft, date};

    #[test]
    fn the_heading_says_how_the_share_stands_to_the_plan() {
        let share = |done| Share { total: 38, done, planned: 35, late: 5, established: 21 };
        assert_eq!(share_finding(Lang::Sv, share(30)), "79 procent klart, planen säger 92");
        assert_eq!(share_finding(Lang::Sv, share(35)), "92 procent klart, som planen säger");
    }

    #[test]
    fn the_heading_says_how_far_the_forecast_reaches() {
        let day = |text: &str| date::parse(text).unwrap();
        let said = |end: &str, at_end: Option<Spread>, p50: Option<&str>| {
            let typed = Draft::default().with("name", "Program").with("start", "2023-01-01").with("end", end);
            let programme = Programme::read(&typed, None).unwrap();
            let mut report = report(Part::default(), Some(programme), &[], &Decided::new(), day("2026-11-23"));
            report.total = Share { total: 38, done: 30, planned: 35, late: 5, established: 21 };
            let pace = Pace { weeks: 52, delivered: 7 };
            report.forecast = Ok(Forecast { pace, p50: p50.map(day), p80: None, at_end, band: Vec::new() });
            forecast_finding(Lang::Sv, &report)
        };
        let spread = |p80, p50| Some(Spread { p80, p50, p20: 38 });
        assert_eq!(said("2026-12-31", spread(30, 31), None), "Prognosen räcker till 30–31 av 38 till årsskiftet");
        assert_eq!(said("2027-06-30", spread(33, 33), None), "Prognosen räcker till 33 av 38 till 30 juni 2027");
        assert_eq!(said("2026-12-31", spread(38, 38), None), "Prognosen räcker till alla 38 till årsskiftet");
        assert_eq!(said("2026-06-30", None, Some("2028-01-14")), "I samma takt är allt klart i januari 2028");
        assert_eq!(said("2026-06-30", None, None), "I samma takt tar det mer än tio år");
    }
}
