//! What browsers are told, and where forms may come from.

use crate::failure::Failure;
use crate::site::Site;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const FIXED: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// A year, in seconds.
const HSTS: &str = "max-age=31536000";

/// The content security policy. The nonce lets through the inline script that starts the client, and nothing else that
/// is inline; `wasm-unsafe-eval` lets that client be compiled. What is framed are evidence files, each under a policy of its own.
#[must_use]
pub fn policy(nonce: Option<&str>) -> String {
    let script =
        nonce.map_or_else(|| "'none'".to_owned(), |nonce| format!("'self' 'nonce-{nonce}' 'wasm-unsafe-eval'"));
    format!(
        "default-src 'none'; script-src {script}; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Adds what every answer says. A page has set its own policy, with its nonce.
pub fn add_headers(headers: &mut HeaderMap, behind_tls: bool) {
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if behind_tls {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    if !headers.contains_key(CONTENT_SECURITY_POLICY)
        && let Ok(policy) = HeaderValue::from_str(&policy(None))
    {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    // What isn't said to be kept is not: pages hold what the next user of the machine may not see.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// Lets a request that could change something through only when it comes from a page of this site. With the cookie's
/// `SameSite=Lax` this is the whole defence against forged requests; it needs no tokens in the pages.
pub async fn same_origin(State(site): State<Site>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || from_here(request.headers(), request.uri(), site.settings.behind_tls) {
        return next.run(request).await;
    }
    tracing::warn!("refused a request from elsewhere");
    Failure::Foreign.into_response()
}

/// Whether a browser says that a request comes from this site. One that says nothing is not believed: every browser in
/// use sends `Origin` with a form.
fn from_here(headers: &HeaderMap, uri: &Uri, behind_tls: bool) -> bool {
    let said = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let site = said(&HeaderName::from_static("sec-fetch-site"));
    let host = said(&HOST).or_else(|| uri.authority().map(|authority| authority.as_str()));
    let origin = said(&ORIGIN).map(|origin| {
        let bare = if behind_tls { origin.strip_prefix("https://") } else { origin.strip_prefix("http://") };
        bare.is_some() && bare == host
    });
    match (site, origin) {
        (Some(site), origin) => site == "same-origin" && origin != Some(false),
        (None, Some(same)) => same,
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(given: &[(&'static str, &'static str)], behind_tls: bool) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in given {
            headers.insert(*name, HeaderValue::from_static(value));
        }
        from_here(&headers, &Uri::from_static("/logga-in"), behind_tls)
    }

    #[test]
    fn only_this_site_is_here() {
        let host = ("host", "risk.example:3000");
        assert!(accepted(&[host, ("origin", "http://risk.example:3000")], false));
        assert!(accepted(&[host, ("origin", "https://risk.example:3000")], true));
        assert!(accepted(&[host, ("sec-fetch-site", "same-origin")], false));
        for forged in
            ["http://risk.example", "https://risk.example:3000", "http://risk.example:3000.evil.example", "null"]
        {
            assert!(!accepted(&[host, ("origin", forged)], false), "{forged}");
            assert!(!accepted(&[host, ("origin", forged), ("sec-fetch-site", "same-origin")], false), "{forged}");
        }
        for site in ["cross-site", "same-site", "none"] {
            assert!(!accepted(&[host, ("sec-fetch-site", site)], false), "{site}");
        }
        assert!(!accepted(&[host], false));
    }

    #[test]
    fn nothing_inline_without_the_nonce() {
        assert!(policy(None).contains("script-src 'none'"));
        assert!(policy(Some("abc")).contains("script-src 'self' 'nonce-abc' 'wasm-unsafe-eval';"));
        assert!(!policy(Some("abc")).contains("unsafe-inline"));
    }
}
