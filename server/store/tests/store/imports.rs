//! A file compared with what is stored: what it would change, who may, and what has been changed meanwhile.

use crate::register::{As, OTHER, OWN, Register, measure};
use domain::import::{Counts, Fault, Given, Head, Lexicon, Line, Mapping, Outcome, Plan, Row, Table};
use domain::{Action, Draft, ErrorCode, Register as Lists};
use store::Importing;

const HEADINGS: [(&str, &str); 6] = [
    ("id", "key"),
    ("version", "rev"),
    ("åtgärd", "title"),
    ("slut", "end"),
    ("klart", "percent"),
    ("risker", "risks"),
];

fn lexicon() -> Lexicon {
    Lexicon { headings: HEADINGS.map(|(words, name)| (words.to_owned(), name)).to_vec(), ..Lexicon::default() }
}

/// A table of these headings and rows.
fn table(heads: &[&str], rows: &[&[&str]]) -> Table {
    let heads = (0..).zip(heads).map(|(place, text)| Head { place, text: (*text).to_owned() }).collect();
    let cells = |row: &[&str]| row.iter().map(|text| Given::text(text)).collect();
    let lines = (2..).zip(rows).map(|(number, row)| Line { number, cells: cells(row) }).collect();
    Table { name: "fil.csv".into(), sheet: String::new(), heads, lines }
}

async fn plan(who: &As<'_>, table: &Table, since: Option<u64>) -> Plan {
    let words = lexicon();
    let mapping = Mapping::of(Lists::Measures, &table.heads, &words, |_| None);
    let importing =
        Importing { table, mapping: &mapping, lexicon: &words, upload: "0a1b", reason: "Avstämning", since };
    who.sees().await.import(importing).await.unwrap()
}

fn faults(row: &Row) -> Vec<Fault> {
    let Outcome::Refused(errors) = &row.outcome else { panic!("{row:?}") };
    let fault = |code: &ErrorCode| match code {
        ErrorCode::Import { fault, .. } => *fault,
        other => panic!("{other:?}"),
    };
    errors.iter().map(|error| fault(&error.code)).collect()
}

#[tokio::test]
async fn what_a_file_changes_is_written_by_its_commands_once_however_often_they_are_sent() {
    for register in Register::everywhere().await {
        let keeper = register.as_coordinator();
        keeper.create_measure(measure("Rutin för loggning").with("end", "2026-12-31")).await;
        let file = table(&["Id", "Version", "Slut", "Klart"], &[&["ATG-01", "1", "2027-01-31", "40"]]);
        let planned = plan(&keeper, &file, None).await;
        assert_eq!(planned.counts, Counts { rows: 1, changed: 1, ..Counts::default() });
        let length = keeper.sees().await.length;
        for _ in 0..2 {
            let mut rev = 1;
            for mut command in planned.rows[0].commands.clone() {
                command.rev = Some(rev);
                let receipt = register.store.commit(&keeper.actor, &command).await.unwrap();
                rev = receipt.rev;
            }
            assert_eq!((rev, keeper.sees().await.length), (3, length + 2));
        }
        // Sent again it changes nothing, for all that its version is old.
        assert_eq!(plan(&keeper, &file, None).await.counts.same, 1);
        assert!(register.findings().await.is_empty());
    }
}

#[tokio::test]
async fn what_was_changed_after_the_file_was_seen_is_refused_and_the_rest_is_not() {
    let register = Register::in_memory().await;
    let keeper = register.as_coordinator();
    for title in ["En", "Två"] {
        keeper.create_measure(measure(title).with("end", "2026-12-31")).await;
    }
    let file = table(&["Id", "Slut"], &[&["ATG-01", "2027-01-31"], &["ATG-02", "2027-01-31"]]);
    let seen = keeper.sees().await.position;
    let key = domain::Key::numbered("ATG", 2);
    keeper.does(Action::Report, &key, Draft::default().with("percent", "10")).await;
    assert!(plan(&keeper, &file, None).await.ready());
    let planned = plan(&keeper, &file, Some(seen)).await;
    assert_eq!(planned.counts, Counts { rows: 2, changed: 1, refused: 1, ..Counts::default() });
    assert_eq!(faults(&planned.rows[1]), [Fault::Stale]);
    assert!(!planned.ready());
}

#[tokio::test]
async fn others_rows_are_unknown_to_an_owner_and_links_must_lead_somewhere() {
    let register = Register::in_memory().await;
    let keeper = register.as_coordinator();
    keeper.create_measure(measure("Min").with("owner", OWN)).await;
    keeper.create_measure(measure("Din").with("owner", OTHER)).await;
    let file = table(&["Id", "Åtgärd"], &[&["ATG-01", "Min, ändrad"], &["ATG-02", "Din, ändrad"], &["", "Ny"]]);
    let planned = plan(&register.as_owner(), &file, None).await;
    assert!(matches!(planned.rows[0].outcome, Outcome::Changed(_)));
    assert_eq!(faults(&planned.rows[1]), [Fault::Unknown]);
    assert_eq!(faults(&planned.rows[2]), [Fault::NotNew]);
    let linked = table(&["Id", "Risker"], &[&["ATG-01", "RSK-77"]]);
    let planned = plan(&keeper, &linked, None).await;
    let Outcome::Refused(errors) = &planned.rows[0].outcome else { panic!("{planned:?}") };
    assert_eq!(errors[0].code, ErrorCode::UnknownKey { given: "RSK-77".into() });
}
