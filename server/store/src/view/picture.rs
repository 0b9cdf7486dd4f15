//! Risk pictures and revisions, as an actor may see them.

use super::View;
use super::since::{Mark, mark};
use crate::error::Result;
use crate::matter::{Place, Sources};
use domain::picture::change::compare;
use domain::picture::page::{Base, Board, PicturePage, PictureRow, RevisionPage, Show, TRAIL, TrailPoint};
use domain::picture::{Change, Content, Decision, Picture, PictureState, Preparation, Remark, in_force};
use domain::{Action, AppError, Body, Grant, Key, Kind, Subject};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Rows a page of a picture is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Rows {
    /// Which.
    pub show: Show,
    /// Which page of them, from 1.
    pub page: u32,
}

impl Rows {
    /// What is asked for of a picture.
    fn of(self, key: &Key) -> String {
        format!("{key} {} {}", self.show.code(), self.page)
    }
}

/// What an official document about a picture is made of.
#[derive(Debug)]
pub struct Papers {
    /// The picture.
    pub picture: Picture,
    /// The proposal it is about.
    pub preparation: Preparation,
    /// The last decision on that proposal.
    pub decision: Option<Decision>,
    /// The content that was laid before the board, or decided where the board has adopted it. Its risks are whole: only
    /// `changes` may be shown.
    pub content: Arc<Content>,
    /// The picture it is compared with.
    pub base: Option<Base>,
    /// What becomes of each risk, with what the actor may not see taken out.
    pub changes: Vec<Change>,
    /// Whether the picture before was assessed on another scale.
    pub rescaled: bool,
    /// The content's bytes and their SHA-256, for those who may see all of it.
    pub sealed: Option<(String, String)>,
}

impl View<'_> {
    /// What an official document about a picture is made of.
    ///
    /// # Errors
    /// `NotFound` when there is no such picture at the moment, or nothing of it has been frozen.
    pub async fn papers(&self, key: &Key) -> Result<Papers> {
        let pictures = self.every_picture().await?;
        let picture = pictures.iter().find(|(known, _)| known == key).ok_or(AppError::NotFound)?.1.clone();
        let preparation = picture.preparations.last().cloned().ok_or(AppError::NotFound)?;
        let decision = picture.decisions.iter().rfind(|one| one.version == preparation.version).cloned();
        let frozen = decision.as_ref().and_then(|decision| decision.content.clone());
        let frozen = frozen.unwrap_or_else(|| preparation.content.clone());
        let content = self.store.content(Some(&frozen)).await?.ok_or(AppError::NotFound)?;
        let standing = pictures.iter().find(|(known, _)| picture.base.as_ref() == Some(known));
        let before = self.decided(standing.map(|(_, standing)| standing)).await?;
        let changes = self.changes(before.as_deref(), &content).await?;
        let whole = self.grant(Kind::Picture) == Grant::Yes
            && content.items.iter().all(|item| self.actor.cleared(&item.risk.owner))
            && content.closed.iter().all(|ended| self.actor.cleared(&ended.risk.owner));
        let sealed = if whole { Some(self.store.stored(Kind::Content, &frozen).await?) } else { None };
        Ok(Papers {
            base: standing.and_then(base),
            rescaled: before.is_some_and(|before| before.scale != content.scale),
            changes,
            sealed,
            preparation,
            decision,
            content,
            picture,
        })
    }

    /// Every picture, the newest first.
    ///
    /// # Errors
    /// `Forbidden` when the actor may see none.
    pub async fn pictures(&self) -> Result<Vec<PictureRow>> {
        let pictures = self.every_picture().await?;
        let standing = in_force(&pictures).map(|(key, _)| key.clone());
        let mut rows: Vec<PictureRow> = pictures
            .iter()
            .map(|(key, picture)| PictureRow {
                in_force: standing.as_ref() == Some(key),
                key: key.clone(),
                picture: picture.clone(),
            })
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.picture.year, row.picture.number)));
        Ok(rows)
    }

    /// A picture as it was decided; or, where nothing has been, as it was laid before the board.
    ///
    /// # Errors
    /// `NotFound` when there is none at the moment.
    pub async fn picture(&self, key: &Key, rows: Rows) -> Result<PicturePage> {
        let reckon = self.drawn_picture(key, rows);
        Ok(Arc::unwrap_or_clone(self.kept(&self.store.kept.picture_pages, &rows.of(key), reckon).await?))
    }

    async fn drawn_picture(&self, key: &Key, rows: Rows) -> Result<PicturePage> {
        let pictures = self.every_picture().await?;
        let picture = pictures.iter().find(|(known, _)| known == key).ok_or(AppError::NotFound)?.1.clone();
        let content = self.decided(Some(&picture)).await?;
        let later = picture.adoption().and_then(|own| {
            let after = |one: &&(Key, Picture)| one.1.adoption().is_some_and(|other| other.position > own.position);
            pictures.iter().filter(after).min_by_key(|one| one.1.adoption().map(|other| other.position))
        });
        let (mut since, mut board) = (Vec::new(), None);
        if let Some(content) = content.as_deref() {
            since = self.changed_since(content).await?;
            let changes = self.changes(Some(content), content).await?;
            board = Some(Board::of(changes, content, false, rows.show, rows.page));
        }
        Ok(PicturePage {
            in_force: in_force(&pictures).is_some_and(|(known, _)| known == key),
            superseded_by: later.and_then(base),
            board,
            since,
            position: self.position,
            settings: self.settings.clone(),
            day: self.day(),
            key: key.clone(),
            picture,
        })
    }

    /// A revision: what is proposed, compared with the picture it revises.
    ///
    /// # Errors
    /// `NotFound` when there is none at the moment.
    pub async fn revision(&self, key: &Key, rows: Rows) -> Result<RevisionPage> {
        let reckon = self.drawn_revision(key, rows);
        Ok(Arc::unwrap_or_clone(self.kept(&self.store.kept.revision_pages, &rows.of(key), reckon).await?))
    }

    async fn drawn_revision(&self, key: &Key, rows: Rows) -> Result<RevisionPage> {
        let pictures = self.every_picture().await?;
        let picture = pictures.iter().find(|(known, _)| known == key).ok_or(AppError::NotFound)?.1.clone();
        let record = self.some_of(Kind::Picture, std::slice::from_ref(key)).await?.pop().ok_or(AppError::NotFound)?;
        let rev = record.rev;
        let draft = picture.state() == PictureState::Draft;
        // What a draft is compared with is what is in force; what has been frozen was compared with what was then.
        let standing = if draft {
            in_force(&pictures)
        } else {
            pictures.iter().find(|(known, _)| picture.base.as_ref() == Some(known))
        };
        let before = self.decided(standing.map(|(_, standing)| standing)).await?;
        let may_see_drafts = self.actor.may(Subject::Command(Action::Review, Kind::Review));
        let after = match picture.preparations.last() {
            _ if draft && !may_see_drafts => None,
            Some(last) if !draft => self.store.content(Some(&last.content)).await?,
            _ => Some(Arc::new(self.register_content(key, &picture, before.as_deref()).await?)),
        };
        let (mut board, mut waiting) = (None, Vec::new());
        if let Some(after) = after.as_deref() {
            let changes = self.changes(before.as_deref(), after).await?;
            if draft {
                waiting = silent(&changes);
            }
            let rescaled = before.is_some_and(|before| before.scale != after.scale);
            let mut drawn = Board::of(changes, after, rescaled, rows.show, rows.page);
            self.add_trails(&mut drawn, &pictures, &picture).await?;
            board = Some(drawn);
        }
        Ok(RevisionPage {
            rev,
            in_force: in_force(&pictures).is_some_and(|(known, _)| known == key),
            base: standing.and_then(base),
            frozen: after.is_some() && !draft,
            waiting,
            board,
            remarks: self.remarks(key).await?,
            settings: self.settings.clone(),
            day: self.day(),
            key: key.clone(),
            picture,
        })
    }

    /// Every picture at the moment.
    pub(super) async fn every_picture(&self) -> Result<Arc<Vec<(Key, Picture)>>> {
        if self.grant(Kind::Picture) == Grant::No {
            return Err(AppError::Forbidden.into());
        }
        self.kept(&self.store.kept.pictures, "", self.read_pictures()).await
    }

    async fn read_pictures(&self) -> Result<Vec<(Key, Picture)>> {
        let shows_notes = self.actor.may(Subject::Command(Action::Review, Kind::Review));
        let records = self.all_of(Kind::Picture).await?;
        let pictures = records.into_iter().filter_map(|record| match record.body {
            Body::Picture(mut picture) => {
                if !shows_notes {
                    picture.note.clear();
                }
                Some((record.key, picture))
            }
            _ => None,
        });
        Ok(pictures.collect())
    }

    /// A picture's content as the board decided it.
    pub(super) async fn decided(&self, picture: Option<&Picture>) -> Result<Option<Arc<Content>>> {
        match picture.and_then(Picture::adoption) {
            Some(adopted) => self.store.content(adopted.content.as_ref()).await,
            None => Ok(None),
        }
    }

    /// What would be frozen if the picture were prepared at the moment, whole. As for [`Store::content`](crate::Store).
    async fn register_content(&self, key: &Key, picture: &Picture, before: Option<&Content>) -> Result<Content> {
        let mut sources = Sources::default();
        let read = self.each_of(&[Kind::Risk, Kind::Measure, Kind::Control, Kind::Review]).await?;
        for record in read.into_iter().flatten() {
            sources.take(record.key, record.rev, record.body);
        }
        let place = Place { settings: &self.settings, position: self.position, day: self.day() };
        Ok(sources.content((key, picture), place, before))
    }

    /// What a content changes in another, with what the actor may not see taken out: risks of others for an owner, and what
    /// a marking covers, whether the risk had it in either picture or has it now.
    pub(super) async fn changes(&self, before: Option<&Content>, after: &Content) -> Result<Vec<Change>> {
        let markings = self.store.markings(self.length).await?;
        let mut changes = compare(before, after);
        if self.grant(Kind::Picture) == Grant::Own {
            changes.retain(|change| change.owners().any(|owner| self.actor.acts_for(owner)));
        }
        for change in &mut changes {
            let today = markings.of(Kind::Risk, &change.key);
            let cleared_today = today.is_none_or(|marked| self.actor.cleared(&marked.owner));
            if !cleared_today || !change.owners().all(|owner| self.actor.cleared(owner)) {
                change.mask(today.map(|marked| &marked.marking));
            }
        }
        Ok(changes)
    }

    /// Risks of a decided content whose record has changed in the register since, or that the board decided otherwise than
    /// the register says. Reckoned from journal positions; nothing is stored of it.
    async fn changed_since(&self, content: &Content) -> Result<Vec<(Key, String)>> {
        let keys: Vec<Key> = content.items.iter().map(|item| item.key.clone()).collect();
        let records = self.some_of(Kind::Risk, &keys).await?;
        let now = records.iter().filter_map(|record| match &record.body {
            Body::Risk(risk) => Some((&record.key, mark(record.rev, risk))),
            _ => None,
        });
        let now: HashMap<&Key, Mark> = now.collect();
        let own = self.grant(Kind::Picture) == Grant::Own;
        Ok(content
            .items
            .iter()
            .filter(|item| !own || self.actor.acts_for(&item.risk.owner))
            .filter(|item| now.get(&item.key).is_some_and(|now| *now != mark(item.rev, &item.risk)))
            .map(|item| (item.key.clone(), item.risk.title.clone()))
            .collect())
    }

    /// Adds to each row what the last decisions before this picture's gave its risk.
    async fn add_trails(&self, board: &mut Board, pictures: &[(Key, Picture)], own: &Picture) -> Result<()> {
        let limit = own.adoption().map_or(u64::MAX, |adopted| adopted.position);
        let mut decided: Vec<&Picture> = pictures
            .iter()
            .map(|(_, picture)| picture)
            .filter(|picture| picture.adoption().is_some_and(|adopted| adopted.position < limit))
            .collect();
        decided.sort_by_key(|picture| picture.adoption().map(|adopted| adopted.position));
        let from = decided.len().saturating_sub(TRAIL);
        for picture in decided.split_off(from) {
            let Some(adopted) = picture.adoption() else { continue };
            let Some(content) = adopted.content.as_ref() else { continue };
            let Some(marks) = self.store.marks(content).await? else { continue };
            for row in board.rows.iter_mut().chain(&mut board.top) {
                if let Some(spot) = marks.spot(&row.key) {
                    row.trail.push(TrailPoint { name: picture.name(), date: adopted.date, spot });
                }
            }
        }
        Ok(())
    }

    /// The remarks on a picture, oldest first; none to those who may not see them.
    async fn remarks(&self, picture: &Key) -> Result<Vec<(Key, Remark)>> {
        if self.grant(Kind::Remark) == Grant::No {
            return Ok(Vec::new());
        }
        let records = self.all_of(Kind::Remark).await?;
        let remarks = records.into_iter().filter_map(|record| match record.body {
            Body::Remark(remark) if remark.picture == *picture => Some((record.key, remark)),
            _ => None,
        });
        Ok(remarks.collect())
    }
}

/// A decided picture as others refer to it.
pub(super) fn base(one: &(Key, Picture)) -> Option<Base> {
    let adopted = one.1.adoption()?;
    Some(Base { key: one.0.clone(), name: one.1.name(), date: adopted.date })
}

/// Owners with risks that lack an answer, the most first.
fn silent(changes: &[Change]) -> Vec<(String, u32)> {
    let mut owners: BTreeMap<String, u32> = BTreeMap::new();
    for change in changes {
        if let Some(item) = change.after.as_ref().filter(|_| !change.answered()) {
            *owners.entry(item.risk.owner.clone()).or_default() += 1;
        }
    }
    let mut owners: Vec<(String, u32)> = owners.into_iter().collect();
    owners.sort_by_key(|(owner, count)| (std::cmp::Reverse(*count), owner.clone()));
    owners
}
