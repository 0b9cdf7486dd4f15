//! Who may do what, as one table.
//!
//! Every command, page, export and server function is a [`Subject`] and has one row. The row is found by a match without
//! a catch-all, so a new subject without a row does not compile. Readers never see what they can't use: pages ask the
//! same table before they draw a control.

use crate::action::Action;
use crate::codes;
use crate::kind::Kind;
use crate::page::Page;
use crate::register::Register;
use serde::{Deserialize, Serialize};

codes! {
    /// What an account may do.
    Role {
        /// Samordnare: keeps the register.
        Coordinator = "coordinator",
        /// Ägare: sees and updates what its functions own.
        Owner = "owner",
        /// Nämndledamot: reads.
        Member = "member",
        /// Nämndsekreterare: reads, and records decisions.
        Secretary = "secretary",
        /// Revisor: reads within a window of time and frameworks.
        Auditor = "auditor",
        /// Administratör: accounts and settings.
        Admin = "admin",
        /// The register itself, when it loads catalogues.
        System = "system",
    }
}

impl Role {
    /// The roles an account can have, in the order of the table's columns.
    pub const PEOPLE: [Self; 6] =
        [Self::Coordinator, Self::Owner, Self::Member, Self::Secretary, Self::Auditor, Self::Admin];
}

/// Who is acting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account's name at sign-in.
    pub username: String,
    /// What is shown for it: a function.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// Functions it acts for.
    pub functions: Vec<String>,
    /// Frameworks it may see; none means all.
    pub frameworks: Vec<String>,
}

impl Actor {
    /// The register itself.
    #[must_use]
    pub fn system() -> Self {
        Self {
            username: "system".to_owned(),
            name: "Riskbild".to_owned(),
            role: Role::System,
            functions: Vec::new(),
            frameworks: Vec::new(),
        }
    }

    /// Whether one of its functions is this one.
    #[must_use]
    pub fn acts_for(&self, function: &str) -> bool {
        self.functions.iter().any(|own| own == function)
    }

    /// Whether it may see a framework.
    #[must_use]
    pub fn sees_framework(&self, framework: &str) -> bool {
        self.role != Role::Auditor || self.frameworks.is_empty() || self.frameworks.iter().any(|own| own == framework)
    }

    /// Whether it may see what a secrecy marking covers on a record owned by `owner`.
    #[must_use]
    pub fn cleared(&self, owner: &str) -> bool {
        match self.role {
            Role::Coordinator | Role::System => true,
            Role::Owner => self.acts_for(owner),
            Role::Member | Role::Secretary | Role::Auditor | Role::Admin => false,
        }
    }

    /// What the table grants it.
    #[must_use]
    pub fn grant(&self, subject: Subject) -> Grant {
        grant(self.role, subject)
    }

    /// Whether it may do something at all, on its own records at least.
    #[must_use]
    pub fn may(&self, subject: Subject) -> bool {
        self.grant(subject) != Grant::No
    }

    /// Whether it may do something to a record with this owner.
    #[must_use]
    pub fn may_on(&self, subject: Subject, owner: &str) -> bool {
        match self.grant(subject) {
            Grant::Yes => true,
            Grant::Own => self.acts_for(owner),
            Grant::No => false,
        }
    }
}

/// Something the table has a row for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Doing something to a kind of record.
    Command(Action, Kind),
    /// Opening a page.
    Page(Page),
    /// Taking a register out as a file.
    Export(Register),
    /// Taking an official document out.
    Document(Document),
    /// Calling a server function.
    Function(Function),
}

codes! {
    /// The official documents, by the name of their file.
    Document {
        /// Uppföljning av risker och kontroller: a picture's risks and controls, the report's annex.
        Annex = "riskbild",
        /// The revision as it was laid before the board, with the board's decision.
        Revision = "revidering",
    }
}

codes! {
    /// The server functions, by the name in their address under `/api`.
    Function {
        /// Who is signed in, and what the frame around every page shows.
        Frame = "frame",
        /// A page of a register.
        List = "list",
        /// One record with its links and history.
        Detail = "detail",
        /// A form, filled in.
        Form = "form",
        /// The risk matrix.
        Matrix = "matrix",
        /// The risk pictures and revisions.
        Pictures = "pictures",
        /// One risk picture, as it was decided.
        Picture = "picture",
        /// One revision, compared with the picture in force.
        Revision = "revision",
        /// Coverage of a framework.
        Coverage = "coverage",
        /// The frameworks.
        Frameworks = "frameworks",
        /// The programme's state.
        Programme = "programme",
        /// A decided plan, against the plan now.
        Plan = "plan",
        /// Measures function by function.
        Team = "team",
        /// The controls' occasions over a year.
        ControlYear = "control_year",
        /// What needs me now.
        Overview = "overview",
        /// What comes back every year, and how it stands.
        YearCycle = "year_cycle",
        /// What has happened since a day.
        Since = "since",
        /// The journal.
        Journal = "journal",
        /// The evidence packs that were taken out.
        Packs = "packs",
        /// One evidence pack.
        Pack = "pack",
        /// The disclosures, and what is to be looked at for a new one.
        Disclosures = "disclosures",
        /// One disclosure.
        Disclosure = "disclosure",
        /// The disposals.
        Disposals = "disposals",
        /// One disposal, with what it takes.
        Disposal = "disposal",
        /// What a new disposal would take.
        Proposal = "proposal",
        /// The board's reports.
        InterimReports = "interim_reports",
        /// One report, with what the register says now.
        InterimReport = "interim_report",
        /// Search everything.
        Search = "search",
        /// Accounts and settings.
        Administration = "administration",
        /// Carry out a command.
        Submit = "submit",
    }
}

/// What a role is granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grant {
    /// Not at all.
    No,
    /// On records its functions own.
    Own,
    /// On all records.
    Yes,
}

/// What the table grants a role.
#[must_use]
pub fn grant(role: Role, subject: Subject) -> Grant {
    if role == Role::System {
        let loads = matches!(subject, Subject::Command(Action::Load | Action::Update | Action::Create, _));
        return if loads { Grant::Yes } else { Grant::No };
    }
    let column = Role::PEOPLE.iter().position(|person| *person == role);
    column.and_then(|column| row(subject).get(column).copied()).unwrap_or(Grant::No)
}

/// The table: one row per subject, one column per role in the order of [`Role::PEOPLE`].
#[must_use]
pub const fn row(subject: Subject) -> [Grant; 6] {
    use Grant::{No, Own, Yes};
    //                      coordinator owner member secretary auditor admin
    const ALL: [Grant; 6] = [Yes, Yes, Yes, Yes, Yes, Yes];
    const SCOPED: [Grant; 6] = [Yes, Own, Yes, Yes, Yes, Yes];
    const KEEPER: [Grant; 6] = [Yes, No, No, No, No, No];
    const KEEPERS: [Grant; 6] = [Yes, Own, No, No, No, No];
    const RECORDS: [Grant; 6] = [Yes, Own, No, Yes, Yes, Yes];
    const SECRETARY: [Grant; 6] = [No, No, No, Yes, No, No];
    const BOARD: [Grant; 6] = [No, No, Yes, No, No, No];
    const OFFICE: [Grant; 6] = [Yes, No, No, Yes, No, No];
    const ADMIN: [Grant; 6] = [No, No, No, No, No, Yes];
    const SETUP: [Grant; 6] = [Yes, No, No, No, No, Yes];
    const PACKERS: [Grant; 6] = [Yes, No, No, Yes, Yes, No];
    const ARCHIVE: [Grant; 6] = [Yes, No, Yes, Yes, Yes, Yes];
    const NOBODY: [Grant; 6] = [No, No, No, No, No, No];
    match subject {
        Subject::Command(action, kind) => match (action, kind) {
            (Action::Load | Action::Seal, _) => NOBODY,
            (Action::Decide | Action::Correct | Action::Approve, _) => SECRETARY,
            // Whoever sends it on records that it was sent: the coordinator, or the board's secretary.
            (Action::Inform, _) => OFFICE,
            // What is gone stays gone, so it takes two: one records the decision to dispose, another carries it out.
            (Action::Dispose, _) => KEEPER,
            (_, Kind::Disposal) => SECRETARY,
            // A new plan wipes out how far the old one has slipped, so those it measures can't record it.
            (_, Kind::Baseline) => SECRETARY,
            (_, Kind::Comment) => KEEPERS,
            // The one thing an auditor adds to the journal: what was taken out.
            (_, Kind::Pack) => PACKERS,
            // Each marked field is read before it is given out or masked, so it takes clearance for all of them.
            (_, Kind::Disclosure) => KEEPER,
            (Action::Ask, _) => BOARD,
            (Action::Answer, _) => OFFICE,
            (Action::Review, _) => KEEPERS,
            (Action::Prepare | Action::Withdraw, _) => KEEPER,
            // The board's secretary writes the report together with the coordinator.
            (Action::Create | Action::Update, Kind::Report) => OFFICE,
            (Action::Write | Action::Refresh, _) => OFFICE,
            (_, Kind::Report | Kind::ReportContent) => KEEPER,
            (_, Kind::Picture | Kind::Content | Kind::Review | Kind::Remark) => KEEPER,
            (_, Kind::Account) => ADMIN,
            (_, Kind::Settings) => SETUP,
            (Action::Create, Kind::Evidence | Kind::Deliverable) => KEEPERS,
            // Whoever notices it at night records it, and says whether it is significant.
            (Action::Create | Action::Judge, Kind::Deviation | Kind::Incident) => KEEPERS,
            (Action::Create | Action::Close | Action::Reopen, _) => KEEPER,
            (Action::Judge, _) => KEEPER,
            (_, Kind::Programme | Kind::Framework | Kind::Requirement | Kind::SavedView) => KEEPER,
            (
                Action::Update
                | Action::Assess
                | Action::Report
                | Action::Adopt
                | Action::Introduce
                | Action::Set
                | Action::Test
                | Action::Attach
                | Action::Vouch
                | Action::Link
                | Action::Unlink
                | Action::ReportBack,
                Kind::Risk
                | Kind::Measure
                | Kind::Deliverable
                | Kind::Control
                | Kind::Evidence
                | Kind::Deviation
                | Kind::Incident
                | Kind::Indicator
                | Kind::Assignment
                | Kind::Recommendation
                | Kind::Analysis
                | Kind::Goal
                | Kind::Project
                | Kind::CityMatter
                | Kind::Service,
            ) => KEEPERS,
        },
        Subject::Page(page) => match page {
            Page::SignIn | Page::Accessibility => ALL,
            Page::Overview | Page::YearCycle | Page::MyAccount | Page::Search => ALL,
            Page::Risks | Page::Risk | Page::Matrix => SCOPED,
            Page::Measures | Page::Measure => SCOPED,
            Page::Deliverables | Page::Deliverable | Page::Functions => SCOPED,
            Page::NewDeliverable | Page::EditDeliverable => KEEPERS,
            Page::Pictures | Page::Picture | Page::Revisions | Page::Revision => SCOPED,
            Page::Meeting => [Yes, No, Yes, Yes, No, No],
            Page::NewRevision => KEEPER,
            Page::Reviewing => KEEPERS,
            Page::Deciding => SECRETARY,
            Page::Programme | Page::Roadmap => ALL,
            Page::EditProgramme => KEEPER,
            Page::Plan | Page::DecidedPlan => SCOPED,
            Page::Controls | Page::Control | Page::ControlYear => SCOPED,
            Page::Coverage | Page::CoverageMap | Page::Applicability | Page::Requirement => ALL,
            Page::Evidences | Page::Evidence => SCOPED,
            Page::NewRisk | Page::NewMeasure | Page::NewControl => KEEPER,
            Page::NewEvidence => KEEPERS,
            Page::ImportRisks | Page::ImportMeasures | Page::ImportDeliverables => KEEPERS,
            Page::ImportControls | Page::ImportEvidence | Page::UploadEvidence => KEEPERS,
            Page::EditRisk | Page::EditMeasure | Page::EditControl | Page::EditEvidence => KEEPERS,
            Page::Packs | Page::Pack => PACKERS,
            Page::Disclosures | Page::Disclosure => PACKERS,
            // An owner knows of its own records alone, and a disposal names those of others.
            Page::Disposals | Page::Disposal => ARCHIVE,
            Page::NewDisposal => OFFICE,
            Page::Deviations | Page::Deviation => SCOPED,
            Page::NewDeviation | Page::EditDeviation => KEEPERS,
            // What is marked of an incident is in no list of those without clearance: see `View::show`.
            Page::Incidents | Page::Incident => SCOPED,
            Page::NewIncident | Page::EditIncident => KEEPERS,
            Page::Reports | Page::Since => SCOPED,
            Page::Journal => RECORDS,
            Page::Administration | Page::Settings => SETUP,
            Page::NewAccount | Page::EditAccount => ADMIN,
            Page::Indicators | Page::Indicator | Page::Assignments | Page::Assignment => SCOPED,
            Page::Recommendations | Page::Recommendation | Page::Analyses | Page::Analysis => SCOPED,
            Page::NewIndicator | Page::NewAssignment | Page::NewRecommendation | Page::NewAnalysis => KEEPER,
            Page::EditIndicator | Page::EditAssignment | Page::EditRecommendation | Page::EditAnalysis => KEEPERS,
            Page::Goals | Page::Goal | Page::Projects | Page::Project => SCOPED,
            Page::CityMatters | Page::CityMatter | Page::Services | Page::Service => SCOPED,
            Page::NewGoal | Page::NewProject | Page::NewCityMatter | Page::NewService => KEEPER,
            Page::EditGoal | Page::EditProject | Page::EditCityMatter | Page::EditService => KEEPERS,
            // An owner knows of its own records alone, and a report tells of the whole register.
            Page::InterimReports | Page::InterimReport => ARCHIVE,
            Page::NewInterimReport | Page::EditInterimReport | Page::WriteInterimReport => OFFICE,
        },
        Subject::Export(register) => match register {
            Register::Risks | Register::Measures | Register::Controls | Register::Evidence => SCOPED,
            Register::Deliverables => SCOPED,
            Register::Deviations | Register::Incidents => SCOPED,
            Register::Requirements => ALL,
            Register::Journal => RECORDS,
            Register::Indicators | Register::Assignments | Register::Recommendations | Register::Analyses => SCOPED,
            Register::Goals | Register::Projects | Register::CityMatters | Register::Services => SCOPED,
        },
        Subject::Document(Document::Annex | Document::Revision) => SCOPED,
        Subject::Function(function) => match function {
            Function::Frame | Function::Overview | Function::Search | Function::Frameworks => ALL,
            Function::YearCycle => ALL,
            Function::Since => SCOPED,
            Function::List | Function::Detail | Function::Matrix | Function::Team | Function::ControlYear => SCOPED,
            Function::Coverage | Function::Programme => ALL,
            Function::Pictures | Function::Picture | Function::Revision => SCOPED,
            Function::Plan => SCOPED,
            // The secretary's are those of reports; a form of another kind is refused by its own row.
            Function::Form => [Yes, Own, No, Yes, No, Yes],
            Function::Packs | Function::Pack => PACKERS,
            Function::Disclosures | Function::Disclosure => PACKERS,
            Function::Disposals | Function::Disposal => ARCHIVE,
            Function::Proposal => OFFICE,
            Function::InterimReports | Function::InterimReport => ARCHIVE,
            Function::Submit => [Yes, Own, Yes, Yes, Yes, Yes],
            Function::Journal => RECORDS,
            Function::Administration => SETUP,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_change_nothing() {
        for (action, kind) in Action::pairs() {
            for role in [Role::Member, Role::Secretary, Role::Auditor] {
                // A member may ask, the secretary answers and records what was decided, and both secretary and auditor take
                // evidence packs out: none of it touches a record of the register, or what a picture holds. A report only tells of them.
                let own: &[(Action, Kind)] = match role {
                    Role::Member => &[(Action::Ask, Kind::Remark)],
                    Role::Secretary => &[
                        (Action::Decide, Kind::Picture),
                        (Action::Correct, Kind::Picture),
                        (Action::Answer, Kind::Remark),
                        (Action::Create, Kind::Baseline),
                        (Action::Create, Kind::Pack),
                        (Action::Create, Kind::Disposal),
                        (Action::Close, Kind::Disposal),
                        (Action::Approve, Kind::Assignment),
                        (Action::Correct, Kind::Assignment),
                        (Action::Inform, Kind::Assignment),
                        (Action::Create, Kind::Report),
                        (Action::Update, Kind::Report),
                        (Action::Write, Kind::Report),
                        (Action::Refresh, Kind::Report),
                        (Action::Decide, Kind::Report),
                        (Action::Correct, Kind::Report),
                    ],
                    Role::Auditor => &[(Action::Create, Kind::Pack)],
                    _ => &[],
                };
                let expected = if own.contains(&(action, kind)) { Grant::Yes } else { Grant::No };
                assert_eq!(grant(role, Subject::Command(action, kind)), expected, "{role:?} {action:?} {kind:?}");
            }
        }
    }

    #[test]
    fn what_is_sealed_can_be_touched_by_nobody() {
        for (action, kind) in Action::pairs().filter(|(_, kind)| matches!(kind, Kind::Content | Kind::ReportContent)) {
            for role in Role::ALL {
                assert_eq!(grant(*role, Subject::Command(action, kind)), Grant::No, "{role:?} {action:?}");
            }
        }
    }

    #[test]
    fn an_owner_never_reaches_beyond_its_own() {
        for (action, kind) in Action::pairs() {
            assert_ne!(grant(Role::Owner, Subject::Command(action, kind)), Grant::Yes, "{action:?} {kind:?}");
        }
        for register in [Register::Risks, Register::Measures, Register::Controls, Register::Evidence, Register::Journal]
        {
            assert_eq!(grant(Role::Owner, Subject::Export(register)), Grant::Own);
        }
    }

    #[test]
    fn only_those_with_clearance_see_marked_fields() {
        let actor = |role| Actor { role, functions: vec!["IT-säkerhetsansvarig".into()], ..Actor::system() };
        let cleared: Vec<Role> =
            Role::PEOPLE.into_iter().filter(|&role| actor(role).cleared("IT-säkerhetsansvarig")).collect();
        assert_eq!(cleared, [Role::Coordinator, Role::Owner]);
        assert!(!actor(Role::Owner).cleared("Arkivansvarig"));
    }
}
