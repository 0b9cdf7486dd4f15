//! The largest risks, on the scale and against the tolerance line.

use crate::chart::{Strip, StripAxis, StripScale};
use crate::context::lang;
use crate::page::with_per;
use crate::t;
use crate::ui::{ScoreView, record_path};
use domain::Page;
use domain::overview::{Largest, Overview};
use leptos::prelude::*;

/// The table, with a drawn column between the risk and its score.
#[component]
pub fn LargestRisks(page: Overview, per: String) -> AnyView {
    let lang = lang();
    if page.largest.is_empty() {
        return ().into_any();
    }
    let scale = StripScale { size: page.scale_size, tolerance: page.tolerance, tolerated: page.tolerated };
    let moved = page.largest.iter().any(|risk| risk.before.is_some_and(|before| before != risk.score));
    let note = moved.then(|| {
        view! { <p class="note mt-s">{t!(lang, "overview.largest_ring", date = page.compared)}</p> }
    });
    let rows =
        page.largest.into_iter().map(|risk| view! { <RiskRow scale=scale risk=risk per=per.clone()/> }).collect_view();
    view! {
        <section class="sec" aria-labelledby="h-hogst">
            <div class="sec__head">
                <h2 id="h-hogst">{t!(lang, "overview.largest")}</h2>
                <p><a href=with_per(Page::Risks.path(), &per)>{t!(lang, "overview.largest_all")}</a></p>
            </div>
            <table class="tbl tbl--dense strips">
                <caption class="vh">{t!(lang, "overview.largest_lead")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(lang, "page.risk")}</th>
                        <th scope="col" class="plot">
                            <span class="vh">{t!(lang, "overview.largest_axis", top = scale.top())}</span>
                            <StripAxis scale=scale/>
                        </th>
                        <th scope="col" class="num c-v">{t!(lang, "risk.value")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {note}
        </section>
    }
    .into_any()
}

#[component]
fn RiskRow(scale: StripScale, risk: Largest, per: String) -> AnyView {
    let lang = lang();
    let to = format!("{}{per}", record_path(&risk.key));
    let before = match risk.before {
        Some(before) if before != risk.score => view! {
            <span class="muted">{before}</span>
            <svg class="arr" aria-hidden="true"><use href="#i-to"></use></svg>
            <span class="vh">" " {t!(lang, "common.to")} " "</span>
        }
        .into_any(),
        Some(_) => ().into_any(),
        None => view! { <span class="muted s">{t!(lang, "risk.new")}</span> " " }.into_any(),
    };
    view! {
        <tr>
            <th scope="row"><a class="title ttl" href=to><span class="id">{risk.key.to_string()}</span> " " {risk.title}</a></th>
            <td class="plot"><Strip scale=scale before=risk.before score=risk.score tone=risk.tone/></td>
            <td class="num">{before}<ScoreView value=risk.score tone=risk.tone band=risk.band/></td>
        </tr>
    }
    .into_any()
}
