//! Plain text: the headline, a blank line, the body; control characters shown as U+FFFD.

use super::pieces::{harmless, one_line};
use crate::document::Record;

/// Between two records: a form feed in a line of its own, as printers and `csplit` know it.
pub(super) const BETWEEN: &str = "\u{c}\n";

pub(super) fn render(record: &Record) -> String {
    let mut text = String::new();
    if let Some(headline) = &record.headline {
        text.push_str(&one_line(headline));
        text.push_str("\n\n");
    }
    if !record.body.is_empty() {
        text.push_str(&harmless(&record.body));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headline_then_body() {
        let record = Record {
            headline: Some("A\nheadline".to_owned()),
            body: "One\n\nTwo\u{1b}".to_owned(),
            ..Record::default()
        };
        assert_eq!(render(&record), "A headline\n\nOne\n\nTwo\u{fffd}\n");
        assert_eq!(render(&Record::default()), "");
    }
}
