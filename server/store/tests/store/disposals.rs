//! What is disposed of is gone from everywhere but the journal, by a decision that says so; and nothing else may be missing.

use crate::register::{As, OTHER, Register, address, control, deliverable, evidence, marked, measure, risk};
use crate::tampering::raw;
use bytes::Bytes;
use domain::disposal::WORD;
use domain::disposal::select::{Hold, Selection};
use domain::history::JournalQuery;
use domain::{Action, AppError, Draft, ErrorCode, Key, Kind, ListQuery, Moment, Register as Lists};
use std::io::Cursor;
use store::{FileStore, Store, StoreError};

/// A word that stands in everything that is to go, and nowhere else.
const CANARY: &str = "kanariefagel";

fn key(text: &str) -> Key {
    Key::parse(text).unwrap()
}

fn decision(kind: Kind) -> Draft {
    Draft::default()
        .with("title", "Inaktuella poster")
        .with("kind", kind.code())
        .with("before", "2026-06-01")
        .with("provision", "Dokumenthanteringsplanen 4.2")
        .with("organ", "Nämnden")
        .with("date", "2026-10-01")
        .with("paragraph", "12")
        .with("registration", "SN 2026/12")
}

async fn decided(register: &Register, kind: Kind) -> Key {
    register.as_secretary().done(Action::Create, Kind::Disposal, None, None, decision(kind)).await.key
}

async fn selection(who: &As<'_>, disposal: &Key) -> Selection {
    who.sees().await.disposal(disposal).await.unwrap().selection.unwrap()
}

async fn carried_out(register: &Register, disposal: &Key) {
    let coordinator = register.as_coordinator();
    let seen = selection(&coordinator, disposal).await.fingerprint();
    let sent = Draft::default().with("confirm", WORD).with("seen", seen);
    coordinator.does(Action::Dispose, disposal, sent).await;
}

fn names(selection: &Selection) -> (Vec<String>, Vec<String>) {
    let keys = |of: &[domain::disposal::select::Candidate]| of.iter().map(|one| one.key.to_string()).collect();
    (keys(&selection.goes), keys(&selection.held))
}

/// RSK-01 (changed, commented on) and RSK-03 (marked, another's) are closed; RSK-02 is open; RSK-04 is closed and an open measure
/// points at it; RSK-05 was closed too late.
async fn fill(register: &Register) {
    register.at_time("2026-02-15T12:00:00Z");
    let coordinator = register.as_coordinator();
    register.load_framework("nis2").await;
    let first = coordinator.create_risk(risk(CANARY).with("requirements", "NIS2-1")).await;
    coordinator.create_risk(risk("Öppen risk")).await;
    coordinator.create_risk(marked(risk("Hemlig").with("cause", CANARY).with("owner", OTHER), &["cause"])).await;
    coordinator.create_risk(risk("Behövs")).await;
    coordinator.create_risk(risk("Nyss stängd")).await;
    coordinator.update(&first, risk(&format!("{CANARY} flyger")).with("requirements", "NIS2-2")).await;
    let said = Draft::default().with("about", first.as_str()).with("text", format!("En {CANARY} till"));
    coordinator.done(Action::Create, Kind::Comment, None, None, said).await;
    coordinator.create_measure(measure("Fönster").with("risks", "RSK-04")).await;
    for key in [1, 3, 4].map(|n| Key::numbered("RSK", n)) {
        coordinator.close(&key, "hanterad").await;
    }
    register.at_time("2026-11-23T12:00:00Z");
    coordinator.close(&key("RSK-05"), "hanterad").await;
}

#[tokio::test]
async fn what_is_disposed_of_is_gone_and_the_journal_still_proves_itself() {
    for register in Register::everywhere().await {
        fill(&register).await;
        let (coordinator, secretary) = (register.as_coordinator(), register.as_secretary());
        let disposal = decided(&register, Kind::Risk).await;
        assert_eq!(disposal.as_str(), "GAL-01");
        let taken = selection(&coordinator, &disposal).await;
        let both = (vec!["RSK-01".to_owned(), "RSK-03".to_owned()], vec!["RSK-04".to_owned()]);
        assert_eq!(names(&taken), both);
        assert_eq!(taken.held[0].holds, [Hold::Open(key("ATG-01"))]);
        // What was reckoned before is not to be shown afterwards.
        let before = coordinator.sees().await.list(&ListQuery::new(Lists::Risks)).await.unwrap().total;
        coordinator.saw("2026-02-20").await.list(&ListQuery::new(Lists::Risks)).await.unwrap();
        carried_out(&register, &disposal).await;

        assert_eq!(register.findings().await, [""; 0]);
        let verified = register.store.verify().await.unwrap();
        assert_eq!(verified.disposed.into_iter().collect::<Vec<_>>(), [("GAL-01".to_owned(), 3)]);
        let page = secretary.sees().await.disposal(&disposal).await.unwrap();
        let told = page.row.disposal.carried_out.unwrap();
        let records: Vec<(&str, bool)> = told.records.iter().map(|one| (one.key.as_str(), one.marked)).collect();
        assert_eq!((records, told.comments), (vec![("RSK-01", false), ("RSK-03", true)], vec![key("KOM-01")]));

        let mut all = ListQuery::new(Lists::Risks);
        all.filters.insert("status".into(), "all".into());
        for view in [coordinator.sees().await, coordinator.saw("2026-02-20").await] {
            let past = ListQuery { moment: view.moment, ..all.clone() };
            let listed = view.list(&past).await.unwrap();
            let keys: Vec<String> = listed.rows.iter().map(|row| row.key.to_string()).collect();
            assert!(!keys.contains(&"RSK-01".to_owned()) && !keys.contains(&"RSK-03".to_owned()), "{keys:?}");
            assert_eq!(listed.total, 3);
            assert!(view.search(CANARY).await.unwrap().is_empty() && view.search("RSK-01").await.unwrap().is_empty());
            let gone = view.detail(Kind::Risk, &key("RSK-01")).await.err();
            let by = AppError::Disposed { key: key("RSK-01"), by: key("GAL-01"), date: "2026-11-23".parse().unwrap() };
            assert!(matches!(gone, Some(StoreError::App(error)) if error == by));
            assert!(view.history(Kind::Risk, &key("RSK-01"), 10).await.is_err());
            assert!(view.matrix(&ListQuery::new(Lists::Risks)).await.is_ok() && view.overview().await.is_ok());
        }
        assert_eq!(coordinator.sees().await.list(&ListQuery::new(Lists::Risks)).await.unwrap().total, before);
        assert!(coordinator.sees().await.since(Some("2026-02-01".parse().unwrap())).await.is_ok());
        coordinator.sees().await.detail(Kind::Measure, &key("ATG-01")).await.unwrap();
        coordinator.sees().await.detail(Kind::Requirement, &key("NIS2-2")).await.unwrap();
        // Before it was there nothing is known of it.
        let early = coordinator.saw("2026-02-14").await.detail(Kind::Risk, &key("RSK-01")).await.err();
        assert!(matches!(early, Some(StoreError::App(AppError::NotFound))));

        let mut extract_view = coordinator.sees().await;
        let mut extract = extract_view.extract(&all).await.unwrap();
        assert_eq!(extract_view.next_rows(&mut extract).await.unwrap().len(), 3);

        for (action, draft) in [
            (Action::Reopen, Draft::default().with("reason", "ändå")),
            (Action::Update, risk("Ny")),
            (Action::Link, Draft::default().with("to", "NIS2-1")),
        ] {
            let refused = coordinator.tries(action, Kind::Risk, Some("RSK-01"), None, draft).await.unwrap_err();
            assert!(matches!(refused, AppError::Disposed { .. }), "{action:?}: {refused:?}");
        }
        let taken = coordinator.tries(Action::Create, Kind::Risk, Some("RSK-01"), None, risk("Ny")).await.unwrap_err();
        assert_eq!(taken, AppError::field("key", ErrorCode::Taken));
        let link = Draft::default().with("to", "RSK-03");
        assert!(coordinator.tries(Action::Link, Kind::Measure, Some("ATG-01"), None, link).await.is_err());
        let said = Draft::default().with("about", "RSK-01").with("text", "Hej");
        assert!(coordinator.tries(Action::Create, Kind::Comment, None, None, said).await.is_err());
        assert_eq!(coordinator.create_risk(risk("Nästa")).await.as_str(), "RSK-06", "a number is never given twice");
        assert_eq!(register.findings().await, [""; 0]);
    }
}

#[tokio::test]
async fn a_backup_holds_nothing_of_it_and_what_is_restored_says_the_same() {
    let register = Register::in_memory().await;
    fill(&register).await;
    let disposal = decided(&register, Kind::Risk).await;
    let mut whole = Vec::new();
    register.store.backup(&mut whole).await.unwrap();
    assert!(String::from_utf8(whole).unwrap().contains(CANARY));
    carried_out(&register, &disposal).await;
    let mut file = Vec::new();
    let told = register.store.backup(&mut file).await.unwrap();
    let text = String::from_utf8(file.clone()).unwrap();
    assert!(!text.contains(CANARY) && text.contains(r#""disposed":{"by":"GAL-01""#));
    for other in Register::everywhere().await {
        assert_eq!(other.store.restore(Cursor::new(file.clone())).await.unwrap(), told);
        assert_eq!(other.findings().await, [""; 0]);
        assert_eq!(other.store.verify().await.unwrap().disposed.get("GAL-01"), Some(&3));
        let mut again = Vec::new();
        other.store.backup(&mut again).await.unwrap();
        assert_eq!(again, file);
        let gone = other.as_coordinator().sees().await.detail(Kind::Risk, &key("RSK-03")).await.err();
        assert!(matches!(gone, Some(StoreError::App(AppError::Disposed { .. }))));
        assert_eq!(other.as_coordinator().create_risk(risk("Nästa")).await.as_str(), "RSK-06");
    }
    // Content left out without a disposal, and content there in spite of one.
    let body = text.find(r#","body":"#).unwrap();
    let end = body + text[body..].find("}\n").unwrap();
    let left_out = format!("{},\"disposed\":{{\"by\":\"GAL-01\",\"owner\":\"\"}}{}", &text[..body], &text[end..]);
    for altered in [left_out, text.replacen(r#""disposed":{"by":"GAL-01""#, r#""disposed":{"by":"GAL-02""#, 1)] {
        let other = Register::in_memory().await;
        let answer = other.store.restore(Cursor::new(altered.into_bytes())).await;
        assert!(matches!(answer, Err(StoreError::Backup(_))), "{answer:?}");
        assert!(other.store.is_empty().await.unwrap());
    }
}

/// What is found after a statement has been run on a register where RSK-01, RSK-03 and KOM-01 have been disposed of.
async fn found_after(text: &str) -> Vec<String> {
    let register = Register::on_disk().await;
    fill(&register).await;
    let disposal = decided(&register, Kind::Risk).await;
    carried_out(&register, &disposal).await;
    assert_eq!(register.findings().await, [""; 0]);
    let place = register.place.clone().unwrap();
    register.store.close().await;
    drop(register.store);
    raw(&place, text).await;
    let store = Store::open(&address(&place), store::Clock::Machine).await.unwrap();
    let found = store.verify().await.unwrap().findings;
    found.into_iter().map(|finding| format!("{}: {}", finding.place, finding.what)).collect()
}

#[tokio::test]
async fn what_is_missing_without_a_decision_is_found_and_so_is_what_is_there_in_spite_of_one() {
    for (tampering, expected) in [
        (
            "DELETE version WHERE key = 'RSK-02'; DELETE risk WHERE key = 'RSK-02'",
            "risk RSK-02: its versions are missing",
        ),
        (
            "DELETE version WHERE key = 'RSK-02'; DELETE risk WHERE key = 'RSK-02'; CREATE disposed:⟨risk/RSK-02⟩ SET \
             kind = 'risk', key = 'RSK-02', disposal = 'GAL-01', date = '2026-11-23', marked = false, pending = false",
            "disposed risk RSK-02: no disposal tells of it",
        ),
        (
            "UPDATE version SET body = string::replace(body, 'RSK-03', 'RSK-02') WHERE kind = 'disposal' AND rev = 2",
            "disposal GAL-01 revision 2: its content is not what was written",
        ),
        (
            "UPDATE version SET body = string::replace(body, 'RSK-03', 'RSK-02') WHERE kind = 'disposal' AND rev = 2",
            "risk RSK-03: its versions are missing",
        ),
        ("DELETE disposed WHERE key = 'RSK-01'", "disposed risk RSK-01: it is missing"),
        ("UPDATE disposed SET disposal = 'GAL-02' WHERE key = 'RSK-01'", "disposed risk RSK-01: it is not what"),
        ("UPDATE disposed SET marked = false WHERE key = 'RSK-03'", "disposed risk RSK-03: it is not what"),
        (
            "CREATE version:⟨risk/RSK-01/00000001⟩ SET kind = 'risk', key = 'RSK-01', rev = 1, from_seq = 1, to_seq = 2, \
             body = '{}'",
            "risk RSK-01: it has been disposed of and is still there",
        ),
        ("UPDATE journal SET reason = 'annat' WHERE key = 'RSK-01' AND action = 'close'", "journal"),
    ] {
        let found = found_after(tampering).await;
        assert!(found.iter().any(|finding| finding.starts_with(expected)), "{tampering}: {found:?}");
    }
}

#[tokio::test]
async fn a_removal_that_was_cut_off_is_taken_up_when_the_register_is_opened() {
    // As if the process had been killed between the entry and the removal.
    let left = "CREATE version:⟨risk/RSK-01/00000001⟩ SET kind = 'risk', key = 'RSK-01', rev = 1, from_seq = 1, to_seq = 2, \
         body = '{}'; UPDATE disposed SET pending = true WHERE key = 'RSK-01'";
    assert_eq!(found_after(left).await, [""; 0]);
}

#[tokio::test]
async fn many_go_in_batches() {
    let register = Register::in_memory().await;
    register.at_time("2026-02-15T12:00:00Z");
    let coordinator = register.as_coordinator();
    for n in 0..130 {
        let key = coordinator.create_deliverable(deliverable(&format!("{CANARY} {n}"))).await;
        coordinator.close(&key, "upphävd").await;
    }
    register.at_time("2026-11-23T12:00:00Z");
    let disposal = decided(&register, Kind::Deliverable).await;
    coordinator.sees().await.list(&ListQuery::new(Lists::Deliverables)).await.unwrap();
    carried_out(&register, &disposal).await;
    assert_eq!(register.findings().await, [""; 0]);
    assert_eq!(register.store.verify().await.unwrap().disposed.get("GAL-01"), Some(&130));
    let mut all = ListQuery::new(Lists::Deliverables);
    all.filters.insert("status".into(), "all".into());
    assert_eq!(coordinator.sees().await.list(&all).await.unwrap().total, 0);
}

#[tokio::test]
async fn two_are_needed_and_only_those_who_could_see_it_learn_that_it_is_gone() {
    let register = Register::in_memory().await;
    fill(&register).await;
    let (coordinator, secretary) = (register.as_coordinator(), register.as_secretary());
    let refused = coordinator.tries(Action::Create, Kind::Disposal, None, None, decision(Kind::Risk)).await;
    assert_eq!(refused.unwrap_err(), AppError::Forbidden);
    let disposal = decided(&register, Kind::Risk).await;
    // The secretary isn't cleared, and what it is shown tells no more than lists do.
    let taken = selection(&secretary, &disposal).await;
    assert_eq!(taken.goes[1].title, "Hemlig");
    assert!(taken.goes.iter().all(|one| !one.marked));
    let sent = Draft::default().with("confirm", WORD).with("seen", taken.fingerprint());
    for who in [&secretary, &register.as_owner(), &register.as_member(), &register.as_admin()] {
        let refused = who.tries(Action::Dispose, Kind::Disposal, Some("GAL-01"), None, sent.clone()).await;
        assert_eq!(refused.unwrap_err(), AppError::Forbidden);
    }
    // Nothing goes on an old selection.
    coordinator.does(Action::Reopen, &key("RSK-03"), Draft::default().with("reason", "ändå")).await;
    let stale = coordinator.tries(Action::Dispose, Kind::Disposal, Some("GAL-01"), None, sent).await.unwrap_err();
    assert_eq!(stale, AppError::field("seen", ErrorCode::NotNow));
    carried_out(&register, &disposal).await;
    let gone = |answer: Option<StoreError>| matches!(answer, Some(StoreError::App(AppError::Disposed { .. })));
    assert!(gone(register.as_owner().sees().await.detail(Kind::Risk, &key("RSK-01")).await.err()));
    let hidden = register.as_other_owner().sees().await.detail(Kind::Risk, &key("RSK-01")).await.err();
    assert!(matches!(hidden, Some(StoreError::App(AppError::NotFound))));
    assert!(register.as_owner().sees().await.disposals().await.is_err(), "it would name the records of others");
    assert_eq!(register.as_member().sees().await.disposals().await.unwrap().disposals.len(), 1);
}

#[tokio::test]
async fn the_journal_hides_what_it_hid_before() {
    let register = Register::in_memory().await;
    fill(&register).await;
    let hashes = async |risk: &str| {
        let query = JournalQuery { key: Some(key(risk)), ..JournalQuery::default() };
        let auditor = register.as_auditor(&[]);
        let entries = auditor.sees().await.journal(&query).await.unwrap().entries;
        entries.into_iter().map(|row| (row.seq, row.body_hash, row.reason)).collect::<Vec<_>>()
    };
    let before = (hashes("RSK-01").await, hashes("RSK-03").await);
    assert!(
        before.0.iter().all(|(_, hash, _)| !hash.is_empty()) && before.1.iter().all(|(_, hash, _)| hash.is_empty())
    );
    let disposal = decided(&register, Kind::Risk).await;
    carried_out(&register, &disposal).await;
    assert_eq!((hashes("RSK-01").await, hashes("RSK-03").await), before);
}

#[tokio::test]
async fn what_is_sealed_or_answered_for_stays() {
    let register = Register::in_memory().await;
    register.at_time("2026-02-15T12:00:00Z");
    let (coordinator, secretary) = (register.as_coordinator(), register.as_secretary());
    coordinator.create_risk(risk("I bilden")).await;
    coordinator.create_risk(risk("Aldrig beslutad")).await;
    coordinator.create_measure(measure("I planen").with("risks", "RSK-01")).await;
    coordinator.create_measure(measure("Utanför")).await;
    coordinator.create_control(control("Prov").with("risks", "RSK-01")).await;
    let minutes = Draft::default().with("organ", "Nämnden").with("date", "2026-02-15").with("paragraph", "7");
    coordinator.close(&key("ATG-02"), "utgår").await;
    secretary.done(Action::Create, Kind::Baseline, None, None, minutes.with("registration", "dnr 7")).await;
    coordinator.close(&key("RSK-02"), "hanterad").await;
    let picture = Draft::default().with("year", "2026");
    coordinator.done(Action::Create, Kind::Picture, None, None, picture).await;
    let answer = Draft::default().with("picture", "RB-2026-1").with("risk", "RSK-01").with("reason", "Ny.");
    coordinator.done(Action::Review, Kind::Review, None, None, answer).await;
    let prepared = Draft::default()
        .with("heading", "Riskbild")
        .with("registration", "dnr 1")
        .with("handler", "Handläggare")
        .with("proposal", "Antas.")
        .with("summary", "En risk.");
    coordinator.done(Action::Prepare, Kind::Picture, Some("RB-2026-1"), None, prepared).await;
    for closed in ["RSK-01", "ATG-01", "KTR-01"] {
        coordinator.close(&key(closed), "hanterad").await;
    }
    register.at_time("2026-11-23T12:00:00Z");
    let holds = async |kind: Kind| {
        let disposal = decided(&register, kind).await;
        selection(&coordinator, &disposal).await
    };
    let risks = holds(Kind::Risk).await;
    assert_eq!(names(&risks), (vec!["RSK-02".into()], vec!["RSK-01".into()]));
    assert_eq!(risks.held[0].holds, [Hold::Picture(key("RB-2026-1")), Hold::Revision(key("RB-2026-1"))]);
    let measures = holds(Kind::Measure).await;
    assert_eq!(names(&measures), (vec!["ATG-02".into()], vec!["ATG-01".into()]));
    assert_eq!(measures.held[0].holds, [Hold::Picture(key("RB-2026-1")), Hold::Plan(key("PLN-01"))]);
    assert_eq!(names(&holds(Kind::Control).await), (Vec::new(), vec!["KTR-01".into()]));
}

#[tokio::test]
async fn files_go_when_nothing_left_has_the_same_bytes() {
    let register = Register::in_memory().await;
    register.at_time("2026-02-15T12:00:00Z");
    let coordinator = register.as_coordinator();
    let files = FileStore::open("memory:").unwrap();
    let keep = async |text: &'static str| {
        let bytes = futures::stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(text.as_bytes()))]);
        files.keep("underlag.txt", bytes).await.unwrap()
    };
    let (own, shared) = (keep("egen fil").await, keep("delad fil").await);
    let attach = async |evidence: &Key, file: &domain::evidence::FileRef| {
        let draft = Draft::default()
            .with("sha256", file.sha256.as_str())
            .with("name", file.name.as_str())
            .with("size", file.size.to_string())
            .with("media_type", file.media_type.as_str());
        coordinator.does(Action::Attach, evidence, draft).await;
    };
    let first = coordinator.create_evidence(evidence(CANARY)).await;
    attach(&first, &own).await;
    attach(&first, &shared).await;
    let second = coordinator.create_evidence(evidence("Kvar")).await;
    attach(&second, &shared).await;
    coordinator.close(&first, "inaktuell").await;
    register.at_time("2026-11-23T12:00:00Z");
    let pack = register.as_auditor(&[]).done(Action::Create, Kind::Pack, None, None, Draft::default()).await.key;
    let disposal = decided(&register, Kind::Evidence).await;
    assert_eq!(selection(&coordinator, &disposal).await.files(), 2, "the file it had first is its own too");
    carried_out(&register, &disposal).await;
    assert_eq!(register.findings().await, [""; 0]);

    let later = "2099-01-01T00:00:00Z".parse().unwrap();
    // What came in just now may be on its way to another record.
    let soon = register.store.remove_disposed_files(&files, "2000-01-01T00:00:00Z".parse().unwrap()).await.unwrap();
    assert_eq!((soon, files.holds(&own.sha256).await.unwrap()), (0, true));
    assert_eq!(register.store.remove_disposed_files(&files, later).await.unwrap(), 1);
    assert!(!files.holds(&own.sha256).await.unwrap() && files.holds(&shared.sha256).await.unwrap());
    assert_eq!(register.store.remove_disposed_files(&files, later).await.unwrap(), 0);

    // A pack that was taken out before tells of it: the entries with their hashes, and no content.
    let auditor = register.as_auditor(&[]);
    let (_, view) = register.store.view_of_pack(&auditor.actor, Moment::Now, &pack).await.unwrap();
    let told = view.disposed_entries().await.unwrap();
    assert_eq!((told.proven.len(), told.withheld), (4, 0));
    assert!(told.proven.iter().all(|one| one.body.is_none() && one.disposed == Some(key("GAL-01"))));
    assert!(told.proven.iter().all(|one| !one.entry.contains(CANARY)));
}

#[tokio::test]
async fn a_decision_that_was_taken_back_takes_nothing() {
    let register = Register::in_memory().await;
    fill(&register).await;
    let disposal = decided(&register, Kind::Risk).await;
    let seen = selection(&register.as_coordinator(), &disposal).await.fingerprint();
    register.as_secretary().close(&disposal, "Fel datum.").await;
    let sent = Draft::default().with("confirm", WORD).with("seen", seen);
    let refused = register.as_coordinator().tries(Action::Dispose, Kind::Disposal, Some("GAL-01"), None, sent).await;
    assert_eq!(refused.unwrap_err(), AppError::field("action", ErrorCode::NotNow));
    assert!(register.as_coordinator().sees().await.detail(Kind::Risk, &key("RSK-01")).await.is_ok());
}
