//! What the board is asked to decide.

use crate::context::lang;
use crate::t;
use crate::ui::Prose;
use domain::picture::Preparation;
use leptos::prelude::*;

/// The proposal, a number for each point, with who prepared it and what the administration holds of it.
#[component]
pub fn Ask(
    /// The proposal; none while it hasn't been prepared.
    preparation: Option<Preparation>,
) -> AnyView {
    let lang = lang();
    let Some(preparation) = preparation else {
        return view! {
            <section class="ask" aria-labelledby="h-forslag">
                <h2 id="h-forslag">{t!(lang, "revision.ask_heading")}</h2>
                <p class="note">{t!(lang, "revision.ask_draft")}</p>
            </section>
        }
        .into_any();
    };
    let Preparation { proposal, summary, assessment, date, by, version, .. } = preparation;
    let points = proposal
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| view! { <li>{line.trim().to_owned()}</li> })
        .collect_view();
    let version = (version > 1).then(|| t!(lang, "revision.ask_version", n = version));
    let assessment = (!assessment.is_empty()).then(|| {
        view! {
            <details class="fold">
                <summary>{t!(lang, "revision.ask_assessment")}</summary>
                <p><Prose text=assessment/></p>
            </details>
        }
    });
    view! {
        <section class="ask" aria-labelledby="h-forslag">
            <h2 id="h-forslag">{t!(lang, "revision.ask_heading")}</h2>
            <ol>{points}</ol>
            <p class="m"><Prose text=summary/></p>
            <p class="note mt-s">{t!(lang, "revision.ask_by", date = date, by = by)} " " {version}</p>
            {assessment}
        </section>
    }
    .into_any()
}
