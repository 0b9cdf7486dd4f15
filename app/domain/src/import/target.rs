//! Where a column of a file can lead: the fields of a register's own forms.

use crate::action::form;
use crate::field::{Field, Input};
use crate::kind::Kind;
use crate::measure::Measure;
use crate::page::Page;
use crate::register::Register;

/// What a column leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Its name: that of the list's column, and the field's own where the list doesn't show it.
    pub name: &'static str,
    /// The field.
    pub field: Field,
    /// Of which form.
    pub part: Part,
}

/// What a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Which record it is.
    Key,
    /// The revision the row was taken out at.
    Rev,
    /// The record's own form.
    Form,
    /// The report of a measure's progress.
    Progress,
}

/// The registers that take a file in.
pub fn registers() -> impl Iterator<Item = Register> {
    Register::ALL.iter().copied().filter(|register| page(*register).is_some())
}

/// The page where a register takes a file in.
#[must_use]
pub const fn page(register: Register) -> Option<Page> {
    match register {
        Register::Risks => Some(Page::ImportRisks),
        Register::Measures => Some(Page::ImportMeasures),
        Register::Deliverables => Some(Page::ImportDeliverables),
        Register::Controls => Some(Page::ImportControls),
        Register::Evidence => Some(Page::ImportEvidence),
        Register::Requirements | Register::Deviations | Register::Incidents | Register::Journal => None,
        Register::Indicators | Register::Assignments | Register::Recommendations | Register::Analyses => None,
        Register::Goals | Register::Projects | Register::CityMatters | Register::Services => None,
    }
}

/// Every target of a register, in the order of a template. A secrecy marking is not among them: it is made for one
/// record at a time, by someone who looks at it.
#[must_use]
pub fn targets(register: Register) -> Vec<Target> {
    let Some(kind) = register.kind() else { return Vec::new() };
    let own = [
        Target { name: "key", field: Field::optional("key", Input::Line(64)), part: Part::Key },
        Target { name: "rev", field: Field::optional("rev", Input::Number(1, i64::MAX)), part: Part::Rev },
    ];
    let form = form(kind).iter().filter(|field| !field.name.starts_with("secrecy_"));
    let form = form.map(|field| Target { name: column(kind, field.name), field: *field, part: Part::Form });
    let progress = if kind == Kind::Measure { Measure::REPORT } else { &[] };
    let progress = progress.iter().map(|field| {
        let name = if field.name == "date" { "reported" } else { field.name };
        Target { name, field: *field, part: Part::Progress }
    });
    own.into_iter().chain(form).chain(progress).collect()
}

/// The target of a name.
#[must_use]
pub fn target(register: Register, name: &str) -> Option<Target> {
    targets(register).into_iter().find(|target| target.name == name)
}

/// The list's column for a field of a kind's form.
fn column(kind: Kind, field: &'static str) -> &'static str {
    match (kind, field) {
        (Kind::Risk, "current_likelihood") => "likelihood",
        (Kind::Risk, "current_consequence") => "impact",
        (Kind::Risk, "current_rationale") => "rationale",
        (Kind::Risk, "current_date") => "assessed",
        (Kind::Evidence, "kind") => "evidence_kind",
        (Kind::Deliverable, "kind") => "deliverable",
        (_, field) => field,
    }
}
