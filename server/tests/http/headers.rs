//! What every answer says to a browser, and where forms may come from.

use crate::running::{PASSWORD, Running, run};
use domain::Page;

const FIXED: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

#[test]
fn every_answer_carries_them() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        let others = ["/finns-inte", "/pkg/finns-inte.js", "/healthz", "/api/finns-inte"];
        let pages = Page::ALL.iter().map(|page| page.path().replace(":key", "RSK-01"));
        for path in pages.chain(others.map(str::to_owned)) {
            let answer = browser.get(&path).await;
            for (name, value) in FIXED {
                assert_eq!(answer.header(name), value, "{path}");
            }
            let policy = answer.header("content-security-policy");
            for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
                assert!(policy.contains(part), "{path}: {policy}");
            }
            assert!(
                !policy.contains("unsafe-inline") && !policy.contains("unsafe-eval'")
                    || policy.contains("'wasm-unsafe-eval'")
            );
            assert!(!answer.header("permissions-policy").is_empty() && !answer.header("x-request-id").is_empty());
            assert!(answer.headers.get("strict-transport-security").is_none());
            if !path.starts_with("/pkg") {
                assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            }
        }
    });
}

#[test]
fn a_pages_inline_scripts_carry_its_own_nonce_and_nothing_else_is_inline() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        let mut nonces = Vec::new();
        for path in ["/", "/risker", "/risker/RSK-01", "/riskmatris", "/risker/ny"] {
            let answer = browser.get(path).await;
            let policy = answer.header("content-security-policy").to_owned();
            let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
            for script in answer.body.split("<script").skip(1) {
                let tag = script.split('>').next().unwrap();
                assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{path}: <script{tag}>");
            }
            for inline in [" style=\"", "<style", " onclick=", " onload="] {
                assert!(!answer.body.contains(inline), "{path} holds {inline}");
            }
            nonces.push(nonce);
        }
        nonces.sort();
        nonces.dedup();
        assert_eq!(nonces.len(), 5, "a nonce is used once");
    });
}

#[test]
fn behind_tls_browsers_are_told_to_stay_there() {
    run(async {
        let site = Running::behind_tls().await;
        assert_eq!(site.browser().get("/logga-in").await.header("strict-transport-security"), "max-age=31536000");
    });
}

#[test]
fn a_forged_origin_is_refused_and_changes_nothing() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("samordnare").await;
        for forged in ["https://example.org", "null", "http://127.0.0.1", ""] {
            let mut forger = browser.clone();
            forger.origin = forged.to_owned();
            for path in ["/logga-ut", "/konto/logga-ut-overallt", "/konto/losenord", "/konto/utseende", "/api/submit"] {
                let answer = forger.post(path, &[]).await;
                assert_eq!(answer.status, 403, "{path} from {forged:?}");
                assert!(answer.body.contains("annan webbplats"), "{path}: a person is told why");
            }
        }
        let request = browser.request(reqwest::Method::POST, "/logga-ut").header("sec-fetch-site", "cross-site");
        assert_eq!(browser.send(request).await.status, 403);
        assert!(browser.is_in().await);
        let mut forger = site.browser();
        forger.origin = "https://example.org".into();
        assert_eq!(forger.sign_in("namnd", PASSWORD).await.status, 403, "nobody is signed in from elsewhere");
    });
}

#[test]
fn nothing_is_changed_by_reading() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("samordnare").await;
        for path in
            ["/logga-ut", "/konto/logga-ut-overallt", "/konto/losenord", "/konto/utseende?sprak=en", "/api/submit"]
        {
            let answer = browser.get(path).await;
            assert!(matches!(answer.status, 303 | 404), "{path}: {}", answer.status);
        }
        assert!(browser.is_in().await);
    });
}

#[test]
fn a_request_keeps_the_id_it_came_with_when_it_can_stand_in_a_log() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.browser();
        let ask = async |browser: &mut crate::browser::Browser, id: &str| {
            let request = browser.request(reqwest::Method::GET, "/healthz").header("x-request-id", id);
            browser.send(request).await.header("x-request-id").to_owned()
        };
        assert_eq!(ask(&mut browser, "abcd-1234").await, "abcd-1234");
        for bad in ["short", "with space and more", "{\"json\":\"in the log\"}"] {
            assert_ne!(ask(&mut browser, bad).await, bad);
        }
    });
}

#[test]
fn pages_are_compressed() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.browser();
        let request = browser.request(reqwest::Method::GET, "/tillganglighet").header("accept-encoding", "br");
        let response = request.header("accept", "text/html").send().await.unwrap();
        assert_eq!(response.headers()["content-encoding"], "br");
        assert_eq!(browser.get("/tillganglighet").await.header("content-encoding"), "");
    });
}
