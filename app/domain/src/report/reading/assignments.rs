//! 4.3 Uppdrag: what the council has given the board to do, and how far each has come.

use super::Input;
use super::words::{Say, capital, listed, number, plural};
use crate::analysis::{Analysis, AnalysisKind, AnalysisState};
use crate::assignment::{Assignment, AssignmentState};
use crate::goal::GoalArea;
use crate::key::Key;
use crate::period::{Period, month_name};
use crate::report::{Chapter, Statement};
use chrono::{Datelike, NaiveDate};

const CHAPTER: Chapter = Chapter::Assignments;

/// The states, with how each is said of one and of several.
const STATES: [(AssignmentState, &str, &str); 6] = [
    (AssignmentState::Planned, "är planerat", "är planerade"),
    (AssignmentState::Ongoing, "pågår", "pågår"),
    (AssignmentState::Done, "är genomfört", "är genomförda"),
    (AssignmentState::ReportedBack, "är återrapporterat till nämnden", "är återrapporterade till nämnden"),
    (AssignmentState::Approved, "är godkänt av nämnden", "är godkända av nämnden"),
    (
        AssignmentState::Informed,
        "är rapporterat till stadsledningskontoret",
        "är rapporterade till stadsledningskontoret",
    ),
];

pub fn read(input: &Input) -> Vec<Statement> {
    let told: Vec<&(Key, Assignment)> = input.assignments.iter().filter(|(_, one)| is_told(input, one)).collect();
    let mut told_by_area = told.clone();
    // Those of no area stand last.
    told_by_area.sort_by_key(|(key, one)| (one.area.is_none(), one.area, key.number()));
    let mut all = vec![intro(input, &told)];
    all.extend(told_by_area.into_iter().map(|(key, assignment)| row(input, key, assignment)));
    all
}

/// Those that are open, and those that the city executive office was informed of since the report before.
fn is_told(input: &Input, assignment: &Assignment) -> bool {
    let over = assignment.informed.as_ref().is_some_and(|step| !input.counts(step.date));
    assignment.closed.is_none() && !over
}

fn intro(input: &Input, told: &[&(Key, Assignment)]) -> Statement {
    let mut say = Say::new(input, CHAPTER, "assignments.counts");
    let count = told.len();
    if count == 0 {
        return say
            .fact("assignments", "inga", "/uppdrag")
            .text("Nämnden har inga pågående uppdrag från kommunfullmäktige i registret.");
    }
    let said = number(count);
    say = say.count("assignments", said.as_str(), "/uppdrag", told.iter().map(|(key, _)| key));
    let mut parts = Vec::new();
    for (state, one, many) in STATES {
        let those = || told.iter().filter(|(_, assignment)| assignment.state() == state).map(|(key, _)| key);
        let some = those().count();
        if some > 0 {
            let said = if some == 1 { "ett".to_owned() } else { number(some) };
            parts.push(format!("{said} {}", plural(some, one, many)));
            say = say.count(&format!("assignments.{}", state.code()), said, "/uppdrag", those());
        }
    }
    let said = if count == 1 { "ett".to_owned() } else { said };
    let text = format!("Nämnden följer {said} uppdrag från kommunfullmäktige. {}.", capital(&listed(&parts)));
    say.text(text)
}

fn row(input: &Input, key: &Key, assignment: &Assignment) -> Statement {
    let period = assignment.period.map(|period| format!(", {}", words(period))).unwrap_or_default();
    let mut parts: Vec<String> = Vec::new();
    let mut say = Say::new(input, CHAPTER, format!("assignment.{key}"))
        .group(group(assignment.area))
        .subject(format!("{} {}{period}", assignment.text, assignment.year))
        .row("Centrala uppdrag", "Kommentar")
        .record("assignment", key);
    if assignment.comment.is_empty() {
        parts.push(format!("Uppdraget {}.", said(assignment.state())));
    } else {
        parts.push(assignment.comment.clone());
    }
    for (other, analysis) in input.analyses.iter().filter(|(_, one)| one.assignments.contains(key)) {
        parts.push(analysed(other, analysis));
        say = say.record("analysis", other);
    }
    say.text(parts.join("\n\n"))
}

/// The heading that the report's template tells an area's assignments under.
const fn group(area: Option<GoalArea>) -> &'static str {
    match area {
        Some(GoalArea::Customer) => "4.3.1 Kund och ägare",
        Some(GoalArea::Process) => "4.3.2 Process",
        Some(GoalArea::Staff) => "4.3.3 Medarbetare",
        Some(GoalArea::Economy) => "4.3.4 Ekonomi",
        Some(GoalArea::Sustainability) => "4.3.5 Hållbarhet",
        None => "",
    }
}

fn said(state: AssignmentState) -> &'static str {
    STATES.iter().find(|(known, ..)| *known == state).map_or("är avslutat", |(_, one, _)| one)
}

/// Where an analysis stands, and when it is planned to be done.
fn analysed(key: &Key, analysis: &Analysis) -> String {
    let kind = match analysis.kind {
        AnalysisKind::RiskAndConsequence => "Risk- och konsekvensanalysen",
        AnalysisKind::Risk => "Riskanalysen",
        AnalysisKind::DataProtection => "Konsekvensbedömningen",
    };
    let state = match analysis.state() {
        AnalysisState::Planned => "har inte påbörjats",
        AnalysisState::Ongoing => "har påbörjats",
        AnalysisState::Done => "är genomförd",
        AnalysisState::Closed => "har avslutats utan att genomföras",
    };
    let months = months(analysis.planned_from, analysis.planned_to);
    let open = matches!(analysis.state(), AnalysisState::Planned | AnalysisState::Ongoing);
    let planned = match months {
        Some(months) if open => format!(" och planeras att fullföljas i {months}"),
        _ => String::new(),
    };
    let came_to = if analysis.conclusion.is_empty() { String::new() } else { format!(" {}", analysis.conclusion) };
    format!("{kind} ”{}” ({key}) {state}{planned}.{came_to}", analysis.title)
}

/// A period as a report says it: `Halvår 1 2024`.
fn words(period: Period) -> String {
    match period {
        Period::Year(year) => year.to_string(),
        Period::Half(year, half) => format!("Halvår {half} {year}"),
        Period::Quarter(year, quarter) => format!("Kvartal {quarter} {year}"),
        Period::Month(year, month) => format!("{} {year}", month_name(month)),
        Period::Through(year, month) => format!("period {} {year}", month_name(month)),
    }
}

/// The months from one day through another: `april–maj 2024`.
fn months(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<String> {
    let (from, to) = (from.or(to)?, to.or(from)?);
    let whole = super::words_of_month(to);
    Some(if (from.year(), from.month()) == (to.year(), to.month()) {
        whole
    } else if from.year() == to.year() {
        format!("{}–{whole}", month_name(from.month()))
    } else {
        format!("{}–{whole}", super::words_of_month(from))
    })
}
