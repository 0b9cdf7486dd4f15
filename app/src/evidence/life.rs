//! How a piece of evidence stands, and what its page says of that before anything else.

use crate::context::lang;
use crate::i18n::{Lang, code_label, plain_date};
use crate::page::use_query;
use crate::t;
use crate::ui::{Icon, KeyLinks, Mask, Record};
use chrono::NaiveDate;
use domain::evidence::Evidence;
use domain::evidence::life::{Shown, Standing, Vouched};
use domain::{Key, Kind};
use leptos::prelude::*;

/// How it stands, in a word.
#[component]
pub fn StandingTag(standing: Standing) -> AnyView {
    let (class, icon) = match standing {
        Standing::Holds => ("tag tag--ok", "i-check"),
        Standing::Expiring => ("tag", "i-clock"),
        Standing::InReview => ("tag tag--late", "i-half"),
        Standing::Expired => ("tag tag--late", "i-clock"),
        Standing::Replaced | Standing::Closed => ("tag", "i-x"),
    };
    view! { <span class=class><Icon name=icon/>{code_label(lang(), "standing", standing.code())}</span> }.into_any()
}

/// Why it no longer counts, or what has to be looked at; nothing while it holds.
#[component]
pub fn StandingBanner(evidence: Evidence, day: NaiveDate, per: String) -> AnyView {
    let lang = lang();
    let (said, then) = match evidence.standing(day) {
        Standing::Expired => {
            let last = evidence.valid_until.map(|last| plain_date(lang, last)).unwrap_or_default();
            let said = t!(lang, "evidence.expired_on", date = last);
            (format!("{said}."), t!(lang, "evidence.expired_means").into_any())
        }
        Standing::InReview => {
            let day = evidence.review.map(|day| plain_date(lang, day)).unwrap_or_default();
            (t!(lang, "evidence.in_review_says", date = day), t!(lang, "evidence.in_review_means").into_any())
        }
        Standing::Replaced => {
            let by = view! { <KeyLinks keys=evidence.replaced_by.into_iter().collect() per=per/> };
            (
                t!(lang, "evidence.replaced_says").to_owned(),
                view! { {t!(lang, "evidence.replaced_by")} " " {by} }.into_any(),
            )
        }
        Standing::Holds | Standing::Expiring | Standing::Closed => return ().into_any(),
    };
    view! {
        <div class="banner banner--warn">
            <p><Icon name="i-clock"/> " " <b>{said}</b> " " {then}</p>
        </div>
    }
    .into_any()
}

/// That the file just attached is kept elsewhere in the register too, as the address says after it was. Only keys of evidence
/// are said, whatever it says.
#[component]
pub fn SameFile() -> AnyView {
    let lang = lang();
    let asked = use_query("samma");
    let keys = asked.split(',').filter_map(|key| Key::parse(key).ok()).filter(|key| key.kind() == Kind::Evidence);
    let keys: Vec<Key> = keys.take(8).collect();
    if keys.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="banner" role="status">
            <p><Icon name="i-warn"/> " " {t!(lang, "evidence.duplicate")} " " <KeyLinks keys=keys/></p>
        </div>
    }
    .into_any()
}

/// What it shows of each record that it speaks for, where that is told.
#[component]
pub fn ShownOfEach(shows: Vec<Shown>, record: Record) -> AnyView {
    let lang = lang();
    let body = match record.hidden_by("note") {
        Some(provision) => view! { <p><Mask provision=provision/></p> }.into_any(),
        None if shows.is_empty() => return ().into_any(),
        None => {
            let per = record.per.clone();
            let items = shows
                .into_iter()
                .map(|one| view! { <li><KeyLinks keys=vec![one.key] per=per.clone()/> " " {one.text}</li> })
                .collect_view();
            view! { <ul class="plain">{items}</ul> }.into_any()
        }
    };
    view! {
        <section class="sec" aria-labelledby="h-visar-var">
            <div class="sec__head"><h2 id="h-visar-var">{t!(lang, "evidence.shows_each")}</h2></div>
            {body}
        </section>
    }
    .into_any()
}

/// Who vouches for a version and since when, or that nobody does.
pub fn vouched_text(lang: Lang, vouched: Option<&Vouched>) -> String {
    match vouched {
        Some(vouched) => t!(lang, "evidence.vouched_by_on", by = vouched.by, date = vouched.date),
        None => t!(lang, "evidence.not_vouched").to_owned(),
    }
}
