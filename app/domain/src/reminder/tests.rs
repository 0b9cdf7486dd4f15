//! What people are reminded of, and when.

use super::*;
use crate::date;
use crate::draft::Draft;
use crate::settings::Settings;

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn measure(end: &str, secret: &str) -> Measure {
    let typed = Draft::default()
        .with("title", "Rutin för loggning")
        .with("purpose", "Hemligt syfte")
        .with("area", "technical")
        .with("sub_area", "it")
        .with("deliverable", "routine")
        .with("change", "new")
        .with("owner", "IT-säkerhetsansvarig")
        .with("start", "2026-10-01")
        .with("end", end)
        .with("secrecy_provision", secret)
        .with("secrecy_date", "2026-10-01")
        .with("secrecy_authority", "Nämnden")
        .with("secrecy_fields", "purpose");
    Measure::read(&typed, None, &Settings::default()).unwrap()
}

fn reminder(key: &str, date: &str, reported: &str) -> Reminder {
    Reminder {
        occasion: Occasion::MeasureEnd,
        key: Key::parse(key).unwrap(),
        title: key.to_owned(),
        owner: "IT-säkerhetsansvarig".to_owned(),
        date: day(date),
        percent: Some(10),
        reported: Some(day(reported)),
    }
}

fn keys(reminders: &[Reminder]) -> Vec<&str> {
    reminders.iter().map(|one| one.key.as_str()).collect()
}

#[test]
fn a_measure_has_a_date_until_it_is_done() {
    let today = day("2026-11-23");
    let key = Key::numbered("ATG", 1);
    let open = measure("2026-11-30", "");
    let found = Reminder::of(&key, &Body::Measure(open.clone()), today).unwrap();
    assert_eq!((found.occasion, found.date, found.percent), (Occasion::MeasureEnd, day("2026-11-30"), Some(0)));
    assert_eq!(found.reported, Some(day("2026-10-01")), "never reported on since it began");
    assert_eq!(found.name(), "ATG-01@2026-11-30");
    let done = open.report(&Draft::default().with("percent", "100"), &[], today).unwrap();
    assert_eq!(Reminder::of(&key, &Body::Measure(done), today), None);
}

#[test]
fn nothing_marked_is_in_it_and_dates_are() {
    let marked = Body::Measure(measure("2026-11-30", "OSL 18 kap. 8 §"));
    let found = Reminder::of(&Key::numbered("ATG", 1), &marked, day("2026-11-23")).unwrap();
    assert!(!format!("{found:?}").contains("Hemligt"));
    assert_eq!(found.title, "Rutin för loggning");
}

#[test]
fn a_marked_title_is_left_out_even_for_those_with_clearance() {
    let typed = Draft::default()
        .with("title", "Hemlig rapport")
        .with("kind", "minutes")
        .with("effective", "2026-01-01")
        .with("valid_until", "2026-12-01")
        .with("reference", "dnr 1")
        .with("owner", "IT-säkerhetsansvarig")
        .with("secrecy_provision", "OSL 18 kap. 8 §")
        .with("secrecy_date", "2026-01-01")
        .with("secrecy_authority", "Nämnden")
        .with("secrecy_fields", "title");
    let evidence = crate::evidence::Evidence::read(&typed, None, &Settings::default(), day("2026-11-23")).unwrap();
    let found = Reminder::of(&Key::numbered("EVD", 1), &Body::Evidence(evidence), day("2026-11-23")).unwrap();
    assert_eq!((found.title.as_str(), found.occasion), ("", Occasion::EvidenceExpiry));
}

#[test]
fn a_digest_tells_what_is_late_what_is_due_and_what_is_silent() {
    let today = day("2026-11-23");
    let digest = Digest::of(
        vec![
            reminder("ATG-01", "2026-12-31", "2026-11-20"),
            reminder("ATG-02", "2026-11-22", "2026-11-20"),
            reminder("ATG-03", "2026-12-07", "2026-11-20"),
            reminder("ATG-04", "2026-11-23", "2026-10-23"),
            reminder("ATG-05", "2026-12-08", "2026-10-24"),
            reminder("ATG-06", "2025-01-01", "2025-01-01"),
        ],
        today,
    );
    assert_eq!(keys(&digest.overdue), ["ATG-06", "ATG-02"]);
    assert_eq!(keys(&digest.soon), ["ATG-04", "ATG-03"], "today and the fourteenth day are in, the fifteenth isn't");
    assert_eq!(keys(&digest.silent), ["ATG-04"], "thirty days are not more than thirty");
    assert_eq!(digest.by_function(), [("IT-säkerhetsansvarig".to_owned(), [2, 2, 1])]);
    assert!(Digest::of(vec![reminder("ATG-01", "2026-12-31", "2026-11-20")], today).is_empty());
}

#[test]
fn a_date_is_noticed_the_day_after_and_once() {
    let all = || vec![reminder("ATG-01", "2026-11-22", "2026-11-20"), reminder("ATG-02", "2026-11-23", "2026-11-20")];
    let mut told = BTreeSet::new();
    assert_eq!(keys(&notices(all(), &told, day("2026-11-23"))), ["ATG-01"]);
    told.insert("ATG-01@2026-11-22".to_owned());
    assert_eq!(keys(&notices(all(), &told, day("2026-11-24"))), ["ATG-02"]);
    let moved = vec![reminder("ATG-01", "2026-11-25", "2026-11-20")];
    assert_eq!(keys(&notices(moved, &told, day("2026-11-26"))), ["ATG-01"], "another date is another thing");
    assert_eq!(keys(&notices(all(), &told, day("2026-11-30"))), ["ATG-02"]);
    assert_eq!(keys(&notices(all(), &told, day("2026-12-01"))), [""; 0]);
}

#[test]
fn a_meeting_is_never_late() {
    let met = Reminder { occasion: Occasion::Meeting, ..reminder("RB-2026-1", "2026-11-20", "2026-11-20") };
    assert_eq!(met.days_late(day("2026-11-23")), None);
}

#[test]
fn letters_keep_swedish_mornings() {
    let monday = Some(day("2026-11-23"));
    assert_eq!(digest_of(at("2026-11-23 06:59")), None);
    assert_eq!(digest_of(at("2026-11-23 07:00")), monday);
    assert_eq!(digest_of(at("2026-11-24 03:00")), monday);
    assert_eq!(digest_of(at("2026-11-25 07:00")), None);
    assert_eq!(digest_of(at("2026-11-22 12:00")), None);
    assert_eq!(notices_of(at("2026-11-25 06:59")), None);
    assert_eq!(notices_of(at("2026-11-25 07:00")), Some(day("2026-11-25")));
}

#[test]
fn attempts_end() {
    let waits: Vec<i64> = (1..).map_while(wait_after).collect();
    assert_eq!((waits.len(), wait_after(0)), (WAITS.len(), None));
    assert!(waits.is_sorted());
}

#[test]
fn nothing_is_wanted_before_the_address_is_confirmed() {
    let all = Mailing { digest: true, overdue: true, ..Mailing::default() };
    let wanted = |mailing: &Mailing| -> Vec<Letter> {
        Letter::ALL.iter().copied().filter(|letter| mailing.wants(*letter)).collect()
    };
    assert_eq!(wanted(&all), [Letter::Confirm]);
    assert_eq!(wanted(&Mailing { confirmed: true, ..all.clone() }), [Letter::Digest, Letter::Overdue]);
    assert_eq!(wanted(&Mailing { confirmed: true, ..Mailing::default() }), []);
}

#[test]
fn the_coordinator_is_reminded_of_all_and_others_of_their_own() {
    let actor = |role| Actor { role, functions: vec!["Arkivansvarig".into()], ..Actor::system() };
    assert!(concerns(&actor(Role::Coordinator), "IT-säkerhetsansvarig"));
    assert!(concerns(&actor(Role::Member), "Arkivansvarig"));
    assert!(!concerns(&actor(Role::Member), "IT-säkerhetsansvarig"));
    assert!(!concerns(&actor(Role::Owner), ""));
}
