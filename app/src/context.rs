//! What a page knows of the request it answers.

use crate::i18n::Lang;
use domain::account::Account;
use domain::reminder::Mailing;
use domain::{Action, Actor, AppError, Draft, Kind};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A form that was sent without being carried out, to be shown again with everything that was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormState {
    /// What was to be done.
    pub action: Action,
    /// To which kind of record.
    pub kind: Kind,
    /// To which record; empty for a new one.
    pub key: String,
    /// The revision it was decided on.
    pub rev: String,
    /// The command's id; sent again with the form, so that a command is carried out once however often it is sent.
    pub command_id: String,
    /// What was typed.
    pub draft: Draft,
    /// The reason typed.
    pub reason: String,
    /// Why it wasn't carried out. None when it has only been brought back after a new sign-in.
    pub error: Option<AppError>,
}

/// What the sign-in page shows besides its form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInState {
    /// Where to go afterwards: a path of this site.
    pub next: String,
    /// The name typed.
    pub username: String,
    /// Why it didn't succeed.
    pub error: Option<SignInError>,
    /// A form that was sent after the session had ended: its fields, carried through the sign-in.
    pub pending: Vec<(String, String)>,
}

/// Why a sign-in didn't succeed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignInError {
    /// Name or password is wrong, or the account is not open today. Which, is not told.
    Refused,
    /// Too many attempts; seconds to wait.
    Throttled(u32),
    /// The session ended.
    Ended,
    /// The database can't be reached.
    Unavailable,
}

/// A file that was sent without being taken in, or whose changes weren't carried out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportState {
    /// The reason typed.
    pub reason: String,
    /// The journal's length when the person saw what would change.
    pub since: Option<u64>,
    /// Why it wasn't carried out, where its rows don't tell.
    pub error: Option<AppError>,
}

/// What the own account page shows of calendar and e-mail besides what is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReminderState {
    /// Whether letters can be sent.
    pub mail: bool,
    /// The address of the calendar that was just made, to be shown this once.
    pub given: Option<String>,
    /// What was typed into the e-mail form that wasn't carried out.
    pub typed: Option<Mailing>,
    /// Why it wasn't.
    pub error: Option<AppError>,
}

/// What stands around every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// The board the register answers to.
    pub board: String,
    /// The organisation it belongs to.
    pub organisation: String,
    /// Today's date in Sweden.
    pub today: chrono::NaiveDate,
    /// What the sign-in page shows.
    pub sign_in: SignInState,
    /// Own account, for its page.
    pub account: Option<Account>,
    /// Chosen theme: `light`, `dark`, or empty for the device's.
    pub theme: String,
    /// Chosen density: `tight` or empty.
    pub density: String,
    /// Whether the shortcuts are on.
    pub shortcuts: bool,
    /// What was wrong with the own account page's form.
    pub account_error: Option<AppError>,
}

/// The language of the page.
#[must_use]
pub fn lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// The request being answered. The server puts one in the context of every page and server function.
#[derive(Clone)]
pub struct Request {
    /// The register.
    pub store: store::Store,
    /// Where files are kept, and laid aside.
    pub files: store::FileStore,
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// The account, as stored.
    pub account: Option<Account>,
    /// Chosen language.
    pub lang: Lang,
    /// Chosen theme: `light`, `dark`, or empty for the device's.
    pub theme: String,
    /// Chosen density: `tight` or empty.
    pub density: String,
    /// Whether the shortcuts are on.
    pub shortcuts: bool,
    /// Path and query of the page.
    pub address: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
    /// What became of a file that was sent.
    pub import: Option<ImportState>,
    /// What the sign-in page shows.
    pub sign_in: SignInState,
    /// What was wrong with the own account page's form.
    pub account_error: Option<AppError>,
    /// A password that an account was just given, to be shown this once.
    pub given_password: Option<String>,
    /// What the own account page shows of calendar and e-mail.
    pub reminders: ReminderState,
}

impl Request {
    /// The request being answered.
    ///
    /// # Errors
    /// `Internal` when there is none, which is a fault of ours.
    pub fn current() -> Result<Self, AppError> {
        use_context::<Self>().ok_or_else(|| AppError::Internal { id: "no-request".to_owned() })
    }

    /// The request and who sent it.
    ///
    /// # Errors
    /// `Unauthenticated` when nobody is signed in; `Forbidden` when the access table doesn't let them call this.
    pub fn signed_in(function: domain::access::Function) -> Result<(Self, Actor), AppError> {
        let request = Self::current()?;
        let actor = request.actor.clone().ok_or(AppError::Unauthenticated)?;
        if actor.may(domain::Subject::Function(function)) { Ok((request, actor)) } else { Err(AppError::Forbidden) }
    }
}
