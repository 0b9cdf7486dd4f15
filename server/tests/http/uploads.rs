//! Evidence files up and down, and everything that must not get in.

use crate::browser::{Answer, Browser};
use crate::running::{Running, draft, run};
use domain::{Action, Kind};
use reqwest::Method;
use store::ids;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n\xff\xfe\n%%EOF\n";
const ADDRESS: &str = "/evidens/EVD-01/fil";

/// A form with a file, as a browser without the client sends it.
fn form(fields: &[(&str, &str)], name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, value) in fields {
        let part = format!("--grans\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!(
        "--grans\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"{name}\"\r\n\
         Content-Type: application/pdf\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--grans--\r\n");
    body
}

async fn send(browser: &mut Browser, path: &str, body: Vec<u8>) -> Answer {
    let request = browser.request(Method::POST, path).header("accept", "text/html").header("origin", &browser.origin);
    let request = request.header("content-type", "multipart/form-data; boundary=grans").body(body);
    browser.send(request).await
}

async fn upload(browser: &mut Browser, rev: &str, name: &str, bytes: &[u8]) -> Answer {
    let id = ids::fresh();
    send(browser, ADDRESS, form(&[("command_id", &id), ("rev", rev)], name, bytes)).await
}

/// The journal's length: what was written, and what wasn't.
async fn length(site: &Running) -> u64 {
    site.store.verify().await.unwrap().entries
}

async fn with_records() -> Running {
    let site = Running::start().await;
    site.add_records().await;
    site
}

#[test]
fn a_file_goes_up_and_comes_down_as_it_was() {
    run(async {
        let site = with_records().await;
        let mut owner = site.signed_in("agare").await;
        let answer = upload(&mut owner, "1", "C:\\Filer\\Protokoll åäö.pdf", PDF).await;
        assert_eq!((answer.status, answer.location()), (303, "/evidens/EVD-01?klart=attach&vad=EVD-01&v=2"));
        for reader in ["namnd", "revisor", "samordnare", "agare"] {
            let browser = site.signed_in(reader).await;
            let answer = browser.request(Method::GET, ADDRESS).send().await.unwrap();
            let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
            assert_eq!(answer.status().as_u16(), 200);
            assert_eq!(header("content-type"), "application/pdf");
            assert_eq!(header("x-content-type-options"), "nosniff");
            assert!(header("content-security-policy").contains("sandbox"));
            assert!(
                header("content-disposition")
                    .starts_with("attachment; filename=\"Protokoll aao.pdf\"; filename*=UTF-8''Protokoll%20%C3%A5")
            );
            let tag = header("etag");
            assert_eq!(answer.bytes().await.unwrap(), PDF);
            let again = browser.request(Method::GET, ADDRESS).header("if-none-match", tag).send().await.unwrap();
            assert_eq!(again.status().as_u16(), 304);
        }
        // What was attached earlier is found where it was.
        site.pass(2 * 24 * 60);
        let mut owner = site.signed_in("agare").await;
        assert_eq!(upload(&mut owner, "2", "Nytt.txt", "Ny text, åäö".as_bytes()).await.status, 303);
        assert_eq!(owner.get(ADDRESS).await.body, "Ny text, åäö");
        let earlier = owner.request(Method::GET, &format!("{ADDRESS}?per=2026-11-23")).send().await.unwrap();
        assert_eq!(earlier.bytes().await.unwrap(), PDF);
        assert_eq!(owner.get(&format!("{ADDRESS}?per=2026-11-01")).await.status, 404);
        assert_eq!(owner.get(&format!("{ADDRESS}?per=i-gar")).await.status, 422);
        assert!(site.store.verify().await.unwrap().findings.is_empty());
    });
}

#[test]
fn a_file_sent_twice_is_attached_once_and_a_stale_form_is_told_so() {
    run(async {
        let site = with_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        let before = length(&site).await;
        let body = form(&[("command_id", "samma-en-gang"), ("rev", "1")], "a.pdf", PDF);
        for _ in 0..2 {
            let answer = send(&mut keeper, ADDRESS, body.clone()).await;
            assert_eq!((answer.status, answer.location()), (303, "/evidens/EVD-01?klart=attach&vad=EVD-01&v=2"));
        }
        assert_eq!(length(&site).await, before + 1);
        let answer = upload(&mut keeper, "1", "b.txt", b"annat").await;
        assert_eq!(answer.status, 409);
        assert!(answer.body.contains("EVD-01") && answer.body.contains("</html>"));
        assert_eq!(length(&site).await, before + 1);
    });
}

#[test]
fn only_those_who_may_attach_anything() {
    run(async {
        let site = with_records().await;
        site.commit(Action::Create, Kind::Evidence, "", draft(Kind::Evidence).with("owner", "Nämndsekreterare")).await;
        let before = length(&site).await;
        for reader in ["namnd", "sekreterare", "revisor", "admin"] {
            let answer = upload(&mut site.signed_in(reader).await, "1", "a.pdf", PDF).await;
            assert_eq!(answer.status, 403, "{reader}");
        }
        let mut owner = site.signed_in("agare").await;
        let body = || form(&[("command_id", "c-1"), ("rev", "1")], "a.pdf", PDF);
        assert_eq!(send(&mut owner, "/evidens/EVD-02/fil", body()).await.status, 404);
        assert_eq!(owner.get("/evidens/EVD-02/fil").await.status, 404);
        assert_eq!(send(&mut owner, "/evidens/EVD-99/fil", body()).await.status, 404);
        let answer = upload(&mut site.browser(), "1", "a.pdf", PDF).await;
        assert_eq!((answer.status, answer.location()), (303, "/logga-in?till=%2Fevidens%2FEVD-01"));
        assert_eq!(site.browser().get(ADDRESS).await.status, 303);
        let mut forged = site.signed_in("samordnare").await;
        forged.origin = "https://ond.example".to_owned();
        assert_eq!(upload(&mut forged, "1", "a.pdf", PDF).await.status, 403);
        assert_eq!(length(&site).await, before);
        assert_eq!(owner.get(ADDRESS).await.status, 404);
    });
}

#[test]
fn what_is_not_what_it_says_is_refused_with_the_page_it_came_from() {
    run(async {
        let site = with_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        let before = length(&site).await;
        let (program, page, picture) =
            (b"MZ\x90\0\x03\0\0\0".as_slice(), b"<html><script>".as_slice(), b"<svg/>".as_slice());
        for (name, bytes, status) in [
            ("faktura.pdf", program, 415),
            ("faktura.pdf", b"bara text", 415),
            ("sida.html", page, 415),
            ("sida.txt", page, 415),
            ("bild.svg", picture, 415),
            ("bild.png", picture, 415),
            ("skript.bat", b"del *.*", 415),
            ("arkiv.zip", b"PK\x03\x04arkiv", 415),
            ("tom.pdf", b"", 422),
        ] {
            let answer = upload(&mut keeper, "1", name, bytes).await;
            assert_eq!(answer.status, status, "{name}");
            assert!(answer.body.contains("EVD-01") && answer.body.contains("</html>"), "{name}");
        }
        let none = send(
            &mut keeper,
            ADDRESS,
            b"--grans\r\nContent-Disposition: form-data; name=\"rev\"\r\n\r\n1\r\n--grans--\r\n".to_vec(),
        );
        assert_eq!(none.await.status, 422);
        let request = keeper.request(Method::POST, ADDRESS).header("origin", &keeper.origin).body("inget formulär");
        assert_eq!(request.send().await.unwrap().status().as_u16(), 400);
        assert_eq!(length(&site).await, before);
        assert_eq!(keeper.get(ADDRESS).await.status, 404);
    });
}

#[test]
fn a_file_that_is_too_large_is_refused_and_told() {
    run(async {
        let site = with_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        let mut large = PDF.to_vec();
        large.resize(50_000_001, b'x');
        let answer = upload(&mut keeper, "1", "stor.pdf", &large).await;
        assert_eq!(answer.status, 413);
        assert!(answer.body.contains("EVD-01"));
        large.truncate(50_000_000);
        assert_eq!(upload(&mut keeper, "1", "precis.pdf", &large).await.status, 303);
    });
}

#[test]
fn an_upload_that_breaks_off_leaves_nothing() {
    run(async {
        let site = with_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        let before = length(&site).await;
        let cookies: Vec<String> = keeper.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let host = site.url.trim_start_matches("http://").to_owned();
        let body = form(&[("command_id", "c-1"), ("rev", "1")], "halv.pdf", PDF);
        let head = format!(
            "POST {ADDRESS} HTTP/1.1\r\nHost: {host}\r\nOrigin: {}\r\nCookie: {}\r\nAccept: text/html\r\n\
             Content-Type: multipart/form-data; boundary=grans\r\nContent-Length: {}\r\n\r\n",
            site.url,
            cookies.join("; "),
            body.len() + 1000
        );
        let mut stream = TcpStream::connect(&host).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&body[..body.len() - 20]).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = Vec::new();
        // What is answered, if anything, nobody is there to read.
        let _ = tokio::time::timeout(std::time::Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
        assert!(!answer.starts_with(b"HTTP/1.1 303"));
        assert_eq!(length(&site).await, before);
        assert_eq!(keeper.get(ADDRESS).await.status, 404);
    });
}

#[test]
fn a_file_that_secrecy_covers_is_kept_from_those_without_clearance() {
    run(async {
        let site = with_records().await;
        let marked = draft(Kind::Evidence)
            .with("secrecy_provision", "OSL 18 kap. 8 §")
            .with("secrecy_date", "2026-11-01")
            .with("secrecy_authority", "Kulturnämnden")
            .with("secrecy_fields", "file");
        let mut keeper = site.signed_in("samordnare").await;
        assert_eq!(upload(&mut keeper, "1", "hemlig.pdf", PDF).await.status, 303);
        assert_eq!(site.signed_in("namnd").await.get(ADDRESS).await.status, 200);
        site.pass(2 * 24 * 60);
        site.commit(Action::Update, Kind::Evidence, "EVD-01", marked).await;
        for (reader, status) in [
            ("namnd", 403),
            ("sekreterare", 403),
            ("revisor", 403),
            ("admin", 403),
            ("agare", 200),
            ("samordnare", 200),
        ] {
            let browser = site.signed_in(reader).await;
            for path in [ADDRESS.to_owned(), format!("{ADDRESS}?per=2026-11-23")] {
                let answer = browser.request(Method::GET, &path).send().await.unwrap();
                assert_eq!(answer.status().as_u16(), status, "{reader} {path}");
            }
        }
    });
}
