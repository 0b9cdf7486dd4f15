//! Coverage: what there is behind each requirement of a framework. What is missing comes first.

use super::attention::{Attention, Narrowed};
use super::choices::{Choices, FrameworkPages};
use super::coverage_row::RequirementRow;
use super::frameworks::{ComingBanner, Frameworks, OwnOnly};
use crate::api::{Seen, coverage, frameworks};
use crate::chart::CoverageKey;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::code_label;
use crate::page::{Crumbs, Head, Loaded, per_now, use_pairs, with_per};
use crate::ui::{ExportMenu, PageTimeLine, column_heads};
use crate::{plural, t};
use domain::coverage::gap::Gap;
use domain::coverage::{Basis, Coverage, CoverageRow, FrameworkSummary};
use domain::query::encode;
use domain::{AppError, ErrorCode, Page, Register, Subject};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The value of `?ordning=` that keeps the framework's own order.
const OWN_ORDER: &str = "regelverk";

/// What the page shows: the frameworks, or one of them.
enum Shown {
    Frameworks(Seen<Vec<FrameworkSummary>>),
    One(Box<Seen<Coverage>>, Option<Gap>),
}

/// The frameworks, or coverage of the one that is named.
#[component]
pub fn CoveragePage() -> AnyView {
    let pairs = use_pairs();
    let data = async move {
        let find = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
        let per = find("per").unwrap_or_default();
        match find("ramverk").filter(|key| !key.is_empty()) {
            Some(key) => {
                let gap = gap(find("brist").as_deref().unwrap_or_default())?;
                coverage(key, per).await.map(|seen| Shown::One(Box::new(seen), gap))
            }
            None => frameworks(per).await.map(Shown::Frameworks),
        }
    };
    view! {
        <Loaded data=data draw=|shown: Shown| match shown {
            Shown::Frameworks(seen) => view! { <Frameworks seen=seen/> }.into_any(),
            Shown::One(seen, gap) => view! { <OneFramework seen=*seen gap=gap/> }.into_any(),
        }/>
    }
    .into_any()
}

/// What an address narrows the requirements to.
fn gap(code: &str) -> Result<Option<Gap>, AppError> {
    let unknown = || AppError::field("brist", ErrorCode::UnknownChoice { given: code.chars().take(80).collect() });
    if code.is_empty() { Ok(None) } else { Gap::from_code(code).map(Some).ok_or_else(unknown) }
}

#[component]
fn OneFramework(seen: Seen<Coverage>, gap: Option<Gap>) -> AnyView {
    let lang = lang();
    let Seen { what: coverage, decisions } = seen;
    let actor = use_actor();
    let per = per_now();
    let framework = coverage.framework.clone();
    let total = coverage.assessable();
    let title = if total == 0 {
        t!(lang, "coverage.none_assessable").to_owned()
    } else {
        plural!(lang, "coverage.finding", coverage.count(Basis::Missing), total = total)
    };
    let address = with_per(&format!("?ramverk={}", encode(&coverage.framework_key)), &per);
    let evidence_list = format!("/export/evidens.xlsx{address}");
    let may = |subject| total > 0 && actor.as_ref().is_some_and(|actor| actor.may(subject));
    let pack = may(Subject::Page(Page::Packs)).then(|| {
        let of = format!("{}?ramverk={}", Page::Packs.path(), encode(&coverage.framework_key));
        let day = per.trim_start_matches("?per=");
        let to = if day.is_empty() { of } else { format!("{of}&dag={day}") };
        view! { <a class="btn" href=to>{t!(lang, "pack.take_out")}</a> }
    });
    let may_list = may(Subject::Export(Register::Evidence));
    let list = may_list.then(|| {
        view! {
            <a class="btn btn--main" href=evidence_list download="">{t!(lang, "coverage.evidence_list")}</a>
        }
    });
    let coming = framework.in_force.filter(|from| coverage.day < *from);
    let coming = coming.map(|from| view! { <ComingBanner name=framework.short.clone() from=from/> });
    let own_order = use_query_map().with_untracked(|query| query.get("ordning").as_deref() == Some(OWN_ORDER));
    let bar = (total > 0).then(|| view! { <CoverageKey coverage=coverage.clone()/> });
    view! {
        <Crumbs trail=vec![(t!(lang, "coverage.crumb").to_owned(), format!("/krav{per}"))] here=framework.short.clone()/>
        <Head title=title lede=framework.title.clone()>
            <ExportMenu register=Register::Requirements address=address/>
            {pack}
            {list}
        </Head>
        {coming}
        <OwnOnly/>
        <FrameworkPages framework=coverage.framework_key.clone() here=Page::Coverage/>
        <Choices coverage=coverage.clone() page=Page::Coverage>
            <div class="field">
                <label for="k-ordning">{t!(lang, "coverage.order")}</label>
                <select class="input" id="k-ordning" name="ordning">
                    <option value="" selected=!own_order>{t!(lang, "coverage.order_missing")}</option>
                    <option value=OWN_ORDER selected=own_order>{t!(lang, "coverage.order_framework")}</option>
                </select>
            </div>
        </Choices>
        <PageTimeLine page=Page::Coverage decisions=decisions/>
        {bar}
        <Attention coverage=coverage.clone() chosen=gap/>
        <Requirements coverage=coverage own_order=own_order gap=gap/>
        <section class="sec mt" aria-labelledby="h-om">
            <div class="sec__head"><h2 id="h-om">{t!(lang, "coverage.about")}</h2></div>
            <p>{framework.description}</p>
            <p class="note mt-s">{framework.source}</p>
        </section>
    }
    .into_any()
}

#[component]
fn Requirements(mut coverage: Coverage, own_order: bool, gap: Option<Gap>) -> AnyView {
    let lang = lang();
    let day = coverage.day;
    let narrowed = gap.map(|gap| {
        coverage.narrow(gap);
        view! { <Narrowed framework=coverage.framework_key.clone() gap=gap/> }
    });
    let none = (narrowed.is_some() && coverage.rows.is_empty()).then(|| {
        view! { <p class="muted">{t!(lang, "gap.none_such")}</p> }
    });
    let caption = if own_order { t!(lang, "coverage.caption_order") } else { t!(lang, "coverage.caption") };
    let drawn =
        |rows: Vec<CoverageRow>| rows.into_iter().map(|row| view! { <RequirementRow row=row day=day/> }).collect_view();
    let bodies = if own_order {
        view! { <tbody role="rowgroup">{drawn(coverage.rows)}</tbody> }.into_any()
    } else {
        Basis::ALL
            .iter()
            .map(|basis| (*basis, coverage.with(*basis).cloned().collect::<Vec<_>>()))
            .filter(|(_, rows)| !rows.is_empty())
            .map(|(basis, rows)| {
                let count = plural!(lang, "coverage.group_count", rows.len());
                view! {
                    <tbody role="rowgroup">
                        <tr role="row" class="group">
                            <th role="rowheader" scope="rowgroup" colspan="5">
                                {code_label(lang, "basis", basis.code())} " " <span class="muted s">{count}</span>
                            </th>
                        </tr>
                        {drawn(rows)}
                    </tbody>
                }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <section class="sec mt" aria-labelledby="h-krav">
            <div class="sec__head"><h2 id="h-krav">{t!(lang, "coverage.heading")}</h2></div>
            {narrowed}
            {none}
            <table role="table" class="tbl tbl--cards cov">
                <caption class="vh">{caption}</caption>
                {column_heads([
                    ("req", t!(lang, "coverage.requirement")),
                    ("c-m", t!(lang, "coverage.measures")),
                    ("c-k", t!(lang, "coverage.controls")),
                    ("c-e", t!(lang, "coverage.evidence")),
                    ("", t!(lang, "coverage.judgement")),
                ])}
                {bodies}
            </table>
        </section>
    }
    .into_any()
}
