//! The schema is this program's, or the program doesn't start.

use crate::register::Register;
use crate::tampering::raw;
use store::{Clock, Store, StoreError};

async fn refused(tampering: &str) -> String {
    let register = Register::on_disk().await;
    let place = register.place.clone().unwrap();
    register.store.close().await;
    drop(register.store);
    raw(&place, tampering).await;
    match Store::open(&crate::register::address(&place), Clock::Machine).await {
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
async fn a_missing_directory_or_server_is_told_plainly() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let url = format!("surrealkv://{}", file.path().display());
    let error = Store::open(&url, Clock::Machine).await.err().unwrap().to_string();
    assert!(error.contains("can't be opened"), "{error}");
}
