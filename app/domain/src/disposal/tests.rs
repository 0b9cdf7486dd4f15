//! The rules of disposal.

use super::*;
use crate::action::Action;
use crate::body::Body;
use crate::command::{Around, Command, Rules};
use crate::picture::Matter;
use crate::settings::Settings;
use select::Hold;

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

fn key(text: &str) -> Key {
    Key::parse(text).unwrap()
}

fn form() -> Draft {
    Draft::default()
        .with("title", "Avslutade risker före 2020")
        .with("kind", "risk")
        .with("before", "2020-01-01")
        .with("provision", "Dokumenthanteringsplanen 4.2")
        .with("organ", "Nämnden")
        .with("date", "2026-10-01")
        .with("paragraph", "12")
        .with("registration", "SN 2026/12")
}

fn candidate(name: &str, closed: &str) -> Candidate {
    Candidate {
        key: key(name),
        title: name.to_owned(),
        closed: day(closed),
        marked: false,
        comments: Vec::new(),
        files: 0,
        holds: Vec::new(),
    }
}

fn decided() -> Disposal {
    Disposal::read(&form(), "Nämndsekreterare", day("2026-11-23")).unwrap()
}

fn fields(errors: &[FieldError]) -> Vec<&str> {
    errors.iter().map(|error| error.field.as_str()).collect()
}

fn matter() -> DisposalMatter {
    let mut held = candidate("RSK-03", "2018-05-01");
    held.holds = vec![Hold::Picture(key("RB-2018-1"))];
    let mut commented = candidate("RSK-02", "2019-12-31");
    (commented.comments, commented.marked) = (vec![key("KOM-04")], true);
    let later = candidate("RSK-04", "2020-01-01");
    DisposalMatter { candidates: vec![later, held, commented, candidate("RSK-01", "2017-01-01")] }
}

fn names(of: &[Candidate]) -> Vec<&str> {
    of.iter().map(|one| one.key.as_str()).collect()
}

#[test]
fn it_reads_back_as_it_was_written() {
    let disposal = decided();
    assert_eq!(Disposal::read(&disposal.draft(), "Nämndsekreterare", day("2026-11-23")).unwrap(), disposal);
    assert_eq!(disposal.state(), DisposalState::Decided);
    let stored = serde_json::to_string(&Body::Disposal(Box::new(disposal.clone()))).unwrap();
    assert_eq!(serde_json::from_str::<Body>(&stored).unwrap(), Body::Disposal(Box::new(disposal)));
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let read = |draft: Draft| Disposal::read(&draft, "", day("2026-11-23")).unwrap_err();
    let all = ["title", "kind", "before", "provision", "organ", "date", "paragraph", "registration"];
    assert_eq!(fields(&read(Draft::default())), all);
    assert_eq!(fields(&read(form().with("before", "2026-11-24").with("date", "2026-11-23"))), ["before", "date"]);
    assert_eq!(fields(&read(form().with("kind", "requirement"))), ["kind"]);
    // A decision can't cover what was closed after it.
    let errors = read(form().with("before", "2026-10-02"));
    assert_eq!(errors, [FieldError::new("date", ErrorCode::Before { other: "before".into() })]);
}

#[test]
fn only_what_was_closed_before_the_day_and_nothing_holds_goes() {
    let selection = decided().selection(&matter());
    assert_eq!(names(&selection.goes), ["RSK-01", "RSK-02"]);
    assert_eq!(names(&selection.held), ["RSK-03"], "what is too young is not even refused");
    assert_eq!((selection.comments(), selection.files()), (1, 0));
    let other = DisposalMatter { candidates: vec![candidate("ATG-01", "2010-01-01")] };
    assert_eq!(decided().selection(&other), Selection::default(), "another kind is not in scope");
}

#[test]
fn carrying_out_names_what_went() {
    let (disposal, matter, today) = (decided(), matter(), day("2026-11-23"));
    let seen = disposal.selection(&matter).fingerprint();
    let sent = Draft::default().with("confirm", WORD).with("seen", seen);
    let done = disposal.dispose(&sent, &matter, "Säkerhetssamordnare", today).unwrap();
    let told = done.carried_out.clone().unwrap();
    assert_eq!(done.state(), DisposalState::CarriedOut);
    let records: Vec<(&str, bool)> = told.records.iter().map(|one| (one.key.as_str(), one.marked)).collect();
    assert_eq!((records, told.comments), (vec![("RSK-01", false), ("RSK-02", true)], vec![key("KOM-04")]));
    assert_eq!(fields(&done.dispose(&sent, &matter, "", today).unwrap_err()), ["action"], "once and no more");
}

#[test]
fn nothing_goes_unconfirmed_or_unseen() {
    let (disposal, matter, today) = (decided(), matter(), day("2026-11-23"));
    let seen = disposal.selection(&matter).fingerprint();
    let tried = |draft: Draft, matter: &DisposalMatter| {
        fields(&disposal.dispose(&draft, matter, "", today).unwrap_err()).join(" ")
    };
    let sent = Draft::default().with("seen", seen.as_str());
    assert_eq!(tried(sent.clone(), &matter), "confirm");
    assert_eq!(tried(sent.clone().with("confirm", "gallra"), &matter), "confirm");
    let sent = sent.with("confirm", WORD);
    let mut fewer = matter.clone();
    fewer.candidates.pop();
    assert_eq!(tried(sent.clone(), &fewer), "seen", "what was shown is no longer what would go");
    let mut more = matter.clone();
    more.candidates[2].comments.push(key("KOM-05"));
    assert_eq!(tried(sent.clone(), &more), "seen");
    assert_eq!(tried(sent, &DisposalMatter::default()), "scope");
    assert_eq!(tried(Draft::default().with("confirm", WORD), &matter), "seen");
}

#[test]
fn what_is_taken_back_is_never_carried_out_and_what_is_carried_out_never_taken_back() {
    let (settings, around) = (Settings::default(), Around::default());
    let known = Matter { disposal: matter(), ..Matter::default() };
    let (today, now) = (day("2026-11-23"), crate::swedish::end_of(day("2026-11-23")));
    let rules = Rules { settings: &settings, today, now, by: "", matter: &known, around: &around };
    let give = |action: Action, draft: Draft, body: &Disposal| {
        let id = "c-1".to_owned();
        let command = Command { id, action, kind: Kind::Disposal, key: None, rev: None, draft, reason: String::new() };
        match command.apply(Some(&Body::Disposal(Box::new(body.clone()))), &rules).map(|applied| applied.body) {
            Ok(Body::Disposal(disposal)) => Ok(*disposal),
            Ok(_) => panic!("another kind"),
            Err(errors) => Err(fields(&errors).join(" ")),
        }
    };
    let seen = decided().selection(&known.disposal).fingerprint();
    let sent = Draft::default().with("confirm", WORD).with("seen", seen);
    let why = Draft::default().with("reason", "Fel datum.");
    let taken_back = give(Action::Close, why.clone(), &decided()).unwrap();
    assert_eq!(taken_back.state(), DisposalState::TakenBack);
    assert_eq!(give(Action::Dispose, sent.clone(), &taken_back), Err("action".into()));
    let done = give(Action::Dispose, sent, &decided()).unwrap();
    assert_eq!(give(Action::Close, why.clone(), &done), Err("action".into()));
    assert_eq!(give(Action::Reopen, why, &taken_back), Err("action".into()));
}
