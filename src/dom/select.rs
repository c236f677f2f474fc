//! CSS selectors over the arena, by the `selectors` crate and `scraper`'s grammar of it.
//!
//! Selectors ask for names and attributes that no other stage reads. A parser that is told of them keeps those beside
//! the tree, in [`Kept`]; without selectors nothing is kept and nothing is asked.

use super::arena::{Dom, NodeData, NodeId};
use super::names::AttributeName;
use super::values::ValueId;
use crate::error::{Error, ErrorKind, Result};
use html5ever::{LocalName, Namespace, QualName, ns};
use rustc_hash::{FxHashMap, FxHashSet};
use scraper::selector::{
    CssLocalName, CssString, NonTSPseudoClass, Parser as Grammar, PseudoElement, Simple,
};
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::{ElementSelectorFlags, matches_selector};
use selectors::parser::{ParseRelative, RelativeSelector, SelectorList};
use selectors::visitor::SelectorVisitor;
use selectors::{Element, OpaqueElement};
use std::cell::Cell;

/// Steps from element to element that a selector may take on any page …
const FREE_STEPS: u64 = 1_000_000;

/// … and for each node of it. `~`, `:has()` and `:nth-last-child()` take a step for every sibling or descendant of
/// every element they are asked of, which is quadratic on a page made for it.
const STEPS_PER_NODE: u64 = 256;

/// What the tree keeps for selectors and no other stage reads.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// Names of the attributes that selectors ask for, apart from those that are in the tree.
    wanted: FxHashSet<LocalName>,
    /// The full name of each element, by its number.
    names: Vec<Option<QualName>>,
    /// Values by element and name.
    attributes: FxHashMap<(NodeId, LocalName), ValueId>,
}

impl Kept {
    pub(crate) fn clear(&mut self) {
        self.names.clear();
        self.attributes.clear();
    }

    pub(crate) fn wants_any(&self) -> bool {
        !self.wanted.is_empty()
    }

    pub(crate) fn wants(&self, name: &LocalName) -> bool {
        self.wanted.contains(name)
    }

    /// Notes an attribute; the first of a name counts.
    pub(crate) fn put_attribute(&mut self, node: NodeId, name: LocalName, value: ValueId) {
        self.attributes.entry((node, name)).or_insert(value);
    }

    pub(crate) fn put_name(&mut self, node: NodeId, name: QualName) {
        if self.names.len() <= node.index() {
            self.names.resize(node.index() + 1, None);
        }
        self.names[node.index()] = Some(name);
    }
}

/// A list of selectors, as CSS has it: an element that any of them matches is matched.
#[derive(Clone, Debug)]
pub struct Selectors {
    list: SelectorList<Simple>,
}

impl Selectors {
    /// Reads a selector list: types, classes, ids, attributes, combinators, `:not()`, `:is()`, `:where()`, `:has()`
    /// and the structural pseudo-classes. Attributes of any name can be asked for.
    ///
    /// # Errors
    ///
    /// Names the first character that cannot be read, and what stands there.
    ///
    /// # Examples
    ///
    /// ```
    /// use dehusk::dom::Selectors;
    ///
    /// assert!(Selectors::parse("main > article:not([data-kind=ad])").is_ok());
    /// let error = Selectors::parse("main, p:hover").expect_err("pages have no mouse");
    /// assert!(error.to_string().contains("character 8"), "{error}");
    /// ```
    pub fn parse(css: &str) -> Result<Self> {
        list_of(css).map(|list| Self { list }).ok_or_else(|| {
            let (number, rest) = fault_in(css);
            let message = match rest {
                "" => format!("bad selector `{css}`: it ends too early, at character {number}"),
                _ => format!("bad selector `{css}` at character {number}: cannot read `{rest}`"),
            };
            Error::new(ErrorKind::BadOption, message)
        })
    }

    /// What a tree must keep so that these selectors can be asked of it.
    pub(crate) fn need(all: &[Selectors]) -> Kept {
        let mut wanted = WantedAttributes::default();
        for selector in all.iter().flat_map(|selectors| selectors.list.slice()) {
            selector.visit(&mut wanted);
        }
        Kept { wanted: wanted.0, ..Kept::default() }
    }
}

fn list_of(css: &str) -> Option<SelectorList<Simple>> {
    SelectorList::parse(&Grammar, &mut cssparser::Parser::new(css), ParseRelative::No).ok()
}

/// Where a selector cannot be read on: the number of the character, from 1, and the rest from there. The grammar does
/// not say, so the longest beginning that can be read is looked for.
fn fault_in(css: &str) -> (usize, &str) {
    let ends = css.char_indices().map(|(at, _)| at).rev();
    let good_end = ends.filter_map(|end| css.get(..end)).find(|start| list_of(start).is_some());
    let good = good_end.unwrap_or_default();
    let rest = css.get(good.len()..).unwrap_or_default();
    let fault = rest.trim_start_matches(|it: char| it.is_whitespace() || it == ',');
    let before = css.len() - fault.len();
    let number = css.get(..before).unwrap_or_default().chars().count() + 1;
    (number, fault)
}

#[derive(Default)]
struct WantedAttributes(FxHashSet<LocalName>);

impl SelectorVisitor for WantedAttributes {
    type Impl = Simple;

    fn visit_attribute_selector(
        &mut self,
        _: &NamespaceConstraint<&Namespace>,
        _: &CssLocalName,
        lower: &CssLocalName,
    ) -> bool {
        if AttributeName::of(&lower.0) == AttributeName::Other {
            self.0.insert(lower.0.clone());
        }
        true
    }

    fn visit_relative_selector_list(&mut self, list: &[RelativeSelector<Simple>]) -> bool {
        list.iter().all(|relative| relative.selector.visit(self))
    }
}

/// The elements that match, in page order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) nodes: Vec<NodeId>,
    /// The page asked for more steps than selectors may take: some elements may be missing.
    pub(crate) is_cut: bool,
}

impl Found {
    /// Looks for the elements that any of the lists matches.
    pub(crate) fn by(all: &[Selectors], dom: &Dom) -> Self {
        let Some(kept) = dom.kept.as_deref() else { return Self::default() };
        let steps_left = Cell::new(FREE_STEPS + STEPS_PER_NODE * dom.len() as u64);
        let page = Searched { dom, kept, steps_left };
        let mut caches = SelectorCaches::default();
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        let mut nodes = Vec::new();
        let mut at = dom.next_in_order(NodeId::DOCUMENT, NodeId::DOCUMENT);
        while let Some(node) = at {
            let candidate = Candidate { page: &page, node };
            let mut selectors = all.iter().flat_map(|list| list.list.slice());
            if dom.element(node).is_some()
                && selectors.any(|selector| matches_selector(selector, 0, None, &candidate, &mut context))
            {
                nodes.push(node);
            }
            at = dom.next_in_order(NodeId::DOCUMENT, node);
        }
        Self { nodes, is_cut: page.steps_left.get() == 0 }
    }
}

/// A page that selectors are asked of.
#[derive(Debug)]
struct Searched<'d> {
    dom: &'d Dom,
    kept: &'d Kept,
    steps_left: Cell<u64>,
}

impl Searched<'_> {
    /// One step; false where there are none left.
    fn step(&self) -> bool {
        let left = self.steps_left.get();
        self.steps_left.set(left.saturating_sub(1));
        left > 0
    }
}

/// An element as the `selectors` crate sees it.
#[derive(Clone, Copy, Debug)]
struct Candidate<'p> {
    page: &'p Searched<'p>,
    node: NodeId,
}

impl Candidate<'_> {
    fn name(&self) -> Option<&QualName> {
        self.page.kept.names.get(self.node.index())?.as_ref()
    }

    fn attribute(&self, name: &LocalName) -> Option<&str> {
        match AttributeName::of(name) {
            AttributeName::Other => {
                let value = *self.page.kept.attributes.get(&(self.node, name.clone()))?;
                Some(self.page.dom.values.text(value))
            }
            known => self.page.dom.attribute(self.node, known),
        }
    }

    /// The first element from `start` on, going by `next`.
    fn element_from(&self, start: Option<NodeId>, next: impl Fn(NodeId) -> Option<NodeId>) -> Option<Self> {
        let nodes = std::iter::successors(start, |&node| next(node)).take_while(|_| self.page.step());
        let mut elements = nodes.filter(|&node| self.page.dom.element(node).is_some());
        elements.next().map(|node| Self { node, ..*self })
    }
}

impl Element for Candidate<'_> {
    type Impl = Simple;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(&self.page.dom.nodes[self.node.index()])
    }

    fn parent_element(&self) -> Option<Self> {
        let parent = self.page.dom.parent(self.node).filter(|_| self.page.step())?;
        self.page.dom.element(parent).map(|_| Self { node: parent, ..*self })
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        let previous = |node: NodeId| self.page.dom.nodes[node.index()].previous_sibling.some();
        self.element_from(previous(self.node), previous)
    }

    fn next_sibling_element(&self) -> Option<Self> {
        let next = |node| self.page.dom.next_sibling(node);
        self.element_from(next(self.node), next)
    }

    fn first_element_child(&self) -> Option<Self> {
        self.element_from(self.page.dom.first_child(self.node), |node| self.page.dom.next_sibling(node))
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.name().is_some_and(|name| name.ns == ns!(html))
    }

    fn has_local_name(&self, local_name: &CssLocalName) -> bool {
        self.name().is_some_and(|name| name.local == local_name.0)
    }

    fn has_namespace(&self, namespace: &Namespace) -> bool {
        self.name().is_some_and(|name| name.ns == *namespace)
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.name() == other.name()
    }

    fn attr_matches(
        &self,
        namespace: &NamespaceConstraint<&Namespace>,
        local_name: &CssLocalName,
        operation: &AttrSelectorOperation<&CssString>,
    ) -> bool {
        // Attributes with a namespace are not kept.
        !matches!(namespace, NamespaceConstraint::Specific(namespace) if **namespace != ns!())
            && self.attribute(&local_name.0).is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(&self, _: &NonTSPseudoClass, _: &mut MatchingContext<'_, Simple>) -> bool {
        false
    }

    fn match_pseudo_element(&self, _: &PseudoElement, _: &mut MatchingContext<'_, Simple>) -> bool {
        false
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        false
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &CssLocalName, case: CaseSensitivity) -> bool {
        let value = self.page.dom.attribute(self.node, AttributeName::Id);
        value.is_some_and(|value| case.eq(id.0.as_bytes(), value.as_bytes()))
    }

    fn has_class(&self, name: &CssLocalName, case: CaseSensitivity) -> bool {
        let words = self.page.dom.attribute(self.node, AttributeName::Class).unwrap_or_default();
        words.split_ascii_whitespace().any(|word| case.eq(name.0.as_bytes(), word.as_bytes()))
    }

    fn has_custom_state(&self, _: &CssLocalName) -> bool {
        false
    }

    fn imported_part(&self, _: &CssLocalName) -> Option<CssLocalName> {
        None
    }

    fn is_part(&self, _: &CssLocalName) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        let dom = self.page.dom;
        let mut children = std::iter::successors(dom.first_child(self.node), |&node| dom.next_sibling(node));
        !children.any(|node| match dom.data(node) {
            NodeData::Element(_) => true,
            NodeData::Text(range) => !range.is_empty(),
            NodeData::Other => false,
        })
    }

    fn is_root(&self) -> bool {
        self.page.dom.parent(self.node) == Some(NodeId::DOCUMENT)
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Narrowing, Parser};
    use super::*;

    #[test]
    fn a_fault_has_a_place() {
        #[rustfmt::skip]
        let rows = [
            ("p:hover", 2, ":hover"), ("a b !c", 5, "!c"), ("main, p::after", 8, "::after"), ("p[", 2, "["),
            ("", 1, ""), ("a,,b", 4, "b"), ("Größe > 1", 7, "> 1"), ("div >", 5, ">"), ("p:nth-child(x)", 2, ":nth-child(x)"),
        ];
        for (css, number, rest) in rows {
            assert!(Selectors::parse(css).is_err(), "{css}");
            assert_eq!(fault_in(css), (number, rest), "{css}");
        }
    }

    #[test]
    fn attributes_are_wanted_wherever_they_are_named() {
        let css = "a[data-a] b, :not([data-b=x]), :is(p:has(> [data-c i])), [class], p:has([data-d])";
        let Ok(selectors) = Selectors::parse(&css.replace(" i]", "]")) else { panic!("{css}") };
        let mut wanted: Vec<String> =
            Selectors::need(&[selectors]).wanted.iter().map(ToString::to_string).collect();
        wanted.sort();
        assert_eq!(wanted, ["data-a", "data-b", "data-c", "data-d"]);
    }

    /// What a selector finds by our own tree and by scraper's: name, id and classes of each element.
    fn found_by_both(page: &str, css: &str) -> [Vec<String>; 2] {
        let shown = |name: &str, id: Option<&str>, class: Option<&str>| format!("{name} {id:?} {class:?}");
        let selectors = [Selectors::parse(css).expect(css)];
        let narrowing = Narrowing::parse(&[css.to_owned()], &[]).expect(css).expect("a selector");
        let mut parser = Parser::new().for_narrowing(&narrowing);
        parser.parse(page);
        let dom = parser.dom();
        let name = |node: NodeId| dom.kept.as_deref()?.names.get(node.index())?.as_ref();
        let ours = Found::by(&selectors, dom).nodes.into_iter().map(|node| {
            let local = name(node).map_or("", |name| &*name.local);
            shown(local, dom.attribute(node, AttributeName::Id), dom.attribute(node, AttributeName::Class))
        });
        let document = scraper::Html::parse_document(page);
        let theirs = scraper::Selector::parse(css).expect(css);
        let theirs =
            document.select(&theirs).map(|it| shown(it.value().name(), it.attr("id"), it.attr("class")));
        [ours.collect(), theirs.collect()]
    }

    #[test]
    fn what_is_found_is_what_scraper_finds() {
        let pages = [
            include_str!("../../fixtures/forum-thread/page.html"),
            include_str!("../../fixtures/product-page/page.html"),
            include_str!("../../fixtures/article-tables-code/page.html"),
            "<x-a data-n=1><x-b DATA-N='2 3'>t</x-b></x-a><svg><a class=q></a><foreignObject><p>r</svg><p></p><p>s",
        ];
        #[rustfmt::skip]
        let rows = [
            "*", "p", "main p", "body > *", "a[href]", "a[href^='/']", "[class]", "[class~=post]", "li + li", "p ~ p",
            "li:nth-child(2n+1)", "p:first-of-type", "p:nth-last-child(2)", ":not(div)", "div:has(> p)", "div:has(p + p)",
            "ul > li:last-child", "td, th", "tr:nth-child(even) td", ":is(h1, h2) + p", ":where(nav) a", "p:empty",
            ":root", "[data-n]", "[data-n='1']", "[DATA-N~='3']", "x-a > x-b", "x-b:only-child", "[lang]", "*|a",
            "[href*='e' i]", "section:not(:has(h2))", "p:nth-of-type(3)", "[itemprop]", "[content]", "#main, .main",
        ];
        let mut found = 0;
        for (number, page) in pages.iter().enumerate() {
            for css in rows {
                let [ours, theirs] = found_by_both(page, css);
                assert_eq!(ours, theirs, "{css} on page {number}");
                found += ours.len();
            }
        }
        assert!(found > 1_000, "{found}");
    }
}
