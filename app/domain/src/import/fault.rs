//! What can be wrong with a file, a row or a cell beyond what a form can get wrong.

use crate::codes;

codes! {
    /// What is wrong; the interface has a sentence for each under `import.fault_<code>`.
    Fault {
        /// The file can hold macros.
        Macros = "macros",
        /// The file is protected by a password.
        Encrypted = "encrypted",
        /// The file is of Excel's format before 2007.
        OldXls = "old_xls",
        /// The file is neither a workbook nor a table in text.
        NotATable = "not_a_table",
        /// Unpacked, the file is larger than what is read.
        Unpacked = "unpacked",
        /// The workbook can't be read.
        Damaged = "damaged",
        /// None of the workbook's sheets is the one; these are there.
        Sheet = "sheet",
        /// There is no row below the headings.
        NoRows = "no_rows",
        /// More rows than are read.
        Rows = "rows",
        /// More columns than are read.
        Columns = "columns",
        /// A cell, by its address, holds more text than is read.
        Long = "long",
        /// Cells, by their addresses, are merged.
        Merged = "merged",
        /// No column leads anywhere.
        Nothing = "nothing",
        /// Two columns lead to the same field.
        Twice = "twice",
        /// What was laid aside of the file is gone.
        Gone = "gone",
        /// A cell holds a formula, whose value isn't known to be the one that was meant.
        Formula = "formula",
        /// A cell holds a formula's error: `#N/A`.
        CellError = "cell_error",
        /// There is no record with this id, or none that the person may see.
        Unknown = "unknown",
        /// An earlier row, by its number, has the same id.
        Repeated = "repeated",
        /// The record has been changed since: the revision the row was taken out at, and the one it has now.
        Stale = "stale",
        /// The record is closed.
        Closed = "closed",
        /// Someone who may not add records has a row without an id.
        NotNew = "not_new",
    }
}
