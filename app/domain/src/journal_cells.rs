//! The journal as the columns of its register.

use crate::cell::Cell;
use crate::history::{JournalQuery, JournalRow};

impl JournalQuery {
    /// The names of the parameters it reads.
    pub const PARAMS: [&'static str; 7] = ["slag", "handelse", "post", "konto", "fran", "till", "fore"];
}

impl JournalRow {
    /// A cell of one of the columns of [`crate::Register::Journal`].
    #[must_use]
    pub fn cell(&self, column: &str) -> Cell {
        let number = |n: u64| Cell::Number(i64::try_from(n).unwrap_or(i64::MAX));
        match column {
            "seq" => number(self.seq),
            "at" => Cell::Time(self.at.clone()),
            "actor" => Cell::text(&self.by),
            "role" => Cell::code("role", &self.role),
            "action" => Cell::code("action_done", &format!("{}_{}", self.action.code(), self.kind.code())),
            "kind" => Cell::code("kind", self.kind.code()),
            "item" => Cell::Key(self.key.clone()),
            "rev" => number(self.rev.into()),
            "journal_reason" => Cell::text(&self.reason),
            "body_hash" => Cell::text(&self.body_hash),
            _ => Cell::Empty,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Action, Key, Kind, Register};

    #[test]
    fn every_parameter_it_reads_is_named() {
        let values = ["risk", "assess", "RSK-03", "agare", "2026-01-01", "2026-11-23", "61"];
        let query = JournalQuery::parse(JournalQuery::PARAMS.into_iter().zip(values)).unwrap();
        assert_eq!(query.pairs().len(), JournalQuery::PARAMS.len());
    }

    #[test]
    fn every_column_has_its_cell() {
        let row = JournalRow {
            seq: 7,
            at: "2026-11-23 15:41".into(),
            by: "Säkerhetssamordnare".into(),
            role: "coordinator".into(),
            action: Action::Update,
            kind: Kind::Risk,
            key: Key::numbered("RSK", 3),
            rev: 2,
            reason: "Rättat".into(),
            body_hash: "ab".into(),
        };
        for column in Register::Journal.columns() {
            assert_ne!(row.cell(column.name), Cell::Empty, "{}", column.name);
        }
    }
}
