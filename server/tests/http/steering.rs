//! Goals, projects, matters of the whole city and services, with plain forms as browsers send them.

use crate::browser::{Answer, Browser};
use crate::running::{Running, run};
use store::ids;

async fn report(browser: &mut Browser, (kind, path, key): (&str, &str, &str), fields: &[(&str, &str)]) -> Answer {
    let id = ids::fresh();
    let (page, next) = (format!("{path}/{key}"), format!("{path}/:key"));
    let mut pairs = vec![
        ("action", "report"),
        ("kind", kind),
        ("key", key),
        ("command_id", id.as_str()),
        ("page", page.as_str()),
        ("next", next.as_str()),
    ];
    let named: Vec<(String, &str)> = fields.iter().map(|(name, value)| (format!("fields[{name}]"), *value)).collect();
    pairs.extend(named.iter().map(|(name, value)| (name.as_str(), *value)));
    browser.post("/api/submit", &pairs).await
}

const MAL: (&str, &str, &str) = ("goal", "/mal", "MAL-01");
const PRJ: (&str, &str, &str) = ("project", "/projekt", "PRJ-01");
const SGF: (&str, &str, &str) = ("city_matter", "/stadengemensamma-fragor", "SGF-01");

#[test]
fn a_goal_keeps_each_periods_comment_and_the_list_shows_the_newest() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        for (period, comment) in [("augusti 2026", "Målet nås."), ("mars 2026", "Arbetet pågår.")] {
            let answer = report(&mut browser, MAL, &[("period", period), ("comment", comment)]).await;
            assert_eq!((answer.status, answer.location().split('?').next()), (303, Some("/mal/MAL-01")));
        }
        let page = browser.get("/mal/MAL-01").await.body;
        for said in ["Augusti 2026", "Målet nås.", "Mars 2026", "Arbetet pågår.", "/atgarder/ATG-01"] {
            assert!(page.contains(said), "{said}");
        }
        let list = browser.get("/mal?omrade=process&slag=activity&kolumner=alla").await.body;
        assert!(list.contains("Målet nås.") && !list.contains("Arbetet pågår."));
        assert!(!browser.get("/mal?omrade=economy").await.body.contains("MAL-01"));
        assert!(browser.get("/atgarder/ATG-01").await.body.contains("/mal/MAL-01"));
    });
}

#[test]
fn what_is_red_needs_its_cause_and_what_is_done_about_it() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        let red = [("period", "2026-03"), ("cost", "red"), ("cost_cause", "Projektet förlängs.")];
        report(&mut browser, PRJ, &red).await;
        assert!(!browser.get("/projekt?farg=red").await.body.contains("PRJ-01"));
        let whole = [red.as_slice(), &[("cost_action", "Omfördelning ses över.")]].concat();
        assert_eq!(report(&mut browser, PRJ, &whole).await.status, 303);
        // A new one is offered the portfolios there are.
        assert!(browser.get("/projekt/ny").await.body.contains(r#"<option value="Gemensamma tjänster""#));
        let page = browser.get("/projekt/PRJ-01").await.body;
        for said in ["Gemensamma tjänster", "Mars 2026", "Projektet förlängs.", "Omfördelning ses över.", "Röd"] {
            assert!(page.contains(said), "{said}");
        }
        assert!(browser.get("/projekt?farg=red").await.body.contains("PRJ-01"));
        assert!(browser.get("/risker/RSK-01").await.body.contains("/projekt/PRJ-01"));
    });
}

#[test]
fn a_matter_is_settled_with_what_it_came_to() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        let told = [("period", "2026-09"), ("state", "settled"), ("comment", "Vägledningen är klar.")];
        report(&mut browser, SGF, &told).await;
        assert!(browser.get("/stadengemensamma-fragor/SGF-01").await.body.contains("Frågan är inte avgjord."));
        let whole = [told.as_slice(), &[("came_to", "Staden har en gemensam vägledning.")]].concat();
        assert_eq!(report(&mut browser, SGF, &whole).await.status, 303);
        let page = browser.get("/stadengemensamma-fragor/SGF-01").await.body;
        for said in ["Stadsledningskontoret", "Avgjord", "Staden har en gemensam vägledning.", "Vägledningen är klar."]
        {
            assert!(page.contains(said), "{said}");
        }
        assert!(browser.get("/stadengemensamma-fragor?status=settled").await.body.contains("SGF-01"));
    });
}

#[test]
fn a_service_shows_incidents_only_to_those_cleared() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let keeper = site.signed_in("samordnare").await.get("/tjanster/TJN-01").await.body;
        for said in ["Konsekvens för staden", "Grundskoleförvaltningen", "/incidenter/INC-01", "/avvikelser/AVV-01"] {
            assert!(keeper.contains(said), "{said}");
        }
        let reader = site.signed_in("namnd").await.get("/tjanster/TJN-01").await.body;
        assert!(reader.contains("/avvikelser/AVV-01") && !reader.contains("INC-01"));
    });
}
