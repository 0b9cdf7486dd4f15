//! Reading what is taken out: first what the file says of itself, then its rows, some at a time.

use super::address::{Asked, What};
use super::front::About;
use super::template;
use app::i18n::{Lang, t};
use domain::evidence_list::EvidenceLine;
use domain::history::{JournalQuery, JournalRow};
use domain::import::{cells, targets};
use domain::pack::Selection;
use domain::{Actor, AppError, Cell, ListQuery, Moment, Register};
use export::Sheet;
use store::{CHUNK, Store, View};
use tokio::sync::{mpsc, oneshot};

/// Times an evidence list is read again because something was written meanwhile.
const ATTEMPTS: u32 = 3;

/// What is to be taken out, for whom, and in which language.
#[derive(Clone)]
pub struct Job {
    /// The register.
    pub store: Store,
    /// For whom.
    pub actor: Actor,
    /// In which language.
    pub lang: Lang,
    /// What.
    pub asked: Asked,
}

/// What is known before the first row.
#[derive(Debug)]
pub struct Begun {
    /// The sheet.
    pub sheet: Sheet,
    /// What the file is called.
    pub name: String,
    /// The journal position it is seen from.
    pub position: u64,
}

/// Rows on their way to the file.
#[derive(Debug)]
pub enum Batch {
    /// Rows of a register.
    Rows(Vec<Vec<Cell>>),
    /// Lines of the evidence list.
    Lines(Vec<EvidenceLine>),
    /// There are no more. A file that hasn't been told so is not whole.
    End,
}

/// Where rows go.
type Rows = mpsc::Sender<Batch>;
/// Where it is told that everything before the first row went well.
type Begin = oneshot::Sender<Begun>;

impl Job {
    /// Reads, and hands on. When the receiver has gone there is nothing left to do, which is no error.
    ///
    /// # Errors
    /// As the view says. When `begin` has been used by then, rows had begun to leave.
    pub async fn read(self, begin: Begin, rows: Rows) -> Result<(), AppError> {
        let mut view = self.store.view(&self.actor, self.asked.moment()).await?;
        match &self.asked.what {
            What::List(query) => self.list(&mut view, query, begin, rows).await,
            What::Journal(query, _) => self.journal(&view, query, begin, rows).await,
            What::EvidenceList(query, moment) => self.evidence_list(query, *moment, begin, rows).await,
            What::Statement(framework, _) => self.statement(&view, framework, begin, rows).await,
            What::Template(query) => self.template(&mut view, query.as_ref(), begin, rows).await,
        }
    }

    async fn list(&self, view: &mut View<'_>, query: &ListQuery, begin: Begin, rows: Rows) -> Result<(), AppError> {
        let mut extract = view.extract(query).await?;
        let frameworks = view.framework_names().await?;
        self.begin(view, &frameworks, &extract.columns, Some(extract.total), begin);
        // Outside its own pages a framework goes by its name.
        let named = (self.asked.register == Register::Requirements)
            .then(|| extract.columns.iter().position(|column| column == "framework"))
            .flatten();
        loop {
            let batch = view.next_rows(&mut extract).await?;
            if batch.is_empty() {
                break;
            }
            let mut batch: Vec<Vec<Cell>> = batch.into_iter().map(|row| row.cells).collect();
            for row in &mut batch {
                if let Some(Cell::Text(key)) = named.and_then(|at| row.get_mut(at))
                    && let Some((_, short)) = frameworks.iter().find(|(known, _)| known == key)
                {
                    key.clone_from(short);
                }
            }
            if rows.send(Batch::Rows(batch)).await.is_err() {
                return Ok(());
            }
        }
        // When this fails the receiver has gone.
        let _ = rows.send(Batch::End).await;
        Ok(())
    }

    async fn journal(&self, view: &View<'_>, query: &JournalQuery, begin: Begin, rows: Rows) -> Result<(), AppError> {
        // The list's own columns, since the journal has no choice of them.
        let columns: Vec<String> = Register::Journal.columns().iter().map(|column| column.name.to_owned()).collect();
        let cells = |entry: &JournalRow| columns.iter().map(|column| entry.cell(column)).collect();
        let mut query = query.clone();
        let mut begin = Some(begin);
        loop {
            let entries = view.entries(&query, i64::from(CHUNK)).await?;
            if let Some(begin) = begin.take() {
                self.begin(view, &[], &columns, None, begin);
            }
            let Some(last) = entries.last() else { break };
            query.before = Some(last.seq);
            if rows.send(Batch::Rows(entries.iter().map(cells).collect())).await.is_err() {
                return Ok(());
            }
        }
        let _ = rows.send(Batch::End).await;
        Ok(())
    }

    async fn evidence_list(&self, query: &Selection, moment: Moment, begin: Begin, rows: Rows) -> Result<(), AppError> {
        let mut attempt = 0;
        // It is read by several questions: they belong together only when nothing was written between them.
        let (view, lines) = loop {
            let view = self.store.view(&self.actor, moment).await?;
            let lines = view.evidence_list(query).await?;
            attempt += 1;
            if attempt == ATTEMPTS || !view.outdated().await? {
                break (view, lines);
            }
        };
        self.begin(&view, &view.framework_names().await?, &[], Some(lines.len() as u64), begin);
        let mut lines = lines.into_iter();
        loop {
            let batch: Vec<EvidenceLine> = lines.by_ref().take(CHUNK as usize).collect();
            let end = batch.is_empty();
            let sent = rows.send(if end { Batch::End } else { Batch::Lines(batch) }).await;
            if end || sent.is_err() {
                return Ok(());
            }
        }
    }

    async fn statement(&self, view: &View<'_>, framework: &str, begin: Begin, rows: Rows) -> Result<(), AppError> {
        // One framework is small enough to be held, and the page holds it too.
        let coverage = view.coverage(framework).await?;
        let statements = coverage.statements();
        let named = [(framework.to_owned(), coverage.framework.short.clone())];
        self.begin(view, &named, &[], Some(statements.len() as u64), begin);
        let cells = statements.iter().map(|(row, statement)| row.statement_cells(*statement)).collect();
        if rows.send(Batch::Rows(cells)).await.is_ok() {
            let _ = rows.send(Batch::End).await;
        }
        Ok(())
    }

    async fn template(
        &self,
        view: &mut View<'_>,
        query: Option<&ListQuery>,
        begin: Begin,
        rows: Rows,
    ) -> Result<(), AppError> {
        let targets = targets(self.asked.register);
        let mut extract = match query {
            Some(query) => Some(view.extract(query).await?),
            None => None,
        };
        let sheet = template::sheet(view, self.lang, self.asked.register, &targets);
        let name = format!("{}-{}", t!(self.lang, "import.template_file"), sheet.name);
        let name = file_name(&name, &view.day().to_string(), self.asked.format.code());
        // When this fails the receiver has gone, and the first rows will tell.
        let _ = begin.send(Begun { sheet, name, position: view.position });
        while let Some(extract) = &mut extract {
            let records = view.next_records(extract).await?;
            if records.is_empty() {
                break;
            }
            let batch = records.iter().map(|(key, rev, body)| cells(&targets, key, *rev, body)).collect();
            if rows.send(Batch::Rows(batch)).await.is_err() {
                return Ok(());
            }
        }
        let _ = rows.send(Batch::End).await;
        Ok(())
    }

    fn begin(
        &self,
        view: &View<'_>,
        frameworks: &[(String, String)],
        columns: &[String],
        rows: Option<u64>,
        begin: Begin,
    ) {
        let about = About { asked: &self.asked, lang: self.lang, frameworks, rows };
        let name = file_name(&about.name(), &view.day().to_string(), self.asked.format.code());
        // When this fails the receiver has gone, and the first rows will tell.
        let _ = begin.send(Begun { sheet: about.sheet(view, columns), name, position: view.position });
    }
}

/// `riskbild-åtgärder-2026-11-23.xlsx`.
pub(super) fn file_name(what: &str, day: &str, ending: &str) -> String {
    format!("riskbild-{}-{day}.{ending}", slug(what))
}

/// A name as a part of a file's name.
pub(super) fn slug(what: &str) -> String {
    what.to_lowercase().chars().map(|c| if c.is_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_what_it_is() {
        assert_eq!(file_name("Åtgärder", "2026-11-23", "csv"), "riskbild-åtgärder-2026-11-23.csv");
        assert_eq!(
            file_name("Evidenslista (EU) 2024/2690", "2026-11-23", "xlsx"),
            "riskbild-evidenslista--eu--2024-2690-2026-11-23.xlsx"
        );
    }
}
