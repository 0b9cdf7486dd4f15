//! The same store over a network: SurrealDB's own server, on a port of this machine.
//!
//! `make test` builds the server and names it in `RISKBILD_TEST_DATABASE`. Without it these tests say that they were
//! skipped.

use crate::register::{Register, risk};
use domain::{Action, AppError, Kind};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use store::{Clock, Store};
use tempfile::TempDir;

/// A database server of a test's own. It ends with the test.
pub struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// Starts one over a storage (`memory`, or `surrealkv://PATH`), on this port or a free one. None when there is none to
    /// start.
    pub fn start(storage: &str, port: Option<u16>) -> Option<Self> {
        let program = std::env::var_os("RISKBILD_TEST_DATABASE")?;
        let port = port.unwrap_or_else(|| TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port());
        let process = Command::new(program)
            .args(["start", "--no-banner", "--log", "none", "--user", "root", "--pass", "root"])
            .args(["--bind", &format!("127.0.0.1:{port}"), storage])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Some(Self { process, port })
    }

    fn on_disk(place: &TempDir, port: Option<u16>) -> Option<Self> {
        Self::start(&format!("surrealkv://{}", Path::new(place.path()).join("server").display()), port)
    }

    /// The store over it, as soon as it answers.
    pub async fn open(&self, clock: Clock) -> Store {
        let url = format!("ws://root:root@127.0.0.1:{}", self.port);
        let begun = Instant::now();
        loop {
            match Store::open(&url, clock.clone()).await {
                Ok(store) => return store,
                Err(error) if begun.elapsed() > Duration::from_secs(30) => panic!("{error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

#[tokio::test]
async fn a_server_that_goes_away_is_told_and_nothing_that_was_answered_for_is_lost() {
    let place = TempDir::new().unwrap();
    let Some(mut server) = Server::on_disk(&place, None) else {
        println!("SKIPPED: RISKBILD_TEST_DATABASE names no server");
        return;
    };
    let register = Register::over(server.open(Clock::Machine).await, Clock::Machine);
    let coordinator = register.as_coordinator();
    coordinator.create_risk(risk("Innan servern föll")).await;
    assert!(register.store.ready().await.unwrap());

    server.kill();
    let lost = coordinator.command(Action::Create, Kind::Risk, None, None, risk("När servern var borta"));
    let answer = tokio::time::timeout(Duration::from_secs(40), register.store.commit(&coordinator.actor, &lost)).await;
    let told: AppError = answer.unwrap().unwrap_err().into();
    assert_eq!(told, AppError::Unavailable);
    let ready = tokio::time::timeout(Duration::from_secs(3), register.store.ready()).await;
    assert!(!matches!(ready, Ok(Ok(true))), "it does not say that it is ready");

    let server = Server::on_disk(&place, Some(server.port)).unwrap();
    let register = Register::over(server.open(Clock::Machine).await, Clock::Machine);
    let coordinator = register.as_coordinator();
    // Sent again with the same id, since nobody knows what became of it.
    coordinator.submit(&lost).await.unwrap();
    coordinator.submit(&lost).await.unwrap();
    assert_eq!(coordinator.sees().await.position, 2);
    assert_eq!(register.findings().await, [""; 0]);
}

#[tokio::test]
async fn a_wrong_password_is_told_without_the_password() {
    let Some(server) = Server::start("memory", None) else {
        println!("SKIPPED: RISKBILD_TEST_DATABASE names no server");
        return;
    };
    drop(server.open(Clock::Machine).await);
    let url = format!("ws://root:hemligt@127.0.0.1:{}", server.port);
    let Err(error) = Store::open(&url, Clock::Machine).await else { panic!("it let us in") };
    assert!(!error.to_string().contains("hemligt"), "{error}");
}
