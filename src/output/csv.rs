//! Comma-separated values as RFC 4180 has them: CRLF line ends, every cell in quotes, quotes doubled.
//!
//! The columns are those of [`HEADER`], always all of them; lists are joined by `; `. A cell that a spreadsheet would
//! take for a formula (it begins with `=`, `+`, `-`, `@`, one of their wide forms, a tab or a line end) gets an apostrophe before it.
//! What a terminal obeys, and NUL, which many readers refuse, becomes U+FFFD.

use super::pieces::harmless;
use crate::document::Record;

pub(super) const HEADER: &str = "id,status,error_kind,error_message,url,canonical_url,page_type,headline,dek,authors,\
date_published,date_modified,site_name,description,language,image,license,breadcrumb,tags,body,comments,confidence,\
warnings,path,fingerprint_exact,fingerprint_near,duplicate_of\r\n";

/// First characters of what spreadsheets take for a formula.
const FORMULA_STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

pub(super) fn row(record: &Record) -> String {
    let optional = |value: &Option<String>| value.clone().unwrap_or_default();
    let joined = |values: &[String]| values.join("; ");
    let error = record.error.as_ref();
    let cells = [
        record.id.clone(),
        name_of(&record.status),
        error.map(|fault| fault.kind.clone()).unwrap_or_default(),
        error.map(|fault| fault.message.clone()).unwrap_or_default(),
        optional(&record.url),
        optional(&record.canonical_url),
        record.page_type.as_ref().map(name_of).unwrap_or_default(),
        optional(&record.headline),
        optional(&record.dek),
        joined(&record.authors),
        optional(&record.date_published),
        optional(&record.date_modified),
        optional(&record.site_name),
        optional(&record.description),
        optional(&record.language),
        optional(&record.image),
        optional(&record.license),
        joined(&record.breadcrumb),
        joined(&record.tags),
        record.body.clone(),
        joined(&record.comments),
        record.confidence.to_string(),
        joined(&record.warnings),
        record.provenance.path.clone(),
        record.fingerprints.map(|it| format!("{:032x}", it.exact)).unwrap_or_default(),
        record.fingerprints.map(|it| format!("{:016x}", it.near)).unwrap_or_default(),
        optional(&record.duplicate_of),
    ];
    let mut line = cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

/// The name of a value of an enum, as JSON shows it.
fn name_of<T: serde::Serialize>(value: &T) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
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
