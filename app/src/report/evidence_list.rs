//! The form that asks for an evidence list: which requirements, which period, seen from which date, as which file.

use super::FORMATS;
use crate::context::lang;
use crate::i18n::text;
use crate::t;
use domain::coverage::FrameworkSummary;
use leptos::prelude::*;

/// The form. Its buttons lead to one address for each format, so it needs no script.
#[component]
pub fn EvidenceList(frameworks: Vec<FrameworkSummary>, per: String) -> AnyView {
    let lang = lang();
    let options =
        frameworks.into_iter().map(|one| view! { <option value=one.key>{one.framework.short}</option> }).collect_view();
    let buttons = FORMATS
        .into_iter()
        .enumerate()
        .map(|(place, (format, name))| {
            let class = if place == 0 { "btn btn--main" } else { "btn" };
            view! { <button class=class type="submit" formaction=format!("/export/evidens.{format}")>{text(lang, name)}</button> }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-evidenslista">
            <div class="sec__head"><h2 id="h-evidenslista">{t!(lang, "evidence_list.heading")}</h2></div>
            <p class="m muted">{t!(lang, "evidence_list.lead")} " " {t!(lang, "report.list_help")}</p>
            <form class="form mt" method="get" action="/export/evidens.xlsx">
                <div class="field">
                    <label for="el-ramverk">{t!(lang, "evidence_list.framework")}</label>
                    <select class="input" id="el-ramverk" name="ramverk">{options}</select>
                </div>
                <div class="field">
                    <label for="el-krav">
                        {t!(lang, "evidence_list.scope")} <span class="opt">" (" {t!(lang, "common.optional")} ")"</span>
                    </label>
                    <input class="input" id="el-krav" name="krav" maxlength="64" autocomplete="off" spellcheck="false" aria-describedby="el-krav-help"/>
                    <p class="help" id="el-krav-help">{t!(lang, "report.requirement_help")}</p>
                </div>
                <fieldset class="choices">
                    <legend>{t!(lang, "evidence_list.period")} <span class="opt">" (" {t!(lang, "common.optional")} ")"</span></legend>
                    <p class="help">{t!(lang, "report.period_help")}</p>
                    <div class="fields">
                        <div class="field">
                            <label for="el-fran">{t!(lang, "evidence_list.from")}</label>
                            <input class="input input--date" id="el-fran" name="fran" type="date"/>
                        </div>
                        <div class="field">
                            <label for="el-till">{t!(lang, "evidence_list.to")}</label>
                            <input class="input input--date" id="el-till" name="till" type="date"/>
                        </div>
                    </div>
                </fieldset>
                <div class="field">
                    <label for="el-per">
                        {t!(lang, "evidence_list.as_of")} <span class="opt">" (" {t!(lang, "common.optional")} ")"</span>
                    </label>
                    <input class="input input--date" id="el-per" name="per" type="date" value=per aria-describedby="el-per-help"/>
                    <p class="help" id="el-per-help">{t!(lang, "report.per_help")}</p>
                </div>
                <div class="actions" role="group" aria-label=t!(lang, "evidence_list.download")>{buttons}</div>
            </form>
        </section>
    }
    .into_any()
}
