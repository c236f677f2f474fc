//! What a page says of itself: title, meta tags, links, JSON-LD, in one pass over the arena.

use super::arena::{Dom, NodeData, NodeId};
use super::names::{AttributeName, Tag};
use crate::options::Limits;

/// The self-descriptions of a page, as nodes of its [`Dom`].
#[derive(Debug)]
pub struct Head {
    /// Bytes of JSON-LD that [`Head::json_ld_texts`] gives out.
    pub json_ld_bytes: usize,
    /// The first `<title>` outside SVG.
    pub title: Option<NodeId>,
    /// All `<meta>` elements with a `content`.
    pub metas: Vec<NodeId>,
    /// All `<link>` elements with a `rel`.
    pub links: Vec<NodeId>,
    /// Text nodes of `<script type="application/ld+json">`.
    pub json_ld: Vec<NodeId>,
    /// The first `<base>` element with an `href`: what relative addresses are resolved against.
    pub base: Option<NodeId>,
    /// The first `<html>` element.
    pub html: Option<NodeId>,
    /// Elements with `itemprop`, `property` outside `<meta>`, `datetime` or `rel=author`: microdata, RDFa, times.
    pub marked: Vec<NodeId>,
    /// Headings of level 1.
    pub first_headings: Vec<NodeId>,
    /// Text nodes of scripts that hold data as JSON (`application/json` and framework state).
    pub json_state: Vec<NodeId>,
}

impl Default for Head {
    fn default() -> Self {
        Self::with_limits(&Limits::default())
    }
}

impl Head {
    /// An empty head that keeps within these limits.
    #[must_use]
    pub fn with_limits(limits: &Limits) -> Self {
        Self {
            json_ld_bytes: limits.json_ld_bytes,
            title: None,
            metas: Vec::new(),
            links: Vec::new(),
            json_ld: Vec::new(),
            base: None,
            html: None,
            marked: Vec::new(),
            first_headings: Vec::new(),
            json_state: Vec::new(),
        }
    }

    /// Collects from all of the page; tags that stand outside `<head>` count too, since broken pages put them there.
    pub fn fill(&mut self, dom: &Dom) {
        (self.title, self.base, self.html) = (None, None, None);
        self.metas.clear();
        self.links.clear();
        self.json_ld.clear();
        self.marked.clear();
        self.first_headings.clear();
        self.json_state.clear();
        for (number, node) in dom.nodes.iter().enumerate() {
            if let NodeData::Element(element) = &node.data {
                self.take(dom, NodeId(number as u32), element.tag);
            }
        }
    }

    fn take(&mut self, dom: &Dom, node: NodeId, tag: Tag) {
        match tag {
            Tag::Title if self.title.is_none() => self.title = Some(node),
            Tag::Html if self.html.is_none() => self.html = Some(node),
            Tag::Base if self.base.is_none() && dom.attribute(node, AttributeName::Href).is_some() => {
                self.base = Some(node);
            }
            Tag::Meta if dom.attribute(node, AttributeName::Content).is_some() => self.metas.push(node),
            Tag::Link if dom.attribute(node, AttributeName::Rel).is_some() => self.links.push(node),
            Tag::Script => self.take_script(dom, node),
            Tag::H1 => self.first_headings.push(node),
            _ if is_marked(dom, node) => self.marked.push(node),
            _ => {}
        }
    }

    fn take_script(&mut self, dom: &Dom, node: NodeId) {
        let kind = dom.attribute(node, AttributeName::Type).unwrap_or_default().trim();
        let Some(text) = dom.first_child(node) else { return };
        if kind.eq_ignore_ascii_case("application/ld+json") {
            self.json_ld.push(text);
        } else if kind.eq_ignore_ascii_case("application/json") {
            self.json_state.push(text);
        }
    }

    /// The page's JSON-LD, block by block, up to the limit: the block that passes it is cut, later ones are left out.
    pub fn json_ld_texts<'a>(&self, dom: &'a Dom) -> impl Iterator<Item = &'a str> {
        let mut left = self.json_ld_bytes;
        self.json_ld.iter().map_while(move |&node| {
            let text = dom.text(node);
            let mut end = text.len().min(left);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            let read = text.get(..end).unwrap_or_default();
            left -= read.len();
            (!read.is_empty()).then_some(read)
        })
    }

    /// True where the page has more JSON-LD than is read.
    #[must_use]
    pub fn is_json_ld_cut(&self, dom: &Dom) -> bool {
        self.json_ld.iter().map(|&node| dom.text(node).len()).sum::<usize>() > self.json_ld_bytes
    }

    /// The content of the first `<meta>` whose name, property or itemprop is `name`, white space trimmed, not empty.
    #[must_use]
    pub fn meta<'a>(&self, dom: &'a Dom, name: &str) -> Option<&'a str> {
        self.metas_named(dom, name).next()
    }

    /// The contents of every such `<meta>`.
    pub fn metas_named<'a>(&self, dom: &'a Dom, name: &str) -> impl Iterator<Item = &'a str> {
        self.metas.iter().filter(move |&&node| is_named(dom, node, name)).filter_map(move |&node| {
            let content = dom.attribute(node, AttributeName::Content)?.trim();
            (!content.is_empty()).then_some(content)
        })
    }
}

fn is_named(dom: &Dom, node: NodeId, name: &str) -> bool {
    [AttributeName::Name, AttributeName::Property, AttributeName::Itemprop, AttributeName::HttpEquiv]
        .iter()
        .any(|&key| dom.attribute(node, key).is_some_and(|value| value.trim().eq_ignore_ascii_case(name)))
}

fn is_marked(dom: &Dom, node: NodeId) -> bool {
    dom.values_of(node).any(|(name, value)| match name {
        AttributeName::Itemprop
        | AttributeName::Property
        | AttributeName::Datetime
        | AttributeName::Itemtype => true,
        AttributeName::Rel => {
            let mut words = dom.values().text(value).split_ascii_whitespace();
            words.any(|word| word.eq_ignore_ascii_case("author"))
        }
        _ => false,
    })
}
