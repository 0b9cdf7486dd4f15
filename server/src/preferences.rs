//! Language, theme, density and shortcuts: kept on the device, in cookies that hold nothing else.

use crate::fields::{Fields, local};
use crate::pages::to;
use crate::site::Site;
use crate::visitor::{DENSITIES, DENSITY, LANG, SHORTCUT_CHOICES, SHORTCUTS, THEME, THEMES};
use app::i18n::Lang;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::Response;

/// A year, in seconds.
const KEPT: u32 = 365 * 24 * 3600;

/// Keeps what was chosen, and goes back to where it was.
pub async fn choose(State(site): State<Site>, fields: Fields) -> Response {
    let mut response = to(local(fields.get("till")).unwrap_or("/"));
    let choices = [(LANG, Lang::CODES), (THEME, &THEMES), (DENSITY, &DENSITIES), (SHORTCUTS, &SHORTCUT_CHOICES)];
    for (name, values) in choices {
        // A field that isn't sent changes nothing; an empty one goes back to the device's own.
        let Some((_, value)) = fields.0.iter().find(|(field, _)| field == name) else { continue };
        let known = values.contains(&value.as_str());
        if !known && !value.is_empty() {
            continue;
        }
        let secure = if site.settings.behind_tls { "; Secure" } else { "" };
        let kept = if known { KEPT } else { 0 };
        let cookie = format!("{name}={value}; Path=/; Max-Age={kept}; SameSite=Lax; HttpOnly{secure}");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
    }
    response
}
