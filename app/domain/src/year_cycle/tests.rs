use super::*;
use crate::control::Control;
use crate::date;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::period::Period;
use crate::picture::Picture;
use chrono::Datelike;

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

fn key(text: &str) -> Key {
    Key::parse(text).unwrap()
}

fn stands(id: &str, year: i32, seen: &str, known: &Known<'_>) -> (StepState, Option<String>) {
    let cycle = YearCycle::of(year, day(seen), &Settings::default(), known);
    let step = cycle.steps.iter().find(|one| one.step.id == id).unwrap();
    (step.state, step.shown.as_ref().map(|shown| shown.on.to_string()))
}

/// A picture as it is stored once it is adopted on a day.
fn adopted(year: u16, number: u16, on: &str) -> (Key, Picture) {
    let decision = serde_json::json!({
        "version": 1, "outcome": "adopt", "organ": "Nämnden", "date": on, "paragraph": 7, "registration": "dnr 1",
        "text": "Riskbilden antas.", "motivation": "", "reservations": "", "statements": "", "verified": null,
        "recorded": on, "by": "Nämndsekreterare", "position": 9, "content": null, "sha256": "",
    });
    let picture = serde_json::json!({
        "year": year, "number": number, "base": null, "categories": [], "meeting": null, "note": "",
        "preparations": [], "decisions": [decision], "closed": null,
    });
    (key(&format!("RB-{year}-{number}")), serde_json::from_value(picture).unwrap())
}

fn control(frequency: &str, first: &str, tests: &[(&str, &str)]) -> Control {
    let typed = Draft::default()
        .with("title", "Återläsningstest")
        .with("method", "Test med protokoll")
        .with("frequency", frequency)
        .with("owner", "IT-säkerhetsansvarig")
        .with("first_due", first);
    let control = Control::read(&typed, None, &Settings::default()).unwrap();
    tests.iter().fold(control, |control, (date, result)| {
        let test = Draft::default().with("date", *date).with("result", *result).with("observation", "sett");
        control.test(&test, day("2027-12-31")).unwrap()
    })
}

fn read(text: &str) -> Result<Vec<YearStep>, Vec<FieldError>> {
    let draft = Draft::default().with("year_steps", text);
    let mut reader = Reader::new(&draft);
    let read = YearStep::read(&mut reader, "year_steps");
    reader.finish(Some(read))
}

#[test]
fn the_catalogue_reads_back_as_it_is_written_and_an_empty_one_is_the_standard() {
    let lines: Vec<String> = step::standard().iter().map(YearStep::line).collect();
    assert_eq!(read(&lines.join("\n")).unwrap(), step::standard());
    assert_eq!(read("").unwrap(), step::standard());
    assert!(lines.iter().any(|line| line.contains("| 29 februari året efter | rapport år |")), "{lines:#?}");
    let before = &read("a-1 | Beslut | 15 december året före | riskbild | Egen").unwrap()[0];
    assert_eq!(before.due(2026), day("2025-12-15"));
}

#[test]
fn each_line_has_a_name_a_day_something_that_shows_it_and_a_source() {
    for bad in [
        "a | Beslut | 31 januari | riskbild",
        "a | Beslut | 31 januari | riskbild |",
        "a | Beslut | 31 april | riskbild | Egen",
        "a | Beslut | 30 februari | riskbild | Egen",
        "a | Beslut | 2026-01-31 | riskbild | Egen",
        "a | Beslut | 31 januari året därpå | riskbild | Egen",
        "a | Beslut | 31 januari | beslut | Egen",
        "a | Beslut | 31 januari | evidens | Egen",
        "a b | Beslut | 31 januari | riskbild | Egen",
        "a | Ett | 31 januari | riskbild | Egen\na | Två | 1 mars | anteckning | Egen",
        "Beslut",
    ] {
        assert_eq!(read(bad).unwrap_err()[0].code, ErrorCode::YearSteps, "{bad}");
    }
}

#[test]
fn a_day_that_a_month_lacks_is_its_last_also_in_a_leap_year() {
    let report = step::standard().into_iter().find(|one| one.id == "arsrapport").unwrap();
    assert_eq!(report.due(2026), day("2027-02-28"));
    assert_eq!(report.due(2027), day("2028-02-29"));
    let last = &read("a | Något | 31 december | anteckning | Egen").unwrap()[0];
    assert_eq!(last.due(2026), day("2026-12-31"));
}

#[test]
fn a_step_comes_is_due_is_late_and_is_at_last_only_unshown() {
    let known = Known::default();
    let state = |seen: &str| stands("riskbild", 2026, seen, &known).0;
    assert_eq!(state("2026-01-01"), StepState::Due, "thirty days before");
    assert_eq!(state("2025-12-31"), StepState::Coming);
    assert_eq!(state("2026-01-31"), StepState::Due, "on the day itself");
    assert_eq!(state("2026-02-01"), StepState::Late);
    assert_eq!(state("2027-01-31"), StepState::Late);
    assert_eq!(state("2027-02-01"), StepState::Unshown);
    let cycle = YearCycle::of(2026, day("2026-02-03"), &Settings::default(), &known);
    let late = cycle.steps.iter().find(|one| one.step.id == "riskbild").unwrap();
    assert_eq!(late.days_late(cycle.day), Some(3));
}

#[test]
fn the_picture_may_be_decided_the_year_before_and_is_seen_from_a_day() {
    let pictures = [adopted(2026, 1, "2025-12-16"), adopted(2025, 1, "2025-01-30")];
    let known = Known { pictures: &pictures, ..Known::default() };
    assert_eq!(stands("riskbild", 2026, "2026-03-01", &known), (StepState::Done, Some("2025-12-16".to_owned())));
    assert_eq!(stands("riskbild", 2026, "2025-12-15", &known).0, StepState::Coming, "not before it was decided");
    assert_eq!(stands("riskbild", 2027, "2026-03-01", &known).0, StepState::Coming);
}

#[test]
fn a_revision_is_the_picture_after_the_first_and_not_one_from_the_winter() {
    let pictures = [adopted(2026, 1, "2026-01-29"), adopted(2026, 2, "2026-02-10")];
    let known = Known { pictures: &pictures, ..Known::default() };
    assert_eq!(stands("revidering", 2026, "2026-05-01", &known).0, StepState::Late);
    let pictures = [pictures[0].clone(), pictures[1].clone(), adopted(2026, 3, "2026-04-28")];
    let known = Known { pictures: &pictures, ..Known::default() };
    assert_eq!(stands("revidering", 2026, "2026-05-01", &known), (StepState::Done, Some("2026-04-28".to_owned())));
    // The first picture of a year isn't a revision of it, however late it is.
    let pictures = [adopted(2026, 1, "2026-04-28")];
    let known = Known { pictures: &pictures, ..Known::default() };
    assert_eq!(stands("revidering", 2026, "2026-05-01", &known).0, StepState::Late);
}

#[test]
fn a_report_shows_its_own_period_by_whichever_name_and_the_annual_one_the_year_before() {
    let decided = |key_: &str, period: &str, on: &str| DecidedReport {
        key: key(key_),
        kind: Kind::Picture,
        period: Period::parse(period).unwrap(),
        decided: day(on),
    };
    let reports = vec![decided("RAP-01", "2026-Q1", "2026-04-28"), decided("RAP-02", "2025", "2026-02-17")];
    let known = Known { reports, ..Known::default() };
    assert_eq!(stands("delar-mars", 2026, "2026-05-01", &known), (StepState::Done, Some("2026-04-28".to_owned())));
    assert_eq!(stands("delar-aug", 2026, "2026-09-15", &known).0, StepState::Due);
    assert_eq!(stands("arsrapport", 2025, "2026-03-01", &known), (StepState::Done, Some("2026-02-17".to_owned())));
    assert_eq!(stands("arsrapport", 2026, "2026-03-01", &known).0, StepState::Coming);
}

#[test]
fn the_controls_are_done_when_every_occasion_is() {
    let half_way = control("half_yearly", "2026-03-31", &[("2026-03-30", "clean")]);
    let tally = |controls: &[Control], seen: &str| ControlTally::of(controls.iter(), 2026, day(seen));
    let seen = tally(std::slice::from_ref(&half_way), "2026-06-01");
    assert_eq!((seen.done, seen.planned, seen.overdue, seen.finished()), (1, 2, 0, None));
    let late = tally(std::slice::from_ref(&half_way), "2026-12-01");
    assert_eq!((late.done, late.planned, late.overdue), (1, 2, 1));
    let both = control("half_yearly", "2026-03-31", &[("2026-03-30", "clean"), ("2026-09-29", "minor")]);
    let done = tally(std::slice::from_ref(&both), "2026-12-01");
    assert_eq!(done.finished(), Some(day("2026-09-29")));
    let known = Known { controls: vec![done], ..Known::default() };
    assert_eq!(stands("kontroller", 2026, "2026-12-01", &known), (StepState::Done, Some("2026-09-29".to_owned())));
    let known = Known { controls: vec![late], ..Known::default() };
    assert_eq!(stands("kontroller", 2026, "2027-01-01", &known).0, StepState::Late, "at the turn of the year");
    assert_eq!(stands("kontroller", 2026, "2026-12-31", &Known::default()).0, StepState::Due, "none is none done");
}

#[test]
fn a_marked_result_is_counted_for_nobody() {
    let mut marked = control("yearly", "2026-03-31", &[("2026-03-30", "not_done")]);
    let marking = Draft::default()
        .with("secrecy", "on")
        .with("secrecy_provision", "OSL 18:8")
        .with("secrecy_date", "2026-03-31")
        .with("secrecy_authority", "Nämnden")
        .with("secrecy_fields", "result");
    marked.secrecy = crate::secrecy::SecrecyMarking::read(&mut Reader::new(&marking), Control::MARKABLE);
    assert!(marked.secrecy.is_some());
    assert_eq!(ControlTally::of([&marked].into_iter(), 2026, day("2026-06-01")).planned, 0);
}

#[test]
fn training_is_shown_by_evidence_of_the_year_and_can_be_recorded() {
    let evidence = |key_: &str, effective: &str| ShowingEvidence {
        key: key(key_),
        requirement: key("CSL-2-4"),
        effective: day(effective),
    };
    let known = Known {
        evidence: vec![evidence("EVD-02", "2026-09-15"), evidence("EVD-01", "2025-10-14")],
        ..Known::default()
    };
    let state = stands("utbildning", 2026, "2026-11-23", &known);
    assert_eq!(state, (StepState::Done, Some("2026-09-15".to_owned())));
    assert_eq!(stands("utbildning", 2026, "2026-09-14", &known).0, StepState::Coming);
    assert_eq!(stands("utbildning", 2027, "2026-11-23", &known).0, StepState::Coming);
}

#[test]
fn what_a_requirement_asks_for_is_no_step_before_it_applies() {
    let known = Known { in_force: vec![(key("CSL-2-4"), day("2026-01-15"))], ..Known::default() };
    let has = |year| {
        let cycle = YearCycle::of(year, day("2026-11-23"), &Settings::default(), &known);
        cycle.steps.iter().any(|one| one.step.id == "utbildning")
    };
    assert!(!has(2025) && has(2026) && has(2027));
}

#[test]
fn what_the_register_cannot_know_is_recorded_with_a_day_and_can_be_taken_back() {
    let today = day("2026-11-23");
    let typed = |done: &str, note: &str| {
        Draft::default().with("step", "genomgang").with("year", "2026").with("done", done).with("note", note)
    };
    let settings = Settings::default();
    let recorded = settings
        .record_step(&typed("2026-02-10", "").with("evidence", "EVD-11"), "Säkerhetssamordnare", today)
        .unwrap();
    let cycle = |settings: &Settings, year| YearCycle::of(year, today, settings, &Known::default());
    let step = |cycle: &YearCycle| cycle.steps.iter().find(|one| one.step.id == "genomgang").unwrap().clone();
    let shown = step(&cycle(&recorded, 2026)).shown.unwrap();
    assert_eq!((shown.on, shown.by), (day("2026-02-10"), vec![key("EVD-11")]));
    assert_eq!(step(&cycle(&recorded, 2027)).state, StepState::Coming, "another year's is its own");
    assert_eq!(recorded.recorded_evidence(), [key("EVD-11")]);

    let back = recorded.record_step(&typed("", "Mötet ställdes in"), "Säkerhetssamordnare", today).unwrap();
    assert_eq!((step(&cycle(&back, 2026)).state, back.year_records.len()), (StepState::Late, 2));
    let wrong = |settings: &Settings, draft: Draft| {
        let errors = settings.record_step(&draft, "Säkerhetssamordnare", today).unwrap_err();
        errors.into_iter().map(|one| (one.field, one.code)).collect::<Vec<_>>()
    };
    assert_eq!(wrong(&settings, typed("", "")), [("done".to_owned(), ErrorCode::Required)]);
    assert_eq!(wrong(&recorded, typed("", "")), [("note".to_owned(), ErrorCode::Required)]);
    assert_eq!(wrong(&settings, typed("2026-11-24", "")), [("done".to_owned(), ErrorCode::InTheFuture)]);
    let picture = typed("2026-01-30", "").with("step", "riskbild");
    assert_eq!(wrong(&settings, picture), [("step".to_owned(), ErrorCode::NotNow)], "the register knows that itself");
    let unknown = typed("2026-01-30", "").with("step", "jul");
    assert!(
        matches!(wrong(&settings, unknown).as_slice(), [(field, ErrorCode::UnknownChoice { .. })] if field == "step")
    );
}

#[test]
fn the_steps_come_by_their_days_over_the_turn_of_the_year() {
    let cycle = YearCycle::of(2026, day("2026-12-31"), &Settings::default(), &Known::default());
    let days: Vec<NaiveDate> = cycle.steps.iter().map(|one| one.due).collect();
    assert!(days.is_sorted() && days.last().is_some_and(|last| last.year() == 2027), "{days:?}");
    assert_eq!(cycle.count(StepState::Due), 2, "on the last of December");
    let after = YearCycle::of(2026, day("2027-01-01"), &Settings::default(), &Known::default());
    assert_eq!((after.count(StepState::Due), after.count(StepState::Late)), (0, 7));
    assert_eq!(after.steps.last().unwrap().state, StepState::Coming, "the annual report is still to come");
}

#[test]
fn an_overview_shows_the_two_that_come_next_across_the_new_year_and_then_the_late() {
    let seen = day("2026-12-20");
    let pictures = [adopted(2026, 1, "2026-01-29"), adopted(2026, 2, "2026-04-28")];
    let known = Known { pictures: &pictures, ..Known::default() };
    let cycles = [2025, 2026, 2027].map(|year| YearCycle::of(year, seen, &Settings::default(), &known));
    let names: Vec<String> = strip(&cycles).iter().map(CycleStep::name).collect();
    assert_eq!(
        names,
        [
            "2026-delar-aug",
            "2026-delar-mars",
            "2026-genomgang",
            "2025-arsrapport",
            "2026-kontroller",
            "2026-utbildning"
        ]
    );
}
