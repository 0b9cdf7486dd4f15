//! The registers as data: columns, filters and orders. Lists, exports, the JSON they answer and the tests are all built
//! from these tables, so that a file holds exactly what the list shows.

mod city_matter;
mod goal;
mod project;
mod service;

use crate::analysis::AnalysisKind;
use crate::codes;
use crate::control::TestResult;
use crate::deliverable::DeliverableKind;
use crate::evidence::EvidenceKind;
use crate::goal::GoalArea;
use crate::incident::Significance;
use crate::indicator::{IndicatorKind, Sources};
use crate::kind::Kind;
use crate::label::{self, OF_CONTROLS, OF_DELIVERABLES, OF_EVIDENCE, OF_MEASURES, OF_RISKS};
use crate::measure::SubArea;
use crate::recommendation::RecommendationKind;
use crate::requirement::Level;
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
            Self::Risks => {
                const {
                    &[
                        sorted("key", Sort::Key),
                        sorted("title", Sort::Title),
                        column("category"),
                        column("owner"),
                        more("area"),
                        more("cause"),
                        more("event"),
                        more("consequence"),
                        more("consequence_kind"),
                        more("inherent"),
                        column("likelihood"),
                        column("impact"),
                        sorted("score", Sort::Number),
                        column("target"),
                        column("treatment"),
                        more("rationale"),
                        more("assessed"),
                        sorted("next_review", Sort::Date),
                        column("state"),
                        column("since"),
                        more("labels"),
                        more("requirements"),
                        more("source"),
                        more("rev"),
                    ]
                }
            }
            Self::Measures => {
                const {
                    &[
                        sorted("key", Sort::Key),
                        sorted("title", Sort::Title),
                        more("purpose"),
                        more("area"),
                        more("sub_area"),
                        more("technical_archive"),
                        more("deliverable"),
                        more("change"),
                        column("owner"),
                        more("start"),
                        sorted("end", Sort::Date),
                        more("decided_end"),
                        more("slip"),
                        sorted("percent", Sort::Number),
                        more("next_step"),
                        more("note"),
                        column("state"),
                        column("labels"),
                        column("reported"),
                        more("risks"),
                        more("depends_on"),
                        more("requirements"),
                        more("source"),
                        more("rev"),
                    ]
                }
            }
            Self::Deliverables => {
                const {
                    &[
                        sorted("key", Sort::Key),
                        sorted("title", Sort::Title),
                        column("deliverable"),
                        more("version"),
                        column("owner"),
                        more("responsibilities"),
                        more("mandate"),
                        more("holder"),
                        more("assigned"),
                        more("decided_by"),
                        column("decided"),
                        more("reference"),
                        more("valid_from"),
                        column("introduced"),
                        sorted("next_review", Sort::Date),
                        column("state"),
                        column("labels"),
                        column("measures"),
                        more("source"),
                        more("rev"),
                    ]
                }
            }
            Self::Controls => {
                const {
                    &[
                        sorted("key", Sort::Key),
                        sorted("title", Sort::Title),
                        more("method"),
                        column("frequency"),
                        column("owner"),
                        column("last_test"),
                        column("result"),
                        more("effectiveness"),
                        more("observation"),
                        sorted("next_due", Sort::Date),
                        column("state"),
                        column("labels"),
                        more("risks"),
                        more("measures"),
                        more("requirements"),
                        more("source"),
                        more("rev"),
                    ]
                }
            }
            Self::Requirements => {
                const {
                    &[
                        sorted("number", Sort::Number),
                        column("framework"),
                        more("heading"),
                        sorted("title", Sort::Title),
                        more("description"),
                        more("addressee"),
                        more("deadline"),
                        column("in_force"),
                        column("level"),
                        column("judged"),
                        more("reason"),
                        more("related"),
                        more("source"),
                        more("key"),
                    ]
                }
            }
            Self::Evidence => {
                const {
                    &[
                        sorted("key", Sort::Key),
                        sorted("title", Sort::Title),
                        column("evidence_kind"),
                        sorted("effective", Sort::Date),
                        column("valid_until"),
                        column("reference"),
                        more("place"),
                        more("note"),
                        column("owner"),
                        column("file"),
                        more("sha256"),
                        column("requirements"),
                        more("measures"),
                        more("deliverables"),
                        more("controls"),
                        more("shows"),
                        more("version"),
                        more("recorded"),
                        more("review"),
                        more("vouched_by"),
                        more("vouched"),
                        more("replaced_by"),
                        column("state"),
                        column("labels"),
                        more("source"),
                        more("rev"),
                    ]
                }
            }
            Self::Deviations => {
                const {
                    &[
                        sorted("key", Sort::Key),
                        sorted("title", Sort::Title),
                        column("owner"),
                        more("cause"),
                        more("consequence_users"),
                        more("consequence_organisation"),
                        more("consequence_economy"),
                        more("actions"),
                        more("audit_by"),
                        more("audit_date"),
                        more("audit_says"),
                        sorted("period", Sort::Date),
                        column("comment"),
                        column("state"),
                        more("programmes"),
                        more("risks"),
                        column("measures"),
                        more("affects"),
                        more("source"),
                        more("rev"),
                    ]
                }
            }
            Self::Incidents => {
                const {
                    &[
                        sorted("key", Sort::Key),
                        sorted("title", Sort::Title),
                        more("drill"),
                        column("owner"),
                        column("significance"),
                        more("began"),
                        sorted("aware", Sort::Date),
                        more("ended"),
                        column("next_report"),
                        column("report_due"),
                        column("standing"),
                        column("state"),
                        more("happened"),
                        more("services"),
                        more("administrations"),
                        more("users"),
                        more("persons"),
                        more("handling"),
                        more("risks"),
                        more("controls"),
                        more("measures"),
                        more("affects"),
                        more("source"),
                        more("rev"),
                    ]
                }
            }
            Self::Journal => {
                const {
                    &[
                        column("seq"),
                        column("at"),
                        column("actor"),
                        column("role"),
                        column("action"),
                        column("kind"),
                        column("item"),
                        column("rev"),
                        column("journal_reason"),
                        more("body_hash"),
                    ]
                }
            }
            Self::Indicators => {
                const {
                    &[
                        sorted("key", Sort::Key),
                        sorted("title", Sort::Title),
                        column("indicator_kind"),
                        more("definition"),
                        column("latest"),
                        column("unit"),
                        sorted("latest_period", Sort::Date),
                        column("goal"),
                        column("sources"),
                        more("frequency"),
                        column("owner"),
                        column("state"),
                        more("note"),
                        more("risks"),
                        more("controls"),
                        more("source"),
                        more("rev"),
                    ]
                }
            }
            Self::Assignments => {
                const {
                    &[
                        sorted("key", Sort::Key),
                        sorted("title", Sort::Title),
                        more("text"),
                        column("given_by"),
                        more("boards"),
                        more("year"),
                        more("area"),
                        sorted("period", Sort::Date),
                        column("owner"),
                        column("state"),
                        more("comment"),
                        more("reported"),
                        column("reported_back"),
                        column("approved"),
                        more("minutes"),
                        column("informed"),
                        more("risks"),
                        more("source"),
                        more("rev"),
                    ]
                }
            }
            Self::Recommendations => {
                const {
                    &[
                        sorted("key", Sort::Key),
                        sorted("title", Sort::Title),
                        more("text"),
                        column("recommendation_kind"),
                        column("reviewer"),
                        sorted("reviewed", Sort::Date),
                        more("reference"),
                        column("owner"),
                        column("state"),
                        column("judged_by"),
                        column("judged"),
                        more("about"),
                        more("note"),
                        more("measures"),
                        more("shown_by"),
                        more("source"),
                        more("rev"),
                    ]
                }
            }
            Self::Analyses => {
                const {
                    &[
                        sorted("key", Sort::Key),
                        sorted("title", Sort::Title),
                        column("analysis_kind"),
                        column("object"),
                        column("security"),
                        column("work_environment"),
                        column("owner"),
                        more("planned_from"),
                        sorted("planned_to", Sort::Date),
                        column("started"),
                        column("done"),
                        column("state"),
                        more("conclusion"),
                        more("assignments"),
                        more("risks"),
                        more("source"),
                        more("rev"),
                    ]
                }
            }
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
            Self::Risks => {
                const {
                    &[
                        filter("status", Facet::State, Options::Codes("state", STATES)),
                        filter("kategori", Facet::Category, Options::Categories),
                        OWNER,
                        filter("niva", Facet::Band, Options::Bands),
                        AREA,
                        filter("ruta", Facet::Cell, Options::Hidden),
                        label(OF_RISKS),
                    ]
                }
            }
            Self::Measures => {
                const {
                    &[
                        filter("status", Facet::State, Options::Codes("state", MEASURE_STATES)),
                        AREA,
                        filter("delomrade", Facet::SubArea, Options::Codes("sub_area", SubArea::CODES)),
                        OWNER,
                        filter("leverabel", Facet::Category, Options::Codes("deliverable", DeliverableKind::CODES)),
                        label(OF_MEASURES),
                    ]
                }
            }
            Self::Deliverables => {
                const {
                    &[
                        filter("status", Facet::State, Options::Codes("state", DELIVERABLE_STATES)),
                        filter("slag", Facet::Category, Options::Codes("deliverable", DeliverableKind::CODES)),
                        OWNER,
                        label(OF_DELIVERABLES),
                    ]
                }
            }
            Self::Controls => {
                const {
                    &[
                        filter("status", Facet::State, Options::Codes("state", STATES)),
                        filter("resultat", Facet::Category, Options::Codes("result", TestResult::CODES)),
                        OWNER,
                        label(OF_CONTROLS),
                    ]
                }
            }
            Self::Requirements => {
                const {
                    &[
                        filter("ramverk", Facet::Framework, Options::Frameworks),
                        filter("bedomning", Facet::State, Options::Codes("level", Level::CODES)),
                    ]
                }
            }
            Self::Evidence => {
                const {
                    &[
                        filter("status", Facet::State, Options::Codes("state", EVIDENCE_STATES)),
                        filter("slag", Facet::Category, Options::Codes("evidence_kind", EvidenceKind::CODES)),
                        OWNER,
                        label(OF_EVIDENCE),
                    ]
                }
            }
            Self::Deviations => {
                const { &[filter("status", Facet::State, Options::Codes("deviation_state", DEVIATION_STATES)), OWNER] }
            }
            Self::Incidents => {
                const {
                    &[
                        filter("status", Facet::State, Options::Codes("incident_state", INCIDENT_STATES)),
                        filter("betydande", Facet::Category, Options::Codes("significance", Significance::CODES)),
                        OWNER,
                        filter("ovning", Facet::Drill, Options::Hidden),
                    ]
                }
            }
            Self::Journal => &[],
            Self::Indicators => {
                const {
                    &[
                        filter("status", Facet::State, Options::Codes("state", STATES)),
                        filter("slag", Facet::Category, Options::Codes("indicator_kind", IndicatorKind::CODES)),
                        filter("kallor", Facet::Area, Options::Codes("sources", Sources::CODES)),
                        OWNER,
                    ]
                }
            }
            Self::Assignments => {
                const {
                    &[
                        filter("status", Facet::State, Options::Codes("state", ASSIGNMENT_STATES)),
                        filter("omrade", Facet::Area, Options::Codes("goal_area", GoalArea::CODES)),
                        OWNER,
                    ]
                }
            }
            Self::Recommendations => {
                const {
                    &[
                        filter("status", Facet::State, Options::Codes("state", RECOMMENDATION_STATES)),
                        filter(
                            "slag",
                            Facet::Category,
                            Options::Codes("recommendation_kind", RecommendationKind::CODES),
                        ),
                        OWNER,
                    ]
                }
            }
            Self::Analyses => {
                const {
                    &[
                        filter("status", Facet::State, Options::Codes("state", ANALYSIS_STATES)),
                        filter("slag", Facet::Category, Options::Codes("analysis_kind", AnalysisKind::CODES)),
                        OWNER,
                    ]
                }
            }
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
