//! Every register as a file.

use super::FORMATS;
use crate::context::lang;
use crate::i18n::text;
use crate::page::{per_suffix, with_per};
use crate::t;
use domain::{Actor, Grant, Register, Role, Subject};
use leptos::prelude::*;

/// The registers that may be taken out, each with what it holds and its files.
#[component]
pub fn Registers(registers: Vec<Register>, actor: Actor, per: String) -> AnyView {
    let lang = lang();
    let suffix = per_suffix(&per);
    let own = registers.iter().any(|register| actor.grant(Subject::Export(*register)) == Grant::Own);
    let notes = [
        own.then_some(t!(lang, "report.own")),
        (actor.role == Role::Auditor && !actor.frameworks.is_empty()).then_some(t!(lang, "report.frameworks")),
        (!matches!(actor.role, Role::Coordinator)).then_some(t!(lang, "export.masked")),
    ];
    let notes = notes.into_iter().flatten().map(|note| view! { <p class="note mt-s">{note}</p> }).collect_view();
    let rows = registers
        .into_iter()
        .map(|register| {
            let code = register.code();
            let name = text(lang, &format!("register.{code}"));
            // The list leaves out what is closed; the whole register doesn't.
            let status = register.filters().iter().any(|filter| filter.param == "status");
            let whole = if status { "?status=all&kolumner=alla" } else { "?kolumner=alla" };
            let links = FORMATS
                .into_iter()
                .map(|(format, words)| {
                    let to = with_per(&format!("/export/{code}.{format}{whole}"), &suffix);
                    let words = text(lang, words);
                    let label = format!("{name}, {words}");
                    view! { <li><a href=to download="" aria-label=label>{words}</a></li> }
                })
                .collect_view();
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row">{name}</th>
                    <td role="cell" class="why" data-label=t!(lang, "report.holds")>{text(lang, &format!("report.{code}_help"))}</td>
                    <td role="cell" data-label=t!(lang, "report.files")><ul class="files-row">{links}</ul></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-register">
            <div class="sec__head"><h2 id="h-register">{t!(lang, "export.whole_register")}</h2></div>
            <p class="m muted">{t!(lang, "report.registers_lead")}</p>
            <table role="table" class="tbl tbl--cards mt">
                <caption class="vh">{t!(lang, "report.caption")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{t!(lang, "report.register")}</th>
                        <th role="columnheader" scope="col">{t!(lang, "report.holds")}</th>
                        <th role="columnheader" scope="col">{t!(lang, "report.files")}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            {notes}
        </section>
    }
    .into_any()
}
