//! The access table over real HTTP: every page, every server function and every command, for every role and for nobody.
//! All are enumerated from the domain's own tables, so that a new one without its guard fails here.

use crate::browser::{Answer, Browser};
use crate::running::{ACCOUNTS, OWN, Running, draft, run};
use domain::access::Function;
use domain::{Action, Actor, Kind, Page, Role, Subject};
use std::collections::BTreeSet;

fn actor(username: &str, role: Role) -> Actor {
    let functions = if role == Role::Owner { vec![OWN.to_owned()] } else { Vec::new() };
    Actor { username: username.to_owned(), name: String::new(), role, functions, frameworks: Vec::new() }
}

/// A page's address, with a record that is there.
fn address(page: Page) -> String {
    let key = match page {
        Page::Risk | Page::EditRisk => "RSK-01",
        Page::Measure | Page::EditMeasure => "ATG-01",
        Page::Deliverable | Page::EditDeliverable => "LEV-01",
        Page::Control | Page::EditControl => "KTR-01",
        Page::Evidence | Page::EditEvidence => "EVD-01",
        Page::Requirement => "NIS2-1",
        Page::DecidedPlan => "PLN-01",
        Page::Pack => "PAK-01",
        Page::Disclosure => "UTL-01",
        Page::Disposal => "GAL-01",
        Page::Deviation | Page::EditDeviation => "AVV-01",
        Page::Incident | Page::EditIncident => "INC-01",
        Page::Indicator | Page::EditIndicator => "IND-01",
        Page::Assignment | Page::EditAssignment => "UPD-01",
        Page::Recommendation | Page::EditRecommendation => "REK-01",
        Page::Analysis | Page::EditAnalysis => "ANA-01",
        Page::Goal | Page::EditGoal => "MAL-01",
        Page::Project | Page::EditProject => "PRJ-01",
        Page::CityMatter | Page::EditCityMatter => "SGF-01",
        Page::Service | Page::EditService => "TJN-01",
        Page::InterimReport | Page::EditInterimReport | Page::WriteInterimReport => "RAP-01",
        Page::EditProgramme => "PRG-01",
        Page::EditAccount => "namnd",
        Page::Picture | Page::Revision | Page::Reviewing | Page::Meeting | Page::Deciding => "RB-2026-1",
        _ => "",
    };
    page.path().replace(":key", key)
}

#[test]
fn every_page_answers_every_role_as_the_table_says() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut wrong = Vec::new();
        let mut nobody = site.browser();
        for &page in Page::ALL {
            let answer = nobody.get(&address(page)).await;
            let expected = if page.public() { 200 } else { 303 };
            if answer.status != expected || (expected == 303 && !answer.location().starts_with("/logga-in?till=")) {
                wrong.push(format!("nobody {page:?}: {} {}", answer.status, answer.location()));
            }
        }
        for (username, role) in ACCOUNTS {
            let (mut browser, actor) = (site.signed_in(username).await, actor(username, role));
            for &page in Page::ALL {
                let expected = match page {
                    Page::SignIn => 303,
                    _ if actor.may(Subject::Page(page)) => 200,
                    _ => 403,
                };
                let answer = browser.get(&address(page)).await;
                if answer.status != expected || (expected != 303 && !answer.body.contains("</html>")) {
                    wrong.push(format!("{role:?} {page:?}: {} instead of {expected}", answer.status));
                }
            }
        }
        assert_eq!(wrong, [""; 0]);
    });
}

/// What a function is asked, by someone of this role, that the rules below the function's own allow.
fn asked(function: Function, role: Role) -> (&'static str, String) {
    const JSON: &str = "application/json";
    let form = match role {
        Role::Owner => r#"{"kind":"evidence","key":"","follows":""}"#,
        Role::Admin => r#"{"kind":"account","key":"","follows":""}"#,
        Role::Secretary => r#"{"kind":"report","key":"","follows":""}"#,
        _ => r#"{"kind":"risk","key":"","follows":""}"#,
    };
    let body = match function {
        Function::Frame | Function::Administration => "{}",
        Function::List => r#"{"register":"risker","pairs":[]}"#,
        Function::Detail => r#"{"kind":"risk","key":"RSK-01","per":""}"#,
        Function::Form => form,
        Function::Matrix | Function::ControlYear | Function::YearCycle => r#"{"pairs":[]}"#,
        Function::Coverage => r#"{"framework":"nis2","per":""}"#,
        Function::Picture | Function::Revision => r#"{"key":"RB-2026-1","pairs":[]}"#,
        Function::Plan => r#"{"key":"","pairs":[]}"#,
        Function::Pictures | Function::Frameworks | Function::Overview | Function::Team => r#"{"per":""}"#,
        Function::Packs => r#"{"per":""}"#,
        Function::Since => r#"{"from":"","per":""}"#,
        Function::Disclosures => r#"{"per":"","asked":null}"#,
        Function::Disclosure => r#"{"key":"UTL-01","per":""}"#,
        Function::Disposals => r#"{"per":""}"#,
        Function::Disposal => r#"{"key":"GAL-01","per":""}"#,
        Function::Proposal => r#"{"kind":"risk","before":"2026-01-01"}"#,
        Function::InterimReports => r#"{"per":""}"#,
        Function::InterimReport => r#"{"key":"RAP-01","per":""}"#,
        Function::Pack => r#"{"key":"PAK-01","per":""}"#,
        Function::Search => r#"{"text":"drift","per":""}"#,
        Function::Journal | Function::Programme => r#"{"pairs":[]}"#,
        Function::Submit => "action=create",
    };
    (if function == Function::Submit { "application/x-www-form-urlencoded" } else { JSON }, body.to_owned())
}

#[test]
fn every_server_function_has_a_row_and_every_row_a_function() {
    run(async {
        let served: BTreeSet<&str> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
        let rows: Vec<String> = Function::CODES.iter().map(|code| format!("/api/{code}")).collect();
        assert_eq!(served, rows.iter().map(String::as_str).collect());
    });
}

#[test]
fn every_server_function_answers_every_role_as_the_table_says() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut wrong = Vec::new();
        for &function in Function::ALL {
            let (kind, body) = asked(function, Role::Coordinator);
            let answer = site.browser().call(function.code(), kind, body).await;
            let expected = if function == Function::Frame { 200 } else { 401 };
            if answer.status != expected {
                wrong.push(format!("nobody {function:?}: {}", answer.status));
            }
        }
        for (username, role) in ACCOUNTS {
            let (mut browser, actor) = (site.signed_in(username).await, actor(username, role));
            for &function in Function::ALL {
                let (kind, body) = asked(function, role);
                let answer = browser.call(function.code(), kind, body).await;
                // A command that says nothing can't be carried out; that it is looked at is what counts here.
                let looked_at = if function == Function::Submit { 422 } else { 200 };
                let expected = if actor.may(Subject::Function(function)) { looked_at } else { 403 };
                if answer.status != expected {
                    wrong.push(format!(
                        "{role:?} {function:?}: {} instead of {expected}: {}",
                        answer.status, answer.body
                    ));
                }
            }
        }
        assert_eq!(wrong, [""; 0]);
    });
}

/// Sends a command about a record owned by [`OWN`]; its fields are empty but for the owner, so that it is refused for
/// what it says only when it wasn't for who says it.
async fn command(browser: &mut Browser, action: Action, kind: Kind) -> Answer {
    let key = match kind {
        _ if action == Action::Create => "",
        Kind::Risk => "RSK-01",
        Kind::Measure => "ATG-01",
        Kind::Deliverable => "LEV-01",
        Kind::Control => "KTR-01",
        Kind::Evidence => "EVD-01",
        Kind::Requirement => "NIS2-1",
        Kind::Framework => "nis2",
        Kind::Account => "namnd",
        Kind::Programme => "PRG-01",
        Kind::Settings => "main",
        Kind::Picture => "RB-2026-1",
        Kind::Content => "RB-2026-1.1",
        Kind::Review => "RB-2026-1.RSK-01",
        Kind::Remark => "FRG-01",
        Kind::Baseline => "PLN-01",
        Kind::Comment => "KOM-01",
        Kind::SavedView => "VY-01",
        Kind::Pack => "PAK-01",
        Kind::Disclosure => "UTL-01",
        Kind::Disposal => "GAL-01",
        Kind::Deviation => "AVV-01",
        Kind::Incident => "INC-01",
        Kind::Indicator => "IND-01",
        Kind::Assignment => "UPD-01",
        Kind::Recommendation => "REK-01",
        Kind::Analysis => "ANA-01",
        Kind::Goal => "MAL-01",
        Kind::Project => "PRJ-01",
        Kind::CityMatter => "SGF-01",
        Kind::Service => "TJN-01",
        Kind::Report => "RAP-01",
        Kind::ReportContent => "RAP-01.1",
    };
    let id = store::ids::fresh();
    let fields = [
        ("action", action.code()),
        ("kind", kind.code()),
        ("key", key),
        ("command_id", &id),
        ("fields[owner]", OWN),
        ("fields[title]", ""),
        ("fields[name]", ""),
    ];
    browser.submit(&fields).await
}

#[test]
fn every_command_is_refused_to_every_role_that_may_not_give_it() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut wrong = Vec::new();
        for (username, role) in ACCOUNTS {
            let (mut browser, actor) = (site.signed_in(username).await, actor(username, role));
            for (action, kind) in Action::pairs() {
                let may = actor.may(Subject::Function(Function::Submit)) && actor.may(Subject::Command(action, kind));
                let status = command(&mut browser, action, kind).await.status;
                if (status == 403) == may || status >= 500 || status == 401 {
                    wrong.push(format!("{role:?} {action:?} {kind:?}: {status}"));
                }
            }
        }
        for (action, kind) in Action::pairs() {
            let status = command(&mut site.browser(), action, kind).await.status;
            if status != 401 {
                wrong.push(format!("nobody {action:?} {kind:?}: {status}"));
            }
        }
        assert_eq!(wrong, [""; 0]);
    });
}

#[test]
fn an_owner_sees_and_changes_nothing_that_others_own() {
    run(async {
        let site = Running::start().await;
        let other = draft(Kind::Risk).with("owner", "Nämndsekreterare");
        site.commit(Action::Create, Kind::Risk, "", other).await;
        let mut owner = site.signed_in("agare").await;
        assert_eq!(owner.get("/risker/RSK-01").await.status, 404);
        assert!(!owner.get("/risker").await.body.contains("RSK-01"));
        let fields = [
            ("action", "close"),
            ("kind", "risk"),
            ("key", "RSK-01"),
            ("command_id", "c-1"),
            ("fields[reason]", "för att"),
        ];
        assert!(matches!(owner.submit(&fields).await.status, 403 | 404));
        let mut keeper = site.signed_in("samordnare").await;
        assert!(keeper.get("/risker").await.body.contains("RSK-01"));
    });
}
