//! Disclosures.

use super::moment;
use crate::context::{FormState, Request};
use crate::error::ApiResult;
use domain::access::Function;
use domain::disclosure::{Disclosure, DisclosureList};
use domain::{AppError, Draft, Key};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// The disclosures with what the form of a new one needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosureListView {
    /// The disclosures.
    pub list: DisclosureList,
    /// Today's date in Sweden.
    pub today: chrono::NaiveDate,
    /// A fresh command id for the form.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// One disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosureView {
    /// Its key.
    pub key: Key,
    /// The disclosure.
    pub disclosure: Disclosure,
}

/// The disclosures; and of a picture or a list that is asked for, what is to be looked at.
#[server(GetDisclosures, endpoint = "disclosures", input = Json)]
pub async fn disclosures(per: String, asked: Option<Draft>) -> ApiResult<DisclosureListView> {
    let (request, actor) = Request::signed_in(Function::Disclosures)?;
    let moment = moment(&per, &request)?;
    let view = request.store.view(&actor, moment).await?;
    let (today, list) = (view.today, view.disclosures(asked.as_ref()).await?);
    Ok(DisclosureListView { list, today, command_id: store::ids::fresh(), form: request.form.clone() })
}

/// One disclosure.
#[server(GetDisclosure, endpoint = "disclosure", input = Json)]
pub async fn disclosure(key: String, per: String) -> ApiResult<DisclosureView> {
    let (request, actor) = Request::signed_in(Function::Disclosure)?;
    let moment = moment(&per, &request)?;
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let disclosure = request.store.view(&actor, moment).await?.disclosure(&key).await?;
    Ok(DisclosureView { key, disclosure })
}
