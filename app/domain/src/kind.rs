//! The kinds of record the journal keeps.

use crate::codes;

codes! {
    /// A kind of record. Each has its own table, its own module on every floor, and its own pages.
    Kind {
        /// Something that can happen: cause → event → consequence.
        Risk = "risk",
        /// A measure of the programme, leading to a deliverable.
        Measure = "measure",
        /// What a measure leads to: a governing document, or a role.
        Deliverable = "deliverable",
        /// A recurring check (kontrollmoment) within internal control.
        Control = "control",
        /// A document or reference that shows something was done.
        Evidence = "evidence",
        /// One provision of a framework.
        Requirement = "requirement",
        /// A body of requirements: an act, a regulation or a standard.
        Framework = "framework",
        /// The programme the measures belong to.
        Programme = "programme",
        /// The scale, the vocabularies and the name of the organisation.
        Settings = "settings",
        /// A risk picture: what a board has decided, or is to decide, of the risks.
        Picture = "picture",
        /// The frozen content of a risk picture.
        Content = "content",
        /// What is answered for a risk in a revision.
        Review = "review",
        /// A question or remark of the board's members.
        Remark = "remark",
        /// The programme's plan as the board decided it.
        Baseline = "baseline",
        /// A comment on another record.
        Comment = "comment",
        /// Filters, columns and order of a list, under a name.
        SavedView = "saved_view",
        /// An evidence pack that was taken out.
        Pack = "pack",
        /// A disclosure of a risk picture, with what was decided of each marked field.
        Disclosure = "disclosure",
        /// A disposal of closed records, with the decision it rests on.
        Disposal = "disposal",
        /// A deviation: where the organisation isn't as it should be.
        Deviation = "deviation",
        /// An incident, or a drill.
        Incident = "incident",
        /// What is followed in figures.
        Indicator = "indicator",
        /// What the council has given the board to do.
        Assignment = "assignment",
        /// What a reviewer has recommended or criticised.
        Recommendation = "recommendation",
        /// A risk analysis of an object.
        Analysis = "analysis",
        /// A goal, or an activity that leads to one.
        Goal = "goal",
        /// A project of a portfolio.
        Project = "project",
        /// A matter that the whole city has to settle.
        CityMatter = "city_matter",
        /// A service that the organisation delivers.
        Service = "service",
        /// An interim or annual report of the board.
        Report = "report",
        /// The frozen content of a report.
        ReportContent = "report_content",
        /// A person's account, named by function.
        Account = "account",
    }
}

impl Kind {
    /// The letters its keys begin with, where the register numbers them itself.
    #[must_use]
    pub const fn prefix(self) -> Option<&'static str> {
        match self {
            Self::Risk => Some("RSK"),
            Self::Measure => Some("ATG"),
            Self::Deliverable => Some("LEV"),
            Self::Control => Some("KTR"),
            Self::Evidence => Some("EVD"),
            Self::Programme => Some("PRG"),
            Self::Remark => Some("FRG"),
            Self::Baseline => Some("PLN"),
            Self::Comment => Some("KOM"),
            Self::SavedView => Some("VY"),
            Self::Pack => Some("PAK"),
            Self::Disclosure => Some("UTL"),
            Self::Disposal => Some("GAL"),
            Self::Deviation => Some("AVV"),
            Self::Incident => Some("INC"),
            Self::Indicator => Some("IND"),
            Self::Assignment => Some("UPD"),
            Self::Recommendation => Some("REK"),
            Self::Analysis => Some("ANA"),
            Self::Goal => Some("MAL"),
            Self::Project => Some("PRJ"),
            Self::CityMatter => Some("SGF"),
            Self::Service => Some("TJN"),
            Self::Report => Some("RAP"),
            Self::Requirement | Self::Framework | Self::Settings | Self::Account => None,
            // Named by what they are about.
            Self::Picture | Self::Content | Self::Review | Self::ReportContent => None,
        }
    }

    /// The path of its pages, in Swedish as the interface is.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Risk => "/risker",
            // So far it is the measures that are looked at in several ways.
            Self::Measure | Self::SavedView => "/atgarder",
            Self::Deliverable => "/leverabler",
            Self::Control => "/kontroller",
            Self::Evidence => "/evidens",
            Self::Requirement => "/krav",
            Self::Framework => "/regelverk",
            Self::Programme => "/program",
            Self::Settings => "/admin/installningar",
            Self::Picture | Self::Content => "/riskbilder",
            Self::Review | Self::Remark => "/revideringar",
            Self::Baseline => "/program/plan",
            Self::Pack => "/paket",
            Self::Disclosure => "/utlamnanden",
            Self::Disposal => "/gallring",
            Self::Deviation => "/avvikelser",
            Self::Incident => "/incidenter",
            Self::Indicator => "/indikatorer",
            Self::Assignment => "/uppdrag",
            Self::Recommendation => "/rekommendationer",
            Self::Analysis => "/riskanalyser",
            Self::Goal => "/mal",
            Self::Project => "/projekt",
            Self::CityMatter => "/stadengemensamma-fragor",
            Self::Service => "/tjanster",
            Self::Report | Self::ReportContent => "/delarsrapporter",
            // Read where it was written, on the page of what it is about.
            Self::Comment => "/",
            Self::Account => "/admin/konton",
        }
    }

    /// The kinds a record of this kind may point at. The one that serves points at the one it serves, so each link is
    /// stored once; the other side is looked up.
    #[must_use]
    pub const fn links_to(self) -> &'static [Self] {
        match self {
            Self::Risk | Self::Requirement => &[Self::Requirement],
            Self::Measure => &[Self::Risk, Self::Measure, Self::Requirement],
            Self::Deliverable => &[Self::Measure],
            Self::Control => &[Self::Risk, Self::Measure, Self::Requirement],
            Self::Evidence => &[Self::Requirement, Self::Measure, Self::Deliverable, Self::Control],
            Self::Deviation => &[Self::Programme, Self::Risk, Self::Measure, Self::Service],
            Self::Incident => &[Self::Risk, Self::Control, Self::Measure, Self::Service],
            Self::Indicator => &[Self::Risk, Self::Control],
            Self::Assignment => &[Self::Risk],
            Self::Recommendation => &[Self::Measure, Self::Evidence],
            Self::Analysis => &[Self::Assignment, Self::Risk],
            Self::Goal => &[Self::Goal, Self::Measure],
            Self::Project | Self::Service => &[Self::Risk],
            Self::CityMatter => &[Self::Risk, Self::Requirement],
            Self::Report => &[Self::Evidence],
            _ => &[],
        }
    }
}
