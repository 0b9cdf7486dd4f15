//! The board's year over real HTTP: how its steps stand, what is recorded by hand, and its days in a calendar.

use crate::browser::{Answer, Browser};
use crate::running::{OWN, Running, coordinator, draft, run};
use domain::{Action, Actor, Draft, Kind, Role};
use store::ids;

const PAGE: &str = "/arshjul?ar=2026";

/// Sends the form that records a step, as a browser does by itself.
async fn record(browser: &mut Browser, fields: &[(&str, &str)]) -> Answer {
    let id = ids::fresh();
    let names: Vec<String> = fields.iter().map(|(name, _)| format!("fields[{name}]")).collect();
    let mut pairs = vec![
        ("action", "report"),
        ("kind", "settings"),
        ("key", "installningar"),
        ("command_id", id.as_str()),
        ("next", "/arshjul?ar=2026#genomgang"),
        ("page", PAGE),
    ];
    pairs.extend(names.iter().map(String::as_str).zip(fields.iter().map(|(_, value)| *value)));
    browser.post("/api/submit", &pairs).await
}

/// The row of a step.
fn row(page: &str, step: &str) -> String {
    let start = page.find(&format!("id=\"{step}\"")).unwrap_or_else(|| panic!("{step} in {page}"));
    page[start..].split("</tr>").next().unwrap().to_owned()
}

#[test]
fn the_demo_tells_of_every_step_and_of_earlier_days_and_years() {
    run(async {
        let site = Running::demo().await;
        let mut browser = site.signed_in("samordnare").await;
        let page = browser.get(PAGE).await.body;
        for (step, shown) in [
            ("riskbild", "/riskbilder/RB-2026-1"),
            ("revidering", "/riskbilder/RB-2026-2"),
            ("utbildning", "/evidens/EVD-05"),
            ("genomgang", "/evidens/EVD-11"),
        ] {
            let row = row(&page, step);
            assert!(row.contains(shown) && row.contains("Klart"), "{step}: {row}");
        }
        assert!(row(&page, "utbildning").contains("2 kap. 4 § cybersäkerhetslagen (2025:1506)"));
        assert!(row(&page, "kontroller").contains("tillfällen utförda"), "{}", row(&page, "kontroller"));
        assert!(page.contains("class=\"wheel\"") && page.contains("Registrera det som registret inte kan veta"));

        let before = browser.get("/arshjul?ar=2026&per=2026-02-15").await.body;
        assert!(row(&before, "riskbild").contains("RB-2026-1") && row(&before, "revidering").contains("Kommande"));
        assert!(
            !before.contains("Registrera det som registret inte kan veta"),
            "nothing is recorded on an earlier day"
        );
        let earlier = browser.get("/arshjul?ar=2025").await.body;
        assert!(row(&earlier, "revidering").contains("2025-05-27"));
        assert!(!earlier.contains("id=\"utbildning\""), "the act didn't apply in 2025");
        assert_eq!(browser.get("/arshjul?ar=1066").await.status, 422);
        assert!(browser.get("/").await.body.contains("h-arshjul"));

        let mut auditor = site.signed_in("revisor").await;
        let read = auditor.get(PAGE).await.body;
        assert!(!read.contains("Registrera det som") && row(&read, "riskbild").contains("RB-2026-1"));
    });
}

#[test]
fn a_step_is_recorded_by_a_form_and_taken_back_and_nothing_typed_is_lost() {
    run(async {
        let site = Running::start().await;
        let other = draft(Kind::Evidence).with("owner", "Nämndsekreterare");
        site.commit(Action::Create, Kind::Evidence, "", other).await;
        let mut keeper = site.signed_in("samordnare").await;
        assert!(row(&keeper.get(PAGE).await.body, "genomgang").contains("Försenat"));

        let step = [("step", "genomgang"), ("year", "2026")];
        let empty = record(&mut keeper, &[step[0], step[1], ("note", "Hölls i mars")]).await;
        assert!(empty.status == 422 && empty.body.contains("Hölls i mars"), "{}", empty.body);
        let unknown = [step[0], step[1], ("done", "2026-03-10"), ("evidence", "EVD-99")];
        let unknown = record(&mut keeper, &unknown).await;
        assert!(unknown.status == 422 && unknown.body.contains("EVD-99"), "{}", unknown.body);
        let known = [("step", "riskbild"), ("year", "2026"), ("done", "2026-01-30")];
        assert_eq!(record(&mut keeper, &known).await.status, 422, "the register knows that itself");

        let done = record(&mut keeper, &[step[0], step[1], ("done", "2026-03-10"), ("evidence", "EVD-01")]).await;
        assert!(done.status == 303 && done.location().starts_with("/arshjul?ar=2026"), "{}", done.location());
        let page = keeper.get(done.location()).await.body;
        assert!(page.contains("Steg i årshjulet registrerat"), "{page}");
        let told = row(&page, "genomgang");
        assert!(told.contains("2026-03-10") && told.contains("/evidens/EVD-01") && told.contains("Klart"), "{told}");
        assert!(row(&keeper.get("/arshjul?ar=2027").await.body, "genomgang").contains("Kommande"));
        // Who may not see the evidence is told that it is done, and not by what.
        let mut owner = site.signed_in("agare").await;
        let told = row(&owner.get(PAGE).await.body, "genomgang");
        assert!(told.contains("2026-03-10") && !told.contains("EVD-01"), "{told}");
        assert_eq!(record(&mut owner, &[step[0], step[1], ("done", "2026-03-11")]).await.status, 403);
        assert!(keeper.get("/journal?slag=settings").await.body.contains("Steg i årshjulet registrerat"));
        // The settings' own form leaves what was recorded as it is.
        let settings = domain::settings::Settings::default().draft().with("board", "Nämnden för kultur");
        site.commit(Action::Update, Kind::Settings, "installningar", settings).await;
        assert!(row(&keeper.get(PAGE).await.body, "genomgang").contains("EVD-01"));

        let back = record(&mut keeper, &[step[0], step[1], ("note", "Mötet ställdes in")]).await;
        assert_eq!(back.status, 303, "{}", back.body);
        assert!(row(&keeper.get(PAGE).await.body, "genomgang").contains("Försenat"));
    });
}

#[test]
fn a_report_that_the_board_has_decided_on_makes_its_step_done() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        assert!(
            row(&keeper.get(PAGE).await.body, "delar-mars").contains("Försenat"),
            "there is one, and it is a draft"
        );
        let before_board = Draft::default()
            .with("registration", "dnr 6")
            .with("handler", OWN)
            .with("proposal", "Rapporten godkänns.")
            .with("anyway", "on");
        site.commit_as(&coordinator(), Action::Prepare, Kind::Report, "RAP-01", before_board).await;
        assert!(row(&keeper.get(PAGE).await.body, "delar-mars").contains("Försenat"));
        let decided = Draft::default()
            .with("version", "1")
            .with("outcome", "approve")
            .with("organ", "Nämnden")
            .with("date", "2026-11-23")
            .with("paragraph", "9")
            .with("registration", "dnr 6")
            .with("text", "Nämnden godkänner rapporten.");
        let secretary = Actor { role: Role::Secretary, ..Actor::system() };
        site.commit_as(&secretary, Action::Decide, Kind::Report, "RAP-01", decided).await;
        let told = row(&keeper.get(PAGE).await.body, "delar-mars");
        assert!(told.contains("Klart") && told.contains("2026-11-23") && told.contains("RAP-01"), "{told}");
        assert!(row(&keeper.get(PAGE).await.body, "delar-aug").contains("Försenat"));
        let all = calendar(&site, &mut keeper).await;
        assert!(event(&all, "arshjul-2026-delar-mars").contains("RAP-01"), "{all}");
    });
}

#[test]
fn the_steps_are_the_organisations_own() {
    run(async {
        let site = Running::start().await;
        let mut keeper = site.signed_in("samordnare").await;
        let form = keeper.get("/admin/installningar").await.body;
        assert!(form.contains("29 februari året efter | rapport år"), "{form}");
        let settings = domain::settings::Settings::default().draft();
        let own = "jul-1 | Nämnden ser över delegationen | 15 december året före | anteckning | Delegationsordningen";
        site.commit(Action::Update, Kind::Settings, "installningar", settings.with("year_steps", own)).await;
        let page = keeper.get(PAGE).await.body;
        let told = row(&page, "jul-1");
        assert!(told.contains("2025-12-15") && told.contains("Delegationsordningen"), "{told}");
        assert!(!page.contains("id=\"riskbild\""));
    });
}

/// An account's calendar.
async fn calendar(site: &Running, browser: &mut Browser) -> String {
    let answer = browser.post("/konto/kalender", &[]).await;
    let start = answer.body.find(&format!("{}/kalender/", site.url)).unwrap() + site.url.len();
    let address = answer.body[start..].split('"').next().unwrap().to_owned();
    let mut program = site.browser();
    let request = program.request(reqwest::Method::GET, &address).header("accept", "text/calendar");
    program.send(request).await.body.replace("\r\n ", "")
}

/// The lines of an event.
fn event(calendar: &str, uid: &str) -> String {
    let uid = format!("UID:{uid}@");
    let found: Vec<&str> = calendar.split("BEGIN:VEVENT").filter(|event| event.contains(&uid)).collect();
    assert_eq!(found.len(), 1, "{uid} once in {calendar}");
    found[0].to_owned()
}

#[test]
fn the_days_are_in_every_accounts_calendar_and_a_done_step_is_the_same_event() {
    run(async {
        let site = Running::start().await;
        let mut owner = site.signed_in("agare").await;
        let before = event(&calendar(&site, &mut owner).await, "arshjul-2026-utbildning");
        assert!(before.contains("DTSTART;VALUE=DATE:20261231") && before.contains("SUMMARY:Årshjul: "), "{before}");
        assert!(before.contains("/arshjul?ar=2026#utbildning") && before.contains("cybersäkerhetslagen"), "{before}");
        let done = Draft::default().with("step", "utbildning").with("year", "2026").with("done", "2026-10-01");
        site.commit_as(&coordinator(), Action::Report, Kind::Settings, "installningar", done).await;
        let all = calendar(&site, &mut owner).await;
        let after = event(&all, "arshjul-2026-utbildning");
        assert!(after.contains("SUMMARY:Klart: ") && after.contains("2026-10-01"), "{after}");
        let sequence = |event: &str| -> u32 {
            event.split("SEQUENCE:").nth(1).unwrap().split("\r\n").next().unwrap().parse().unwrap()
        };
        assert!(sequence(&after) > sequence(&before), "{before}{after}");
        assert!(event(&all, "arshjul-2027-utbildning").contains("SUMMARY:Årshjul: "));
        assert!(event(&all, "arshjul-2025-arsrapport").contains("20260228"));
        // An owner has nothing of others' in it.
        let other = draft(Kind::Measure).with("owner", "Nämndsekreterare");
        site.commit(Action::Create, Kind::Measure, "", other).await;
        assert!(!calendar(&site, &mut owner).await.contains("ATG-01"), "{OWN}");
    });
}
