//! The last step: what came of it.

use super::held;
use crate::context::lang;
use crate::i18n::{app_error_text, error_text, number};
use crate::page::Head;
use crate::ui::{Icon, record_path};
use crate::{plural, t};
use domain::import::Done;
use domain::{AppError, Key, Register};
use leptos::prelude::*;

/// Records that are named; of the rest it is told how many there are.
const NAMED: usize = 200;

/// What was written, and what wasn't after all.
#[component]
pub fn DoneView(register: Register, done: Done) -> AnyView {
    let lang = lang();
    let (written, failed) = (done.written.len(), done.failed.len());
    let more = written.saturating_sub(NAMED);
    let rows = done
        .written
        .into_iter()
        .take(NAMED)
        .map(|(line, key, new)| view! { <Written line=line key=key new=new/> })
        .collect_view();
    let kind = register.kind();
    let refused = (failed > 0).then(|| {
        let items = done
            .failed
            .into_iter()
            .map(|(line, key, error)| {
                let name = key.map(|key| format!(", {key}")).unwrap_or_default();
                let why = match &error {
                    AppError::Invalid { errors } if !errors.is_empty() => {
                        errors.iter().map(|one| error_text(lang, one, kind)).collect::<Vec<_>>().join(" ")
                    }
                    error => app_error_text(lang, error).what,
                };
                view! { <li><b>{t!(lang, "import.row_number", n = number(lang, line))} {name}</b> ": " {why}</li> }
            })
            .collect_view();
        view! {
            <div class="errors" role="alert" tabindex="-1" autofocus=true>
                <h2>{plural!(lang, "import.failed", failed)}</h2>
                <p>{t!(lang, "import.failed_do")}</p>
                <ul>{items}</ul>
            </div>
        }
    });
    let list = format!("/{}", register.code());
    let another = format!("{list}/import");
    view! {
        <Head title=plural!(lang, "import.done", written) lede=t!(lang, "import.done_lede", name = done.name)/>
        {refused}
        {(written > 0).then(|| view! {
            <div class="banner banner--ok" role="status">
                <p><Icon name="i-check"/> " " {t!(lang, "import.done_reason", reason = done.reason)}</p>
            </div>
            <ul class="linked">{rows}</ul>
            {(more > 0).then(|| view! { <p class="note">{plural!(lang, "common.more", more)}</p> })}
        })}
        <p class="mt">
            <a class="btn btn--main" href=list>{t!(lang, "import.to_list", what = held(lang, register))}</a> " "
            <a class="btn" href=another>{t!(lang, "import.another")}</a>
        </p>
    }
    .into_any()
}

#[component]
fn Written(line: u32, key: Key, new: bool) -> impl IntoView {
    let lang = lang();
    let id = key.to_string();
    let said = if new { t!(lang, "import.count_nya") } else { t!(lang, "import.count_andras") };
    let icon = if new { "i-plus" } else { "i-to" };
    view! {
        <li>
            <span class="id">{t!(lang, "import.row_number", n = number(lang, line))}</span>
            <a class="title" href=record_path(&key)>{id}</a>
            <span class="tag"><Icon name=icon/>{said}</span>
        </li>
    }
}
