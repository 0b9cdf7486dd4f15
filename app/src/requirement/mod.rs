//! The requirement pages: the frameworks, coverage of one, its map and its statement of applicability, and one requirement.

mod applicability;
mod attention;
mod basis;
mod choices;
mod coverage;
mod coverage_row;
mod detail;
mod frameworks;
mod judgements;
mod map;
mod map_overview;
mod related;

pub use applicability::{ApplicabilityPage, statement_finding};
pub use coverage::CoveragePage;
pub use detail::RequirementPage;
pub use map::CoverageMapPage;
