//! HTML that holds nothing but text and structure: no script, no style, no handler, no address but `http(s)`.
//!
//! Every character of a page goes through [`push_escaped`]; the only attributes are `lang`, `datetime` and `href`.

use super::Shape;
use super::pieces::{Form, Piece, body_parts, harmless};
use super::tables::{Part, Table};
use crate::document::Record;

pub(super) const BEGIN_MANY: &str =
    "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>Pages</title>\n</head>\n<body>\n";
pub(super) const END_MANY: &str = "</body>\n</html>\n";

pub(super) fn render(record: &Record, shape: Shape) -> String {
    let mut out = String::new();
    if shape == Shape::One {
        out.push_str("<!DOCTYPE html>\n");
        push_open(&mut out, "html", "lang", record.language.as_deref());
        out.push_str("\n<head>\n<meta charset=\"utf-8\">\n");
        push_element(&mut out, "title", record.headline.as_deref().unwrap_or(&record.id));
        out.push_str("</head>\n<body>\n");
    }
    push_article(&mut out, record, shape);
    if shape == Shape::One {
        out.push_str(END_MANY);
    }
    out
}

fn push_article(out: &mut String, record: &Record, shape: Shape) {
    let language = record.language.as_deref().filter(|_| shape == Shape::Many);
    push_open(out, "article", "lang", language);
    out.push('\n');
    if let Some(headline) = &record.headline {
        push_element(out, "h1", headline);
    }
    if let Some(dek) = &record.dek {
        push_element(out, "p", dek);
    }
    if !record.authors.is_empty() {
        push_element(out, "address", &record.authors.join(", "));
    }
    if let Some(date) = &record.date_published {
        push_open(out, "time", "datetime", Some(date));
        push_escaped(out, date);
        out.push_str("</time>\n");
    }
    let mut is_in_list = false;
    for part in body_parts(record) {
        let is_item = matches!(&part, Part::Piece(Piece { form: Form::Item, .. }));
        if is_item != is_in_list {
            out.push_str(if is_item { "<ul>\n" } else { "</ul>\n" });
            is_in_list = is_item;
        }
        match part {
            Part::Piece(piece) => push_piece(out, &piece),
            Part::Table(table) => push_table(out, &table),
        }
    }
    if is_in_list {
        out.push_str("</ul>\n");
    }
    if let Some(address) = record.url.as_deref().filter(|address| is_web_address(address)) {
        out.push_str("<footer>");
        push_open(out, "a", "href", Some(address));
        push_escaped(out, address);
        out.push_str("</a></footer>\n");
    }
    out.push_str("</article>\n");
}

fn push_piece(out: &mut String, piece: &Piece<'_>) {
    let name = match piece.form {
        Form::Heading(1 | 2) => "h2",
        Form::Heading(3) => "h3",
        Form::Heading(4) => "h4",
        Form::Heading(5) => "h5",
        Form::Heading(_) => "h6",
        Form::Item => "li",
        Form::Quote => "blockquote",
        Form::Code => "pre",
        Form::Paragraph | Form::Cell | Form::Caption => "p",
    };
    if piece.form == Form::Code {
        // A line feed right after `<pre>` is dropped by readers: write the one they drop.
        out.push_str("<pre>\n");
        push_escaped(out, &piece.text);
        out.push_str("</pre>\n");
        return;
    }
    out.push_str(&format!("<{name}>"));
    push_lines(out, piece.text.lines());
    out.push_str(&format!("</{name}>\n"));
}

fn push_lines<'t>(out: &mut String, lines: impl Iterator<Item = &'t str>) {
    for (number, line) in lines.enumerate() {
        if number > 0 {
            out.push_str("<br>\n");
        }
        push_escaped(out, line.trim());
    }
}

fn push_table(out: &mut String, table: &Table<'_>) {
    out.push_str("<table>\n");
    for row in &table.rows {
        let name = if row.is_header { "th" } else { "td" };
        out.push_str("<tr>");
        for cell in &row.cells {
            out.push_str(&format!("<{name}>"));
            push_lines(out, cell.iter().flat_map(|text| text.lines()));
            out.push_str(&format!("</{name}>"));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

fn is_web_address(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

fn push_element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>"));
    push_escaped(out, text);
    out.push_str(&format!("</{name}>\n"));
}

fn push_open(out: &mut String, name: &str, attribute: &str, value: Option<&str>) {
    out.push('<');
    out.push_str(name);
    if let Some(value) = value {
        out.push_str(&format!(" {attribute}=\""));
        push_escaped(out, value);
        out.push('"');
    }
    out.push('>');
}

/// Text as it may stand in an element and in a quoted attribute.
fn push_escaped(out: &mut String, text: &str) {
    for character in harmless(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_page_becomes_markup() {
        let hostile = "</title><script>alert(1)</script>\" onload='x'";
        let record = Record {
            headline: Some(hostile.to_owned()),
            dek: Some(hostile.to_owned()),
            authors: vec![hostile.to_owned()],
            date_published: Some(hostile.to_owned()),
            language: Some(hostile.to_owned()),
            url: Some("javascript:alert(1)".to_owned()),
            body: format!("{hostile}\n\n• {hostile}\nline"),
            ..Record::default()
        };
        for shape in [Shape::One, Shape::Many] {
            let html = render(&record, shape);
            assert!(!html.contains("<script") && !html.contains("javascript:"), "{html}");
            let quotes = html.matches("=\"").count();
            assert_eq!(html.matches('"').count(), 2 * quotes, "{html}");
            assert!(!html.contains('\''), "{html}");
        }
    }

    #[test]
    fn a_page_has_headline_paragraphs_and_lists() {
        let record = Record {
            headline: Some("A & B".to_owned()),
            url: Some("https://example.org/?a=1&b=2".to_owned()),
            body: "One\n\n• first\n\n• second".to_owned(),
            ..Record::default()
        };
        let html = render(&record, Shape::Many);
        let wanted = "<article>\n<h1>A &amp; B</h1>\n<p>One</p>\n<ul>\n<li>first</li>\n<li>second</li>\n</ul>\n\
            <footer><a href=\"https://example.org/?a=1&amp;b=2\">https://example.org/?a=1&amp;b=2</a></footer>\n\
            </article>\n";
        assert_eq!(html, wanted);
    }
}
