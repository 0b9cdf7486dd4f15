//! 2.1.2 Väsentliga avvikelser i verksamhetens utveckling: each deviation in the report's own subjects and order.

use super::Input;
use super::words::{Say, capital, grouped, number, plural};
use crate::deviation::{Deviation, DeviationState};
use crate::incident::{Incident, Significance};
use crate::key::Key;
use crate::measure::MeasureState;
use crate::programme::Share;
use crate::recommendation::{Handled, Judged, Recommendation};
use crate::report::{Chapter, Statement};
use crate::swedish;

const CHAPTER: Chapter = Chapter::Deviations;

pub fn read(input: &Input) -> Vec<Statement> {
    let told: Vec<_> = input.deviations.iter().filter(|(_, deviation)| is_told(input, deviation)).collect();
    if told.is_empty() {
        let none = Say::new(input, CHAPTER, "deviations.none").fact("deviations", "Inga", "/avvikelser");
        return vec![none.text("Inga väsentliga avvikelser har registrerats för perioden.")];
    }
    told.into_iter().flat_map(|(key, deviation)| of(input, key, deviation)).collect()
}

/// Those that are followed, and those that were mended since the report before.
fn is_told(input: &Input, deviation: &Deviation) -> bool {
    let mended = deviation.state() == DeviationState::Mended;
    let news = deviation.last_status().is_some_and(|status| input.counts(status.reported));
    deviation.closed.is_none() && (!mended || news)
}

fn of(input: &Input, key: &Key, deviation: &Deviation) -> Vec<Statement> {
    let say = |part: &str| Say::new(input, CHAPTER, format!("deviation.{key}.{part}")).group(deviation.title.as_str());
    let own = [
        ("cause", "Orsak till att avvikelsen uppstått", &deviation.cause),
        ("users", "Konsekvenser för de verksamheten är till för", &deviation.consequence_users),
        ("organisation", "Konsekvenser för organisation, medarbetare och chefer", &deviation.consequence_organisation),
        ("economy", "Ekonomiska konsekvenser", &deviation.consequence_economy),
        ("actions", "Vidtagna åtgärder", &deviation.actions),
    ];
    let mut all: Vec<Statement> = own
        .into_iter()
        .filter(|(_, _, text)| !text.is_empty())
        .map(|(part, subject, text)| say(part).subject(subject).record("deviation", key).text(text.as_str()))
        .collect();
    if let Some(audit) = deviation.audit.as_ref().filter(|audit| !audit.says.is_empty()) {
        let when = audit.date.map(|day| format!(" ({day})")).unwrap_or_default();
        let mut said = say("audit").subject("Granskning").record("deviation", key);
        if let Some(day) = audit.date {
            said = said.fact("audit.date", day.to_string(), &format!("/avvikelser/{key}"));
        }
        all.push(said.text(format!("{}{when}: {}", audit.by, audit.says)));
    }
    for (other, recommendation) in &input.recommendations {
        if shares(&recommendation.measures, &deviation.measures) {
            all.push(recommended(say(&format!("recommendation.{other}")), other, recommendation));
        }
    }
    all.extend(status(input, say("status"), key, deviation));
    all.extend(programme(input, say("programme"), deviation));
    all.extend(incidents(input, say("incidents"), deviation));
    all
}

/// What has been judged of a recommendation: by whom and of what, and never more than that.
fn recommended(say: Say<'_>, key: &Key, recommendation: &Recommendation) -> Statement {
    let say = say.subject("Granskning").record("recommendation", key);
    let title = &recommendation.title;
    let Some(Judged { handled, by, date, about, .. }) = recommendation.last() else {
        let text = format!(
            "Om rekommendationen ”{title}” från {} ({key}) är omhändertagen har ingen bedömt.",
            recommendation.reviewer
        );
        return say.text(text);
    };
    let judged = match handled {
        Handled::Handled => "omhändertagen",
        Handled::Partly => "delvis omhändertagen",
        Handled::NotHandled => "inte omhändertagen",
    };
    let text = format!(
        "Rekommendationen ”{title}” från {} ({key}) är {judged} enligt {by} {date}. Bedömningen avser {about}.",
        recommendation.reviewer
    );
    say.fact("judged", date.to_string(), &format!("/rekommendationer/{key}")).text(text)
}

/// How it stands by the last status of a month that had begun when the period ended.
fn status(input: &Input, say: Say<'_>, key: &Key, deviation: &Deviation) -> Option<Statement> {
    let end = input.period.end().max(input.day);
    let status = deviation.statuses.iter().rfind(|status| status.period.first_day() <= end)?;
    let state = match status.state {
        DeviationState::Open => "öppen",
        DeviationState::Ongoing => "under åtgärd",
        DeviationState::Mended => "åtgärdad",
    };
    let month = status.period.first_day();
    let named = super::words_of_month(month);
    let comment = if status.comment.is_empty() { String::new() } else { format!(" {}", status.comment) };
    let say = say.subject("Status").fact("state", state, &format!("/avvikelser/{key}"));
    Some(say.text(format!("Avvikelsen är {state} enligt uppföljningen för {named}.{comment}")))
}

/// How far the programme that deals with it has come, against its plan.
fn programme(input: &Input, say: Say<'_>, deviation: &Deviation) -> Option<Statement> {
    let (_, programme) = input.programmes.iter().find(|(key, _)| deviation.programmes.contains(key))?;
    let share = share(input);
    let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let (done, total) = (grouped(count(share.done)), grouped(count(share.total)));
    let (percent, planned) = (format!("{} %", share.percent()), format!("{} %", share.planned_percent()));
    let late = count(share.late);
    let lateness = match late {
        0 => "Inga åtgärder är försenade.".to_owned(),
        _ => format!("{} {}.", capital(&number(late)), plural(late, "åtgärd är försenad", "åtgärder är försenade")),
    };
    let said = if late == 0 { "Inga".to_owned() } else { capital(&number(late)) };
    let text = format!(
        "I programmet {} är {done} av {total} leverabler klara, {percent}. Enligt planen skulle {planned} ha varit klart. {lateness}",
        programme.name
    );
    Some(
        say.subject("Programmets framdrift")
            .fact("measures.done", done, "/atgarder?status=done")
            .fact("measures.total", total, "/atgarder")
            .fact("programme.percent", percent, "/program")
            .fact("programme.planned", planned, "/program")
            .fact("measures.late", said, "/atgarder?status=overdue")
            .text(text),
    )
}

/// The programme's deliverables: how many are done, and how many were to be by the plan the board decided.
fn share(input: &Input) -> Share {
    let mut share = Share::default();
    for (key, measure) in &input.measures {
        let state = measure.state();
        if state == MeasureState::Closed {
            continue;
        }
        let end = input.plan.get(key).map_or(measure.end, |(_, end)| *end);
        share.total += 1;
        share.done += u32::from(state == MeasureState::Done);
        share.planned += u32::from(end <= input.day);
        share.late += u32::from(state != MeasureState::Done && measure.end < input.day);
    }
    share
}

/// The period's incidents that touch the same risks or measures.
fn incidents(input: &Input, say: Say<'_>, deviation: &Deviation) -> Option<Statement> {
    let touches = |incident: &Incident| {
        shares(&incident.risks, &deviation.risks) || shares(&incident.measures, &deviation.measures)
    };
    let new = |incident: &Incident| incident.aware.is_some_and(|aware| input.counts(swedish::local(aware).date()));
    let found: Vec<&(Key, Incident)> =
        input.incidents.iter().filter(|(_, incident)| touches(incident) && new(incident)).collect();
    if found.is_empty() || !input.whole {
        return None;
    }
    let grave_ones =
        || found.iter().filter(|(_, one)| one.significance() == Significance::Significant).map(|(key, _)| key);
    let significant = grave_ones().count();
    let (count, grave) = (found.len(), if significant == 0 { "ingen".to_owned() } else { number(significant) });
    let text = format!(
        "Under perioden har {} {} avvikelsens risker eller åtgärder, varav {grave} var betydande.",
        number(count),
        plural(count, "incident rört", "incidenter rört"),
    );
    let mut say = say.subject("Incidenter under perioden").classified();
    say = say.count("incidents", number(count), "/incidenter", found.iter().map(|(key, _)| key));
    say = say.count("incidents.significant", grave, "/incidenter", grave_ones());
    for (key, _) in found {
        say = say.record("incident", key);
    }
    Some(say.text(text))
}

fn shares(one: &[Key], other: &[Key]) -> bool {
    one.iter().any(|key| other.contains(key))
}
