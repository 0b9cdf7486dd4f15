//! Incidents and deviations over real HTTP, with plain forms: recorded at night, told of in time, and closed off from those
//! who may not see them; what can't have been is refused with what was typed.

use crate::browser::{Answer, Browser};
use crate::running::{OWN, Running, draft, run};
use domain::{Action, Kind};
use reqwest::Method;
use store::ids;

async fn give(browser: &mut Browser, action: &str, kind: &str, key: &str, fields: &[(&str, &str)]) -> Answer {
    let id = ids::fresh();
    let path = match kind {
        "incident" => "/incidenter",
        "settings" => "/admin",
        _ => "/avvikelser",
    };
    let (next, page) =
        (format!("{path}/:key"), if key.is_empty() { format!("{path}/ny") } else { format!("{path}/{key}") });
    let names: Vec<String> = fields.iter().map(|(name, _)| format!("fields[{name}]")).collect();
    let mut pairs = vec![
        ("action", action),
        ("kind", kind),
        ("key", key),
        ("command_id", id.as_str()),
        ("next", next.as_str()),
        ("page", page.as_str()),
    ];
    pairs.extend(names.iter().map(String::as_str).zip(fields.iter().map(|(_, value)| *value)));
    browser.post("/api/submit", &pairs).await
}

const NIGHT: [(&str, &str); 5] = [
    ("title", "Inloggningen står still"),
    ("happened", "Ingen kan logga in."),
    ("owner", OWN),
    ("aware", "2026-11-23T02:10"),
    ("began", "2026-11-23T01:50"),
];

#[test]
fn recorded_at_night_its_clocks_run_until_what_is_owed_is_sent() {
    run(async {
        let site = Running::start().await;
        let mut owner = site.signed_in("agare").await;
        let form = owner.get("/incidenter/ny").await.body;
        assert!(form.contains("type=\"datetime-local\"") && form.contains("Det här är en övning"), "{form}");
        let made = give(&mut owner, "create", "incident", "", &NIGHT).await;
        assert_eq!((made.status, made.location()), (303, "/incidenter/INC-01?klart=create&vad=INC-01&v=1"));
        let page = owner.get("/incidenter/INC-01").await.body;
        // Noon in UTC is one o'clock in Sweden: 13 hours and 10 minutes are left of the first 24.
        assert!(page.contains("2026-11-24 02:10") && page.contains("13 tim 10 min kvar"), "{page}");
        assert!(page.contains("2026-11-26 02:10") && page.contains("2 dygn 13 tim kvar") && page.contains("Löper"));
        assert!(page.contains("OSL 18 kap. 8 b §"), "it is marked without anyone saying so");

        site.pass(10 * 60);
        let mut owner = site.signed_in("agare").await;
        assert!(owner.get("/incidenter/INC-01").await.body.contains("3 tim 10 min kvar"));
        assert!(owner.get("/").await.body.contains("rapport om incident ska lämnas snart"));
        let judged = [("significance", "significant"), ("thresholds.T1", "on"), ("reasons", "Mer än fyra timmar.")];
        assert_eq!(give(&mut owner, "judge", "incident", "INC-01", &judged).await.status, 303);
        let sent = [("report", "notice"), ("to", "CSIRT-enheten"), ("reference", "2026-77")];
        let answer = give(&mut owner, "report", "incident", "INC-01", &sent).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let page = owner.get("/incidenter/INC-01").await.body;
        for words in
            ["Skickad i tid", "2026-11-23 23:00", "2026-77", "Mer än fyra timmar.", "MCFFS 2026:8", "Betydande"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        site.pass(3 * 24 * 60);
        let mut owner = site.signed_in("agare").await;
        let page = owner.get("/incidenter/INC-01").await.body;
        assert!(page.contains("Försenad") && page.contains("för sent"), "{page}");
        assert!(owner.get("/").await.body.contains("rapport om incident är försenad"));
        assert!(owner.get("/incidenter?status=overdue").await.body.contains("INC-01"));
        // An earlier day shows how it stood when that day ended.
        let then = owner.get("/incidenter/INC-01?per=2026-11-23").await.body;
        assert!(!then.contains("Försenad") && then.contains("2 dygn 2 tim kvar"), "{then}");
        // Only the coordinator closes, and not before all that is owed has been sent.
        let mut keeper = site.signed_in("samordnare").await;
        let closed = give(&mut keeper, "close", "incident", "INC-01", &[("reason", "klart")]).await;
        assert!(closed.status == 422 && closed.body.contains("rapporter är inte skickade"), "{}", closed.body);
    });
}

#[test]
fn what_cant_have_been_is_refused_and_nothing_typed_is_lost() {
    run(async {
        let site = Running::start().await;
        let mut keeper = site.signed_in("samordnare").await;
        let pasted = "Drift\u{ad}stopp i ”Ciceron”\u{a0}– 1\u{a0}234 konton\u{b}nästa rad";
        let with = |field: &'static str, value: &'static str| -> Vec<(&'static str, &'static str)> {
            let kept = NIGHT.into_iter().filter(move |(name, _)| *name != field && *name != "happened");
            kept.chain([(field, value), ("happened", pasted)]).collect()
        };
        for (field, value, said) in [
            ("aware", "2026-11-23T01:10", "Ingen kan veta om något innan det har börjat"),
            ("ended", "2026-11-23T01:10", "Ändra en av tiderna"),
            ("aware", "2026-11-23T23:10", "ligger efter nu"),
            ("began", "2026-03-29T02:30", "Natten då sommartiden börjar"),
            ("began", "i natt", "inte ett datum och klockslag"),
        ] {
            let answer = give(&mut keeper, "create", "incident", "", &with(field, value)).await;
            assert_eq!(answer.status, 422, "{field} {value}");
            assert!(answer.body.contains(said) && answer.body.contains("role=\"alert\""), "{value}: {}", answer.body);
            assert!(answer.body.contains("Inloggningen står still") && answer.body.contains("nästa rad"), "{value}");
            assert!(answer.body.contains(value), "{value} is shown again: {}", answer.body);
        }
        let made = give(&mut keeper, "create", "incident", "", &with("users", "1234")).await;
        assert_eq!(made.status, 303, "{}", made.body);
        let page = keeper.get("/incidenter/INC-01").await.body;
        assert!(page.contains("Driftstopp i ”Ciceron”\u{a0}– 1\u{a0}234 konton"), "{page}");
        let early = [("report", "notice"), ("to", "CSIRT-enheten"), ("sent", "2026-11-23T02:00")];
        let answer = give(&mut keeper, "report", "incident", "INC-01", &early).await;
        assert!(answer.status == 422 && answer.body.contains("Inget kan skickas innan incidenten är känd"));
        let unknown = [("significance", "significant"), ("thresholds.T99", "on"), ("reasons", "Ja")];
        let answer = give(&mut keeper, "judge", "incident", "INC-01", &unknown).await;
        assert!(answer.status == 422 && answer.body.contains("T99"), "{}", answer.body);
    });
}

#[test]
fn the_catalogue_of_thresholds_is_kept_among_the_settings() {
    run(async {
        let site = Running::start().await;
        let mut keeper = site.signed_in("samordnare").await;
        let form = keeper.get("/admin/installningar").await.body;
        assert!(form.contains("Verksamheten är begränsad i mer än 4 timmar | MCFFS 2026:8"), "{form}");
        let settings = domain::settings::Settings::default().draft();
        let wrong = settings.clone().with("thresholds", "T1 | Avbrott");
        let fields: Vec<(&str, &str)> = wrong.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = give(&mut keeper, "update", "settings", "installningar", &fields).await;
        assert!(answer.status == 422 && answer.body.contains("beteckning, en text och en källa"), "{}", answer.body);
        let own = settings.with("thresholds", "A-1 | Avbrott i mer än 2 timmar | Egen bedömning 2026");
        site.commit(Action::Update, Kind::Settings, "installningar", own).await;
        site.commit(Action::Create, Kind::Incident, "", draft(Kind::Incident).with("risks", "").with("affects", ""))
            .await;
        let page = keeper.get("/incidenter/INC-01").await.body;
        assert!(page.contains("thresholds.A-1") && page.contains("Egen bedömning 2026"), "{page}");
        assert!(keeper.get("/journal?slag=settings").await.body.contains("Inställningar ändrade"));
    });
}

#[test]
fn those_without_clearance_are_shown_none_and_told_of_none() {
    run(async {
        let site = Running::start().await;
        site.commit(
            Action::Create,
            Kind::Incident,
            "",
            draft(Kind::Incident).with("title", "Angrepp").with("risks", "").with("affects", ""),
        )
        .await;
        let drill = draft(Kind::Incident)
            .with("title", "Prov av larm")
            .with("risks", "")
            .with("affects", "")
            .with("drill", "on");
        site.commit(Action::Create, Kind::Incident, "", drill).await;
        for username in ["namnd", "sekreterare", "revisor", "admin"] {
            let mut browser = site.signed_in(username).await;
            for path in ["/incidenter", "/incidenter?status=all", "/incidenter?ovning=1", "/sok?q=INC-01", "/rapporter"]
            {
                let answer = browser.get(path).await;
                assert!(answer.status == 200 && !answer.body.contains("/incidenter/INC-"), "{username} {path}");
            }
            assert!(browser.get("/incidenter").await.body.contains("Inga incidenter att visa"), "{username}");
            let taken = browser.request(Method::GET, "/export/incidenter.csv?status=all").send().await.unwrap();
            let lines = taken.text().await.unwrap();
            assert!(!lines.contains("INC-") && lines.lines().count() == 1, "{username}: {lines}");
            let page = browser.get("/incidenter/INC-01").await;
            assert!(page.status == 200 && page.body.contains("Sekretessmarkerat, OSL 18 kap. 8 b §"), "{username}");
            assert!(!page.body.contains("Angrepp") && !page.body.contains("Ingen kan logga in"), "{username}");
            assert_eq!(browser.get("/incidenter/INC-01/redigera").await.status, 403, "{username}");
        }
        // Those who may see them see what is real and drills apart, each marked as what it is.
        let mut keeper = site.signed_in("samordnare").await;
        let real = keeper.get("/incidenter").await.body;
        assert!(real.contains("INC-01") && !real.contains("INC-02") && !real.contains("Prov av larm"), "{real}");
        let drills = keeper.get("/incidenter?ovning=1").await.body;
        assert!(drills.contains("INC-02") && !drills.contains("INC-01") && drills.contains("Övningar"), "{drills}");
        assert!(drills.contains("1 övning"), "they are counted as drills: {drills}");
        assert!(keeper.get("/incidenter/INC-02").await.body.contains("Inget av det som står här har hänt på riktigt"));
        for (asked, held) in [("", "INC-01"), ("?ovning=1", "INC-02")] {
            let path = format!("/export/incidenter.csv{asked}");
            let lines = keeper.request(Method::GET, &path).send().await.unwrap().text().await.unwrap();
            assert!(lines.lines().count() == 2 && lines.contains(held), "{path}: {lines}");
        }
    });
}

#[test]
fn a_deviation_is_written_followed_and_found_from_what_it_is_linked_to() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut owner = site.signed_in("agare").await;
        let typed = [
            ("title", "Efterlevnad av regelverk"),
            ("owner", OWN),
            ("cause", "Arbetet behöver förtydligas."),
            ("consequence_users", "Driftstörningar riskeras."),
            ("audit_by", "Stadsrevisionen"),
            ("audit_says", "Tidigare rekommendationer är omhändertagna."),
            ("programmes", "PRG-01"),
            ("measures", "ATG-01"),
        ];
        let made = give(&mut owner, "create", "deviation", "", &typed).await;
        assert_eq!(made.location(), "/avvikelser/AVV-02?klart=create&vad=AVV-02&v=1", "{}", made.body);
        for (period, state, comment) in
            [("mars 2024", "ongoing", "Arbetet pågår."), ("augusti 2026", "mended", "Klart.")]
        {
            let status = [("period", period), ("state", state), ("comment", comment)];
            let answer = give(&mut owner, "report", "deviation", "AVV-02", &status).await;
            assert_eq!(answer.status, 303, "{}", answer.body);
        }
        let page = owner.get("/avvikelser/AVV-02").await.body;
        for words in [
            "Konsekvenser för dem verksamheten är till för",
            "gäller revisionens tidigare rekommendationer",
            "Mars 2024",
            "Augusti 2026",
            "Åtgärdad",
            "Pågår",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(owner.get("/atgarder/ATG-01").await.body.contains("/avvikelser/AVV-02"));
        assert!(owner.get("/program").await.body.contains("/avvikelser/AVV-02"));
        let listed = owner.get("/avvikelser?status=mended").await.body;
        assert!(listed.contains("AVV-02") && !listed.contains("AVV-01"), "{listed}");
        let early =
            give(&mut owner, "report", "deviation", "AVV-02", &[("period", "2027-01"), ("state", "open")]).await;
        assert!(early.status == 422 && early.body.contains("Perioden har inte börjat än"), "{}", early.body);
        let english = {
            owner.cookies.insert("sprak".into(), "en".into());
            owner.get("/avvikelser/AVV-02").await.body
        };
        assert!(english.contains("March 2024") && english.contains("Mended"), "{english}");
    });
}
