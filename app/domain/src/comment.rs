//! Comments on a risk, a measure, a control or what is followed up: plain text by a function, with mentions of others.
//!
//! A comment is never edited; what is wrong in it is put right in a new one. It belongs to what it is about: whoever sees
//! that sees the comment, and where that has a secrecy marking the whole comment is covered by it.

use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::picture::Matter;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// What it is about.
    pub about: Key,
    /// Function that owned that when it was written.
    pub owner: String,
    /// The text.
    pub text: String,
    /// Function of the one who wrote it.
    pub by: String,
    /// When.
    pub date: NaiveDate,
    /// Functions it mentions, in the order they are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<String>,
}

/// What a comment is about, as the rules are told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The record.
    pub key: Key,
    /// Function that owns it.
    pub owner: String,
    /// Whether it is closed.
    pub closed: bool,
}

/// A comment as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownComment {
    /// Its key.
    pub key: Key,
    /// The comment, with its text and mentions taken out where `hidden_by` says why.
    pub comment: Comment,
    /// The provision it is kept under.
    pub hidden_by: Option<String>,
}

impl Comment {
    /// Kinds of record that can be commented on.
    pub const KINDS: [Kind; 11] = [
        Kind::Risk,
        Kind::Measure,
        Kind::Control,
        Kind::Indicator,
        Kind::Assignment,
        Kind::Recommendation,
        Kind::Analysis,
        Kind::Goal,
        Kind::Project,
        Kind::CityMatter,
        Kind::Service,
    ];

    /// The form.
    pub const FIELDS: &'static [Field] =
        &[Field::required("about", Input::Line(64)), Field::required("text", Input::Text(2000))];

    /// Reads the form, by someone who acts as `by`.
    ///
    /// # Errors
    /// Every field error; `UnknownKey` at `about` when there is no such record, `NotNow` at `action` when it is closed.
    pub fn read(
        draft: &Draft,
        matter: &Matter,
        settings: &Settings,
        by: &str,
        today: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let text = reader.required("text", 2000);
        let about = matter.about.as_ref();
        if about.is_none() {
            let given = draft.get("about").chars().take(80).collect();
            reader.error("about", ErrorCode::UnknownKey { given });
        }
        if about.is_some_and(|about| about.closed) {
            reader.error("action", ErrorCode::NotNow);
        }
        let owner = about.map_or("", |about| about.owner.as_str());
        let mentions = mentioned(&text, &settings.functions, owner);
        let value = about.map(|about| Self {
            about: about.key.clone(),
            owner: about.owner.clone(),
            text,
            by: by.to_owned(),
            date: today,
            mentions,
        });
        reader.finish(value)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        Draft::default().with("about", self.about.as_str()).with("text", self.text.as_str())
    }

    /// Takes out what it says.
    pub fn mask(&mut self) {
        self.text.clear();
        self.mentions.clear();
    }

    /// Whether it mentions one of these functions.
    #[must_use]
    pub fn calls(&self, functions: &[String]) -> bool {
        self.mentions.iter().any(|mention| functions.contains(mention))
    }
}

/// Comments that mention one of the functions and that none of them has answered: by writing on the same record since.
/// The comments come in the order they were written.
#[must_use]
pub fn unanswered<'a>(comments: &'a [(Key, Comment)], functions: &[String]) -> Vec<&'a (Key, Comment)> {
    let answered = |place: usize, about: &Key| {
        comments[place + 1..].iter().any(|(_, later)| later.about == *about && functions.contains(&later.by))
    };
    comments
        .iter()
        .enumerate()
        .filter(|(place, (_, one))| {
            one.calls(functions) && !functions.contains(&one.by) && !answered(*place, &one.about)
        })
        .map(|(_, one)| one)
        .collect()
}

/// What stands for the function that owns the record, in both languages.
const OWNER: [&str; 2] = ["ansvarig", "owner"];

/// The functions a text mentions as `@Funktion`: at each `@` the longest that is known, whatever its letters' case, or else
/// the owner of the record where it says so.
fn mentioned<'a>(text: &str, functions: &'a [String], owner: &'a str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (place, _) in text.match_indices('@') {
        let rest = &text[place + 1..];
        let named = functions.iter().map(String::as_str).filter(|function| begins_with(rest, function));
        let longest = named.max_by_key(|function| function.chars().count());
        let meant = longest.or_else(|| OWNER.iter().any(|word| begins_with(rest, word)).then_some(owner));
        if let Some(function) =
            meant.filter(|function| !function.is_empty() && !found.iter().any(|one| one == function))
        {
            found.push(function.to_owned());
        }
    }
    found
}

/// Whether a text begins with a name, as a whole word.
fn begins_with(text: &str, name: &str) -> bool {
    let mut rest = text.chars();
    let same = name.chars().all(|c| rest.next().is_some_and(|other| other.to_lowercase().eq(c.to_lowercase())));
    same && !name.is_empty() && !rest.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn settings() -> Settings {
        let functions = ["Säkerhetssamordnare", "IT", "IT-säkerhetsansvarig", "Arkivansvarig"];
        Settings { functions: functions.map(str::to_owned).to_vec(), ..Settings::default() }
    }

    fn written(text: &str, closed: bool) -> Result<Comment, Vec<FieldError>> {
        let about = About { key: Key::numbered("ATG", 37), owner: "Arkivansvarig".into(), closed };
        let matter = Matter { about: Some(about), ..Matter::default() };
        let draft = Draft::default().with("about", "ATG-37").with("text", text);
        Comment::read(&draft, &matter, &settings(), "Säkerhetssamordnare", date::parse("2026-11-23").unwrap())
    }

    #[test]
    fn the_longest_known_function_is_mentioned_once() {
        let mentions = |text: &str| written(text, false).unwrap().mentions;
        assert_eq!(mentions("@IT-säkerhetsansvarig, se detta."), ["IT-säkerhetsansvarig"]);
        assert_eq!(mentions("@it: och @arkivansvarig! @IT"), ["IT", "Arkivansvarig"]);
        assert_eq!(
            mentions("@ITIL, @okänd och info@it.example"),
            ["IT"],
            "an address names what stands after its sign"
        );
        assert_eq!(mentions("Ingen @"), [""; 0]);
        assert_eq!(mentions("@ansvarig, hur går det? @IT @Owner"), ["Arkivansvarig", "IT"]);
        assert_eq!(mentions("@Arkivansvarig eller @ansvariga"), ["Arkivansvarig"]);
    }

    #[test]
    fn a_closed_record_takes_no_comment_and_neither_does_one_that_is_not_there() {
        assert_eq!(written("Hej", true).unwrap_err()[0].field, "action");
        let draft = Draft::default().with("about", "ATG-99").with("text", "");
        let today = date::parse("2026-11-23").unwrap();
        let errors = Comment::read(&draft, &Matter::default(), &settings(), "", today).unwrap_err();
        assert_eq!(errors.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["text", "about"]);
    }

    #[test]
    fn a_mention_is_answered_by_writing_on_the_same_record() {
        let by = |by: &str, text: &str| Comment { by: by.into(), ..written(text, false).unwrap() };
        let key = |n| Key::numbered("KOM", n);
        let functions = vec!["IT-säkerhetsansvarig".to_owned()];
        let mut comments = vec![(key(1), by("Arkivansvarig", "@IT-säkerhetsansvarig, när?"))];
        assert_eq!(unanswered(&comments, &functions).len(), 1);
        comments.push((key(2), by("Arkivansvarig", "Jag menar i höst.")));
        assert_eq!(unanswered(&comments, &functions).len(), 1);
        let elsewhere = Comment { about: Key::numbered("ATG", 1), ..by("IT-säkerhetsansvarig", "I höst.") };
        comments.push((key(3), elsewhere));
        assert_eq!(unanswered(&comments, &functions).len(), 1);
        comments.push((key(4), by("IT-säkerhetsansvarig", "I oktober.")));
        assert!(unanswered(&comments, &functions).is_empty());
    }
}
