//! What a step shows, from the file that was laid aside and the register as it is.

use super::address::Address;
use super::lexicon::lexicon;
use crate::context::{ImportState, Request};
use crate::error::ApiResult;
use crate::i18n::{Lang, column_label, field_name};
use domain::import::{Aside, Counts, Done, Fault, Given, Head, Mapping, Plan, Row, Shown, Table, Target, page, param};
use domain::{AppError, ErrorCode, FieldError, Moment, Register, Subject};
use store::{FileStore, Importing};

/// Rows on a page.
pub const ROWS: usize = 50;
/// Cells of a column that are shown beside its heading.
const SAMPLES: usize = 3;
/// What a confirmed file is sent to, below the page.
pub const CONFIRM: &str = "skriv";

/// A step with what goes with it.
pub struct Loading {
    /// The step.
    pub step: Step,
    /// What became of what was sent.
    pub state: ImportState,
}

/// The steps.
pub enum Step {
    /// Which file?
    Start,
    /// Where do its columns lead?
    Columns(Box<Columns>),
    /// What would it change?
    Review(Box<Review>),
    /// What came of it.
    Done(Box<Done>),
}

/// The columns of a file.
pub struct Columns {
    /// The file's name.
    pub name: String,
    /// The columns, each with what stands in the first cells.
    pub heads: Vec<(Head, Vec<String>)>,
    /// Where they lead.
    pub mapping: Mapping,
    /// What is wrong with that.
    pub errors: Vec<FieldError>,
    /// The step's address.
    pub address: Address,
}

/// What a file would change.
pub struct Review {
    /// The file's name.
    pub name: String,
    /// How many rows there are of each sort.
    pub counts: Counts,
    /// Whether it can be carried out.
    pub ready: bool,
    /// The sort that is shown.
    pub shown: Shown,
    /// The page of it, from 1.
    pub page: usize,
    /// Pages of it.
    pub pages: usize,
    /// The rows of that page.
    pub rows: Vec<Row>,
    /// The columns.
    pub heads: Vec<Head>,
    /// Where they lead.
    pub mapping: Mapping,
    /// The journal's length as it was compared with.
    pub position: u64,
    /// The step's address.
    pub address: Address,
}

/// A file that was laid aside, as an address asks for it.
pub struct Asked {
    /// Its id.
    pub id: String,
    /// What it says.
    pub aside: Aside,
}

impl Asked {
    /// The file that an address names; none when it names none.
    ///
    /// # Errors
    /// `Gone` at the field `file` when it isn't there any more; when it can't be read.
    pub async fn read(files: &FileStore, username: &str, pairs: &[(String, String)]) -> Result<Option<Self>, AppError> {
        let id = given(pairs, "fil");
        if id.is_empty() {
            return Ok(None);
        }
        let gone = || AppError::field("file", ErrorCode::Import { fault: Fault::Gone, given: String::new() });
        let laid = match files.laid_aside(username, id).await.map_err(AppError::from) {
            Err(AppError::NotFound) => return Err(gone()),
            laid => laid?,
        };
        Ok(Some(Self { id: id.to_owned(), aside: Aside::read(&laid).ok_or_else(gone)? }))
    }
}

/// What an address chooses for a column, if anything.
#[must_use]
pub fn chosen<'a>(pairs: &'a [(String, String)], head: &Head) -> Option<&'a str> {
    let name = param(head);
    pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
}

/// Loads the step that an address asks for.
pub async fn load(register: Register, pairs: Vec<(String, String)>) -> ApiResult<Loading> {
    let request = Request::current()?;
    let actor = request.actor.clone().ok_or(AppError::Unauthenticated)?;
    let page = page(register).ok_or(AppError::NotFound)?;
    if !actor.may(Subject::Page(page)) {
        return Err(AppError::Forbidden.into());
    }
    let mut state = request.import.clone().unwrap_or_default();
    let asked = match Asked::read(&request.files, &actor.username, &pairs).await {
        Ok(asked) => asked,
        Err(error @ AppError::Invalid { .. }) => {
            state.error = Some(error);
            None
        }
        Err(error) => return Err(error.into()),
    };
    let step = match asked {
        None => Step::Start,
        Some(Asked { aside: Aside::Done(done), .. }) => Step::Done(Box::new(done)),
        Some(Asked { id, aside: Aside::Table(table) }) => {
            let words = lexicon(register);
            let mapping = Mapping::of(register, &table.heads, &words, |head| chosen(&pairs, head));
            let errors = mapping.errors(&table.heads);
            let address = Address::new(register, &pairs);
            if !mapping.settled() || !errors.is_empty() || given(&pairs, "steg") == "kolumner" {
                let heads = table.heads.iter().enumerate().map(|(at, head)| (head.clone(), samples(&table, at)));
                let heads = heads.collect();
                Step::Columns(Box::new(Columns { name: table.name.clone(), heads, mapping, errors, address }))
            } else {
                let view = request.store.view(&actor, Moment::Now).await?;
                let (table, mapping) = (&table, &mapping);
                let importing =
                    Importing { table, mapping, lexicon: &words, upload: &id, reason: "", since: state.since };
                let plan = view.import(importing).await?;
                Step::Review(Box::new(review(plan, table, mapping, view.position, &pairs, address)))
            }
        }
    };
    Ok(Loading { step, state })
}

fn review(
    plan: Plan,
    table: &Table,
    mapping: &Mapping,
    position: u64,
    pairs: &[(String, String)],
    address: Address,
) -> Review {
    let shown = Shown::from_code(given(pairs, "visa")).unwrap_or(plan.first());
    let pages = (plan.counts.of(shown) as usize).div_ceil(ROWS).max(1);
    let page = given(pairs, "sida").parse().unwrap_or(1).clamp(1, pages);
    let rows = plan.of(shown).skip((page - 1) * ROWS).take(ROWS).cloned().collect();
    Review {
        name: table.name.clone(),
        counts: plan.counts,
        ready: plan.ready(),
        shown,
        page,
        pages,
        rows,
        heads: table.heads.clone(),
        mapping: mapping.clone(),
        position,
        address,
    }
}

/// A parameter of an address; empty when it isn't there.
fn given<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

/// What stands in the first cells of a column that hold something.
fn samples(table: &Table, at: usize) -> Vec<String> {
    let cells = table.lines.iter().filter_map(|line| line.cells.get(at));
    let told = cells.filter_map(|given| match given {
        Given::Empty => None,
        Given::Text(text) => Some(text.chars().take(40).collect()),
        Given::Number(number) => Some(number.to_string()),
        Given::Share(share) => Some(format!("{:.0} %", share * 100.0)),
        Given::Date(day) => Some(day.to_string()),
        Given::Flag(yes) => Some(if *yes { "1" } else { "0" }.to_owned()),
        Given::Formula => Some("=".to_owned()),
        Given::Error(shown) => Some(shown.clone()),
    });
    told.take(SAMPLES).collect()
}

/// What a register's files call the column of a target.
#[must_use]
pub fn heading(lang: Lang, register: Register, target: &Target) -> &'static str {
    let listed = register.columns().iter().any(|column| column.name == target.name);
    match register.kind() {
        Some(kind) if !listed => field_name(lang, kind, target.field.name),
        _ => column_label(lang, register, target.name),
    }
}
