//! Takes away what a person's selectors leave out, before anything looks at the page.

use super::Tag;
use super::arena::{Dom, NodeId};
use super::select::{Found, Kept, Selectors};
use crate::error::Result;

/// Which part of pages is looked at.
#[derive(Clone, Debug)]
pub struct Narrowing {
    only: Vec<Selectors>,
    drop: Vec<Selectors>,
}

/// What narrowing found odd.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NarrowNotes {
    /// No element matches what alone is to be looked at: nothing is left of the page.
    pub nothing_matched: bool,
    /// The page asked for more work than selectors may cause; some elements may have been missed.
    pub is_cut: bool,
}

/// What a page says of itself outside its text; it stays wherever it stands.
const SELF_DESCRIPTION: &[Tag] = &[Tag::Head, Tag::Title, Tag::Meta, Tag::Link, Tag::Base, Tag::Script];

impl Narrowing {
    /// Reads selectors: elements that one of `only` matches stay, with all in them, and what describes the page as a
    /// whole (`<head>`, meta tags, JSON-LD); where `only` is empty, all does. Of that, elements that one of `drop`
    /// matches go. `None` where there are no selectors at all.
    ///
    /// # Errors
    ///
    /// A selector that cannot be read, with the place of the fault.
    pub fn parse(only: &[String], drop: &[String]) -> Result<Option<Self>> {
        let parsed =
            |list: &[String]| list.iter().map(|css| Selectors::parse(css)).collect::<Result<Vec<_>>>();
        let narrowing = Self { only: parsed(only)?, drop: parsed(drop)? };
        Ok((!narrowing.only.is_empty() || !narrowing.drop.is_empty()).then_some(narrowing))
    }

    /// What a tree must keep to be narrowed.
    pub(crate) fn need(&self) -> Kept {
        Selectors::need(&[self.only.as_slice(), &self.drop].concat())
    }

    /// Takes away what is left out. Nodes stay where they are, without name and text.
    pub(crate) fn apply(&self, dom: &mut Dom) -> NarrowNotes {
        let dropped = Found::by(&self.drop, dom);
        let only = if self.only.is_empty() { Found::default() } else { Found::by(&self.only, dom) };
        for node in dropped.nodes {
            clear_under(dom, node);
        }
        if !self.only.is_empty() {
            clear_outside(dom, &only.nodes);
        }
        NarrowNotes {
            nothing_matched: !self.only.is_empty() && only.nodes.is_empty(),
            is_cut: dropped.is_cut || only.is_cut,
        }
    }
}

/// Clears a node and all in it, unless that was done with an element around it.
fn clear_under(dom: &mut Dom, root: NodeId) {
    let mut at = dom.element(root).map(|_| root);
    while let Some(node) = at {
        dom.clear_node(node);
        at = dom.next_in_order(root, node);
    }
}

/// Clears every node that is neither in one of `roots` nor around one, and describes nothing.
fn clear_outside(dom: &mut Dom, roots: &[NodeId]) {
    let mut is_root = vec![false; dom.len()];
    let mut is_around = vec![false; dom.len()];
    for &root in roots {
        is_root[root.index()] = true;
        let mut above = dom.parent(root);
        while let Some(node) = above.filter(|node| !is_around[node.index()]) {
            is_around[node.index()] = true;
            above = dom.parent(node);
        }
    }
    let mut at = dom.first_child(NodeId::DOCUMENT);
    while let Some(node) = at {
        let tag = dom.tag(node);
        let stays = is_root[node.index()] || SELF_DESCRIPTION.contains(&tag) && !is_around[node.index()];
        if !stays && !is_around[node.index()] && tag != Tag::Html {
            dom.clear_node(node);
        }
        at = if stays {
            dom.next_after(NodeId::DOCUMENT, node)
        } else {
            dom.next_in_order(NodeId::DOCUMENT, node)
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::Parser;
    use super::*;

    /// What is left of a page, as text in page order.
    fn left(page: &str, only: &[&str], drop: &[&str]) -> (String, NarrowNotes) {
        let owned = |list: &[&str]| list.iter().map(|css| (*css).to_owned()).collect::<Vec<_>>();
        let narrowing = Narrowing::parse(&owned(only), &owned(drop)).expect("selectors").expect("some");
        let mut parser = Parser::new().for_narrowing(&narrowing);
        parser.parse(page);
        let notes = parser.narrow(&narrowing);
        let mut text = String::new();
        parser.dom().push_text(NodeId::DOCUMENT, &mut text);
        (text.split_whitespace().collect::<Vec<_>>().join(" "), notes)
    }

    const PAGE: &str = "<title>T</title><body>a<nav>b</nav><main id=m><p class='x y'>c</p><my-card data-kind=ad>d<i>e</i>\
        </my-card><p>f</p><ul><li>g<li>h</ul></main><footer data-kind='AD'>i</footer>";

    #[test]
    fn selectors_choose_parts() {
        #[rustfmt::skip]
        let rows: &[(&[&str], &[&str], &str)] = &[
            (&["main"], &[], "T cdefgh"), (&["#m > p"], &[], "T cf"), (&[".y", "li"], &[], "T cgh"),
            (&["main, nav"], &["my-card"], "T bcfgh"), (&[], &["main"], "T abi"), (&[], &["[data-kind]"], "T abcfgh"),
            (&[], &["[data-kind=ad]"], "T abcfghi"), (&[], &["[data-kind=ad i]"], "T abcfgh"),
            (&["li:nth-child(2)"], &[], "T h"), (&["p:has(+ my-card)"], &[], "T c"), (&["my-card ~ p"], &[], "T f"),
            (&["body > :not(main):not(nav)"], &[], "T i"), (&["main"], &["main"], "T"), (&["MY-CARD > I"], &[], "T e"),
            (&["p:last-of-type"], &["i"], "T f"),
        ];
        for (only, drop, wanted) in rows {
            let (text, notes) = left(PAGE, only, drop);
            assert_eq!(
                text.replace("T ", "T").replace(' ', "").replacen('T', "T ", 1).trim(),
                *wanted,
                "{only:?} {drop:?}"
            );
            assert_eq!(notes, NarrowNotes::default());
        }
        let (text, notes) = left(PAGE, &["aside"], &[]);
        assert_eq!((text.as_str(), notes.nothing_matched), ("T", true));
    }

    #[test]
    fn a_page_made_for_it_costs_no_quadratic_work() {
        let page = "<p>x".repeat(60_000);
        let (_, notes) = left(&page, &[], &["h1 ~ p"]);
        assert!(notes.is_cut);
        let (_, notes) = left(&"<p>x".repeat(500), &[], &["h1 ~ p"]);
        assert!(!notes.is_cut);
    }
}
