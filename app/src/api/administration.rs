//! Administration.

use crate::context::Request;
use crate::error::ApiResult;
use domain::Moment;
use domain::access::Function;
use domain::coverage::FrameworkSummary;
use domain::settings::Settings;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// Accounts, settings, frameworks and the state of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdministrationPage {
    /// Accounts by name at sign-in; none to those who don't keep them.
    pub accounts: Option<Vec<(String, domain::account::Account)>>,
    /// The settings.
    pub settings: Settings,
    /// The frameworks that are loaded.
    pub frameworks: Vec<FrameworkSummary>,
    /// The journal's length.
    pub length: u64,
    /// The journal's root hash, in hexadecimal.
    pub root: String,
    /// The last signed head; none without a key.
    pub signed: Option<SignedHead>,
    /// The last verification; none before the first.
    pub verified: Option<LastVerification>,
    /// Today's date in Sweden.
    pub today: chrono::NaiveDate,
}

/// A signed head as it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedHead {
    /// Entries in the journal then.
    pub size: u64,
    /// The journal's name.
    pub origin: String,
    /// When it was signed: Swedish time to the minute.
    pub at: String,
}

/// What the last verification found, as it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastVerification {
    /// When: Swedish time to the minute.
    pub at: String,
    /// Entries replayed.
    pub entries: u64,
    /// Signed heads compared.
    pub heads: u64,
    /// Faults.
    pub findings: u64,
    /// Records whose content had been disposed of.
    pub disposed: u64,
}

/// Accounts and settings.
#[server(GetAdministration, endpoint = "administration", input = Json)]
pub async fn administration() -> ApiResult<AdministrationPage> {
    let (request, actor) = Request::signed_in(Function::Administration)?;
    let view = request.store.view(&actor, Moment::Now).await?;
    let accounts = if actor.may(domain::Subject::Page(domain::Page::EditAccount)) {
        Some(view.accounts().await?.into_iter().map(|(name, _, account)| (name, account)).collect())
    } else {
        None
    };
    let frameworks = view.frameworks().await?;
    let (length, today) = (view.position, view.today);
    let note = request.store.last_signed_head().await?;
    let signed = note.and_then(|note| proof::Checkpoint::in_note(&note).ok()).map(|head| SignedHead {
        size: head.size,
        origin: head.origin,
        at: store::clock::shown(&store::clock::stamp(head.at)),
    });
    let verified = request.store.last_verification().await?.map(|last| LastVerification {
        at: store::clock::shown(&last.at),
        entries: last.entries,
        heads: last.heads,
        findings: last.findings,
        disposed: last.disposed,
    });
    let (root, settings) = (view.root, view.settings);
    Ok(AdministrationPage { accounts, frameworks, length, today, root, signed, verified, settings })
}
