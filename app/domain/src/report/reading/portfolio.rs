//! 4.2 Portföljstyrning utvecklingsprojekt: the projects that flag red or yellow with cause and action, and those that have ended,
//! portfolio by portfolio.

use super::Input;
use super::words::Say;
use crate::deviation::Period;
use crate::key::Key;
use crate::programme::status::{Dimension, Signal};
use crate::project::{PeriodStatus, Project, ProjectOutcome, ProjectState};
use crate::query::encode;
use crate::report::{Chapter, Statement};

const CHAPTER: Chapter = Chapter::Portfolio;

pub fn read(input: &Input) -> Vec<Statement> {
    let mut portfolios: Vec<&str> = input.projects.iter().map(|(_, project)| project.portfolio.as_str()).collect();
    portfolios.sort_unstable();
    portfolios.dedup();
    portfolios.into_iter().flat_map(|portfolio| of(input, portfolio)).collect()
}

fn of(input: &Input, portfolio: &str) -> Vec<Statement> {
    let own = || input.projects.iter().filter(|(_, project)| project.portfolio == portfolio);
    // A portfolio has a name and no key, so its statements are known by the first of its projects.
    let known = own().map(|(key, _)| key.as_str()).next().unwrap_or_default();
    let say = |part: &str| Say::new(input, CHAPTER, format!("portfolio.{known}.{part}")).group(portfolio);
    let flagged: Vec<(&Key, &Project, &PeriodStatus)> = own()
        .filter(|(_, project)| project.state() == ProjectState::Ongoing)
        .filter_map(|(key, project)| Some((key, project, latest(input, project)?)))
        .filter(|(_, _, status)| matches!(status.worst(), Some(Signal::Red | Signal::Yellow)))
        .collect();
    let red = flagged.iter().any(|(_, _, status)| status.worst() == Some(Signal::Red));
    let mut all = Vec::new();
    if !red {
        let address = format!("/projekt?q={}", encode(portfolio));
        let none = say("none").subject("Projektavvikelser").fact("projects.red", "Inga", &address);
        all.push(none.text("Inga väsentliga avvikelser med röd flagg."));
    }
    for (key, project, status) in flagged {
        let said = Say::new(input, CHAPTER, format!("project.{key}")).group(portfolio).subject(project.title.as_str());
        all.push(said.record("project", key).text(told(status)));
    }
    let ended: Vec<&(Key, Project)> = own().filter(|(_, project)| is_news(input, project)).collect();
    if !ended.is_empty() {
        let since = if input.previous.is_some() { "förra rapporten" } else { "periodens början" };
        let mut lines = vec![format!("Sedan {since} har följande projekt avslutats.")];
        let mut said = say("ended").subject("Portföljförändringar");
        for (key, project) in ended {
            lines.push(format!("- {}", outcome(project)));
            said = said.record("project", key);
        }
        all.push(said.text(lines.join("\n")));
    }
    all
}

/// The latest status of a month that had begun when the period ended.
fn latest<'a>(input: &Input, project: &'a Project) -> Option<&'a PeriodStatus> {
    let last = Period::of(input.period.end().max(input.day));
    project.statuses.iter().rfind(|status| status.period <= last)
}

/// Each dimension that flags, with its cause and what is done about it.
fn told(status: &PeriodStatus) -> String {
    let parts = PeriodStatus::ORDER.into_iter().filter_map(|dimension| {
        let standing = status.of(dimension)?;
        let signal = match standing.signal {
            Signal::Red => "Röd",
            Signal::Yellow => "Gul",
            Signal::Green => return None,
        };
        let name = match dimension {
            Dimension::Time => "tid",
            Dimension::Cost => "kostnad",
            Dimension::Result => "resultat",
        };
        let mut lines = vec![format!("Status för {name}: {signal}")];
        for (word, text) in [("Orsak", &standing.cause), ("Åtgärd", &standing.action)] {
            if !text.is_empty() {
                lines.push(format!("{word}: {text}"));
            }
        }
        Some(lines.join("\n"))
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

/// Those that ended since the report before. Where nobody knows when, the first report tells of it.
fn is_news(input: &Input, project: &Project) -> bool {
    let news = project.ended.map_or(input.previous.is_none(), |day| input.counts(day));
    project.outcome.is_some() && project.closed.is_none() && news
}

fn outcome(project: &Project) -> String {
    let how = match project.outcome {
        Some(ProjectOutcome::Delayed) => "Avslutats med försening.",
        Some(ProjectOutcome::AsPlanned) | None => "Avslutats enligt plan.",
    };
    let came_to = if project.came_to.is_empty() { String::new() } else { format!(" {}", project.came_to) };
    format!("{}: {how}{came_to}", project.title)
}
