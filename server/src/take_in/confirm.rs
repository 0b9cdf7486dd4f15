//! What was confirmed of a file: compared once more, and written all or nothing, a command for each change.

use super::register_of;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::pages::{draw, sign_in_first, to};
use crate::site::Site;
use crate::visitor::Visitor;
use app::context::ImportState;
use app::import::{Address, Asked, chosen, lexicon};
use axum::extract::{FromRequest, Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::command::REASON_MAX;
use domain::import::{Aside, Done, Mapping, Plan, Row, Table};
use domain::{Actor, AppError, ErrorCode, Key, Moment, Register, Subject};
use store::{FileStore, Importing, Store, ids};
use tokio::sync::Mutex;

/// One file is written at a time: one that is sent twice at once finds, the second time, what came of it.
static WRITING: Mutex<()> = Mutex::const_new(());

/// Someone has reloaded the address that the form left behind.
pub async fn back(request: Request) -> Response {
    to(register_of(request.uri().path()).map_or("/", |(_, page)| page.path()))
}

/// Carries a file out.
pub async fn answer(State(site): State<Site>, visitor: Visitor, request: Request) -> Response {
    let Some((register, page)) = register_of(request.uri().path()) else {
        return Failure::App(AppError::NotFound).into_response();
    };
    let headers = request.headers().clone();
    let Fields(pairs) = match Fields::from_request(request, &()).await {
        Ok(fields) => fields,
        Err(failure) => return failure.into_response(),
    };
    let address = Address::new(register, &pairs).to_string();
    let uri = address.parse::<Uri>().unwrap_or(Uri::from_static(page.path()));
    let Some(actor) = &visitor.actor else { return sign_in_first(&visitor, &uri, &headers) };
    if !actor.may(Subject::Page(page)) {
        return Failure::App(AppError::Forbidden).into_response();
    }
    match carry_out(&site, actor, register, &pairs).await {
        Ok(()) => to(&address),
        Err((state, status)) => {
            let mut told = visitor.page_request(&site, &address);
            told.import = Some(state);
            draw(&site, told, &uri, Some(status)).await
        }
    }
}

/// Why the page is shown again, and what it is answered with.
type Again = (ImportState, StatusCode);

async fn carry_out(site: &Site, actor: &Actor, register: Register, pairs: &[(String, String)]) -> Result<(), Again> {
    let given = |name: &str| pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim());
    let (reason, since) = (given("skal").to_owned(), given("lage").parse::<u64>().ok());
    let again = |error: AppError| {
        let status = app::error::status(&error);
        (ImportState { reason: reason.clone(), since: None, error: Some(error) }, status)
    };
    check_reason(&reason).map_err(again)?;
    let turn = WRITING.lock().await;
    let asked = Asked::read(&site.files, &actor.username, pairs).await.map_err(again)?;
    let (id, table) = match asked {
        Some(Asked { id, aside: Aside::Table(table) }) => (id, table),
        // It has been carried out already.
        Some(Asked { aside: Aside::Done(_), .. }) => return Ok(()),
        None => return Err(again(AppError::NotFound)),
    };
    let plan = compared(site, actor, register, pairs, (&id, &table), (&reason, since)).await.map_err(again)?;
    let Some(plan) = plan.filter(Plan::ready) else {
        // The page says which rows, and why.
        return Err((ImportState { reason, since, error: None }, StatusCode::CONFLICT));
    };
    let (store, files, actor) = (site.store.clone(), site.files.clone(), actor.clone());
    let done = Done { name: table.name, reason: reason.clone(), written: Vec::new(), failed: Vec::new() };
    // It goes on when whoever sent it no longer waits, so that what was begun is ended.
    let written = tokio::spawn(async move {
        let _turn = turn;
        write(&store, &files, &actor, &id, plan.rows, done).await
    });
    match written.await {
        Ok(written) => written.map_err(again),
        Err(error) => {
            let id = ids::fresh();
            tracing::error!(id, %error, "a file could not be carried out");
            Err(again(AppError::Internal { id }))
        }
    }
}

/// The reason stands in the journal for every row, so there must be one.
fn check_reason(reason: &str) -> Result<(), AppError> {
    let length = reason.chars().count();
    let int = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    match length {
        0 => Err(AppError::field("reason", ErrorCode::Required)),
        _ if length > REASON_MAX => {
            Err(AppError::field("reason", ErrorCode::TooLong { max: int(REASON_MAX), length: int(length) }))
        }
        _ => Ok(()),
    }
}

/// What the file would change now; none when its columns don't lead anywhere for certain.
async fn compared(
    site: &Site,
    actor: &Actor,
    register: Register,
    pairs: &[(String, String)],
    (id, table): (&str, &Table),
    (reason, since): (&str, Option<u64>),
) -> Result<Option<Plan>, AppError> {
    let words = lexicon(register);
    let mapping = Mapping::of(register, &table.heads, &words, |head| chosen(pairs, head));
    if !mapping.settled() || !mapping.errors(&table.heads).is_empty() {
        return Ok(None);
    }
    let view = site.store.view(actor, Moment::Now).await?;
    // Without a word of what was seen, everything has changed since.
    let since = Some(since.unwrap_or(0));
    let importing = Importing { table, mapping: &mapping, lexicon: &words, upload: id, reason, since };
    Ok(Some(view.import(importing).await?))
}

/// Writes the rows one by one. What stands in the way of one, someone who was faster, is told with the rest; what would
/// stand in the way of all ends it, and it can be sent again: what has been written is not written twice.
async fn write(
    store: &Store,
    files: &FileStore,
    actor: &Actor,
    id: &str,
    rows: Vec<Row>,
    mut done: Done,
) -> Result<(), AppError> {
    for row in rows.into_iter().filter(|row| !row.commands.is_empty()) {
        let (line, key, new) = (row.line, row.key.clone(), row.key.is_none());
        match commit(store, actor, row).await {
            Ok(key) => done.written.push((line, key, new)),
            Err(error @ (AppError::Unavailable | AppError::NoRoom | AppError::Internal { .. })) => return Err(error),
            Err(error) => done.failed.push((line, key, error)),
        }
    }
    let (written, failed, role) = (done.written.len(), done.failed.len(), actor.role.code());
    tracing::info!(written, failed, role, "file taken in");
    files.replace_aside(&actor.username, id, Aside::Done(done).written()).await?;
    Ok(())
}

/// Carries a row out, each command on what the one before it made.
async fn commit(store: &Store, actor: &Actor, row: Row) -> Result<Key, AppError> {
    let mut made: Option<(Key, u32)> = None;
    for mut command in row.commands {
        if let Some((key, rev)) = made.take() {
            (command.key, command.rev) = (Some(key), Some(rev));
        }
        let receipt = store.commit(actor, &command).await?;
        made = Some((receipt.key, receipt.rev));
    }
    made.map(|(key, _)| key).ok_or(AppError::NotFound)
}
