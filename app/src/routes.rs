//! The routes: every page of [`Page`] and nothing else.

use crate::form::page::RecordFormPage;
use crate::frame::{FrameLayout, NotFoundPage};
use crate::import::ImportPage;
use domain::{Kind, Register};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::SsrMode;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <ParentRoute path=path!("") view=FrameLayout ssr=SsrMode::Async>
                    // Before the records, whose ids they would pass for.
                    <BesideRoutes/>
                    <Route path=path!("") view=crate::overview::OverviewPage/>
                    <Route path=path!("risker") view=crate::risk::RiskListPage/>
                    <Route path=path!("risker/ny") view=|| view! { <RecordFormPage kind=Kind::Risk new=true/> }/>
                    <Route path=path!("risker/:key") view=crate::risk::RiskPage/>
                    <Route path=path!("risker/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Risk/> }/>
                    <Route path=path!("riskmatris") view=crate::matrix::MatrixPage/>
                    <Route path=path!("atgarder") view=crate::measure::MeasureListPage/>
                    <Route path=path!("atgarder/ny") view=|| view! { <RecordFormPage kind=Kind::Measure new=true/> }/>
                    <Route path=path!("atgarder/:key") view=crate::measure::MeasurePage/>
                    <Route path=path!("atgarder/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Measure/> }/>
                    <Route path=path!("program") view=crate::programme::ProgrammePage/>
                    <Route path=path!("program/fardplan") view=crate::programme::RoadmapPage/>
                    <Route path=path!("program/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Programme/> }/>
                    <Route path=path!("kontroller") view=crate::control::ControlListPage/>
                    <Route path=path!("kontroller/ny") view=|| view! { <RecordFormPage kind=Kind::Control new=true/> }/>
                    <Route path=path!("kontroller/:key") view=crate::control::ControlPage/>
                    <Route path=path!("kontroller/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Control/> }/>
                    <RequirementRoutes/>
                    <Route path=path!("evidens") view=crate::evidence::EvidenceListPage/>
                    <Route path=path!("evidens/ny") view=|| view! { <RecordFormPage kind=Kind::Evidence new=true/> }/>
                    <Route path=path!("evidens/:key") view=crate::evidence::EvidencePage/>
                    <Route path=path!("evidens/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Evidence/> }/>
                    <DeliverableRoutes/>
                    <HappeningRoutes/>
                    <BoardRoutes/>
                    <MoreRoutes/>
                    <FollowUpRoutes/>
                    <SteeringRoutes/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// The deliverables, and the measures function by function.
#[component(transparent)]
fn DeliverableRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("leverabler") view=crate::deliverable::DeliverableListPage/>
        <Route path=path!("leverabler/ny") view=|| view! { <RecordFormPage kind=Kind::Deliverable new=true/> }/>
        <Route path=path!("leverabler/:key") view=crate::deliverable::DeliverablePage/>
        <Route path=path!("funktioner") view=crate::team::FunctionsPage/>
        <Route path=path!("leverabler/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Deliverable/> }/>
    }
    .into_inner()
}

/// What has gone otherwise than it should: deviations and incidents.
#[component(transparent)]
fn HappeningRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("avvikelser") view=crate::deviation::DeviationListPage/>
        <Route path=path!("avvikelser/ny") view=|| view! { <RecordFormPage kind=Kind::Deviation new=true/> }/>
        <Route path=path!("avvikelser/:key") view=crate::deviation::DeviationPage/>
        <Route path=path!("avvikelser/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Deviation/> }/>
        <Route path=path!("incidenter") view=crate::incident::IncidentListPage/>
        <Route path=path!("incidenter/ny") view=|| view! { <RecordFormPage kind=Kind::Incident new=true/> }/>
        <Route path=path!("incidenter/:key") view=crate::incident::IncidentPage/>
        <Route path=path!("incidenter/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Incident/> }/>
    }
    .into_inner()
}

/// The requirements, framework by framework. What is told of a framework stands before its requirements.
#[component(transparent)]
fn RequirementRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("krav") view=crate::requirement::CoveragePage/>
        <Route path=path!("krav/karta") view=crate::requirement::CoverageMapPage/>
        <Route path=path!("krav/tillamplighet") view=crate::requirement::ApplicabilityPage/>
        <Route path=path!("krav/:key") view=crate::requirement::RequirementPage/>
    }
    .into_inner()
}

/// Files taken in, the year of the controls and that of the board.
#[component(transparent)]
fn BesideRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("risker/import") view=|| view! { <ImportPage register=Register::Risks/> }/>
        <Route path=path!("atgarder/import") view=|| view! { <ImportPage register=Register::Measures/> }/>
        <Route path=path!("leverabler/import") view=|| view! { <ImportPage register=Register::Deliverables/> }/>
        <Route path=path!("kontroller/import") view=|| view! { <ImportPage register=Register::Controls/> }/>
        <Route path=path!("evidens/import") view=|| view! { <ImportPage register=Register::Evidence/> }/>
        <Route path=path!("evidens/ladda-upp") view=crate::evidence::UploadPage/>
        <Route path=path!("kontroller/arshjul") view=crate::control::ControlYearPage/>
        <Route path=path!("arshjul") view=crate::year_cycle::YearCyclePage/>
    }
    .into_inner()
}

/// What the board decides on: the programme's plan, the risk pictures and their revisions.
#[component(transparent)]
fn BoardRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("program/plan") view=crate::plan::PlanPage/>
        <Route path=path!("program/plan/:key") view=crate::plan::DecidedPlanPage/>
        <Route path=path!("riskbilder") view=crate::picture::PictureListPage/>
        <Route path=path!("riskbilder/:key") view=crate::picture::PicturePage/>
        <Route path=path!("revideringar") view=crate::revision::RevisionListPage/>
        <Route path=path!("revideringar/ny") view=|| view! { <RecordFormPage kind=Kind::Picture new=true/> }/>
        <Route path=path!("revideringar/:key") view=crate::revision::RevisionPage/>
        <Route path=path!("revideringar/:key/arbete") view=crate::revision::ReviewingPage/>
        <Route path=path!("revideringar/:key/mote") view=crate::revision::MeetingPage/>
        <Route path=path!("revideringar/:key/beslut") view=crate::revision::DecidingPage/>
    }
    .into_inner()
}

/// The pages beside the registers. A part of its own, since one list of all routes is slow to compile.
#[component(transparent)]
fn MoreRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("paket") view=crate::pack::PackListPage/>
        <Route path=path!("paket/:key") view=crate::pack::PackPage/>
        <Route path=path!("utlamnanden") view=crate::disclosure::DisclosureListPage/>
        <Route path=path!("utlamnanden/:key") view=crate::disclosure::DisclosurePage/>
        <Route path=path!("gallring") view=crate::disposal::DisposalListPage/>
        <Route path=path!("gallring/ny") view=crate::disposal::NewDisposalPage/>
        <Route path=path!("gallring/:key") view=crate::disposal::DisposalPage/>
        <Route path=path!("delarsrapporter") view=crate::interim_report::InterimReportListPage/>
        <Route path=path!("delarsrapporter/ny") view=|| view! { <RecordFormPage kind=Kind::Report new=true/> }/>
        <Route path=path!("delarsrapporter/:key") view=crate::interim_report::InterimReportPage/>
        <Route path=path!("delarsrapporter/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Report/> }/>
        <Route path=path!("delarsrapporter/:key/skriv") view=crate::interim_report::WritePage/>
        <Route path=path!("rapporter") view=crate::report::ReportsPage/>
        <Route path=path!("sedan") view=crate::since::SincePage/>
        <Route path=path!("journal") view=crate::journal::JournalPage/>
        <Route path=path!("sok") view=crate::search::SearchPage/>
        <Route path=path!("admin") view=crate::admin::AdministrationPage/>
        <Route path=path!("admin/installningar") view=crate::admin::SettingsPage/>
        <Route path=path!("admin/konton/ny") view=crate::admin::NewAccountPage/>
        <Route path=path!("admin/konton/:key") view=crate::admin::AccountPage/>
        <Route path=path!("konto") view=crate::account::MyAccountPage/>
        <Route path=path!("logga-in") view=crate::account::SignInPage/>
        <Route path=path!("tillganglighet") view=crate::account::AccessibilityPage/>
    }
    .into_inner()
}

/// What is followed up: indicators, assignments, recommendations and analyses.
#[component(transparent)]
fn FollowUpRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("indikatorer") view=crate::indicator::IndicatorListPage/>
        <Route path=path!("indikatorer/ny") view=|| view! { <RecordFormPage kind=Kind::Indicator new=true/> }/>
        <Route path=path!("indikatorer/:key") view=crate::indicator::IndicatorPage/>
        <Route path=path!("indikatorer/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Indicator/> }/>
        <Route path=path!("uppdrag") view=crate::assignment::AssignmentListPage/>
        <Route path=path!("uppdrag/ny") view=|| view! { <RecordFormPage kind=Kind::Assignment new=true/> }/>
        <Route path=path!("uppdrag/:key") view=crate::assignment::AssignmentPage/>
        <Route path=path!("uppdrag/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Assignment/> }/>
        <Route path=path!("rekommendationer") view=crate::recommendation::RecommendationListPage/>
        <Route path=path!("rekommendationer/ny") view=|| view! { <RecordFormPage kind=Kind::Recommendation new=true/> }/>
        <Route path=path!("rekommendationer/:key") view=crate::recommendation::RecommendationPage/>
        <Route path=path!("rekommendationer/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Recommendation/> }/>
        <Route path=path!("riskanalyser") view=crate::analysis::AnalysisListPage/>
        <Route path=path!("riskanalyser/ny") view=|| view! { <RecordFormPage kind=Kind::Analysis new=true/> }/>
        <Route path=path!("riskanalyser/:key") view=crate::analysis::AnalysisPage/>
        <Route path=path!("riskanalyser/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Analysis/> }/>
    }
    .into_inner()
}

/// What the board wants and how it goes: goals, projects, matters of the whole city, and the services that it is all about.
#[component(transparent)]
fn SteeringRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("mal") view=crate::goal::GoalListPage/>
        <Route path=path!("mal/ny") view=|| view! { <RecordFormPage kind=Kind::Goal new=true/> }/>
        <Route path=path!("mal/:key") view=crate::goal::GoalPage/>
        <Route path=path!("mal/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Goal/> }/>
        <Route path=path!("projekt") view=crate::project::ProjectListPage/>
        <Route path=path!("projekt/ny") view=|| view! { <RecordFormPage kind=Kind::Project new=true/> }/>
        <Route path=path!("projekt/:key") view=crate::project::ProjectPage/>
        <Route path=path!("projekt/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Project/> }/>
        <Route path=path!("stadengemensamma-fragor") view=crate::city_matter::CityMatterListPage/>
        <Route path=path!("stadengemensamma-fragor/ny") view=|| view! { <RecordFormPage kind=Kind::CityMatter new=true/> }/>
        <Route path=path!("stadengemensamma-fragor/:key") view=crate::city_matter::CityMatterPage/>
        <Route path=path!("stadengemensamma-fragor/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::CityMatter/> }/>
        <Route path=path!("tjanster") view=crate::service::ServiceListPage/>
        <Route path=path!("tjanster/ny") view=|| view! { <RecordFormPage kind=Kind::Service new=true/> }/>
        <Route path=path!("tjanster/:key") view=crate::service::ServicePage/>
        <Route path=path!("tjanster/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Service/> }/>
    }
    .into_inner()
}

/// The paths above are those of [`Page`]; this keeps the two from drifting apart.
#[cfg(test)]
mod tests {
    use domain::Page;

    #[test]
    fn every_page_has_its_route() {
        let source = include_str!("routes.rs");
        for page in Page::ALL {
            let path = page.path().trim_start_matches('/');
            assert!(source.contains(&format!("path!(\"{path}\")")), "{path}");
        }
    }
}
