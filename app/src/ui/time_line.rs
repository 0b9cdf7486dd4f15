//! A register, or a page of its own, between the board's decisions and today.

use crate::context::lang;
use crate::page::{use_pairs, use_per};
use crate::t;
use chrono::NaiveDate;
use domain::query::encode;
use domain::{ListQuery, Moment, Page};
use islands::TimeSlider;
use leptos::prelude::*;

/// The moments that a register is most often looked back to: as it stood when the board decided on each risk picture, and as it
/// stands now. `decisions` are in the order of their days.
#[component]
pub fn TimeLine(
    /// What is asked for now.
    query: ListQuery,
    /// The days of the board's decisions, each with the picture's name.
    decisions: Vec<(NaiveDate, String)>,
) -> AnyView {
    let (seen, base) = (query.moment, format!("/{}", query.register.code()));
    line(seen, decisions, |moment| format!("{base}{}", ListQuery { moment, page: 1, ..query.clone() }.address()))
}

/// The same for a page that is no list: its address stays as it is, but for the date.
#[component]
pub fn PageTimeLine(
    /// The page.
    page: Page,
    /// The days of the board's decisions, each with the picture's name.
    decisions: Vec<(NaiveDate, String)>,
) -> AnyView {
    let pairs = use_pairs();
    let kept = pairs.into_iter().filter(|(name, value)| name != "per" && !value.is_empty());
    let kept: Vec<String> = kept.map(|(name, value)| format!("{}={}", encode(&name), encode(&value))).collect();
    let seen = domain::date::parse(&use_per()).map_or(Moment::Now, Moment::On);
    line(seen, decisions, |moment| {
        let per = match moment {
            Moment::On(day) => Some(format!("per={day}")),
            Moment::Now => None,
        };
        let pairs: Vec<String> = kept.iter().cloned().chain(per).collect();
        if pairs.is_empty() { page.path().to_owned() } else { format!("{}?{}", page.path(), pairs.join("&")) }
    })
}

fn line(seen: Moment, decisions: Vec<(NaiveDate, String)>, to: impl Fn(Moment) -> String) -> AnyView {
    let lang = lang();
    if decisions.is_empty() {
        return ().into_any();
    }
    let mut moments: Vec<(Moment, String, String)> =
        decisions.into_iter().map(|(day, name)| (Moment::On(day), day.to_string(), name)).collect();
    moments.push((Moment::Now, t!(lang, "timeline.now").to_owned(), String::new()));
    // On a day between two decisions it stands at the one before.
    let before = |moment: &Moment| match (moment, seen) {
        (Moment::On(day), Moment::On(seen)) => *day <= seen,
        (Moment::On(_), Moment::Now) => true,
        (Moment::Now, seen) => seen == Moment::Now,
    };
    let at = moments.iter().take_while(|(moment, ..)| before(moment)).count().saturating_sub(1);
    let points = moments
        .iter()
        .map(|(moment, day, name)| (format!("{day} {name}").trim_end().to_owned(), to(*moment)))
        .collect();
    let links = moments
        .into_iter()
        .map(|(moment, day, name)| {
            let current = (moment == seen).then_some("true");
            let hint = (!name.is_empty()).then(|| name.clone());
            let name = (!name.is_empty()).then(|| view! { <span class="vh">" " {name}</span> });
            view! { <li><a href=to(moment) aria-current=current title=hint>{day}{name}</a></li> }
        })
        .collect_view();
    let label = t!(lang, "timeline.label");
    view! {
        <nav class="time no-print" aria-label=label>
            <span class="muted">{label}</span>
            <TimeSlider label=label.to_owned() show=t!(lang, "timeline.show").to_owned() points=points at=at/>
            <ol>{links}</ol>
        </nav>
    }
    .into_any()
}
