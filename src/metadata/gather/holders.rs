//! Who holds the copyright, by the line that says so.

use memchr::memchr_iter;

use crate::blocks::Measures;
use crate::metadata::fold::{fold, is_unspaced};

/// A copyright line is short (bytes).
pub(super) const LONGEST_COPYRIGHT_BYTES: usize = 160;
/// Signs of copyright.
pub(super) const MARKS: &[char] = &['©', 'Ⓒ', 'ⓒ'];
const COPYRIGHT: &str = "Copyright ";

/// Whether a text of these counts holds what a line of copyright begins its name with; hardly any other does.
pub(super) fn is_marked(text: &str, measures: &Measures) -> bool {
    // Each by the byte of it that is the rarest in other texts.
    measures.non_ascii > 0 && (holds(text, "©", 1) || holds(text, "Ⓒ", 1))
        || measures.marks >= "()".len() as u32 && holds(text, "(c) ", 0)
        || measures.capitals > 0 && holds(text, COPYRIGHT, 0)
}

fn holds(text: &str, mark: &str, rare: usize) -> bool {
    let (text, mark) = (text.as_bytes(), mark.as_bytes());
    let stands =
        |at: usize| at.checked_sub(rare).and_then(|start| text.get(start..)?.strip_prefix(mark)).is_some();
    mark.get(rare).is_some_and(|&byte| memchr_iter(byte, text).any(stands))
}

/// "Daily Post" of "© 2019–2024 Daily Post. All rights reserved."
pub(super) fn copyright_holder(text: &str) -> Option<&str> {
    let (before, rest) =
        text.split_once(MARKS).or_else(|| text.split_once("(c) ")).or_else(|| text.split_once(COPYRIGHT))?;
    // Other words say that a picture or a part of the page is meant, unless they are links beside the line.
    if !(may_stand_before(before) || begins_with_year(rest) && !names_part(before)) {
        return None;
    }
    let rest = without_fillers(rest);
    let end = rest.find(ENDS).unwrap_or(rest.len());
    let ends = [rest.find(" - "), year_at(rest), stop_at(rest), theme_at(rest), phrase_at(rest)];
    let end = ends.into_iter().flatten().fold(end, usize::min);
    let name = rest.get(..end)?.trim_end_matches(is_filler);
    (!name.is_empty() && !NOBODY.contains(&fold(name).as_str())).then_some(name)
}

/// What ends a name wherever it stands.
const ENDS: &[char] = &['|', ';', '•', '·', '\n', '–', '—', ',', '©', '，', '、', '。'];

fn is_filler(mark: char) -> bool {
    mark.is_whitespace() || mark.is_numeric() || ",.-–—|:;©\u{fe0f}".contains(mark)
}

/// Nothing, a mark behind a link, a word for copyright or "all rights reserved".
fn may_stand_before(text: &str) -> bool {
    if text.trim_end().ends_with(['|', '•', '·']) {
        return true;
    }
    let text = text.trim_matches(|letter: char| !letter.is_alphabetic());
    // One letter is what another encoding makes of the sign.
    text.chars().nth(1).is_none() || WORDS.contains(&fold(text).as_str()) || is_phrase(text)
}

fn begins_with_year(text: &str) -> bool {
    let text = text.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    text.as_bytes().first_chunk::<4>().is_some_and(|year| year.iter().all(u8::is_ascii_digit))
}

/// Whether the text names a picture, or who made a part of the page.
fn names_part(text: &str) -> bool {
    let mut words = text.split(|letter: char| !letter.is_alphabetic());
    words.any(|word| PARTS.iter().any(|part| part.eq_ignore_ascii_case(word)))
}

const PARTS: &[&str] = &[
    "photo", "photos", "foto", "fotos", "image", "images", "picture", "pictures", "bild", "bilder", "credit",
    "by",
];

/// Words for copyright, folded.
const WORDS: &[&str] =
    &["copyright", "copyrights", "저작권자", "저작권", "著作権", "版权", "版權", "حقوق النشر"];

/// The text from the name on.
fn without_fillers(mut text: &str) -> &str {
    loop {
        text = text.trim_start_matches(is_filler);
        let word = text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        let is_filling = FILLERS.iter().any(|filler| filler.eq_ignore_ascii_case(word));
        let Some(rest) = text.get(word.len()..).filter(|_| is_filling) else { return text };
        text = rest;
    }
}

/// Words between the mark and the name.
const FILLERS: &[&str] = &["copyright", "copyrights", "by"];

/// Where a sentence ends, or the name before the end of an address: at a full stop that shortens no word.
fn stop_at(text: &str) -> Option<usize> {
    let ends = |&(at, _): &(usize, &str)| {
        let word = text.get(..at).and_then(|head| head.rsplit([' ', '.']).next()).unwrap_or_default();
        let is_short = SHORTENED.contains(&word) || word.chars().nth(1).is_none();
        let next = text.get(at + 1..).and_then(|behind| behind.chars().next());
        // "Kelp.example" is Kelp's; "S.p.A." is one word.
        next.is_none_or(|next| (next.is_whitespace() || next.is_lowercase()) && !is_short)
    };
    text.match_indices('.').find(ends).map(|(at, _)| at)
}

/// Words with a full stop that a name goes on behind.
const SHORTENED: &[&str] = &["www", "Co", "St", "Dr", "Pty", "Mt"];

/// Where the name of a site's theme begins: "Daily Post on the Plain Pro Theme".
fn theme_at(text: &str) -> Option<usize> {
    let at = text.find(ON_THE)?;
    text.get(at + ON_THE.len()..)?.contains(" Theme").then_some(at)
}

const ON_THE: &str = " on the ";

/// Where a phrase begins that is no part of a name.
fn phrase_at(text: &str) -> Option<usize> {
    let mut before = ' ';
    let mut starts = text.char_indices().filter(|&(_, letter)| {
        // "Daily PostAll rights reserved"
        let is_glued = before.is_lowercase() && letter.is_uppercase();
        let is_start = !before.is_alphabetic() || is_glued || is_unspaced(letter);
        before = letter;
        is_start && letter.is_alphabetic()
    });
    starts.find(|&(at, _)| text.get(at..).is_some_and(is_phrase)).map(|(at, _)| at)
}

fn is_phrase(text: &str) -> bool {
    let end = text.char_indices().nth(LONGEST_PHRASE_CHARS).map_or(text.len(), |(at, _)| at);
    let start = fold(text.get(..end).unwrap_or_default());
    PHRASES.iter().any(|phrase| start.starts_with(phrase))
}

/// The longest of [`PHRASES`] may lose letters when folded (characters).
const LONGEST_PHRASE_CHARS: usize = 32;

/// How "all rights reserved" begins, and what else may stand where a name is looked for; folded.
#[rustfmt::skip]
const PHRASES: &[&str] = &[
    "all rights", "some rights", "rights reserved", "alle recht", "tous droits", "droits reserves", "todos los derechos",
    "derechos reservados", "todos os direitos", "direitos reservados", "todos os dereitos", "tots els drets", "tutti i diritti",
    "diritti riservati", "riproduzione riservata", "все права", "права защищены", "всі права", "усі права", "всички права",
    "wszelkie prawa", "wszystkie prawa", "vsechna prava", "vsetky prava", "sva prava", "сва права", "vse pravice",
    "alle rettighe", "alla rattigheter", "kaikki oikeudet", "koik oigused", "visos teises", "visas tiesibas", "minden jog",
    "toate drepturile", "tum haklari", "her hakki", "με επιφυλαξη", "με την επιφυλαξη", "جمیع الحقوق", "کافه الحقوق",
    "تمامی حقوق", "کلیه حقوق", "כל הזכויות", "版权所有", "版權所有", "無断", "保留所有", "不許複製", "무단", "모든 권리",
    "moi quyen", "hak cipta", "สงวนลิขสิทธ",
    "powered by", "proudly powered", "designed by", "developed by", "built with", "theme by", "its respective", "their respective",
];

/// What is no holder, folded.
const NOBODY: &[&str] = &[
    "the author",
    "the authors",
    "author",
    "authors",
    "crown copyright",
    "notice",
    "policy",
    "information",
    "infringement",
];

/// Where a year stands behind the name: "Daily Post 2024 Imprint".
fn year_at(text: &str) -> Option<usize> {
    let digits = |window: &[u8]| window.iter().all(u8::is_ascii_digit);
    let at = text
        .as_bytes()
        .windows(5)
        .position(|five| five.first() == Some(&b' ') && five.get(1..).is_some_and(digits))?;
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holders_of_copyrights() {
        for (line, holder) in [
            ("© 2019–2024 Daily Post. All rights reserved.", Some("Daily Post")),
            ("Copyright © 2024 Daily Post", Some("Daily Post")),
            ("© Lorvane Press Service. All rights reserved.", Some("Lorvane Press Service")),
            ("© Daily Post 2024 All Rights Reserved", Some("Daily Post")),
            ("© La Gazette 2008 - Mentions légales - Contact", Some("La Gazette")),
            ("© 潮見新聞社 無断転載を禁じます", Some("潮見新聞社")),
            ("저작권자 ⓒ 들녘일보, 무단 전재 및 재배포 금지", Some("들녘일보")),
            ("© RIPRODUZIONE RISERVATA", None),
            ("© Tous droits réservés 2024", None),
            ("© Todos os direitos reservados.", None),
            ("© Alle Rechte vorbehalten", None),
            ("© Все права защищены", None),
            ("Все права защищены © 2024 Вестник гавани", Some("Вестник гавани")),
            ("© Вестник гавани.Все права защищены", Some("Вестник гавани")),
            ("© Copyright 2024 Harbour Journal", Some("Harbour Journal")),
            ("© 2024 | Powered by WordPress", None),
            ("© 2024 Harbour Journal Powered by WordPress", Some("Harbour Journal")),
            ("© Crown copyright", None),
            ("© 2021 by the authors.", None),
            ("All content © its respective owners", None),
            ("© their respective owners", None),
            ("Copyright © 2022 The Salty Spoon on the Foodie Pro Theme", Some("The Salty Spoon")),
            ("© Kelp & Co. Outdoor GmbH 2025", Some("Kelp & Co. Outdoor GmbH")),
            ("© J. Holt Media. Imprint", Some("J. Holt Media")),
            ("© 2024 Kelp Inc. Imprint", Some("Kelp Inc")),
            ("© 2024 Kelp.example. Imprint", Some("Kelp")),
            ("© 2024 Kelp B.V. Imprint", Some("Kelp B.V. Imprint")),
            ("Photo: © Lena Holt / HNA", None),
            ("Photo © Lena Holt", None),
            ("Photo © 2024 Lena Holt", None),
            ("Forum by Kelp® © 2010-2025 Kelp Ltd.", None),
            ("All content © 2024 Byron Press", Some("Byron Press")),
            ("Terms • Privacy • Copyright Byron Press, 2024", Some("Byron Press")),
            ("Terms ©\u{fe0f}2010-2025 Byron Press", Some("Byron Press")),
            ("Â© 2024 Byron PressAll rights reserved", Some("Byron Press")),
            ("© 2024 Byron Press; texts of readers are free", Some("Byron Press")),
            ("as told in (c) of the rules", None),
            ("Byron Press Copyright Notice", None),
            ("© 2024 Byron Press", Some("Byron Press")),
            ("Rain ends drought", None),
        ] {
            assert_eq!(copyright_holder(line), holder, "{line}");
        }
    }

    #[test]
    fn tables_are_folded() {
        for word in PHRASES.iter().chain(WORDS).chain(NOBODY) {
            assert_eq!(fold(word), *word);
            assert!(word.chars().count() <= LONGEST_PHRASE_CHARS, "{word}");
        }
    }
}
