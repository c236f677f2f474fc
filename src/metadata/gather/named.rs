//! Elements whose attributes say what they hold, found in one pass over all that have any: a page has thousands of them, and
//! each stage that asks for some few would walk over all.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use memchr::memchr_iter;
use std::sync::LazyLock;

use crate::dom::{AttributeName, ByValue, Dom, NodeId, Tag, ValueId};
use crate::metadata::evidence::Origin;

/// An automaton that finds parts of class names, whatever their case.
#[allow(clippy::expect_used, reason = "the patterns are fixed words")]
pub(super) fn matcher(words: &[&str]) -> AhoCorasick {
    let mut builder = AhoCorasick::builder();
    builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
    builder.build(words).expect("fixed words make an automaton")
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

static AUTHOR_MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| matcher(AUTHOR_CLASSES));
static AROUND_MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| matcher(AROUND_AUTHORS));
static CRUMB_MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| matcher(CRUMB_CLASSES));

/// Parts of class names that say an element is the breadcrumb.
const CRUMB_CLASSES: &[&str] = &["breadcrumb", "crumbs", "brotkrumen"];

/// How the words begin that a value may hold.
static STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(&[AUTHOR_CLASSES, CRUMB_CLASSES].concat()));

/// What an element is marked with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark {
    /// A `title` that begins with a digit, as dates do.
    Title(ValueId),
    /// It names an author, more or less surely.
    Author(Origin, f32),
}

/// The elements that are marked, each list in page order.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub marks: Vec<(NodeId, Mark)>,
    /// Links with a `rel`.
    pub related: Vec<NodeId>,
    /// Elements that are named or typed as the breadcrumb.
    pub crumbs: Vec<NodeId>,
}

impl Named {
    pub fn find(dom: &Dom) -> Self {
        let mut named = Self::default();
        let mut by_value = ByValue::of(dom.values());
        for (node, tag) in dom.elements_with_attributes() {
            named.take(dom, node, tag, &mut by_value);
        }
        named
    }

    /// Takes in an element. `by_value` remembers what is known of values.
    fn take(&mut self, dom: &Dom, node: NodeId, tag: Tag, by_value: &mut ByValue<Said>) {
        let (mut title, mut by_class, mut by_link) = (None, None, None);
        let (mut has_rel, mut is_crumbs) = (false, false);
        for (name, id) in dom.values_of(node) {
            let value = || dom.values().text(id);
            match name {
                AttributeName::Title => title = title.or(Some(id)),
                AttributeName::Rel => {
                    has_rel = true;
                    if value().split_ascii_whitespace().any(|word| word == "author") {
                        by_link = Some(0.8);
                    }
                }
                AttributeName::Href if tag == Tag::A && leads_to_author(value()) => {
                    by_link = by_link.or(Some(0.5));
                }
                AttributeName::Class | AttributeName::Id => {
                    let said = by_value.get(id, || Said::by(value()));
                    by_class = said.author.or(by_class);
                    is_crumbs |= said.is_crumbs;
                }
                AttributeName::AriaLabel => is_crumbs |= names_crumbs(value()),
                AttributeName::Itemtype | AttributeName::Typeof => {
                    is_crumbs |= value().ends_with("BreadcrumbList");
                }
                _ => {}
            }
        }
        let is_date =
            |title: &ValueId| dom.values().text(*title).starts_with(|first: char| first.is_ascii_digit());
        if let Some(title) = title.filter(is_date).filter(|_| tag != Tag::Time) {
            self.marks.push((node, Mark::Title(title)));
        }
        let author = by_link
            .map(|weight| (Origin::AuthorLink, weight))
            .or(by_class.map(|weight| (Origin::ClassName, weight)));
        if let Some((origin, weight)) = author.filter(|_| may_name_author(tag)) {
            self.marks.push((node, Mark::Author(origin, weight)));
        }
        if has_rel && tag == Tag::A {
            self.related.push(node);
        }
        if is_crumbs && !matches!(tag, Tag::Body | Tag::Html) {
            self.crumbs.push(node);
        }
    }
}

/// What a class or id says of its element.
#[derive(Clone, Copy)]
struct Said {
    /// How sure it is that it names an author, if it does at all.
    author: Option<f32>,
    is_crumbs: bool,
}

impl Said {
    fn by(value: &str) -> Self {
        if !STARTS.may_stand_in(value) {
            return Self { author: None, is_crumbs: false };
        }
        let author = AUTHOR_MATCHER.is_match(value);
        Self {
            author: author.then(|| if AROUND_MATCHER.is_match(value) { 0.3 } else { 0.6 }),
            is_crumbs: CRUMB_MATCHER.is_match(value),
        }
    }
}

/// True for a class, id or label of a breadcrumb.
pub(super) fn names_crumbs(value: &str) -> bool {
    STARTS.may_stand_in(value) && CRUMB_MATCHER.is_match(value)
}

/// False for elements that are too large for a name or show none.
fn may_name_author(tag: Tag) -> bool {
    !matches!(
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
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_class_that_names_is_passed_over() {
        for class in AUTHOR_CLASSES.iter().chain(CRUMB_CLASSES) {
            for value in [format!("entry__{class}"), format!("{} x", class.to_ascii_uppercase())] {
                let said = Said::by(&value);
                assert_eq!(said.author.is_some(), AUTHOR_CLASSES.contains(class), "{value}");
                assert_eq!((said.is_crumbs, said.author.is_none()), (names_crumbs(&value), said.is_crumbs));
            }
        }
        assert!(!STARTS.may_stand_in("container post-list menu-item"));
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
