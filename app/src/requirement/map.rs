//! The map of coverage: a framework's requirements against judgement, evidence, controls and measures.
//!
//! The map is a table, and so its own table twin. What a drawn map would say with colour stands in each cell as words and a
//! number, with a glyph and, where something lacks, a hatched ground; the heads of rows and columns say where one is, for those
//! who hear the page as for those who see it, and every cell is a link that the keyboard reaches. A drawing with a table beside
//! it would say the same twice and could come to differ. On a narrow screen each requirement becomes two rows of two
//! cells under its name, so that nothing has to be moved sideways.

use super::choices::{Choices, FrameworkPages, page_of};
use super::frameworks::{ComingBanner, OwnOnly};
use super::map_overview::MapOverview;
use crate::api::{Seen, coverage, frameworks};
use crate::context::lang;
use crate::i18n::{code_label, fill, text};
use crate::page::{Crumbs, Head, Loaded, per_now, use_per, use_query};
use crate::ui::{Icon, PageTimeLine, PrintButton, record_path};
use crate::{plural, t};
use domain::Page;
use domain::coverage::map::{Aspect, MapCell, Says, Tone};
use domain::coverage::{Basis, Coverage, CoverageRow, FrameworkSummary, Shares};
use leptos::prelude::*;

/// The page; of the first framework when none is named.
#[component]
pub fn CoverageMapPage() -> AnyView {
    let (framework, per) = (use_query("ramverk"), use_per());
    let data = async move {
        let shown = coverage(framework, per.clone()).await?;
        Ok((shown, frameworks(per).await?.what))
    };
    view! {
        <Loaded data=data draw=|(seen, frameworks): (Seen<Coverage>, Vec<FrameworkSummary>)| {
            view! { <Shown seen=seen frameworks=frameworks/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(seen: Seen<Coverage>, frameworks: Vec<FrameworkSummary>) -> AnyView {
    let lang = lang();
    let Seen { what: coverage, decisions } = seen;
    let per = per_now();
    let short = coverage.framework.short.clone();
    let total = coverage.assessable();
    let title = if total == 0 {
        t!(lang, "coverage.none_assessable").to_owned()
    } else {
        plural!(lang, "coverage.finding", coverage.count(Basis::Missing), total = total)
    };
    let trail = vec![
        (t!(lang, "coverage.crumb").to_owned(), format!("/krav{per}")),
        (short.clone(), page_of(Page::Coverage, &coverage.framework_key, &per)),
    ];
    let coming = coverage.framework.in_force.filter(|from| coverage.day < *from);
    let coming = coming.map(|from| view! { <ComingBanner name=short.clone() from=from/> });
    view! {
        <Crumbs trail=trail here=t!(lang, "page.nav_coverage_map").to_owned()/>
        <Head title=title above=short lede=t!(lang, "map.lead").to_owned()><PrintButton>{t!(lang, "common.print")}</PrintButton></Head>
        {coming}
        <OwnOnly/>
        <FrameworkPages framework=coverage.framework_key.clone() here=Page::CoverageMap/>
        <Choices coverage=coverage.clone() page=Page::CoverageMap/>
        <PageTimeLine page=Page::CoverageMap decisions=decisions/>
        <Map coverage=coverage.clone()/>
        <MapOverview frameworks=frameworks chosen=coverage.framework_key/>
    }
    .into_any()
}

/// The glyph of a tone.
const fn glyph(tone: Tone) -> &'static str {
    match tone {
        Tone::Lacks => "i-miss",
        Tone::Remains => "i-half",
        Tone::Holds => "i-check",
        Tone::Neutral => "i-ring",
    }
}

const fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Lacks => "heat heat--lacks",
        Tone::Remains => "heat heat--remains",
        Tone::Holds => "heat heat--holds",
        Tone::Neutral => "heat heat--neutral",
    }
}

#[component]
fn Map(coverage: Coverage) -> AnyView {
    let lang = lang();
    let (per, day) = (per_now(), coverage.day);
    let legend = Tone::ALL
        .iter()
        .map(|tone| {
            view! {
                <li>
                    <span class=format!("swatch {}", tone_class(*tone))><Icon name=glyph(*tone)/></span>
                    {code_label(lang, "tone", tone.code())}
                </li>
            }
        })
        .collect_view();
    let heads = Aspect::ALL
        .iter()
        .map(|aspect| {
            view! { <th role="columnheader" scope="col" class="c-heat">{code_label(lang, "aspect", aspect.code())}</th> }
        })
        .collect_view();
    let bodies = coverage
        .chapters()
        .into_iter()
        .map(|(heading, rows)| {
            let group = (!heading.is_empty()).then(|| {
                let (heading, summed) = (heading.to_owned(), summed(rows));
                view! {
                    <tr role="row" class="group">
                        <th role="rowheader" scope="rowgroup" colspan="5"><span lang=lang.written()>{heading}</span> " " <span class="muted s">{summed}</span></th>
                    </tr>
                }
            });
            let rows = rows.iter().map(|row| map_row(row, day, &per)).collect_view();
            view! { <tbody role="rowgroup">{group}{rows}</tbody> }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-karta">
            <div class="sec__head"><h2 id="h-karta">{t!(lang, "map.heading")}</h2></div>
            <ul class="key">{legend}</ul>
            <table role="table" class="tbl heatmap mt-s">
                <caption class="vh">{t!(lang, "map.caption")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{t!(lang, "coverage.requirement")}</th>
                        {heads}
                    </tr>
                </thead>
                {bodies}
            </table>
        </section>
    }
    .into_any()
}

/// How the requirements of a chapter stand, in words.
fn summed(rows: &[CoverageRow]) -> String {
    let lang = lang();
    let shares = Shares::of(rows.iter().map(|row| row.basis));
    let parts = [
        (shares.missing, plural!(lang, "coverage.missing_count", shares.missing)),
        (shares.partly, plural!(lang, "coverage.partly_count", shares.partly)),
        (shares.met, plural!(lang, "coverage.met_count", shares.met)),
        (shares.not_applicable, plural!(lang, "coverage.not_applicable_count", shares.not_applicable)),
    ];
    let told: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect();
    told.join(", ")
}

fn map_row(row: &CoverageRow, day: chrono::NaiveDate, per: &str) -> AnyView {
    let lang = lang();
    let path = format!("{}{per}", record_path(&row.key));
    let cells: Vec<(Aspect, MapCell)> =
        Aspect::ALL.iter().filter_map(|aspect| Some((*aspect, row.cell(*aspect, day)?))).collect();
    let drawn = if cells.is_empty() {
        let said = code_label(lang, "basis", "information_note");
        view! { <td role="cell" colspan="4" class="muted">{said}</td> }.into_any()
    } else {
        cells.into_iter().map(|(aspect, cell)| heat(aspect, cell, &path)).collect_view().into_any()
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <span class="id">{row.cited.clone()}</span>
                " "
                <a class="title" href=path lang=lang.written()>{row.title.clone()}</a>
            </th>
            {drawn}
        </tr>
    }
    .into_any()
}

/// A cell, which leads to what it is about on the requirement's page.
fn heat(aspect: Aspect, cell: MapCell, path: &str) -> AnyView {
    let lang = lang();
    let place = match aspect {
        Aspect::Judgement => "h-bedomning",
        Aspect::Evidence => "h-evidens",
        Aspect::Controls => "h-kontroller",
        Aspect::Measures => "h-atgarder",
    };
    let said = fill(text(lang, &format!("map.{}", cell.says.code())), &[("n", &cell.n), ("of", &cell.of)]);
    let icon = if cell.says == Says::ControlsUnseen { "i-lock" } else { glyph(cell.tone) };
    let since = cell.since.map(|day| view! { " " <span class="nowrap">{t!(lang, "map.since", date = day)}</span> });
    view! {
        <td role="cell" class=tone_class(cell.tone) data-label=code_label(lang, "aspect", aspect.code())>
            <a href=format!("{path}#{place}")><Icon name=icon/> <span>{said} {since}</span></a>
        </td>
    }
    .into_any()
}
