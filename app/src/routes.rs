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
                    <ImportRoutes/>
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
                    <Route path=path!("krav") view=crate::requirement::CoveragePage/>
                    <Route path=path!("krav/:key") view=crate::requirement::RequirementPage/>
                    <Route path=path!("evidens") view=crate::evidence::EvidenceListPage/>
                    <Route path=path!("evidens/ny") view=|| view! { <RecordFormPage kind=Kind::Evidence new=true/> }/>
                    <Route path=path!("evidens/:key") view=crate::evidence::EvidencePage/>
                    <Route path=path!("evidens/:key/redigera") view=|| view! { <RecordFormPage kind=Kind::Evidence/> }/>
                    <DeliverableRoutes/>
                    <BoardRoutes/>
                    <MoreRoutes/>
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

/// Files taken in.
#[component(transparent)]
fn ImportRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("risker/import") view=|| view! { <ImportPage register=Register::Risks/> }/>
        <Route path=path!("atgarder/import") view=|| view! { <ImportPage register=Register::Measures/> }/>
        <Route path=path!("leverabler/import") view=|| view! { <ImportPage register=Register::Deliverables/> }/>
        <Route path=path!("kontroller/import") view=|| view! { <ImportPage register=Register::Controls/> }/>
        <Route path=path!("evidens/import") view=|| view! { <ImportPage register=Register::Evidence/> }/>
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
