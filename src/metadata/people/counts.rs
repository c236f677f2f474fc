//! Counts that stand in one line with a byline: "8 min read", "12 Comments".

use std::borrow::Cow;

use super::folded_word;

/// What is counted, folded.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "min", "mins", "minute", "minutes", "minuten", "minuti", "minutos", "minuut", "minuter", "minutter", "minut",
    "comment", "comments", "kommentar", "kommentare", "kommentarer", "commentaire", "commentaires", "comentario", "comentarios",
    "commenti", "commento", "reacties", "reactie", "replies", "views", "shares",
];
/// What may stand behind it: "read", "Lesezeit".
const BEHIND: &[&str] =
    &["read", "reading", "lesezeit", "lecture", "lectura", "leitura", "lettura", "leestijd"];
/// Counts without a digit.
const NONE: &[&str] = &["no", "keine", "kein", "sin", "nessun", "aucun", "geen"];

/// The text with every such count as a break between entries.
pub(super) fn without_counts(text: &str) -> Cow<'_, str> {
    let counts = text.bytes().any(|byte| byte.is_ascii_digit()) || NONE.iter().any(|none| holds(text, none));
    if !counts {
        return Cow::Borrowed(text);
    }
    // An em dash glued to its words separates entries: "Jane Roe—8 min read".
    let text = text.replace('—', " — ").replace('|', " | ");
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            if is_count(word) && words.get(at + 1).is_some_and(|next| is_in(next, COUNTED)) {
                at += 2;
                at += usize::from(words.get(at).is_some_and(|next| is_in(next, BEHIND)));
                out.push_str("| ");
                continue;
            }
            out.push_str(word);
            out.push(' ');
            at += 1;
        }
        out.push('\n');
    }
    Cow::Owned(out)
}

/// True for "4 Comments" and what begins like it.
pub(in crate::metadata) fn begins_with_count(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next().is_some_and(is_count) && words.next().is_some_and(|next| is_in(next, COUNTED))
}

fn holds(text: &str, word: &str) -> bool {
    text.split(|letter: char| !letter.is_alphabetic()).any(|own| own.eq_ignore_ascii_case(word))
}

fn is_count(word: &str) -> bool {
    let bare = word.trim_matches(|mark: char| !mark.is_alphanumeric());
    !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b'-'))
        || NONE.iter().any(|none| bare.eq_ignore_ascii_case(none))
}

fn is_in(word: &str, words: &[&str]) -> bool {
    words.contains(&&*folded_word(word))
}
