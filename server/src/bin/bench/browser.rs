//! What only a browser can tell, measured in Chromium by `end2end/bench/browser.mjs`.

use crate::Failure;
use crate::report::Report;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The program, which finds its packages beside it.
const PROGRAM: &str = "end2end/bench/browser.mjs";

/// A figure as the program tells it.
#[derive(Deserialize)]
struct Figure {
    name: String,
    /// In milliseconds, as is the limit.
    times: Vec<f64>,
    limit: f64,
    limit_is: String,
    aim: f64,
}

/// Measures in a browser, where there is one.
///
/// # Errors
/// When the browser's program fails, or says what isn't understood.
pub async fn measure(at: SocketAddr, cookie: &str, report: &mut Report) -> Result<(), Failure> {
    if !Path::new("end2end/node_modules/playwright").exists() {
        println!("(nothing measured in a browser: npm packages are not installed)");
        return Ok(());
    }
    let (url, cookie) = (format!("http://{at}"), cookie.to_owned());
    let run = move || Command::new("node").args([PROGRAM, &url, &cookie]).output();
    let output = tokio::task::spawn_blocking(run).await??;
    if !output.status.success() {
        return Err(format!("{PROGRAM}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    for line in String::from_utf8(output.stdout)?.lines() {
        let figure: Figure = serde_json::from_str(line)?;
        let time = |ms: f64| Duration::from_secs_f64(ms.max(0.0) / 1000.0);
        let mut times: Vec<Duration> = figure.times.into_iter().map(time).collect();
        report.add(&figure.name, &mut times, (&figure.limit_is, time(figure.limit)), figure.aim);
    }
    Ok(())
}
