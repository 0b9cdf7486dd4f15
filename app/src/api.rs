//! The server functions: each takes the actor and the store from the request and makes one call. Their addresses are
//! `/api/<name>`, and each name has a row in the access table.

#![allow(clippy::too_many_arguments, reason = "a form's hidden fields are one argument each")]

use crate::context::{FormState, Frame, Request};
use crate::error::ApiResult;
use crate::i18n::Lang;
use crate::t;
use domain::access::Function;
use domain::control::year::ControlYear;
use domain::coverage::{Coverage, FrameworkSummary};
use domain::disclosure::{Disclosure, DisclosureList};
use domain::disposal::{DisposalList, DisposalPage, Proposal, Scope};
use domain::history::{JournalPage, JournalQuery};
use domain::listing::{Listing, TabRow};
use domain::matrix::Matrix;
use domain::overview::{Detail, LinkedRows, Overview};
use domain::pack::{PackList, PackPage};
use domain::picture::page::{PicturePage, PictureRow, RevisionPage, Show};
use domain::programme::plan::PlanPage;
use domain::programme::{Part, ProgrammeReport};
use domain::report::page::{ReportList, ReportPage};
use domain::risk::Area;
use domain::search::SearchGroup;
use domain::settings::Settings;
use domain::since::SincePage;
use domain::team::Team;
use domain::year_cycle::YearCycle;
use domain::{Action, AppError, Body, Draft, FieldError, Key, Kind, ListQuery, Moment, Register};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Parameters of an address, in order.
pub type Pairs = Vec<(String, String)>;

/// A page of a register with what its filters can choose among.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPage {
    /// The page.
    pub listing: Listing,
    /// Scale and vocabularies.
    pub settings: Settings,
    /// Frameworks the actor may see: key and short name.
    pub frameworks: Vec<(String, String)>,
    /// The date it is seen from.
    pub day: chrono::NaiveDate,
    /// The days of the board's decisions on risk pictures until today, each with the picture's name, in order.
    pub decisions: Vec<(chrono::NaiveDate, String)>,
    /// The register's views under their names.
    pub tabs: Vec<TabRow>,
    /// The beginning of fresh command ids for forms in its rows.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// What a page shows, beside the days it is most often looked back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen<T> {
    /// What it shows.
    pub what: T,
    /// The days of the board's decisions on risk pictures until today, each with the picture's name, in order.
    pub decisions: Vec<(chrono::NaiveDate, String)>,
}

/// One record with what its forms need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailPage {
    /// The record.
    pub detail: Detail,
    /// When it is seen from.
    pub moment: Moment,
    /// The beginning of fresh command ids for its forms.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// A record's form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormPage {
    /// The kind of record.
    pub kind: Kind,
    /// The record; empty for a new one.
    pub key: String,
    /// Its title; empty for a new one.
    pub title: String,
    /// The revision being edited.
    pub rev: Option<u32>,
    /// A fresh command id.
    pub command_id: String,
    /// What is stored.
    pub draft: Draft,
    /// Scale and vocabularies.
    pub settings: Settings,
    /// A form to be shown again.
    pub form: Option<FormState>,
    /// A password that the account was just given, to be shown this once.
    pub given_password: Option<String>,
    /// Today's date in Sweden.
    pub today: chrono::NaiveDate,
    /// What other records of the kind say in the fields where that is suggested, by field.
    pub known: BTreeMap<String, Vec<String>>,
}

/// A page of the journal with what it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalView {
    /// The page.
    pub page: JournalPage,
    /// What was asked for.
    pub query: JournalQuery,
    /// When it is seen from.
    pub moment: Moment,
}

/// Accounts, settings, frameworks and the state of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdministrationPage {
    /// Accounts by name at sign-in; none to those who don't keep them.
    pub accounts: Option<Vec<(String, domain::account::Account)>>,
    /// The settings.
    pub settings: Settings,
    /// The frameworks that are loaded.
    pub frameworks: Vec<FrameworkSummary>,
    /// The journal's length.
    pub length: u64,
    /// The journal's root hash, in hexadecimal.
    pub root: String,
    /// The last signed head; none without a key.
    pub signed: Option<SignedHead>,
    /// The last verification; none before the first.
    pub verified: Option<LastVerification>,
    /// Today's date in Sweden.
    pub today: chrono::NaiveDate,
}

/// A signed head as it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedHead {
    /// Entries in the journal then.
    pub size: u64,
    /// The journal's name.
    pub origin: String,
    /// When it was signed: Swedish time to the minute.
    pub at: String,
}

/// What the last verification found, as it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastVerification {
    /// When: Swedish time to the minute.
    pub at: String,
    /// Entries replayed.
    pub entries: u64,
    /// Signed heads compared.
    pub heads: u64,
    /// Faults.
    pub findings: u64,
    /// Records whose content had been disposed of.
    pub disposed: u64,
}

/// A revision with what its forms need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionView {
    /// The revision.
    pub page: RevisionPage,
    /// When it is seen from.
    pub moment: Moment,
    /// The beginning of fresh command ids for its forms.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// A picture with when it is seen from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureView {
    /// The picture.
    pub page: PicturePage,
    /// When it is seen from.
    pub moment: Moment,
    /// The beginning of fresh command ids for its forms.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// The programme with what its forms need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeView {
    /// How far it has come.
    pub report: ProgrammeReport,
    /// The programme's key, when there is one.
    pub key: Option<Key>,
    /// The deviations it deals with.
    pub deviations: Option<LinkedRows>,
    /// Scale and vocabularies.
    pub settings: Settings,
    /// When it is seen from.
    pub moment: Moment,
    /// The beginning of fresh command ids for its forms.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// A decided plan with what its form needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanView {
    /// The plan.
    pub page: PlanPage,
    /// When it is seen from.
    pub moment: Moment,
    /// A fresh command id for its form.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// The evidence packs with what the form of a new one needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackListView {
    /// The packs.
    pub list: PackList,
    /// When they are seen from.
    pub moment: Moment,
    /// A fresh command id for the form.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// The disclosures with what the form of a new one needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosureListView {
    /// The disclosures.
    pub list: DisclosureList,
    /// Today's date in Sweden.
    pub today: chrono::NaiveDate,
    /// A fresh command id for the form.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// One disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosureView {
    /// Its key.
    pub key: Key,
    /// The disclosure.
    pub disclosure: Disclosure,
}

/// One disposal with what its forms need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisposalView {
    /// Its page.
    pub page: DisposalPage,
    /// A fresh command id for the form that is sent.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// One report with what its forms need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterimReportView {
    /// Its page.
    pub page: ReportPage,
    /// When it is seen from.
    pub moment: Moment,
    /// A fresh command id for the form that is sent.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// What a new disposal would take, with what its forms need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalView {
    /// What it would take.
    pub proposal: Proposal,
    /// What is wrong with the scope that was asked for.
    pub errors: Vec<FieldError>,
    /// A fresh command id for its form.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
}

/// A year's cycle with what its forms need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearCycleView {
    /// The cycle.
    pub cycle: YearCycle,
    /// When it is seen from.
    pub moment: Moment,
    /// The beginning of fresh command ids for its forms.
    pub command_id: String,
    /// A form to be shown again.
    pub form: Option<FormState>,
    /// Scale and vocabularies.
    pub settings: Settings,
}

/// What a command led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The record.
    pub key: Key,
    /// Its revision.
    pub rev: u32,
}

/// Who is signed in, and what stands around every page.
#[server(GetFrame, endpoint = "frame", input = Json)]
pub async fn frame() -> ApiResult<Frame> {
    let request = Request::current()?;
    let actor = request.actor.clone().unwrap_or_else(domain::Actor::system);
    let view = request.store.view(&actor, Moment::Now).await?;
    Ok(Frame {
        board: view.settings.board.clone(),
        organisation: view.settings.organisation.clone(),
        today: view.today,
        sign_in: request.sign_in.clone(),
        theme: request.theme.clone(),
        density: request.density.clone(),
        shortcuts: request.shortcuts,
        account: request.account.clone(),
        account_error: request.account_error.clone(),
        actor: request.actor,
    })
}

/// A page of a register.
#[server(GetList, endpoint = "list", input = Json)]
pub async fn list(register: Register, pairs: Pairs) -> ApiResult<ListPage> {
    let (request, actor) = Request::signed_in(Function::List)?;
    let query = parse(register, &pairs, &request)?;
    let view = request.store.view(&actor, query.moment).await?;
    let frameworks = view.framework_names().await?;
    let decisions = decided_days(&request, &view).await?;
    Ok(ListPage {
        listing: view.list(&query).await?,
        frameworks,
        day: view.day(),
        decisions,
        tabs: view.tabs(register).await?,
        settings: view.settings,
        command_id: store::ids::fresh(),
        form: request.form.clone(),
    })
}

/// The days of the board's decisions until today, also where what is shown is seen from an earlier day: one has to come back.
async fn decided_days(request: &Request, view: &store::View<'_>) -> Result<Vec<(chrono::NaiveDate, String)>, AppError> {
    Ok(match view.moment {
        Moment::Now => view.decided_days().await?,
        Moment::On(_) => request.store.view(view.actor, Moment::Now).await?.decided_days().await?,
    })
}

/// One record with its links and history.
#[server(GetDetail, endpoint = "detail", input = Json)]
pub async fn detail(kind: Kind, key: String, per: String) -> ApiResult<DetailPage> {
    let (request, actor) = Request::signed_in(Function::Detail)?;
    let moment = moment(&per, &request)?;
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let view = request.store.view(&actor, moment).await?;
    let detail = view.detail(kind, &key).await?;
    let form = request.form.clone().filter(|form| form.error.is_some() || form.kind == kind);
    Ok(DetailPage { detail, moment, command_id: store::ids::fresh(), form })
}

/// A form, filled in. That of a new measure may follow up what a control showed; then it says what that was.
#[server(GetForm, endpoint = "form", input = Json)]
pub async fn form(kind: Kind, key: String, follows: String) -> ApiResult<FormPage> {
    let (request, actor) = Request::signed_in(Function::Form)?;
    let view = request.store.view(&actor, Moment::Now).await?;
    let action = if key.is_empty() { Action::Create } else { Action::Update };
    let mut page = FormPage {
        kind,
        title: String::new(),
        rev: None,
        command_id: store::ids::fresh(),
        draft: Draft::default(),
        settings: view.settings.clone(),
        form: request.form.clone(),
        given_password: request.given_password.clone(),
        today: view.today,
        known: view.known(kind).await?,
        key,
    };
    if action == Action::Create {
        if !actor.may(domain::Subject::Command(action, kind)) {
            return Err(AppError::Forbidden.into());
        }
        if let Some(control) = Key::parse(&follows).ok().filter(|_| kind == Kind::Measure)
            && let Body::Control(body) = view.body(Kind::Control, &control).await?
        {
            // What is written in the register is Swedish, whatever the language of the page.
            page.draft = body.follow_up(t!(Lang::Sv, "control.follow_up_title", title = body.title).as_str());
        }
        return Ok(page);
    }
    let key = Key::parse(&page.key).map_err(|_| AppError::NotFound)?;
    if kind == Kind::Settings {
        page.draft = view.settings.draft();
        page.title.clone_from(&view.settings.board);
        return Ok(page);
    }
    let body = view.body(kind, &key).await?;
    if !actor.may_on(domain::Subject::Command(action, kind), body.owner()) {
        return Err(AppError::Forbidden.into());
    }
    let (draft, rev) = view.draft(kind, &key).await?;
    (page.title, page.draft, page.rev) = (body.title(), draft, Some(rev));
    Ok(page)
}

/// The risk matrix.
#[server(GetMatrix, endpoint = "matrix", input = Json)]
pub async fn matrix(pairs: Pairs) -> ApiResult<(Matrix, Settings)> {
    let (request, actor) = Request::signed_in(Function::Matrix)?;
    let query = parse(Register::Risks, &pairs, &request)?;
    let view = request.store.view(&actor, query.moment).await?;
    Ok((view.matrix(&query).await?, view.settings))
}

/// The risk pictures and revisions, the newest first.
#[server(GetPictures, endpoint = "pictures", input = Json)]
pub async fn pictures(per: String) -> ApiResult<Vec<PictureRow>> {
    let (request, actor) = Request::signed_in(Function::Pictures)?;
    let moment = moment(&per, &request)?;
    Ok(request.store.view(&actor, moment).await?.pictures().await?)
}

/// One picture, as it was decided.
#[server(GetPicture, endpoint = "picture", input = Json)]
pub async fn picture(key: String, pairs: Pairs) -> ApiResult<PictureView> {
    let (request, actor) = Request::signed_in(Function::Picture)?;
    let (moment, rows) = (moment(given(&pairs, "per"), &request)?, rows(&pairs, Show::All)?);
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let page = request.store.view(&actor, moment).await?.picture(&key, rows).await?;
    Ok(PictureView { page, moment, command_id: store::ids::fresh(), form: request.form.clone() })
}

/// One revision, compared with the picture it revises.
#[server(GetRevision, endpoint = "revision", input = Json)]
pub async fn revision(key: String, pairs: Pairs) -> ApiResult<RevisionView> {
    let (request, actor) = Request::signed_in(Function::Revision)?;
    let (moment, rows) = (moment(given(&pairs, "per"), &request)?, rows(&pairs, Show::Changes)?);
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let page = request.store.view(&actor, moment).await?.revision(&key, rows).await?;
    Ok(RevisionView { page, moment, command_id: store::ids::fresh(), form: request.form.clone() })
}

/// Coverage of a framework; of the first when none is named.
#[server(GetCoverage, endpoint = "coverage", input = Json)]
pub async fn coverage(framework: String, per: String) -> ApiResult<Seen<Coverage>> {
    let (request, actor) = Request::signed_in(Function::Coverage)?;
    let moment = moment(&per, &request)?;
    let view = request.store.view(&actor, moment).await?;
    Ok(Seen { what: view.coverage(&framework).await?, decisions: decided_days(&request, &view).await? })
}

/// The frameworks, with how far each is shown and judged.
#[server(GetFrameworks, endpoint = "frameworks", input = Json)]
pub async fn frameworks(per: String) -> ApiResult<Seen<Vec<FrameworkSummary>>> {
    let (request, actor) = Request::signed_in(Function::Frameworks)?;
    let moment = moment(&per, &request)?;
    let view = request.store.view(&actor, moment).await?;
    Ok(Seen { what: view.frameworks().await?, decisions: decided_days(&request, &view).await? })
}

/// The controls over a year.
#[server(GetControlYear, endpoint = "control_year", input = Json)]
pub async fn control_year(pairs: Pairs) -> ApiResult<ControlYear> {
    let (request, actor) = Request::signed_in(Function::ControlYear)?;
    let moment = moment(given(&pairs, "per"), &request)?;
    let year = domain::control::year::asked(given(&pairs, "ar"))?;
    Ok(request.store.view(&actor, moment).await?.control_year(year, given(&pairs, "ansvarig")).await?)
}

/// What comes back every year, and how it stands in one.
#[server(GetYearCycle, endpoint = "year_cycle", input = Json)]
pub async fn year_cycle(pairs: Pairs) -> ApiResult<YearCycleView> {
    let (request, actor) = Request::signed_in(Function::YearCycle)?;
    let moment = moment(given(&pairs, "per"), &request)?;
    let year = domain::control::year::asked(given(&pairs, "ar"))?;
    let view = request.store.view(&actor, moment).await?;
    let cycle = view.year_cycle(year).await?;
    let (command_id, form) = (store::ids::fresh(), request.form.clone());
    // What was recorded may name evidence that the reader can't see: the cycle tells what they can.
    let settings = Settings { year_records: Vec::new(), ..view.settings };
    Ok(YearCycleView { cycle, moment, command_id, form, settings })
}

/// Measures function by function.
#[server(GetTeam, endpoint = "team", input = Json)]
pub async fn team(per: String) -> ApiResult<Team> {
    let (request, actor) = Request::signed_in(Function::Team)?;
    let moment = moment(&per, &request)?;
    Ok(request.store.view(&actor, moment).await?.team().await?)
}

/// The programme's state, or that of a part of it.
#[server(GetProgramme, endpoint = "programme", input = Json)]
pub async fn programme(pairs: Pairs) -> ApiResult<ProgrammeView> {
    let (request, actor) = Request::signed_in(Function::Programme)?;
    let moment = moment(given(&pairs, "per"), &request)?;
    let part = Part::parse(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
        .map_err(|errors| AppError::Invalid { errors })?;
    let view = request.store.view(&actor, moment).await?;
    let (report, key) = (view.programme_part(part).await?, view.programme_key().await?);
    let deviations = match &key {
        Some(key) => view.deviations_of(key).await?,
        None => None,
    };
    let (command_id, form) = (store::ids::fresh(), request.form.clone());
    Ok(ProgrammeView { report, key, deviations, moment, command_id, form, settings: view.settings })
}

/// A decided plan against the plan now; the one in force where none is named.
#[server(GetPlan, endpoint = "plan", input = Json)]
pub async fn plan(key: String, pairs: Pairs) -> ApiResult<PlanView> {
    let (request, actor) = Request::signed_in(Function::Plan)?;
    let moment = moment(given(&pairs, "per"), &request)?;
    let key = if key.is_empty() { None } else { Some(Key::parse(&key).map_err(|_| AppError::NotFound)?) };
    let area = match given(&pairs, "omrade") {
        "" => None,
        code => Some(Area::from_code(code).ok_or_else(|| unknown_choice("omrade", code))?),
    };
    let page = request.store.view(&actor, moment).await?.plan(key.as_ref(), area).await?;
    Ok(PlanView { page, moment, command_id: store::ids::fresh(), form: request.form.clone() })
}

/// The evidence packs that were taken out.
#[server(GetPacks, endpoint = "packs", input = Json)]
pub async fn packs(per: String) -> ApiResult<PackListView> {
    let (request, actor) = Request::signed_in(Function::Packs)?;
    let moment = moment(&per, &request)?;
    let list = request.store.view(&actor, moment).await?.packs().await?;
    Ok(PackListView { list, moment, command_id: store::ids::fresh(), form: request.form.clone() })
}

/// One evidence pack, with what it holds for who asks.
#[server(GetPack, endpoint = "pack", input = Json)]
pub async fn pack(key: String, per: String) -> ApiResult<PackPage> {
    let (request, actor) = Request::signed_in(Function::Pack)?;
    let moment = moment(&per, &request)?;
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let (pack, view) = request.store.view_of_pack(&actor, moment, &key).await?;
    Ok(view.pack_page(&key, pack).await?)
}

/// The disclosures; and of a picture or a list that is asked for, what is to be looked at.
#[server(GetDisclosures, endpoint = "disclosures", input = Json)]
pub async fn disclosures(per: String, asked: Option<Draft>) -> ApiResult<DisclosureListView> {
    let (request, actor) = Request::signed_in(Function::Disclosures)?;
    let moment = moment(&per, &request)?;
    let view = request.store.view(&actor, moment).await?;
    let (today, list) = (view.today, view.disclosures(asked.as_ref()).await?);
    Ok(DisclosureListView { list, today, command_id: store::ids::fresh(), form: request.form.clone() })
}

/// One disclosure.
#[server(GetDisclosure, endpoint = "disclosure", input = Json)]
pub async fn disclosure(key: String, per: String) -> ApiResult<DisclosureView> {
    let (request, actor) = Request::signed_in(Function::Disclosure)?;
    let moment = moment(&per, &request)?;
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let disclosure = request.store.view(&actor, moment).await?.disclosure(&key).await?;
    Ok(DisclosureView { key, disclosure })
}

/// The disposals.
#[server(GetDisposals, endpoint = "disposals", input = Json)]
pub async fn disposals(per: String) -> ApiResult<DisposalList> {
    let (request, actor) = Request::signed_in(Function::Disposals)?;
    let moment = moment(&per, &request)?;
    Ok(request.store.view(&actor, moment).await?.disposals().await?)
}

/// One disposal.
#[server(GetDisposal, endpoint = "disposal", input = Json)]
pub async fn disposal(key: String, per: String) -> ApiResult<DisposalView> {
    let (request, actor) = Request::signed_in(Function::Disposal)?;
    let moment = moment(&per, &request)?;
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let page = request.store.view(&actor, moment).await?.disposal(&key).await?;
    Ok(DisposalView { page, command_id: store::ids::fresh(), form: request.form.clone() })
}

/// What a new disposal would take of a kind of record that was closed before a day; what is wrong with what is asked for is in
/// the answer.
#[server(GetProposal, endpoint = "proposal", input = Json)]
pub async fn proposal(kind: String, before: String) -> ApiResult<ProposalView> {
    let (request, actor) = Request::signed_in(Function::Proposal)?;
    let asked = Draft::default().with("kind", kind).with("before", before);
    let (scope, errors) = match Scope::read(&asked, request.store.clock().today()) {
        _ if asked.0.is_empty() => (None, Vec::new()),
        Ok(scope) => (Some(scope), Vec::new()),
        Err(errors) => (None, errors),
    };
    let proposal = request.store.view(&actor, Moment::Now).await?.proposal(scope).await?;
    Ok(ProposalView { proposal, errors, command_id: store::ids::fresh(), form: request.form.clone() })
}

/// The board's reports.
#[server(GetInterimReports, endpoint = "interim_reports", input = Json)]
pub async fn interim_reports(per: String) -> ApiResult<ReportList> {
    let (request, actor) = Request::signed_in(Function::InterimReports)?;
    let moment = moment(&per, &request)?;
    Ok(request.store.view(&actor, moment).await?.reports().await?)
}

/// One report, with what the register says now to those who write in it.
#[server(GetInterimReport, endpoint = "interim_report", input = Json)]
pub async fn interim_report(key: String, per: String) -> ApiResult<InterimReportView> {
    let (request, actor) = Request::signed_in(Function::InterimReport)?;
    let moment = moment(&per, &request)?;
    let key = Key::parse(&key).map_err(|_| AppError::NotFound)?;
    let page = request.store.view(&actor, moment).await?.report(&key).await?;
    Ok(InterimReportView { page, moment, command_id: store::ids::fresh(), form: request.form.clone() })
}

/// What needs me now.
#[server(GetOverview, endpoint = "overview", input = Json)]
pub async fn overview(per: String) -> ApiResult<Overview> {
    let (request, actor) = Request::signed_in(Function::Overview)?;
    let moment = moment(&per, &request)?;
    Ok(request.store.view(&actor, moment).await?.overview().await?)
}

/// What has happened since a day; since the board's last decision, or thirty days, where none is named.
#[server(GetSince, endpoint = "since", input = Json)]
pub async fn since(from: String, per: String) -> ApiResult<SincePage> {
    let (request, actor) = Request::signed_in(Function::Since)?;
    let moment = moment(&per, &request)?;
    let view = request.store.view(&actor, moment).await?;
    let from = match from.as_str() {
        "" => None,
        given => {
            let not_a_date = || AppError::field("fran", domain::ErrorCode::NotADate);
            Some(domain::date::parse(given).ok_or_else(not_a_date)?)
        }
    };
    Ok(view.since(from).await?)
}

/// The journal.
#[server(GetJournal, endpoint = "journal", input = Json)]
pub async fn journal(pairs: Pairs) -> ApiResult<JournalView> {
    let (request, actor) = Request::signed_in(Function::Journal)?;
    let moment = moment(given(&pairs, "per"), &request)?;
    let query = JournalQuery::parse(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
        .map_err(|errors| AppError::Invalid { errors })?;
    let page = request.store.view(&actor, moment).await?.journal(&query).await?;
    Ok(JournalView { page, query, moment })
}

/// Search everything the actor may see.
#[server(GetSearch, endpoint = "search", input = Json)]
pub async fn search(text: String, per: String) -> ApiResult<Vec<SearchGroup>> {
    let (request, actor) = Request::signed_in(Function::Search)?;
    let moment = moment(&per, &request)?;
    Ok(request.store.view(&actor, moment).await?.search(&text).await?)
}

/// Accounts and settings.
#[server(GetAdministration, endpoint = "administration", input = Json)]
pub async fn administration() -> ApiResult<AdministrationPage> {
    let (request, actor) = Request::signed_in(Function::Administration)?;
    let view = request.store.view(&actor, Moment::Now).await?;
    let accounts = if actor.may(domain::Subject::Page(domain::Page::EditAccount)) {
        Some(view.accounts().await?.into_iter().map(|(name, _, account)| (name, account)).collect())
    } else {
        None
    };
    let frameworks = view.frameworks().await?;
    let (length, today) = (view.position, view.today);
    let note = request.store.last_signed_head().await?;
    let signed = note.and_then(|note| proof::Checkpoint::in_note(&note).ok()).map(|head| SignedHead {
        size: head.size,
        origin: head.origin,
        at: store::clock::shown(&store::clock::stamp(head.at)),
    });
    let verified = request.store.last_verification().await?.map(|last| LastVerification {
        at: store::clock::shown(&last.at),
        entries: last.entries,
        heads: last.heads,
        findings: last.findings,
        disposed: last.disposed,
    });
    let (root, settings) = (view.root, view.settings);
    Ok(AdministrationPage { accounts, frameworks, length, today, root, signed, verified, settings })
}

/// Carries out a command. Its arguments are the fields of a form; `fields` is what was typed, by field name. A form that a
/// browser sends by itself never comes here, since it is answered with a page.
#[server(Submit, endpoint = "submit")]
pub async fn submit(
    action: String,
    kind: String,
    #[server(default)] key: String,
    #[server(default)] rev: String,
    command_id: String,
    #[server(default)] reason: String,
    #[server(default)] next: String,
    #[server(default)] page: String,
    #[server(default)] fields: BTreeMap<String, String>,
) -> ApiResult<Saved> {
    let (request, actor) = Request::signed_in(Function::Submit)?;
    let _ = page;
    let sent = crate::form::Sent {
        action,
        kind,
        key,
        rev,
        command_id,
        reason,
        next,
        draft: crate::form::gathered(Draft(fields)),
    };
    let (saved, next) = crate::form::carry_out(&request.store, &actor, &sent).await?;
    leptos_axum::redirect(&next);
    Ok(saved)
}

fn parse(register: Register, pairs: &Pairs, request: &Request) -> Result<ListQuery, AppError> {
    let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    ListQuery::parse(register, pairs, request.store.clock().today()).map_err(|errors| AppError::Invalid { errors })
}

/// A parameter of an address; empty when it isn't there.
fn given<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

fn unknown_choice(field: &str, value: &str) -> AppError {
    AppError::field(field, domain::ErrorCode::UnknownChoice { given: value.chars().take(80).collect() })
}

/// Which rows of a picture an address asks for: `visa` and `sida`.
fn rows(pairs: &Pairs, standard: Show) -> Result<store::Rows, AppError> {
    let (show, page) = (given(pairs, "visa"), given(pairs, "sida"));
    let show =
        if show.is_empty() { standard } else { Show::from_code(show).ok_or_else(|| unknown_choice("visa", show))? };
    let page = match page {
        "" => 1,
        given => given.parse().ok().filter(|page| *page > 0).ok_or_else(|| unknown_choice("sida", given))?,
    };
    Ok(store::Rows { show, page })
}

fn moment(per: &str, request: &Request) -> Result<Moment, AppError> {
    Moment::parse(per, request.store.clock().today()).map_err(|_| AppError::field("per", domain::ErrorCode::NotADate))
}
