//! What the drawing means.

use crate::context::lang;
use crate::t;
use leptos::prelude::*;

/// What the bars mean.
#[component]
pub fn GanttKey(
    /// Whether some measures depend on others.
    depends: bool,
    /// Whether the thin line is the plan that was decided.
    decided: bool,
) -> AnyView {
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
    let plan = if decided { t!(lang, "roadmap.key_decided") } else { t!(lang, "roadmap.key_plan") };
    let push = rect("push", ".5", "2.5", "27", "9").into_any();
    let dependence = view! {
        <g class="dep">
            <line x1="6" x2="6" y1="0" y2="7"></line>
            <line x1="6" x2="22" y1="7" y2="7"></line>
            <path d="M21 3 27 7 21 11z"></path>
        </g>
    }
    .into_any();
    let depends = depends.then(|| {
        view! {
            <li>{sample(push)} {t!(lang, "roadmap.key_push")}</li>
            <li>{sample(dependence)} {t!(lang, "roadmap.key_depends")}</li>
        }
    });
    view! {
        <ul class="key">
            <li>{sample(done)} {t!(lang, "roadmap.key_done")}</li>
            <li>{sample(ongoing)} {t!(lang, "roadmap.key_ongoing")}</li>
            <li>{sample(planned)} {t!(lang, "roadmap.key_planned")}</li>
            <li>{sample(late)} {t!(lang, "roadmap.key_late")}</li>
            <li>{sample(baseline)} {plan}</li>
            {depends}
        </ul>
    }
    .into_any()
}
