//! Disposals (gallring): the list, a new one with what it would take, and each one's page with its decision and what went.

mod detail;
mod list;
mod new;
mod selection;

pub use detail::DisposalPage;
pub use list::DisposalListPage;
pub use new::NewDisposalPage;

use crate::i18n::Lang;
use crate::{plural, t};
use domain::disposal::{DisposableKind, Disposal, DisposalState, Scope};

/// What is disposed of, in words.
#[must_use]
pub fn scope_words(lang: Lang, scope: &Scope) -> String {
    let day = scope.before;
    match scope.kind {
        DisposableKind::Risk => t!(lang, "disposal.scope_risk", day = day),
        DisposableKind::Measure => t!(lang, "disposal.scope_measure", day = day),
        DisposableKind::Deliverable => t!(lang, "disposal.scope_deliverable", day = day),
        DisposableKind::Control => t!(lang, "disposal.scope_control", day = day),
        DisposableKind::Evidence => t!(lang, "disposal.scope_evidence", day = day),
        DisposableKind::Indicator => t!(lang, "disposal.scope_indicator", day = day),
        DisposableKind::Assignment => t!(lang, "disposal.scope_assignment", day = day),
        DisposableKind::Recommendation => t!(lang, "disposal.scope_recommendation", day = day),
        DisposableKind::Analysis => t!(lang, "disposal.scope_analysis", day = day),
        DisposableKind::Goal => t!(lang, "disposal.scope_goal", day = day),
        DisposableKind::Project => t!(lang, "disposal.scope_project", day = day),
        DisposableKind::CityMatter => t!(lang, "disposal.scope_city_matter", day = day),
        DisposableKind::Service => t!(lang, "disposal.scope_service", day = day),
    }
}

/// Where it stands, in words.
#[must_use]
pub fn state_words(lang: Lang, disposal: &Disposal) -> String {
    match (&disposal.carried_out, &disposal.closed) {
        (Some(done), _) => plural!(lang, "disposal.carried_out", done.records.len(), day = done.date),
        (None, Some(closed)) => t!(lang, "disposal.taken_back", day = closed.date),
        (None, None) => t!(lang, "disposal.decided").to_owned(),
    }
}

/// The glyph of where it stands.
const fn state_icon(state: DisposalState) -> &'static str {
    match state {
        DisposalState::Decided => "i-clock",
        DisposalState::CarriedOut => "i-check",
        DisposalState::TakenBack => "i-x",
    }
}

/// Where the decision stands in the minutes.
#[must_use]
pub fn decision_words(lang: Lang, disposal: &Disposal) -> String {
    let minutes = &disposal.minutes;
    t!(lang, "disposal.decision", organ = minutes.organ, day = minutes.date, paragraph = minutes.paragraph)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Draft;

    #[test]
    fn a_disposal_says_what_it_covers_and_where_it_stands() {
        let draft = Draft::default()
            .with("title", "Avslutade risker")
            .with("kind", "risk")
            .with("before", "2020-01-01")
            .with("provision", "Planen")
            .with("organ", "Nämnden")
            .with("date", "2026-10-01")
            .with("paragraph", "12")
            .with("registration", "SN 1");
        let disposal = Disposal::read(&draft, "", "2026-11-23".parse().unwrap()).unwrap();
        assert_eq!(scope_words(Lang::Sv, &disposal.scope), "Risker stängda före 2020-01-01");
        assert_eq!(state_words(Lang::Sv, &disposal), "Beslutad, inte verkställd");
        assert_eq!(decision_words(Lang::Sv, &disposal), "Nämnden 2026-10-01, §\u{a0}12");
    }
}
