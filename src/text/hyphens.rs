//! Words that were cut at the ends of lines, and which of their hyphens go when the lines are joined.
//!
//! A text that hyphenates cuts words anywhere; a text that does not has its lines broken behind the hyphens of compounds
//! (`well-worn`), which stay. The page's other words tell one from the other.

use rustc_hash::FxHashMap;

use super::line::{HYPHENS, Line};
use super::wrap::is_word_cut;

/// So many words of a page are cut at the end of a line where a text hyphenates.
const MIN_CUTS: usize = 3;

/// The hyphen before these stands for the second half of a word (`Vor- und Nachteile`).
const CONJUNCTIONS: &[&str] = &[
    "und", "oder", "bzw", "sowie", "bis", "and", "or", "to", "en", "of", "et", "ou", "och", "eller", "og",
    "y", "e", "o", "i",
];

/// How the words that are cut on the page stand elsewhere on it, if its text hyphenates.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    /// By both halves without a hyphen: the forms that were found within lines.
    forms: FxHashMap<String, Forms>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Forms {
    is_joined: bool,
    is_hyphenated: bool,
}

impl Hyphens {
    pub fn measure(input: &str, lines: &[Line]) -> Self {
        let pairs = lines.iter().zip(lines.iter().skip(1)).filter(|(upper, lower)| is_word_cut(upper, lower));
        let cuts: Vec<(&str, &str)> =
            pairs.filter_map(|(upper, lower)| halves(upper.text_of(input), lower.text_of(input))).collect();
        if cuts.len() < MIN_CUTS {
            return Self::default();
        }
        let key = |(first, second): (&str, &str)| format!("{first}{second}").to_lowercase();
        let mut forms: FxHashMap<String, Forms> =
            cuts.into_iter().map(|cut| (key(cut), Forms::default())).collect();
        for line in lines.iter().filter(|line| line.is_text()) {
            for word in line.text_of(input).split(|sign| !is_of_word(sign)) {
                mark(&mut forms, word);
            }
        }
        if forms.values().any(|found| found.is_joined) { Self { forms } } else { Self::default() }
    }

    /// Whether the hyphen at the end of the text goes when the next line follows it.
    pub fn is_dropped_between(&self, text: &str, next: &str) -> bool {
        if self.forms.is_empty() {
            return false;
        }
        let Some((first, second)) = halves(text, next) else { return false };
        let Some(forms) = self.forms.get(&format!("{first}{second}").to_lowercase()) else { return false };
        // One letter or capitals alone (`e-mail`, `PDF-like`) are a word of their own.
        let is_part = first.chars().any(char::is_lowercase) && first.chars().nth(1).is_some();
        forms.is_joined || is_part && !forms.is_hyphenated && !first.contains(HYPHENS)
    }
}

/// Notes the form of a word that stands within a line.
fn mark(forms: &mut FxHashMap<String, Forms>, word: &str) {
    let lower = word.to_lowercase();
    if let Some(found) = forms.get_mut(&lower) {
        found.is_joined = true;
    } else if lower.contains(HYPHENS)
        && let Some(found) = forms.get_mut(&lower.replace(HYPHENS, ""))
    {
        found.is_hyphenated = true;
    }
}

/// Whether the text goes on with the second half of a word, behind a hyphen that stands for it.
pub(super) fn begins_with_conjunction(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(|word| CONJUNCTIONS.contains(&word))
}

/// The two halves of a word that is cut between the texts; `None` before a conjunction.
fn halves<'t>(upper: &'t str, lower: &'t str) -> Option<(&'t str, &'t str)> {
    let upper = upper.strip_suffix(HYPHENS)?;
    let first = upper.rsplit(|sign| !is_of_word(sign)).next()?;
    let second = lower.split(|sign: char| !sign.is_alphanumeric()).next()?;
    let is_word = first.ends_with(char::is_alphabetic) && second.starts_with(char::is_lowercase);
    (is_word && !CONJUNCTIONS.contains(&second)).then_some((first, second))
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || HYPHENS.contains(&sign)
}

#[cfg(test)]
mod tests {
    use crate::text::parse;

    fn joined(dump: &str) -> String {
        let page = parse(dump);
        page.paragraphs.iter().map(|it| page.text_of(it)).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_hyphens_of_a_text_that_hyphenates_go() {
        let dump = "The harbour council has looked at the long con-\n\
                    tent of the letter in which the keeper of the light-\n\
                    house asked for lamps, and at the well-worn stairs, the well-\n\
                    worn ropes and the pros of day- and the cons of night-\n\
                    and evening work. The lighthouse keeps its lamps.\n";
        assert_eq!(
            joined(dump),
            "The harbour council has looked at the long content of the letter in which the keeper of the lighthouse \
             asked for lamps, and at the well-worn stairs, the well-worn ropes and the pros of day- and the cons of \
             night- and evening work. The lighthouse keeps its lamps."
        );
    }

    #[test]
    fn compounds_that_are_broken_at_their_hyphens_keep_them() {
        let dump = "The harbour council has looked at the well-\n\
                    worn stairs of the tower, at its long-\n\
                    lived lamps and at the sea-\n\
                    green door of the keeper's house.\n";
        assert!(joined(dump).contains("well-worn stairs of the tower, at its long-lived lamps"));
    }

    #[test]
    fn short_lines_and_lists_cut_no_word() {
        assert_eq!(joined("Half-\nprice"), "Half-\nprice");
        assert_eq!(
            joined("The keeper of the old harbour light-\n- house"),
            "The keeper of the old harbour light-\nhouse"
        );
    }
}
