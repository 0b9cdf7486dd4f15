//! The commands: what each one does, and what it tells.

use crate::cli::{Cli, Command, Common, Init, MailRound, OnRegister, Serve, User, UserAdd};
use crate::passwords;
use crate::reminder;
use crate::serve;
use crate::site::{Site, SiteSettings};
use crate::{backups, demo, heads, log, offline, take_out, verify};
use domain::account::Account;
use domain::{Action, Actor, AppError, Command as Change, Draft, ErrorCode, Key, Kind, Role};
use std::io::{BufRead, IsTerminal, Write};
use store::{Clock, FileStore, Store, StoreError, catalogue, ids};
use tokio::net::TcpListener;

/// Why a command stopped.
#[derive(Debug)]
pub struct Stopped {
    /// What the program answers with.
    pub code: u8,
    /// What is told.
    pub message: String,
}

impl Stopped {
    /// It was not done.
    #[must_use]
    pub fn not_done(message: impl Into<String>) -> Self {
        Self { code: 1, message: message.into() }
    }
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        let code = if matches!(error, StoreError::Connect { .. } | StoreError::Schema(_)) { 3 } else { 1 };
        match error {
            StoreError::App(error) => error.into(),
            error => Self { code, message: error.to_string() },
        }
    }
}

impl From<AppError> for Stopped {
    fn from(error: AppError) -> Self {
        let AppError::Invalid { errors } = &error else { return Self::not_done(error.to_string()) };
        let told = |code: &ErrorCode| match code {
            ErrorCode::TooShort { min } => format!("at least {min} characters"),
            ErrorCode::Required => "is missing".to_owned(),
            ErrorCode::Taken => "is taken".to_owned(),
            ErrorCode::NotADate => "is not a date, as 2026-11-23".to_owned(),
            other => format!("{other:?}"),
        };
        let lines: Vec<String> = errors.iter().map(|one| format!("{}: {}", one.field, told(&one.code))).collect();
        Self::not_done(lines.join("; "))
    }
}

impl From<std::io::Error> for Stopped {
    fn from(error: std::io::Error) -> Self {
        Self::not_done(error.to_string())
    }
}

/// Carries a command out. The store is closed whatever comes of it.
///
/// # Errors
/// Why it stopped.
pub async fn run(cli: Cli) -> Result<(), Stopped> {
    let Cli { command, common } = cli;
    let quiet = !matches!(command, Command::OnRegister(OnRegister::Serve(_))) && common.log.is_empty();
    log::start(if quiet { "error,tower_sessions=off" } else { &common.log });
    let command = match command {
        Command::Offline(command) => return offline::run(&command),
        Command::OnRegister(command) => command,
    };
    let store = Store::open(&common.database, Clock::Machine).await?;
    let done = carry_out(command, &common, &store).await;
    store.close().await;
    done
}

async fn carry_out(command: OnRegister, common: &Common, store: &Store) -> Result<(), Stopped> {
    match command {
        OnRegister::Serve(options) => serve(store, common, &options).await,
        OnRegister::Init(options) => init(store, &options).await,
        OnRegister::User(User::Add(options)) => add(store, &options).await,
        OnRegister::User(User::Password { username, password_stdin }) => {
            new_password(store, &username, password_stdin).await
        }
        OnRegister::Verify { keys } => verify::run(store, &FileStore::open(&common.files)?, keys.as_deref()).await,
        OnRegister::Sign { signing, replacing } => {
            let signing = signing.signing().map_err(Stopped::not_done)?;
            let signing = signing.ok_or_else(|| Stopped::not_done("--signing-key is missing"))?;
            heads::sign(store, &signing, &replacing).await
        }
        OnRegister::Backup { file } => backups::backup(store, &file).await,
        OnRegister::Restore { file } => backups::restore(store, &file).await,
        OnRegister::Export(options) => take_out::run(store, &options).await,
        OnRegister::Mail(options) => mail(store, &options).await,
    }
}

async fn serve(store: &Store, common: &Common, options: &Serve) -> Result<(), Stopped> {
    let max_file = options.max_file * 1_000_000;
    let (mail, url) = (options.mail.mail().map_err(Stopped::not_done)?, options.mail.url().map_err(Stopped::not_done)?);
    let letters = mail.is_some();
    let signing = options.signing.signing().map_err(Stopped::not_done)?;
    let signs = signing.is_some();
    let behind_tls = options.behind_tls;
    let settings = SiteSettings { behind_tls, max_file, url, mail, signing, ..SiteSettings::local(&common.files) };
    if options.demo {
        for (username, password) in demo::prepare(store).await? {
            println!("  {username:<12} {password}");
        }
    } else {
        catalogue::load(store).await?;
    }
    let site = Site::new(store.clone(), settings)?;
    if !site.has_accounts().await? {
        println!("There are no accounts yet. Stop, run `riskbild init`, and start again.");
        println!("Det finns inga konton än. Stoppa, kör `riskbild init` och starta igen.");
    }
    let listener = TcpListener::bind(options.listen)
        .await
        .map_err(|error| Stopped::not_done(format!("can't listen on {}: {error}", options.listen)))?;
    let stop = serve::asked_to_stop();
    if !letters {
        tracing::info!("no mail server is told (--smtp), so no letters are sent");
    }
    if !signs {
        tracing::info!("no key is told (--signing-key), so the journal's head is not signed");
    }
    tracing::info!(listen = %listener.local_addr()?, demo = options.demo, letters, signs, "serving");
    serve::run(listener, &site, stop).await?;
    tracing::info!("stopped");
    Ok(())
}

async fn mail(store: &Store, options: &MailRound) -> Result<(), Stopped> {
    let mail = options.mail.mail().map_err(Stopped::not_done)?;
    let mail = mail.ok_or_else(|| Stopped::not_done("--smtp is missing: where letters are to be sent through"))?;
    let tally = match options.at {
        Some(moment) => reminder::run(&store.with_clock(Clock::fixed(moment)), &mail).await?,
        None => reminder::run(store, &mail).await?,
    };
    println!("{} sent, {} not accepted, {} without an answer", tally.sent, tally.refused, tally.unsure);
    if tally.refused + tally.unsure > 0 {
        return Err(Stopped::not_done("not every letter was sent; the log says how far they came"));
    }
    Ok(())
}

async fn init(store: &Store, options: &Init) -> Result<(), Stopped> {
    if store.has_accounts().await? {
        return Err(Stopped::not_done("there are accounts already; nothing was changed. Use `riskbild user add`"));
    }
    let people = [
        (&options.admin, &options.admin_name, Role::Admin),
        (&options.coordinator, &options.coordinator_name, Role::Coordinator),
    ];
    let mut made = Vec::new();
    for (username, name, role) in people {
        let draft = Draft::default().with("name", name.as_str()).with("role", role.code());
        made.push((username_key(username)?, draft, Password::ask(username, options.password_stdin)?));
    }
    catalogue::load(store).await?;
    for (key, draft, password) in made {
        create(store, &key, draft).await?;
        password.set(store, key.as_str()).await?;
    }
    Ok(())
}

async fn add(store: &Store, options: &UserAdd) -> Result<(), Stopped> {
    let key = username_key(&options.username)?;
    let draft = Draft::default()
        .with("name", options.name.as_str())
        .with("role", Role::from(options.role).code())
        .with("functions", options.functions.join("\n"))
        .with("from", options.from.as_str())
        .with("to", options.to.as_str())
        .with("frameworks", options.frameworks.as_str());
    // Before a password is asked for.
    Account::read(&draft).map_err(|errors| AppError::Invalid { errors })?;
    let password = Password::ask(key.as_str(), options.password_stdin)?;
    create(store, &key, draft).await?;
    password.set(store, key.as_str()).await
}

async fn new_password(store: &Store, username: &str, from_stdin: bool) -> Result<(), Stopped> {
    if store.credential(username).await?.is_none() {
        return Err(Stopped::not_done(format!("there is no account {username}")));
    }
    Password::ask(username, from_stdin)?.set(store, username).await
}

/// Adds an account, as the register itself: whoever runs the program holds the database anyway.
async fn create(store: &Store, key: &Key, draft: Draft) -> Result<(), Stopped> {
    let command = Change {
        id: ids::fresh(),
        action: Action::Create,
        kind: Kind::Account,
        key: Some(key.clone()),
        rev: None,
        draft,
        reason: String::new(),
    };
    store.commit(&Actor::system(), &command).await?;
    Ok(())
}

fn username_key(username: &str) -> Result<Key, Stopped> {
    Account::username(username)
        .ok_or_else(|| Stopped::not_done(format!("{username:?} can't be a name: use letters, digits, hyphen or dot")))
}

/// A password to be set.
enum Password {
    /// Told by whoever runs the program.
    Told(String),
    /// Made here, to be printed.
    Made(String),
}

impl Password {
    /// Reads or asks for one; an empty answer on a terminal, or no terminal, makes one.
    fn ask(username: &str, from_stdin: bool) -> Result<Self, Stopped> {
        let told = if from_stdin {
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line)?;
            line.trim_end_matches(['\r', '\n']).to_owned()
        } else if std::io::stdin().is_terminal() {
            rpassword::prompt_password(format!("Password for {username} (empty: one is made): "))?
        } else {
            String::new()
        };
        if told.is_empty() && !from_stdin {
            return Ok(Self::Made(passwords::generated()));
        }
        passwords::check("password", &told)?;
        Ok(Self::Told(told))
    }

    async fn set(self, store: &Store, username: &str) -> Result<(), Stopped> {
        let (Self::Told(password) | Self::Made(password)) = &self;
        store.set_password(username, &passwords::hash(password)?).await?;
        match &self {
            Self::Made(password) => println!("  {username:<12} {password}"),
            Self::Told(_) => println!("  {username:<12} (as given)"),
        }
        std::io::stdout().flush()?;
        Ok(())
    }
}
