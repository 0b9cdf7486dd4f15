//! Evidence files up and down: `/evidens/{key}/fil`.

use crate::answer::wants_page;
use crate::downloads::attachment;
use crate::failure::Failure;
use crate::pages::{draw, sign_in_first, to};
use crate::site::Site;
use crate::visitor::Visitor;
use app::context::FormState;
use axum::Router;
use axum::body::Body;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Query, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::access::Function;
use domain::evidence::{Evidence, FileRef};
use domain::query::encode;
use domain::{
    Action, Actor, AppError, Body as Record, Command, Draft, ErrorCode, FieldError, Key, Kind, Moment, Subject,
};
use futures::{Stream, stream};
use std::time::Duration;

/// How long an upload may stand still.
pub(crate) const STALL: Duration = Duration::from_secs(60);
/// How long the rest of a refused upload is read, so that the browser comes to read the answer.
pub(crate) const DRAIN: Duration = Duration::from_secs(30);
/// Most bytes of a field beside the file.
const FIELD_MAX: usize = 200;

/// The routes. What an upload may hold is counted as it comes, not before.
pub fn routes() -> Router<Site> {
    Router::new().route("/evidens/{key}/fil", get(download).post(upload)).layer(DefaultBodyLimit::disable())
}

/// Hands a file out, when the view says that the actor may have it.
async fn download(
    State(site): State<Site>,
    visitor: Visitor,
    Path(key): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let Some(actor) = &visitor.actor else { return sign_in_first(&visitor, &uri, &headers) };
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).unwrap_or_default();
    let per = pairs.iter().find(|(name, _)| name == "per").map_or("", |(_, value)| value.as_str());
    let Ok(moment) = Moment::parse(per, site.store.clock().today()) else {
        return Failure::Address(vec![FieldError::new("per", ErrorCode::NotADate)]).into_response();
    };
    match hand_out(&site, actor, &key, moment, &headers).await {
        Ok(response) => response,
        Err(error) => Failure::App(error).into_response(),
    }
}

async fn hand_out(
    site: &Site,
    actor: &Actor,
    key: &str,
    moment: Moment,
    headers: &HeaderMap,
) -> Result<Response, AppError> {
    let file = file_of(&evidence(site, actor, key, moment).await?)?;
    let tag = format!("\"{}\"", file.sha256);
    let known = |given: &HeaderValue| given.to_str().is_ok_and(|given| given.split(',').any(|one| one.trim() == tag));
    // The same bytes may be kept, but never without asking whether they still may be had.
    let kept = [(ETAG, tag.clone()), (CACHE_CONTROL, "private, no-cache".to_owned())];
    if headers.get(IF_NONE_MATCH).is_some_and(known) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let (size, bytes) = match site.files.read(&file.sha256).await {
        Err(store::StoreError::App(AppError::NotFound)) => {
            tracing::error!(key, "a file of the register is not where files are kept");
            return Err(AppError::NotFound);
        }
        answer => answer?,
    };
    tracing::info!(key, bytes = size, role = actor.role.code(), "file handed out");
    let told = [
        (CONTENT_TYPE, file.media_type),
        (CONTENT_LENGTH, size.to_string()),
        (CONTENT_DISPOSITION, attachment(&file.name)),
        // Should a browser show it after all, nothing in it may run, load or be framed.
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox; frame-ancestors 'none'".to_owned()),
    ];
    Ok((kept, told, Body::from_stream(bytes)).into_response())
}

/// The evidence as the actor may see it.
async fn evidence(site: &Site, actor: &Actor, key: &str, moment: Moment) -> Result<Evidence, AppError> {
    let key = Key::parse(key).map_err(|_| AppError::NotFound)?;
    match site.store.view(actor, moment).await?.body(Kind::Evidence, &key).await? {
        Record::Evidence(evidence) => Ok(evidence),
        _ => Err(AppError::NotFound),
    }
}

/// Its file. One that a secrecy marking covers is refused, whether there is one or not.
fn file_of(evidence: &Evidence) -> Result<FileRef, AppError> {
    let hidden = evidence.secrecy.as_ref().is_some_and(|marking| marking.hides("file"));
    if hidden {
        return Err(AppError::Forbidden);
    }
    evidence.file.clone().ok_or(AppError::NotFound)
}

/// What an upload's form said beside its file.
#[derive(Debug, Default)]
struct Told {
    command_id: String,
    rev: String,
}

/// Takes a file in.
async fn upload(State(site): State<Site>, visitor: Visitor, Path(key): Path<String>, request: Request) -> Response {
    let page = wants_page(request.headers());
    let Some(address) = Key::parse(&key).ok().and_then(|key| format!("/evidens/{key}").parse::<Uri>().ok()) else {
        return Failure::App(AppError::NotFound).into_response();
    };
    let Some(actor) = &visitor.actor else { return sign_in_first(&visitor, &address, request.headers()) };
    // Whoever may not attach anything here sends nothing further.
    if let Err(error) = may_attach(&site, actor, &key).await {
        return Failure::App(error).into_response();
    }
    let mut told = Told::default();
    match take(&site, actor, &key, &mut told, request).await {
        Ok(next) => to(&next),
        Err(error) if page => again(&site, &visitor, &address, &key, told, error).await,
        Err(error) => {
            let status = status(&error);
            let mut response = Failure::App(error).into_response();
            *response.status_mut() = status;
            response
        }
    }
}

async fn may_attach(site: &Site, actor: &Actor, key: &str) -> Result<(), AppError> {
    let attach = Subject::Command(Action::Attach, Kind::Evidence);
    if !actor.may(Subject::Function(Function::Submit)) || !actor.may(attach) {
        return Err(AppError::Forbidden);
    }
    let evidence = evidence(site, actor, key, Moment::Now).await?;
    if actor.may_on(attach, &evidence.owner) { Ok(()) } else { Err(AppError::Forbidden) }
}

async fn take(site: &Site, actor: &Actor, key: &str, told: &mut Told, request: Request) -> Result<String, AppError> {
    let broken = || AppError::field("file", ErrorCode::FileBroken);
    let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > site.files.max().saturating_mul(4)) {
        // Too much to read only to throw it away: the browser finds the connection closed.
        return Err(AppError::field("file", ErrorCode::FileSize { max: site.files.max() }));
    }
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
    let kept = loop {
        let field = tokio::time::timeout(STALL, form.next_field()).await.map_err(|_| broken())?;
        let Some(field) = field.map_err(|_| broken())? else {
            return Err(AppError::field("file", ErrorCode::Required));
        };
        match field.name() {
            Some("command_id") => told.command_id = short(field).await?,
            Some("rev") => told.rev = short(field).await?,
            Some("fil") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                break site.files.keep(&name, pieces(field)).await.map_err(AppError::from);
            }
            _ => {}
        }
    };
    let file = match kept {
        Ok(file) => file,
        Err(error) => {
            // The form's next field is looked for beyond the rest of this one, which is thus read and forgotten.
            let _ = tokio::time::timeout(DRAIN, form.next_field()).await;
            return Err(error);
        }
    };
    attach(site, actor, key, told, file).await
}

async fn attach(site: &Site, actor: &Actor, key: &str, told: &Told, file: FileRef) -> Result<String, AppError> {
    let rev = match told.rev.as_str() {
        "" => None,
        rev => Some(rev.parse().map_err(|_| AppError::Invalid { errors: Vec::new() })?),
    };
    let draft = Draft::default()
        .with("sha256", file.sha256)
        .with("name", file.name)
        .with("size", file.size.to_string())
        .with("media_type", file.media_type);
    let command = Command {
        id: told.command_id.clone(),
        action: Action::Attach,
        kind: Kind::Evidence,
        key: Some(Key::parse(key).map_err(|_| AppError::NotFound)?),
        rev,
        draft,
        reason: String::new(),
    };
    let receipt = site.store.commit(actor, &command).await?;
    let key = encode(receipt.key.as_str());
    Ok(format!("/evidens/{key}?klart={}&vad={key}&v={}", Action::Attach.code(), receipt.rev))
}

/// A field's text, when it is as short as ours are.
pub(crate) async fn short(mut field: Field<'_>) -> Result<String, AppError> {
    let invalid = || AppError::Invalid { errors: Vec::new() };
    let mut text = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| invalid())? {
        if text.len() + piece.len() > FIELD_MAX {
            return Err(invalid());
        }
        text.extend_from_slice(&piece);
    }
    String::from_utf8(text).map_err(|_| invalid())
}

/// A file's bytes as they come. One that stands still for long has broken off.
pub(crate) fn pieces(field: Field<'_>) -> impl Stream<Item = Result<bytes::Bytes, ()>> {
    stream::unfold(field, async |mut field| match tokio::time::timeout(STALL, field.chunk()).await {
        Ok(Ok(Some(piece))) => Some((Ok(piece), field)),
        Ok(Ok(None)) => None,
        _ => Some((Err(()), field)),
    })
}

/// Shows the evidence again, with why its file wasn't taken.
async fn again(site: &Site, visitor: &Visitor, address: &Uri, key: &str, told: Told, error: AppError) -> Response {
    let status = status(&error);
    let mut request = visitor.page_request(site, &address.to_string());
    request.form = Some(FormState {
        action: Action::Attach,
        kind: Kind::Evidence,
        key: key.to_owned(),
        rev: told.rev,
        command_id: told.command_id,
        draft: Draft::default(),
        reason: String::new(),
        error: Some(error),
    });
    draw(site, request, address, Some(status)).await
}

/// The status of a refused upload: of what is wrong with the file where HTTP has a word for it.
pub(crate) fn status(error: &AppError) -> StatusCode {
    let code = match error {
        AppError::Invalid { errors } => errors.first().map(|error| &error.code),
        _ => None,
    };
    match code {
        Some(ErrorCode::FileSize { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
        Some(ErrorCode::FileType { .. } | ErrorCode::FileName { .. }) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Some(ErrorCode::FileBroken) => StatusCode::BAD_REQUEST,
        Some(ErrorCode::NoRoom) => StatusCode::INSUFFICIENT_STORAGE,
        _ => app::error::status(error),
    }
}
