//! The calendar one subscribes to: found by its secret alone, and only while it and its account hold.

use crate::browser::{Answer, Browser};
use crate::running::{Running, coordinator, draft, run};
use domain::{Action, Draft, Kind};
use std::collections::BTreeSet;

/// What a program that reads calendars asks.
async fn ask(site: &Running, address: &str, tag: &str) -> Answer {
    let mut program = site.browser();
    let mut request = program.request(reqwest::Method::GET, address).header("accept", "text/calendar");
    if !tag.is_empty() {
        request = request.header("if-none-match", tag);
    }
    program.send(request).await
}

/// Makes an address, and answers with its path.
async fn make(site: &Running, browser: &mut Browser) -> String {
    let answer = browser.post("/konto/kalender", &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let start = answer.body.find(&format!("{}/kalender/", site.url)).unwrap() + site.url.len();
    let address = answer.body[start..].split('"').next().unwrap().to_owned();
    assert!(address.ends_with(".ics") && address.len() == "/kalender/.ics".len() + 64, "{address}");
    address
}

#[test]
fn a_calendar_is_read_by_its_address_alone() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let other = draft(Kind::Measure).with("owner", "Nämndsekreterare");
        site.commit(Action::Create, Kind::Measure, "", other).await;
        let mut browser = site.signed_in("agare").await;
        let address = make(&site, &mut browser).await;
        let page = browser.get("/konto").await;
        assert!(!page.body.contains(&address), "shown once");

        let answer = ask(&site, &address, "").await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/calendar; charset=utf-8"));
        assert!(answer.body.starts_with("BEGIN:VCALENDAR\r\n") && answer.body.contains("ATG-01"));
        assert!(!answer.body.contains("ATG-02") && answer.body.contains("RSK-01"));
        assert_eq!(ask(&site, &address, "").await.body, answer.body, "the same bytes");
        let again = ask(&site, &address, answer.header("etag")).await;
        assert_eq!((again.status, again.body.as_str()), (304, ""));
        site.pass(60 * 24);
        assert_eq!(ask(&site, &address, answer.header("etag")).await.status, 304, "time alone changes nothing");
        let decision = Draft::default().with("decided_by", "Nämnden").with("decided", "2026-11-20");
        site.commit_as(&coordinator(), Action::Adopt, Kind::Deliverable, "LEV-01", decision).await;
        let done = Draft::default().with("percent", "100");
        site.commit_as(&coordinator(), Action::Report, Kind::Measure, "ATG-01", done).await;
        let changed = ask(&site, &address, answer.header("etag")).await;
        assert!(changed.status == 200 && !changed.body.contains("ATG-01"), "what is done is off it");

        let mut coordinator = site.signed_in("samordnare").await;
        let all = make(&site, &mut coordinator).await;
        assert!(ask(&site, &all, "").await.body.contains("ATG-02"));
    });
}

#[test]
fn guessed_revoked_and_shut_answer_alike() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("agare").await;
        let first = make(&site, &mut browser).await;
        let second = make(&site, &mut browser).await;
        let guessed = ask(&site, &format!("/kalender/{}.ics", "0".repeat(64)), "").await;
        let revoked = ask(&site, &first, "").await;
        assert_eq!(ask(&site, &second, "").await.status, 200);
        let account =
            Draft::default().with("name", "Ägare").with("role", "owner").with("functions", crate::running::OWN);
        site.commit(Action::Update, Kind::Account, "agare", account.clone().with("shut", "on")).await;
        let shut = ask(&site, &second, "").await;
        site.commit(Action::Update, Kind::Account, "agare", account.clone().with("to", "2026-11-22")).await;
        let ended = ask(&site, &second, "").await;
        site.commit(Action::Update, Kind::Account, "agare", account).await;
        assert_eq!(ask(&site, &second, "").await.status, 200);
        let mut browser = site.signed_in("agare").await;
        let answer = browser.post("/konto/kalender/avsluta", &[]).await;
        assert_eq!(answer.location(), "/konto?klart=kalender");
        let over = ask(&site, &second, "").await;
        for answer in [&revoked, &shut, &ended, &over] {
            assert_eq!((answer.status, &answer.body), (404, &guessed.body));
            assert_eq!(answer.header("content-type"), guessed.header("content-type"));
        }
        assert_eq!(guessed.status, 404);
        assert_eq!(ask(&site, "/kalender/x", "").await.status, 404);
    });
}

#[test]
fn who_guesses_has_to_wait_and_who_has_read_before_does_not() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("agare").await;
        let address = make(&site, &mut browser).await;
        assert_eq!(ask(&site, &address, "").await.status, 200);
        let mut last = 0;
        for n in 0..60 {
            last = ask(&site, &format!("/kalender/{n:064}.ics"), "").await.status;
        }
        assert_eq!(last, 429);
        assert_eq!(ask(&site, &address, "").await.status, 200);
        assert!(site.browser().get("/logga-in").await.status == 200 && site.signed_in("namnd").await.is_in().await);
    });
}

#[test]
fn only_the_account_itself_makes_and_ends_its_calendar() {
    run(async {
        let site = Running::start().await;
        for path in ["/konto/kalender", "/konto/kalender/avsluta", "/konto/epost"] {
            assert_eq!(site.browser().post(path, &[]).await.status, 401, "{path}");
            let mut foreign = site.signed_in("agare").await;
            foreign.origin = "https://evil.example".to_owned();
            assert_eq!(foreign.post(path, &[]).await.status, 403, "{path}");
            assert_eq!(site.signed_in("agare").await.get(path).await.location(), "/konto");
        }
    });
}

/// The lines as they were before folding (RFC 5545, 3.1), after looking at every one as it is.
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

#[test]
fn the_whole_calendar_holds_to_the_standard() {
    run(async {
        let site = Running::demo().await;
        let mut browser = site.signed_in("samordnare").await;
        let address = make(&site, &mut browser).await;
        let calendar = ask(&site, &address, "").await.body;
        let lines = unfolded(&calendar);
        assert_eq!(lines.iter().filter(|line| *line == "VERSION:2.0").count(), 1);
        assert!(lines.contains(&"REFRESH-INTERVAL;VALUE=DURATION:PT4H".to_owned()));
        let uids: BTreeSet<&String> = lines.iter().filter(|line| line.starts_with("UID:")).collect();
        let events = lines.iter().filter(|line| *line == "BEGIN:VEVENT").count();
        assert!(events > 20 && uids.len() == events, "{events} events, {} ids", uids.len());
        for name in ["DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:", "DTSTART;VALUE=DATE:", "DTEND;VALUE=DATE:", "SUMMARY:"]
        {
            assert_eq!(lines.iter().filter(|line| line.starts_with(name)).count(), events, "{name}");
        }
        // What the demo's markings cover, for one with clearance.
        for secret in ["angripare utnyttjar", "skyddade administrationsnät", "Separata konton"] {
            assert!(!lines.iter().any(|line| line.contains(secret)), "{secret}");
        }
    });
}
