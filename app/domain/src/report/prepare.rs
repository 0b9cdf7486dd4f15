//! Laying a report before the board: its content is frozen as it stands.

use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::picture::preparation::Withdrawn;
use crate::picture::{Counts, Preparation};
use crate::report::standing::{Freshness, Standing, standings};
use crate::report::{Content, Report, ReportMatter, Statement};
use chrono::NaiveDate;

/// The form of preparing.
pub const PREPARE: &[Field] = &[
    Field::required("registration", Input::Line(60)),
    Field::required("handler", Input::Function),
    Field::optional("meeting", Input::Date),
    Field::required("proposal", Input::Text(4000)),
    Field::optional("summary", Input::Text(4000)),
    Field::optional("anyway", Input::Flag),
];

/// Most statements that are named when a report is not what the register says.
const NAMED: usize = 20;

impl Report {
    /// Freezes what it says before the board. Answers with the report and the content to be sealed; `key` is the report's own.
    ///
    /// # Errors
    /// Every field error; `Stale` at `anyway` with the statements the register has moved away from, unless they are to be laid
    /// before the board as they are; `Required` at `statements` when it says nothing; `NotNow` at `action` when it is no draft.
    pub fn prepare(
        &self,
        key: &Key,
        draft: &Draft,
        matter: &ReportMatter,
        by: &str,
        today: NaiveDate,
    ) -> Result<(Self, Content), Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        if !self.open() {
            reader.error("action", ErrorCode::NotNow);
        }
        let registration = reader.required("registration", 60);
        let handler = reader.required("handler", 120);
        let meeting = reader.date("meeting");
        if meeting.is_some_and(|day| day < today) {
            reader.error("meeting", ErrorCode::Before { other: "today".to_owned() });
        }
        let proposal = reader.required("proposal", 4000);
        let summary = reader.text("summary", 4000);
        if self.taken.is_empty() {
            reader.error("statements", ErrorCode::Required);
        }
        let all = matter.reading.as_ref().map(|reading| standings(self, reading)).unwrap_or_default();
        let moved: Vec<&str> =
            all.iter().filter(|one| is_moved(one)).filter_map(|one| Some(name(one.statement()?))).collect();
        if !moved.is_empty() && !reader.flag("anyway") {
            let number = u32::try_from(moved.len()).unwrap_or(u32::MAX);
            let given = moved.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
            reader.error("anyway", ErrorCode::Stale { number, given });
        }
        let version = u16::try_from(self.preparations.len() + 1).unwrap_or(u16::MAX);
        let content_key = Key::parse(&format!("{key}.{version}")).ok();
        let value = content_key.zip(matter.reading.as_ref()).map(|(content_key, reading)| {
            let content = self.content(key, reading.day, reading.position);
            let content = Content { version, registration: registration.clone(), ..content };
            let preparation = Preparation {
                version,
                content: content_key,
                sha256: String::new(),
                date: today,
                by: by.to_owned(),
                heading: self.title(),
                registration: registration.clone(),
                handler,
                proposal,
                summary,
                assessment: String::new(),
                meeting,
                counts: Counts::default(),
                withdrawn: None,
            };
            let mut report = self.clone();
            report.meeting = meeting.or(report.meeting);
            report.registration = registration;
            report.preparations.push(preparation);
            (report, content)
        });
        reader.finish(value)
    }

    /// What it says as it stands, as its files are made of it; version 0 is a draft.
    #[must_use]
    pub fn content(&self, key: &Key, day: NaiveDate, position: u64) -> Content {
        Content {
            report: key.clone(),
            version: 0,
            title: self.title(),
            period: self.period,
            board: self.board.clone(),
            template: self.template.clone(),
            registration: self.registration.clone(),
            day,
            position,
            statements: self.taken.iter().map(|one| one.statement.clone()).collect(),
        }
    }

    /// Takes it back from the board, with a reason. The version stays.
    ///
    /// # Errors
    /// `Required` at `reason`; `NotNow` at `action` when it doesn't lie before the board.
    pub fn withdraw(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let reason = reader.required("reason", 1000);
        if self.before_board().is_none() {
            reader.error("action", ErrorCode::NotNow);
        }
        let mut report = self.clone();
        let value = report.preparations.last_mut().map(|last| last.withdrawn = Some(Withdrawn { date: today, reason }));
        reader.finish(value.map(|()| report))
    }
}

fn is_moved(standing: &Standing) -> bool {
    matches!(standing.freshness, Freshness::Stale | Freshness::Gone)
}

/// What a statement is called among others: what it is about, else its first words.
fn name(statement: &Statement) -> &str {
    let first = statement.text.lines().next().unwrap_or_default();
    let end = first.char_indices().nth(60).map_or(first.len(), |(at, _)| at);
    if statement.subject.is_empty() { &first[..end] } else { &statement.subject }
}
