//! Many documents at once: what they have in common is said once, and each becomes a piece of evidence of its own.

use crate::api::{FormPage, form};
use crate::context::lang;
use crate::form::{ClassifiedBanner, Drawn, FieldInput, FormErrors};
use crate::i18n::{bytes, error_text};
use crate::page::{Crumbs, Head, Loaded};
use crate::ui::KeyLinks;
use crate::{plural, t};
use domain::evidence::{Evidence, FILE_ENDINGS, FILE_MAX, PIECE};
use domain::{AppError, Draft, Key, Kind, Page};
use islands::{UPLOADS, Uploads};
use leptos::prelude::*;

/// The fields of evidence that are said of all files together.
pub const TOGETHER: &[&str] =
    &["kind", "effective", "valid_until", "owner", "note", "requirements", "measures", "controls"];
/// Under which names what came of a form is told: lines of a file's name, a tab, and the rest.
pub const MADE: &str = "came_made";
/// Files that were there already.
pub const SAME: &str = "came_same";
/// Files that weren't taken.
pub const FAILED: &str = "came_failed";

/// What the ids of the form's fields begin with.
const PREFIX: &str = "filer";

/// The page.
#[component]
pub fn UploadPage() -> AnyView {
    let data = form(Kind::Evidence, String::new(), String::new());
    view! { <Loaded data=data draw=|page: FormPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: FormPage) -> AnyView {
    let lang = lang();
    let trail = vec![(t!(lang, "page.evidences").to_owned(), Page::Evidences.path().to_owned())];
    let (command_id, draft, error) = match page.form {
        Some(state) => (state.command_id, state.draft, state.error),
        None => (page.command_id.clone(), Draft::default(), None),
    };
    let came = Came::of(&draft);
    // What went well is done with; the next files are another form.
    let command_id = if error.is_some() || !came.failed.is_empty() { command_id } else { page.command_id };
    let errors: Vec<(String, String)> = match &error {
        Some(AppError::Invalid { errors }) => {
            errors.iter().map(|one| (one.field.clone(), error_text(lang, one, Kind::Evidence))).collect()
        }
        _ => Vec::new(),
    };
    let failed = error.map(|error| view! { <FormErrors error=error errors=errors.clone() prefix=PREFIX.to_owned()/> });
    let drawn = Drawn { kind: Kind::Evidence, prefix: PREFIX.to_owned(), draft, settings: page.settings, errors };
    let fields = Evidence::FIELDS
        .iter()
        .filter(|field| TOGETHER.contains(&field.name))
        .map(|field| view! { <FieldInput field=*field drawn=drawn.clone()/> })
        .collect_view();
    let accepted = FILE_ENDINGS.map(|ending| format!(".{ending}")).join(",");
    let help = t!(lang, "evidence.file_help", max = bytes(lang, FILE_MAX));
    view! {
        <Crumbs trail=trail here=t!(lang, "page.upload_evidence").to_owned()/>
        <Head title=t!(lang, "evidence.upload_title").to_owned() lede=t!(lang, "evidence.upload_lead").to_owned()/>
        <ClassifiedBanner/>
        {failed}
        <CameView came=came/>
        <form class="form mt" method="post" action=Page::UploadEvidence.path() enctype="multipart/form-data">
            <input type="hidden" name="command_id" value=command_id/>
            {fields}
            <div class="upload">
                <label for="filer-file">{t!(lang, "evidence.upload_choose")}</label>
                <input id="filer-file" name="filer" type="file" multiple=true required=true accept=accepted
                    aria-describedby="filer-hjalp"/>
                <p class="help" id="filer-hjalp">{t!(lang, "evidence.upload_help")} " " {help}</p>
                <Uploads><Files/></Uploads>
            </div>
            <div class="savebar">
                <button class="btn btn--main" type="submit">{t!(lang, "evidence.upload_send")}</button>
                <a class="btn" href=Page::Evidences.path()>{t!(lang, "common.cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}

/// The list of files where scripts run: its words, and the pattern of its rows. Without them it isn't seen.
#[component]
fn Files() -> AnyView {
    let lang = lang();
    let name = "{name}";
    view! {
        <div id=UPLOADS class="sendlist" hidden=true data-piece=PIECE.to_string() data-point=t!(lang, "evidence.upload_point")
            data-chosen=t!(lang, "evidence.upload_state_chosen") data-waiting=t!(lang, "evidence.upload_state_waiting")
            data-sending=t!(lang, "evidence.upload_state_sending", percent = "{percent}")
            data-taking=t!(lang, "evidence.upload_state_taking")
            data-paused=t!(lang, "evidence.upload_state_paused", percent = "{percent}")
            data-stopped=t!(lang, "evidence.upload_stopped")
            data-made=t!(lang, "evidence.upload_state_made") data-same=t!(lang, "evidence.upload_state_same")
            data-failed=t!(lang, "evidence.upload_state_failed") data-silent=t!(lang, "evidence.upload_state_silent")
            data-signed-out=t!(lang, "evidence.upload_state_signed_out") data-unread=t!(lang, "evidence.upload_unread")
            data-fault=t!(lang, "evidence.upload_fault")
            data-count=t!(lang, "evidence.upload_count", n = "{n}", total = "{total}")>
            <ul class="plain"></ul>
            <p class="m" role="status"></p>
            <template>
                <li>
                    <b lang=lang.written() data-name=""></b>
                    <span class="muted num" data-size=""></span>
                    <progress max="100" value="0" aria-label=t!(lang, "evidence.upload_progress", name = name)></progress>
                    <span data-state=""></span>
                    <span class="actions">
                        <button class="btn btn--s" type="button" data-do="pause"
                            aria-label=t!(lang, "evidence.upload_pause_of", name = name)>{t!(lang, "evidence.upload_pause")}</button>
                        <button class="btn btn--s" type="button" data-do="go"
                            aria-label=t!(lang, "evidence.upload_go_of", name = name)>{t!(lang, "evidence.upload_go")}</button>
                        <button class="btn btn--s" type="button" data-do="remove"
                            aria-label=t!(lang, "evidence.upload_remove_of", name = name)>{t!(lang, "evidence.upload_remove")}</button>
                    </span>
                </li>
            </template>
        </div>
    }
    .into_any()
}

/// What came of the files that were sent: each name with the rest.
struct Came {
    made: Vec<(String, String)>,
    same: Vec<(String, String)>,
    failed: Vec<(String, String)>,
}

impl Came {
    fn of(draft: &Draft) -> Self {
        let lines = |name: &str| {
            let lines = draft.get(name).lines();
            lines.filter_map(|line| line.split_once('\t')).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
        };
        Self { made: lines(MADE), same: lines(SAME), failed: lines(FAILED) }
    }
}

/// What came of the files, those that weren't taken first.
#[component]
fn CameView(came: Came) -> AnyView {
    let lang = lang();
    if came.made.is_empty() && came.same.is_empty() && came.failed.is_empty() {
        return ().into_any();
    }
    let linked = |lines: Vec<(String, String)>| {
        lines
            .into_iter()
            .map(|(name, keys)| {
                let keys: Vec<Key> = keys.split(", ").filter_map(|key| Key::parse(key).ok()).collect();
                view! { <li><span lang=lang.written()>{name}</span> " " <KeyLinks keys=keys/></li> }
            })
            .collect_view()
    };
    let failed = (!came.failed.is_empty()).then(|| {
        let heading = plural!(lang, "evidence.upload_failed", came.failed.len());
        let items = came
            .failed
            .into_iter()
            .map(|(name, why)| view! { <li><b lang=lang.written()>{name}</b> ": " {why}</li> })
            .collect_view();
        view! { <div class="errors" role="alert" tabindex="-1"><h2>{heading}</h2><ul>{items}</ul></div> }
    });
    let made = (!came.made.is_empty()).then(|| {
        let heading = plural!(lang, "evidence.upload_made", came.made.len());
        view! { <section class="sec"><div class="sec__head"><h2>{heading}</h2></div><ul class="plain">{linked(came.made)}</ul></section> }
    });
    let same = (!came.same.is_empty()).then(|| {
        let heading = plural!(lang, "evidence.upload_same", came.same.len());
        view! { <section class="sec"><div class="sec__head"><h2>{heading}</h2></div><ul class="plain">{linked(came.same)}</ul></section> }
    });
    view! { <div class="stack" role="status">{failed} {made} {same}</div> }.into_any()
}
