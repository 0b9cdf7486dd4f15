//! How letters are sent: through which server, from whom, and where their links lead.

use super::letter::Written;
use super::smtp::Smtp;
use chrono::{DateTime, Utc};
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, Message, MultiPart, SinglePart};
use lettre::{Address, error::Error};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::SystemTime;
use url::Url;

/// What letters need.
#[derive(Debug, Clone)]
pub struct Mail {
    /// The mail server.
    pub smtp: Arc<Smtp>,
    /// Who letters are from.
    from: Mailbox,
    /// The address of the site, without a slash at the end.
    pub url: String,
}

impl Mail {
    /// Reads what was told at start.
    ///
    /// # Errors
    /// What is wrong with it; never a password.
    pub fn read(smtp: &str, from: &str, url: &str) -> Result<Self, String> {
        let from: Mailbox = from.parse().map_err(|_| format!("--mail-from: {from:?} is not an address"))?;
        let url = public_url(url)?;
        let smtp = Smtp::read(smtp, from.email.domain()).map_err(|wrong| format!("--smtp: {wrong}"))?;
        Ok(Self { smtp: Arc::new(smtp), from, url })
    }

    /// A letter as the mail server gets it. `name` is what tells it from every other, so that it has the same id however
    /// often it is tried; `stop` is the address that turns such letters off.
    ///
    /// # Errors
    /// When the address can't be written to.
    pub fn message(
        &self,
        name: &str,
        to: &str,
        letter: &Written,
        stop: &str,
        now: DateTime<Utc>,
    ) -> Result<Message, Error> {
        let to: Address = to.parse().map_err(|_| Error::MissingTo)?;
        let hash = hex::encode(Sha256::digest(format!("{}\n{name}", self.url).as_bytes()));
        let id = format!("<{}@{}>", &hash[..32], self.from.email.domain());
        let header = |name, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject.as_str())
            .date(SystemTime::from(now))
            .message_id(Some(id))
            .raw_header(header("Content-Language", letter.language))
            // Turned off with one press in the mail program (RFC 2369, RFC 8058).
            .raw_header(header("List-Unsubscribe", &format!("<{stop}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
            // No machine should answer it: the standard's way (RFC 3834), and Exchange's.
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("X-Auto-Response-Suppress", "All"))
            .multipart(
                MultiPart::alternative()
                    .singlepart(part(ContentType::TEXT_PLAIN, &letter.text)?)
                    .singlepart(part(ContentType::TEXT_HTML, &letter.html)?),
            )
    }
}

/// One form of a letter. Always quoted-printable: left to itself the library chooses by the words, and what is nearly
/// readable as it travels is less of a riddle to filters.
fn part(kind: ContentType, text: &str) -> Result<SinglePart, Error> {
    let body = Body::new_with_encoding(text.to_owned(), ContentTransferEncoding::QuotedPrintable);
    Ok(SinglePart::builder().header(kind).body(body.map_err(|_| Error::NonAsciiChars)?))
}

/// The address people reach the site at, without a slash at the end.
///
/// # Errors
/// What is wrong with it.
pub fn public_url(text: &str) -> Result<String, String> {
    let wrong = || format!("--public-url: {text:?} is not an address as https://risk.example.se");
    let url = Url::parse(text).map_err(|_| wrong())?;
    let bare = url.query().is_none() && url.fragment().is_none() && url.path() == "/" && url.username().is_empty();
    if !matches!(url.scheme(), "http" | "https") || !bare || url.host().is_none() {
        return Err(wrong());
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Written {
        Written {
            subject: "Riskbild vecka 48. Försenat: 3".to_owned(),
            text: "Hej åäö\n.\nslut\n".to_owned(),
            html: "<p>Hej åäö</p>".to_owned(),
            language: "sv",
        }
    }

    #[test]
    fn a_letter_has_the_headers_that_mail_programs_look_for() {
        let mail =
            Mail::read("smtp://127.0.0.1:25", "Riskbild <riskbild@example.se>", "https://risk.example.se/").unwrap();
        let stop = format!("{}/epost/avsluta-veckobrev/{}", mail.url, "0".repeat(32));
        let now = "2026-11-23T06:00:00Z".parse().unwrap();
        let made = |name| mail.message(name, "funktion@example.se", &letter(), &stop, now).unwrap();
        let told = String::from_utf8(made("digest/2026-11-23/a").formatted()).unwrap();
        let headers: Vec<&str> = told.split("\r\n\r\n").next().unwrap().split("\r\n").collect();
        for line in [
            "Date: Mon, 23 Nov 2026 06:00:00 +0000",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "Auto-Submitted: auto-generated",
            "Content-Language: sv",
            "To: funktion@example.se",
        ] {
            assert!(headers.contains(&line), "{line}: {headers:#?}");
        }
        assert!(told.is_ascii() && told.replace("\r\n ", " ").contains(&format!("List-Unsubscribe: <{stop}>")));
        assert!(told.contains("multipart/alternative") && told.contains("text/plain") && told.contains("text/html"));
        let id = |message: &Message| message.headers().get_raw("Message-ID").unwrap().to_owned();
        assert_eq!(id(&made("digest/2026-11-23/a")), id(&made("digest/2026-11-23/a")));
        assert_ne!(id(&made("digest/2026-11-23/a")), id(&made("digest/2026-11-30/a")));
    }

    #[test]
    fn what_is_told_at_start_is_looked_through() {
        assert_eq!(public_url("https://risk.example.se/").as_deref(), Ok("https://risk.example.se"));
        assert_eq!(public_url("http://127.0.0.1:3000").as_deref(), Ok("http://127.0.0.1:3000"));
        for wrong in ["risk.example.se", "ftp://x", "https://x/y", "https://x?y", "https://a:b@x", ""] {
            assert!(public_url(wrong).is_err(), "{wrong}");
        }
        assert!(Mail::read("smtp://127.0.0.1", "ingen adress", "https://x").is_err());
    }
}
