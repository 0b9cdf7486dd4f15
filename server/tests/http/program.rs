//! The program itself, as a process of its own: what only a process can have happen to it is tried on one.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};

/// Where cargo has built it.
const BINARY: &str = env!("CARGO_BIN_EXE_riskbild");

/// How programs are started: plainly, or by way of another program that sets the scene.
#[derive(Clone, Default)]
pub struct Stage(pub Vec<String>);

impl Stage {
    fn command(&self) -> Command {
        match self.0.split_first() {
            None => Command::new(BINARY),
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(BINARY);
                command
            }
        }
    }

    /// `riskbild` with these arguments, over the register in a folder.
    pub fn riskbild(&self, place: &Path, arguments: &[&str]) -> Command {
        let mut command = self.command();
        command.args(arguments);
        command.env("RISKBILD_DATABASE", format!("surrealkv://{}", place.join("register").display()));
        command.env("RISKBILD_FILES", place.join("files"));
        command
    }

    /// Makes the first accounts, `admin` and `samordnare`, both with this password.
    pub fn init(&self, place: &Path, password: &str) {
        let mut init = self.riskbild(place, &["init", "--password-stdin"]);
        let mut child = init.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(format!("{password}\n{password}\n").as_bytes()).unwrap();
        assert!(child.wait().unwrap().success(), "init");
    }

    /// What `riskbild verify` says; it must find the journal whole.
    pub fn verify(&self, place: &Path) -> String {
        let Output { status, stdout, stderr } = self.riskbild(place, &["verify"]).output().unwrap();
        let told = String::from_utf8_lossy(&stdout).into_owned();
        assert!(status.success(), "verify: {told}{}", String::from_utf8_lossy(&stderr));
        told
    }

    /// Starts serving, and waits until it listens.
    pub fn serve(&self, place: &Path, more: &[&str]) -> Serving {
        let mut arguments = vec!["serve", "--listen", "127.0.0.1:0"];
        arguments.extend(more);
        let mut child = self
            .riskbild(place, &arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let log: Arc<Mutex<Vec<String>>> = Arc::default();
        let mut at = None;
        for line in lines.by_ref() {
            let line = line.unwrap();
            let entry: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
            if entry["message"] == "serving" {
                at = entry["listen"].as_str().map(|at| format!("http://{at}"));
                break;
            }
            log.lock().unwrap().push(line);
        }
        let url = at.unwrap_or_else(|| panic!("it did not come to serving: {:?}", log.lock().unwrap()));
        let kept = Arc::clone(&log);
        // Its log must go somewhere, or it stops when the pipe is full.
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                kept.lock().unwrap().push(line);
            }
        });
        Serving { child, url, log }
    }
}

/// A program that serves. It is killed when it is let go.
pub struct Serving {
    child: Child,
    pub url: String,
    log: Arc<Mutex<Vec<String>>>,
}

impl Serving {
    /// Ends it as a power cut would: at once, wherever it is.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop, and waits until it has.
    pub fn stop(&mut self) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success() && self.child.wait().unwrap().success(), "it stops when it is asked to");
    }

    /// Its log so far, without what came before it served.
    pub fn log(&self) -> String {
        self.log.lock().unwrap().join("\n")
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
