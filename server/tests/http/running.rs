//! A server on a port of this machine, over a register in memory, under a clock that is set by hand.

use crate::browser::Browser;
use bytes::Bytes;
use chrono::TimeDelta;
use domain::{Action, Actor, Command, Draft, Key, Kind, Role};
use futures::stream;
use server::heads::Signing;
use server::passwords;
use server::reminder::Mail;
use server::serve;
use server::site::{Site, SiteSettings};
use std::future::Future;
use std::sync::OnceLock;
use store::{Clock, Store, ids};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// The password of every account.
pub const PASSWORD: &str = "en mening att minnas";
/// The function that `agare` acts for.
pub const OWN: &str = "IT-säkerhetsansvarig";
/// The accounts: name at sign-in, and role.
pub const ACCOUNTS: [(&str, Role); 6] = [
    ("samordnare", Role::Coordinator),
    ("agare", Role::Owner),
    ("namnd", Role::Member),
    ("sekreterare", Role::Secretary),
    ("revisor", Role::Auditor),
    ("admin", Role::Admin),
];

/// A running server.
pub struct Running {
    pub site: Site,
    pub store: Store,
    pub clock: Clock,
    pub url: String,
    _stop: oneshot::Sender<()>,
    _place: Option<TempDir>,
}

/// Runs a test on threads whose stacks are as large as the program's.
pub fn run(test: impl Future<Output = ()> + Send + 'static) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_stack_size(10 << 20)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async { tokio::spawn(test).await.unwrap() });
    runtime.shutdown_background();
}

/// The register's own, with a coordinator's rights.
pub fn coordinator() -> Actor {
    Actor { role: Role::Coordinator, ..Actor::system() }
}

impl Running {
    /// With an account of each role.
    pub async fn start() -> Self {
        let running = Self::empty(false).await;
        running.add_accounts().await;
        running
    }

    /// With the demo content and its accounts.
    pub async fn demo() -> Self {
        let running = Self::empty(false).await;
        store::demo::load(&running.store).await.unwrap();
        for username in store::demo::usernames() {
            running.store.set_password(username, password_hash()).await.unwrap();
        }
        running
    }

    /// An account of each role, reached over TLS through a proxy that says where requests come from.
    pub async fn behind_tls() -> Self {
        let running = Self::empty(true).await;
        running.add_accounts().await;
        running
    }

    /// On disk, in a folder that goes with it.
    pub async fn on_disk() -> Self {
        let place = TempDir::new().unwrap();
        let mut running = Self::over(&format!("surrealkv://{}", place.path().display()), false).await;
        running._place = Some(place);
        running.add_accounts().await;
        running
    }

    /// Without any account.
    pub async fn empty(behind_tls: bool) -> Self {
        Self::over("mem://", behind_tls).await
    }

    /// With an account of each role, and a way to send letters.
    pub async fn sending(mail: Mail) -> Self {
        let settings = SiteSettings { mail: Some(mail), ..SiteSettings::local("memory:") };
        let running = Self::set_up("mem://", settings).await;
        running.add_accounts().await;
        running
    }

    /// With an account of each role, and a key that signs the journal's head.
    pub async fn signing(signing: Signing) -> Self {
        Self::signing_over(signing, "memory:").await
    }

    /// The same, with files in a folder.
    pub async fn signing_over(signing: Signing, files: &str) -> Self {
        let settings = SiteSettings { signing: Some(signing), ..SiteSettings::local(files) };
        let running = Self::set_up("mem://", settings).await;
        running.add_accounts().await;
        running
    }

    async fn over(database: &str, behind_tls: bool) -> Self {
        Self::set_up(database, SiteSettings { behind_tls, ..SiteSettings::local("memory:") }).await
    }

    async fn set_up(database: &str, settings: SiteSettings) -> Self {
        let clock = Clock::fixed("2026-11-23T12:00:00Z".parse().unwrap());
        let store = Store::open(database, clock.clone()).await.unwrap();
        let site = Site::new(store.clone(), settings).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        let served = site.clone();
        tokio::spawn(async move {
            serve::run(listener, &served, async {
                let _ = stopped.await;
            })
            .await
            .unwrap();
        });
        Self { site, store, clock, url, _stop: stop, _place: None }
    }

    async fn add_accounts(&self) {
        for (username, role) in ACCOUNTS {
            let functions = if role == Role::Owner { OWN } else { "" };
            let draft = Draft::default().with("name", format!("Funktion {username}")).with("role", role.code());
            self.commit(Action::Create, Kind::Account, username, draft.with("functions", functions)).await;
            self.store.set_password(username, password_hash()).await.unwrap();
        }
    }

    /// Carries a command out as the register itself.
    pub async fn commit(&self, action: Action, kind: Kind, key: &str, draft: Draft) {
        self.commit_as(&Actor::system(), action, kind, key, draft).await;
    }

    /// Carries a command out as someone.
    pub async fn commit_as(&self, actor: &Actor, action: Action, kind: Kind, key: &str, draft: Draft) {
        let key = Key::parse(key).ok();
        let command = Command { id: ids::fresh(), action, kind, key, rev: None, draft, reason: String::new() };
        self.store.commit(actor, &command).await.unwrap();
    }

    /// One record of each register, owned by [`OWN`], and a framework.
    pub async fn add_records(&self) {
        let requirement = Draft::default()
            .with("framework", "nis2")
            .with("number", "art. 1")
            .with("place", "10")
            .with("title", "Krav")
            .with("assessable", "on");
        self.commit(Action::Load, Kind::Requirement, "NIS2-1", requirement).await;
        let framework =
            Draft::default().with("short", "NIS2").with("title", "NIS2").with("version", "1").with("place", "10");
        self.commit(Action::Load, Kind::Framework, "nis2", framework).await;
        for kind in [Kind::Risk, Kind::Measure, Kind::Deliverable, Kind::Control, Kind::Evidence] {
            self.commit(Action::Create, kind, "", draft(kind)).await;
        }
        for kind in [Kind::Goal, Kind::Project, Kind::CityMatter, Kind::Service] {
            self.commit(Action::Create, kind, "", draft(kind)).await;
        }
        for kind in
            [Kind::Deviation, Kind::Incident, Kind::Indicator, Kind::Assignment, Kind::Recommendation, Kind::Analysis]
        {
            self.commit(Action::Create, kind, "", draft(kind)).await;
        }
        self.add_disclosure().await;
        self.commit(Action::Create, Kind::Picture, "", Draft::default().with("year", "2026")).await;
        self.commit_as(&coordinator(), Action::Create, Kind::Pack, "", Draft::default()).await;
        let minutes = Draft::default().with("organ", "Nämnden").with("date", "2026-01-29").with("paragraph", "7");
        self.commit(Action::Create, Kind::Baseline, "", minutes.with("registration", "dnr 7")).await;
        let disposal = Draft::default()
            .with("title", "Avslutade risker")
            .with("kind", "risk")
            .with("before", "2026-01-01")
            .with("provision", "Dokumenthanteringsplanen")
            .with("organ", "Nämnden")
            .with("date", "2026-01-29")
            .with("paragraph", "8")
            .with("registration", "dnr 8");
        self.commit(Action::Create, Kind::Disposal, "", disposal).await;
        self.commit_as(&coordinator(), Action::Create, Kind::Report, "", draft(Kind::Report)).await;
        let programme = Draft::default().with("name", "Program").with("start", "2023-01-01").with("end", "2026-12-31");
        self.commit(Action::Create, Kind::Programme, "", programme).await;
    }

    /// A picture of 2025 that is adopted, with no risk in it, and a disclosure of it.
    async fn add_disclosure(&self) {
        let secretary = Actor { role: Role::Secretary, ..Actor::system() };
        let picture = Draft::default().with("year", "2025").with("categories", "Personal");
        self.commit(Action::Create, Kind::Picture, "", picture).await;
        let prepared = Draft::default()
            .with("heading", "Riskbild")
            .with("registration", "dnr 1")
            .with("handler", OWN)
            .with("proposal", "Riskbilden antas.")
            .with("summary", "Inga risker.");
        self.commit_as(&coordinator(), Action::Prepare, Kind::Picture, "RB-2025-1", prepared).await;
        let decided = Draft::default()
            .with("version", "1")
            .with("outcome", "adopt")
            .with("organ", "Nämnden")
            .with("date", "2026-11-23")
            .with("paragraph", "1")
            .with("registration", "dnr 1")
            .with("text", "Riskbilden antas.");
        self.commit_as(&secretary, Action::Decide, Kind::Picture, "RB-2025-1", decided).await;
        let disclosure = Draft::default().with("picture", "RB-2025-1").with("registration", "dnr 2");
        self.commit_as(&coordinator(), Action::Create, Kind::Disclosure, "", disclosure).await;
    }

    /// Keeps a file, and answers with what its evidence is told of it.
    pub async fn kept(&self, name: &str, bytes: Bytes) -> Draft {
        let kept = self.site.files.keep(name, stream::iter([Ok::<_, std::io::Error>(bytes)]));
        kept.await.unwrap().draft()
    }

    /// Lets time pass.
    pub fn pass(&self, minutes: i64) {
        self.clock.set(self.clock.now() + TimeDelta::minutes(minutes));
    }

    /// Someone's browser, new.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.url)
    }

    /// The browser of someone who has signed in.
    pub async fn signed_in(&self, username: &str) -> Browser {
        let mut browser = self.browser();
        let answer = browser.sign_in(username, PASSWORD).await;
        assert_eq!((answer.status, answer.location()), (303, "/"), "{}", answer.body);
        browser
    }
}

/// The hash of [`PASSWORD`], counted once.
fn password_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| passwords::hash(PASSWORD).unwrap())
}

/// What a new record's form may hold.
pub fn draft(kind: Kind) -> Draft {
    let draft = Draft::default().with("title", "Något att pröva").with("owner", OWN);
    match kind {
        Kind::Risk => draft
            .with("category", "Drift")
            .with("cause", "äldre system")
            .with("event", "driftstopp i e-tjänst")
            .with("consequence", "ärenden försenas")
            .with("current_likelihood", "3")
            .with("current_consequence", "4")
            .with("treatment", "reduce")
            .with("review_months", "6"),
        Kind::Measure => draft
            .with("area", "technical")
            .with("sub_area", "it")
            .with("deliverable", "routine")
            .with("change", "new")
            .with("start", "2026-01-01")
            .with("end", "2026-12-31"),
        Kind::Deliverable => draft.with("kind", "role").with("measures", "ATG-01"),
        Kind::Control => draft.with("method", "Provkörning").with("frequency", "quarterly"),
        Kind::Indicator => draft.with("kind", "figure").with("unit", "%").with("risks", "RSK-01"),
        Kind::Assignment => draft
            .with("text", "Minska kostnaderna")
            .with("given_by", "Kommunfullmäktige")
            .with("boards", "Nämnden")
            .with("year", "2026")
            .with("period", "2026-H2")
            .with("risks", "RSK-01"),
        Kind::Recommendation => draft
            .with("text", "Ordna arbetet")
            .with("kind", "recommendation")
            .with("reviewer", "Stadsrevisionen")
            .with("date", "2026-02-01")
            .with("measures", "ATG-01"),
        Kind::Analysis => draft
            .with("kind", "risk_and_consequence")
            .with("object", "ny organisation")
            .with("security", "on")
            .with("planned_to", "2026-12-31")
            .with("assignments", "UPD-01")
            .with("risks", "RSK-01"),
        Kind::Evidence => draft.with("kind", "minutes").with("effective", "2026-03-01").with("reference", "dnr 1"),
        Kind::Deviation => draft.with("cause", "Rutinen följs inte").with("risks", "RSK-01").with("affects", "TJN-01"),
        Kind::Incident => {
            draft.with("happened", "Ingen kan logga in").with("risks", "RSK-01").with("affects", "TJN-01")
        }
        Kind::Goal => {
            draft.with("kind", "activity").with("area", "process").with("first_year", "2026").with("measures", "ATG-01")
        }
        Kind::Project => {
            draft.with("portfolio", "Gemensamma tjänster").with("phase", "ongoing").with("risks", "RSK-01")
        }
        Kind::CityMatter => draft
            .with("question", "Hur ska kraven tillämpas?")
            .with("counterpart", "Stadsledningskontoret")
            .with("state", "open")
            .with("risks", "RSK-01"),
        Kind::Service => draft.with("used_by", "Grundskoleförvaltningen").with("risks", "RSK-01"),
        Kind::Report => {
            Draft::default().with("through", "march").with("year", "2026").with("template", "Nämnder och bolag")
        }
        _ => draft,
    }
}
