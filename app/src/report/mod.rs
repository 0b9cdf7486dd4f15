//! What can be taken out: the board pack, the evidence list, and every register.

mod briefing;
mod evidence_list;
mod registers;

use crate::api::frameworks;
use crate::context::lang;
use crate::frame::use_actor;
use crate::page::{Head, Loaded, per_suffix, use_per};
use crate::ui::AsOf;
use crate::{plural, t};
use briefing::BoardPack;
use domain::coverage::FrameworkSummary;
use domain::{Page, Register, Subject};
use evidence_list::EvidenceList;
use leptos::prelude::*;
use registers::Registers;

/// The formats a file can have, with the text that names each.
const FORMATS: [(&str, &str); 4] =
    [("xlsx", "export.as_xlsx"), ("csv", "export.as_csv"), ("json", "export.as_json"), ("pdf", "export.as_pdf")];

/// The reports page.
#[component]
pub fn ReportsPage() -> AnyView {
    let per = use_per();
    let data = frameworks(per.clone());
    view! { <Loaded data=data draw=|seen| view! { <Shown per=per frameworks=seen.what/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(per: String, frameworks: Vec<FrameworkSummary>) -> AnyView {
    let lang = lang();
    let Some(actor) = use_actor() else { return ().into_any() };
    let registers: Vec<Register> =
        Register::ALL.iter().copied().filter(|register| actor.may(Subject::Export(*register))).collect();
    let list = registers.contains(&Register::Evidence) && !frameworks.is_empty();
    let pack = registers.contains(&Register::Risks);
    let (for_head, for_list) = (per.clone(), per.clone());
    let (for_board, for_pack) = (per_suffix(&per), per_suffix(&per));
    view! {
        <Head title=plural!(lang, "report.heading", registers.len()) lede=t!(lang, "report.lead")>
            <AsOf path="/rapporter" day=for_head/>
        </Head>
        {actor.may(Subject::Page(Page::InterimReports)).then(|| view! { <BoardReports per=for_board/> })}
        {pack.then(|| view! { <BoardPack per=for_pack/> })}
        {list.then(|| view! { <EvidenceList frameworks=frameworks per=for_list/> })}
        <Registers registers=registers actor=actor per=per/>
    }
    .into_any()
}

/// The way to the board's own reports.
#[component]
fn BoardReports(per: String) -> AnyView {
    let lang = lang();
    let to = format!("{}{per}", Page::InterimReports.path());
    view! {
        <section class="sec" aria-labelledby="h-delars">
            <div class="sec__head"><h2 id="h-delars"><a href=to>{t!(lang, "interim_report.hub")}</a></h2></div>
            <p class="m">{t!(lang, "interim_report.hub_lead")}</p>
        </section>
    }
    .into_any()
}
