//! The board pack, read back.

use super::read::{Read, bare};
use super::sample::{Sample, day};
use super::{ENGLISH, Locale, SWEDISH};
use crate::document::{BriefingDocument, Head, Listed, Proposed, briefing};
use crate::{ColumnKind, Heading};
use domain::coverage::{FrameworkSummary, Shares};
use domain::framework::Framework;
use domain::measure::SubArea;
use domain::programme::{Group, Part, ProgrammeReport, Share, Step, report};
use domain::risk::Area;
use domain::{Cell, picture::Change};

fn programme() -> ProgrammeReport {
    let share = |done| Share { total: 12, done, planned: 9, late: 2, established: 1 };
    let group = |sub_area| Group { area: Area::Administrative, sub_area, share: share(3) };
    let step = |date, planned, done| Step { date: day(date), planned, done };
    ProgrammeReport {
        decided: true,
        total: share(7),
        groups: vec![group(None), group(Some(SubArea::ALL[0]))],
        steps: vec![step("2024-01-01", 3, Some(4)), step("2024-07-01", 9, Some(7)), step("2025-01-01", 12, None)],
        ..report(Part::default(), None, &[], &domain::programme::baseline::Decided::default(), day("2024-08-31"))
    }
}

fn listed(total: u64) -> Listed {
    let headings = vec![Heading::new("key", "Id", ColumnKind::Key), Heading::new("title", "Namn", ColumnKind::Long)];
    let row = |n: u64| vec![Cell::text(&format!("ATG-{n:02}")), Cell::text(&format!("Rutin {n} #panic() *x*"))];
    let mut rows: Vec<Vec<Cell>> = (1..=total.min(3)).map(row).collect();
    if let Some(last) = rows.last_mut() {
        last[1] = Cell::Masked("OSL 18 kap. 13 §".into());
    }
    Listed { headings, rows, total }
}

fn framework() -> FrameworkSummary {
    FrameworkSummary {
        key: "nis2".into(),
        framework: Framework {
            short: "NIS2".into(),
            title: "NIS2".into(),
            description: String::new(),
            source: String::new(),
            in_force: None,
            version: 1,
            place: 1,
        },
        assessable: 41,
        evidenced: 17,
        judged: 23,
        shares: Shares { missing: 24, partly: 11, met: 6, not_applicable: 0 },
        coming: false,
    }
}

fn made(sample: &Sample, own: bool, locale: &'static Locale) -> Vec<u8> {
    let (programme, late, none, frameworks) = (programme(), listed(53), listed(0), [framework()]);
    let proposed = [Proposed {
        name: "Riskbild 2024:2",
        heading: &sample.preparation.heading,
        registration: "DEMO-2024-0002",
        handler: "Säkerhetssamordnare",
        meeting: Some(day("2024-04-30")),
        summary: &sample.preparation.summary,
        proposal: &sample.preparation.proposal,
    }];
    let document = BriefingDocument {
        head: Head {
            language: locale.language,
            organisation: "Göteborgs Stad",
            finding: "Femton av arton risker ligger över toleransgränsen",
            created: "2024-08-31T00:00:00Z".parse().unwrap(),
        },
        title: "Ledningens genomgång 2024-08-31",
        board: "Nämnden för Intraservice",
        day: day("2024-08-31"),
        position: 1_204,
        own,
        proposed: if own { &[] } else { &proposed },
        risks: Some(sample.comparison()),
        programme: (!own).then_some(&programme),
        late: Some(&late),
        frameworks: &frameworks,
        deviations: Some(&none),
        controls: (!own).then_some(&late),
        indicators: Some(&late),
    };
    briefing(&document, locale).unwrap()
}

#[test]
fn a_board_pack_is_archival_and_tells_how_everything_stands() {
    let sample = Sample::new();
    assert!(made(&sample, false, &SWEDISH) == made(&sample, false, &SWEDISH), "the same bytes each time");
    let read = Read::of(made(&sample, false, &SWEDISH));
    assert!(read.catalog_has("StructTreeRoot") && read.xmp().contains("<pdfuaid:part>1</"));
    let text = read.text();
    for said in [
        "Femton av arton risker",
        "Nämnden fastställer reviderad riskbild april 2024.",
        "Jämfört med riskbild 2024:1",
        "Pilen går från beslutat läge till läget nu.",
        "RSK-10: 8 → 12",
        "7 av 12 leverabler är klara, 58 procent. Den beslutade planen säger 75 procent.",
        "Administrativ säkerhet",
        "De första 3 av 53 visas.",
        "ATG-02",
        "#panic() *x*",
        "Sekretessmarkerad, OSL 18 kap. 13 §",
        "NIS2",
        "Ingen avvikelse är öppen.",
        "Registret lästes 2024-08-31",
    ] {
        assert!(text.contains(&bare(said)), "{said} in {text}");
    }
    assert!(!text.contains("HEMLIGT"), "what a marking keeps is not told");
}

#[test]
fn a_board_pack_leaves_out_what_its_reader_has_nothing_of() {
    let sample = Sample::new();
    let text = Read::of(made(&sample, true, &SWEDISH)).text();
    for said in ["Bara det som du ansvarar för", "Inget ärende ligger för beslut."] {
        assert!(text.contains(&bare(said)), "{said} in {text}");
    }
    assert!(!text.contains(&bare("leverabler är klara")));
    assert!(!Read::of(made(&sample, false, &ENGLISH)).text().contains("document."));
}

#[test]
fn before_the_first_decision_nothing_has_changed() {
    let mut sample = Sample::large(30);
    sample.changes = domain::picture::change::compare(Some(&sample.after), &sample.after);
    sample.changes.iter_mut().for_each(|change: &mut Change| change.mask(None));
    let document = |risks| BriefingDocument {
        head: Head { language: "sv", organisation: "", finding: "", created: chrono::DateTime::UNIX_EPOCH },
        title: "Nämndunderlag",
        board: "",
        day: day("2024-08-31"),
        position: 7,
        own: false,
        proposed: &[],
        risks,
        programme: None,
        late: None,
        frameworks: &[],
        deviations: None,
        controls: None,
        indicators: None,
    };
    let mut risks = sample.comparison();
    risks.base = None;
    let text = Read::of(briefing(&document(Some(risks)), &*SWEDISH).unwrap()).text();
    assert!(text.contains(&bare("Nämnden har inte beslutat om någon riskbild än.")), "{text}");
    assert!(!text.contains(&bare("Ändrat sedan beslutet")));
    briefing(&document(None), &*SWEDISH).unwrap();
}
