//! Public versions: `/export/<disclosure>.<pdf|xlsx>`, of a risk picture or a list, as was decided when it was disclosed.
//! They are the same for everyone who may take them out, and say nothing of who did.

use super::document::{Form, Said, failed, print, sent};
use super::words::In;
use crate::failure::Failure;
use crate::site::Site;
use app::disclosure::{finding, what};
use app::i18n::{Lang, column_label, t, text};
use axum::response::{IntoResponse, Response};
use chrono::NaiveTime;
use domain::access::Document;
use domain::disclosure::{Disclosure, Scope};
use domain::{Actor, AppError, Cell, ErrorCode, Key, Kind, Moment};
use export::{Export, Front, Heading, Sheet};
use store::PublicList;

/// The disclosure that a file's name in an address says, and what its document is asked for as.
#[must_use]
pub fn file(name: &str) -> Option<(Key, Form)> {
    let (name, extension) = name.split_once('.')?;
    let form = Form::of_extension(extension)?;
    let key = Key::parse(name).ok().filter(|key| key.kind() == Kind::Disclosure)?;
    Some((key, form))
}

/// Answers with the public version that a disclosure decided on.
pub async fn answer(site: &Site, actor: &Actor, lang: Lang, key: &Key, form: Form) -> Response {
    match make(site, actor, lang, key, form).await {
        Ok((name, bytes)) => sent(&name, form, bytes),
        Err(error) => Failure::App(error).into_response(),
    }
}

async fn make(site: &Site, actor: &Actor, lang: Lang, key: &Key, form: Form) -> Result<(String, Vec<u8>), AppError> {
    let view = site.store.view(actor, Moment::Now).await?;
    let disclosure = view.disclosure(key).await?;
    let (role, seq) = (actor.role.code(), view.position);
    let turn = super::send::turn().await?;
    let made = match &disclosure.scope {
        Scope::Picture { .. } => {
            let papers = view.public_papers(&disclosure).await?;
            let organisation = view.settings.organisation.clone();
            let registration = Some(disclosure.registration.clone());
            let said = Said { finding: finding(lang, &disclosure), registration };
            tokio::task::spawn_blocking(move || {
                let _turn = turn;
                print((Document::Annex, form), lang, &organisation, &papers, &said)
            })
            .await
        }
        Scope::List { .. } => {
            let list = site.store.public_list(&disclosure).await?;
            tokio::task::spawn_blocking(move || {
                let _turn = turn;
                write(&list, &disclosure, lang, form)
            })
            .await
        }
    };
    match made {
        Ok(Ok(bytes)) => {
            tracing::info!(disclosure = %key, seq, role, "public version made");
            Ok((format!("{key}.{}", form.extension()), bytes))
        }
        Ok(Err(export::Error::TooManyRows { max })) => {
            Err(AppError::field(form.extension(), ErrorCode::OutOfRange { min: 0, max: i64::from(max) }))
        }
        Ok(Err(error)) => Err(failed(&error)),
        Err(error) => Err(failed(&error)),
    }
}

/// A list as a file.
fn write(list: &PublicList, disclosure: &Disclosure, lang: Lang, form: Form) -> export::Result<Vec<u8>> {
    let register = list.query.register;
    let heading = |name: &String| Heading::of_column(name, column_label(lang, register, name));
    let name = text(lang, &format!("register.{}", register.code()));
    let sheet = Sheet::new(name, list.columns.iter().map(heading).collect(), front(list, disclosure, lang));
    let mut file = Export::start(form.format(), sheet.in_language(lang.code()), In(lang), Vec::new())?;
    for row in &list.rows {
        file.row(row)?;
    }
    file.finish()
}

fn front(list: &PublicList, disclosure: &Disclosure, lang: Lang) -> Front {
    let number = |n: u64| Cell::Number(i64::try_from(n).unwrap_or(i64::MAX));
    let label = |name: &str| text(lang, &format!("export.fact_{name}")).to_owned();
    let created = disclosure.decided.and_time(NaiveTime::MIN).and_utc();
    let chosen = app::ui::chosen(lang, &list.query, &list.settings, &[]);
    let filters: Vec<String> =
        chosen.into_iter().map(|(name, value)| format!("{}: {value}", text(lang, &format!("filter.{name}")))).collect();
    let filters = if filters.is_empty() { t!(lang, "export.fact_filters_none").to_owned() } else { filters.join("; ") };
    let front = Front::new(t!(lang, "export.sheet_about"), finding(lang, disclosure), created)
        .fact("content", label("what"), Cell::Text(what(lang, &disclosure.scope)))
        .fact("organisation", label("organisation"), Cell::text(&list.settings.organisation))
        .fact("board", t!(lang, "document.board"), Cell::text(&list.settings.board))
        .fact("registration", t!(lang, "field_disclosure.registration"), Cell::text(&disclosure.registration))
        .fact("decided", t!(lang, "disclosure.column_decided"), Cell::Date(disclosure.decided))
        .fact("filters", label("filters"), Cell::Text(filters))
        .fact("rows", label("rows"), number(list.rows.len() as u64))
        .fact("secrecy", label("secrecy"), Cell::text(t!(lang, "disclosure.said_secrecy")));
    match &disclosure.scope {
        Scope::List { day, position, .. } => front.fact("moment", label("moment"), Cell::Date(*day)).fact(
            "position",
            label("position"),
            number(*position),
        ),
        Scope::Picture { .. } => front,
    }
}
