//! The schema is this program's, or the program doesn't start.

use crate::register::{Register, address, evidence, measure, risk};
use crate::tampering::raw;
use domain::{Action, Draft, ListQuery, Register as Lists};
use store::{Clock, Store, StoreError};

async fn refused(tampering: &str) -> String {
    let register = Register::on_disk().await;
    let place = register.place.clone().unwrap();
    register.store.close().await;
    drop(register.store);
    raw(&place, tampering).await;
    match Store::open(&address(&place), Clock::Machine).await {
        Err(StoreError::Schema(message)) => message,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it opened"),
    }
}

#[tokio::test]
async fn a_newer_schema_is_refused() {
    let message = refused("CREATE migration SET number = 99, name = 'later', checksum = 'x'").await;
    assert!(message.contains("newer version") && message.contains("Nothing was changed"), "{message}");
}

#[tokio::test]
async fn an_altered_schema_is_refused() {
    let message = refused("UPDATE migration SET checksum = 'x' WHERE name = 'risk'").await;
    assert!(message.contains("(risk)") && message.contains("altered"), "{message}");
}

#[tokio::test]
async fn rows_that_were_there_before_a_migration_are_drawn_anew() {
    let register = Register::on_disk().await;
    let coordinator = register.as_coordinator();
    let key = coordinator.create_measure(measure("Rutin")).await;
    coordinator.create_risk(risk("Bortfall")).await;
    coordinator.does(Action::Report, &key, Draft::default().with("percent", "40")).await;
    let place = register.place.clone().unwrap();
    register.store.close().await;
    drop(register.store);
    // As the migration leaves what was written before it.
    let before = "UPDATE measure SET start = '9999-12-31', reported = '9999-12-31'; DELETE drawn";
    raw(&place, before).await;
    let clock = Clock::fixed("2027-02-23T12:00:00Z".parse().unwrap());
    let again = Register::over(Store::open(&address(&place), clock.clone()).await.unwrap(), clock);
    assert_eq!(again.findings().await, [""; 0]);
    let mut silent = ListQuery::new(Lists::Measures);
    silent.filters.insert("flagga".to_owned(), "not_reported".to_owned());
    assert_eq!(again.as_coordinator().sees().await.list(&silent).await.unwrap().total, 1);
    // Once is enough: what is altered after that stays to be found.
    again.store.close().await;
    drop(again.store);
    raw(&place, "UPDATE measure SET reported = '9999-12-31'").await;
    let altered = Register::over(Store::open(&address(&place), Clock::Machine).await.unwrap(), Clock::Machine);
    assert_eq!(altered.findings().await, ["measure ATG-01: it is not what the journal says"]);
}

#[tokio::test]
async fn a_file_is_found_by_its_hash_also_in_rows_from_before_there_was_an_index() {
    let register = Register::on_disk().await;
    let coordinator = register.as_coordinator();
    let file = |sha256: &str| {
        let draft = Draft::default().with("sha256", sha256).with("name", "a.pdf");
        draft.with("size", "3").with("media_type", "application/pdf")
    };
    let (first, second) = ("1".repeat(64), "2".repeat(64));
    let mut keys = Vec::new();
    for title in ["Ett", "Två", "Tre", "Utan fil"] {
        keys.push(coordinator.create_evidence(evidence(title)).await);
    }
    for key in &keys[..3] {
        coordinator.does(Action::Attach, key, file(&first)).await;
    }
    // A version that was replaced is no longer the file it has.
    coordinator.does(Action::Attach, &keys[2], file(&second)).await;
    let place = register.place.clone().unwrap();
    register.store.close().await;
    drop(register.store);
    raw(&place, "UPDATE evidence SET file = ''; DELETE drawn").await;
    let again = Register::over(Store::open(&address(&place), Clock::Machine).await.unwrap(), Clock::Machine);
    let coordinator = again.as_coordinator();
    let with = async |sha256: &str| coordinator.sees().await.evidence_with_file(sha256).await.unwrap();
    assert_eq!(with(&first).await, keys[..2]);
    assert_eq!((with(&second).await, with("").await), (vec![keys[2].clone()], Vec::new()));
    assert_eq!(again.findings().await, [""; 0]);
}

#[tokio::test]
async fn a_missing_directory_or_server_is_told_plainly() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let url = format!("surrealkv://{}", file.path().display());
    let error = Store::open(&url, Clock::Machine).await.err().unwrap().to_string();
    assert!(error.contains("can't be opened"), "{error}");
}
