//! What the board pack tells: how everything stands at a moment, and what lies before the board.

use super::View;
use super::picture::base;
use crate::error::Result;
use crate::matter::{Place, Sources};
use domain::coverage::FrameworkSummary;
use domain::listing::Listing;
use domain::picture::page::Base;
use domain::picture::{Change, Content, Picture, PictureState, Preparation, in_force};
use domain::programme::ProgrammeReport;
use domain::register::{STATE_OVERDUE, Sort};
use domain::{Grant, Key, Kind, ListQuery, Register};

/// Rows of each list in it. A board reads the first of them; the rest are a number.
const ROWS: u32 = 25;

/// How everything stands at a moment, as an actor may see it.
#[derive(Debug)]
pub struct Briefing {
    /// Whether it is only of what the actor answers for.
    pub own: bool,
    /// The risks against the picture in force; none for those who may see none.
    pub risks: Option<RisksSince>,
    /// How far the programme has come.
    pub programme: ProgrammeReport,
    /// Measures past their planned end, the latest first; none for those who may see none, as for the lists below.
    pub late: Option<Listing>,
    /// Controls that were to be carried out.
    pub controls: Option<Listing>,
    /// Open deviations.
    pub deviations: Option<Listing>,
    /// Indicators that are followed.
    pub indicators: Option<Listing>,
    /// How far each framework is shown and judged.
    pub frameworks: Vec<FrameworkSummary>,
    /// What lies before the board, by the meeting it is meant for.
    pub proposed: Vec<Proposal>,
}

/// Something that lies before the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What kind it is.
    pub kind: Kind,
    /// Which one.
    pub key: Key,
    /// What it is called among its kind: `2026:2`.
    pub name: String,
    /// What the board is asked.
    pub preparation: Preparation,
}

/// The risks at a moment against the picture that was in force.
#[derive(Debug)]
pub struct RisksSince {
    /// The register as a content, whole: only its scale, its measures and controls and `changes` may be shown.
    pub content: Content,
    /// The picture in force; none before the board has decided on any, and then nothing has changed.
    pub base: Option<Base>,
    /// What has become of each risk, with what the actor may not see taken out.
    pub changes: Vec<Change>,
    /// Whether the picture in force was assessed on another scale.
    pub rescaled: bool,
}

impl View<'_> {
    /// How everything stands, for the board.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn briefing(&self) -> Result<Briefing> {
        Ok(Briefing {
            own: self.grant(Kind::Risk) == Grant::Own,
            risks: self.risks_since().await?,
            programme: self.programme().await?,
            late: self.first_rows(Register::Measures, STATE_OVERDUE, &["title", "owner", "end", "percent"]).await?,
            controls: self
                .first_rows(Register::Controls, STATE_OVERDUE, &["title", "owner", "last_test", "result", "next_due"])
                .await?,
            deviations: self
                .first_rows(Register::Deviations, "", &["title", "owner", "period", "state", "actions"])
                .await?,
            indicators: self
                .first_rows(Register::Indicators, "", &["title", "latest", "unit", "latest_period", "goal", "sources"])
                .await?,
            frameworks: self.frameworks().await?,
            proposed: self.proposed().await?,
        })
    }

    /// The first rows of a register, with a status where one is named.
    async fn first_rows(&self, register: Register, status: &str, columns: &[&str]) -> Result<Option<Listing>> {
        if register.kind().is_none_or(|kind| self.grant(kind) == Grant::No) {
            return Ok(None);
        }
        let mut query = ListQuery { moment: self.moment, size: ROWS, ..ListQuery::new(register) };
        query.chosen = columns.iter().map(|name| (*name).to_owned()).collect();
        if !status.is_empty() {
            (query.sort, query.falling) = (Sort::Date, false);
            query.filters.insert("status".to_owned(), status.to_owned());
        }
        Ok(Some(self.list(&query).await?))
    }

    async fn risks_since(&self) -> Result<Option<RisksSince>> {
        if self.grant(Kind::Risk) == Grant::No || self.grant(Kind::Picture) == Grant::No {
            return Ok(None);
        }
        let pictures = self.every_picture().await?;
        let standing = in_force(&pictures);
        let before = self.decided(standing.map(|(_, picture)| picture)).await?;
        // Answers belong to revisions. What has become of the risks since is told by the risks alone.
        let mut sources = Sources::default();
        for record in self.each_of(&[Kind::Risk, Kind::Measure, Kind::Control]).await?.into_iter().flatten() {
            sources.take(record.key, record.rev, record.body);
        }
        let first = first();
        let scope = standing.map_or((&first.0, &first.1), |(key, picture)| (key, picture));
        let place = Place { settings: &self.settings, position: self.position, day: self.day() };
        let content = sources.content(scope, place, before.as_deref());
        let changes = self.changes(Some(before.as_deref().unwrap_or(&content)), &content).await?;
        Ok(Some(RisksSince {
            base: standing.and_then(base),
            rescaled: before.is_some_and(|before| before.scale != content.scale),
            changes,
            content,
        }))
    }

    async fn proposed(&self) -> Result<Vec<Proposal>> {
        let mut proposed = Vec::new();
        if self.grant(Kind::Picture) != Grant::No {
            for (key, picture) in self.every_picture().await?.iter() {
                let last = picture.preparations.last().filter(|_| picture.state() == PictureState::Prepared);
                proposed.extend(last.map(|one| Proposal {
                    kind: Kind::Picture,
                    key: key.clone(),
                    name: picture.name(),
                    preparation: one.clone(),
                }));
            }
        }
        if self.grant(Kind::Report) != Grant::No {
            for row in self.reports().await?.reports {
                proposed.extend(row.report.before_board().map(|one| Proposal {
                    kind: Kind::Report,
                    key: row.key.clone(),
                    name: row.report.title(),
                    preparation: one.clone(),
                }));
            }
        }
        proposed.sort_by_key(|one| (one.preparation.meeting.is_none(), one.preparation.meeting, one.key.clone()));
        Ok(proposed)
    }
}

/// A picture of everything, for a register of which nothing has been decided yet.
fn first() -> (Key, Picture) {
    let picture = Picture {
        year: 0,
        number: 0,
        base: None,
        categories: Vec::new(),
        meeting: None,
        note: String::new(),
        preparations: Vec::new(),
        decisions: Vec::new(),
        closed: None,
    };
    (Key::numbered("RB", 0), picture)
}
