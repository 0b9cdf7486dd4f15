//! Evidence packs over real HTTP: taken out by an auditor, checked by the program and by the verifier inside on a machine that
//! has only Python, and found out when anything in them is touched.

use crate::browser::Browser;
use crate::running::{ACCOUNTS, Running, coordinator, draft, run};
use domain::{Action, Draft, Kind, Role};
use proof::PublicKeys;
use proof::SecretKey;
use proof::pack::{Checked, FileState, PackError, Signature, check};
use reqwest::Method;
use server::heads::Signing;
use std::cell::RefCell;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use store::ids;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const NAME: &str = "risk.example.se/namnden";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n";

/// A register with a signed journal and files on disk, and the folder that both lie in.
struct Signed {
    site: Running,
    folder: TempDir,
    keys: String,
}

impl Signed {
    async fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("nyckel");
        std::fs::write(&file, SecretKey::make(NAME, &[9; 32]).unwrap()).unwrap();
        let signing = Signing::read(&file, None).unwrap();
        let keys = signing.public().to_owned();
        std::fs::write(folder.path().join("nycklar.txt"), &keys).unwrap();
        let site = Running::signing_over(signing, &folder.path().join("files").display().to_string()).await;
        site.add_records().await;
        Self { site, folder, keys }
    }

    /// Evidence for the one requirement, with a file.
    async fn attach(&self, key: &str, title: &str, bytes: &'static [u8]) {
        let evidence = draft(Kind::Evidence).with("title", title).with("requirements", "NIS2-1");
        self.site.commit(Action::Create, Kind::Evidence, "", evidence).await;
        let attached = self.site.kept("Protokoll åäö.pdf", bytes.into()).await;
        self.site.commit_as(&coordinator(), Action::Attach, Kind::Evidence, key, attached).await;
    }

    fn stored(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().join("files")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found
    }

    fn check(&self, bytes: &[u8]) -> Result<Checked, PackError> {
        check(Cursor::new(bytes), Some(&PublicKeys::read(&self.keys).unwrap()))
    }

    /// What the verifier inside answers and says, of a pack in a file.
    fn python(&self, bytes: &[u8]) -> (Option<i32>, String) {
        let (script, pack) = (self.folder.path().join("verify.py"), self.folder.path().join("paket.zip"));
        std::fs::write(&script, proof::pack::VERIFIER).unwrap();
        std::fs::write(&pack, bytes).unwrap();
        python(&script, &[Path::new("--key"), &self.folder.path().join("nycklar.txt"), &pack])
    }
}

fn python(script: &Path, arguments: &[&Path]) -> (Option<i32>, String) {
    // Without the environment and without packages: what any machine has.
    let mut command = Command::new("python3");
    let told = command.arg("-I").arg(script).args(arguments).env("PYTHONIOENCODING", "utf-8").output().unwrap();
    (told.status.code(), String::from_utf8(told.stdout).unwrap() + &String::from_utf8_lossy(&told.stderr))
}

/// Takes a pack out through its form. Answers with its page's address.
async fn make(browser: &mut Browser, fields: &[(&str, &str)]) -> String {
    let id = ids::fresh();
    let mut pairs = vec![
        ("action", "create"),
        ("kind", "pack"),
        ("command_id", id.as_str()),
        ("next", "/paket/:key"),
        ("page", "/paket"),
    ];
    let named: Vec<(String, &str)> = fields.iter().map(|(name, value)| (format!("fields[{name}]"), *value)).collect();
    pairs.extend(named.iter().map(|(name, value)| (name.as_str(), *value)));
    let answer = browser.submit(&pairs).await;
    assert!((300..400).contains(&answer.status) || answer.status == 200, "{} {}", answer.status, answer.body);
    answer.location().split('?').next().unwrap_or_default().to_owned()
}

async fn download(browser: &Browser, key: &str) -> (u16, Vec<u8>) {
    let answer = browser.request(Method::GET, &format!("/export/{key}.zip")).send().await.unwrap();
    (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
}

fn member(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = Vec::new();
    zip.by_name(name).unwrap().read_to_end(&mut out).unwrap();
    out
}

fn names(bytes: &[u8]) -> Vec<String> {
    let zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    zip.file_names().map(|name| name.unwrap().into_owned()).collect()
}

/// The same pack with one file changed, taken out or added.
fn with(bytes: &[u8], name: &str, changed: Option<&[u8]>) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut all = names(bytes);
    if !all.iter().any(|known| known == name) {
        all.push(name.to_owned());
    }
    for known in all {
        let content = if known == name { changed.map(<[u8]>::to_vec) } else { Some(member(bytes, &known)) };
        if let Some(content) = content {
            out.start_file(known, SimpleFileOptions::default()).unwrap();
            out.write_all(&content).unwrap();
        }
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn an_auditor_takes_a_pack_out_and_it_is_checked_without_the_register() {
    run(async {
        let signed = Signed::start().await;
        signed.attach("EVD-02", "Återläsningsprotokoll", PDF).await;
        let mut auditor = signed.site.signed_in("revisor").await;
        let address = make(&mut auditor, &[("frameworks", "nis2"), ("purpose", "Granskning")]).await;
        assert_eq!(address, "/paket/PAK-02");
        let page = auditor.get(&address).await;
        assert!(page.body.contains("/export/PAK-02.zip") && page.body.contains("Granskning"), "{}", page.body);
        let (status, bytes) = download(&auditor, "PAK-02").await;
        assert_eq!(status, 200);

        let checked = signed.check(&bytes).unwrap();
        assert_eq!(checked.findings, [""; 0]);
        assert!(matches!(&checked.signature, Signature::Right(head) if head.origin == NAME));
        assert_eq!((checked.vouched, checked.manifest.files.len(), checked.manifest.withheld), (1, 1, 0));
        assert_eq!(checked.manifest.files[0].path, "files/EVD-02-protokoll-aao.pdf");
        // The requirement's own entry, and the evidence's two.
        assert_eq!((checked.entries, checked.bodies, checked.manifest.entries), (3, 3, 3));
        let (code, said) = signed.python(&bytes);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("ALLT STÄMMER") && said.contains(NAME), "{said}");

        for name in ["manifest.html", "evidence.xlsx", "evidence.csv", "evidence.pdf", "missing.csv", "VERIFY.md"] {
            assert!(!member(&bytes, name).is_empty(), "{name}");
        }
        let page = String::from_utf8(member(&bytes, "manifest.html")).unwrap();
        assert!(page.contains("href=\"files/EVD-02-protokoll-aao.pdf\"") && page.contains("Återläsningsprotokoll"));
        assert_eq!(member(&bytes, "files/EVD-02-protokoll-aao.pdf"), PDF);

        // Unpacked, the verifier checks the folder it lies in.
        let folder = TempDir::new().unwrap();
        ZipArchive::new(Cursor::new(&bytes)).unwrap().extract(folder.path()).unwrap();
        let (code, said) = python(&folder.path().join("verify.py"), &[]);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("--key"), "without keys it says that the signature wasn't checked: {said}");
    });
}

#[test]
fn a_pack_is_the_same_however_often_and_whatever_is_written_later() {
    run(async {
        let signed = Signed::start().await;
        signed.attach("EVD-02", "Protokoll", PDF).await;
        let mut auditor = signed.site.signed_in("revisor").await;
        make(&mut auditor, &[("frameworks", "nis2")]).await;
        let (_, first) = download(&auditor, "PAK-02").await;
        signed.attach("EVD-03", "Senare samma dag", b"%PDF-1.7\nannan\n%%EOF\n").await;
        signed.site.pass(3 * 24 * 60);
        let changed = draft(Kind::Evidence).with("title", "Nytt namn").with("requirements", "NIS2-1");
        signed.site.commit(Action::Update, Kind::Evidence, "EVD-02", changed).await;
        let mut auditor = signed.site.signed_in("revisor").await;
        let (_, again) = download(&auditor, "PAK-02").await;
        assert!(first == again);
        // Another pack of the same selection, seen from the same place, is the same too.
        make(&mut auditor, &[("frameworks", "nis2"), ("day", "2026-11-23"), ("purpose", "Igen")]).await;
        make(&mut auditor, &[("frameworks", "nis2"), ("day", "2026-11-23")]).await;
        let (second, third) = (download(&auditor, "PAK-03").await.1, download(&auditor, "PAK-04").await.1);
        assert!(second == third && second != first);
        assert_eq!(signed.check(&second).unwrap().manifest.files.len(), 2, "seen from the day's end");
        assert_eq!(signed.site.store.verify().await.unwrap().findings, []);
    });
}

#[test]
fn whatever_is_changed_in_a_pack_both_verifiers_say_so() {
    run(async {
        let signed = Signed::start().await;
        signed.attach("EVD-02", "Protokoll", PDF).await;
        let mut auditor = signed.site.signed_in("revisor").await;
        make(&mut auditor, &[]).await;
        let (_, bytes) = download(&auditor, "PAK-02").await;
        let wrong = RefCell::new(Vec::new());
        let told = |what: &str, changed: &[u8]| {
            let rust = signed.check(changed).map_or(true, |checked| !checked.findings.is_empty());
            let (code, said) = signed.python(changed);
            if !rust || code == Some(0) || said.contains("Traceback") {
                wrong.borrow_mut().push(format!("{what}: {rust} {code:?} {said}"));
            }
        };
        for name in names(&bytes) {
            let content = member(&bytes, &name);
            // The first, the middle and the last byte of each file, and the file itself.
            for place in [0, content.len() / 2, content.len() - 1] {
                let mut changed = content.clone();
                changed[place] ^= 1;
                told(&format!("{name} at {place}"), &with(&bytes, &name, Some(&changed)));
            }
            told(&format!("{name} taken out"), &with(&bytes, &name, None));
        }
        told("a file added", &with(&bytes, "files/EVD-99.pdf", Some(PDF)));
        for end in [0, 100, bytes.len() / 2, bytes.len() - 1] {
            told(&format!("cut at {end}"), &bytes[..end]);
        }
        // On its way: any byte of the file as it was sent.
        for place in (0..bytes.len()).step_by(bytes.len() / 60) {
            let mut changed = bytes.clone();
            changed[place] ^= 0x10;
            let (rust, python) = (signed.check(&changed), signed.python(&changed));
            // A few bytes, such as a file's date, mean nothing; what is found whole must then be what was packed.
            let whole = rust.as_ref().is_ok_and(|checked| checked.findings.is_empty());
            let same = || {
                names(&changed) == names(&bytes)
                    && names(&bytes).iter().all(|name| member(&changed, name) == member(&bytes, name))
            };
            if python.1.contains("Traceback") || whole && !same() {
                wrong.borrow_mut().push(format!("byte {place}: {whole} {python:?}"));
            }
        }
        // Someone who can reckon sums anew: the journal's proofs tell.
        let entries = String::from_utf8(member(&bytes, "journal/entries.jsonl")).unwrap();
        for (from, to) in
            [("Protokoll", "Protokult"), ("\\\"rev\\\":1", "\\\"rev\\\":2"), ("\"index\":", "\"index\":1")]
        {
            let changed = with(&bytes, "journal/entries.jsonl", Some(entries.replacen(from, to, 1).as_bytes()));
            told(&format!("{from} in the journal, with new sums"), &resummed(&changed));
        }
        let page = String::from_utf8(member(&bytes, "pack.json")).unwrap();
        let other = page.replacen("\"root\": \"", "\"root\": \"00", 1).replacen("00", "0", 1);
        told("another root, with new sums", &resummed(&with(&bytes, "pack.json", Some(other.as_bytes()))));
        let file = "files/EVD-02-protokoll-aao.pdf";
        told("another file, with new sums", &resummed(&with(&bytes, file, Some(b"%PDF-1.7\nannan"))));
        assert_eq!(wrong.into_inner(), [""; 0]);
        assert_eq!(signed.check(&resummed(&bytes)).unwrap().findings, [""; 0]);
    });
}

/// The pack with the sums that its files have now.
fn resummed(bytes: &[u8]) -> Vec<u8> {
    let sums: String = names(bytes)
        .iter()
        .filter(|name| *name != "SHA256SUMS")
        .map(|name| format!("{}  {name}\n", hex::encode(proof::merkle::sha256(&member(bytes, name)))))
        .collect();
    with(bytes, "SHA256SUMS", Some(sums.as_bytes()))
}

#[test]
fn a_file_that_is_gone_or_damaged_is_named() {
    run(async {
        let signed = Signed::start().await;
        signed.attach("EVD-02", "Protokoll", PDF).await;
        let stored = signed.stored();
        assert_eq!(stored.len(), 1);
        let mut auditor = signed.site.signed_in("revisor").await;
        make(&mut auditor, &[]).await;
        std::fs::write(&stored[0], b"%PDF-1.7\nnot what it was").unwrap();
        let (_, bytes) = download(&auditor, "PAK-02").await;
        let checked = signed.check(&bytes).unwrap();
        assert_eq!(checked.manifest.files[0].state, FileState::Damaged);
        assert!(checked.findings.len() == 1 && checked.findings[0].contains("EVD-02"), "{:?}", checked.findings);
        std::fs::remove_file(&stored[0]).unwrap();
        let (_, bytes) = download(&auditor, "PAK-02").await;
        assert_eq!(signed.check(&bytes).unwrap().manifest.files[0].state, FileState::Missing);
        let missing = String::from_utf8(member(&bytes, "missing.csv")).unwrap();
        assert!(missing.contains("EVD-02") && missing.contains("Filen fanns inte på sin plats"), "{missing}");
        let (code, said) = signed.python(&bytes);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("EVD-02"), "{said}");
    });
}

#[test]
fn what_secrecy_covers_is_in_no_pack_of_those_without_clearance() {
    run(async {
        let signed = Signed::start().await;
        signed.attach("EVD-02", "Protokoll", b"%PDF-1.7\nfilnaal\n%%EOF\n").await;
        let secret = draft(Kind::Evidence)
            .with("title", "titelnaal")
            .with("note", "notnaal")
            .with("requirements", "NIS2-1")
            .with("secrecy_provision", "OSL 18 kap. 8 §")
            .with("secrecy_date", "2026-11-01")
            .with("secrecy_authority", "Kulturnämnden")
            .with("secrecy_fields", "title, note, file");
        signed.site.commit(Action::Update, Kind::Evidence, "EVD-02", secret).await;
        let mut auditor = signed.site.signed_in("revisor").await;
        make(&mut auditor, &[]).await;
        let whole = |bytes: &[u8]| {
            let parts = names(bytes).into_iter().map(|name| {
                let content = member(bytes, &name);
                let read = if name.ends_with(".xlsx") { workbook(&content) } else { String::new() };
                format!("{name} {} {read}", String::from_utf8_lossy(&content))
            });
            parts.collect::<Vec<String>>().join("\n")
        };
        let (_, bytes) = download(&auditor, "PAK-02").await;
        let text = whole(&bytes);
        assert!(!text.contains("naal"), "{text}");
        assert!(text.contains("OSL 18 kap. 8 §"));
        let checked = signed.check(&bytes).unwrap();
        assert_eq!((checked.findings.len(), checked.manifest.withheld), (0, 3), "all that was ever said of it");
        // The same pack for someone with clearance has it all.
        let keeper = signed.site.signed_in("samordnare").await;
        let text = whole(&download(&keeper, "PAK-02").await.1);
        assert!(text.contains("titelnaal") && text.contains("notnaal") && text.contains("filnaal"));
    });
}

fn workbook(bytes: &[u8]) -> String {
    names(bytes).iter().map(|name| String::from_utf8_lossy(&member(bytes, name)).into_owned()).collect()
}

#[test]
fn packs_are_for_those_the_table_says_and_of_what_they_may_see() {
    run(async {
        let signed = Signed::start().await;
        let mut keeper = signed.site.signed_in("samordnare").await;
        make(&mut keeper, &[("frameworks", "nis2")]).await;
        for (username, role) in ACCOUNTS {
            let browser = signed.site.signed_in(username).await;
            let may = matches!(role, Role::Coordinator | Role::Secretary | Role::Auditor);
            assert_eq!(download(&browser, "PAK-02").await.0, if may { 200 } else { 403 }, "{role:?}");
            assert_eq!(download(&browser, "PAK-99").await.0, if may { 404 } else { 403 }, "{role:?}");
        }
        let answer = signed.site.browser().request(Method::GET, "/export/PAK-02.zip").send().await.unwrap();
        assert!(matches!(answer.status().as_u16(), 303 | 401));
        // An auditor whose window is another framework knows nothing of it.
        let account = Draft::default().with("name", "Annan revisor").with("role", "auditor").with("frameworks", "csl");
        signed.site.commit(Action::Update, Kind::Account, "revisor", account).await;
        let mut auditor = signed.site.signed_in("revisor").await;
        assert_eq!(download(&auditor, "PAK-02").await.0, 404);
        assert_eq!(auditor.get("/paket/PAK-02").await.status, 404);
        assert!(!auditor.get("/paket").await.body.contains("PAK-02"));
    });
}

#[test]
fn without_a_key_the_pack_says_that_nobody_has_signed() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut auditor = site.signed_in("revisor").await;
        make(&mut auditor, &[]).await;
        let (_, bytes) = download(&auditor, "PAK-02").await;
        let checked = check(Cursor::new(&bytes), None).unwrap();
        assert_eq!((checked.findings.len(), checked.signature), (0, Signature::None));
        assert!(!names(&bytes).iter().any(|name| name == "journal/head.txt"));
        assert!(auditor.get("/paket/PAK-02").await.body.contains("Inte signerat"));
    });
}

#[test]
fn whoever_holds_an_earlier_head_can_see_that_the_journal_goes_on_from_it() {
    use base64::Engine;
    run(async {
        let signed = Signed::start().await;
        let mut auditor = signed.site.signed_in("revisor").await;
        let mut heads = Vec::new();
        for number in 2..=3 {
            make(&mut auditor, &[]).await;
            download(&auditor, &format!("PAK-0{number}")).await;
            heads.push(proof::Checkpoint::in_note(&signed.site.browser().get("/huvud").await.body).unwrap());
        }
        let [earlier, later] = heads.as_slice() else { panic!("two heads") };
        assert!(earlier.size < later.size);
        let address = format!("/huvud/{}/fran/{}", later.size, earlier.size);
        let told = signed.site.browser().get(&address).await;
        let decode = |line: &str| base64::prelude::BASE64_STANDARD.decode(line).unwrap().try_into().unwrap();
        let hashes: Vec<proof::merkle::Hash> = told.body.lines().map(decode).collect();
        let root = |head: &proof::Checkpoint| proof::Root { size: head.size, hash: head.root };
        assert!(proof::continues(&root(earlier), &root(later), &hashes));
        assert!(!proof::continues(&root(earlier), &proof::Root { hash: [1; 32], ..root(later) }, &hashes));
        // The signer may have come at any length so far, but not at every one.
        let heads = signed.site.store.signed_heads().await.unwrap();
        let unsigned = (1..later.size).find(|size| !heads.contains_key(size)).unwrap();
        let address = format!("/huvud/{}/fran/{unsigned}", later.size);
        assert_eq!(signed.site.browser().get(&address).await.status, 404);
    });
}

#[test]
fn verification_reads_every_file_and_names_those_that_are_not_what_was_kept() {
    run(async {
        let signed = Signed::start().await;
        signed.attach("EVD-02", "Protokoll", PDF).await;
        let verify = async || server::verify::everything(&signed.site.store, &signed.site.site.files).await.unwrap();
        let whole = verify().await;
        assert_eq!((whole.files_read, whole.findings), (1, Vec::new()));
        let stored = &signed.stored()[0];
        let kept = std::fs::read(stored).unwrap();
        // Any one byte, and one more or less.
        for place in 0..kept.len() {
            let mut changed = kept.clone();
            changed[place] ^= 1;
            std::fs::write(stored, changed).unwrap();
            let found = verify().await.findings;
            assert!(found.len() == 1 && found[0].place.contains("EVD-02"), "{place}: {found:?}");
        }
        for changed in [&kept[1..], &[&kept[..], b"x"].concat()] {
            std::fs::write(stored, changed).unwrap();
            assert_eq!(verify().await.findings.len(), 1);
        }
        std::fs::remove_file(stored).unwrap();
        assert!(verify().await.findings[0].what.contains("missing"));
        assert_eq!(signed.site.store.last_verification().await.unwrap().unwrap().findings, 1);
    });
}
