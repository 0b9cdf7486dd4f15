//! The second step, where it is needed: where the columns of a file lead.

use super::load::{self, heading};
use crate::context::lang;
use crate::i18n::{Lang, error_text};
use crate::page::Head;
use crate::{plural, t};
use domain::Register;
use domain::import::{Head as Column, Lead, SKIPPED, letters, param, targets};
use leptos::prelude::*;

/// A row for each column of the file, with what stands in it and a choice.
#[component]
pub fn Columns(register: Register, columns: load::Columns) -> AnyView {
    let lang = lang();
    let kind = register.kind();
    let unknown = columns.mapping.leads.iter().filter(|lead| matches!(lead, Lead::Unknown(_))).count();
    let failed = (!columns.errors.is_empty()).then(|| {
        let items = columns.errors.iter().map(|one| view! { <li>{error_text(lang, one, kind)}</li> }).collect_view();
        view! {
            <div class="errors" role="alert" tabindex="-1" autofocus=true>
                <h2>{t!(lang, "import.columns_wrong")}</h2>
                <ul>{items}</ul>
            </div>
        }
    });
    let kept = columns
        .address
        .pairs()
        .iter()
        .filter(|(name, _)| name == "fil")
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> })
        .collect_view();
    let rows = columns
        .heads
        .into_iter()
        .zip(columns.mapping.leads)
        .map(|((head, samples), lead)| view! { <Row register=register head=head samples=samples lead=lead/> })
        .collect_view();
    let title = match unknown {
        0 => t!(lang, "import.columns_known").to_owned(),
        unknown => plural!(lang, "import.columns", unknown),
    };
    let start = format!("/{}/import", register.code());
    let action = start.clone();
    view! {
        <Head title=title lede=t!(lang, "import.columns_lede", name = columns.name)/>
        {failed}
        <form class="form form--wide" method="get" action=action>
            {kept}
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{t!(lang, "import.columns_caption")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{t!(lang, "import.column_file")}</th>
                        <th role="columnheader" scope="col">{t!(lang, "import.column_samples")}</th>
                        <th role="columnheader" scope="col">{t!(lang, "import.column_to")}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            <div class="savebar">
                <button class="btn btn--main" type="submit">{t!(lang, "import.review")}</button>
                <a class="btn" href=start>{t!(lang, "import.another")}</a>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Row(register: Register, head: Column, samples: Vec<String>, lead: Lead) -> AnyView {
    let lang = lang();
    let id = param(&head);
    let name = named(lang, &head);
    let label = t!(lang, "import.column_choose", name = name);
    let (picked, guessed) = match lead {
        Lead::To(target) => (target.name, false),
        Lead::Unknown(Some(target)) => (target.name, true),
        Lead::Unknown(None) | Lead::Reckoned | Lead::Skipped => (SKIPPED, false),
    };
    let options = targets(register)
        .into_iter()
        .map(|target| {
            let selected = target.name == picked;
            view! { <option value=target.name selected=selected>{heading(lang, register, &target)}</option> }
        })
        .collect_view();
    let note = match lead {
        Lead::Unknown(_) if guessed => Some(t!(lang, "import.column_guess")),
        Lead::Reckoned => Some(t!(lang, "import.column_reckoned")),
        _ => None,
    };
    let skipped = picked == SKIPPED;
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{name}</th>
            <td role="cell" class="why" data-label=t!(lang, "import.column_samples")>{samples.join(" · ")}</td>
            <td role="cell" data-label=t!(lang, "import.column_to")>
                <select class="input" id=id.clone() name=id aria-label=label>
                    <option value=SKIPPED selected=skipped>{t!(lang, "import.column_skip")}</option>
                    {options}
                </select>
                {note.map(|note| view! { <p class="help">{note}</p> })}
            </td>
        </tr>
    }
    .into_any()
}

/// A column by its heading, or by its letters when it has none.
pub fn named(lang: Lang, head: &Column) -> String {
    if head.text.is_empty() {
        t!(lang, "import.column_letters", letters = letters(head.place))
    } else {
        head.text.clone()
    }
}
