//! What a measure delivers, what it waits for, and what stands out about it, over the register as it is stored.

use crate::register::{As, OTHER, OWN, Register, control, deliverable, evidence, measure, risk};
use domain::error::{ErrorCode, FieldError};
use domain::label::LabelCode;
use domain::{Action, AppError, Cell, Draft, Key, Kind, ListQuery, Moment, Register as Lists};
use store::View;

fn key(text: &str) -> Key {
    Key::parse(text).unwrap()
}

fn percent(percent: &str) -> Draft {
    Draft::default().with("percent", percent)
}

/// What stands out about a record: what its page says, which is what the list says.
async fn labels(view: &View<'_>, of: &str) -> Vec<&'static str> {
    let detail = view.detail(key(of).kind(), &key(of)).await.unwrap();
    let told: Vec<&str> = detail.labels.iter().map(|label| label.code.code()).collect();
    let mut query = ListQuery { moment: view.moment, ..ListQuery::new(Lists::of(key(of).kind()).unwrap()) };
    query.filters.insert("status".to_owned(), "all".to_owned());
    let listing = view.list(&query).await.unwrap();
    let row = listing.rows.iter().find(|row| row.key == key(of)).unwrap();
    let place = listing.columns.iter().position(|name| name == "labels").unwrap();
    let listed = match &row.cells[place] {
        Cell::Labels(labels) => labels.clone(),
        _ => Vec::new(),
    };
    assert_eq!(listed, detail.labels, "{of}");
    for code in LabelCode::CODES {
        query.filters.insert("flagga".to_owned(), (*code).to_owned());
        let found = view.list(&query).await.unwrap().rows.iter().any(|row| row.key == key(of));
        assert_eq!(found, told.contains(code), "{of} {code}");
    }
    told
}

async fn refused(who: &As<'_>, action: Action, to: &str, draft: Draft) -> Vec<FieldError> {
    match who.tries(action, key(to).kind(), Some(to), None, draft).await {
        Err(AppError::Invalid { errors }) => errors,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_measure_is_done_when_what_it_delivers_is_decided_and_more_when_it_is_in_use() {
    let register = Register::in_memory().await;
    register.load_framework("nis2").await;
    let coordinator = register.as_coordinator();
    coordinator.create_risk(risk("Bortfall")).await;
    coordinator.create_measure(measure("Rutin").with("risks", "RSK-01").with("requirements", "NIS2-1")).await;
    coordinator.create_deliverable(deliverable("Rutin för drift").with("measures", "ATG-01")).await;
    coordinator.create_evidence(evidence("Rutinen").with("deliverables", "LEV-01")).await;
    let undecided = ErrorCode::Undecided { number: 1, given: "LEV-01".into() };
    for typed in ["100", "+100", " 0100 "] {
        let errors = refused(&coordinator, Action::Report, "ATG-01", percent(typed)).await;
        assert_eq!(errors, [FieldError::new("percent", undecided.clone())], "{typed}");
    }
    coordinator.does(Action::Report, &key("ATG-01"), percent("99")).await;
    let decision = Draft::default().with("decided_by", "Nämnden").with("decided", "2026-11-02");
    coordinator.does(Action::Adopt, &key("LEV-01"), decision).await;
    coordinator.does(Action::Report, &key("ATG-01"), percent("100")).await;
    assert_eq!(labels(&coordinator.sees().await, "ATG-01").await, [""; 0]);
    register.at_time("2026-11-24T12:00:00Z");
    coordinator.does(Action::Introduce, &key("LEV-01"), Draft::default()).await;
    let view = coordinator.sees().await;
    assert_eq!(labels(&view, "ATG-01").await, ["established"]);
    let share = view.programme().await.unwrap().total;
    assert_eq!((share.done, share.established), (1, 1));
    let before = coordinator.saw("2026-11-23").await;
    assert_eq!(labels(&before, "ATG-01").await, [""; 0], "it wasn't in use the day before");
    assert_eq!(before.programme().await.unwrap().total.established, 0);
    assert_eq!(register.findings().await, [""; 0]);
}

#[tokio::test]
async fn a_deliverable_that_is_closed_holds_nothing_back_and_one_taken_away_is_missing() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    coordinator.create_measure(measure("Rutin")).await;
    coordinator.create_deliverable(deliverable("Rutin för drift").with("measures", "ATG-01")).await;
    coordinator.close(&key("LEV-01"), "ersatt").await;
    coordinator.does(Action::Report, &key("ATG-01"), percent("100")).await;
    let view = coordinator.sees().await;
    let told = labels(&view, "ATG-01").await;
    assert_eq!(told, ["deliverable_missing", "evidence_missing", "no_risk", "no_requirement"]);
    let tasks = view.overview().await.unwrap().tasks;
    let task = tasks.iter().find(|task| task.code == "done_without_evidence").unwrap();
    assert_eq!((task.count, task.link.as_str()), (1, "/atgarder?flagga=evidence_missing"));
    coordinator.create_deliverable(deliverable("Ny rutin").with("measures", "ATG-01")).await;
    let view = coordinator.sees().await;
    assert!(labels(&view, "ATG-01").await.contains(&"decision_missing"));
    assert_eq!(labels(&view, "LEV-02").await, ["decision_missing"]);
}

#[tokio::test]
async fn measures_never_wait_for_each_other_in_a_circle() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    for n in 1..=3 {
        coordinator.create_measure(measure(&format!("Åtgärd {n}"))).await;
    }
    let to = |to: &str| Draft::default().with("to", to);
    coordinator.does(Action::Link, &key("ATG-01"), to("ATG-02")).await;
    coordinator.does(Action::Link, &key("ATG-02"), to("ATG-03")).await;
    let circle = ErrorCode::Cycle { given: "ATG-03 → ATG-01 → ATG-02 → ATG-03".into() };
    assert_eq!(
        refused(&coordinator, Action::Link, "ATG-03", to("ATG-01")).await,
        [FieldError::new("to", circle.clone())]
    );
    let typed = measure("Åtgärd 3").with("depends_on", "ATG-01");
    let errors = refused(&coordinator, Action::Update, "ATG-03", typed).await;
    assert_eq!(errors, [FieldError::new("depends_on", circle)]);
    let errors = refused(&coordinator, Action::Link, "ATG-03", to("ATG-03")).await;
    assert_eq!(errors, [FieldError::new("to", ErrorCode::Cycle { given: "ATG-03 → ATG-03".into() })]);
    let missing =
        refused(&coordinator, Action::Update, "ATG-03", measure("Åtgärd 3").with("depends_on", "ATG-09")).await;
    assert_eq!(missing, [FieldError::new("depends_on", ErrorCode::UnknownKey { given: "ATG-09".into() })]);
    coordinator.does(Action::Unlink, &key("ATG-02"), to("ATG-03")).await;
    coordinator.does(Action::Link, &key("ATG-03"), to("ATG-01")).await;
    let detail = coordinator.sees().await.detail(Kind::Measure, &key("ATG-01")).await.unwrap();
    let waiting = detail.behind.unwrap();
    assert_eq!(waiting.rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["ATG-03"]);
    let before = detail.links.iter().find(|rows| rows.register == Lists::Measures).unwrap();
    assert_eq!(before.rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["ATG-02"]);
}

#[tokio::test]
async fn what_waits_for_something_late_says_so_until_it_is_done() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    coordinator.create_measure(measure("Först").with("end", "2026-11-20")).await;
    coordinator.create_measure(measure("Sedan").with("depends_on", "ATG-01").with("end", "2027-06-30")).await;
    coordinator.does(Action::Report, &key("ATG-02"), percent("10")).await;
    let told = labels(&coordinator.sees().await, "ATG-02").await;
    assert_eq!(told, ["dependency_late", "no_risk", "no_requirement"]);
    coordinator.does(Action::Report, &key("ATG-01"), percent("100")).await;
    assert_eq!(labels(&coordinator.sees().await, "ATG-02").await, ["no_risk", "no_requirement"]);
}

#[tokio::test]
async fn everyone_who_sees_a_measure_sees_the_same_of_it() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    coordinator.create_measure(measure("Rutin")).await;
    coordinator.create_evidence(evidence("Protokoll").with("owner", OTHER).with("measures", "ATG-01")).await;
    coordinator.does(Action::Report, &key("ATG-01"), percent("100")).await;
    let told = labels(&coordinator.sees().await, "ATG-01").await;
    assert_eq!(told, ["deliverable_missing", "no_risk", "no_requirement"]);
    for who in [register.as_owner(), register.as_member(), register.as_auditor(&[])] {
        assert_eq!(labels(&who.sees().await, "ATG-01").await, told, "evidence of others is evidence too");
    }
}

#[tokio::test]
async fn a_file_tells_what_stood_out_at_its_own_place_in_the_journal() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    coordinator.create_measure(measure("Rutin").with("end", "2026-11-20")).await;
    let mut view = coordinator.sees().await;
    let mut extract = view.extract(&ListQuery::new(Lists::Measures)).await.unwrap();
    coordinator.does(Action::Report, &key("ATG-01"), percent("100")).await;
    let place = extract.columns.iter().position(|name| name == "labels").unwrap();
    let rows = view.next_rows(&mut extract).await.unwrap();
    let Cell::Labels(labels) = &rows[0].cells[place] else { panic!("{:?}", rows[0].cells[place]) };
    assert_eq!((labels[0].code, labels[0].days), (LabelCode::Overdue, 3));
    assert_eq!(view.moment, Moment::Now);
}

#[tokio::test]
async fn each_function_has_its_numbers_and_each_number_its_list() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    for (title, end, owner) in [
        ("Sen", "2026-11-20", OWN),
        ("Snart", "2026-12-01", OWN),
        ("Tyst", "2027-06-30", OWN),
        ("Annans", "2026-10-01", OTHER),
        ("Klar", "2026-10-01", OTHER),
    ] {
        coordinator.create_measure(measure(title).with("end", end).with("owner", owner)).await;
    }
    for (of, done) in [("ATG-01", "50"), ("ATG-02", "50"), ("ATG-05", "100")] {
        coordinator.does(Action::Report, &key(of), percent(done)).await;
    }
    register.at_time("2026-11-24T12:00:00Z");
    let (now, then) =
        (coordinator.sees().await.team().await.unwrap(), coordinator.saw("2026-11-23").await.team().await.unwrap());
    assert_eq!(now.loads, then.loads);
    let counted: Vec<_> =
        now.loads.iter().map(|load| (load.function.as_str(), load.open, load.late, load.silent, load.soon)).collect();
    assert_eq!(counted, [(OWN, 3, 1, 1, 1), (OTHER, 1, 1, 1, 0)]);
    assert!(now.mine.is_empty(), "a coordinator acts for none");
    let owner = register.as_owner();
    let view = owner.sees().await;
    let own = view.team().await.unwrap();
    let order: Vec<&str> = own.mine.iter().map(|row| row.key.as_str()).collect();
    assert_eq!((own.loads.len(), order), (1, vec!["ATG-01", "ATG-03", "ATG-02"]));
    for (code, count) in
        [("overdue", own.loads[0].late), ("not_reported", own.loads[0].silent), ("due_soon", own.loads[0].soon)]
    {
        let mut query = ListQuery::new(Lists::Measures);
        query.filters.insert("flagga".to_owned(), code.to_owned());
        assert_eq!(view.list(&query).await.unwrap().total, u64::from(count), "{code}");
    }
}

#[tokio::test]
async fn a_control_is_evidenced_by_what_holds_and_evidence_stands_as_its_dates_say() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    coordinator.create_control(control("Stickprov")).await;
    let view = coordinator.sees().await;
    assert_eq!(
        labels(&view, "KTR-01").await,
        ["no_risk", "no_requirement"],
        "nothing to show before it is carried out"
    );
    let done = Draft::default().with("date", "2026-11-20").with("result", "clean");
    coordinator.does(Action::Test, &key("KTR-01"), done).await;
    assert!(labels(&coordinator.sees().await, "KTR-01").await.contains(&"not_evidenced"));
    let minutes = evidence("Protokoll").with("controls", "KTR-01").with("valid_until", "2026-11-24");
    coordinator.create_evidence(minutes.with("review", "2026-11-20")).await;
    let view = coordinator.sees().await;
    assert!(!labels(&view, "KTR-01").await.contains(&"not_evidenced"));
    assert_eq!(labels(&view, "EVD-01").await, ["review_due", "due_soon"]);
    let vouched = Draft::default().with("vouched_by", OWN);
    coordinator.does(Action::Vouch, &key("EVD-01"), vouched).await;
    assert_eq!(labels(&coordinator.sees().await, "EVD-01").await, ["due_soon"]);
    register.at_time("2026-11-25T12:00:00Z");
    let view = coordinator.sees().await;
    assert_eq!(labels(&view, "EVD-01").await, ["evidence_expired"]);
    assert!(labels(&view, "KTR-01").await.contains(&"not_evidenced"));
    assert!(!labels(&coordinator.saw("2026-11-24").await, "KTR-01").await.contains(&"not_evidenced"));
    assert_eq!(register.findings().await, [""; 0]);
}

#[tokio::test]
async fn evidence_that_was_replaced_counts_no_more_and_each_knows_the_other() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    coordinator.create_control(control("Stickprov")).await;
    let done = Draft::default().with("date", "2026-11-20").with("result", "clean");
    coordinator.does(Action::Test, &key("KTR-01"), done).await;
    coordinator.create_evidence(evidence("Ny")).await;
    let old = evidence("Gammal").with("controls", "KTR-01").with("shows", "KTR-01: tio konton");
    coordinator.create_evidence(old.clone()).await;
    let beside = coordinator.sees().await.detail(Kind::Control, &key("KTR-01")).await.unwrap();
    let listed = beside.links.iter().find(|rows| rows.register == Lists::Evidence).unwrap();
    assert_eq!(listed.columns.last().map(String::as_str), Some("shows"));
    assert_eq!(listed.rows[0].cells.last(), Some(&Cell::text("tio konton")));
    coordinator.does(Action::Update, &key("EVD-02"), old.with("replaced_by", "EVD-01")).await;
    let view = coordinator.sees().await;
    assert!(labels(&view, "KTR-01").await.contains(&"not_evidenced"));
    let new = view.detail(Kind::Evidence, &key("EVD-01")).await.unwrap();
    assert_eq!(new.behind.unwrap().rows[0].key, key("EVD-02"));
    assert_eq!(view.list(&ListQuery::new(Lists::Evidence)).await.unwrap().total, 1, "what counts stands in the list");
    assert_eq!(register.findings().await, [""; 0]);
}

#[tokio::test]
async fn the_year_of_the_controls_holds_what_its_reader_may_see() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    coordinator.create_control(control("Stickprov").with("first_due", "2026-01-31")).await;
    coordinator.create_control(control("Annans").with("first_due", "2026-02-28").with("owner", OTHER)).await;
    let all = coordinator.sees().await.control_year(None, "").await.unwrap();
    assert_eq!((all.year, all.total, all.owners.len()), (2026, 2, 2));
    assert_eq!(coordinator.sees().await.control_year(Some(2026), OTHER).await.unwrap().total, 1);
    assert_eq!(coordinator.saw("2026-11-23").await.control_year(Some(2019), "").await.unwrap().total, 0);
    let own = register.as_owner().sees().await.control_year(None, "").await.unwrap();
    assert_eq!((own.total, own.owners), (1, vec![OWN.to_owned()]));
}
