//! What a record is linked to, in both directions, and the forms that add and remove links.

use super::{Icon, RowsTable};
use crate::context::{FormState, lang};
use crate::form::{CommandForm, Hidden, SimpleForm};
use crate::i18n::{app_error_text, find, text};
use crate::t;
use domain::listing::Row;
use domain::overview::LinkedRows;
use domain::settings::Settings;
use domain::{Action, Actor, AppError, Cell, Draft, Key, Kind, Page, Register, Subject};
use islands::SUBMIT;
use leptos::prelude::*;
use std::sync::Arc;

/// The record the links belong to, and what its forms need.
#[derive(Clone)]
pub struct Linked {
    /// Its kind.
    pub kind: Kind,
    /// Its key.
    pub key: Key,
    /// Its owner.
    pub owner: String,
    /// The beginning of fresh command ids.
    pub command_id: String,
    /// Who looks; none when nothing may be changed, as on an earlier date.
    pub editor: Option<Actor>,
    /// A form to be shown again.
    pub form: Option<FormState>,
    /// Scale and vocabularies.
    pub settings: Settings,
    /// `?per=…` to stay at the same date.
    pub per: String,
}

impl Linked {
    fn path(&self) -> String {
        format!("{}/{}", self.kind.path(), domain::query::encode(self.key.as_str()))
    }

    /// What was sent before by the form whose command ids end in `place`. What they begin with is new with each page.
    fn sent(&self, action: Action, place: &str) -> Option<FormState> {
        self.form.clone().filter(|form| form.action == action && form.command_id.ends_with(place))
    }

    /// Whether this record is the one that points, when it is linked to a kind.
    fn points(&self, other: Kind) -> bool {
        self.kind.links_to().contains(&other)
    }

    /// Whether who looks may add a deliverable of this measure.
    fn may_deliver(&self, other: Kind) -> bool {
        let subject = Subject::Command(Action::Create, Kind::Deliverable);
        let may = self.editor.as_ref().is_some_and(|actor| actor.may_on(subject, &self.owner));
        (self.kind, other) == (Kind::Measure, Kind::Deliverable) && may
    }

    fn may(&self, action: Action, other: Kind) -> bool {
        let Some(actor) = &self.editor else { return false };
        if self.points(other) {
            // What a catalogue gives points at its like, but nobody changes that by hand.
            action.fields(self.kind).is_some() && actor.may_on(Subject::Command(action, self.kind), &self.owner)
        } else {
            // The other record is the one that changes. Its owner isn't known here, so only those who may change any.
            other.links_to().contains(&self.kind) && actor.grant(Subject::Command(action, other)) == domain::Grant::Yes
        }
    }
}

/// A section for each register the record can be linked to.
#[component]
pub fn LinkedSections(linked: Linked, links: Vec<LinkedRows>) -> AnyView {
    links
        .into_iter()
        .filter(|rows| {
            let other = rows.register.kind().unwrap_or(Kind::Risk);
            // What seldom happens, and what is followed up, has its section where there is something in it, and for who may say
            // that there is.
            let asks = !followed_up(other) && !matches!(other, Kind::Deviation | Kind::Incident);
            let beside = asks || !rows.rows.is_empty();
            // What the board steers by is linked from its own page.
            let adds = !steered_by(other) && linked.may(Action::Link, other);
            linked.points(other)
                || other.links_to().contains(&linked.kind)
                    && (beside && !steered_by(other) || !rows.rows.is_empty() || adds)
        })
        .map(|rows| view! { <Section linked=linked.clone() rows=rows/> })
        .collect_view()
        .into_any()
}

#[component]
fn Section(linked: Linked, rows: LinkedRows) -> AnyView {
    let lang = lang();
    let register = rows.register;
    let Some(other) = register.kind() else { return ().into_any() };
    // What the records are to each other, where the kind says it in its own words.
    let own = format!("{}.{}", linked.kind.code(), relation(other));
    let heading = find(lang, &own).unwrap_or_else(|| text(lang, &format!("register.{}", register.code()))).to_owned();
    let id = format!("h-{}", register.code());
    let count = match done(&rows) {
        Some(done) => t!(lang, "risk.measures_done", done = done, total = rows.total),
        None => crate::i18n::count_text(lang, &format!("register.{}_count", register.code()), rows.total, &[]),
    };
    let table = if rows.rows.is_empty() {
        let none = find(lang, &format!("{own}_none")).unwrap_or_else(|| t!(lang, "common.links_none"));
        view! { <p class="muted">{none}</p> }.into_any()
    } else {
        let last = linked.may(Action::Unlink, other).then(|| unlink(linked.clone(), other));
        view! {
            <RowsTable register=register columns=rows.columns rows=rows.rows caption=heading.clone() per=linked.per.clone() last=last/>
        }
        .into_any()
    };
    let add = (linked.may(Action::Link, other) && linked.points(other)).then(|| {
        let place = format!("-l{}", other.code());
        let hidden = Hidden {
            action: Action::Link,
            kind: linked.kind,
            key: linked.key.to_string(),
            rev: None,
            command_id: format!("{}{place}", linked.command_id),
            next: format!("{}#{id}", linked.path()),
            page: linked.path(),
        };
        let state = linked.sent(Action::Link, &place);
        let opened = state.is_some();
        view! {
            <details class="fold" open=opened>
                <summary>{t!(lang, "form.link")}</summary>
                <div>
                    <CommandForm hidden=hidden form_fields=domain::action::LINK.to_vec() draft=Draft::default()
                        settings=linked.settings.clone() submit=t!(lang, "form.link").to_owned() state=state/>
                </div>
            </details>
        }
    });
    let from_here = (linked.may(Action::Link, other) && !linked.points(other)).then(|| {
        view! { <AddFromHere linked=linked.clone() other=other heading=heading.clone()/> }
    });
    let new = linked.may_deliver(other).then(|| {
        let to = format!("{}?atgard={}", Page::NewDeliverable.path(), domain::query::encode(linked.key.as_str()));
        view! { <p class="mt-s no-print"><a href=to>{t!(lang, "form.create_deliverable")}</a></p> }
    });
    let labelled = id.clone();
    view! {
        <section class="sec" aria-labelledby=labelled>
            <div class="sec__head"><h2 id=id>{heading}</h2><p>{count}</p></div>
            {table}
            {add}
            {from_here}
            {new}
        </section>
    }
    .into_any()
}

/// Measures that wait for the one that is shown. Each of them holds that itself.
#[component]
pub fn WaitingSection(rows: LinkedRows, per: String) -> AnyView {
    let lang = lang();
    let heading = t!(lang, "measure.waiting");
    let count = crate::i18n::count_text(lang, "register.atgarder_count", rows.total, &[]);
    view! {
        <section class="sec" aria-labelledby="h-vantar">
            <div class="sec__head"><h2 id="h-vantar">{heading}</h2><p>{count}</p></div>
            <RowsTable register=rows.register columns=rows.columns rows=rows.rows caption=heading.to_owned() per=per/>
        </section>
    }
    .into_any()
}

/// Whether records of a kind follow others up, rather than act on them.
const fn followed_up(kind: Kind) -> bool {
    matches!(kind, Kind::Indicator | Kind::Assignment | Kind::Recommendation | Kind::Analysis)
}

/// Whether records of a kind tell what the board steers by, and of what it steers.
const fn steered_by(kind: Kind) -> bool {
    matches!(kind, Kind::Goal | Kind::Project | Kind::CityMatter | Kind::Service)
}

/// What linked records are called in the texts of a kind.
const fn relation(other: Kind) -> &'static str {
    match other {
        Kind::Risk => "risks",
        Kind::Measure => "measures",
        Kind::Deliverable => "deliverables",
        Kind::Control => "controls",
        Kind::Requirement => "requirements",
        Kind::Deviation => "deviations",
        Kind::Incident => "incidents",
        Kind::Indicator => "indicators",
        Kind::Assignment => "assignments",
        Kind::Recommendation => "recommendations",
        Kind::Analysis => "analyses",
        Kind::Goal => "goals",
        Kind::Project => "projects",
        Kind::CityMatter => "city_matters",
        Kind::Service => "services",
        _ => "evidence",
    }
}

/// How many of the measures are done; none when not all of them are there to be counted, or they aren't measures.
fn done(rows: &LinkedRows) -> Option<usize> {
    let state = rows.columns.iter().position(|name| name == "state")?;
    let counted = rows.register == Register::Measures && rows.total > 0 && rows.rows.len() as u64 == rows.total;
    let done = Cell::code("state", "done");
    counted.then(|| rows.rows.iter().filter(|row| row.cells.get(state) == Some(&done)).count())
}

/// The form that adds a link held by the other record: its id is asked for, and it is the one that changes.
#[component]
fn AddFromHere(linked: Linked, other: Kind, heading: String) -> AnyView {
    let lang = lang();
    let place = format!("-r{}", other.code());
    let command_id = format!("{}{place}", linked.command_id);
    let state = linked.sent(Action::Link, &place);
    let opened = state.is_some();
    let typed = state.as_ref().map(|state| state.key.clone()).unwrap_or_default();
    let failed = state.and_then(|state| state.error).map(|error| {
        let texts = app_error_text(lang, &error);
        let said = match error {
            AppError::NotFound | AppError::Invalid { .. } => t!(lang, "form.link_unknown").to_owned(),
            _ => format!("{}. {}", texts.title, texts.remedy),
        };
        view! { <p class="error" role="alert" tabindex="-1" autofocus=true><Icon name="i-warn"/> " " {said}</p> }
    });
    let id = format!("koppla-{}", other.code());
    let help = format!("{id}-help");
    let example = other.prefix().map(|prefix| t!(lang, "form.link_example", key = format!("{prefix}-01")));
    view! {
        <details class="fold no-print" open=opened>
            <summary>{t!(lang, "form.link")} <span class="vh">": " {heading}</span></summary>
            <div>
                <form class="form" method="post" action=SUBMIT>
                    <input type="hidden" name="action" value=Action::Link.code()/>
                    <input type="hidden" name="kind" value=other.code()/>
                    <input type="hidden" name="rev" value=""/>
                    <input type="hidden" name="command_id" value=command_id/>
                    <input type="hidden" name="next" value=linked.path()/>
                    <input type="hidden" name="page" value=linked.path()/>
                    <input type="hidden" name="fields[to]" value=linked.key.to_string()/>
                    <div class="field">
                        <label for=id.clone()>{t!(lang, "field_action.to")}</label>
                        {failed}
                        <input class="input" id=id name="key" value=typed required=true maxlength="64" autocomplete="off"
                            spellcheck="false" aria-describedby=help.clone()/>
                        <p class="help" id=help>{example}</p>
                    </div>
                    <div class="savebar">
                        <button class="btn btn--main" type="submit">{t!(lang, "form.link")}</button>
                    </div>
                </form>
            </div>
        </details>
    }
    .into_any()
}

/// The button that removes a link, from whichever side holds it.
fn unlink(linked: Linked, other: Kind) -> Arc<dyn Fn(&Row) -> AnyView + Send + Sync> {
    let lang = lang();
    Arc::new(move |row: &Row| {
        let (kind, key, to) = if linked.points(other) {
            (linked.kind, linked.key.to_string(), row.key.to_string())
        } else {
            (other, row.key.to_string(), linked.key.to_string())
        };
        let place = format!("-u{}", row.key.as_str().replace(['.', '_', '/'], "-"));
        let hidden = Hidden {
            action: Action::Unlink,
            kind,
            key,
            rev: None,
            command_id: format!("{}{place}", linked.command_id),
            next: linked.path(),
            page: linked.path(),
        };
        let label = format!("{} {}", t!(lang, "common.remove"), row.key);
        view! {
            <SimpleForm hidden=hidden sends=vec![("to", to)] submit=t!(lang, "common.remove").to_owned() label=label
                error=linked.sent(Action::Unlink, &place).and_then(|state| state.error)/>
        }
        .into_any()
    })
}
