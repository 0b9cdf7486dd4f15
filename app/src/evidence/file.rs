//! The document of a piece of evidence: its name, size and checksum, the way to it, and the form that puts it there.

use crate::context::lang;
use crate::i18n::{app_error_text, bytes, error_text};
use crate::ui::{Icon, Mask, Record, fold_id};
use crate::{plural, t};
use domain::evidence::{Evidence, FILE_ENDINGS, FILE_MAX, FileRef};
use domain::{Action, AppError, Kind};
use leptos::prelude::*;

/// The document.
#[component]
pub fn FileSection(evidence: Evidence, record: Record) -> AnyView {
    let lang = lang();
    let address = format!("{}/fil", record.path());
    let there = evidence.file.is_some();
    let shown = match (record.hidden_by("file"), evidence.file) {
        (Some(provision), _) => view! { <p><Mask provision=provision/></p> }.into_any(),
        (None, Some(file)) => {
            let download = format!("{address}{}", record.per);
            view! { <Stored file=file address=download/> }.into_any()
        }
        (None, None) => view! { <p class="muted">{t!(lang, "evidence.file_none")}</p> }.into_any(),
    };
    let upload = record.may(Action::Attach).then(|| {
        view! { <Upload record=record address=address replaces=there/> }
    });
    view! {
        <section class="sec" aria-labelledby="h-fil">
            <div class="sec__head"><h2 id="h-fil">{t!(lang, "evidence.file")}</h2></div>
            {shown}
            {upload}
        </section>
    }
    .into_any()
}

#[component]
fn Stored(file: FileRef, address: String) -> AnyView {
    let lang = lang();
    let size = bytes(lang, file.size);
    let label = t!(lang, "evidence.file_download", name = file.name, size = size);
    view! {
        <ul class="files">
            <li>
                <b>{file.name.clone()}</b>
                <span class="muted">{size.clone()}</span>
                <a href=address download=file.name.clone() aria-label=label>{t!(lang, "common.download")}</a>
                <code class="hash">"SHA-256 " {file.sha256}</code>
            </li>
        </ul>
        <p class="note">{t!(lang, "evidence.hash_help")}</p>
    }
    .into_any()
}

/// A plain form that a browser sends by itself, so that a large file is streamed and never passes through the page.
#[component]
fn Upload(record: Record, address: String, replaces: bool) -> AnyView {
    let lang = lang();
    let state = record.form.as_ref().filter(|form| form.action == Action::Attach && form.key == record.key.as_str());
    let error = state.and_then(|form| form.error.clone());
    let opened = error.is_some() || !replaces;
    let command_id = format!("{}-{}", record.command_id, Action::Attach.code());
    let failed = error.map(|error| view! { <NotAttached error=error/> });
    let invalid = failed.is_some().then_some("true");
    let replace = replaces.then(|| view! { <p class="note">{t!(lang, "evidence.file_replace")}</p> });
    // What is offered to be chosen; the server goes by a file's content.
    let accepted = FILE_ENDINGS.map(|ending| format!(".{ending}")).join(",");
    let help = t!(lang, "evidence.file_help", max = bytes(lang, FILE_MAX));
    view! {
        <details class="fold no-print" open=opened>
            <summary>{crate::i18n::action_label(lang, Action::Attach, Kind::Evidence)}</summary>
            <div id=fold_id(Action::Attach)>
                {replace}
                <form class="form" method="post" action=address enctype="multipart/form-data">
                    <input type="hidden" name="command_id" value=command_id/>
                    <input type="hidden" name="rev" value=record.rev.to_string()/>
                    {failed}
                    <div class="upload">
                        <label for="fil">{t!(lang, "evidence.file_choose")}</label>
                        <input id="fil" name="fil" type="file" required=true accept=accepted aria-invalid=invalid
                            aria-describedby="fil-hjalp"/>
                        <p class="help" id="fil-hjalp">{help}</p>
                    </div>
                    <div>
                        <button class="btn btn--main" type="submit">
                            {crate::i18n::text(lang, "action.save_attach")}
                        </button>
                    </div>
                </form>
            </div>
        </details>
    }
    .into_any()
}

/// Why the file wasn't attached.
#[component]
fn NotAttached(error: AppError) -> AnyView {
    let lang = lang();
    let texts = app_error_text(lang, &error);
    match error {
        AppError::Invalid { errors } if !errors.is_empty() => {
            let count = errors.len();
            let items = errors
                .iter()
                .map(|one| view! { <li><a href="#fil">{error_text(lang, one, Kind::Evidence)}</a></li> })
                .collect_view();
            view! {
                <div class="errors" role="alert" tabindex="-1">
                    <h2>{plural!(lang, "error.summary", count)}</h2>
                    <ul>{items}</ul>
                </div>
            }
            .into_any()
        }
        _ => view! {
            <div class="errors" role="alert" tabindex="-1">
                <h2><Icon name="i-warn"/> " " {texts.title}</h2>
                <p>{texts.what} " " {texts.kept} " " {texts.remedy}</p>
            </div>
        }
        .into_any(),
    }
}
