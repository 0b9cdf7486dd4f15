//! Taking a file in: which file, where its columns lead, what it would change, and what came of it. Every step is a page
//! of its own, told by its address, so that it can be reloaded and gone back to; nothing is written before the last.

mod address;
mod columns;
mod done;
mod lexicon;
mod load;
mod review;
mod rows;
mod start;

pub use address::Address;
pub use lexicon::lexicon;
pub use load::{Asked, CONFIRM, chosen, heading};

use crate::context::lang;
use crate::i18n::{Lang, running, text};
use crate::page::{Crumbs, Loaded, use_pairs};
use crate::t;
use domain::Register;
use leptos::prelude::*;
use load::{Loading, Step, load};

/// The page where a register takes a file in.
#[component]
pub fn ImportPage(register: Register) -> AnyView {
    let lang = lang();
    let name = text(lang, &format!("register.{}", register.code())).to_owned();
    let trail = vec![(name, format!("/{}", register.code()))];
    view! {
        <Crumbs trail=trail here=t!(lang, "import.link").to_owned()/>
        <Loaded data=load(register, use_pairs()) draw=move |loading: Loading| {
            let Loading { step, state } = loading;
            match step {
                Step::Start => view! { <start::Start register=register state=state/> }.into_any(),
                Step::Columns(columns) => view! { <columns::Columns register=register columns=*columns/> }.into_any(),
                Step::Review(review) => view! { <review::ReviewView register=register review=*review state=state/> }.into_any(),
                Step::Done(done) => view! { <done::DoneView register=register done=*done/> }.into_any(),
            }
        }/>
    }
    .into_any()
}

/// What a register holds, as it stands inside a sentence: `åtgärder`.
fn held(lang: Lang, register: Register) -> String {
    running(text(lang, &format!("register.{}", register.code())))
}
