//! Files of every bad sort, and the good ones.

use super::*;
use chrono::NaiveDate;
use domain::import::Given;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn known(heading: &str) -> bool {
    ["Id", "Åtgärd", "Slut", "Klart"].contains(&heading)
}

fn open(bytes: &[u8]) -> Result<Table> {
    read("fil", bytes, "", &known)
}

/// What is wrong with a file, and what is given with it.
fn wrong(bytes: &[u8]) -> (Fault, String) {
    match open(bytes) {
        Err(ErrorCode::Import { fault, given }) => (fault, given),
        other => panic!("{other:?}"),
    }
}

fn fault(bytes: &[u8]) -> Fault {
    wrong(bytes).0
}

/// A workbook of one sheet with our headings and a row.
fn book(more: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Åtgärder").unwrap();
    for (column, heading) in (0..).zip(["Id", "Åtgärd", "Slut", "Klart"]) {
        sheet.write(0, column, heading).unwrap();
    }
    sheet.write(1, 0, "ATG-01").unwrap();
    sheet.write(1, 1, "Rutin för loggning").unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_date_with_format(1, 2, NaiveDate::from_ymd_opt(2026, 5, 31).unwrap(), &day).unwrap();
    sheet.write_with_format(1, 3, 0.8, &Format::new().set_num_format("0 %")).unwrap();
    more(sheet);
    book.save_to_buffer().unwrap()
}

/// The same package with its parts changed: `change` answers with a part's new content, or nothing to leave it out.
fn repacked(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if let Some(content) = change(&name, content) {
            to.start_file(&*name, SimpleFileOptions::default()).unwrap();
            to.write_all(&content).unwrap();
        }
    }
    for (name, content) in more {
        to.start_file(*name, SimpleFileOptions::default()).unwrap();
        to.write_all(content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// The package with something in a part replaced by something else.
fn replaced(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let change = |name: &str, content: Vec<u8>| {
        if name != part {
            return Some(content);
        }
        let text = String::from_utf8(content).unwrap();
        assert!(text.contains(from), "{text}");
        Some(text.replacen(from, to, 1).into_bytes())
    };
    repacked(bytes, change, &[])
}

#[test]
fn a_workbook_keeps_the_types_of_its_cells() {
    let table = open(&book(|sheet| {
        sheet.write(2, 0, "ATG-02").unwrap();
        sheet.write(2, 2, 46_173).unwrap();
        sheet.write(2, 3, 80).unwrap();
        sheet.write(4, 1, true).unwrap();
    }))
    .unwrap();
    assert_eq!((table.name.as_str(), table.sheet.as_str()), ("fil", "Åtgärder"));
    let heads: Vec<&str> = table.heads.iter().map(|head| head.text.as_str()).collect();
    assert_eq!(heads, ["Id", "Åtgärd", "Slut", "Klart"]);
    let day = NaiveDate::from_ymd_opt(2026, 5, 31).unwrap();
    let first = [Given::text("ATG-01"), Given::text("Rutin för loggning"), Given::Date(day), Given::Share(0.8)];
    assert_eq!((table.lines[0].number, &table.lines[0].cells[..]), (2, &first[..]));
    let second = [Given::text("ATG-02"), Given::Empty, Given::Number(46_173.0), Given::Number(80.0)];
    assert_eq!(table.lines[1].cells, second);
    // A row without anything in it is left out; those after it keep their numbers.
    assert_eq!((table.lines.len(), table.lines[2].number), (3, 5));
    assert_eq!(table.lines[2].cells[1], Given::Flag(true));
}

#[test]
fn a_title_above_the_headings_is_no_heading() {
    let mut made = Workbook::new();
    let sheet = made.add_worksheet();
    sheet.merge_range(0, 0, 0, 3, "Uttag ur ett annat system", &Format::new()).unwrap();
    for (row, cells) in [(2, ["Nr", "Aktivitet"]), (3, ["1", "Ny rutin"])] {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    let table = open(&made.save_to_buffer().unwrap()).unwrap();
    assert_eq!((table.heads[1].text.as_str(), table.lines[0].number), ("Aktivitet", 4));
}

#[test]
fn the_sheet_is_the_one_whose_headings_are_known_or_the_one_that_is_named() {
    let mut made = Workbook::new();
    made.add_worksheet().set_name("Om filen").unwrap().write(0, 0, "Innehåll").unwrap();
    let sheet = made.add_worksheet();
    sheet.set_name("Uppgifter").unwrap();
    for (row, cells) in [(0, ["Id", "Klart"]), (1, ["ATG-01", "80"])] {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    let bytes = made.save_to_buffer().unwrap();
    assert_eq!(open(&bytes).unwrap().sheet, "Uppgifter");
    assert_eq!(read("fil", &bytes, "uppgifter", &|_| false).unwrap().sheet, "Uppgifter");
    let names = ErrorCode::Import { fault: Fault::Sheet, given: "Om filen, Uppgifter".into() };
    assert_eq!(read("fil", &bytes, "Blad1", &known), Err(names.clone()));
    assert_eq!(read("fil", &bytes, "", &|_| false), Err(names));
}

#[test]
fn formulas_are_kept_as_formulas_whatever_they_were_last_reckoned_to_be() {
    let bytes = book(|sheet| {
        sheet.write_formula(2, 3, rust_xlsxwriter::Formula::new("=D2+10%").set_result("0.9")).unwrap();
        sheet.write_array_formula(3, 3, 3, 3, "{=SUM(D2:D3)}").unwrap();
    });
    let table = open(&bytes).unwrap();
    assert_eq!(table.lines[1].cells[3], Given::Formula);
    assert_eq!(table.lines[2].cells[3], Given::Formula);
    let shared = replaced(&bytes, "xl/worksheets/sheet1.xml", "<f>D2+10%</f>", "<f t=\"shared\" si=\"4000000000\"/>");
    assert_eq!(open(&shared).unwrap().lines[1].cells[3], Given::Formula);
    let failed =
        replaced(&bytes, "xl/worksheets/sheet1.xml", "<c r=\"D3\"", "<c r=\"C3\" t=\"e\"><v>#N/A</v></c><c r=\"D3\"");
    assert_eq!(open(&failed).unwrap().lines[1].cells[2], Given::Error("#N/A".into()));
}

#[test]
fn merged_cells_are_refused_by_their_addresses() {
    let bytes = book(|sheet| {
        sheet.merge_range(2, 0, 4, 0, "ATG-02", &Format::new()).unwrap();
        sheet.merge_range(5, 1, 5, 2, "Två", &Format::new()).unwrap();
    });
    assert_eq!(wrong(&bytes), (Fault::Merged, "A3:A5, B6:C6".to_owned()));
}

#[test]
fn what_can_run_is_refused_whatever_it_is_called() {
    let plain = book(|_| {});
    let whole = |_: &str, content: Vec<u8>| Some(content);
    assert_eq!(fault(&repacked(&plain, whole, &[("xl/vbaProject.bin", b"x")])), Fault::Macros);
    assert_eq!(fault(&repacked(&plain, whole, &[("xl/macrosheets/sheet1.xml", b"<x/>")])), Fault::Macros);
    let kind = "spreadsheetml.sheet.main+xml";
    let able = replaced(&plain, "[Content_Types].xml", kind, "sheet.macroEnabled.main+xml");
    assert_eq!(fault(&able), Fault::Macros);
}

#[test]
fn what_is_no_workbook_is_told_for_what_it_is() {
    let ole = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [OLE, &[0; 600], &wide[..]].concat()
    };
    assert_eq!(fault(&ole("EncryptedPackage")), Fault::Encrypted);
    assert_eq!(fault(&ole("Workbook")), Fault::OldXls);
    let mut other = ZipWriter::new(Cursor::new(Vec::new()));
    other.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    assert_eq!(fault(&other.finish().unwrap().into_inner()), Fault::NotATable);
    assert_eq!(fault(b"PK\x03\x04 no package"), Fault::Damaged);
    assert_eq!(fault(b"<html><table><tr><td>Id</td></tr></table>"), Fault::NotATable);
    assert_eq!(fault(b"Id;\0\x01\x02"), Fault::NotATable);
    let cut = book(|_| {});
    assert_eq!(fault(&cut[..cut.len() / 2]), Fault::Damaged);
    let odd =
        replaced(&book(|_| {}), "xl/worksheets/sheet1.xml", "<sheetData>", "<sheetData><row r=\"x\"><c r=\"!!\">");
    assert_eq!(fault(&odd), Fault::Damaged);
}

/// A part of zeroes that is packed to almost nothing.
fn bomb(bytes: usize) -> Vec<u8> {
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [("[Content_Types].xml", vec![]), ("xl/workbook.xml", vec![b' '; bytes])] {
        made.start_file(name, SimpleFileOptions::default()).unwrap();
        made.write_all(&content).unwrap();
    }
    made.finish().unwrap().into_inner()
}

#[test]
fn a_package_larger_than_is_read_is_refused_whether_it_says_so_or_not() {
    let large = usize::try_from(UNPACKED_MAX).unwrap() + 1;
    let honest = bomb(large);
    assert!(honest.len() < 1 << 20);
    assert_eq!(fault(&honest), Fault::Unpacked);
    // The same with the size it says of itself made small, in both of the places where it says it.
    let said = u32::try_from(large).unwrap().to_le_bytes();
    let mut lying = honest;
    let places: Vec<usize> = (0..lying.len() - 4).filter(|at| lying[*at..at + 4] == said).collect();
    assert!(places.len() >= 2);
    for at in places {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(matches!(fault(&lying), Fault::Unpacked | Fault::Damaged));
}

#[test]
fn what_a_workbook_claims_of_itself_makes_no_room() {
    let texts = replaced(&book(|_| {}), "xl/sharedStrings.xml", "uniqueCount=\"", "uniqueCount=\"99999999999");
    assert_eq!(fault(&texts), Fault::Damaged);
    let wide = replaced(&book(|_| {}), "xl/worksheets/sheet1.xml", "ref=\"A1:D2\"", "ref=\"A1:XFD1048576\"");
    assert_eq!(open(&wide).unwrap().lines.len(), 1);
}

#[test]
fn a_million_empty_rows_are_no_rows() {
    let empty: String =
        (3..=1_000_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/></row>")).collect();
    let bytes = replaced(&book(|_| {}), "xl/worksheets/sheet1.xml", "</sheetData>", &format!("{empty}</sheetData>"));
    assert_eq!(open(&bytes).unwrap().lines.len(), 1);
}

#[test]
fn there_is_an_end_to_rows_columns_and_letters() {
    let rows = |count: usize| {
        let rows: String = (0..count).map(|n| format!("ATG-{n};x\n")).collect();
        format!("Id;Åtgärd\n{rows}")
    };
    assert_eq!(open(rows(ROWS_MAX).as_bytes()).unwrap().lines.len(), ROWS_MAX);
    assert_eq!(wrong(rows(ROWS_MAX + 1).as_bytes()), (Fault::Rows, "20000".to_owned()));
    assert_eq!(fault(rows(ROWS_MAX * 2).as_bytes()), Fault::Rows);
    let wide = "x;".repeat(120);
    assert_eq!(wrong(format!("Id;Klart\n{wide}").as_bytes()), (Fault::Columns, "100".to_owned()));
    let long = "å".repeat(CELL_MAX + 1);
    assert_eq!(wrong(format!("Id;Åtgärd\nATG-01;{long}").as_bytes()), (Fault::Long, "B2".to_owned()));
    assert_eq!(fault(b"Id;Klart"), Fault::NoRows);
    assert_eq!(fault(b""), Fault::NoRows);
    let much = format!("Id;Åtgärd\n{}", format!("x;{}\n", "y".repeat(CELL_MAX)).repeat(TEXT_MAX / CELL_MAX + 1));
    assert_eq!(fault(much.as_bytes()), Fault::Unpacked);
}

#[test]
fn one_text_in_every_cell_does_not_grow() {
    let text = "y".repeat(CELL_MAX);
    let bytes = book(|sheet| {
        for row in 2..60 {
            for column in 0..40 {
                sheet.write(row, column, &text).unwrap();
            }
        }
    });
    assert!(bytes.len() < 1 << 20);
    assert_eq!(fault(&bytes), Fault::Unpacked);
}

#[test]
fn text_is_read_in_every_code_and_with_every_joint() {
    let text = "Id;Åtgärd;Slut\r\n\r\nATG-01;\"Rutin; på två\r\nrader\";2026-05-31\r\n";
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(text);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let files = [
        text.as_bytes().to_vec(),
        format!("\u{feff}{text}").into_bytes(),
        latin.into_owned(),
        wide,
        format!("sep=;\r\n{text}").into_bytes(),
    ];
    let tables: Vec<Table> = files.iter().map(|bytes| open(bytes).unwrap()).collect();
    for table in &tables {
        assert_eq!(table.heads[1].text, "Åtgärd");
        assert_eq!(table.lines[0].cells[1], Given::text("Rutin; på två\r\nrader"));
    }
    for joint in [",", "\t"] {
        let text = format!("Id{joint}Klart\nATG-01{joint}80 %\n");
        let row = [Given::text("ATG-01"), Given::text("80 %")];
        assert_eq!(open(text.as_bytes()).unwrap().lines[0].cells, row, "{joint:?}");
    }
}
