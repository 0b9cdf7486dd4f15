//! 2.1.3 Övrig väsentlig information till kommunstyrelsen: what has changed in the law and in how it is met, and whether services
//! were delivered without significant incidents.

use super::Input;
use super::words::{Say, capital, grouped, neuter, number, plural};
use crate::framework::Framework;
use crate::incident::{Incident, Significance};
use crate::key::Key;
use crate::query::encode;
use crate::report::{Chapter, Statement};
use crate::requirement::{Level, Requirement};
use crate::swedish;

const CHAPTER: Chapter = Chapter::Information;

pub fn read(input: &Input) -> Vec<Statement> {
    let mut all = Vec::new();
    for (key, framework) in &input.frameworks {
        all.extend(in_force(input, key, framework));
        all.extend(judged(input, key, framework));
        if framework.short == "NIS2" {
            all.extend(coverage(input, key, framework));
        }
    }
    all.extend(incidents(input));
    all
}

fn list(key: &Key) -> String {
    format!("/krav?ramverk={}", encode(key.as_str()))
}

fn of<'a>(input: &'a Input, framework: &'a Key) -> impl Iterator<Item = &'a (Key, Requirement)> {
    input.requirements.iter().filter(move |(_, one)| one.framework == framework.as_str())
}

/// A framework, or some of its requirements, that came into force.
fn in_force(input: &Input, key: &Key, framework: &Framework) -> Option<Statement> {
    let say = Say::new(input, CHAPTER, format!("framework.{key}.in_force")).bullet();
    if let Some(day) = framework.in_force.filter(|day| input.counts(*day)) {
        let text = format!("{} ({}) trädde i kraft {day}.", framework.title, framework.short);
        return Some(say.fact("in_force", day.to_string(), &list(key)).text(text));
    }
    let begun: Vec<&(Key, Requirement)> =
        of(input, key).filter(|(_, one)| one.in_force.is_some_and(|day| input.counts(day))).collect();
    let last = begun.iter().filter_map(|(_, one)| one.in_force).max()?;
    let count = begun.len();
    let said = capital(&neuter(count));
    let text = format!("{said} krav i {} har trätt i kraft, senast {last}.", framework.short);
    let say = say.count("requirements.in_force", said, "/krav", begun.iter().map(|(key, _)| key));
    Some(say.fact("in_force", last.to_string(), &list(key)).text(text))
}

/// Requirements whose judgement is new.
fn judged(input: &Input, key: &Key, framework: &Framework) -> Option<Statement> {
    let news = |one: &Requirement| one.judgement.as_ref().is_some_and(|judged| input.counts(judged.date));
    let changed: Vec<&(Key, Requirement)> = of(input, key).filter(|(_, one)| news(one)).collect();
    if changed.is_empty() {
        return None;
    }
    let met_ones = || changed.iter().filter(|(_, one)| one.level() == Level::Fully).map(|(key, _)| key);
    let fully = met_ones().count();
    let count = neuter(changed.len());
    let met = if fully == 0 { "inget".to_owned() } else { neuter(fully) };
    let text = format!(
        "{} krav i {} har bedömts sedan förra rapporten, varav {met} som helt {}.",
        capital(&count),
        framework.short,
        if fully > 1 { "uppfyllda" } else { "uppfyllt" }
    );
    let say = Say::new(input, CHAPTER, format!("framework.{key}.judged")).bullet();
    let all = changed.iter().map(|(key, _)| key);
    let say = say.count("requirements.judged", capital(&count), "/krav", all);
    Some(say.count("requirements.fully", met, "/krav", met_ones()).text(text))
}

/// How much of a framework is judged and met.
fn coverage(input: &Input, key: &Key, framework: &Framework) -> Option<Statement> {
    let asked: Vec<&(Key, Requirement)> = of(input, key).filter(|(_, one)| one.assessable).collect();
    if asked.is_empty() {
        return None;
    }
    let those = |wanted: fn(Level) -> bool| -> Vec<&Key> {
        asked.iter().filter(|(_, one)| wanted(one.level())).map(|(key, _)| key).collect()
    };
    let (judged, fully) = (those(|level| level != Level::NotJudged), those(|level| level == Level::Fully));
    let count = |keys: &[&Key]| grouped(keys.len());
    let text = format!(
        "Av {} krav i {} är {} bedömda och {} helt uppfyllda.",
        grouped(asked.len()),
        framework.short,
        count(&judged),
        count(&fully)
    );
    let say = Say::new(input, CHAPTER, format!("framework.{key}.coverage")).bullet();
    let say = say.count("requirements.total", grouped(asked.len()), "/krav", asked.iter().map(|(key, _)| key));
    let say = say.count("requirements.assessed", count(&judged), "/krav", judged);
    Some(say.count("requirements.fully", count(&fully), "/krav", fully).text(text))
}

fn incidents(input: &Input) -> Option<Statement> {
    let new = |one: &Incident| one.aware.is_some_and(|aware| input.counts(swedish::local(aware).date()));
    let found: Vec<&(Key, Incident)> = input.incidents.iter().filter(|(_, one)| new(one)).collect();
    if !input.whole {
        return None;
    }
    let those = |wanted: Significance| -> Vec<&Key> {
        found.iter().filter(|(_, one)| one.significance() == wanted).map(|(key, _)| key).collect()
    };
    let (grave, waiting) = (those(Significance::Significant), those(Significance::Unjudged));
    let (significant, unjudged) = (grave.len(), waiting.len());
    let say = Say::new(input, CHAPTER, "information.incidents").bullet().classified();
    let say = say.count("incidents", number(found.len()), "/incidenter", found.iter().map(|(key, _)| key));
    let say = say.count("incidents.significant", number(significant), "/incidenter", grave);
    let waiting = match unjudged {
        0 => String::new(),
        _ => format!(
            " {} {} ännu inte bedömd{}.",
            capital(&number(unjudged)),
            plural(unjudged, "incident är", "incidenter är"),
            if unjudged == 1 { "" } else { "a" }
        ),
    };
    let text = match (found.len(), significant) {
        (0, _) => "Tjänsterna har levererats utan registrerade incidenter.".to_owned(),
        (count, 0) => format!(
            "Tjänsterna har levererats utan betydande incidenter. {} {} under perioden.{waiting}",
            capital(&number(count)),
            plural(count, "incident har registrerats", "incidenter har registrerats")
        ),
        (count, significant) => format!(
            "{} {} under perioden, varav {} betydande.{waiting}",
            capital(&number(count)),
            plural(count, "incident har registrerats", "incidenter har registrerats"),
            number(significant)
        ),
    };
    Some(say.text(text))
}
