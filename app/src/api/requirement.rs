//! Frameworks and what covers them.

use super::{Seen, decided_days, moment};
use crate::context::Request;
use crate::error::ApiResult;
use domain::access::Function;
use domain::coverage::{Coverage, FrameworkSummary};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// Coverage of a framework; of the first when none is named.
#[server(GetCoverage, endpoint = "coverage", input = Json)]
pub async fn coverage(framework: String, per: String) -> ApiResult<Seen<Coverage>> {
    let (request, actor) = Request::signed_in(Function::Coverage)?;
    let moment = moment(&per, &request)?;
    let view = request.store.view(&actor, moment).await?;
    Ok(Seen { what: view.coverage(&framework).await?, decisions: decided_days(&request, &view).await? })
}

/// The frameworks, with how far each is shown and judged.
#[server(GetFrameworks, endpoint = "frameworks", input = Json)]
pub async fn frameworks(per: String) -> ApiResult<Seen<Vec<FrameworkSummary>>> {
    let (request, actor) = Request::signed_in(Function::Frameworks)?;
    let moment = moment(&per, &request)?;
    let view = request.store.view(&actor, moment).await?;
    Ok(Seen { what: view.frameworks().await?, decisions: decided_days(&request, &view).await? })
}
