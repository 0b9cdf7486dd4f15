//! What letters say: each as plain text and as HTML, which tell the same. The HTML asks for nothing from anywhere, needs
//! no styles to be read, and its tables have their headings.

use super::open::Link;
use crate::failure::escaped;
use app::i18n::{Lang, count_text, fill, long_date, number, plain_date, plural, t, text};
use chrono::{Datelike, NaiveDate};
use domain::query::encode;
use domain::reminder::{Digest, Letter, Reminder};
use std::fmt::Write as _;

/// Rows told of each part; the rest is in the register.
const SHOWN: usize = 20;

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its subject.
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Code of its language.
    pub language: &'static str,
}

/// Whom a letter is for, and where its links lead.
pub struct Envelope<'a> {
    /// Its language.
    pub lang: Lang,
    /// The address of the site, without a slash at the end.
    pub url: &'a str,
    /// The board the register answers to.
    pub board: &'a str,
    /// What is shown for the account: a function.
    pub name: &'a str,
    /// What turns letters off.
    pub token: &'a str,
    /// Today's date in Sweden.
    pub today: NaiveDate,
}

/// A table of a letter. In plain text each row is a few lines.
struct Table {
    heading: String,
    columns: Vec<&'static str>,
    rows: Vec<Row>,
    more: Option<String>,
}

struct Row {
    link: Option<String>,
    cells: Vec<String>,
}

impl Envelope<'_> {
    /// Asks whether the address is right.
    #[must_use]
    pub fn confirm(&self) -> Written {
        let lang = self.lang;
        let lead =
            [t!(lang, "reminder.confirm_what", board = self.board), t!(lang, "reminder.confirm_then").to_owned()];
        let address = format!("{}{}", self.url, Link::Confirm.path(self.token));
        let button = (t!(lang, "reminder.confirm_do"), address.as_str());
        let why = t!(lang, "reminder.why_confirm", board = self.board);
        self.written(Letter::Confirm, t!(lang, "reminder.confirm_subject").to_owned(), &lead, button, &[], &why)
    }

    /// The week's digest.
    #[must_use]
    pub fn digest(&self, digest: &Digest) -> Written {
        let lang = self.lang;
        let count = |part: &[Reminder]| number(lang, i64::try_from(part.len()).unwrap_or(i64::MAX));
        let (late, soon) = (count(&digest.overdue), count(&digest.soon));
        let week = self.today.iso_week().week();
        let subject = t!(lang, "reminder.digest_subject", week = week, late = late, soon = soon);
        let lead = [t!(lang, "reminder.digest_lead", date = long_date(lang, self.today), name = self.name)];
        let parts = [("overdue", &digest.overdue), ("soon", &digest.soon), ("silent", &digest.silent)];
        let mut tables: Vec<Table> = parts
            .into_iter()
            .filter(|(_, part)| !part.is_empty())
            .map(|(code, part)| {
                let heading = count_text(lang, &format!("reminder.digest_{code}"), part.len(), &[]);
                self.table(heading, part, code == "silent")
            })
            .collect();
        let functions = digest.by_function();
        if functions.len() > 1 {
            tables.push(self.functions(functions));
        }
        let address = format!("{}/", self.url);
        let button = (t!(lang, "reminder.open"), address.as_str());
        self.written(Letter::Digest, subject, &lead, button, &tables, &self.chosen())
    }

    /// What became late.
    #[must_use]
    pub fn overdue(&self, late: &[Reminder]) -> Written {
        let lang = self.lang;
        let subject = plural!(lang, "reminder.overdue_subject", late.len());
        let heading = plural!(lang, "reminder.digest_overdue", late.len());
        let lead = [t!(lang, "reminder.overdue_lead").to_owned()];
        let address = format!("{}/", self.url);
        let button = (t!(lang, "reminder.open"), address.as_str());
        let tables = [self.table(heading, late, false)];
        self.written(Letter::Overdue, subject, &lead, button, &tables, &self.chosen())
    }

    fn chosen(&self) -> String {
        t!(self.lang, "reminder.why", board = self.board)
    }

    /// The first of some dates, each with its link.
    fn table(&self, heading: String, reminders: &[Reminder], silent: bool) -> Table {
        let lang = self.lang;
        let columns = vec![
            t!(lang, "reminder.column_record"),
            t!(lang, "reminder.column_owner"),
            t!(lang, "reminder.column_date"),
        ];
        let rows = reminders.iter().take(SHOWN).map(|one| self.row(one, silent)).collect();
        let left = reminders.len().saturating_sub(SHOWN);
        let more = (left > 0).then(|| plural!(lang, "reminder.more", left));
        Table { heading, columns, rows, more }
    }

    fn row(&self, one: &Reminder, silent: bool) -> Row {
        let lang = self.lang;
        let what = text(lang, &format!("reminder.what_{}", one.occasion.code()));
        let record = format!("{} {}", one.key, one.title);
        let date = match one.reported.filter(|_| silent) {
            Some(reported) => t!(lang, "reminder.reported", date = plain_date(lang, reported)),
            None => match one.days_late(self.today) {
                Some(days) => format!("{what} {}. {}", plain_date(lang, one.date), self.late(days)),
                None => format!("{what} {}", plain_date(lang, one.date)),
            },
        };
        Row {
            link: Some(format!("{}{}/{}", self.url, one.occasion.kind().path(), encode(one.key.as_str()))),
            cells: vec![record.trim().to_owned(), one.owner.clone(), date],
        }
    }

    fn late(&self, days: i64) -> String {
        count_text(self.lang, "state.days_late", days.unsigned_abs(), &[])
    }

    fn functions(&self, functions: Vec<(String, [usize; 3])>) -> Table {
        let lang = self.lang;
        let columns = vec![
            t!(lang, "reminder.column_function"),
            t!(lang, "reminder.column_late"),
            t!(lang, "reminder.column_soon"),
            t!(lang, "reminder.column_silent"),
        ];
        let digits = |n: usize| number(lang, i64::try_from(n).unwrap_or(i64::MAX));
        let rows = functions
            .into_iter()
            .map(|(function, counts)| Row {
                link: None,
                cells: [function].into_iter().chain(counts.into_iter().map(digits)).collect(),
            })
            .collect();
        Table { heading: t!(lang, "reminder.digest_functions").to_owned(), columns, rows, more: None }
    }

    fn written(
        &self,
        letter: Letter,
        subject: String,
        lead: &[String],
        button: Lead<'_>,
        tables: &[Table],
        why: &str,
    ) -> Written {
        let lang = self.lang;
        let stop = text(lang, &format!("reminder.stop_{}_title", letter.code()));
        let stop_at = format!("{}{}", self.url, Link::Stop(letter).path(self.token));
        let (settings, settings_at) = (t!(lang, "reminder.settings"), format!("{}/konto", self.url));
        let links = [(settings, settings_at.as_str()), (stop, stop_at.as_str())];
        // To whoever hasn't confirmed the address it isn't said that there is an account to set.
        let links = if letter == Letter::Confirm { &links[1..] } else { &links[..] };
        let text = plain(lead, button, tables, why, links);
        let html = html(lang, &subject, lead, button, tables, why, links);
        Written { subject, text, html, language: lang.code() }
    }
}

/// Words and where they lead.
type Lead<'a> = (&'a str, &'a str);

fn plain(lead: &[String], button: Lead<'_>, tables: &[Table], why: &str, links: &[Lead<'_>]) -> String {
    let mut out = lead.join("\n\n");
    let _ = write!(out, "\n\n{}:\n{}\n", button.0, button.1);
    for table in tables {
        let _ = write!(out, "\n{}\n{}\n", table.heading, "-".repeat(table.heading.chars().count()));
        for row in &table.rows {
            match &row.link {
                Some(link) => {
                    let cells: Vec<&str> =
                        row.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
                    let _ = writeln!(out, "\n{}\n{link}", cells.join("\n"));
                }
                None => {
                    let counts = row.cells.iter().zip(&table.columns).skip(1);
                    let counts: Vec<String> = counts.map(|(cell, column)| format!("{column}: {cell}")).collect();
                    let name = row.cells.first().map_or("", String::as_str);
                    let _ = writeln!(out, "{name}. {}", counts.join(", "));
                }
            }
        }
        if let Some(more) = &table.more {
            let _ = writeln!(out, "\n{more}");
        }
    }
    // Two hyphens and a space: mail programs fold what follows away.
    let _ = write!(out, "\n-- \n{why}\n");
    for (words, address) in links {
        let _ = writeln!(out, "{words}: {address}");
    }
    out
}

fn html(
    lang: Lang,
    subject: &str,
    lead: &[String],
    button: Lead<'_>,
    tables: &[Table],
    why: &str,
    links: &[Lead<'_>],
) -> String {
    let mut body = String::new();
    for paragraph in lead {
        let _ = write!(body, "<p>{}</p>", escaped(paragraph));
    }
    let _ = write!(body, "<p>{}</p>", anchor(button));
    for table in tables {
        let _ = write!(body, "<h2>{}</h2>{}", escaped(&table.heading), html_table(table));
        if let Some(more) = &table.more {
            let _ = write!(body, "<p>{}</p>", escaped(more));
        }
    }
    let _ = write!(body, "<hr><p>{}</p><p>", escaped(why));
    for (place, link) in links.iter().enumerate() {
        let _ = write!(body, "{}{}", if place > 0 { "<br>" } else { "" }, anchor(*link));
    }
    body.push_str("</p>");
    fill(HTML, &[("lang", &lang.html_lang()), ("subject", &escaped(subject)), ("body", &body)])
}

/// Around every letter. Mail programs take styles only where they stand, so there are few.
const HTML: &str = "<!DOCTYPE html>\r\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" \
    content=\"light dark\"><title>{subject}</title></head><body style=\"font-family:sans-serif;line-height:1.4;\
    max-width:44rem;color:CanvasText;background:Canvas\"><main>\r\n<h1 style=\"font-size:1.25rem\">{subject}</h1>\r\n{body}\r\n</main></body></html>\r\n";

fn html_table(table: &Table) -> String {
    const CELL: &str = "style=\"text-align:left;vertical-align:top;padding:.25rem 1rem .25rem 0\"";
    let mut out = String::from("<table style=\"border-collapse:collapse\"><thead><tr>");
    for column in &table.columns {
        let _ = write!(out, "<th scope=\"col\" {CELL}>{}</th>", escaped(column));
    }
    out.push_str("</tr></thead><tbody>\r\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (place, cell) in row.cells.iter().enumerate() {
            let words = match (&row.link, place) {
                (Some(link), 0) => anchor((cell, link)),
                _ => escaped(cell),
            };
            let (tag, scope) = if place == 0 { ("th", " scope=\"row\"") } else { ("td", "") };
            let _ = write!(out, "<{tag}{scope} {CELL}>{words}</{tag}>");
        }
        out.push_str("</tr>\r\n");
    }
    out.push_str("</tbody></table>");
    out
}

fn anchor((words, address): Lead<'_>) -> String {
    // Tall enough to be hit with a thumb, also where links stand row by row.
    format!("<a style=\"display:inline-block;padding:.25rem 0\" href=\"{}\">{}</a>", escaped(address), escaped(words))
}

#[cfg(test)]
mod tests;
