//! Whoever alters what is stored behind the register's back is found out. The store itself has no way to do so: these
//! tests open the same files with the bare engine.

use crate::register::{Register, address, measure, risk};
use std::path::Path;
use std::sync::Arc;
use surrealdb::Surreal;
use surrealdb::engine::local::Db;
use surrealdb_core::kvs::Datastore;
use tempfile::TempDir;

/// Runs a statement on a closed database's files.
#[expect(clippy::disallowed_methods, reason = "what the store makes impossible")]
pub async fn raw(place: &Arc<TempDir>, text: &str) {
    assert!(Path::new(place.path()).exists());
    let datastore = Datastore::builder().build_with_path(&address(place)).await.unwrap();
    let client = Surreal::<Db>::unstable_from_datastore(Arc::clone(&datastore), None).await.unwrap();
    client.use_ns("riskbild").use_db("riskbild").await.unwrap();
    client.query(text).await.unwrap().check().unwrap();
    datastore.shutdown().await.unwrap();
}

/// What is found after a statement has been run on a register with a history of 5 entries.
async fn found_after(text: &str) -> Vec<String> {
    let register = Register::on_disk().await;
    let coordinator = register.as_coordinator();
    coordinator.create_risk(risk("Bortfall")).await;
    coordinator.create_risk(risk("Brand")).await;
    coordinator.create_measure(measure("Reservkraft").with("risks", "RSK-01")).await;
    coordinator.update(&"RSK-01".to_owned().try_into().unwrap(), risk("Bortfall av el")).await;
    coordinator
        .update(&"ATG-01".to_owned().try_into().unwrap(), measure("Reservkraft").with("risks", "RSK-01, RSK-02"))
        .await;
    assert_eq!(register.findings().await, [""; 0]);
    let place = register.place.clone().unwrap();
    register.store.close().await;
    drop(register.store);
    raw(&place, text).await;
    let store = store::Store::open(&address(&place), store::Clock::Machine).await.unwrap();
    let found = store.verify().await.unwrap().findings;
    found.into_iter().map(|finding| format!("{}: {}", finding.place, finding.what)).collect()
}

#[tokio::test]
async fn nothing_done_is_nothing_found() {
    assert_eq!(found_after("RETURN 1").await, [""; 0]);
}

#[tokio::test]
async fn every_kind_of_tampering_is_found_where_it_was_done() {
    for (tampering, place) in [
        (
            "UPDATE version SET body = string::replace(body, 'el', 'gas') WHERE key = 'RSK-01' AND rev = 2",
            "risk RSK-01",
        ),
        (
            "UPDATE version SET body = string::replace(body, 'Bortfall', 'Inget') WHERE key = 'RSK-01' AND rev = 1",
            "risk RSK-01 revision 1",
        ),
        ("UPDATE risk SET body = string::replace(body, 'Brand', 'Eld') WHERE key = 'RSK-02'", "risk RSK-02"),
        ("UPDATE risk SET band = 1 WHERE key = 'RSK-01'", "risk RSK-01"),
        ("UPDATE risk SET owner = 'Nämndsekreterare' WHERE key = 'RSK-01'", "risk RSK-01"),
        ("UPDATE risk SET rev = 7 WHERE key = 'RSK-01'", "risk RSK-01"),
        ("DELETE risk WHERE key = 'RSK-02'", "risk RSK-02: it is missing"),
        ("DELETE version WHERE key = 'RSK-01' AND rev = 1", "risk RSK-01"),
        ("UPDATE version SET to_seq = 9 WHERE key = 'RSK-01' AND rev = 1", "risk RSK-01 revision 1"),
        ("DELETE journal:2", "journal 3"),
        ("DELETE journal:5", "head"),
        ("UPDATE journal:2 SET actor = 'annan'", "journal 2"),
        ("UPDATE journal:2 SET reason = 'påhittad'", "journal 2"),
        ("UPDATE journal:2 SET at = '2020-01-01T00:00:00.000Z'", "journal 2"),
        ("UPDATE journal:2 SET owner = 'Nämndsekreterare'", "journal 2"),
        ("UPDATE head:main SET root = string::repeat('0', 64)", "head"),
        ("UPDATE head:main SET seq = 4", "head"),
        ("UPDATE head:main SET counters.RSK = 1", "head"),
        ("UPDATE head:main SET at = '2020-01-01T00:00:00.000Z'", "head"),
        ("DELETE head:main", "head"),
        ("UPDATE link SET to_key = 'RSK-02' WHERE from_seq = 3", "link ATG-01"),
        ("DELETE link WHERE to_key = 'RSK-02'", "link ATG-01"),
        ("UPDATE link SET from_seq = 1 WHERE to_key = 'RSK-02'", "link ATG-01"),
        (
            "CREATE link SET from_kind = 'measure', from_key = 'ATG-01', to_key = 'RSK-02', from_seq = 1, to_seq = 4",
            "link ATG-01",
        ),
    ] {
        let found = found_after(tampering).await;
        assert!(found.iter().any(|finding| finding.starts_with(place)), "{tampering}: {found:?}");
    }
}
