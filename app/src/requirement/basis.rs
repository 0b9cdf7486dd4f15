//! What there is to show for a requirement, as a tag.

use crate::context::lang;
use crate::i18n::code_label;
use crate::ui::Icon;
use domain::coverage::Basis;
use leptos::prelude::*;

/// The tag: its words with a glyph.
#[component]
pub fn BasisTag(basis: Basis) -> AnyView {
    let (class, icon) = match basis {
        Basis::Missing => ("tag tag--missing", "i-miss"),
        Basis::Partly => ("tag", "i-half"),
        Basis::Met => ("tag tag--ok", "i-check"),
        Basis::NotApplicable => ("tag", "i-x"),
        Basis::Information => ("tag", "i-ring"),
    };
    view! { <span class=class><Icon name=icon/>{code_label(lang(), "basis", basis.code())}</span> }.into_any()
}
