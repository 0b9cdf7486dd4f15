//! A form as it was sent, and what becomes of it.

use crate::api::Saved;
use crate::context::FormState;
use domain::account::Account;
use domain::query::encode;
use domain::secrecy::provision_lines;
use domain::{Action, Actor, AppError, Command, Draft, ErrorCode, Key, Kind};
use store::Store;

/// What the form of a new measure says of the control that it follows up. No field of the measure: the control points at it.
pub const FOLLOWS: &str = "follows";

/// A form as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sent {
    /// What is to be done, as a code.
    pub action: String,
    /// To which kind of record, as a code.
    pub kind: String,
    /// To which record; empty for a new one.
    pub key: String,
    /// The revision it was decided on; empty where that doesn't matter.
    pub rev: String,
    /// The command's id.
    pub command_id: String,
    /// Why.
    pub reason: String,
    /// Where to go afterwards: a path of this site, where `:key` stands for the record.
    pub next: String,
    /// What was typed.
    pub draft: Draft,
}

impl Sent {
    /// Reads a form's fields, as a browser sends them by itself.
    #[must_use]
    pub fn read(pairs: &[(String, String)]) -> Self {
        let mut sent = Self::default();
        for (name, value) in pairs {
            let value = value.clone();
            match name.as_str() {
                "action" => sent.action = value,
                "kind" => sent.kind = value,
                "key" => sent.key = value,
                "rev" => sent.rev = value,
                "command_id" => sent.command_id = value,
                "reason" => sent.reason = value,
                "next" => sent.next = value,
                other => {
                    if let Some(field) = other.strip_prefix("fields[").and_then(|rest| rest.strip_suffix(']')) {
                        sent.draft.set(field, value);
                    }
                }
            }
        }
        sent.draft = gathered(sent.draft);
        sent
    }

    /// The form to be shown again, with why it wasn't carried out. None when it isn't a form of ours.
    #[must_use]
    pub fn state(&self, error: Option<AppError>) -> Option<FormState> {
        Some(FormState {
            action: Action::from_code(&self.action)?,
            kind: Kind::from_code(&self.kind)?,
            key: self.key.clone(),
            rev: self.rev.clone(),
            command_id: self.command_id.clone(),
            draft: self.draft.clone(),
            reason: self.reason.clone(),
            error,
        })
    }

    /// The command that it asks for.
    ///
    /// # Errors
    /// `Invalid` and `NotFound` when it doesn't name what there is.
    pub fn command(&self) -> Result<Command, AppError> {
        let unknown = || AppError::Invalid { errors: Vec::new() };
        let rev = match self.rev.as_str() {
            "" => None,
            rev => Some(rev.parse().map_err(|_| unknown())?),
        };
        let action = Action::from_code(&self.action).ok_or_else(unknown)?;
        let kind = Kind::from_code(&self.kind).ok_or_else(unknown)?;
        let mut draft = self.draft.clone();
        draft.0.remove(FOLLOWS);
        let asked = super::key_field(action, kind).and_then(|field| draft.0.remove(field.name));
        let key = match (asked, self.key.as_str()) {
            (Some(name), _) if !name.trim().is_empty() => Some(Account::username(&name).ok_or_else(|| {
                AppError::field("key", ErrorCode::UnknownKey { given: name.chars().take(80).collect() })
            })?),
            (_, "") => None,
            (_, key) => Some(Key::parse(key).map_err(|_| AppError::NotFound)?),
        };
        Ok(Command { id: self.command_id.clone(), action, kind, key, rev, draft, reason: self.reason.clone() })
    }

    /// What makes the control that a new measure follows up point at it. Sent again it is the same command.
    fn follow_up(&self, saved: &Saved) -> Option<Command> {
        let control = Key::parse(self.draft.get(FOLLOWS)).ok().filter(|key| key.kind() == Kind::Control)?;
        let made = saved.key.kind() == Kind::Measure && self.action == Action::Create.code();
        made.then(|| Command {
            id: format!("{}-f", self.command_id),
            action: Action::Link,
            kind: Kind::Control,
            key: Some(control),
            rev: None,
            draft: Draft::default().with("to", saved.key.as_str()),
            reason: String::new(),
        })
    }

    /// Where to go afterwards, with word of what was done.
    fn destination(&self, saved: &Saved) -> String {
        let local = self.next.starts_with('/') && !self.next.starts_with("//") && !self.next.contains('\\');
        let next = if local { self.next.replace(":key", &encode(saved.key.as_str())) } else { "/".to_owned() };
        let (path, anchor) = next.split_once('#').unwrap_or((&next, ""));
        let joint = if path.contains('?') { '&' } else { '?' };
        let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
        // The revision makes each address new, so that a page already on it is drawn again.
        // A key tells its kind where the register gives it; of others it has to be told.
        let kind = if saved.key.kind().code() == self.kind { String::new() } else { format!("&typ={}", self.kind) };
        format!("{path}{joint}klart={}&vad={}{kind}&v={}{anchor}", self.action, encode(saved.key.as_str()), saved.rev)
    }
}

/// Gathers what was sent one by one under the field it belongs to: ticked boxes, `secrecy_fields.cause=on`, as `cause`, and
/// provisions of single fields, `secrecy_own.cause=OSL …`, as `cause: OSL …`.
#[must_use]
pub fn gathered(draft: Draft) -> Draft {
    let (parts, mut rest): (Vec<_>, Vec<_>) = draft.0.into_iter().partition(|(name, _)| name.contains('.'));
    for (name, text) in parts {
        let Some((field, part)) = name.split_once('.').filter(|_| !text.trim().is_empty()) else { continue };
        let (joint, said) = if field == OWN {
            ("\n", provision_lines([(part, text.split_whitespace().collect::<Vec<_>>().join(" ").as_str())]))
        } else {
            (", ", part.to_owned())
        };
        match rest.iter_mut().find(|(known, _)| known == field) {
            Some((_, values)) => {
                values.push_str(joint);
                values.push_str(&said);
            }
            None => rest.push((field.to_owned(), said)),
        }
    }
    Draft(rest.into_iter().collect())
}

/// The field of a form that holds the provisions of single fields.
const OWN: &str = "secrecy_own";

/// Carries a form out: what was saved, and where to go.
///
/// # Errors
/// As [`Store::commit`].
pub async fn carry_out(store: &Store, actor: &Actor, sent: &Sent) -> Result<(Saved, String), AppError> {
    let mut saved = None;
    for command in sent.command()?.each() {
        let receipt = store.commit(actor, &command).await?;
        saved = Some(Saved { key: receipt.key, rev: receipt.rev });
    }
    let saved = saved.ok_or(AppError::NotFound)?;
    if let Some(command) = sent.follow_up(&saved)
        && store.commit(actor, &command).await.is_err()
    {
        // The measure is there all the same, and on its page one sees that no control points at it.
        let next = Sent { next: format!("{}/:key", saved.key.kind().path()), ..sent.clone() }.destination(&saved);
        return Ok((saved, next));
    }
    let next = sent.destination(&saved);
    Ok((saved, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(next: &str) -> String {
        let sent = Sent { action: "create".into(), kind: "risk".into(), next: next.into(), ..Sent::default() };
        sent.destination(&Saved { key: Key::parse("RSK-07").unwrap(), rev: 1 })
    }

    #[test]
    fn only_paths_of_this_site() {
        assert_eq!(sent("/risker/:key"), "/risker/RSK-07?klart=create&vad=RSK-07&v=1");
        assert_eq!(sent("/risker?sida=2#lista"), "/risker?sida=2&klart=create&vad=RSK-07&v=1#lista");
        for elsewhere in ["https://example.org", "//example.org", "/\\example.org", ""] {
            assert!(sent(elsewhere).starts_with("/?"), "{elsewhere}");
        }
    }

    #[test]
    fn what_is_sent_part_by_part_is_one_field() {
        let draft = Draft::default()
            .with("fields", "x")
            .with("secrecy_fields.cause", "on")
            .with("secrecy_fields.event", "on")
            .with("secrecy_own.cause", "OSL 18 kap.\r\n13 §")
            .with("secrecy_own.event", "OSL 18 kap. 8 b §");
        let gathered = gathered(draft);
        assert_eq!(gathered.get("secrecy_fields"), "cause, event");
        assert_eq!(gathered.get("secrecy_own"), "cause: OSL 18 kap. 13 §\nevent: OSL 18 kap. 8 b §");
    }

    #[test]
    fn a_new_account_goes_by_the_name_that_was_typed() {
        let typed = |name: &str| {
            let pairs = [("action", "create"), ("kind", "account"), ("command_id", "c-1"), ("fields[key]", name)];
            Sent::read(&pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
        };
        let command = typed("it.drift").command().unwrap();
        assert_eq!((command.key, command.draft), (Key::parse("it.drift").ok(), Draft::default()));
        assert_eq!(typed("").command().unwrap().key, None);
        assert!(matches!(typed("it/drift").command(), Err(AppError::Invalid { .. })));
        let saved = Saved { key: Key::parse("it.drift").unwrap(), rev: 1 };
        assert_eq!(typed("it.drift").destination(&saved), "/?klart=create&vad=it.drift&typ=account&v=1");
    }
}
