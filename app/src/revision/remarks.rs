//! The members' questions and remarks, with their answers.

use crate::context::lang;
use crate::form::{CommandForm, Hidden};
use crate::i18n::{action_label, text};
use crate::picture::Forms;
use crate::t;
use crate::ui::{Prose, record_path};
use domain::picture::{Picture, Remark};
use domain::{Action, Draft, Key, Kind};
use leptos::prelude::*;

/// All remarks, with the form for a new one; nothing where there are none and none can be made.
#[component]
pub fn Remarks(
    /// What the page's forms need.
    forms: Forms,
    /// The picture.
    picture: Picture,
    /// The remarks, oldest first.
    remarks: Vec<(Key, Remark)>,
    /// The page they stand on.
    page: String,
    /// The risk a question is to be about.
    about: String,
    /// `?per=…` to stay at the same date.
    per: String,
) -> AnyView {
    let lang = lang();
    let before_board = picture.before_board().is_some();
    let asks = before_board && forms.may(Action::Ask, Kind::Remark);
    if remarks.is_empty() && !asks {
        return ().into_any();
    }
    let none = remarks.is_empty().then(|| view! { <p class="muted">{t!(lang, "remark.none")}</p> });
    let versions = picture.preparations.len() > 1;
    let items = remarks
        .into_iter()
        .map(|(key, remark)| {
            let answers = before_board && forms.may(Action::Answer, Kind::Remark);
            let form = answers.then(|| {
                view! { <AnswerForm forms=forms.clone() key=key.clone() remark=remark.clone() page=page.clone()/> }
            });
            view! { <li id=key.to_string()><RemarkView remark=remark versions=versions per=Some(per.clone())/> {form}</li> }
        })
        .collect_view();
    let ask = asks.then(|| view! { <AskForm forms=forms.clone() page=page.clone() about=about/> });
    view! {
        <section class="sec" aria-labelledby="h-fragor">
            <div class="sec__head">
                <h2 id="h-fragor">{t!(lang, "remark.heading")}</h2>
                <p>{t!(lang, "remark.lead")}</p>
            </div>
            {none}
            <ol class="remarks">{items}</ol>
            {ask}
        </section>
    }
    .into_any()
}

/// A remark and its answer.
#[component]
pub fn RemarkView(
    remark: Remark,
    #[prop(default = false)] versions: bool,
    #[prop(default = None)] per: Option<String>,
) -> AnyView {
    let lang = lang();
    let about = match (remark.risk, per) {
        (None, _) => t!(lang, "remark.whole").into_any(),
        (Some(key), None) => key.to_string().into_any(),
        (Some(key), Some(per)) => {
            let to = format!("{}{per}", record_path(&key));
            view! { <a class="id" href=to>{key.to_string()}</a> }.into_any()
        }
    };
    let version = versions.then(|| format!(", {}", t!(lang, "remark.on_version", n = remark.version)));
    let answer = match remark.answer {
        Some(answer) => view! {
            <div class="remark__answer">
                <p><b>{t!(lang, "remark.answer")} ": "</b><Prose text=answer.text/></p>
                <p class="who">{t!(lang, "remark.by", by = answer.by, date = answer.date)}</p>
            </div>
        }
        .into_any(),
        None => view! { <p class="muted m">{t!(lang, "remark.unanswered")}</p> }.into_any(),
    };
    view! {
        <p><b>{about} ": "</b><Prose text=remark.text/></p>
        <p class="who">{t!(lang, "remark.by", by = remark.by, date = remark.date)} {version}</p>
        {answer}
    }
    .into_any()
}

#[component]
fn AnswerForm(forms: Forms, key: Key, remark: Remark, page: String) -> AnyView {
    let lang = lang();
    let hidden = Hidden {
        action: Action::Answer,
        kind: Kind::Remark,
        key: key.to_string(),
        rev: None,
        command_id: format!("{}-svar-{key}", forms.command_id),
        next: format!("{page}#{key}"),
        page,
    };
    let state = forms.state.filter(|state| state.action == Action::Answer && state.key == hidden.key);
    let open = state.is_some();
    let summary = match &remark.answer {
        Some(_) => t!(lang, "remark.answer_again", key = key),
        None => t!(lang, "remark.answer_fold", key = key),
    };
    let draft = remark.answer.map(|answer| Draft::default().with("text", answer.text)).unwrap_or_default();
    view! {
        <details class="fold no-print" open=open>
            <summary>{summary}</summary>
            <div>
                <CommandForm hidden=hidden form_fields=Remark::ANSWER.to_vec() draft=draft settings=forms.settings
                    submit=text(lang, "action.save_answer").to_owned() state=state/>
            </div>
        </details>
    }
    .into_any()
}

/// The form of a new remark. It stands open when it was led to from a risk.
#[component]
fn AskForm(forms: Forms, page: String, about: String) -> AnyView {
    let lang = lang();
    let hidden = Hidden {
        action: Action::Ask,
        kind: Kind::Remark,
        key: String::new(),
        rev: None,
        command_id: format!("{}-fraga", forms.command_id),
        next: format!("{page}#h-fragor"),
        page,
    };
    let state = forms.state.filter(|state| state.action == Action::Ask);
    let open = state.is_some() || !about.is_empty();
    let fields = Remark::FIELDS.iter().filter(|field| field.name != "picture").copied().collect();
    view! {
        <details class="fold no-print" open=open>
            <summary>{action_label(lang, Action::Ask, Kind::Remark)}</summary>
            <div id="fraga">
                <CommandForm hidden=hidden form_fields=fields draft=Draft::default().with("risk", about)
                    settings=forms.settings submit=text(lang, "action.save_ask").to_owned()
                    sends=vec![("picture", forms.key.to_string())] state=state/>
            </div>
        </details>
    }
    .into_any()
}
