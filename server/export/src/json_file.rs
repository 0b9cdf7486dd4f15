//! JSON for programs: values keep their types and codes stay codes, so that a reader needs no language.
//!
//! `{"meta": {…}, "columns": [{"name", "heading", "kind"}], "rows": [{name: value}]}`, one row to a line.
//!
//! | cell | value |
//! |---|---|
//! | nothing | `null` |
//! | text, key, code | string |
//! | moment | string, `2026-11-23 15:41`, Swedish time |
//! | date | string, `2026-11-23` |
//! | number, percent 0–100 | number |
//! | keys | array of strings |
//! | yes or no | boolean |
//! | score | `{"value": 20, "tone": 5, "band": "…"}` |
//! | masked | `{"masked": "OSL 18 kap. 8 §"}` |

use crate::error::Result;
use crate::sheet::{Front, Heading, Sheet};
use chrono::SecondsFormat;
use domain::Cell;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::Write;

pub struct JsonFile<O> {
    columns: Vec<Heading>,
    empty: bool,
    out: O,
}

impl<O: Write> JsonFile<O> {
    pub fn start(sheet: Sheet, mut out: O) -> Result<Self> {
        out.write_all(b"{\"meta\":")?;
        serde_json::to_writer(&mut out, &Meta(&sheet.front))?;
        out.write_all(b",\n\"columns\":")?;
        let columns: Vec<_> = sheet.columns.iter().map(Column).collect();
        serde_json::to_writer(&mut out, &columns)?;
        out.write_all(b",\n\"rows\":[")?;
        out.flush()?;
        Ok(Self { columns: sheet.columns, empty: true, out })
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        let separator: &[u8] = if self.empty { b"\n" } else { b",\n" };
        self.empty = false;
        self.out.write_all(separator)?;
        let row = Row { columns: &self.columns, cells };
        serde_json::to_writer(&mut self.out, &row)?;
        Ok(())
    }

    pub fn finish(mut self) -> Result<O> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

struct Meta<'a>(&'a Front);

impl Serialize for Meta<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let Self(front) = self;
        let created = front.created.to_rfc3339_opts(SecondsFormat::Secs, true);
        let mut map = serializer.serialize_map(Some(front.facts.len() + 2))?;
        map.serialize_entry("title", &front.title)?;
        map.serialize_entry("created", &created)?;
        for fact in &front.facts {
            map.serialize_entry(&fact.name, &Value(&fact.value))?;
        }
        map.end()
    }
}

struct Column<'a>(&'a Heading);

impl Serialize for Column<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("name", &self.0.name)?;
        map.serialize_entry("heading", &self.0.text)?;
        map.serialize_entry("kind", self.0.kind.code())?;
        map.end()
    }
}

struct Row<'a> {
    columns: &'a [Heading],
    cells: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let names = self.columns.iter().map(|heading| &heading.name);
        serializer.collect_map(names.zip(self.cells.iter().map(Value)))
    }
}

struct Value<'a>(&'a Cell);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty => serializer.serialize_none(),
            Cell::Text(text) | Cell::Time(text) | Cell::Code(_, text) => serializer.serialize_str(text),
            Cell::Key(key) => serializer.serialize_str(key.as_str()),
            Cell::Keys(keys) => serializer.collect_seq(keys.iter().map(|key| key.as_str())),
            Cell::Labels(labels) => serializer.collect_seq(labels.iter().map(|label| label.code.code())),
            Cell::Number(number) => serializer.serialize_i64(*number),
            Cell::Percent(percent) => serializer.serialize_u8(*percent),
            Cell::Date(day) => serializer.collect_str(day),
            Cell::Score { value, tone, band } => {
                let mut map = serializer.serialize_map(Some(3))?;
                map.serialize_entry("value", value)?;
                map.serialize_entry("tone", tone)?;
                map.serialize_entry("band", band)?;
                map.end()
            }
            Cell::Flag(yes) => serializer.serialize_bool(*yes),
            Cell::Masked(provision) => serializer.collect_map(std::iter::once(("masked", provision))),
        }
    }
}
