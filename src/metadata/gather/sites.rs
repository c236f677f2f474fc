//! The site's name as a reader sees it: the start of a breadcrumb that the page repeats, the holder of the copyright.

use memchr::memchr_iter;
use rustc_hash::FxHashSet;

use crate::blocks::{Blocks, Measures};
use crate::metadata::evidence::{Candidate, Evidence, Field, Lead, Origin};
use crate::metadata::fold::fold;

/// A copyright line is short (bytes).
const LONGEST_COPYRIGHT_BYTES: usize = 160;
/// A site's name has so many characters.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=70;
/// A name of less weight is a copyright's holder.
const SURE_SITE: f32 = 0.3;
/// An author of less weight may be any name.
const SURE_AUTHOR: f32 = 0.5;
/// Front pages and sections are called like this in breadcrumbs.
const HOMES: &[&str] = &[
    "front page",
    "index",
    "board index",
    "forum",
    "forums",
    "forum index",
    "ubersicht",
    "foren-ubersicht",
    "docs",
    "documentation",
    "dokumentation",
    "manual",
    "reference",
    "help",
    "support",
    "blog",
    "news",
    "latest news",
    "nachrichten",
    "aktuelles",
    "noticias",
    "actualites",
    "notizie",
    "sport",
    "sports",
    "politics",
    "politik",
    "shop",
    "store",
    "products",
    "produkte",
    "services",
    "resources",
    "articles",
    "categories",
    "main page",
    "you are here",
    "you are here:",
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
    let sure = out.of(Field::Author).filter(|author| author.weight >= SURE_AUTHOR);
    let authors: Vec<String> = sure.map(|author| fold(&author.value)).collect();
    for block in &blocks.items {
        let text = blocks.text_of(block);
        if text.len() <= LONGEST_COPYRIGHT_BYTES
            && is_marked(text, &block.measures)
            && let Some(name) = copyright_holder(text).filter(|name| is_name(name))
            // Who writes a site alone holds its copyright.
            && !authors.contains(&fold(name))
        {
            out.push(Candidate::new(Field::SiteName, name, origin, 0.2));
        }
    }
    // A kicker looks like a site's name: only a page that names no site is asked.
    let is_named = out.of(Field::SiteName).any(|site| site.weight >= SURE_SITE)
        || out.of(Field::Publisher).any(|site| site.weight >= SURE_SITE);
    let names = if is_named { Vec::new() } else { beside_titles(blocks, out) };
    for name in names {
        out.push(Candidate::new(Field::SiteName, &name, origin, 0.4));
    }
}

/// A title's first or last piece that also stands alone on the page or in its copyright line; in a dump, what a line adds
/// to the text of another line ("Rain ends drought - The Daily").
fn beside_titles(blocks: &Blocks, out: &Evidence) -> Vec<String> {
    if out.is_text {
        let alone: FxHashSet<&str> = blocks.items.iter().map(|block| blocks.text_of(block)).collect();
        let lines = blocks.items.iter().take(MOST_TITLE_LINES).map(|block| blocks.text_of(block));
        let names = lines.filter(|line| line.len() <= LONGEST_TITLE_BYTES).filter_map(|line| {
            let (head, name) = ends(line).1?;
            (alone.contains(head) && is_name(name) && head.len() > name.len()).then(|| name.to_owned())
        });
        return names.take(1).collect();
    }
    let title = out.of(Field::Headline).find(|candidate| candidate.origin == Origin::TitleElement);
    let Some(title) = title.map(|title| title.value.clone()) else { return Vec::new() };
    let (first, last) = ends(&title);
    let headings: Vec<&Candidate> =
        out.of(Field::Headline).filter(|candidate| matches!(candidate.origin, Origin::Heading(_))).collect();
    let stands = |name: &&str| {
        is_name(name)
            && name.chars().count() * 3 < title.chars().count()
            && !headings.iter().any(|heading| heading.value == *name)
            && blocks.items.iter().any(|block| {
                let text = blocks.text_of(block);
                text == *name && block.heading_level == 0
                    || text.len() <= LONGEST_COPYRIGHT_BYTES
                        && text.contains(COPYRIGHT_MARKS)
                        && text.contains(*name)
            })
    };
    // A site's name may be the first heading of its pages, where the title's other piece is a headline.
    let heads_pages = |(head, name): &(&str, &str)| {
        is_name(name)
            && headings.iter().any(|heading| heading.value == *name)
            && headings.iter().any(|heading| heading.value == *head)
    };
    let leads_home = |text: &str| {
        let is_home = |heading: &&Candidate| out.spot(heading.block).leads == Lead::Home;
        headings.iter().any(|heading| heading.value == text && is_home(heading))
    };
    if let Some((head, name)) = last.filter(heads_pages) {
        return vec![if leads_home(head) { head } else { name }.to_owned()];
    }
    [last.map(|(_, name)| name), first]
        .into_iter()
        .flatten()
        .filter(stands)
        .take(1)
        .map(str::to_owned)
        .collect()
}

/// The first piece of a title, and its last one with what stands before it.
fn ends(title: &str) -> (Option<&str>, Option<(&str, &str)>) {
    let first = TITLE_MARKS
        .iter()
        .take(STRONG_MARKS)
        .find_map(|mark| title.split_once(*mark))
        .map(|(name, _)| name.trim());
    let last = TITLE_MARKS
        .iter()
        .filter_map(|mark| title.rsplit_once(*mark))
        .max_by_key(|(head, _)| head.len())
        .map(|(head, name)| (head.trim(), name.trim()));
    (first, last)
}

/// Marks between a title and a site's name.
const TITLE_MARKS: &[&str] =
    &[" | ", " :: ", " » ", " - ", " – ", " — ", " · ", " • ", "｜", "_", "：", ": ", " / "];
/// So many of them hardly stand behind a kicker.
const STRONG_MARKS: usize = 3;
const COPYRIGHT_MARKS: &[char] = &['©', 'Ⓒ', 'ⓒ'];
/// The title of a dump stands among its first lines, and is no paragraph (bytes).
const MOST_TITLE_LINES: usize = 30;
const LONGEST_TITLE_BYTES: usize = 300;

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

/// Whether a text of these counts holds what a line of copyright begins its name with; hardly any other does.
fn is_marked(text: &str, measures: &Measures) -> bool {
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

const COPYRIGHT: &str = "Copyright ";

/// "Daily Post" of "© 2019–2024 Daily Post. All rights reserved."
fn copyright_holder(text: &str) -> Option<&str> {
    let (_, rest) = text
        .split_once(COPYRIGHT_MARKS)
        .or_else(|| text.split_once("(c) "))
        .or_else(|| text.split_once(COPYRIGHT))?;
    let rest = rest.trim_start_matches("Copyright").trim_start_matches(" by");
    let filler = |mark: char| mark.is_whitespace() || mark.is_numeric() || ",.-–—|:;©".contains(mark);
    let rest = rest.trim_start_matches(filler);
    let end =
        rest.find(['.', '|', '•', '·', '\n', '–', '—', ',', '©', '，', '、', '。']).unwrap_or(rest.len());
    let end = end.min(rest.find(" - ").unwrap_or(end)).min(year_at(rest).unwrap_or(end));
    let name = rest.get(..end)?.trim_end_matches(filler);
    let name = RESERVED.iter().find_map(|word| name.split_once(word)).map_or(name, |(head, _)| head);
    let reserved = name.to_ascii_lowercase().find("all rights").and_then(|at| name.get(..at)).unwrap_or(name);
    Some(reserved.trim_end_matches(filler))
}

/// "All rights reserved" where no mark stands before it.
const RESERVED: &[&str] = &["無断", "版权所有", "版權所有", " 무단"];

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
            ("Rain ends drought", None),
        ] {
            assert_eq!(copyright_holder(line), holder, "{line}");
        }
    }
}
