//! The requirement pages: the frameworks, coverage of one, and one requirement.

mod coverage;
mod coverage_row;
mod detail;
mod frameworks;

pub use coverage::CoveragePage;
pub use detail::RequirementPage;
