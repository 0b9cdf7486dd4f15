//! The programme's plan as the board decided it, against the plan now.

mod areas;
mod deciding;
mod rows;
mod sealed;
mod slip;

pub use slip::slip;

use crate::api::{PlanView, plan};
use crate::context::lang;
use crate::i18n::Lang;
use crate::page::{Crumbs, Head, Loaded, per_suffix, use_key, use_pairs, with_per};
use crate::ui::{AsOf, ExportMenu, PrintButton};
use crate::{plural, t};
use areas::Areas;
use deciding::Deciding;
use domain::programme::plan::{PlanLine, ShownPlan, Sum};
use domain::{Page, Register};
use leptos::prelude::*;
use rows::{Part, Rows};
use sealed::{Others, Sealed};

/// The decided plan in force; what a decided plan is good for, where there is none.
#[component]
pub fn PlanPage() -> AnyView {
    view! { <OfPlan key=String::new()/> }.into_any()
}

/// One decided plan.
#[component]
pub fn DecidedPlanPage() -> AnyView {
    view! { <OfPlan key=use_key()/> }.into_any()
}

#[component]
fn OfPlan(key: String) -> AnyView {
    let pairs = use_pairs();
    view! {
        <Loaded data=plan(key, pairs.clone()) draw=move |view: PlanView| {
            let area = pairs.iter().find(|(name, _)| name == "omrade").map(|(_, code)| code.clone()).unwrap_or_default();
            view! { <Shown view=view area=area/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(view: PlanView, area: String) -> AnyView {
    let lang = lang();
    let per = per_suffix(&view.moment.param());
    let Some(shown) = view.page.shown.clone() else {
        return view! { <NoPlan view=view per=per/> }.into_any();
    };
    let trail = trail(lang, &per);
    let state = if shown.in_force {
        t!(lang, "plan.above_in_force", key = shown.key)
    } else {
        t!(lang, "plan.above_earlier", key = shown.key)
    };
    let minutes = shown.plan.minutes.clone();
    let lede = t!(lang, "plan.lede", organ = minutes.organ, date = minutes.date, paragraph = minutes.paragraph);
    let day = view.moment.param();
    let own = crate::ui::record_path(&shown.key);
    let chosen = if area.is_empty() { String::new() } else { format!("&omrade={area}") };
    let files = with_per(&format!("?status=all&kolumner=alla{chosen}"), &per);
    let plans = view.page.plans.clone();
    view! {
        <Crumbs trail=trail here=t!(lang, "page.plan").to_owned()/>
        <Head title=finding(lang, shown.sum) above=state lede=lede>
            <AsOf path=Page::Plan.path() day=day/>
            <ExportMenu register=Register::Measures address=files/>
            <PrintButton>{t!(lang, "common.print")}</PrintButton>
        </Head>
        <div class="cols cols--8-4">
            <div class="stack">
                <Areas shown=shown.clone() own=own area=area per=per.clone()/>
                <Tables shown=shown.clone() per=per.clone()/>
            </div>
            <div class="stack">
                <Sealed shown=shown per=per.clone()/>
                <Deciding view=view/>
                <Earlier plans=plans per=per/>
            </div>
        </div>
    }
    .into_any()
}

/// The measures of the plan: those moved, those that stand, those that have come and those that have gone.
#[component]
fn Tables(shown: ShownPlan, per: String) -> AnyView {
    let lang = lang();
    let (moved, standing): (Vec<_>, Vec<_>) = shown.rows.into_iter().partition(|row| row.slip() != 0);
    let empty = moved.is_empty() && standing.is_empty();
    let parts = [
        (Part::Moved, moved, "h-flyttade", t!(lang, "plan.moved_lead")),
        (Part::Standing, standing, "h-kvar", ""),
        (Part::Added, shown.added, "h-nya", t!(lang, "plan.added_lead")),
        (Part::Ended, shown.ended, "h-avslutade", ""),
    ];
    let tables = parts
        .into_iter()
        .filter(|(_, rows, ..)| !rows.is_empty())
        .map(|(part, rows, id, lead)| {
            view! { <Rows part=part rows=rows id=id lead=lead per=per.clone()/> }
        })
        .collect_view();
    let none = empty.then(|| view! { <p class="muted">{t!(lang, "plan.empty_area")}</p> });
    view! { {none} {tables} }.into_any()
}

/// The other plans the board has decided on; nothing where there is one alone.
#[component]
fn Earlier(plans: Vec<PlanLine>, per: String) -> AnyView {
    if plans.len() < 2 {
        return ().into_any();
    }
    view! { <Others plans=plans per=per/> }.into_any()
}

/// Before the board has decided: what a decided plan is, who records it, and the form for those who do.
#[component]
fn NoPlan(view: PlanView, per: String) -> AnyView {
    let lang = lang();
    let day = view.moment.param();
    view! {
        <Crumbs trail=trail(lang, &per) here=t!(lang, "page.plan").to_owned()/>
        <Head title=t!(lang, "plan.none").to_owned()><AsOf path=Page::Plan.path() day=day/></Head>
        <div class="empty">
            <p class="muted">{t!(lang, "plan.none_help")} " " {t!(lang, "plan.none_who")}</p>
        </div>
        <Deciding view=view/>
    }
    .into_any()
}

fn trail(lang: Lang, per: &str) -> Vec<(String, String)> {
    [Page::Measures, Page::Programme]
        .into_iter()
        .zip([t!(lang, "page.measures"), t!(lang, "page.programme")])
        .map(|(page, name)| (name.to_owned(), with_per(page.path(), per)))
        .collect()
}

/// What the heading states: how many have been moved, and by how much.
fn finding(lang: Lang, sum: Sum) -> String {
    let moved = plural!(lang, "plan.finding", sum.moved, total = sum.total);
    match mean(lang, sum.mean) {
        Some(mean) => format!("{moved}, {mean}"),
        None => moved,
    }
}

fn mean(lang: Lang, days: i64) -> Option<String> {
    match days {
        0 => None,
        1.. => Some(plural!(lang, "plan.mean_later", days.unsigned_abs())),
        _ => Some(plural!(lang, "plan.mean_earlier", days.unsigned_abs())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_says_how_many_and_how_far() {
        let said = |total, moved, mean| finding(Lang::Sv, Sum { total, moved, mean });
        assert_eq!(said(38, 7, 41), "7 av 38 åtgärder har flyttats sedan beslutet, i snitt 41 dagar senare");
        assert_eq!(said(8, 2, -1), "Två av åtta åtgärder har flyttats sedan beslutet, i snitt 1 dag tidigare");
        assert_eq!(said(38, 0, 0), "Ingen av 38 åtgärder har flyttats sedan beslutet");
        assert_eq!(said(38, 2, 0), "2 av 38 åtgärder har flyttats sedan beslutet");
    }
}
