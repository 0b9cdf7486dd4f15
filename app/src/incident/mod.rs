//! The incident pages.

mod clocks;
mod detail;
mod judgement;
mod reports;

pub use clocks::ClockTag;
pub use detail::IncidentPage;

use crate::api::ListPage;
use crate::context::lang;
use crate::i18n::Lang;
use crate::ui::{Icon, RegisterPage};
use crate::{plural, t};
use domain::{Moment, Page, Register};
use leptos::prelude::*;

/// The register of incidents: what is real, or drills.
#[component]
pub fn IncidentListPage() -> AnyView {
    view! { <RegisterPage register=Register::Incidents finding=finding above=above/> }.into_any()
}

/// How many of those shown have a report that is late.
fn finding(lang: Lang, page: &ListPage) -> String {
    let listing = &page.listing;
    match (listing.query.drills(), listing.total) {
        (true, 0) => t!(lang, "incident.drills").to_owned(),
        (true, _) => plural!(lang, "incident.drill_finding", listing.overdue),
        (false, 0) => t!(lang, "register.incidenter").to_owned(),
        (false, _) => plural!(lang, "incident.finding", listing.overdue),
    }
}

/// That these are drills, or the way to them; and what is kept from whom.
fn above(page: &ListPage) -> AnyView {
    let lang = lang();
    let per = match page.listing.query.moment {
        Moment::Now => String::new(),
        Moment::On(day) => format!("per={day}"),
    };
    let join = |drills: &'static str| {
        let asked: Vec<&str> = [drills, per.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
        let asked = if asked.is_empty() { String::new() } else { format!("?{}", asked.join("&")) };
        format!("{}{asked}", Page::Incidents.path())
    };
    let drills = page.listing.query.drills();
    let banner = drills.then(|| view! { <DrillBanner/> });
    let (to, words) = if drills {
        (join(""), t!(lang, "incident.to_real"))
    } else {
        (join("ovning=1"), t!(lang, "incident.to_drills"))
    };
    view! {
        {banner}
        <p class="note"><Icon name="i-lock"/> " " {t!(lang, "incident.closed_note")} " " <a href=to>{words}</a></p>
    }
    .into_any()
}

/// That what is shown is a drill.
#[component]
pub fn DrillBanner() -> impl IntoView {
    let lang = lang();
    view! {
        <div class="banner" role="status">
            <p><Icon name="i-warn"/> " " <b>{t!(lang, "incident.drill")}</b></p>
            <p>{t!(lang, "incident.drill_note")}</p>
        </div>
    }
}
