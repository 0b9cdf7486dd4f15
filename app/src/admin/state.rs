//! What the register is set up as, and how it is.

use crate::api::{LastVerification, SignedHead};
use crate::context::lang;
use crate::i18n::number;
use crate::ui::Icon;
use crate::{plural, t};
use domain::Page;
use domain::coverage::FrameworkSummary;
use domain::settings::Settings;
use leptos::prelude::*;

/// The settings in short, with the way to their form.
#[component]
pub fn SettingsSummary(settings: Settings, change: bool) -> AnyView {
    let lang = lang();
    let scale = &settings.scale;
    let bands: Vec<String> = scale
        .bands
        .iter()
        .map(|band| {
            if band.from == band.to {
                format!("{} {}", band.name, band.to)
            } else {
                format!("{} {}–{}", band.name, band.from, band.to)
            }
        })
        .collect();
    let size = t!(lang, "admin.scale_size", n = scale.size());
    let link = change.then(|| {
        view! { <p><a href=Page::Settings.path()>{t!(lang, "admin.settings_change")}</a></p> }
    });
    view! {
        <section class="sec" aria-labelledby="h-installningar">
            <div class="sec__head"><h2 id="h-installningar">{t!(lang, "admin.settings")}</h2>{link}</div>
            <dl class="facts">
                <div><dt>{t!(lang, "admin.settings_organisation")}</dt><dd>{settings.board.clone()} ", " {settings.organisation.clone()}</dd></div>
                <div><dt>{t!(lang, "admin.settings_scale")}</dt><dd>{size}</dd></div>
                <div><dt>{t!(lang, "field_settings.likelihood")}</dt><dd>{scale.likelihood.join(", ")}</dd></div>
                <div><dt>{t!(lang, "field_settings.consequence")}</dt><dd>{scale.consequence.join(", ")}</dd></div>
                <div><dt>{t!(lang, "field_settings.bands")}</dt><dd>{bands.join(", ")}</dd></div>
                <div><dt>{t!(lang, "field_settings.tolerance")}</dt><dd>{t!(lang, "admin.tolerance", n = scale.tolerance)}</dd></div>
                <div><dt>{t!(lang, "field_settings.categories")}</dt><dd>{settings.categories.join(", ")}</dd></div>
                <div><dt>{t!(lang, "field_settings.functions")}</dt><dd>{settings.functions.join(", ")}</dd></div>
            </dl>
        </section>
    }
    .into_any()
}

/// The frameworks that are loaded.
#[component]
pub fn Frameworks(frameworks: Vec<FrameworkSummary>) -> AnyView {
    let lang = lang();
    let rows = frameworks
        .into_iter()
        .map(|one| {
            let to = format!("/krav?ramverk={}", domain::query::encode(&one.key));
            view! {
                <tr>
                    <th scope="row"><span class="id">{one.framework.short}</span> " " <a class="title" href=to>{one.framework.title}</a></th>
                    <td class="num">{number(lang, one.assessable)}</td>
                    <td class="num">{number(lang, one.judged)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-regelverk">
            <div class="sec__head"><h2 id="h-regelverk">{t!(lang, "admin.frameworks")}</h2></div>
            <table class="tbl">
                <caption class="vh">{t!(lang, "admin.frameworks_counted")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(lang, "admin.framework")}</th>
                        <th scope="col" class="num">{t!(lang, "admin.requirements")}</th>
                        <th scope="col" class="num">{t!(lang, "admin.judged")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// The journal's length and root hash, the last of its heads that was signed, and what the last verification found.
#[component]
pub fn State(
    length: u64,
    root: String,
    #[prop(optional_no_strip)] signed: Option<SignedHead>,
    #[prop(optional_no_strip)] verified: Option<LastVerification>,
) -> impl IntoView {
    let lang = lang();
    let signed = match signed {
        None => t!(lang, "admin.not_signed").into_any(),
        Some(head) => {
            let words = plural!(lang, "admin.signed", head.size, name = head.origin, time = head.at);
            view! { {words} " " <a href="/huvud" target="_blank" rel="noopener">{t!(lang, "admin.signed_show")}</a> }
                .into_any()
        }
    };
    let verified = match verified {
        None => t!(lang, "admin.not_verified").into_any(),
        Some(last) => {
            let entries = plural!(lang, "admin.verified_entries", last.entries);
            let heads = plural!(lang, "admin.verified_heads", last.heads);
            let words = t!(lang, "admin.verified", time = last.at, entries = entries, heads = heads);
            let found = if last.findings == 0 {
                view! { <span class="tag tag--ok"><Icon name="i-check"/>{t!(lang, "admin.verified_whole")}</span> }
                    .into_any()
            } else {
                let found = plural!(lang, "admin.verified_faults", last.findings);
                view! { <span class="tag tag--missing"><Icon name="i-warn"/>{found}</span> }.into_any()
            };
            let disposed = (last.disposed > 0).then(|| plural!(lang, "admin.verified_disposed", last.disposed));
            view! { {found} " " {words} " " {disposed} }.into_any()
        }
    };
    view! {
        <section class="sec" aria-labelledby="h-tillstand">
            <div class="sec__head"><h2 id="h-tillstand">{t!(lang, "admin.register_state")}</h2></div>
            <dl class="facts">
                <div><dt>{t!(lang, "journal.length")}</dt><dd>{plural!(lang, "admin.journal_length", length)}</dd></div>
                <div><dt>{t!(lang, "admin.journal_root")}</dt><dd><code class="hash">{root}</code></dd></div>
                <div><dt>{t!(lang, "admin.signed_head")}</dt><dd>{signed}</dd></div>
                <div><dt>{t!(lang, "admin.last_verified")}</dt><dd>{verified}</dd></div>
            </dl>
            <p class="note mt-s">{t!(lang, "journal.root_help")} " " {t!(lang, "journal.verify_help")}</p>
        </section>
    }
}
