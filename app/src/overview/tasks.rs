//! What needs whoever is looking.

use crate::context::lang;
use crate::i18n::{count_text, fill, find, number, text};
use crate::page::with_per;
use crate::t;
use domain::overview::Task;
use leptos::prelude::*;

/// The list of what to do. Those who only read have none, and are not told that they are done either.
#[component]
pub fn Tasks(tasks: Vec<Task>, works: bool, per: String) -> AnyView {
    let lang = lang();
    if tasks.is_empty() && !works {
        return ().into_any();
    }
    let list = if tasks.is_empty() {
        view! { <p class="muted">{t!(lang, "overview.tasks_none")}</p> }.into_any()
    } else {
        let items =
            tasks.into_iter().map(|task| view! { <Item task=task works=works per=per.clone()/> }).collect_view();
        view! { <ul class="todo">{items}</ul> }.into_any()
    };
    view! {
        <section class="sec" aria-labelledby="h-att-gora">
            <div class="sec__head"><h2 id="h-att-gora">{t!(lang, "overview.tasks")}</h2></div>
            {list}
        </section>
    }
    .into_any()
}

#[component]
fn Item(task: Task, works: bool, per: String) -> AnyView {
    let lang = lang();
    let what = count_text(lang, &format!("task.{}_rest", task.code), task.count, &[]);
    let more = task.first.map_or_else(
        || text(lang, &format!("task.{}_hint", task.code)).to_owned(),
        |(key, title)| {
            let own = find(lang, &format!("task.{}_first", task.code));
            let said = own.unwrap_or_else(|| text(lang, "overview.task_first"));
            fill(said, &[("key", &key), ("title", &title)])
        },
    );
    // On an earlier date there is only something to see.
    let way = if works { text(lang, &format!("task.{}_do", task.code)) } else { t!(lang, "common.show") };
    view! {
        <li>
            <span class="v">{number(lang, i64::try_from(task.count).unwrap_or(i64::MAX))}</span>
            <div><b>{what.clone()}</b><p>{more}</p></div>
            <a class="m" href=with_per(&task.link, &per)>{way}<span class="vh">": " {what}</span></a>
        </li>
    }
    .into_any()
}
