//! Where a picture stands, in words with a glyph.

use crate::context::lang;
use crate::i18n::code_label;
use crate::ui::Icon;
use domain::picture::{Picture, PictureState};
use leptos::prelude::*;

/// The code of where a picture stands among all: which of the decided ones is in force, and which has been superseded.
#[must_use]
pub fn state_code(picture: &Picture, in_force: bool) -> &'static str {
    match picture.state() {
        PictureState::Decided if in_force => "in_force",
        PictureState::Decided => "superseded",
        state => state.code(),
    }
}

/// The state as a tag.
#[component]
pub fn PictureTag(code: &'static str) -> impl IntoView {
    let lang = lang();
    let icon = match code {
        "in_force" => "i-check",
        "superseded" => "i-ring",
        "prepared" => "i-clock",
        "draft" => "i-half",
        _ => "i-x",
    };
    view! { <span class="tag"><Icon name=icon/>{code_label(lang, "picture_state", code)}</span> }
}
