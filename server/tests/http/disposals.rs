//! A disposal over real HTTP: looked at, decided by one and carried out by another with plain forms; and what is answered for
//! what is gone, by pages, functions, files, exports and packs.

use crate::browser::Browser;
use crate::running::{Running, coordinator, run};
use domain::{Action, Draft, Kind};
use proof::pack::check;
use reqwest::Method;
use std::io::Cursor;
use std::process::Command;
use store::ids;

/// A word that stands only in what is to go.
const CANARY: &str = "kanariefageln";

/// The value of a hidden field as a page has it.
fn hidden(page: &str, name: &str) -> String {
    let start = page.find(&format!("name=\"{name}\"")).unwrap();
    let value = start + page[start..].find("value=\"").unwrap() + 7;
    page[value..value + page[value..].find('"').unwrap()].to_owned()
}

async fn give(browser: &mut Browser, action: &str, key: &str, fields: &[(&str, &str)]) -> (u16, String, String) {
    let id = ids::fresh();
    let mut pairs = vec![
        ("action", action),
        ("kind", "disposal"),
        ("key", key),
        ("command_id", id.as_str()),
        ("next", "/gallring/:key"),
        ("page", "/gallring"),
    ];
    pairs.extend(fields.iter().copied());
    let answer = browser.submit(&pairs).await;
    (answer.status, answer.location().to_owned(), answer.body)
}

/// A register where EVD-01 has a file and was closed yesterday.
async fn closed() -> Running {
    let site = Running::start().await;
    site.add_records().await;
    let by = coordinator();
    let file = site.kept(&format!("{CANARY}.pdf"), format!("%PDF-1.7\n{CANARY}\n%%EOF\n").into()).await;
    site.commit_as(&by, Action::Attach, Kind::Evidence, "EVD-01", file).await;
    let said = Draft::default().with("about", "RSK-01").with("text", "Kvar");
    site.commit_as(&by, Action::Create, Kind::Comment, "", said).await;
    site.commit_as(&by, Action::Create, Kind::Pack, "", Draft::default()).await;
    let reason = Draft::default().with("reason", "inaktuell");
    site.commit_as(&by, Action::Close, Kind::Evidence, "EVD-01", reason).await;
    site.pass(2 * 24 * 60);
    site
}

const DECISION: [(&str, &str); 8] = [
    ("fields[title]", "Inaktuell evidens"),
    ("fields[kind]", "evidence"),
    ("fields[before]", "2026-11-24"),
    ("fields[provision]", "Dokumenthanteringsplanen 3.4"),
    ("fields[organ]", "Nämnden"),
    ("fields[date]", "2026-11-25"),
    ("fields[paragraph]", "14"),
    ("fields[registration]", "SN 2026/14"),
];

#[test]
fn one_decides_another_carries_it_out_and_it_is_gone_everywhere() {
    run(async {
        let site = closed().await;
        let (mut secretary, mut keeper) = (site.signed_in("sekreterare").await, site.signed_in("samordnare").await);
        let page = secretary.get("/gallring/ny?slag=evidence&fore=2026-11-24").await;
        assert!(page.status == 200 && page.body.contains("EVD-01") && page.body.contains("1 fil"), "{}", page.body);
        let wrong = secretary.get("/gallring/ny?slag=evidence&fore=igar").await;
        assert!(wrong.status == 200 && wrong.body.contains("är inte ett datum") && wrong.body.contains("igar"));
        let foreseen = keeper.get("/gallring/ny?slag=evidence&fore=2026-11-24").await.body;
        assert!(foreseen.contains("EVD-01") && !foreseen.contains("fields[paragraph]"));

        let (status, ..) = give(&mut keeper, "create", "", &DECISION).await;
        assert_eq!(status, 403, "who carries it out doesn't decide");
        let (_, address, body) = give(&mut secretary, "create", "", &DECISION).await;
        assert!(address.starts_with("/gallring/GAL-02"), "{address} {body}");
        let page = keeper.get("/gallring/GAL-02").await.body;
        let seen = hidden(&page, "fields[seen]");
        let (status, _, body) = give(&mut keeper, "dispose", "GAL-02", &[("fields[seen]", &seen)]).await;
        assert!(status == 422 && body.contains("confirm"), "{status} {body}");
        let sent = [("fields[seen]", seen.as_str()), ("fields[confirm]", "GALLRA")];
        let (status, ..) = give(&mut secretary, "dispose", "GAL-02", &sent).await;
        assert_eq!(status, 403, "who decides doesn't carry it out");
        let (_, address, body) = give(&mut keeper, "dispose", "GAL-02", &sent).await;
        assert!(address.starts_with("/gallring/GAL-02"), "{address} {body}");

        for username in ["samordnare", "agare", "namnd", "sekreterare", "revisor"] {
            let mut browser = site.signed_in(username).await;
            for path in ["/evidens/EVD-01", "/evidens/EVD-01?per=2026-11-23", "/evidens/EVD-01/fil"] {
                let answer = browser.get(path).await;
                assert_eq!(answer.status, 410, "{username} {path}: {}", answer.body);
                assert!(
                    answer.body.contains("EVD-01 är gallrad") && answer.body.contains("GAL-02"),
                    "{username} {path}"
                );
                let may = browser.get("/gallring/GAL-02").await.status == 200;
                let linked = answer.body.contains("href=\"/gallring/GAL-02\"");
                assert!(may || !linked, "{username} is led to what it can't open");
            }
            for path in ["/evidens", "/evidens?status=all", "/evidens?per=2026-11-23", "/sok?q=EVD-01", "/sok?q=pröva"]
            {
                let answer = browser.get(path).await;
                assert!(answer.status == 200 && !answer.body.contains("/evidens/EVD-01"), "{username} {path}");
            }
            let body = r#"{"kind":"evidence","key":"EVD-01","per":""}"#.to_owned();
            assert_eq!(browser.call("detail", "application/json", body).await.status, 410, "{username}");
        }
        let page = keeper.get("/gallring/GAL-02").await.body;
        assert!(page.contains("En post är gallrad") && page.contains("EVD-01") && !page.contains(CANARY), "{page}");
        assert!(keeper.get("/gallring").await.body.contains("Verkställd 2026-11-25"));
        assert!(keeper.get("/gallring?per=2026-11-23").await.body.contains("GAL-01"));
        let journal = keeper.get("/journal?post=EVD-01").await.body;
        assert!(journal.contains("EVD-01") && !journal.contains(CANARY), "its entries stay");
        assert_eq!(keeper.get("/evidens/EVD-01/redigera").await.status, 410);
        assert_eq!(site.signed_in("agare").await.get("/gallring/GAL-02").await.status, 403);

        let verified = site.store.verify().await.unwrap();
        assert_eq!((verified.findings, verified.disposed.get("GAL-02")), (Vec::new(), Some(&1)));
        let later = "2099-01-01T00:00:00Z".parse().unwrap();
        assert_eq!(site.store.remove_disposed_files(&site.site.files, later).await.unwrap(), 1);
    });
}

#[test]
fn a_pack_from_before_proves_the_entries_and_says_that_the_content_is_gone() {
    run(async {
        let site = closed().await;
        let (mut secretary, mut keeper) = (site.signed_in("sekreterare").await, site.signed_in("samordnare").await);
        give(&mut secretary, "create", "", &DECISION).await;
        let seen = hidden(&keeper.get("/gallring/GAL-02").await.body, "fields[seen]");
        give(&mut keeper, "dispose", "GAL-02", &[("fields[seen]", &seen), ("fields[confirm]", "GALLRA")]).await;
        let answer = keeper.request(Method::GET, "/export/PAK-02.zip").send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        let bytes = answer.bytes().await.unwrap().to_vec();
        let checked = check(Cursor::new(&bytes), None).unwrap();
        assert_eq!(checked.findings, [""; 0]);
        // It was made and given its file; the pack knows nothing of when it was closed.
        assert_eq!((checked.disposed, checked.manifest.disposed), (2, 2));
        let folder = tempfile::TempDir::new().unwrap();
        let (script, pack) = (folder.path().join("verify.py"), folder.path().join("paket.zip"));
        std::fs::write(&script, proof::pack::VERIFIER).unwrap();
        std::fs::write(&pack, &bytes).unwrap();
        let told = Command::new("python3").arg("-I").arg(&script).arg(&pack).env("PYTHONIOENCODING", "utf-8").output();
        let told = told.unwrap();
        let said = String::from_utf8(told.stdout).unwrap();
        assert!(
            told.status.success() && said.contains("2 av dem gäller evidens som är gallrad enligt GAL-02"),
            "{said}"
        );
    });
}
