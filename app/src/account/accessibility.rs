//! The accessibility statement that the law asks for. Nothing is claimed here that isn't tried.

use super::FromFrame;
use crate::context::{Frame, lang};
use crate::i18n::{plain_date, text};
use crate::page::Head;
use crate::t;
use crate::ui::ShortcutKeys;
use chrono::NaiveDate;
use leptos::prelude::*;

/// When the service was last assessed, and the statement last gone through.
const ASSESSED: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 23);
/// Where the supervisory authority takes complaints.
const SUPERVISION: &str = "https://www.digg.se/tdosanmalan";
/// What is built to work, by its text.
const WORKS: [&str; 5] = ["keyboard", "script", "zoom", "colour", "errors"];
/// What is known not to work for everyone, by its text.
const ISSUES: [&str; 5] = ["files", "language", "tables", "charts", "untested"];

/// The statement. It is open to those who haven't signed in.
#[component]
pub fn AccessibilityPage() -> AnyView {
    view! { <FromFrame draw=|frame| view! { <Shown frame=frame/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(frame: Frame) -> AnyView {
    let lang = lang();
    let board = frame.board;
    let (for_contact, for_report) = (board.clone(), board.clone());
    let list = move |space: &str, codes: [&'static str; 5]| {
        codes
            .into_iter()
            .map(|code| view! { <li>{text(lang, &format!("accessibility.{space}_{code}"))}</li> })
            .collect_view()
    };
    let dates = ASSESSED.map(|day| {
        let day = plain_date(lang, day);
        view! { <p>{t!(lang, "accessibility.assessed", date = day)} " " {t!(lang, "accessibility.updated", date = day)}</p> }
    });
    view! {
        <Head title=t!(lang, "accessibility.heading").to_owned() lede=t!(lang, "accessibility.intro", board = board)/>
        <div class="stack statement">
            <Part id="h-status" heading=t!(lang, "accessibility.status_heading")>
                <p>{t!(lang, "accessibility.status")}</p>
                <p>{t!(lang, "accessibility.standard")}</p>
            </Part>
            <Part id="h-fungerar" heading=t!(lang, "accessibility.works_heading")><ul>{list("works", WORKS)}</ul></Part>
            <Part id="h-brister" heading=t!(lang, "accessibility.issues_heading")>
                <p>{t!(lang, "accessibility.issues_lead")}</p>
                <ul>{list("issue", ISSUES)}</ul>
            </Part>
            <Part id="h-undantag" heading=t!(lang, "accessibility.excluded_heading")><p>{t!(lang, "accessibility.excluded")}</p></Part>
            <Part id="h-kontakt" heading=t!(lang, "accessibility.contact_heading")>
                <p>{t!(lang, "accessibility.contact", board = for_contact)}</p>
                <p>{t!(lang, "accessibility.contact_none")}</p>
            </Part>
            <Part id="h-rapportera" heading=t!(lang, "accessibility.report_heading")><p>{t!(lang, "accessibility.report", board = for_report)}</p></Part>
            <Part id="h-tillsyn" heading=t!(lang, "accessibility.supervision_heading")>
                <p>{t!(lang, "accessibility.supervision")}</p>
                <p>
                    <a href=SUPERVISION rel="external noreferrer">{t!(lang, "accessibility.supervision_link")}</a>
                    " (" {t!(lang, "common.external")} ")"
                </p>
            </Part>
            {frame.actor.map(|actor| view! {
                <Part id="kortkommandon" heading=t!(lang, "shortcuts.heading")>
                    <p>{t!(lang, "shortcuts.lead")}</p>
                    <ShortcutKeys actor=actor/>
                </Part>
            })}
            <Part id="h-metod" heading=t!(lang, "accessibility.method_heading")>
                <p>{t!(lang, "accessibility.method")}</p>
                {dates}
            </Part>
        </div>
    }
    .into_any()
}

#[component]
fn Part(id: &'static str, heading: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="sec" aria-labelledby=id>
            <div class="sec__head"><h2 id=id>{heading}</h2></div>
            {children()}
        </section>
    }
}
