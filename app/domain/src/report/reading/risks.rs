//! 2.1.4 Risker: the decided picture and how the register has moved since the report before.

use super::Input;
use super::words::{Say, capital, listed, number, plural};
use crate::key::Key;
use crate::picture::{Picture, in_force};
use crate::report::{Chapter, Statement};
use crate::risk::Risk;
use std::cmp::Reverse;

const CHAPTER: Chapter = Chapter::Risks;

/// How many of the highest risks are told.
const TOP: usize = 5;
/// Months between reviews at most, for a risk that is followed closely.
const CLOSE: u8 = 3;

pub fn read(input: &Input) -> Vec<Statement> {
    let open: Vec<&(Key, Risk)> = input.risks.iter().filter(|(_, risk)| risk.closed.is_none()).collect();
    let mut all = vec![picture(input), counts(input, &open)];
    all.extend(changes(input, &open));
    all.extend(top(input, &open));
    all.extend(close(input, &open));
    all.extend(super::city_matters::read(input));
    all.extend(corrections(input));
    all.extend(planned(input));
    if input.decided.is_some() {
        let say = Say::new(input, CHAPTER, "risks.annex");
        all.push(say.text("Mer utförlig redovisning framgår av bilagan Uppföljning av risker och kontroller."));
    }
    all
}

fn picture(input: &Input) -> Statement {
    let say = Say::new(input, CHAPTER, "risks.picture");
    let decided = in_force(&input.pictures).and_then(|(key, picture)| Some((key, picture, picture.adoption()?)));
    let Some((key, picture, decision)) = decided else {
        return say.fact("picture", "Ingen", "/riskbilder").text("Ingen riskbild är beslutad.");
    };
    let address = format!("/riskbilder/{key}");
    let text = format!(
        "Nämnden och förvaltningen följer upp den riskbild som beslutats för {} ({}, {} § {}).",
        picture.year,
        picture.name(),
        decision.date,
        decision.paragraph
    );
    say.fact("picture", picture.name(), &address).fact("picture.date", decision.date.to_string(), &address).text(text)
}

fn counts(input: &Input, open: &[&(Key, Risk)]) -> Statement {
    let say = Say::new(input, CHAPTER, "risks.counts");
    if open.is_empty() {
        return say.fact("risks", "inga", "/risker").text("Registret har inga öppna risker.");
    }
    let scale = &input.settings.scale;
    let high = || open.iter().filter(|(_, risk)| scale.above_tolerance(risk.current.score())).map(|(key, _)| key);
    let above = high().count();
    let (count, more) = (number(open.len()), if above == 0 { "ingen".to_owned() } else { number(above) });
    let text = format!(
        "Registret har {count} {}. Av dem ligger {more} över vad nämnden tolererar, det vill säga på riskvärde {} eller mer.",
        plural(open.len(), "öppen risk", "öppna risker"),
        scale.tolerance
    );
    say.fact("risks", count, "/risker").count("risks.above", more, "/risker", high()).text(text)
}

/// What has become of the risks since the report before.
fn changes(input: &Input, open: &[&(Key, Risk)]) -> Option<Statement> {
    if input.risks.is_empty() && input.earlier.is_empty() {
        return None;
    }
    let score = |key: &Key| input.earlier.get(key).filter(|then| !then.closed).map(|then| then.score);
    let named = |wanted: &dyn Fn(&Key, &Risk) -> bool| -> Vec<&Key> {
        open.iter().filter(|(key, risk)| wanted(key, risk)).map(|(key, _)| key).collect()
    };
    let raised = named(&|key, risk| score(key).is_some_and(|old| risk.current.score() > old));
    let lowered = named(&|key, risk| score(key).is_some_and(|old| risk.current.score() < old));
    let new = named(&|key, _| score(key).is_none());
    let closed: Vec<&Key> = input
        .risks
        .iter()
        .filter(|(key, risk)| risk.closed.is_some() && score(key).is_some())
        .map(|(key, _)| key)
        .collect();
    let mut say = Say::new(input, CHAPTER, "risks.changes");
    let mut parts = Vec::new();
    for (name, keys, words) in [
        ("raised", &raised, ["har höjts", "har höjts"]),
        ("lowered", &lowered, ["har sänkts", "har sänkts"]),
        ("new", &new, ["är ny", "är nya"]),
        ("closed", &closed, ["har avslutats", "har avslutats"]),
    ] {
        let count = keys.len();
        let said = if count == 0 { continue } else { number(count) };
        let those = listed(&keys.iter().map(ToString::to_string).collect::<Vec<_>>());
        parts.push(format!("{said} {} ({those})", plural(count, words[0], words[1])));
        say = say.count(&format!("risks.{name}"), said, "/risker", keys.iter().copied());
        for key in keys {
            say = say.record("risk", key);
        }
    }
    let since = if input.previous.is_some() { "förra rapporten" } else { "periodens början" };
    if parts.is_empty() {
        let say = say.fact("risks.changed", "Inga", "/risker");
        return Some(say.text(format!("Inga riskvärden har ändrats sedan {since}.")));
    }
    Some(say.text(format!("Sedan {since}: {}.", listed(&parts))))
}

/// The highest risks, each with its value and how that has moved.
fn top(input: &Input, open: &[&(Key, Risk)]) -> Vec<Statement> {
    let mut sorted: Vec<&&(Key, Risk)> = open.iter().collect();
    sorted.sort_by_key(|(key, risk)| (Reverse(risk.current.score()), key.number(), key.clone()));
    let row = |(key, risk): &(Key, Risk)| {
        let (score, scale) = (risk.current.score(), &input.settings.scale);
        let trend = match input.earlier.get(key).map(|then| then.score) {
            None => "ny".to_owned(),
            Some(old) if old == score => "oförändrad".to_owned(),
            Some(old) if old < score => format!("upp från {old}"),
            Some(old) => format!("ned från {old}"),
        };
        let address = format!("/risker/{key}");
        Say::new(input, CHAPTER, format!("risks.top.{key}"))
            .group("De högst värderade riskerna")
            .subject(format!("{key} {}", risk.title))
            .row("Risk", "Riskvärde och trend")
            .fact("score", score.to_string(), &address)
            .text(format!("{score} ({}), {trend}", scale.band_name(score)))
    };
    sorted.into_iter().take(TOP).map(|one| row(one)).collect()
}

/// The risks that are followed closely.
fn close(input: &Input, open: &[&(Key, Risk)]) -> Option<Statement> {
    let close: Vec<&&(Key, Risk)> = open.iter().filter(|(_, risk)| risk.review_months <= CLOSE).collect();
    if close.is_empty() {
        return None;
    }
    let count = close.len();
    let said = capital(&number(count));
    let titles = |(key, risk): &(Key, Risk)| format!("{} ({key})", risk.title);
    let those = listed(&close.iter().map(|one| titles(one)).collect::<Vec<_>>());
    let verb = plural(count, "risk följs", "risker följs");
    let keys = close.iter().map(|(key, _)| key);
    let mut say = Say::new(input, CHAPTER, "risks.close").count("risks.close", said.as_str(), "/risker", keys);
    for (key, _) in close {
        say = say.record("risk", key);
    }
    Some(say.text(format!("{said} {verb} med täta intervall, minst var tredje månad: {those}.")))
}

/// What the period's answers for the risks ask to be done.
fn corrections(input: &Input) -> Option<Statement> {
    let mut asking: Vec<&Key> = input
        .reviews
        .iter()
        .filter(|review| input.counts(review.answer.date) && !review.answer.measures.is_empty())
        .map(|review| &review.risk)
        .collect();
    asking.sort_by_key(|key| (key.number(), (*key).clone()));
    asking.dedup();
    if asking.is_empty() {
        return None;
    }
    let said = number(asking.len());
    let keys = asking.iter().copied();
    let mut say = Say::new(input, CHAPTER, "risks.reviews").count("reviews", said.as_str(), "/risker", keys);
    for key in &asking {
        say = say.record("risk", key);
    }
    let risks = plural(asking.len(), "risk", "risker");
    let text = format!(
        "Förvaltningen följer riskerna i den beslutade riskbilden och bedömer löpande om åtgärderna behöver korrigeras. I periodens genomgång hänvisas till åtgärder för {said} {risks}."
    );
    Some(say.text(text))
}

/// When the picture is to be revised.
fn planned(input: &Input) -> Option<Statement> {
    let coming = |one: &Picture| one.closed.is_none() && (one.open() || one.before_board().is_some());
    let (key, picture) = input.pictures.iter().find(|(_, picture)| coming(picture))?;
    let day = picture.meeting?;
    let month = super::words_of_month(day);
    let text = format!("Revidering av risker och åtgärder är planerad tillsammans med nämnden till {month} ({day}).");
    let address = format!("/revideringar/{key}");
    Some(Say::new(input, CHAPTER, "risks.revision").fact("revision.meeting", day.to_string(), &address).text(text))
}
