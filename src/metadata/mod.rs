//! What a page says about itself: readers of values, the evidence of a page, and the one place that chooses.

pub mod choose;
pub mod dates;
mod embedded;
pub mod entities;
pub mod evidence;
mod explain;
pub mod fold;
mod gather;
pub mod json_ld;
pub mod people;
mod repeats;
pub mod titles;
mod unmarked;

pub use choose::authors::{author_features, author_lists};
pub use choose::dates::{date_days, date_features};
pub use choose::headline::{headline_features, headline_texts};
pub use choose::{Decision, Metadata, Reason, choose, site_names};
pub use embedded::{BodySource, longer_body};
pub use evidence::{Candidate, Evidence, Field, Origin};
pub use explain::{CandidateRecord, Explanation, explain};
pub use gather::{Predicted, gather_html, gather_text, headline_lines, longest_text};
pub use repeats::roles_of_repeats;
pub use unmarked::look_for_byline;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Strings made of what dates, names and JSON are made of, and of anything else.
        #[test]
        fn no_text_makes_a_reader_panic(
            text in r#"([0-9]{1,4}|[./:, -]|Oct|ekim|年|月|日|T|Z|\+|٢|am|By |and |\(|"|\\|\{|\[|\]|\}|&amp;|\|| - |\PC){0,40}"#
        ) {
            for found in dates::find_in_text(&text, &dates::DateHints::default()) {
                prop_assert!(text.get(found.range).is_some_and(|part| !part.is_empty()));
            }
            let _ = (dates::parse_machine(&text), dates::from_url(&text), dates::label_of(&text));
            for name in people::clean_authors(&text) {
                prop_assert!(!name.is_empty() && name.trim() == name, "{name:?}");
            }
            if let Some(value) = json_ld::parse_lenient(&text) {
                let _ = json_ld::facts(&[value], Some(&text));
            }
            let _ = titles::strip_site_suffix(&text, &[&text, "Site"]);
            prop_assert_eq!(titles::same_headline(&text, &text), text.chars().any(char::is_alphanumeric));
        }
    }
}
