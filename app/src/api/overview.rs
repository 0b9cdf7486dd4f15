//! The overview, what has happened since, and the search.

use super::moment;
use crate::context::Request;
use crate::error::ApiResult;
use domain::AppError;
use domain::access::Function;
use domain::overview::Overview;
use domain::search::SearchGroup;
use domain::since::SincePage;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// What needs me now.
#[server(GetOverview, endpoint = "overview", input = Json)]
pub async fn overview(per: String) -> ApiResult<Overview> {
    let (request, actor) = Request::signed_in(Function::Overview)?;
    let moment = moment(&per, &request)?;
    Ok(request.store.view(&actor, moment).await?.overview().await?)
}

/// What has happened since a day; since the board's last decision, or thirty days, where none is named.
#[server(GetSince, endpoint = "since", input = Json)]
pub async fn since(from: String, per: String) -> ApiResult<SincePage> {
    let (request, actor) = Request::signed_in(Function::Since)?;
    let moment = moment(&per, &request)?;
    let view = request.store.view(&actor, moment).await?;
    let from = match from.as_str() {
        "" => None,
        given => {
            let not_a_date = || AppError::field("fran", domain::ErrorCode::NotADate);
            Some(domain::date::parse(given).ok_or_else(not_a_date)?)
        }
    };
    Ok(view.since(from).await?)
}

/// Search everything the actor may see.
#[server(GetSearch, endpoint = "search", input = Json)]
pub async fn search(text: String, per: String) -> ApiResult<Vec<SearchGroup>> {
    let (request, actor) = Request::signed_in(Function::Search)?;
    let moment = moment(&per, &request)?;
    Ok(request.store.view(&actor, moment).await?.search(&text).await?)
}
