//! Reminders: the calendar one subscribes to, and letters.
//!
//! The calendar and the links in letters are opened without signing in, by programs that keep no cookies: each is found by
//! a secret in its address, and their routes lie outside the session. What stands in a calendar or a letter is read through
//! a view as the account it belongs to, as the account is at that moment.

mod calendar;
mod letter;
mod mail;
mod open;
mod own;
mod round;
mod smtp;

pub use mail::{Mail, public_url};
pub use round::{Tally, keep_on, run};
pub use smtp::Smtp;

use crate::account;
use crate::site::Site;
use axum::Router;
use axum::routing::get;

/// Routes that need no session.
pub fn open_routes() -> Router<Site> {
    Router::new()
        .route("/kalender/{file}", get(calendar::answer))
        .route("/epost/{what}/{token}", get(open::show).post(open::carry_out))
}

/// Routes of the own account's page.
pub fn own_routes() -> Router<Site> {
    Router::new()
        .route("/konto/kalender", get(account::back).post(own::make_calendar))
        .route("/konto/kalender/avsluta", get(account::back).post(own::end_calendar))
        .route("/konto/epost", get(account::back).post(own::keep_mailing))
}
