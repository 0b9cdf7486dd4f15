//! The evidence list as a file: each requirement with its evidence, and a row of its own for each that has none.

use crate::{Emphasis, Export, Heading, Result, Words};
use domain::evidence_list::{COLUMNS, EvidenceLine, EvidenceStatus};
use std::io::Write;

/// The headings of the list; `text` gives the words of a column by its name.
#[must_use]
pub fn headings(text: impl Fn(&str) -> String) -> Vec<Heading> {
    COLUMNS.iter().map(|name| Heading::of_column(name, text(name))).collect()
}

/// Writes lines, as many at a time as the caller has. What is missing stands out in a workbook as much as what there
/// is; in every format its status says so in a word.
///
/// # Errors
/// As for [`Export::row`].
pub fn write<W: Words, O: Write + Send>(export: &mut Export<W, O>, lines: &[EvidenceLine]) -> Result<()> {
    lines.iter().try_for_each(|line| export.emphasised_row(&line.cells(), emphasis(line.status())))
}

const fn emphasis(status: EvidenceStatus) -> Emphasis {
    match status {
        EvidenceStatus::Has => Emphasis::None,
        EvidenceStatus::Expired => Emphasis::Warn,
        EvidenceStatus::Missing => Emphasis::Bad,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{Swedish, front, part, workbook};
    use crate::{Format, Sheet};
    use domain::Key;
    use domain::evidence::EvidenceKind;
    use domain::evidence_list::ListedEvidence;
    use domain::requirement::Level;
    use std::collections::BTreeMap;

    fn lines() -> Vec<EvidenceLine> {
        let missing = EvidenceLine {
            requirement: Key::parse("NIS2-21.2.d").unwrap(),
            number: "21.2 d".into(),
            title: "Säkerhet i leveranskedjan".into(),
            framework: "NIS2".into(),
            level: Level::Partly,
            judged: None,
            evidence: None,
        };
        let evidence = ListedEvidence {
            key: Key::numbered("EVD", 7),
            title: "Återläsningsprotokoll".into(),
            kind: EvidenceKind::Minutes,
            effective: "2026-02-12".parse().unwrap(),
            valid_until: None,
            reference: "SN 2026/112".into(),
            place: String::new(),
            file: None,
            measures: vec![Key::numbered("ATG", 1)],
            controls: Vec::new(),
            shows: "Återläsningen tog fyra timmar".into(),
            version: "1.2".into(),
            vouched: None,
            holds: true,
            hidden: BTreeMap::new(),
        };
        let has = EvidenceLine { evidence: Some(evidence), ..missing.clone() };
        vec![has, missing]
    }

    fn file(format: Format) -> Vec<u8> {
        let sheet = Sheet::new("Evidenslista", headings(|name| name.to_owned()), front());
        let mut export = Export::start(format, sheet, Swedish, Vec::new()).unwrap();
        write(&mut export, &lines()).unwrap();
        export.finish().unwrap()
    }

    #[test]
    fn what_is_missing_is_a_row_of_its_own() {
        let csv = String::from_utf8(file(Format::Csv)).unwrap();
        let rows: Vec<&str> = csv.lines().collect();
        assert!(rows[1].contains(";finns;EVD-07;") && rows[1].contains(";2026-02-12;;SN 2026/112;"));
        assert_eq!(rows[2], "21.2 d;Säkerhet i leveranskedjan;NIS2;saknas;;;;;;;;;;;;;level.partly;;;;;");
    }

    #[test]
    fn and_stands_out_in_a_workbook() {
        use calamine::Reader;
        let bytes = file(Format::Xlsx);
        assert!(part(&bytes, "xl/styles.xml").contains("FFFBEAEC"));
        let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
        let style = |cell: &str| {
            let (_, rest) = sheet.split_once(&format!("r=\"{cell}\" s=\"")).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        assert_ne!(style("D2"), style("D3"));
        assert_eq!(style("D3"), style("F3"), "the whole row is tinted");
        let range = workbook(bytes).worksheet_range("Evidenslista").unwrap();
        assert_eq!(range.get_value((2, 3)).unwrap().to_string(), "saknas");
    }
}
