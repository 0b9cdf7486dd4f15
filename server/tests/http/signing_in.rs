//! Guessing passwords, and floods that must not shut the owner out.

use crate::browser::Browser;
use crate::running::{PASSWORD, Running, run};

const FORM: &str = "name=\"losenord\"";

/// Someone's browser, at an address that the proxy tells.
fn from(site: &Running, address: &str) -> Browser {
    let mut browser = site.browser();
    browser.origin = browser.origin.replace("http://", "https://");
    browser.from = Some(format!("203.0.113.77, {address}"));
    browser
}

#[test]
fn guessing_has_to_wait_and_the_page_says_how_long() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.browser();
        for _ in 0..5 {
            assert_eq!(browser.sign_in("namnd", "gissning").await.status, 401);
        }
        let answer = browser.sign_in("namnd", PASSWORD).await;
        assert_eq!(answer.status, 429);
        assert!(answer.body.contains(FORM), "it is the sign-in page");
        site.pass(1);
        assert_eq!(browser.sign_in("namnd", PASSWORD).await.status, 303);
    });
}

#[test]
fn a_flood_from_elsewhere_does_not_shut_the_owner_out() {
    run(async {
        let site = Running::behind_tls().await;
        let mut owner = from(&site, "192.0.2.1");
        assert_eq!(owner.sign_in("agare", PASSWORD).await.status, 303);
        for number in 0..30 {
            let status = from(&site, &format!("198.51.100.{number}")).sign_in("agare", "gissning").await.status;
            assert_eq!(status, 401);
        }
        assert_eq!(from(&site, "192.0.2.1").sign_in("agare", PASSWORD).await.status, 303);
        assert_eq!(from(&site, "192.0.2.2").sign_in("agare", PASSWORD).await.status, 303, "from a new place, too");
    });
}

#[test]
fn an_unknown_account_is_answered_like_a_wrong_password() {
    run(async {
        let site = Running::start().await;
        let mut shown = Vec::new();
        for username in ["namnd", "finns-inte", "", "a'b", &"x".repeat(200)] {
            let answer = site.browser().sign_in(username, "gissning").await;
            let body = answer.body.replace(&format!("value=\"{username}\""), "").replace(username, "");
            let plain = body.split("nonce=\"").map(|part| part.split_once('"').map_or(part, |(_, rest)| rest));
            shown.push((answer.status, plain.collect::<String>().len()));
        }
        assert!(shown.iter().all(|(status, _)| *status == 401), "{shown:?}");
    });
}

#[test]
fn one_is_sent_where_one_was_going_but_never_to_another_site() {
    run(async {
        let site = Running::start().await;
        let go = async |next: &str| {
            let fields = [("anvandarnamn", "namnd"), ("losenord", PASSWORD), ("till", next)];
            site.browser().post("/logga-in", &fields).await.location().to_owned()
        };
        assert_eq!(go("/risker?q=brand").await, "/risker?q=brand");
        for elsewhere in ["https://example.org", "//example.org", "/\\example.org", "/x\r\nSet-Cookie: a=b"] {
            assert_eq!(go(elsewhere).await, "/", "{elsewhere:?}");
        }
        let mut browser = site.signed_in("namnd").await;
        assert_eq!(browser.get("/logga-in?till=%2Frisker").await.location(), "/risker");
    });
}

#[test]
fn how_long_a_sign_in_takes_beside_the_hash_alone() {
    run(async {
        let site = Running::start().await;
        let mut took = Vec::new();
        for _ in 0..20 {
            let mut browser = site.browser();
            let started = std::time::Instant::now();
            assert_eq!(browser.sign_in("namnd", PASSWORD).await.status, 303);
            took.push(started.elapsed());
        }
        let mut alone = Vec::new();
        for _ in 0..20 {
            let started = std::time::Instant::now();
            server::passwords::hash(PASSWORD).unwrap();
            alone.push(started.elapsed());
        }
        took.sort();
        alone.sort();
        println!(
            "sign-in p50 {:?} p95 {:?}; the hash alone p50 {:?} p95 {:?}",
            took[10], took[18], alone[10], alone[18]
        );
    });
}
