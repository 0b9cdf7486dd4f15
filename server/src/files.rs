//! Evidence files up and down: `/evidens/{key}/fil`.

use crate::answer::wants_page;
use crate::downloads::attachment;
use crate::failure::Failure;
use crate::incoming::{Incoming, named, pieces, short};
use crate::pages::{draw, sign_in_first, to};
use crate::site::Site;
use crate::visitor::Visitor;
use app::context::FormState;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
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

/// What a file that is handed out may do, should a browser show it after all: nothing in it may run, load or be framed.
const HANDED_OUT: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
/// What a file that is shown may do: be framed by its own page, with the browser's own looks around it. Nothing in it may run or
/// load anything, and to the browser it is of no site.
const SHOWN: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'";
/// Most pieces of evidence with the same file that are told of.
const SAME: usize = 5;

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
    let asked = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value.as_str());
    let Ok(moment) = Moment::parse(asked("per"), site.store.clock().today()) else {
        return Failure::Address(vec![FieldError::new("per", ErrorCode::NotADate)]).into_response();
    };
    match hand_out(&site, actor, &key, (moment, asked("sha"), !asked("visa").is_empty()), &headers).await {
        Ok(response) => response,
        Err(error) => Failure::App(error).into_response(),
    }
}

/// `sha` names a version of the document by its SHA-256; empty for the one that is in force at the moment. `show` asks for it to be
/// shown in the browser instead of saved.
async fn hand_out(
    site: &Site,
    actor: &Actor,
    key: &str,
    (moment, sha, show): (Moment, &str, bool),
    headers: &HeaderMap,
) -> Result<Response, AppError> {
    let file = file_of(&evidence(site, actor, key, moment).await?, sha)?;
    let tag = format!("\"{}\"", file.sha256);
    let known = |given: &HeaderValue| given.to_str().is_ok_and(|given| given.split(',').any(|one| one.trim() == tag));
    let shown_as = file.shown_as().filter(|_| show);
    let policy = if shown_as.is_some() { SHOWN } else { HANDED_OUT };
    // The same bytes may be kept, but never without asking whether they still may be had. What that answer says takes the place of
    // what was said with the bytes, the policy too.
    let kept = [
        (ETAG, tag.clone()),
        (CACHE_CONTROL, "private, no-cache".to_owned()),
        (CONTENT_SECURITY_POLICY, policy.to_owned()),
    ];
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
        (CONTENT_TYPE, shown_as.map_or(file.media_type, str::to_owned)),
        (CONTENT_LENGTH, size.to_string()),
        (CONTENT_DISPOSITION, if shown_as.is_some() { "inline".to_owned() } else { attachment(&file.name) }),
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

/// Its file, or that of a version before. One that a secrecy marking covers is refused, whether there is one or not.
fn file_of(evidence: &Evidence, sha: &str) -> Result<FileRef, AppError> {
    let hidden = evidence.secrecy.as_ref().is_some_and(|marking| marking.hides("file"));
    if hidden {
        return Err(AppError::Forbidden);
    }
    let file = if sha.is_empty() { evidence.file.as_ref() } else { evidence.file_of(sha) };
    file.cloned().ok_or(AppError::NotFound)
}

/// What an upload's form said beside its file.
#[derive(Debug, Default)]
struct Told {
    command_id: String,
    rev: String,
    /// What it said of the version.
    draft: Draft,
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
    let mut form = Incoming::with_file(request, site.files.max()).await?;
    let mut kept = None;
    while let Some(field) = form.next().await? {
        match field.name().unwrap_or_default() {
            "command_id" => told.command_id = short(field).await?,
            "rev" => told.rev = short(field).await?,
            "fil" if kept.is_none() => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let file = site.files.keep(&name, pieces(field)).await.map_err(AppError::from);
                if file.is_err() {
                    // What is left of a refused file is read and forgotten, and what the form says after it is kept.
                    for (name, text) in form.rest(Evidence::VERSION).await {
                        told.draft.set(name, text);
                    }
                }
                kept = Some(file?);
            }
            _ => {
                if let Some(name) = named(&field, Evidence::VERSION) {
                    told.draft.set(name, short(field).await?);
                }
            }
        }
    }
    let file = kept.ok_or_else(|| AppError::field("file", ErrorCode::Required))?;
    attach(site, actor, key, told, file).await
}

async fn attach(site: &Site, actor: &Actor, key: &str, told: &Told, file: FileRef) -> Result<String, AppError> {
    let rev = match told.rev.as_str() {
        "" => None,
        rev => Some(rev.parse().map_err(|_| AppError::Invalid { errors: Vec::new() })?),
    };
    let sha256 = file.sha256.clone();
    let mut draft = file.draft();
    draft.0.extend(told.draft.0.clone());
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
    let mut same = site.store.view(actor, Moment::Now).await?.evidence_with_file(&sha256).await?;
    same.retain(|key| *key != receipt.key);
    let same: Vec<String> = same.iter().take(SAME).map(|key| encode(key.as_str())).collect();
    let same = if same.is_empty() { String::new() } else { format!("&samma={}", same.join(",")) };
    let key = encode(receipt.key.as_str());
    Ok(format!("/evidens/{key}?klart={}&vad={key}&v={}{same}", Action::Attach.code(), receipt.rev))
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
        draft: told.draft,
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
