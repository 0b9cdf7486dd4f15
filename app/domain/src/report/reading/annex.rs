//! Bilaga, Uppföljning av risker och kontroller: each risk of the decided picture with what is done about it.

use super::Input;
use super::words::Say;
use crate::control::{Control, TestResult};
use crate::key::Key;
use crate::measure::{Measure, MeasureState};
use crate::picture::Item;
use crate::report::{Chapter, Statement};
use std::collections::HashMap;

const CHAPTER: Chapter = Chapter::Annex;

pub fn read(input: &Input) -> Vec<Statement> {
    let Some(content) = &input.decided else { return Vec::new() };
    let mut measures: HashMap<&Key, Vec<&(Key, Measure)>> = HashMap::new();
    for one in input.measures.iter().filter(|(_, measure)| measure.state() != MeasureState::Closed) {
        one.1.risks.iter().for_each(|risk| measures.entry(risk).or_default().push(one));
    }
    let mut controls: HashMap<&Key, Vec<&(Key, Control)>> = HashMap::new();
    for one in input.controls.iter().filter(|(_, control)| control.closed.is_none()) {
        one.1.risks.iter().for_each(|risk| controls.entry(risk).or_default().push(one));
    }
    let none = Vec::new();
    content
        .items
        .iter()
        .map(|item| {
            let measures = measures.get(&item.key).map_or([].as_slice(), |some| some.as_slice());
            let controls = controls.get(&item.key).unwrap_or(&none);
            row(input, item, measures, controls)
        })
        .collect()
}

fn row(input: &Input, item: &Item, measures: &[&(Key, Measure)], controls: &[&(Key, Control)]) -> Statement {
    let key = &item.key;
    let current = input.risks.iter().find(|(known, _)| known == key);
    let score = current.map_or_else(|| item.score(), |(_, risk)| risk.current.score());
    let closed = current.is_some_and(|(_, risk)| risk.closed.is_some());
    let scale = &input.settings.scale;
    let address = format!("/risker/{key}");
    let mut say = Say::new(input, CHAPTER, format!("annex.{key}"))
        .subject(format!("{key} {}", item.risk.title))
        .row("Risk", "Riskvärde, åtgärder och kontroller")
        .fact("score", score.to_string(), &address);
    let moved = match item.score() {
        _ if closed => ", avslutad".to_owned(),
        decided if decided == score => ", som beslutat".to_owned(),
        decided => format!(", beslutat {decided}"),
    };
    let mut lines = vec![format!("Riskvärde {score} ({}){moved}.", scale.band_name(score))];
    if measures.is_empty() {
        lines.push("Inga åtgärder är knutna till risken.".to_owned());
    }
    for (key, measure) in measures {
        let percent = format!("{} %", measure.percent());
        lines.push(format!("- Åtgärd {key} {}: {percent}", measure.title));
        say = say.fact("percent", percent, &format!("/atgarder/{key}"));
    }
    if controls.is_empty() {
        lines.push("Inga kontroller är knutna till risken.".to_owned());
    }
    for (key, control) in controls {
        let told = control.last_test().map(|test| (test.date, test.result));
        let last = match told {
            None => "inte utförd".to_owned(),
            Some((day, Some(result))) => format!("{day}, {}", words(result)),
            Some((day, None)) => format!("{day}"),
        };
        lines.push(format!("- Kontroll {key} {}: {last}", control.title));
        say = say.fact("control", last, &format!("/kontroller/{key}"));
    }
    say.text(lines.join("\n"))
}

const fn words(result: TestResult) -> &'static str {
    match result {
        TestResult::Clean => "utan avvikelse",
        TestResult::Minor => "mindre avvikelse",
        TestResult::Major => "större avvikelse",
        TestResult::NotDone => "inte utförd",
    }
}
