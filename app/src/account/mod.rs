//! Signing in, one's own account, and what is said to everyone of accessibility.

mod accessibility;
mod appearance;
mod calendar;
mod mail;
mod own;
mod password;
mod reminders;
mod sign_in;

pub use accessibility::AccessibilityPage;
pub use own::{MyAccountPage, window};
pub use sign_in::SignInPage;

use crate::context::Frame;
use leptos::prelude::*;

/// A page drawn from what stands around every page.
#[component]
fn FromFrame(draw: fn(Frame) -> AnyView) -> AnyView {
    use_context::<Frame>().map(draw).into_any()
}
