//! Sends a page's forms without leaving it until they are carried out, so that what was typed stays where it is when the
//! network or the session is gone.
//!
//! What the register refuses is the server's to tell: the form is sent once more, by the browser itself, and comes back as
//! a page with what was wrong. A command carries its own id, so sending it twice never does it twice.

use leptos::ev::{pageshow, submit};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, FormData, Headers, HtmlElement, HtmlFormElement, HtmlTemplateElement};
use web_sys::{RequestInit, Response, UrlSearchParams};

/// Where the forms of commands are sent.
pub const SUBMIT: &str = "/api/submit";
/// The id of the template that says that a form wasn't sent since nobody is signed in any more.
pub const NOT_SIGNED_IN: &str = "osant-utloggad";
/// The id of the template that says that a form had no answer.
pub const NO_ANSWER: &str = "osant-utan-svar";

/// Sends every form of the page that goes to [`SUBMIT`].
#[island]
pub fn Sending(
    /// The templates of what it says.
    children: Children,
) -> impl IntoView {
    Effect::new(|_| {
        window_event_listener(submit, |event| {
            let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
            // Not its property, which a field named "action" hides.
            let ours = |form: &HtmlFormElement| form.get_attribute("action").as_deref() == Some(SUBMIT);
            let Some(form) = form.filter(ours) else { return };
            event.prevent_default();
            if !form.has_attribute("aria-busy") {
                busy(&form, true);
                spawn_local(send(form));
            }
        });
        // A page that the browser kept while it was away is shown again as it was left.
        window_event_listener(pageshow, |_| free_all());
    });
    children()
}

/// What became of a form.
pub(crate) enum Sent {
    /// It was carried out, and this is where it leads.
    Done(String),
    /// It was refused.
    Refused,
    /// Nobody is signed in.
    NotSignedIn,
    /// There was no answer, or none from the register.
    NoAnswer,
}

async fn send(form: HtmlFormElement) {
    match post(&form).await.unwrap_or(Sent::NoAnswer) {
        // Refused only for what is no address, and ours are.
        Sent::Done(to) => drop(location().assign(&to)),
        Sent::Refused => drop(form.submit()),
        Sent::NotSignedIn => tell(&form, NOT_SIGNED_IN),
        Sent::NoAnswer => tell(&form, NO_ANSWER),
    }
}

async fn post(form: &HtmlFormElement) -> Result<Sent, JsValue> {
    let fields = FormData::new_with_form(form)?;
    hand_in(&UrlSearchParams::new_with_str_sequence_sequence(fields.as_ref())?).await
}

/// Hands a form's fields in.
pub(crate) async fn hand_in(fields: &UrlSearchParams) -> Result<Sent, JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(fields.as_ref());
    let answer = JsFuture::from(window().fetch_with_str_and_init(SUBMIT, &request)).await?;
    let answer: Response = answer.dyn_into()?;
    Ok(match (answer.status(), answer.headers().get("location")?) {
        (200, Some(to)) => Sent::Done(to),
        (401, _) => Sent::NotSignedIn,
        (502..=504, _) => Sent::NoAnswer,
        _ => Sent::Refused,
    })
}

/// Says, above the form, why it wasn't sent. A form in a row says it above its table.
pub(crate) fn tell(form: &HtmlFormElement, why: &str) {
    busy(form, false);
    let place: Element = form.closest("table").ok().flatten().unwrap_or_else(|| form.clone().into());
    let template = document().get_element_by_id(why).and_then(|found| found.dyn_into::<HtmlTemplateElement>().ok());
    let copy = template.and_then(|template| template.content().clone_node_with_deep(true).ok());
    let Some(copy) = copy else { return };
    if let Some(earlier) = place.previous_element_sibling().filter(|one| one.class_list().contains("errors")) {
        earlier.remove();
    }
    if place.before_with_node_1(&copy).is_ok()
        && let Some(said) = place.previous_element_sibling().and_then(|said| said.dyn_into::<HtmlElement>().ok())
    {
        // Without focus it is still an alert and in view.
        let _ = said.focus();
    }
}

/// Marks a form as being sent, or not: its button rests, and its status says so.
fn busy(form: &HtmlFormElement, sending: bool) {
    let _ = if sending { form.set_attribute("aria-busy", "true") } else { form.remove_attribute("aria-busy") };
    if let Ok(Some(button)) = form.query_selector("button[type=submit]") {
        let _ = button.toggle_attribute_with_force("disabled", sending);
    }
    if let Ok(Some(status)) = form.query_selector("[role=status]") {
        let words = status.get_attribute("data-saving").filter(|_| sending);
        status.set_text_content(words.as_deref());
    }
}

fn free_all() {
    while let Ok(Some(form)) = document().query_selector("form[aria-busy]") {
        match form.dyn_into::<HtmlFormElement>() {
            Ok(form) => busy(&form, false),
            Err(_) => return,
        }
    }
}
