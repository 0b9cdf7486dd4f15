//! Documents read back by another library than the one that wrote them.

mod briefing;
pub mod read;
mod sample;

use super::{
    Attachment, Head, LABELS, ListDocument, StatementDocument, annex, annex_workbook, list, revision,
    revision_workbook, statement,
};
use crate::tests::workbook;
use crate::{ColumnKind, Error, Front, Heading, Sheet, Words};
use chrono::DateTime;
use domain::coverage::tally::Tally;
use domain::coverage::{Coverage, CoverageRow};
use domain::framework::Framework;
use domain::requirement::Level;
use domain::{Cell, Draft, Key};
use read::{Read, bare};
use sample::Sample;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The words of a language: the very files the pages are written from.
pub struct Locale {
    pub language: &'static str,
    words: BTreeMap<&'static str, BTreeMap<String, String>>,
}

pub static SWEDISH: LazyLock<Locale> = LazyLock::new(|| Locale::of("sv"));
static ENGLISH: LazyLock<Locale> = LazyLock::new(|| Locale::of("en"));

impl Locale {
    fn of(language: &'static str) -> Self {
        let read = |group: &str| {
            let place = format!("{}/../../app/locales/{language}/{group}.json", env!("CARGO_MANIFEST_DIR"));
            serde_json::from_str(&std::fs::read_to_string(place).unwrap()).unwrap()
        };
        let groups = [
            "document",
            "treatment",
            "state",
            "result",
            "outcome",
            "frequency",
            "evidence_status",
            "evidence_kind",
            "level",
            "applies",
            "implemented",
            "area",
            "sub_area",
        ];
        Self { language, words: groups.map(|group| (group, read(group))).into() }
    }
}

impl Words for Locale {
    fn code<'a>(&'a self, group: &str, code: &str) -> Cow<'a, str> {
        let found = self.words.get(group).and_then(|group| group.get(code));
        found.map_or_else(|| format!("{group}.{code}").into(), |text| text.as_str().into())
    }

    fn flag(&self, yes: bool) -> Cow<'_, str> {
        if yes { "ja" } else { "nej" }.into()
    }

    fn masked<'a>(&'a self, provision: &str) -> Cow<'a, str> {
        format!("Sekretessmarkerad, {provision}").into()
    }
}

#[test]
fn a_revision_is_archival_accessible_and_says_what_it_is() {
    let sample = Sample::new();
    let bytes = revision(&sample.revision(&SWEDISH), &*SWEDISH).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let read = Read::of(bytes);
    assert!(read.catalog_has("StructTreeRoot") && read.marked());
    assert_eq!(read.language(), "sv");
    let xmp = read.xmp();
    for said in [
        "<pdfaid:part>3</",
        "<pdfaid:conformance>A</",
        "<pdfuaid:part>1</",
        "Reviderad riskbild april 2024",
        "Nämnden för Intraservice",
        "2024-05-02T09:30:00",
    ] {
        assert!(xmp.contains(said), "{said} in {xmp}");
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let sample = Sample::new();
    let once = revision(&sample.revision(&SWEDISH), &*SWEDISH).unwrap();
    assert!(once == revision(&Sample::new().revision(&SWEDISH), &*SWEDISH).unwrap());
    let annexed = annex(&sample.annex(&SWEDISH), &*SWEDISH).unwrap();
    assert!(annexed == annex(&sample.annex(&SWEDISH), &*SWEDISH).unwrap() && annexed != once);
}

#[test]
fn the_sealed_content_goes_with_it_byte_for_byte() {
    let sample = Sample::new();
    let with = Read::of(revision(&sample.revision(&SWEDISH), &*SWEDISH).unwrap());
    assert_eq!(with.attachment(), Some(("Source".to_owned(), "RB-2024-2.1.json".to_owned(), sample.json.clone())));
    assert!(with.text().contains(&sample.sha256));
    let mut given = sample.revision(&SWEDISH);
    given.sealed = None;
    let without = Read::of(revision(&given, &*SWEDISH).unwrap());
    assert_eq!(without.attachment(), None);
    assert!(without.text().contains("intebifogat"));
}

#[test]
fn a_list_is_archival_and_holds_every_cell_with_the_provision_where_one_is_kept() {
    let columns = (0..14).map(|n| Heading::new(format!("c{n}"), format!("Rubrik {n}"), ColumnKind::Long)).collect();
    let front = Front::new("Om utdraget", "Kontroller, Nämnden för Intraservice", DateTime::UNIX_EPOCH)
        .fact("organisation", "Organisation", Cell::text("Göteborgs Stad"))
        .fact("registration", "Diarienummer", Cell::text("SN 2026/500"));
    let sheet = Sheet::new("Kontroller", columns, front);
    let row = |n: usize| {
        let mut cells: Vec<Cell> = (0..14).map(|column| Cell::text(&format!("ruta {n} {column}"))).collect();
        cells[3] = Cell::Masked("OSL 18 kap. 13 §".into());
        cells
    };
    let rows: Vec<Vec<Cell>> = (0..80).map(row).collect();
    let bytes = list(&ListDocument { sheet: &sheet, rows: &rows }, &*SWEDISH).unwrap();
    assert_eq!(list(&ListDocument { sheet: &sheet, rows: &rows }, &*SWEDISH).unwrap(), bytes);
    let read = Read::of(bytes);
    assert!(read.catalog_has("StructTreeRoot") && read.marked());
    let xmp = read.xmp();
    assert!(xmp.contains("<pdfaid:part>3</") && xmp.contains("<pdfuaid:part>1</"), "{xmp}");
    let text = read.text();
    for said in ["Rubrik 13", "ruta 79 13", "OSL 18 kap. 13 §", "SN 2026/500"] {
        assert!(bare(&text).contains(&bare(said)), "{said}");
    }
    assert!(!bare(&text).contains(&bare("ruta 79 3")));
    let none = list(&ListDocument { sheet: &sheet, rows: &[] }, &*SWEDISH).unwrap();
    assert!(bare(&Read::of(none).text()).contains(&bare("Inga rader.")));
}

#[test]
fn a_file_that_is_not_what_it_is_said_to_be_is_refused() {
    let sample = Sample::new();
    let (name, bytes) = ("RB-2024-2.1.json", sample.json.as_slice());
    let sha256 = sample.sha256.as_str();
    let another = hex::encode(Sha256::digest(b"{}"));
    for file in [
        Attachment { name, bytes: b"{}", sha256 },
        Attachment { name, bytes: b"{}", sha256: &another },
        Attachment { name: "../etc/passwd", bytes, sha256 },
        Attachment { name: "", bytes, sha256 },
    ] {
        let mut given = sample.revision(&SWEDISH);
        given.sealed = Some(file);
        assert!(matches!(revision(&given, &*SWEDISH), Err(Error::Attachment)));
    }
}

#[test]
fn a_revision_tells_of_every_change_and_of_the_decision() {
    let sample = Sample::new();
    let text = Read::of(revision(&sample.revision(&SWEDISH), &*SWEDISH).unwrap()).text();
    let told = [
        "Tjänsteutlåtande",
        "DEMO-2024-0002",
        "Förslag till beslut",
        "Det här ändras",
        "Höjd",
        "Sänkt",
        "Ny",
        "Stängd",
        "Utbildningen är genomförd",
        "RSK-10: 8 → 12",
        "Två system avvecklas under hösten",
        "2024-05-08",
        "Sida 1 av",
        "Toleransgräns: riskvärde 8",
        "§ 71",
        "1 288",
        "Antalet ledamöter är två, inte tre",
    ];
    for said in told {
        assert!(text.contains(&bare(said)), "{said} in {text}");
    }
}

#[test]
fn what_is_kept_from_the_reader_is_replaced_with_its_provision() {
    let sample = Sample::new();
    for bytes in [
        revision(&super::Revision { sealed: None, ..sample.revision(&SWEDISH) }, &*SWEDISH).unwrap(),
        annex(&sample.annex(&SWEDISH), &*SWEDISH).unwrap(),
    ] {
        let text = Read::of(bytes).text();
        assert!(text.contains("OSL18kap.8§") && !text.contains("HEMLIGT"));
    }
}

#[test]
fn every_text_has_words_in_both_languages() {
    for locale in [&*SWEDISH, &*ENGLISH] {
        let named: Vec<&str> = locale.words["document"].keys().map(String::as_str).collect();
        assert_eq!(named, LABELS, "{}", locale.language);
    }
    let sample = Sample::new();
    let read = Read::of(revision(&sample.revision(&ENGLISH), &*ENGLISH).unwrap());
    assert_eq!(read.language(), "en");
    assert!(read.says_parts_are_in("sv"), "what people wrote is read aloud as the Swedish it is");
    assert!(!Read::of(revision(&sample.revision(&SWEDISH), &*SWEDISH).unwrap()).says_parts_are_in("en"));
    assert!(!read.text().contains("document."));
}

#[test]
fn a_language_is_a_code() {
    let sample = Sample::new();
    let mut given = sample.revision(&SWEDISH);
    given.head.language = "svenska";
    let Err(Error::Document { place }) = revision(&given, &*SWEDISH) else {
        panic!("set in a language that isn't one")
    };
    assert!(place.starts_with("base.typ:"), "{place}");
}

#[test]
fn the_annex_holds_every_risk_and_every_control() {
    let sample = Sample::new();
    let read = Read::of(annex(&sample.annex(&SWEDISH), &*SWEDISH).unwrap());
    let text = read.text();
    for number in 1..=19 {
        assert!(text.contains(&format!("RSK{number:02}")));
    }
    for said in [
        "KTR-09",
        "Utan anmärkning",
        "Ej utförd",
        "Pågår, 45 %",
        "eget förslag",
        "9 → 12",
        "Stickprov av tio konton",
        "Två konton utan ägare",
    ] {
        assert!(text.contains(&bare(said)), "{said} in {text}");
    }
    assert!(read.catalog_has("StructTreeRoot") && read.xmp().contains("<pdfuaid:part>1</"));
    let sealed = super::Annex { sealed: Some(sample.attachment()), ..sample.annex(&SWEDISH) };
    let read = Read::of(annex(&sealed, &*SWEDISH).unwrap());
    assert!(read.attachment().is_some() && read.text().contains(&sample.sha256));
}

#[test]
fn the_tables_are_workbooks_too() {
    use calamine::Reader;
    let sample = Sample::new();
    let mut book = workbook(revision_workbook(&sample.revision(&SWEDISH), &*SWEDISH).unwrap());
    let name = book.sheet_names()[1].clone();
    let sheet = book.worksheet_range(&name).unwrap();
    let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let raised = rows.iter().find(|row| row[3].starts_with('▲')).unwrap();
    let number = |place: usize| raised[place].parse::<u32>().unwrap();
    assert!(number(9) > number(6) && number(7) * number(8) == number(9), "{raised:?}");
    assert_eq!(rows[0][6], "Tidigare riskvärde");

    let mut book = workbook(annex_workbook(&sample.annex(&SWEDISH), &*SWEDISH).unwrap());
    let names = book.sheet_names();
    assert_eq!(names[1..], ["Risker", "Åtgärder", "Kontroller"]);
    let sizes = names[1..].iter().map(|name| book.worksheet_range(name).unwrap().height() - 1);
    let content = sample.annex(&SWEDISH).comparison.content.clone();
    assert_eq!(sizes.collect::<Vec<_>>(), [19, content.measures.len(), content.controls.len()]);
    let controls = book.worksheet_range("Kontroller").unwrap();
    assert_eq!(controls.get_value((6, 2)).unwrap().to_string(), "Sekretessmarkerad");
}

/// A requirement with a reason or none, and measures behind it.
fn required(number: u32, level: Level, reason: &str, tally: Tally) -> CoverageRow {
    CoverageRow {
        key: Key::parse(&format!("ISO27001-A.{number}")).unwrap(),
        cited: format!("ISO 27001 A.{number}"),
        heading: "Åtgärder".to_owned(),
        title: format!("Krav {number} #eval(\"1\")"),
        related: vec![(Key::parse("NIS2-1").unwrap(), "NIS2 art. 1".to_owned())],
        coming: None,
        tally,
        measures_open: Vec::new(),
        control_results: Vec::new(),
        evidence_newest: vec![(Key::numbered("EVD", number), "2026-02-12".parse().unwrap())],
        risks: vec![Key::numbered("RSK", number)],
        example: String::new(),
        level,
        judged: None,
        reason: reason.to_owned(),
        basis: tally.basis(true, level),
    }
}

#[test]
fn a_statement_of_applicability_says_why_each_requirement_applies_and_what_shows_it() {
    let measured = Tally { measures: 3, measures_done: 1, ..Tally::default() };
    let framework = Framework {
        short: "ISO 27001".to_owned(),
        title: "ISO/IEC 27001:2022".to_owned(),
        description: String::new(),
        source: String::new(),
        in_force: None,
        version: 1,
        place: 10,
    };
    let coverage = Coverage {
        framework_key: "iso27001".to_owned(),
        framework,
        frameworks: Vec::new(),
        day: "2026-11-23".parse().unwrap(),
        rows: vec![
            required(1, Level::Partly, "Systemen bär samhällsviktiga tjänster.", measured),
            required(2, Level::NotApplicable, "", Tally::default()),
        ],
    };
    let made = |words: &Locale| {
        let (organisation, finding) = ("Göteborgs Stad", "Ett av två krav saknar motivering");
        let created = coverage.day.and_hms_opt(0, 0, 0).unwrap().and_utc();
        let head = Head { language: words.language, organisation, finding, created };
        let (title, board) = ("Uttalande om tillämplighet ISO 27001", "Nämnden för Intraservice");
        statement(&StatementDocument { head, title, board, position: 7, coverage: &coverage }, words).unwrap()
    };
    assert!(made(&SWEDISH) == made(&SWEDISH), "the same statement gives the same bytes");
    let read = Read::of(made(&SWEDISH));
    let text = read.text();
    for said in [
        "Ett av två krav saknar motivering",
        "Systemen bär samhällsviktiga tjänster.",
        "Möter risk RSK-01",
        "Motsvaras av NIS2 art. 1",
        "Åtgärder: 1 av 3 klara",
        "Motivering saknas",
        "EVD-01",
        "#eval(\"1\")",
    ] {
        assert!(text.contains(&bare(said)), "{said} in {text}");
    }
    assert!(!text.contains(&bare("EVD-02")), "nothing shows what doesn't apply");
    assert!(read.catalog_has("StructTreeRoot") && read.xmp().contains("<pdfuaid:part>1</"));
    assert!(!Read::of(made(&ENGLISH)).text().contains("document."));
}

#[test]
fn the_fonts_hold_every_sign_of_the_templates() {
    for (name, template) in super::world::TEMPLATES {
        let held = |one: char| one == '\n' || super::world::covered(one);
        let missing: String = template.chars().filter(|one| !held(*one)).collect();
        assert_eq!(missing, "", "{name}");
    }
}

/// A content whose texts are whatever they are.
fn odd(title: &str, long: &str) -> Sample {
    let mut sample = Sample::new();
    let typed = |draft: Draft| draft.with("title", title).with("cause", long).with("consequence", long);
    for number in 0..3 {
        let other = sample::item(number, typed(sample::draft(number)), (2, 2));
        sample.after.items[number].risk = other.risk;
        sample.after.items[number].answer.as_mut().unwrap().reason = title.repeat(3);
    }
    let mut sample = Sample::of(sample.before, sample.after);
    sample.preparation.heading = title.to_owned();
    sample.preparation.summary = long.to_owned();
    sample
}

#[test]
fn markup_is_text() {
    let titles = [
        "#eval(\"1\") #panic() #read(\"/etc/passwd\")",
        "*fet* _kursiv_ `kod` $x^2$ <etikett> @hänvisning",
        "= Rubrik\n- punkt // inte en kommentar /* inte heller */",
        "#set page(width: 1pt) \\ ~ -- --- ... \"citat\" 'x' {n} {page}",
        "https://exempel.se/#import \\u{1F600} ]]) }} ((",
    ];
    for title in titles {
        let sample = odd(title, title);
        let text = Read::of(revision(&sample.revision(&SWEDISH), &*SWEDISH).unwrap()).text();
        assert!(text.contains(&bare(title)), "{title} in {text}");
        annex(&sample.annex(&SWEDISH), &*SWEDISH).unwrap();
    }
}

#[test]
fn no_text_is_too_odd_to_print() {
    let long = "Ett långt stycke om risken. ".repeat(71);
    let word = "x".repeat(200);
    let secret = "\u{202e}omvänt\u{0}\u{feff}\u{fffe}\u{e000} 😀 漢字 مرحبا a\u{308} \u{1}\t|";
    let unseen = "\u{200b} \n\u{202e}";
    for (title, text) in [("Lång", long.as_str()), (&word, &word), (secret, secret), (unseen, "Text")] {
        let sample = odd(title, text);
        revision(&sample.revision(&SWEDISH), &*SWEDISH).unwrap();
        annex(&sample.annex(&SWEDISH), &*SWEDISH).unwrap();
    }
}

#[test]
fn a_first_picture_without_risks_and_one_on_any_scale_are_documents_too() {
    let empty = Sample::large(0);
    let mut given = empty.revision(&SWEDISH);
    given.comparison.base = None;
    given.decision = None;
    given.sealed = None;
    let text = Read::of(revision(&given, &*SWEDISH).unwrap()).text();
    assert!(text.contains("Dethärärdenförstariskbilden") && text.contains("Ingenriskliggeröver"));
    annex(&empty.annex(&SWEDISH), &*SWEDISH).unwrap();
    for size in [3, 5, 6] {
        let mut sample = Sample::large(30);
        sample.after.scale.likelihood = (1..=size).map(|step| format!("Steg {step}")).collect();
        sample.after.scale.consequence = sample.after.scale.likelihood.clone();
        revision(&sample.revision(&SWEDISH), &*SWEDISH).unwrap();
    }
}

/// Prints how long the documents of a large register take; run it in release mode, with `--nocapture`.
#[test]
fn five_hundred_risks() {
    let sample = Sample::large(500);
    let begun = std::time::Instant::now();
    let revised = revision(&sample.revision(&SWEDISH), &*SWEDISH).unwrap();
    let between = begun.elapsed();
    let annexed = annex(&sample.annex(&SWEDISH), &*SWEDISH).unwrap();
    let pages = |bytes: &[u8]| Read::of(bytes.to_vec()).pages();
    println!("revision: {between:?}, {} bytes, {} pages", revised.len(), pages(&revised));
    println!("annex: {:?}, {} bytes, {} pages", begun.elapsed() - between, annexed.len(), pages(&annexed));
}
