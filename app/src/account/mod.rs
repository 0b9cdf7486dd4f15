//! Signing in, one's own account, and what is said to everyone of accessibility.

mod accessibility;
mod appearance;
mod own;
mod password;
mod sign_in;

pub use accessibility::AccessibilityPage;
pub use own::{MyAccountPage, window};
pub use sign_in::SignInPage;

use crate::context::Frame;
use crate::frame::FrameData;
use crate::page::Loaded;
use leptos::prelude::*;

/// A page drawn from what stands around every page.
#[component]
fn FromFrame(draw: fn(Frame) -> AnyView) -> AnyView {
    match use_context::<FrameData>() {
        Some(frame) => view! { <Loaded data=frame.0 draw=draw/> }.into_any(),
        None => ().into_any(),
    }
}
