//! The page inside a pack: the evidence list with links to the files, to be opened from a disk without network or register.
//!
//! It is written in pieces, so that a long list is never held whole: [`head`], then [`rows`] as often as there are more, then
//! [`TAIL`]. Everything it needs is in it; its few lines of script only find rows, and without them every row is there.

use crate::i18n::{Lang, bytes, code_label, column_label, find};
use crate::t;
use domain::evidence_list::{EvidenceLine, EvidenceStatus};
use domain::{Cell, Key, Register};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What the page says above its list.
pub struct About<'a> {
    /// What it is of.
    pub title: &'a str,
    /// What it comes to.
    pub finding: &'a str,
    /// Board and organisation.
    pub above: &'a str,
    /// What is known of the pack: label and value.
    pub facts: Vec<(String, String)>,
}

/// A file as the page leads to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// Where it is in the pack; none when it isn't.
    pub path: Option<String>,
    /// What is wrong with it, when something is.
    pub fault: Option<String>,
}

const STYLE: &str = include_str!("manifest.css");
const SCRIPT: &str = include_str!("manifest.js");
/// The columns that are shown; the workbook beside has all of them.
const SHOWN: [&str; 7] =
    ["requirement_title", "evidence_status", "evidence_title", "effective", "reference", "file", "level"];
/// What ends the page.
pub const TAIL: &str = "</tbody></table></main></body></html>\n";

/// The page up to its first row.
#[must_use]
pub fn head(lang: Lang, about: &About<'_>) -> String {
    let facts = about
        .facts
        .iter()
        .map(|(label, value)| view! { <div><dt>{label.clone()}</dt><dd>{value.clone()}</dd></div> })
        .collect_view();
    let heads = SHOWN.iter().map(|name| view! { <th scope="col">{heading(lang, name)}</th> }).collect_view();
    let body = view! {
        <p class="above">{about.above.to_owned()}</p>
        <h1>{about.title.to_owned()}</h1>
        <p class="finding">{about.finding.to_owned()}</p>
        <dl>{facts}</dl>
        <p>{t!(lang, "pack.manifest_files")}</p>
        <p id="find" hidden=true>
            <label for="q">{t!(lang, "pack.manifest_find")}</label> " "
            <input id="q" type="search" autocomplete="off"/> " "
            <output id="n" aria-live="polite" data-rows=t!(lang, "pack.manifest_rows")></output>
        </p>
    }
    .to_html();
    let caption = view! { <caption>{t!(lang, "evidence_list.caption")}</caption> }.to_html();
    let heads = view! { <thead><tr>{heads}</tr></thead> }.to_html();
    let title = view! { <title>{about.title.to_owned()}</title> }.to_html();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">{title}<style>{STYLE}</style>\
         <script>{SCRIPT}</script></head><body><main>{body}<table>{caption}{heads}<tbody>",
        lang.html_lang()
    )
}

/// Some rows of the list.
#[must_use]
pub fn rows(lang: Lang, lines: &[EvidenceLine], files: &BTreeMap<Key, Linked>) -> String {
    lines.iter().map(|line| row(lang, line, files)).collect()
}

fn row(lang: Lang, line: &EvidenceLine, files: &BTreeMap<Key, Linked>) -> String {
    let status = line.status();
    let cell = |name: &str| shown(lang, &line.cell(name));
    let number = format!("{} {}", line.framework, line.number);
    let (class, sign) = match status {
        EvidenceStatus::Has => ("has", "✓ "),
        EvidenceStatus::Expired => ("expired", "! "),
        EvidenceStatus::Missing => ("missing", "✗ "),
    };
    let evidence = line.evidence.as_ref().map(|listed| {
        let kind = code_label(lang, "evidence_kind", listed.kind.code());
        view! { <b>{listed.key.to_string()}</b> " " {cell("evidence_title")} <br/> <small>{kind}</small> }
    });
    let until = cell("valid_until");
    let until = (!until.is_empty()).then(|| format!("–{until}"));
    let place = cell("place");
    let place = (!place.is_empty()).then(|| view! { <br/> <small>{place}</small> });
    let file = line.evidence.as_ref().map(|listed| {
        let name = cell("file");
        let size = listed.file.as_ref().map(|file| bytes(lang, file.size));
        let sum = listed.file.as_ref().map(|file| view! { <br/> <code>{file.sha256.clone()}</code> });
        let linked = files.get(&listed.key);
        let fault = linked.and_then(|file| file.fault.clone()).map(|fault| view! { <br/> <strong>{fault}</strong> });
        let link = match linked.and_then(|file| file.path.clone()) {
            Some(path) => view! { <a href=path>{name}</a> }.into_any(),
            None => view! { {name} }.into_any(),
        };
        view! { {link} " " {size} {sum} {fault} }
    });
    let judged = cell("judged");
    let judged = (!judged.is_empty()).then(|| view! { <br/> <small>{judged}</small> });
    view! {
        <tr class=class>
            <th scope="row">{number} <br/> <span>{line.title.clone()}</span></th>
            <td>{sign} {cell("evidence_status")}</td>
            <td>{evidence}</td>
            <td>{cell("effective")} {until}</td>
            <td>{cell("reference")} {place}</td>
            <td>{file}</td>
            <td>{cell("level")} {judged}</td>
        </tr>
    }
    .to_html()
}

fn heading(lang: Lang, name: &str) -> String {
    match name {
        "file" | "effective" | "reference" | "level" => column_label(lang, Register::Evidence, name).to_owned(),
        name => find(lang, &format!("column.{name}")).unwrap_or_default().to_owned(),
    }
}

/// A cell in words.
fn shown(lang: Lang, cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Time(text) => text.clone(),
        Cell::Key(key) => key.to_string(),
        Cell::Keys(keys) => keys.iter().map(ToString::to_string).collect::<Vec<String>>().join(", "),
        Cell::Number(n) => n.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::Code(group, code) => code_label(lang, group, code).to_owned(),
        Cell::Masked(provision) => t!(lang, "secrecy.masked", provision = provision),
        Cell::Empty | Cell::Percent(_) | Cell::Score { .. } | Cell::Labels(_) | Cell::Flag(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::requirement::Level;

    fn line() -> EvidenceLine {
        EvidenceLine {
            requirement: Key::parse("NIS2-21.2.d").unwrap(),
            number: "21.2 d".into(),
            title: "Leveranskedjan <script>alert(1)</script>".into(),
            framework: "NIS2".into(),
            level: Level::Partly,
            judged: None,
            evidence: None,
        }
    }

    #[test]
    fn what_people_wrote_is_text_in_the_page_and_never_markup() {
        let html = Owner::new().with(|| rows(Lang::Sv, &[line()], &BTreeMap::new()));
        assert!(html.contains("Leveranskedjan &lt;script&gt;") && !html.contains("<script"), "{html}");
        assert!(html.contains("class=\"missing\"") && html.contains("NIS2 21.2 d"), "{html}");
        let about = About { title: "a<b", finding: "", above: "", facts: vec![("x".into(), "<i>".into())] };
        let html = Owner::new().with(|| head(Lang::En, &about));
        assert!(html.contains("<title>a&lt;b</title>") && html.contains("&lt;i&gt;") && html.contains("lang=\"en\""));
        assert!(!html.contains("http:") && !html.contains("https:"));
    }
}
