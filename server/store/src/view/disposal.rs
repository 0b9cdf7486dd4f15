//! Disposals: which there are, what they take, and what is known of a record that is gone.

use super::View;
use crate::db::Bind;
use crate::disposal::{Gathered, GoneRow, gone_id};
use crate::error::Result;
use crate::journal::int;
use domain::disposal::select::{Candidate, Selection, select};
use domain::disposal::{DisposalList, DisposalPage, DisposalRow, DisposalState, Proposal, Scope};
use domain::{Action, AppError, Body, Grant, Key, Kind, Moment, Page, Subject};
use surrealdb::types::SurrealValue;

#[derive(SurrealValue)]
struct Owned {
    seq: i64,
    owner: String,
}

impl View<'_> {
    /// The disposals, the newest first.
    ///
    /// # Errors
    /// `Forbidden` when the actor may see none.
    pub async fn disposals(&self) -> Result<DisposalList> {
        if self.grant(Kind::Disposal) == Grant::No {
            return Err(AppError::Forbidden.into());
        }
        let mut disposals: Vec<DisposalRow> = self.all(Kind::Disposal).await?.into_iter().filter_map(row).collect();
        disposals.reverse();
        Ok(DisposalList { disposals })
    }

    /// One disposal; and while it hasn't been carried out, for those who decide on it or carry it out, what it would take.
    ///
    /// # Errors
    /// `NotFound` when there is none at the moment, or the actor may not know of it.
    pub async fn disposal(&self, key: &Key) -> Result<DisposalPage> {
        let row = row(self.record(Kind::Disposal, key.as_str()).await?).ok_or(AppError::NotFound)?;
        let open = self.moment == Moment::Now && row.disposal.state() == DisposalState::Decided;
        let may = |action| self.actor.may(Subject::Command(action, Kind::Disposal));
        let selection = if open && (may(Action::Create) || may(Action::Dispose)) {
            Some(self.taken(row.disposal.scope).await?)
        } else {
            None
        };
        Ok(DisposalPage { row, selection, settings: self.settings.clone() })
    }

    /// What a new disposal would take, when a scope is asked for.
    ///
    /// # Errors
    /// `Forbidden` when the actor neither decides on disposals nor carries them out.
    pub async fn proposal(&self, scope: Option<Scope>) -> Result<Proposal> {
        if !self.actor.may(Subject::Page(Page::NewDisposal)) {
            return Err(AppError::Forbidden.into());
        }
        let scope = match scope {
            Some(scope) => Some((scope, self.taken(scope).await?)),
            None => None,
        };
        Ok(Proposal { scope, settings: self.settings.clone() })
    }

    /// What a scope takes now. The titles are as the actor may see them.
    async fn taken(&self, scope: Scope) -> Result<Selection> {
        let gathered = self.store.gathered(scope).await?.into_iter();
        let shown = gathered.map(|Gathered { record, candidate }| {
            let title = self.show(record).map(|record| record.body.title()).unwrap_or_default();
            // Whether it was marked earlier is for the journal's keeping, not for a list.
            Candidate { title, marked: false, ..candidate }
        });
        Ok(select(scope, &shown.collect::<Vec<_>>()))
    }

    /// What is answered for a record that there is nothing of: that it has been disposed of, to those who could have seen it
    /// at the moment, and otherwise that there is no such record.
    pub(super) async fn gone(&self, kind: Kind, key: &str) -> Result<AppError> {
        const TEXT: &str = "SELECT * OMIT id FROM $id; \
             SELECT seq, owner FROM journal WHERE kind = $kind AND key = $key ORDER BY seq DESC;";
        let bind = Bind::new().with("id", gone_id(kind, key)).with("kind", kind.code()).with("key", key);
        let grant = self.grant(kind);
        if grant == Grant::No {
            return Ok(AppError::NotFound);
        }
        let mut answer = self.store.db.ask(TEXT, bind).await?;
        let Some(row) = answer.first::<GoneRow>(0)? else { return Ok(AppError::NotFound) };
        let entries: Vec<Owned> = answer.rows(1)?;
        let there = entries.iter().any(|entry| entry.seq <= int(self.position));
        let owner = entries.first().map_or("", |entry| entry.owner.as_str());
        let known = there && (grant == Grant::Yes || self.actor.acts_for(owner));
        Ok(if known { row.error() } else { AppError::NotFound })
    }
}

fn row(record: crate::record::Record) -> Option<DisposalRow> {
    match record.body {
        Body::Disposal(disposal) => Some(DisposalRow { key: record.key, rev: record.rev, disposal: *disposal }),
        _ => None,
    }
}
