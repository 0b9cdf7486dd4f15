//! What the board steers by: goals followed period by period, projects that are red for a reason, matters of the whole city, and
//! services that tell what has disturbed them to those who may know.

use crate::register::{As, OWN, Register, city_matter, goal, measure, project, risk, service};
use domain::deviation::Period;
use domain::error::{ErrorCode, FieldError};
use domain::project::ProjectState;
use domain::{Action, AppError, Body, Draft, Key, Kind, ListQuery, Register as Lists};
use store::{Receipt, View};

async fn body(view: &View<'_>, key: &Key) -> Body {
    view.body(key.kind(), key).await.unwrap()
}

async fn tries(one: &As<'_>, action: Action, key: &Key, draft: Draft) -> Result<Receipt, AppError> {
    one.tries(action, key.kind(), Some(key.as_str()), None, draft).await
}

/// Keys of a register's records that stand beside another.
async fn beside(view: &View<'_>, key: &Key, lists: Lists) -> Vec<String> {
    let links = view.detail(key.kind(), key).await.unwrap().links;
    let rows = links.into_iter().filter(|rows| rows.register == lists).flat_map(|rows| rows.rows);
    rows.map(|row| row.key.to_string()).collect()
}

#[tokio::test]
async fn a_goal_is_followed_period_by_period_and_knows_its_activities() {
    for register in Register::everywhere().await {
        let coordinator = register.as_coordinator();
        let made = coordinator.create_measure(measure("Rutin")).await;
        let wanted = coordinator.create(Kind::Goal, goal("Arbeta effektivt").with("kind", "board_goal")).await;
        let draft = goal("Utveckla säkerhetsarbetet").with("goals", wanted.as_str()).with("measures", made.as_str());
        let done = coordinator.create(Kind::Goal, draft).await;
        assert_eq!((wanted.as_str(), done.as_str()), ("MAL-01", "MAL-02"));
        let said = |period: &str, text: &str| Draft::default().with("period", period).with("comment", text);
        coordinator.does(Action::Report, &done, said("januari 2026", "Påbörjat.")).await;
        register.at_time("2026-11-25T12:00:00Z");
        coordinator.does(Action::Report, &done, said("2026-08", "Pågår.")).await;
        let (now, then) = (coordinator.sees().await, coordinator.saw("2026-11-23").await);
        let latest = async |view: &View<'_>| match body(view, &done).await {
            Body::Goal(goal) => goal.comments.last().map(|comment| comment.text.clone()),
            other => panic!("{other:?}"),
        };
        assert_eq!(latest(&now).await.as_deref(), Some("Pågår."));
        assert_eq!(latest(&then).await.as_deref(), Some("Påbörjat."));
        let Body::Goal(goal) = body(&now, &done).await else { panic!("a goal") };
        let june = Period::parse("2026-06").unwrap();
        assert_eq!(goal.comment_through(june).map(|comment| comment.text.as_str()), Some("Påbörjat."));
        assert_eq!(beside(&now, &wanted, Lists::Goals).await, ["MAL-02"]);
        assert_eq!(beside(&now, &done, Lists::Goals).await, ["MAL-01"]);
        assert_eq!(beside(&now, &made, Lists::Goals).await, ["MAL-02"]);
        // No goal serves itself.
        let circle = tries(&coordinator, Action::Link, &done, Draft::default().with("to", done.as_str())).await;
        assert!(matches!(circle, Err(AppError::Invalid { .. })), "{circle:?}");
    }
}

#[tokio::test]
async fn a_project_that_is_red_says_why_and_ends_with_an_outcome() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let key = coordinator.create(Kind::Project, project("Telefoni")).await;
    let red = Draft::default().with("cost", "red");
    let refused = tries(&coordinator, Action::Report, &key, red.clone()).await.unwrap_err();
    let required = |field| FieldError::new(field, ErrorCode::Required);
    assert_eq!(refused, AppError::Invalid { errors: vec![required("cost_cause"), required("cost_action")] });
    coordinator.does(Action::Report, &key, red.with("cost_cause", "Dyrt.").with("cost_action", "Omfördelas.")).await;
    let red = async || {
        let mut query = ListQuery::new(Lists::Projects);
        query.filters.insert("farg".to_owned(), "red".to_owned());
        coordinator.sees().await.list(&query).await.unwrap().total
    };
    assert_eq!(red().await, 1);
    let ended = project("Telefoni").with("outcome", "delayed").with("ended", "2026-01-31");
    coordinator.does(Action::Update, &key, ended).await;
    let Body::Project(project) = body(&coordinator.sees().await, &key).await else { panic!("a project") };
    assert_eq!((project.state(), project.statuses.len()), (ProjectState::Done, 1));
    // Others' projects are nobody's but theirs.
    assert_eq!(register.as_other_owner().sees().await.list(&ListQuery::new(Lists::Projects)).await.unwrap().total, 0);
}

#[tokio::test]
async fn a_matter_and_a_service_stand_beside_the_risk_they_are_about() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let key = coordinator.create_risk(risk("Driftstopp")).await;
    let matter = coordinator.create(Kind::CityMatter, city_matter("Tillämpning").with("risks", key.as_str())).await;
    let used = coordinator.create(Kind::Service, service("Klient som tjänst").with("risks", key.as_str())).await;
    let view = coordinator.sees().await;
    assert_eq!(beside(&view, &key, Lists::CityMatters).await, [matter.as_str()]);
    assert_eq!(beside(&view, &key, Lists::Services).await, [used.as_str()]);
    let settled = Draft::default().with("state", "settled").with("comment", "Klart.");
    assert!(tries(&coordinator, Action::Report, &matter, settled.clone()).await.is_err());
    coordinator.does(Action::Report, &matter, settled.with("came_to", "Staden har en vägledning.")).await;
}

#[tokio::test]
async fn a_service_tells_of_incidents_to_those_who_may_know_of_them() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let used = coordinator.create(Kind::Service, service("Klient som tjänst")).await;
    let draft = Draft::default().with("owner", OWN).with("affects", used.as_str());
    let happened = draft.clone().with("title", "Avbrott").with("happened", "Ingen kan logga in.");
    coordinator.create(Kind::Incident, happened).await;
    coordinator.create(Kind::Deviation, draft.with("title", "Brist").with("cause", "Rutinen följs inte.")).await;
    let cleared = coordinator.sees().await;
    assert_eq!(beside(&cleared, &used, Lists::Incidents).await, ["INC-01"]);
    assert_eq!(beside(&cleared, &used, Lists::Deviations).await, ["AVV-01"]);
    let reader = register.as_member();
    let reader = reader.sees().await;
    assert_eq!(beside(&reader, &used, Lists::Incidents).await, [""; 0]);
    assert_eq!(beside(&reader, &used, Lists::Deviations).await, ["AVV-01"]);
}
