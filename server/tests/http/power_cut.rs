//! The program is killed in the middle of its work, again and again: what it has answered for is there, what it was doing
//! is there whole or not at all, and the journal proves it each time.

use crate::browser::Browser;
use crate::program::Stage;
use crate::running::{PASSWORD, draft, run};
use domain::Kind;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::task::JoinSet;

/// How often it is killed.
const ROUNDS: u32 = 50;
/// How many write at once, each to a risk of its own.
const WRITERS: usize = 4;

/// What a title says of the write that set it, so that it can be read back.
fn title(writer: usize, number: u32) -> String {
    format!("Skrivare {writer} skrivning {number}")
}

/// A risk's form.
fn form(action: &str, key: &str, title: &str) -> Vec<(String, String)> {
    let id = format!("prov-{}", store::ids::fresh());
    let fields = [("action", action), ("kind", "risk"), ("key", key), ("command_id", &id), ("next", "/")];
    let mut pairs: Vec<(String, String)> = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let typed = draft(Kind::Risk).with("title", title).0;
    pairs.extend(typed.into_iter().map(|(name, value)| (format!("fields[{name}]"), value)));
    pairs
}

/// Sends it. Whether it was answered for; not when the answer was cut off.
async fn acknowledged(browser: &Browser, pairs: &[(String, String)]) -> bool {
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let request = browser.request(reqwest::Method::POST, "/api/submit").header("accept", "application/json");
    let request = request
        .header("origin", &browser.origin)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(crate::browser::urlencoded(&pairs));
    match request.send().await {
        Ok(answer) if answer.status() == 200 => answer.bytes().await.is_ok(),
        Ok(answer) => panic!("answered {}", answer.status()),
        Err(_) => false,
    }
}

/// The titles of the risks as the register has them.
async fn titles(browser: &mut Browser) -> Vec<String> {
    let answer = browser.get("/export/risker.json").await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let file: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    let rows = file["rows"].as_array().unwrap();
    let mut known: Vec<(String, String)> = rows
        .iter()
        .map(|row| (row["key"].as_str().unwrap().to_owned(), row["title"].as_str().unwrap().to_owned()))
        .collect();
    known.sort();
    known.into_iter().map(|(_, title)| title).collect()
}

#[test]
fn fifty_power_cuts_lose_nothing_that_was_answered_for() {
    run(async {
        let place = TempDir::new().unwrap();
        let stage = Stage::default();
        stage.init(place.path(), PASSWORD);
        let mut serving = stage.serve(place.path(), &[]);
        let mut browser = Browser::new(&serving.url);
        assert_eq!(browser.sign_in("samordnare", PASSWORD).await.status, 303);
        for writer in 1..=WRITERS {
            assert!(acknowledged(&browser, &form("create", "", &title(writer, 0))).await);
        }
        let (mut last, mut written, mut cut_off) = ([0_u32; WRITERS], 0, 0);
        for round in 0..ROUNDS {
            // The session is kept in the database: nobody has to sign in again after a power cut.
            browser.at(&serving.url);
            let mut writers = JoinSet::new();
            for (writer, &known) in last.iter().enumerate() {
                let (browser, mut number) = (browser.clone(), known);
                writers.spawn(async move {
                    let key = format!("RSK-{:02}", writer + 1);
                    while acknowledged(&browser, &form("update", &key, &title(writer + 1, number + 1))).await {
                        number += 1;
                    }
                    (writer, number)
                });
            }
            // Each time at another point of what it does.
            tokio::time::sleep(Duration::from_micros(20_000 + u64::from(round) * 1_937 % 60_000)).await;
            serving.kill();
            let mut acknowledged = last;
            while let Some(done) = writers.join_next().await {
                let (writer, number) = done.unwrap();
                written += number - acknowledged[writer];
                acknowledged[writer] = number;
            }
            let told = stage.verify(place.path());
            assert!(told.contains("whole"), "{told}");
            serving = stage.serve(place.path(), &[]);
            browser.at(&serving.url);
            for (writer, stored) in titles(&mut browser).await.iter().enumerate() {
                let sure = acknowledged[writer];
                let under_way = sure + 1;
                assert!(
                    *stored == title(writer + 1, sure) || *stored == title(writer + 1, under_way),
                    "round {round}: {stored}, but {sure} was answered for"
                );
                last[writer] = if *stored == title(writer + 1, under_way) { under_way } else { sure };
                cut_off += u32::from(last[writer] == under_way);
            }
        }
        serving.stop();
        println!("{ROUNDS} kills, {written} writes answered for, {cut_off} whole without an answer");
        assert!(written > ROUNDS, "it had work to be cut off from");
    });
}

#[test]
fn a_demo_that_was_cut_off_while_loading_is_loaded_to_its_end() {
    run(async {
        let place = TempDir::new().unwrap();
        let stage = Stage::default();
        // While the schema is made, while catalogues are loaded, and while the demo itself is.
        for wait in [20, 40, 60, 90, 150, 250, 400] {
            let mut begun = stage.riskbild(place.path(), &["serve", "--listen", "127.0.0.1:0", "--demo"]);
            let quiet = std::process::Stdio::null;
            let mut begun = begun.stdout(quiet()).stderr(quiet()).spawn().unwrap();
            tokio::time::sleep(Duration::from_millis(wait)).await;
            begun.kill().unwrap();
            begun.wait().unwrap();
        }
        let started = Instant::now();
        let mut serving = stage.serve(place.path(), &["--demo"]);
        println!("loaded to its end in {:?}", started.elapsed());
        serving.stop();
        let (cut_off, whole) = (stage.verify(place.path()), TempDir::new().unwrap());
        stage.serve(whole.path(), &["--demo"]).stop();
        // Each content has a secret of its own, so that the roots differ.
        let without_root =
            |said: &str| said.lines().filter(|line| !line.starts_with("root ")).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(without_root(&cut_off), without_root(&stage.verify(whole.path())), "the same journal");
    });
}
