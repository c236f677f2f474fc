//! Elements whose attributes say what they hold, found in one pass over all that have any: a page has thousands of them, and
//! each stage that asks for some few would walk over all.

use std::sync::LazyLock;

use super::spotter::{Matcher, Spotter};
use crate::dom::{AttributeName, ByValue, Dom, NodeId, Tag, ValueId};
use crate::metadata::evidence::Origin;

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

static AUTHOR_MATCHER: LazyLock<Matcher> = LazyLock::new(|| Matcher::of(AUTHOR_CLASSES));
static AROUND_MATCHER: LazyLock<Matcher> = LazyLock::new(|| Matcher::of(AROUND_AUTHORS));
static CRUMB_MATCHER: LazyLock<Matcher> = LazyLock::new(|| Matcher::of(CRUMB_CLASSES));

/// Parts of class names that say an element is the breadcrumb.
const CRUMB_CLASSES: &[&str] = &["breadcrumb", "crumbs", "brotkrumen"];

/// Both kinds of words, for one look at each value.
static SPOTTER: LazyLock<Spotter> = LazyLock::new(|| Spotter::of(&[AUTHOR_CLASSES, CRUMB_CLASSES].concat()));

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
        if !SPOTTER.may_stand_in(value) {
            return Self { author: None, is_crumbs: false };
        }
        let author = AUTHOR_MATCHER.is_match_of_likely(value);
        Self {
            author: author.then(|| if AROUND_MATCHER.is_match(value) { 0.3 } else { 0.6 }),
            is_crumbs: CRUMB_MATCHER.is_match_of_likely(value),
        }
    }
}

/// True for a class, id or label of a breadcrumb.
pub(super) fn names_crumbs(value: &str) -> bool {
    CRUMB_MATCHER.is_match(value)
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

/// Parts of link addresses, between slashes, that lead to an author's page.
const AUTHOR_PATHS: &[&[u8]] =
    &[b"author", b"authors", b"autor", b"auteur", b"profile", b"by", b"people", b"contributor", b"redaktion"];

/// The first letters of these.
static PATH_LETTERS: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < AUTHOR_PATHS.len() {
        table[AUTHOR_PATHS[at][0] as usize] = true;
        at += 1;
    }
    table
};

fn leads_to_author(address: &str) -> bool {
    let address = address.as_bytes();
    // Most parts begin with other letters.
    address.windows(2).enumerate().any(|(at, pair)| {
        matches!(pair, [b'/', first] if PATH_LETTERS[usize::from(*first)])
            && address.get(at + 1..).is_some_and(is_author_path)
    })
}

/// Whether this begins with the name of an author's page and a slash.
fn is_author_path(rest: &[u8]) -> bool {
    let opens = |path: &&[u8]| rest.strip_prefix(*path).is_some_and(|behind| behind.first() == Some(&b'/'));
    AUTHOR_PATHS.iter().any(opens)
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
            ("https://a.example/2025/people/1", true),
            ("https://news.example./by/jane", true),
            ("/Author/jane", false),
            ("", false),
        ] {
            assert_eq!(leads_to_author(address), leads, "{address}");
        }
    }
}
