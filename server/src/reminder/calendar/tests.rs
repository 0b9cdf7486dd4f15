//! The calendar's bytes, line by line against RFC 5545.

use super::*;
use chrono::{DateTime, NaiveDate, Utc};
use domain::reminder::{Occasion, Reminder};
use domain::settings::Settings;
use domain::year_cycle::{Known, ShowingEvidence, YearCycle};
use domain::{Key, Role};
use std::collections::BTreeSet;

fn dated(occasion: Occasion, key: &str, title: &str, rev: u32) -> Dated {
    Dated {
        reminder: Reminder {
            occasion,
            key: Key::parse(key).unwrap(),
            title: title.to_owned(),
            owner: "IT-säkerhetsansvarig".to_owned(),
            date: NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
            percent: Some(40),
            reported: None,
        },
        rev,
        changed: "2026-11-20T09:15:30.123Z".parse::<DateTime<Utc>>().unwrap(),
    }
}

fn actor() -> Actor {
    Actor { role: Role::Owner, name: "Ägare".to_owned(), ..Actor::system() }
}

fn made(dates: &[Dated]) -> String {
    let place = Place { base: "https://risk.example.se".to_owned(), origin: "0123456789abcdef0123".to_owned() };
    written(Lang::Sv, "Nämnden för Intraservice", &actor(), (dates, &[]), &place)
}

/// A calendar with one step of the year, of settings as they begin.
fn made_of_step(id: &str, known: &Known<'_>, version: u32) -> Vec<String> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let cycle = YearCycle::of(2026, day, &Settings::default(), known);
    let step = cycle.steps.into_iter().find(|one| one.step.id == id).unwrap();
    let changed = "2026-11-20T09:15:30.123Z".parse::<DateTime<Utc>>().unwrap();
    let place = Place { base: "https://risk.example.se".to_owned(), origin: "0123456789abcdef0123".to_owned() };
    let steps = [DatedStep { step, version, changed }];
    unfolded(&written(Lang::Sv, "Nämnden för Intraservice", &actor(), (&[], &steps), &place))
}

#[test]
fn a_step_of_the_year_is_an_event_of_its_day_and_the_same_one_when_it_is_done() {
    let to_come = made_of_step("utbildning", &Known::default(), 7);
    assert_eq!(value(&to_come, "UID"), "arshjul-2026-utbildning@0123456789abcdef.riskbild");
    assert_eq!((value(&to_come, "DTSTART"), value(&to_come, "DTEND")), ("20261231", "20270101"));
    assert_eq!(value(&to_come, "URL"), "https://risk.example.se/arshjul?ar=2026#utbildning");
    assert!(value(&to_come, "SUMMARY").starts_with("Årshjul: De som ingår i ledningen"), "{to_come:#?}");
    assert!(value(&to_come, "DESCRIPTION").contains("2 kap. 4 § cybersäkerhetslagen"), "{to_come:#?}");
    let key = |text: &str| Key::parse(text).unwrap();
    let effective = NaiveDate::from_ymd_opt(2026, 9, 15).unwrap();
    let evidence = vec![ShowingEvidence { key: key("EVD-05"), requirement: key("CSL-2-4"), effective }];
    let done = made_of_step("utbildning", &Known { evidence, ..Known::default() }, 9);
    assert_eq!(value(&done, "UID"), value(&to_come, "UID"));
    assert!(value(&done, "SUMMARY").starts_with("Klart: "), "{done:#?}");
    assert!(value(&done, "DESCRIPTION").contains("2026-09-15"), "{done:#?}");
    assert_eq!((value(&to_come, "SEQUENCE"), value(&done, "SEQUENCE")), ("7", "9"));
    // The last of February in the year after.
    assert_eq!(value(&made_of_step("arsrapport", &Known::default(), 7), "DTSTART"), "20270228");
}

/// Undoes the folding, after looking at every physical line.
fn unfolded(calendar: &str) -> Vec<String> {
    assert!(
        calendar.ends_with("\r\n") && !calendar.replace("\r\n", "").contains(['\r', '\n']),
        "CRLF and nothing else"
    );
    let mut lines: Vec<String> = Vec::new();
    for line in calendar.trim_end_matches("\r\n").split("\r\n") {
        assert!((1..=75).contains(&line.len()), "{} octets: {line}", line.len());
        match line.strip_prefix(' ') {
            Some(more) => lines.last_mut().unwrap().push_str(more),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// The value of a property, whatever its parameters.
fn value<'a>(lines: &'a [String], name: &str) -> &'a str {
    let found: Vec<&str> = lines
        .iter()
        .filter_map(|line| {
            let (head, value) = line.split_once(':')?;
            (head.split(';').next() == Some(name)).then_some(value)
        })
        .collect();
    assert_eq!(found.len(), 1, "{name} once: {lines:#?}");
    found[0]
}

/// Each event's lines.
fn events(lines: &[String]) -> Vec<Vec<String>> {
    let mut events = Vec::new();
    let mut open = None::<Vec<String>>;
    for line in lines {
        match line.as_str() {
            "BEGIN:VEVENT" => assert!(open.replace(Vec::new()).is_none(), "an event in an event"),
            "END:VEVENT" => events.push(open.take().expect("an event that ends has begun")),
            _ => {
                if let Some(event) = &mut open {
                    event.push(line.clone());
                }
            }
        }
    }
    assert!(open.is_none());
    events
}

#[test]
fn every_line_holds_to_the_standard() {
    let long = "Nätsegmentering: zoner, brandväggar; åäö \\ 漢字 ".repeat(6);
    let calendar = made(&[
        dated(Occasion::MeasureEnd, "ATG-34", &long, 7),
        dated(Occasion::ControlTest, "KTR-04", "Åter\nläsningstest", 2),
        dated(Occasion::RiskReview, "RSK-13", &"å".repeat(200), 1),
        dated(Occasion::EvidenceExpiry, "EVD-07", "", 3),
        dated(Occasion::Meeting, "RB-2027-1", "2027:1", 1),
    ]);
    let lines = unfolded(&calendar);
    assert_eq!((lines.first().unwrap().as_str(), lines.last().unwrap().as_str()), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
    for (name, expected) in [
        ("VERSION", "2.0"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", "Riskbild – Nämnden för Intraservice"),
        ("X-WR-TIMEZONE", "Europe/Stockholm"),
        ("REFRESH-INTERVAL", "PT4H"),
        ("X-PUBLISHED-TTL", "PT4H"),
    ] {
        assert_eq!(value(&lines, name), expected);
    }
    assert!(lines.contains(&"REFRESH-INTERVAL;VALUE=DURATION:PT4H".to_owned()));
    assert!(value(&lines, "PRODID").starts_with("-//Riskbild//"));

    let events = events(&lines);
    assert_eq!(events.len(), 5);
    let uids: BTreeSet<&str> = events.iter().map(|event| value(event, "UID")).collect();
    assert_eq!(uids.len(), 5);
    for event in &events {
        assert_eq!(value(event, "DTSTAMP"), "20261120T091530Z");
        assert_eq!(value(event, "LAST-MODIFIED"), "20261120T091530Z");
        assert_eq!((value(event, "DTSTART"), value(event, "DTEND")), ("20261231", "20270101"));
        assert!(event.contains(&"DTSTART;VALUE=DATE:20261231".to_owned()), "{event:#?}");
        assert_eq!(value(event, "TRANSP"), "TRANSPARENT");
        for text in ["SUMMARY", "DESCRIPTION"] {
            // In a text only an escaping backslash stands before these, and no bare ones are left.
            let bare = value(event, text).replace("\\\\", "").replace("\\,", "").replace("\\;", "").replace("\\n", "");
            assert!(!bare.contains(['\\', ',', ';']), "{text}: {bare}");
        }
    }
    assert_eq!(value(&events[0], "SEQUENCE"), "7");
    assert_eq!(value(&events[0], "URL"), "https://risk.example.se/atgarder/ATG-34");
    assert!(
        value(&events[0], "SUMMARY").starts_with("Klar: ATG-34 Nätsegmentering: zoner\\, brandväggar\\; åäö \\\\ 漢")
    );
    assert_eq!(value(&events[1], "SUMMARY"), "Utför: KTR-04 Åter\\nläsningstest");
    assert_eq!(value(&events[3], "SUMMARY"), "Går ut: EVD-07", "without a title that is marked");
    assert!(value(&events[0], "DESCRIPTION").starts_with("Åtgärden ska vara klar.\\nAnsvarig: IT-säkerhetsansvarig."));
}

#[test]
fn the_same_content_is_the_same_bytes_and_a_date_that_moves_is_the_same_event() {
    let before = dated(Occasion::MeasureEnd, "ATG-34", "Nätsegmentering", 7);
    assert_eq!(made(std::slice::from_ref(&before)), made(std::slice::from_ref(&before)));
    let mut after = dated(Occasion::MeasureEnd, "ATG-34", "Nätsegmentering i två steg", 8);
    after.reminder.date = NaiveDate::from_ymd_opt(2027, 3, 31).unwrap();
    let (before, after) = (unfolded(&made(&[before])), unfolded(&made(&[after])));
    assert_eq!(value(&before, "UID"), value(&after, "UID"));
    assert_ne!(value(&before, "SEQUENCE"), value(&after, "SEQUENCE"));
}

#[test]
fn a_calendar_without_dates_is_still_one() {
    let lines = unfolded(&made(&[]));
    assert!(events(&lines).is_empty() && value(&lines, "VERSION") == "2.0");
}
