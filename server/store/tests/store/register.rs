//! A register to try things on, spoken to in what people do.

use crate::network::Server;
use domain::{Action, Actor, AppError, Command, Draft, Key, Kind, Moment, access::Role};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Clock, Receipt, Store, StoreError, View};
use tempfile::TempDir;

/// A function nobody in the tests acts for unless it says so.
pub const OTHER: &str = "Nämndsekreterare";
/// The function [`Register::as_owner`] acts for.
pub const OWN: &str = "IT-säkerhetsansvarig";

pub struct Register {
    pub store: Store,
    pub clock: Clock,
    pub place: Option<Arc<TempDir>>,
    commands: AtomicU32,
    _server: Option<Server>,
}

/// Someone in front of the register.
pub struct As<'a> {
    pub register: &'a Register,
    pub actor: Actor,
}

impl Register {
    /// In memory, at noon on 23 November 2026.
    pub async fn in_memory() -> Self {
        Self::at("mem://", None).await
    }

    /// On disk.
    pub async fn on_disk() -> Self {
        let place = Arc::new(TempDir::new().unwrap());
        Self::at(&address(&place), Some(place)).await
    }

    /// Over a network, where there is a server to start.
    async fn over_network() -> Option<Self> {
        let server = Server::start("memory", None)?;
        let clock = Clock::fixed("2026-11-23T12:00:00Z".parse().unwrap());
        let store = server.open(clock.clone()).await;
        Some(Self { _server: Some(server), ..Self::over(store, clock) })
    }

    /// One in memory, one on disk, and one over a network where there is a server to start.
    pub async fn everywhere() -> Vec<Self> {
        let mut registers = vec![Self::in_memory().await, Self::on_disk().await];
        registers.extend(Self::over_network().await);
        registers
    }

    async fn at(url: &str, place: Option<Arc<TempDir>>) -> Self {
        let clock = Clock::fixed("2026-11-23T12:00:00Z".parse().unwrap());
        let store = Store::open(url, clock.clone()).await.unwrap();
        Self { place, ..Self::over(store, clock) }
    }

    /// Stopped and started again on the same disk.
    pub async fn restarted(self) -> Self {
        let place = self.place.clone();
        self.store.close().await;
        drop(self.store);
        Self::at(&address(place.as_ref().unwrap()), place).await
    }

    /// This register's tests on another store.
    pub fn over(store: Store, clock: Clock) -> Self {
        Self { store, clock, place: None, commands: AtomicU32::new(0), _server: None }
    }

    /// Moves the clock to a moment.
    pub fn at_time(&self, moment: &str) {
        self.clock.set(moment.parse().unwrap());
    }

    pub fn acting(&self, username: &str, role: Role, functions: &[&str], frameworks: &[&str]) -> As<'_> {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        let (username, name) = (username.to_owned(), format!("Funktion {username}"));
        let actor = Actor { username, name, role, functions: words(functions), frameworks: words(frameworks) };
        As { register: self, actor }
    }

    pub fn as_coordinator(&self) -> As<'_> {
        self.acting("samordnare", Role::Coordinator, &[], &[])
    }

    pub fn as_owner(&self) -> As<'_> {
        self.acting("agare", Role::Owner, &[OWN], &[])
    }

    pub fn as_other_owner(&self) -> As<'_> {
        self.acting("annan", Role::Owner, &[OTHER], &[])
    }

    pub fn as_member(&self) -> As<'_> {
        self.acting("namnd", Role::Member, &[], &[])
    }

    pub fn as_secretary(&self) -> As<'_> {
        self.acting("sekreterare", Role::Secretary, &[], &[])
    }

    pub fn as_auditor(&self, frameworks: &[&str]) -> As<'_> {
        self.acting("revisor", Role::Auditor, &[], frameworks)
    }

    pub fn as_admin(&self) -> As<'_> {
        self.acting("admin", Role::Admin, &[], &[])
    }

    pub fn as_system(&self) -> As<'_> {
        As { register: self, actor: Actor::system() }
    }

    /// A small framework with three requirements, as a catalogue gives it.
    pub async fn load_framework(&self, key: &str) {
        let system = self.as_system();
        for n in 1..=3 {
            let draft = Draft::default()
                .with("framework", key)
                .with("number", format!("art. {n}"))
                .with("place", (n * 10).to_string())
                .with("title", format!("Krav {n} i {key}"))
                .with("description", "Verksamheten ska ha säkerhetskopior.")
                .with("assessable", "on");
            let key = format!("{}-{n}", key.to_uppercase());
            system.done(Action::Load, Kind::Requirement, Some(&key), None, draft).await;
        }
        let draft = Draft::default().with("short", key).with("title", key).with("version", "1").with("place", "10");
        system.done(Action::Load, Kind::Framework, Some(key), None, draft).await;
    }

    /// What `verify` finds, in words.
    pub async fn findings(&self) -> Vec<String> {
        let verified = self.store.verify().await.unwrap();
        verified.findings.into_iter().map(|finding| format!("{}: {}", finding.place, finding.what)).collect()
    }
}

pub fn address(place: &TempDir) -> String {
    format!("surrealkv://{}", place.path().join("riskbild").display())
}

impl As<'_> {
    pub fn command(&self, action: Action, kind: Kind, key: Option<&str>, rev: Option<u32>, draft: Draft) -> Command {
        let n = self.register.commands.fetch_add(1, Ordering::SeqCst);
        let key = key.map(|key| Key::parse(key).unwrap());
        Command { id: format!("{}-{n}", self.actor.username), action, kind, key, rev, draft, reason: String::new() }
    }

    pub async fn submit(&self, command: &Command) -> Result<Receipt, AppError> {
        self.register.store.commit(&self.actor, command).await.map_err(|error| match error {
            StoreError::App(error) => error,
            other => panic!("{}: {other:?}", command.id),
        })
    }

    pub async fn tries(
        &self,
        action: Action,
        kind: Kind,
        key: Option<&str>,
        rev: Option<u32>,
        draft: Draft,
    ) -> Result<Receipt, AppError> {
        self.submit(&self.command(action, kind, key, rev, draft)).await
    }

    pub async fn done(&self, action: Action, kind: Kind, key: Option<&str>, rev: Option<u32>, draft: Draft) -> Receipt {
        self.tries(action, kind, key, rev, draft).await.unwrap()
    }

    pub async fn create_risk(&self, draft: Draft) -> Key {
        self.done(Action::Create, Kind::Risk, None, None, draft).await.key
    }

    pub async fn create_measure(&self, draft: Draft) -> Key {
        self.done(Action::Create, Kind::Measure, None, None, draft).await.key
    }

    pub async fn create_deliverable(&self, draft: Draft) -> Key {
        self.done(Action::Create, Kind::Deliverable, None, None, draft).await.key
    }

    pub async fn create_control(&self, draft: Draft) -> Key {
        self.done(Action::Create, Kind::Control, None, None, draft).await.key
    }

    pub async fn create_evidence(&self, draft: Draft) -> Key {
        self.done(Action::Create, Kind::Evidence, None, None, draft).await.key
    }

    pub async fn create(&self, kind: Kind, draft: Draft) -> Key {
        self.done(Action::Create, kind, None, None, draft).await.key
    }

    pub async fn update(&self, key: &Key, draft: Draft) -> Receipt {
        self.done(Action::Update, key.kind(), Some(key.as_str()), None, draft).await
    }

    pub async fn does(&self, action: Action, key: &Key, draft: Draft) -> Receipt {
        self.done(action, key.kind(), Some(key.as_str()), None, draft).await
    }

    pub async fn close(&self, key: &Key, reason: &str) {
        self.does(Action::Close, key, Draft::default().with("reason", reason)).await;
    }

    pub async fn sees(&self) -> View<'_> {
        self.register.store.view(&self.actor, Moment::Now).await.unwrap()
    }

    pub async fn saw(&self, day: &str) -> View<'_> {
        self.register.store.view(&self.actor, Moment::On(day.parse().unwrap())).await.unwrap()
    }
}

pub fn risk(title: &str) -> Draft {
    Draft::default()
        .with("title", title)
        .with("category", "Drift")
        .with("cause", "äldre system")
        .with("event", "driftstopp i e-tjänst")
        .with("consequence", "ärenden försenas")
        .with("owner", OWN)
        .with("current_likelihood", "3")
        .with("current_consequence", "4")
        .with("treatment", "reduce")
        .with("review_months", "6")
}

pub fn measure(title: &str) -> Draft {
    Draft::default()
        .with("title", title)
        .with("area", "technical")
        .with("sub_area", "it")
        .with("deliverable", "routine")
        .with("change", "new")
        .with("owner", OWN)
        .with("start", "2026-01-01")
        .with("end", "2026-12-31")
}

pub fn deliverable(title: &str) -> Draft {
    Draft::default().with("title", title).with("kind", "routine").with("owner", OWN)
}

pub fn control(title: &str) -> Draft {
    Draft::default()
        .with("title", title)
        .with("method", "Stickprov på tio konton.")
        .with("frequency", "quarterly")
        .with("owner", OWN)
}

pub fn evidence(title: &str) -> Draft {
    Draft::default().with("title", title).with("kind", "minutes").with("effective", "2026-01-15").with("owner", OWN)
}

pub fn indicator(title: &str) -> Draft {
    Draft::default().with("title", title).with("kind", "figure").with("unit", "%").with("owner", OWN)
}

pub fn assignment(title: &str) -> Draft {
    Draft::default()
        .with("title", title)
        .with("text", "Minska kostnaderna.")
        .with("given_by", "Kommunfullmäktige")
        .with("boards", "Nämnden")
        .with("year", "2026")
        .with("period", "2026-H1")
        .with("owner", OWN)
}

pub fn recommendation(title: &str) -> Draft {
    Draft::default()
        .with("title", title)
        .with("text", "Ordna arbetet.")
        .with("kind", "recommendation")
        .with("reviewer", "Stadsrevisionen")
        .with("date", "2026-01-15")
        .with("owner", OWN)
}

pub fn analysis(title: &str) -> Draft {
    Draft::default()
        .with("title", title)
        .with("kind", "risk_and_consequence")
        .with("object", "ny organisation")
        .with("security", "on")
        .with("planned_to", "2026-05-31")
        .with("owner", OWN)
}

pub fn goal(title: &str) -> Draft {
    Draft::default()
        .with("title", title)
        .with("kind", "activity")
        .with("area", "process")
        .with("first_year", "2026")
        .with("owner", OWN)
}

pub fn project(title: &str) -> Draft {
    Draft::default()
        .with("title", title)
        .with("portfolio", "Gemensamma tjänster")
        .with("phase", "ongoing")
        .with("owner", OWN)
}

pub fn city_matter(title: &str) -> Draft {
    Draft::default()
        .with("title", title)
        .with("question", "Hur ska kraven tillämpas?")
        .with("counterpart", "Stadsledningskontoret")
        .with("state", "open")
        .with("owner", OWN)
}

pub fn service(title: &str) -> Draft {
    Draft::default().with("title", title).with("used_by", "Grundskoleförvaltningen").with("owner", OWN)
}

/// The same, with a secrecy marking over these fields.
pub fn marked(draft: Draft, fields: &[&str]) -> Draft {
    draft
        .with("secrecy_provision", "OSL 18 kap. 8 §")
        .with("secrecy_date", "2026-02-12")
        .with("secrecy_authority", "Nämnden")
        .with("secrecy_fields", fields.join(", "))
}
