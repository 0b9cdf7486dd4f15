//! The first step: which file. What is wrong with a file as a whole is told here.

use super::held;
use crate::context::{ImportState, lang};
use crate::i18n::{app_error_text, bytes, error_text, number};
use crate::page::Head;
use crate::{plural, t};
use domain::import::{FILE_MAX, ROWS_MAX};
use domain::{AppError, Register};
use leptos::prelude::*;

/// The form, and the templates.
#[component]
pub fn Start(register: Register, state: ImportState) -> AnyView {
    let lang = lang();
    let action = format!("/{}/import", register.code());
    let failed = state.error.map(|error| view! { <NotRead register=register error=error/> });
    let invalid = failed.is_some().then_some("true");
    let help = t!(lang, "import.file_help", size = bytes(lang, FILE_MAX), rows = number(lang, ROWS_MAX));
    view! {
        <Head title=t!(lang, "import.heading", what = held(lang, register)) lede=t!(lang, "import.lede")/>
        {failed}
        <form class="form form--short" method="post" action=action enctype="multipart/form-data">
            <div class="upload">
                <label for="fil">{t!(lang, "import.file")}</label>
                <input id="fil" name="fil" type="file" required=true accept=".xlsx,.csv,.txt,.tsv" aria-invalid=invalid
                    aria-describedby="fil-hjalp"/>
                <p class="help" id="fil-hjalp">{help}</p>
            </div>
            <div class="field">
                <label for="blad">{t!(lang, "import.sheet")} <span class="opt">" (" {t!(lang, "common.optional")} ")"</span></label>
                <input class="input" type="text" id="blad" name="blad" maxlength="31" autocomplete="off" aria-describedby="blad-hjalp"/>
                <p class="help" id="blad-hjalp">{t!(lang, "import.sheet_help")}</p>
            </div>
            <div class="savebar"><button class="btn btn--main" type="submit">{t!(lang, "import.review")}</button></div>
        </form>
        <Templates register=register/>
    }
    .into_any()
}

/// Workbooks to fill in: an empty one, and one with the register as it is.
#[component]
fn Templates(register: Register) -> impl IntoView {
    let lang = lang();
    let empty = format!("/import/{}/mall.xlsx", register.code());
    let filled = format!("{empty}?rader=alla");
    view! {
        <section class="sec" aria-labelledby="h-mall">
            <div class="sec__head"><h2 id="h-mall">{t!(lang, "import.templates")}</h2></div>
            <p class="m muted">{t!(lang, "import.templates_lead")}</p>
            <ul class="files-row mt-s">
                <li><a href=filled download="">{t!(lang, "import.template_filled", what = held(lang, register))}</a></li>
                <li><a href=empty download="">{t!(lang, "import.template_empty")}</a></li>
            </ul>
        </section>
    }
}

/// Why the file wasn't read.
#[component]
fn NotRead(register: Register, error: AppError) -> AnyView {
    let lang = lang();
    match error {
        AppError::Invalid { errors } if !errors.is_empty() => {
            let count = errors.len();
            let items = errors
                .iter()
                .map(|one| view! { <li><a href="#fil">{error_text(lang, one, register.kind())}</a></li> })
                .collect_view();
            view! {
                <div class="errors" role="alert" tabindex="-1" autofocus=true>
                    <h2>{plural!(lang, "import.not_read", count)}</h2>
                    <ul>{items}</ul>
                </div>
            }
            .into_any()
        }
        error => {
            let texts = app_error_text(lang, &error);
            view! {
                <div class="errors" role="alert" tabindex="-1" autofocus=true>
                    <h2>{texts.title}</h2>
                    <p>{texts.what} " " {texts.kept} " " {texts.remedy}</p>
                </div>
            }
            .into_any()
        }
    }
}
