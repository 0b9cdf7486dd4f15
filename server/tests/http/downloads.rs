//! Registers as files: who may have them, that they hold what the lists show, and that they can be read by others.

use crate::browser::Browser;
use crate::running::{ACCOUNTS, Running, coordinator, draft, run};
use calamine::{Data, Reader, Xlsx};
use domain::listing::Row;
use domain::{Action, Actor, Kind, ListQuery, Moment, Register, Role, Subject};
use export::Format;
use reqwest::Method;
use server::cli::{Cli, Command, OnRegister};
use server::take_out;
use std::io::Cursor;

/// A file's status, media type, name and bytes.
async fn file(browser: &Browser, path: &str) -> (u16, String, String, Vec<u8>) {
    let answer = browser.request(Method::GET, path).header("accept", "text/html,*/*").send().await.unwrap();
    let header =
        |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    let (status, media_type, name) = (answer.status().as_u16(), header("content-type"), header("content-disposition"));
    if status == 200 {
        assert_eq!(
            (header("cache-control").as_str(), header("x-content-type-options").as_str()),
            ("no-store", "nosniff")
        );
    }
    (status, media_type, name, answer.bytes().await.unwrap().to_vec())
}

/// A CSV file's rows, its headings first. No field of the demo content holds a line break with a quote in it, so that
/// this reads it.
async fn csv(browser: &Browser, path: &str) -> Vec<Vec<String>> {
    let (status, media_type, _, bytes) = file(browser, path).await;
    assert_eq!((status, media_type.as_str()), (200, Format::Csv.media_type()), "{path}");
    let text = String::from_utf8(bytes).unwrap();
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ';' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    rows
}

/// Every row of a list, page by page.
async fn listed(site: &Running, actor: &Actor, query: &ListQuery) -> Vec<Row> {
    let view = site.store.view(actor, query.moment).await.unwrap();
    let mut query = ListQuery { size: 200, ..query.clone() };
    let mut rows = Vec::new();
    loop {
        let page = view.list(&query).await.unwrap();
        rows.extend(page.rows);
        if rows.len() as u64 >= page.total {
            return rows;
        }
        query.page += 1;
    }
}

#[test]
fn every_register_in_every_form_answers_every_role_as_the_table_says() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut wrong = Vec::new();
        let addresses: Vec<(Register, Format, String)> = Register::ALL
            .iter()
            .flat_map(|&register| Format::ALL.iter().map(move |&format| (register, format)))
            .map(|(register, format)| (register, format, format!("/export/{}.{}", register.code(), format.code())))
            .collect();
        for (_, _, path) in &addresses {
            let answer = site.browser().get(path).await;
            assert_eq!(answer.status, 303);
            assert!(answer.location().starts_with("/logga-in?till=%2Fexport%2F"), "{}", answer.location());
            let answer = site.browser().request(Method::GET, path).send().await.unwrap();
            assert_eq!(answer.status().as_u16(), 401);
        }
        for (username, role) in ACCOUNTS {
            let browser = site.signed_in(username).await;
            for (register, format, path) in &addresses {
                let may = domain::access::grant(role, Subject::Export(*register)) != domain::Grant::No;
                let (status, media_type, name, bytes) = file(&browser, path).await;
                let expected = if may { 200 } else { 403 };
                let ends = format!("-2026-11-23.{}\"", format.code());
                let named = name.starts_with("attachment; filename=\"riskbild-") && name.contains(&ends);
                let right = !may || (media_type == format.media_type() && named && !bytes.is_empty());
                if status != expected || !right {
                    wrong.push(format!("{role:?} {path}: {status} {media_type} {name}"));
                }
            }
        }
        assert_eq!(wrong, [""; 0]);
    });
}

#[test]
fn the_statement_of_applicability_is_a_file_in_every_form_for_all_who_see_its_page() {
    run(async {
        let site = Running::demo().await;
        let path = |form: &str, asked: &str| format!("/export/tillamplighet.{form}?{asked}");
        for form in ["xlsx", "csv", "json", "pdf"] {
            assert_eq!(site.browser().get(&path(form, "ramverk=iso27001")).await.status, 303);
            for (role, username) in [("auditor", "revisor"), ("owner", "agare"), ("admin", "admin")] {
                let browser = site.signed_in(username).await;
                let (status, media_type, name, bytes) = file(&browser, &path(form, "ramverk=nis2")).await;
                assert_eq!(status, 200, "{role} {form}");
                let known = Format::from_code(form).map_or("application/pdf", Format::media_type);
                assert!(media_type == known && name.contains(&format!(".{form}\"")) && !bytes.is_empty(), "{name}");
            }
        }
        // A framework that isn't the reader's to see is none.
        let auditor = site.signed_in("revisor").await;
        assert_eq!(file(&auditor, &path("pdf", "ramverk=iso27001")).await.0, 404);
        let mut browser = site.signed_in("samordnare").await;
        let actor = coordinator();
        let view = site.store.view(&actor, Moment::Now).await.unwrap();
        let coverage = view.coverage("iso27001").await.unwrap();
        let shown: Vec<&str> = coverage.statements().iter().map(|(row, _)| row.cited.as_str()).collect();
        let mut rows = csv(&browser, &path("csv", "ramverk=ISO27001")).await;
        assert_eq!(rows.remove(0)[..4], ["Bestämmelse", "Krav", "Tillämpligt", "Motiverat"]);
        assert_eq!(rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), shown);
        // As it stood, and of the first framework when none is named, as the page.
        assert_ne!(rows, csv(&browser, &path("csv", "ramverk=iso27001&per=2025-01-31")).await[1..]);
        assert!(csv(&browser, &path("csv", "")).await.len() > 1);
        let printed = |browser: Browser| async move { file(&browser, &path("pdf", "ramverk=iso27001")).await.3 };
        assert!(printed(browser.clone()).await == printed(browser.clone()).await, "the same bytes every time");
        let page = browser.get("/krav/tillamplighet?ramverk=iso27001&per=2026-01-31").await.body;
        assert!(page.contains("/export/tillamplighet.pdf?ramverk=iso27001&amp;per=2026-01-31"));
        for (path, status) in [
            (path("csv", "ramverk=finns-inte"), 404),
            (path("pdf", "ramverk=finns-inte"), 404),
            (path("csv", "per=igar"), 422),
            (path("pdf", "sort=titel"), 422),
            (path("exe", ""), 404),
        ] {
            assert_eq!(browser.get(&path).await.status, status, "{path}");
        }
    });
}

#[test]
fn a_file_holds_the_lists_rows_in_its_order() {
    run(async {
        let site = Running::demo().await;
        let mut browser = site.signed_in("samordnare").await;
        let today = site.clock.today();
        for (register, address) in [
            (Register::Risks, ""),
            (Register::Risks, "status=all&sort=titel"),
            (Register::Risks, "q=arkiv&kolumner=alla"),
            (Register::Risks, "per=2024-04-30&sort=-id&antal=1&sida=2"),
            (Register::Measures, "status=overdue"),
            (Register::Measures, "omrade=technical&sort=-varde"),
            (Register::Measures, "flagga=evidence_missing&kolumner=alla"),
            (Register::Measures, "flagga=established&per=2025-12-31"),
            (Register::Deliverables, "status=introduced&sort=datum"),
            (Register::Controls, "status=all"),
            (Register::Requirements, "ramverk=csl"),
            (Register::Requirements, "per=2025-01-31"),
            (Register::Evidence, "slag=minutes"),
            (Register::Indicators, "kallor=differ&kolumner=alla"),
            (Register::Assignments, "status=all&sort=datum"),
            (Register::Recommendations, "kolumner=alla"),
            (Register::Analyses, "per=2024-05-15"),
            (Register::Goals, "omrade=process&kolumner=alla"),
            (Register::Projects, "farg=red&per=2024-04-30"),
            (Register::CityMatters, "status=all"),
            (Register::Services, "sort=titel"),
            (Register::Evidence, "per=2025-06-30&kolumner=alla"),
        ] {
            let pairs: Vec<(&str, &str)> = address.split('&').filter_map(|pair| pair.split_once('=')).collect();
            let query = ListQuery::parse(register, pairs, today).unwrap();
            let rows = listed(&site, &coordinator(), &ListQuery { page: 1, ..query.clone() }).await;
            let path = format!("/export/{}.csv?{address}", register.code());
            let mut taken = csv(&browser, &path).await;
            let headings = taken.remove(0);
            assert_eq!(headings.len(), query.columns().len(), "{path}");
            let column = query.columns().iter().position(|name| *name == "title").unwrap();
            let titles = |cell: &domain::Cell| match cell {
                domain::Cell::Text(title) => title.clone(),
                domain::Cell::Masked(_) | domain::Cell::Empty => String::new(),
                other => panic!("{other:?}"),
            };
            let shown: Vec<String> = rows.iter().map(|row| titles(&row.cells[column])).collect();
            let held: Vec<String> = taken.iter().map(|row| row[column].clone()).collect();
            assert_eq!(held, shown, "{path}");
        }
        assert!(csv(&browser, "/export/risker.csv?status=all").await.len() > 3, "the demo content has risks");
        // The same in English, by its cookie.
        browser.cookies.insert("sprak".into(), "en".into());
        assert!(csv(&browser, "/export/risker.csv").await[0].contains(&"Next assessment".to_owned()));
    });
}

#[test]
fn the_journal_is_whole_and_filtered_as_its_page_is() {
    run(async {
        let site = Running::demo().await;
        let browser = site.signed_in("samordnare").await;
        let view_length = |rows: &[Vec<String>]| rows.len() as u64 - 1;
        let all = csv(&browser, "/export/journal.csv").await;
        let verified = site.store.verify().await.unwrap();
        let accounts = all.iter().filter(|row| row[5] == "konto").count();
        assert_eq!(accounts, 0, "accounts are the administrator's business");
        assert!(view_length(&all) > 100 && view_length(&all) < verified.entries);
        let seqs: Vec<u64> = all[1..].iter().map(|row| row[0].parse().unwrap()).collect();
        assert!(seqs.windows(2).all(|pair| pair[0] > pair[1]), "newest first, each once");
        let risks = csv(&browser, "/export/journal.csv?slag=risk&fore=3").await;
        assert!(risks.len() > 1 && risks[1..].iter().all(|row| row[5] == "risk"));
        let early = csv(&browser, "/export/journal.csv?per=2024-01-31").await;
        assert!(early[1..].iter().all(|row| row[1].as_str() < "2024-02-01"));
    });
}

#[test]
fn a_workbook_opens_elsewhere_with_real_dates_and_numbers() {
    run(async {
        let site = Running::demo().await;
        let browser = site.signed_in("namnd").await;
        let (status, _, name, bytes) = file(&browser, "/export/risker.xlsx?kolumner=alla&per=2024-04-30").await;
        assert_eq!(status, 200);
        assert!(name.contains("riskbild-risker-2024-04-30.xlsx"), "{name}");
        let again = file(&browser, "/export/risker.xlsx?kolumner=alla&per=2024-04-30").await.3;
        assert!(again == bytes, "the same content at the same time gives the same bytes");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["Om filen", "Risker"]);
        let front = book.worksheet_range("Om filen").unwrap();
        let fact = |label: &str| {
            let row = front.rows().find(|row| row[0] == label);
            row.map(|row| row[1].clone()).unwrap_or_else(|| panic!("{label}"))
        };
        assert_eq!(fact("Uttaget av").to_string(), "Nämndledamot");
        assert!(matches!(fact("Läget per"), Data::DateTime(_)));
        let actor = coordinator();
        let view = site.store.view(&actor, Moment::On("2024-04-30".parse().unwrap())).await.unwrap();
        assert_eq!(fact("Journalens rotsumma då (SHA-256)").to_string(), view.root);
        assert_eq!(fact("Journalpost det läget slutar vid").to_string(), view.position.to_string());
        assert_eq!(fact("Journalposter när filen gjordes").to_string(), view.length.to_string());
        assert_eq!(fact("Urval").to_string(), "Läge: Alla utom stängda");
        let sheet = book.worksheet_range("Risker").unwrap();
        let mut rows = sheet.rows();
        let headings: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
        let column = |heading: &str| headings.iter().position(|known| known == heading).unwrap();
        let (review, score) = (column("Nästa bedömning"), column("Riskvärde"));
        let mut seen = 0;
        for row in rows {
            assert!(matches!(row[review], Data::DateTime(_)), "{row:?}");
            assert!(matches!(row[score], Data::Float(_) | Data::Int(_)), "{row:?}");
            seen += 1;
        }
        assert!(seen > 0);
    });
}

#[test]
fn the_evidence_list_has_a_row_for_each_requirement_without_evidence() {
    run(async {
        let site = Running::demo().await;
        let browser = site.signed_in("revisor").await;
        let rows = csv(&browser, "/export/evidens.csv?ramverk=nis2").await;
        let column = |heading: &str| rows[0].iter().position(|known| known == heading).unwrap();
        let (status, evidence, number) = (column("Evidensens läge"), column("Evidens, id"), column("Bestämmelse"));
        let missing = rows[1..].iter().filter(|row| row[status] == "Saknas");
        assert!(missing.clone().count() > 0 && missing.clone().all(|row| row[evidence].is_empty()));
        let with = rows[1..].iter().filter(|row| row[status] != "Saknas");
        assert!(with.clone().count() > 0 && with.clone().all(|row| row[evidence].starts_with("EVD-")));
        let coverage = site.store.view(&coordinator(), Moment::Now).await.unwrap().coverage("nis2").await.unwrap();
        let mut numbers: Vec<&String> = rows[1..].iter().map(|row| &row[number]).collect();
        numbers.dedup();
        assert_eq!(numbers.len() as u64, coverage.assessable() as u64);
        // One requirement only; before there was any evidence; and as a workbook whose front says what it is.
        let one = rows[1][number].clone();
        let actor = coordinator();
        let view = site.store.view(&actor, Moment::Now).await.unwrap();
        let key = view.list(&ListQuery { size: 200, ..ListQuery::new(Register::Requirements) }).await.unwrap();
        let key = key.rows.iter().find(|row| row.cells[0] == domain::Cell::Text(one.clone())).unwrap().key.clone();
        let some = csv(&browser, &format!("/export/evidens.csv?krav={key}")).await;
        assert!(some.len() > 1 && some[1..].iter().all(|row| row[number] == one));
        let before = csv(&browser, "/export/evidens.csv?ramverk=NIS2&till=1999-12-31").await;
        assert!(before[1..].iter().all(|row| row[status] == "Saknas"));
        let (_, _, name, bytes) = file(&browser, "/export/evidens.xlsx?ramverk=nis2&fran=2024-01-01").await;
        assert!(name.contains("riskbild-evidenslista-nis2-2026-11-23.xlsx"), "{name}");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let front = book.worksheet_range("Om filen").unwrap();
        let said: Vec<String> = front.rows().flatten().map(ToString::to_string).collect();
        assert!(
            said.iter().any(|text| text.contains("Regelverk: NIS2; Evidens som gäller per: 2024-01-01 eller senare"))
        );
        // The auditor's frameworks are these two.
        assert_eq!(file(&browser, "/export/evidens.csv?ramverk=iso27001").await.0, 404);
        assert_eq!(file(&browser, "/export/evidens.csv?ramverk=finns-inte").await.0, 404);
    });
}

#[test]
fn what_is_not_understood_gives_no_file() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("samordnare").await;
        for path in [
            "/export/risker.csv?status=kanske",
            "/export/risker.csv?statsu=open",
            "/export/journal.xlsx?fran=igår",
            "/export/evidens.json?ramverk=nis2&till=x",
            "/export/krav.csv?per=2024-13-01",
        ] {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, 422, "{path}");
            assert!(answer.body.contains("Rätta adressen") && answer.body.contains("</html>"), "{path}");
        }
        for path in ["/export/risker.doc", "/export/risker", "/export/konton.csv", "/export/"] {
            assert_eq!(browser.get(path).await.status, 404, "{path}");
        }
    });
}

#[test]
fn what_secrecy_covers_is_in_no_file_of_those_without_clearance() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let secret = |kind: Kind, fields: &str| {
            let mut draft = draft(kind)
                .with("requirements", "NIS2-1")
                .with("secrecy_provision", "OSL 18 kap. 8 §")
                .with("secrecy_date", "2026-11-01")
                .with("secrecy_authority", "Kulturnämnden")
                .with("secrecy_note", "nålnålnål")
                .with("secrecy_fields", fields);
            for field in fields.split(", ") {
                draft.set(field, "nålnålnål");
            }
            draft
        };
        for (kind, fields) in [
            (Kind::Risk, "cause, event, consequence"),
            (Kind::Measure, "purpose"),
            (Kind::Deliverable, "responsibilities, mandate, reference"),
            (Kind::Control, "method"),
            (Kind::Evidence, "title, reference, place, note"),
        ] {
            site.commit(Action::Create, kind, "", secret(kind, fields)).await;
        }
        for (username, role) in ACCOUNTS {
            let browser = site.signed_in(username).await;
            let mut told = Vec::new();
            for register in ["risker", "atgarder", "leverabler", "kontroller", "krav", "evidens", "journal"] {
                for format in ["csv", "json", "xlsx"] {
                    let list = format!("/export/{register}.{format}");
                    let all = if register == "journal" { list.clone() } else { format!("{list}?kolumner=alla") };
                    told.push((format, file(&browser, &all).await));
                }
            }
            for format in ["csv", "json", "xlsx"] {
                told.push((format, file(&browser, &format!("/export/evidens.{format}?ramverk=nis2")).await));
            }
            let seen = told.iter().filter(|(_, (status, ..))| *status == 200).any(|(format, (.., bytes))| {
                let text = if *format == "xlsx" { sheets(bytes) } else { String::from_utf8_lossy(bytes).into_owned() };
                text.contains("nålnålnål")
            });
            let cleared = matches!(role, Role::Coordinator | Role::Owner);
            assert_eq!(seen, cleared, "{role:?}");
        }
    });
}

/// Everything a workbook's sheets say.
fn sheets(bytes: &[u8]) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let sheets = book.worksheets();
    sheets.iter().flat_map(|(_, range)| range.rows().flatten().map(ToString::to_string)).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_owner_takes_out_its_own_only() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        site.commit(Action::Create, Kind::Risk, "", draft(Kind::Risk).with("owner", "Nämndsekreterare")).await;
        let (owner, all) = (site.signed_in("agare").await, site.signed_in("samordnare").await);
        assert_eq!(csv(&owner, "/export/risker.csv").await.len(), 2);
        assert_eq!(csv(&all, "/export/risker.csv").await.len(), 3);
        assert_eq!(csv(&owner, "/export/journal.csv?slag=risk").await.len(), 2);
    });
}

#[test]
fn what_is_written_meanwhile_is_not_in_the_file() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let actor = coordinator();
        let mut view = site.store.view(&actor, Moment::Now).await.unwrap();
        site.commit(Action::Create, Kind::Risk, "", draft(Kind::Risk)).await;
        let mut extract = view.extract(&ListQuery::new(Register::Risks)).await.unwrap();
        let position = view.position;
        let changed = draft(Kind::Risk).with("title", "Ändrad").with("owner", "Nämndsekreterare");
        site.commit(Action::Update, Kind::Risk, "RSK-01", changed).await;
        site.commit(Action::Create, Kind::Risk, "", draft(Kind::Risk)).await;
        let rows = view.next_rows(&mut extract).await.unwrap();
        assert_eq!((rows.len(), extract.total), (2, 2));
        assert!(rows.iter().all(|row| row.cells[1] == domain::Cell::text("Något att pröva")));
        assert!(view.next_rows(&mut extract).await.unwrap().is_empty());
        assert!(view.outdated().await.unwrap() && view.position == position);
        let root = site.store.view(&actor, Moment::Now).await.unwrap().root;
        assert_ne!(root, view.root);
    });
}

#[test]
fn the_command_line_takes_out_the_same_file() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let browser = site.signed_in("samordnare").await;
        let (.., bytes) = file(&browser, "/export/risker.csv?kolumner=alla").await;
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("risker.csv");
        let options = |extra: &[&str]| {
            let out = out.to_str().unwrap();
            let mut given = vec!["riskbild", "export", "risker", "--format", "csv", "--out", out];
            given.extend(extra);
            match <Cli as clap::Parser>::parse_from(given).command {
                Command::OnRegister(OnRegister::Export(options)) => options,
                other => panic!("{other:?}"),
            }
        };
        take_out::run(&site.store, &options(&["--filter", "kolumner=alla"])).await.unwrap();
        assert!(std::fs::read(&out).unwrap() == bytes);
        assert!(take_out::run(&site.store, &options(&["--filter", "statsu=open"])).await.is_err());
        take_out::run(&site.store, &options(&["--role", "owner", "--functions", "Ingen"])).await.unwrap();
        assert_eq!(std::fs::read_to_string(&out).unwrap().lines().count(), 1);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half written is left");
    });
}

#[test]
fn a_file_that_nobody_takes_stops_being_made() {
    run(async {
        let site = Running::demo().await;
        let browser = site.signed_in("samordnare").await;
        for _ in 0..20 {
            // More than are made at once: each lets go of its turn when its receiver has gone.
            let answer = browser.request(Method::GET, "/export/journal.json").send().await.unwrap();
            assert_eq!(answer.status().as_u16(), 200);
            drop(answer);
        }
        assert!(csv(&browser, "/export/journal.csv").await.len() > 100);
    });
}
