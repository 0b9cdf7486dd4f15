//! A slider between the moments that a register can be seen at.

use leptos::prelude::*;

/// Chooses a moment by sliding, and says which; the link beside it leads there. Without scripts it isn't there, and the
/// moments are links of their own.
#[island]
pub fn TimeSlider(
    /// What it is called.
    label: String,
    /// What the link says before the moment.
    show: String,
    /// Each moment's name and address, in order.
    points: Vec<(String, String)>,
    /// Which of them is seen now.
    at: usize,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let chosen = RwSignal::new(at);
    let last = points.len().saturating_sub(1).to_string();
    let points = StoredValue::new(points);
    let point = move || points.with_value(|points| points.get(chosen.get()).cloned()).unwrap_or_default();
    let slide = move |event| {
        if let Ok(place) = event_target_value(&event).parse() {
            chosen.set(place);
        }
    };
    view! {
        <span class="time__slider" hidden=move || !ready.get()>
            <input type="range" min="0" max=last step="1" value=at.to_string() aria-label=label
                aria-valuetext=move || point().0 on:input=slide/>
            <a class="btn" href=move || point().1>{show} " " {move || point().0}</a>
        </span>
    }
}
