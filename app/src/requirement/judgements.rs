//! How a requirement has been judged: who, when and why, and what it was before.

use crate::context::lang;
use crate::i18n::code_label;
use crate::t;
use crate::ui::{Prose, column_heads};
use domain::requirement::judgements::Judged;
use leptos::prelude::*;

/// The section; nothing before the first judgement.
#[component]
pub fn JudgementsSection(judgements: Vec<Judged>) -> AnyView {
    let lang = lang();
    if judgements.is_empty() {
        return ().into_any();
    }
    let rows = judgements.into_iter().map(|one| view! { <Row one=one/> }).collect_view();
    view! {
        <section class="sec" aria-labelledby="h-bedomningar">
            <div class="sec__head"><h2 id="h-bedomningar">{t!(lang, "requirement.judgements")}</h2></div>
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{t!(lang, "requirement.judgements_caption")}</caption>
                {column_heads([
                    ("", t!(lang, "requirement.judged_when")),
                    ("", t!(lang, "coverage.judgement")),
                    ("", t!(lang, "requirement.judged_why")),
                    ("", t!(lang, "requirement.judged_by")),
                ])}
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

#[component]
fn Row(one: Judged) -> AnyView {
    let lang = lang();
    let level = |level: domain::requirement::Level| code_label(lang, "level", level.code());
    let day = one.date.map_or_else(|| one.at.clone(), |day| day.to_string());
    let change = if one.before == one.after {
        let same = t!(lang, "requirement.judged_same");
        view! { {level(one.after)} <br/> <span class="s muted">{same}</span> }.into_any()
    } else {
        view! {
            <span class="vh">{t!(lang, "common.before")} ": "</span>
            <span class="muted">{level(one.before)}</span>
            " "
            <svg class="arr" aria-hidden="true"><use href="#i-to"></use></svg>
            " "
            <span class="vh">{t!(lang, "common.after")} ": "</span>
            <b>{level(one.after)}</b>
        }
        .into_any()
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row"><time class="nowrap" datetime=day.clone()>{day.clone()}</time></th>
            <td role="cell" data-label=t!(lang, "coverage.judgement")>{change}</td>
            <td role="cell" data-label=t!(lang, "requirement.judged_why") lang=lang.written()>
                <Prose text=one.reason/>
            </td>
            <td role="cell" data-label=t!(lang, "requirement.judged_by")>
                {one.by}
                <br/>
                <span class="s muted nowrap">{t!(lang, "requirement.judged_recorded", at = one.at)}</span>
            </td>
        </tr>
    }
    .into_any()
}
