//! The command line.

use crate::heads::Signing;
use crate::offline::Offline;
use crate::reminder::{Mail, public_url};
use app::i18n::Lang;
use chrono::{DateTime, NaiveDateTime, Utc};
use clap::builder::FalseyValueParser;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use domain::{Register, Role};
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use store::clock;

/// What follows the help: what the program answers with.
const EXIT: &str = "\
Exit codes:
  0  done
  1  not done, or `verify` found faults; why is told on standard error
  2  wrong usage
  3  the database can't be opened: unreachable, in use, or with another schema

Every option can be given in the environment instead, as RISKBILD_… in capitals: RISKBILD_DATABASE, RISKBILD_LISTEN.
The log is JSON lines on standard error and holds no names, texts or secrets.

På svenska: `riskbild serve` startar, `riskbild init` skapar de första kontona, `riskbild verify` prövar journalen.";

/// Riskbild: a register of risks, measures, controls, requirements and evidence.
///
/// Every change is an entry in a journal that can be verified; the register is its current state, and can be seen as it
/// stood on any earlier day.
///
/// På svenska: register över risker, åtgärder, kontroller, krav och evidens, med journal.
#[derive(Debug, Parser)]
#[command(name = "riskbild", version, after_help = EXIT, disable_help_subcommand = true)]
pub struct Cli {
    /// What is to be done.
    #[command(subcommand)]
    pub command: Command,
    /// Where and how.
    #[command(flatten)]
    pub common: Common,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// The database: surrealkv://PATH (embedded, on disk), mem:// (gone at the end), or ws://root:PASSWORD@HOST:PORT.
    #[arg(long, global = true, env = "RISKBILD_DATABASE", value_name = "URL", hide_env_values = true)]
    #[arg(default_value = "surrealkv://data/riskbild")]
    pub database: String,
    /// Where evidence files are kept: a folder, or s3://BUCKET/PREFIX with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
    /// AWS_REGION and, for other services than Amazon's, AWS_ENDPOINT in the environment.
    #[arg(long, global = true, env = "RISKBILD_FILES", value_name = "DIR", default_value = "data/files")]
    pub files: String,
    /// What is logged: error, warn, info, debug, or by part as in `info,store=debug`.
    #[arg(
        long,
        global = true,
        env = "RISKBILD_LOG",
        value_name = "FILTER",
        default_value = "",
        hide_default_value = true
    )]
    pub log: String,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Without a register.
    #[command(flatten)]
    Offline(Offline),
    /// With one.
    #[command(flatten)]
    OnRegister(OnRegister),
}

/// What can be done with a register.
#[derive(Debug, Subcommand)]
pub enum OnRegister {
    /// Serve the register until told to stop (SIGTERM or Ctrl-C). Startar registret.
    Serve(Serve),
    /// Make the first administrator and the first coordinator. Skapar de första kontona.
    ///
    /// Refuses when there are accounts already. Asks for passwords on a terminal; an empty answer, or no terminal, makes
    /// one and prints it once.
    Init(Init),
    /// Add an account, or give one a new password. Lägger till konton och byter lösenord.
    #[command(subcommand)]
    User(User),
    /// Prove that every record is what the journal says; exit 1 with a list when not. Prövar journalen.
    ///
    /// Signed heads are compared with the journal as it was at their length, and their signatures with the keys given; evidence
    /// files (--files) with their SHA-256.
    Verify {
        /// File of public keys, one a line, as `riskbild key` prints them.
        #[arg(long, env = "RISKBILD_PUBLIC_KEYS", value_name = "FILE")]
        keys: Option<PathBuf>,
    },
    /// Sign the journal's head now. Signerar journalens huvud.
    ///
    /// The server does this by itself: every hour that something was written, at every decision and every export.
    ///
    /// When the key was replaced, the first head that the new one signs says so: with --old-key, which signs it too, so that whoever
    /// trusts the old key can trust the new one; with --lost-key when the old one is gone, and then they have to ask you.
    Sign {
        /// The key that signs.
        #[command(flatten)]
        signing: SigningOptions,
        /// The key that it takes the place of.
        #[command(flatten)]
        replacing: Replacing,
    },
    /// Write a backup of the whole register to a file. Säkerhetskopierar.
    Backup {
        /// The file; it must not exist.
        file: PathBuf,
    },
    /// Read a backup into an empty database, and verify it. Återställer i en tom databas.
    Restore {
        /// The file.
        file: PathBuf,
    },
    /// Take a register out as a file, with everything in it. Tar ut ett register som fil.
    Export(Export),
    /// Send the letters that are due now, and end. Skickar påminnelser som ska gå nu.
    ///
    /// The server does this by itself every minute; this is for those who would rather have it done by a timer. Nothing
    /// is sent twice, whoever sends.
    Mail(MailRound),
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Address and port to listen on.
    #[arg(long, env = "RISKBILD_LISTEN", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// Fill an empty database with demo content and print the demo accounts' passwords. Never with real content.
    #[arg(long, env = "RISKBILD_DEMO", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    pub demo: bool,
    /// Most megabytes of an evidence file.
    #[arg(long, env = "RISKBILD_MAX_FILE", value_name = "MB", default_value_t = 50)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=4096))]
    pub max_file: u64,
    /// People reach it over TLS, through a proxy that sets X-Forwarded-For: the session cookie becomes `__Host-` and
    /// Secure, and HSTS is sent.
    #[arg(long, alias = "secure-cookie", env = "RISKBILD_BEHIND_TLS", action = ArgAction::SetTrue)]
    #[arg(value_parser = FalseyValueParser::new())]
    pub behind_tls: bool,
    /// How letters are sent.
    #[command(flatten)]
    pub mail: MailOptions,
    /// How the journal's head is signed.
    #[command(flatten)]
    pub signing: SigningOptions,
}

/// The key that a new one takes the place of.
#[derive(Debug, Clone, Args)]
pub struct Replacing {
    /// File with the key that signed until now.
    #[arg(long, value_name = "FILE", conflicts_with = "lost_key", requires = "because")]
    pub old_key: Option<PathBuf>,
    /// The public key of the one that signed until now, as `riskbild key` printed it, when its file is gone.
    #[arg(long, value_name = "PUBLIC KEY", requires = "because")]
    pub lost_key: Option<String>,
    /// Why it was replaced, in a line. Stands in the signed head, for everyone.
    #[arg(long, value_name = "TEXT")]
    pub because: Option<String>,
}

/// How the journal's head is signed. Without a key it isn't.
#[derive(Debug, Clone, Args)]
pub struct SigningOptions {
    /// File with the key, made by `riskbild key`.
    #[arg(long, env = "RISKBILD_SIGNING_KEY", value_name = "FILE")]
    pub signing_key: Option<PathBuf>,
    /// File that every signed head is added to, for others to fetch and hold.
    #[arg(long, env = "RISKBILD_PUBLISH_HEADS", value_name = "FILE")]
    pub publish_heads: Option<PathBuf>,
}

impl SigningOptions {
    /// How heads are signed, when they are.
    ///
    /// # Errors
    /// What is missing or wrong.
    pub fn signing(&self) -> Result<Option<Signing>, String> {
        match (&self.signing_key, &self.publish_heads) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err("--publish-heads needs --signing-key".to_owned()),
            (Some(key), publish) => Signing::read(key, publish.clone()).map(Some),
        }
    }
}

/// How letters are sent. Without a mail server there are none.
#[derive(Clone, Args)]
pub struct MailOptions {
    /// The mail server: smtps://USER:PASSWORD@HOST, smtp://USER:PASSWORD@HOST?tls=required, or smtp://HOST without TLS.
    #[arg(long, env = "RISKBILD_SMTP", value_name = "URL", hide_env_values = true)]
    #[arg(default_value = "", hide_default_value = true)]
    pub smtp: String,
    /// Who letters are from, as `Riskbild <riskbild@example.se>`.
    #[arg(long, env = "RISKBILD_MAIL_FROM", value_name = "ADDRESS", default_value = "", hide_default_value = true)]
    pub mail_from: String,
    /// The address people reach the site at, for links in letters and calendars: https://risk.example.se.
    #[arg(long, env = "RISKBILD_PUBLIC_URL", value_name = "URL", default_value = "", hide_default_value = true)]
    pub public_url: String,
}

impl MailOptions {
    /// How letters are sent, when they are.
    ///
    /// # Errors
    /// What is missing or wrong.
    pub fn mail(&self) -> Result<Option<Mail>, String> {
        match (self.smtp.is_empty(), self.mail_from.is_empty() || self.public_url.is_empty()) {
            (true, _) => Ok(None),
            (false, true) => Err("--smtp needs --mail-from and --public-url".to_owned()),
            (false, false) => Mail::read(&self.smtp, &self.mail_from, &self.public_url).map(Some),
        }
    }

    /// The address people reach the site at, when it is told.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn url(&self) -> Result<Option<String>, String> {
        if self.public_url.is_empty() { Ok(None) } else { public_url(&self.public_url).map(Some) }
    }
}

impl fmt::Debug for MailOptions {
    /// Without the mail server's address, which holds a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailOptions({}, {})", self.mail_from, self.public_url)
    }
}

/// One round of letters.
#[derive(Debug, Clone, Args)]
pub struct MailRound {
    /// How they are sent.
    #[command(flatten)]
    pub mail: MailOptions,
    /// As if it were this time in Sweden, to try what would be sent then. What is sent counts as sent.
    #[arg(long, value_name = "YYYY-MM-DDTHH:MM", value_parser = time_of_day)]
    pub at: Option<DateTime<Utc>>,
}

/// The first accounts.
#[derive(Debug, Clone, Args)]
pub struct Init {
    /// The administrator's name at sign-in.
    #[arg(long, value_name = "NAME", default_value = "admin")]
    pub admin: String,
    /// What is shown for the administrator.
    #[arg(long, value_name = "FUNCTION", default_value = "Administratör")]
    pub admin_name: String,
    /// The coordinator's name at sign-in.
    #[arg(long, value_name = "NAME", default_value = "samordnare")]
    pub coordinator: String,
    /// What is shown for the coordinator.
    #[arg(long, value_name = "FUNCTION", default_value = "Säkerhetssamordnare")]
    pub coordinator_name: String,
    /// Read both passwords from standard input, the administrator's on the first line.
    #[arg(long)]
    pub password_stdin: bool,
}

/// What can be done to accounts here; the rest is done in the register by an administrator.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Add an account. Lägger till ett konto.
    Add(UserAdd),
    /// Give an account a new password, and end its sessions. Byter lösenord och loggar ut.
    Password {
        /// Name at sign-in.
        username: String,
        /// Read the password from standard input.
        #[arg(long)]
        password_stdin: bool,
    },
}

/// A new account.
#[derive(Debug, Clone, Args)]
pub struct UserAdd {
    /// Name at sign-in.
    pub username: String,
    /// What it may do.
    #[arg(long, value_enum)]
    pub role: RoleArg,
    /// What is shown for it: a function, not a person's name.
    #[arg(long, value_name = "FUNCTION")]
    pub name: String,
    /// A function it acts for; may be given several times. An owner needs at least one.
    #[arg(long = "functions", value_name = "FUNCTION", value_delimiter = ';')]
    pub functions: Vec<String>,
    /// First day it may sign in.
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "", hide_default_value = true)]
    pub from: String,
    /// Last day it may sign in.
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "", hide_default_value = true)]
    pub to: String,
    /// Frameworks an auditor may see, as `nis2,csl`; none means all.
    #[arg(long, value_name = "KEYS", default_value = "", hide_default_value = true)]
    pub frameworks: String,
    /// Read the password from standard input; otherwise it is asked for on a terminal, or made and printed.
    #[arg(long)]
    pub password_stdin: bool,
}

/// A role, by its Swedish or English word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RoleArg {
    /// Keeps the register.
    #[value(alias = "coordinator")]
    Samordnare,
    /// Sees and updates what its functions own.
    #[value(aliases = ["ägare", "owner"])]
    Agare,
    /// Reads.
    #[value(aliases = ["nämndledamot", "member"])]
    Namndledamot,
    /// Reads, and records decisions.
    #[value(aliases = ["nämndsekreterare", "secretary"])]
    Namndsekreterare,
    /// Reads within a window of time and frameworks.
    #[value(alias = "auditor")]
    Revisor,
    /// Accounts and settings.
    Admin,
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Samordnare => Self::Coordinator,
            RoleArg::Agare => Self::Owner,
            RoleArg::Namndledamot => Self::Member,
            RoleArg::Namndsekreterare => Self::Secretary,
            RoleArg::Revisor => Self::Auditor,
            RoleArg::Admin => Self::Admin,
        }
    }
}

/// A register as a file.
///
/// Whoever runs the program holds the database, so nothing is kept from them: secret details stand in the file in plain
/// text, unless a role is named whose view of the register is wanted. Nothing is written to the journal.
#[derive(Debug, Clone, Args)]
pub struct Export {
    /// Which one: risker, atgarder, kontroller, krav, evidens or journal.
    #[arg(value_parser = register)]
    pub register: Register,
    /// Its form.
    #[arg(long, value_enum, default_value_t = Format::Xlsx)]
    pub format: Format,
    /// As it stood when this day ended; now when not given.
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "", hide_default_value = true)]
    pub per: String,
    /// A filter of the list's address, as `status=all` or `kolumner=alla`; may be given several times. With
    /// `ramverk=nis2` the register evidens gives the evidence list.
    #[arg(long = "filter", value_name = "NAME=VALUE", value_parser = pair)]
    pub filters: Vec<(String, String)>,
    /// As someone with this role sees it.
    #[arg(long, value_enum, default_value_t = RoleArg::Samordnare, hide_default_value = true)]
    pub role: RoleArg,
    /// A function that an owner acts for; may be given several times.
    #[arg(long = "functions", value_name = "FUNCTION", value_delimiter = ';')]
    pub functions: Vec<String>,
    /// Language of headings and codes: sv or en.
    #[arg(long, value_name = "LANGUAGE", default_value = "sv", value_parser = language)]
    pub language: Lang,
    /// The file, which is replaced when it is there; standard output when not given.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// A spreadsheet.
    Xlsx,
    /// JSON.
    Json,
    /// PDF, archival and accessible; at most 2,000 rows.
    Pdf,
}

impl From<Format> for export::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Xlsx => Self::Xlsx,
            Format::Json => Self::Json,
            Format::Pdf => Self::Pdf,
        }
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

fn time_of_day(text: &str) -> Result<DateTime<Utc>, String> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok();
    local.and_then(clock::moment).ok_or_else(|| "not a time as 2026-11-23T07:00".to_owned())
}

fn language(text: &str) -> Result<Lang, String> {
    Lang::from_code(text).ok_or_else(|| format!("one of: {}", Lang::CODES.join(", ")))
}

fn register(text: &str) -> Result<Register, String> {
    Register::from_code(text).ok_or_else(|| format!("one of: {}", Register::CODES.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_of_every_command_may_stand_after_it() {
        let cli = Cli::parse_from(["riskbild", "verify", "--database", "mem://"]);
        assert_eq!(cli.common.database, "mem://");
        let cli = Cli::parse_from(["riskbild", "serve", "--listen", "127.0.0.1:0", "--demo", "--secure-cookie"]);
        assert!(matches!(
            cli.command,
            Command::OnRegister(OnRegister::Serve(Serve { demo: true, behind_tls: true, .. }))
        ));
    }

    #[test]
    fn a_mail_server_needs_a_sender_and_the_sites_address_and_its_password_is_never_told() {
        let options = |more: &[&str]| {
            let cli =
                Cli::parse_from([&["riskbild", "mail", "--smtp", "smtps://a:hemligt@mail.example.se"], more].concat());
            let Command::OnRegister(OnRegister::Mail(MailRound { mail, .. })) = cli.command else {
                panic!("another command")
            };
            mail
        };
        let told = options(&[]);
        assert!(told.mail().is_err() && !format!("{told:?}").contains("hemligt"));
        let whole = options(&["--mail-from", "riskbild@example.se", "--public-url", "https://risk.example.se"]);
        assert!(whole.mail().unwrap().is_some());
    }

    #[test]
    fn a_time_is_told_as_in_sweden() {
        assert_eq!(time_of_day("2026-11-23T07:00").unwrap().to_rfc3339(), "2026-11-23T06:00:00+00:00");
        assert!(time_of_day("2026-03-29T02:30").is_err(), "summer time leaves it out");
        assert!(time_of_day("2026-11-23").is_err());
    }

    #[test]
    fn every_role_of_people_can_be_given() {
        let given: Vec<Role> = RoleArg::value_variants().iter().map(|role| Role::from(*role)).collect();
        assert!(Role::PEOPLE.iter().all(|role| given.contains(role)));
    }
}
