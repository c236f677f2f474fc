//! What a paragraph's text says of itself: capitals, breadcrumbs.

/// Longer runs of capitals are shouting, not headings.
const MAX_CAPS_WORDS: usize = 14;

/// Fewer letters are an abbreviation.
const MIN_CAPS_LETTERS: usize = 4;

/// A breadcrumb has at most so many bytes…
const MAX_BREADCRUMB_LEN_BYTES: usize = 400;

/// …its steps at most so many words, the last one (the page's headline) more.
const MAX_STEP_WORDS: usize = 7;
const MAX_LAST_STEP_WORDS: usize = 30;

/// Signs between the steps of a breadcrumb, and how many there must be at least. A slash and a bar divide other things too.
const STEP_SIGNS: &[(char, usize)] = &[('>', 1), ('»', 1), ('›', 1), ('→', 1), ('❯', 1), ('/', 2)];

/// Whether all letters are capitals (scripts without case have none).
pub(super) fn is_all_caps(text: &str) -> bool {
    let mut count = 0;
    for letter in text.chars().filter(|character| character.is_alphabetic()) {
        if !letter.is_uppercase() {
            return false;
        }
        count += 1;
    }
    count >= MIN_CAPS_LETTERS && text.split_whitespace().nth(MAX_CAPS_WORDS).is_none()
}

/// Whether the text reads `A > B > C`.
pub(super) fn is_breadcrumb(text: &str) -> bool {
    text.len() <= MAX_BREADCRUMB_LEN_BYTES
        && STEP_SIGNS.iter().any(|&(sign, least)| has_steps(text, sign, least))
}

fn has_steps(text: &str, sign: char, least: usize) -> bool {
    let mut count = 0;
    let mut filled = 0;
    let mut steps = text.split(sign).peekable();
    while let Some(step) = steps.next() {
        let is_last = steps.peek().is_none();
        // A sign without a space on either side is part of a word (`and/or`, `A->B`).
        let is_apart =
            is_last || step.ends_with(' ') || steps.peek().is_some_and(|next| next.starts_with(' '));
        let words = step.split_whitespace().count();
        let most = if is_last { MAX_LAST_STEP_WORDS } else { MAX_STEP_WORDS };
        let may_be_empty = is_last || count == 0;
        let is_arrow = !is_last && step.ends_with(['-', '=']);
        if !is_apart || is_arrow || words > most || (words == 0 && !may_be_empty) {
            return false;
        }
        filled += usize::from(words > 0);
        count += usize::from(!is_last);
    }
    count >= least && filled >= 2 && text.chars().any(char::is_alphabetic)
}

/// Signs that end or fill a line of program text and seldom one of prose.
const CODE_ENDS: &[char] = &[';', '{', '}', '(', ')', '[', ']', ','];

/// Whether a line looks like program text.
pub(super) fn is_code_line(text: &str) -> bool {
    let is_end = text.ends_with([';', '{', '}']) || text.starts_with(['}', '{', '<', '$']);
    let has_call = text.contains("()")
        || text.contains(");")
        || text.contains("</")
        || text.contains(" = ")
        || text.contains("=>");
    is_end && text.split_whitespace().count() <= 20
        || has_call
        || text.chars().all(|sign| CODE_ENDS.contains(&sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breadcrumbs_are_told_from_prose() {
        for (text, expected) in [
            ("Harbour Daily > News > Light lit again", true),
            ("Start » Rezepte", true),
            ("Home / Docs / Install", true),
            ("Home / About", false),
            ("and/or, either/or", false),
            ("a -> b", false),
            ("> quoted text", false),
            ("5 > 3", false),
            ("More »", false),
            (
                "When a > b the loop that we have been writing about since the start of this chapter ends > stop",
                false,
            ),
        ] {
            assert_eq!(is_breadcrumb(text), expected, "{text}");
        }
    }

    #[test]
    fn capitals_are_seen() {
        for (text, expected) in [
            ("BREAKING NEWS", true),
            ("USA", false),
            ("ÜBER UNS", true),
            ("港口图书馆", false),
            ("Not ALL", false),
        ] {
            assert_eq!(is_all_caps(text), expected, "{text}");
        }
    }
}
