//! One evidence pack: what it is of, what was missing then, the pack itself, and how whoever gets it checks it.

use super::{finding, of, period};
use crate::api::pack;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::{Lang, bytes, number};
use crate::page::{Crumbs, Head, Loaded, per_suffix, use_key, use_per};
use crate::ui::{Fact, Facts, Icon, day_view, fact, fact_some, fact_text, record_path};
use crate::{plural, t};
use domain::pack::{Lacking, PackPage as Page};
use domain::query::encode;
use domain::{Page as Pages, Subject};
use leptos::prelude::*;

/// Requirements without evidence that are shown; the rest are in the pack.
const SHOWN: usize = 100;

/// One evidence pack.
#[component]
pub fn PackPage() -> AnyView {
    let (key, per) = (use_key(), use_per());
    view! {
        <Loaded data=pack(key, per.clone()) draw=move |page: Page| {
            view! { <Shown page=page per=per_suffix(&per)/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(page: Page, per: String) -> AnyView {
    let lang = lang();
    let key = page.row.key.clone();
    let day = page.row.pack.day;
    let what = of(lang, &page.row.pack.selection, &page.frameworks);
    let address = format!("/export/{key}.zip");
    let trail = vec![(t!(lang, "page.packs").to_owned(), format!("{}{per}", Pages::Packs.path()))];
    let lede = t!(lang, "pack.seen_from", what = what, date = crate::i18n::plain_date(lang, day));
    let name = key.to_string();
    let title = finding(lang, page.requirements, page.missing.len() as u64);
    view! {
        <Crumbs trail=trail here=name.clone()/>
        <Head title=title above=name.clone() lede=lede>
            <a class="btn btn--main" href=address download="">
                {t!(lang, "pack.download")}<span class="vh">" " {name}</span>
            </a>
        </Head>
        <div class="cols cols--8-4">
            <div class="stack">
                <Lack lacking=page.missing.clone() day=day expired=false/>
                <Lack lacking=page.expired.clone() day=day expired=true/>
                <Checking page=page.clone()/>
            </div>
            <div class="stack"><Facts facts=facts(lang, page)/></div>
        </div>
    }
    .into_any()
}

fn facts(lang: Lang, page: Page) -> Vec<Fact> {
    let pack = page.row.pack;
    let place = number(lang, pack.position);
    let files = if page.files == 0 {
        t!(lang, "evidence_list.files.zero").to_owned()
    } else {
        format!("{}, {}", plural!(lang, "evidence_list.files", page.files), bytes(lang, page.bytes))
    };
    let signed = match page.signed {
        Some(size) => {
            let to = format!("/huvud/{size}");
            let words = t!(lang, "pack.signed_at", n = number(lang, size));
            view! { <a href=to>{words}</a> }.into_any()
        }
        None => view! { {t!(lang, "pack.unsigned")} }.into_any(),
    };
    let journal = use_actor().filter(|actor| actor.may(Subject::Page(Pages::Journal))).map(|_| {
        let to = format!("{}?post={}", Pages::Journal.path(), encode(page.row.key.as_str()));
        view! { <a href=to>{t!(lang, "picture.position_link")}</a> }
    });
    [
        Some(fact(t!(lang, "pack.column_of"), of(lang, &pack.selection, &page.frameworks))),
        fact_some(t!(lang, "pack.period"), period(lang, &pack.selection)),
        Some(fact(t!(lang, "pack.column_day"), day_view(pack.day))),
        fact_text(t!(lang, "field_pack.purpose"), &pack.purpose),
        Some(fact(t!(lang, "pack.column_made"), t!(lang, "pack.made_by", date = pack.made, by = pack.by))),
        Some(fact(t!(lang, "pack.lines"), number(lang, page.lines))),
        Some(fact(t!(lang, "report.files"), files)),
        Some(fact(
            t!(lang, "picture.fact_position"),
            view! { {t!(lang, "picture.position", n = place)} " " {journal} },
        )),
        Some(fact(t!(lang, "pack.head"), signed)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The requirements that had no evidence on the day, or evidence that didn't hold; nothing when there were none.
#[component]
fn Lack(lacking: Vec<Lacking>, day: chrono::NaiveDate, expired: bool) -> AnyView {
    let lang = lang();
    if lacking.is_empty() {
        return ().into_any();
    }
    let (id, heading) = if expired {
        ("h-galler-inte", plural!(lang, "pack.expired", lacking.len()))
    } else {
        ("h-saknas", t!(lang, "pack.missing_heading").to_owned())
    };
    let more = lacking.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| view! { <p class="muted mt-s">{plural!(lang, "pack.more", more)}</p> });
    let at = format!("?per={day}");
    let items = lacking
        .into_iter()
        .take(SHOWN)
        .map(|one| {
            let to = format!("{}{at}", record_path(&one.requirement));
            let evidence = one.evidence.map(|(key, until)| {
                let until = until.map(|day| format!(" {}", t!(lang, "pack.until", date = day)));
                let to = format!("{}{at}", record_path(&key));
                view! { <br/> <span class="muted"><a class="id" href=to>{key.to_string()}</a> {until}</span> }
            });
            view! {
                <li>
                    <span class="tag tag--missing"><Icon name="i-warn"/> {one.cited}</span>
                    <span><a class="title" href=to>{one.title}</a> {evidence}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby=id>
            <div class="sec__head"><h2 id=id>{heading}</h2></div>
            <ul class="plain">{items}</ul>
            {more}
        </section>
    }
    .into_any()
}

/// What is in the pack, and how it is checked by whoever gets it.
#[component]
fn Checking(page: Page) -> AnyView {
    let lang = lang();
    let command = format!("python3 verify.py --key nycklar.txt {}.zip", page.row.key);
    let keys = page.signed.is_some().then(|| view! { <p class="mt-s">{t!(lang, "pack.check_keys")}</p> });
    view! {
        <section class="sec" aria-labelledby="h-kontrollera">
            <div class="sec__head"><h2 id="h-kontrollera">{t!(lang, "pack.check_heading")}</h2></div>
            <div>
                <p>{t!(lang, "pack.holds")}</p>
                <p class="mt-s">{t!(lang, "pack.check_lead")}</p>
                <p class="mt-s"><code>{command}</code></p>
                {keys}
                <p class="mt-s">{t!(lang, "pack.same")}</p>
            </div>
        </section>
    }
    .into_any()
}
