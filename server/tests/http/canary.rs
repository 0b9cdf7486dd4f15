//! The canary: every field that can be marked holds a word that stands nowhere else, and everything that someone without
//! clearance can be answered is looked through for it: pages, their variants, server functions, files, documents, packs,
//! disclosures, calendars and errors. And what they are answered is the same whatever those fields say, so that no count and
//! no order tells either.

use crate::browser::Browser;
use crate::running::{OWN, Running, coordinator, draft, run};
use domain::access::{Document, Function};
use domain::control::Control;
use domain::deliverable::Deliverable;
use domain::evidence::Evidence;
use domain::measure::Measure;
use domain::risk::Risk;
use domain::{Action, Actor, Command, Draft, Key, Kind, Page, Register, Role};
use reqwest::Method;
use std::io::{Cursor, Read, Write};
use std::process::Stdio;
use store::ids;

/// The function that owns what is secret; none of the readers acts for it.
const KEEPER: &str = "Nämndsekreterare";
/// The word, and another of the same length for the register that is compared with.
const CANARY: &str = "kanariefageln";
const OTHER: &str = "nagotheltannat";
/// Roles that are cleared for nothing here. The owner owns other records.
const UNCLEARED: [&str; 5] = ["namnd", "sekreterare", "revisor", "admin", "agare"];

/// The fields that can be marked, and what each is typed as.
fn secret(kind: Kind, word: &str) -> Draft {
    let (fields, markable): (&[&str], &[&str]) = match kind {
        Kind::Risk => (
            &["cause", "event", "consequence", "treatment_note", "current_rationale", "inherent_rationale"],
            Risk::MARKABLE,
        ),
        Kind::Measure => (&["purpose"], Measure::MARKABLE),
        Kind::Deliverable => (&["responsibilities", "mandate", "reference"], Deliverable::MARKABLE),
        Kind::Control => (&["method"], Control::MARKABLE),
        Kind::Evidence => (&["title", "reference", "place", "note"], Evidence::MARKABLE),
        other => panic!("{other:?} has no fields to mark"),
    };
    let mut draft = draft(kind)
        .with("owner", KEEPER)
        .with("requirements", "NIS2-1")
        .with("inherent_likelihood", "4")
        .with("inherent_consequence", "4")
        .with("secrecy_provision", "OSL 18 kap. 8 §")
        .with("secrecy_date", "2026-11-01")
        .with("secrecy_authority", "Nämnden")
        .with("secrecy_note", word)
        .with("secrecy_fields", markable.join(", "));
    if kind == Kind::Deliverable {
        draft.set("requirements", "");
    }
    for field in fields {
        draft.set(field, word);
    }
    draft
}

/// A register with such records, all that can be done with them, an adopted picture, a pack and a disclosure.
async fn register(word: &str) -> Running {
    let site = Running::start().await;
    site.add_records().await;
    let done = async |action: Action, kind: Kind, key: &str, draft: Draft| {
        let key = Key::parse(key).ok();
        let reason = if key.is_some() { word.to_owned() } else { String::new() };
        let command = Command { id: ids::fresh(), action, kind, key, rev: None, draft, reason };
        site.store.commit(&coordinator(), &command).await.unwrap();
    };
    for kind in [Kind::Risk, Kind::Measure, Kind::Deliverable, Kind::Control, Kind::Evidence] {
        done(Action::Create, kind, "", secret(kind, word)).await;
        // Once more, so that there is a history with a reason.
        let key = Key::numbered(kind.prefix().unwrap(), 2);
        done(Action::Update, kind, key.as_str(), secret(kind, word).with("source", "Protokoll")).await;
    }
    let progress = Draft::default().with("percent", "40").with("note", word).with("next_step", word);
    done(Action::Report, Kind::Measure, "ATG-02", progress).await;
    let tested = Draft::default().with("result", "major").with("observation", word);
    done(Action::Test, Kind::Control, "KTR-02", tested).await;
    let bytes = format!("%PDF-1.7\n{word}\n%%EOF\n");
    let attached = site.kept(&format!("{word}.pdf"), bytes.into()).await;
    done(Action::Attach, Kind::Evidence, "EVD-02", attached).await;
    let said = Draft::default().with("about", "RSK-02").with("text", word);
    done(Action::Create, Kind::Comment, "", said).await;

    // The picture that add_records began, with an answer for the risk that says what its rationale says.
    let picture = "RB-2026-1";
    for (risk, reason) in [("RSK-01", "Nytt system"), ("RSK-02", word)] {
        let answer = Draft::default().with("picture", picture).with("risk", risk).with("kind", "new");
        let answer = answer.with("reason", reason);
        done(Action::Review, Kind::Review, "", answer).await;
    }
    let prepared = Draft::default()
        .with("heading", "Riskbild")
        .with("registration", "dnr 3")
        .with("handler", OWN)
        .with("proposal", "Riskbilden antas.")
        .with("summary", "Två risker.");
    site.commit_as(&coordinator(), Action::Prepare, Kind::Picture, picture, prepared).await;
    let decided = Draft::default()
        .with("version", "1")
        .with("outcome", "adopt")
        .with("organ", "Nämnden")
        .with("date", "2026-11-23")
        .with("paragraph", "9")
        .with("registration", "dnr 3")
        .with("text", "Riskbilden antas.");
    let secretary = Actor { role: Role::Secretary, ..Actor::system() };
    site.commit_as(&secretary, Action::Decide, Kind::Picture, picture, decided).await;
    let mut disclosure =
        Draft::default().with("picture", picture).with("registration", "dnr 4").with("reasons", "Det skyddas.");
    for field in Risk::MARKABLE {
        disclosure.set(&format!("outcome:RSK-02:{field}"), "mask");
        disclosure.set(&format!("provision:RSK-02:{field}"), "OSL 18 kap. 8 §");
    }
    done(Action::Create, Kind::Disclosure, "", disclosure).await;
    done(Action::Create, Kind::Pack, "", Draft::default()).await;
    // A new revision of it, so that there is something under revision too.
    done(Action::Create, Kind::Picture, "", Draft::default().with("year", "2027")).await;
    site
}

/// The addresses that are looked through: every page of the table with a record that is marked, each seen now and as of today,
/// with what its links ask for; every file and every document.
fn addresses() -> Vec<String> {
    let mut found = Vec::new();
    for &page in Page::ALL {
        let keys: &[&str] = match page {
            Page::Risk | Page::EditRisk => &["RSK-02"],
            Page::Measure | Page::EditMeasure => &["ATG-02"],
            Page::Deliverable | Page::EditDeliverable => &["LEV-02"],
            Page::Control | Page::EditControl => &["KTR-02"],
            Page::Evidence | Page::EditEvidence => &["EVD-02"],
            Page::Requirement => &["NIS2-1"],
            Page::DecidedPlan => &["PLN-01"],
            Page::Pack => &["PAK-01", "PAK-02"],
            Page::Disclosure => &["UTL-01", "UTL-02"],
            Page::EditProgramme => &["PRG-01"],
            Page::EditAccount => &["namnd"],
            Page::Picture | Page::Revision | Page::Reviewing | Page::Meeting | Page::Deciding => {
                &["RB-2026-1", "RB-2027-1"]
            }
            _ => &[""],
        };
        for key in keys {
            let path = page.path().replace(":key", key);
            for asked in [
                "",
                "?per=2026-11-23",
                "?visa=alla",
                "?kolumner=alla&status=all",
                "?sort=titel&fallande=1",
                "?riskbild=RB-2026-1",
                "?ramverk=nis2",
            ] {
                found.push(format!("{path}{asked}"));
            }
        }
    }
    for register in Register::ALL {
        for format in ["csv", "json", "xlsx"] {
            found.push(format!("/export/{}.{format}", register.code()));
            found.push(format!("/export/{}.{format}?kolumner=alla", register.code()));
            found.push(format!("/export/{}.{format}?kolumner=alla&status=all&per=2026-11-23", register.code()));
        }
    }
    for format in ["csv", "json", "xlsx"] {
        found.push(format!("/export/evidens.{format}?ramverk=nis2"));
    }
    for document in Document::ALL {
        for form in ["pdf", "xlsx"] {
            found.push(format!("/export/{}.{form}?riskbild=RB-2026-1", document.code()));
        }
    }
    for file in ["UTL-02.pdf", "UTL-02.xlsx", "PAK-01.zip", "PAK-02.zip"] {
        found.push(format!("/export/{file}"));
    }
    found.extend(
        ["/evidens/EVD-02/fil", "/evidens/EVD-02/fil?per=2026-11-23", "/huvud", "/finns-inte"].map(str::to_owned),
    );
    found
}

/// What an answer says, whatever it is kept as: text, a ZIP file's parts, or a PDF read by another program.
fn said(bytes: &[u8]) -> String {
    if bytes.starts_with(b"PK") {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = String::new();
        for place in 0..zip.len() {
            let mut part = zip.by_index(place).unwrap();
            let mut inner = Vec::new();
            part.read_to_end(&mut inner).unwrap();
            parts.extend([part.name().unwrap().as_ref(), "\n", &said(&inner), "\n"]);
        }
        return parts;
    }
    if bytes.starts_with(b"%PDF-1.7\n%") {
        let mut reader = std::process::Command::new("pdftotext")
            .args(["-q", "-", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        reader.stdin.take().unwrap().write_all(bytes).unwrap();
        let told = reader.wait_with_output().unwrap();
        assert!(told.status.success(), "pdftotext");
        // Words may be broken at a line's end.
        let text = String::from_utf8_lossy(&told.stdout).replace("-\n", "").replace(['\n', '\u{c}'], " ");
        return format!("{text} {}", String::from_utf8_lossy(bytes));
    }
    String::from_utf8_lossy(bytes).into_owned()
}

/// The same without what is new each time: ids, hashes, and the port of this server.
fn steady(text: &str, site: &Running) -> String {
    let mut text = text.replace(&site.url, "").replace(site.url.trim_start_matches("http://"), "");
    // A page's scripts are let through by a word that is new each time.
    for mark in ["nonce=\"", "crossorigin=\""] {
        let word = text.split(mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
        if word.len() > 10 {
            text = text.replace(&word, "");
        }
    }
    let text = without_form_ids(&text);
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for letter in text.chars().chain(['\n']) {
        if letter.is_ascii_hexdigit() || letter == '-' {
            run.push(letter);
            continue;
        }
        let new = run.len() >= 16 && run.chars().any(|one| one.is_ascii_digit());
        out.push_str(if new { "#" } else { &run });
        run.clear();
        out.push(letter);
    }
    out
}

/// The ids of a form's fields hold the last four letters of its command's id: `create-154b-title`.
fn without_form_ids(text: &str) -> String {
    let mut parts = text.split('-').peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(part) = parts.next() {
        let id = part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        out.push_str(if id { "####" } else { part });
        if parts.peek().is_some() {
            out.push('-');
        }
    }
    out
}

/// Where two texts begin to differ, with what stands around it.
fn difference(one: &str, other: &str) -> Option<String> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let place = one.iter().zip(&other).position(|(a, b)| a != b);
    let place = place.or((one.len() != other.len()).then(|| one.len().min(other.len())))?;
    let around = |text: &[char]| text.iter().skip(place.saturating_sub(60)).take(100).collect::<String>();
    Some(format!("{:?} and {:?}", around(&one), around(&other)))
}

async fn fetch(browser: &Browser, path: &str) -> (u16, Vec<u8>) {
    let answer = browser.request(Method::GET, path).header("accept", "text/html,*/*").send().await.unwrap();
    (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
}

#[test]
fn not_one_canary_reaches_anyone_without_clearance_and_nothing_depends_on_it() {
    run(async {
        let (secret, plain) = (register(CANARY).await, register(OTHER).await);
        let mut wrong: Vec<String> = Vec::new();
        let mut seen = 0;
        for username in UNCLEARED {
            let (browser, other) = (secret.signed_in(username).await, plain.signed_in(username).await);
            for path in addresses() {
                let (status, bytes) = fetch(&browser, &path).await;
                let (other_status, other_bytes) = fetch(&other, &path).await;
                seen += usize::from(status == 200);
                let (text, told) = (said(&bytes), said(&other_bytes));
                if text.to_lowercase().contains(CANARY) {
                    wrong.push(format!("{username} {path}: the canary"));
                }
                // Workbooks and ZIP files hold the time and sums of their own; their parts are looked through above.
                let compared = !bytes.starts_with(b"PK") && !bytes.starts_with(b"%PDF");
                let differs = compared.then(|| difference(&steady(&text, &secret), &steady(&told, &plain))).flatten();
                if status != other_status || differs.is_some() {
                    wrong.push(format!("{username} {path}: {status} {other_status} {differs:?}"));
                }
            }
        }
        assert!(seen > 300, "{seen} answers were looked through");
        assert_eq!(wrong.iter().take(20).collect::<Vec<_>>(), [""; 0]);
        // The same words are there for those who are cleared, or the test would prove nothing.
        let keeper = secret.signed_in("samordnare").await;
        for path in
            ["/risker/RSK-02", "/atgarder/ATG-02", "/evidens/EVD-02", "/export/PAK-02.zip", "/evidens/EVD-02/fil"]
        {
            assert!(said(&fetch(&keeper, path).await.1).contains(CANARY), "{path}");
        }
        // A disclosure is the public version, for them too.
        for path in ["/export/UTL-02.pdf", "/export/UTL-02.xlsx"] {
            assert!(!said(&fetch(&keeper, path).await.1).contains(CANARY), "{path}");
        }
    });
}

#[test]
fn no_search_function_letter_calendar_or_error_tells_of_it() {
    run(async {
        let (secret, plain) = (register(CANARY).await, register(OTHER).await);
        let mut wrong: Vec<String> = Vec::new();
        for username in UNCLEARED {
            let (mut browser, mut other) = (secret.signed_in(username).await, plain.signed_in(username).await);
            // What is searched for is said again; what is found is what counts.
            for asked in ["/sok?q=", "/risker?q=", "/atgarder?q=", "/evidens?q=", "/kontroller?q=", "/leverabler?q="] {
                let found = browser.get(&format!("{asked}{CANARY}")).await.body;
                let none = browser.get(&format!("{asked}{}", "x".repeat(CANARY.len()))).await.body;
                let found = found.replace(CANARY, &"x".repeat(CANARY.len()));
                if let Some(differs) = difference(&steady(&found, &secret), &steady(&none, &secret)) {
                    wrong.push(format!("{username} {asked}: a search finds what is secret: {differs}"));
                }
            }
            for &function in Function::ALL.iter().filter(|function| **function != Function::Submit) {
                for body in [
                    r#"{"kind":"risk","key":"RSK-02","per":""}"#,
                    r#"{"kind":"measure","key":"ATG-02","per":"2026-11-23"}"#,
                    r#"{"kind":"evidence","key":"EVD-02","per":""}"#,
                    r#"{"kind":"control","key":"KTR-02","per":""}"#,
                    r#"{"kind":"deliverable","key":"LEV-02","per":""}"#,
                    r#"{"key":"RB-2026-1","pairs":[],"per":""}"#,
                    r#"{"key":"PAK-02","per":"","pairs":[]}"#,
                    r#"{"register":"risker","pairs":[["kolumner","alla"]]}"#,
                    r#"{"register":"evidens","pairs":[["kolumner","alla"],["status","all"]]}"#,
                    r#"{"pairs":[],"per":"","framework":"nis2","picture":"RB-2026-1","text":"RSK-02"}"#,
                ] {
                    let answer = browser.call(function.code(), "application/json", body.to_owned()).await;
                    let told = other.call(function.code(), "application/json", body.to_owned()).await;
                    if answer.body.to_lowercase().contains(CANARY) {
                        wrong.push(format!("{username} {function:?} {body}: the canary"));
                    }
                    let differs = difference(&steady(&answer.body, &secret), &steady(&told.body, &plain));
                    if answer.status != told.status || differs.is_some() {
                        wrong.push(format!("{username} {function:?} {body}: {differs:?}"));
                    }
                }
            }
            // Commands that are refused, and forms shown again.
            for (kind, key) in
                [("risk", "RSK-02"), ("measure", "ATG-02"), ("evidence", "EVD-02"), ("control", "KTR-02")]
            {
                for action in ["update", "close", "report", "assess", "attach", "test"] {
                    let id = ids::fresh();
                    let fields = [
                        ("action", action),
                        ("kind", kind),
                        ("key", key),
                        ("rev", "1"),
                        ("command_id", &id),
                        ("page", "/risker"),
                    ];
                    let answer = browser.submit(&fields).await;
                    if answer.body.to_lowercase().contains(CANARY) {
                        wrong.push(format!("{username} {action} {key}: the canary"));
                    }
                }
            }
            let made = browser.post("/konto/kalender", &[]).await;
            if let Some(start) = made.body.find("/kalender/") {
                let address = made.body[start..].split('"').next().unwrap_or_default().to_owned();
                if browser.get(&address).await.body.to_lowercase().contains(CANARY) {
                    wrong.push(format!("{username}: the canary is in the calendar"));
                }
            }
        }
        assert_eq!(wrong.iter().take(20).collect::<Vec<_>>(), [""; 0]);
    });
}
