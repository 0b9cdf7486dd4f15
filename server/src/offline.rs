//! What is done without a register: the key that signs, and the check of an evidence pack.

use crate::commands::Stopped;
use crate::heads;
use clap::Subcommand;
use proof::PublicKeys;
use proof::pack::{Checked, Signature, check};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// Commands that open no database.
#[derive(Debug, Subcommand)]
pub enum Offline {
    /// Make the key that signs the journal's head, and print its public half. Skapar nyckeln som signerar.
    ///
    /// Keep the file where the database's keepers can't write, and a copy where nobody can. Give the public half to those
    /// who are to check: it is what proves a signature.
    Key {
        /// The file; it must not exist.
        file: PathBuf,
        /// The journal's name, as an address without https://: risk.example.se/namnden.
        #[arg(long, value_name = "NAME")]
        name: String,
    },
    /// Check an evidence pack, from the pack alone; exit 1 with a list when something is wrong. Kontrollerar ett evidenspaket.
    ///
    /// The same check as `verify.py` in the pack does on a machine without Riskbild.
    VerifyPack {
        /// The pack.
        file: PathBuf,
        /// File of the public keys that the journal's owner has given you by another way than the pack, one a line.
        #[arg(long, env = "RISKBILD_PUBLIC_KEYS", value_name = "FILE")]
        keys: Option<PathBuf>,
    },
}

/// Carries one out.
///
/// # Errors
/// Why it stopped.
pub fn run(command: &Offline) -> Result<(), Stopped> {
    match command {
        Offline::Key { file, name } => heads::make(file, name),
        Offline::VerifyPack { file, keys } => verify(file, keys.as_deref()),
    }
}

fn verify(file: &Path, keys: Option<&Path>) -> Result<(), Stopped> {
    let told = |path: &Path, what: &dyn std::fmt::Display| Stopped::not_done(format!("{}: {what}", path.display()));
    let keys = match keys {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| told(path, &error))?;
            Some(PublicKeys::read(&text).map_err(|error| told(path, &error))?)
        }
        None => None,
    };
    let pack = BufReader::new(File::open(file).map_err(|error| told(file, &error))?);
    let checked = check(pack, keys.as_ref()).map_err(|error| told(file, &error))?;
    print(&checked);
    match checked.findings.len() {
        0 => Ok(()),
        n => Err(Stopped::not_done(format!("not as it was made: {n} findings"))),
    }
}

fn print(checked: &Checked) {
    let of = &checked.manifest;
    println!("{}, {}, seen from {} (entry {})", of.organisation, of.board, of.day, of.position);
    println!("{} files as they were packed", checked.members);
    println!("{} entries proved, {} with content; {} withheld", checked.entries, checked.bodies, of.withheld);
    if checked.disposed > 0 {
        println!("{} of them about evidence that has been disposed of", checked.disposed);
    }
    println!("{} of {} evidence files vouched for by the journal", checked.vouched, of.files.len());
    match &checked.signature {
        Signature::Right(head) => println!("signed by {} at {} entries, {}", head.origin, head.size, head.at),
        Signature::Unchecked(head) => {
            println!("says it is signed by {} at {} entries; give --keys to check", head.origin, head.size);
        }
        Signature::None => println!("the journal was not signed"),
    }
    println!("{} lines: {} missing, {} expired", of.lines, of.missing, of.expired);
    for finding in &checked.findings {
        println!("{finding}");
    }
    if checked.findings.is_empty() {
        println!("whole");
    }
}
