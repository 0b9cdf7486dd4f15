//! The statement of applicability (uttalande om tillämplighet, ISO/IEC 27001:2022, 6.1.3 d): whether each requirement applies,
//! why, whether it is implemented and how that is shown. What has no justification comes first.

use super::choices::{Choices, FrameworkPages, page_of};
use super::frameworks::OwnOnly;
use crate::api::{Seen, coverage};
use crate::context::lang;
use crate::i18n::{Lang, code_label};
use crate::page::{Crumbs, Head, Loaded, per_now, use_per, use_query};
use crate::ui::{ExportsOf, Icon, KeyLinks, PageTimeLine, PrintButton, Prose, column_heads, record_path};
use crate::{plural, t};
use domain::Page;
use domain::coverage::applicability::{Applies, Implemented, Statement};
use domain::coverage::{Coverage, CoverageRow};
use leptos::prelude::*;

/// What the statement can be taken out as.
const FORMATS: &[&str] = &["xlsx", "csv", "json", "pdf"];

/// What the statement comes to, in a sentence.
#[must_use]
pub fn statement_finding(lang: Lang, coverage: &Coverage) -> String {
    match coverage.unjustified() {
        (_, 0) => t!(lang, "coverage.none_assessable").to_owned(),
        (unjustified, total) => plural!(lang, "applicability.finding", unjustified, total = total),
    }
}

/// The page; of the first framework when none is named.
#[component]
pub fn ApplicabilityPage() -> AnyView {
    let data = coverage(use_query("ramverk"), use_per());
    view! { <Loaded data=data draw=|seen| view! { <Shown seen=seen/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(seen: Seen<Coverage>) -> AnyView {
    let lang = lang();
    let Seen { what: coverage, decisions } = seen;
    let per = per_now();
    let short = coverage.framework.short.clone();
    let statements = coverage.statements();
    let title = statement_finding(lang, &coverage);
    let address = page_of(Page::Applicability, &coverage.framework_key, &per);
    let address = address.trim_start_matches(Page::Applicability.path()).to_owned();
    let trail = vec![
        (t!(lang, "coverage.crumb").to_owned(), format!("/krav{per}")),
        (short.clone(), page_of(Page::Coverage, &coverage.framework_key, &per)),
    ];
    let groups = [false, true]
        .into_iter()
        .map(|justified| {
            let rows: Vec<_> =
                statements.iter().filter(|(_, statement)| statement.justified == justified).copied().collect();
            group(&rows, justified, &per)
        })
        .collect_view();
    view! {
        <Crumbs trail=trail here=t!(lang, "page.nav_applicability").to_owned()/>
        <Head title=title above=short lede=t!(lang, "applicability.lead").to_owned()>
            <ExportsOf file="tillamplighet" formats=FORMATS address=address/>
            <PrintButton>{t!(lang, "common.print")}</PrintButton>
        </Head>
        <OwnOnly/>
        <FrameworkPages framework=coverage.framework_key.clone() here=Page::Applicability/>
        <Choices coverage=coverage.clone() page=Page::Applicability/>
        <PageTimeLine page=Page::Applicability decisions=decisions/>
        <section class="sec" aria-labelledby="h-uttalande">
            <div class="sec__head"><h2 id="h-uttalande">{t!(lang, "page.applicability")}</h2></div>
            <table role="table" class="tbl tbl--cards soa">
                <caption class="vh">{t!(lang, "applicability.caption")}</caption>
                {column_heads([
                    ("req", t!(lang, "coverage.requirement")),
                    ("c-a", t!(lang, "applicability.applies")),
                    ("", t!(lang, "applicability.why")),
                    ("c-i", t!(lang, "applicability.implemented")),
                    ("c-e", t!(lang, "applicability.shown")),
                ])}
                {groups}
            </table>
            <p class="note mt-s">{t!(lang, "applicability.note")}</p>
        </section>
    }
    .into_any()
}

fn group(rows: &[(&CoverageRow, Statement)], justified: bool, per: &str) -> AnyView {
    let lang = lang();
    if rows.is_empty() {
        return ().into_any();
    }
    let name = if justified { t!(lang, "applicability.justified") } else { t!(lang, "applicability.unjustified") };
    let count = plural!(lang, "coverage.group_count", rows.len());
    let rows = rows.iter().map(|(row, statement)| line(row, *statement, per)).collect_view();
    view! {
        <tbody role="rowgroup">
            <tr role="row" class="group">
                <th role="rowheader" scope="rowgroup" colspan="5">{name} " " <span class="muted s">{count}</span></th>
            </tr>
            {rows}
        </tbody>
    }
    .into_any()
}

fn line(row: &CoverageRow, statement: Statement, per: &str) -> AnyView {
    let lang = lang();
    let path = format!("{}{per}", record_path(&row.key));
    let applies = match statement.applies {
        Applies::Undecided => "i-ring",
        Applies::Applies => "i-check",
        Applies::Excluded => "i-x",
    };
    let applies_words = code_label(lang, "applies", statement.applies.code());
    let implemented = statement.implemented.map(|implemented| {
        let (class, icon) = match implemented {
            Implemented::No => ("tag tag--missing", "i-miss"),
            Implemented::Partly => ("tag", "i-half"),
            Implemented::Yes => ("tag tag--ok", "i-check"),
        };
        view! { <span class=class><Icon name=icon/>{code_label(lang, "implemented", implemented.code())}</span> }
    });
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="req">
                <span class="id">{row.cited.clone()}</span>
                <br/>
                <a class="title" href=path lang=lang.written()>{row.title.clone()}</a>
            </th>
            <td role="cell" data-label=t!(lang, "applicability.applies")>
                <span class="tag"><Icon name=applies/>{applies_words}</span>
            </td>
            <td role="cell" data-label=t!(lang, "applicability.why")>{why(row, statement)}</td>
            <td role="cell" data-label=t!(lang, "applicability.implemented")>{implemented}</td>
            <td role="cell" data-label=t!(lang, "applicability.shown")>{shown(row, statement)}</td>
        </tr>
    }
    .into_any()
}

/// Why it applies or doesn't: the reason, the risks it meets, and what of other frameworks asks the same.
fn why(row: &CoverageRow, statement: Statement) -> AnyView {
    let lang = lang();
    let missing = (!statement.justified).then(|| {
        let words = match statement.applies {
            Applies::Undecided => t!(lang, "applicability.undecided"),
            _ => t!(lang, "applicability.no_reason"),
        };
        view! { <span class="missing"><Icon name="i-miss"/> " " {words}</span> <br/> }
    });
    let reason = (!row.reason.is_empty())
        .then(|| view! { <span lang=lang.written()><Prose text=row.reason.clone()/></span> <br/> });
    let risks = (!row.risks.is_empty() && statement.applies != Applies::Excluded).then(|| {
        let keys = row.risks.clone();
        view! { <span class="s">{t!(lang, "applicability.meets")} " " <KeyLinks keys=keys/></span> <br/> }
    });
    let names: Vec<&str> = row.related.iter().map(|(_, cited)| cited.as_str()).collect();
    let related = (!names.is_empty()).then(|| {
        view! { <span class="s muted">{t!(lang, "coverage.corresponds")} " " {names.join(", ")}</span> }
    });
    view! { {missing} {reason} {risks} {related} }.into_any()
}

/// How it is shown: the evidence that holds, the controls and the measures, of those there are.
fn shown(row: &CoverageRow, statement: Statement) -> AnyView {
    let lang = lang();
    if statement.applies == Applies::Excluded {
        return ().into_any();
    }
    let evidence: Vec<domain::Key> = row.evidence_newest.iter().map(|(key, _)| key.clone()).collect();
    let controls: Vec<domain::Key> = row.control_results.iter().map(|one| one.key.clone()).collect();
    let keys = |words: &'static str, keys: Vec<domain::Key>| {
        (!keys.is_empty()).then(|| view! { <span class="s">{words} " " <KeyLinks keys=keys/></span> <br/> })
    };
    let tally = row.tally;
    let measures = (tally.measures > 0).then(|| {
        let done = t!(lang, "coverage.measures_done", done = tally.measures_done, total = tally.measures);
        view! { <span class="s">{t!(lang, "coverage.measures")} " " {done}</span> }
    });
    let nothing = (evidence.is_empty() && controls.is_empty() && tally.measures == 0)
        .then(|| view! { <span class="missing"><Icon name="i-miss"/> " " {t!(lang, "coverage.evidence_none")}</span> });
    let evidence = keys(t!(lang, "coverage.evidence"), evidence);
    let controls = keys(t!(lang, "register.kontroller"), controls);
    view! { {evidence} {controls} {measures} {nothing} }.into_any()
}
