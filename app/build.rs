//! Turns the texts of `locales/<language>/<namespace>.json` into one sorted table, and stops the build when a text is
//! missing in a language, is empty, or has other placeholders than the same text in the other language.
#![allow(clippy::panic, reason = "a build that can't go on says why and stops")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The languages, in the order of the table's columns.
const LANGUAGES: [&str; 2] = ["sv", "en"];
/// Placeholders that stand for a counted text's count; a language may say it in its own way, or leave it unsaid.
const COUNTS: [&str; 3] = ["n", "word", "Word"];

/// Texts between two that know where they start.
const BLOCK: usize = 32;

type Texts = BTreeMap<String, String>;

fn main() {
    let locales = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join("locales");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut faults = Vec::new();
    let [swedish, english] = LANGUAGES.map(|language| read(&locales.join(language), language, &mut faults));
    compare(&swedish, &english, &mut faults);
    if !faults.is_empty() {
        panic!("the interface's texts:\n  {}", faults.join("\n  "));
    }
    write(Path::new(&variable("OUT_DIR")), &swedish, &english);
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Every text of a language by its full key, `<namespace>.<key>`.
fn read(folder: &Path, language: &str, faults: &mut Vec<String>) -> Texts {
    let mut texts = Texts::new();
    let files = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    paths.sort();
    for path in paths {
        println!("cargo::rerun-if-changed={}", path.display());
        let name = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let (namespace, ending) = (name(path.file_stem()), name(path.extension()));
        if ending != "json" {
            faults.push(format!("{}: not a .json file", path.display()));
            continue;
        }
        let content = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let given: Texts = serde_json::from_str(&content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        // Of a key given twice, JSON keeps the last without a word; one key a line lets us count them.
        let lines = content.lines().filter(|line| line.trim_start().starts_with('"')).count();
        if lines != given.len() {
            faults.push(format!("{}: a key is given twice, or two are on one line", path.display()));
        }
        for (key, text) in given {
            if text.trim() != text || text.is_empty() {
                faults.push(format!("{language}: {namespace}.{key} is empty or has space around it"));
            }
            texts.insert(format!("{namespace}.{key}"), text);
        }
    }
    texts
}

/// Finds what one language has and the other hasn't.
fn compare(swedish: &Texts, english: &Texts, faults: &mut Vec<String>) {
    for (texts, others, language) in [(swedish, english, "en"), (english, swedish, "sv")] {
        faults.extend(
            texts.keys().filter(|key| !others.contains_key(*key)).map(|key| format!("{key} is missing in {language}")),
        );
    }
    for (key, text) in swedish {
        let Some(other) = english.get(key) else { continue };
        let counted = [".zero", ".one", ".other"].iter().any(|form| key.ends_with(form));
        match (placeholders(text, counted), placeholders(other, counted)) {
            (Some(here), Some(there)) if here == there => {}
            (Some(here), Some(there)) => {
                faults.push(format!("{key} has the placeholders {here:?} in sv and {there:?} in en"))
            }
            _ => faults.push(format!("{key} has a brace without its pair, or an odd placeholder")),
        }
    }
    for key in swedish.keys() {
        for form in [".zero", ".one"] {
            let counted = key.strip_suffix(form).map(|stem| format!("{stem}.other"));
            if counted.is_some_and(|other| !swedish.contains_key(&other)) {
                faults.push(format!("{key} has no .other beside it"));
            }
        }
    }
}

/// The placeholders of a text, but for its count when it is `counted`; none when its braces don't pair.
fn placeholders(text: &str, counted: bool) -> Option<BTreeSet<&str>> {
    let mut found = BTreeSet::new();
    let mut parts = text.split('{');
    if parts.next()?.contains('}') {
        return None;
    }
    for part in parts {
        let (name, rest) = part.split_once('}')?;
        let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_');
        if !named || rest.contains('}') {
            return None;
        }
        if !(counted && COUNTS.contains(&name)) {
            found.insert(name);
        }
    }
    Some(found)
}

/// Writes the table: a file with all keys and one with all texts of each language, one after the other, and their
/// lengths as Rust. A list of `&str` would take a pointer and a length for each.
fn write(folder: &Path, swedish: &Texts, english: &Texts) {
    let columns = [
        ("KEYS", "keys", swedish.keys().map(String::as_str).collect::<Vec<_>>()),
        ("SWEDISH", "sv", swedish.values().map(String::as_str).collect()),
        ("ENGLISH", "en", english.values().map(String::as_str).collect()),
    ];
    let mut source = String::new();
    for (name, file, texts) in columns {
        let lengths: Vec<usize> = texts.iter().map(|text| text.len()).collect();
        let starts: Vec<usize> = (0..lengths.len()).step_by(BLOCK).map(|at| lengths[..at].iter().sum()).collect();
        source.push_str(&format!(
            "static {name}: Column = Column {{ texts: include_str!(concat!(env!(\"OUT_DIR\"), \"/{file}.txt\")), lengths: &{lengths:?}, starts: &{starts:?} }};\n"
        ));
        save(&folder.join(file).with_extension("txt"), &texts.concat());
    }
    source.push_str(&format!("const BLOCK: usize = {BLOCK};\nconst COUNT: usize = {};\n", swedish.len()));
    save(&folder.join("texts.rs"), &source);
}

fn save(path: &Path, content: &str) {
    if let Err(error) = fs::write(path, content) {
        panic!("{}: {error}", path.display());
    }
}
