//! The pages, as data: what routes, navigation, the access table and the tests enumerate.

use crate::codes;

codes! {
    /// A page.
    Page {
        /// Översikt.
        Overview = "overview",
        /// Årshjul: what comes back every year, and how it stands.
        YearCycle = "year_cycle",
        /// Risker.
        Risks = "risks",
        /// New risk.
        NewRisk = "new_risk",
        /// Take risks in from a file.
        ImportRisks = "import_risks",
        /// One risk.
        Risk = "risk",
        /// Edit a risk.
        EditRisk = "edit_risk",
        /// Riskmatris.
        Matrix = "matrix",
        /// Riskbilder: the decided pictures.
        Pictures = "pictures",
        /// One picture, as it was decided.
        Picture = "picture",
        /// Revideringar: what is under revision and before the board.
        Revisions = "revisions",
        /// New revision.
        NewRevision = "new_revision",
        /// One revision, as the board sees it.
        Revision = "revision",
        /// The work on a revision: reasons, confirmations, preparation.
        Reviewing = "reviewing",
        /// Meeting mode.
        Meeting = "meeting",
        /// Record the board's decision.
        Deciding = "deciding",
        /// Åtgärder.
        Measures = "measures",
        /// New measure.
        NewMeasure = "new_measure",
        /// Take measures in from a file.
        ImportMeasures = "import_measures",
        /// One measure.
        Measure = "measure",
        /// Edit a measure.
        EditMeasure = "edit_measure",
        /// Leverabler.
        Deliverables = "deliverables",
        /// New deliverable.
        NewDeliverable = "new_deliverable",
        /// One deliverable.
        Deliverable = "deliverable",
        /// Edit a deliverable.
        EditDeliverable = "edit_deliverable",
        /// Funktioner: measures function by function.
        Functions = "functions",
        /// Program.
        Programme = "programme",
        /// Färdplan: every measure against the calendar.
        Roadmap = "roadmap",
        /// Edit the programme.
        EditProgramme = "edit_programme",
        /// The programme's decided plan in force, against the plan now.
        Plan = "plan",
        /// One decided plan, against the plan now.
        DecidedPlan = "decided_plan",
        /// Kontroller.
        Controls = "controls",
        /// New control.
        NewControl = "new_control",
        /// The controls' occasions over a year.
        ControlYear = "control_year",
        /// Take deliverables in from a file.
        ImportDeliverables = "import_deliverables",
        /// Take controls in from a file.
        ImportControls = "import_controls",
        /// One control.
        Control = "control",
        /// Edit a control.
        EditControl = "edit_control",
        /// Krav: coverage by framework.
        Coverage = "coverage",
        /// The map of coverage: a framework's requirements against judgement, evidence, controls and measures.
        CoverageMap = "coverage_map",
        /// The statement of applicability of a framework.
        Applicability = "applicability",
        /// One requirement.
        Requirement = "requirement",
        /// Evidens.
        Evidences = "evidences",
        /// New evidence.
        NewEvidence = "new_evidence",
        /// Take evidence in from a file.
        ImportEvidence = "import_evidence",
        /// Many evidence files at once.
        UploadEvidence = "upload_evidence",
        /// One piece of evidence.
        Evidence = "evidence",
        /// Edit evidence.
        EditEvidence = "edit_evidence",
        /// Evidenspaket: what was taken out to be checked elsewhere.
        Packs = "packs",
        /// One evidence pack.
        Pack = "pack",
        /// Utlämnanden: what was given out of what is marked, and what was masked.
        Disclosures = "disclosures",
        /// One disclosure.
        Disclosure = "disclosure",
        /// Gallring: what has been disposed of, and by which decisions.
        Disposals = "disposals",
        /// A new disposal, with what it would take.
        NewDisposal = "new_disposal",
        /// One disposal.
        Disposal = "disposal",
        /// Avvikelser.
        Deviations = "deviations",
        /// New deviation.
        NewDeviation = "new_deviation",
        /// One deviation.
        Deviation = "deviation",
        /// Edit a deviation.
        EditDeviation = "edit_deviation",
        /// Incidenter, and drills beside them.
        Incidents = "incidents",
        /// New incident.
        NewIncident = "new_incident",
        /// One incident.
        Incident = "incident",
        /// Edit an incident.
        EditIncident = "edit_incident",
        /// Rapporter: what can be taken out.
        Reports = "reports",
        /// What has happened since a day.
        Since = "since",
        /// Journal.
        Journal = "journal",
        /// Search.
        Search = "search",
        /// Administration.
        Administration = "administration",
        /// Settings.
        Settings = "settings",
        /// New account.
        NewAccount = "new_account",
        /// Edit an account.
        EditAccount = "edit_account",
        /// One's own account.
        MyAccount = "my_account",
        /// Sign in.
        SignIn = "sign_in",
        /// Accessibility statement.
        Accessibility = "accessibility",
        /// Indikatorer: what is followed in figures.
        Indicators = "indicators",
        /// New indicator.
        NewIndicator = "new_indicator",
        /// One indicator.
        Indicator = "indicator",
        /// Edit an indicator.
        EditIndicator = "edit_indicator",
        /// Uppdrag: what the council has given the board to do.
        Assignments = "assignments",
        /// New assignment.
        NewAssignment = "new_assignment",
        /// One assignment.
        Assignment = "assignment",
        /// Edit an assignment.
        EditAssignment = "edit_assignment",
        /// Revisionsrekommendationer: what reviewers have recommended or criticised.
        Recommendations = "recommendations",
        /// New recommendation.
        NewRecommendation = "new_recommendation",
        /// One recommendation.
        Recommendation = "recommendation",
        /// Edit a recommendation.
        EditRecommendation = "edit_recommendation",
        /// Riskanalyser: objects that are looked at for what they may lead to.
        Analyses = "analyses",
        /// New analysis.
        NewAnalysis = "new_analysis",
        /// One analysis.
        Analysis = "analysis",
        /// Edit an analysis.
        EditAnalysis = "edit_analysis",
        /// Mål och aktiviteter.
        Goals = "goals",
        /// New goal or activity.
        NewGoal = "new_goal",
        /// One goal or activity.
        Goal = "goal",
        /// Edit a goal or activity.
        EditGoal = "edit_goal",
        /// Projekt: the portfolios' projects.
        Projects = "projects",
        /// New project.
        NewProject = "new_project",
        /// One project.
        Project = "project",
        /// Edit a project.
        EditProject = "edit_project",
        /// Stadengemensamma frågor: what the whole city has to settle.
        CityMatters = "city_matters",
        /// New matter of the whole city.
        NewCityMatter = "new_city_matter",
        /// One matter of the whole city.
        CityMatter = "city_matter",
        /// Edit a matter of the whole city.
        EditCityMatter = "edit_city_matter",
        /// Tjänster: what the organisation delivers, and to whom.
        Services = "services",
        /// New service.
        NewService = "new_service",
        /// One service.
        Service = "service",
        /// Edit a service.
        EditService = "edit_service",
        /// Delårsrapporter: the board's interim and annual reports.
        InterimReports = "interim_reports",
        /// New report.
        NewInterimReport = "new_interim_report",
        /// One report.
        InterimReport = "interim_report",
        /// Edit what a report is of.
        EditInterimReport = "edit_interim_report",
        /// Write in a chapter of a report.
        WriteInterimReport = "write_interim_report",
    }
}

impl Page {
    /// Its path; `:key` stands for a record's key.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/",
            Self::YearCycle => "/arshjul",
            Self::Risks => "/risker",
            Self::NewRisk => "/risker/ny",
            Self::ImportRisks => "/risker/import",
            Self::Risk => "/risker/:key",
            Self::EditRisk => "/risker/:key/redigera",
            Self::Matrix => "/riskmatris",
            Self::Pictures => "/riskbilder",
            Self::Picture => "/riskbilder/:key",
            Self::Revisions => "/revideringar",
            Self::NewRevision => "/revideringar/ny",
            Self::Revision => "/revideringar/:key",
            Self::Reviewing => "/revideringar/:key/arbete",
            Self::Meeting => "/revideringar/:key/mote",
            Self::Deciding => "/revideringar/:key/beslut",
            Self::Measures => "/atgarder",
            Self::NewMeasure => "/atgarder/ny",
            Self::ImportMeasures => "/atgarder/import",
            Self::Measure => "/atgarder/:key",
            Self::EditMeasure => "/atgarder/:key/redigera",
            Self::Deliverables => "/leverabler",
            Self::NewDeliverable => "/leverabler/ny",
            Self::Deliverable => "/leverabler/:key",
            Self::EditDeliverable => "/leverabler/:key/redigera",
            Self::Functions => "/funktioner",
            Self::ControlYear => "/kontroller/arshjul",
            Self::Programme => "/program",
            Self::Roadmap => "/program/fardplan",
            Self::EditProgramme => "/program/:key/redigera",
            Self::Plan => "/program/plan",
            Self::DecidedPlan => "/program/plan/:key",
            Self::Controls => "/kontroller",
            Self::NewControl => "/kontroller/ny",
            Self::ImportDeliverables => "/leverabler/import",
            Self::ImportControls => "/kontroller/import",
            Self::Control => "/kontroller/:key",
            Self::EditControl => "/kontroller/:key/redigera",
            Self::Coverage => "/krav",
            Self::CoverageMap => "/krav/karta",
            Self::Applicability => "/krav/tillamplighet",
            Self::Requirement => "/krav/:key",
            Self::Evidences => "/evidens",
            Self::NewEvidence => "/evidens/ny",
            Self::ImportEvidence => "/evidens/import",
            Self::UploadEvidence => "/evidens/ladda-upp",
            Self::Evidence => "/evidens/:key",
            Self::EditEvidence => "/evidens/:key/redigera",
            Self::Packs => "/paket",
            Self::Pack => "/paket/:key",
            Self::Disclosures => "/utlamnanden",
            Self::Disclosure => "/utlamnanden/:key",
            Self::Disposals => "/gallring",
            Self::NewDisposal => "/gallring/ny",
            Self::Disposal => "/gallring/:key",
            Self::Deviations => "/avvikelser",
            Self::NewDeviation => "/avvikelser/ny",
            Self::Deviation => "/avvikelser/:key",
            Self::EditDeviation => "/avvikelser/:key/redigera",
            Self::Incidents => "/incidenter",
            Self::NewIncident => "/incidenter/ny",
            Self::Incident => "/incidenter/:key",
            Self::EditIncident => "/incidenter/:key/redigera",
            Self::Reports => "/rapporter",
            Self::Since => "/sedan",
            Self::Journal => "/journal",
            Self::Search => "/sok",
            Self::Administration => "/admin",
            Self::Settings => "/admin/installningar",
            Self::NewAccount => "/admin/konton/ny",
            Self::EditAccount => "/admin/konton/:key",
            Self::MyAccount => "/konto",
            Self::SignIn => "/logga-in",
            Self::Accessibility => "/tillganglighet",
            Self::Indicators => "/indikatorer",
            Self::NewIndicator => "/indikatorer/ny",
            Self::Indicator => "/indikatorer/:key",
            Self::EditIndicator => "/indikatorer/:key/redigera",
            Self::Assignments => "/uppdrag",
            Self::NewAssignment => "/uppdrag/ny",
            Self::Assignment => "/uppdrag/:key",
            Self::EditAssignment => "/uppdrag/:key/redigera",
            Self::Recommendations => "/rekommendationer",
            Self::NewRecommendation => "/rekommendationer/ny",
            Self::Recommendation => "/rekommendationer/:key",
            Self::EditRecommendation => "/rekommendationer/:key/redigera",
            Self::Analyses => "/riskanalyser",
            Self::NewAnalysis => "/riskanalyser/ny",
            Self::Analysis => "/riskanalyser/:key",
            Self::EditAnalysis => "/riskanalyser/:key/redigera",
            Self::Goals => "/mal",
            Self::NewGoal => "/mal/ny",
            Self::Goal => "/mal/:key",
            Self::EditGoal => "/mal/:key/redigera",
            Self::Projects => "/projekt",
            Self::NewProject => "/projekt/ny",
            Self::Project => "/projekt/:key",
            Self::EditProject => "/projekt/:key/redigera",
            Self::CityMatters => "/stadengemensamma-fragor",
            Self::NewCityMatter => "/stadengemensamma-fragor/ny",
            Self::CityMatter => "/stadengemensamma-fragor/:key",
            Self::EditCityMatter => "/stadengemensamma-fragor/:key/redigera",
            Self::Services => "/tjanster",
            Self::NewService => "/tjanster/ny",
            Self::Service => "/tjanster/:key",
            Self::EditService => "/tjanster/:key/redigera",
            Self::InterimReports => "/delarsrapporter",
            Self::NewInterimReport => "/delarsrapporter/ny",
            Self::InterimReport => "/delarsrapporter/:key",
            Self::EditInterimReport => "/delarsrapporter/:key/redigera",
            Self::WriteInterimReport => "/delarsrapporter/:key/skriv",
        }
    }

    /// The page an address leads to.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
        let exact = Self::ALL.iter().find(|page| page.path() == path);
        exact.or_else(|| Self::ALL.iter().find(|page| matches(page.path(), path))).copied()
    }

    /// Whether it is open to those who haven't signed in.
    #[must_use]
    pub const fn public(self) -> bool {
        matches!(self, Self::SignIn | Self::Accessibility)
    }
}

fn matches(pattern: &str, path: &str) -> bool {
    let (mut pattern, mut path) = (pattern.split('/'), path.split('/'));
    loop {
        match (pattern.next(), path.next()) {
            (None, None) => return true,
            (Some(expected), Some(given)) if expected == given || (expected == ":key" && !given.is_empty()) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_their_pages() {
        assert_eq!(Page::at("/risker/ny"), Some(Page::NewRisk));
        assert_eq!(Page::at("/risker/import"), Some(Page::ImportRisks));
        assert_eq!(Page::at("/risker/RSK-01"), Some(Page::Risk));
        assert_eq!(Page::at("/risker/RSK-01/redigera"), Some(Page::EditRisk));
        assert_eq!(Page::at("/krav/karta"), Some(Page::CoverageMap));
        assert_eq!(Page::at("/krav/NIS2-21.2.d"), Some(Page::Requirement));
        assert_eq!(Page::at("/uppdrag/ny"), Some(Page::NewAssignment));
        assert_eq!(Page::at("/"), Some(Page::Overview));
        assert_eq!(Page::at("/finns-inte"), None);
    }
}
