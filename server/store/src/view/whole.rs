//! Registers read whole: for what is reckoned from every record there is.

use super::View;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::{OPEN, int};
use crate::record::{BodyRow, Record};
use crate::work::apart;
use domain::{Body, Kind, Moment};
use futures::future::try_join_all;

/// The whole table of a kind.
pub(crate) const fn whole_table(kind: Kind) -> &'static str {
    match kind {
        Kind::Risk => "SELECT key, rev, body FROM risk",
        Kind::Measure => "SELECT key, rev, body FROM measure",
        Kind::Deliverable => "SELECT key, rev, body FROM deliverable",
        Kind::Control => "SELECT key, rev, body FROM control",
        Kind::Evidence => "SELECT key, rev, body FROM evidence",
        Kind::Requirement => "SELECT key, rev, body FROM requirement",
        Kind::Framework => "SELECT key, rev, body FROM framework",
        Kind::Programme => "SELECT key, rev, body FROM programme",
        Kind::Settings => "SELECT key, rev, body FROM settings",
        Kind::Picture => "SELECT key, rev, body FROM picture",
        Kind::Content => "SELECT key, rev, body FROM content",
        Kind::Review => "SELECT key, rev, body FROM review",
        Kind::Remark => "SELECT key, rev, body FROM remark",
        Kind::Baseline => "SELECT key, rev, body FROM baseline",
        Kind::Comment => "SELECT key, rev, body FROM comment",
        Kind::SavedView => "SELECT key, rev, body FROM saved_view",
        Kind::Pack => "SELECT key, rev, body FROM pack",
        Kind::Disclosure => "SELECT key, rev, body FROM disclosure",
        Kind::Disposal => "SELECT key, rev, body FROM disposal",
        Kind::Deviation => "SELECT key, rev, body FROM deviation",
        Kind::Incident => "SELECT key, rev, body FROM incident",
        Kind::Indicator => "SELECT key, rev, body FROM indicator",
        Kind::Assignment => "SELECT key, rev, body FROM assignment",
        Kind::Recommendation => "SELECT key, rev, body FROM recommendation",
        Kind::Analysis => "SELECT key, rev, body FROM analysis",
        Kind::Goal => "SELECT key, rev, body FROM goal",
        Kind::Project => "SELECT key, rev, body FROM project",
        Kind::CityMatter => "SELECT key, rev, body FROM city_matter",
        Kind::Service => "SELECT key, rev, body FROM service",
        Kind::Report => "SELECT key, rev, body FROM report",
        Kind::ReportContent => "SELECT key, rev, body FROM report_content",
        Kind::Account => "SELECT key, rev, body FROM account",
    }
}

/// A kind as it was at an earlier place of the journal: what hasn't been written since, and what was current then of what has.
/// What is written between the two questions answers both of them, and never none.
const THEN: &str = "SELECT key, rev, body FROM type::table($kind) WHERE seq <= $seq; \
     SELECT key, rev, body FROM version WHERE kind = $kind AND to_seq > $seq AND to_seq < $open AND from_seq <= $seq;";

impl View<'_> {
    /// Every record of a kind that the actor may see, in the order of their numbers.
    pub(crate) async fn all(&self, kind: Kind) -> Result<Vec<Record>> {
        let records = self.all_of(kind).await?;
        Ok(records.into_iter().filter_map(|record| self.show(record)).collect())
    }

    /// Every record of a kind, whole, in the order of their numbers: for what is put together first and cut down to what
    /// the actor may see afterwards.
    pub(super) async fn all_of(&self, kind: Kind) -> Result<Vec<Record>> {
        let (text, bind) = match self.moment {
            Moment::Now => (whole_table(kind), Bind::new()),
            Moment::On(_) => {
                let bind = Bind::new().with("kind", kind.code()).with("seq", int(self.position)).with("open", OPEN);
                (THEN, bind)
            }
        };
        let statements = if self.moment == Moment::Now { 1 } else { 2 };
        let mut answer = self.store.db.ask(text, bind).await?;
        // Thousands of contents take long to read, and others are waiting to be answered.
        apart(move || {
            let mut records = Vec::new();
            for statement in 0..statements {
                let rows: Vec<BodyRow> = answer.rows(statement)?;
                records.reserve(rows.len());
                for row in rows {
                    records.push(row.record()?);
                }
            }
            records
                .sort_by_cached_key(|record: &Record| (place(&record.body), record.key.number(), record.key.clone()));
            records.dedup_by(|one, other| one.key == other.key);
            Ok(records)
        })
        .await
    }

    /// Every record of some kinds, whole: those of each in the order of their numbers, and all kinds read at once.
    pub(super) async fn each_of(&self, kinds: &[Kind]) -> Result<Vec<Vec<Record>>> {
        try_join_all(kinds.iter().map(|kind| self.all_of(*kind))).await
    }
}

fn place(body: &Body) -> u32 {
    match body {
        Body::Requirement(requirement) => requirement.place,
        Body::Framework(framework) => framework.place,
        _ => 0,
    }
}
