//! Markdown (CommonMark): the known metadata as YAML front matter, the headline as `#`, then the body.
//!
//! Text is escaped so that it reads as text: nothing of a page turns into a link, a picture, HTML or a heading.
//! Tables of data are tables, with `<br>` between the lines of a cell.

use super::pieces::{Form, Piece, body_parts, harmless, one_line};
use super::tables::{Part, Table};
use crate::document::Record;
use std::borrow::Cow;
use std::fmt::Write as _;

/// Characters that begin something inside a line.
const MARKS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '|', '~', '$'];

/// Characters that begin something at the start of a line.
const MARKS_AT_START: &[char] = &['#', '+', '-', '=', ':', '>'];

pub(super) fn render(record: &Record) -> String {
    let mut out = front_matter(record);
    if let Some(headline) = &record.headline {
        let _ = writeln!(out, "# {}\n", escaped(&one_line(headline)));
    }
    if let Some(dek) = &record.dek {
        let _ = writeln!(out, "*{}*\n", escaped(&one_line(dek)));
    }
    let mut is_after_item = false;
    for part in body_parts(record) {
        let is_item = matches!(&part, Part::Piece(Piece { form: Form::Item, .. }));
        // Items of a list stand close.
        if is_after_item && !is_item {
            out.push('\n');
        }
        match part {
            Part::Piece(piece) => push_piece(&mut out, &piece),
            Part::Table(table) => push_table(&mut out, &table),
        }
        is_after_item = is_item;
    }
    out
}

/// A table as GitHub and most others read it; it always has a header, an empty one where the page's has none.
fn push_table(out: &mut String, table: &Table<'_>) {
    let columns = table.rows.first().map_or(0, |row| row.cells.len());
    let has_header = table.rows.first().is_some_and(|row| row.is_header);
    if !has_header {
        push_row(out, vec![String::new(); columns]);
    }
    for (number, row) in table.rows.iter().enumerate() {
        if number == usize::from(has_header) {
            push_row(out, vec!["---".to_owned(); columns]);
        }
        let text = |cell: &Vec<Cow<'_, str>>| {
            let lines =
                cell.iter().flat_map(|text| text.lines()).map(one_line).filter(|line| !line.is_empty());
            // Nothing begins at the start of a cell: the space keeps it from being taken for that of a line.
            let escaped = lines.map(|line| escaped(&format!(" {line}")).trim_start().to_owned());
            escaped.collect::<Vec<_>>().join("<br>")
        };
        push_row(out, row.cells.iter().map(text).collect());
    }
    out.push('\n');
}

fn push_row(out: &mut String, cells: Vec<String>) {
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

/// The known metadata; JSON strings are YAML strings.
fn front_matter(record: &Record) -> String {
    let one = |value: &Option<String>| value.as_ref().map(|text| quoted(text));
    let many = |values: &[String]| {
        let list = values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ");
        (!values.is_empty()).then(|| format!("[{list}]"))
    };
    let rows = [
        ("title", one(&record.headline)),
        ("url", one(&record.url)),
        ("site_name", one(&record.site_name)),
        ("authors", many(&record.authors)),
        ("date_published", one(&record.date_published)),
        ("date_modified", one(&record.date_modified)),
        ("language", one(&record.language)),
        ("description", one(&record.description)),
        ("tags", many(&record.tags)),
    ];
    let known = rows.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}\n", value?)));
    let lines: String = known.collect();
    if lines.is_empty() { lines } else { format!("---\n{lines}---\n\n") }
}

fn quoted(text: &str) -> String {
    String::from_utf8_lossy(&super::json::compact(&one_line(text))).into_owned()
}

fn push_piece(out: &mut String, piece: &Piece<'_>) {
    let text = harmless(&piece.text);
    let _ = match piece.form {
        // The page's headline is the only heading of the first level.
        Form::Heading(level) => {
            writeln!(out, "{} {}\n", "#".repeat(usize::from(level.clamp(2, 6))), escaped(&one_line(&text)))
        }
        Form::Item => writeln!(out, "- {}", escaped_lines(&text, "  ")),
        Form::Quote => writeln!(out, "> {}\n", escaped_lines(&text, "> ")),
        Form::Caption => writeln!(out, "*{}*\n", escaped(&one_line(&text))),
        Form::Code => writeln!(out, "{}\n", fenced(&text)),
        Form::Paragraph | Form::Cell => writeln!(out, "{}\n", escaped_lines(&text, "")),
    };
}

/// A code block whose fence is longer than any run of backticks in it.
fn fenced(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{text}\n{fence}")
}

/// Lines of a piece with hard line breaks between them.
fn escaped_lines(text: &str, prefix: &str) -> String {
    let lines = text.lines().map(|line| escaped(line.trim())).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(&format!("\\\n{prefix}"))
}

fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut characters = line.chars().enumerate().peekable();
    while let Some((number, character)) = characters.next() {
        let begins_list = digits > 0 && number == digits && matches!(character, '.' | ')');
        let begins_line = number == 0 && MARKS_AT_START.contains(&character);
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        let begins_entity = character == '&' && (next == '#' || next.is_ascii_alphanumeric());
        if MARKS.contains(&character) || begins_list || begins_line || begins_entity {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let rows = [
            ("plain words", "plain words"),
            ("# no heading", "\\# no heading"),
            ("1. no list", "1\\. no list"),
            ("1958 was a year.", "1958 was a year."),
            ("- no item - at all", "\\- no item - at all"),
            ("[x](javascript:y) <script>", "\\[x\\](javascript:y) \\<script>"),
            ("A & B > C &lt; D", "A & B > C \\&lt; D"),
            ("> no quote", "\\> no quote"),
            ("a_b *c* `d`", "a\\_b \\*c\\* \\`d\\`"),
        ];
        for (text, wanted) in rows {
            assert_eq!(escaped(text), wanted);
        }
        assert_eq!(fenced("a ```` b"), "`````\na ```` b\n`````");
    }

    #[test]
    fn a_record_has_front_matter_headline_and_body() {
        let record = Record {
            headline: Some("A \"headline\"".to_owned()),
            tags: vec!["x".to_owned(), "y: z".to_owned()],
            body: "One\nline\n\n• first\n\n• second\n\nLast".to_owned(),
            ..Record::default()
        };
        let wanted = "---\ntitle: \"A \\\"headline\\\"\"\ntags: [\"x\", \"y: z\"]\n---\n\n# A \"headline\"\n\n\
            One\\\nline\n\n- first\n- second\n\nLast\n\n";
        assert_eq!(render(&record), wanted);
        assert_eq!(render(&Record::default()), "");
    }
}
