//! Reports: what the register says on the reading day, who sees a text that is being worked on, and that what is laid before the
//! board is frozen with its entry in one transaction.

use crate::register::{OWN, Register, assignment, marked, risk};
use domain::error::{ErrorCode, FieldError};
use domain::picture::PictureState;
use domain::report::page::ReportPage;
use domain::report::write::{HELD, choice_field, text_field};
use domain::report::{Freshness, TEMPLATE};
use domain::{Action, AppError, Draft, Key, Kind};
use store::View;

fn report(through: &str, year: &str) -> Draft {
    Draft::default().with("through", through).with("year", year).with("template", TEMPLATE)
}

fn prepared() -> Draft {
    Draft::default().with("registration", "SN 1").with("handler", OWN).with("proposal", "Rapporten godkänns.")
}

fn decision() -> Draft {
    Draft::default()
        .with("version", "1")
        .with("outcome", "approve")
        .with("organ", "Nämnden")
        .with("date", "2026-11-23")
        .with("paragraph", "87")
        .with("registration", "SN 1")
        .with("text", "Rapporten godkänns.")
}

fn writing(chapter: &str, id: &str) -> Draft {
    Draft::default().with("chapter", chapter).with(HELD, id)
}

fn said(page: &ReportPage, id: &str) -> Option<String> {
    page.content.as_ref()?.statements.iter().find(|one| one.id == id).map(|one| one.text.clone())
}

fn fresh(page: &ReportPage, id: &str) -> Option<Freshness> {
    let found = page.standings.iter().find(|one| one.statement().is_some_and(|statement| statement.id == id));
    found.map(|one| one.freshness)
}

async fn page(view: &View<'_>, key: &Key) -> ReportPage {
    view.report(key).await.unwrap()
}

#[tokio::test]
async fn the_register_is_read_as_of_the_day_and_tells_where_it_has_moved() {
    for register in Register::everywhere().await {
        let coordinator = register.as_coordinator();
        let first = coordinator.create_risk(risk("Avbrott")).await;
        register.at_time("2026-11-24T12:00:00Z");
        coordinator.create_risk(risk("Brand")).await;
        register.at_time("2026-11-25T12:00:00Z");
        let on = report("year", "2026").with("read_on", "2026-11-23");
        let key = coordinator.create(Kind::Report, on.clone()).await;
        assert_eq!(key.as_str(), "RAP-01");
        let then = page(&coordinator.sees().await, &key).await;
        assert!(said(&then, "risks.counts").unwrap().starts_with("Registret har en öppen risk."));
        assert_eq!((then.counts.moved(), then.reading_day.to_string().as_str()), (0, "2026-11-23"));
        let address = &then.content.as_ref().unwrap().statements.iter().find(|one| one.id == "risks.counts").unwrap();
        assert_eq!(address.facts[0].address, "/risker?per=2026-11-23");

        coordinator.update(&key, on.with("read_on", "")).await;
        let now = page(&coordinator.sees().await, &key).await;
        assert_eq!(fresh(&now, "risks.counts"), Some(Freshness::Stale));
        assert_eq!(fresh(&now, "risks.top.RSK-02"), Some(Freshness::New));
        coordinator.does(Action::Refresh, &key, Draft::default().with("new", "on")).await;
        coordinator.close(&first, "Borta.").await;
        let moved = page(&coordinator.sees().await, &key).await;
        assert!(said(&moved, "risks.counts").unwrap().starts_with("Registret har två öppna risker."));
        assert_eq!(fresh(&moved, "risks.top.RSK-01"), Some(Freshness::Gone));
        assert_eq!(register.findings().await, [""; 0]);
    }
}

#[tokio::test]
async fn a_report_is_frozen_before_the_board_and_decided_once() {
    for register in Register::everywhere().await {
        let (coordinator, secretary) = (register.as_coordinator(), register.as_secretary());
        coordinator.create_risk(risk("Avbrott")).await;
        let key = coordinator.create(Kind::Report, report("year", "2026")).await;
        let rival = coordinator.tries(Action::Create, Kind::Report, None, None, report("year", "2026")).await;
        assert_eq!(rival.unwrap_err(), AppError::field("through", ErrorCode::Taken));
        coordinator.create_risk(risk("Brand")).await;
        let refused = coordinator.tries(Action::Prepare, Kind::Report, Some("RAP-01"), None, prepared()).await;
        let Err(AppError::Invalid { errors }) = refused else { panic!("{refused:?}") };
        assert!(matches!(errors.as_slice(), [FieldError { code: ErrorCode::Stale { .. }, .. }]), "{errors:?}");
        coordinator.does(Action::Prepare, &key, prepared().with("anyway", "on")).await;
        let (view, member) = (coordinator.sees().await, register.as_member());
        let (content, bytes, sha256) = view.sealed_report(&key, 1).await.unwrap();
        let before = page(&view, &key).await;
        assert_eq!(before.row.report.preparations[0].sha256, sha256);
        assert!(bytes.contains("report_content") && !content.statements.is_empty());
        assert_eq!(before.counts.stale, 2, "one is told that the register has moved: {:?}", before.counts);
        let seen = page(&member.sees().await, &key).await;
        assert_eq!((seen.content.as_ref(), seen.standings.len()), (Some(&content), 0));

        secretary.does(Action::Decide, &key, decision()).await;
        let again = secretary.tries(Action::Decide, Kind::Report, Some("RAP-01"), None, decision()).await;
        assert!(matches!(again, Err(AppError::Invalid { .. })), "{again:?}");
        for action in [Action::Write, Action::Refresh, Action::Update, Action::Withdraw, Action::Close] {
            let tried = coordinator.tries(action, Kind::Report, Some("RAP-01"), None, report("year", "2026")).await;
            assert!(matches!(tried, Err(AppError::Invalid { .. })), "{action:?} {tried:?}");
        }
        let decided = page(&secretary.sees().await, &key).await;
        assert_eq!(
            (decided.row.report.state(), decided.decision().unwrap().sha256.as_str()),
            (PictureState::Decided, sha256.as_str())
        );
        assert_eq!(decided.content, Some(content));
        assert_eq!(register.findings().await, [""; 0]);
    }
}

#[tokio::test]
async fn nothing_falls_between_two_reports() {
    let register = Register::in_memory().await;
    register.at_time("2026-03-20T12:00:00Z");
    let coordinator = register.as_coordinator();
    let march = coordinator.create(Kind::Report, report("march", "2026")).await;
    coordinator.does(Action::Prepare, &march, prepared()).await;
    register.at_time("2026-03-25T12:00:00Z");
    coordinator.create_risk(risk("Avbrott")).await;
    register.at_time("2026-08-31T12:00:00Z");
    let august = coordinator.create(Kind::Report, report("august", "2026")).await;
    let page = page(&coordinator.sees().await, &august).await;
    assert_eq!(page.from.to_string(), "2026-03-21", "the day after the one the report before was read on");
    assert_eq!(page.previous.as_ref().map(|(key, _)| key), Some(&march));
    assert_eq!(said(&page, "risks.changes").as_deref(), Some("Sedan förra rapporten: en är ny (RSK-01)."));
}

#[tokio::test]
async fn what_is_worked_on_and_what_is_classified_is_seen_by_the_right_hands() {
    let register = Register::in_memory().await;
    let (coordinator, secretary) = (register.as_coordinator(), register.as_secretary());
    let secret = marked(assignment("Dataskydd"), &["comment"]);
    let kept = coordinator.create(Kind::Assignment, secret).await;
    let told = Draft::default().with("work", "ongoing").with("comment", "Hemligt läge.");
    coordinator.does(Action::Report, &kept, told).await;
    let key = coordinator.create(Kind::Report, report("year", "2026")).await;
    let id = "assignment.UPD-01";
    let whole = page(&coordinator.sees().await, &key).await;
    assert_eq!((said(&whole, id), fresh(&whole, id)), (None, Some(Freshness::New)));

    // The board's secretary writes too, and knows only what is open.
    let open = page(&secretary.sees().await, &key).await;
    let now = open.standings.iter().find_map(|one| one.now.as_ref().filter(|now| now.id == id)).unwrap();
    assert_eq!(now.text, "Uppdraget pågår.");
    coordinator.does(Action::Write, &key, writing("assignments", id).with(&choice_field(id), "take")).await;
    let taken = page(&secretary.sees().await, &key).await;
    assert_eq!(said(&taken, id).as_deref(), Some("Hemligt läge."), "what was taken in by choice is the report's text");
    assert_eq!(fresh(&taken, id), Some(Freshness::Fresh), "and is neither stale nor new nor gone");
    let more = Draft::default().with("work", "ongoing").with("comment", "Annat läge.");
    coordinator.does(Action::Report, &kept, more).await;
    assert_eq!(fresh(&page(&secretary.sees().await, &key).await, id), Some(Freshness::Fresh));
    assert_eq!(fresh(&page(&coordinator.sees().await, &key).await, id), Some(Freshness::Stale));

    // Those who only read see a text when it lies before the board.
    let reader = register.as_member();
    let seen = page(&reader.sees().await, &key).await;
    assert!(seen.content.is_none() && seen.row.report.taken.is_empty() && seen.standings.is_empty());
    assert!(seen.history.iter().flat_map(|change| &change.fields).all(|field| !field.field.starts_with("chapter_")));
    assert!(
        matches!(register.as_owner().sees().await.report(&key).await, Err(error) if error.to_string().contains("not found"))
    );
    assert!(register.as_owner().sees().await.reports().await.is_err());

    // Two may write in a chapter each, though the one saved before the other.
    let own = "risks.counts";
    let rev = taken.row.rev - 1;
    let draft = |text: &str| writing("risks", own).with(&text_field(own), text);
    secretary.tries(Action::Write, Kind::Report, Some("RAP-01"), Some(rev), draft("Först.")).await.unwrap();
    let both = page(&secretary.sees().await, &key).await;
    assert_eq!((said(&both, own).as_deref(), said(&both, id).as_deref()), (Some("Först."), Some("Hemligt läge.")));

    // Two who write the same text at once get both.
    let late = secretary.tries(Action::Write, Kind::Report, Some("RAP-01"), Some(rev), draft("Egna ord.")).await;
    let Err(AppError::Conflict(conflict)) = late else { panic!("{late:?}") };
    assert_eq!(conflict.yours.get(&text_field(own)), "Egna ord.");
    assert_eq!(conflict.theirs.get(&text_field(own)), "Först.");
}
