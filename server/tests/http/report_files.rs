//! A report's files: the draft for those who write in it, and what was laid before the board for all who may read reports.

use crate::running::{ACCOUNTS, OWN, Running, coordinator, draft, run};
use domain::access::grant;
use domain::{Action, Actor, Draft, Grant, Key, Kind, Moment, Page, Role, Subject};
use reqwest::Method;
use sha2::{Digest, Sha256};
use std::io::Read;

/// The forms a report has, each with its media type and how it begins.
const FORMS: [(&str, &str, &[u8]); 3] = [
    ("pdf", "application/pdf", b"%PDF-1.7"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ("md", "text/markdown; charset=utf-8", "# Delårsrapport mars 2025 – Nämnder och bolag".as_bytes()),
];

/// The demo's register with a report of March that says what the register says.
async fn reported() -> Running {
    let site = Running::demo().await;
    site.commit_as(&coordinator(), Action::Create, Kind::Report, "", draft(Kind::Report).with("year", "2025")).await;
    site
}

async fn prepared(site: &Running) {
    let told = Draft::default()
        .with("registration", "DEMO-2026-0087")
        .with("handler", OWN)
        .with("proposal", "Nämnden godkänner delårsrapporten.")
        .with("anyway", "on");
    site.commit_as(&coordinator(), Action::Prepare, Kind::Report, "RAP-06", told).await;
}

async fn decided(site: &Running) {
    let told = Draft::default()
        .with("version", "1")
        .with("outcome", "approve")
        .with("organ", "Nämnden")
        .with("date", "2026-11-23")
        .with("paragraph", "87")
        .with("registration", "DEMO-2026-0087")
        .with("text", "Nämnden godkänner delårsrapporten.");
    let secretary = Actor { role: Role::Secretary, ..Actor::system() };
    site.commit_as(&secretary, Action::Decide, Kind::Report, "RAP-06", told).await;
}

async fn take(site: &Running, username: &str, path: &str) -> (u16, String, Vec<u8>) {
    let browser = site.signed_in(username).await;
    let answer = browser.request(Method::GET, path).send().await.unwrap();
    let media = answer.headers()["content-type"].to_str().unwrap().to_owned();
    (answer.status().as_u16(), media, answer.bytes().await.unwrap().to_vec())
}

fn main_part(docx: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut text = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_draft_is_for_those_who_write_and_what_lies_before_the_board_for_all_who_read() {
    run(async {
        let site = reported().await;
        for (form, media, begins) in FORMS {
            let path = format!("/delarsrapporter/RAP-06.{form}");
            assert_eq!(site.browser().get(&path).await.status, 303, "{path}");
            let (status, told, bytes) = take(&site, "samordnare", &path).await;
            assert_eq!((status, told.as_str()), (200, media));
            assert!(bytes.starts_with(begins), "{form}");
            assert_eq!(take(&site, "agare", &path).await.0, 403);
            assert_eq!(take(&site, "namnd", &path).await.0, 404, "a draft");
        }
        prepared(&site).await;
        for (username, role) in ACCOUNTS {
            for (form, media, begins) in FORMS {
                let (status, told, bytes) = take(&site, username, &format!("/delarsrapporter/RAP-06.{form}")).await;
                let may = grant(role, Subject::Page(Page::InterimReport)) != Grant::No;
                assert_eq!(status, if may { 200 } else { 403 }, "{username} {form}");
                assert!(!may || told == media && bytes.starts_with(begins), "{username} {form}");
            }
        }
        let mut browser = site.signed_in("samordnare").await;
        let page = browser.get("/delarsrapporter/RAP-06").await;
        assert!(page.status == 200 && page.body.contains("/delarsrapporter/RAP-06.docx"));
    });
}

#[test]
fn a_decided_report_says_so_and_holds_what_was_sealed() {
    run(async {
        let site = reported().await;
        prepared(&site).await;
        let before = take(&site, "namnd", "/delarsrapporter/RAP-06.docx").await.2;
        assert!(main_part(&before).contains("Förslag, upprättat 2026-11-23"));
        decided(&site).await;
        let actor = coordinator();
        let view = site.store.view(&actor, Moment::Now).await.unwrap();
        let (_, sealed, sha256) = view.sealed_report(&Key::numbered("RAP", 6), 1).await.unwrap();
        assert_eq!(hex::encode(Sha256::digest(sealed.as_bytes())), sha256);
        let text = String::from_utf8(take(&site, "namnd", "/delarsrapporter/RAP-06.md").await.2).unwrap();
        assert!(text.contains("Beslutad 2026-11-23 § 87") && text.contains(&sha256), "{text}");
        let now = take(&site, "namnd", "/delarsrapporter/RAP-06.pdf").await.2;
        assert!(now.windows(13).any(|part| part == b"RAP-06.1.json"), "the sealed content lies inside");
        site.pass(60 * 24 * 3);
        assert!(now == take(&site, "revisor", "/delarsrapporter/RAP-06.pdf?version=1").await.2, "the same bytes");
        for (path, status) in [
            ("RAP-06.pdf?version=2", 404),
            ("RAP-09.pdf", 404),
            ("RAP-06.pdf?per=2026-11-22", 404),
            ("RAP-06.pdf?version=x", 422),
            ("RAP-06.pdf?sida=2", 422),
            ("RAP-06.xlsx", 404),
        ] {
            assert_eq!(take(&site, "samordnare", &format!("/delarsrapporter/{path}")).await.0, status, "{path}");
        }
    });
}
