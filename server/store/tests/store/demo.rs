//! The catalogues and the demo content go in through the door everyone uses.

use store::{Clock, Store, catalogue, demo};

#[tokio::test]
async fn the_demo_loads_whole_and_the_journal_proves_it() {
    let store = Store::open("mem://", Clock::Machine).await.unwrap();
    let started = std::time::Instant::now();
    let length = demo::load(&store).await.unwrap();
    let loaded = started.elapsed();
    let verified = store.verify().await.unwrap();
    println!("{length} entries in {loaded:?}, verified after {:?}", started.elapsed());
    assert_eq!(verified.findings, []);
    assert_eq!(verified.entries, length);
    assert_eq!(catalogue::load(&store).await.unwrap(), 0, "a second load writes nothing");
    for username in demo::usernames() {
        store.set_password(username, "hash").await.unwrap();
    }
    assert!(matches!(demo::load(&store).await, Err(store::StoreError::NotEmpty)));
}
