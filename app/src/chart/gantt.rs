//! The roadmap: a table whose middle column is drawn. The cells beside it say what the drawing shows.

use super::{Axis, Place};
use crate::context::lang;
use crate::i18n::{code_label, percent};
use crate::ui::{Icon, LabelTags, StateTag, record_path};
use crate::{plural, t};
use domain::label::LabelCode;
use domain::measure::MeasureState;
use domain::programme::{Bar, Group, ProgrammeReport};
use domain::risk::Area;
use leptos::prelude::*;

/// The grid behind every bar, drawn once and used in each row.
const GRID: &str = "gantt-grid";

/// A part of a bar: class, from, to.
type Part = (&'static str, Place, Place);

/// The parts of a measure's bar: what is done or planned, what of it is done, and what came after the planned end.
fn parts(axis: Axis, bar: &Bar, today: chrono::NaiveDate) -> Vec<Part> {
    let (start, end) = (axis.x(bar.start), axis.x_after(bar.end));
    let mut parts = Vec::new();
    if let (MeasureState::Done, Some(done)) = (bar.state, bar.done_on) {
        // What was done before its planned start still shows where it was done.
        parts.push(("done", start.min(axis.x(done)), axis.x_after(done).min(end)));
        parts.push(("late", end, axis.x_after(done)));
    } else {
        parts.push(("open", start, end));
        parts.push(("part", start, Place(start.0 + (end.0 - start.0) * i64::from(bar.percent) / 100)));
        parts.push(("late", end, axis.x_after(today)));
    }
    parts.retain(|(_, from, to)| from < to);
    parts
}

/// The roadmap of a programme.
#[component]
pub fn Gantt(report: ProgrammeReport, per: String) -> AnyView {
    let lang = lang();
    let programme = report.programme.iter().flat_map(|programme| [programme.start, programme.end]);
    let decided = report.bars.iter().filter_map(|bar| bar.decided).flat_map(|(start, end)| [start, end]);
    let bars = report.bars.iter().flat_map(|bar| [Some(bar.start), Some(bar.end), bar.done_on]).flatten();
    let Some(axis) = Axis::over(programme.chain(bars).chain(decided)) else { return ().into_any() };
    let (today, (first, last)) = (report.today, axis.years());
    let areas = Area::ALL
        .iter()
        .filter(|area| report.bars.iter().any(|bar| bar.area == **area))
        .map(|area| {
            let groups = report.groups.iter().filter(|group| group.area == *area).cloned().collect();
            let bars = report.bars.iter().filter(|bar| bar.area == *area).cloned().collect();
            view! { <AreaRows axis=axis today=today groups=groups bars=bars per=per.clone()/> }
        })
        .collect_view();
    view! {
        <Grid axis=axis/>
        <table role="table" class="tbl gantt">
            <caption class="vh">{t!(lang, "programme.roadmap_caption")}</caption>
            <colgroup><col class="c-t"/><col/><col class="c-n"/><col class="c-d"/><col class="c-f"/></colgroup>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{t!(lang, "page.measure")}</th>
                    <th role="columnheader" scope="col" class="line">
                        <span class="vh">{t!(lang, "programme.roadmap_timeline", from = first, to = last)}</span>
                        <Years axis=axis today=today/>
                    </th>
                    <th role="columnheader" scope="col" class="num">{t!(lang, "column.percent")}</th>
                    <th role="columnheader" scope="col" class="num">{t!(lang, "programme.planned_end")}</th>
                    <th role="columnheader" scope="col">{t!(lang, "column.state")}</th>
                </tr>
            </thead>
            {areas}
        </table>
    }
    .into_any()
}

/// An area: its own row, and a row for each sub-area followed by its measures.
#[component]
fn AreaRows(axis: Axis, today: chrono::NaiveDate, groups: Vec<Group>, bars: Vec<Bar>, per: String) -> AnyView {
    let lang = lang();
    let rows = groups
        .into_iter()
        .map(|group| {
            let Some(sub_area) = group.sub_area else {
                let done = t!(lang, "programme.done_of_words", done = group.share.done, total = group.share.total);
                let heading = view! {
                    {code_label(lang, "area", group.area.code())}
                    " "
                    <span class="muted s">{done}</span>
                };
                return view! { <GroupRow axis=axis today=today class="group" heading=heading.into_any()/> }.into_any();
            };
            let heading = code_label(lang, "sub_area", sub_area.code()).into_any();
            let measures = bars
                .iter()
                .filter(|bar| bar.sub_area == sub_area)
                .map(|bar| view! { <MeasureRow axis=axis today=today bar=bar.clone() per=per.clone()/> })
                .collect::<Vec<_>>();
            (!measures.is_empty())
                .then(|| view! { <GroupRow axis=axis today=today class="group--sub" heading=heading/> {measures} })
                .into_any()
        })
        .collect_view();
    view! { <tbody role="rowgroup">{rows}</tbody> }.into_any()
}

#[component]
fn GroupRow(axis: Axis, today: chrono::NaiveDate, class: &'static str, heading: AnyView) -> AnyView {
    // Where the table's head has no room, each area has its own years.
    let years = (class == "group").then(|| view! { <Years axis=axis today=today/> });
    view! {
        <tr role="row" class=class>
            <th role="rowheader" scope="rowgroup">{heading}</th>
            <td role="cell" class="line">
                <svg class="gsvg" aria-hidden="true"><GridUse/><Today axis=axis today=today y="0"/></svg>
                {years}
            </td>
            <td role="cell"></td>
            <td role="cell"></td>
            <td role="cell"></td>
        </tr>
    }
    .into_any()
}

#[component]
fn MeasureRow(axis: Axis, today: chrono::NaiveDate, bar: Bar, per: String) -> AnyView {
    let lang = lang();
    let drawn = parts(axis, &bar, today)
        .into_iter()
        .map(|(class, from, to)| {
            let width = Place(to.0 - from.0).percent();
            view! { <rect class=class x=from.percent() width=width y="-8" height="10"></rect> }
        })
        .collect_view();
    // The thin line is the plan that was decided; of what nothing has been decided of, the plan there is.
    let (start, end) = bar.decided.unwrap_or((bar.start, bar.end));
    let (start, end) = (axis.x(start).percent(), axis.x_after(end).percent());
    // What moves the bar itself; the rest is told where the measure is.
    let moves = |code| matches!(code, LabelCode::DependencyLate | LabelCode::DueSoon | LabelCode::NotReported);
    let labels: Vec<_> = bar.labels.iter().copied().filter(|label| moves(label.code)).collect();
    let dates = t!(lang, "common.from_to", from = bar.start, to = bar.end);
    let days = u64::try_from(bar.days_late).unwrap_or(0);
    let state = match (bar.state == MeasureState::Done, days) {
        (_, 0) => view! { <StateTag code=bar.state.code() days_late=None/> }.into_any(),
        (true, _) => {
            view! { <span class="tag"><Icon name="i-check"/>{plural!(lang, "state.done_late", days)}</span> }.into_any()
        }
        (false, _) => view! {
            <span class="tag tag--late"><Icon name="i-clock"/>{plural!(lang, "programme.days_late", days)}</span>
        }
        .into_any(),
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row"><a class="title" href=format!("{}{per}", record_path(&bar.key))>{bar.title}</a></th>
            <td role="cell" class="line">
                <span class="vh">{dates}</span>
                <svg class="gsvg" aria-hidden="true">
                    <GridUse/>
                    <svg y="50%" width="100%" height="100%" overflow="visible">
                        {drawn}
                        <line class="baseline" x1=start x2=end.clone() y1="7" y2="7"></line>
                        <line class="tick" x1=end.clone() x2=end y1="4" y2="10"></line>
                    </svg>
                    <Today axis=axis today=today y="0"/>
                </svg>
            </td>
            <td role="cell" class="num" data-label=t!(lang, "column.percent")>{percent(lang, bar.percent)}</td>
            <td role="cell" class="num" data-label=t!(lang, "column.end")>{bar.end.to_string()}</td>
            <td role="cell">{state} <LabelTags labels=labels/></td>
        </tr>
    }
    .into_any()
}

#[component]
fn Grid(axis: Axis) -> impl IntoView {
    let line = |class: &'static str| move |x: Place| view! { <line class=class x1=x.percent() x2=x.percent() y1="0" y2="100%"></line> };
    let halves = axis.halves().into_iter().map(line("hy")).collect_view();
    let years = axis.borders().into_iter().map(line("yr")).collect_view();
    // The classes are named again inside: a copy is styled by what it holds, not by where the original stands.
    view! {
        <svg class="gsvg vh" aria-hidden="true" focusable="false">
            <symbol id=GRID><g class="gsvg">{halves} {years}</g></symbol>
        </svg>
    }
}

#[component]
fn GridUse() -> impl IntoView {
    view! { <use href=format!("#{GRID}") width="100%" height="100%"></use> }
}

#[component]
fn Today(axis: Axis, today: chrono::NaiveDate, y: &'static str) -> impl IntoView {
    let x = axis.x(today).percent();
    axis.holds(today).then(|| view! { <line class="today" x1=x.clone() x2=x y1=y y2="100%"></line> })
}

/// The years above the bars.
#[component]
fn Years(axis: Axis, today: chrono::NaiveDate) -> AnyView {
    let lang = lang();
    let years = axis
        .named()
        .into_iter()
        .map(|(year, x, _)| {
            view! {
                <line class="yr" x1=x.percent() x2=x.percent() y1="18" y2="100%"></line>
                <text x=x.percent() dx="4" y="31">{year}</text>
            }
        })
        .collect_view();
    let x = axis.x(today);
    let (anchor, dx) = if x.0 > 5_000 { ("end", "6") } else { ("start", "-6") };
    let label = axis.holds(today).then(|| {
        let text = t!(lang, "programme.chart_today", date = today);
        view! { <text class="todayt" x=x.percent() y="11" text-anchor=anchor dx=dx>{text}</text> }
    });
    view! {
        <svg class="gsvg gsvg--axis" aria-hidden="true">{years} <Today axis=axis today=today y="16"/> {label}</svg>
    }
    .into_any()
}

/// What the bars mean.
#[component]
pub fn GanttKey() -> AnyView {
    let lang = lang();
    let sample = |drawn: AnyView| {
        view! { <svg class="gsvg" width="28" height="14" viewBox="0 0 28 14" aria-hidden="true">{drawn}</svg> }
    };
    let rect = |class: &'static str, x: &'static str, y: &'static str, width: &'static str, height: &'static str| {
        view! { <rect class=class x=x y=y width=width height=height></rect> }
    };
    let done = rect("done", "0", "2", "28", "10").into_any();
    let ongoing = view! { {rect("open", ".5", "2.5", "27", "9")} {rect("part", "0", "2", "17", "10")} }.into_any();
    let planned = rect("open", ".5", "2.5", "27", "9").into_any();
    let late = rect("late", ".5", "2.5", "27", "9").into_any();
    let baseline = view! {
        <line class="baseline" x1="0" x2="27" y1="7" y2="7"></line>
        <line class="tick" x1="27" x2="27" y1="3" y2="11"></line>
    }
    .into_any();
    view! {
        <ul class="key">
            <li>{sample(done)} {t!(lang, "programme.roadmap_done")}</li>
            <li>{sample(ongoing)} {t!(lang, "programme.roadmap_ongoing")}</li>
            <li>{sample(planned)} {t!(lang, "programme.roadmap_planned")}</li>
            <li>{sample(late)} {t!(lang, "programme.roadmap_late")}</li>
            <li>{sample(baseline)} {t!(lang, "programme.roadmap_baseline")}</li>
        </ul>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::measure::SubArea;
    use domain::{Key, date};

    fn day(text: &str) -> chrono::NaiveDate {
        date::parse(text).unwrap()
    }

    fn bar(percent: u8, done_on: Option<&str>) -> Bar {
        Bar {
            key: Key::numbered("ATG", 1),
            title: "Rutin".into(),
            area: Area::Technical,
            sub_area: SubArea::It,
            start: day("2025-01-01"),
            end: day("2025-12-31"),
            decided: None,
            percent,
            state: if percent == 100 { MeasureState::Done } else { MeasureState::Ongoing },
            done_on: done_on.map(day),
            days_late: 0,
            labels: Vec::new(),
        }
    }

    fn drawn(bar: &Bar, today: &str) -> Vec<(&'static str, i64, i64)> {
        let axis = Axis::over([day("2025-01-01"), day("2026-12-31")]).unwrap();
        parts(axis, bar, day(today)).into_iter().map(|(class, from, to)| (class, from.0, to.0)).collect()
    }

    #[test]
    fn what_is_done_in_time_has_no_late_part() {
        assert_eq!(drawn(&bar(100, Some("2025-12-31")), "2026-11-23"), [("done", 0, 5_000)]);
        assert_eq!(drawn(&bar(100, Some("2025-07-01")), "2026-11-23"), [("done", 0, 2_493)]);
    }

    #[test]
    fn what_is_late_is_hatched_until_it_is_done_or_today() {
        let (end, july) = (5_000, 7_493);
        assert_eq!(drawn(&bar(100, Some("2026-07-01")), "2026-11-23"), [("done", 0, end), ("late", end, july)]);
        assert_eq!(drawn(&bar(40, None), "2026-07-01"), [("open", 0, end), ("part", 0, 2_000), ("late", end, july)]);
        assert_eq!(drawn(&bar(0, None), "2025-07-01"), [("open", 0, end)]);
    }
}
