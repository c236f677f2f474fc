//! The site's name as a reader sees it: the start of a breadcrumb that the page repeats, the holder of the copyright.

use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

use crate::blocks::Blocks;
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::fold::fold;

/// A copyright line is short (bytes).
const LONGEST_COPYRIGHT_BYTES: usize = 160;
/// A site's name has so many characters.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=70;
/// Front pages are called like this in breadcrumbs.
const HOMES: &[&str] = &[
    "home",
    "homepage",
    "start",
    "startseite",
    "accueil",
    "inicio",
    "pagina inicial",
    "forside",
    "hem",
    "etusivu",
    "strona glowna",
    "ana sayfa",
    "anasayfa",
    "главная",
    "головна",
    "الرییسیه",
    "خانه",
    "首页",
    "首頁",
    "ホーム",
    "トップ",
    "홈",
    "trang chu",
    "beranda",
];

pub(super) fn gather(blocks: &Blocks, out: &mut Evidence) {
    let origin = if out.is_text { Origin::TextLine } else { Origin::Block };
    let first = out.of(Field::Breadcrumb).next().map(|candidate| candidate.value.clone());
    if let Some(name) = first.filter(|name| is_name(name) && stands_elsewhere(blocks, name)) {
        out.push(Candidate::new(Field::SiteName, &name, origin, 0.35));
    }
    for block in &blocks.items {
        let text = blocks.text_of(block);
        if text.len() <= LONGEST_COPYRIGHT_BYTES
            && MARKS.is_match(text)
            && let Some(name) = copyright_holder(text).filter(|name| is_name(name))
        {
            out.push(Candidate::new(Field::SiteName, name, origin, 0.2));
        }
    }
}

fn is_name(name: &str) -> bool {
    NAME_CHARS.contains(&name.chars().count())
        && name.chars().any(char::is_alphabetic)
        && !HOMES.contains(&fold(name).trim())
}

/// True where a line of its own begins with the name.
fn stands_elsewhere(blocks: &Blocks, name: &str) -> bool {
    blocks.items.iter().any(|block| {
        let text = blocks.text_of(block);
        text == name || text.len() == name.len() * 2 && text.starts_with(name) && text.ends_with(name)
    })
}

/// What a line of copyright begins its name with; hardly any other line holds one of these.
#[allow(clippy::expect_used, reason = "the patterns are fixed words")]
static MARKS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(["©", "Ⓒ", "(c) ", "Copyright "]).expect("fixed words make an automaton")
});

/// "Daily Post" of "© 2019–2024 Daily Post. All rights reserved."
fn copyright_holder(text: &str) -> Option<&str> {
    let (_, rest) = text
        .split_once(['©', 'Ⓒ'])
        .or_else(|| text.split_once("(c) "))
        .or_else(|| text.split_once("Copyright "))?;
    let rest = rest.trim_start_matches("Copyright").trim_start_matches(" by");
    let filler = |mark: char| mark.is_whitespace() || mark.is_numeric() || ",.-–—|:;©".contains(mark);
    let rest = rest.trim_start_matches(filler);
    let end = rest.find(['.', '|', '•', '·', '\n', '–', '—', ',', '©']).unwrap_or(rest.len());
    let name = rest.get(..end)?.trim_end_matches(filler);
    let reserved = name.to_ascii_lowercase().find("all rights").and_then(|at| name.get(..at)).unwrap_or(name);
    Some(reserved.trim_end_matches(filler))
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
            ("Rain ends drought", None),
        ] {
            assert_eq!(copyright_holder(line), holder, "{line}");
        }
    }
}
