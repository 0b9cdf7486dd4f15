//! Which part of the programme is shown, as links.

use crate::address::Address;
use crate::context::lang;
use crate::i18n::{code_label, number};
use crate::t;
use domain::measure::SubArea;
use domain::programme::{Group, Part, ProgrammeReport};
use domain::risk::Area;
use leptos::prelude::*;

/// The areas, and under them the sub-areas, each with how many deliverables it has.
#[component]
pub fn Parts(report: ProgrammeReport, address: Address) -> AnyView {
    let lang = lang();
    let (part, groups) = (report.part, report.groups);
    let whole = address.with("delomrade", "").with("omrade", "");
    let areas = groups.iter().filter(|group| group.sub_area.is_none() && group.share.total > 0).map(|group| {
        let name = code_label(lang, "area", group.area.code());
        let to = whole.with("omrade", group.area.code());
        view! { <PartLink name=name total=group.share.total to=to current=part.area == Some(group.area)/> }
    });
    let areas = areas.collect_view();
    let sub_areas = SubArea::ALL.iter().map(|sub_area| (*sub_area, total(&groups, part.area, Some(*sub_area))));
    let sub_areas = sub_areas
        .filter(|(_, total)| *total > 0)
        .map(|(sub_area, total)| {
            let name = code_label(lang, "sub_area", sub_area.code());
            let to = address.with("delomrade", sub_area.code());
            view! { <PartLink name=name total=total to=to current=part.sub_area == Some(sub_area)/> }
        })
        .collect_view();
    let (every, of_area) = (total(&groups, None, None), total(&groups, part.area, None));
    view! {
        <nav class="views" aria-label=t!(lang, "column.area")>
            <PartLink name=t!(lang, "programme.whole") total=every to=whole current=part.area.is_none()/>
            {areas}
        </nav>
        <nav class="views views--sub" aria-label=t!(lang, "column.sub_area")>
            <PartLink name=t!(lang, "programme.every_sub_area") total=of_area to=address.with("delomrade", "")
                current=part.sub_area.is_none()/>
            {sub_areas}
        </nav>
    }
    .into_any()
}

#[component]
fn PartLink(name: &'static str, total: u32, to: Address, current: bool) -> impl IntoView {
    let lang = lang();
    let current = current.then_some("true");
    view! { <a href=to.to_string() aria-current=current>{name} " " <span class="n">{number(lang, total)}</span></a> }
}

/// Deliverables in an area and a sub-area, or in all of them.
fn total(groups: &[Group], area: Option<Area>, sub_area: Option<SubArea>) -> u32 {
    let within = |group: &&Group| area.is_none_or(|area| area == group.area) && sub_area == group.sub_area;
    groups.iter().filter(within).map(|group| group.share.total).sum()
}

/// The part in words, above a heading: `Teknisk säkerhet, IT-säkerhet`; empty for the whole programme.
#[must_use]
pub fn part_name(part: Part) -> String {
    let lang = lang();
    let area = part.area.map(|area| code_label(lang, "area", area.code()));
    let sub_area = part.sub_area.map(|sub_area| code_label(lang, "sub_area", sub_area.code()));
    area.into_iter().chain(sub_area).collect::<Vec<_>>().join(", ")
}
