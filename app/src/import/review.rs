//! The third step: what the file would change, cell by cell, and the one reason for all of it.

use super::columns::named;
use super::load::{CONFIRM, ROWS, Review};
use super::rows::RowsTable;
use crate::context::{ImportState, lang};
use crate::i18n::{Lang, app_error_text, count_text, error_text, number, text};
use crate::page::Head;
use crate::ui::{Icon, page_numbers};
use crate::{plural, t};
use domain::command::REASON_MAX;
use domain::import::{Counts, Head as Column, Lead, Mapping, Shown};
use domain::{AppError, Register};
use leptos::prelude::*;

/// What the file would change.
#[component]
pub fn ReviewView(register: Register, review: Review, state: ImportState) -> AnyView {
    let lang = lang();
    let title = finding(lang, register, review.counts);
    let changed_since = state.since.is_some() && review.counts.refused > 0;
    let ready = review.ready;
    let again = review.address.to_string();
    let banner = changed_since.then(|| {
        view! {
            <div class="banner banner--bad" role="alert" tabindex="-1" autofocus=true>
                <p><b>{t!(lang, "import.changed_since")}</b> " " {t!(lang, "import.nothing_written")}</p>
                <p><a href=again>{t!(lang, "import.review_again")}</a></p>
            </div>
        }
    });
    let blocked = (review.counts.refused > 0 && !changed_since).then(|| {
        view! { <p class="note mt-s">{t!(lang, "import.all_or_nothing")}</p> }
    });
    let confirm = ready.then(|| {
        let counts = review.counts;
        view! { <Confirm register=register address=review.address.clone() counts=counts position=review.position state=state/> }
    });
    let another = (!ready).then(|| {
        let start = format!("/{}/import", register.code());
        view! { <p class="mt"><a class="btn" href=start>{t!(lang, "import.another")}</a></p> }
    });
    view! {
        <Head title=title lede=t!(lang, "import.review_lede", name = review.name.clone(), rows = number(lang, review.counts.rows))/>
        {banner}
        <Figures counts=review.counts/>
        {blocked}
        <Notes mapping=review.mapping.clone() heads=review.heads.clone() address=review.address.clone()/>
        <Views counts=review.counts shown=review.shown address=review.address.clone()/>
        <RowsTable register=register rows=review.rows mapping=review.mapping heads=review.heads/>
        <Leafing page=review.page pages=review.pages total=review.counts.of(review.shown) shown=review.shown
            address=review.address/>
        {confirm}
        {another}
    }
    .into_any()
}

/// What the heading states.
fn finding(lang: Lang, register: Register, counts: Counts) -> String {
    match counts {
        Counts { refused: 1.., .. } => plural!(lang, "import.finding_refused", counts.refused),
        Counts { changed: 0, new: 0, .. } => t!(lang, "import.finding_same").to_owned(),
        Counts { changed: 0, .. } => {
            let what = count_text(lang, &format!("register.{}_count", register.code()), counts.new, &[]);
            t!(lang, "import.finding_new", what = what)
        }
        _ => {
            let what = count_text(lang, &format!("register.{}_count", register.code()), counts.changed, &[]);
            t!(lang, "import.finding_changed", what = what)
        }
    }
}

/// How many rows there are of each sort.
#[component]
fn Figures(counts: Counts) -> impl IntoView {
    let lang = lang();
    let icon = |shown: Shown| match shown {
        Shown::Refused => "i-warn",
        Shown::Changed => "i-to",
        Shown::New => "i-plus",
        Shown::Same => "i-same",
    };
    let figures = [Shown::Changed, Shown::New, Shown::Same, Shown::Refused]
        .into_iter()
        .map(|shown| {
            let value = counts.of(shown);
            view! {
                <div>
                    <dt><Icon name=icon(shown)/>{text(lang, &format!("import.count_{}", shown.code()))}</dt>
                    <dd class="v" class:zero=value == 0>{number(lang, value)}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="figures">{figures}</dl> }
}

/// What someone should know of how the file was read.
#[component]
fn Notes(mapping: Mapping, heads: Vec<Column>, address: super::Address) -> impl IntoView {
    let lang = lang();
    let to = address.with("steg", "kolumner").to_string();
    let unread: Vec<String> = heads
        .iter()
        .zip(&mapping.leads)
        .filter(|(_, lead)| !matches!(lead, Lead::To(_)))
        .map(|(head, _)| named(lang, head))
        .collect();
    let notes = [
        (!mapping.keyed()).then(|| t!(lang, "import.note_no_key").to_owned()),
        (mapping.keyed() && !mapping.dated()).then(|| t!(lang, "import.note_no_rev").to_owned()),
        (!unread.is_empty()).then(|| t!(lang, "import.note_unread", columns = unread.join(", "))),
    ];
    let notes = notes.into_iter().flatten().map(|note| view! { <p class="m muted">{note}</p> }).collect_view();
    view! {
        <div class="mt-s">
            {notes}
            <p class="m"><a href=to>{t!(lang, "import.columns_show")}</a></p>
        </div>
    }
}

/// The sorts of rows, as links.
#[component]
fn Views(counts: Counts, shown: Shown, address: super::Address) -> impl IntoView {
    let lang = lang();
    let links = Shown::ALL
        .iter()
        .filter(|sort| counts.of(**sort) > 0 || **sort == shown)
        .map(|sort| {
            let name = text(lang, &format!("import.show_{}", sort.code()));
            let words = t!(lang, "revision.view_count", name = name, n = number(lang, counts.of(*sort)));
            let current = (*sort == shown).then_some("true");
            view! { <a href=address.with("visa", sort.code()).to_string() aria-current=current>{words}</a> }
        })
        .collect_view();
    view! { <nav class="views mt" aria-label=t!(lang, "import.views")>{links}</nav> }
}

/// Leafing through the rows of a sort; nothing where all of them are shown.
#[component]
fn Leafing(page: usize, pages: usize, total: u32, shown: Shown, address: super::Address) -> AnyView {
    if pages <= 1 {
        return ().into_any();
    }
    let lang = lang();
    let address = address.with("visa", shown.code());
    let at = |page: u64| address.with("sida", &page.to_string()).to_string();
    let (now, last) = (page as u64, pages as u64);
    let numbers = page_numbers(now, last)
        .into_iter()
        .map(|number| match number {
            Some(number) => {
                let current = (number == now).then_some("page");
                view! { <li><a href=at(number) aria-current=current>{number}</a></li> }.into_any()
            }
            None => view! { <li class="gap">"…"</li> }.into_any(),
        })
        .collect_view();
    let previous =
        (now > 1).then(|| view! { <li><a rel="prev" href=at(now - 1)>{t!(lang, "common.previous")}</a></li> });
    let next = (now < last).then(|| view! { <li><a rel="next" href=at(now + 1)>{t!(lang, "common.next")}</a></li> });
    let from = (page - 1) * ROWS + 1;
    let to = (page * ROWS).min(total as usize);
    let told =
        t!(lang, "common.rows_shown", from = number(lang, from), to = number(lang, to), total = number(lang, total));
    view! {
        <nav class="pager" aria-label=t!(lang, "common.pages")>
            <p role="status">{told}</p>
            <ul>{previous}{numbers}{next}</ul>
        </nav>
    }
    .into_any()
}

/// The reason, and the button that writes it all.
#[component]
fn Confirm(register: Register, address: super::Address, counts: Counts, position: u64, state: ImportState) -> AnyView {
    let lang = lang();
    let action = format!("{}/{CONFIRM}", address.path());
    let hidden = address
        .pairs()
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> })
        .collect_view();
    let errors: Vec<String> = match &state.error {
        Some(AppError::Invalid { errors }) => errors.iter().map(|one| error_text(lang, one, register.kind())).collect(),
        Some(error) => {
            let texts = app_error_text(lang, error);
            vec![format!("{} {} {}", texts.what, texts.kept, texts.remedy)]
        }
        None => Vec::new(),
    };
    let has_error = !errors.is_empty();
    let described = if has_error { "skal-hjalp skal-fel" } else { "skal-hjalp" };
    let invalid = has_error.then_some("true");
    let told = errors.into_iter().map(|text| view! { <span>{text} " "</span> }).collect_view();
    let error = has_error.then(|| {
        view! { <p class="error" id="skal-fel" role="alert" tabindex="-1" autofocus=true><Icon name="i-warn"/> " " {told}</p> }
    });
    view! {
        <form class="form form--short mt" method="post" action=action>
            {hidden}
            <input type="hidden" name="lage" value=position.to_string()/>
            <div class="field" class:field--error=has_error>
                <label for="skal">{t!(lang, "import.reason")}</label>
                {error}
                <textarea class="input" id="skal" name="skal" rows="2" required=true maxlength=REASON_MAX.to_string()
                    aria-invalid=invalid aria-describedby=described>{state.reason}</textarea>
                <p class="help" id="skal-hjalp">{t!(lang, "import.reason_help")}</p>
            </div>
            <div class="savebar">
                <button class="btn btn--main" type="submit">{plural!(lang, "import.write", counts.changed + counts.new)}</button>
                <a class="btn" href=address.path().to_owned()>{t!(lang, "common.cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}
