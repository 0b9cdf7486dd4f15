//! The catalogues and the demo content go in through the door everyone uses.

use domain::history::{JournalQuery, JournalRow};
use domain::{Actor, Moment, Role};
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

#[tokio::test]
async fn a_load_that_was_cut_off_anywhere_goes_on_to_the_same_journal() {
    let whole = Store::open("mem://", Clock::Machine).await.unwrap();
    let length = demo::load(&whole).await.unwrap();
    let told = told(&whole).await;
    // In the catalogues, among the accounts, after the last of them, and early and late in the commands.
    for cut in [20, 260, 270, 273, 274, 500, length - 1] {
        let store = Store::open("mem://", Clock::Machine).await.unwrap();
        let begun = async {
            loop {
                if store.view(&Actor::system(), Moment::Now).await.unwrap().length >= cut {
                    break;
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            biased;
            () = begun => {}
            done = demo::load(&store) => panic!("{done:?} before {cut} was seen"),
        }
        assert!(!store.is_empty().await.unwrap());
        assert_eq!(demo::load(&store).await.unwrap(), length, "cut off at {cut}");
        assert_eq!(store.verify().await.unwrap().findings, [], "cut off at {cut}");
        assert_eq!(self::told(&store).await, told, "cut off at {cut}");
    }
}

/// Every entry, without the hash of its content: that is another each time.
async fn told(store: &Store) -> Vec<JournalRow> {
    let reader = Actor { role: Role::Coordinator, ..Actor::system() };
    let view = store.view(&reader, Moment::Now).await.unwrap();
    let entries = view.entries(&JournalQuery::default(), i64::MAX).await.unwrap();
    entries.into_iter().map(|entry| JournalRow { body_hash: String::new(), ..entry }).collect()
}
