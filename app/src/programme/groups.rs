//! Share done per area and sub-area, against the plan.

use crate::context::lang;
use crate::i18n::{Lang, code_label, number, percent};
use crate::t;
use crate::ui::Icon;
use domain::Page;
use domain::programme::{Group, ProgrammeReport, Share};
use leptos::prelude::*;

/// The table: each area, its sub-areas under it, and the whole programme last.
#[component]
pub fn Groups(report: ProgrammeReport, per: String) -> AnyView {
    let lang = lang();
    let rows = report
        .groups
        .into_iter()
        .filter(|group| group.share.total > 0)
        .map(|group| {
            let to = list_of(&group, &per);
            match group.sub_area {
                None => {
                    let name = code_label(lang, "area", group.area.code());
                    let heading = view! { <a class="title" href=to><b>{name}</b></a> }.into_any();
                    view! { <ShareRow name=name heading=heading share=group.share area=true/> }
                }
                Some(sub_area) => {
                    let name = code_label(lang, "sub_area", sub_area.code());
                    let heading = view! { <a class="title" href=to>{name}</a> }.into_any();
                    view! { <ShareRow name=name heading=heading share=group.share area=false/> }
                }
            }
        })
        .collect_view();
    let whole = t!(lang, "programme.whole");
    let heading = view! { <b>{whole}</b> }.into_any();
    let towards = report.programme.map(|programme| t!(lang, "programme.towards", end = programme.end));
    view! {
        <section class="sec" aria-labelledby="h-omraden">
            <div class="sec__head"><h2 id="h-omraden">{t!(lang, "programme.groups")}</h2><p>{towards}</p></div>
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{t!(lang, "programme.groups_caption")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{t!(lang, "programme.groups")}</th>
                        <th role="columnheader" scope="col" class="num">{t!(lang, "programme.group_done")}</th>
                        <th role="columnheader" scope="col" class="num">{t!(lang, "programme.share")}</th>
                        <th role="columnheader" scope="col" class="num">{t!(lang, "programme.share_planned")}</th>
                        <th role="columnheader" scope="col">{t!(lang, "programme.late_head")}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    {rows}
                    <ShareRow name=whole heading=heading share=report.total area=true/>
                </tbody>
            </table>
        </section>
    }
    .into_any()
}

/// The measures of a group, as a list.
fn list_of(group: &Group, per: &str) -> String {
    let mut to = format!("{}?status=all&omrade={}", Page::Measures.path(), group.area.code());
    if let Some(sub_area) = group.sub_area {
        to = format!("{to}&delomrade={}", sub_area.code());
    }
    crate::page::with_per(&to, per)
}

#[component]
fn ShareRow(name: &'static str, heading: AnyView, share: Share, area: bool) -> AnyView {
    let lang = lang();
    let done = t!(lang, "programme.done_of", done = number(lang, share.done), total = number(lang, share.total));
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{heading}</th>
            <td role="cell" class="num" data-label=t!(lang, "programme.group_done")>{done}</td>
            <td role="cell" class="num" data-label=t!(lang, "programme.share")>
                <progress class="bar" max="100" value=share.percent() aria-label=t!(lang, "programme.bar", name = name)>
                    {percent(lang, share.percent())}
                </progress>
                " "
                {if area {
                    view! { <b>{percent(lang, share.percent())}</b> }.into_any()
                } else {
                    percent(lang, share.percent()).into_any()
                }}
            </td>
            <td role="cell" class="num" data-label=t!(lang, "programme.share_planned")>
                {percent(lang, share.planned_percent())}
            </td>
            <td role="cell" data-label=t!(lang, "programme.late_head")>{late(lang, share.late)}</td>
        </tr>
    }
    .into_any()
}

fn late(lang: Lang, late: u32) -> AnyView {
    if late == 0 {
        return view! { <span class="muted">{number(lang, 0)}</span> }.into_any();
    }
    let words = crate::plural!(lang, "programme.group_late", late);
    view! { <span class="tag tag--late"><Icon name="i-clock"/>{words}</span> }.into_any()
}
