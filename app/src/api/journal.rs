//! The journal.

use super::{Pairs, given, moment};
use crate::context::Request;
use crate::error::ApiResult;
use domain::access::Function;
use domain::history::{JournalPage, JournalQuery};
use domain::{AppError, Moment};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// A page of the journal with what it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalView {
    /// The page.
    pub page: JournalPage,
    /// What was asked for.
    pub query: JournalQuery,
    /// When it is seen from.
    pub moment: Moment,
}

/// The journal.
#[server(GetJournal, endpoint = "journal", input = Json)]
pub async fn journal(pairs: Pairs) -> ApiResult<JournalView> {
    let (request, actor) = Request::signed_in(Function::Journal)?;
    let moment = moment(given(&pairs, "per"), &request)?;
    let query = JournalQuery::parse(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
        .map_err(|errors| AppError::Invalid { errors })?;
    let page = request.store.view(&actor, moment).await?.journal(&query).await?;
    Ok(JournalView { page, query, moment })
}
