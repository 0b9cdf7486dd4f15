//! What a report says, chapter by chapter, as it is read.

use super::statement::{RestsOn, StatementText};
use super::{anchor, heading, writing};
use crate::context::lang;
use crate::t;
use domain::Key;
use domain::report::{Chapter, Content, Fact, Form, Statement};
use leptos::prelude::*;

/// Every chapter of a report. `writes` is whether who reads may write in it.
#[component]
pub fn Chapters(content: Content, writes: bool) -> AnyView {
    let key = content.report.clone();
    Chapter::ALL
        .iter()
        .map(|&chapter| {
            let statements: Vec<Statement> = content.of(chapter).cloned().collect();
            view! { <ChapterView chapter=chapter statements=statements key=key.clone() writes=writes/> }
        })
        .collect_view()
        .into_any()
}

#[component]
fn ChapterView(chapter: Chapter, statements: Vec<Statement>, key: Key, writes: bool) -> AnyView {
    let lang = lang();
    let id = format!("h-{}", chapter.code());
    let labelled = id.clone();
    let empty =
        statements.is_empty().then(|| view! { <p class="muted">{t!(lang, "interim_report.chapter_empty")}</p> });
    let name = heading(chapter);
    let label = t!(lang, "interim_report.write_in", chapter = name);
    let write = writes.then(|| {
        view! {
            <p class="no-print"><a href=writing(&key, chapter) aria-label=label>{t!(lang, "interim_report.write")}</a></p>
        }
    });
    let body = groups(statements).into_iter().map(group).collect_view();
    view! {
        <section class="sec" aria-labelledby=labelled>
            <div class="sec__head"><h2 id=id lang=lang.written()>{name}</h2>{write}</div>
            {empty}
            {body}
        </section>
    }
    .into_any()
}

/// Statements that stand under one heading.
struct Group {
    name: String,
    statements: Vec<Statement>,
}

fn groups(statements: Vec<Statement>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for statement in statements {
        match groups.last_mut() {
            Some(last) if last.name == statement.group => last.statements.push(statement),
            _ => groups.push(Group { name: statement.group.clone(), statements: vec![statement] }),
        }
    }
    groups
}

/// What most of a group's statements rest on as its first does: told once, under its heading.
fn shared(group: &Group) -> Vec<Fact> {
    let Some((first, others)) = group.statements.split_first() else { return Vec::new() };
    if group.name.is_empty() || others.is_empty() {
        return Vec::new();
    }
    let common = |fact: &&Fact| others.iter().filter(|one| one.facts.contains(fact)).count() * 2 >= others.len();
    first.facts.iter().filter(common).cloned().collect()
}

fn group(group: Group) -> AnyView {
    let written = lang().written();
    let shared = shared(&group);
    let head = (!group.name.is_empty()).then(|| view! { <h3 lang=written>{group.name.clone()}</h3> });
    let rests = (!shared.is_empty()).then(|| view! { <RestsOn facts=shared.clone()/> });
    let mut parts: Vec<AnyView> = Vec::new();
    let mut waiting: Vec<Statement> = Vec::new();
    let mut subject = String::new();
    for statement in group.statements {
        let same = waiting.last().is_none_or(|last| last.form == statement.form && last.columns == statement.columns);
        if !same {
            parts.push(together(std::mem::take(&mut waiting), &shared));
        }
        if statement.form == Form::Paragraph {
            let shown = (!statement.subject.is_empty() && statement.subject != subject)
                .then(|| view! { <h4 lang=written>{statement.subject.clone()}</h4> });
            subject.clone_from(&statement.subject);
            let id = anchor(&statement.id);
            let told = shared.clone();
            parts.push(view! { {shown} <div id=id><StatementText statement=statement told=told/></div> }.into_any());
        } else {
            waiting.push(statement);
        }
    }
    parts.push(together(waiting, &shared));
    view! { <div class="chapter-part">{head}{rests}{parts}</div> }.into_any()
}

/// Bullets as one list, rows as one table.
fn together(statements: Vec<Statement>, told: &[Fact]) -> AnyView {
    let written = lang().written();
    let Some(first) = statements.first() else { return ().into_any() };
    if first.form == Form::Bullet {
        let items = statements
            .into_iter()
            .map(|one| {
                let id = anchor(&one.id);
                view! { <li id=id><StatementText statement=one told=told.to_vec()/></li> }
            })
            .collect_view();
        return view! { <ul>{items}</ul> }.into_any();
    }
    let (left, right) = first.columns.clone().unwrap_or_default();
    let label = right.clone();
    let rows = statements
        .into_iter()
        .map(|one| {
            let (id, subject) = (anchor(&one.id), one.subject.clone());
            view! {
                <tr role="row" id=id>
                    <th role="rowheader" scope="row" lang=written>{subject}</th>
                    <td role="cell" data-label=label.clone() lang=written><StatementText statement=one told=told.to_vec()/></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table role="table" class="tbl tbl--cards tbl--report">
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col" lang=written>{left}</th>
                    <th role="columnheader" scope="col" lang=written>{right}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}
