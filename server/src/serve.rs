//! The routes, and serving them until told to stop.

use crate::site::Site;
use crate::{
    account, accounts, answer, api, assets, downloads, fields, files, heads, health, many_files, pages, pieces,
    preferences, reminder, rows, security, session, sign_in, take_in, verify, visitor,
};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get};
use std::future::{Future, IntoFuture};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::limit::RequestBodyLimitLayer;

/// Seconds between two sweeps of ended sessions, old letters and what broken uploads left.
const SWEEP: Duration = Duration::from_secs(15 * 60);
/// Longest wait for answers under way when told to stop.
const FAREWELL: Duration = Duration::from_secs(10);
/// How hard pages are compressed: beyond this it costs more time than it saves.
const BROTLI: CompressionLevel = CompressionLevel::Precise(4);

/// The whole site.
pub fn router(site: &Site) -> Router {
    // Asked for its routes, the pages' framework takes this runtime for its own.
    let drawn = leptos_axum::generate_route_list(app::App);
    tracing::debug!(pages = drawn.len(), "pages known");
    let pages = Router::new()
        .route("/logga-in", get(pages::answer).post(sign_in::sign_in))
        .route("/logga-ut", get(account::back).post(sign_in::sign_out))
        .route("/konto/losenord", get(account::back).post(account::change_password))
        .route("/konto/logga-ut-overallt", get(account::back).post(account::sign_out_everywhere))
        .route("/konto/utseende", get(account::back).post(preferences::choose))
        .route("/admin/konton/{username}/losenord", get(accounts::back).post(accounts::give_password))
        .route(app::measure::grid::ROW, get(rows::back).post(rows::save))
        .route("/api/{name}", any(api::call))
        .merge(reminder::own_routes())
        .merge(downloads::report_routes())
        .fallback(pages::answer)
        .layer(RequestBodyLimitLayer::new(fields::MAX_BYTES))
        .layer(from_fn(fields::limit))
        .layer(from_fn(answer::patience));
    // Files may be large and take their time: what they may hold and how long they may stand still is counted there.
    let people = pages
        .merge(downloads::routes())
        .merge(files::routes())
        .merge(many_files::routes())
        .merge(pieces::routes())
        .merge(take_in::routes())
        .layer(from_fn_with_state(site.clone(), visitor::layer))
        .layer(session::layer(site))
        .layer(from_fn_with_state(site.clone(), security::same_origin));
    Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .merge(assets::routes(&site.settings.root))
        .merge(reminder::open_routes().merge(heads::routes()).layer(from_fn(answer::patience)))
        .merge(people)
        .layer(compression())
        .layer(from_fn_with_state(site.clone(), answer::layer))
        .with_state(site.clone())
}

/// Compresses what isn't compressed yet.
fn compression() -> CompressionLayer<impl Predicate> {
    let packed = |kind| NotForContentType::const_new(kind);
    let predicate = DefaultPredicate::new()
        .and(packed("application/vnd.openxmlformats"))
        .and(packed("application/zip"))
        .and(packed("application/pdf"))
        .and(packed("application/octet-stream"))
        .and(packed("font/"));
    CompressionLayer::new().quality(BROTLI).compress_when(predicate)
}

/// Serves until `stop` comes, then lets answers under way finish.
///
/// # Errors
/// When the listener fails.
pub async fn run(
    listener: TcpListener,
    site: &Site,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let sweeper = tokio::spawn(sweep(site.clone()));
    let reminder = tokio::spawn(reminder::keep_on(site.clone()));
    let signer = tokio::spawn(heads::keep_on(site.clone()));
    let verifier = tokio::spawn(verify::keep_on(site.clone()));
    let (told, wait) = tokio::sync::oneshot::channel::<()>();
    let service = router(site).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        stop.await;
        drop(told);
    });
    let overdue = async {
        // Answers with an error when the other end is dropped, which is the sign.
        let _ = wait.await;
        tokio::time::sleep(FAREWELL).await;
    };
    let answer = tokio::select! {
        answer = serving.into_future() => answer,
        () = overdue => {
            tracing::warn!("some answers did not finish in time");
            Ok(())
        }
    };
    sweeper.abort();
    reminder.abort();
    signer.abort();
    verifier.abort();
    answer
}

/// Drops ended sessions, old letters, the files of what has been disposed of and what broken uploads left, now and then.
async fn sweep(site: Site) {
    let mut turns = tokio::time::interval(SWEEP);
    loop {
        turns.tick().await;
        if let Err(error) = site.store.drop_ended_sessions().await {
            tracing::warn!(%error, "ended sessions were not dropped");
        }
        if let Err(error) = site.store.drop_old_letters().await {
            tracing::warn!(%error, "old letters were not dropped");
        }
        match site.store.remove_disposed_files(&site.files, site.store.clock().now()).await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "disposed files were removed"),
            Err(error) => tracing::warn!(%error, "disposed files were not removed"),
        }
        match site.files.sweep(site.store.clock().now()).await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "remains of uploads were removed"),
            Err(error) => tracing::warn!(%error, "remains of uploads were not removed"),
        }
    }
}

/// Comes when the process is asked to stop. Signals are heard from this call on, not from when it is waited for.
pub fn asked_to_stop() -> impl Future<Output = ()> + Send + 'static {
    use tokio::signal::unix::{SignalKind, signal};
    let heard = [SignalKind::terminate(), SignalKind::interrupt()].map(signal);
    async move {
        let asked = heard.map(|heard| {
            Box::pin(async {
                match heard {
                    Ok(mut signal) => drop(signal.recv().await),
                    Err(error) => {
                        tracing::error!(%error, "signals can't be heard");
                        std::future::pending::<()>().await;
                    }
                }
            })
        });
        futures::future::select_all(asked).await;
    }
}
