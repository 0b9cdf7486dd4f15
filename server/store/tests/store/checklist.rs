//! Everything the report of March 2024 holds has a home: each line of the checklist names a field of a record, or a column of
//! its list, and the demo content has something there.

use domain::history::JournalQuery;
use domain::picture::PictureState;
use domain::query::ListQuery;
use domain::{Action, Actor, Body, Cell, Key, Kind, Moment, Register, Role};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use store::{Clock, Store, demo};

const CHECKLIST: &str = include_str!("../seed/checklist.json");

#[derive(Deserialize)]
struct Checklist {
    entities: Vec<Entity>,
}

/// Something the report tells of.
#[derive(Deserialize)]
struct Entity {
    entity: String,
    chapter: String,
    fields: Vec<Line>,
}

/// What it tells of it, and where that lives: `risk current.likelihood`, `measure area=technical`, `cell risk trend`,
/// `reckoned report title`.
#[derive(Deserialize)]
struct Line {
    field: String,
    home: String,
}

#[tokio::test]
async fn every_line_of_the_checklist_has_a_home_with_something_in_it() {
    let store = Store::open("mem://", Clock::Machine).await.unwrap();
    demo::load(&store).await.unwrap();
    let reader = Actor { role: Role::Coordinator, ..Actor::system() };
    let view = store.view(&reader, Moment::Now).await.unwrap();
    let entries = view.entries(&JournalQuery::default(), i64::MAX).await.unwrap();
    let records: BTreeSet<_> = entries.into_iter().map(|entry| (entry.kind.code(), entry.key)).collect();
    let mut contents: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (code, key) in &records {
        let kind = Kind::from_code(code).unwrap();
        if let Ok(body) = view.body(kind, key).await {
            let content = serde_json::to_value(&body).unwrap()["content"].take();
            contents.entry(code).or_default().push(content);
        }
    }
    let checklist: Checklist = serde_json::from_str(CHECKLIST).unwrap();
    let mut homeless = Vec::new();
    for Entity { entity, chapter, fields } in &checklist.entities {
        assert!(!chapter.is_empty() && !fields.is_empty(), "{entity}");
        for Line { field, home } in fields {
            let found = match home.split(' ').collect::<Vec<_>>()[..] {
                ["cell", kind, column] => shown(&view, kind, column).await,
                ["form", kind, name] => {
                    let fields = Action::Attach.fields(Kind::from_code(kind).unwrap()).unwrap();
                    fields.iter().any(|field| field.name == name)
                }
                ["reckoned", kind, what] => reckoned(&view, kind, what, &records).await,
                [kind, path] => contents.get(kind).is_some_and(|all| all.iter().any(|one| holds(one, path))),
                _ => panic!("{home} is no home"),
            };
            if !found {
                homeless.push(format!("{entity}: {field} ({home})"));
            }
        }
    }
    assert_eq!(homeless, Vec::<String>::new());
}

/// Whether some row of a kind's list shows something in a column.
async fn shown(view: &store::View<'_>, kind: &str, column: &str) -> bool {
    let register = Kind::from_code(kind).and_then(Register::of).unwrap();
    let query = ListQuery { chosen: vec![column.to_owned()], ..ListQuery::new(register) };
    let rows = view.chunk(&query, 0).await.unwrap();
    rows.iter().any(|row| row.cells.iter().any(|cell| *cell != Cell::Empty))
}

/// Whether something is reckoned of some record of a kind.
async fn reckoned(view: &store::View<'_>, kind: &str, what: &str, records: &BTreeSet<(&'static str, Key)>) -> bool {
    for (_, key) in records.iter().filter(|(known, _)| *known == kind) {
        let body = view.body(Kind::from_code(kind).unwrap(), key).await.unwrap();
        let found = match (&body, what) {
            (Body::Report(report), "title") => report.title().contains("2024"),
            (Body::Report(report), "state") => report.state() == PictureState::Decided,
            (Body::Report(_), "previous") => view.report(key).await.unwrap().previous.is_some(),
            (Body::Picture(picture), "state") => picture.state() == PictureState::Decided,
            _ => panic!("nothing reckons {what} of {kind}"),
        };
        if found {
            return true;
        }
    }
    false
}

/// Whether there is something at a path of a content, in any element of the lists on the way; after `=` what it must be.
fn holds(content: &Value, path: &str) -> bool {
    let (path, wanted) = path.split_once('=').map_or((path, None), |(path, wanted)| (path, Some(wanted)));
    let mut found = vec![content];
    for name in path.split('.') {
        found = found.iter().flat_map(|one| each(one)).filter_map(|one| one.get(name)).collect();
    }
    found.iter().flat_map(|one| each(one)).any(|one| match (one, wanted) {
        (Value::String(text), Some(wanted)) => text == wanted,
        (_, Some(_)) | (Value::Null | Value::Bool(false), None) => false,
        (Value::String(text), None) => !text.is_empty(),
        (Value::Object(fields), None) => !fields.is_empty(),
        (Value::Array(_) | Value::Bool(true) | Value::Number(_), None) => true,
    })
}

/// The elements of a list, or the one value that isn't one.
fn each(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(elements) => elements.iter().collect(),
        one => vec![one],
    }
}
