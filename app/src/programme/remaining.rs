//! What is left until the programme's last day, and what it would take.

use crate::address::Address;
use crate::chart::BarState;
use crate::context::lang;
use crate::i18n::{Lang, code_label, number, percent, plain_date, rate};
use crate::ui::record_path;
use crate::{plural, t};
use chrono::NaiveDate;
use domain::Page;
use domain::label::LabelCode;
use domain::programme::remaining::{NEAR, Outlook};
use domain::programme::{Bar, ProgrammeReport, Remaining};
use leptos::prelude::*;

/// The section. Nothing once everything is done.
#[component]
pub fn Left(report: ProgrammeReport, per: String) -> AnyView {
    let lang = lang();
    let Some(left) = report.remaining.clone().filter(|left| left.outlook() != Outlook::Done) else {
        return ().into_any();
    };
    let heading = t!(lang, "programme.left_heading", date = plain_date(lang, left.end));
    let words = what_it_takes(lang, &left, &report);
    let more = (usize::try_from(left.left).is_ok_and(|all| left.measures.len() < all)).then(|| {
        let to = Address::new(Page::Measures.path().to_owned(), &pairs(&report))
            .with("per", per.trim_start_matches("?per="));
        let text =
            t!(lang, "programme.left_more", n = number(lang, i64::try_from(left.measures.len()).unwrap_or_default()));
        view! { <p class="note mt">{text} " " <a href=to.to_string()>{t!(lang, "programme.list")}</a></p> }
    });
    view! {
        <section class="sec" aria-labelledby="h-kvar">
            <div class="sec__head"><h2 id="h-kvar">{heading}</h2></div>
            <Figures left=left.clone() total=report.total.total/>
            <div class="takes">{words.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}</div>
            <LeftTable left=left today=report.today per=per/>
            {more}
        </section>
    }
    .into_any()
}

/// The part that is shown, as parameters of the list of measures.
fn pairs(report: &ProgrammeReport) -> Vec<(String, String)> {
    let query = report.part.query();
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[component]
fn Figures(left: Remaining, total: u32) -> AnyView {
    let lang = lang();
    let held = left.held;
    let near = (left.near > 0).then(|| plural!(lang, "programme.left_near", left.near, percent = percent(lang, NEAR)));
    let days = u64::try_from(left.days).ok().map_or_else(
        || (number(lang, 0), t!(lang, "programme.left_passed", date = left.end)),
        |days| (number(lang, left.days), plural!(lang, "programme.left_weeks", days / 7)),
    );
    let needed = left.needed_hundredths().map(|needed| {
        let note = t!(lang, "programme.pace_needed_note");
        view! { <Figure name=t!(lang, "programme.pace_needed") value=rate(lang, needed) unit=t!(lang, "programme.a_week").to_owned() note=note.to_owned()/> }
    });
    let delivered = plural!(lang, "programme.pace_held_note", held.delivered, weeks = held.weeks);
    view! {
        <dl class="figures">
            <Figure name=t!(lang, "programme.left_count") value=number(lang, left.left)
                unit=t!(lang, "overview.of_total", total = number(lang, total)) note=near.unwrap_or_default()/>
            <Figure name=t!(lang, "programme.left_days") value=days.0 unit=String::new() note=days.1/>
            {needed}
            <Figure name=t!(lang, "programme.pace_held") value=rate(lang, held.hundredths())
                unit=t!(lang, "programme.a_week").to_owned() note=delivered/>
        </dl>
    }
    .into_any()
}

#[component]
fn Figure(name: &'static str, value: String, unit: String, note: String) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd class="v">{value} " " <small>{unit}</small></dd>
            {(!note.is_empty()).then(|| view! { <dd class="x">{note}</dd> })}
        </div>
    }
}

/// Whether it will hold, and what it would take, in sentences.
fn what_it_takes(lang: Lang, left: &Remaining, report: &ProgrammeReport) -> Vec<String> {
    let total = report.total;
    let first = match left.outlook() {
        Outlook::Done => return Vec::new(),
        Outlook::Holds => t!(lang, "programme.takes_holds").to_owned(),
        Outlook::TooSlow(tenths) => t!(lang, "programme.takes_faster", times = rate(lang, tenths.saturating_mul(10))),
        Outlook::Still => t!(lang, "programme.takes_still", weeks = left.held.weeks),
        Outlook::Over => t!(lang, "programme.takes_over", date = left.end),
    };
    let near = (left.near > 0 && left.near < left.left).then(|| {
        let reach = t!(
            lang,
            "programme.done_of",
            done = number(lang, total.done + left.near),
            total = number(lang, total.total)
        );
        plural!(lang, "programme.takes_near", left.near, percent = percent(lang, NEAR), reach = reach)
    });
    let late = (total.late > 0).then(|| plural!(lang, "programme.takes_late", total.late));
    [Some(first), near, late].into_iter().flatten().collect()
}

/// What is left, by area.
#[component]
fn LeftTable(left: Remaining, today: NaiveDate, per: String) -> AnyView {
    let lang = lang();
    let areas = left
        .areas
        .into_iter()
        .map(|(area, share)| {
            let name = code_label(lang, "area", area.code());
            let rest = t!(lang, "programme.left_of", left = share.total - share.done, total = share.total);
            let rows = left.measures.iter().filter(|bar| bar.area == area).cloned();
            let rows = rows.map(|bar| view! { <LeftRow bar=bar today=today per=per.clone()/> }).collect_view();
            view! {
                <tbody role="rowgroup">
                    <tr role="row" class="group">
                        <th role="rowheader" scope="rowgroup" colspan="6">{name} " " <span class="muted s">{rest}</span></th>
                    </tr>
                    {rows}
                </tbody>
            }
        })
        .collect_view();
    view! {
        <table role="table" class="tbl tbl--cards left">
            <caption class="vh">{t!(lang, "programme.left_caption")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{t!(lang, "page.measure")}</th>
                    <th role="columnheader" scope="col">{t!(lang, "column.sub_area")}</th>
                    <th role="columnheader" scope="col">{t!(lang, "column.owner")}</th>
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

#[component]
fn LeftRow(bar: Bar, today: NaiveDate, per: String) -> AnyView {
    let lang = lang();
    let to = format!("{}{per}", record_path(&bar.key));
    // One that comes soon is labelled so already.
    let told = bar.labels.iter().any(|label| label.code == LabelCode::DueSoon);
    let coming = u64::try_from((bar.end - today).num_days()).ok().filter(|_| !told);
    let coming = coming.map(|days| view! { <div class="muted s">{plural!(lang, "state.due_in", days)}</div> });
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <span class="id">{bar.key.to_string()}</span> <br/> <a class="title" href=to>{bar.title.clone()}</a>
            </th>
            <td role="cell" data-label=t!(lang, "column.sub_area")>{code_label(lang, "sub_area", bar.sub_area.code())}</td>
            <td role="cell" data-label=t!(lang, "column.owner")>{bar.owner.clone()}</td>
            <td role="cell" class="num" data-label=t!(lang, "column.percent")>
                <progress class="bar" max="100" value=bar.percent aria-label=t!(lang, "programme.bar", name = bar.key)>
                    {percent(lang, bar.percent)}
                </progress>
                " "
                {percent(lang, bar.percent)}
            </td>
            <td role="cell" class="num" data-label=t!(lang, "programme.planned_end")>{bar.end.to_string()}</td>
            <td role="cell" data-label=t!(lang, "column.state")><BarState bar=bar/> {coming}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::programme::baseline::Decided;
    use domain::programme::{Pace, Part, Programme, Share, report};
    use domain::{Draft, date};

    fn said(left: u32, near: u32, days: i64, delivered: u32) -> Vec<String> {
        let typed = Draft::default().with("name", "Program").with("start", "2023-01-01").with("end", "2026-12-31");
        let programme = Programme::read(&typed, None).unwrap();
        let today = date::parse("2026-11-23").unwrap();
        let mut report = report(Part::default(), Some(programme), &[], &Decided::new(), today);
        report.total = Share { total: 38, done: 38 - left, planned: 35, late: 0, established: 0 };
        let held = Pace { weeks: 52, delivered };
        let end = date::parse("2026-12-31").unwrap();
        let left = Remaining { end, days, left, near, held, areas: Vec::new(), measures: Vec::new() };
        what_it_takes(Lang::Sv, &left, &report)
    }

    #[test]
    fn it_says_whether_it_holds_and_what_it_would_take() {
        let demo = said(8, 6, 38, 7);
        assert!(demo[0].contains("11 gånger"), "{demo:?}");
        assert!(demo[1].contains("80\u{a0}procent") || demo[1].contains("80\u{a0}%"), "{demo:?}");
        assert!(demo[1].contains("36 av 38"), "{demo:?}");
        assert_eq!(said(1, 0, 38, 52).len(), 1);
        assert!(said(3, 0, -2, 7)[0].contains("2026-12-31"));
        assert!(said(3, 0, 20, 0)[0].contains("52 veckorna"));
        assert_eq!(said(0, 0, 20, 0), [""; 0]);
    }
}
