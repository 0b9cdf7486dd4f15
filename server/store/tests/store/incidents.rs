//! Incidents and deviations as they are kept: closed off from the first moment, drills apart, and clocks by the minute.

use crate::register::{As, OTHER, OWN, Register, control, measure, risk};
use domain::history::JournalQuery;
use domain::incident::{ClockStanding, DRILL, PROVISION};
use domain::{Action, AppError, Body, Cell, Draft, ErrorCode, Key, Kind, ListQuery, Moment, Register as Lists};
use store::{StoreError, View};

fn key(text: &str) -> Key {
    Key::parse(text).unwrap()
}

fn incident(title: &str) -> Draft {
    Draft::default().with("title", title).with("happened", "Ingen kan logga in.").with("owner", OWN)
}

fn deviation(title: &str) -> Draft {
    Draft::default().with("title", title).with("cause", "Rutinen följs inte.").with("owner", OWN)
}

async fn recorded(who: &As<'_>, draft: Draft) -> Key {
    who.done(Action::Create, Kind::Incident, None, None, draft).await.key
}

/// The keys a list shows with its total, how many of them are late, and how many there are.
async fn listed(view: &View<'_>, register: Lists, pairs: &[(&str, &str)]) -> (Vec<String>, [u64; 3]) {
    let mut query = ListQuery::parse(register, pairs.iter().copied(), view.today).unwrap();
    query.moment = view.moment;
    let listing = view.list(&query).await.unwrap();
    assert_eq!(view.chunk(&query, 0).await.unwrap(), listing.rows, "a file holds what the list shows");
    let keys = listing.rows.iter().map(|row| row.key.to_string()).collect();
    (keys, [listing.total, listing.overdue, listing.whole])
}

/// The standing of the next clock, as the list says it.
async fn standing(view: &View<'_>, key: &Key) -> Cell {
    let columns = ["standing".to_owned()];
    view.line(Lists::Incidents, key, &columns).await.unwrap().cells.remove(0)
}

#[tokio::test]
async fn an_incident_reads_back_whole_wherever_it_is_kept() {
    for register in Register::everywhere().await {
        let coordinator = register.as_coordinator();
        coordinator.create_risk(risk("Driften störs")).await;
        coordinator.create_control(control("Larm prövas")).await;
        coordinator.create_measure(measure("Reservväg")).await;
        let typed = incident("Inloggningen står still")
            .with("aware", "2026-11-23T12:40")
            .with("began", "2026-11-23T11:15")
            .with("users", "4200")
            .with("risks", "RSK-01")
            .with("controls", "KTR-01")
            .with("measures", "ATG-01");
        let made = recorded(&coordinator, typed.clone()).await;
        assert_eq!(made.as_str(), "INC-01");
        let judged =
            Draft::default().with("significance", "significant").with("thresholds", "T1").with("reasons", "Ja.");
        coordinator.does(Action::Judge, &made, judged).await;
        let sent =
            Draft::default().with("report", "notice").with("to", "CSIRT-enheten").with("sent", "2026-11-23T12:55");
        coordinator.does(Action::Report, &made, sent).await;
        let Body::Incident(kept) = coordinator.sees().await.body(Kind::Incident, &made).await.unwrap() else {
            panic!("another kind");
        };
        assert_eq!(kept.aware.unwrap().to_string(), "2026-11-23 11:40:00 UTC");
        assert_eq!((kept.reports.len(), kept.judgement.as_ref().unwrap().thresholds.len()), (1, 1));
        for (field, text) in &typed.0 {
            assert_eq!(kept.draft().get(field), text, "{field}");
        }
        // Linked in both directions.
        for (kind, other) in [(Kind::Risk, "RSK-01"), (Kind::Control, "KTR-01"), (Kind::Measure, "ATG-01")] {
            let detail = coordinator.sees().await.detail(kind, &key(other)).await.unwrap();
            let rows = detail.links.iter().find(|rows| rows.register == Lists::Incidents).unwrap();
            assert_eq!((rows.total, rows.rows[0].key.as_str()), (1, "INC-01"), "{kind:?}");
        }
        let detail = coordinator.sees().await.detail(Kind::Incident, &made).await.unwrap();
        let links: u64 = detail.links.iter().map(|rows| rows.total).sum();
        assert_eq!((links, detail.clocks.len(), detail.history.len()), (3, 3, 3));
        let errors = coordinator.tries(Action::Create, Kind::Incident, None, None, typed.with("risks", "RSK-99")).await;
        assert!(matches!(errors, Err(AppError::Invalid { errors }) if errors[0].field == "risks"));
        assert_eq!(register.findings().await, [""; 0]);
    }
}

#[tokio::test]
async fn those_without_clearance_find_it_in_no_list_and_no_number() {
    let register = Register::in_memory().await;
    register.at_time("2026-11-10T12:00:00Z");
    let (coordinator, owner) = (register.as_coordinator(), register.as_owner());
    coordinator.create_risk(risk("Driften störs")).await;
    let typed = incident("Ett angrepp").with("aware", "2026-11-08T12:00").with("risks", "RSK-01");
    let made = recorded(&owner, typed.clone()).await;
    register.at_time("2026-11-23T12:00:00Z");
    for who in [register.as_member(), register.as_secretary(), register.as_auditor(&[]), register.as_admin()] {
        for view in [who.sees().await, who.saw("2026-11-20").await] {
            for pairs in [&[][..], &[("status", "overdue")], &[("status", "all")], &[("betydande", "unjudged")]] {
                let shown = listed(&view, Lists::Incidents, pairs).await;
                assert_eq!(shown, (Vec::new(), [0, 0, 0]), "{} {pairs:?}", who.actor.username);
            }
            assert!(
                view.search("INC-01").await.unwrap().is_empty() && view.search("angrepp").await.unwrap().is_empty()
            );
            let risk = view.detail(Kind::Risk, &key("RSK-01")).await.unwrap();
            let rows = risk.links.iter().find(|rows| rows.register == Lists::Incidents).unwrap();
            assert_eq!((rows.total, rows.rows.len()), (0, 0));
            assert!(
                view.since(Some("2026-11-01".parse().unwrap()))
                    .await
                    .unwrap()
                    .groups
                    .iter()
                    .all(|group| { group.register != Lists::Incidents })
            );
            assert!(view.overview().await.unwrap().tasks.iter().all(|task| !task.code.starts_with("clocks")));
            // Whoever is led to it sees that it is there, and by which provision it is kept.
            let detail = view.detail(Kind::Incident, &made).await.unwrap();
            let told = serde_json::to_string(&detail).unwrap();
            assert!(!told.contains("angrepp") && !told.contains("2026-11-08") && told.contains(PROVISION), "{told}");
            assert_eq!((detail.clocks.len(), detail.links.iter().map(|rows| rows.total).sum::<u64>()), (0, 0));
            assert!(detail.history.is_empty() && detail.changed.is_empty());
            if let Ok(entries) = view.entries(&JournalQuery::default(), 100).await {
                assert!(entries.iter().all(|entry| entry.key != made), "{}", who.actor.username);
            }
        }
    }
    for who in [coordinator, owner] {
        assert_eq!(listed(&who.sees().await, Lists::Incidents, &[]).await, (vec!["INC-01".to_owned()], [1, 1, 1]));
    }
    let stranger = register.as_other_owner();
    assert!(matches!(
        stranger.sees().await.detail(Kind::Incident, &made).await,
        Err(StoreError::App(AppError::NotFound))
    ));
    // Who has clearance may open it up, and from then on it is among the others, but not for the days before.
    let coordinator = register.as_coordinator();
    let opened = coordinator.sees().await.draft(Kind::Incident, &made).await.unwrap().0.with("secrecy_provision", "");
    coordinator.update(&made, opened).await;
    register.at_time("2026-11-25T12:00:00Z");
    let member = register.as_member();
    assert_eq!(listed(&member.sees().await, Lists::Incidents, &[]).await.0, ["INC-01"]);
    assert_eq!(listed(&member.saw("2026-11-20").await, Lists::Incidents, &[]).await.0, [""; 0]);
}

#[tokio::test]
async fn drills_are_kept_apart() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    coordinator.create_risk(risk("Driften störs")).await;
    for (title, drill) in [("Skarp", ""), ("Övning", "on"), ("Skarp igen", "")] {
        let draft = incident(title).with("drill", drill).with("risks", "RSK-01").with("aware", "2026-11-20T12:00");
        recorded(&coordinator, draft).await;
    }
    register.at_time("2026-11-25T12:00:00Z");
    for view in [coordinator.sees().await, coordinator.saw("2026-11-24").await] {
        let (keys, counts) = listed(&view, Lists::Incidents, &[("sort", "id")]).await;
        assert_eq!((keys, counts), (vec!["INC-01".to_owned(), "INC-03".to_owned()], [2, 2, 2]));
        let (keys, counts) = listed(&view, Lists::Incidents, &[("ovning", "1")]).await;
        assert_eq!((keys, counts), (vec!["INC-02".to_owned()], [1, 1, 1]));
        let mut drills = ListQuery::parse(Lists::Incidents, [("ovning", "1")], view.today).unwrap();
        drills.moment = view.moment;
        let listing = view.list(&drills).await.unwrap();
        let marked = listing.columns.iter().position(|column| column == DRILL).unwrap();
        assert_eq!(listing.rows[0].cells[marked], Cell::Flag(true));
        let risk = view.detail(Kind::Risk, &key("RSK-01")).await.unwrap();
        assert_eq!(risk.links.iter().find(|rows| rows.register == Lists::Incidents).unwrap().total, 2);
    }
    assert!(coordinator.sees().await.search("INC-02").await.unwrap().is_empty());
    let since = coordinator.sees().await.since(Some("2026-11-01".parse().unwrap())).await.unwrap();
    assert_eq!(since.groups.iter().find(|group| group.register == Lists::Incidents).unwrap().total, 2);
    let beside = coordinator.sees().await.detail(Kind::Incident, &key("INC-02")).await.unwrap().neighbours;
    assert_eq!(beside, (None, None), "one never leafs from a drill to what is real");
    let tasks = coordinator.sees().await.overview().await.unwrap().tasks;
    assert_eq!(tasks.iter().find(|task| task.code == "clocks_late").unwrap().count, 2);
}

#[tokio::test]
async fn clocks_count_by_the_minute_while_nothing_is_written() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let made = recorded(&coordinator, incident("Avbrott").with("aware", "2026-11-23T12:30")).await;
    let code = |standing: ClockStanding| Cell::code("clock", standing.code());
    let overdue = [("status", "overdue")];
    for (at, expected, task) in [
        ("2026-11-23T12:00:00Z", ClockStanding::Running, ""),
        ("2026-11-24T06:00:00Z", ClockStanding::Soon, "clocks_soon"),
        ("2026-11-24T11:30:00Z", ClockStanding::Soon, "clocks_soon"),
        ("2026-11-24T11:31:00Z", ClockStanding::Late, "clocks_late"),
    ] {
        register.at_time(at);
        let view = coordinator.sees().await;
        assert_eq!(standing(&view, &made).await, code(expected), "{at}");
        let late = expected == ClockStanding::Late;
        assert_eq!(listed(&view, Lists::Incidents, &overdue).await.0.len(), usize::from(late), "{at}");
        let tasks = view.overview().await.unwrap().tasks;
        let told: Vec<&str> =
            tasks.iter().map(|one| one.code.as_str()).filter(|one| one.starts_with("clocks")).collect();
        assert_eq!(told, if task.is_empty() { vec![] } else { vec![task] }, "{at}");
    }
    register.at_time("2026-11-27T12:00:00Z");
    // When that day ended the first of them had run out; the day before, it ran.
    for (day, late) in [("2026-11-23", 0), ("2026-11-24", 1)] {
        let view = coordinator.saw(day).await;
        assert_eq!(listed(&view, Lists::Incidents, &overdue).await.1[0], late, "{day}");
    }
}

#[tokio::test]
async fn a_significant_incident_is_closed_when_all_has_been_sent() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let made = recorded(&coordinator, incident("Avbrott").with("aware", "2026-11-23T10:00")).await;
    let judged = Draft::default().with("significance", "significant").with("reasons", "Fyra timmar.");
    coordinator.does(Action::Judge, &made, judged).await;
    let reason = Draft::default().with("reason", "klart");
    let refused = coordinator.tries(Action::Close, Kind::Incident, Some("INC-01"), None, reason).await;
    let unsent = AppError::field("action", ErrorCode::Unsent { number: 3 });
    assert_eq!(refused.unwrap_err(), unsent);
    for kind in ["notice", "notification", "final"] {
        let sent = Draft::default().with("report", kind).with("to", "CSIRT-enheten");
        coordinator.does(Action::Report, &made, sent).await;
    }
    let ended =
        coordinator.sees().await.draft(Kind::Incident, &made).await.unwrap().0.with("ended", "2026-11-23T12:30");
    coordinator.update(&made, ended).await;
    coordinator.close(&made, "klart").await;
    let view = coordinator.sees().await;
    assert_eq!(listed(&view, Lists::Incidents, &[]).await.1, [0, 0, 1]);
    assert_eq!(listed(&view, Lists::Incidents, &[("status", "closed")]).await.0, ["INC-01"]);
}

#[tokio::test]
async fn a_deviation_is_followed_from_period_to_period() {
    for register in Register::everywhere().await {
        let coordinator = register.as_coordinator();
        coordinator.create_risk(risk("Driften störs")).await;
        let programme = Draft::default().with("name", "Program").with("start", "2023-01-01").with("end", "2026-12-31");
        coordinator.done(Action::Create, Kind::Programme, None, None, programme).await;
        let typed = deviation("Efterlevnad").with("programmes", "PRG-01").with("risks", "RSK-01");
        let made = coordinator.done(Action::Create, Kind::Deviation, None, None, typed).await.key;
        assert_eq!(made.as_str(), "AVV-01");
        register.at_time("2026-11-24T12:00:00Z");
        let status = |period: &str, state: &str| Draft::default().with("period", period).with("state", state);
        coordinator.does(Action::Report, &made, status("mars 2024", "ongoing")).await;
        let mended = status("augusti 2026", "mended").with("comment", "Rutinen följs.");
        coordinator.does(Action::Report, &made, mended).await;
        register.at_time("2026-11-25T12:00:00Z");
        let view = coordinator.sees().await;
        assert_eq!(listed(&view, Lists::Deviations, &[("status", "mended")]).await.0, ["AVV-01"]);
        let then = coordinator.saw("2026-11-23").await;
        assert_eq!(listed(&then, Lists::Deviations, &[("status", "mended")]).await.0, [""; 0]);
        assert_eq!(listed(&then, Lists::Deviations, &[("status", "open")]).await.0, ["AVV-01"]);
        let detail = view.detail(Kind::Deviation, &made).await.unwrap();
        assert_eq!(detail.history.len(), 3);
        let rows = view.deviations_of(&key("PRG-01")).await.unwrap().unwrap();
        assert_eq!((rows.total, rows.rows[0].key.as_str()), (1, "AVV-01"));
        let found = view.search("rutinen").await.unwrap();
        assert!(found.iter().any(|group| group.register == Lists::Deviations && group.total == 1));
        let other = register.as_other_owner();
        assert_eq!(listed(&other.sees().await, Lists::Deviations, &[]).await.1, [0, 0, 0]);
        let theirs = deviation("En annan").with("owner", OTHER);
        let refused = register.as_owner().tries(Action::Create, Kind::Deviation, None, None, theirs).await;
        assert!(refused.is_err(), "an owner records its own alone");
        assert_eq!(view.moment, Moment::Now);
        assert_eq!(register.findings().await, [""; 0]);
    }
}

/// What the domain says of Swedish time is what the time zone database says, over thirty years and both nights of each.
#[test]
fn swedish_time_is_that_of_the_time_zone_database() {
    let from: chrono::DateTime<chrono::Utc> = "2020-01-01T00:30:00Z".parse().unwrap();
    for hour in 0..(30 * 366 * 24) {
        let moment = from + chrono::TimeDelta::hours(hour);
        let known = moment.with_timezone(&chrono_tz::Europe::Stockholm).naive_local();
        assert_eq!(domain::swedish::local(moment), known, "{moment}");
    }
}
