//! `GET /kalender/<secret>.ics`: an account's dates as a calendar (RFC 5545, RFC 7986).
//!
//! Dates are events of a whole day and not tasks: Outlook and Google leave tasks of a subscribed calendar out. They take no
//! time from the day. An event is known by its record and what is to happen, however its date moves; its revision and its
//! times are the record's own, so that the same content is the same bytes whenever it is asked for.

use crate::failure::Failure;
use crate::site::Site;
use crate::throttle::Verdict;
use crate::visitor::address;
use app::i18n::{Lang, code_label, fill, percent, t, text};
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, Days};
use domain::query::encode;
use domain::{Actor, AppError, Key, Moment, Page};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use sha2::{Digest, Sha256};
use store::{Dated, DatedStep, Feed, View};

/// How often a calendar should be asked for.
const REFRESH: &str = "PT4H";
/// What follows the secret in the address.
const ENDING: &str = ".ics";

/// Answers a calendar's address.
pub async fn answer(State(site): State<Site>, Path(file): Path<String>, asked: Parts) -> Response {
    match find(&site, &file, &asked).await {
        Ok((actor, feed)) => match draw(&site, &actor, &feed, &asked.headers).await {
            Ok(response) => response,
            Err(error) => Failure::App(error).into_response(),
        },
        Err(error) => Failure::App(error).into_response(),
    }
}

/// Whose calendar an address is. One that is guessed, revoked or of an account that isn't open answers alike.
async fn find(site: &Site, file: &str, asked: &Parts) -> Result<(Actor, Feed), AppError> {
    let secret = file.strip_suffix(ENDING).ok_or(AppError::NotFound)?;
    let from = address(&asked.headers, &asked.extensions, site.settings.behind_tls);
    // Counted by what was asked for and from where: who guesses has to wait, and a calendar that has been read from there
    // before doesn't.
    let name = hex::encode(Sha256::digest(secret.as_bytes()));
    match site.links.attempt(&name, from) {
        Verdict::Try { hold, .. } => tokio::time::sleep(hold).await,
        Verdict::Wait(seconds) => return Err(AppError::Throttled { seconds }),
    }
    let feed = site.store.feed_at(secret).await?.ok_or(AppError::NotFound)?;
    let credential = site.store.credential(&feed.username).await?.ok_or(AppError::NotFound)?;
    if !credential.account.open_on(site.store.clock().today()) {
        return Err(AppError::NotFound);
    }
    site.links.succeeded(&name, from);
    Ok((credential.account.actor(&feed.username), feed))
}

async fn draw(site: &Site, actor: &Actor, feed: &Feed, headers: &HeaderMap) -> Result<Response, AppError> {
    let view = site.store.view(actor, Moment::Now).await?;
    let base = site.base(headers);
    let lang = Lang::from_code(&feed.language).unwrap_or_default();
    let tag = tag(&view, &base, lang);
    let told = [(ETAG, tag.clone()), (CACHE_CONTROL, "private, no-cache".to_owned())];
    let known = headers.get(IF_NONE_MATCH).and_then(|known| known.to_str().ok()).unwrap_or_default();
    if known.split(',').any(|known| known.trim() == tag) {
        return Ok((StatusCode::NOT_MODIFIED, told).into_response());
    }
    let origin = view.origin().await?;
    let (dates, steps) = (view.calendar().await?, view.year_calendar().await?);
    let calendar = written(lang, &view.settings.board, actor, (&dates, &steps), &Place { base, origin });
    Ok((told, [(CONTENT_TYPE, "text/calendar; charset=utf-8")], calendar).into_response())
}

/// What a calendar depends on. Weak, since it is compressed on its way.
fn tag(view: &View<'_>, base: &str, lang: Lang) -> String {
    // The journal's root hash stands for every record there is, the account among them. Which years' steps are told of
    // follows from the year alone.
    let year = view.day().year().to_string();
    let parts = [view.root.as_str(), &view.actor.username, base, lang.code(), &year, env!("CARGO_PKG_VERSION")];
    let hash = hex::encode(Sha256::digest(parts.join("\n").as_bytes()));
    format!("W/\"{}\"", &hash[..32])
}

/// Where a calendar stands.
pub struct Place {
    /// The address of the site, without a slash at the end.
    pub base: String,
    /// What tells its register from every other.
    pub origin: String,
}

/// The calendar's bytes.
fn written(lang: Lang, board: &str, actor: &Actor, (dates, steps): (&[Dated], &[DatedStep]), place: &Place) -> String {
    let name = t!(lang, "reminder.calendar_name", board = board);
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Riskbild//Riskbild//SV"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("X-WR-CALNAME", name.as_str()))
        .append_property(Property::new("X-WR-CALDESC", t!(lang, "reminder.calendar_about", name = actor.name)))
        .append_property(("X-WR-TIMEZONE", "Europe/Stockholm"))
        .append_property(Property::new("REFRESH-INTERVAL", REFRESH).add_parameter("VALUE", "DURATION").done())
        .append_property(Property::new("X-PUBLISHED-TTL", REFRESH));
    for one in dates {
        calendar.push(event(lang, one, place));
    }
    for one in steps {
        calendar.push(step_event(lang, one, place));
    }
    calendar.to_string()
}

/// One date.
fn event(lang: Lang, one: &Dated, place: &Place) -> Event {
    let reminder = &one.reminder;
    let (occasion, key) = (reminder.occasion.code(), reminder.key.as_str());
    let record = format!("{key} {}", reminder.title);
    let summary = fill(text(lang, &format!("reminder.short_{occasion}")), &[("record", &record.trim())]);
    let address = format!("{}{}/{}", place.base, reminder.occasion.kind().path(), encode(key));
    let what = text(lang, &format!("reminder.what_{occasion}"));
    let mut about = format!("{what}.");
    if !reminder.owner.is_empty() {
        about.push('\n');
        about.push_str(&t!(lang, "reminder.calendar_owner", owner = reminder.owner));
    }
    if let Some(done) = reminder.percent {
        about.push('\n');
        about.push_str(&t!(lang, "reminder.calendar_percent", percent = percent(lang, done)));
    }
    about.push('\n');
    about.push_str(&address);
    let origin = place.origin.get(..16).unwrap_or_default();
    Event::new()
        .uid(&format!("{key}-{occasion}@{origin}.riskbild"))
        .sequence(one.rev)
        .timestamp(one.changed)
        .last_modified(one.changed)
        .starts(reminder.date)
        .ends(reminder.date + Days::new(1))
        .summary(&summary)
        .description(&about)
        .url(&address)
        .categories([what])
        .add_property("TRANSP", "TRANSPARENT")
        .add_property("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
        .done()
}

/// A step of the board's year. What it says follows from the journal alone and not from the day, so that time by itself
/// changes no event.
fn step_event(lang: Lang, one: &DatedStep, place: &Place) -> Event {
    let (step, due) = (&one.step.step, one.step.due);
    let address = format!("{}{}?ar={}#{}", place.base, Page::YearCycle.path(), one.step.year, step.id);
    let what = t!(lang, "reminder.what_year_step");
    let (summary, how) = match &one.step.shown {
        Some(shown) => {
            let by: Vec<&str> = shown.by.iter().map(Key::as_str).collect();
            let done = t!(lang, "reminder.year_done", day = shown.on);
            let how = if by.is_empty() { done } else { format!("{done} {}.", by.join(", ")) };
            (t!(lang, "reminder.short_year_done", step = step.text), how)
        }
        None => {
            let how = code_label(lang, "year_known", step.shown.code()).to_owned();
            (t!(lang, "reminder.short_year_step", step = step.text), how)
        }
    };
    let source = t!(lang, "reminder.year_source", source = step.source);
    let origin = place.origin.get(..16).unwrap_or_default();
    Event::new()
        .uid(&format!("arshjul-{}@{origin}.riskbild", one.step.name()))
        .sequence(one.version)
        .timestamp(one.changed)
        .last_modified(one.changed)
        .starts(due)
        .ends(due + Days::new(1))
        .summary(&summary)
        .description(&format!("{how}\n{source}\n{address}"))
        .url(&address)
        .categories([what])
        .add_property("TRANSP", "TRANSPARENT")
        .add_property("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
        .done()
}

#[cfg(test)]
mod tests;
