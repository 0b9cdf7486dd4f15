//! The revisions: what is proposed to the board, the work that leads there, and the meeting that decides on it.

mod answers;
mod ask;
mod changes;
mod deciding;
mod detail;
mod figures;
mod finding;
mod list;
mod meeting;
mod meeting_change;
mod prepare;
mod remarks;
mod reviewing;
mod standing;
mod stays;
mod views;
mod what;

pub use ask::Ask;
pub use deciding::DecidingPage;
pub use detail::RevisionPage;
pub use finding::finding;
pub use list::RevisionListPage;
pub use meeting::MeetingPage;
pub use reviewing::ReviewingPage;

use crate::api::{RevisionView, revision};
use crate::error::ApiResult;
use crate::page::{use_key, use_pairs};
use domain::picture::page::Show;

/// The data of a revision's page. `standard` is what is shown where the address doesn't say.
fn use_revision(standard: Show) -> impl Future<Output = ApiResult<RevisionView>> + Send + 'static {
    revision(use_key(), asked(use_pairs(), standard))
}

fn asked(mut pairs: Vec<(String, String)>, standard: Show) -> Vec<(String, String)> {
    if !pairs.iter().any(|(name, _)| name == "visa") {
        pairs.push(("visa".to_owned(), standard.code().to_owned()));
    }
    pairs
}
