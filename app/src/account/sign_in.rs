//! The sign-in page: a plain form without a frame around it.

use super::FromFrame;
use crate::context::{Frame, SignInError, SignInState, lang};
use crate::frame::Wordmark;
use crate::{plural, t};
use leptos::prelude::*;
use leptos_meta::Title;

/// The sign-in page.
#[component]
pub fn SignInPage() -> AnyView {
    view! { <FromFrame draw=|frame| view! { <Shown frame=frame/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(frame: Frame) -> AnyView {
    let lang = lang();
    let SignInState { next, username, error, pending } = frame.sign_in;
    let waiting = !pending.is_empty();
    let wrong = error == Some(SignInError::Refused);
    let fields = pending
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=format!("pending[{name}]") value=value/> })
        .collect_view();
    view! {
        <Title text=t!(lang, "page.title_short", page = t!(lang, "signin.heading"))/>
        <main class="signin" id="innehall" tabindex="-1">
            <Wordmark/>
            <div>
                <h1>{t!(lang, "signin.heading")}</h1>
                <p class="lede">{t!(lang, "signin.lead")}</p>
                <p class="m muted">{frame.board} ", " {frame.organisation}</p>
            </div>
            <Trouble error=error waiting=waiting/>
            <form class="form" method="post" action="/logga-in">
                <input type="hidden" name="till" value=next.clone()/>
                {fields}
                <div class="field">
                    <label for="anvandarnamn">{t!(lang, "signin.username")}</label>
                    <input class="input" id="anvandarnamn" name="anvandarnamn" type="text" autocomplete="username"
                        autocapitalize="none" spellcheck="false" maxlength="64" required=true value=username
                        aria-invalid=wrong.then_some("true") aria-describedby=wrong.then_some("fel")/>
                </div>
                <div class="field">
                    <label for="losenord">{t!(lang, "signin.password")}</label>
                    <input class="input" id="losenord" name="losenord" type="password" autocomplete="current-password"
                        required=true aria-invalid=wrong.then_some("true") aria-describedby=wrong.then_some("fel")/>
                </div>
                <button class="btn btn--main" type="submit">{t!(lang, "signin.submit")}</button>
            </form>
            <p class="note">{t!(lang, "signin.forgotten")} " " {t!(lang, "signin.cookies")}</p>
            <div class="actions m">
                // Changing language reads the page anew, and would lose a form that waits.
                {(!waiting).then(|| view! { <Language next=next/> })}
                <a href="/tillganglighet">{t!(lang, "page.accessibility")}</a>
            </div>
        </main>
    }
    .into_any()
}

/// Why one is asked to sign in, or why it didn't succeed.
#[component]
fn Trouble(error: Option<SignInError>, waiting: bool) -> AnyView {
    let lang = lang();
    let kept = waiting.then(|| view! { <p>{t!(lang, "signin.pending")}</p> });
    match error {
        None => kept.map(|kept| view! { <div class="banner" role="status">{kept}</div> }).into_any(),
        Some(SignInError::Ended) => {
            view! { <div class="banner" role="status"><p>{t!(lang, "signin.ended")}</p>{kept}</div> }.into_any()
        }
        Some(failed) => {
            let (title, what) = match failed {
                SignInError::Throttled(seconds) => {
                    (t!(lang, "error.throttled.title"), plural!(lang, "signin.throttled", seconds))
                }
                SignInError::Unavailable => {
                    (t!(lang, "error.unavailable.title"), t!(lang, "error.unavailable.do").to_owned())
                }
                SignInError::Refused | SignInError::Ended => {
                    (t!(lang, "signin.failed"), t!(lang, "signin.wrong").to_owned())
                }
            };
            view! {
                <div class="errors" role="alert" tabindex="-1" id="fel"><h2>{title}</h2><p>{what}</p>{kept}</div>
            }
            .into_any()
        }
    }
}

#[component]
fn Language(next: String) -> impl IntoView {
    let lang = lang();
    let other = lang.other();
    let back =
        if next == "/" { "/logga-in".to_owned() } else { format!("/logga-in?till={}", domain::query::encode(&next)) };
    view! {
        <form method="post" action="/konto/utseende">
            <input type="hidden" name="till" value=back/>
            <input type="hidden" name="sprak" value=other.code()/>
            <button class="btn--link" type="submit" lang=other.html_lang()>{t!(lang, "common.switch_language")}</button>
        </form>
    }
}
