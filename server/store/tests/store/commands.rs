//! The one way in.

use crate::register::{OTHER, Register, control, evidence, measure, risk};
use domain::error::{ErrorCode, FieldError};
use domain::{Action, AppError, Draft, Key, Kind};
use store::Receipt;

#[tokio::test]
async fn the_same_command_twice_is_carried_out_once() {
    for register in Register::everywhere().await {
        let coordinator = register.as_coordinator();
        let command = coordinator.command(Action::Create, Kind::Risk, None, None, risk("Bortfall"));
        let first = coordinator.submit(&command).await.unwrap();
        let again = coordinator.submit(&command).await.unwrap();
        assert_eq!(again, Receipt { repeated: true, ..first.clone() });
        assert_eq!((first.key.as_str(), first.rev, first.seq), ("RSK-01", 1, 1));
        assert_eq!(coordinator.sees().await.position, 1);
        assert_eq!(register.findings().await, [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_command_from_all_sides_at_once_is_carried_out_once() {
    for register in Register::everywhere().await {
        let coordinator = register.as_coordinator();
        let command = coordinator.command(Action::Create, Kind::Risk, None, None, risk("Bortfall"));
        let receipts = futures::future::join_all((0..8).map(|_| {
            let (store, actor, command) = (register.store.clone(), coordinator.actor.clone(), command.clone());
            tokio::spawn(async move { store.commit(&actor, &command).await.unwrap() })
        }))
        .await;
        let written = receipts.iter().filter(|receipt| !receipt.as_ref().unwrap().repeated).count();
        assert_eq!((written, coordinator.sees().await.position), (1, 1));
    }
}

#[tokio::test]
async fn an_id_is_not_taken_over_by_another_command() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let mut command = coordinator.command(Action::Create, Kind::Risk, None, None, risk("Bortfall"));
    coordinator.submit(&command).await.unwrap();
    (command.kind, command.draft) = (Kind::Measure, measure("Reservkraft"));
    assert!(matches!(coordinator.submit(&command).await, Err(AppError::Invalid { .. })));
}

#[tokio::test]
async fn the_second_editor_gets_both_versions_and_nothing_is_written() {
    for register in Register::everywhere().await {
        let coordinator = register.as_coordinator();
        let key = coordinator.create_risk(risk("Bortfall")).await;
        let (_, rev) = coordinator.sees().await.draft(Kind::Risk, &key).await.unwrap();
        let mine = risk("Bortfall av e-tjänst");
        coordinator.done(Action::Update, Kind::Risk, Some("RSK-01"), Some(rev), mine).await;
        let yours = risk("Bortfall av telefoni");
        let answer =
            register.as_owner().tries(Action::Update, Kind::Risk, Some("RSK-01"), Some(rev), yours.clone()).await;
        let Err(AppError::Conflict(conflict)) = answer else { panic!("{answer:?}") };
        assert_eq!((conflict.rev, conflict.by.as_str(), &conflict.yours), (2, "Funktion samordnare", &yours));
        assert_eq!(conflict.theirs.get("title"), "Bortfall av e-tjänst");
        assert_eq!(conflict.at, "2026-11-23 13:00");
        assert_eq!(coordinator.sees().await.position, 2);
        register.as_owner().done(Action::Update, Kind::Risk, Some("RSK-01"), Some(conflict.rev), yours).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixteen_writers_at_once_leave_a_journal_without_gaps() {
    for register in Register::everywhere().await {
        let writers = (0..16).map(|writer| {
            let (store, actor) = (register.store.clone(), register.as_coordinator().actor);
            tokio::spawn(async move {
                for n in 0..5 {
                    let command = domain::Command {
                        id: format!("w-{writer}-{n}"),
                        action: Action::Create,
                        kind: Kind::Risk,
                        key: None,
                        rev: None,
                        draft: risk(&format!("Risk {writer} {n}")),
                        reason: String::new(),
                    };
                    store.commit(&actor, &command).await.unwrap();
                }
            })
        });
        for writer in futures::future::join_all(writers).await {
            writer.unwrap();
        }
        let verified = register.store.verify().await.unwrap();
        assert_eq!((verified.entries, verified.records, verified.findings), (80, 80, Vec::new()));
        assert_eq!(register.as_coordinator().create_risk(risk("Nästa")).await.as_str(), "RSK-81");
    }
}

#[tokio::test]
async fn a_link_leads_to_something_that_exists() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let unknown = |answer: Result<Receipt, AppError>, field: &str, given: &str| {
        let code = ErrorCode::UnknownKey { given: given.to_owned() };
        assert_eq!(answer.unwrap_err(), AppError::Invalid { errors: vec![FieldError::new(field, code)] });
    };
    let draft = measure("Reservkraft").with("risks", "RSK-07");
    unknown(coordinator.tries(Action::Create, Kind::Measure, None, None, draft).await, "risks", "RSK-07");
    let draft = evidence("Protokoll").with("requirements", "NIS2-99");
    unknown(coordinator.tries(Action::Create, Kind::Evidence, None, None, draft).await, "requirements", "NIS2-99");
    let key = coordinator.create_control(control("Behörigheter")).await;
    let to = Draft::default().with("to", "ATG-03");
    let answer = coordinator.tries(Action::Link, Kind::Control, Some(key.as_str()), None, to).await;
    unknown(answer, "measures", "ATG-03");
}

#[tokio::test]
async fn what_does_not_exist_cannot_be_changed() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    for rev in [None, Some(1)] {
        let answer = coordinator.tries(Action::Update, Kind::Risk, Some("RSK-09"), rev, risk("x")).await;
        assert_eq!(answer.unwrap_err(), AppError::NotFound);
    }
    coordinator.create_risk(risk("Bortfall")).await;
    let answer = coordinator.tries(Action::Create, Kind::Risk, Some("RSK-01"), None, risk("x")).await;
    assert_eq!(answer.unwrap_err(), AppError::field("key", ErrorCode::Taken));
}

#[tokio::test]
async fn a_new_record_given_its_key_is_of_the_kind_the_key_says() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let answer = coordinator.tries(Action::Create, Kind::Risk, Some("ATG-01"), None, risk("x")).await;
    assert!(matches!(answer, Err(AppError::Invalid { .. })), "{answer:?}");
}

#[tokio::test]
async fn owners_change_their_own_and_cannot_give_it_away() {
    let register = Register::in_memory().await;
    let (coordinator, owner) = (register.as_coordinator(), register.as_owner());
    let theirs = coordinator.create_risk(risk("Annans").with("owner", OTHER)).await;
    let own = coordinator.create_risk(risk("Egen")).await;
    let answer = owner.tries(Action::Update, Kind::Risk, Some(theirs.as_str()), None, risk("x")).await;
    assert_eq!(answer.unwrap_err(), AppError::Forbidden);
    let given = risk("Egen").with("owner", OTHER);
    let answer = owner.tries(Action::Update, Kind::Risk, Some(own.as_str()), None, given).await;
    assert_eq!(answer.unwrap_err(), AppError::field("owner", ErrorCode::NotNow));
    owner.update(&own, risk("Egen, omskriven")).await;
    assert_eq!(
        register.as_member().tries(Action::Update, Kind::Risk, Some("RSK-02"), None, risk("x")).await.unwrap_err(),
        AppError::Forbidden
    );
}

#[tokio::test]
async fn a_closed_record_is_left_out_of_lists_until_asked_for() {
    use domain::{ListQuery, Register as Lists};
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let key = coordinator.create_risk(risk("Bortfall")).await;
    coordinator.close(&key, "ersatt").await;
    let answer = coordinator.tries(Action::Update, Kind::Risk, Some("RSK-01"), None, risk("x")).await;
    assert_eq!(answer.unwrap_err(), AppError::field("action", ErrorCode::NotNow));
    let mut query = ListQuery::new(Lists::Risks);
    let view = coordinator.sees().await;
    let listing = view.list(&query).await.unwrap();
    assert_eq!((listing.total, listing.whole), (0, 1));
    query.filters.insert("status".into(), "closed".into());
    assert_eq!(view.list(&query).await.unwrap().rows.len(), 1);
    coordinator.does(Action::Reopen, &key, Draft::default().with("reason", "gäller ändå")).await;
    assert_eq!(coordinator.sees().await.list(&ListQuery::new(Lists::Risks)).await.unwrap().total, 1);
    assert_eq!(register.findings().await, [""; 0]);
}

#[tokio::test]
async fn a_new_scale_redraws_the_bands_and_the_journal_still_holds() {
    use domain::settings::Settings;
    use domain::{ListQuery, Register as Lists};
    for register in Register::everywhere().await {
        let coordinator = register.as_coordinator();
        register
            .as_admin()
            .done(Action::Update, Kind::Settings, Some(Settings::KEY), None, Settings::default().draft())
            .await;
        coordinator.create_risk(risk("Bortfall")).await;
        let mut high = ListQuery::new(Lists::Risks);
        high.filters.insert("niva".into(), "3".into());
        assert_eq!(coordinator.sees().await.list(&high).await.unwrap().total, 1);
        let draft = Settings::default().draft().with("bands", "Låg 1–2\nMedel 3–9\nHög 12–16");
        register.as_admin().done(Action::Update, Kind::Settings, Some(Settings::KEY), None, draft).await;
        assert_eq!(coordinator.sees().await.list(&high).await.unwrap().total, 1);
        let draft = Settings::default().draft().with("bands", "Låg 1–2\nMedel 3–12\nHög 16");
        register.as_admin().done(Action::Update, Kind::Settings, Some(Settings::KEY), None, draft).await;
        assert_eq!(coordinator.sees().await.list(&high).await.unwrap().total, 0);
        assert_eq!(register.findings().await, [""; 0]);
    }
}

#[tokio::test]
async fn a_restart_keeps_everything() {
    let register = Register::on_disk().await;
    register.load_framework("nis2").await;
    let key = register.as_coordinator().create_risk(risk("Bortfall").with("requirements", "NIS2-1")).await;
    register.store.set_password("samordnare", "hash").await.unwrap();
    let before = register.store.verify().await.unwrap();
    let register = register.restarted().await;
    let after = register.store.verify().await.unwrap();
    assert_eq!((after.entries, &after.root, after.findings.len()), (before.entries, &before.root, 0));
    assert!(register.store.ready().await.unwrap() && !register.store.is_empty().await.unwrap());
    assert!(register.as_coordinator().sees().await.body(Kind::Risk, &key).await.is_ok());
    assert_eq!(register.as_coordinator().create_risk(risk("Nästa")).await, Key::parse("RSK-02").unwrap());
}
