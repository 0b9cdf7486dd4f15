//! Many evidence files at once: `/evidens/ladda-upp`. Each becomes a piece of evidence of its own, with what the form says of them
//! all. A form that breaks off half-way is sent again as it is: files whose evidence is there are told of, and nothing is there
//! twice. A form can also name files that have come in piece by piece before it; then all is the same, but for who asks: the page's
//! script is answered with a line for each file.

use crate::answer::wants_page;
use crate::failure::Failure;
use crate::files::status;
use crate::incoming::{Incoming, named, pieces, text};
use crate::pages::{self, draw, sign_in_first};
use crate::pieces::OFFSET;
use crate::site::Site;
use crate::visitor::Visitor;
use app::context::FormState;
use app::evidence::{FAILED, MADE, SAME, TOGETHER};
use app::i18n::{app_error_text, error_text};
use axum::Router;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::access::Function;
use domain::evidence::{Evidence, FileRef};
use domain::{Action, Actor, AppError, Command, Draft, ErrorCode, FieldError, Key, Kind, Moment, Page, Subject};
use store::files::{Here, Unfinished};

/// Most files of a form.
const FILES: u32 = 100;
/// Most bytes of a field beside the files.
const FIELD: usize = 4000;

/// The routes. What an upload may hold is counted as it comes.
pub fn routes() -> Router<Site> {
    let path = Page::UploadEvidence.path();
    Router::new().route(path, get(pages::answer).post(upload)).layer(DefaultBodyLimit::disable())
}

/// What came of a form.
#[derive(Debug, Default)]
struct Came {
    command_id: String,
    draft: Draft,
    /// Files with the evidence that was made of them.
    made: Vec<String>,
    /// Files that are kept already, with where.
    same: Vec<String>,
    /// Files that weren't taken, with why.
    failed: Vec<String>,
    files: u32,
    /// How many bytes there are of a file that was said to be here and isn't whole.
    lacking: Option<u64>,
    error: Option<AppError>,
}

/// Whether an actor may make evidence of files at all.
pub(crate) fn may_upload(actor: &Actor) -> bool {
    let may = |action| actor.may(Subject::Command(action, Kind::Evidence));
    actor.may(Subject::Function(Function::Submit)) && may(Action::Create) && may(Action::Attach)
}

async fn upload(State(site): State<Site>, visitor: Visitor, request: Request) -> Response {
    let address = Uri::from_static(Page::UploadEvidence.path());
    let Some(actor) = visitor.actor.clone() else { return sign_in_first(&visitor, &address, request.headers()) };
    if !may_upload(&actor) {
        return Failure::App(AppError::Forbidden).into_response();
    }
    let person = wants_page(request.headers());
    let mut came = Came::default();
    if let Err(error) = take(&site, &visitor, &actor, &mut came, request).await {
        came.error = Some(error);
    }
    let told = match &came.error {
        Some(error) => Some(status(error)),
        None if came.failed.is_empty() => None,
        None => Some(StatusCode::UNPROCESSABLE_ENTITY),
    };
    if !person {
        return lines(came);
    }
    let mut draft = came.draft;
    for (name, lines) in [(MADE, came.made), (SAME, came.same), (FAILED, came.failed)] {
        draft.set(name, lines.join("\n"));
    }
    let mut request = visitor.page_request(&site, &address.to_string());
    request.form = Some(FormState {
        action: Action::Create,
        kind: Kind::Evidence,
        key: String::new(),
        rev: String::new(),
        command_id: came.command_id,
        draft,
        reason: String::new(),
        error: came.error,
    });
    draw(&site, request, &address, told).await
}

/// What the page's script is told: a line for each file, with what came of it first.
fn lines(came: Came) -> Response {
    if let Some(error) = came.error {
        let status = status(&error);
        let mut response = Failure::App(error).into_response();
        *response.status_mut() = status;
        return response;
    }
    if let Some(bytes) = came.lacking {
        return (StatusCode::CONFLICT, [(OFFSET, bytes.to_string())]).into_response();
    }
    let told = [(MADE, came.made), (SAME, came.same), (FAILED, came.failed)];
    let lines = told.iter().flat_map(|(what, lines)| lines.iter().map(move |line| format!("{what}\t{line}\n")));
    lines.collect::<String>().into_response()
}

async fn take(
    site: &Site,
    visitor: &Visitor,
    actor: &Actor,
    came: &mut Came,
    request: Request,
) -> Result<(), AppError> {
    let mut form = Incoming::with_files(request).await?;
    while let Some(field) = form.next().await? {
        if field.name() == Some("command_id") {
            came.command_id = text(field, FIELD).await?;
            continue;
        }
        if let Some(told) = named(&field, TOGETHER) {
            came.draft.set(told, text(field, FIELD).await?);
            continue;
        }
        let (whole, in_pieces) = (field.name() == Some("filer"), field.name() == Some("del"));
        if in_pieces || (whole && !field.file_name().unwrap_or_default().is_empty()) {
            if came.files == 0
                && let Err(error) = right(site, actor, &came.draft).await
            {
                // What is wrong with the form is wrong with every file of it, so none of them is read further than it has to be.
                form.rest(&[]).await;
                return Err(error);
            }
            came.files += 1;
            if in_pieces {
                let told = text(field, FIELD).await?;
                one_in_pieces(site, visitor, actor, came, &told).await?;
            } else {
                one(site, visitor, actor, came, field).await?;
            }
        }
    }
    if came.files == 0 { Err(AppError::field("file", ErrorCode::Required)) } else { Ok(()) }
}

/// Whether evidence can be made of what the form says.
async fn right(site: &Site, actor: &Actor, draft: &Draft) -> Result<(), AppError> {
    let view = site.store.view(actor, Moment::Now).await?;
    let titled = draft.clone().with("title", "-");
    Evidence::read(&titled, None, &view.settings, view.today).map_err(|errors| AppError::Invalid { errors })?;
    let create = Subject::Command(Action::Create, Kind::Evidence);
    if actor.may_on(create, draft.get("owner")) { Ok(()) } else { Err(AppError::Forbidden) }
}

/// Takes one file, and notes what came of it. Only what stops the others too is an error.
async fn one(site: &Site, visitor: &Visitor, actor: &Actor, came: &mut Came, field: Field<'_>) -> Result<(), AppError> {
    let name = store::files::file_name(field.file_name().unwrap_or_default());
    if came.files > FILES {
        return note(visitor, came, &name, Err(too_many()));
    }
    let kept = site.files.keep(&name, pieces(field)).await.map_err(AppError::from);
    let made = match kept {
        Ok(file) => make(site, actor, came, file).await,
        Err(error) => Err(error),
    };
    note(visitor, came, &name, made)
}

/// Takes one that came in piece by piece: `told` is its id, its bytes and its name, with spaces between.
async fn one_in_pieces(
    site: &Site,
    visitor: &Visitor,
    actor: &Actor,
    came: &mut Came,
    told: &str,
) -> Result<(), AppError> {
    let mut parts = told.splitn(3, ' ');
    let mut next = || parts.next().unwrap_or_default();
    let (id, size, name) = (next(), next().parse().unwrap_or(0), store::files::file_name(next()));
    if came.files > FILES {
        return note(visitor, came, &name, Err(too_many()));
    }
    let upload = Unfinished { username: &actor.username, id, size };
    // Until the evidence is there, so that two pages that send the same file make it once.
    let turn = site.files.turn(&actor.username).await;
    match site.files.here(upload).await? {
        Here::Taken(sha256) => {
            if same(site, actor, came, &name, &sha256).await? {
                return Ok(());
            }
            // What it became is gone since, so it is sent anew.
            site.files.drop_upload(&turn, upload).await?;
            came.lacking = Some(0);
            return note(visitor, came, &name, Err(AppError::field("file", ErrorCode::FileBroken)));
        }
        Here::Bytes(_) if size == 0 => {
            return note(visitor, came, &name, Err(AppError::field("file", ErrorCode::Required)));
        }
        Here::Bytes(bytes) if bytes < size => {
            came.lacking = Some(bytes);
            return note(visitor, came, &name, Err(AppError::field("file", ErrorCode::FileBroken)));
        }
        Here::Bytes(_) => {}
    }
    let file = match site.files.keep_pieces(&turn, upload, &name).await.map_err(AppError::from) {
        Ok(file) => file,
        Err(error) => {
            if lasting(&error) {
                site.files.drop_upload(&turn, upload).await?;
            }
            return note(visitor, came, &name, Err(error));
        }
    };
    let sha256 = file.sha256.clone();
    let made = make(site, actor, came, file).await;
    if made.is_ok() {
        site.files.pieces_became(&turn, upload, &sha256).await?;
    }
    note(visitor, came, &name, made)
}

/// Whether sending the same file again would be answered in the same way.
fn lasting(error: &AppError) -> bool {
    let passing = |one: &FieldError| matches!(one.code, ErrorCode::NoRoom | ErrorCode::FileBroken);
    matches!(error, AppError::Invalid { errors } if !errors.iter().any(passing))
}

fn too_many() -> AppError {
    AppError::field("file", ErrorCode::OutOfRange { min: 1, max: FILES.into() })
}

/// Notes that a file wasn't taken, unless it was.
fn note(visitor: &Visitor, came: &mut Came, name: &str, made: Result<(), AppError>) -> Result<(), AppError> {
    match made {
        Ok(()) => Ok(()),
        Err(AppError::Unavailable) => Err(AppError::Unavailable),
        Err(error) => {
            came.failed.push(format!("{name}\t{}", said(visitor, &error)));
            Ok(())
        }
    }
}

/// Notes where a file is kept already, if it is.
async fn same(site: &Site, actor: &Actor, came: &mut Came, name: &str, sha256: &str) -> Result<bool, AppError> {
    let same = site.store.view(actor, Moment::Now).await?.evidence_with_file(sha256).await?;
    if same.is_empty() {
        return Ok(false);
    }
    let keys: Vec<&str> = same.iter().map(Key::as_str).collect();
    came.same.push(format!("{name}\t{}", keys.join(", ")));
    Ok(true)
}

/// Makes evidence of a file, unless there is some with the same bytes.
async fn make(site: &Site, actor: &Actor, came: &mut Came, file: FileRef) -> Result<(), AppError> {
    if same(site, actor, came, &file.name, &file.sha256).await? {
        return Ok(());
    }
    let (name, mark) = (file.name.clone(), file.sha256.get(..16).unwrap_or_default().to_owned());
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let command = |action, key, draft, part: &str| Command {
        // The same file in the same form is the same command.
        id: format!("{}-{part}-{mark}", came.command_id),
        action,
        kind: Kind::Evidence,
        key,
        rev: None,
        draft,
        reason: String::new(),
    };
    let create = command(Action::Create, None, came.draft.clone().with("title", stem), "e");
    let key = site.store.commit(actor, &create).await?.key;
    let attach = command(Action::Attach, Some(key.clone()), file.draft(), "f");
    site.store.commit(actor, &attach).await?;
    came.made.push(format!("{name}\t{key}"));
    Ok(())
}

/// What is wrong, in the visitor's language.
pub(crate) fn said(visitor: &Visitor, error: &AppError) -> String {
    match error {
        AppError::Invalid { errors } if !errors.is_empty() => {
            errors.iter().map(|one| error_text(visitor.look.lang, one, Kind::Evidence)).collect::<Vec<_>>().join(" ")
        }
        error => {
            let texts = app_error_text(visitor.look.lang, error);
            format!("{}. {}", texts.title, texts.remedy)
        }
    }
}
