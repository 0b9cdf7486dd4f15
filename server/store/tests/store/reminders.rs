//! Calendars, addresses and letters: whose they are, what they hold, and that a letter is sent at most once.

use crate::register::{OTHER, OWN, Register, control, evidence, marked, measure, risk};
use domain::reminder::{CONFIRM_MOST, Letter, Mailing, Occasion};
use domain::{Action, AppError, Draft, Kind};
use std::io::Cursor;
use store::{Delivery, StoreError};

fn delivery(letter: Letter, period: &str) -> Delivery {
    Delivery { username: "agare".to_owned(), letter, period: period.to_owned() }
}

fn wanted(address: &str) -> Mailing {
    let (address, language) = (address.to_owned(), "sv".to_owned());
    Mailing { address, confirmed: false, digest: true, overdue: true, language }
}

#[tokio::test]
async fn what_concerns_an_account_is_what_its_functions_own() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    coordinator.create_measure(measure("Egen")).await;
    coordinator.create_measure(measure("Annans").with("owner", OTHER)).await;
    coordinator.create_control(control("Provkörning").with("first_due", "2026-12-01")).await;
    coordinator.create_risk(risk("Brand").with("owner", OTHER)).await;
    let secret = marked(evidence("Hemlig").with("reference", "dnr 1").with("valid_until", "2026-12-15"), &["title"]);
    coordinator.create_evidence(secret).await;
    let picture = Draft::default().with("year", "2027").with("meeting", "2027-01-28");
    coordinator.done(Action::Create, Kind::Picture, None, None, picture).await;
    let done = coordinator.create_measure(measure("Klar")).await;
    coordinator.does(Action::Report, &done, Draft::default().with("percent", "100")).await;

    let keys = async |someone: &crate::register::As<'_>| -> Vec<String> {
        let dates = someone.sees().await.calendar().await.unwrap();
        dates.iter().map(|one| one.reminder.key.to_string()).collect()
    };
    assert_eq!(keys(&register.as_owner()).await, ["KTR-01", "EVD-01", "ATG-01", "RB-2027-1"]);
    assert_eq!(keys(&register.as_other_owner()).await, ["ATG-02", "RB-2027-1", "RSK-01"]);
    assert_eq!(keys(&register.as_member()).await, ["RB-2027-1"]);
    assert_eq!(keys(&coordinator).await, ["KTR-01", "EVD-01", "ATG-01", "ATG-02", "RB-2027-1", "RSK-01"]);
    let dates = coordinator.sees().await.calendar().await.unwrap();
    assert!(!format!("{dates:?}").contains("Hemlig"), "not even for those with clearance");
    assert_eq!(dates[0].reminder.occasion, Occasion::ControlTest);
    assert_eq!(dates[2].reminder.owner, OWN);
}

#[tokio::test]
async fn a_date_bears_its_records_revision_and_time() {
    for register in Register::everywhere().await {
        let coordinator = register.as_coordinator();
        let key = coordinator.create_measure(measure("Egen")).await;
        let one = coordinator.sees().await.calendar().await.unwrap().remove(0);
        assert_eq!((one.rev, one.changed.to_rfc3339().as_str()), (1, "2026-11-23T12:00:00+00:00"));
        register.at_time("2026-11-24T09:00:00Z");
        let moved = measure("Egen").with("end", "2027-01-31");
        let mut move_it = coordinator.command(Action::Update, Kind::Measure, Some(key.as_str()), None, moved);
        move_it.reason = "Flyttad".into();
        coordinator.submit(&move_it).await.unwrap();
        let two = coordinator.sees().await.calendar().await.unwrap().remove(0);
        assert_eq!((two.rev, two.changed.to_rfc3339().as_str()), (2, "2026-11-24T09:00:00+00:00"));
        let origin = coordinator.sees().await.origin().await.unwrap();
        assert_eq!(origin.len(), 64);
    }
}

#[tokio::test]
async fn a_calendar_has_one_address_at_a_time() {
    for register in Register::everywhere().await {
        let store = &register.store;
        let first = store.make_feed("agare", "sv").await.unwrap();
        assert_eq!(first.len(), 64);
        assert_eq!(store.feed_at(&first).await.unwrap().unwrap().username, "agare");
        let second = store.make_feed("agare", "en").await.unwrap();
        assert_eq!(store.feed_at(&first).await.unwrap(), None);
        assert_eq!(store.feed_at(&second).await.unwrap().unwrap().language, "en");
        store.make_feed("namnd", "sv").await.unwrap();
        store.end_feed("agare").await.unwrap();
        assert_eq!(store.feed_at(&second).await.unwrap(), None);
        assert!(store.feed_of("agare").await.unwrap().is_none() && store.feed_of("namnd").await.unwrap().is_some());
    }
}

#[tokio::test]
async fn an_address_is_confirmed_by_its_own_letter_and_in_time() {
    for register in Register::everywhere().await {
        let store = &register.store;
        assert!(store.keep_mailing("agare", &wanted("a@example.se")).await.unwrap());
        let token = store.subscribers().await.unwrap()[0].token.clone();
        assert!(!store.confirm_mailing("annat").await.unwrap());
        register.at_time("2026-12-01T12:00:00Z");
        assert!(!store.confirm_mailing(&token).await.unwrap(), "after seven days");
        register.at_time("2026-11-29T12:00:00Z");
        assert!(store.confirm_mailing(&token).await.unwrap());
        assert!(store.mailing("agare").await.unwrap().unwrap().confirmed);
        assert!(!store.keep_mailing("agare", &Mailing { digest: false, ..wanted("a@example.se") }).await.unwrap());
        assert!(store.mailing("agare").await.unwrap().unwrap().confirmed, "the same address stays confirmed");
        assert!(store.stop_letter(&token, Letter::Overdue).await.unwrap());
        let kept = store.mailing("agare").await.unwrap().unwrap();
        assert!(!kept.digest && !kept.overdue && kept.confirmed);
        assert!(store.keep_mailing("agare", &wanted("b@example.se")).await.unwrap(), "another one isn't");
        assert!(!store.stop_letter(&token, Letter::Digest).await.unwrap(), "nor does the old letter's link hold");
        store.keep_mailing("agare", &Mailing::default()).await.unwrap();
        assert_eq!(store.mailing("agare").await.unwrap(), None);
    }
}

#[tokio::test]
async fn nobody_can_have_letters_sent_to_strangers_all_day() {
    let register = Register::in_memory().await;
    for n in 0..CONFIRM_MOST {
        register.store.keep_mailing("agare", &wanted(&format!("{n}@example.se"))).await.unwrap();
    }
    let refused = register.store.keep_mailing("agare", &wanted("x@example.se")).await;
    assert!(matches!(refused, Err(StoreError::App(AppError::Throttled { .. }))));
    register.at_time("2026-11-24T12:00:00Z");
    register.store.keep_mailing("agare", &wanted("x@example.se")).await.unwrap();
}

#[tokio::test]
async fn a_letter_is_one_senders_and_what_was_handed_over_is_never_taken_up_again() {
    for register in Register::everywhere().await {
        let store = &register.store;
        let digest = delivery(Letter::Digest, "2026-11-23");
        let claims = futures::future::join_all((0..8).map(|_| store.claim_letter(&digest))).await;
        let claims: Vec<u32> = claims.into_iter().filter_map(|claim| claim.unwrap()).collect();
        assert_eq!(claims, [1], "of eight at once one gets it");
        register.at_time("2026-11-23T12:09:00Z");
        assert_eq!(store.claim_letter(&digest).await.unwrap(), None);
        register.at_time("2026-11-23T12:11:00Z");
        assert_eq!(store.claim_letter(&digest).await.unwrap(), Some(2), "whoever had it is gone");
        assert!(store.letter_failed(&digest, 2, false).await.unwrap());
        assert_eq!(store.claim_letter(&digest).await.unwrap(), None);
        register.at_time("2026-11-23T12:16:00Z");
        assert_eq!(store.claim_letter(&digest).await.unwrap(), Some(3));
        store.hand_letter(&digest, &[]).await.unwrap();
        register.at_time("2026-11-25T12:00:00Z");
        assert_eq!(store.claim_letter(&digest).await.unwrap(), None, "it may have arrived");
        let other = delivery(Letter::Digest, "2026-11-30");
        assert_eq!(store.claim_letter(&other).await.unwrap(), Some(1));
        assert!(!store.letter_failed(&other, 1, true).await.unwrap());
        register.at_time("2026-12-25T12:00:00Z");
        assert_eq!(store.claim_letter(&other).await.unwrap(), None, "given up");
    }
}

#[tokio::test]
async fn what_was_told_is_remembered_and_what_was_not_accepted_is_not() {
    let register = Register::in_memory().await;
    let store = &register.store;
    let told = |names: &[&str]| -> Vec<String> { names.iter().map(|name| (*name).to_owned()).collect() };
    let (first, second) = (delivery(Letter::Overdue, "2026-11-23"), delivery(Letter::Overdue, "2026-11-24"));
    store.claim_letter(&first).await.unwrap();
    store.hand_letter(&first, &told(&["ATG-01@2026-11-22"])).await.unwrap();
    store.letter_unsure(&first).await.unwrap();
    store.claim_letter(&second).await.unwrap();
    store.hand_letter(&second, &told(&["ATG-02@2026-11-23"])).await.unwrap();
    store.letter_failed(&second, 1, false).await.unwrap();
    assert_eq!(store.told_of("agare").await.unwrap().into_iter().collect::<Vec<_>>(), ["ATG-01@2026-11-22"]);
    assert!(store.told_of("annan").await.unwrap().is_empty());
    register.at_time("2027-02-01T12:00:00Z");
    store.drop_old_letters().await.unwrap();
    assert_eq!(store.claim_letter(&first).await.unwrap(), Some(1), "forgotten after two months");
}

#[tokio::test]
async fn a_backup_holds_no_address_and_a_restore_writes_to_nobody() {
    let register = Register::in_memory().await;
    register.as_coordinator().create_risk(risk("Brand")).await;
    register.store.keep_mailing("agare", &wanted("anna.andersson@example.se")).await.unwrap();
    let secret = register.store.make_feed("agare", "sv").await.unwrap();
    let mut file = Vec::new();
    register.store.backup(&mut file).await.unwrap();
    assert!(!String::from_utf8(file.clone()).unwrap().contains("anna.andersson"));
    let other = Register::in_memory().await;
    other.store.restore(Cursor::new(file)).await.unwrap();
    assert!(other.store.subscribers().await.unwrap().is_empty());
    assert_eq!(other.store.feed_at(&secret).await.unwrap(), None);
}
