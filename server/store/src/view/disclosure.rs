//! Disclosures: which there are, what is to be looked at for a new one, and the public version that each decided on.

use super::View;
use super::picture::{Papers, base};
use crate::Store;
use crate::error::Result;
use crate::record::Record;
use domain::disclosure::{Disclosure, DisclosureList, DisclosureRow, Marked, Scope, of_record};
use domain::picture::change::compare;
use domain::settings::Settings;
use domain::{Action, Actor, AppError, Body, Cell, Draft, Grant, Key, Kind, ListQuery, Moment, Subject};

/// The public version of a list.
#[derive(Debug, Clone)]
pub struct PublicList {
    /// What it shows.
    pub query: ListQuery,
    /// Its columns.
    pub columns: Vec<String>,
    /// Its rows, masked as was decided.
    pub rows: Vec<Vec<Cell>>,
    /// Scale, vocabularies and organisation as they were.
    pub settings: Settings,
}

impl View<'_> {
    /// The disclosures, the newest first; and for those who decide on them, what is to be looked at in what the beginning of a
    /// form names, if it names anything.
    ///
    /// # Errors
    /// `Forbidden` when the actor may see none; `NotFound` when there is no such picture, or it was never adopted, or no such
    /// list.
    pub async fn disclosures(&self, asked: Option<&Draft>) -> Result<DisclosureList> {
        if self.grant(Kind::Disclosure) == Grant::No {
            return Err(AppError::Forbidden.into());
        }
        let mut disclosures: Vec<DisclosureRow> =
            self.all(Kind::Disclosure).await?.into_iter().filter_map(row).collect();
        disclosures.reverse();
        let may = self.moment == Moment::Now && self.actor.may(Subject::Command(Action::Create, Kind::Disclosure));
        let (mut pictures, mut examining) = (Vec::new(), None);
        if may {
            let adopted = self.pictures().await?.into_iter().filter(|row| row.picture.adoption().is_some());
            pictures = adopted.map(|row| (row.key, row.picture.name())).collect();
            if let Some(asked) = asked {
                let matter = self.store.disclosure_matter(asked, self.length).await?;
                examining = Some((matter.scope.ok_or(AppError::NotFound)?, matter.marked));
            }
        }
        Ok(DisclosureList { disclosures, pictures, examining, settings: self.settings.clone() })
    }

    /// One disclosure.
    ///
    /// # Errors
    /// `NotFound` when there is none at the moment, or the actor may not know of it.
    pub async fn disclosure(&self, key: &Key) -> Result<Disclosure> {
        match self.record(Kind::Disclosure, key.as_str()).await?.body {
            Body::Disclosure(disclosure) => Ok(disclosure),
            _ => Err(AppError::NotFound.into()),
        }
    }

    /// The public version of a picture, as a disclosure decided on it: the same for everyone, whatever they are cleared for.
    ///
    /// # Errors
    /// As for [`View::disclosure`]; `NotFound` when it is of a list.
    pub async fn public_papers(&self, disclosure: &Disclosure) -> Result<Papers> {
        let Scope::Picture { picture, content: adopted, .. } = &disclosure.scope else {
            return Err(AppError::NotFound.into());
        };
        let pictures = self.every_picture().await?;
        let find = |key: &Key| pictures.iter().find(|(known, _)| known == key);
        let picture = find(picture).ok_or(AppError::NotFound)?.1.clone();
        let content = self.store.content(Some(adopted)).await?.ok_or(AppError::NotFound)?;
        let decision = picture.decisions.iter().rfind(|one| one.content.as_ref() == Some(adopted)).cloned();
        let version = decision.as_ref().map(|decision| decision.version);
        let preparation = picture.preparations.iter().rfind(|one| Some(one.version) == version).cloned();
        let standing = picture.base.as_ref().and_then(find);
        let before = self.decided(standing.map(|(_, standing)| standing)).await?;
        let mut changes = compare(before.as_deref(), &content);
        disclosure.apply(&mut changes, &self.store.risk_markings(self.length).await?);
        Ok(Papers {
            base: standing.and_then(base),
            rescaled: before.is_some_and(|before| before.scale != content.scale),
            changes,
            // The sealed content holds what is masked.
            sealed: None,
            preparation: preparation.ok_or(AppError::NotFound)?,
            decision,
            content,
            picture,
        })
    }
}

impl View<'_> {
    /// Every marked field of the records of a list, whole.
    pub(crate) async fn marked_in(&self, query: &ListQuery) -> Result<Vec<Marked>> {
        let kind = query.register.kind().ok_or(AppError::NotFound)?;
        let records = self.filtered(query, self.all_of(kind).await?).await?;
        let today = |record: &Record| self.markings.of(kind, &record.key).map(|marked| &marked.marking);
        Ok(records.iter().flat_map(|record| of_record(&record.key, &record.body, today(record))).collect())
    }
}

impl Store {
    /// The public version of a list, as a disclosure decided on it: the same for everyone, whatever they are cleared for. A
    /// filter is asked of the public version, so that it can't tell what was masked.
    ///
    /// # Errors
    /// `NotFound` when the disclosure is of a picture.
    pub async fn public_list(&self, disclosure: &Disclosure) -> Result<PublicList> {
        let Scope::List { register, day, position, .. } = &disclosure.scope else {
            return Err(AppError::NotFound.into());
        };
        let query = disclosure.scope.query().ok_or(AppError::NotFound)?;
        let kind = register.kind().ok_or(AppError::NotFound)?;
        let system = Actor::system();
        let view = self.view_at(&system, Moment::On(*day), Some(*position)).await?;
        let mut records = view.all_of(kind).await?;
        for record in &mut records {
            let today = view.markings.of(kind, &record.key).map(|marked| &marked.marking);
            disclosure.apply_to(&record.key, &mut record.body, today);
        }
        let records = view.filtered(&query, records).await?;
        let columns = Scope::columns(&query);
        let rows = records.iter().map(|record| view.row(record, &columns).cells).collect();
        Ok(PublicList { query, columns, rows, settings: view.settings })
    }
}

fn row(record: Record) -> Option<DisclosureRow> {
    match record.body {
        Body::Disclosure(disclosure) => Some(DisclosureRow { key: record.key, disclosure }),
        _ => None,
    }
}
