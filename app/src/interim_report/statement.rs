//! What a statement says, with each number, date and key of it leading to what it counts.

use crate::context::lang;
use crate::t;
use domain::report::Statement;
use domain::report::linked::{Block, Piece, blocks};
use leptos::prelude::*;

/// A statement's text, and under it what it rests on that its words don't hold.
#[component]
pub fn StatementText(statement: Statement) -> AnyView {
    let lang = lang();
    let (parts, missing) = blocks(&statement.text, &statement.facts);
    let text = parts.iter().map(block).collect_view();
    let rest = missing
        .iter()
        .map(|fact| {
            let (value, to) = (fact.value.clone(), fact.address.clone());
            view! { <li><a href=to>{value}</a></li> }
        })
        .collect_view();
    let rests = (!missing.is_empty()).then(|| {
        view! {
            <div class="rests no-print">
                <span class="m muted" lang=lang.html_lang()>{t!(lang, "interim_report.rests_on")}</span>
                <ul lang=lang.written()>{rest}</ul>
            </div>
        }
    });
    view! { <div class="stated" lang=lang.written()>{text}{rests}</div> }.into_any()
}

fn block(block: &Block<'_>) -> AnyView {
    match block {
        Block::Paragraph(lines) => {
            let last = lines.len().saturating_sub(1);
            let lines = lines
                .iter()
                .enumerate()
                .map(|(n, line)| {
                    let pieces = pieces(line);
                    view! { {pieces} {(n < last).then(|| view! { <br/> })} }
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
