//! What a form says when it couldn't be sent, ready in the page for when the network is gone.

use crate::context::lang;
use crate::i18n::{ErrorTexts, app_error_text};
use crate::t;
use domain::AppError;
use islands::{NO_ANSWER, NOT_SIGNED_IN, Sending};
use leptos::prelude::*;

/// Sends the page's forms where scripts run.
#[component]
pub fn SendingForms() -> AnyView {
    let lang = lang();
    let beside = view! {
        <p><a href="/logga-in?till=/konto" target="_blank" rel="noopener">{t!(lang, "form.sign_in_elsewhere")}</a></p>
    };
    view! {
        <Sending>
            <template id=NOT_SIGNED_IN><Unsent error=AppError::Unauthenticated>{beside}</Unsent></template>
            <template id=NO_ANSWER><Unsent error=AppError::Unavailable/></template>
        </Sending>
    }
    .into_any()
}

/// Why a form wasn't sent, and what to do.
#[component]
fn Unsent(error: AppError, #[prop(optional)] children: Option<Children>) -> AnyView {
    let ErrorTexts { title, what, kept, remedy } = app_error_text(lang(), &error);
    view! {
        <div class="errors" role="alert" tabindex="-1">
            <h2>{title}</h2>
            <p>{what} " " {kept} " " {remedy}</p>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
