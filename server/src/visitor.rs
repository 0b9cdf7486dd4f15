//! Who sends a request, and what their device has chosen.

use crate::failure::Failure;
use crate::session::{self, Found};
use crate::site::Site;
use app::context::{FormState, ReminderState, Request as PageRequest, SignInState};
use app::i18n::Lang;
use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::account::Account;
use domain::{Actor, AppError, Role};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use tower_sessions::Session;

/// Who sends a request.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// Their account.
    pub account: Option<Account>,
    /// Whether they came with a session that has ended.
    pub ended: bool,
    /// Where from.
    pub address: IpAddr,
    /// What their device has chosen.
    pub look: Look,
}

/// What a device has chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// Language.
    pub lang: Lang,
    /// `light`, `dark`, or empty for the device's own.
    pub theme: String,
    /// `tight` or empty.
    pub density: String,
    /// `off` or empty.
    pub shortcuts: String,
}

/// The cookie of the language.
pub const LANG: &str = "sprak";
/// The cookie of the theme.
pub const THEME: &str = "utseende";
/// The cookie of the density.
pub const DENSITY: &str = "tathet";
/// The cookie of the shortcuts.
pub const SHORTCUTS: &str = "genvagar";
/// The themes that can be chosen.
pub const THEMES: [&str; 2] = ["light", "dark"];
/// The densities that can be chosen.
pub const DENSITIES: [&str; 1] = ["tight"];
/// What can be chosen about the shortcuts: they are on until turned off.
pub const SHORTCUT_CHOICES: [&str; 1] = ["off"];

/// The role of who was answered, for the log.
#[derive(Debug, Clone, Copy)]
pub struct AnsweredTo(pub Role);

impl Look {
    /// Reads a device's cookies.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let one_of = |name, choices: &[&str]| {
            cookie(headers, name).filter(|value| choices.contains(value)).unwrap_or_default().to_owned()
        };
        Self {
            lang: cookie(headers, LANG).and_then(Lang::from_code).unwrap_or_default(),
            theme: one_of(THEME, &THEMES),
            density: one_of(DENSITY, &DENSITIES),
            shortcuts: one_of(SHORTCUTS, &SHORTCUT_CHOICES),
        }
    }
}

impl Visitor {
    /// Someone who isn't signed in.
    #[must_use]
    pub const fn nobody(address: IpAddr, look: Look) -> Self {
        Self { actor: None, account: None, ended: false, address, look }
    }

    /// The same visitor, signed in.
    #[must_use]
    pub fn signed_in(mut self, username: &str, account: Account) -> Self {
        self.actor = Some(account.actor(username));
        (self.account, self.ended) = (Some(account), false);
        self
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// `Unauthenticated` when nobody is.
    pub fn actor(&self) -> Result<&Actor, AppError> {
        self.actor.as_ref().ok_or(AppError::Unauthenticated)
    }

    /// What a page at an address is told of its request.
    #[must_use]
    pub fn page_request(&self, site: &Site, address: &str) -> PageRequest {
        PageRequest {
            store: site.store.clone(),
            files: site.files.clone(),
            actor: self.actor.clone(),
            account: self.account.clone(),
            lang: self.look.lang,
            theme: self.look.theme.clone(),
            density: self.look.density.clone(),
            shortcuts: self.look.shortcuts.is_empty(),
            address: address.to_owned(),
            form: None::<FormState>,
            import: None,
            sign_in: SignInState::default(),
            account_error: None,
            given_password: None,
            reminders: ReminderState { mail: site.settings.mail.is_some(), ..ReminderState::default() },
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        // Without the layer nobody is signed in: a route outside it is refused rather than open.
        parts.extensions.get::<Self>().cloned().ok_or_else(|| AppError::Unauthenticated.into())
    }
}

/// Finds out who sends a request, and tells the handlers.
pub async fn layer(State(site): State<Site>, session: Session, mut request: Request, next: Next) -> Response {
    let look = Look::of(request.headers());
    let address = address(request.headers(), request.extensions(), site.settings.behind_tls);
    let mut visitor = Visitor::nobody(address, look);
    match session::resolve(&site, &session).await {
        Ok(Found::Nobody) => {}
        Ok(Found::Ended) => visitor.ended = true,
        Ok(Found::Account(username, account)) => visitor = visitor.signed_in(&username, *account),
        Err(error) => return Failure::App(error).into_response(),
    }
    let role = visitor.actor.as_ref().map(|actor| actor.role);
    request.extensions_mut().insert(visitor);
    let mut response = next.run(request).await;
    if let Some(role) = role {
        response.extensions_mut().insert(AnsweredTo(role));
    }
    response
}

/// A cookie's value.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// Where a request comes from. Behind a proxy it is what the proxy saw, which stands last; what stands before it was
/// written by whoever sent the request.
#[must_use]
pub fn address(headers: &HeaderMap, extensions: &Extensions, behind_proxy: bool) -> IpAddr {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let forwarded = || {
        let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?;
        last.trim().parse().ok()
    };
    let seen = if behind_proxy { forwarded() } else { None };
    seen.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(axum::http::HeaderName::from_static(name), value.parse().unwrap())])
    }

    #[test]
    fn only_what_can_be_chosen_is_read_from_cookies() {
        let look = Look::of(&headers("cookie", "sprak=en; utseende=dark; tathet=tight"));
        assert_eq!(
            look,
            Look { lang: Lang::En, theme: "dark".into(), density: "tight".into(), shortcuts: String::new() }
        );
        assert_eq!(Look::of(&headers("cookie", "sprak=de; utseende=\"><script>; x")), Look::default());
    }

    #[test]
    fn only_the_proxys_own_word_counts() {
        let given = headers("x-forwarded-for", "198.51.100.7, 192.0.2.9");
        assert_eq!(address(&given, &Extensions::new(), true).to_string(), "192.0.2.9");
        assert_eq!(address(&given, &Extensions::new(), false), IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    }
}
