//! A disk that gets full: people are told so, what they typed is kept, reading goes on, and nothing is half-written.
//!
//! The disk is a small one in memory, mounted where only the programs of this test see it.

use crate::browser::{Answer, Browser};
use crate::program::Stage;
use crate::running::{PASSWORD, draft, run};
use domain::Kind;
use std::fs::{File, remove_file};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A small disk, there as long as the process that holds its mount.
struct SmallDisk {
    holder: Child,
    place: TempDir,
    /// The mount is in a namespace where this test's user is root.
    mapped: bool,
}

impl SmallDisk {
    /// Mounts it. None where this user may not mount anything, not even for itself.
    fn mount() -> Option<Self> {
        let place = TempDir::new().unwrap();
        for mapped in [false, true] {
            let script = format!(
                "mount -t tmpfs -o size=48m riskbild {} && echo there && exec sleep 600",
                place.path().display()
            );
            let mut unshare = Command::new("unshare");
            if mapped {
                unshare.args(["--user", "--map-root-user"]);
            }
            unshare.args(["--mount", "sh", "-c", &script]).stdout(Stdio::piped()).stderr(Stdio::null());
            let Ok(mut holder) = unshare.spawn() else { return None };
            let mut told = [0; 6];
            if holder.stdout.as_mut().unwrap().read_exact(&mut told).is_ok() {
                return Some(Self { holder, place, mapped });
            }
            holder.wait().unwrap();
        }
        None
    }

    /// How programs that see the disk are started.
    fn stage(&self) -> Stage {
        let mut words = vec!["nsenter".to_owned(), format!("--target={}", self.holder.id()), "--mount".to_owned()];
        if self.mapped {
            words.extend(["--user".to_owned(), "--preserve-credentials".to_owned()]);
        }
        Stage(words)
    }

    /// The disk's folder, as this process reaches it.
    fn folder(&self) -> PathBuf {
        let path = self.place.path().strip_prefix("/").unwrap();
        Path::new(&format!("/proc/{}/root", self.holder.id())).join(path)
    }

    /// Takes up all that is left.
    fn fill(&self) {
        let mut filler = File::create(self.folder().join("filler")).unwrap();
        for size in [1 << 20, 1 << 12, 1] {
            let piece = vec![b'x'; size];
            loop {
                match filler.write(&piece) {
                    Ok(_) => {}
                    Err(error) if error.kind() == ErrorKind::StorageFull => break,
                    Err(error) => panic!("{error}"),
                }
            }
        }
    }

    fn make_room(&self) {
        remove_file(self.folder().join("filler")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}

async fn new_risk(browser: &mut Browser, title: &str, id: &str) -> Answer {
    let typed = draft(Kind::Risk).with("title", title);
    let mut pairs = vec![
        ("action", "create"),
        ("kind", "risk"),
        ("command_id", id),
        ("page", "/risker/ny"),
        ("next", "/risker/:key"),
    ];
    let fields: Vec<(String, String)> =
        typed.0.into_iter().map(|(name, value)| (format!("fields[{name}]"), value)).collect();
    pairs.extend(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    browser.post("/api/submit", &pairs).await
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    run(async {
        let Some(disk) = SmallDisk::mount() else {
            assert!(std::env::var_os("CI").is_none(), "where changes are checked, a disk can be mounted");
            println!("SKIPPED: this user may not mount a disk of its own");
            return;
        };
        let (stage, place) = (disk.stage(), disk.place.path());
        stage.init(place, PASSWORD);
        let serving = stage.serve(place, &[]);
        let mut browser = Browser::new(&serving.url);
        assert_eq!(browser.sign_in("samordnare", PASSWORD).await.status, 303);
        assert_eq!(new_risk(&mut browser, "Innan disken blev full", "prov-1").await.status, 303);

        disk.fill();
        let mut answer = new_risk(&mut browser, "När disken var full", "prov-2").await;
        // What the engine has set aside already may still take one.
        let mut more = 2;
        while answer.status == 303 && more < 200 {
            more += 1;
            answer = new_risk(&mut browser, "När disken var full", &format!("prov-{more}")).await;
        }
        assert_eq!(answer.status, 507, "{}", answer.body);
        assert!(answer.body.contains("När disken var full"), "what was typed is kept");
        assert!(answer.body.contains("utrymme"), "{}", answer.body);
        assert!(!answer.body.contains("os error"), "nothing internal is told");
        let answer = browser.get("/risker").await;
        assert!(answer.status == 200 && answer.body.contains("Innan disken blev full"), "reading goes on");

        disk.make_room();
        let answer = new_risk(&mut browser, "När disken fick plats", &format!("prov-{more}")).await;
        assert_eq!(answer.status, 303, "{} {}", answer.body, serving.log());
        drop(serving);
        assert!(stage.verify(place).contains("whole"));
        let serving = stage.serve(place, &[]);
        browser.at(&serving.url);
        let page = browser.get("/risker").await.body;
        assert!(page.contains("Innan disken blev full") && page.contains("När disken fick plats"));
    });
}
