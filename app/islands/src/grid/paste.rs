//! Pasting a block from a spreadsheet: from the cell it is pasted in, to the right and down.

use super::Sheet;
use std::rc::Rc;
use web_sys::ClipboardEvent;

impl Sheet {
    pub(super) fn paste(self: &Rc<Self>, event: &ClipboardEvent) {
        let Some(place) = self.place(event.target()) else { return };
        let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        let block = block(&text);
        // A single value goes where the caret is, as the browser does it.
        if block.len() < 2 && block.first().is_none_or(|row| row.len() < 2) {
            return;
        }
        event.prevent_default();
        let (mut values, mut beyond) = (Vec::new(), 0);
        let mut at = Some(place);
        for row in block {
            let mut cell = at.clone();
            for value in row {
                match cell {
                    Some(here) => {
                        cell = self.beside(&here, 1);
                        values.push((here, value.trim().to_owned()));
                    }
                    None => beyond += 1,
                }
            }
            at = at.and_then(|first| self.below(&first, 1));
        }
        let pasted = self.set_all(values, "");
        self.tell_counts(&[("pasted", pasted), ("beyond", beyond)]);
    }
}

/// The rows and cells of a block: tabs between cells, a line for each row. A cell with a line end or a tab in it stands in
/// quotation marks, where each of its own is doubled.
fn block(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let text = text.replace("\r\n", "\n");
    let mut chars = text.strip_suffix('\n').unwrap_or(&text).chars().peekable();
    if chars.peek().is_none() {
        return rows;
    }
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    row.push(cell);
    rows.push(row);
    rows
}

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn a_block_as_spreadsheets_copy_it() {
        assert_eq!(block("80\t2026-11-30\r\n90\t2026-12-31\r\n"), [["80", "2026-11-30"], ["90", "2026-12-31"]]);
        assert_eq!(block("\"två\nrader\"\tsa \"\"ja\"\""), [["två\nrader", "sa \"\"ja\"\""]]);
        assert_eq!(block("\"\"\"citat\"\"\"\t\n\t5"), [["\"citat\"", ""], ["", "5"]]);
        assert!(block("").is_empty());
    }
}
