//! Coverage: what there is behind each requirement of a framework. What is missing comes first.

use super::coverage_row::RequirementRow;
use super::frameworks::{ComingBanner, Frameworks, OwnOnly};
use crate::api::{coverage, frameworks};
use crate::chart::CoverageKey;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::code_label;
use crate::page::{Crumbs, Head, Loaded, per_now, use_pairs, use_per, with_per};
use crate::ui::ExportMenu;
use crate::{plural, t};
use domain::coverage::{Basis, Coverage, CoverageRow, FrameworkSummary};
use domain::query::encode;
use domain::{Page, Register, Subject};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The value of `?ordning=` that keeps the framework's own order.
const OWN_ORDER: &str = "regelverk";

/// What the page shows: the frameworks, or one of them.
enum Shown {
    Frameworks(Vec<FrameworkSummary>),
    One(Box<Coverage>),
}

/// The frameworks, or coverage of the one that is named.
#[component]
pub fn CoveragePage() -> AnyView {
    let pairs = use_pairs();
    let data = async move {
        let find = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
        let per = find("per").unwrap_or_default();
        match find("ramverk").filter(|key| !key.is_empty()) {
            Some(key) => coverage(key, per).await.map(|coverage| Shown::One(Box::new(coverage))),
            None => frameworks(per).await.map(Shown::Frameworks),
        }
    };
    view! {
        <Loaded data=data draw=|shown: Shown| match shown {
            Shown::Frameworks(frameworks) => view! { <Frameworks frameworks=frameworks/> }.into_any(),
            Shown::One(coverage) => view! { <OneFramework coverage=*coverage/> }.into_any(),
        }/>
    }
    .into_any()
}

#[component]
fn OneFramework(coverage: Coverage) -> AnyView {
    let lang = lang();
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
        <Choices coverage=coverage.clone() own_order=own_order/>
        {bar}
        <Requirements coverage=coverage own_order=own_order/>
        <section class="sec mt" aria-labelledby="h-om">
            <div class="sec__head"><h2 id="h-om">{t!(lang, "coverage.about")}</h2></div>
            <p>{framework.description}</p>
            <p class="note mt-s">{framework.source}</p>
        </section>
    }
    .into_any()
}

/// Framework, date and order: a plain form whose answer is an address.
#[component]
fn Choices(coverage: Coverage, own_order: bool) -> AnyView {
    let lang = lang();
    let per = use_per();
    let chosen = coverage.framework_key;
    let options = coverage
        .frameworks
        .into_iter()
        .map(|(key, short)| {
            let selected = key == chosen;
            view! { <option value=key selected=selected>{short}</option> }
        })
        .collect_view();
    view! {
        <form class="filters" action="/krav" method="get" autocomplete="off">
            <div class="field">
                <label for="k-ramverk">{t!(lang, "coverage.frameworks")}</label>
                <select class="input" id="k-ramverk" name="ramverk">{options}</select>
            </div>
            <div class="field">
                <label for="k-per">{t!(lang, "asof.label")}</label>
                <input class="input input--date" id="k-per" name="per" type="date" value=per/>
            </div>
            <div class="field">
                <label for="k-ordning">{t!(lang, "coverage.order")}</label>
                <select class="input" id="k-ordning" name="ordning">
                    <option value="" selected=!own_order>{t!(lang, "coverage.order_missing")}</option>
                    <option value=OWN_ORDER selected=own_order>{t!(lang, "coverage.order_framework")}</option>
                </select>
            </div>
            <button class="btn" type="submit">{t!(lang, "common.show")}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Requirements(coverage: Coverage, own_order: bool) -> AnyView {
    let lang = lang();
    let caption = if own_order { t!(lang, "coverage.caption_order") } else { t!(lang, "coverage.caption") };
    let drawn = |rows: Vec<CoverageRow>| rows.into_iter().map(|row| view! { <RequirementRow row=row/> }).collect_view();
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
    let head = |class: &'static str, words: &'static str| {
        view! { <th role="columnheader" scope="col" class=class>{words}</th> }
    };
    view! {
        <section class="mt" aria-label=t!(lang, "coverage.heading")>
            <table role="table" class="tbl tbl--cards cov">
                <caption class="vh">{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {head("req", t!(lang, "coverage.requirement"))} {head("c-m", t!(lang, "coverage.measures"))}
                        {head("c-k", t!(lang, "coverage.controls"))} {head("c-e", t!(lang, "coverage.evidence"))}
                        {head("", t!(lang, "coverage.judgement"))}
                    </tr>
                </thead>
                {bodies}
            </table>
        </section>
    }
    .into_any()
}
