//! The roadmap: every measure against the calendar, as a drawing that prints on one A3, or as a table.

use super::parts::{Parts, part_name};
use super::twin::Twin;
use crate::address::Address;
use crate::api::{ProgrammeView, programme};
use crate::chart::{Gantt, GanttKey, TODAY, Zoom};
use crate::context::lang;
use crate::i18n::{Lang, number};
use crate::page::{Crumbs, ErrorPage, Head, Loaded, per_suffix, use_pairs, use_per};
use crate::ui::{AsOf, PrintButton};
use crate::{plural, t};
use chrono::Datelike;
use domain::error::ErrorCode;
use domain::programme::ProgrammeReport;
use domain::{AppError, Page};
use leptos::prelude::*;

/// The value of `visa` that asks for the table.
const TABLE: &str = "tabell";

/// How the roadmap is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    zoom: Zoom,
    table: bool,
}

impl Asked {
    /// Reads `zoom` and `visa`.
    fn read(pairs: &[(String, String)]) -> Result<Self, AppError> {
        let given =
            |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value.as_str());
        let unknown = |field: &str, value: &str| {
            AppError::field(field, ErrorCode::UnknownChoice { given: value.chars().take(80).collect() })
        };
        let zoom = match given("zoom") {
            "" => Zoom::Year,
            value => Zoom::from_code(value).ok_or_else(|| unknown("zoom", value))?,
        };
        let table = match given("visa") {
            "" => false,
            TABLE => true,
            value => return Err(unknown("visa", value)),
        };
        Ok(Self { zoom, table })
    }
}

/// The roadmap's page.
#[component]
pub fn RoadmapPage() -> AnyView {
    let (pairs, per) = (use_pairs(), use_per());
    let asked = match Asked::read(&pairs) {
        Ok(asked) => asked,
        Err(error) => return view! { <ErrorPage error=error/> }.into_any(),
    };
    let address = Address::new(Page::Roadmap.path().to_owned(), &pairs);
    view! {
        <Loaded data=programme(pairs) draw=move |view: ProgrammeView| {
            view! { <Shown report=view.report asked=asked address=address per=per_suffix(&per)/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(report: ProgrammeReport, asked: Asked, address: Address, per: String) -> AnyView {
    let lang = lang();
    let own = address.at(Page::Programme.path());
    let list = format!("{}{per}", Page::Measures.path());
    let trail = vec![
        (t!(lang, "page.measures").to_owned(), list.clone()),
        (t!(lang, "page.programme").to_owned(), own.to_string()),
    ];
    let day = per.trim_start_matches("?per=").to_owned();
    let (other, name) = if asked.table {
        (address.with("visa", ""), t!(lang, "roadmap.as_drawing"))
    } else {
        (address.with("visa", TABLE), t!(lang, "roadmap.as_table"))
    };
    let kept = address.without("per");
    let parts = address.clone();
    let head = view! {
        <Crumbs trail=trail here=t!(lang, "page.roadmap").to_owned()/>
        <Head title=title(lang, &report) above=part_name(report.part) lede=lede(lang, &report)>
            <AsOf path=Page::Roadmap.path() day=day kept=kept/>
            <a class="btn" href=other.to_string() aria-keyshortcuts="t">{name} " " <kbd>"T"</kbd></a>
            <PrintButton>{t!(lang, "common.print")}</PrintButton>
        </Head>
        <Parts report=report.clone() address=parts/>
    };
    if report.bars.is_empty() {
        return view! { {head} <div class="empty"><p class="muted">{t!(lang, "programme.none_in_part")}</p></div> }
            .into_any();
    }
    let shown = report.bars.len();
    let cut = usize::try_from(report.total.total).is_ok_and(|total| shown < total).then(|| {
        let text = t!(lang, "programme.roadmap_more", n = number(lang, i64::try_from(shown).unwrap_or(i64::MAX)));
        view! { <p class="note mt">{text} " " <a href=list>{t!(lang, "programme.list")}</a></p> }
    });
    let depends = report.bars.iter().any(|bar| !bar.depends_on.is_empty());
    let rule = report.bars.iter().any(|bar| bar.push.is_some()).then(|| {
        view! { <p class="note mt">{t!(lang, "roadmap.push_rule")}</p> }
    });
    let drawn = if asked.table {
        view! { <Twin report=report per=per/> }.into_any()
    } else {
        view! {
            <div class="sec__head roadmap__head"><Zooms zoom=asked.zoom address=address/><GanttKey depends=depends decided=report.decided/></div>
            <Gantt report=report zoom=asked.zoom per=per/>
        }
        .into_any()
    };
    view! {
        {head}
        <section class="sec roadmap" aria-labelledby="h-fardplan">
            <h2 class="vh" id="h-fardplan">{t!(lang, "page.roadmap")}</h2>
            {drawn}
            {rule}
            {cut}
        </section>
    }
    .into_any()
}

/// How closely it is seen. A close view opens where today is.
#[component]
fn Zooms(zoom: Zoom, address: Address) -> impl IntoView {
    let lang = lang();
    let links = [
        (Zoom::Year, t!(lang, "roadmap.zoom_year")),
        (Zoom::Quarter, t!(lang, "roadmap.zoom_quarter")),
        (Zoom::Month, t!(lang, "roadmap.zoom_month")),
    ]
    .into_iter()
    .map(|(one, name)| {
        let to = address.with("zoom", if one == Zoom::Year { "" } else { one.code() });
        let to = if one.wide() { format!("{to}#{TODAY}") } else { to.to_string() };
        let current = (one == zoom).then_some("true");
        view! { <a href=to aria-current=current>{name}</a> }
    })
    .collect_view();
    view! { <nav class="views views--zoom" aria-label=t!(lang, "roadmap.zoom")>{links}</nav> }
}

/// What is late.
fn title(lang: Lang, report: &ProgrammeReport) -> String {
    if report.total.total == 0 {
        return t!(lang, "programme.no_measures_here").to_owned();
    }
    plural!(lang, "roadmap.finding", report.total.late, total = report.total.total)
}

/// The programme's name and years, and what is pushed.
fn lede(lang: Lang, report: &ProgrammeReport) -> String {
    let name = report.programme.as_ref().map(|programme| {
        let (from, to) = (programme.start.year(), programme.end.year());
        t!(lang, "programme.lead", name = programme.name, from = from, to = to)
    });
    let pushed = report.bars.iter().filter(|bar| bar.push.is_some()).count();
    let pushed = (pushed > 0).then(|| plural!(lang, "roadmap.pushes", pushed));
    [name, pushed].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood_is_an_error() {
        let read = |name: &str, value: &str| Asked::read(&[(name.to_owned(), value.to_owned())]);
        assert_eq!(read("zoom", "manad"), Ok(Asked { zoom: Zoom::Month, table: false }));
        assert_eq!(read("visa", "tabell"), Ok(Asked { zoom: Zoom::Year, table: true }));
        assert!(read("zoom", "dag").is_err() && read("visa", "allt").is_err() && read("per", "x").is_ok());
    }
}
