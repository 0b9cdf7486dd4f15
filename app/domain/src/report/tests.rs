//! A report from its first reading to the board's decision.

use super::reading::tests::{empty, filled};
use super::reading::{Input, Reading, read};
use super::standing::Counts;
use super::write::{HELD, choice_field, text_field};
use super::*;
use crate::date;
use crate::picture::Matter;

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

fn typed() -> Draft {
    Draft::default().with("through", "march").with("year", "2024").with("template", TEMPLATE)
}

fn known(reading: Reading) -> ReportMatter {
    ReportMatter { reading: Some(reading), reports: Vec::new() }
}

fn begun(input: &Input) -> (Report, ReportMatter) {
    let matter = known(read(input, None, 7));
    (Report::read(&typed(), None, &matter, &Settings::default(), day("2024-04-10")).unwrap(), matter)
}

fn fields(errors: Vec<FieldError>) -> Vec<String> {
    errors.into_iter().map(|error| error.field).collect()
}

fn text_of(report: &Report, id: &str) -> Option<String> {
    report.taken.iter().find(|one| one.statement.id == id).map(|one| one.statement.text.clone())
}

fn held(ids: &[&str]) -> Draft {
    Draft::default().with("chapter", "risks").with(HELD, ids.join(" "))
}

fn prepared_draft() -> Draft {
    Draft::default().with("registration", "SN 1").with("handler", "Säkerhetssamordnare").with("proposal", "Godkänns.")
}

fn decision() -> Draft {
    Draft::default()
        .with("version", "1")
        .with("outcome", "approve")
        .with("organ", "Nämnden")
        .with("date", "2024-04-24")
        .with("paragraph", "87")
        .with("registration", "SN 1")
        .with("text", "Rapporten godkänns.")
}

#[test]
fn a_report_is_named_by_its_period_and_reads_its_last_day() {
    let today = day("2024-10-01");
    for (period, name, read_on) in [
        (Through::March.of(2024), "Delårsrapport mars 2024", "2024-03-31"),
        (Through::August.of(2024), "Delårsrapport augusti 2024", "2024-08-31"),
        (Through::Year.of(2024), "Årsrapport 2024", "2024-10-01"),
    ] {
        assert_eq!((title(period).as_str(), reading_day(period, None, today)), (name, day(read_on)));
    }
    let (report, _) = begun(&empty());
    assert_eq!(report.draft(), typed());
    let reports = [Through::March.of(2024), Through::Year.of(2023), Through::March.of(2023)];
    let reports: Vec<(Key, Report)> = reports
        .into_iter()
        .enumerate()
        .map(|(n, period)| (Key::numbered("RAP", n as u32 + 1), Report { period, ..report.clone() }))
        .collect();
    let previous = Report::previous(Through::August.of(2024), &reports).unwrap();
    assert_eq!(previous.0.as_str(), "RAP-01");
    assert_eq!(Report::previous(Through::March.of(2024), &reports).unwrap().0.as_str(), "RAP-02");
}

#[test]
fn two_open_reports_are_not_of_the_same_period() {
    let (report, mut matter) = begun(&empty());
    let (key, settings, today) = (Key::numbered("RAP", 1), Settings::default(), day("2024-04-10"));
    matter.reports = vec![(key.clone(), report.clone())];
    let errors = Report::read(&typed(), None, &matter, &settings, today).unwrap_err();
    assert_eq!(errors, [FieldError::new("through", ErrorCode::Taken)]);
    assert!(Report::read(&typed(), Some((&report, Some(&key))), &matter, &settings, today).is_ok(), "its own form");
    let wrong = |name: &str, value: &str| {
        fields(
            Report::read(&typed().with(name, value), None, &known(read(&empty(), None, 0)), &settings, today)
                .unwrap_err(),
        )
    };
    assert_eq!(wrong("year", "2025"), ["year"]);
    assert_eq!(wrong("read_on", "2024-04-11"), ["read_on"]);
    assert_eq!(wrong("read_on", "2023-12-31"), ["read_on"]);
}

#[test]
fn what_is_written_stands_and_what_is_left_out_is_not_offered_again() {
    let (report, matter) = begun(&filled());
    let reading = matter.reading.as_ref().unwrap();
    assert_eq!(Counts::of(&standings(&report, reading)), Counts::default(), "a new report says what the register says");
    let draft = held(&["risks.counts", "risks.close"])
        .with(&text_field("risks.counts"), "Två risker\u{a0}finns.\r\n\u{f0b7}\tEn är hög.")
        .with(&choice_field("risks.close"), "leave")
        .with("own", "Egen mening.");
    let written = report.write(&draft, &matter).unwrap();
    assert_eq!(text_of(&written, "risks.counts").unwrap(), "Två risker finns.\n- En är hög.");
    assert_eq!(text_of(&written, "risks.close"), None);
    assert_eq!(text_of(&written, "own.1").unwrap(), "Egen mening.");
    let all = standings(&written, reading);
    let fresh = |id: &str| all.iter().find(|one| one.statement().unwrap().id == id).unwrap().freshness;
    assert_eq!(
        [fresh("risks.counts"), fresh("risks.close"), fresh("own.1")],
        [Freshness::Fresh, Freshness::LeftOut, Freshness::Own]
    );
    let back = held(&["risks.close"]).with(&choice_field("risks.close"), "take");
    let back = written.write(&back, &matter).unwrap();
    assert!(back.left_out.is_empty());
    let order = |report: &Report| report.taken.iter().map(|one| one.statement.id.clone()).collect::<Vec<_>>();
    let mut with_own = order(&report);
    let place = back.taken.iter().position(|one| one.statement.id == "own.1").unwrap();
    with_own.insert(place, "own.1".to_owned());
    assert_eq!(order(&back), with_own, "it is back in its place");
    let up = held(&["own.1"]).with(&text_field("own.1"), "Egen mening.").with(&choice_field("own.1"), "up");
    let moved = back.write(&up, &matter).unwrap();
    assert_eq!(moved.taken[place - 1].statement.id, "own.1");
    let emptied = written.write(&held(&["risks.counts"]), &matter).unwrap_err();
    assert_eq!(fields(emptied), [text_field("risks.counts")]);
    let long = held(&[]).with("own", "x".repeat(clean::TEXT_MAX + 1));
    assert!(matches!(report.write(&long, &matter).unwrap_err()[0].code, ErrorCode::TooLong { .. }));
}

#[test]
fn a_report_is_told_where_the_register_has_moved() {
    let (report, matter) = begun(&filled());
    let edit = held(&["risks.counts"]).with(&text_field("risks.counts"), "Riskerna är få.");
    let report = report.write(&edit, &matter).unwrap();
    let mut input = filled();
    input.risks.pop();
    input.deviations.clear();
    let now = known(read(&input, None, 8));
    let counts = Counts::of(&standings(&report, now.reading.as_ref().unwrap()));
    assert!(counts.stale >= 2 && counts.gone >= 5 && counts.new == 1, "{counts:?}");
    let renewed = report.refresh(&Draft::default(), &now).unwrap();
    assert_eq!(text_of(&renewed, "risks.counts").unwrap(), "Riskerna är få.", "what was edited stands");
    let left = Counts::of(&standings(&renewed, now.reading.as_ref().unwrap()));
    assert_eq!((left.stale, left.gone, left.new), (1, 0, 1));
    let all = renewed.refresh(&Draft::default().with("new", "on"), &now).unwrap();
    assert_eq!(text_of(&all, "deviations.none").unwrap(), "Inga väsentliga avvikelser har registrerats för perioden.");
    let stand = held(&["risks.counts"])
        .with(&text_field("risks.counts"), "Riskerna är få.")
        .with(&choice_field("risks.counts"), "stand");
    let stands = all.write(&stand, &now).unwrap();
    assert_eq!(text_of(&stands, "risks.counts").unwrap(), "Riskerna är få.");
    assert_eq!(Counts::of(&standings(&stands, now.reading.as_ref().unwrap())), Counts::default());
}

#[test]
fn what_is_classified_is_taken_in_by_choice_and_tells_nothing_to_others() {
    let open = filled();
    let whole = Input { whole: true, ..filled() };
    let cleared = known(read(&open, Some(&whole), 7));
    let report = Report::read(&typed(), None, &cleared, &Settings::default(), day("2024-04-10")).unwrap();
    assert!(report.taken.iter().all(|one| !one.statement.classified));
    let all = report.refresh(&Draft::default().with("new", "on"), &cleared).unwrap();
    assert_eq!(all, report, "not even all at once");
    let id = "information.incidents";
    let take = Draft::default().with("chapter", "information").with(HELD, id).with(&choice_field(id), "take");
    let taken = report.write(&take, &cleared).unwrap();
    assert!(text_of(&taken, id).is_some());
    let without = read(&open, None, 7);
    assert_eq!(Counts::of(&standings(&taken, &without)), Counts::default());
    let standing = standings(&taken, &without);
    let one = standing.iter().find(|one| one.statement().unwrap().id == id).unwrap();
    assert_eq!((one.freshness, &one.now), (Freshness::Fresh, &None));
    assert!(text_of(&report.write(&take, &known(without)).unwrap(), id).is_none(), "it can't be asked for either");
}

#[test]
fn a_report_is_laid_before_the_board_as_it_stands_and_decided_once() {
    let (report, matter) = begun(&filled());
    let (key, today) = (Key::numbered("RAP", 1), day("2024-04-12"));
    let mut moved = filled();
    moved.risks.pop();
    let now = known(read(&moved, None, 8));
    let errors = report.prepare(&key, &prepared_draft(), &now, "", today).unwrap_err();
    assert!(matches!(&errors[0].code, ErrorCode::Stale { number, .. } if *number >= 2), "{errors:?}");
    assert!(report.prepare(&key, &prepared_draft().with("anyway", "on"), &now, "", today).is_ok());
    let (mut prepared, content) = report.prepare(&key, &prepared_draft(), &matter, "", today).unwrap();
    assert_eq!((content.version, content.position, content.statements.len()), (1, 7, report.taken.len()));
    assert_eq!(prepared.state(), PictureState::Prepared);
    let sealed = prepared.preparations[0].content.clone();
    assert_eq!(sealed.as_str(), "RAP-01.1");
    prepared.seal(&sealed, "ab12");
    assert_eq!(fields(prepared.write(&held(&[]), &matter).unwrap_err()), ["action"]);
    assert_eq!(fields(prepared.prepare(&key, &prepared_draft(), &matter, "", today).unwrap_err()), ["action"]);

    let why = Draft::default().with("reason", "Ett fel.");
    let withdrawn = prepared.withdraw(&why, today).unwrap();
    assert!(withdrawn.open() && withdrawn.withdraw(&why, today).is_err());
    let (again, content) = withdrawn.prepare(&key, &prepared_draft(), &matter, "", today).unwrap();
    assert_eq!((content.version, again.preparations.len()), (2, 2));

    let known = Matter::default();
    let decided = prepared.decide(&decision(), &known, "Nämndsekreterare", day("2024-04-25")).unwrap();
    assert_eq!((decided.state(), decided.decisions[0].sha256.as_str()), (PictureState::Decided, "ab12"));
    assert_eq!(
        fields(decided.decide(&decision(), &known, "", day("2024-04-25")).unwrap_err()),
        ["action"],
        "decided twice"
    );
    let corrected = decided.correct(&Draft::default().with("text", "§ 88"), "", day("2024-04-26")).unwrap();
    assert_eq!(corrected.decisions[0].corrections.len(), 1);
    let mut other = Matter::default();
    other.report.reports = vec![(key, decided)];
    assert_eq!(fields(prepared.decide(&decision(), &other, "", day("2024-04-25")).unwrap_err()), ["paragraph"]);
    let returned = decision().with("outcome", "return").with("motivation", "Komplettera.");
    assert!(prepared.decide(&returned, &known, "", day("2024-04-25")).unwrap().open());
}

#[test]
fn a_form_is_overtaken_by_what_it_holds_and_by_nothing_else() {
    let (report, matter) = begun(&filled());
    let write = |report: &Report, draft: Draft| report.write(&draft, &matter).unwrap();
    let (one, other) = ("risks.counts", "risks.changes");
    let (sent, elsewhere) = (held(&[one]), held(&[other]));
    let reworded = write(&report, held(&[one]).with(&text_field(one), "Andra ord."));
    let left = write(&report, held(&[one]).with(&choice_field(one), "leave"));
    for later in [&reworded, &left] {
        assert!(later.overtaken(&report, &sent) && !later.overtaken(&report, &elsewhere));
    }
    // One's own text, added at the end of the chapter, is in nobody else's form.
    let more = write(&report, held(&[]).with("own", "Ett tillägg."));
    assert!(!more.overtaken(&report, &sent) && more != report);
}
