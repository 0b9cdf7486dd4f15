//! Files on their way: one at a time, piece by piece.

use super::Upload;
use super::file::id;
use super::list::{Row, State, bytes};
use crate::sending::{NOT_SIGNED_IN, tell};
use leptos::prelude::{document, set_timeout, window};
use leptos::task::spawn_local;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FormData, Headers, RequestInit, Response};

/// How long to wait before a piece that had no answer is sent again.
const PATIENCE: Duration = Duration::from_secs(3);

/// What the server answers.
enum Answer {
    /// It has so many bytes.
    Has(u64),
    /// What became of a file, and what is told of it.
    Became(String, String),
    /// It wasn't taken, and why.
    Refused(String),
    /// Something is wrong with the form.
    Form,
    /// Nobody is signed in.
    SignedOut,
    /// There was no answer, or none from the register.
    Nothing,
}

impl Upload {
    /// Sends what waits, unless that is being done.
    pub(super) fn go_on(self: &Rc<Self>) {
        if !self.rows.borrow().iter().any(|row| row.waits()) || self.sending.replace(true) {
            return;
        }
        let uploads = Rc::clone(self);
        spawn_local(async move {
            let stalled = uploads.send_all().await;
            uploads.sending.set(false);
            if stalled {
                set_timeout(move || uploads.go_on(), PATIENCE);
            }
        });
    }

    /// Sends until nothing waits, or until there is no answer.
    async fn send_all(self: &Rc<Self>) -> bool {
        loop {
            let next = self.rows.borrow().iter().find(|row| row.state.get() == State::Waiting).cloned();
            let Some(row) = next else { return false };
            row.set(self, State::Sending, "sending");
            let why = match self.send(&row).await.unwrap_or(Answer::Nothing) {
                // It was paused or removed while it was sent.
                Answer::Has(_) => continue,
                Answer::Became(what, told) => {
                    let state = if what == "failed" { State::Refused } else { State::Taken };
                    row.end(self, state, &what, &told);
                    self.tell("");
                    continue;
                }
                Answer::Refused(told) => {
                    row.end(self, State::Refused, "failed", &told);
                    self.tell("");
                    continue;
                }
                // As the page without scripts sends it, so that its answer is the same.
                // It was stopped meanwhile.
                Answer::Form if !row.sends() => continue,
                Answer::Form => {
                    self.hand_over(&row);
                    return false;
                }
                Answer::SignedOut => {
                    if !self.signed_out.replace(true) {
                        tell(&self.form, NOT_SIGNED_IN);
                    }
                    "signed-out"
                }
                Answer::Nothing => "silent",
            };
            if row.sends() {
                row.set(self, State::Waiting, why);
                self.tell(why);
            }
            return true;
        }
    }

    /// Takes away what was said above the form of nobody being signed in.
    fn signed_in(&self) {
        if self.signed_out.replace(false)
            && let Some(said) = self.form.previous_element_sibling().filter(|one| one.class_list().contains("errors"))
        {
            said.remove();
        }
    }

    /// Sends a file from where the server has it to its end, and the form with it.
    async fn send(&self, row: &Row) -> Result<Answer, JsValue> {
        if row.id.borrow().is_empty() {
            match id(&row.file).await {
                Ok(id) => drop(row.id.replace(id)),
                // It was moved, or changed since it was chosen.
                Err(_) => return Ok(Answer::Refused(self.word("unread"))),
            }
        }
        let size = bytes(&row.file);
        let mut answer = ask("GET", &row.address(), None).await?;
        while let Answer::Has(has) = answer {
            self.signed_in();
            row.progress(self, has);
            if !row.sends() {
                break;
            }
            answer = if has < size {
                let end = (has + self.piece).min(size);
                let piece = row.file.slice_with_f64_and_f64(has as f64, end as f64)?;
                // Read first: a file that was moved or changed is no lack of a network.
                let Ok(piece) = JsFuture::from(piece.array_buffer()).await else {
                    return Ok(Answer::Refused(self.word("unread")));
                };
                ask("POST", &format!("{}&fran={has}", row.address()), Some(&piece)).await?
            } else {
                match self.finish(row).await? {
                    // Not all of it was there after all.
                    Answer::Has(has) if has < size => Answer::Has(has),
                    ended => return Ok(ended),
                }
            };
        }
        // A piece isn't the form's: what is wrong with it, when nobody says what, is ours.
        Ok(if matches!(answer, Answer::Form) { Answer::Refused(self.word("fault")) } else { answer })
    }

    /// Sends the form, with the name of a file that the server has all of.
    async fn finish(&self, row: &Row) -> Result<Answer, JsValue> {
        row.set(self, State::Sending, "taking");
        let fields = FormData::new_with_form(&self.form)?;
        fields.delete(&self.input.name());
        fields.append_with_str("del", &told(row))?;
        let path = window().location().pathname()?;
        ask("POST", &path, Some(fields.as_ref())).await
    }

    /// Lets the browser send the form with what is there, for the page that says what is wrong with it.
    fn hand_over(&self, row: &Row) {
        row.state.set(State::Gone);
        let Ok(field) = document().create_element("input") else { return };
        // An element made here takes any attribute, and the form any element.
        for (name, value) in [("type", "hidden"), ("name", "del"), ("value", &*told(row))] {
            let _ = field.set_attribute(name, value);
        }
        let _ = self.form.append_child(&field);
        for row in self.rows.borrow().iter() {
            // Nothing of them is lost: chosen again, each goes on from where it is.
            row.state.set(State::Gone);
        }
        let _ = self.form.submit();
        // Its fields are gathered by then. A page that is come back to has none of it.
        field.remove();
    }
}

/// A file as the form names it.
fn told(row: &Row) -> String {
    format!("{} {} {}", row.id.borrow(), bytes(&row.file), row.file.name())
}

async fn ask(method: &str, address: &str, body: Option<&JsValue>) -> Result<Answer, JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "text/plain")?;
    let request = RequestInit::new();
    request.set_method(method);
    request.set_headers(&headers);
    if let Some(body) = body {
        request.set_body(body);
    }
    let answer: Response = JsFuture::from(window().fetch_with_str_and_init(address, &request)).await?.dyn_into()?;
    if let Some(has) = answer.headers().get("upload-offset")?.and_then(|has| has.parse().ok()) {
        return Ok(Answer::Has(has));
    }
    let status = answer.status();
    let plain = answer.headers().get("content-type")?.is_some_and(|kind| kind.starts_with("text/plain"));
    Ok(match status {
        401 => Answer::SignedOut,
        502..=504 => Answer::Nothing,
        _ if !plain => Answer::Form,
        _ => {
            let text = JsFuture::from(answer.text()?).await?.as_string().unwrap_or_default();
            let mut parts = text.lines().next().unwrap_or_default().splitn(3, '\t');
            match (status, parts.next(), parts.nth(1)) {
                (200, Some(what), Some(told)) => {
                    Answer::Became(what.trim_start_matches("came_").to_owned(), told.to_owned())
                }
                _ => Answer::Refused(text),
            }
        }
    })
}
