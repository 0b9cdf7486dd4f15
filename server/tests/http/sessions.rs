//! Sessions: how they begin, and all the ways they end.

use crate::running::{PASSWORD, Running, run};
use domain::{Action, Draft, Kind};

#[test]
fn signing_in_and_out() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.browser();
        assert!(!browser.is_in().await);
        let wrong = browser.sign_in("namnd", "fel lösenord").await;
        assert_eq!(wrong.status, 401);
        assert!(browser.cookies.is_empty(), "nobody gets a session for trying");
        browser.sign_in("namnd", PASSWORD).await;
        assert!(browser.is_in().await);
        let taken = browser.clone();
        let out = browser.post("/logga-ut", &[]).await;
        assert_eq!((out.status, out.location()), (303, "/logga-in"));
        assert!(browser.cookies.is_empty() && !browser.is_in().await);
        assert!(!taken.clone().is_in().await, "a copied cookie is worth nothing afterwards");
    });
}

#[test]
fn each_sign_in_has_an_id_of_its_own() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.browser();
        // Someone has planted a session id before the sign-in.
        let planted = "AAAAAAAAAAAAAAAAAAAAAA";
        browser.cookies.insert("riskbild".into(), planted.into());
        browser.sign_in("namnd", PASSWORD).await;
        let first = browser.cookies["riskbild"].clone();
        assert_ne!(first, planted);
        browser.sign_in("namnd", PASSWORD).await;
        let second = browser.cookies["riskbild"].clone();
        assert_ne!(second, first);
        for old in [planted, &first] {
            let mut thief = site.browser();
            thief.cookies.insert("riskbild".into(), old.to_owned());
            assert!(!thief.is_in().await);
        }
        assert!(browser.is_in().await);
    });
}

#[test]
fn an_unused_session_ends_after_an_hour_and_any_after_eight() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("namnd").await;
        for _ in 0..9 {
            site.pass(50);
            assert!(browser.is_in().await);
        }
        site.pass(40);
        assert!(!browser.is_in().await, "eight hours and ten minutes in");
        let mut browser = site.signed_in("namnd").await;
        site.pass(61);
        let answer = browser.get("/risker?sida=2").await;
        assert_eq!(answer.location(), "/logga-in?till=%2Frisker%3Fsida%3D2&slut=1");
        assert!(browser.cookies.is_empty());
    });
}

#[test]
fn signing_out_everywhere_ends_every_session() {
    run(async {
        let site = Running::start().await;
        let (mut here, mut there) = (site.signed_in("namnd").await, site.signed_in("namnd").await);
        let mut other = site.signed_in("agare").await;
        here.post("/konto/logga-ut-overallt", &[]).await;
        assert!(!here.is_in().await && !there.is_in().await && other.is_in().await);
        assert!(site.signed_in("namnd").await.is_in().await);
    });
}

#[test]
fn a_new_password_ends_the_other_sessions_and_keeps_this_one() {
    run(async {
        let site = Running::start().await;
        let (mut here, mut there) = (site.signed_in("namnd").await, site.signed_in("namnd").await);
        let before = here.cookies["riskbild"].clone();
        let new = "en helt annan mening";
        let answer = here.change_password(new).await;
        assert_eq!((answer.status, answer.location()), (303, "/konto?klart=losenord"));
        assert!(here.is_in().await && !there.is_in().await);
        assert_ne!(here.cookies["riskbild"], before);
        assert_eq!(site.browser().sign_in("namnd", PASSWORD).await.status, 401);
        assert_eq!(site.browser().sign_in("namnd", new).await.status, 303);
    });
}

#[test]
fn a_bad_new_password_is_refused_and_changes_nothing() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("namnd").await;
        let long = "en helt annan mening";
        for (old, new, repeat) in [
            (PASSWORD, "elva tecken", "elva tecken"),
            (PASSWORD, long, "en helt annan"),
            ("", long, long),
            ("fel", long, long),
        ] {
            let fields = [("old_password", old), ("new_password", new), ("repeat_password", repeat)];
            assert_eq!(browser.post("/konto/losenord", &fields).await.status, 422, "{old} {new} {repeat}");
        }
        assert!(browser.is_in().await);
        assert_eq!(site.browser().sign_in("namnd", PASSWORD).await.status, 303);
    });
}

#[test]
fn an_account_that_is_shut_or_outside_its_window_is_out_at_once() {
    run(async {
        let site = Running::start().await;
        let account = Draft::default().with("name", "Revisor").with("role", "auditor");
        let mut browser = site.signed_in("revisor").await;
        let window = account.clone().with("from", "2026-11-01").with("to", "2026-11-23");
        site.commit(Action::Update, Kind::Account, "revisor", window).await;
        assert!(browser.is_in().await);
        site.pass(11 * 60 + 59);
        assert!(!browser.is_in().await, "the day after, in Sweden");
        assert_eq!(site.browser().sign_in("revisor", PASSWORD).await.status, 401);
        site.commit(Action::Update, Kind::Account, "revisor", account.clone()).await;
        let mut browser = site.signed_in("revisor").await;
        site.commit(Action::Update, Kind::Account, "revisor", account.with("shut", "on")).await;
        assert!(!browser.is_in().await);
    });
}

#[test]
fn behind_tls_the_cookie_is_for_this_host_alone() {
    run(async {
        let site = Running::behind_tls().await;
        let mut browser = site.browser();
        browser.origin = browser.origin.replace("http://", "https://");
        let answer = browser.sign_in("namnd", PASSWORD).await;
        let cookie = answer.header("set-cookie").to_owned();
        assert!(cookie.starts_with("__Host-riskbild="), "{cookie}");
        for part in ["; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain") && browser.is_in().await);
    });
}
