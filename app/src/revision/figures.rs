//! The headline figures of a revision: how many risks become what, and which.

use super::finding::{listed, staying};
use crate::context::lang;
use crate::i18n::{Lang, number, text};
use crate::picture::count_icon;
use crate::ui::Icon;
use crate::{plural, t};
use domain::picture::page::Board;
use domain::picture::preparation::Count;
use leptos::prelude::*;

/// What each figure counts; those that stay are one figure, whether anyone has answered for them or not.
const FIGURES: [Count; 6] =
    [Count::New, Count::Raised, Count::Lowered, Count::Changed, Count::Closed, Count::Confirmed];

/// The row of figures.
#[component]
pub fn Figures(board: Board) -> AnyView {
    let lang = lang();
    let figures = FIGURES
        .into_iter()
        .map(|count| {
            let value = match count {
                Count::Confirmed => staying(board.counts),
                count => board.counts.get(count),
            };
            let form = if value == 1 { "_one" } else { "" };
            let name = text(lang, &format!("count.{}{form}", count.code()));
            view! {
                <div>
                    <dt><Icon name=count_icon(count)/>{name}</dt>
                    <dd class="v" class:zero=value == 0>{number(lang, value)}</dd>
                    <dd class="x">{note(lang, &board, count, value)}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="figures">{figures}</dl> }.into_any()
}

/// Which risks they are, by number; or that there are none.
fn note(lang: Lang, board: &Board, count: Count, value: u32) -> String {
    if value == 0 {
        return text(lang, &format!("count.{}_none", count.code())).to_owned();
    }
    if count == Count::Confirmed {
        let left = board.counts.unreviewed;
        return if left > 0 {
            plural!(lang, "revision.figure_unreviewed", left)
        } else {
            t!(lang, "revision.figure_confirmed").to_owned()
        };
    }
    let named = board.named.iter().find(|(one, _)| *one == count).map(|(_, keys)| keys.as_slice()).unwrap_or_default();
    let short: Vec<String> = named
        .iter()
        .map(|key| key.as_str().split_once('-').map_or(key.as_str(), |(_, number)| number).to_owned())
        .collect();
    let more = value.saturating_sub(u32::try_from(short.len()).unwrap_or(u32::MAX));
    if more > 0 {
        format!("{} {}", short.join(", "), plural!(lang, "revision.figure_more", more))
    } else {
        listed(lang, &short)
    }
}
