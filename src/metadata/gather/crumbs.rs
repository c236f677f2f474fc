//! The path of sections to the page, as a reader sees it.

use memchr::memchr;

use crate::blocks::{Block, BlockKind, Blocks, Context, Measures};
use crate::dom::{Dom, NodeId, Tag};
use crate::metadata::dates::{DateHints, find_in_text};
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::fold::{fold, inner_words};
use crate::metadata::people::begins_with_count;
use crate::roles::Role;

use super::markup::text_of;
use super::named::{Named, names_crumbs};
use super::place::class_chain;

/// A breadcrumb has so many items.
const BREADCRUMB_ITEMS: std::ops::RangeInclusive<usize> = 2..=8;
/// One of its items is short (characters), the last may be a headline.
const LONGEST_CRUMB_CHARS: usize = 200;
/// Marks between the items of a breadcrumb.
const CRUMB_MARKS: &[&str] = &[" > ", " › ", " » ", " / ", " → ", " ❯ ", " ▸ ", " ‹ ", " « ", ">", "›", "»"];

/// So many of them are arrows, which say what the line is without a class name.
const ARROWS: usize = 3;
/// A line of links and arrows that long is more than a path (bytes).
const LONGEST_UNNAMED_BYTES: usize = 240;

/// A line is longer only if it is prose (bytes).
const LONGEST_LINE_BYTES: usize = 600;

/// The breadcrumb of an HTML page: its markup's, and the first line that is one.
pub(super) fn of_page(dom: &Dom, named: &Named, blocks: &Blocks, roles: &[Role], out: &mut Evidence) {
    crumb_list(dom, named, out);
    if out.of(Field::Breadcrumb).any(|crumb| crumb.origin == Origin::Markup) {
        return;
    }
    let lines = blocks.items.iter().enumerate().map(|(index, block)| (index, block, blocks.text_of(block)));
    let mut paths = lines
        .filter(|(index, block, text)| {
            text.len() <= LONGEST_LINE_BYTES
                && (roles.get(*index) == Some(&Role::Breadcrumb) || is_breadcrumb(dom, block, text))
        })
        .filter_map(|(index, _, text)| Some((index, steps_of(text)?)));
    if let Some((index, steps)) = paths.next() {
        push(&steps, index, Origin::Block, out);
    }
}

/// The breadcrumb of a dump: of the lines above the text that may be one the last that begins with a word for the home
/// page, or else that is predicted as one, or else the last.
pub(super) fn of_dump(blocks: &Blocks, roles: &[Role], out: &mut Evidence) {
    let above = out.spots.iter().position(|spot| spot.is_prose).unwrap_or(blocks.items.len());
    let lines = blocks.items.iter().enumerate().take(above);
    let paths = lines.filter_map(|(index, block)| {
        let is_predicted = roles.get(index) == Some(&Role::Breadcrumb);
        let text = blocks.text_of(block);
        let is_path = is_predicted || block.layout.is_some_and(|layout| layout.is_breadcrumb);
        let steps = steps_of(text).filter(|_| is_path && may_be_path(block, text))?;
        let begins_home = steps.first().is_some_and(|first| is_home(first));
        let is_named = steps.first().is_some_and(|first| first.contains(char::is_alphabetic));
        (is_named && steps.iter().all(|step| may_be_step(step))).then_some((
            (begins_home, is_predicted),
            index,
            steps,
        ))
    });
    let best = paths.max_by_key(|&(rank, index, _)| (rank, index));
    if let Some((_, index, steps)) = best {
        push(&steps, index, Origin::TextLine, out);
    }
}

/// True for what is no prose, program text, address or renderer's list of links (`#[1]Daily » Feed`).
fn may_be_path(block: &Block, text: &str) -> bool {
    block.kind != BlockKind::Preformatted
        && text.len() <= LONGEST_LINE_BYTES
        && !text.starts_with("#[")
        && !text.ends_with(['.', ':', ';', '{'])
        && !text.contains('<')
        && !text.contains("://")
}

/// A date or a count of comments is of a byline.
fn may_be_step(step: &str) -> bool {
    if !step.bytes().any(|byte| byte.is_ascii_digit()) {
        return !begins_with_count(step);
    }
    let dates = find_in_text(step, &DateHints::default());
    let dated: usize = dates.iter().map(|date| date.range.len()).sum();
    dated * 2 < step.len() && !begins_with_count(step)
}

/// "Home", "You are here: Home"
fn is_home(step: &str) -> bool {
    let step = step.rsplit([':', '：']).next().unwrap_or(step);
    HOME_PAGES.contains(&fold(step).trim())
}

/// Front pages are called like this in breadcrumbs, folded.
#[rustfmt::skip]
pub(super) const HOME_PAGES: &[&str] = &[
    "front page", "main page", "you are here", "you are here:", "home", "home page", "homepage", "start", "startseite", "accueil",
    "inicio", "pagina inicial", "forside", "hem", "etusivu", "strona glowna", "ana sayfa", "anasayfa", "главная", "головна",
    "الرییسیه", "خانه", "首页", "首頁", "ホーム", "トップ", "홈", "trang chu", "beranda",
];

/// Whether a block of an HTML page is one, by class names or arrows.
fn is_breadcrumb(dom: &Dom, block: &Block, text: &str) -> bool {
    if block.links == 0 || block.context.has(Context::FOOTER) || !holds_crumb_mark(text, &block.measures) {
        return false;
    }
    let mut named = false;
    class_chain(dom, block, |_, _, value| named |= names_crumbs(dom.values().text(value)));
    named
        || block.links >= 2
            && block.link_chars * 3 > block.measures.chars
            && text.len() <= LONGEST_UNNAMED_BYTES
            && CRUMB_MARKS.iter().take(ARROWS).any(|mark| text.contains(mark))
}

/// Whether one of [`CRUMB_MARKS`] stands in a text of these counts.
fn holds_crumb_mark(text: &str, measures: &Measures) -> bool {
    if measures.non_ascii == 0 {
        let is_path = || inner_words(text).any(|word| word == "/");
        return measures.marks > 0 && (memchr(b'>', text.as_bytes()).is_some() || is_path());
    }
    text.contains(['>', '›', '»'])
        || inner_words(text).any(|word| matches!(word, "/" | "→" | "❯" | "▸" | "‹" | "«"))
}

/// The steps of a line that reads `A > B > C`.
fn steps_of(text: &str) -> Option<Vec<&str>> {
    let mark = CRUMB_MARKS.iter().find(|mark| text.contains(**mark))?;
    let steps: Vec<&str> = text.split(mark).map(str::trim).filter(|step| !step.is_empty()).collect();
    let short = steps.iter().all(|step| step.chars().count() <= LONGEST_CRUMB_CHARS);
    (BREADCRUMB_ITEMS.contains(&steps.len()) && short).then_some(steps)
}

fn push(steps: &[&str], index: usize, origin: Origin, out: &mut Evidence) {
    for step in steps {
        out.push(Candidate::new(Field::Breadcrumb, step, origin, 0.7).in_block(Some(index as u32)));
    }
}

/// The first element that is named or marked as the breadcrumb and holds several links or list items.
fn crumb_list(dom: &Dom, named: &Named, out: &mut Evidence) {
    let lists = named.crumbs.iter().map(|&node| crumb_items(dom, node));
    let items = lists.into_iter().find(|items| BREADCRUMB_ITEMS.contains(&items.len()));
    for item in items.into_iter().flatten() {
        out.push(Candidate::new(Field::Breadcrumb, &item, Origin::Markup, 0.8));
    }
}

/// Nodes in which the items of a breadcrumb are looked for.
const MOST_CRUMB_NODES: usize = 4096;

/// The items of a list of crumbs: its `<li>` elements, or else its links and what stands behind the last of them.
fn crumb_items(dom: &Dom, root: NodeId) -> Vec<String> {
    let under = |wanted: Tag| {
        let mut found = Vec::new();
        let (mut at, mut visited) = (dom.first_child(root), 0);
        while let Some(node) = at.filter(|_| found.len() <= 12 && visited < MOST_CRUMB_NODES) {
            visited += 1;
            let hit = dom.tag(node) == wanted;
            if hit {
                found.push(node);
            }
            at = if hit { dom.next_after(root, node) } else { dom.next_in_order(root, node) };
        }
        found
    };
    let items = under(Tag::Li);
    let nodes = if items.len() >= 2 { items } else { under(Tag::A) };
    let clean = |text: String| {
        let marks = |mark: char| mark.is_whitespace() || ">›»/→❯▸|·•\\".contains(mark);
        text.trim_matches(marks).to_owned()
    };
    nodes.into_iter().map(|node| clean(text_of(dom, node))).filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::gather::dumps::{around_text, gathered};

    /// The breadcrumb of a dump with these lines above and below its text.
    fn path(above: &str, below: &str) -> String {
        let evidence = gathered(&around_text(above, below), Role::default());
        let steps: Vec<&str> = evidence.of(Field::Breadcrumb).map(|step| step.value.as_str()).collect();
        steps.join("|")
    }

    #[test]
    fn a_dump_has_one_path_above_its_text() {
        for (above, want) in [
            ("Home > News", "Home|News"),
            ("   #[1]Harbour Journal » Feed [2]Harbour Journal » Comments Feed\n\nHome > News", "Home|News"),
            ("Home > Travel > Islands\n\nSubscribe > Get 3 months free", "Home|Travel|Islands"),
            ("Subscribe > Get 3 months free\n\nTravel > Islands", "Travel|Islands"),
            ("You are here: Home > Travel\n\nTravel > Islands", "You are here: Home|Travel"),
            ("March 8, 2024 / Mara Elsworth / 4 Comments / Harbour, History", ""),
            ("Received: 11 January 2021 / Revised: 2 March 2021 / Accepted: 5 March 2021", ""),
            ("Read <https://h.example/a> for more > here", ""),
            ("Go to Settings > Privacy > Cookies to change it.", ""),
            ("3. > Storms", ""),
            ("assert(size > 1 || size > total);", ""),
            ("Archive > 2024 > Storms", "Archive|2024|Storms"),
        ] {
            assert_eq!(path(above, "Go to Settings > Privacy > Cookies"), want, "{above}");
        }
    }

    #[test]
    fn marks_of_breadcrumbs_are_found() {
        let holds = |text: &str| holds_crumb_mark(text, &Measures::of(text));
        for mark in CRUMB_MARKS {
            let text = format!("Home{mark}News");
            assert!(holds(&text) && holds(&format!("{text} é")), "{text}");
        }
        for text in ["Home/News", "Home /", "→ News", "Home →News", "Rain – ends", "Rain", ""] {
            assert!(!holds(text) && !holds(&format!("é{text}")), "{text}");
        }
    }

    #[test]
    fn breadcrumbs_are_known_by_name() {
        for (value, names) in [
            ("main BreadCrumb", true),
            ("CRUMBS", true),
            ("rum", false),
            ("um", false),
            ("forum-crumb", false),
        ] {
            assert_eq!(names_crumbs(value), names, "{value}");
        }
    }
}
