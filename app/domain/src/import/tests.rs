//! Rows against a record, through every rule that stands between them.

use super::*;
use crate::access::{Actor, Role, Subject};
use crate::action::Action;
use crate::body::Body;
use crate::command::{Around, Command, Rules};
use crate::date;
use crate::draft::Draft;
use crate::error::{ErrorCode, FieldError};
use crate::key::Key;
use crate::kind::Kind;
use crate::picture::Matter;
use crate::register::Register;
use crate::settings::Settings;
use std::collections::{HashMap, HashSet};

/// A lexicon of the headings that the tests use.
fn lexicon() -> Lexicon {
    let headings = [
        ("id", "key"),
        ("version", "rev"),
        ("åtgärd", "title"),
        ("rubrik", "title"),
        ("ansvarig", "owner"),
        ("område", "area"),
        ("delområde", "sub_area"),
        ("leverabel", "deliverable"),
        ("ny eller uppdaterad", "change"),
        ("start", "start"),
        ("slut", "end"),
        ("klart", "percent"),
        ("vad som är gjort", "note"),
        ("nästa steg", "next_step"),
        ("senast rapporterad", "reported"),
        ("syfte", "purpose"),
        ("risker", "risks"),
        ("beror på", "depends_on"),
        ("läge", "state"),
    ];
    Lexicon {
        headings: headings.map(|(words, name)| (words.to_owned(), name)).to_vec(),
        hints: vec![("slutdatum".to_owned(), "end"), ("klart i procent".to_owned(), "percent")],
        masked: vec!["sekretessmarkerat, ".to_owned()],
        ..Lexicon::default()
    }
}

fn heads(texts: &[&str]) -> Vec<Head> {
    (0..).zip(texts).map(|(place, text)| Head { place, text: (*text).to_owned() }).collect()
}

fn mapped(texts: &[&str]) -> Mapping {
    Mapping::of(Register::Measures, &heads(texts), &lexicon(), |_| None)
}

fn names(mapping: &Mapping) -> Vec<String> {
    let told = |lead: &Lead| match lead {
        Lead::To(target) => target.name.to_owned(),
        Lead::Unknown(Some(target)) => format!("{}?", target.name),
        Lead::Unknown(None) => "?".to_owned(),
        Lead::Reckoned => "=".to_owned(),
        Lead::Skipped => SKIPPED.to_owned(),
    };
    mapping.leads.iter().map(told).collect()
}

#[test]
fn own_headings_are_known_and_others_guessed_once_each() {
    assert_eq!(names(&mapped(&["Id", "ÅTGÄRD", "Läge", "end", ""])), ["key", "title", "=", "end", "-"]);
    let foreign = mapped(&["Aktivitet", "Ansvarig funktion", "Slutdatum", "Planerat slutdatum", "Klart %"]);
    assert_eq!(names(&foreign), ["?", "owner?", "end?", "?", "percent?"]);
    assert!(!foreign.settled());
}

#[test]
fn what_is_chosen_counts_and_two_columns_cannot_lead_to_one_field() {
    let heads = heads(&["Aktivitet", "Rubrik", "Anteckningar"]);
    let chosen = |head: &Head| match head.place {
        0 => Some("title"),
        2 => Some(SKIPPED),
        _ => None,
    };
    let mapping = Mapping::of(Register::Measures, &heads, &lexicon(), chosen);
    assert_eq!(names(&mapping), ["title", "title", "-"]);
    let twice = ErrorCode::Import { fault: Fault::Twice, given: "A, B".into() };
    assert_eq!(mapping.errors(&heads), [FieldError::new("title", twice)]);
    let nothing = Mapping::of(Register::Measures, &heads, &lexicon(), |_| Some(SKIPPED));
    let none = ErrorCode::Import { fault: Fault::Nothing, given: String::new() };
    assert_eq!(nothing.errors(&heads), [FieldError::new("file", none)]);
}

#[test]
fn a_marking_cannot_be_made_or_lifted_by_a_file_and_only_the_cleared_send_one() {
    for register in registers() {
        let targets = targets(register);
        assert!(targets.iter().all(|target| !target.name.starts_with("secrecy")), "{register:?}");
        let mut names: Vec<&str> = targets.iter().map(|target| target.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), targets.len(), "{register:?}");
        for role in Role::PEOPLE {
            let actor = Actor { role, functions: vec!["IT-säkerhetsansvarig".into()], ..Actor::system() };
            let may = page(register).is_some_and(|page| actor.may(Subject::Page(page)));
            assert!(!may || actor.cleared("IT-säkerhetsansvarig"), "{role:?}");
        }
    }
}

/// A register of one measure, and someone who sends a file about it.
struct Desk {
    settings: Settings,
    matter: Matter,
    around: Around,
    actor: Actor,
    standing: HashMap<Key, Standing>,
}

const UPLOAD: &str = "0a1b";

impl Desk {
    fn new(role: Role) -> Self {
        let mut desk = Self {
            settings: Settings::default(),
            matter: Matter::default(),
            around: Around::default(),
            actor: Actor { role, functions: vec!["IT-säkerhetsansvarig".into()], ..Actor::system() },
            standing: HashMap::new(),
        };
        let typed = Draft::default()
            .with("title", "Rutin för loggning")
            .with("area", "technical")
            .with("sub_area", "it")
            .with("deliverable", "routine")
            .with("change", "new")
            .with("owner", "IT-säkerhetsansvarig")
            .with("start", "2026-01-01")
            .with("end", "2026-12-31");
        let body = desk.apply(Action::Create, typed, None);
        let report = Draft::default().with("percent", "40").with("note", "Utkast klart").with("date", "2026-10-01");
        let body = desk.apply(Action::Report, report, Some(&body));
        desk.standing.insert(Key::numbered("ATG", 1), Standing { rev: 2, seq: 20, body });
        desk
    }

    fn rules(&self) -> Rules<'_> {
        let today = date::parse("2026-11-23").unwrap();
        Rules {
            settings: &self.settings,
            today,
            now: crate::swedish::end_of(today),
            by: "Säkerhetssamordnare",
            matter: &self.matter,
            around: &self.around,
        }
    }

    fn apply(&self, action: Action, draft: Draft, body: Option<&Body>) -> Body {
        let command = Command {
            id: "c-1".into(),
            action,
            kind: Kind::Measure,
            key: None,
            rev: None,
            draft,
            reason: String::new(),
        };
        command.apply(body, &self.rules()).unwrap().body
    }

    /// What rows would do, under these headings.
    fn plan(&self, since: Option<u64>, texts: &[&str], rows: &[&[&str]]) -> Vec<Row> {
        let rows = rows.iter().map(|row| row.iter().map(|text| Given::text(text)).collect()).collect();
        self.plan_of(since, texts, rows)
    }

    fn plan_of(&self, since: Option<u64>, texts: &[&str], rows: Vec<Vec<Given>>) -> Vec<Row> {
        let (heads, lexicon, mapping) = (heads(texts), lexicon(), mapped(texts));
        let mut planner = Planner {
            kind: Kind::Measure,
            heads: &heads,
            mapping: &mapping,
            lexicon: &lexicon,
            rules: self.rules(),
            actor: &self.actor,
            upload: UPLOAD,
            reason: "Avstämning",
            since,
            seen: HashMap::new(),
            undecided: HashMap::from([(Key::numbered("ATG", 1), vec![Key::numbered("LEV", 3)])]),
            depends: HashMap::new(),
        };
        let lines: Vec<Line> = (2..).zip(rows).map(|(number, cells)| Line { number, cells }).collect();
        lines.iter().map(|line| planner.row(line, &self.standing)).collect()
    }

    fn one(&self, texts: &[&str], row: &[&str]) -> Row {
        self.plan(None, texts, &[row]).remove(0)
    }
}

fn changed(row: &Row) -> Vec<(&str, &str, &str)> {
    match &row.outcome {
        Outcome::Changed(changes) | Outcome::New(changes) => {
            changes.iter().map(|one| (one.field.as_str(), one.before.as_str(), one.after.as_str())).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn refused(row: &Row) -> Vec<FieldError> {
    assert!(row.commands.is_empty());
    match &row.outcome {
        Outcome::Refused(errors) => errors.clone(),
        other => panic!("{other:?}"),
    }
}

fn fault(field: &str, fault: Fault, given: &str) -> FieldError {
    FieldError::new(field, ErrorCode::Import { fault, given: given.to_owned() })
}

#[test]
fn only_the_columns_of_the_file_change_and_what_is_the_same_changes_nothing() {
    let desk = Desk::new(Role::Coordinator);
    let heads = ["Id", "Slut", "Klart", "Vad som är gjort"];
    let same = desk.one(&heads, &["ATG-01", "2026-12-31", "40 %", "Utkast klart"]);
    assert_eq!((same.outcome, same.title.as_str()), (Outcome::Same, "Rutin för loggning"));
    let moved = desk.one(&heads, &["ATG-01", "2027-01-31", "40 %", "Utkast klart"]);
    assert_eq!(changed(&moved), [("end", "2026-12-31", "2027-01-31")]);
    let [command] = &moved.commands[..] else { panic!("{:?}", moved.commands) };
    assert_eq!((command.action, command.id.as_str(), command.rev), (Action::Update, "0a1b-2", Some(2)));
    assert_eq!((command.draft.get("owner"), command.reason.as_str()), ("IT-säkerhetsansvarig", "Avstämning"));
}

#[test]
fn progress_is_reported_today_and_plan_and_progress_are_a_command_each() {
    let desk = Desk::new(Role::Owner);
    let row = desk.one(&["Id", "Version", "Slut", "Klart"], &["ATG-01", "2", "2026-12-01", "80"]);
    let told = [("end", "2026-12-31", "2026-12-01"), ("percent", "40", "80"), ("reported", "2026-10-01", "2026-11-23")];
    assert_eq!(changed(&row), told);
    let commands: Vec<(Action, &str)> = row.commands.iter().map(|one| (one.action, one.id.as_str())).collect();
    assert_eq!(commands, [(Action::Update, "0a1b-2"), (Action::Report, "0a1b-2-r")]);
    // What was last written of it stays, for the file says nothing else.
    assert_eq!(row.commands[1].draft.get("note"), "Utkast klart");
    let dated = desk.one(&["Id", "Klart", "Senast rapporterad"], &["ATG-01", "60", "2026-11-01"]);
    assert_eq!(dated.commands[0].draft.get("date"), "2026-11-01");
    let day = desk.one(&["Id", "Version", "Klart", "Senast rapporterad"], &["ATG-01", "1", "40", "2026-09-01"]);
    assert_eq!(day.outcome, Outcome::Same);
}

#[test]
fn a_row_without_an_id_is_a_new_record_for_those_who_may_add_one() {
    let heads = [
        "Id",
        "Åtgärd",
        "Område",
        "Delområde",
        "Leverabel",
        "Ny eller uppdaterad",
        "Ansvarig",
        "Start",
        "Slut",
        "Klart",
    ];
    let row = [
        "",
        "Rutin för kryptering",
        "technical",
        "it",
        "routine",
        "new",
        "IT-säkerhetsansvarig",
        "2026-01-01",
        "2026-12-31",
        "10",
    ];
    let desk = Desk::new(Role::Coordinator);
    let made = desk.one(&heads, &row);
    assert!(matches!(made.outcome, Outcome::New(_)) && made.key.is_none());
    let actions: Vec<Action> = made.commands.iter().map(|command| command.action).collect();
    assert_eq!(actions, [Action::Create, Action::Report]);
    let half = desk.one(&heads, &["", "Rutin", "", "it", "routine", "new", "Ingen", "2026-01-01", "2025-12-31", ""]);
    let fields: Vec<String> = refused(&half).into_iter().map(|error| error.field).collect();
    assert_eq!(fields, ["area", "owner", "end"]);
    assert_eq!(refused(&Desk::new(Role::Owner).one(&heads, &row)), [fault("key", Fault::NotNew, "")]);
}

#[test]
fn what_the_rules_of_a_form_refuse_is_refused_here_all_at_once() {
    let desk = Desk::new(Role::Coordinator);
    let heads = ["Id", "Åtgärd", "Start", "Slut", "Klart", "Ansvarig"];
    let wrong = desk.one(&heads, &["ATG-01", "", "2026-06-01", "2026-05-31", "140", "Vaktmästare"]);
    let told: Vec<(String, ErrorCode)> = refused(&wrong).into_iter().map(|error| (error.field, error.code)).collect();
    assert_eq!(
        told,
        [
            ("title".to_owned(), ErrorCode::Required),
            ("owner".to_owned(), ErrorCode::UnknownChoice { given: "Vaktmästare".into() }),
            ("end".to_owned(), ErrorCode::Before { other: "start".into() }),
            ("percent".to_owned(), ErrorCode::OutOfRange { min: 0, max: 100 }),
        ]
    );
    let unread = desk.one(&heads, &["ATG-01", "Rutin", "1/6 2026", "i maj", "halva", "IT-säkerhetsansvarig"]);
    let fields: Vec<String> = refused(&unread).into_iter().map(|error| error.field).collect();
    assert_eq!(fields, ["start", "end", "percent"]);
    assert_eq!(wrong.title, "Rutin för loggning");
}

#[test]
fn a_row_taken_out_before_the_last_change_is_refused_unless_it_changes_nothing() {
    let desk = Desk::new(Role::Coordinator);
    let heads = ["Id", "Version", "Slut"];
    let stale = |version: &str, end: &str, since| desk.plan(since, &heads, &[&["ATG-01", version, end]]).remove(0);
    assert_eq!(refused(&stale("1", "2027-01-31", None)), [fault("rev", Fault::Stale, "1 → 2")]);
    assert_eq!(stale("1", "2026-12-31", None).outcome, Outcome::Same);
    assert_eq!(refused(&stale("", "2027-01-31", None)), [FieldError::new("rev", ErrorCode::Required)]);
    assert!(matches!(stale("2", "2027-01-31", Some(20)).outcome, Outcome::Changed(_)));
    // What was changed after the person had looked is refused, too.
    assert_eq!(refused(&stale("2", "2027-01-31", Some(19))), [fault("rev", Fault::Stale, "… → 2")]);
}

#[test]
fn ids_that_are_not_there_or_stand_twice_and_closed_records_are_told() {
    let mut desk = Desk::new(Role::Coordinator);
    let unknown = |given: &str| fault("key", Fault::Unknown, given);
    let heads = ["Id", "Slut"];
    let rows = desk.plan(
        None,
        &heads,
        &[&["ATG-01", "2027-01-31"], &["ATG-99", ""], &["RSK-01", ""], &["ATG 01", ""], &["ATG-01", "2027-02-28"]],
    );
    assert!(matches!(rows[0].outcome, Outcome::Changed(_)));
    assert_eq!(refused(&rows[1]), [unknown("ATG-99")]);
    assert_eq!(refused(&rows[2]), [unknown("RSK-01")]);
    assert_eq!(refused(&rows[3]), [unknown("ATG 01")]);
    assert_eq!(refused(&rows[4]), [fault("key", Fault::Repeated, "2")]);
    let key = Key::numbered("ATG", 1);
    let body = desk.apply(Action::Close, Draft::default().with("reason", "ersatt"), Some(&desk.standing[&key].body));
    desk.standing.insert(key, Standing { rev: 3, seq: 21, body });
    assert_eq!(refused(&desk.one(&heads, &["ATG-01", "2027-01-31"])), [fault("key", Fault::Closed, "")]);
}

#[test]
fn what_secrecy_took_out_of_the_file_stays_and_is_told() {
    let desk = Desk::new(Role::Coordinator);
    let row = desk.one(&["Id", "Slut", "Syfte"], &["ATG-01", "2027-01-31", "Sekretessmarkerat, OSL 18 kap. 8 §"]);
    assert_eq!((changed(&row).len(), &row.hidden[..]), (1, &["purpose"][..]));
    assert_eq!(row.commands[0].draft.get("purpose"), "");
}

#[test]
fn a_formula_is_told_by_its_address_and_only_where_it_would_be_read() {
    let desk = Desk::new(Role::Coordinator);
    let formula = |texts: &[&str]| {
        let row = vec![Given::text("ATG-01"), Given::Formula, Given::text("2027-01-31")];
        desk.plan_of(None, texts, vec![row]).remove(0)
    };
    assert_eq!(refused(&formula(&["Id", "Klart", "Slut"])), [fault("percent", Fault::Formula, "B2")]);
    assert_eq!(changed(&formula(&["Id", "Läge", "Slut"])).len(), 1);
    let row = desk.plan_of(None, &["Id"], vec![vec![Given::Formula]]).remove(0);
    assert_eq!(refused(&row), [fault("key", Fault::Formula, "A2")]);
}

#[test]
fn an_owner_cannot_give_a_record_away_and_links_must_lead_somewhere() {
    let desk = Desk::new(Role::Owner);
    let away = desk.one(&["Id", "Ansvarig"], &["ATG-01", "Säkerhetssamordnare"]);
    assert_eq!(refused(&away), [FieldError::new("owner", ErrorCode::NotNow)]);
    let linked = desk.one(&["Id", "Risker"], &["ATG-01", "RSK-09, RSK-01"]);
    assert_eq!(linked.links, [Key::numbered("RSK", 1), Key::numbered("RSK", 9)]);
    let (heads, lexicon, mapping) = (heads(&["Id"]), lexicon(), mapped(&["Id"]));
    let planner = Planner {
        kind: Kind::Measure,
        heads: &heads,
        mapping: &mapping,
        lexicon: &lexicon,
        rules: desk.rules(),
        actor: &desk.actor,
        upload: UPLOAD,
        reason: "",
        since: None,
        seen: HashMap::new(),
        undecided: HashMap::new(),
        depends: HashMap::new(),
    };
    let missing = HashSet::from([Key::numbered("RSK", 9)]);
    let told = refused(&planner.linked(linked.clone(), &missing));
    assert_eq!(told, [FieldError::new("risks", ErrorCode::UnknownKey { given: "RSK-09".into() })]);
    assert_eq!(planner.linked(linked.clone(), &HashSet::new()), linked);
}

#[test]
fn what_is_done_needs_its_deliverables_decided_and_nothing_waits_in_a_circle() {
    let desk = Desk::new(Role::Coordinator);
    let done = desk.one(&["Id", "Klart"], &["ATG-01", "100"]);
    let undecided = ErrorCode::undecided(&[Key::numbered("LEV", 3)]);
    assert_eq!(refused(&done), [FieldError::new("percent", undecided)]);
    let mut desk = desk;
    let other = desk.standing.values().next().unwrap().clone();
    desk.standing.insert(Key::numbered("ATG", 2), other);
    let rows = desk.plan(None, &["Id", "Beror på"], &[&["ATG-01", "ATG-02"], &["ATG-02", "ATG-01"]]);
    assert_eq!(changed(&rows[0]).len(), 1);
    let circle = ErrorCode::cycle(&[Key::numbered("ATG", 2), Key::numbered("ATG", 1)]);
    assert_eq!(refused(&rows[1]), [FieldError::new("depends_on", circle)]);
}

#[test]
fn a_plan_is_carried_out_whole_or_not_at_all() {
    let desk = Desk::new(Role::Coordinator);
    let mut plan = Plan::default();
    let heads = ["Id", "Slut"];
    plan.add(desk.one(&heads, &["ATG-01", "2026-12-31"]));
    assert!(!plan.ready() && plan.first() == Shown::Same);
    plan.add(desk.one(&heads, &["ATG-01", "2027-01-31"]));
    assert!(plan.ready() && plan.first() == Shown::Changed);
    plan.add(desk.one(&heads, &["ATG-99", "2027-01-31"]));
    assert!(!plan.ready() && plan.first() == Shown::Refused);
    assert_eq!(plan.counts, Counts { rows: 3, same: 1, changed: 1, new: 0, refused: 1 });
    assert_eq!(plan.of(Shown::Refused).map(|row| row.line).collect::<Vec<_>>(), [2]);
}
