//! The registers as data: columns, filters and orders. Lists, exports, the JSON they answer and the tests are all built
//! from these tables, so that a file holds exactly what the list shows.

mod analysis;
mod assignment;
mod city_matter;
mod control;
mod deliverable;
mod deviation;
mod evidence;
mod goal;
mod incident;
mod indicator;
mod journal;
mod measure;
mod project;
mod recommendation;
mod requirement;
mod risk;
mod service;

use crate::codes;
use crate::kind::Kind;
use crate::label;
use crate::risk::Area;
use chrono::TimeDelta;

codes! {
    /// A register: a list that can be filtered, sorted, paged and taken out.
    Register {
        /// Risker.
        Risks = "risker",
        /// Åtgärder.
        Measures = "atgarder",
        /// Leverabler.
        Deliverables = "leverabler",
        /// Kontroller.
        Controls = "kontroller",
        /// Krav.
        Requirements = "krav",
        /// Evidens.
        Evidence = "evidens",
        /// Avvikelser.
        Deviations = "avvikelser",
        /// Incidenter.
        Incidents = "incidenter",
        /// Journal.
        Journal = "journal",
        /// Indikatorer.
        Indicators = "indikatorer",
        /// Uppdrag.
        Assignments = "uppdrag",
        /// Revisionsrekommendationer.
        Recommendations = "rekommendationer",
        /// Riskanalyser.
        Analyses = "riskanalyser",
        /// Mål och aktiviteter.
        Goals = "mal",
        /// Projekt.
        Projects = "projekt",
        /// Stadengemensamma frågor.
        CityMatters = "stadengemensamma-fragor",
        /// Tjänster.
        Services = "tjanster",
    }
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name; its heading is found under `column.<name>`.
    pub name: &'static str,
    /// Whether the list shows it without being asked for all columns.
    pub standard: bool,
    /// What it is sorted by, when it can be.
    pub sort: Option<Sort>,
}

codes! {
    /// What a list can be sorted by.
    Sort {
        /// The record's key.
        Key = "id",
        /// Its title, in Swedish order.
        Title = "titel",
        /// Its score, percent or place.
        Number = "varde",
        /// Its most important date.
        Date = "datum",
    }
}

/// A filter of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// Its name in the address.
    pub param: &'static str,
    /// What it compares.
    pub on: Facet,
    /// What can be chosen.
    pub options: Options,
}

/// What a filter compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    /// The state; the default is everything that isn't closed.
    State,
    /// The category.
    Category,
    /// The owner function.
    Owner,
    /// The area.
    Area,
    /// The sub-area.
    SubArea,
    /// The framework.
    Framework,
    /// The score band.
    Band,
    /// The cell of the matrix.
    Cell,
    /// A label that it has.
    Label,
    /// Whether it is a drill; the default is what is real.
    Drill,
}

/// What can be chosen in a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Options {
    /// These codes; the texts are under `<group>.<code>`.
    Codes(&'static str, &'static [&'static str]),
    /// The organisation's risk categories.
    Categories,
    /// The organisation's functions.
    Functions,
    /// The scale's bands, by number from 1.
    Bands,
    /// The frameworks.
    Frameworks,
    /// Set by a link, not chosen.
    Hidden,
}

/// The choice that shows closed records too.
pub const STATE_ALL: &str = "all";
/// The choice that shows what is past its date.
pub const STATE_OVERDUE: &str = "overdue";
/// The choice that shows what has a date to keep.
pub const STATE_UNFINISHED: &str = "unfinished";
/// The choice that shows what is due within [`SOON`].
pub const STATE_SOON: &str = "soon";
/// What is soon.
pub const SOON: TimeDelta = TimeDelta::days(label::SOON);

const fn column(name: &'static str) -> Column {
    Column { name, standard: true, sort: None }
}

const fn sorted(name: &'static str, sort: Sort) -> Column {
    Column { name, standard: true, sort: Some(sort) }
}

const fn more(name: &'static str) -> Column {
    Column { name, standard: false, sort: None }
}

const fn filter(param: &'static str, on: Facet, options: Options) -> Filter {
    Filter { param, on, options }
}

/// What the status filter of plain registers offers.
pub const STATES: &[&str] = &["open", "closed", STATE_OVERDUE, STATE_ALL];
/// What the status filter of measures offers.
pub const MEASURE_STATES: &[&str] =
    &[STATE_UNFINISHED, "planned", "ongoing", "done", STATE_OVERDUE, STATE_SOON, "closed", STATE_ALL];
/// What the status filter of deliverables offers.
pub const DELIVERABLE_STATES: &[&str] = &["draft", "decided", "introduced", STATE_OVERDUE, "closed", STATE_ALL];

/// What the status filter of assignments offers.
pub const ASSIGNMENT_STATES: &[&str] = &[
    "planned",
    "ongoing",
    "done",
    "reported_back",
    "approved",
    "informed",
    STATE_OVERDUE,
    STATE_SOON,
    "closed",
    STATE_ALL,
];
/// What the status filter of recommendations offers.
pub const RECOMMENDATION_STATES: &[&str] =
    &["unhandled", "partly_handled", "claimed", "confirmed", "closed", STATE_ALL];
/// What the status filter of analyses offers.
pub const ANALYSIS_STATES: &[&str] = &["planned", "ongoing", "done", STATE_OVERDUE, STATE_SOON, "closed", STATE_ALL];

/// What the status filter of evidence offers.
pub const EVIDENCE_STATES: &[&str] = &["open", STATE_OVERDUE, STATE_SOON, "replaced", "closed", STATE_ALL];

/// What the status filter of deviations offers.
pub const DEVIATION_STATES: &[&str] = &["open", "ongoing", "mended", "closed", STATE_ALL];
/// What the status filter of incidents offers.
pub const INCIDENT_STATES: &[&str] = &["ongoing", "handled", STATE_OVERDUE, "closed", STATE_ALL];

/// A view that a register has from the start: its name under `tab.<name>`, and what it asks for.
pub type Tab = (&'static str, &'static str);

const OWNER: Filter = filter("ansvarig", Facet::Owner, Options::Functions);
const fn label(codes: &'static [&'static str]) -> Filter {
    filter("flagga", Facet::Label, Options::Codes("label", codes))
}

const AREA: Filter = filter("omrade", Facet::Area, Options::Codes("area", Area::CODES));

impl Register {
    /// The kind of record it lists; none for the journal.
    #[must_use]
    pub const fn kind(self) -> Option<Kind> {
        match self {
            Self::Risks => Some(Kind::Risk),
            Self::Measures => Some(Kind::Measure),
            Self::Deliverables => Some(Kind::Deliverable),
            Self::Controls => Some(Kind::Control),
            Self::Requirements => Some(Kind::Requirement),
            Self::Evidence => Some(Kind::Evidence),
            Self::Deviations => Some(Kind::Deviation),
            Self::Incidents => Some(Kind::Incident),
            Self::Journal => None,
            Self::Indicators => Some(Kind::Indicator),
            Self::Assignments => Some(Kind::Assignment),
            Self::Recommendations => Some(Kind::Recommendation),
            Self::Analyses => Some(Kind::Analysis),
            Self::Goals => Some(Kind::Goal),
            Self::Projects => Some(Kind::Project),
            Self::CityMatters => Some(Kind::CityMatter),
            Self::Services => Some(Kind::Service),
        }
    }

    /// The register of a kind.
    #[must_use]
    pub fn of(kind: Kind) -> Option<Self> {
        Self::ALL.iter().copied().find(|register| register.kind() == Some(kind))
    }

    /// Its columns, in order.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Risks => risk::COLUMNS,
            Self::Measures => measure::COLUMNS,
            Self::Deliverables => deliverable::COLUMNS,
            Self::Controls => control::COLUMNS,
            Self::Requirements => requirement::COLUMNS,
            Self::Evidence => evidence::COLUMNS,
            Self::Deviations => deviation::COLUMNS,
            Self::Incidents => incident::COLUMNS,
            Self::Journal => journal::COLUMNS,
            Self::Indicators => indicator::COLUMNS,
            Self::Assignments => assignment::COLUMNS,
            Self::Recommendations => recommendation::COLUMNS,
            Self::Analyses => analysis::COLUMNS,
            Self::Goals => goal::COLUMNS,
            Self::Projects => project::COLUMNS,
            Self::CityMatters => city_matter::COLUMNS,
            Self::Services => service::COLUMNS,
        }
    }

    /// Its filters, in order.
    #[must_use]
    pub const fn filters(self) -> &'static [Filter] {
        match self {
            Self::Risks => risk::FILTERS,
            Self::Measures => measure::FILTERS,
            Self::Deliverables => deliverable::FILTERS,
            Self::Controls => control::FILTERS,
            Self::Requirements => requirement::FILTERS,
            Self::Evidence => evidence::FILTERS,
            Self::Deviations => deviation::FILTERS,
            Self::Incidents => incident::FILTERS,
            Self::Journal => &[],
            Self::Indicators => indicator::FILTERS,
            Self::Assignments => assignment::FILTERS,
            Self::Recommendations => recommendation::FILTERS,
            Self::Analyses => analysis::FILTERS,
            Self::Goals => goal::FILTERS,
            Self::Projects => project::FILTERS,
            Self::CityMatters => city_matter::FILTERS,
            Self::Services => service::FILTERS,
        }
    }

    /// The views it has from the start; a register without any has no saved ones either.
    #[must_use]
    pub const fn tabs(self) -> &'static [Tab] {
        match self {
            Self::Measures => {
                const {
                    &[
                        ("all", ""),
                        ("friday", "status=unfinished&kolumner=key,title,owner,end,percent,next_step,state,reported"),
                        ("overdue", "status=overdue"),
                        ("soon", "status=soon"),
                    ]
                }
            }
            _ => &[],
        }
    }

    /// The order it has when none is asked for; true for falling.
    #[must_use]
    pub const fn default_sort(self) -> (Sort, bool) {
        match self {
            Self::Risks => (Sort::Number, true),
            Self::Measures => (Sort::Date, false),
            Self::Deliverables => (Sort::Key, false),
            Self::Controls => (Sort::Date, false),
            Self::Requirements => (Sort::Number, false),
            Self::Evidence => (Sort::Date, true),
            Self::Deviations => (Sort::Key, false),
            Self::Incidents => (Sort::Date, true),
            Self::Journal => (Sort::Key, true),
            Self::Indicators | Self::Assignments | Self::Analyses => (Sort::Key, false),
            Self::Goals | Self::Projects | Self::CityMatters | Self::Services => (Sort::Key, false),
            Self::Recommendations => (Sort::Date, true),
        }
    }
}
