//! What a report is read from: the register's records as they stood on the reading day.

use crate::analysis::Analysis;
use crate::assignment::Assignment;
use crate::body::Body;
use crate::city_matter::CityMatter;
use crate::control::Control;
use crate::deviation::Deviation;
use crate::framework::Framework;
use crate::goal::Goal;
use crate::incident::Incident;
use crate::key::Key;
use crate::measure::Measure;
use crate::period::Period;
use crate::picture::{Content, Picture, Review};
use crate::programme::Programme;
use crate::programme::baseline::Decided;
use crate::project::Project;
use crate::recommendation::Recommendation;
use crate::requirement::Requirement;
use crate::risk::Risk;
use crate::settings::Settings;
use chrono::{Days, NaiveDate};
use std::collections::HashMap;
use std::sync::Arc;

/// The records, and when they are read.
#[derive(Debug, Clone)]
pub struct Input {
    /// The report's period.
    pub period: Period,
    /// The day they are read as of.
    pub day: NaiveDate,
    /// Whether that day is past, so that addresses name it.
    pub past: bool,
    /// The day the report before read as of; none where there is none.
    pub previous: Option<NaiveDate>,
    /// Whether they are whole, with nothing taken out.
    pub whole: bool,
    /// Scale and vocabularies on that day.
    pub settings: Settings,
    /// Deviations.
    pub deviations: Vec<(Key, Deviation)>,
    /// Incidents, without drills; none of those that are closed off where the register isn't whole.
    pub incidents: Vec<(Key, Incident)>,
    /// Recommendations.
    pub recommendations: Vec<(Key, Recommendation)>,
    /// Frameworks.
    pub frameworks: Vec<(Key, Framework)>,
    /// Requirements.
    pub requirements: Vec<(Key, Requirement)>,
    /// Risks.
    pub risks: Vec<(Key, Risk)>,
    /// What each risk was valued at on the last day whose events aren't counted.
    pub earlier: Arc<HashMap<Key, Earlier>>,
    /// Measures.
    pub measures: Vec<(Key, Measure)>,
    /// Controls.
    pub controls: Vec<(Key, Control)>,
    /// Assignments.
    pub assignments: Vec<(Key, Assignment)>,
    /// Analyses.
    pub analyses: Vec<(Key, Analysis)>,
    /// Goals and activities.
    pub goals: Vec<(Key, Goal)>,
    /// Projects.
    pub projects: Vec<(Key, Project)>,
    /// Matters of the whole city.
    pub city_matters: Vec<(Key, CityMatter)>,
    /// Answers for risks in revisions.
    pub reviews: Vec<Review>,
    /// Risk pictures.
    pub pictures: Vec<(Key, Picture)>,
    /// The picture in force, as the board decided it.
    pub decided: Option<Arc<Content>>,
    /// Programmes.
    pub programmes: Vec<(Key, Programme)>,
    /// Start and end of each measure as the board decided them.
    pub plan: Decided,
}

/// What a risk was valued at on an earlier day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// Likelihood × consequence, as assessed then.
    pub score: u8,
    /// Whether it was closed.
    pub closed: bool,
}

impl Earlier {
    /// A risk's value as it stands.
    #[must_use]
    pub const fn of(risk: &Risk) -> Self {
        Self { score: risk.current.score(), closed: risk.closed.is_some() }
    }
}

impl Input {
    /// An empty register.
    #[must_use]
    pub fn new(period: Period, day: NaiveDate, settings: Settings) -> Self {
        Self {
            period,
            day,
            past: false,
            previous: None,
            whole: false,
            settings,
            deviations: Vec::new(),
            incidents: Vec::new(),
            recommendations: Vec::new(),
            frameworks: Vec::new(),
            requirements: Vec::new(),
            risks: Vec::new(),
            earlier: Arc::default(),
            measures: Vec::new(),
            controls: Vec::new(),
            assignments: Vec::new(),
            analyses: Vec::new(),
            goals: Vec::new(),
            projects: Vec::new(),
            city_matters: Vec::new(),
            reviews: Vec::new(),
            pictures: Vec::new(),
            decided: None,
            programmes: Vec::new(),
            plan: Decided::new(),
        }
    }

    /// Sorts a record in.
    pub fn take(&mut self, key: Key, body: Body) {
        match body {
            Body::Deviation(body) => self.deviations.push((key, *body)),
            Body::Incident(body) if !body.drill => self.incidents.push((key, *body)),
            Body::Recommendation(body) => self.recommendations.push((key, body)),
            Body::Framework(body) => self.frameworks.push((key, body)),
            Body::Requirement(body) => self.requirements.push((key, body)),
            Body::Risk(body) => self.risks.push((key, body)),
            Body::Measure(body) => self.measures.push((key, body)),
            Body::Control(body) => self.controls.push((key, body)),
            Body::Assignment(body) => self.assignments.push((key, body)),
            Body::Analysis(body) => self.analyses.push((key, body)),
            Body::Goal(body) => self.goals.push((key, body)),
            Body::Project(body) => self.projects.push((key, body)),
            Body::CityMatter(body) => self.city_matters.push((key, body)),
            Body::Review(body) => self.reviews.push(body),
            Body::Programme(body) => self.programmes.push((key, body)),
            Body::Picture(body) => self.pictures.push((key, body)),
            _ => {}
        }
    }

    /// The first day whose events are counted.
    #[must_use]
    pub fn from(&self) -> NaiveDate {
        from(self.period, self.previous)
    }

    /// Whether an event of a day is counted.
    #[must_use]
    pub fn counts(&self, day: NaiveDate) -> bool {
        (self.from()..=self.day).contains(&day)
    }

    /// The address of a page as of the reading day.
    #[must_use]
    pub fn at(&self, address: &str) -> String {
        match self.past {
            true if address.contains('?') => format!("{address}&per={}", self.day),
            true => format!("{address}?per={}", self.day),
            false => address.to_owned(),
        }
    }
}

/// The first day whose events a report counts: the day after the previous report's reading day, else the period's first.
#[must_use]
pub fn from(period: Period, previous: Option<NaiveDate>) -> NaiveDate {
    previous.map_or_else(|| period.span().0, |day| day + Days::new(1))
}
