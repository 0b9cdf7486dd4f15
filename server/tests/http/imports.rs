//! Files taken in: sent, compared, confirmed and written, and everything that must not be.

use crate::browser::{Answer, Browser};
use crate::running::{Running, draft, run};
use domain::{Action, Kind};
use reqwest::Method;

const PAGE: &str = "/atgarder/import";

/// A form with a file, as a browser without the client sends it.
fn form(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--grans\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let tail = b"\r\n--grans\r\nContent-Disposition: form-data; name=\"blad\"\r\n\r\n\r\n--grans--\r\n";
    [head.as_bytes(), bytes, tail].concat()
}

async fn send(browser: &mut Browser, path: &str, bytes: &[u8]) -> Answer {
    let request = browser.request(Method::POST, path).header("accept", "text/html").header("origin", &browser.origin);
    let request = request.header("content-type", "multipart/form-data; boundary=grans").body(form("fil.csv", bytes));
    browser.send(request).await
}

/// Sends a file that is read, and answers with the address of what it would change.
async fn sent(browser: &mut Browser, text: &str) -> String {
    let answer = send(browser, PAGE, text.as_bytes()).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().to_owned()
}

/// A value of the page's form, by its name.
fn hidden(page: &str, name: &str) -> String {
    let at = page.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name} in {page}"));
    let value = &page[at..].split("value=\"").nth(1).unwrap();
    value.split('"').next().unwrap().to_owned()
}

async fn confirm(browser: &mut Browser, page: &str, reason: &str) -> Answer {
    let (file, seen) = (hidden(page, "fil"), hidden(page, "lage"));
    browser.post("/atgarder/import/skriv", &[("fil", &file), ("lage", &seen), ("skal", reason)]).await
}

/// The journal's length: what was written, and what wasn't.
async fn length(site: &Running) -> u64 {
    site.store.verify().await.unwrap().entries
}

async fn with_records() -> Running {
    let site = Running::start().await;
    site.add_records().await;
    site.commit(Action::Create, Kind::Measure, "", draft(Kind::Measure).with("owner", "Nämndsekreterare")).await;
    site
}

#[test]
fn a_list_goes_out_and_comes_back_changed() {
    run(async {
        let site = with_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        let list = keeper.get("/export/atgarder.csv?kolumner=alla").await.body;
        assert!(list.starts_with("\u{feff}Id;Åtgärd;"), "{list}");
        let same = sent(&mut keeper, &list).await;
        assert!(keeper.get(&same).await.body.contains("Filen ändrar ingenting"));

        let before = length(&site).await;
        let changed = list.replace("2026-12-31", "2027-01-31").replace("0%", "40%");
        let address = sent(&mut keeper, &changed).await;
        let page = keeper.get(&address).await.body;
        for told in ["2 åtgärder ändras", "2026-12-31", "2027-01-31", "Spara 2 poster", "fil.csv"] {
            assert!(page.contains(told), "{told} in {page}");
        }
        assert_eq!(length(&site).await, before);
        let unreasoned = confirm(&mut keeper, &page, " ").await;
        assert_eq!(unreasoned.status, 422);
        assert!(unreasoned.body.contains("”Skäl” saknas"));
        assert_eq!(length(&site).await, before);

        for _ in 0..2 {
            let answer = confirm(&mut keeper, &page, "Avstämning i november").await;
            assert_eq!((answer.status, answer.location()), (303, &*address));
            // The plan and the progress of each, once.
            assert_eq!(length(&site).await, before + 4);
        }
        let done = keeper.get(&address).await.body;
        assert!(done.contains("Två poster sparades") && done.contains("Avstämning i november"), "{done}");
        let journal = keeper.get("/journal").await.body;
        assert_eq!(journal.matches("Avstämning i november").count(), 4);
        assert!(site.store.verify().await.unwrap().findings.is_empty());
    });
}

#[test]
fn a_register_that_changed_meanwhile_is_told_row_by_row_and_nothing_is_written() {
    run(async {
        let site = with_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        let list = keeper.get("/export/atgarder.csv?kolumner=alla").await.body;
        let changed = list.replace("2026-12-31", "2027-01-31");
        let page = keeper.get(&sent(&mut keeper.clone(), &changed).await).await.body;
        // Someone changes one of the two, after the file was reviewed and before it is confirmed.
        let meanwhile = draft(Kind::Measure).with("title", "Ändrad under tiden");
        site.commit(Action::Update, Kind::Measure, "ATG-01", meanwhile).await;
        let before = length(&site).await;
        let answer = confirm(&mut keeper, &page, "Avstämning").await;
        assert_eq!(answer.status, 409);
        for told in ["Registret ändrades efter att du granskade filen", "ATG-01", "version 1 → 2", "Inget är sparat"]
        {
            assert!(answer.body.contains(told), "{told} in {}", answer.body);
        }
        assert!(!answer.body.contains("/import/skriv"));
        // The same file sent again is stale from the beginning.
        let again = keeper.get(&sent(&mut keeper.clone(), &changed).await).await.body;
        assert!(again.contains("En rad går inte att läsa in") && again.contains("version 1 → 2"), "{again}");
        // Without versions the person has at least seen what would change.
        let bare = "Id;Slut\nATG-01;2027-02-28\n";
        let page = keeper.get(&sent(&mut keeper.clone(), bare).await).await.body;
        assert!(page.contains("Filen saknar version"));
        site.commit(Action::Update, Kind::Measure, "ATG-01", draft(Kind::Measure)).await;
        assert_eq!(confirm(&mut keeper, &page, "Avstämning").await.status, 409);
        assert_eq!(length(&site).await, before + 1);
    });
}

#[test]
fn errors_are_told_by_their_cells_and_nothing_can_be_confirmed() {
    run(async {
        let site = with_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        let text = "Id;Åtgärd;Start;Slut;Klart;Risker\n\
                    ATG-01;Ny rubrik;2026-06-01;2026-05-31;140;RSK-01\n\
                    ATG-99;Finns inte;2026-01-01;2026-12-31;0;\n\
                    ATG-02;Något att pröva;2026-01-01;2026-12-31;0;RSK-77\n";
        let address = sent(&mut keeper, text).await;
        let answer = keeper.get(&address).await;
        assert_eq!(answer.status, 200);
        for told in [
            "Tre rader går inte att läsa in",
            "D2",
            "”Slutdatum” är före ”Startdatum”",
            "E2",
            "mellan 0 och 100",
            "”ATG-99” finns inte här",
            "F4",
            "”RSK-77” finns inte",
        ] {
            assert!(answer.body.contains(told), "{told} in {}", answer.body);
        }
        assert!(!answer.body.contains("/import/skriv"));
        let file = address.split("fil=").nth(1).unwrap();
        let forced = [("fil", file), ("lage", "999"), ("skal", "x")];
        let before = length(&site).await;
        assert_eq!(keeper.post("/atgarder/import/skriv", &forced).await.status, 409);
        assert_eq!(length(&site).await, before);
    });
}

#[test]
fn foreign_headings_are_guessed_chosen_and_make_new_records() {
    run(async {
        let site = with_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        let text = "Aktivitet;Ansvarig funktion;Planerat slut;Område;Delområde;Leverabel;Ny eller uppdaterad;Start\n\
                    Rutin för loggning;IT-säkerhetsansvarig;2026-12-31;Teknisk säkerhet;IT-säkerhet;Rutin;Ny;2026-01-01\n";
        // As a spreadsheet of a Swedish machine saves it.
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let answer = send(&mut keeper, PAGE, &latin).await;
        let address = answer.location().to_owned();
        let page = keeper.get(&address).await.body;
        assert!(page.contains("Tre kolumner känns inte igen") && page.contains("Rutin för loggning"), "{page}");
        assert!(page.contains("Förslag, kontrollera."));
        let chosen = format!("{address}&k1=title&k2=owner&k3=end");
        let page = keeper.get(&chosen).await.body;
        assert!(page.contains("1 åtgärd läggs till") && page.contains("Filen saknar id"), "{page}");
        let twice = keeper.get(&format!("{address}&k1=title&k2=title&k3=end")).await.body;
        assert!(twice.contains("är valt för flera kolumner: A, B"), "{twice}");
        let fields = ["fil", "k1", "k2", "k3", "lage"].map(|name| (name, hidden(&page, name)));
        let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fields.push(("skal", "Ur det gamla systemet"));
        assert_eq!(keeper.post("/atgarder/import/skriv", &fields).await.status, 303);
        assert!(keeper.get("/atgarder/ATG-03").await.body.contains("Rutin för loggning"));
    });
}

#[test]
fn an_owner_changes_its_own_rows_only_and_others_come_no_further_than_the_door() {
    run(async {
        let site = with_records().await;
        let mut owner = site.signed_in("agare").await;
        let own = owner.get(&sent(&mut owner.clone(), "Id;Slut\nATG-01;2027-01-31\n").await).await.body;
        assert!(own.contains("1 åtgärd ändras"), "{own}");
        let other = owner.get(&sent(&mut owner.clone(), "Id;Slut\nATG-02;2027-01-31\n").await).await.body;
        assert!(other.contains("”ATG-02” finns inte här") && !other.contains("/import/skriv"), "{other}");
        let new = owner.get(&sent(&mut owner.clone(), "Id;Åtgärd;Slut\n;Ny;2027-01-31\n").await).await.body;
        assert!(new.contains("din roll får inte lägga till"), "{new}");
        // What someone has laid aside is theirs: the same address is empty to another.
        let mut keeper = site.signed_in("samordnare").await;
        let file = sent(&mut owner, "Id;Slut\nATG-01;2027-01-31\n").await;
        assert!(keeper.get(&file).await.body.contains("Filen finns inte kvar"));
        let before = length(&site).await;
        for reader in ["namnd", "sekreterare", "revisor", "admin"] {
            let mut reader = site.signed_in(reader).await;
            assert_eq!(send(&mut reader, PAGE, b"Id;Slut\nATG-01;2027-01-31\n").await.status, 403);
            assert_eq!(reader.post("/atgarder/import/skriv", &[("fil", "x"), ("skal", "x")]).await.status, 403);
            assert_eq!(reader.get("/import/atgarder/mall.xlsx").await.status, 403);
        }
        let answer = send(&mut site.browser(), PAGE, b"Id;Slut\n").await;
        assert_eq!((answer.status, answer.location()), (303, "/logga-in?till=%2Fatgarder%2Fimport"));
        let mut forged = site.signed_in("samordnare").await;
        forged.origin = "https://ond.example".to_owned();
        assert_eq!(send(&mut forged, PAGE, b"Id;Slut\nATG-01;2027-01-31\n").await.status, 403);
        assert_eq!(length(&site).await, before);
    });
}

#[test]
fn files_that_are_not_read_say_why_on_the_page_they_came_from() {
    run(async {
        let site = with_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        for (bytes, status, told) in [
            (&b""[..], 422, "”Fil” saknas"),
            (b"PK\x03\x04 paket", 422, "skadad"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 gammalt", 422, "gamla format"),
            (b"<html><table>", 422, "varken en arbetsbok"),
            (b"Id;Slut", 422, "inga rader under rubrikerna"),
        ] {
            let answer = send(&mut keeper, PAGE, bytes).await;
            assert_eq!(answer.status, status, "{told}");
            assert!(answer.body.contains(told) && answer.body.contains("</html>"), "{told} in {}", answer.body);
        }
        let large = vec![b'x'; usize::try_from(domain::import::FILE_MAX).unwrap() + 1];
        assert_eq!(send(&mut keeper, PAGE, &large).await.status, 413);
        let gone = keeper.get("/atgarder/import?fil=finns-inte").await;
        assert!(gone.status == 200 && gone.body.contains("Filen finns inte kvar"));
        assert_eq!(keeper.get("/atgarder/import/skriv").await.location(), PAGE);
    });
}

#[test]
fn every_register_hands_out_a_template_that_comes_back_unchanged() {
    run(async {
        let site = with_records().await;
        for user in ["samordnare", "agare"] {
            let mut browser = site.signed_in(user).await;
            for register in domain::import::registers() {
                let code = register.code();
                let request = browser.request(Method::GET, &format!("/import/{code}/mall.xlsx?rader=alla"));
                let answer = request.send().await.unwrap();
                assert_eq!(answer.status().as_u16(), 200, "{code}");
                let bytes = answer.bytes().await.unwrap();
                let sent = send(&mut browser, &format!("/{code}/import"), &bytes).await;
                assert_eq!(sent.status, 303, "{code}: {}", sent.body);
                let page = browser.get(sent.location()).await.body;
                assert!(page.contains("Filen ändrar ingenting"), "{user} {code}: {page}");
            }
        }
        assert_eq!(site.signed_in("samordnare").await.get("/import/krav/mall.xlsx").await.status, 404);
    });
}
