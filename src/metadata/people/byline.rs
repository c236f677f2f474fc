//! A byline cut into the parts that can be names.

use super::words::{CREDENTIALS, DATE_LEADS, JOINERS, PARTICLE_OPENERS, PARTICLES};
use super::{AGENCY_NAMES, MODIFIERS, OPENER_WORDS, ROLE_WORDS, STRANGER_OPENERS, is_agency};
use crate::metadata::dates::{DateHints, DateLabel, WEEKDAYS, find_in_text, label_of};
use crate::metadata::fold::{folded, is_unspaced, one_spaced, push_folded};

/// Shorter words with a full stop are abbreviations (characters).
const LONGEST_SHORT_WORD: usize = 3;

/// What stood before a part of a byline.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// The beginning, `;`, `|`, a line: what follows is a new entry.
    Hard,
    /// "and", `&`, `、`, `/`: what follows is another name.
    And,
    Comma,
    /// A spaced dash or an opening bracket: what follows says something of the name.
    Aside,
}

/// The text with its dates cut out, each leaving a hard break.
pub(super) fn without_dates(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for found in find_in_text(text, &DateHints::default()) {
        out.push_str(without_leads(text.get(at..found.range.start).unwrap_or_default()));
        out.push('|');
        at = found.range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// What stands before a date without the words that lead to it: "Ruth Holm am".
fn without_leads(text: &str) -> &str {
    let (mut kept, mut rest) =
        (text, text.trim_end_matches(|mark: char| mark.is_whitespace() || mark == ':'));
    loop {
        let (head, last) = rest.rsplit_once(char::is_whitespace).unwrap_or(("", rest));
        let begins_line = rest.get(head.len()..).is_some_and(|rest| rest.starts_with('\n'));
        // "MillerLast updated" is cut as one label.
        let leads = is_lead(head, last)
            || is_weekday(if begins_line { "" } else { head }, last)
            || last.starts_with(char::is_lowercase) && is_date_label(last);
        if !leads || head.ends_with("Last") {
            return kept;
        }
        rest = head.trim_end();
        kept = rest;
    }
}

/// "on", "am": with capitals only in a line of capitals, for "Le" and "El" are names as well.
fn is_lead(head: &str, word: &str) -> bool {
    let is_shouted = || !head.contains(char::is_lowercase) && head.split_whitespace().count() >= NAMED_WORDS;
    DATE_LEADS.contains(&word)
        || word == "On"
        || word.chars().all(char::is_uppercase) && is_shouted() && DATE_LEADS.contains(&&*word.to_lowercase())
}

/// Words of an opener and a name.
const NAMED_WORDS: usize = 3;

/// A weekday that belongs to the date. Short ones are names as well ("Sun").
fn is_weekday(head: &str, word: &str) -> bool {
    let word = word.trim_end_matches([',', '.']);
    let letters = word.chars().count();
    let is_long = letters > LONGEST_SHORT_WEEKDAY && word.is_ascii();
    (is_long || head.is_empty() && letters >= SHORTEST_WEEKDAY) && WEEKDAYS.contains(&&*folded(word))
}

/// Letters of weekdays: "Thurs" is none of the short ones; "Di" and "So" say nothing.
const LONGEST_SHORT_WEEKDAY: usize = 4;
const SHORTEST_WEEKDAY: usize = 3;

/// True for a word that says what the date beside it is the day of.
fn is_date_label(word: &str) -> bool {
    matches!(label_of(word), Some(DateLabel::Published | DateLabel::Modified))
}

/// The words of the text without e-mail addresses, URLs and handles; the label of a cut-out date that is glued to a name
/// ("MillerPublished:") is cut off it.
pub(super) fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        for word in line.split_whitespace() {
            let bare = word.trim_matches(|mark: char| !mark.is_alphanumeric() && mark != '@');
            if is_address(bare) {
                // What encloses or follows an address still separates names.
                out.extend(word.chars().rev().find(|mark| matches!(mark, ',' | ';' | '|')));
            } else {
                // "Jane Roe Updated": the label of a date ends the name.
                let is_label = (!word.starts_with(|first: char| first.is_lowercase())
                    || out.ends_with("Last "))
                    && is_date_label(word);
                if is_label {
                    out.truncate(without_last(&out).len());
                    out.push('|');
                } else {
                    push_unglued(&mut out, word);
                }
            }
            out.push(' ');
        }
        out.push('\n');
    }
    out
}

/// "Jane Miller. Last Updated" is one label behind a name.
fn without_last(text: &str) -> &str {
    let Some(head) = text.strip_suffix("Last ").map(str::trim_end) else { return text };
    let bare = head.trim_end_matches('.');
    // "Jr." keeps its mark.
    let ends_long = bare.rsplit(' ').next().is_some_and(|word| word.chars().count() > LONGEST_SHORT_WORD);
    if ends_long { bare } else { head }
}

fn is_address(word: &str) -> bool {
    let web = ["http://", "https://", "www.", "mailto:"]
        .iter()
        .any(|start| word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    web || word.contains('@')
}

/// Puts a break before a capital that starts a date's label inside a word, and a space after a glued "By".
fn push_unglued(out: &mut String, word: &str) {
    let boundaries = word.char_indices().zip(word.chars().skip(1)).filter_map(|((at, left), right)| {
        let next = at + left.len_utf8();
        (left.is_lowercase() && right.is_uppercase()).then_some(next)
    });
    let mut cuts = boundaries.filter_map(|at| word.split_at_checked(at)).map(|(head, tail)| {
        (head, tail, folded(tail.trim_end_matches(|mark: char| !mark.is_alphanumeric())))
    });
    let Some(first) = cuts.next() else {
        out.push_str(word);
        return;
    };
    // "VanSonePublished": the last capital may begin the label.
    let (head, tail, folded_tail) = cuts.find(|(.., folded)| is_stranger_opener(folded)).unwrap_or(first);
    if is_stranger_opener(&folded_tail) {
        out.push_str(head);
        out.push('|');
    } else if head.eq_ignore_ascii_case("by")
        || head == "Author"
        || ROLE_WORDS.contains(&*folded_tail)
        || MODIFIERS.contains(&*folded_tail)
    {
        out.push_str(head);
        out.push(' ');
    } else {
        out.push_str(head);
    }
    out.push_str(tail);
}

fn is_stranger_opener(folded: &str) -> bool {
    STRANGER_OPENERS.words.iter().any(|opener| opener == folded)
}

/// The text cut at lines, `;`, `|` and bullets.
pub(super) fn entries(text: &str) -> Vec<String> {
    text.split(['\n', ';', '|', '•', '·', '｜', '；', '●', '⋅', '∙'])
        .flat_map(|entry| entry.split(" » "))
        // What stands in angle brackets is an address.
        .map(|entry| entry.split('<').next().unwrap_or_default())
        .map(one_spaced)
        .filter(|entry| !entry.is_empty())
        .collect()
}

/// How many bytes of `text` a folded opener covers, if the text starts with it and the word ends there.
pub(super) fn opener_length(text: &str, opener: &str) -> Option<usize> {
    let same = text
        .bytes()
        .zip(opener.bytes())
        .take_while(|(letter, wanted)| letter.to_ascii_lowercase() == *wanted);
    let plain = same.take_while(|(letter, _)| letter.is_ascii()).count();
    if plain < opener.len() && text.as_bytes().get(plain).is_none_or(u8::is_ascii) {
        return None;
    }
    if plain == opener.len() {
        let next = text.get(plain..)?.chars().next();
        return (!next.is_some_and(char::is_alphanumeric)).then_some(plain);
    }
    // From before the first letter outside ASCII on.
    let start = plain.saturating_sub(1);
    let mut folded = opener.get(..start).unwrap_or_default().to_owned();
    for (at, letter) in text.char_indices().skip(start) {
        if folded.len() >= opener.len() {
            break;
        }
        push_folded(&mut folded, letter);
        if !opener.starts_with(&folded) {
            return None;
        }
        if folded == opener {
            let end = at + letter.len_utf8();
            let next = text.get(end..)?.chars().next();
            let unspaced = is_unspaced(letter) || ('\u{ac00}'..='\u{d7a3}').contains(&letter);
            return (unspaced || !next.is_some_and(char::is_alphanumeric)).then_some(end);
        }
    }
    None
}

/// The entry without the words that open a byline, as often as they stand there.
pub(super) fn open(entry: &str) -> &str {
    let mut rest = trim_marks(trim_marks(entry).trim_start_matches(['(', '[', '（']));
    // A line may begin with the "and" of the line before.
    if let Some((first, tail)) = rest.split_once(' ') {
        let joins =
            first.chars().count() > 2 && first.chars().all(char::is_lowercase) && JOINERS.contains(&first);
        rest = if joins { tail } else { rest };
    }
    for _ in 0..3 {
        let cut = OPENER_WORDS.for_text(rest).find_map(|opener| {
            let end = opener_length(rest, opener)?;
            let left = rest.get(end..)?;
            let marked = left.trim_start().starts_with([':', '：', '/', '／', '=', '|']);
            let left = trim_marks(left);
            let particle = PARTICLE_OPENERS.contains(&opener.as_str()) && !marked;
            let enough = !particle
                || is_agency(left)
                || left.split(' ').count() >= 2 && !left.starts_with(|first: char| first.is_lowercase());
            let is_role_alone = ROLE_WORDS.contains(opener.as_str()) && left.is_empty();
            (enough && !is_role_alone).then_some(left)
        });
        match cut {
            Some(left) => rest = left,
            None => break,
        }
    }
    rest
}

pub(super) fn trim_marks(text: &str) -> &str {
    text.trim_matches(|mark: char| {
        mark.is_whitespace()
            || matches!(
                mark,
                ',' | ':'
                    | '：'
                    | '-'
                    | '–'
                    | '—'
                    | '*'
                    | '/'
                    | '／'
                    | '='
                    | '_'
                    | '"'
                    | '“'
                    | '”'
                    | '>'
                    | '<'
                    | '«'
                    | '»'
                    | '@'
                    | '~'
                    | '、'
                    | '・'
                    | '　'
                    | '，'
            )
    })
}

/// "Roe, Jane": the family name first. Only where both parts are words with a capital and neither is an agency.
pub(super) fn inverted(entry: &str) -> Option<String> {
    let (family, given) = entry.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let proper = |word: &str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|letter| letter.is_alphabetic() || "-'’.".contains(letter))
    };
    let known = |word: &str| {
        let folded = folded(word.trim_end_matches('.'));
        AGENCY_NAMES.contains(&*folded) || ROLE_WORDS.contains(&*folded) || CREDENTIALS.contains(&&*folded)
    };
    let shouted = |word: &str| word.chars().count() > 2 && !word.chars().any(char::is_lowercase);
    let given_words: Vec<&str> = given.split(' ').collect();
    let initials = given_words.iter().skip(1).all(|word| word.trim_end_matches('.').chars().count() == 1);
    let (particles, last) = family.rsplit_once(' ').unwrap_or(("", family));
    let has_particles = particles.split(' ').all(|word| word.is_empty() || PARTICLES.contains(&word));
    let fits = has_particles
        && proper(last)
        && !known(family)
        && initials
        && given_words.iter().all(|word| proper(word) && !known(word));
    (fits && !(shouted(family) || shouted(given))).then(|| format!("{given} {family}"))
}

/// Cuts an entry into its parts, each with what stood before it.
pub(super) fn parts(entry: &str) -> Vec<(Joint, String)> {
    let mut out: Vec<(Joint, Vec<&str>)> = vec![(Joint::Hard, Vec::new())];
    let words: Vec<&str> = split_words(entry);
    for (index, word) in words.iter().enumerate() {
        let joint = match *word {
            "," | "，" => Some(Joint::Comma),
            "、" | "/" | "／" | "&" | "＆" => Some(Joint::And),
            "-" | "–" | "—" | "(" | "[" | "（" => Some(Joint::Aside),
            _ if is_joiner(&words, index) => Some(Joint::And),
            _ => None,
        };
        match joint {
            Some(joint) => out.push((joint, Vec::new())),
            None => {
                if let Some((_, part)) = out.last_mut() {
                    part.push(word);
                }
            }
        }
    }
    // ", and" is one joint.
    let mut merged: Vec<(Joint, String)> = Vec::new();
    let mut pending: Option<Joint> = None;
    for (joint, part) in out {
        if part.is_empty() {
            pending = Some(joint);
            continue;
        }
        let joint = if pending == Some(Joint::Aside) { Joint::Aside } else { joint };
        pending = None;
        merged.push((joint, part.join(" ")));
    }
    merged
}

/// Words, with the marks that separate names standing alone.
fn split_words(entry: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut words = entry.split(' ').peekable();
    while let Some(word) = words.next() {
        // A bracket inside a name holds another name: "Ann (Annie) Poe".
        let nickname = word.starts_with('(') && word.ends_with(')') && !out.is_empty();
        if nickname && words.peek().is_some_and(|next| next.starts_with(char::is_uppercase)) {
            out.push(word);
            continue;
        }
        let mut rest = word;
        while let Some(at) =
            rest.find([',', '，', '、', '／', '/', '&', '＆', '(', '[', '（', ')', ']', '）'])
        {
            let (head, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
            let length = tail.chars().next().map_or(0, char::len_utf8);
            out.extend((!head.is_empty()).then_some(head));
            let mark = tail.get(..length).unwrap_or_default();
            // What comes after a closing bracket is a new part.
            out.push(if matches!(mark, ")" | "]" | "）") { "," } else { mark });
            rest = tail.get(length..).unwrap_or_default();
        }
        out.extend((!rest.is_empty()).then_some(rest));
    }
    out
}

/// "and" in any language. Joiners of one or two letters are also parts of names ("Ortega y Gasset"): they join only where
/// two words stand on each side.
fn is_joiner(words: &[&str], index: usize) -> bool {
    let Some(word) = words.get(index) else { return false };
    let folded = folded(word);
    if index == 0 || !JOINERS.contains(&&*folded) || word.starts_with(char::is_uppercase) {
        return false;
    }
    let is_name = |index: Option<usize>| {
        index.and_then(|index| words.get(index)).is_some_and(|word| {
            word.chars().next().is_some_and(char::is_alphabetic)
                && !word.starts_with(|first: char| first.is_lowercase())
        })
    };
    if folded.chars().count() > 2 || &*folded == "&" {
        return true;
    }
    let is_part = |index: Option<usize>| {
        is_name(index) || index.and_then(|at| words.get(at)).is_some_and(|word| PARTICLES.contains(word))
    };
    // "et" joins even two single names; "a" is a preposition too.
    is_name(index.checked_sub(1))
        && is_part(index.checked_sub(2))
        && is_name(Some(index + 1))
        && is_part(Some(index + 2))
}
