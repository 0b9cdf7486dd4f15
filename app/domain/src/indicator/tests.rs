use super::*;
use crate::date;

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

fn typed(kind: &str) -> Draft {
    Draft::default()
        .with("title", "SLA: lösningsgrad för incidenter")
        .with("kind", kind)
        .with("unit", "%")
        .with("owner", "Säkerhetssamordnare")
        .with("frequency", "yearly")
}

fn indicator(kind: &str) -> Indicator {
    Indicator::read(&typed(kind), None, &Settings::default()).unwrap()
}

fn value(period: &str, kind: &str, number: &str, source: &str) -> Draft {
    Draft::default().with("period", period).with("value_kind", kind).with("number", number).with("value_source", source)
}

fn with(indicator: &Indicator, draft: &Draft) -> Indicator {
    indicator.report(draft, day("2026-11-23")).unwrap()
}

fn wrong(indicator: &Indicator, draft: &Draft) -> Vec<FieldError> {
    indicator.report(draft, day("2026-11-23")).unwrap_err()
}

/// The figures of the interim report of March 2024: 75, 80, 84 and 85, in its text and in its table.
fn sla() -> Indicator {
    let text = "Delårsrapport mars 2024, 4.1.1.1";
    let table = "Delårsrapport mars 2024, 2.1.1";
    let mut sla = indicator("effect");
    for draft in [
        value("2023", "outcome", "75", text),
        value("Q1 2024", "outcome", "84", text).with("qualifier", "strax över"),
        value("2024", "target", "85", text),
        value("2023", "outcome", "75", table),
        value("period mars 2024", "outcome", "80", table).with("doubt", "Kolumnen framgår inte."),
    ] {
        sla = with(&sla, &draft);
    }
    sla
}

#[test]
fn sources_that_differ_both_stand_and_it_is_told() {
    let sla = sla();
    let rows = sla.rows(day("2024-04-01"));
    let told: Vec<(String, Vec<String>, usize)> = rows
        .iter()
        .map(|row| (row.period.short(), row.values.iter().map(|one| one.said()).collect(), row.differs.len()))
        .collect();
    assert_eq!(told[0], ("2023".to_owned(), vec!["75".to_owned(), "75".to_owned()], 0));
    assert_eq!((told[1].1.as_slice(), told[1].2), (&["80".to_owned(), "strax över 84".to_owned()][..], 1));
    assert_eq!(told[2], ("2024".to_owned(), vec!["85".to_owned()], 0));
    assert_eq!((sla.sources(), sla.last_said(ValueKind::Outcome)), (Sources::Differ, "80 / strax över 84".to_owned()));
    assert_eq!(sla.last_said(ValueKind::Target), "85");
}

#[test]
fn the_same_source_speaks_once_of_a_period_and_can_take_its_word_back() {
    let sla = sla();
    let again = value("2024-P03", "outcome", "84,2", "delårsrapport mars 2024, 4.1.1.1");
    let changed = with(&sla, &again);
    assert_eq!((changed.values.len(), changed.last_said(ValueKind::Outcome)), (5, "80 / 84,2".to_owned()));
    let back = value("2024-P03", "outcome", "", "Delårsrapport mars 2024, 2.1.1").with("taken_back", "on");
    let agreed = with(&changed, &back);
    assert_eq!((agreed.values.len(), agreed.sources()), (4, Sources::Agree));
    assert_eq!(wrong(&agreed, &back), [FieldError::new("taken_back", ErrorCode::NotNow)]);
}

#[test]
fn a_period_without_figures_says_so() {
    let sla = sla();
    let gaps: Vec<String> = sla.gaps(day("2026-11-23")).into_iter().map(Period::short).collect();
    assert_eq!(gaps, ["2024", "2025"], "the year of a partial figure is not told of yet");
    let rows = sla.rows(day("2026-11-23"));
    let last = rows.last().unwrap();
    assert_eq!((last.period, last.values.len(), last.missing), (Period::Year(2025), 0, true));
    assert!(rows.iter().any(|row| row.period == Period::Year(2024) && row.missing && row.values.len() == 1));
    assert_eq!(sla.due(), Some(day("2024-12-31")));
    let unsettled = Indicator { frequency: None, ..sla };
    assert_eq!((unsettled.gaps(day("2026-11-23")).len(), unsettled.due()), (0, None));
}

#[test]
fn that_a_source_has_no_figure_is_told_with_why() {
    let draft = value("2022", "outcome", "", "Årsrapport 2022");
    assert_eq!(wrong(&indicator("figure"), &draft), [FieldError::new("number", ErrorCode::Required)]);
    let told = with(&indicator("figure"), &draft.with("doubt", "Mättes inte."));
    assert_eq!((told.values[0].said(), told.last(ValueKind::Outcome).len()), (String::new(), 0));
}

#[test]
fn numbers_and_periods_are_read_and_not_guessed() {
    let fields =
        |draft: Draft| wrong(&indicator("figure"), &draft).into_iter().map(|one| one.field).collect::<Vec<_>>();
    assert_eq!(fields(value("våren", "outcome", "84 %", "")), ["period", "number", "value_source"]);
    assert_eq!(fields(value("2027", "outcome", "84", "Rapport")), ["period"]);
    assert!(indicator("figure").report(&value("2027", "forecast", "84", "Rapport"), day("2026-11-23")).is_ok());
}

#[test]
fn a_self_assessment_is_on_one_of_four_levels() {
    let round = |number: &str| value("2025", "outcome", number, "Infosäkkollen");
    for number in ["0", "5", "2,5"] {
        let errors = wrong(&indicator("self_assessment"), &round(number));
        assert_eq!(errors, [FieldError::new("number", ErrorCode::OutOfRange { min: 1, max: 4 })], "{number}");
    }
    assert!(indicator("self_assessment").report(&round("3"), day("2026-11-23")).is_ok());
    let figures = with(&indicator("figure"), &round("84"));
    let errors = Indicator::read(&typed("self_assessment"), Some(&figures), &Settings::default()).unwrap_err();
    assert_eq!(errors, [FieldError::new("kind", ErrorCode::NotNow)]);
}

#[test]
fn marked_values_are_told_by_nothing() {
    let mut marked = sla();
    marked.secrecy = Some(SecrecyMarking {
        provision: "OSL 18 kap. 8 §".to_owned(),
        date: day("2026-03-20"),
        authority: "Nämnden".to_owned(),
        fields: vec!["values".to_owned()],
        own: std::collections::BTreeMap::new(),
        note: String::new(),
        masked: false,
    });
    assert_eq!((marked.due(), marked.values_marked()), (None, true));
    marked.mask();
    assert_eq!((marked.values.len(), marked.lines()), (0, String::new()));
}

#[test]
fn the_form_reads_back_what_it_shows() {
    let whole = typed("figure").with("definition", "Andel i tid").with("risks", "RSK-01").with("controls", "KTR-23");
    let read = Indicator::read(&whole, None, &Settings::default()).unwrap();
    assert_eq!(read.draft(), whole);
}
