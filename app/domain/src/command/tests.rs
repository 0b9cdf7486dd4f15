//! What each action makes of a record, and what it refuses.

use super::*;
use crate::date;

fn command(action: Action, kind: Kind, draft: Draft) -> Command {
    Command { id: "c-1".into(), action, kind, key: None, rev: None, draft, reason: String::new() }
}

fn measure() -> Body {
    let typed = Draft::default()
        .with("title", "Rutin")
        .with("area", "technical")
        .with("sub_area", "it")
        .with("deliverable", "routine")
        .with("change", "new")
        .with("owner", "IT-säkerhetsansvarig")
        .with("start", "2024-01-01")
        .with("end", "2024-12-31");
    apply(Action::Create, Kind::Measure, typed, None).unwrap()
}

fn apply(action: Action, kind: Kind, draft: Draft, body: Option<&Body>) -> Result<Body, Vec<FieldError>> {
    let settings = Settings::default();
    let today = date::parse("2026-11-23").unwrap();
    let (matter, around) = (Matter::default(), Around::default());
    let now = crate::swedish::end_of(today);
    let by = "Säkerhetssamordnare";
    let rules = Rules { settings: &settings, today, now, by, matter: &matter, around: &around };
    command(action, kind, draft).apply(body, &rules).map(|applied| applied.body)
}

#[test]
fn a_closed_record_takes_nothing_but_being_opened_again() {
    let why = Draft::default().with("reason", "ersatt av ATG-12");
    let closed = apply(Action::Close, Kind::Measure, why.clone(), Some(&measure())).unwrap();
    for (action, kind) in Action::pairs().filter(|(_, kind)| *kind == Kind::Measure) {
        let answer = apply(action, kind, why.clone(), Some(&closed));
        assert_eq!(answer.is_ok(), action == Action::Reopen, "{action:?}");
    }
}

#[test]
fn an_answer_for_several_risks_is_a_command_for_each() {
    let draft = Draft::default().with("picture", "RB-2024-1").with("risk", "RSK-01, RSK-04").with("reason", "Kvar.");
    let each = command(Action::Review, Kind::Review, draft).each();
    let told: Vec<(String, Option<String>)> =
        each.iter().map(|one| (one.id.clone(), one.record_key().map(|key| key.to_string()))).collect();
    let expected = [("c-1-1", "RB-2024-1.RSK-01"), ("c-1-2", "RB-2024-1.RSK-04")];
    assert_eq!(told, expected.map(|(id, key)| (id.to_owned(), Some(key.to_owned()))));
    assert_eq!(command(Action::Close, Kind::Risk, Draft::default()).each().len(), 1);
}

#[test]
fn a_choice_between_two_values_is_decided_on_the_stored_one() {
    let report = Draft::default().with("percent", "60");
    let measure = apply(Action::Report, Kind::Measure, report, Some(&measure())).unwrap();
    let draft = Draft::default().with("was_percent", "40").with("percent", "50").with("next_step", "Remiss.");
    let overtaken = command(Action::Set, Kind::Measure, draft).overtaken(&measure).unwrap();
    assert_eq!(overtaken.fields, ["percent"]);
    for (chosen, percent) in [(overtaken.yours, "50"), (overtaken.theirs, "60")] {
        assert_eq!(command(Action::Set, Kind::Measure, chosen.clone()).overtaken(&measure), None);
        let Body::Measure(measure) = apply(Action::Set, Kind::Measure, chosen, Some(&measure)).unwrap() else {
            panic!("no measure");
        };
        assert_eq!((measure.value("percent").as_str(), measure.value("next_step").as_str()), (percent, "Remiss."));
    }
}

#[test]
fn closing_needs_a_reason() {
    let errors = apply(Action::Close, Kind::Measure, Draft::default(), Some(&measure())).unwrap_err();
    assert_eq!(errors, [FieldError::new("reason", ErrorCode::Required)]);
}

#[test]
fn moving_a_planned_date_needs_a_reason() {
    let body = measure();
    let update = |draft: Draft, reason: &str| {
        let settings = Settings::default();
        let today = date::parse("2026-11-23").unwrap();
        let (matter, around) = (Matter::default(), Around::default());
        let rules = Rules {
            now: crate::swedish::end_of(today),
            settings: &settings,
            today,
            by: "",
            matter: &matter,
            around: &around,
        };
        let command = Command { reason: reason.into(), ..command(Action::Update, Kind::Measure, draft) };
        command.apply(Some(&body), &rules).map(|applied| applied.body)
    };
    let missing = FieldError::new("reason", ErrorCode::Required);
    for field in ["start", "end"] {
        let moved = body.draft().with(field, "2024-06-30");
        assert_eq!(update(moved.clone(), " ").unwrap_err(), std::slice::from_ref(&missing), "{field}");
        assert!(update(moved.clone(), "Upphandlingen drog ut på tiden.").is_ok());
        let errors = update(moved.with("title", ""), "").unwrap_err();
        assert_eq!(errors.len(), 2, "with what else is wrong: {errors:?}");
    }
    assert!(update(body.draft().with("title", "Ny rubrik"), "").is_ok());
    assert_eq!(update(body.draft().with("title", ""), "").unwrap_err().len(), 1);
}

#[test]
fn linking_twice_is_linking_once() {
    let to = Draft::default().with("to", "RSK-04");
    let once = apply(Action::Link, Kind::Measure, to.clone(), Some(&measure())).unwrap();
    let twice = apply(Action::Link, Kind::Measure, to.clone(), Some(&once)).unwrap();
    assert_eq!((once.links().len(), &twice), (1, &once));
    assert!(apply(Action::Unlink, Kind::Measure, to, Some(&once)).unwrap().links().is_empty());
}

#[test]
fn measures_never_wait_for_each_other_in_a_circle() {
    let key = |n: u32| Key::numbered("ATG", n);
    let (settings, matter) = (Settings::default(), Matter::default());
    let around = Around { depends: [(key(2), vec![key(1)])].into(), ..Around::default() };
    let today = date::parse("2026-11-23").unwrap();
    let rules = Rules {
        now: crate::swedish::end_of(today),
        settings: &settings,
        today,
        by: "",
        matter: &matter,
        around: &around,
    };
    let circle =
        |field: &str| Err(vec![FieldError::new(field, ErrorCode::Cycle { given: "ATG-01 → ATG-02 → ATG-01".into() })]);
    let linked =
        Command { key: Some(key(1)), ..command(Action::Link, Kind::Measure, Draft::default().with("to", "ATG-02")) };
    assert_eq!(linked.apply(Some(&measure()), &rules).map(|_| ()), circle("to"));
    let typed = measure().draft().with("depends_on", "ATG-02");
    let updated = Command { key: Some(key(1)), ..command(Action::Update, Kind::Measure, typed) };
    assert_eq!(updated.apply(Some(&measure()), &rules).map(|_| ()), circle("depends_on"));
    let other = Command { key: Some(key(3)), ..linked };
    assert!(other.apply(Some(&measure()), &rules).is_ok());
}

#[test]
fn a_measure_cannot_point_at_a_control() {
    let to = Draft::default().with("to", "KTR-04");
    assert_eq!(apply(Action::Link, Kind::Measure, to, Some(&measure())).unwrap_err()[0].field, "to");
}
