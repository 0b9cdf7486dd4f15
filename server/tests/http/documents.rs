//! The official documents: for whom, the same bytes each time, and sealed content only for those who may see all of it.

use crate::running::{ACCOUNTS, Running, run};
use domain::access::{Document, grant};
use domain::{Grant, Register, Subject};

/// What the sealed content of the demo's last decided picture is called inside a document.
const SEALED: &[u8] = b"RB-2026-2.json";

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn every_document_answers_every_role_as_the_table_says() {
    run(async {
        let site = Running::demo().await;
        let forms = [("pdf", "application/pdf", &b"%PDF-"[..]), ("xlsx", XLSX, b"PK")];
        for (document, (form, media, begins)) in
            Document::ALL.iter().flat_map(|document| forms.map(|form| (document, form)))
        {
            let path = format!("/export/{}.{form}?riskbild=RB-2026-2", document.code());
            assert_eq!(site.browser().get(&path).await.status, 303, "{path}");
            for (username, role) in ACCOUNTS {
                let browser = site.signed_in(username).await;
                let answer = browser.request(reqwest::Method::GET, &path).send().await.unwrap();
                let may = grant(role, Subject::Document(*document)) != Grant::No;
                assert_eq!(answer.status().as_u16(), if may { 200 } else { 403 }, "{username} {path}");
                assert_eq!(answer.headers()["content-type"], media);
                let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
                assert!(
                    name.starts_with(&format!("attachment; filename=\"{}-RB-2026-2.{form}\"", document.code())),
                    "{name}"
                );
                let bytes = answer.bytes().await.unwrap();
                assert!(bytes.starts_with(begins), "{username}");
                // It would tell the board what is marked secret, and an owner what others own.
                assert_eq!(holds(&bytes, SEALED), form == "pdf" && username == "samordnare", "{username} {path}");
            }
        }
    });
}

#[test]
fn the_board_pack_is_for_those_who_may_take_the_risks_out_and_tells_them_what_they_may_see() {
    run(async {
        let site = Running::demo().await;
        let path = "/rapporter/namndunderlag.pdf";
        assert_eq!(site.browser().get(path).await.status, 303);
        for (username, role) in ACCOUNTS {
            for asked in ["", "?per=2026-06-30", "?per=2019-01-01"] {
                let browser = site.signed_in(username).await;
                let request = browser.request(reqwest::Method::GET, &format!("{path}{asked}"));
                let answer = request.send().await.unwrap();
                let may = grant(role, Subject::Export(Register::Risks)) != Grant::No;
                assert_eq!(answer.status().as_u16(), if may { 200 } else { 403 }, "{username} {asked}");
                if !may {
                    continue;
                }
                assert_eq!(answer.headers()["content-type"], "application/pdf");
                let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
                assert!(name.starts_with("attachment; filename=\"riskbild-namndunderlag-"), "{name}");
                let bytes = answer.bytes().await.unwrap();
                assert!(bytes.starts_with(b"%PDF-"), "{username} {asked}");
            }
        }
        let mut browser = site.signed_in("samordnare").await;
        for asked in ["?per=x", "?sida=2"] {
            assert_eq!(browser.get(&format!("{path}{asked}")).await.status, 422, "{asked}");
        }
        assert!(browser.get("/rapporter?per=2026-06-30").await.body.contains("namndunderlag.pdf?per=2026-06-30"));
    });
}

#[test]
fn the_same_document_is_the_same_bytes() {
    run(async {
        let site = Running::demo().await;
        let take = async |path: &str| {
            let browser = site.signed_in("samordnare").await;
            let request = browser.request(reqwest::Method::GET, path);
            request.send().await.unwrap().bytes().await.unwrap()
        };
        let path = "/export/revidering.pdf?riskbild=RB-2024-2";
        let first = take(path).await;
        site.pass(60 * 24);
        assert_eq!(take(path).await, first, "nor does it matter when it is taken out");
        assert_eq!(take(&format!("{path}&per=2024-05-01")).await, first);
    });
}

#[test]
fn what_is_not_understood_or_not_there_gives_no_document() {
    run(async {
        let site = Running::demo().await;
        let mut browser = site.signed_in("samordnare").await;
        for (path, status) in [
            ("/export/revidering.pdf", 422),
            ("/export/revidering.pdf?riskbild=a%20b", 422),
            ("/export/revidering.pdf?riskbild=RB-2024-2&statsu=x", 422),
            ("/export/revidering.pdf?riskbild=RB-2024-2&per=x", 422),
            ("/export/revidering.pdf?riskbild=RB-1999-1", 404),
            // Nothing of it had been frozen then, and nothing of this one has been yet.
            ("/export/revidering.pdf?riskbild=RB-2024-2&per=2024-04-03", 404),
            ("/export/riskbild.pdf?riskbild=RB-2027-1", 404),
            ("/export/protokoll.pdf?riskbild=RB-2024-2", 404),
            ("/export/revidering.csv?riskbild=RB-2024-2", 404),
        ] {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, status, "{path}");
            assert!(answer.body.contains("</html>"), "{path} has a page");
        }
    });
}
