//! Comments: seen with what they are about, covered by its marking, and told to whom they mention.

use crate::register::{OTHER, OWN, Register, marked, measure, risk};
use domain::settings::Settings;
use domain::{Action, AppError, Draft, Key, Kind};
use store::StoreError;

fn comment(about: &Key, text: &str) -> Draft {
    Draft::default().with("about", about.as_str()).with("text", text)
}

async fn with_functions(register: &Register) {
    let draft = Settings::default().draft().with("functions", format!("{OWN}\n{OTHER}\nFunktion samordnare"));
    register.as_admin().done(Action::Update, Kind::Settings, Some(Settings::KEY), None, draft).await;
}

#[tokio::test]
async fn a_mention_is_a_task_until_it_is_answered() {
    let register = Register::in_memory().await;
    with_functions(&register).await;
    let (coordinator, owner) = (register.as_coordinator(), register.as_owner());
    let own = coordinator.create_measure(measure("Loggning")).await;
    let others = coordinator.create_measure(measure("Arkiv").with("owner", OTHER)).await;
    for about in [&own, &others] {
        let draft = comment(about, &format!("@{OWN}, när blir den klar?"));
        coordinator.done(Action::Create, Kind::Comment, None, None, draft).await;
    }
    let tasks = owner.sees().await.overview().await.unwrap().tasks;
    let mentions: Vec<_> = tasks.iter().filter(|task| task.code == "mentions").collect();
    assert_eq!(mentions.len(), 1, "not on what it may not see");
    assert_eq!((mentions[0].count, mentions[0].first.clone().unwrap().0), (1, own.clone()));
    owner.done(Action::Create, Kind::Comment, None, None, comment(&own, "I december.")).await;
    let tasks = owner.sees().await.overview().await.unwrap().tasks;
    assert_eq!(tasks.iter().filter(|task| task.code == "mentions").count(), 0);
    let shown = owner.sees().await.detail(Kind::Measure, &own).await.unwrap().comments;
    let texts: Vec<&str> = shown.iter().map(|one| one.comment.text.as_str()).collect();
    assert_eq!(texts, [&format!("@{OWN}, när blir den klar?"), "I december."]);
    assert_eq!(shown[0].comment.mentions, [OWN]);
    let refused = owner.tries(Action::Create, Kind::Comment, None, None, comment(&others, "Hej")).await;
    assert!(refused.is_err(), "it may not write where it may not read");
}

#[tokio::test]
async fn a_marking_covers_every_comment_for_those_without_clearance() {
    for register in Register::everywhere().await {
        with_functions(&register).await;
        let coordinator = register.as_coordinator();
        let open = coordinator.create_risk(risk("Öppen")).await;
        let secret = coordinator.create_risk(risk("Märkt").with("owner", OTHER)).await;
        for about in [&open, &secret] {
            let draft = comment(about, &format!("Brandväggen släpper igenom. @{OTHER}"));
            coordinator.done(Action::Create, Kind::Comment, None, None, draft).await;
        }
        // Marked after it was commented on: what is secret now was not less so then.
        coordinator.update(&secret, marked(risk("Märkt").with("owner", OTHER), &["cause"])).await;
        register.at_time("2026-11-25T12:00:00Z");
        let member = register.as_member();
        for view in [member.sees().await, member.saw("2026-11-23").await] {
            let comments = view.detail(Kind::Risk, &open).await.unwrap().comments;
            assert!(comments[0].comment.text.contains("Brandväggen"));
            let comments = view.detail(Kind::Risk, &secret).await.unwrap().comments;
            assert_eq!(comments[0].hidden_by.as_deref(), Some("OSL 18 kap. 8 §"));
            assert_eq!((comments[0].comment.text.as_str(), comments[0].comment.mentions.len()), ("", 0));
            let told = [
                serde_json::to_string(&view.search("brandväggen").await.unwrap()).unwrap(),
                serde_json::to_string(&view.overview().await.unwrap()).unwrap(),
            ];
            for text in told {
                assert!(!text.contains("Brandväggen släpper"), "{text}");
            }
            let key = Key::numbered("KOM", 2);
            assert!(matches!(view.detail(Kind::Comment, &key).await, Err(StoreError::App(AppError::NotFound))));
            assert!(
                view.history(Kind::Comment, &key, 9).await.is_err() && view.draft(Kind::Comment, &key).await.is_err()
            );
        }
        let cleared = register.as_other_owner();
        let comments = cleared.sees().await.detail(Kind::Risk, &secret).await.unwrap().comments;
        assert!(comments[0].comment.text.contains("Brandväggen") && comments[0].hidden_by.is_none());
        assert_eq!(register.findings().await, [""; 0]);
    }
}

#[tokio::test]
async fn a_comment_is_never_changed_and_readers_write_none() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let about = coordinator.create_risk(risk("Risk")).await;
    let key = coordinator.done(Action::Create, Kind::Comment, None, None, comment(&about, "Rätt.")).await.key;
    for action in Action::ALL.iter().filter(|action| **action != Action::Create) {
        let answer = coordinator.tries(*action, Kind::Comment, Some(key.as_str()), None, comment(&about, "Fel.")).await;
        assert_eq!(answer.unwrap_err(), AppError::Forbidden, "{action:?}");
    }
    for reader in [register.as_member(), register.as_secretary(), register.as_auditor(&[]), register.as_admin()] {
        let answer = reader.tries(Action::Create, Kind::Comment, None, None, comment(&about, "Hej")).await;
        assert_eq!(answer.unwrap_err(), AppError::Forbidden, "{:?}", reader.actor.role);
    }
    coordinator.close(&about, "hanterad").await;
    let answer = coordinator.tries(Action::Create, Kind::Comment, None, None, comment(&about, "Sent.")).await;
    assert!(answer.is_err(), "what is closed takes no comment");
}
