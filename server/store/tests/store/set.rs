//! Values of measures set one by one, by several people at once.

use crate::register::{As, Register, marked, measure};
use domain::{Action, AppError, Body, Draft, Key, Kind, Register as Lists};
use std::collections::BTreeSet;
use store::View;

/// An edit of one value.
fn edit(field: &str, was: &str, now: &str) -> Draft {
    Draft::default().with(&format!("was_{field}"), was).with(field, now)
}

async fn set(who: &As<'_>, key: &Key, draft: Draft) -> Result<(), AppError> {
    who.tries(Action::Set, Kind::Measure, Some(key.as_str()), None, draft).await.map(drop)
}

async fn value(who: &As<'_>, key: &Key, field: &str) -> String {
    who.sees().await.body(Kind::Measure, key).await.unwrap().value(field)
}

#[tokio::test]
async fn who_changes_the_same_value_is_told_by_whom_and_when_it_was() {
    for register in Register::everywhere().await {
        let (coordinator, owner) = (register.as_coordinator(), register.as_owner());
        let key = coordinator.create_measure(measure("Reservkraft")).await;
        set(&owner, &key, edit("percent", "0", "95")).await.unwrap();
        register.at_time("2026-11-23T14:38:00Z");
        set(&coordinator, &key, edit("next_step", "", "Provkörning.")).await.unwrap();
        let clash = set(&coordinator, &key, edit("percent", "0", "97")).await;
        let Err(AppError::Conflict(conflict)) = clash else { panic!("{clash:?}") };
        // The last to save was someone else than the one whose value it is.
        assert_eq!((conflict.by.as_str(), conflict.at.as_str()), ("Funktion agare", "2026-11-23 13:00"));
        assert_eq!((conflict.theirs.get("percent"), conflict.yours.get("percent")), ("95", "97"));
        assert_eq!(value(&coordinator, &key, "percent").await, "95");
        set(&coordinator, &key, conflict.yours).await.unwrap();
        assert_eq!(value(&owner, &key, "percent").await, "97");
        assert_eq!(value(&owner, &key, "next_step").await, "Provkörning.");
        assert_eq!(register.findings().await, [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_people_at_once_lose_nothing() {
    let register = Register::on_disk().await;
    let coordinator = register.as_coordinator();
    let mut keys = Vec::new();
    for n in 0..5 {
        keys.push(coordinator.create_measure(measure(&format!("Åtgärd {n}"))).await);
    }
    // Ten on each measure: five change values of their own, and five want the same one.
    let fields = ["next_step", "note", "percent", "end", "owner"];
    let tries = (0..50_usize).map(|n| {
        let (key, field) = (keys[n % 5].clone(), fields.get(n / 5).copied());
        let draft = match field {
            Some("percent") => edit("percent", "0", "40"),
            Some("end") => edit("end", "2026-12-31", "2027-01-31"),
            Some("owner") => edit("owner", crate::register::OWN, crate::register::OTHER),
            Some(field) => edit(field, "", &format!("Skrivet av {n}.")),
            None => edit("percent", "0", &format!("{}", 50 + n)),
        };
        let mut command = coordinator.command(Action::Set, Kind::Measure, Some(key.as_str()), None, draft);
        command.reason = "Leverans försenad.".to_owned();
        let (store, actor) = (register.store.clone(), coordinator.actor.clone());
        tokio::spawn(async move { (n, key, store.commit(&actor, &command).await) })
    });
    let answers = futures::future::join_all(tries).await;
    let mut saved = BTreeSet::new();
    for answer in answers {
        let (n, key, result) = answer.unwrap();
        match result {
            Ok(_) => drop(saved.insert((key, n))),
            Err(error) => {
                let error = AppError::from(error);
                let AppError::Conflict(conflict) = error else { panic!("{n}: {error:?}") };
                assert!(n >= 10 && (n / 5 == 2 || n / 5 >= 5), "only percent is wanted by several: {n}");
                assert_ne!(conflict.theirs.get("percent"), conflict.yours.get("percent"));
            }
        }
    }
    let view = coordinator.sees().await;
    for (n, key) in keys.iter().enumerate() {
        let Body::Measure(measure) = view.body(Kind::Measure, key).await.unwrap() else { panic!("no measure") };
        assert_eq!(measure.value("next_step"), format!("Skrivet av {n}."));
        assert_eq!(measure.value("note"), format!("Skrivet av {}.", n + 5));
        assert_eq!((measure.value("end").as_str(), measure.owner.as_str()), ("2027-01-31", crate::register::OTHER));
        let wanted: Vec<usize> =
            saved.iter().filter(|(of, n)| of == key && (n / 5 == 2 || n / 5 >= 5)).map(|(_, n)| *n).collect();
        let [one] = wanted.as_slice() else { panic!("one of them won: {wanted:?}") };
        assert_eq!(measure.value("percent"), if one / 5 == 2 { "40".to_owned() } else { (50 + one).to_string() });
    }
    assert_eq!(register.findings().await, [""; 0]);
}

#[tokio::test]
async fn only_who_may_see_a_value_may_set_it() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let key = coordinator.create_measure(marked(measure("Reservkraft"), &["progress"])).await;
    set(&coordinator, &key, edit("note", "", "Hemligt.")).await.unwrap();
    for other in [register.as_other_owner(), register.as_member(), register.as_auditor(&[]), register.as_admin()] {
        let answer = set(&other, &key, edit("note", "", "Mitt.")).await;
        assert!(matches!(answer, Err(AppError::Forbidden)), "{answer:?}");
    }
    // What an owner can't see again can't be given away either.
    let answer = set(&register.as_owner(), &key, edit("owner", crate::register::OWN, crate::register::OTHER)).await;
    assert!(matches!(answer, Err(AppError::Invalid { .. })), "{answer:?}");
}

#[tokio::test]
async fn the_tabs_count_what_their_lists_show() {
    let register = Register::in_memory().await;
    let (coordinator, owner) = (register.as_coordinator(), register.as_owner());
    for (n, end) in ["2026-11-22", "2026-11-23", "2026-12-23", "2026-12-24"].into_iter().enumerate() {
        let owned = if n == 3 { crate::register::OTHER } else { crate::register::OWN };
        let draft = measure(&format!("Åtgärd {n}")).with("end", end).with("owner", owned);
        let key = coordinator.create_measure(draft).await;
        if n == 2 {
            set(&coordinator, &key, edit("percent", "0", "100")).await.unwrap();
        }
    }
    let saved = Draft::default().with("name", "Mina sena").with("register", "atgarder").with("query", "status=overdue");
    coordinator.done(Action::Create, Kind::SavedView, None, None, saved).await;
    for who in [&coordinator, &owner] {
        let view = who.sees().await;
        let tabs = view.tabs(Lists::Measures).await.unwrap();
        for tab in &tabs {
            assert_eq!(tab.total, view.list(&tab.query).await.unwrap().total, "{}", tab.name);
        }
        let totals: Vec<u64> = tabs.iter().map(|tab| tab.total).collect();
        let all = if who.actor.username == "agare" { [3, 2, 1, 1, 1] } else { [4, 3, 1, 1, 1] };
        assert_eq!(totals, all);
    }
    let owned = Draft::default().with("name", "Egen").with("register", "atgarder");
    assert!(owner.tries(Action::Create, Kind::SavedView, None, None, owned).await.is_err());
    let why = Draft::default().with("reason", "Används inte.");
    coordinator.done(Action::Close, Kind::SavedView, Some("VY-01"), None, why).await;
    let counted = async |view: View<'_>| -> Vec<u64> {
        view.tabs(Lists::Measures).await.unwrap().iter().map(|tab| tab.total).collect()
    };
    let today = coordinator.sees().await.today.to_string();
    assert_eq!(counted(coordinator.sees().await).await, [4, 3, 1, 1]);
    // An earlier day is counted as it was, whatever has been done since.
    register.at_time("2027-03-01T08:00:00Z");
    coordinator.create_measure(measure("Åtgärd efteråt")).await;
    assert_ne!(counted(coordinator.sees().await).await, [4, 3, 1, 1]);
    assert_eq!(counted(coordinator.saw(&today).await).await, [4, 3, 1, 1]);
    assert!(coordinator.sees().await.tabs(Lists::Risks).await.unwrap().is_empty());
}
