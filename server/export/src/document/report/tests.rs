//! The three forms of a report, read back by other programs than the one that wrote them.

mod read;

use super::pieces::{line, pieces};
use super::{ReportDocument, Stage, report, report_markdown, report_word};
use crate::Error;
use crate::document::Attachment;
use crate::document::tests::SWEDISH;
use crate::document::tests::read::Read;
use chrono::{DateTime, NaiveDate, Utc};
use domain::Key;
use domain::period::Period;
use domain::report::{Chapter, Content, Form, Statement};
use read::{Word, converted, markdown_text, printed, told};
use sha2::{Digest, Sha256};

const LONG: &str = "Åtgärder pågår och är planerade med mål att under en tidsperiod mellan 2023 och 2026 etablera ett \
                    systematiskt informationssäkerhetsarbete. Nya processer tas fram och befintliga uppdateras.";

/// Texts that something or other takes for markup.
const ODD: [&str; 10] = [
    "”Citat från Word” – ‘enkla’ … och \u{2011} hårt\u{a0}mellanrum\toch tabb",
    "Emoji 😀 och å\u{e4}ö, 漢字",
    "#eval(\"1\") #panic() *fet* _kursiv_ `kod` $x^2$ @hänvisning",
    "<b>taggar</b> & &amp; &#64; <script>alert(1)</script> ]]> <!-- -->",
    "| en | cell | \\| två \\\\",
    "# Rubrik\n## Rubrik\n=====\n-----\n+ plus\n1. ett\n2) två\n    indraget\n~~~\n```",
    "[länk](https://exempel.se) ![bild](x.png) https://exempel.se/a_b_c?d=e&f=g",
    "{page} {n} {{mall}} %s $1 \\u{1F600} \u{202e}omvänt\u{202c}",
    "Ett\u{b}radbyte\u{2028}till och ett\u{0}noll\u{1}tecken\u{fffe}",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
];

fn statement(chapter: Chapter, form: Form, (group, subject): (&str, &str), text: &str) -> Statement {
    let columns = (form == Form::Row).then(|| ("Uppdrag".to_owned(), "Kommentar".to_owned()));
    let (group, subject, text) = (group.to_owned(), subject.to_owned(), text.to_owned());
    Statement { id: String::new(), chapter, group, subject, form, columns, text, facts: Vec::new(), classified: false }
}

fn content(statements: Vec<Statement>) -> Content {
    Content {
        report: Key::numbered("RAP", 1),
        version: 1,
        title: "Delårsrapport mars 2024".into(),
        period: Period::Through(2024, 3),
        board: "Nämnden för Intraservice".into(),
        template: "Nämnder och bolag".into(),
        registration: "DEMO-2024-0087".into(),
        day: "2024-03-31".parse().unwrap(),
        position: 1_204,
        statements,
    }
}

/// A content with every chapter and every form, and with the odd texts in each form.
fn every() -> Content {
    use Chapter::{Annex, Assignments, Deviations, Information, Portfolio, Process, Risks};
    use Form::{Bullet, Paragraph, Row};
    let deviation = ("Efterlevnad av regelverk", "Orsak till att avvikelsen uppstått");
    let mut statements = vec![
        statement(Deviations, Paragraph, deviation, LONG),
        statement(Deviations, Paragraph, deviation, "Mer om orsaken.\n\nI två stycken\nmed en rad till."),
        statement(
            Deviations,
            Paragraph,
            ("Efterlevnad av regelverk", "Vidtagna åtgärder"),
            "Tre slag:\n- nya processer\n- nya roller",
        ),
        statement(Information, Paragraph, ("", "Dataskydd"), "Organisationen ses över."),
        statement(Information, Paragraph, ("", ""), "Utan rubrik."),
        statement(Risks, Bullet, ("", ""), "Kostnadsökningar för inköp"),
        statement(Risks, Bullet, ("", ""), "Regelverket förändras"),
        statement(Process, Paragraph, ("4.1.1.2.1 Mål", "Aktiviteter"), "Pågår enligt plan."),
        statement(Portfolio, Row, ("Portfölj A", "Projekt ett"), "Klart i juni"),
        statement(Portfolio, Row, ("Portfölj A", "Projekt två"), "Försenat:\n- väntar på upphandling"),
        statement(Portfolio, Row, ("Portfölj B", "Projekt tre"), "Ej påbörjat"),
        statement(Assignments, Row, ("4.3.2 Process", "Att se över riskerna"), LONG),
        statement(Annex, Paragraph, ("", ""), "Bilagans text."),
    ];
    let other = Some(("Mått".to_owned(), "Utfall".to_owned()));
    statements.push(Statement { columns: other, ..statement(Assignments, Row, ("4.3.2 Process", "SLA"), "80 %") });
    for text in ODD {
        statements.push(statement(Information, Paragraph, ("", "Udda"), text));
        statements.push(statement(Risks, Bullet, ("", ""), text));
        statements.push(statement(Assignments, Row, ("Udda uppdrag", text), text));
    }
    content(statements)
}

fn document(content: &Content) -> ReportDocument<'_> {
    ReportDocument {
        content,
        stage: Stage::Draft,
        organisation: "Göteborgs Stad",
        period: "Period mars 2024",
        created: created(),
        sealed: None,
    }
}

fn created() -> DateTime<Utc> {
    "2024-04-02T08:00:00Z".parse().unwrap()
}

fn april() -> NaiveDate {
    "2024-04-24".parse().unwrap()
}

/// Every text that a report must hold, piece by piece: what lies between them is each form's own.
fn texts(content: &Content) -> Vec<String> {
    let mut texts = vec![content.title.clone(), content.board.clone(), content.registration.clone()];
    for statement in &content.statements {
        let chapter = statement.chapter;
        texts.extend(chapter.within().iter().map(|(_, heading)| (*heading).to_owned()));
        texts.push(format!("{} {}", chapter.number().unwrap_or("Bilaga:"), chapter.heading()));
        texts.push(line(&statement.group));
        if statement.form != Form::Bullet {
            texts.push(line(&statement.subject));
        }
        texts.extend(
            pieces(&statement.text)
                .into_iter()
                .flat_map(|piece| piece.text.lines().map(str::to_owned).collect::<Vec<_>>()),
        );
        texts.extend(statement.columns.iter().flat_map(|(left, right)| [left.clone(), right.clone()]));
    }
    texts
}

/// Asserts that everything is there.
fn says_everything(content: &Content, form: &str, text: &str) {
    let said = told(text);
    for text in texts(content) {
        assert!(said.contains(&told(&text)), "{form} lacks {text:?}");
    }
}

#[test]
fn all_forms_say_the_same() {
    let content = every();
    let document = document(&content);
    says_everything(&content, "PDF", &printed(&report(&document, &*SWEDISH).unwrap()));
    let packed = report_word(&document, &*SWEDISH).unwrap();
    says_everything(&content, "DOCX", &Word::of(&packed).text());
    says_everything(&content, "DOCX by LibreOffice", &printed(&converted(&packed)));
    says_everything(&content, "Markdown", &markdown_text(&report_markdown(&document, &*SWEDISH)));
}

#[test]
fn outer_chapters_are_named_once_and_no_level_is_skipped() {
    let content = every();
    let document = document(&content);
    let markdown = report_markdown(&document, &*SWEDISH);
    let heading = |line: &str| line.starts_with('#');
    let named = |text: &str| markdown.lines().filter(|line| heading(line) && line.contains(text)).count();
    assert_eq!([named("2 Väsentlig styrinformation"), named("2.1 Verksamhetens"), named("4 Styrinformation")], [1; 3]);
    assert_eq!([named("4.1.1.2 Process"), named("Bilaga: Uppföljning"), named("Efterlevnad av regelverk")], [1; 3]);
    for levels in [
        markdown.lines().filter(|line| heading(line)).map(|line| line.find(' ').unwrap()).collect::<Vec<_>>(),
        Word::of(&report_word(&document, &*SWEDISH).unwrap()).heading_levels(),
    ] {
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        assert!(levels.len() > 20 && levels[0] == 1);
    }
}

#[test]
fn the_pdf_is_archival_and_says_how_far_the_report_has_come() {
    let content = every();
    let json = serde_json::to_vec(&content).unwrap();
    let sha256 = hex::encode(Sha256::digest(&json));
    let draft = Read::of(report(&document(&content), &*SWEDISH).unwrap());
    assert!(draft.catalog_has("StructTreeRoot") && draft.marked());
    assert_eq!(draft.language(), "sv");
    let xmp = draft.xmp();
    for said in [
        "<pdfaid:part>3</",
        "<pdfaid:conformance>A</",
        "<pdfuaid:part>1</",
        "Delårsrapport mars 2024 – Nämnder och bolag",
    ] {
        assert!(xmp.contains(said), "{said} in {xmp}");
    }
    assert!(draft.text().contains("Utkast") && !draft.text().contains(&sha256));
    let file = Attachment { name: "RAP-01-1.json", bytes: &json, sha256: &sha256 };
    let decided = ReportDocument {
        stage: Stage::Decided { date: april(), paragraph: 87, sha256: &sha256 },
        sealed: Some(file),
        ..document(&content)
    };
    let read = Read::of(report(&decided, &*SWEDISH).unwrap());
    let pages = read.pages();
    let text = printed(&report(&decided, &*SWEDISH).unwrap());
    let last = text.trim_end_matches('\u{c}').rsplit('\u{c}').next().unwrap();
    assert!(text.contains("Beslutad 2024-04-24 § 87") && text.contains(&format!("3 ({pages})")), "{text}");
    assert!(told(last).contains(&sha256), "{last}");
    assert_eq!(read.attachment().unwrap().2, json);
    let other = ReportDocument { stage: Stage::Draft, ..decided };
    assert!(matches!(report(&other, &*SWEDISH), Err(Error::Attachment)));
    for bytes in [report_word(&decided, &*SWEDISH).unwrap(), report_markdown(&decided, &*SWEDISH).into_bytes()] {
        let text = if bytes.starts_with(b"PK") { Word::of(&bytes).text() } else { String::from_utf8(bytes).unwrap() };
        assert!(text.contains(&sha256) && text.contains("Beslutad 2024"), "{text}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let content = every();
    let document = document(&content);
    assert!(report(&document, &*SWEDISH).unwrap() == report(&document, &*SWEDISH).unwrap());
    assert!(report_word(&document, &*SWEDISH).unwrap() == report_word(&document, &*SWEDISH).unwrap());
}

#[test]
fn a_report_that_says_nothing_is_a_report_too() {
    let mut empty = content(vec![statement(Chapter::Risks, Form::Row, ("\u{200b}", ""), " \n\u{202e}")]);
    empty.title = "\u{200b}".into();
    empty.board = String::new();
    for content in [empty, content(Vec::new())] {
        let document = document(&content);
        report(&document, &*SWEDISH).unwrap();
        converted(&report_word(&document, &*SWEDISH).unwrap());
        assert!(!report_markdown(&document, &*SWEDISH).is_empty());
    }
}

/// Prints how long a full report takes; run it in release mode, with `--nocapture`.
#[test]
fn five_hundred_statements() {
    let one = |n: usize| {
        let subject = format!("Ämne {n}");
        let place = n * Chapter::ALL.len() / 500;
        statement(Chapter::ALL[place], Form::ALL[n % Form::ALL.len()], ("Grupp", &subject), LONG)
    };
    let content = content((0..500).map(one).collect());
    let document = document(&content);
    let begun = std::time::Instant::now();
    let pdf = report(&document, &*SWEDISH).unwrap();
    let between = begun.elapsed();
    let docx = report_word(&document, &*SWEDISH).unwrap();
    println!("PDF: {between:?}, {} bytes, {} pages", pdf.len(), Read::of(pdf.clone()).pages());
    println!("DOCX: {:?}, {} bytes", begun.elapsed() - between, docx.len());
}

#[test]
fn the_docx_is_what_word_opens() {
    let content = every();
    let packed = report_word(&document(&content), &*SWEDISH).unwrap();
    let word = Word::of(&packed);
    word.assert_whole();
    let main = word.part("word/document.xml");
    assert!(main.contains("<w:tblHeader/>") && main.contains("w:val=\"ListBullet\""));
    // Only a cell may be empty, and what keeps two tables apart.
    assert_eq!(word.empty_paragraphs(), 1, "between the two tables of 4.3.2");
    assert!(word.part("word/styles.xml").contains("w:lang w:val=\"sv-SE\""));
    let properties = word.part("docProps/core.xml");
    assert!(properties.contains("<dc:title>Delårsrapport mars 2024 – Nämnder och bolag</dc:title>"));
}
