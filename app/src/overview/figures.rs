//! The headline figures.

use crate::context::lang;
use crate::i18n::number;
use crate::page::with_per;
use crate::{plural, t};
use domain::Page;
use domain::overview::Overview;
use leptos::prelude::*;

/// The row of figures, each leading to what it counts.
#[component]
pub fn Figures(page: Overview, per: String) -> AnyView {
    let lang = lang();
    let share = page.programme;
    let deliverables = (share.total > 0).then(|| {
        view! {
            <Figure name=t!(lang, "overview.deliverables").to_owned() value=share.done.into() of=share.total
                note=t!(lang, "overview.deliverables_plan", planned = number(lang, share.planned))
                to=with_per(Page::Programme.path(), &per)/>
        }
    });
    let requirements = page.requirements.clone().map(|(framework, total, shown)| {
        view! {
            <Figure name=t!(lang, "overview.requirements", framework = framework) value=shown.into() of=total
                note=plural!(lang, "overview.requirements_missing", total.saturating_sub(shown))
                to=with_per(Page::Coverage.path(), &per)/>
        }
    });
    view! {
        <dl class="figures">
            <Figure name=t!(lang, "overview.active_risks").to_owned() value=page.risks to=with_per(Page::Risks.path(), &per)/>
            <Figure name=t!(lang, "overview.above_tolerance").to_owned() value=page.risks_above
                note=t!(lang, "overview.above_tolerance_note", tolerance = page.tolerance)
                to=with_per(Page::Matrix.path(), &per)/>
            {deliverables}
            {requirements}
        </dl>
    }
    .into_any()
}

#[component]
fn Figure(
    name: String,
    value: u64,
    #[prop(optional)] of: u32,
    #[prop(optional, into)] note: String,
    to: String,
) -> impl IntoView {
    let lang = lang();
    let whole =
        (of > 0).then(|| view! { " " <small>{t!(lang, "overview.of_total", total = number(lang, of))}</small> });
    view! {
        <div>
            <dt><a class="title" href=to>{name}</a></dt>
            <dd class="v" class:zero=value == 0>{number(lang, i64::try_from(value).unwrap_or(i64::MAX))} {whole}</dd>
            {(!note.is_empty()).then(|| view! { <dd class="x">{note}</dd> })}
        </div>
    }
}
