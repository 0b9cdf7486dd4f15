//! What can be taken out: the evidence list, and every register.

mod evidence_list;
mod registers;

use crate::api::frameworks;
use crate::context::lang;
use crate::frame::use_actor;
use crate::page::{Head, Loaded, use_per};
use crate::ui::AsOf;
use crate::{plural, t};
use domain::coverage::FrameworkSummary;
use domain::{Register, Subject};
use evidence_list::EvidenceList;
use leptos::prelude::*;
use registers::Registers;

/// The formats a file can have, with the text that names each.
const FORMATS: [(&str, &str); 3] = [("xlsx", "export.as_xlsx"), ("csv", "export.as_csv"), ("json", "export.as_json")];

/// The reports page.
#[component]
pub fn ReportsPage() -> AnyView {
    let per = use_per();
    let data = frameworks(per.clone());
    view! { <Loaded data=data draw=|frameworks| view! { <Shown per=per frameworks=frameworks/> }.into_any()/> }
        .into_any()
}

#[component]
fn Shown(per: String, frameworks: Vec<FrameworkSummary>) -> AnyView {
    let lang = lang();
    let Some(actor) = use_actor() else { return ().into_any() };
    let registers: Vec<Register> =
        Register::ALL.iter().copied().filter(|register| actor.may(Subject::Export(*register))).collect();
    let list = registers.contains(&Register::Evidence) && !frameworks.is_empty();
    let (for_head, for_list) = (per.clone(), per.clone());
    view! {
        <Head title=plural!(lang, "report.heading", registers.len()) lede=t!(lang, "report.lead")>
            <AsOf path="/rapporter" day=for_head/>
        </Head>
        {list.then(|| view! { <EvidenceList frameworks=frameworks per=for_list/> })}
        <Registers registers=registers actor=actor per=per/>
    }
    .into_any()
}
