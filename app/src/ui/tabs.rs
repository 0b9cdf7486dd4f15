//! The views of a register as tabs over its list. What a list shows can be saved under a name, and sent as an address.

use crate::api::ListPage;
use crate::context::{FormState, lang};
use crate::form::{CommandForm, Hidden};
use crate::frame::use_actor;
use crate::i18n::{Lang, number, text};
use crate::t;
use domain::action::REASON;
use domain::field::Field;
use domain::listing::TabRow;
use domain::query::PAGE_SIZE;
use domain::saved_view::SavedView;
use domain::settings::Settings;
use domain::{Action, Draft, Kind, ListQuery, Moment, Subject};
use leptos::prelude::*;

/// The tabs of a register's views.
#[must_use]
pub fn tabs(page: &ListPage) -> AnyView {
    if page.tabs.is_empty() {
        return ().into_any();
    }
    view! { <Tabs page=page.clone()/> }.into_any()
}

/// The list from its beginning: how far someone has leafed, and how many rows there are room for, is no other view.
fn from_the_top(query: &ListQuery) -> ListQuery {
    ListQuery { page: 1, size: PAGE_SIZE, ..query.clone() }
}

fn name(lang: Lang, tab: &TabRow) -> String {
    if tab.key.is_some() { tab.name.clone() } else { text(lang, &format!("tab.{}", tab.name)).to_owned() }
}

#[component]
fn Tabs(page: ListPage) -> AnyView {
    let lang = lang();
    let query = from_the_top(&page.listing.query);
    let base = format!("/{}", query.register.code());
    let current = page.tabs.iter().find(|tab| from_the_top(&tab.query) == query).cloned();
    let links = page
        .tabs
        .iter()
        .map(|tab| {
            let here = current.as_ref().is_some_and(|current| current == tab).then_some("page");
            let count = number(lang, i64::try_from(tab.total).unwrap_or(i64::MAX));
            let address = format!("{base}{}", tab.query.address());
            view! { <a href=address aria-current=here>{name(lang, tab)} " " <span class="n">{count}</span></a> }
        })
        .collect_view();
    let may = use_actor().is_some_and(|actor| actor.may(Subject::Command(Action::Create, Kind::SavedView)));
    let saving = (may && query.moment == Moment::Now).then(|| {
        let forms = Forms { query, settings: page.settings, command_id: page.command_id, state: page.form };
        let change = current.filter(|tab| tab.key.is_some()).map(|tab| view! { <Change tab=tab forms=forms.clone()/> });
        view! { <Save forms=forms/> {change} }
    });
    view! {
        <div class="views-row">
            <nav class="views" aria-label=t!(lang, "tab.views")>{links}</nav>
            {saving}
        </div>
    }
    .into_any()
}

/// What the forms of views are drawn from.
#[derive(Clone)]
struct Forms {
    query: ListQuery,
    settings: Settings,
    command_id: String,
    state: Option<FormState>,
}

impl Forms {
    fn hidden(&self, action: Action, tab: Option<&TabRow>) -> Hidden {
        let base = format!("/{}", self.query.register.code());
        let address = format!("{base}{}", self.query.address());
        let key = tab.and_then(|tab| tab.key.as_ref()).map(ToString::to_string).unwrap_or_default();
        Hidden {
            action,
            kind: Kind::SavedView,
            key,
            rev: tab.and_then(|tab| tab.rev),
            command_id: format!("{}-{}", self.command_id, action.code()),
            next: if action == Action::Close { base } else { address.clone() },
            page: address,
        }
    }

    /// What a view keeps of the list without asking.
    fn sends(&self) -> Vec<(&'static str, String)> {
        vec![
            ("register", self.query.register.code().to_owned()),
            ("query", self.query.address().trim_start_matches('?').to_owned()),
        ]
    }

    /// Whether a form of views was sent and is shown again.
    fn open(&self, actions: &[Action]) -> bool {
        self.state.as_ref().is_some_and(|state| state.kind == Kind::SavedView && actions.contains(&state.action))
    }
}

/// The field that asks for a view's name: the rest follows from the list.
fn name_field() -> Vec<Field> {
    SavedView::FIELDS.iter().filter(|field| field.name == "name").copied().collect()
}

/// Saving what the list shows under a name.
#[component]
fn Save(forms: Forms) -> AnyView {
    let lang = lang();
    view! {
        <details class="more more--down" open=forms.open(&[Action::Create])>
            <summary>{t!(lang, "tab.save_as")}</summary>
            <div>
                <CommandForm hidden=forms.hidden(Action::Create, None) form_fields=name_field() draft=Draft::default()
                    settings=forms.settings.clone() submit=t!(lang, "tab.save").to_owned() state=forms.state.clone()
                    sends=forms.sends()/>
            </div>
        </details>
    }
    .into_any()
}

/// Giving a saved view another name, or no longer offering it.
#[component]
fn Change(tab: TabRow, forms: Forms) -> AnyView {
    let lang = lang();
    let named = Draft::default().with("name", tab.name.as_str());
    view! {
        <details class="more more--down" open=forms.open(&[Action::Update, Action::Close])>
            <summary>{t!(lang, "tab.change")}</summary>
            <div>
                <CommandForm hidden=forms.hidden(Action::Update, Some(&tab)) form_fields=name_field() draft=named
                    settings=forms.settings.clone() submit=t!(lang, "tab.rename").to_owned() state=forms.state.clone()
                    sends=forms.sends()/>
                <CommandForm hidden=forms.hidden(Action::Close, Some(&tab)) form_fields=REASON.to_vec() draft=Draft::default()
                    settings=forms.settings.clone() submit=t!(lang, "tab.close").to_owned() state=forms.state.clone()/>
            </div>
        </details>
    }
    .into_any()
}
