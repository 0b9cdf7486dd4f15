//! The design system: parts on native elements that pages are put together from.

mod as_of;
mod cell;
mod detail;
mod filters;
mod history;
mod links;
mod list_page;
mod pager;
mod print_button;
mod record;
mod shortcuts;
mod table;

pub use as_of::AsOf;
pub use cell::{CellView, KeyLinks, Mask, ScoreView, StateTag};
pub use detail::{
    ActionFold, ActionLink, ClosedBanner, DetailHead, Fact, Facts, Prose, ReasonFold, SecrecyNote, day_view, fact,
    fact_changed, fact_some, fact_text, fold_id,
};
pub use filters::{Filters, chosen};
pub use history::History;
pub use links::{Linked, LinkedSections};
pub use list_page::{ExportMenu, ListPageView, RegisterPage};
pub use pager::{Pager, page_numbers};
pub use print_button::PrintButton;
pub use record::{Record, use_record_page};
pub use shortcuts::{ShortcutKeys, Shortcuts, ShortcutsChoice, ShortcutsLink};
pub use table::{RowsTable, record_path};

use leptos::prelude::*;

/// A glyph of the sprite. Always beside a word.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="ico" aria-hidden="true"><use href=format!("#{name}")></use></svg>
    }
}
