//! 4.1.1.2 Process: the goals of the area and the activities that lead to them, each with the period's comment.

use super::Input;
use super::words::Say;
use crate::deviation::Period;
use crate::goal::{Goal, GoalArea, GoalKind};
use crate::key::Key;
use crate::period_comment::through;
use crate::report::{Chapter, Statement};
use chrono::Datelike;

pub fn read(input: &Input) -> Vec<Statement> {
    let of = |wanted: &dyn Fn(GoalKind) -> bool, left: &str| -> Vec<Statement> {
        let told = input.goals.iter().filter(|(_, goal)| is_told(input, goal) && wanted(goal.kind));
        told.filter_map(|(key, goal)| row(input, key, goal, left)).collect()
    };
    let mut all = of(&|kind| kind != GoalKind::Activity, "Centrala mål");
    all.extend(of(&|kind| kind == GoalKind::Activity, "Aktiviteter"));
    all
}

/// Those of the area that hold in the period's year. The council's own goals are followed up from August on.
fn is_told(input: &Input, goal: &Goal) -> bool {
    let end = input.period.end();
    let year = u16::try_from(end.year()).unwrap_or(0);
    let holds = goal.first_year <= year && goal.last_year.is_none_or(|last| year <= last);
    let due = goal.kind != GoalKind::CouncilGoal || end.month() >= 8;
    goal.area == GoalArea::Process && goal.closed.is_none() && holds && due
}

fn row(input: &Input, key: &Key, goal: &Goal, left: &str) -> Option<Statement> {
    let comment = through(&goal.comments, Period::of(input.period.end().max(input.day)));
    let text = match comment {
        None => "Ingen kommentar har lämnats för perioden.".to_owned(),
        // Masked, it is neither told nor said not to be there.
        Some(comment) if comment.text.is_empty() => return None,
        Some(comment) => comment.text.clone(),
    };
    let say = Say::new(input, Chapter::Process, format!("goal.{key}")).subject(goal.title.as_str());
    Some(say.row(left, "Kommentar").record("goal", key).text(text))
}
