//! What of other frameworks asks the same as a requirement, each with what there is to show for it.

use super::basis::BasisTag;
use crate::context::lang;
use crate::t;
use crate::ui::{column_heads, record_path};
use domain::requirement::judgements::Related;
use leptos::prelude::*;

/// The section; nothing where the catalogues name none.
#[component]
pub fn RelatedSection(related: Vec<Related>, per: String) -> AnyView {
    let lang = lang();
    if related.is_empty() {
        return ().into_any();
    }
    let names: Vec<String> = related.iter().map(|one| one.cited.clone()).collect();
    let said = t!(lang, "requirement.answers", requirements = listed(&names, t!(lang, "common.and")));
    let rows = related
        .into_iter()
        .map(|one| {
            let to = format!("{}{per}", record_path(&one.key));
            let tally = one.tally;
            let none = |words: &'static str| view! { <span class="muted">{words}</span> }.into_any();
            let evidence = if tally.evidence == 0 {
                none(t!(lang, "map.evidence_none"))
            } else {
                t!(lang, "requirement.related_evidence", n = tally.evidence).into_any()
            };
            let done = if tally.measures == 0 {
                none(t!(lang, "map.measures_none"))
            } else {
                t!(lang, "coverage.measures_done", done = tally.measures_done, total = tally.measures).into_any()
            };
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row">
                        <span class="id">{one.cited}</span>
                        <br/>
                        <a class="title" href=to lang=lang.written()>{one.title}</a>
                    </th>
                    <td role="cell" data-label=t!(lang, "coverage.basis")><BasisTag basis=one.basis/></td>
                    <td role="cell" data-label=t!(lang, "coverage.evidence")>{evidence}</td>
                    <td role="cell" data-label=t!(lang, "coverage.measures")>{done}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-motsvarar">
            <div class="sec__head"><h2 id="h-motsvarar">{t!(lang, "requirement.requirements")}</h2></div>
            <p>{said}</p>
            <table role="table" class="tbl tbl--cards mt-s">
                <caption class="vh">{t!(lang, "requirement.related_caption")}</caption>
                {column_heads([
                    ("", t!(lang, "coverage.requirement")),
                    ("", t!(lang, "coverage.basis")),
                    ("", t!(lang, "coverage.evidence")),
                    ("", t!(lang, "coverage.measures")),
                ])}
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            <p class="note mt-s">{t!(lang, "requirement.related_note")}</p>
        </section>
    }
    .into_any()
}

/// Names in a row: `a, b och c`.
fn listed(names: &[String], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {and} {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn names_stand_in_a_row() {
        let names = ["NIS2 art. 23.4 a", "ISO 27001 A.5.24", "CSL 2 kap. 5 §"].map(str::to_owned);
        assert_eq!(listed(&names, "och"), "NIS2 art. 23.4 a, ISO 27001 A.5.24 och CSL 2 kap. 5 §");
        assert_eq!((listed(&names[..1], "och"), listed(&[], "och")), (names[0].clone(), String::new()));
    }
}
