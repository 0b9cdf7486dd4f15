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
mod meeting_steps;
mod prepare;
mod remarks;
mod reviewing;
mod standing;
mod stays;
mod views;
mod what;

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
use leptos::prelude::*;

/// The data of a revision's page, read again when its address changes and after every saved form. `standard` is what is
/// shown where the address doesn't say.
fn use_revision(standard: Show) -> Resource<ApiResult<RevisionView>> {
    let (key, pairs) = (use_key(), use_pairs());
    Resource::new_blocking(move || (key.get(), asked(pairs.get(), standard)), |(key, pairs)| revision(key, pairs))
}

fn asked(mut pairs: Vec<(String, String)>, standard: Show) -> Vec<(String, String)> {
    if !pairs.iter().any(|(name, _)| name == "visa") {
        pairs.push(("visa".to_owned(), standard.code().to_owned()));
    }
    pairs
}
