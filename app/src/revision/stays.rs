//! The risks that stay as they were decided.

use super::finding::staying;
use crate::address::Address;
use crate::context::lang;
use crate::picture::SpotScore;
use crate::ui::{Icon, record_path};
use crate::{plural, t};
use domain::picture::page::{Board, ChangeRow, Show};
use domain::picture::preparation::Count;
use leptos::prelude::*;

/// Those of the rows that stay; where only changes are shown, how many there are and the way to them.
#[component]
pub fn Stays(board: Board, rows: Vec<ChangeRow>, address: Address, per: String) -> AnyView {
    let lang = lang();
    let all = staying(board.counts);
    if all == 0 || (rows.is_empty() && board.show != Show::Changes) {
        return ().into_any();
    }
    let heading = if board.show == Show::Unreviewed {
        plural!(lang, "revision.unanswered_heading", rows.len())
    } else {
        plural!(lang, "revision.stays", all)
    };
    let left = board.counts.unreviewed;
    let unreviewed = (left > 0).then(|| plural!(lang, "revision.stays_unreviewed", left));
    let list = if rows.is_empty() {
        let to = address.with("visa", Show::All.code()).to_string();
        view! { <p class="no-print"><a href=to>{plural!(lang, "revision.stays_link", all)}</a></p> }.into_any()
    } else {
        let items = rows.into_iter().map(|row| view! { <Item row=row per=per.clone()/> }).collect_view();
        view! { <ul class="unchanged">{items}</ul> }.into_any()
    };
    view! {
        <section class="sec" aria-labelledby="h-kvarstar">
            <div class="sec__head">
                <h2 id="h-kvarstar">{heading}</h2>
                <p>{t!(lang, "revision.stays_lead")} " " {unreviewed}</p>
            </div>
            {list}
        </section>
    }
    .into_any()
}

#[component]
fn Item(row: ChangeRow, per: String) -> AnyView {
    let lang = lang();
    let to = format!("{}{per}", record_path(&row.key));
    let tag = (row.count == Count::Unreviewed).then(|| {
        view! { <span class="tag tag--missing"><Icon name="i-miss"/>{t!(lang, "revision.not_reviewed")}</span> }
    });
    let reason = (!row.reason.is_empty()).then(|| view! { <span class="s muted">{row.reason}</span> });
    view! {
        <li>
            <span class="muted">{row.key.to_string()}</span>
            <div><a class="title" href=to>{row.title}</a> <br/> {reason}{tag}</div>
            {row.after.map(|spot| view! { <SpotScore spot=spot/> })}
        </li>
    }
    .into_any()
}
