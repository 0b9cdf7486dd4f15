//! A report's files: `/delarsrapporter/RAP-01.<pdf|docx|md>?version=…&per=…`. Without a version it is the report as its page
//! shows it: what lies before the board or was decided, or the draft as it stands, for those who may see one.
//!
//! They are Swedish, whoever takes them out. A sealed content lies inside the PDF for everyone who may have it: all that it
//! holds stands on the report's page too.

use super::document::failed;
use super::name::attachment;
use super::rows::slug;
use super::send;
use super::words::In;
use crate::failure::Failure;
use crate::pages;
use crate::site::Site;
use crate::visitor::Visitor;
use app::i18n::Lang;
use app::indicator::period_words;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::picture::Decision;
use domain::report::{Content, Report};
use domain::{Actor, AppError, ErrorCode, FieldError, Key, Kind, Moment, Page, Subject};
use export::document::{self, Attachment, ReportDocument, Stage};
use store::View;

/// The addresses that it answers, which are those of the reports' pages too.
pub const PATH: &str = "/delarsrapporter/{file}";

/// What a report is made as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// To be read, printed and kept.
    Pdf,
    /// To be worked on.
    Docx,
    /// To be carried elsewhere.
    Markdown,
}

impl Form {
    const ALL: [Self; 3] = [Self::Pdf, Self::Docx, Self::Markdown];

    const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Markdown => "md",
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Markdown => "text/markdown; charset=utf-8",
        }
    }
}

/// What an address asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    version: Option<u16>,
    moment: Moment,
}

/// Answers with the report as a file, or with its page when the address ends in none.
pub async fn answer(
    State(site): State<Site>,
    visitor: Visitor,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    let Some((key, form)) = file(&name) else { return pages::answer(State(site), visitor, request).await };
    let Some(actor) = visitor.actor.clone() else {
        return pages::sign_in_first(&visitor, request.uri(), request.headers());
    };
    if !actor.may(Subject::Page(Page::InterimReport)) {
        return Failure::App(AppError::Forbidden).into_response();
    }
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(request.uri()).unwrap_or_default();
    let asked = match read(&pairs, site.store.clock().today()) {
        Ok(asked) => asked,
        Err(errors) => return Failure::Address(errors).into_response(),
    };
    // What is given out can be held against the journal as it was.
    site.store.want_signed_head();
    make(&site, &actor, &key, form, asked).await.unwrap_or_else(|error| Failure::App(error).into_response())
}

/// The report that a file's name says, and what it is asked for as.
fn file(name: &str) -> Option<(Key, Form)> {
    let (key, extension) = name.rsplit_once('.')?;
    let form = Form::ALL.into_iter().find(|form| form.extension() == extension)?;
    let key = Key::parse(key).ok().filter(|key| key.kind() == Kind::Report)?;
    Some((key, form))
}

fn read(pairs: &[(String, String)], today: NaiveDate) -> Result<Asked, Vec<FieldError>> {
    let (mut asked, mut errors) = (Asked { version: None, moment: Moment::Now }, Vec::new());
    for (name, value) in pairs {
        let given = || value.chars().take(80).collect::<String>();
        match name.as_str() {
            "version" => match value.parse() {
                Ok(version) => asked.version = Some(version),
                Err(_) => errors.push(FieldError::new(name, ErrorCode::UnknownChoice { given: given() })),
            },
            "per" => match Moment::parse(value, today) {
                Ok(moment) => asked.moment = moment,
                Err(_) => errors.push(FieldError::new(name, ErrorCode::NotADate)),
            },
            other => {
                let name: String = other.chars().take(80).collect();
                errors.push(FieldError::new(&name, ErrorCode::UnknownChoice { given: given() }));
            }
        }
    }
    if errors.is_empty() { Ok(asked) } else { Err(errors) }
}

/// What a report's file is made of.
struct Paper {
    content: Content,
    /// The sealed bytes and their SHA-256.
    sealed: Option<(String, String)>,
    /// Day it was laid before the board.
    prepared: Option<NaiveDate>,
    /// The decision that ended the matter.
    decision: Option<Decision>,
    organisation: String,
    day: NaiveDate,
}

async fn make(site: &Site, actor: &Actor, key: &Key, form: Form, asked: Asked) -> Result<Response, AppError> {
    let view = site.store.view(actor, asked.moment).await?;
    let paper = paper(&view, key, asked.version).await?;
    let (seq, role) = (view.position, actor.role.code());
    let name = format!("{key}-{}.{}", slug(&paper.content.title), form.extension());
    let turn = send::turn().await?;
    let made = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        print(&paper, form)
    });
    match made.await {
        Ok(Ok(bytes)) => {
            tracing::info!(report = %key, form = form.extension(), seq, role, "report made");
            let headers = [
                (CONTENT_TYPE, form.media_type().to_owned()),
                (CONTENT_DISPOSITION, attachment(&name)),
                (CACHE_CONTROL, "no-store".to_owned()),
            ];
            Ok((headers, bytes).into_response())
        }
        Ok(Err(error)) => Err(failed(&error)),
        Err(error) => Err(failed(&error)),
    }
}

/// The version asked for; else what lies before the board or was decided, else the draft.
async fn paper(view: &View<'_>, key: &Key, version: Option<u16>) -> Result<Paper, AppError> {
    let page = view.report(key).await?;
    let report: &Report = &page.row.report;
    let organisation = view.settings.organisation.clone();
    let Some(version) = version.or_else(|| report.frozen().map(|one| one.version)) else {
        let content = page.content.ok_or(AppError::NotFound)?;
        let day = view.day();
        return Ok(Paper { content, sealed: None, prepared: None, decision: None, organisation, day });
    };
    let (content, bytes, sha256) = view.sealed_report(key, version).await?;
    let preparation = report.preparations.iter().find(|one| one.version == version);
    let decision = report.decisions.iter().rfind(|one| one.version == version && one.outcome.ends()).cloned();
    Ok(Paper {
        content,
        sealed: Some((bytes, sha256)),
        prepared: preparation.map(|one| one.date),
        decision,
        organisation,
        day: view.day(),
    })
}

fn print(paper: &Paper, form: Form) -> export::Result<Vec<u8>> {
    let content = &paper.content;
    let (stage, since) = match (&paper.sealed, &paper.decision, paper.prepared) {
        (Some((_, sha256)), Some(one), _) => {
            (Stage::Decided { date: one.date, paragraph: one.paragraph, sha256 }, one.recorded)
        }
        (Some((_, sha256)), None, prepared) => {
            let date = prepared.unwrap_or(content.day);
            (Stage::Prepared { date, sha256 }, date)
        }
        (None, ..) => (Stage::Draft, paper.day),
    };
    let name = format!("{}.{}.json", content.report, content.version);
    let created: DateTime<Utc> = since.and_time(NaiveTime::MIN).and_utc();
    let period = period_words(Lang::Sv, content.period);
    let report = ReportDocument {
        content,
        stage,
        organisation: &paper.organisation,
        period: &period,
        created,
        sealed: paper.sealed.as_ref().map(|(bytes, sha256)| Attachment {
            name: &name,
            bytes: bytes.as_bytes(),
            sha256,
        }),
    };
    match form {
        Form::Pdf => document::report(&report, &In(Lang::Sv)),
        Form::Docx => document::report_word(&report, &In(Lang::Sv)),
        Form::Markdown => Ok(document::report_markdown(&report, &In(Lang::Sv)).into_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_says_report_and_form() {
        let key = Key::numbered("RAP", 1);
        assert_eq!(file("RAP-01.docx"), Some((key.clone(), Form::Docx)));
        assert_eq!(file("RAP-01.md"), Some((key, Form::Markdown)));
        for absent in ["RAP-01", "ny", "RAP-01.xlsx", "RSK-01.pdf", ".pdf", "RAP-01.pdf.exe"] {
            assert_eq!(file(absent), None, "{absent}");
        }
    }

    #[test]
    fn an_address_names_a_version_and_a_day_and_nothing_else() {
        let today = "2026-11-23".parse().unwrap();
        let asked = |pairs: &[(&str, &str)]| {
            let pairs: Vec<(String, String)> =
                pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            read(&pairs, today)
        };
        assert_eq!(asked(&[]), Ok(Asked { version: None, moment: Moment::Now }));
        assert_eq!(asked(&[("version", "2")]).map(|one| one.version), Ok(Some(2)));
        assert_eq!(asked(&[("version", "x"), ("per", "y"), ("sida", "1")]).unwrap_err().len(), 3);
    }
}
