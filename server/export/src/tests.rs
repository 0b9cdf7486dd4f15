//! Files read back by other libraries than those that wrote them.

use crate::*;
use calamine::{Data, Reader, Xlsx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::Key;
use std::borrow::Cow;
use std::io::Cursor;

pub struct Swedish;

impl Words for Swedish {
    fn code<'a>(&'a self, group: &str, code: &str) -> Cow<'a, str> {
        match (group, code) {
            ("state", "open") => "Öppen".into(),
            ("evidence_status", "missing") => "saknas".into(),
            ("evidence_status", "has") => "finns".into(),
            _ => format!("{group}.{code}").into(),
        }
    }

    fn flag(&self, yes: bool) -> Cow<'_, str> {
        if yes { "ja" } else { "nej" }.into()
    }

    fn masked<'a>(&'a self, provision: &str) -> Cow<'a, str> {
        format!("Sekretessmarkerad, {provision}").into()
    }
}

fn created() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_444_860, 0).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn front() -> Front {
    Front::new("Om utdraget", "Risker", created())
        .fact("by", "Uttaget av", Cell::text("Säkerhetssamordnare"))
        .fact("moment", "Läget per", Cell::Date(day("2026-11-23")))
        .fact("position", "Journalposition", Cell::Number(1_204))
        .fact("root", "Rothash", Cell::text("9f86d081884c7d65"))
}

fn columns() -> Vec<Heading> {
    [
        "key",
        "title",
        "requirements",
        "rev",
        "percent",
        "next_review",
        "at",
        "score",
        "state",
        "technical_archive",
        "reason",
        "note",
    ]
    .map(|name| Heading::of_column(name, format!("Rubrik {name}")))
    .into()
}

fn cells() -> Vec<Cell> {
    let key = |text| Key::parse(text).unwrap();
    vec![
        Cell::Key(key("RSK-01")),
        Cell::text("=HYPERLINK(\"http://exempel.se\")"),
        Cell::Keys(vec![key("NIS2-21.2.c"), key("CSL-2.3")]),
        Cell::Number(-7),
        Cell::Percent(45),
        Cell::Date(day("2026-12-01")),
        Cell::Time("2026-11-23 15:41".into()),
        Cell::Score { value: 20, tone: 5, band: "Mycket hög".into() },
        Cell::code("state", "open"),
        Cell::Flag(true),
        Cell::Masked("OSL 18 kap. 8 §".into()),
        Cell::Empty,
    ]
}

pub fn file(format: Format, columns: Vec<Heading>, rows: &[(Vec<Cell>, Emphasis)]) -> Vec<u8> {
    let sheet = Sheet::new("Risker", columns, front());
    let mut export = Export::start(format, sheet, Swedish, Vec::new()).unwrap();
    for (cells, emphasis) in rows {
        export.emphasised_row(cells, *emphasis).unwrap();
    }
    export.finish().unwrap()
}

fn sample(format: Format) -> Vec<u8> {
    file(format, columns(), &[(cells(), Emphasis::None)])
}

pub fn workbook(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// A part of a workbook, as text.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn csv_reads_back_as_what_was_written() {
    let bytes = sample(Format::Csv);
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    assert!(text.ends_with("\r\n") && text.starts_with("Rubrik key;Rubrik title;"));
    let mut reader = ::csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let row = reader.records().next().unwrap().unwrap();
    assert_eq!(
        row.iter().collect::<Vec<_>>(),
        [
            "RSK-01",
            "'=HYPERLINK(\"http://exempel.se\")",
            "NIS2-21.2.c, CSL-2.3",
            "-7",
            "45%",
            "2026-12-01",
            "2026-11-23 15:41",
            "20",
            "Öppen",
            "ja",
            "Sekretessmarkerad, OSL 18 kap. 8 §",
            "",
        ]
    );
}

#[test]
fn csv_quotes_what_would_break_a_line() {
    let columns = vec![Heading::of_column("title", "Titel"); 2];
    let cells = vec![Cell::text("a;b \"c\""), Cell::text("rad 1\nrad 2")];
    let bytes = file(Format::Csv, columns, &[(cells, Emphasis::None)]);
    assert!(bytes.ends_with(b"\"a;b \"\"c\"\"\";\"rad 1\nrad 2\"\r\n"));
}

#[test]
fn json_keeps_the_types() {
    let json: serde_json::Value = serde_json::from_slice(&sample(Format::Json)).unwrap();
    assert_eq!(json["meta"]["created"], "2026-11-23T14:41:00Z");
    assert_eq!(json["meta"]["position"], 1204);
    assert_eq!(json["columns"][5]["kind"], "date");
    assert_eq!(
        json["rows"],
        serde_json::json!([{
            "key": "RSK-01",
            "title": "=HYPERLINK(\"http://exempel.se\")",
            "requirements": ["NIS2-21.2.c", "CSL-2.3"],
            "rev": -7,
            "percent": 45,
            "next_review": "2026-12-01",
            "at": "2026-11-23 15:41",
            "score": {"value": 20, "tone": 5, "band": "Mycket hög"},
            "state": "open",
            "technical_archive": true,
            "reason": {"masked": "OSL 18 kap. 8 §"},
            "note": null,
        }])
    );
}

#[test]
fn an_empty_register_is_still_a_whole_file() {
    let empty = |format| file(format, columns(), &[]);
    let json: serde_json::Value = serde_json::from_slice(&empty(Format::Json)).unwrap();
    assert_eq!(json["rows"], serde_json::json!([]));
    let mut book = workbook(empty(Format::Xlsx));
    assert_eq!(book.worksheet_range("Risker").unwrap().height(), 1);
    assert_eq!(empty(Format::Csv).split(|b| *b == b'\n').count(), 2);
}

#[test]
fn a_workbook_holds_real_dates_and_numbers_and_no_formulas() {
    let mut book = workbook(sample(Format::Xlsx));
    assert_eq!(book.sheet_names(), ["Om utdraget", "Risker"]);
    assert!(book.worksheet_formula("Risker").unwrap().is_empty());
    let range = book.worksheet_range("Risker").unwrap();
    let row = range.rows().nth(1).unwrap();
    assert_eq!(row[1], Data::String("=HYPERLINK(\"http://exempel.se\")".into()));
    assert_eq!(row[2], Data::String("NIS2-21.2.c, CSL-2.3".into()));
    assert_eq!(row[3], Data::Float(-7.0));
    assert_eq!(row[4], Data::Float(0.45));
    let Data::DateTime(review) = row[5] else {
        panic!("{:?}", row[5]);
    };
    assert_eq!(review.to_ymd_hms_milli(), (2026, 12, 1, 0, 0, 0, 0));
    let Data::DateTime(at) = row[6] else {
        panic!("{:?}", row[6]);
    };
    assert_eq!(at.to_ymd_hms_milli(), (2026, 11, 23, 15, 41, 0, 0));
    assert_eq!(row[7], Data::Float(20.0));
    assert_eq!(row[8], Data::String("Öppen".into()));
    let front = book.worksheet_range("Om utdraget").unwrap();
    assert_eq!(front.get_value((0, 0)).unwrap().to_string(), "Risker");
    assert_eq!(front.get_value((4, 1)).unwrap().to_string(), "1204");
}

#[test]
fn a_workbook_is_ready_to_read() {
    let bytes = sample(Format::Xlsx);
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:L2\""));
    let styles = part(&bytes, "xl/styles.xml");
    for expected in ["yyyy-mm-dd\"", "0 %", "0&quot; Mycket hög&quot;", "FF8A1C33"] {
        assert!(styles.contains(expected), "{expected}");
    }
    let properties = part(&bytes, "docProps/core.xml");
    assert!(properties.contains("<dc:title>Risker</dc:title>"));
    assert!(properties.contains("2026-11-23T14:41:00Z"));
    assert!(properties.contains("<dc:creator></dc:creator>"), "no names");
}

#[test]
fn wrapped_text_gets_the_room_it_needs() {
    let mut cells = cells();
    cells[11] = Cell::text("Första raden\nandra raden\ntredje raden");
    let bytes = file(Format::Xlsx, columns(), &[(cells, Emphasis::None)]);
    assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("<row r=\"2\" ht=\"45\""));
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let rows: Vec<_> = (1..=5)
        .map(|tone| {
            let mut cells = cells();
            cells[7] = Cell::Score { value: tone * 4, tone, band: format!("Nivå {tone}") };
            (cells, [Emphasis::None, Emphasis::Bad][usize::from(tone % 2)])
        })
        .collect();
    for format in Format::ALL {
        assert_eq!(file(*format, columns(), &rows), file(*format, columns(), &rows));
    }
}

#[test]
fn ten_thousand_rows_arrive_in_chunks() {
    // A PDF is one piece, and holds fewer.
    for format in [Format::Csv, Format::Xlsx, Format::Json] {
        let mut sizes = Vec::new();
        let out = Chunks::new(|chunk| {
            sizes.push(chunk.len());
            Ok(())
        });
        let sheet = Sheet::new("Risker", columns(), front());
        let mut export = Export::start(format, sheet, Swedish, out).unwrap();
        for _ in 0..10_000 {
            export.row(&cells()).unwrap();
        }
        export.finish().unwrap();
        assert!(sizes.iter().all(|size| (1..200_000).contains(size)));
        assert!(format == Format::Xlsx || sizes[0] < 2_000, "head first");
    }
}

#[test]
fn a_pdf_is_one_whole_piece_and_takes_no_more_than_it_can_hold() {
    let mut export = Export::start(Format::Pdf, Sheet::new("Risker", columns(), front()), Swedish, Vec::new()).unwrap();
    for _ in 0..document::ListDocument::MAX {
        export.row(&cells()).unwrap();
    }
    assert!(matches!(export.row(&cells()), Err(Error::TooManyRows { max: 2000 })));
}

#[test]
fn a_row_of_the_wrong_length_is_refused() {
    let sheet = Sheet::new("Risker", columns(), front());
    let mut export = Export::start(Format::Json, sheet, Swedish, Vec::new()).unwrap();
    assert!(matches!(export.row(&[Cell::Empty]), Err(Error::Columns { expected: 12, found: 1 })));
}

#[test]
fn a_reader_that_has_gone_ends_every_format() {
    for format in Format::ALL {
        let out = Chunks::new(|_| Err(std::io::ErrorKind::BrokenPipe.into()));
        let sheet = Sheet::new("Risker", columns(), front());
        let outcome = Export::start(*format, sheet, Swedish, out).and_then(Export::finish);
        assert!(matches!(outcome, Err(Error::Write(_))), "{format:?}");
    }
}

#[test]
fn a_workbook_to_fill_in_says_what_its_columns_take() {
    let columns = ["key", "end", "percent", "owner", "likelihood"];
    let columns = columns.map(|name| Heading::of_column(name, name)).to_vec();
    let accepts = vec![
        Accepts::Anything,
        Accepts::Date,
        Accepts::Percent,
        Accepts::Choice(vec!["IT-säkerhetsansvarig".into(), "Arkivansvarig".into()]),
        Accepts::Whole(1, 4),
    ];
    let entry = Entry { lists: "Listor".into(), accepts, rows: 20_000 };
    let sheet = Sheet::new("Åtgärder", columns, front()).to_fill_in(entry);
    let mut export = Export::start(Format::Xlsx, sheet, Swedish, Vec::new()).unwrap();
    export.row(&[Cell::Empty, Cell::Date(day("2026-05-31")), Cell::Percent(40), Cell::Empty, Cell::Number(3)]).unwrap();
    let bytes = export.finish().unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
    assert_eq!(book.sheet_names(), ["Om utdraget", "Åtgärder", "Listor"]);
    let lists = book.worksheet_range("Listor").unwrap();
    assert_eq!(lists.get_value((1, 0)), Some(&Data::String("Arkivansvarig".into())));
    let rows = part(&bytes, "xl/worksheets/sheet2.xml");
    for told in ["type=\"date\"", "type=\"decimal\"", "type=\"list\"", "type=\"whole\"", "D2:D20001", "$A$1:$A$2"] {
        assert!(rows.contains(told), "{told} in {rows}");
    }
    assert_eq!(rows.matches("<dataValidation ").count(), 4);
}
