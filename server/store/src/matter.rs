//! What is known of a matter before a command about a risk picture or a plan is decided: the pictures, what is in force,
//! what lies before the board, and what would be frozen now.

use crate::Store;
use crate::commit::Before;
use crate::db::Bind;
use crate::disposal::finish;
use crate::error::Result;
use crate::record::{BodyRow, body_hash, record_id};
use domain::comment::{About, Comment};
use domain::disclosure::{DisclosureMatter, Scope, of_picture};
use domain::draft::Reader;
use domain::pack::{Pack, PackMatter};
use domain::picture::change::compare;
use domain::picture::content::{Ended, LinkedControl, LinkedMeasure};
use domain::picture::{Content, Item, Matter, Picture, Review, in_force};
use domain::programme::baseline::PlanMatter;
use domain::settings::Settings;
use domain::{Action, Actor, AppError, Body, Command, Draft, Key, Kind, Moment};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use surrealdb::types::SurrealValue;

/// A requirement and its framework.
#[derive(SurrealValue)]
struct Placed {
    key: String,
    framework: String,
}

/// An adopted picture's content, and the one of the picture it revised.
struct Disclosed {
    key: Key,
    content: Arc<Content>,
    base: Option<Arc<Content>>,
}

/// The records a content is put together from.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    pub risks: Vec<(Key, u32, domain::risk::Risk)>,
    pub measures: Vec<(Key, domain::measure::Measure)>,
    pub controls: Vec<(Key, domain::control::Control)>,
    pub reviews: Vec<Review>,
}

impl Sources {
    /// Sorts a record in.
    pub(crate) fn take(&mut self, key: Key, rev: u32, body: Body) {
        match body {
            Body::Risk(risk) => self.risks.push((key, rev, risk)),
            Body::Measure(measure) => self.measures.push((key, measure)),
            Body::Control(control) => self.controls.push((key, control)),
            Body::Review(review) => self.reviews.push(review),
            _ => {}
        }
    }

    /// The content they make: the open risks in scope, with what acts on them and what has been answered for them.
    pub(crate) fn content(self, picture: (&Key, &Picture), place: Place<'_>, base: Option<&Content>) -> Content {
        let (key, picture) = picture;
        let mut acting: HashMap<Key, (Vec<Key>, Vec<Key>)> = HashMap::new();
        for (measure, body) in &self.measures {
            for risk in &body.risks {
                acting.entry(risk.clone()).or_default().0.push(measure.clone());
            }
        }
        for (control, body) in &self.controls {
            for risk in &body.risks {
                acting.entry(risk.clone()).or_default().1.push(control.clone());
            }
        }
        let mut answers: HashMap<Key, Review> = self
            .reviews
            .into_iter()
            .filter(|review| review.picture == *key)
            .map(|review| (review.risk.clone(), review))
            .collect();
        let (mut items, mut closed) = (Vec::new(), Vec::new());
        for (key, rev, risk) in self.risks {
            if risk.closed.is_some() {
                if base.is_some_and(|base| base.item(&key).is_some()) {
                    closed.push(Ended { key, risk });
                }
            } else if Content::covers(&picture.categories, &risk.category) {
                let (mut measures, mut controls) = acting.remove(&key).unwrap_or_default();
                for keys in [&mut measures, &mut controls] {
                    keys.sort_by_key(|key| (key.number(), key.clone()));
                }
                // An answer holds for the risk as it was when it was given.
                let answer = answers.remove(&key).filter(|review| review.rev == rev).map(|review| review.answer);
                items.push(Item { key, rev, risk, measures, controls, answer });
            }
        }
        items.sort_by_key(|item| (item.key.number(), item.key.clone()));
        closed.sort_by_key(|ended| (ended.key.number(), ended.key.clone()));
        let named = |keys: fn(&Item) -> &Vec<Key>| -> BTreeMap<(Option<u32>, Key), ()> {
            items.iter().flat_map(keys).map(|key| ((key.number(), key.clone()), ())).collect()
        };
        let (with_measures, with_controls) = (named(|item| &item.measures), named(|item| &item.controls));
        let mut open: HashSet<Key> = HashSet::new();
        let mut measures: Vec<LinkedMeasure> = Vec::new();
        for (key, measure) in self.measures {
            let acts = with_measures.contains_key(&(key.number(), key.clone()));
            let measure = LinkedMeasure::of(key, measure);
            if measure.open() {
                open.insert(measure.key.clone());
            }
            if acts {
                measures.push(measure);
            }
        }
        measures.sort_by_key(|measure| (measure.key.number(), measure.key.clone()));
        let mut controls: Vec<LinkedControl> = self
            .controls
            .into_iter()
            .filter(|(key, _)| with_controls.contains_key(&(key.number(), key.clone())))
            .map(|(key, control)| LinkedControl::of(key, control, &open))
            .collect();
        controls.sort_by_key(|control| (control.key.number(), control.key.clone()));
        Content {
            picture: key.clone(),
            name: picture.name(),
            board: place.settings.board.clone(),
            categories: picture.categories.clone(),
            scale: place.settings.scale.clone(),
            position: place.position,
            day: place.day,
            items,
            closed,
            measures,
            controls,
        }
    }
}

/// Where and when a content is read.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub settings: &'a Settings,
    pub position: u64,
    pub day: chrono::NaiveDate,
}

impl Store {
    /// What the rules are told of the matter; nothing for commands that are about something else.
    pub(crate) async fn matter(&self, actor: &Actor, command: &Command, before: &Before) -> Result<Matter> {
        let mut matter = Matter { position: before.head.seq, ..Matter::default() };
        if command.kind == Kind::Baseline {
            matter.plan = self.plan_matter().await?;
        }
        if command.kind == Kind::Pack {
            matter.pack = self.pack_matter(actor, &command.draft, before.head.seq).await?;
        }
        if command.kind == Kind::Disclosure {
            matter.disclosure = self.disclosure_matter(&command.draft, before.head.seq).await?;
        }
        if let (Action::Dispose, Some(Body::Disposal(disposal))) =
            (command.action, before.record.as_ref().map(|record| &record.body))
        {
            // What an earlier disposal left behind is not to be counted once more.
            finish(&self.db).await?;
            let gathered = self.gathered(disposal.scope).await?;
            matter.disposal.candidates = gathered.into_iter().map(|one| one.candidate).collect();
        }
        if command.kind == Kind::Report {
            matter.report = self.report_matter(actor, command, before).await?;
        }
        if command.kind == Kind::Comment {
            matter.about = self.about(command.draft.get("about")).await?;
        }
        let decides = (command.action, command.kind) == (Action::Decide, Kind::Report);
        let revises = matches!(command.kind, Kind::Picture | Kind::Review | Kind::Remark);
        if !(decides || revises) || command.action == Action::Answer {
            return Ok(matter);
        }
        let rows: Vec<BodyRow> = self.db.ask("SELECT key, rev, body FROM picture", Bind::new()).await?.rows(0)?;
        for row in rows {
            let record = row.record()?;
            if let Body::Picture(picture) = record.body {
                matter.pictures.push((record.key, picture));
            }
        }
        let named = |draft: &Draft, field: &str| Key::parse(draft.get(field)).ok();
        let key = if command.kind == Kind::Picture { command.key.clone() } else { named(&command.draft, "picture") };
        matter.picture = key.and_then(|key| matter.pictures.iter().find(|(known, _)| *known == key).cloned());
        if let Some(risk) = named(&command.draft, "risk") {
            let bind = Bind::new().with("id", record_id(Kind::Risk, risk.as_str()));
            let row = self.db.ask("SELECT key, rev, body FROM $id", bind).await?.first::<BodyRow>(0)?;
            if let Some(record) = row.map(BodyRow::record).transpose()? {
                matter.risk = Some((record.key, record.rev, record.body.owner().to_owned()));
            }
        }
        let Some((key, picture)) = matter.picture.clone() else { return Ok(matter) };
        if command.action == Action::Prepare {
            let standing = in_force(&matter.pictures).and_then(|(_, picture)| picture.adoption()?.content.clone());
            matter.base = self.content(standing.as_ref()).await?;
            let place = Place { settings: &before.settings, position: before.head.seq, day: self.clock.today() };
            let sources = self.sources().await?;
            matter.register = Some(sources.content((&key, &picture), place, matter.base.as_deref()));
        }
        if command.action == Action::Decide {
            matter.proposed = self.content(picture.before_board().map(|proposal| &proposal.content)).await?;
        }
        Ok(matter)
    }

    /// The record a comment is to be about, when there is one that can be commented on.
    async fn about(&self, named: &str) -> Result<Option<About>> {
        let Some(key) = Key::parse(named).ok().filter(|key| Comment::KINDS.contains(&key.kind())) else {
            return Ok(None);
        };
        let bind = Bind::new().with("id", record_id(key.kind(), key.as_str()));
        let row = self.db.ask("SELECT key, rev, body FROM $id", bind).await?.first::<BodyRow>(0)?;
        let record = row.map(BodyRow::record).transpose()?;
        Ok(record.map(|record| About {
            owner: record.body.owner().to_owned(),
            closed: record.body.closed().is_some(),
            key: record.key,
        }))
    }

    /// What a pack can be of, for an actor: the requirements it may see, and the place of the journal on the day asked for.
    async fn pack_matter(&self, actor: &Actor, draft: &Draft, length: u64) -> Result<PackMatter> {
        let today = self.clock.today();
        let position = match Pack::asked(draft, today) {
            Some(day) if day < today => self.position_on(day, length).await?,
            _ => length,
        };
        let rows: Vec<Placed> = self.db.ask("SELECT key, framework FROM requirement", Bind::new()).await?.rows(0)?;
        let seen = rows.into_iter().filter(|row| actor.sees_framework(&row.framework));
        let requirements = seen.filter_map(|row| Some((Key::parse(&row.key).ok()?, row.framework))).collect();
        Ok(PackMatter { position, requirements })
    }

    /// What is to be looked at before a picture or a list is disclosed: every marked field of it. Nothing where the picture was
    /// never adopted, or there is no such list.
    pub(crate) async fn disclosure_matter(&self, draft: &Draft, length: u64) -> Result<DisclosureMatter> {
        if draft.get("picture").is_empty() {
            return self.list_matter(draft, length).await;
        }
        let Ok(key) = Key::parse(draft.get("picture")) else { return Ok(DisclosureMatter::default()) };
        let Some(disclosed) = self.disclosed(&key).await? else { return Ok(DisclosureMatter::default()) };
        let today = self.risk_markings(length).await?;
        let changes = compare(disclosed.base.as_deref(), &disclosed.content);
        let name = disclosed.content.name.clone();
        let scope = Some(Scope::Picture { picture: key, name, content: disclosed.key });
        Ok(DisclosureMatter { scope, marked: of_picture(&changes, &today) })
    }

    /// The same of a list: as it stood where the form was looked at, when that was on its day, and else when its day ended. So
    /// nothing is given out that nobody has looked at.
    async fn list_matter(&self, draft: &Draft, length: u64) -> Result<DisclosureMatter> {
        let today = self.clock.today();
        let mut reader = Reader::new(draft);
        let Some((query, day)) = Scope::read_list(&mut reader, today) else { return Ok(DisclosureMatter::default()) };
        let system = Actor::system();
        let first = self.position_on(day.pred_opt().unwrap_or(day), length).await?;
        let last = self.position_on(day, length).await?;
        let looked_at = draft.get("position").parse().ok().filter(|at| (first..=last).contains(at));
        let view = self.view_at(&system, Moment::On(day), Some(looked_at.unwrap_or(last))).await?;
        let marked = view.marked_in(&query).await?;
        Ok(DisclosureMatter { scope: Some(Scope::list(&query, day, view.position)), marked })
    }

    /// An adopted picture as it is disclosed: its content beside the one it revised.
    async fn disclosed(&self, key: &Key) -> Result<Option<Disclosed>> {
        let Some(picture) = self.picture(key).await? else { return Ok(None) };
        let Some(adopted) = picture.adoption().and_then(|adopted| adopted.content.clone()) else { return Ok(None) };
        let Some(content) = self.content(Some(&adopted)).await? else { return Ok(None) };
        let base = match &picture.base {
            Some(base) => self.picture(base).await?.and_then(|base| base.adoption()?.content.clone()),
            None => None,
        };
        Ok(Some(Disclosed { key: adopted, base: self.content(base.as_ref()).await?, content }))
    }

    async fn picture(&self, key: &Key) -> Result<Option<Picture>> {
        let bind = Bind::new().with("id", record_id(Kind::Picture, key.as_str()));
        let row = self.db.ask("SELECT key, rev, body FROM $id", bind).await?.first::<BodyRow>(0)?;
        Ok(match row.map(BodyRow::record).transpose()?.map(|record| record.body) {
            Some(Body::Picture(picture)) => Some(picture),
            _ => None,
        })
    }

    /// What a plan is decided from, whole.
    async fn plan_matter(&self) -> Result<PlanMatter> {
        const TEXT: &str = "SELECT key, rev, body FROM programme; SELECT key, rev, body FROM measure; \
             SELECT key, rev, body FROM baseline;";
        let mut answer = self.db.ask(TEXT, Bind::new()).await?;
        let mut plan = PlanMatter::default();
        for statement in 0..3 {
            for row in answer.rows::<BodyRow>(statement)? {
                let record = row.record()?;
                match record.body {
                    Body::Programme(programme) => plan.programme = Some((programme.name, programme.end)),
                    Body::Measure(measure) => plan.measures.push((record.key, measure)),
                    Body::Baseline(baseline) => plan.decided.push((record.key, *baseline)),
                    _ => {}
                }
            }
        }
        Ok(plan)
    }

    /// A record's content as it is stored now, and its SHA-256 in hexadecimal: what was sealed never changes.
    pub(crate) async fn stored(&self, kind: Kind, key: &Key) -> Result<(String, String)> {
        let bind = Bind::new().with("id", record_id(kind, key.as_str()));
        let row = self.db.ask("SELECT key, rev, body FROM $id", bind).await?.first::<BodyRow>(0)?;
        let text = row.ok_or(AppError::NotFound)?.body;
        let sha256 = body_hash(&text);
        Ok((text, sha256))
    }

    /// A frozen content by its key, whole. It is the same at every moment. Of it an actor may be shown only what
    /// [`View::changes`](crate::View) leaves.
    pub(crate) async fn content(&self, key: Option<&Key>) -> Result<Option<Arc<Content>>> {
        let Some(key) = key else { return Ok(None) };
        if let Some(content) = self.kept.contents.found(key) {
            return Ok(Some(content));
        }
        let bind = Bind::new().with("id", record_id(Kind::Content, key.as_str()));
        let row = self.db.ask("SELECT key, rev, body FROM $id", bind).await?.first::<BodyRow>(0)?;
        Ok(match row.map(BodyRow::record).transpose()?.map(|record| record.body) {
            Some(Body::Content(content)) => Some(self.kept.contents.keep(key.clone(), *content)),
            _ => None,
        })
    }

    /// The register as it is now, whole: a picture is frozen with everything in it, whoever may see it later.
    pub(crate) async fn sources(&self) -> Result<Sources> {
        const TEXT: &str = "SELECT key, rev, body FROM risk; SELECT key, rev, body FROM measure; \
             SELECT key, rev, body FROM control; SELECT key, rev, body FROM review;";
        let mut answer = self.db.ask(TEXT, Bind::new()).await?;
        let mut sources = Sources::default();
        for statement in 0..4 {
            for row in answer.rows::<BodyRow>(statement)? {
                let record = row.record()?;
                sources.take(record.key, record.rev, record.body);
            }
        }
        Ok(sources)
    }
}
