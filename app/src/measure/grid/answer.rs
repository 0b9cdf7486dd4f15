//! What one value is answered with where scripts run: its row, drawn anew, and below it what someone must choose.

use super::choice::{conflict_rows, lacks_reason, reason_row, refused_row};
use super::row::{Drawing, GridRow};
use crate::error::status;
use crate::form::Sent;
use crate::i18n::Lang;
use crate::t;
use crate::ui::Icon;
use domain::measure::Measure;
use domain::query::ListQuery;
use domain::{Actor, AppError, Key, Moment, Register};
use leptos::prelude::*;
use store::{Store, clock};

/// Rows as HTML, with the status they are answered with.
pub struct Answer {
    /// The status.
    pub status: http::StatusCode,
    /// The rows.
    pub html: String,
}

/// Carries out what a row's fields say, and draws what became of it. `columns` are those of the grid it stands in, with
/// commas between.
///
/// # Errors
/// `Unavailable` when the database can't be reached, so that nobody knows what became of it; `Invalid` for what no grid
/// sends.
pub async fn answer(store: &Store, actor: &Actor, lang: Lang, sent: &Sent, columns: &str) -> Result<Answer, AppError> {
    let query = ListQuery::parse(Register::Measures, [("kolumner", columns)], store.clock().today())
        .map_err(|errors| AppError::Invalid { errors })?;
    let names: Vec<String> = query.columns().into_iter().map(str::to_owned).collect();
    let key = Key::parse(&sent.key).map_err(|_| AppError::NotFound)?;
    let error = store.commit(actor, &sent.command()?).await.err().map(AppError::from);
    if error == Some(AppError::Unavailable) {
        return Err(AppError::Unavailable);
    }
    let view = store.view(actor, Moment::Now).await?;
    let row = match view.line(Register::Measures, &key, &names).await {
        Ok(row) => Some(row),
        // Why it wasn't carried out is what is to be told.
        Err(_) if error.is_some() => None,
        Err(error) => return Err(error.into()),
    };
    let time = clock::time_of_day(view.now());
    // A column for the choice of rows, and the last one, which also holds when it was reported.
    let span = names.len() + if names.iter().any(|name| name == "reported") { 1 } else { 2 };
    let field = Measure::SET.iter().map(|field| field.name).find(|name| sent.draft.get(name) != was(sent, name));
    let drawing = Drawing { lang, columns: names.into(), action: super::ROW.to_owned(), may: true, state: None };
    let status = error.as_ref().map_or(http::StatusCode::OK, status);
    let html = Owner::new().with(|| {
        provide_context(lang);
        let saved = |time: &str| {
            view! { <span class="tag tag--ok"><Icon name="i-check"/>{t!(lang, "grid.saved_at", time = time)}</span> }
                .into_any()
        };
        let saved = error.is_none().then(|| saved(&time));
        let row = row.map(|row| view! { <GridRow row=row drawing=drawing saved=saved/> });
        let below = error.map(|error| match error {
            AppError::Conflict(conflict) => conflict_rows(lang, *conflict, span),
            error if lacks_reason(&error) => reason_row(lang, &sent.key, field.unwrap_or_default(), span),
            error => refused_row(lang, &sent.key, field.unwrap_or_default(), &error, span),
        });
        view! { {row} {below} }.to_html()
    });
    Ok(Answer { status, html })
}

/// The value that an edit was decided on.
fn was<'a>(sent: &'a Sent, field: &str) -> &'a str {
    sent.draft.get(&format!("{}{field}", domain::measure::WAS))
}
