//! The plan as the board decided it: sealed, compared with the plan at the moment, and shown to each as far as it may see.

use crate::register::{As, OTHER, OWN, Register, marked, measure};
use domain::programme::plan::PlanRow;
use domain::{Action, AppError, Draft, ErrorCode, FieldError, Key, Kind, ListQuery, Register as Lists};
use store::StoreError;

fn minutes(date: &str, paragraph: &str) -> Draft {
    Draft::default()
        .with("organ", "Nämnden")
        .with("date", date)
        .with("paragraph", paragraph)
        .with("registration", "DEMO-2026-0007")
}

async fn decides(secretary: &As<'_>, date: &str, paragraph: &str) -> Key {
    secretary.done(Action::Create, Kind::Baseline, None, None, minutes(date, paragraph)).await.key
}

async fn moves(coordinator: &As<'_>, key: &Key, draft: Draft, reason: &str) -> Result<(), AppError> {
    let mut command = coordinator.command(Action::Update, Kind::Measure, Some(key.as_str()), None, draft);
    command.reason = reason.into();
    coordinator.submit(&command).await.map(|_| ())
}

fn slips(rows: &[PlanRow]) -> Vec<(String, i64)> {
    rows.iter().map(|row| (row.key.to_string(), row.slip())).collect()
}

#[tokio::test]
async fn a_decided_plan_stands_whatever_is_moved_afterwards() {
    for register in Register::everywhere().await {
        let coordinator = register.as_coordinator();
        register.at_time("2026-01-29T12:00:00Z");
        let first = coordinator.create_measure(measure("Loggning")).await;
        let second = coordinator.create_measure(measure("Kryptering")).await;
        let secretary = register.as_secretary();
        let plan = decides(&secretary, "2026-01-29", "7").await;
        let sealed = secretary.sees().await.plan(None, None).await.unwrap().shown.unwrap();
        register.at_time("2026-03-02T12:00:00Z");
        let later = measure("Loggning").with("end", "2027-02-10");
        let refused = moves(&coordinator, &first, later.clone(), "").await.unwrap_err();
        assert_eq!(refused, AppError::Invalid { errors: vec![FieldError::new("reason", ErrorCode::Required)] });
        moves(&coordinator, &first, later, "Upphandlingen drog ut på tiden.").await.unwrap();
        coordinator.create_measure(measure("Ny rutin")).await;
        coordinator.close(&second, "utgår").await;

        let now = secretary.sees().await.plan(None, None).await.unwrap().shown.unwrap();
        assert_eq!(slips(&now.rows), [(first.to_string(), 41)]);
        assert_eq!((now.added.len(), now.ended[0].key.clone()), (1, second));
        assert_eq!((now.sum.total, now.sum.moved, now.sum.mean), (1, 1, 41));
        assert_eq!((now.key.clone(), now.sha256.clone()), (plan.clone(), sealed.sha256), "the seal stands");
        let report = coordinator.sees().await.programme().await.unwrap();
        let bar = report.bars.iter().find(|bar| bar.key == first).unwrap();
        assert_eq!(bar.decided.unwrap().1.to_string(), "2026-12-31");

        let detail = coordinator.sees().await.detail(Kind::Measure, &first).await.unwrap();
        let told = &detail.plan.moves[0];
        assert_eq!((told.from.to_string(), told.to.to_string()), ("2026-12-31".into(), "2027-02-10".into()));
        assert_eq!(
            (told.by.as_str(), told.reason.as_str()),
            ("Funktion samordnare", "Upphandlingen drog ut på tiden.")
        );
        assert_eq!(detail.plan.decided.unwrap().plan, plan);

        register.at_time("2026-04-30T12:00:00Z");
        let newer = decides(&secretary, "2026-04-30", "9").await;
        let now = secretary.sees().await.plan(None, None).await.unwrap();
        let shown = now.shown.unwrap();
        assert_eq!((shown.key, shown.sum.moved, now.plans.len()), (newer.clone(), 0, 2));
        let earlier = secretary.sees().await.plan(Some(&plan), None).await.unwrap().shown.unwrap();
        assert!(!earlier.in_force && earlier.sum.moved == 1, "the old plan can still be held against the plan now");
        let then = secretary.saw("2026-03-31").await;
        assert_eq!(then.plan(None, None).await.unwrap().shown.unwrap().key, plan);
        assert!(matches!(then.plan(Some(&newer), None).await, Err(StoreError::App(AppError::NotFound))));
        assert_eq!(register.findings().await, [""; 0]);
    }
}

#[tokio::test]
async fn only_the_secretary_records_it_and_nobody_changes_it() {
    let register = Register::in_memory().await;
    let secretary = register.as_secretary();
    let empty = secretary.tries(Action::Create, Kind::Baseline, None, None, minutes("2026-11-19", "7"));
    let nothing = AppError::Invalid { errors: vec![FieldError::new("measures", ErrorCode::NotNow)] };
    assert_eq!(empty.await.unwrap_err(), nothing);
    register.as_coordinator().create_measure(measure("Loggning")).await;
    for other in [register.as_coordinator(), register.as_owner(), register.as_member(), register.as_admin()] {
        let answer = other.tries(Action::Create, Kind::Baseline, None, None, minutes("2026-11-19", "7")).await;
        assert_eq!(answer.unwrap_err(), AppError::Forbidden, "{:?}", other.actor.role);
    }
    let plan = decides(&secretary, "2026-11-19", "7").await;
    for action in Action::ALL.iter().filter(|action| **action != Action::Create) {
        for who in [&secretary, &register.as_coordinator()] {
            let answer =
                who.tries(*action, Kind::Baseline, Some(plan.as_str()), None, minutes("2026-11-20", "8")).await;
            assert_eq!(answer.unwrap_err(), AppError::Forbidden, "{action:?}");
        }
    }
    let again = secretary.tries(Action::Create, Kind::Baseline, Some(plan.as_str()), None, minutes("2026-11-20", "8"));
    assert!(again.await.is_err(), "it can't be made twice");
}

#[tokio::test]
async fn an_owner_sees_its_own_measures_of_the_plan_and_no_reasons_it_may_not() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let own = coordinator.create_measure(measure("Egen")).await;
    let others = marked(measure("Andras").with("owner", OTHER), &["progress"]);
    let other = coordinator.create_measure(others.clone()).await;
    let plan = decides(&register.as_secretary(), "2026-11-19", "7").await;
    moves(&coordinator, &other, others.with("end", "2027-01-31"), "Sårbarheten kvarstår.").await.unwrap();
    let owner = register.as_owner();
    let view = owner.sees().await;
    let page = view.plan(None, None).await.unwrap();
    let text = serde_json::to_string(&page).unwrap();
    assert!(text.contains(own.as_str()) && !text.contains(other.as_str()) && !text.contains("Andras"), "{text}");
    assert!(matches!(view.detail(Kind::Baseline, &plan).await, Err(StoreError::App(AppError::NotFound))));
    for (who, reason) in [(register.as_member(), ""), (register.as_other_owner(), "Sårbarheten kvarstår.")] {
        let detail = who.sees().await.detail(Kind::Measure, &other).await.unwrap();
        assert_eq!(detail.plan.moves[0].reason, reason, "{:?}", who.actor.role);
    }
}

#[tokio::test]
async fn lists_and_files_tell_what_was_decided_and_how_far_it_was_moved() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let key = coordinator.create_measure(measure("Loggning")).await;
    decides(&register.as_secretary(), "2026-11-19", "7").await;
    moves(&coordinator, &key, measure("Loggning").with("end", "2026-12-21"), "Klart tidigare.").await.unwrap();
    let query = ListQuery { all_columns: true, ..ListQuery::new(Lists::Measures) };
    let mut view = coordinator.sees().await;
    let listing = view.list(&query).await.unwrap();
    let place = |name: &str| listing.columns.iter().position(|column| column == name).unwrap();
    let cells = &listing.rows[0].cells;
    assert_eq!(cells[place("decided_end")], domain::Cell::Date("2026-12-31".parse().unwrap()));
    assert_eq!(cells[place("slip")], domain::Cell::Number(-10));
    let mut extract = view.extract(&query).await.unwrap();
    assert_eq!(view.next_rows(&mut extract).await.unwrap(), listing.rows, "the file says the same");
    assert_eq!(cells[place("owner")], domain::Cell::text(OWN));
}
