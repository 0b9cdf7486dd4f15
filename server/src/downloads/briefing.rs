//! The board pack: `/rapporter/namndunderlag.pdf?per=…`, of how everything stands now or on a day.

use super::address::read_day;
use super::document::{Form, failed, sent};
use super::rows::file_name;
use super::send;
use super::words::In;
use crate::failure::Failure;
use crate::pages::sign_in_first;
use crate::site::Site;
use crate::visitor::Visitor;
use app::i18n::{Lang, column_label, t};
use app::matrix::tolerated;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use chrono::{NaiveDate, NaiveTime};
use domain::listing::Listing;
use domain::settings::Settings;
use domain::{Actor, AppError, Kind, Moment, Page, Register, Subject};
use export::Heading;
use export::document::{self, BriefingDocument, Comparison, Head, Listed, Proposed};
use store::{Briefing, Proposal};

/// Its address.
pub const PATH: &str = "/rapporter/namndunderlag.pdf";

/// Answers with the board pack.
pub async fn answer(State(site): State<Site>, visitor: Visitor, uri: Uri, headers: HeaderMap) -> Response {
    let Some(actor) = visitor.actor.clone() else { return sign_in_first(&visitor, &uri, &headers) };
    if !actor.may(Subject::Page(Page::Reports)) || !actor.may(Subject::Export(Register::Risks)) {
        return Failure::App(AppError::Forbidden).into_response();
    }
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).unwrap_or_default();
    let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let moment = match read_day(pairs, site.store.clock().today()) {
        Ok(moment) => moment,
        Err(errors) => return Failure::Address(errors).into_response(),
    };
    // What is given out can be held against the journal as it was.
    site.store.want_signed_head();
    let answered = make(&site, &actor, visitor.look.lang, moment).await;
    answered.unwrap_or_else(|error| Failure::App(error).into_response())
}

async fn make(site: &Site, actor: &Actor, lang: Lang, moment: Moment) -> Result<Response, AppError> {
    let view = site.store.view(actor, moment).await?;
    let briefing = view.briefing().await?;
    let (settings, position, day, role) = (view.settings.clone(), view.position, view.day(), actor.role.code());
    let name = file_name(t!(lang, "report.briefing"), &day.to_string(), "pdf");
    let turn = send::turn().await?;
    let made = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        print(&briefing, lang, &settings, day, position)
    });
    match made.await {
        Ok(Ok(bytes)) => {
            tracing::info!(document = "briefing", seq = position, role, "document made");
            Ok(sent(&name, Form::Pdf, bytes))
        }
        Ok(Err(error)) => Err(failed(&error)),
        Err(error) => Err(failed(&error)),
    }
}

/// The board pack as a document.
///
/// # Errors
/// When it can't be set: a fault of the program.
pub fn print(
    briefing: &Briefing,
    lang: Lang,
    settings: &Settings,
    day: NaiveDate,
    position: u64,
) -> export::Result<Vec<u8>> {
    let name = |one: &Proposal| match one.kind {
        Kind::Report => one.key.to_string(),
        _ => format!("{} {}", t!(lang, "page.picture"), one.name),
    };
    let names: Vec<String> = briefing.proposed.iter().map(name).collect();
    let proposed: Vec<Proposed<'_>> = briefing
        .proposed
        .iter()
        .zip(&names)
        .map(|(one, name)| {
            let told = &one.preparation;
            Proposed {
                name,
                heading: &told.heading,
                registration: &told.registration,
                handler: &told.handler,
                meeting: told.meeting,
                summary: &told.summary,
                proposal: &told.proposal,
            }
        })
        .collect();
    let lists = [&briefing.late, &briefing.deviations, &briefing.controls, &briefing.indicators];
    let [late, deviations, controls, indicators] = lists.map(|list| list.as_ref().map(|list| listed(lang, list)));
    let title = t!(lang, "report.briefing_title", day = day);
    let document = BriefingDocument {
        head: Head {
            language: lang.code(),
            organisation: &settings.organisation,
            finding: &finding(briefing, lang),
            // The day it is seen from and not when it is made, so that the same standing gives the same bytes.
            created: day.and_time(NaiveTime::MIN).and_utc(),
        },
        title: &title,
        board: &settings.board,
        day,
        position,
        own: briefing.own,
        proposed: &proposed,
        risks: briefing.risks.as_ref().map(|risks| Comparison {
            content: &risks.content,
            base: risks.base.as_ref(),
            changes: &risks.changes,
            rescaled: risks.rescaled,
        }),
        programme: Some(&briefing.programme).filter(|report| report.total.total > 0),
        late: late.as_ref(),
        frameworks: &briefing.frameworks,
        deviations: deviations.as_ref(),
        controls: controls.as_ref(),
        indicators: indicators.as_ref(),
    };
    document::briefing(&document, &In(lang))
}

/// What it comes to, in a sentence.
fn finding(briefing: &Briefing, lang: Lang) -> String {
    let Some(risks) = &briefing.risks else { return String::new() };
    let scale = &risks.content.scale;
    let now = || risks.changes.iter().filter_map(|change| change.after.as_ref());
    let (above, total) = (now().filter(|item| scale.above_tolerance(item.score())).count(), now().count());
    if total == 0 { t!(lang, "document.risks_none").to_owned() } else { tolerated(lang, above as u64, total as u64) }
}

/// A list with its headings in words.
fn listed(lang: Lang, list: &Listing) -> Listed {
    let heading = |name: &String| Heading::of_column(name, column_label(lang, list.query.register, name));
    Listed {
        headings: list.columns.iter().map(heading).collect(),
        rows: list.rows.iter().map(|row| row.cells.clone()).collect(),
        total: list.total,
    }
}
