//! Which column of a file leads where: by the register's own headings, by what someone has chosen, or as a guess to be
//! chosen or not.

use super::fault::Fault;
use super::lexicon::{Lexicon, plain};
use super::table::{Head, letters};
use super::target::{Part, Target, targets};
use crate::error::{ErrorCode, FieldError};
use crate::register::Register;
use strsim::jaro_winkler;

/// What someone chooses for a column that is to be left unread.
pub const SKIPPED: &str = "-";
/// How alike two headings must be for one to be guessed from the other, from 0 to 1.
const ALIKE: f64 = 0.88;
/// How alike a heading counts as to one that it holds as words of its own: `Ansvarig funktion` to `Ansvarig`.
const HELD: f64 = 0.9;
/// Letters a heading must have to be looked for inside another.
const SHORTEST: usize = 4;

/// Where the columns of a file lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The register.
    pub register: Register,
    /// For each column of the file, in order.
    pub leads: Vec<Lead>,
}

/// Where a column leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// To a field.
    To(Target),
    /// Nowhere: the register reckons by itself what the column shows.
    Reckoned,
    /// Nowhere: someone has said so.
    Skipped,
    /// Nobody knows; perhaps there.
    Unknown(Option<Target>),
}

/// The name in an address of what is chosen for a column.
#[must_use]
pub fn param(head: &Head) -> String {
    format!("k{}", head.place + 1)
}

impl Mapping {
    /// Where the columns of a file lead. `chosen` answers with what an address says of a column, if it says anything.
    #[must_use]
    pub fn of<'a>(
        register: Register,
        heads: &[Head],
        lexicon: &Lexicon,
        chosen: impl Fn(&Head) -> Option<&'a str>,
    ) -> Self {
        let targets = targets(register);
        let named = |name: &str| targets.iter().find(|target| target.name == name).copied();
        let known = |head: &Head| match chosen(head) {
            Some(SKIPPED) => Some(Lead::Skipped),
            Some(name) if named(name).is_some() => named(name).map(Lead::To),
            _ if head.text.trim().is_empty() => Some(Lead::Skipped),
            _ => lexicon.column(&head.text).map(|name| named(name).map_or(Lead::Reckoned, Lead::To)),
        };
        let leads: Vec<Option<Lead>> = heads.iter().map(known).collect();
        let taken = |target: &Target| leads.contains(&Some(Lead::To(*target)));
        let mut free: Vec<Target> = targets.iter().filter(|target| !taken(target)).copied().collect();
        let leads = heads.iter().zip(&leads).map(|(head, lead)| {
            lead.unwrap_or_else(|| {
                let guess = guess(head, &free, lexicon);
                free.retain(|target| Some(*target) != guess);
                Lead::Unknown(guess)
            })
        });
        Self { register, leads: leads.collect() }
    }

    /// Whether every column is known to lead somewhere or nowhere.
    #[must_use]
    pub fn settled(&self) -> bool {
        !self.leads.iter().any(|lead| matches!(lead, Lead::Unknown(_)))
    }

    /// The place among the columns of the one that leads to a part's field.
    #[must_use]
    pub fn place(&self, part: Part, field: &str) -> Option<usize> {
        let leads_there = |lead: &Lead| matches!(lead, Lead::To(to) if to.part == part && to.field.name == field);
        self.leads.iter().position(leads_there)
    }

    /// Whether a column tells which record a row is about.
    #[must_use]
    pub fn keyed(&self) -> bool {
        self.place(Part::Key, "key").is_some()
    }

    /// Whether a column tells at which revision a row was taken out.
    #[must_use]
    pub fn dated(&self) -> bool {
        self.place(Part::Rev, "rev").is_some()
    }

    /// What is wrong with it: two columns that lead to the same field, or none that leads to any.
    #[must_use]
    pub fn errors(&self, heads: &[Head]) -> Vec<FieldError> {
        let fault = |field: &str, fault, given: String| FieldError::new(field, ErrorCode::Import { fault, given });
        let mut errors = Vec::new();
        let mut seen: Vec<(Target, &Head)> = Vec::new();
        for (lead, head) in self.leads.iter().zip(heads) {
            let Lead::To(target) = lead else { continue };
            match seen.iter().find(|(known, _)| known == target) {
                Some((_, first)) => {
                    let both = format!("{}, {}", letters(first.place), letters(head.place));
                    errors.push(fault(target.name, Fault::Twice, both));
                }
                None => seen.push((*target, head)),
            }
        }
        if !seen.iter().any(|(target, _)| matches!(target.part, Part::Form | Part::Progress)) && self.settled() {
            errors.push(fault("file", Fault::Nothing, String::new()));
        }
        errors
    }
}

/// The target that a heading is most like, when it is like any.
fn guess(head: &Head, free: &[Target], lexicon: &Lexicon) -> Option<Target> {
    let wanted = plain(&head.text);
    let names = lexicon.headings.iter().chain(&lexicon.hints);
    let alike = names.filter_map(|(words, name)| {
        let target = free.iter().find(|target| target.name == *name)?;
        let score = likeness(&wanted, words);
        (score >= ALIKE).then_some((score, target))
    });
    alike.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, target)| *target)
}

/// How alike two headings are, from 0 to 1.
fn likeness(one: &str, other: &str) -> f64 {
    let (long, short) = if one.len() < other.len() { (other, one) } else { (one, other) };
    let held = short.chars().count() >= SHORTEST && format!(" {long} ").contains(&format!(" {short} "));
    let by_letters = jaro_winkler(one, other);
    if held { by_letters.max(HELD) } else { by_letters }
}
