//! The risk matrix: every risk in its cell.

mod cells;
mod twin;

use crate::api::matrix;
use crate::context::lang;
use crate::i18n::Lang;
use crate::page::{Crumbs, Head, Loaded, use_pairs};
use crate::ui::{ExportMenu, Filters, ScoreView};
use crate::{plural, t};
use cells::MatrixTable;
use domain::matrix::{Matrix, MatrixCell};
use domain::settings::{Scale, Settings};
use domain::{ListQuery, Register};
use leptos::prelude::*;
use twin::Twin;

/// The matrix.
#[component]
pub fn MatrixPage() -> AnyView {
    view! {
        <Loaded data=matrix(use_pairs()) draw=|(matrix, settings): (Matrix, Settings)| {
            view! { <Shown matrix=matrix settings=settings/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(matrix: Matrix, settings: Settings) -> AnyView {
    let lang = lang();
    let query = matrix.query.clone();
    let address = query.address();
    let list = format!("/risker{address}");
    let register = (t!(lang, "register.risker").to_owned(), format!("/risker{}", only_moment(&query)));
    view! {
        <Crumbs trail=vec![register] here=t!(lang, "matrix.heading").to_owned()/>
        <Head title=tolerated(lang, matrix.above, matrix.total) lede=t!(lang, "matrix.lead").to_owned()>
            <ExportMenu register=Register::Risks address=address/>
            <a class="btn" href=list>{t!(lang, "matrix.as_list")}</a>
        </Head>
        <Filters query=query settings=settings action="/riskmatris".to_owned() sorts=false/>
        <section class="sec" aria-labelledby="h-matris">
            <h2 class="vh" id="h-matris">{t!(lang, "matrix.heading")}</h2>
            <MatrixTable matrix=matrix.clone()/>
            <Bands scale=matrix.scale.clone()/>
            <Twin matrix=matrix/>
        </section>
    }
    .into_any()
}

/// How many risks of all are above what the board tolerates, in a sentence.
#[must_use]
pub fn tolerated(lang: Lang, above: u64, total: u64) -> String {
    match total {
        0 => t!(lang, "matrix.no_risks").to_owned(),
        1 => plural!(lang, "matrix.finding", above),
        total => plural!(lang, "matrix.finding_of", above, total = total),
    }
}

/// The levels of the scale and the line between what is tolerated and what isn't.
#[component]
fn Bands(scale: Scale) -> AnyView {
    let lang = lang();
    let bands = scale
        .bands
        .iter()
        .map(|band| {
            let range = if band.from == band.to {
                t!(lang, "matrix.band_one", name = band.name, score = band.from)
            } else {
                t!(lang, "matrix.band", name = band.name, from = band.from, to = band.to)
            };
            view! { <li><ScoreView value=band.from tone=scale.tone(band.from) band=""/>{range}</li> }
        })
        .collect_view();
    view! {
        <ul class="key" aria-label=t!(lang, "matrix.legend")>
            {bands}
            <li>
                <svg width="24" height="12" aria-hidden="true"><line class="tol-line" x1="0" y1="6" x2="24" y2="6"></line></svg>
                {t!(lang, "matrix.line", tolerance = scale.tolerance)}
            </li>
            <li><span aria-hidden="true">"\u{2022}"</span> {t!(lang, "matrix.since_legend")}</li>
        </ul>
    }
    .into_any()
}

/// The list of a cell's risks, under the same filters.
fn cell_list(query: &ListQuery, cell: &MatrixCell) -> String {
    let mut one = query.clone();
    one.page = 1;
    one.filters.insert("ruta".to_owned(), format!("{}{}", cell.likelihood, cell.consequence));
    format!("/risker{}", one.address())
}

/// The address's query for the same date without filters.
fn only_moment(query: &ListQuery) -> String {
    let mut plain = ListQuery::new(query.register);
    plain.moment = query.moment;
    plain.address()
}
