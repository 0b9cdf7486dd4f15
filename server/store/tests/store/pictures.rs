//! Risk pictures: what was sealed never changes, one decision is taken however many record it at once, and each date has
//! the picture that was in force then.

use crate::register::{As, OTHER, OWN, Register, control, marked, measure, risk};
use domain::picture::page::{ChangeRow, Show};
use domain::picture::preparation::Count;
use domain::picture::{Outcome, PictureState};
use domain::{Action, AppError, Draft, Key, Kind, Subject};
use store::{Receipt, Rows};

const ALL: Rows = Rows { show: Show::All, page: 1 };

/// A register with three risks, at the end of January 2024.
async fn register() -> Register {
    let register = Register::on_disk().await;
    register.at_time("2024-01-10T08:00:00Z");
    let coordinator = register.as_coordinator();
    coordinator.create_risk(risk("Bortfall av drift")).await;
    coordinator.create_risk(risk("Brand i drifthall").with("owner", OTHER)).await;
    coordinator.create_risk(marked(risk("Utpressningsangrepp"), &["cause", "rationale"])).await;
    coordinator.create_measure(measure("Reservkraft").with("risks", "RSK-01")).await;
    coordinator.create_control(control("Provkörning").with("risks", "RSK-01")).await;
    register
}

fn key(text: &str) -> Key {
    Key::parse(text).unwrap()
}

impl As<'_> {
    async fn begins(&self, year: &str) -> Key {
        self.done(Action::Create, Kind::Picture, None, None, Draft::default().with("year", year)).await.key
    }

    async fn answers(&self, picture: &Key, risk: &str, reason: &str) -> Result<Receipt, AppError> {
        let draft = Draft::default().with("picture", picture.as_str()).with("risk", risk).with("reason", reason);
        self.tries(Action::Review, Kind::Review, None, None, draft).await
    }

    async fn prepares(&self, picture: &Key) -> Result<Receipt, AppError> {
        let draft = Draft::default()
            .with("heading", "Riskbild")
            .with("registration", "DEMO-0001")
            .with("handler", OTHER)
            .with("proposal", "Nämnden fastställer riskbilden.")
            .with("summary", "Riskbilden har prövats.");
        self.tries(Action::Prepare, Kind::Picture, Some(picture.as_str()), None, draft).await
    }

    async fn decides(&self, picture: &Key, paragraph: u16, draft: Draft) -> Result<Receipt, AppError> {
        let day = self.register.clock.today().to_string();
        let standard = Draft::default()
            .with("version", "1")
            .with("outcome", "adopt")
            .with("organ", "Nämnden")
            .with("date", day)
            .with("paragraph", paragraph.to_string())
            .with("registration", "DEMO-0001")
            .with("text", "Nämnden fastställer riskbilden.");
        let draft = draft.0.into_iter().fold(standard, |all, (name, text)| all.with(&name, text));
        self.tries(Action::Decide, Kind::Picture, Some(picture.as_str()), None, draft).await
    }

    async fn rows(&self, picture: &Key) -> Vec<ChangeRow> {
        self.sees().await.revision(picture, ALL).await.unwrap().board.unwrap().rows
    }
}

/// A first picture of the three risks, adopted on 31 January 2024.
async fn adopted(register: &Register) -> Key {
    let coordinator = register.as_coordinator();
    register.at_time("2024-01-20T08:00:00Z");
    let picture = coordinator.begins("2024").await;
    for risk in ["RSK-01", "RSK-02", "RSK-03"] {
        coordinator.answers(&picture, risk, "Ny i riskbilden.").await.unwrap();
    }
    coordinator.prepares(&picture).await.unwrap();
    register.at_time("2024-01-31T14:00:00Z");
    register.as_secretary().decides(&picture, 7, Draft::default()).await.unwrap();
    picture
}

#[tokio::test]
async fn a_year_from_draft_to_the_next_picture() {
    let register = register().await;
    let first = adopted(&register).await;
    assert_eq!(first.as_str(), "RB-2024-1");
    let coordinator = register.as_coordinator();
    // A decision of today is no earlier day to go back to.
    assert!(coordinator.sees().await.decided_days().await.unwrap().is_empty());
    register.at_time("2024-04-02T08:00:00Z");
    let days = coordinator.sees().await.decided_days().await.unwrap();
    assert_eq!(days.iter().map(|(day, _)| day.to_string()).collect::<Vec<_>>(), ["2024-01-31"]);
    let second = coordinator.begins("2024").await;
    assert_eq!(second.as_str(), "RB-2024-2");
    coordinator.update(&key("RSK-01"), risk("Bortfall av drift").with("current_likelihood", "4")).await;
    coordinator.create_risk(risk("Ny leverantör")).await;
    coordinator.close(&key("RSK-02"), "Hallen är avvecklad.").await;

    // What changed is reckoned; what lacks a reason stops the preparation by name.
    let counts: Vec<(String, Count)> =
        coordinator.rows(&second).await.iter().map(|row| (row.key.to_string(), row.count)).collect();
    let expected =
        [("RSK-02", Count::Closed), ("RSK-04", Count::New), ("RSK-01", Count::Raised), ("RSK-03", Count::Unreviewed)];
    assert_eq!(counts, expected.map(|(key, count)| (key.to_owned(), count)));
    let Err(AppError::Invalid { errors }) = coordinator.prepares(&second).await else { panic!("prepared") };
    assert!(format!("{errors:?}").contains("RSK-01, RSK-04"), "{errors:?}");

    register.as_owner().answers(&second, "RSK-01", "Fler avbrott i vinter.").await.unwrap();
    register.as_owner().answers(&second, "RSK-04", "Avtalet är nytt.").await.unwrap();
    coordinator.answers(&second, "RSK-03", "Hotbilden är densamma.").await.unwrap();
    coordinator.prepares(&second).await.unwrap();

    // Later edits don't touch what lies before the board.
    coordinator.update(&key("RSK-01"), risk("Något helt annat").with("current_likelihood", "1")).await;
    let member = register.as_member();
    let raised = member.rows(&second).await.into_iter().find(|row| row.key.as_str() == "RSK-01").unwrap();
    assert_eq!((raised.title.as_str(), raised.after.unwrap().score), ("Bortfall av drift", 16));
    assert_eq!((raised.before.unwrap().score, raised.reason.as_str()), (12, "Fler avbrott i vinter."));
    assert_eq!(raised.measures, [(key("ATG-01"), "Reservkraft".to_owned())]);
    assert_eq!(raised.trail.iter().map(|point| point.name.as_str()).collect::<Vec<_>>(), ["2024:1"]);

    register.at_time("2024-04-30T14:00:00Z");
    let otherwise = Draft::default()
        .with("risk_1", "RSK-04")
        .with("likelihood_1", "2")
        .with("consequence_1", "2")
        .with("reason_1", "Nämnden bedömer risken lägre.");
    register.as_secretary().decides(&second, 71, otherwise).await.unwrap();

    let now = member.sees().await.pictures().await.unwrap();
    let standing: Vec<(String, bool)> = now.iter().map(|row| (row.picture.name(), row.in_force)).collect();
    assert_eq!(standing, [("2024:2".to_owned(), true), ("2024:1".to_owned(), false)]);
    let then = member.saw("2024-04-29").await.pictures().await.unwrap();
    let standing: Vec<(String, bool)> = then.iter().map(|row| (row.picture.name(), row.in_force)).collect();
    assert_eq!(standing, [("2024:2".to_owned(), false), ("2024:1".to_owned(), true)]);

    let decided = member.sees().await.picture(&second, ALL).await.unwrap();
    let row = decided.board.unwrap().rows.into_iter().find(|row| row.key.as_str() == "RSK-04").unwrap();
    assert_eq!(row.after.unwrap().score, 4);
    // RSK-01 was edited and RSK-04 decided otherwise than the register says.
    let since: Vec<String> = decided.since.iter().map(|(key, _)| key.to_string()).collect();
    assert_eq!(since, ["RSK-01", "RSK-04"]);
    assert_eq!(member.sees().await.picture(&first, ALL).await.unwrap().superseded_by.unwrap().name, "2024:2");
    assert_eq!(register.findings().await, [""; 0]);
}

#[tokio::test]
async fn what_was_sealed_stays_whatever_is_done_to_what_it_tells_of() {
    let register = register().await;
    let picture = adopted(&register).await;
    let coordinator = register.as_coordinator();
    let seen =
        |page: domain::picture::page::PicturePage| (page.board, page.picture.decisions, page.picture.preparations);
    let before = seen(coordinator.sees().await.picture(&picture, ALL).await.unwrap());
    coordinator.update(&key("RSK-01"), risk("Ändrad").with("owner", OTHER)).await;
    coordinator.does(Action::Link, &key("ATG-01"), Draft::default().with("to", "RSK-02")).await;
    coordinator.does(Action::Unlink, &key("ATG-01"), Draft::default().with("to", "RSK-01")).await;
    coordinator.close(&key("RSK-02"), "Borta.").await;
    coordinator.does(Action::Reopen, &key("RSK-02"), Draft::default().with("reason", "Tillbaka.")).await;
    coordinator.close(&key("ATG-01"), "Utgår.").await;
    coordinator.create_risk(risk("Ny")).await;
    assert_eq!(seen(coordinator.sees().await.picture(&picture, ALL).await.unwrap()), before);
    // No role can do anything to the content itself.
    for action in Action::ALL {
        for actor in [register.as_coordinator(), register.as_secretary(), register.as_admin(), register.as_system()] {
            let answer = actor.tries(*action, Kind::Content, Some("RB-2024-1.1"), None, Draft::default()).await;
            assert!(answer.is_err(), "{action:?} {:?}", actor.actor.role);
        }
    }
    assert_eq!(seen(coordinator.sees().await.picture(&picture, ALL).await.unwrap()), before);
    assert_eq!(register.findings().await, [""; 0]);
}

#[tokio::test]
async fn the_seal_is_the_hash_of_the_content_in_the_journal() {
    let register = register().await;
    let picture = adopted(&register).await;
    let view = register.as_coordinator();
    let page = view.sees().await.picture(&picture, ALL).await.unwrap();
    let sha256 = &page.picture.adoption().unwrap().sha256;
    assert_eq!((sha256.len(), sha256), (64, &page.picture.preparations[0].sha256));
    let query = domain::history::JournalQuery { kind: Some(Kind::Content), ..Default::default() };
    let journal = view.sees().await.journal(&query).await.unwrap();
    let entries: Vec<(String, Action)> =
        journal.entries.iter().map(|row| (row.body_hash.clone(), row.action)).collect();
    assert_eq!(entries, [(sha256.clone(), Action::Seal)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_secretaries_at_once_record_one_decision() {
    let register = register().await;
    register.at_time("2024-01-20T08:00:00Z");
    let coordinator = register.as_coordinator();
    let picture = coordinator.begins("2024").await;
    for risk in ["RSK-01", "RSK-02", "RSK-03"] {
        coordinator.answers(&picture, risk, "Ny.").await.unwrap();
    }
    coordinator.prepares(&picture).await.unwrap();
    let secretary = register.as_secretary();
    let answers =
        futures::future::join_all((1..=8).map(|paragraph| secretary.decides(&picture, paragraph, Draft::default())))
            .await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    let page = coordinator.sees().await.picture(&picture, ALL).await.unwrap();
    assert_eq!((page.picture.decisions.len(), page.picture.state()), (1, PictureState::Decided));
}

#[tokio::test]
async fn a_returned_picture_comes_back_and_is_prepared_again() {
    let register = register().await;
    let first = adopted(&register).await;
    let coordinator = register.as_coordinator();
    register.at_time("2025-04-02T08:00:00Z");
    let second = coordinator.begins("2025").await;
    coordinator.prepares(&second).await.unwrap();
    register.at_time("2025-04-29T12:00:00Z");
    let back = Draft::default().with("outcome", Outcome::Return.code()).with("motivation", "Leverantörerna saknas.");
    register.as_secretary().decides(&second, 60, back).await.unwrap();
    let page = coordinator.sees().await.revision(&second, ALL).await.unwrap();
    assert_eq!(page.picture.returned().unwrap().motivation, "Leverantörerna saknas.");
    assert!(!page.frozen && page.base.unwrap().key == first);
    assert!(register.as_member().sees().await.revision(&second, ALL).await.unwrap().board.is_none(), "a draft");
    register.at_time("2025-05-10T08:00:00Z");
    coordinator.prepares(&second).await.unwrap();
    register.at_time("2025-05-27T12:00:00Z");
    register.as_secretary().decides(&second, 80, Draft::default().with("version", "2")).await.unwrap();
    let pictures = coordinator.sees().await.pictures().await.unwrap();
    assert!(pictures[0].in_force && pictures[0].picture.decisions.len() == 2);
}

#[tokio::test]
async fn members_ask_while_it_lies_before_them_and_the_administration_answers() {
    let register = register().await;
    register.at_time("2024-01-20T08:00:00Z");
    let (coordinator, member) = (register.as_coordinator(), register.as_member());
    let picture = coordinator.begins("2024").await;
    let ask = Draft::default().with("picture", picture.as_str()).with("risk", "RSK-01").with("text", "Varför så hög?");
    assert!(
        member.tries(Action::Ask, Kind::Remark, None, None, ask.clone()).await.is_err(),
        "nothing lies before them"
    );
    for risk in ["RSK-01", "RSK-02", "RSK-03"] {
        coordinator.answers(&picture, risk, "Ny.").await.unwrap();
    }
    coordinator.prepares(&picture).await.unwrap();
    let asked = member.done(Action::Ask, Kind::Remark, None, None, ask.clone()).await.key;
    let reply = Draft::default().with("text", "Två avbrott i höst.");
    coordinator.done(Action::Answer, Kind::Remark, Some(asked.as_str()), None, reply).await;
    let remarks = member.sees().await.revision(&picture, ALL).await.unwrap().remarks;
    assert_eq!(remarks[0].1.answer.as_ref().unwrap().text, "Två avbrott i höst.");
    assert!(register.as_owner().sees().await.revision(&picture, ALL).await.unwrap().remarks.is_empty());
    register.as_secretary().decides(&picture, 7, Draft::default()).await.unwrap();
    assert!(member.tries(Action::Ask, Kind::Remark, None, None, ask).await.is_err(), "it has been decided");
}

#[tokio::test]
async fn an_owner_answers_for_its_own_and_sees_no_others() {
    let register = register().await;
    register.at_time("2024-01-20T08:00:00Z");
    let (coordinator, owner) = (register.as_coordinator(), register.as_owner());
    let picture = coordinator.begins("2024").await;
    owner.answers(&picture, "RSK-01", "Ny.").await.unwrap();
    assert!(owner.answers(&picture, "RSK-02", "Ny.").await.is_err(), "it is {OTHER}'s");
    let keys: Vec<String> = owner.rows(&picture).await.iter().map(|row| row.key.to_string()).collect();
    assert_eq!(keys, ["RSK-01", "RSK-03"]);
    let waiting = coordinator.sees().await.revision(&picture, ALL).await.unwrap().waiting;
    assert_eq!(waiting, [(OWN.to_owned(), 1), (OTHER.to_owned(), 1)]);
}

#[tokio::test]
async fn an_answer_holds_until_the_risk_is_changed() {
    let register = register().await;
    register.at_time("2024-01-20T08:00:00Z");
    let coordinator = register.as_coordinator();
    let picture = coordinator.begins("2024").await;
    coordinator.answers(&picture, "RSK-01", "Ny.").await.unwrap();
    let answered =
        async || coordinator.rows(&picture).await.iter().find(|row| row.key.as_str() == "RSK-01").unwrap().answered;
    assert!(answered().await);
    coordinator.update(&key("RSK-01"), risk("Bortfall av drift").with("current_likelihood", "4")).await;
    assert!(!answered().await);
    coordinator.answers(&picture, "RSK-01", "Högre.").await.unwrap();
    assert!(answered().await);
}

#[tokio::test]
async fn what_is_marked_is_in_no_picture_of_those_without_clearance() {
    let register = register().await;
    let picture = adopted(&register).await;
    let coordinator = register.as_coordinator();
    // Marked after it was sealed: what is secret now was not less so then.
    let later = risk("Brand i drifthall").with("owner", OTHER).with("event", "brand i batterirummet");
    coordinator.update(&key("RSK-02"), marked(later, &["event"])).await;
    register.at_time("2024-04-02T08:00:00Z");
    let next = coordinator.begins("2024").await;
    for risk in ["RSK-01", "RSK-02", "RSK-03"] {
        coordinator.answers(&next, risk, "Prövad.").await.unwrap();
    }
    coordinator.prepares(&next).await.unwrap();
    for one in [register.as_member(), register.as_secretary(), register.as_auditor(&[]), register.as_admin()] {
        let role = one.actor.role;
        let rows = one.rows(&picture).await;
        let marked = rows.iter().find(|row| row.key.as_str() == "RSK-03").unwrap();
        assert_eq!((marked.provision.as_deref(), marked.reason.as_str()), (Some("OSL 18 kap. 8 §"), ""), "{role:?}");
        // That the event differs is told, and by what it is kept; not how, neither as it was nor as it is.
        let board = one.sees().await.revision(&next, ALL).await.unwrap().board.unwrap();
        let changed = board.rows.iter().find(|row| row.key.as_str() == "RSK-02").unwrap();
        assert_eq!((changed.count, changed.fields[0].field.as_str()), (Count::Changed, "event"), "{role:?}");
        let all = serde_json::to_string(&board).unwrap();
        assert!(!all.contains("batterirummet") && !all.contains("driftstopp i e-tjänst\",\"after"), "{role:?}");
    }
    let rows = coordinator.rows(&picture).await;
    assert_eq!(rows.iter().find(|row| row.key.as_str() == "RSK-03").unwrap().reason, "Ny i riskbilden.");
}

/// What a board pack says has become of each risk.
fn told(briefing: &store::Briefing) -> Vec<(String, Count)> {
    let changes = briefing.risks.iter().flat_map(|risks| &risks.changes);
    changes.map(|change| (change.key.to_string(), Count::of(change))).collect()
}

#[tokio::test]
async fn a_board_pack_holds_the_register_against_the_picture_in_force() {
    use Count::{Closed, New, Raised, Unreviewed};
    let register = register().await;
    let (coordinator, member) = (register.as_coordinator(), register.as_member());
    let before = member.sees().await.briefing().await.unwrap();
    assert!(before.risks.as_ref().unwrap().base.is_none() && told(&before).iter().all(|one| one.1 == Unreviewed));
    let first = adopted(&register).await;
    register.at_time("2024-04-02T08:00:00Z");
    coordinator.update(&key("RSK-01"), risk("Bortfall av drift").with("current_likelihood", "4")).await;
    coordinator.create_risk(risk("Ny leverantör")).await;
    coordinator.close(&key("RSK-02"), "Hallen är avvecklad.").await;
    let second = coordinator.begins("2024").await;

    let expected = [("RSK-01", Raised), ("RSK-02", Closed), ("RSK-03", Unreviewed), ("RSK-04", New)];
    let now = member.sees().await.briefing().await.unwrap();
    let mut changed = told(&now);
    changed.sort();
    assert_eq!(changed, expected.map(|(key, count)| (key.to_owned(), count)));
    assert_eq!(now.risks.as_ref().unwrap().base.as_ref().unwrap().key, first);
    assert!(now.proposed.is_empty(), "a draft doesn't lie before the board");
    let then = member.saw("2024-03-31").await.briefing().await.unwrap();
    assert!(told(&then).iter().all(|one| one.1 == Unreviewed), "nothing had changed by then");

    // An owner is told of its own, and nobody without clearance of what is marked.
    let own = register.as_owner().sees().await.briefing().await.unwrap();
    assert!(own.own && !told(&own).iter().any(|(key, _)| key == "RSK-02"));
    let marked = now.risks.unwrap().changes.into_iter().find(|change| change.key.as_str() == "RSK-03").unwrap();
    assert_eq!(marked.item().unwrap().risk.cause, "");

    for risk in ["RSK-01", "RSK-03", "RSK-04"] {
        coordinator.answers(&second, risk, "Prövad.").await.unwrap();
    }
    coordinator.prepares(&second).await.unwrap();
    let proposed = member.sees().await.briefing().await.unwrap().proposed;
    assert_eq!(proposed.iter().map(|one| one.key.as_str()).collect::<Vec<_>>(), ["RB-2024-2"]);
}

#[tokio::test]
async fn pictures_survive_a_backup() {
    let register = register().await;
    let picture = adopted(&register).await;
    let mut file = Vec::new();
    register.store.backup(&mut file).await.unwrap();
    let other = Register::in_memory().await;
    other.store.restore(std::io::Cursor::new(file)).await.unwrap();
    let before = register.as_coordinator().sees().await.picture(&picture, ALL).await.unwrap().board;
    assert_eq!(other.as_coordinator().sees().await.picture(&picture, ALL).await.unwrap().board, before);
    assert_eq!(other.findings().await, [""; 0]);
}

#[tokio::test]
async fn every_way_into_a_picture_is_in_the_access_table() {
    let register = Register::in_memory().await;
    for (action, kind) in
        Action::pairs().filter(|(_, kind)| matches!(kind, Kind::Picture | Kind::Review | Kind::Remark))
    {
        for one in [register.as_auditor(&[]), register.as_admin()] {
            assert!(!one.actor.may(Subject::Command(action, kind)));
            let answer = one.tries(action, kind, Some("RB-2024-1"), None, Draft::default()).await;
            assert_eq!(answer.unwrap_err(), AppError::Forbidden, "{action:?} {kind:?}");
        }
    }
}
