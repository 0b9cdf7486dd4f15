//! The canary: every field that can be marked holds a word that stands nowhere else, and everything that someone without
//! clearance can be answered is looked through for it: pages, their variants, server functions, files, documents, packs,
//! disclosures, calendars and errors. And what they are answered is the same whatever those fields say, so that no count and
//! no order tells either.

use crate::browser::Browser;
use crate::running::{OWN, Running, coordinator, draft, run};
use domain::access::{Document, Function};
use domain::analysis::Analysis;
use domain::assignment::Assignment;
use domain::city_matter::CityMatter;
use domain::control::Control;
use domain::deliverable::Deliverable;
use domain::deviation::Deviation;
use domain::disclosure::Scope;
use domain::evidence::Evidence;
use domain::goal::Goal;
use domain::incident::Incident;
use domain::indicator::Indicator;
use domain::measure::Measure;
use domain::project::Project;
use domain::recommendation::Recommendation;
use domain::risk::Risk;
use domain::service::Service;
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
        Kind::Deviation => (
            &["cause", "consequence_users", "consequence_organisation", "consequence_economy", "actions", "audit_says"],
            Deviation::MARKABLE,
        ),
        Kind::Incident => (&["title", "happened", "services", "administrations", "handling"], Incident::MARKABLE),
        Kind::Indicator => (&["definition", "note"], Indicator::MARKABLE),
        Kind::Assignment => (&[], Assignment::MARKABLE),
        Kind::Recommendation => (&["text"], Recommendation::MARKABLE),
        Kind::Analysis => (&["conclusion"], Analysis::MARKABLE),
        Kind::Goal => (&[], Goal::MARKABLE),
        Kind::Project => (&["came_to"], Project::MARKABLE),
        Kind::CityMatter => (&["question", "came_to"], CityMatter::MARKABLE),
        Kind::Service => (&["description", "used_by"], Service::MARKABLE),
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
    let answers = matches!(kind, Kind::Risk | Kind::Measure | Kind::Control | Kind::Evidence);
    if !answers {
        draft.set("requirements", "");
    }
    if kind == Kind::Deviation {
        draft.set("audit_by", "Stadsrevisionen");
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
    for kind in [
        Kind::Risk,
        Kind::Measure,
        Kind::Deliverable,
        Kind::Control,
        Kind::Evidence,
        Kind::Indicator,
        Kind::Assignment,
        Kind::Recommendation,
        Kind::Analysis,
        Kind::Goal,
        Kind::Project,
        Kind::CityMatter,
        Kind::Service,
    ] {
        done(Action::Create, kind, "", secret(kind, word)).await;
        // Once more, so that there is a history with a reason.
        let key = Key::numbered(kind.prefix().unwrap(), 2);
        done(Action::Update, kind, key.as_str(), secret(kind, word).with("source", "Protokoll")).await;
    }
    done(Action::Create, Kind::Deviation, "", secret(Kind::Deviation, word)).await;
    let status = Draft::default().with("period", "2026-10").with("state", "ongoing").with("comment", word);
    done(Action::Report, Kind::Deviation, "AVV-02", status).await;
    // An incident is marked without anyone saying so.
    let mut unsaid = secret(Kind::Incident, word);
    for field in ["secrecy_provision", "secrecy_date", "secrecy_authority", "secrecy_fields"] {
        unsaid.set(field, "");
    }
    done(Action::Create, Kind::Incident, "", unsaid).await;
    let judged = Draft::default().with("significance", "significant").with("thresholds", "T1").with("reasons", word);
    done(Action::Judge, Kind::Incident, "INC-02", judged).await;
    let told = Draft::default().with("report", "notice").with("to", word).with("reference", word).with("note", word);
    done(Action::Report, Kind::Incident, "INC-02", told).await;
    let progress = Draft::default().with("percent", "40").with("note", word).with("next_step", word);
    done(Action::Report, Kind::Measure, "ATG-02", progress).await;
    let tested = Draft::default().with("result", "major").with("observation", word);
    done(Action::Test, Kind::Control, "KTR-02", tested).await;
    let bytes = format!("%PDF-1.7\n{word}\n%%EOF\n");
    let attached = site.kept(&format!("{word}.pdf"), bytes.into()).await;
    done(Action::Attach, Kind::Evidence, "EVD-02", attached).await;
    for (action, kind, key, draft) in followed_up(word) {
        done(action, kind, key, draft).await;
    }
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
    // And each list whose records can be marked, with all that is marked in it masked.
    for register in Scope::REGISTERS {
        let kind = register.kind().unwrap();
        let mut disclosure = Draft::default()
            .with("register", register.code())
            .with("filters", "status=all\nkolumner=alla")
            .with("day", "2026-11-23")
            .with("registration", "dnr 5")
            .with("reasons", "Det skyddas.");
        // The first incident is marked too, without anyone having said so.
        for key in [1, 2].map(|number| Key::numbered(kind.prefix().unwrap(), number)) {
            for field in secret(kind, word).get("secrecy_fields").split(", ") {
                disclosure.set(&format!("outcome:{key}:{field}"), "mask");
                disclosure.set(&format!("provision:{key}:{field}"), "OSL 18 kap. 8 §");
            }
        }
        done(Action::Create, Kind::Disclosure, "", disclosure).await;
    }
    done(Action::Create, Kind::Pack, "", Draft::default()).await;
    // A report of the year, which says what is open of it all, and one that lies before the board.
    let year = draft(Kind::Report).with("through", "year");
    done(Action::Create, Kind::Report, "", year).await;
    let before_board = Draft::default()
        .with("registration", "dnr 6")
        .with("handler", OWN)
        .with("proposal", "Rapporten godkänns.")
        .with("anyway", "on");
    site.commit_as(&coordinator(), Action::Prepare, Kind::Report, "RAP-01", before_board).await;
    // A new revision of it, so that there is something under revision too.
    done(Action::Create, Kind::Picture, "", Draft::default().with("year", "2027")).await;
    site
}

/// What is told of what is followed up, besides their forms. Sources differ in one of the registers, and don't in the other.
fn followed_up(word: &str) -> Vec<(Action, Kind, &'static str, Draft)> {
    let value = Draft::default()
        .with("period", "2025")
        .with("value_kind", "outcome")
        .with("number", if word == CANARY { "84" } else { "75" })
        .with("qualifier", word)
        .with("value_source", word)
        .with("doubt", word);
    let other = value.clone().with("number", "75").with("value_source", format!("{word} 2"));
    let standing = Draft::default().with("work", "ongoing").with("comment", word);
    let judged = Draft::default()
        .with("handled", "partly")
        .with("judged_by", "Stadsrevisionen")
        .with("judged", "2026-03-01")
        .with("about", "Tidigare rekommendationer")
        .with("note", word);
    let said = Draft::default().with("period", "2026-10").with("comment", word);
    let red = Draft::default().with("period", "2026-10").with("cost", "red");
    let red = red.with("cost_cause", word).with("cost_action", word);
    vec![
        (Action::Report, Kind::Indicator, "IND-02", value),
        (Action::Report, Kind::Indicator, "IND-02", other),
        (Action::Report, Kind::Assignment, "UPD-02", standing),
        (Action::Judge, Kind::Recommendation, "REK-02", judged),
        (Action::Report, Kind::Goal, "MAL-02", said.clone()),
        (Action::Report, Kind::CityMatter, "SGF-02", said.with("state", "dialogue")),
        (Action::Report, Kind::Project, "PRJ-02", red),
    ]
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
            Page::Disclosure => &["UTL-01", "UTL-02", "UTL-03", "UTL-08", "UTL-13", "UTL-17"],
            Page::Disposal => &["GAL-01"],
            Page::Deviation | Page::EditDeviation => &["AVV-02"],
            Page::Incident | Page::EditIncident => &["INC-02"],
            Page::Indicator | Page::EditIndicator => &["IND-02"],
            Page::Assignment | Page::EditAssignment => &["UPD-02"],
            Page::Recommendation | Page::EditRecommendation => &["REK-02"],
            Page::Analysis | Page::EditAnalysis => &["ANA-02"],
            Page::Goal | Page::EditGoal => &["MAL-02"],
            Page::Project | Page::EditProject => &["PRJ-02"],
            Page::CityMatter | Page::EditCityMatter => &["SGF-02"],
            Page::Service | Page::EditService => &["TJN-02"],
            Page::InterimReport | Page::EditInterimReport | Page::WriteInterimReport => &["RAP-01", "RAP-02"],
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
                "?kapitel=deviations",
                "?kapitel=assignments",
                "?ramverk=nis2&brist=not_evidenced",
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
    // Set only once for each: it takes its time.
    found.extend(Register::ALL.iter().map(|register| format!("/export/{}.pdf?kolumner=alla", register.code())));
    found.extend(Scope::REGISTERS.map(|register| format!("/utlamnanden?lista={}&dag=2026-11-23", register.code())));
    for format in ["csv", "json", "xlsx"] {
        found.push(format!("/export/evidens.{format}?ramverk=nis2"));
    }
    for format in ["csv", "json", "xlsx", "pdf"] {
        found.push(format!("/export/tillamplighet.{format}?ramverk=nis2"));
        found.push(format!("/export/tillamplighet.{format}?ramverk=nis2&per=2026-11-23"));
    }
    found.extend(["", "?per=2026-11-23"].map(|asked| format!("/rapporter/namndunderlag.pdf{asked}")));
    for report in ["RAP-01", "RAP-02"] {
        for asked in ["pdf", "docx", "md", "pdf?version=1", "md?per=2026-11-23"] {
            found.push(format!("/delarsrapporter/{report}.{asked}"));
        }
    }
    for asked in ["?ovning=1", "?status=overdue", "?betydande=significant", "?ansvarig=N%C3%A4mndsekreterare"] {
        found.push(format!("/incidenter{asked}"));
        found.push(format!("/export/incidenter.csv{asked}"));
    }
    for document in Document::ALL {
        for form in ["pdf", "xlsx"] {
            found.push(format!("/export/{}.{form}?riskbild=RB-2026-1", document.code()));
        }
    }
    for number in 2..=17 {
        found.extend(["pdf", "xlsx"].map(|form| format!("/export/UTL-{number:02}.{form}")));
    }
    found.extend(["PAK-01.zip", "PAK-02.zip"].map(|file| format!("/export/{file}")));
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
        for path in [
            "/risker/RSK-02",
            "/atgarder/ATG-02",
            "/evidens/EVD-02",
            "/export/PAK-02.zip",
            "/evidens/EVD-02/fil",
            "/avvikelser/AVV-02",
            "/incidenter/INC-02",
            "/incidenter",
            "/export/incidenter.csv",
            "/indikatorer/IND-02",
            "/uppdrag/UPD-02",
            "/rekommendationer/REK-02",
            "/riskanalyser/ANA-02",
            "/mal/MAL-02",
            "/projekt/PRJ-02",
            "/stadengemensamma-fragor/SGF-02",
            "/tjanster/TJN-02",
        ] {
            assert!(said(&fetch(&keeper, path).await.1).contains(CANARY), "{path}");
        }
        // A disclosure is the public version, for them too.
        for path in (2..=17).flat_map(|n| ["pdf", "xlsx"].map(|form| format!("/export/UTL-{n:02}.{form}"))) {
            let (status, bytes) = fetch(&keeper, &path).await;
            assert!(status == 200 && !said(&bytes).contains(CANARY), "{path}");
        }
        // Who decides sees what each field holds.
        for register in Scope::REGISTERS {
            let path = format!("/utlamnanden?lista={}&dag=2026-11-23", register.code());
            assert!(said(&fetch(&keeper, &path).await.1).contains(CANARY), "{path}");
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
            for asked in [
                "/sok?q=",
                "/risker?q=",
                "/atgarder?q=",
                "/evidens?q=",
                "/kontroller?q=",
                "/leverabler?q=",
                "/avvikelser?q=",
                "/incidenter?q=",
                "/indikatorer?q=",
                "/uppdrag?q=",
                "/rekommendationer?q=",
                "/riskanalyser?q=",
                "/mal?q=",
                "/projekt?q=",
                "/stadengemensamma-fragor?q=",
                "/tjanster?q=",
            ] {
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
                    r#"{"kind":"deviation","key":"AVV-02","per":""}"#,
                    r#"{"kind":"incident","key":"INC-02","per":""}"#,
                    r#"{"kind":"incident","key":"INC-02","per":"2026-11-23"}"#,
                    r#"{"register":"incidenter","pairs":[["kolumner","alla"],["status","all"]]}"#,
                    r#"{"kind":"indicator","key":"IND-02","per":""}"#,
                    r#"{"kind":"assignment","key":"UPD-02","per":""}"#,
                    r#"{"kind":"recommendation","key":"REK-02","per":""}"#,
                    r#"{"kind":"analysis","key":"ANA-02","per":"2026-11-23"}"#,
                    r#"{"kind":"goal","key":"MAL-02","per":""}"#,
                    r#"{"kind":"project","key":"PRJ-02","per":"2026-11-23"}"#,
                    r#"{"kind":"city_matter","key":"SGF-02","per":""}"#,
                    r#"{"kind":"service","key":"TJN-02","per":""}"#,
                    r#"{"key":"RB-2026-1","pairs":[],"per":""}"#,
                    r#"{"key":"RAP-02","pairs":[],"per":""}"#,
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
                    .into_iter()
                    .chain([("deviation", "AVV-02"), ("incident", "INC-02")])
            {
                for action in ["update", "close", "report", "assess", "attach", "test", "judge"] {
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
