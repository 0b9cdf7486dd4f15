//! What stands in each row, from the top.

use domain::measure::SubArea;
use domain::programme::{Bar, Milestone, ProgrammeReport, Share};
use domain::risk::Area;

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Line {
    /// The heading above the milestones.
    Milestones,
    /// A milestone.
    Milestone(Milestone),
    /// An area, with what is done of what is shown of it.
    Area(Area, Share),
    /// A sub-area.
    SubArea(SubArea),
    /// A measure.
    Measure(Box<Bar>),
}

impl Line {
    /// Whether a new group of rows begins here.
    pub(super) const fn begins_body(&self) -> bool {
        matches!(self, Self::Milestones | Self::Area(..))
    }
}

/// The rows of a report: milestones, and under each area its sub-areas with their measures, as the bars stand in order.
pub(super) fn lines(report: &ProgrammeReport) -> Vec<Line> {
    let mut lines = Vec::new();
    let milestones = report.programme.as_ref().map(|programme| programme.milestones.as_slice()).unwrap_or_default();
    if !milestones.is_empty() {
        lines.push(Line::Milestones);
        lines.extend(milestones.iter().cloned().map(Line::Milestone));
    }
    let mut before: Option<(Area, SubArea)> = None;
    for bar in &report.bars {
        if before.map(|(area, _)| area) != Some(bar.area) {
            let shown =
                report.groups.iter().find(|group| group.area == bar.area && group.sub_area == report.part.sub_area);
            lines.push(Line::Area(bar.area, shown.map(|group| group.share).unwrap_or_default()));
        }
        if before != Some((bar.area, bar.sub_area)) {
            lines.push(Line::SubArea(bar.sub_area));
        }
        lines.push(Line::Measure(Box::new(bar.clone())));
        before = Some((bar.area, bar.sub_area));
    }
    lines
}
