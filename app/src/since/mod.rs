//! What has happened since a day: record by record, with what differs, back to a decision of the board or any day.

use crate::api::since;
use crate::context::lang;
use crate::i18n::{capital, code_label, count_text, number, plain_date};
use crate::page::{Head, Loaded, per_suffix, use_per, use_query, with_per};
use crate::ui::{Diff, Mask, record_path};
use crate::{plural, t};
use domain::Page;
use domain::since::{Happened, SinceGroup, SincePage as Since, SinceRow};
use leptos::prelude::*;

/// The page.
#[component]
pub fn SincePage() -> AnyView {
    let per = use_per();
    view! {
        <Loaded data=since(use_query("fran"), per.clone()) draw=move |page: Since| {
            view! { <Shown page=page per=per/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(page: Since, per: String) -> AnyView {
    let lang = lang();
    let total: u64 = page.groups.iter().map(|group| group.total).sum();
    let from = plain_date(lang, page.from);
    let title = plural!(lang, "since_day.finding", total, date = from);
    let suffix = per_suffix(&per);
    let none = page.groups.is_empty().then(|| {
        view! { <div class="empty"><p class="muted">{t!(lang, "since_day.none")}</p></div> }
    });
    let groups =
        page.groups.clone().into_iter().map(|group| view! { <Group group=group per=suffix.clone()/> }).collect_view();
    view! {
        <Head title=title above=t!(lang, "page.since").to_owned() lede=t!(lang, "since_day.lead").to_owned()/>
        <Choices page=page per=per/>
        {none}
        {groups}
    }
    .into_any()
}

/// The days to look back to: the board's last decisions, and any other.
#[component]
fn Choices(page: Since, per: String) -> AnyView {
    let lang = lang();
    let suffix = per_suffix(&per);
    let from = page.from;
    let links = page
        .decisions
        .into_iter()
        .map(|(day, name)| {
            let to = with_per(&format!("{}?fran={day}", Page::Since.path()), &suffix);
            let current = (day == from).then_some("true");
            view! { <li><a href=to aria-current=current>{t!(lang, "since_day.decision", name = name, date = day)}</a></li> }
        })
        .collect_view();
    view! {
        <form class="filters" action=Page::Since.path() method="get" autocomplete="off">
            <div class="field">
                <label for="sedan-fran">{t!(lang, "since_day.from")}</label>
                <input class="input input--date" id="sedan-fran" name="fran" type="date" value=from.to_string()/>
            </div>
            <div class="field">
                <label for="sedan-per">{t!(lang, "asof.label")}</label>
                <input class="input input--date" id="sedan-per" name="per" type="date" value=per/>
            </div>
            <button class="btn" type="submit">{t!(lang, "asof.submit")}</button>
        </form>
        <nav class="m" aria-label=t!(lang, "since_day.decisions")><ul class="files-row">{links}</ul></nav>
    }
    .into_any()
}

#[component]
fn Group(group: SinceGroup, per: String) -> AnyView {
    let lang = lang();
    let code = group.register.code();
    let id = format!("h-{code}");
    let heading = capital(&count_text(lang, &format!("register.{code}_count"), group.total, &[]));
    let more = group.total.saturating_sub(group.rows.len() as u64);
    let more = (more > 0).then(|| view! { <p class="note">{t!(lang, "since_day.more", n = number(lang, more))}</p> });
    let register = group.register;
    let rows =
        group.rows.into_iter().map(|row| view! { <Line row=row register=register per=per.clone()/> }).collect_view();
    view! {
        <section class="sec mt" aria-labelledby=id.clone()>
            <div class="sec__head"><h2 id=id.clone()>{heading}</h2></div>
            <ol class="history">{rows}</ol>
            {more}
        </section>
    }
    .into_any()
}

#[component]
fn Line(row: SinceRow, register: domain::Register, per: String) -> AnyView {
    let lang = lang();
    let to = format!("{}{per}", record_path(&row.key));
    let title = match row.title {
        Ok(title) => view! { <a class="title" href=to>{title}</a> }.into_any(),
        Err(provision) => view! { <a class="title" href=to><Mask provision=provision/></a> }.into_any(),
    };
    let class = match row.happened {
        Happened::New => "tag tag--ok",
        Happened::Closed => "tag tag--missing",
        Happened::Changed | Happened::Reopened => "tag",
    };
    let happened = code_label(lang, "happened", row.happened.code());
    let fields: Vec<_> = row.fields.into_iter().filter(|one| one.field != "sha256").collect();
    let diff = register.kind().filter(|_| !fields.is_empty()).map(|kind| view! { <Diff kind=kind changes=fields/> });
    view! {
        <li>
            <span class="id">{row.key.to_string()}</span>
            <div>
                <p>{title} " " <span class=class>{happened}</span></p>
                {diff}
            </div>
        </li>
    }
    .into_any()
}
