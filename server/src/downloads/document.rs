//! Official documents: `/export/riskbild.<pdf|xlsx>` and `/export/revidering.<pdf|xlsx>`, of the picture that `riskbild=`
//! names.
//!
//! A document is small and made whole before it leaves, so that whatever goes wrong is answered as an error. The sealed
//! content is inside only for those who may see all of it; for others it would tell what is kept from them.

use super::name::attachment;
use super::words::In;
use crate::failure::Failure;
use crate::site::Site;
use app::i18n::Lang;
use app::revision::finding;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::access::Document;
use domain::picture::Counts;
use domain::{Actor, AppError, ErrorCode, FieldError, Key, Moment};
use export::Format;
use export::document::{self, Annex, Attachment, Comparison, Head, Revision};
use store::{Papers, ids};

/// What an address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    picture: Key,
    moment: Moment,
}

/// What a document is made as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// To be read, printed and kept.
    Pdf,
    /// Its tables, to be sorted and counted in.
    Xlsx,
}

impl Form {
    pub fn of_extension(extension: &str) -> Option<Self> {
        [Self::Pdf, Self::Xlsx].into_iter().find(|form| form.extension() == extension)
    }

    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
        }
    }

    pub const fn format(self) -> Format {
        match self {
            Self::Pdf => Format::Pdf,
            Self::Xlsx => Format::Xlsx,
        }
    }

    const fn media_type(self) -> &'static str {
        self.format().media_type()
    }
}

/// The document that a file's name in an address says, and what it is asked for as.
#[must_use]
pub fn file(name: &str) -> Option<(Document, Form)> {
    let (name, extension) = name.split_once('.')?;
    let form = Form::of_extension(extension)?;
    Some((Document::from_code(name)?, form))
}

pub(super) fn sent(name: &str, form: Form, bytes: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, form.media_type().to_owned()),
        (CONTENT_DISPOSITION, attachment(name)),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// Answers with the document.
pub async fn answer(
    site: &Site,
    actor: &Actor,
    lang: Lang,
    (document, form): (Document, Form),
    pairs: &[(String, String)],
) -> Response {
    let asked = match read(pairs, site.store.clock().today()) {
        Ok(asked) => asked,
        Err(errors) => return Failure::Address(errors).into_response(),
    };
    match make(site, actor, lang, (document, form), &asked).await {
        Ok((name, bytes)) => sent(&name, form, bytes),
        Err(error) => Failure::App(error).into_response(),
    }
}

fn read(pairs: &[(String, String)], today: NaiveDate) -> Result<Asked, Vec<FieldError>> {
    let (mut picture, mut moment, mut errors) = (None, Moment::Now, Vec::new());
    for (name, value) in pairs {
        let given = || value.chars().take(80).collect::<String>();
        match name.as_str() {
            "riskbild" => match Key::parse(value) {
                Ok(key) => picture = Some(key),
                Err(_) => errors.push(FieldError::new(name, ErrorCode::UnknownKey { given: given() })),
            },
            "per" => match Moment::parse(value, today) {
                Ok(read) => moment = read,
                Err(_) => errors.push(FieldError::new(name, ErrorCode::NotADate)),
            },
            other => {
                let name: String = other.chars().take(80).collect();
                errors.push(FieldError::new(&name, ErrorCode::UnknownChoice { given: given() }));
            }
        }
    }
    if picture.is_none() && errors.is_empty() {
        errors.push(FieldError::new("riskbild", ErrorCode::Required));
    }
    match picture {
        Some(picture) if errors.is_empty() => Ok(Asked { picture, moment }),
        _ => Err(errors),
    }
}

async fn make(
    site: &Site,
    actor: &Actor,
    lang: Lang,
    (document, form): (Document, Form),
    asked: &Asked,
) -> Result<(String, Vec<u8>), AppError> {
    let view = site.store.view(actor, asked.moment).await?;
    let papers = view.papers(&asked.picture).await?;
    let organisation = view.settings.organisation.clone();
    let name = format!("{}-{}.{}", document.code(), asked.picture, form.extension());
    let (role, seq, picture) = (actor.role.code(), view.position, asked.picture.clone());
    // Typesetting takes its time, and nothing else should wait for it.
    let said = Said { finding: finding(lang, Counts::of(&papers.changes), papers.base.is_none()), registration: None };
    let made = tokio::task::spawn_blocking(move || print((document, form), lang, &organisation, &papers, &said)).await;
    match made {
        Ok(Ok(bytes)) => {
            tracing::info!(document = document.code(), picture = %picture, seq, role, "document made");
            Ok((name, bytes))
        }
        Ok(Err(error)) => Err(failed(&error)),
        Err(error) => Err(failed(&error)),
    }
}

pub(super) fn failed(error: &dyn std::error::Error) -> AppError {
    let id = ids::fresh();
    tracing::error!(id, %error, "a document could not be made");
    AppError::Internal { id }
}

/// What a document says that doesn't follow from its papers.
pub struct Said {
    /// What it comes to, in a sentence.
    pub finding: String,
    /// Registration number, when it isn't the decision's.
    pub registration: Option<String>,
}

pub fn print(
    (document, form): (Document, Form),
    lang: Lang,
    organisation: &str,
    papers: &Papers,
    said: &Said,
) -> export::Result<Vec<u8>> {
    let head = Head { language: lang.code(), organisation, finding: &said.finding, created: created(papers) };
    let comparison = Comparison {
        content: &papers.content,
        base: papers.base.as_ref(),
        changes: &papers.changes,
        rescaled: papers.rescaled,
    };
    let file = format!("{}.json", papers.content.picture);
    let sealed =
        papers.sealed.as_ref().map(|(bytes, sha256)| Attachment { name: &file, bytes: bytes.as_bytes(), sha256 });
    match document {
        Document::Annex => {
            let own = papers.decision.as_ref().map_or(&papers.preparation.registration, |one| &one.registration);
            let registration = said.registration.as_ref().unwrap_or(own);
            let annex = Annex { head, comparison, registration, sealed };
            match form {
                Form::Pdf => document::annex(&annex, &In(lang)),
                Form::Xlsx => document::annex_workbook(&annex, &In(lang)),
            }
        }
        Document::Revision => {
            let decision = papers.decision.as_ref();
            let preparation = &papers.preparation;
            let revision = Revision { head, comparison, preparation, decision, sealed };
            match form {
                Form::Pdf => document::revision(&revision, &In(lang)),
                Form::Xlsx => document::revision_workbook(&revision, &In(lang)),
            }
        }
    }
}

/// When what it shows came about: recorded, or prepared. Not when the file is made, so that it is the same each time.
fn created(papers: &Papers) -> DateTime<Utc> {
    let day = papers.decision.as_ref().map_or(papers.preparation.date, |decision| decision.recorded);
    day.and_time(NaiveTime::MIN).and_utc()
}
