use super::change::{apply, by_weight, compare};
use super::content::{Content, Ended, Item};
use super::*;
use crate::action::Action;
use crate::command::{Applied, Command, Rules, Sealed};
use crate::kind::Kind;
use crate::risk::{Risk, Treatment};
use crate::{Body, date};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

fn risk(likelihood: u8, consequence: u8) -> Risk {
    let typed = Draft::default()
        .with("title", "Nyckelpersoner slutar")
        .with("category", "Personal")
        .with("cause", "få kan systemet")
        .with("event", "en slutar")
        .with("consequence", "driften stannar")
        .with("owner", "Säkerhetssamordnare")
        .with("current_likelihood", likelihood.to_string())
        .with("current_consequence", consequence.to_string())
        .with("treatment", "reduce")
        .with("review_months", "6");
    Risk::read(&typed, None, &Settings::default(), day("2024-01-31")).unwrap()
}

fn item(number: u32, likelihood: u8, consequence: u8) -> Item {
    let (key, risk) = (Key::numbered("RSK", number), risk(likelihood, consequence));
    Item { key, rev: 1, risk, measures: Vec::new(), controls: Vec::new(), answer: None }
}

fn answered(mut item: Item) -> Item {
    item.answer = Some(Answer { reason: "Prövad.".into(), measures: Vec::new(), date: day("2024-04-10") });
    item
}

fn content(items: Vec<Item>) -> Content {
    Content {
        picture: Key::parse("RB-2024-1").unwrap(),
        name: "2024:1".into(),
        board: "Nämnden".into(),
        categories: Vec::new(),
        scale: Settings::default().scale,
        position: 7,
        day: day("2024-04-12"),
        items,
        closed: Vec::new(),
        measures: Vec::new(),
        controls: Vec::new(),
    }
}

fn new_picture() -> Picture {
    Picture::read(&Draft::default().with("year", "2024"), None, &Matter::default(), &Settings::default()).unwrap()
}

/// A command on a picture, and what it leads to.
fn done(
    action: Action,
    picture: &Picture,
    matter: &Matter,
    draft: &Draft,
    today: &str,
) -> Result<Applied, Vec<FieldError>> {
    let command = Command {
        id: "c-1".into(),
        action,
        kind: Kind::Picture,
        key: picture.key(),
        rev: None,
        draft: draft.clone(),
        reason: String::new(),
    };
    let settings = Settings::default();
    let rules = Rules {
        settings: &settings,
        today: day(today),
        now: crate::swedish::end_of(day(today)),
        by: "Nämndsekreterare",
        matter,
        around: &crate::command::Around::default(),
    };
    command.apply(Some(&Body::Picture(picture.clone())), &rules)
}

fn picture_of(applied: Applied) -> Picture {
    match applied.body {
        Body::Picture(picture) => picture,
        other => panic!("{other:?}"),
    }
}

fn preparing() -> Draft {
    Draft::default()
        .with("heading", "Riskbild 2024")
        .with("registration", "DEMO-2024-0001")
        .with("handler", "Säkerhetssamordnare")
        .with("proposal", "Nämnden fastställer riskbilden.")
        .with("summary", "Riskbilden har tagits fram.")
}

fn deciding(outcome: Outcome) -> Draft {
    Draft::default()
        .with("version", "1")
        .with("outcome", outcome.code())
        .with("organ", "Nämnden")
        .with("date", "2024-04-30")
        .with("paragraph", "71")
        .with("registration", "DEMO-2024-0001")
        .with("text", "Nämnden beslutar.")
        .with("motivation", "Riskerna med leverantörer behöver belysas.")
}

/// A picture that lies before the board, with what is known of it.
fn before_board() -> (Picture, Matter) {
    let frozen = content(vec![answered(item(1, 3, 3)), answered(item(2, 2, 4))]);
    let matter = Matter { register: Some(frozen.clone()), ..Matter::default() };
    let prepared = done(Action::Prepare, &new_picture(), &matter, &preparing(), "2024-04-12").unwrap();
    let (key, sealed) = prepared.sealed.clone().unwrap();
    assert_eq!((key.as_str(), &sealed), ("RB-2024-1.1", &Sealed::Picture(frozen.clone())));
    let mut picture = picture_of(prepared);
    picture.seal(&key, "ab12");
    let matter = Matter {
        pictures: vec![(picture.key().unwrap(), picture.clone())],
        proposed: Some(frozen.into()),
        position: 9,
        ..Matter::default()
    };
    (picture, matter)
}

fn fields(errors: Vec<FieldError>) -> Vec<String> {
    errors.into_iter().map(|error| error.field).collect()
}

#[test]
fn a_changed_risk_without_a_reason_stops_the_preparation_and_is_named() {
    let (base, now) =
        (content(vec![item(1, 3, 3), item(2, 2, 4)]), content(vec![item(1, 3, 4), item(2, 2, 4), item(3, 1, 1)]));
    let matter = Matter { register: Some(now), base: Some(base.into()), ..Matter::default() };
    let errors = done(Action::Prepare, &new_picture(), &matter, &preparing(), "2024-04-12").unwrap_err();
    let code = ErrorCode::Unanswered { number: 2, given: "RSK-01, RSK-03".into() };
    assert_eq!(errors, [FieldError::new("reasons", code)]);
}

#[test]
fn an_unchanged_risk_may_stay_unreviewed_but_is_counted_so() {
    let (base, now) =
        (content(vec![item(1, 3, 3), item(2, 2, 4)]), content(vec![answered(item(1, 3, 3)), item(2, 2, 4)]));
    let counts = Counts::of(&compare(Some(&base), &now));
    assert_eq!(counts, Counts { confirmed: 1, unreviewed: 1, ..Counts::default() });
}

#[test]
fn a_picture_is_adopted_once() {
    let (picture, matter) = before_board();
    let adopted = picture_of(done(Action::Decide, &picture, &matter, &deciding(Outcome::Adopt), "2024-05-02").unwrap());
    assert_eq!(adopted.state(), PictureState::Decided);
    assert_eq!(adopted.adoption().map(|decision| decision.sha256.as_str()), Some("ab12"));
    for outcome in Outcome::ALL {
        let again = deciding(*outcome).with("paragraph", "72");
        let errors = done(Action::Decide, &adopted, &matter, &again, "2024-05-02").unwrap_err();
        assert!(fields(errors).contains(&"action".to_owned()), "{outcome:?}");
    }
}

#[test]
fn what_the_board_changes_is_sealed_anew_and_the_proposal_stays() {
    let (picture, matter) = before_board();
    let draft = deciding(Outcome::Adopt)
        .with("risk_1", "RSK-02")
        .with("likelihood_1", "3")
        .with("consequence_1", "4")
        .with("reason_1", "Leverantören har fler brister.");
    let applied = done(Action::Decide, &picture, &matter, &draft, "2024-05-02").unwrap();
    let Some((key, Sealed::Picture(sealed))) = applied.sealed.clone() else { panic!("no picture") };
    assert_eq!(key.as_str(), "RB-2024-1.1.beslut");
    assert_eq!(sealed.item(&Key::numbered("RSK", 2)).unwrap().score(), 12);
    assert_eq!(matter.proposed.as_ref().unwrap().item(&Key::numbered("RSK", 2)).unwrap().score(), 8);
    assert_eq!(picture_of(applied).adoption().unwrap().content, Some(key));
}

#[test]
fn an_item_can_be_decided_otherwise_only_when_the_picture_is_adopted_and_on_its_scale() {
    let (picture, matter) = before_board();
    let draft = |outcome, risk: &str, likelihood: &str| {
        deciding(outcome)
            .with("risk_1", risk)
            .with("likelihood_1", likelihood)
            .with("consequence_1", "4")
            .with("reason_1", "Skäl.")
    };
    let errors = |draft: Draft| fields(done(Action::Decide, &picture, &matter, &draft, "2024-05-02").unwrap_err());
    assert_eq!(errors(draft(Outcome::Note, "RSK-02", "3")), ["risk_1"]);
    assert_eq!(errors(draft(Outcome::Adopt, "RSK-99", "3")), ["risk_1"]);
    assert_eq!(errors(draft(Outcome::Adopt, "RSK-02", "5")), ["likelihood_1"]);
}

#[test]
fn a_decision_needs_the_version_before_the_board_a_date_after_it_and_a_free_paragraph() {
    let (picture, mut matter) = before_board();
    let errors = |draft: Draft, matter: &Matter| {
        fields(done(Action::Decide, &picture, matter, &draft, "2024-05-02").unwrap_err())
    };
    assert_eq!(errors(deciding(Outcome::Adopt).with("version", "2"), &matter), ["version"]);
    assert_eq!(errors(deciding(Outcome::Adopt).with("date", "2024-04-11"), &matter), ["date"]);
    assert_eq!(errors(deciding(Outcome::Adopt).with("date", "2024-05-03"), &matter), ["date"]);
    assert_eq!(errors(deciding(Outcome::Return).with("motivation", ""), &matter), ["motivation"]);
    let other = picture_of(done(Action::Decide, &picture, &matter, &deciding(Outcome::Note), "2024-05-02").unwrap());
    matter.pictures.push((Key::parse("RB-2024-2").unwrap(), other));
    assert_eq!(errors(deciding(Outcome::Adopt), &matter), ["paragraph"]);
}

#[test]
fn a_proposal_is_stale_when_another_picture_has_been_adopted_meanwhile() {
    let (picture, mut matter) = before_board();
    let adopted = picture_of(done(Action::Decide, &picture, &matter, &deciding(Outcome::Adopt), "2024-05-02").unwrap());
    matter.pictures.push((Key::parse("RB-2024-2").unwrap(), adopted));
    let late = deciding(Outcome::Adopt).with("paragraph", "72");
    assert_eq!(fields(done(Action::Decide, &picture, &matter, &late, "2024-05-02").unwrap_err()), ["version"]);
}

#[test]
fn a_returned_picture_is_open_again_with_why_in_front_and_prepared_as_a_new_version() {
    let (picture, matter) = before_board();
    let returned =
        picture_of(done(Action::Decide, &picture, &matter, &deciding(Outcome::Return), "2024-05-02").unwrap());
    assert!(returned.open() && returned.returned().unwrap().motivation.contains("leverantörer"));
    let matter = Matter { register: matter.proposed.map(Arc::unwrap_or_clone), ..Matter::default() };
    let again = picture_of(done(Action::Prepare, &returned, &matter, &preparing(), "2024-05-10").unwrap());
    assert_eq!(again.before_board().map(|one| (one.version, one.content.as_str())), Some((2, "RB-2024-1.2")));
    assert!(again.returned().is_none());
}

#[test]
fn a_tabled_picture_stays_before_the_board() {
    let (picture, matter) = before_board();
    let tabled = picture_of(done(Action::Decide, &picture, &matter, &deciding(Outcome::Table), "2024-05-02").unwrap());
    assert_eq!(tabled.state(), PictureState::Prepared);
}

#[test]
fn a_withdrawn_proposal_cannot_be_decided_on() {
    let (picture, matter) = before_board();
    let why = Draft::default().with("reason", "En risk saknas.");
    let withdrawn = picture_of(done(Action::Withdraw, &picture, &matter, &why, "2024-04-15").unwrap());
    assert!(withdrawn.open());
    let errors = done(Action::Decide, &withdrawn, &matter, &deciding(Outcome::Adopt), "2024-05-02").unwrap_err();
    assert_eq!(fields(errors), ["action"]);
    assert!(done(Action::Withdraw, &withdrawn, &matter, &why, "2024-04-15").is_err());
}

#[test]
fn a_correction_stands_beside_the_decision() {
    let (picture, matter) = before_board();
    let adopted = picture_of(done(Action::Decide, &picture, &matter, &deciding(Outcome::Adopt), "2024-05-02").unwrap());
    let text = Draft::default().with("text", "Paragrafen är 17.").with("verified", "2024-05-08");
    let corrected = picture_of(done(Action::Correct, &adopted, &matter, &text, "2024-05-08").unwrap());
    let (before, mut after) = (adopted.decisions[0].clone(), corrected.decisions[0].clone());
    assert_eq!(after.corrections.len(), 1);
    after.corrections.clear();
    assert_eq!(before, after);
}

#[test]
fn no_command_changes_what_was_decided() {
    let (picture, matter) = before_board();
    let adopted = picture_of(done(Action::Decide, &picture, &matter, &deciding(Outcome::Adopt), "2024-05-02").unwrap());
    let everything = deciding(Outcome::Adopt)
        .with("year", "2024")
        .with("reason", "Försök.")
        .with("to", "RSK-01")
        .with("proposal", "Annat.")
        .with("heading", "Annat.");
    for (action, kind) in Action::pairs().filter(|(_, kind)| *kind == Kind::Picture) {
        if let Ok(applied) = done(action, &adopted, &matter, &everything, "2024-05-02") {
            let mut decisions = picture_of(applied).decisions;
            decisions.iter_mut().for_each(|decision| decision.corrections.clear());
            assert_eq!(decisions, adopted.decisions, "{action:?} {kind:?}");
        }
    }
}

#[test]
fn one_revision_at_a_time() {
    let open = new_picture();
    let matter = Matter { pictures: vec![(open.key().unwrap(), open)], ..Matter::default() };
    let errors =
        Picture::read(&Draft::default().with("year", "2025"), None, &matter, &Settings::default()).unwrap_err();
    assert_eq!(fields(errors), ["action"]);
}

#[test]
fn the_largest_move_comes_first() {
    let (base, now) = (
        content(vec![item(1, 3, 3), item(2, 2, 4), item(3, 3, 3)]),
        content(vec![item(1, 2, 3), item(2, 3, 4), item(3, 3, 3)]),
    );
    let mut changes = compare(Some(&base), &now);
    by_weight(&mut changes);
    assert_eq!(changes.iter().map(|change| change.key.to_string()).collect::<Vec<_>>(), ["RSK-02", "RSK-01", "RSK-03"]);
}

#[test]
fn a_new_assessment_with_the_same_value_is_no_change_of_what_was_decided() {
    let mut later = item(1, 3, 3);
    later.risk.current.date = Some(day("2024-04-10"));
    later.risk.next_review = day("2024-10-10");
    later.risk.current.rationale = "Läget är detsamma.".into();
    let changes = compare(Some(&content(vec![item(1, 3, 3)])), &content(vec![later]));
    assert_eq!(changes[0].group, Group::Unchanged);
    assert_eq!(changes[0].fields.len(), 3);
}

#[test]
fn a_closed_risk_tells_how_it_ended() {
    let mut now = content(Vec::new());
    let mut closed = risk(2, 2);
    closed.closed = Some(Closed { date: day("2024-03-01"), reason: "Tjänsten är avvecklad.".into() });
    now.closed.push(Ended { key: Key::numbered("RSK", 1), risk: closed });
    let changes = compare(Some(&content(vec![item(1, 2, 2)])), &now);
    assert_eq!((changes[0].group, changes[0].answered()), (Group::Closed, true));
    assert!(changes[0].ended.is_some());
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let treatment = prop::sample::select(Treatment::ALL);
    let one = (1..30_u32, 1..=4_u8, 1..=4_u8, treatment, "[a-z]{1,6}", any::<bool>());
    let made = |(number, likelihood, consequence, treatment, title, measured)| {
        let mut item = item(number, likelihood, consequence);
        item.risk.treatment = treatment;
        item.risk.title = title;
        if measured {
            item.measures.push(Key::numbered("ATG", number));
        }
        item
    };
    prop::collection::vec(one.prop_map(made), 0..20).prop_map(|mut items| {
        items.sort_by_key(|item| item.key.number());
        items.dedup_by_key(|item| item.key.number());
        items
    })
}

proptest! {
    #[test]
    fn a_picture_differs_in_nothing_from_itself(items in items()) {
        let one = content(items);
        for change in compare(Some(&one), &one) {
            prop_assert_eq!(change.group, Group::Unchanged);
            prop_assert!(change.fields.is_empty());
        }
    }

    #[test]
    fn changes_applied_to_the_old_picture_make_the_new(before in items(), after in items()) {
        let changes = compare(Some(&content(before.clone())), &content(after.clone()));
        prop_assert_eq!(apply(&before, &changes), after);
    }

    #[test]
    fn every_risk_is_in_exactly_one_group(before in items(), after in items()) {
        let changes = compare(Some(&content(before.clone())), &content(after.clone()));
        for item in before.iter().chain(&after) {
            prop_assert_eq!(changes.iter().filter(|change| change.key == item.key).count(), 1);
        }
        let counts = Counts::of(&changes);
        let sum: u32 = preparation::Count::ALL.iter().map(|count| counts.get(*count)).sum();
        prop_assert_eq!(sum as usize, changes.len());
    }

    #[test]
    fn exactly_one_picture_is_in_force_when_any_was_adopted(positions in prop::collection::hash_set(0..1000_u64, 0..8)) {
        let (picture, matter) = before_board();
        let adopted = picture_of(done(Action::Decide, &picture, &matter, &deciding(Outcome::Adopt), "2024-05-02").unwrap());
        let pictures: Vec<(Key, Picture)> = positions.iter().map(|position| {
            let mut one = adopted.clone();
            one.decisions[0].position = *position;
            (Key::parse(&format!("RB-2024-{position}")).unwrap(), one)
        }).collect();
        let newest = positions.iter().max().map(|position| format!("RB-2024-{position}"));
        prop_assert_eq!(in_force(&pictures).map(|(key, _)| key.to_string()), newest);
    }
}
