//! The design system: parts on native elements that pages are put together from.

mod as_of;
mod cell;
mod columns;
mod comments;
mod detail;
mod filters;
mod history;
mod label;
mod links;
mod list_page;
mod pager;
mod record;
mod shortcuts;
mod table;
mod tabs;

pub use as_of::AsOf;
pub use cell::{CellView, KeyLinks, Mask, ScoreView, StateTag};
pub use comments::Comments;
pub use detail::{
    ActionFold, ActionLink, ClosedBanner, DetailHead, Fact, Facts, Prose, ReasonFold, SecrecyNote, day_view, fact,
    fact_changed, fact_some, fact_text, fold_id,
};
pub use filters::{Filters, chosen};
pub use history::{Diff, History};
pub use islands::{Icon, PrintButton};
pub use label::LabelTags;
pub use links::{Linked, LinkedSections, WaitingSection};
pub use list_page::{ExportMenu, RegisterPage, rows_table};
pub use pager::{Pager, page_numbers};
pub use record::{Record, use_record_page};
pub use shortcuts::{ShortcutKeys, ShortcutsBox, ShortcutsChoice, ShortcutsLink};
pub use table::{ColumnHead, RowsTable, StateWith, record_path};
pub use tabs::tabs;
