//! Comma-separated values as RFC 4180 has them: CRLF line ends, every cell in quotes, quotes doubled.
//!
//! The columns are those of [`HEADER`], always all of them; lists are joined by `; `. A cell that a spreadsheet would
//! take for a formula (it begins with `=`, `+`, `-`, `@`, one of their wide forms, a tab or a line end) gets an apostrophe before it.
//! What a terminal obeys, and NUL, which many readers refuse, becomes U+FFFD.

use super::columns::{COLUMNS, Column, Reader};
use super::pieces::harmless;
use crate::document::Record;
use std::borrow::Cow;
use std::sync::LazyLock;

pub(super) const HEADER: &str = "id,status,error_kind,error_message,url,canonical_url,page_type,headline,dek,authors,\
date_published,date_modified,site_name,description,language,image,license,breadcrumb,tags,body,comments,confidence,\
warnings,path,fingerprint_exact,fingerprint_near,duplicate_of\r\n";

/// First characters of what spreadsheets take for a formula.
const FORMULA_STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The columns that [`HEADER`] names.
static CELLS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let names = HEADER.trim_end().split(',');
    names.filter_map(|name| COLUMNS.iter().find(|column| column.name == name).copied()).collect()
});

pub(super) fn row(record: &Record) -> String {
    let cells = CELLS.iter().map(|column| quoted(&cell(column.read, record)));
    let mut line = cells.collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

fn cell(read: Reader, record: &Record) -> Cow<'_, str> {
    match read {
        Reader::Text(read) => read(record).into(),
        Reader::MaybeText(read) => read(record).unwrap_or_default(),
        Reader::Texts(read) => read(record).join("; ").into(),
        Reader::Version(read) => read(record).to_string().into(),
        Reader::Share(read) => read(record).to_string().into(),
        Reader::MaybeCount(read) => read(record).map(|count| count.to_string()).unwrap_or_default().into(),
        Reader::Blocks(_) => Cow::default(),
    }
}

fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(FORMULA_STARTS) { "'" } else { "" };
    format!("\"{guard}{}\"", harmless(cell).replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_no_formula() {
        let rows = [
            ("", "\"\""),
            ("a, \"b\"\nc", "\"a, \"\"b\"\"\nc\""),
            ("=1+1", "\"'=1+1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("- an item", "\"'- an item\""),
            ("a=b", "\"a=b\""),
            ("a\0b", "\"a\u{fffd}b\""),
        ];
        for (cell, wanted) in rows {
            assert_eq!(quoted(cell), wanted);
        }
    }

    #[test]
    fn a_row_has_as_many_cells_as_the_header() {
        let row = row(&Record::default());
        assert_eq!(row.matches("\",\"").count(), HEADER.matches(',').count());
        assert!(row.starts_with("\"\",\"ok\"") && row.ends_with("\r\n"));
    }
}
