//! The document of a piece of evidence: its versions with size and checksum, the way to each, and the form that adds one.

use super::life::vouched_text;
use crate::context::lang;
use crate::form::{Drawn, FieldInput};
use crate::i18n::{app_error_text, bytes, error_text};
use crate::ui::{Icon, Mask, Record, column_heads, fold_id};
use crate::{plural, t};
use domain::evidence::life::Earlier;
use domain::evidence::{Evidence, FILE_ENDINGS, FILE_MAX, FileRef, PREVIEW_MAX};
use domain::{Action, AppError, Kind};
use leptos::prelude::*;

/// The document. Its children stand below the version there is.
#[component]
pub fn FileSection(evidence: Evidence, record: Record, children: Children) -> AnyView {
    let lang = lang();
    let address = format!("{}/fil", record.path());
    let there = evidence.file.is_some();
    let count = plural!(lang, "evidence.versions_count", evidence.earlier.len() + usize::from(there));
    let count = (there && !evidence.earlier.is_empty()).then(|| view! { <p>{count}</p> });
    let shown = match (record.hidden_by("file"), evidence.file) {
        (Some(provision), _) => view! { <p><Mask provision=provision/></p> }.into_any(),
        (None, Some(file)) => {
            let download = format!("{address}{}", record.per);
            view! { <Stored file=file address=download/> }.into_any()
        }
        (None, None) => view! { <p class="muted">{t!(lang, "evidence.file_none")}</p> }.into_any(),
    };
    let earlier = (!evidence.earlier.is_empty())
        .then(|| view! { <Versions earlier=evidence.earlier address=address.clone() per=record.per.clone()/> });
    let upload = record.may(Action::Attach).then(|| {
        view! { <Upload record=record address=address replaces=there/> }
    });
    view! {
        <section class="sec" aria-labelledby="h-fil">
            <div class="sec__head"><h2 id="h-fil">{t!(lang, "evidence.file")}</h2>{count}</div>
            {shown}
            {children()}
            {earlier}
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
    let preview = file.shown_as().map(|_| {
        let joint = if address.contains('?') { "&" } else { "?" };
        view! { <Preview address=format!("{address}{joint}visa=1") name=file.name.clone() within=file.size <= PREVIEW_MAX/> }
    });
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
        {preview}
    }
    .into_any()
}

/// The document itself, in a frame where nothing of it can run, and the way to it in a tab of its own. A large one only there.
#[component]
fn Preview(address: String, name: String, within: bool) -> AnyView {
    let lang = lang();
    let title = t!(lang, "evidence.preview_of", name = name);
    let alone = address.clone();
    let framed =
        within.then(|| leptos::html::iframe().class("preview").src(address).title(title).attr("loading", "lazy"));
    view! {
        <details class="fold no-print">
            <summary>{t!(lang, "evidence.preview")}</summary>
            <div>
                {framed}
                <p><a href=alone target="_blank" rel="noopener">{t!(lang, "evidence.preview_alone")}</a></p>
            </div>
        </details>
    }
    .into_any()
}

/// The versions before the one there is, the newest first, each with the days it spoke for and the way to its file.
#[component]
fn Versions(earlier: Vec<Earlier>, address: String, per: String) -> AnyView {
    let lang = lang();
    let (holds, replaced) = (t!(lang, "evidence.version_held"), t!(lang, "evidence.version_ended"));
    let (word, vouched) = (t!(lang, "field_evidence.version"), t!(lang, "evidence.vouched"));
    let rows = earlier
        .into_iter()
        .rev()
        .map(|one| {
            let joint = if per.is_empty() { "?" } else { "&" };
            let to = format!("{address}{per}{joint}sha={}", one.file.sha256);
            let size = bytes(lang, one.file.size);
            let label = t!(lang, "evidence.file_download", name = one.file.name, size = size);
            let until = one.valid_until.map_or(t!(lang, "state.until_further_notice").to_owned(), |day| day.to_string());
            let ended = one.ended.to_string();
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row">
                        <a href=to download=one.file.name.clone() aria-label=label>{one.file.name.clone()}</a>
                        <span class="muted">" " {size.clone()}</span>
                    </th>
                    <td role="cell" data-label=word>{one.version}</td>
                    <td role="cell" data-label=holds>{one.effective.to_string()} " – " {until}</td>
                    <td role="cell" data-label=vouched>{vouched_text(lang, one.vouched.as_ref())}</td>
                    <td role="cell" data-label=replaced><time class="nowrap" datetime=ended.clone()>{ended.clone()}</time></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table role="table" class="tbl tbl--cards mt">
            <caption class="vh">{t!(lang, "evidence.versions_caption")}</caption>
            {column_heads([
                ("", t!(lang, "evidence.versions")),
                ("", word),
                ("", holds),
                ("", vouched),
                ("", replaced),
            ])}
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A plain form that a browser sends by itself, so that a large file is streamed and never passes through the page.
#[component]
fn Upload(record: Record, address: String, replaces: bool) -> AnyView {
    let lang = lang();
    let state = record.form.filter(|form| form.action == Action::Attach && form.key == record.key.as_str());
    let opened = state.is_some() || !replaces;
    let command_id = format!("{}-{}", record.command_id, Action::Attach.code());
    let (draft, error) = state.map(|form| (form.draft, form.error)).unwrap_or_default();
    let errors = match &error {
        Some(AppError::Invalid { errors }) => {
            errors.iter().map(|one| (one.field.clone(), error_text(lang, one, Kind::Evidence))).collect()
        }
        _ => Vec::new(),
    };
    let invalid = error.is_some().then_some("true");
    let failed = error.map(|error| view! { <NotAttached error=error/> });
    let replace = replaces.then(|| view! { <p class="note">{t!(lang, "evidence.file_replace")}</p> });
    // What is offered to be chosen; the server goes by a file's content.
    let accepted = FILE_ENDINGS.map(|ending| format!(".{ending}")).join(",");
    let help = t!(lang, "evidence.file_help", max = bytes(lang, FILE_MAX));
    // The first file has the dates of the evidence; each after it may have its own.
    let dated = replaces.then(|| {
        let drawn = Drawn { kind: Kind::Evidence, prefix: PREFIX.to_owned(), draft, settings: record.settings, errors };
        Evidence::ATTACH
            .iter()
            .filter(|field| Evidence::VERSION.contains(&field.name))
            .map(|field| view! { <FieldInput field=*field drawn=drawn.clone()/> })
            .collect_view()
    });
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
                    {dated}
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

/// What the ids of the form's fields begin with.
const PREFIX: &str = "fil";

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
                .map(|one| {
                    let own = Evidence::VERSION.contains(&one.field.as_str());
                    let to = if own { format!("#{PREFIX}-{}", one.field) } else { "#fil".to_owned() };
                    view! { <li><a href=to>{error_text(lang, one, Kind::Evidence)}</a></li> }
                })
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
