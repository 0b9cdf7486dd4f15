//! Risk pictures and the revision of one.

use super::{Pairs, given, moment, rows};
use crate::context::{FormState, Request};
use crate::error::ApiResult;
use domain::access::Function;
use domain::picture::page::{PicturePage, PictureRow, RevisionPage, Show};
use domain::{AppError, Key, Moment};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// A revision with what its forms need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionView {
    /// The revision.
    pub page: RevisionPage,
    /// When it is seen from.
    pub moment: Moment,
    /// The beginning of fresh command ids for its forms.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// A picture with when it is seen from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureView {
    /// The picture.
    pub page: PicturePage,
    /// When it is seen from.
    pub moment: Moment,
    /// The beginning of fresh command ids for its forms.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// The risk pictures and revisions, the newest first.
#[server(GetPictures, endpoint = "pictures", input = Json)]
pub async fn pictures(per: String) -> ApiResult<Vec<PictureRow>> {
    let (request, actor) = Request::signed_in(Function::Pictures)?;
    let moment = moment(&per, &request)?;
    Ok(request.store.view(&actor, moment).await?.pictures().await?)
}

/// One picture, as it was decided.
#[server(GetPicture, endpoint = "picture", input = Json)]
pub async fn picture(key: String, pairs: Pairs) -> ApiResult<PictureView> {
    let (request, actor) = Request::signed_in(Function::Picture)?;
    let (moment, rows) = (moment(given(&pairs, "per"), &request)?, rows(&pairs, Show::All)?);
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let page = request.store.view(&actor, moment).await?.picture(&key, rows).await?;
    Ok(PictureView { page, moment, command_id: store::ids::fresh(), form: request.form.clone() })
}

/// One revision, compared with the picture it revises.
#[server(GetRevision, endpoint = "revision", input = Json)]
pub async fn revision(key: String, pairs: Pairs) -> ApiResult<RevisionView> {
    let (request, actor) = Request::signed_in(Function::Revision)?;
    let (moment, rows) = (moment(given(&pairs, "per"), &request)?, rows(&pairs, Show::Changes)?);
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let page = request.store.view(&actor, moment).await?.revision(&key, rows).await?;
    Ok(RevisionView { page, moment, command_id: store::ids::fresh(), form: request.form.clone() })
}
