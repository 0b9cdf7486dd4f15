//! Disclosures: which there are, what is to be looked at for a new one, and the public version that each decided on.

use super::View;
use super::picture::{Papers, base};
use crate::error::Result;
use domain::disclosure::{Disclosure, DisclosureList, DisclosureRow};
use domain::picture::change::compare;
use domain::{Action, AppError, Body, Grant, Key, Kind, Moment, Subject};

impl View<'_> {
    /// The disclosures, the newest first; and for those who decide on them, what is to be looked at in a picture.
    ///
    /// # Errors
    /// `Forbidden` when the actor may see none; `NotFound` when there is no such picture, or it was never adopted.
    pub async fn disclosures(&self, picture: Option<&Key>) -> Result<DisclosureList> {
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
            if let Some(key) = picture {
                let matter = self.store.disclosure_matter(key.as_str(), self.length).await?;
                let (key, name, _) = matter.picture.ok_or(AppError::NotFound)?;
                examining = Some((key, name, matter.marked));
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
    /// As for [`View::disclosure`].
    pub async fn public_papers(&self, disclosure: &Disclosure) -> Result<Papers> {
        let pictures = self.every_picture().await?;
        let find = |key: &Key| pictures.iter().find(|(known, _)| known == key);
        let picture = find(&disclosure.picture).ok_or(AppError::NotFound)?.1.clone();
        let content = self.store.content(Some(&disclosure.content)).await?.ok_or(AppError::NotFound)?;
        let decision = picture.decisions.iter().rfind(|one| one.content.as_ref() == Some(&disclosure.content)).cloned();
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

fn row(record: crate::record::Record) -> Option<DisclosureRow> {
    match record.body {
        Body::Disclosure(disclosure) => Some(DisclosureRow { key: record.key, disclosure }),
        _ => None,
    }
}
