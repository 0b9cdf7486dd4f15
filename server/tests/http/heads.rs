//! Signed heads: they are made when something is given out or decided, anyone may hold them, and the key's file and the
//! journal prove each other.

use crate::program::Stage;
use crate::running::{Running, draft, run};
use domain::{Action, Kind};
use proof::{Checkpoint, PublicKeys, SecretKey};
use server::heads::Signing;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;
use std::time::Duration;
use tempfile::TempDir;

const NAME: &str = "risk.example.se/namnden";

/// The head as anyone is answered, once it is of the whole journal.
async fn whole(site: &Running) -> String {
    let size = site.store.verify().await.unwrap().entries;
    let mut anyone = site.browser();
    for _ in 0..200 {
        let answer = anyone.get("/huvud").await;
        if answer.status == 200 && Checkpoint::in_note(&answer.body).unwrap().size == size {
            assert_eq!(anyone.get(&format!("/huvud/{size}")).await.body, answer.body);
            return answer.body;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no head of {size} entries was signed");
}

#[test]
fn a_head_is_signed_when_something_is_given_out_and_anyone_may_hold_it() {
    run(async {
        let folder = TempDir::new().unwrap();
        let (file, published) = (folder.path().join("nyckel"), folder.path().join("huvuden"));
        std::fs::write(&file, SecretKey::make(NAME, &[9; 32]).unwrap()).unwrap();
        let signing = Signing::read(&file, Some(published.clone())).unwrap();
        let public = signing.public().to_owned();
        assert!(!format!("{signing:?}").contains("PRIVATE"));
        let site = Running::signing(signing).await;
        site.commit(Action::Create, Kind::Risk, "", draft(Kind::Risk)).await;
        let mut keeper = site.signed_in("samordnare").await;
        assert_eq!(keeper.get("/export/risker.csv").await.status, 200);
        let first = whole(&site).await;
        assert_eq!(PublicKeys::read(&public).unwrap().open(&first).unwrap().origin, NAME);
        site.commit(Action::Create, Kind::Risk, "", draft(Kind::Risk)).await;
        assert_eq!(keeper.get("/export/risker.csv").await.status, 200);
        let second = whole(&site).await;
        let told = std::fs::read_to_string(&published).unwrap();
        assert!(told.ends_with(&format!("{first}\n{second}")), "{told}");
        assert_eq!(site.store.verify().await.unwrap().findings, []);
        assert_eq!(site.browser().get("/huvud/999999").await.status, 404);
    });
}

#[test]
fn without_a_key_there_are_no_heads() {
    run(async {
        let site = Running::start().await;
        assert_eq!(site.browser().get("/huvud").await.status, 404);
    });
}

/// What the program answers with and says.
fn told(place: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = Stage::default().riskbild(place, arguments).output().unwrap();
    (status.code(), format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr)))
}

#[test]
fn a_key_is_made_once_and_signs_and_proves_from_the_command_line() {
    let place = TempDir::new().unwrap();
    let at = |name: &str| place.path().join(name).display().to_string();
    let (key, other, keys) = (at("nyckel"), at("annan"), at("nycklar"));
    let (code, public) = told(place.path(), &["key", &key, "--name", NAME]);
    assert_eq!((code, public.starts_with(&format!("{NAME}+"))), (Some(0), true), "{public}");
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(told(place.path(), &["key", &key, "--name", NAME]).0, Some(1), "never written over");
    assert_eq!(told(place.path(), &["key", &at("tredje"), "--name", "två ord"]).0, Some(1));

    Stage::default().init(place.path(), "ett långt lösenord");
    let (code, said) = told(place.path(), &["sign", "--signing-key", &key]);
    assert_eq!((code, said.contains("signed at")), (Some(0), true), "{said}");
    let (code, said) = told(place.path(), &["sign", "--signing-key", &key]);
    assert_eq!((code, said.contains("nothing was written since")), (Some(0), true), "{said}");

    std::fs::write(&keys, &public).unwrap();
    let (code, said) = told(place.path(), &["verify", "--keys", &keys]);
    assert_eq!((code, said.contains("1 signed heads, with their signatures")), (Some(0), true), "{said}");
    let (_, stranger) = told(place.path(), &["key", &other, "--name", NAME]);
    std::fs::write(&keys, stranger).unwrap();
    let (code, said) = told(place.path(), &["verify", "--keys", &keys]);
    assert_eq!((code, said.contains("no key that is known")), (Some(1), true), "{said}");
}

#[test]
fn a_key_that_is_replaced_is_followed_by_who_trusts_the_old_one_and_a_lost_one_is_told_as_that() {
    let place = TempDir::new().unwrap();
    let at = |name: &str| place.path().join(name).display().to_string();
    let (first, second, third, keys) = (at("nyckel-1"), at("nyckel-2"), at("nyckel-3"), at("nycklar"));
    let made = |file: &str| told(place.path(), &["key", file, "--name", NAME]).1.trim().to_owned();
    let (one, two, three) = (made(&first), made(&second), made(&third));
    Stage::default().init(place.path(), "ett långt lösenord");
    let verified = || told(place.path(), &["verify", "--keys", &keys]);
    assert_eq!(told(place.path(), &["sign", "--signing-key", &first]).0, Some(0));
    std::fs::write(&keys, &one).unwrap();
    assert_eq!(verified().0, Some(0));

    let (code, said) = told(place.path(), &["sign", "--signing-key", &second, "--old-key", &first]);
    assert_eq!((code, said.contains("--because")), (Some(2), true), "{said}");
    let because = ["--because", "Byte av server"];
    let handed = ["sign", "--signing-key", &second, "--old-key", &first, because[0], because[1]];
    let (code, said) = told(place.path(), &handed);
    assert_eq!((code, said.contains(&two)), (Some(0), true), "{said}");
    assert_eq!(verified().0, Some(0), "the old key's word is enough");

    let lost = ["sign", "--signing-key", &third, "--lost-key", &two, "--because", "Disken gick sönder"];
    assert_eq!(told(place.path(), &lost).0, Some(0));
    let (code, said) = verified();
    assert_eq!(code, Some(1));
    assert!(said.contains("Disken gick sönder") && said.contains(&three), "{said}");
    std::fs::write(&keys, format!("{one}\n{three}\n")).unwrap();
    assert_eq!(verified().0, Some(0));
    assert_eq!(
        told(place.path(), &["sign", "--signing-key", &third, "--lost-key", "annat", "--because", "x"]).0,
        Some(1)
    );
}
