//! 2.1.4 Risker: what the whole city has to settle.

use super::Input;
use super::words::Say;
use crate::city_matter::{CityMatter, MatterState};
use crate::deviation::Period;
use crate::key::Key;
use crate::period_comment::through;
use crate::report::{Chapter, Statement};

pub fn read(input: &Input) -> Vec<Statement> {
    input.city_matters.iter().filter(|(_, one)| is_told(input, one)).map(|(key, one)| of(input, key, one)).collect()
}

/// Those that aren't settled, and those that were since the report before.
fn is_told(input: &Input, matter: &CityMatter) -> bool {
    let settled = matter.state == MatterState::Settled;
    let news = matter.comments.last().is_some_and(|comment| input.counts(comment.reported));
    matter.closed.is_none() && (!settled || news)
}

fn of(input: &Input, key: &Key, matter: &CityMatter) -> Statement {
    let (with, title) = (&matter.counterpart, &matter.title);
    let stands = match matter.state {
        MatterState::Open => format!("Frågan om {} är öppen och ska tas upp med {with}.", lower(title)),
        MatterState::Dialogue => format!("Frågan om {} förs i dialog med {with}.", lower(title)),
        MatterState::Settled => format!("Frågan om {} är avgjord i dialog med {with}.", lower(title)),
    };
    let comment = through(&matter.comments, Period::of(input.period.end().max(input.day)));
    let comment = comment.map(|comment| comment.text.as_str()).unwrap_or_default();
    let came_to = if matter.state == MatterState::Settled { matter.came_to.as_str() } else { matter.question.as_str() };
    let parts = [stands.as_str(), came_to, comment].into_iter().filter(|part| !part.is_empty());
    let text = parts.collect::<Vec<_>>().join(" ");
    Say::new(input, Chapter::Risks, format!("city_matter.{key}")).record("city_matter", key).text(text)
}

/// A title within a sentence: its first letter is small, unless it begins an abbreviation.
fn lower(title: &str) -> String {
    let mut chars = title.chars();
    let Some(first) = chars.next() else { return String::new() };
    let short = chars.clone().next().is_some_and(char::is_uppercase);
    if short { title.to_owned() } else { first.to_lowercase().chain(chars).collect() }
}
