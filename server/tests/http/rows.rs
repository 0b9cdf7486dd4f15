//! The grid of measures: single values as its island sends them, and rows as browsers send them by themselves.

use crate::browser::{Answer, Browser, urlencoded};
use crate::running::{Running, run};
use reqwest::Method;

const ROW: &str = "/atgarder/rad";

/// Sends one value, as the island does.
async fn value(browser: &mut Browser, id: &str, pairs: &[(&str, &str)]) -> Answer {
    let own = [("command_id", id), ("key", "ATG-01"), ("kolumner", "key,title,end,percent")];
    let body = urlencoded(&[&own[..], pairs].concat());
    let request = browser.request(Method::POST, ROW).header("accept", "*/*").header("origin", &browser.origin);
    let request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
    browser.send(request).await
}

#[test]
fn a_value_is_answered_with_its_row() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        let edit = [("fields[was_percent]", "0"), ("fields[percent]", "60")];
        for _ in 0..2 {
            let answer = value(&mut browser, "cell-1", &edit).await;
            assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"));
            assert!(answer.body.starts_with("<tr") && answer.body.contains("data-key=\"ATG-01\""), "{}", answer.body);
            assert!(answer.body.contains("Sparad 13:00:00") && answer.body.contains("value=\"60\""), "{}", answer.body);
        }
        let clash = value(&mut browser, "cell-2", &[("fields[was_percent]", "0"), ("fields[percent]", "70")]).await;
        assert_eq!(clash.status, 409);
        for said in ["60\u{a0}%", "70\u{a0}%", "Spara mitt värde", "Behåll det sparade", "Funktion samordnare"] {
            assert!(clash.body.contains(said), "{said} in {}", clash.body);
        }
        let page = browser.get("/atgarder").await.body;
        assert!(page.contains("id=\"rutnat\"") && page.contains("value=\"60\""));
    });
}

#[test]
fn a_value_that_is_refused_says_why_and_a_moved_end_asks_why() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        let wrong = value(&mut browser, "cell-1", &[("fields[was_percent]", "0"), ("fields[percent]", "140")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("ska vara mellan 0 och 100") && wrong.body.contains("data-for=\"percent\""));
        let before = [("fields[was_end]", "2026-12-31"), ("fields[end]", "2025-12-31"), ("reason", "x")];
        let before = value(&mut browser, "cell-2", &before).await;
        assert!(before.status == 422 && before.body.contains("är före ”Startdatum”"), "{}", before.body);
        let moved = [("fields[was_end]", "2026-12-31"), ("fields[end]", "2027-01-31")];
        let asked = value(&mut browser, "cell-3", &moved).await;
        assert!(asked.status == 422 && asked.body.contains("data-ask") && asked.body.contains("value=\"2026-12-31\""));
        let told = [&moved[..], &[("reason", "Leveransen är försenad.")]].concat();
        assert_eq!(value(&mut browser, "cell-4", &told).await.status, 200);
    });
}

#[test]
fn who_may_not_is_refused_in_words() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let edit = [("fields[was_percent]", "0"), ("fields[percent]", "60")];
        assert_eq!(value(&mut site.browser(), "cell-1", &edit).await.status, 401);
        for (username, status) in [("namnd", 403), ("revisor", 403), ("agare", 200)] {
            let mut browser = site.signed_in(username).await;
            assert_eq!(value(&mut browser, &format!("cell-{username}"), &edit).await.status, status, "{username}");
            let page = browser.get("/atgarder").await.body;
            assert_eq!(page.contains("id=\"rutnat\""), status == 200, "{username}");
        }
        let mut keeper = site.signed_in("samordnare").await;
        assert!(!keeper.get("/atgarder?per=2026-11-22").await.body.contains("id=\"rutnat\""));
    });
}

#[test]
fn a_row_is_an_ordinary_form() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        let address = format!("{ROW}?id=abc&till=%2Fatgarder%3Fstatus%3Dunfinished");
        let row = |percent, end| {
            [
                ("key", "ATG-01"),
                ("fields[was_percent]", "0"),
                ("fields[percent]", percent),
                ("fields[was_end]", "2026-12-31"),
                ("fields[end]", end),
                ("reason", ""),
            ]
        };
        let wrong = browser.post(&address, &row("140", "2027-02-28")).await;
        assert_eq!(wrong.status, 422);
        for said in ["ska vara mellan 0 och 100", "”Skäl”", "value=\"140\"", "value=\"2027-02-28\"", "role=\"alert\""]
        {
            assert!(wrong.body.contains(said), "{said}");
        }
        let saved = browser.post(&address, &row("40", "2026-12-31")).await;
        assert_eq!(saved.status, 303);
        assert!(
            saved.location().starts_with("/atgarder?status=unfinished&klart=set&vad=ATG-01"),
            "{}",
            saved.location()
        );
        let clash = browser.post(&address.replace("abc", "abd"), &row("50", "2026-12-31")).await;
        assert_eq!(clash.status, 409);
        assert!(clash.body.contains("name=\"fields[was_percent]\" value=\"40\""), "{}", clash.body);
        assert_eq!(browser.get(ROW).await.location(), "/atgarder");
    });
}
