//! What of a report someone has to look at: where the register has moved away from it, and what is new.

use super::{anchor, heading, writing};
use crate::context::lang;
use crate::form::CommandForm;
use crate::i18n::{code_label, text};
use crate::picture::Forms;
use crate::{plural, t};
use domain::report::page::ReportPage;
use domain::report::write::REFRESH;
use domain::report::{Freshness, Standing};
use domain::{Action, Draft, Kind};
use leptos::prelude::*;

/// The banner, with a link to each; nothing when the report says what the register does.
#[component]
pub fn StaleBanner(page: ReportPage, forms: Forms, here: String) -> AnyView {
    let lang = lang();
    let bare = (page.bare && !page.standings.is_empty()).then(|| {
        view! { <div class="banner banner--warn"><p>{t!(lang, "interim_report.bare")}</p></div> }
    });
    let open = page.row.report.open();
    let told: Vec<Standing> = page.standings.iter().filter(|one| is_told(one, open)).cloned().collect();
    if told.is_empty() {
        return view! { {bare} }.into_any();
    }
    let (stale, gone, new) = (page.counts.stale, page.counts.gone, page.counts.new);
    let parts = [
        (stale > 0).then(|| plural!(lang, "interim_report.stale", stale)),
        (gone > 0).then(|| plural!(lang, "interim_report.gone", gone)),
        (new > 0 && open).then(|| plural!(lang, "interim_report.new", new)),
    ];
    let said = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let key = page.row.key.clone();
    let items = told
        .into_iter()
        .filter_map(|standing| {
            let statement = standing.statement()?.clone();
            let to = match open {
                true => format!("{}#{}", writing(&key, statement.chapter), anchor(&statement.id)),
                false => format!("#{}", anchor(&statement.id)),
            };
            let name = name(&statement.subject, &statement.text);
            let state = code_label(lang, "freshness", standing.freshness.code());
            let chapter = heading(statement.chapter);
            let words = view! { <span lang=lang.written()>{chapter} ": " {name}</span> };
            Some(view! { <li><a href=to>{words}</a> " " <span class="tag">{state}</span></li> })
        })
        .collect_view();
    let note = (!open).then(|| view! { <p class="note">{t!(lang, "interim_report.moved_before_board")}</p> });
    let refresh = (open && forms.may(Action::Refresh, Kind::Report)).then(|| {
        let hidden = forms.hidden(Action::Refresh, here.clone(), here);
        view! {
            <CommandForm hidden=hidden form_fields=REFRESH.to_vec() draft=Draft::default() settings=forms.settings.clone()
                submit=text(lang, "action.save_refresh").to_owned() state=forms.state.clone()/>
        }
    });
    view! {
        {bare}
        <section class="banner banner--warn" aria-labelledby="h-andrat">
            <div>
                <h2 id="h-andrat">{t!(lang, "interim_report.moved_heading")}</h2>
                <p>{said}</p>
                {note}
                <details class="fold">
                    <summary>{t!(lang, "interim_report.moved_list")}</summary>
                    <ul class="bare">{items}</ul>
                </details>
                {refresh}
            </div>
        </section>
    }
    .into_any()
}

/// Of a report before the board it is told what has moved, and not what could be added.
fn is_told(standing: &Standing, open: bool) -> bool {
    match standing.freshness {
        Freshness::Stale | Freshness::Gone => true,
        Freshness::New => open,
        Freshness::Fresh | Freshness::Own | Freshness::LeftOut => false,
    }
}

/// What a statement is called in a list: what it is about, else its first words.
fn name(subject: &str, text: &str) -> String {
    let whole = if subject.is_empty() { text.lines().next().unwrap_or_default() } else { subject };
    let short: String = whole.chars().take(70).collect();
    if short.chars().count() < whole.chars().count() { format!("{short}…") } else { short }
}
