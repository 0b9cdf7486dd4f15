//! Comments, as an actor may see them: with what they are about, and never without it.

use super::View;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::int;
use crate::record::{BodyRow, Record};
use domain::comment::{Comment, ShownComment, unanswered};
use domain::overview::{COMMENTS, Task};
use domain::{Action, Body, Key, Kind, Subject};

/// Records with unanswered mentions shown.
const MENTIONED: usize = 5;

impl View<'_> {
    /// The comments on a record, as it is shown to the actor. A comment never changes, so those that were written by the
    /// view's position are those there were.
    pub(super) async fn comments(&self, record: &Record) -> Result<Vec<ShownComment>> {
        const TEXT: &str = "SELECT key, rev, body, ordinal FROM comment \
             WHERE category = $about AND seq <= $seq ORDER BY ordinal DESC LIMIT $limit";
        if !Comment::KINDS.contains(&record.body.kind()) {
            return Ok(Vec::new());
        }
        let bind = Bind::new().with("about", record.key.as_str()).with("limit", int(COMMENTS as u64));
        let hidden_by = provision(record);
        let shown = self.written(TEXT, bind).await?.into_iter().map(|(key, mut comment)| {
            if hidden_by.is_some() {
                comment.mask();
            }
            ShownComment { key, comment, hidden_by: hidden_by.clone() }
        });
        Ok(shown.collect())
    }

    /// Mentions of the actor's functions that nobody has answered for them, a task for each record.
    pub(super) async fn mentions(&self) -> Result<Vec<Task>> {
        const CALLING: &str = "SELECT key, rev, body, ordinal FROM comment WHERE number > 0 AND seq <= $seq";
        const THERE: &str = "SELECT key, rev, body, ordinal FROM comment WHERE category IN $about AND seq <= $seq";
        if !self.actor.may(Subject::Command(Action::Create, Kind::Comment)) {
            return Ok(Vec::new());
        }
        // An account is named by its function.
        let functions = [&self.actor.functions[..], std::slice::from_ref(&self.actor.name)].concat();
        let calling = self.written(CALLING, Bind::new()).await?;
        let mut about: Vec<Key> =
            calling.into_iter().filter(|(_, one)| one.calls(&functions)).map(|(_, one)| one.about).collect();
        about.sort();
        about.dedup();
        let named: Vec<String> = about.iter().map(Key::to_string).collect();
        let written = self.written(THERE, Bind::new().with("about", named)).await?;
        let open = unanswered(&written, &functions);
        let mut tasks = Vec::new();
        for kind in Comment::KINDS {
            let keys: Vec<Key> = about.iter().filter(|key| key.kind() == kind).cloned().collect();
            for record in self.some(kind, &keys).await? {
                let count = open.iter().filter(|(_, one)| one.about == record.key).count() as u64;
                if count > 0 && provision(&record).is_none() {
                    let link = format!("{}/{}", kind.path(), record.key);
                    let first = Some((record.key, record.body.title()));
                    tasks.push(Task { code: "mentions".to_owned(), count, first, link });
                }
            }
        }
        tasks.truncate(MENTIONED);
        Ok(tasks)
    }

    /// Comments written by the view's position, in the order they were written.
    async fn written(&self, text: &str, bind: Bind) -> Result<Vec<(Key, Comment)>> {
        let rows: Vec<BodyRow> = self.store.db.ask(text, bind.with("seq", int(self.position))).await?.rows(0)?;
        let mut comments = Vec::with_capacity(rows.len());
        for row in rows {
            let record = row.record()?;
            if let Body::Comment(comment) = record.body {
                comments.push((record.key, comment));
            }
        }
        comments.sort_by_key(|(key, _)| key.number());
        Ok(comments)
    }
}

/// The provision a record's comments are kept under in the copy the actor is shown: that of its marking, whatever it marks.
fn provision(record: &Record) -> Option<String> {
    record.body.secrecy().filter(|marking| marking.masked).map(|marking| marking.provision.clone())
}
