//! Microdata, RDFa, `<time>` and elements whose class or links name an author.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use memchr::memchr_iter;
use std::sync::LazyLock;

use super::meta_tags::offer;
use super::place::Places;
use crate::dom::{AttributeName, ByValue, Dom, Head, NodeId, Tag};
use crate::metadata::dates::{DateHints, find_in_text, parse_machine_in};
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::fold::one_spaced;
use crate::metadata::json_ld::AuthorKind;
use crate::metadata::people::labelled_names;

/// `itemprop` and `property` values in lower case, their field and trust.
const PROPERTIES: &[(&str, Field, f32)] = &[
    ("headline", Field::Headline, 0.9),
    ("alternativeheadline", Field::Dek, 0.6),
    ("author", Field::Author, 0.8),
    ("creator", Field::Author, 0.6),
    ("datepublished", Field::DatePublished, 0.9),
    ("uploaddate", Field::DatePublished, 0.5),
    ("datecreated", Field::DatePublished, 0.6),
    ("datemodified", Field::DateModified, 0.85),
    ("keywords", Field::Tag, 0.8),
    ("license", Field::License, 0.8),
];

/// Types whose authors, dates and names are not the page's.
const FOREIGN_TYPES: &[&str] =
    &["comment", "review", "usercomments", "aggregaterating", "answer", "offer", "listitem"];

/// Steps up the tree in search of the item a property belongs to.
const MOST_STEPS: usize = 24;
/// A byline or a date in an element of its own is short (bytes).
const LONGEST_VALUE_BYTES: usize = 160;
/// So many author elements are looked at.
const MOST_AUTHORS: usize = 60;

/// All marked nodes of the page.
pub(super) fn gather(dom: &Dom, head: &Head, places: &Places<'_>, hints: &DateHints<'_>, out: &mut Evidence) {
    for &node in &head.marked {
        if let Some(properties) = dom.attribute(node, AttributeName::Itemprop) {
            for property in properties.split_ascii_whitespace() {
                item(dom, node, property, Origin::Microdata, places, hints, out);
            }
        } else if let Some(properties) = dom.attribute(node, AttributeName::Property) {
            for property in properties.split_ascii_whitespace() {
                item(dom, node, property, Origin::Rdfa, places, hints, out);
            }
        }
        if dom.tag(node) == Tag::Time {
            time(dom, node, places, hints, out);
        }
    }
}

fn item(
    dom: &Dom,
    node: NodeId,
    property: &str,
    origin: Origin,
    places: &Places<'_>,
    hints: &DateHints<'_>,
    out: &mut Evidence,
) {
    let local = property.rsplit([':', '/']).next().unwrap_or(property).to_ascii_lowercase();
    let Some((_, field, weight)) = PROPERTIES.iter().find(|(name, ..)| *name == local) else { return };
    if is_foreign(dom, node) {
        return;
    }
    let value = if *field == Field::Author { author_name(dom, node) } else { value_of(dom, node) };
    if value.len() > LONGEST_VALUE_BYTES * 2 {
        return;
    }
    let first = out.candidates.len();
    offer(*field, &value, origin, *weight, hints, out);
    let block = places.block_of(dom, node);
    for candidate in out.candidates.iter_mut().skip(first) {
        candidate.block = block;
        if *field == Field::Author {
            candidate.author_kind = Some(AuthorKind::Unknown);
        }
    }
}

/// True where the property belongs to a comment, a review, an offer.
pub(super) fn is_foreign(dom: &Dom, node: NodeId) -> bool {
    let mut at = dom.parent(node);
    for _ in 0..MOST_STEPS {
        let Some(parent) = at else { return false };
        let own = dom
            .attribute(parent, AttributeName::Itemtype)
            .or_else(|| dom.attribute(parent, AttributeName::Typeof));
        if let Some(kind) = own {
            let name = kind.rsplit(['/', ':']).next().unwrap_or(kind).trim().to_ascii_lowercase();
            if FOREIGN_TYPES.contains(&name.as_str()) {
                return true;
            }
            if name != "person" && name != "organization" {
                return false;
            }
        }
        at = dom.parent(parent);
    }
    false
}

/// `content`, `datetime`, or the text.
fn value_of(dom: &Dom, node: NodeId) -> String {
    for name in [AttributeName::Content, AttributeName::Datetime] {
        if let Some(value) = dom.attribute(node, name).map(str::trim).filter(|value| !value.is_empty()) {
            return value.to_owned();
        }
    }
    text_of(dom, node)
}

/// The text under a node is read up to so many bytes and nodes: what is no longer is asked for, and an element may stand in
/// hundreds of others that are asked too.
const MOST_TEXT_BYTES: usize = 16 << 10;
const MOST_TEXT_NODES: usize = 4096;

/// The text under a node, its beginning where it is long, lines kept apart.
pub(super) fn text_of(dom: &Dom, node: NodeId) -> String {
    let mut text = String::new();
    dom.push_text_within(node, MOST_TEXT_BYTES, MOST_TEXT_NODES, &mut text);
    one_spaced(&text)
}

/// The `name` inside an author item, or the item's own text.
fn author_name(dom: &Dom, node: NodeId) -> String {
    let end = dom.next_after(NodeId::DOCUMENT, node);
    let mut at = dom.first_child(node);
    for _ in 0..MOST_STEPS * 2 {
        let Some(inner) = at.filter(|inner| Some(*inner) != end) else { break };
        let is_name = [AttributeName::Itemprop, AttributeName::Property].iter().any(|key| {
            dom.attribute(inner, *key).is_some_and(|value| value.split([' ', ':']).any(|word| word == "name"))
        });
        if is_name {
            return value_of(dom, inner);
        }
        at = dom.next_in_order(node, inner);
    }
    value_of(dom, node)
}

/// A `<time>`: published, modified or any date, by its class.
fn time(dom: &Dom, node: NodeId, places: &Places<'_>, hints: &DateHints<'_>, out: &mut Evidence) {
    let stated =
        dom.attribute(node, AttributeName::Datetime).and_then(|value| parse_machine_in(value, hints));
    let shown = || {
        let text = text_of(dom, node);
        (text.len() <= LONGEST_VALUE_BYTES)
            .then(|| find_in_text(&text, hints).first().map(|found| found.date))
            .flatten()
    };
    let Some(date) = stated.or_else(shown) else { return };
    let class = dom.attribute(node, AttributeName::Class).unwrap_or_default().to_ascii_lowercase();
    let field = if class.contains("publi") || class.contains("posted") || class.contains("created") {
        Field::DatePublished
    } else if class.contains("updat") || class.contains("modif") {
        Field::DateModified
    } else {
        Field::AnyDate
    };
    let weight = if field == Field::AnyDate { 0.6 } else { 0.7 };
    out.push(
        Candidate::of_date(field, date, Origin::TimeElement, weight).in_block(places.block_of(dom, node)),
    );
}

/// Parts of class names that say an element names an author.
const AUTHOR_CLASSES: &[&str] = &[
    "author",
    "byline",
    "autor",
    "auteur",
    "autore",
    "writer",
    "contributor",
    "journalist",
    "forfatter",
    "penulis",
    "yazar",
    "reporter",
    "username",
    "by-line",
    "posted-by",
    "postedby",
    "creator",
    "signature",
    "redacteur",
    "poster",
    "user-name",
];
/// Parts of class names that say it is something around the author's name.
const AROUND_AUTHORS: &[&str] = &[
    "bio", "avatar", "image", "img", "photo", "desc", "social", "about", "thumb", "picture", "icon",
    "twitter", "follow", "related", "count", "email", "role", "job", "title", "more", "share", "list",
    "stats", "comment",
];

static AUTHOR_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(AUTHOR_CLASSES));
static AUTHOR_MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| matcher(AUTHOR_CLASSES));
static AROUND_MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| matcher(AROUND_AUTHORS));

/// An automaton that finds parts of class names, whatever their case.
#[allow(clippy::expect_used, reason = "the patterns are fixed words")]
pub(super) fn matcher(words: &[&str]) -> AhoCorasick {
    let mut builder = AhoCorasick::builder();
    builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
    builder.build(words).expect("fixed words make an automaton")
}

/// The first letters of words, by which most values are passed over: a page's class attributes are long, and an automaton waits
/// for each of its bytes before it can look at the next.
struct Starts {
    /// So many letters, those of the shortest word.
    len_bytes: usize,
    /// A bit for each slot that the letters of a word take.
    taken: [u64; 1 << (SLOT_BITS - u64::BITS.ilog2())],
}

/// So many slots that other letters hardly ever take one of a word's.
const SLOT_BITS: u32 = 14;

impl Starts {
    fn of(words: &[&str]) -> Self {
        let len_bytes = words.iter().map(|word| word.len()).min().unwrap_or_default().min(size_of::<u64>());
        let mut starts = Self { len_bytes, taken: [0; 1 << (SLOT_BITS - u64::BITS.ilog2())] };
        for word in words {
            let letters = word.bytes().take(len_bytes).fold(0, Self::behind);
            let (at, bit) = Self::slot(letters);
            starts.taken[at] |= bit;
        }
        starts
    }

    /// Letters with one more behind them, whatever their case.
    fn behind(letters: u64, next: u8) -> u64 {
        letters << u8::BITS | u64::from(next | 0x20)
    }

    fn slot(letters: u64) -> (usize, u64) {
        // Fibonacci hashing.
        let slot = letters.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - SLOT_BITS);
        ((slot / u64::from(u64::BITS)) as usize, 1 << (slot % u64::from(u64::BITS)))
    }

    /// False where none of the words stands in the value.
    fn may_stand_in(&self, value: &str) -> bool {
        let own = u64::MAX >> (u64::BITS - u8::BITS * self.len_bytes as u32);
        let mut letters = 0;
        value.bytes().any(|next| {
            letters = Self::behind(letters, next) & own;
            let (at, bit) = Self::slot(letters);
            self.taken[at] & bit != 0
        })
    }
}

/// Parts of link addresses, between slashes, that lead to an author's page.
const AUTHOR_PATHS: &[&[u8]] =
    &[b"author", b"authors", b"autor", b"auteur", b"profile", b"by", b"people", b"contributor", b"redaktion"];

fn leads_to_author(address: &str) -> bool {
    let mut start = None;
    memchr_iter(b'/', address.as_bytes()).any(|end| {
        let part = start.and_then(|start| address.as_bytes().get(start..end)).unwrap_or_default();
        start = Some(end + 1);
        AUTHOR_PATHS.contains(&part)
    })
}

/// `<abbr class="published" title="2025-10-29T10:04:00+03:00">`: the date of the hAtom microformat and of what came after
/// it.
fn titled_date(
    dom: &Dom,
    node: NodeId,
    title: &str,
    places: &Places<'_>,
    hints: &DateHints<'_>,
    out: &mut Evidence,
) {
    if !title.starts_with(|first: char| first.is_ascii_digit()) || dom.tag(node) == Tag::Time {
        return;
    }
    let Some(date) = parse_machine_in(title, hints) else { return };
    let class = dom.attribute(node, AttributeName::Class).unwrap_or_default().to_ascii_lowercase();
    let field = match class.as_str() {
        _ if class.contains("publish") || class.contains("posted") => Field::DatePublished,
        _ if class.contains("updat") || class.contains("modif") => Field::DateModified,
        _ if class.contains("date") || class.contains("time") => Field::AnyDate,
        _ => return,
    };
    let candidate = Candidate::of_date(field, date, Origin::TimeElement, 0.6);
    out.push(candidate.in_block(places.block_of(dom, node)));
}

/// Elements that name an author: by class, by `rel=author`, by the address of a link; and dates in titles.
pub(super) fn gather_named(dom: &Dom, places: &Places<'_>, hints: &DateHints<'_>, out: &mut Evidence) {
    let mut found = 0;
    let mut by_class = ByValue::of(dom.values());
    for (node, tag) in dom.elements_with_attributes() {
        if let Some((_, title)) = dom.values_of(node).find(|(name, _)| *name == AttributeName::Title) {
            titled_date(dom, node, dom.values().text(title), places, hints, out);
        }
        let Some((origin, weight)) = names_author(dom, node, tag, &mut by_class) else { continue };
        let text = text_of(dom, node);
        if text.is_empty() || text.len() > LONGEST_VALUE_BYTES || is_foreign(dom, node) {
            continue;
        }
        let labelled = labelled_names(&text);
        let value = if labelled.is_empty() { text } else { labelled.join(", ") };
        let candidate = Candidate::new(Field::Author, &value, origin, weight);
        out.push(candidate.in_block(places.block_of(dom, node)));
        found += 1;
        if found >= MOST_AUTHORS {
            break;
        }
    }
}

/// How sure a class or id is that it names an author, if it does at all.
fn class_weight(value: &str) -> Option<f32> {
    let names_author = AUTHOR_STARTS.may_stand_in(value) && AUTHOR_MATCHER.is_match(value);
    names_author.then(|| if AROUND_MATCHER.is_match(value) { 0.3 } else { 0.6 })
}

/// Whether the element names an author. `classes` remembers what is known of class names.
fn names_author(
    dom: &Dom,
    node: NodeId,
    tag: Tag,
    classes: &mut ByValue<Option<f32>>,
) -> Option<(Origin, f32)> {
    if matches!(
        tag,
        Tag::Body
            | Tag::Html
            | Tag::Img
            | Tag::Script
            | Tag::Style
            | Tag::Meta
            | Tag::Link
            | Tag::Article
            | Tag::Main
    ) {
        return None;
    }
    let (mut by_class, mut by_link) = (None, None);
    for (name, value_id) in dom.values_of(node) {
        let value = || dom.values().text(value_id);
        match name {
            AttributeName::Rel if value().split_ascii_whitespace().any(|word| word == "author") => {
                by_link = Some(0.8)
            }
            AttributeName::Href if tag == Tag::A && leads_to_author(value()) => {
                by_link = by_link.or(Some(0.5));
            }
            AttributeName::Class | AttributeName::Id => {
                by_class = classes.get(value_id, || class_weight(value())).or(by_class);
            }
            _ => {}
        }
    }
    by_link.map(|weight| (Origin::AuthorLink, weight)).or(by_class.map(|weight| (Origin::ClassName, weight)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_class_of_an_author_is_passed_over() {
        for class in AUTHOR_CLASSES {
            for value in [format!("entry__{class}"), format!("{} x", class.to_ascii_uppercase())] {
                assert!(AUTHOR_STARTS.may_stand_in(&value) && class_weight(&value).is_some(), "{value}");
            }
        }
        assert!(!AUTHOR_STARTS.may_stand_in("container post-list menu-item"));
    }

    #[test]
    fn authors_have_a_path_of_their_own() {
        for (address, leads) in [
            ("https://news.example/author/jane-roe", true),
            ("/by/jane", true),
            ("/a/people/jane/", true),
            ("author/jane", false),
            ("/author", false),
            ("/authority/jane", false),
            ("/Author/jane", false),
            ("", false),
        ] {
            assert_eq!(leads_to_author(address), leads, "{address}");
        }
    }
}
