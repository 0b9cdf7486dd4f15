//! A report as headings, paragraphs, lists and tables in the order they are read.

use super::pieces::{Piece, line, pieces};
use super::{ReportDocument, Stage};
use crate::document::labels::Labels;
use crate::document::shown::Fact;
use crate::document::{proof, text};
use domain::report::{Chapter, Form, Statement};
use serde::Serialize;

/// Levels of headings that the table of contents shows: the template's chapters, and what stands nearest under the shallow ones.
pub const CONTENTS: u8 = 4;

/// A report to be written down.
#[derive(Debug)]
pub struct Outline {
    /// `Delårsrapport mars 2024 – Nämnder och bolag`.
    pub title: String,
    /// What it is called: the title's first part.
    pub heading: String,
    /// The template it follows: the title's last part.
    pub template: String,
    /// The board.
    pub board: String,
    /// The city or region.
    pub organisation: String,
    /// `Utkast`, `Beslutad 2024-04-24 § 87`.
    pub mark: String,
    /// Registration number; may be empty.
    pub registration: String,
    /// What the first page tells.
    pub facts: Vec<Fact>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Heading of the last part: what the report itself is.
    pub about: String,
    /// Whether it is sealed.
    pub sealing: String,
    /// What is known of its content, with its SHA-256 where it is sealed.
    pub seal: Vec<Fact>,
}

/// A part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A heading.
    Heading {
        /// From 1. No level is ever skipped on the way down.
        level: u8,
        /// The chapter's number in the template; empty for other headings.
        number: String,
        /// What it says.
        text: String,
    },
    /// A paragraph, of one or more lines.
    Paragraph {
        /// What it says.
        text: String,
    },
    /// A list.
    Bullets {
        /// Its bullets.
        items: Vec<String>,
    },
    /// A table of two columns.
    Table {
        /// Their headings.
        columns: (String, String),
        /// Its rows.
        rows: Vec<Row>,
    },
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub said: Vec<Piece>,
}

impl Outline {
    pub fn of(document: &ReportDocument<'_>, labels: &Labels) -> Self {
        let content = document.content;
        let mark = document.stage.words(labels);
        let mut blocks = Builder { blocks: Vec::new(), labels, within: Vec::new(), under: Under::default() };
        for chapter in Chapter::ALL {
            blocks.chapter(*chapter, content.of(*chapter));
        }
        let mut blocks = blocks.blocks;
        if blocks.is_empty() {
            blocks.push(Block::Paragraph { text: labels.get("report_nothing").to_owned() });
        }
        let (heading, template) = (line(&content.title), line(&content.template));
        let named = [heading.as_str(), template.as_str()].into_iter().filter(|part| !part.is_empty());
        let facts = [
            ("board", line(&content.board)),
            ("report_period", line(document.period)),
            ("registration", line(&content.registration)),
            ("register_day", content.day.to_string()),
            ("report_standing", mark.clone()),
        ];
        let sealing = match document.stage {
            Stage::Draft => labels.get("report_unsealed").to_owned(),
            _ => format!("{} {}", labels.get("report_sealed"), proof::attached(document.sealed, labels)),
        };
        let mut seal = vec![
            Fact::new(labels.get("report_standing"), &mark),
            Fact::new(labels.get("register_day"), content.day),
            Fact::new(labels.get("journal_position"), text::number(content.position)),
        ];
        if let Some(sha256) = document.stage.sha256() {
            seal.insert(1, Fact::new(labels.get("proposal_version"), content.version));
            seal.push(Fact::new(labels.get("sha256"), sha256));
        }
        Self {
            title: named.collect::<Vec<_>>().join(" – "),
            heading,
            template,
            board: line(&content.board),
            organisation: line(document.organisation),
            mark,
            registration: line(&content.registration),
            facts: facts
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| Fact::new(labels.get(name), value))
                .collect(),
            blocks,
            about: labels.get("report_about").to_owned(),
            sealing,
            seal,
        }
    }
}

/// The headings that what comes next stands under.
#[derive(Debug, Default, PartialEq, Eq)]
struct Under {
    group: String,
    subject: String,
}

struct Builder<'a> {
    blocks: Vec<Block>,
    labels: &'a Labels,
    /// Chapters around the one being written that have had their headings.
    within: Vec<&'static str>,
    under: Under,
}

impl Builder<'_> {
    fn chapter<'s>(&mut self, chapter: Chapter, statements: impl Iterator<Item = &'s Statement>) {
        let mut statements = statements.peekable();
        if statements.peek().is_none() {
            return;
        }
        for (depth, (number, text)) in chapter.within().iter().enumerate() {
            if self.within.get(depth) != Some(number) {
                self.within.truncate(depth);
                self.within.push(number);
                self.heading(depth + 1, number, text);
            }
        }
        self.within.truncate(chapter.within().len());
        let level = chapter.within().len() + 1;
        self.heading(level, chapter.number().unwrap_or_else(|| self.labels.get("report_annex")), chapter.heading());
        self.under = Under::default();
        for statement in statements {
            self.statement(level, statement);
        }
    }

    fn statement(&mut self, level: usize, statement: &Statement) {
        let (group, subject) = (line(&statement.group), line(&statement.subject));
        if group != self.under.group {
            self.under = Under { group: group.clone(), subject: String::new() };
            if !group.is_empty() {
                self.heading(level + 1, "", &group);
            }
        }
        let said = pieces(&statement.text);
        match statement.form {
            Form::Row => self.row(statement, Row { subject, said }),
            Form::Bullet => said.into_iter().for_each(|piece| self.bullet(piece.text)),
            Form::Paragraph => {
                if !subject.is_empty() && subject != self.under.subject {
                    self.heading(level + 1 + usize::from(!group.is_empty()), "", &subject);
                    self.under.subject = subject;
                }
                for piece in said {
                    if piece.bullet {
                        self.bullet(piece.text);
                    } else {
                        self.blocks.push(Block::Paragraph { text: piece.text });
                    }
                }
            }
        }
    }

    fn heading(&mut self, level: usize, number: &str, text: &str) {
        let level = u8::try_from(level).unwrap_or(u8::MAX);
        self.blocks.push(Block::Heading { level, number: number.to_owned(), text: text.to_owned() });
    }

    fn bullet(&mut self, text: String) {
        match self.blocks.last_mut() {
            Some(Block::Bullets { items }) => items.push(text),
            _ => self.blocks.push(Block::Bullets { items: vec![text] }),
        }
    }

    /// A row goes on with the table before it, unless its columns are called something else.
    fn row(&mut self, statement: &Statement, row: Row) {
        let named = statement.columns.as_ref().map(|(left, right)| (line(left), line(right)));
        match self.blocks.last_mut() {
            Some(Block::Table { columns, rows }) if named.as_ref().is_none_or(|named| named == columns) => {
                rows.push(row)
            }
            _ => {
                let plain =
                    || (self.labels.get("report_subject").to_owned(), self.labels.get("report_said").to_owned());
                let columns = named.unwrap_or_else(plain);
                self.blocks.push(Block::Table { columns, rows: vec![row] });
            }
        }
    }
}
