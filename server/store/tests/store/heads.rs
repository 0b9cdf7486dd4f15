//! Signed heads: they are of the journal as it was, and a journal that is another is found out.

use crate::register::{Register, risk};
use chrono::DateTime;
use proof::{Checkpoint, SecretKey};

const NAME: &str = "risk.example.se/namnden";

fn key() -> SecretKey {
    SecretKey::read(&SecretKey::make(NAME, &[5; 32]).unwrap()).unwrap()
}

/// Signs the journal as it is now.
pub async fn sign(register: &Register) -> (u64, String) {
    let head = register.store.journal_head().await.unwrap().unwrap();
    let at = DateTime::parse_from_rfc3339("2026-11-25T12:00:00Z").unwrap().to_utc();
    let checkpoint = Checkpoint { origin: NAME.to_owned(), size: head.size, root: head.root, at, replaces: None };
    (head.size, key().sign(&checkpoint).unwrap())
}

#[tokio::test]
async fn a_head_is_kept_once_and_holds_as_the_journal_grows() {
    for register in Register::everywhere().await {
        let coordinator = register.as_coordinator();
        coordinator.create_risk(risk("Ett")).await;
        let (size, note) = sign(&register).await;
        assert!(register.store.keep_signed_head(&note).await.unwrap());
        assert!(!register.store.keep_signed_head(&note).await.unwrap(), "once");
        coordinator.create_risk(risk("Två")).await;
        let (longer, next) = sign(&register).await;
        assert!(register.store.keep_signed_head(&next).await.unwrap() && longer == size + 1);
        let kept = register.store.signed_heads().await.unwrap();
        assert_eq!(kept.into_iter().collect::<Vec<_>>(), [(size, note), (longer, next.clone())]);
        assert_eq!(register.store.last_signed_head().await.unwrap(), Some(next));
        let verified = register.store.verify().await.unwrap();
        assert_eq!((verified.heads, verified.findings), (2, vec![]));
        assert_eq!(register.store.last_verification().await.unwrap(), None);
        let verified = register.store.verify().await.unwrap();
        register.store.keep_verification(&verified).await.unwrap();
        let last = register.store.last_verification().await.unwrap().unwrap();
        assert_eq!((last.entries, last.heads, last.findings, last.root), (verified.entries, 2, 0, verified.root));
        assert_eq!(last.disposed, 0);
    }
}

#[tokio::test]
async fn what_is_proved_in_one_head_is_not_proved_in_another_later() {
    for register in Register::everywhere().await {
        let coordinator = register.as_coordinator();
        coordinator.create_risk(risk("Ett")).await;
        let (size, slow) = sign(&register).await;
        coordinator.create_risk(risk("Två")).await;
        let (_, quick) = sign(&register).await;
        assert!(register.store.keep_signed_head(&quick).await.unwrap());
        // Signed before, and come after: whoever took out what ends at its length has been given the longer one.
        assert!(!register.store.keep_signed_head(&slow).await.unwrap());
        assert_eq!(register.store.signed_from(size).await.unwrap().unwrap().1, quick);
    }
}

#[tokio::test]
async fn a_head_of_another_journal_is_found() {
    let register = Register::in_memory().await;
    register.as_coordinator().create_risk(risk("Ett")).await;
    let other = Register::in_memory().await;
    other.as_coordinator().create_risk(risk("Ett annat")).await;
    other.as_coordinator().create_risk(risk("Två")).await;
    other.as_coordinator().create_risk(risk("Tre")).await;
    let (size, _) = sign(&register).await;
    let (longer, note) = sign(&other).await;
    register.store.keep_signed_head(&note).await.unwrap();
    let found = register.store.verify().await.unwrap().findings;
    assert_eq!((found.len(), found[0].place.clone()), (1, format!("signed head {longer}")));
    assert!(found[0].what.contains("shorter") && longer > size);
    for n in size..longer {
        register.as_coordinator().create_risk(risk(&format!("Nummer {n}"))).await;
    }
    let found = register.store.verify().await.unwrap().findings;
    assert_eq!((found.len(), found[0].place.clone()), (1, format!("signed head {longer}")));
    assert!(found[0].what.contains("not what was signed"));
    assert!(register.store.keep_signed_head("nonsens").await.is_err());
}
