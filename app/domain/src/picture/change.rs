//! What a proposed picture changes in the decided one: reckoned from the two, never typed.

use crate::body::Body;
use crate::codes;
use crate::diff::{FieldChange, drafts};
use crate::draft::Draft;
use crate::key::Key;
use crate::picture::content::{Content, Ended, Item};
use crate::risk::Risk;
use crate::secrecy::SecrecyMarking;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeMap;

codes! {
    /// What becomes of a risk. Each risk of either picture is in exactly one group.
    Group {
        /// Not in the decided picture.
        New = "new",
        /// In both, and what is decided about it differs.
        Changed = "changed",
        /// In the decided picture and closed since.
        Closed = "closed",
        /// In both, and the same is decided about it.
        Unchanged = "unchanged",
    }
}

codes! {
    /// Which way a risk's value moves.
    Direction {
        /// The score is higher than it was decided.
        Raised = "raised",
        /// The score is lower.
        Lowered = "lowered",
        /// The score is the same.
        Level = "level",
    }
}

impl Direction {
    /// Which way it is from one score to another.
    #[must_use]
    pub fn between(before: u8, after: u8) -> Self {
        match after.cmp(&before) {
            Ordering::Greater => Self::Raised,
            Ordering::Less => Self::Lowered,
            Ordering::Equal => Self::Level,
        }
    }
}

/// One risk in the comparison of two pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The risk.
    pub key: Key,
    /// What becomes of it.
    pub group: Group,
    /// As it was decided.
    pub before: Option<Item>,
    /// As it is proposed.
    pub after: Option<Item>,
    /// How it ended, when it is closed in the register.
    pub ended: Option<Ended>,
    /// Every field that differs, old and new.
    pub fields: Vec<FieldChange>,
}

/// Fields whose change is no change of what was decided: when a risk was assessed and is assessed next, the words beside a
/// value that stands, where it came from, and how it is marked.
const ADMINISTRATIVE: [&str; 6] =
    ["current_date", "next_review", "review_months", "source", "current_rationale", "requirements"];

impl Change {
    /// Which way its value moves; none where there is only one value.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        Some(Direction::between(self.before.as_ref()?.score(), self.after.as_ref()?.score()))
    }

    /// The risk as it is proposed, or as it was where it ends.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.after.as_ref().or(self.before.as_ref())
    }

    /// How far its value moves, in steps of the score; a new or closed risk moves all of it.
    #[must_use]
    pub fn size(&self) -> u8 {
        let score = |item: &Option<Item>| item.as_ref().map_or(0, Item::score);
        score(&self.before).abs_diff(score(&self.after))
    }

    /// Takes out what secrecy markings cover: those the risk has in either picture, and the one it has today. That a marked
    /// field differs is still told, and so is which provision it is kept by.
    pub fn mask(&mut self, today: Option<&SecrecyMarking>) {
        let risks = |change: &Self| {
            let items = [&change.before, &change.after].into_iter().flatten().map(|item| &item.risk);
            items.chain(change.ended.iter().map(|ended| &ended.risk)).cloned().collect::<Vec<Risk>>()
        };
        let markings: Vec<SecrecyMarking> =
            risks(self).into_iter().filter_map(|risk| risk.secrecy).chain(today.cloned()).collect();
        let items = [&mut self.before, &mut self.after].into_iter().flatten();
        for risk in items.map(|item| &mut item.risk).chain(self.ended.iter_mut().map(|ended| &mut ended.risk)) {
            let mut body = Body::Risk(risk.clone());
            markings.iter().for_each(|marking| body.mark_as(marking));
            body.mask();
            if let Body::Risk(masked) = body {
                *risk = masked;
            }
        }
        let covered = |field: &str| markings.iter().any(|marking| marking.covers(field));
        for change in &mut self.fields {
            let field = if change.field.ends_with("_rationale") { "rationale" } else { change.field.as_str() };
            if covered(field) || change.field.starts_with("secrecy_") {
                change.before.clear();
                change.after.clear();
            }
        }
        // An answer says of a value what the rationale beside it says.
        if covered("rationale") {
            for answer in
                [&mut self.before, &mut self.after].into_iter().flatten().filter_map(|item| item.answer.as_mut())
            {
                answer.reason.clear();
            }
        }
    }

    /// The provision that keeps something of it from whoever it was masked for.
    #[must_use]
    pub fn provision(&self) -> Option<&str> {
        let marking = self.item()?.risk.secrecy.as_ref().filter(|marking| marking.masked)?;
        Some(marking.provision_of("rationale"))
    }

    /// Functions that own the risk in either picture.
    pub fn owners(&self) -> impl Iterator<Item = &str> {
        [&self.before, &self.after].into_iter().flatten().map(|item| item.risk.owner.as_str())
    }

    /// Whether it needs a reason before the picture can be prepared. A closed risk has had its reason when it was closed.
    #[must_use]
    pub fn needs_reason(&self) -> bool {
        matches!(self.group, Group::New | Group::Changed)
    }

    /// Whether someone has answered for it: given the reason of a change, or confirmed that it stands.
    #[must_use]
    pub fn answered(&self) -> bool {
        self.group == Group::Closed || self.after.as_ref().is_some_and(|item| item.answer.is_some())
    }
}

/// A risk's number and key, by which risks are ordered.
type Numbered<'a> = (Option<u32>, &'a Key);
/// A risk as it was and as it is.
type Pair<'a> = (Option<&'a Item>, Option<&'a Item>);

/// Compares two pictures, in the order of the risks' numbers. Without a picture before, every risk is new.
#[must_use]
pub fn compare(before: Option<&Content>, after: &Content) -> Vec<Change> {
    let mut pairs: BTreeMap<Numbered<'_>, Pair<'_>> = BTreeMap::new();
    for item in before.iter().flat_map(|content| &content.items) {
        pairs.entry((item.key.number(), &item.key)).or_default().0 = Some(item);
    }
    for item in &after.items {
        pairs.entry((item.key.number(), &item.key)).or_default().1 = Some(item);
    }
    let change = |((_, key), (before, now)): (Numbered<'_>, Pair<'_>)| {
        let fields = match (before, now) {
            (Some(before), Some(now)) => differences(before, now),
            _ => Vec::new(),
        };
        let group = match (before, now) {
            (None, _) => Group::New,
            (_, None) => Group::Closed,
            _ if fields.iter().any(|field| decides(&field.field)) => Group::Changed,
            _ => Group::Unchanged,
        };
        Change {
            key: key.clone(),
            group,
            before: before.cloned(),
            after: now.cloned(),
            ended: after.closed.iter().find(|ended| ended.key == *key).cloned(),
            fields,
        }
    };
    pairs.into_iter().map(change).collect()
}

/// The risks of a picture after changes have been made to it: `apply(a, compare(a, b))` are those of `b`.
#[must_use]
pub fn apply(before: &[Item], changes: &[Change]) -> Vec<Item> {
    let mut items: Vec<Item> = before.to_vec();
    for change in changes {
        items.retain(|item| item.key != change.key);
        items.extend(change.after.clone());
    }
    items.sort_by(|a, b| (a.key.number(), &a.key).cmp(&(b.key.number(), &b.key)));
    items
}

/// The changes in a board's order: the largest move first, then the highest value, then by number.
pub fn by_weight(changes: &mut [Change]) {
    let weight = |change: &Change| (change.size(), change.item().map_or(0, Item::score));
    changes.sort_by(|a, b| weight(b).cmp(&weight(a)).then(a.key.number().cmp(&b.key.number())));
}

/// Whether a field is part of what a board decides.
#[must_use]
pub fn decides(field: &str) -> bool {
    !ADMINISTRATIVE.contains(&field) && !field.starts_with("secrecy_")
}

/// Every field that differs between two states of a risk, what acts on it included.
fn differences(before: &Item, after: &Item) -> Vec<FieldChange> {
    drafts(&flat(before), &flat(after))
}

fn flat(item: &Item) -> Draft {
    let mut draft = Risk::draft(&item.risk);
    draft.set_keys("measures", &item.measures);
    draft.set_keys("controls", &item.controls);
    draft
}
