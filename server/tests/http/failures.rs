//! What isn't there, what is too much, and what doesn't work.

use crate::running::{Running, run};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use server::answer;
use tower::ServiceExt;

#[test]
fn what_is_not_there_is_said_not_to_be() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        let unknown = [
            "/risker/RSK-99",
            "/risker/RSK-99/redigera",
            "/atgarder/ATG-99",
            "/kontroller/KTR-99",
            "/evidens/EVD-99",
            "/krav/NIS2-99",
            "/risker/a'b",
            "/risker/%00",
            "/finns-inte",
            "/risker/RSK-01/finns-inte",
            "/..%2f..%2fetc%2fpasswd",
            "/pkg/..%2f..%2fCargo.toml",
        ];
        for path in unknown {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, 404, "{path}");
            assert!(answer.body.contains("</html>"), "{path} has a page");
        }
        assert_eq!(site.browser().get("/finns-inte").await.status, 404);
        assert_eq!(browser.get("/risker/").await.location(), "/risker");
    });
}

#[test]
fn an_unreadable_address_is_told_as_such() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("samordnare").await;
        for path in ["/risker?per=2026-02-30", "/risker?sida=-1", "/riskmatris?per=x"] {
            assert_eq!(browser.get(path).await.status, 422, "{path}");
        }
    });
}

#[test]
fn without_accounts_every_page_says_how_to_make_them() {
    run(async {
        let site = Running::empty(false).await;
        for path in ["/", "/logga-in", "/risker"] {
            let answer = site.browser().get(path).await;
            assert_eq!(answer.status, 503, "{path}");
            assert!(answer.body.contains("riskbild init"));
        }
        assert_eq!(site.browser().get("/readyz").await.status, 200);
    });
}

#[test]
fn without_the_database_pages_say_so() {
    run(async {
        let site = Running::on_disk().await;
        let mut browser = site.signed_in("samordnare").await;
        assert_eq!(browser.get("/readyz").await.status, 200);
        site.store.close().await;
        let answer = browser.get("/readyz").await;
        assert_eq!(answer.status, 503, "{}", answer.body);
        assert_eq!(browser.get("/healthz").await.status, 200);
        for path in ["/", "/risker", "/logga-in", "/tillganglighet"] {
            let answer = browser.get(path).await;
            assert!(answer.status == 503, "{path}: {}", answer.status);
            assert!(answer.body.contains("</html>") && answer.body.len() > 500, "{path} isn't blank");
        }
        let answer = browser.call("list", "application/json", r#"{"register":"risker","pairs":[]}"#.into()).await;
        assert!(answer.status == 503 && answer.body == "{\"error\":\"unavailable\"}", "{}", answer.body);
    });
}

#[test]
fn a_panic_is_a_page_with_an_id_and_nothing_more() {
    run(async {
        let site = Running::empty(false).await.site;
        let fault = get(|| async {
            if true {
                panic!("hemligt");
            }
        });
        let router: Router =
            Router::new().route("/", fault).layer(from_fn_with_state(site.clone(), answer::layer)).with_state(site);
        let request = axum::http::Request::get("/").header("accept", "text/html").header("x-request-id", "abcd-1234");
        let response = router.oneshot(request.body(axum::body::Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), 500);
        let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(body.contains("abcd-1234") && !body.contains("hemligt"), "{body}");
    });
}
