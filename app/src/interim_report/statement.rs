//! What a statement says, with each number, date and key of it leading to what it counts.

use crate::context::lang;
use crate::t;
use domain::report::linked::{Block, Piece, blocks};
use domain::report::{Fact, Statement};
use leptos::prelude::*;

/// A statement's text, and under it what it rests on that neither its words hold nor is told above it.
#[component]
pub fn StatementText(
    /// The statement.
    statement: Statement,
    /// What is told of above it.
    #[prop(default = Vec::new())]
    told: Vec<Fact>,
) -> AnyView {
    let lang = lang();
    let (parts, missing) = blocks(&statement.text, &statement.facts);
    let text = parts.iter().map(block).collect_view();
    let rest: Vec<Fact> = missing.into_iter().filter(|fact| !told.contains(fact)).cloned().collect();
    let rests = (!rest.is_empty()).then(|| view! { <RestsOn facts=rest/> });
    view! { <div class="stated"><div class="stated__text" lang=lang.written()>{text}</div>{rests}</div> }.into_any()
}

/// What a statement rests on, each with the way to it.
#[component]
pub fn RestsOn(facts: Vec<Fact>) -> AnyView {
    let lang = lang();
    let items = facts.into_iter().map(|fact| view! { <li><a href=fact.address>{fact.value}</a></li> }).collect_view();
    view! {
        <div class="rests no-print">
            <span class="m muted">{t!(lang, "interim_report.rests_on")}</span>
            <ul lang=lang.written()>{items}</ul>
        </div>
    }
    .into_any()
}

fn block(block: &Block<'_>) -> AnyView {
    match block {
        Block::Paragraph(lines) => {
            let lines = lines
                .iter()
                .map(|line| {
                    let pieces = pieces(line);
                    view! { <span class="line">{pieces}</span> }
                })
                .collect_view();
            view! { <p>{lines}</p> }.into_any()
        }
        Block::Bullets(items) => {
            let items = items
                .iter()
                .map(|item| {
                    let pieces = pieces(item);
                    view! { <li>{pieces}</li> }
                })
                .collect_view();
            view! { <ul>{items}</ul> }.into_any()
        }
    }
}

fn pieces(line: &[Piece<'_>]) -> AnyView {
    line.iter()
        .map(|piece| {
            let text = piece.text.to_owned();
            match piece.address.map(str::to_owned) {
                Some(to) => view! { <a href=to>{text}</a> }.into_any(),
                None => text.into_any(),
            }
        })
        .collect_view()
        .into_any()
}
