//! A backup holds everything, and what isn't whole is refused before anything is written.

use crate::heads::sign;
use crate::register::{OTHER, Register, control, evidence, marked, measure, risk};
use domain::settings::Settings;
use domain::{Action, Draft, Key, Kind};
use std::io::Cursor;
use store::StoreError;

async fn filled() -> Register {
    let register = Register::in_memory().await;
    register.load_framework("nis2").await;
    let coordinator = register.as_coordinator();
    let admin = register.as_admin();
    coordinator.create_risk(risk("Före skalan")).await;
    admin.done(Action::Update, Kind::Settings, Some(Settings::KEY), None, Settings::default().draft()).await;
    coordinator
        .create_risk(marked(risk("Bortfall \"el\"\när\u{2028}").with("requirements", "NIS2-1"), &["cause"]))
        .await;
    coordinator.create_measure(measure("Reservkraft").with("risks", "RSK-01, RSK-02")).await;
    coordinator
        .update(&Key::parse("ATG-01").unwrap(), measure("Reservkraft").with("risks", "RSK-02").with("owner", OTHER))
        .await;
    coordinator.create_control(control("Prov").with("measures", "ATG-01")).await;
    coordinator.create_evidence(evidence("Protokoll").with("controls", "KTR-01")).await;
    coordinator.close(&Key::parse("RSK-01").unwrap(), "hanterad").await;
    let draft = Settings::default().draft().with("bands", "Låg 1–2\nMedel 3–12\nHög 16");
    admin.done(Action::Update, Kind::Settings, Some(Settings::KEY), None, draft).await;
    let account = Draft::default().with("name", "Revisor").with("role", "auditor");
    admin.done(Action::Create, Kind::Account, Some("revisor"), None, account).await;
    register.store.set_password("revisor", "$argon2id$hash").await.unwrap();
    register.store.keep_signed_head(&sign(&register).await.1).await.unwrap();
    register
}

async fn backup(register: &Register) -> Vec<u8> {
    let mut file = Vec::new();
    let told = register.store.backup(&mut file).await.unwrap();
    assert_eq!(told.entries, 14);
    file
}

#[tokio::test]
async fn what_is_restored_is_what_was_backed_up() {
    let register = filled().await;
    let file = backup(&register).await;
    for other in Register::everywhere().await {
        let told = other.store.restore(Cursor::new(file.clone())).await.unwrap();
        let (one, two) = (register.store.verify().await.unwrap(), other.store.verify().await.unwrap());
        assert_eq!((two.entries, &two.root, two.findings), (one.entries, &told.root, Vec::new()));
        assert_eq!((one.root, two.heads), (two.root, 1));
        assert_eq!(backup(&other).await, file, "a backup of what was restored is the same file");
        assert_eq!(other.store.credential("revisor").await.unwrap().unwrap().hash, "$argon2id$hash");
        assert_eq!(other.as_coordinator().create_risk(risk("Nästa")).await.as_str(), "RSK-03");
        assert_eq!(other.findings().await, [""; 0]);
        assert!(matches!(other.store.restore(Cursor::new(file.clone())).await, Err(StoreError::NotEmpty)));
    }
}

#[tokio::test]
async fn a_file_that_is_not_whole_is_refused_and_nothing_is_written() {
    let file = backup(&filled().await).await;
    let text = String::from_utf8(file).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let without =
        |n: usize| lines.iter().enumerate().filter(|(at, _)| *at != n).map(|(_, line)| *line).collect::<String>();
    let mut cases = vec![
        ("empty", String::new()),
        ("cut off", text[..text.floor_char_boundary(text.len() / 2)].to_owned()),
        ("without its last line end", text[..text.len() - 1].to_owned()),
        ("without its end", lines[..lines.len() - 1].concat()),
        ("without an entry", without(4)),
        ("without a credential", without(lines.len() - 2)),
        ("with more after the end", format!("{text}{{}}\n")),
        ("another file", "{\"format\":\"annat\"}\n".to_owned()),
        ("another content", text.replacen("Reservkraft", "Reservmakt", 1)),
        ("another reason", text.replacen("hanterad", "glömd", 1)),
        ("another actor", text.replacen("\"actor\":\"samordnare\"", "\"actor\":\"annan\"", 1)),
        ("another password", text.replacen("$argon2id$hash", "$argon2id$mine", 1)),
        ("another root", text.replacen("\"root\":\"", "\"root\":\"0", 1)),
        ("a later version", text.replacen("\"version\":1", "\"version\":2", 1)),
    ];
    let mut swapped = lines.clone();
    swapped.swap(3, 4);
    cases.push(("two entries in the wrong order", swapped.concat()));
    for (case, altered) in cases {
        let register = Register::in_memory().await;
        assert_ne!(altered, text, "{case}");
        let answer = register.store.restore(Cursor::new(altered.into_bytes())).await;
        assert!(matches!(answer, Err(StoreError::Backup(_))), "{case}: {answer:?}");
        assert!(register.store.is_empty().await.unwrap(), "{case}");
        assert_eq!(register.store.verify().await.unwrap().records, 0);
        register.store.restore(Cursor::new(text.clone().into_bytes())).await.unwrap();
    }
}

#[tokio::test]
async fn the_demo_survives_a_round() {
    let register = Register::in_memory().await;
    store::demo::load(&register.store).await.unwrap();
    let mut file = Vec::new();
    let told = register.store.backup(&mut file).await.unwrap();
    let other = Register::in_memory().await;
    assert_eq!(other.store.restore(Cursor::new(file)).await.unwrap(), told);
    assert_eq!(other.findings().await, [""; 0]);
}

#[tokio::test]
async fn a_broken_off_restore_is_not_opened() {
    let register = Register::on_disk().await;
    let place = register.place.clone().unwrap();
    register.store.close().await;
    drop(register.store);
    crate::tampering::raw(&place, "CREATE restore:main SET begun = true").await;
    let answer = store::Store::open(&crate::register::address(&place), store::Clock::Machine).await;
    let message = answer.err().unwrap().to_string();
    assert!(message.contains("broken off") && message.contains("Remove the database"), "{message}");
}
