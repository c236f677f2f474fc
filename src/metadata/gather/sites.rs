//! The site's name as a reader sees it: the start of a breadcrumb that the page repeats, the holder of the copyright.

use rustc_hash::FxHashSet;

use super::crumbs::HOME_PAGES;
use super::holders::{LONGEST_COPYRIGHT_BYTES, MARKS as COPYRIGHT_MARKS, copyright_holder, is_marked};
use crate::blocks::Blocks;
use crate::metadata::evidence::{Candidate, Evidence, Field, Lead, Origin};
use crate::metadata::fold::{fold, is_unspaced};

/// A site's name has so many characters.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=70;
/// A name of less weight is a copyright's holder.
const SURE_SITE: f32 = 0.3;
/// An author of less weight may be any name.
const SURE_AUTHOR: f32 = 0.5;
/// Sections are called like this in breadcrumbs, folded.
const SECTIONS: &[&str] = &[
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
];

pub(super) fn gather(blocks: &Blocks, out: &mut Evidence) {
    let origin = if out.is_text { Origin::TextLine } else { Origin::Block };
    let first = out.of(Field::Breadcrumb).next().filter(|first| is_name(&first.value));
    if let Some(first) = first.filter(|first| names_page(blocks, first, out)) {
        let name = first.value.clone();
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
            let (head, name) = ends(line, &TITLE_MARKS[..BARE_MARKS]).1?;
            (alone.contains(head) && is_name(name) && has_word(name) && head.len() > name.len())
                .then(|| name.to_owned())
        });
        return names.take(1).collect();
    }
    let title = out.of(Field::Headline).find(|candidate| candidate.origin == Origin::TitleElement);
    let Some(title) = title.map(|title| title.value.clone()) else { return Vec::new() };
    let (first, last) = ends(&title, TITLE_MARKS);
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

/// The first piece of a title cut at one of `marks`, and its last one with what stands before it.
fn ends<'t>(title: &'t str, marks: &[&str]) -> (Option<&'t str>, Option<(&'t str, &'t str)>) {
    let first =
        marks.iter().take(STRONG_MARKS).find_map(|mark| title.split_once(*mark)).map(|(name, _)| name.trim());
    let last = marks
        .iter()
        .filter_map(|mark| title.rsplit_once(*mark))
        .max_by_key(|(head, _)| head.len())
        .map(|(head, name)| (head.trim(), name.trim()));
    (first, last)
}

/// Marks between a title and a site's name.
const TITLE_MARKS: &[&str] =
    &[" | ", " :: ", " » ", " - ", " – ", " — ", " · ", " • ", "｜", "_", " / ", "：", ": "];
/// So many of them hardly stand behind a kicker.
const STRONG_MARKS: usize = 3;
/// So many of them do not stand behind a label ("Preparation: 25 min").
const BARE_MARKS: usize = TITLE_MARKS.len() - 2;
/// The title of a dump stands among its first lines, and is no paragraph (bytes).
const MOST_TITLE_LINES: usize = 30;
const LONGEST_TITLE_BYTES: usize = 300;

fn is_name(name: &str) -> bool {
    NAME_CHARS.contains(&name.chars().count())
        && name.chars().any(char::is_alphabetic)
        && ![HOME_PAGES, SECTIONS].iter().any(|words| words.contains(&fold(name).trim()))
}

/// "A A A +" is no name, but what enlarges the text.
fn has_word(name: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).count();
    name.contains(is_unspaced) || name.split_whitespace().any(|word| letters(word) >= FEWEST_LETTERS)
}

/// A word of a name has so many letters.
const FEWEST_LETTERS: usize = 3;

/// True where the first step of a path is also the page's first line or its logo, or stands in its title or its line of
/// copyright: a step that stands in the menu alone is a section.
fn names_page(blocks: &Blocks, first: &Candidate, out: &Evidence) -> bool {
    let name = first.value.as_str();
    let is_piece = |title: &str| {
        let (first, last) = ends(title, &TITLE_MARKS[..BARE_MARKS]);
        first == Some(name) || last.is_some_and(|(_, last)| last == name)
    };
    let mut titles = out.of(Field::Headline).filter(|title| title.origin == Origin::TitleElement);
    if titles.any(|title| title.value == name || is_piece(&title.value)) {
        return true;
    }
    // A logo's link says the name twice, as a picture and as text.
    let is_logo = |text: &str| text.strip_prefix(name) == Some(name);
    let is_marked = |text: &str| text.len() <= LONGEST_COPYRIGHT_BYTES && text.contains(COPYRIGHT_MARKS);
    let others = blocks.items.iter().enumerate().filter(|(at, _)| first.block != Some(*at as u32));
    let mut texts = others.map(|(_, block)| blocks.text_of(block)).enumerate();
    texts.any(|(at, text)| {
        at == 0 && text == name
            || at < MOST_TITLE_LINES && is_piece(text)
            || is_logo(text)
            || is_marked(text) && text.contains(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::gather::dumps::{around_text, gathered};
    use crate::roles::Role;

    /// The names under which a dump with these lines around a text offers its site.
    fn names(above: &str, below: &str) -> Vec<String> {
        let evidence = gathered(&around_text(above, below), Role::default());
        evidence.of(Field::SiteName).map(|site| site.value.clone()).collect()
    }

    #[test]
    fn what_a_line_adds_to_another_is_a_name() {
        for (above, name) in [
            ("Rain ends drought\n\nRain ends drought - The Daily\n", Some("The Daily")),
            ("Rain ends drought\n\nRain ends drought | TD.at\n", Some("TD.at")),
            ("Preparation\n\nPreparation: 25 min\n", None),
            ("Harbour Journal\n\nHarbour Journal - A A A +\n", None),
        ] {
            assert_eq!(names(above, "").first().map(String::as_str), name, "{above}");
        }
    }

    #[test]
    fn a_first_step_is_a_section_unless_it_names_the_page() {
        let menu = "Recipes\n\nTravel\n\nMoney\n\nTravel > Islands\n";
        assert_eq!(names(menu, ""), [""; 0]);
        assert_eq!(names(&format!("Travel\n\n{menu}"), ""), ["Travel"]);
        assert_eq!(
            names(&format!("Old lighthouse lit again | Travel\n\n{menu}"), "").last().map(String::as_str),
            Some("Travel")
        );
        assert_eq!(names(menu, "© 2024 Travel").first().map(String::as_str), Some("Travel"));
        assert_eq!(names(&format!("{menu}\nTravelTravel\n"), ""), ["Travel"]);
    }
}
