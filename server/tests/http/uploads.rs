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
fn a_file_is_shown_only_where_nothing_of_it_can_run() {
    run(async {
        let site = with_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        assert_eq!(upload(&mut keeper, "1", "a.pdf", PDF).await.status, 303);
        let page = keeper.get("/evidens/EVD-01").await;
        assert!(page.body.contains("src=\"/evidens/EVD-01/fil?visa=1\"") && page.body.contains("<iframe"));
        let shown = keeper.request(Method::GET, &format!("{ADDRESS}?visa=1")).send().await.unwrap();
        let header = |name: &str| shown.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(
            (header("content-type").as_str(), header("content-disposition").as_str()),
            ("application/pdf", "inline")
        );
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("sandbox") && !policy.contains("script"));
        let tag = header("etag");
        let again = keeper.request(Method::GET, &format!("{ADDRESS}?visa=1")).header("if-none-match", tag);
        let again = again.send().await.unwrap();
        assert_eq!(
            (again.status().as_u16(), again.headers()["content-security-policy"].to_str().unwrap()),
            (304, &*policy)
        );
        assert_eq!(upload(&mut keeper, "2", "a.csv", "a;b\r\n1;<script>\r\n".as_bytes()).await.status, 303);
        let shown = keeper.request(Method::GET, &format!("{ADDRESS}?visa=1")).send().await.unwrap();
        assert_eq!(shown.headers()["content-type"], "text/plain; charset=utf-8");
        let office = keeper.request(Method::GET, "/export/risker.xlsx").send().await.unwrap().bytes().await.unwrap();
        assert_eq!(upload(&mut keeper, "3", "a.xlsx", &office).await.status, 303);
        let saved = keeper.request(Method::GET, &format!("{ADDRESS}?visa=1")).send().await.unwrap();
        assert!(saved.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
        assert!(!keeper.get("/evidens/EVD-01").await.body.contains("<iframe"));
    });
}

/// A form as [`form`], with fields after the file too.
fn dated(rev: &str, name: &str, bytes: &[u8], fields: &[(&str, &str)]) -> Vec<u8> {
    let id = ids::fresh();
    let mut body = form(&[("command_id", &id), ("rev", rev)], name, bytes);
    body.truncate(body.len() - b"--grans--\r\n".len());
    for (field, value) in fields {
        let part = format!("--grans\r\nContent-Disposition: form-data; name=\"fields[{field}]\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    body.extend_from_slice(b"--grans--\r\n");
    body
}

#[test]
fn a_new_version_has_its_own_days_and_the_one_before_stays_to_be_had() {
    run(async {
        let site = with_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        assert_eq!(upload(&mut keeper, "1", "forsta.pdf", PDF).await.status, 303);
        let late = dated("2", "andra.txt", b"Andra versionen", &[("effective", "2099-01-01"), ("version", "2.0")]);
        let answer = send(&mut keeper, ADDRESS, late).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("value=\"2099-01-01\"") && answer.body.contains("value=\"2.0\""), "typed is kept");
        let fields = [("effective", "2026-11-20"), ("valid_until", "2027-11-30"), ("version", "2.0")];
        let body = dated("2", "andra.txt", b"Andra versionen", &fields);
        assert_eq!(send(&mut keeper, ADDRESS, body).await.status, 303);
        let page = keeper.get("/evidens/EVD-01").await.body;
        for told in ["andra.txt", "forsta.pdf", "2027-11-30", "Ingen har intygat den"] {
            assert!(page.contains(told), "{told}");
        }
        let sha: String = page.split("sha=").nth(1).unwrap().chars().take(64).collect();
        for reader in ["namnd", "agare"] {
            let browser = site.signed_in(reader).await;
            let earlier = browser.request(Method::GET, &format!("{ADDRESS}?sha={sha}")).send().await.unwrap();
            assert_eq!(earlier.bytes().await.unwrap(), PDF);
        }
        assert_eq!(keeper.get(&format!("{ADDRESS}?sha={}", "0".repeat(64))).await.status, 404);
        let same = upload(&mut keeper, "3", "andra.txt", b"Andra versionen").await;
        assert_eq!(same.status, 422);
        assert!(same.body.contains("samma fil som den gällande versionen"));
        assert!(site.store.verify().await.unwrap().findings.is_empty());
    });
}

#[test]
fn the_same_file_elsewhere_is_told_to_whoever_may_know_of_it() {
    run(async {
        let site = with_records().await;
        site.commit(Action::Create, Kind::Evidence, "", draft(Kind::Evidence).with("owner", "Nämndsekreterare")).await;
        let mut keeper = site.signed_in("samordnare").await;
        let body = form(&[("command_id", "c-1"), ("rev", "1")], "a.pdf", PDF);
        assert_eq!(send(&mut keeper, "/evidens/EVD-02/fil", body).await.status, 303);
        let owner = upload(&mut site.signed_in("agare").await, "1", "b.pdf", PDF).await;
        assert_eq!(owner.location(), "/evidens/EVD-01?klart=attach&vad=EVD-01&v=2");
        site.commit(Action::Create, Kind::Evidence, "", draft(Kind::Evidence)).await;
        let body = form(&[("command_id", "c-3"), ("rev", "1")], "c.pdf", PDF);
        let answer = send(&mut keeper, "/evidens/EVD-03/fil", body).await;
        assert_eq!(answer.location(), "/evidens/EVD-03?klart=attach&vad=EVD-03&v=2&samma=EVD-01,EVD-02");
        assert!(keeper.get(answer.location()).await.body.contains("Samma fil finns redan i"));
        let forged = keeper.get("/evidens/EVD-03?samma=%3Cscript%3E,RSK-01").await.body;
        assert!(!forged.contains("Samma fil finns redan i"));
    });
}

/// A form with many files.
fn many(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, value) in fields {
        let part = format!("--grans\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for (name, bytes) in files {
        let head = format!("--grans\r\nContent-Disposition: form-data; name=\"filer\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--grans--\r\n");
    body
}

#[test]
fn many_files_become_evidence_each_and_sent_again_none_comes_twice() {
    run(async {
        let site = with_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        let before = length(&site).await;
        let fields = [
            ("command_id", "flera-1"),
            ("fields[kind]", "report"),
            ("fields[effective]", "2026-11-20"),
            ("fields[owner]", crate::running::OWN),
            ("fields[requirements]", "NIS2-1"),
        ];
        let files: [(&str, &[u8]); 4] = [
            ("rapport ett.pdf", PDF),
            ("rapport två.txt", b"Rapport"),
            ("program.pdf", b"MZ\x90\0"),
            ("kopia.pdf", PDF),
        ];
        let path = "/evidens/ladda-upp";
        let answer = send(&mut keeper, path, many(&fields, &files)).await;
        assert_eq!(answer.status, 422, "{}", answer.body);
        for told in
            ["Två evidens tillagda", "En fil togs inte emot", "program.pdf", "En fil fanns redan", "/evidens/EVD-02"]
        {
            assert!(answer.body.contains(told), "{told}");
        }
        assert_eq!(length(&site).await, before + 4);
        let again = send(&mut keeper, path, many(&fields, &files[..2])).await;
        assert!(again.status == 200 && again.body.contains("Två filer fanns redan"));
        assert_eq!(length(&site).await, before + 4);
        let page = keeper.get("/evidens/EVD-03").await.body;
        assert!(page.contains("rapport två") && page.contains("/krav/NIS2-1"));

        let wrong = [("command_id", "flera-2"), ("fields[kind]", "report"), ("fields[owner]", crate::running::OWN)];
        let answer = send(&mut keeper, path, many(&wrong, &[("tre.txt", b"Tre")])).await;
        assert!(answer.status == 422 && answer.body.contains("href=\"#filer-effective\""));
        assert_eq!(send(&mut keeper, path, many(&fields, &[])).await.status, 422);
        assert_eq!(length(&site).await, before + 4);
        for reader in ["namnd", "revisor", "admin"] {
            assert_eq!(
                send(&mut site.signed_in(reader).await, path, many(&fields, &files)).await.status,
                403,
                "{reader}"
            );
        }
        let others = [("command_id", "flera-3"), ("fields[kind]", "report"), ("fields[effective]", "2026-11-20")];
        let others = [&others[..], &[("fields[owner]", "Nämndsekreterare")]].concat();
        let answer = send(&mut site.signed_in("agare").await, path, many(&others, &[("tre.txt", b"Tre")])).await;
        assert_eq!((answer.status, length(&site).await), (403, before + 4));
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
        assert_eq!(upload(&mut keeper, "2", "ny.txt", b"Ny hemlighet").await.status, 303);
        let page = keeper.get("/evidens/EVD-01").await.body;
        site.pass(2 * 24 * 60);
        let sha: String = page.split("sha=").nth(1).unwrap().chars().take(64).collect();
        site.commit(Action::Update, Kind::Evidence, "EVD-01", marked).await;
        let masked = site.signed_in("namnd").await.get("/evidens/EVD-01").await.body;
        assert!(!masked.contains("hemlig.pdf") && !masked.contains(&sha));
        for (reader, status) in [
            ("namnd", 403),
            ("sekreterare", 403),
            ("revisor", 403),
            ("admin", 403),
            ("agare", 200),
            ("samordnare", 200),
        ] {
            let browser = site.signed_in(reader).await;
            for path in [ADDRESS.to_owned(), format!("{ADDRESS}?per=2026-11-23"), format!("{ADDRESS}?sha={sha}")] {
                let answer = browser.request(Method::GET, &path).send().await.unwrap();
                assert_eq!(answer.status().as_u16(), status, "{reader} {path}");
            }
        }
    });
}
