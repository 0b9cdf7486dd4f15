//! The design system: parts on native elements that pages are put together from.

mod as_of;
mod cell;
mod column_heads;
mod columns;
mod comments;
mod detail;
mod filters;
mod history;
mod label;
mod links;
mod list_page;
mod pager;
mod periods;
mod record;
mod shortcuts;
mod table;
mod tabs;
mod time_line;

pub use as_of::AsOf;
pub use cell::{CellView, KeyLinks, Mask, ScoreView, StateTag, outcome_icon};
pub use column_heads::column_heads;
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
pub use list_page::{ExportMenu, ExportsOf, RegisterPage, rows_table};
pub use pager::{Pager, page_numbers};
pub use periods::{PeriodComments, PeriodRow, PeriodWords, Periods};
pub use record::{Record, use_record_page};
pub use shortcuts::{ShortcutKeys, ShortcutsBox, ShortcutsChoice, ShortcutsLink};
pub use table::{ColumnHead, RowsTable, StateWith, record_path};
pub use tabs::tabs;
pub use time_line::{PageTimeLine, TimeLine};
