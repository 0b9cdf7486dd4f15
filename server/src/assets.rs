//! The stylesheet, the client and the fonts, from the folder the build puts them in, compressed beforehand.

use crate::site::Site;
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use std::path::Path;
use tower::ServiceBuilder;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// Asked anew each time, and answered with 304 while unchanged: their names don't tell versions.
const CHECKED: HeaderValue = HeaderValue::from_static("no-cache");
/// Fonts don't change under their names.
const LONG: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Their routes.
pub fn routes(root: &Path) -> Router<Site> {
    let folder = |name: &str| ServeDir::new(root.join(name)).precompressed_br().precompressed_gzip();
    let kept = |value| SetResponseHeaderLayer::overriding(CACHE_CONTROL, value);
    let mut router = Router::new()
        .nest_service("/pkg", ServiceBuilder::new().layer(kept(CHECKED)).service(folder("pkg")))
        .nest_service("/fonts", ServiceBuilder::new().layer(kept(LONG)).service(folder("fonts")));
    for name in ["favicon.svg", "robots.txt"] {
        let file = ServiceBuilder::new().layer(kept(CHECKED)).service(ServeFile::new(root.join(name)));
        router = router.route_service(&format!("/{name}"), file);
    }
    router
}
