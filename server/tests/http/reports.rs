//! A report from its first reading to the board's decision, with plain forms as browsers send them.

use crate::browser::{Answer, Browser};
use crate::running::{OWN, Running, run};
use store::ids;

async fn give(browser: &mut Browser, action: &str, key: &str, page: &str, fields: &[(&str, &str)]) -> Answer {
    let id = ids::fresh();
    let mut pairs = vec![
        ("action", action),
        ("kind", "report"),
        ("key", key),
        ("command_id", id.as_str()),
        ("page", page),
        ("next", "/delarsrapporter/:key"),
    ];
    let named: Vec<(String, &str)> = fields.iter().map(|(name, value)| (format!("fields[{name}]"), *value)).collect();
    pairs.extend(named.iter().map(|(name, value)| (name.as_str(), *value)));
    browser.post("/api/submit", &pairs).await
}

const PAGE: &str = "/delarsrapporter/RAP-02";
const WRITE: &str = "/delarsrapporter/RAP-02/skriv?kapitel=risks";

#[test]
fn a_report_is_begun_written_laid_before_the_board_and_decided_once() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        let form = [("through", "year"), ("year", "2026"), ("template", "Nämnder och bolag")];
        let answer = give(&mut keeper, "create", "", "/delarsrapporter/ny", &form).await;
        assert_eq!((answer.status, answer.location().split('?').next()), (303, Some(PAGE)));
        let again = give(&mut keeper, "create", "", "/delarsrapporter/ny", &form).await;
        assert!(again.status == 422 && again.body.contains("value=\"2026\""), "{}", again.status);

        let page = keeper.get(WRITE).await.body;
        assert!(page.contains("fields[text:risks:counts]") && page.contains("2.1.4 Risker"));
        let emptied = [("chapter", "risks"), ("held", "risks.counts"), ("own", "Egen mening.")];
        let refused = give(&mut keeper, "write", "RAP-02", WRITE, &emptied).await;
        assert!(refused.status == 422 && refused.body.contains("Egen mening."), "what was typed is there again");
        let text = "Riskerna\u{a0}är få. <b>1</b>\u{b}\u{f0b7} En punkt";
        let typed =
            [("chapter", "risks"), ("held", "risks.counts"), ("text:risks:counts", text), ("own", "Egen mening.")];
        assert_eq!(give(&mut keeper, "write", "RAP-02", WRITE, &typed).await.status, 303);
        let page = keeper.get(PAGE).await.body;
        for said in ["Riskerna är få. &lt;b&gt;1&lt;/b&gt;", "En punkt", "Egen mening.", "/risker/RSK-01"] {
            assert!(page.contains(said), "{said}");
        }

        site.commit(domain::Action::Create, domain::Kind::Risk, "", crate::running::draft(domain::Kind::Risk)).await;
        let page = keeper.get(PAGE).await.body;
        assert!(page.contains("Registret och rapporten skiljer sig åt"), "the register has moved");
        let mut member = site.signed_in("namnd").await;
        assert!(!member.get(PAGE).await.body.contains("Egen mening."), "a draft is for those who write");
        let ask = [("registration", "SN 1"), ("handler", OWN), ("proposal", "Rapporten godkänns.")];
        let refused = give(&mut keeper, "prepare", "RAP-02", PAGE, &ask).await;
        assert!(refused.status == 422 && refused.body.contains("stämmer inte med registret"));
        assert_eq!(give(&mut keeper, "refresh", "RAP-02", PAGE, &[("new", "on")]).await.status, 303);
        let ask = [ask[0], ask[1], ask[2], ("anyway", "on")];
        assert_eq!(give(&mut keeper, "prepare", "RAP-02", PAGE, &ask).await.status, 303);
        assert!(member.get(PAGE).await.body.contains("Egen mening."));

        let decided = [
            ("version", "1"),
            ("outcome", "approve"),
            ("organ", "Nämnden"),
            ("date", "2026-11-23"),
            ("paragraph", "87"),
            ("registration", "SN 1"),
            ("text", "Rapporten godkänns."),
        ];
        assert_eq!(give(&mut keeper, "decide", "RAP-02", PAGE, &decided).await.status, 403);
        let mut secretary = site.signed_in("sekreterare").await;
        assert_eq!(give(&mut secretary, "decide", "RAP-02", PAGE, &decided).await.status, 303);
        assert_eq!(give(&mut secretary, "decide", "RAP-02", PAGE, &decided).await.status, 422);
        let page = member.get(PAGE).await.body;
        assert!(page.contains("Nämnden godkände 2026-11-23") && page.contains("class=\"hash\""));
        assert!(keeper.get(WRITE).await.body.contains("kan inte ändras"));
        assert!(member.get("/delarsrapporter").await.body.contains("Årsrapport 2026"));
    });
}

#[test]
fn a_period_without_data_says_so() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut keeper = site.signed_in("samordnare").await;
        let page = keeper.get("/delarsrapporter/RAP-01").await.body;
        assert!(page.contains("Registret har inga uppgifter för perioden."));
        assert!(page.contains("väsentliga avvikelser har registrerats för perioden."));
        for path in ["/delarsrapporter/RAP-01?per=2026-01-01", "/delarsrapporter/RAP-99", "/delarsrapporter/RSK-01"] {
            assert_eq!(keeper.get(path).await.status, 404, "{path}");
        }
    });
}
