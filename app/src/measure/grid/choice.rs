//! What stands below a row until someone has chosen: both values, why a value wasn't taken, or a question why.

use crate::i18n::{Lang, app_error_text, error_text, field_label, percent};
use crate::t;
use crate::ui::Icon;
use domain::diff::{FieldChange, drafts};
use domain::error::Conflict;
use domain::measure::WAS;
use domain::{AppError, FieldError, Kind};
use leptos::prelude::*;

/// The row below a row. `field` is the cell it is about.
#[component]
fn Below(key: String, field: String, span: usize, children: Children) -> AnyView {
    let id = format!("val-{key}-{field}");
    view! {
        <tr role="row" class="conflict-row" id=id data-of=key data-for=field>
            <td role="cell" colspan=span.to_string()>{children()}</td>
        </tr>
    }
    .into_any()
}

/// Both values of each field that two have changed, and a choice.
pub(super) fn conflict_rows(lang: Lang, conflict: Conflict, span: usize) -> AnyView {
    let Conflict { key, by, at, yours, theirs, .. } = conflict;
    let differing = drafts(&theirs, &yours).into_iter().filter(|change| !change.field.starts_with(WAS));
    differing
        .map(|FieldChange { field, before, after }| {
            let name = field_label(lang, Kind::Measure, &field);
            let shown = |value: &str| shown(lang, &field, value);
            let (mine, saved) = (shown(&after), shown(&before));
            let group = t!(lang, "grid.two_changes", key = key);
            let changed = t!(lang, "conflict.field_changed", by = by, field = name);
            let theirs = t!(lang, "conflict.theirs", at = at, by = by);
            view! {
                <Below key=key.to_string() field=field.clone() span=span>
                    <div class="conflict" role="group" aria-label=group>
                        <div>
                            <p><b>{changed}</b></p>
                            <p class="muted">{t!(lang, "grid.conflict_kept")}</p>
                        </div>
                        <dl>
                            <div>
                                <dt>{t!(lang, "conflict.yours")}</dt>
                                <dd class="v">{mine}</dd>
                                <dd><button class="btn btn--s" type="button" data-choice="mine">{t!(lang, "conflict.keep_yours")}</button></dd>
                            </div>
                            <div>
                                <dt>{theirs}</dt>
                                <dd class="v">{saved}</dd>
                                <dd><button class="btn btn--s" type="button" data-choice="theirs">{t!(lang, "conflict.keep_theirs")}</button></dd>
                            </div>
                        </dl>
                    </div>
                </Below>
            }
        })
        .collect_view()
        .into_any()
}

/// A value as the grid shows it.
fn shown(lang: Lang, field: &str, value: &str) -> String {
    match (field, value.parse::<u8>()) {
        ("percent", Ok(n)) => percent(lang, n),
        _ if value.is_empty() => t!(lang, "common.nothing").to_owned(),
        _ => value.to_owned(),
    }
}

/// Why a value wasn't taken, and a way back to the stored one.
pub(super) fn refused_row(lang: Lang, key: &str, field: &str, error: &AppError, span: usize) -> AnyView {
    let said = match error {
        AppError::Invalid { errors } if !errors.is_empty() => {
            errors.iter().map(|one| error_text(lang, one, Kind::Measure)).collect::<Vec<_>>().join(" ")
        }
        error => {
            let texts = app_error_text(lang, error);
            format!("{}. {} {}", texts.title, texts.kept, texts.remedy)
        }
    };
    let group = t!(lang, "grid.not_saved", key = key);
    view! {
        <Below key=key.to_owned() field=field.to_owned() span=span>
            <div class="conflict conflict--short" role="group" aria-label=group>
                <p class="error"><Icon name="i-warn"/> " " {said}</p>
                <button class="btn btn--s" type="button" data-choice="theirs">{t!(lang, "grid.restore")}</button>
            </div>
        </Below>
    }
    .into_any()
}

/// Whether all that a value lacks is a reason.
pub(super) fn lacks_reason(error: &AppError) -> bool {
    let AppError::Invalid { errors } = error else { return false };
    matches!(errors.as_slice(), [FieldError { field, .. }] if field == "reason")
}

/// A question why, for a value that may not change without a reason.
pub(super) fn reason_row(lang: Lang, key: &str, field: &str, span: usize) -> AnyView {
    let name = field_label(lang, Kind::Measure, field);
    let id = format!("varfor-{key}-{field}");
    let why = t!(lang, "grid.why", field = name, key = key);
    view! {
        <Below key=key.to_owned() field=field.to_owned() span=span>
            <form class="conflict conflict--ask" data-ask="">
                <label for=id.clone()><b>{why}</b></label>
                <input class="input" id=id name="reason" maxlength="1000" required=true autocomplete="off"/>
                <button class="btn btn--s btn--main" type="submit" data-choice="mine">{t!(lang, "common.save")}</button>
                <button class="btn btn--s" type="button" data-choice="theirs">{t!(lang, "grid.restore")}</button>
            </form>
        </Below>
    }
    .into_any()
}
