//! Handing letters to a mail server, in two steps: everything up to its leave to send the content, and the content.
//!
//! What fails in the first step has certainly not been accepted and may be tried again. What fails without an answer in
//! the second may have been accepted, and is never sent again: a letter too few is better than the same one twice. The
//! library's own way of sending makes no such difference, so its connection is driven step by step.
//!
//! Both steps block, and every wait in them has an end. A server's own words are never passed on, for they repeat
//! addresses.

use lettre::address::Envelope;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, SUBMISSION_PORT, SUBMISSIONS_PORT};
use percent_encoding::percent_decode_str;
use std::fmt;
use std::net::IpAddr;
use std::time::Duration;
use url::Url;

/// Seconds to wait for an answer on the way to sending, when the address doesn't say.
const PATIENCE: u64 = 20;
/// Longest wait for the answer to the content: the server may look it through before it takes it on.
const PATIENCE_LAST: Duration = Duration::from_secs(120);
/// Longest wait for a farewell, which changes nothing.
const PATIENCE_FAREWELL: Duration = Duration::from_secs(2);

/// A mail server.
pub struct Smtp {
    host: String,
    port: u16,
    security: Security,
    hello: ClientId,
    credentials: Option<Credentials>,
    patience: Duration,
}

enum Security {
    /// None: a server on this very machine, or one that is trusted with the net between.
    Plain,
    /// Asked for, and refused when there is none.
    Upgraded(TlsParameters),
    /// From the first byte.
    Wrapped(TlsParameters),
}

/// How far a letter came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The server couldn't be reached, or didn't want to be talked to.
    Server,
    /// It didn't take the recipient.
    Recipient,
    /// It didn't take the content.
    Content,
}

impl Stage {
    /// For the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Recipient => "recipient",
            Self::Content => "content",
        }
    }
}

/// That a letter wasn't accepted: nobody will get it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// How far it came.
    pub stage: Stage,
    /// The server's code, when it gave one.
    pub code: Option<u16>,
}

impl Refused {
    /// Whether trying again would be refused as well: the server knows no such recipient, or wants no such content.
    #[must_use]
    pub fn for_good(self) -> bool {
        self.stage != Stage::Server && self.code.is_some_and(|code| code >= 500)
    }
}

/// What became of a letter whose content was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The server has it.
    Accepted,
    /// It doesn't want it.
    Refused(Refused),
    /// It didn't say.
    Unsure,
}

/// A connection that waits for a letter's content.
pub struct Opened(SmtpConnection);

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp({}:{})", self.host, self.port)
    }
}

impl Smtp {
    /// Reads an address: `smtps://USER:PASSWORD@HOST:PORT`, `smtp://…?tls=required`, or `smtp://HOST:PORT` without TLS;
    /// with `timeout=SECONDS` for how long each answer is waited for. `hello` is the name of this machine as the server is told it.
    ///
    /// # Errors
    /// What is wrong; never the password.
    pub fn read(address: &str, hello: &str) -> Result<Self, String> {
        let url =
            Url::parse(address).map_err(|_| "it isn't an address as smtps://USER:PASSWORD@HOST:PORT".to_owned())?;
        let name = url.host_str().filter(|name| !name.is_empty()).ok_or("it names no host")?.trim_matches(['[', ']']);
        let find =
            |wanted: &str| url.query_pairs().find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned());
        let tls = find("tls");
        let patience = find("timeout").map_or(Ok(PATIENCE), |text| text.parse());
        let patience = patience.ok().filter(|seconds| (1..=300).contains(seconds));
        let patience = patience.ok_or("its timeout is to be from 1 to 300 seconds")?;
        let parameters = || TlsParameters::new(name.to_owned()).map_err(|_| "TLS can't be set up for it".to_owned());
        let (security, port) = match (url.scheme(), tls.as_deref()) {
            ("smtps", None) => (Security::Wrapped(parameters()?), SUBMISSIONS_PORT),
            ("smtp", Some("required")) => (Security::Upgraded(parameters()?), SUBMISSION_PORT),
            ("smtp", None) => (Security::Plain, 25),
            _ => return Err("it is to begin with smtps:// or smtp://, and may end with ?tls=required".to_owned()),
        };
        let credentials = match url.password() {
            Some(_) if matches!(security, Security::Plain) && !here(name) => {
                return Err("a password isn't sent without TLS: use smtps:// or ?tls=required".to_owned());
            }
            Some(password) => Some(Credentials::new(decoded(url.username())?, decoded(password)?)),
            None => None,
        };
        let (port, hello) = (url.port().unwrap_or(port), ClientId::Domain(hello.to_owned()));
        Ok(Self { host: name.to_owned(), port, security, hello, credentials, patience: Duration::from_secs(patience) })
    }

    /// Goes as far as the server's leave to send a letter's content. Blocks.
    ///
    /// # Errors
    /// Why it can't be sent now. Nothing has been accepted.
    pub fn open(&self, envelope: &Envelope) -> Result<Opened, Refused> {
        let mut connection = self.connect().map_err(|error| refused(Stage::Server, &error))?;
        let from = Mail::new(envelope.from().cloned(), Vec::new());
        connection.command(from).map_err(|error| refused(Stage::Server, &error))?;
        for to in envelope.to() {
            let to = Rcpt::new(to.clone(), Vec::new());
            connection.command(to).map_err(|error| refused(Stage::Recipient, &error))?;
        }
        connection.command(Data).map_err(|error| refused(Stage::Server, &error))?;
        Ok(Opened(connection))
    }

    fn connect(&self) -> Result<SmtpConnection, Error> {
        let server = (self.host.as_str(), self.port);
        let wrapped = match &self.security {
            Security::Wrapped(parameters) => Some(parameters),
            Security::Plain | Security::Upgraded(_) => None,
        };
        let mut connection = SmtpConnection::connect(server, Some(self.patience), &self.hello, wrapped, None)?;
        if let Security::Upgraded(parameters) = &self.security {
            connection.starttls(parameters, &self.hello)?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials)?;
        }
        Ok(connection)
    }
}

impl Opened {
    /// Hands the content over. Blocks.
    #[must_use]
    pub fn hand_over(mut self, content: &[u8]) -> Outcome {
        // A wait that can't be set stays as it was, which is shorter.
        let _ = self.0.set_timeout(Some(PATIENCE_LAST));
        match self.0.message(content) {
            Ok(_) => {
                // The letter is the server's now, whatever becomes of the connection.
                if self.0.set_timeout(Some(PATIENCE_FAREWELL)).is_ok() {
                    let _ = self.0.quit();
                }
                Outcome::Accepted
            }
            Err(error) if error.status().is_some() => Outcome::Refused(refused(Stage::Content, &error)),
            Err(_) => Outcome::Unsure,
        }
    }
}

fn refused(stage: Stage, error: &Error) -> Refused {
    Refused { stage, code: error.status().map(u16::from) }
}

/// Whether a host is this very machine.
fn here(name: &str) -> bool {
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn decoded(text: &str) -> Result<String, String> {
    let decoded = percent_decode_str(text).decode_utf8();
    Ok(decoded.map_err(|_| "its user or password can't be read".to_owned())?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> Result<Smtp, String> {
        Smtp::read(address, "risk.example.se")
    }

    #[test]
    fn a_mail_server_is_read_from_its_address() {
        let smtp = read("smtps://riskbild:hem%40ligt@mail.example.se").unwrap();
        assert_eq!((smtp.host.as_str(), smtp.port), ("mail.example.se", 465));
        assert!(matches!(smtp.security, Security::Wrapped(_)) && smtp.credentials.is_some());
        let smtp = read("smtp://mail.example.se?tls=required").unwrap();
        assert!(matches!(smtp.security, Security::Upgraded(_)) && smtp.port == 587 && smtp.credentials.is_none());
        let smtp = read("smtp://a:b@127.0.0.1:2525").unwrap();
        assert!(matches!(smtp.security, Security::Plain) && smtp.port == 2525);
        assert_eq!(read("smtp://127.0.0.1?timeout=5").unwrap().patience, Duration::from_secs(5));
        assert!(read("smtp://127.0.0.1?timeout=0").is_err() && read("smtp://127.0.0.1?timeout=x").is_err());
    }

    #[test]
    fn a_password_goes_nowhere_without_tls_and_into_no_message() {
        for wrong in ["smtp://a:hemligt@mail.example.se", "http://a:hemligt@x", "smtps://a:hemligt@x?tls=no", "hemligt"]
        {
            let told = read(wrong).unwrap_err();
            assert!(!told.contains("hemligt"), "{told}");
        }
        assert!(!format!("{:?}", read("smtps://a:hemligt@mail.example.se").unwrap()).contains("hemligt"));
    }

    #[test]
    fn only_what_will_not_change_is_refused_for_good() {
        let refused = |stage, code| Refused { stage, code }.for_good();
        assert!(refused(Stage::Recipient, Some(550)) && refused(Stage::Content, Some(554)));
        assert!(!refused(Stage::Recipient, Some(450)) && !refused(Stage::Recipient, None));
        assert!(!refused(Stage::Server, Some(535)), "a wrong password of ours is put right by whoever runs the server");
    }
}
