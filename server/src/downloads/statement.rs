//! The statement of applicability: `/export/tillamplighet.<xlsx|csv|json|pdf>?ramverk=…&per=…`, as its page shows it.

use super::address::{Asked, What, read_statement};
use super::document::{Form, failed, sent};
use super::rows::{Job, file_name};
use super::send;
use super::words::In;
use crate::failure::Failure;
use crate::site::Site;
use app::i18n::{Lang, t};
use app::requirement::statement_finding;
use axum::response::{IntoResponse, Response};
use chrono::NaiveTime;
use domain::{Actor, AppError, Moment, Page, Register, Subject};
use export::Format;
use export::document::{self, Head, StatementDocument};

/// Answers an address whose file ends so.
pub async fn answer(site: &Site, actor: Actor, lang: Lang, ending: &str, pairs: &[(String, String)]) -> Response {
    let Some(format) = Format::from_code(ending) else { return Failure::App(AppError::NotFound).into_response() };
    if !actor.may(Subject::Page(Page::Applicability)) || !actor.may(Subject::Export(Register::Requirements)) {
        return Failure::App(AppError::Forbidden).into_response();
    }
    let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let (framework, moment) = match read_statement(pairs, site.store.clock().today()) {
        Ok(asked) => asked,
        Err(errors) => return Failure::Address(errors).into_response(),
    };
    // What is given out can be held against the journal as it was.
    site.store.want_signed_head();
    let answered = match format {
        Format::Pdf => print(site, &actor, lang, &framework, moment).await,
        format => {
            let asked = Asked { register: Register::Requirements, format, what: What::Statement(framework, moment) };
            send::answer(Job { store: site.store.clone(), actor, lang, asked }).await
        }
    };
    answered.unwrap_or_else(|error| Failure::App(error).into_response())
}

/// The statement as a document.
async fn print(site: &Site, actor: &Actor, lang: Lang, framework: &str, moment: Moment) -> Result<Response, AppError> {
    let view = site.store.view(actor, moment).await?;
    let coverage = view.coverage(framework).await?;
    let title = format!("{} {}", t!(lang, "page.applicability"), coverage.framework.short);
    let name = file_name(&title, &view.day().to_string(), "pdf");
    let (settings, position, role) = (view.settings.clone(), view.position, actor.role.code());
    let turn = send::turn().await?;
    let made = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let head = Head {
            language: lang.code(),
            organisation: &settings.organisation,
            finding: &statement_finding(lang, &coverage),
            // The day it is seen from and not when it is made, so that the same statement gives the same bytes.
            created: coverage.day.and_time(NaiveTime::MIN).and_utc(),
        };
        let (title, board) = (title.as_str(), settings.board.as_str());
        document::statement(&StatementDocument { head, title, board, position, coverage: &coverage }, &In(lang))
    });
    match made.await {
        Ok(Ok(bytes)) => {
            tracing::info!(document = "statement", seq = position, role, "document made");
            Ok(sent(&name, Form::Pdf, bytes))
        }
        Ok(Err(error)) => Err(failed(&error)),
        Err(error) => Err(failed(&error)),
    }
}
