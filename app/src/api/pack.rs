//! Evidence packs.

use super::moment;
use crate::context::{FormState, Request};
use crate::error::ApiResult;
use domain::access::Function;
use domain::pack::{PackList, PackPage};
use domain::{AppError, Key, Moment};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// The evidence packs with what the form of a new one needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackListView {
    /// The packs.
    pub list: PackList,
    /// When they are seen from.
    pub moment: Moment,
    /// A fresh command id for the form.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// The evidence packs that were taken out.
#[server(GetPacks, endpoint = "packs", input = Json)]
pub async fn packs(per: String) -> ApiResult<PackListView> {
    let (request, actor) = Request::signed_in(Function::Packs)?;
    let moment = moment(&per, &request)?;
    let list = request.store.view(&actor, moment).await?.packs().await?;
    Ok(PackListView { list, moment, command_id: store::ids::fresh(), form: request.form.clone() })
}

/// One evidence pack, with what it holds for who asks.
#[server(GetPack, endpoint = "pack", input = Json)]
pub async fn pack(key: String, per: String) -> ApiResult<PackPage> {
    let (request, actor) = Request::signed_in(Function::Pack)?;
    let moment = moment(&per, &request)?;
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let (pack, view) = request.store.view_of_pack(&actor, moment, &key).await?;
    Ok(view.pack_page(&key, pack).await?)
}
