//! The parse tree as flat arrays: nodes by number, one text buffer, only the attributes that later stages read.

use super::names::{AttributeName, Tag};
use super::select::Kept;
use super::values::{ValueId, Values};
use std::ops::Range;

/// Attributes that one element may carry after repeated `<html>` and `<body>` tags were merged into it. Real pages
/// stay under 20; without a bound each repeat would copy all earlier ones.
pub(crate) const MERGED_ATTRIBUTES: usize = 64;

/// The nodes of a smaller page may grow as they come: they are few.
const LEAST_COUNTED_BYTES: usize = 1 << 20;

/// A node's number in its [`Dom`]. The document is number 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// The document node.
    pub const DOCUMENT: NodeId = NodeId(0);
    /// Stands for "no such node" inside the arena.
    pub(crate) const NONE: NodeId = NodeId(u32::MAX);

    /// The node of this number, from 0 on in the order of their making; it must be less than [`Dom::len`].
    #[must_use]
    pub fn nth(number: usize) -> NodeId {
        NodeId(number as u32)
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn some(self) -> Option<NodeId> {
        (self != NodeId::NONE).then_some(self)
    }
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum NodeData {
    /// The root, a template's contents, a comment or a processing instruction: carries no text of the page.
    Other,
    /// An element with its name and the range of its attributes.
    Element(Element),
    /// A run of character data in the text buffer.
    Text(Range<u32>),
}

/// An element's own data.
#[derive(Clone, Debug)]
pub struct Element {
    /// The name as far as the crate knows it; `Other` for custom and foreign elements.
    pub tag: Tag,
    pub(crate) attributes: Range<u32>,
    /// The standard's flag for `annotation-xml` elements that hold HTML.
    pub(crate) is_html_integration_point: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub parent: NodeId,
    pub previous_sibling: NodeId,
    pub next_sibling: NodeId,
    pub first_child: NodeId,
    pub last_child: NodeId,
    pub data: NodeData,
}

#[derive(Clone, Debug)]
pub(crate) struct AttributeSlot {
    pub name: AttributeName,
    pub value: ValueId,
}

/// A parsed page: an arena that can be cleared and filled again without giving its memory back.
#[derive(Debug, Default)]
pub struct Dom {
    pub(crate) nodes: Vec<Node>,
    pub(crate) attributes: Vec<AttributeSlot>,
    pub(crate) text: String,
    pub(crate) values: Values,
    /// What selectors ask for, if any are in use.
    pub(crate) kept: Option<Box<Kept>>,
}

impl Dom {
    /// Forgets the page but keeps the buffers.
    pub(crate) fn clear(&mut self) {
        self.nodes.clear();
        self.attributes.clear();
        self.text.clear();
        self.values.clear();
        if let Some(kept) = &mut self.kept {
            kept.clear();
        }
        self.push(NodeData::Other);
    }

    /// Makes room for the nodes and the text of a page that it will replace this one with.
    pub(crate) fn reserve(&mut self, page: &str, max_elements: u64) {
        self.clear();
        self.text.reserve_exact(page.len());
        if page.len() < LEAST_COUNTED_BYTES {
            return;
        }
        // Text follows a tag, if any does.
        let tags = memchr::memchr_iter(b'<', page.as_bytes()).count();
        let elements = usize::try_from(max_elements).unwrap_or(usize::MAX).min(tags);
        self.nodes.reserve_exact(2 * elements);
    }

    pub(crate) fn push(&mut self, data: NodeData) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node {
            parent: NodeId::NONE,
            previous_sibling: NodeId::NONE,
            next_sibling: NodeId::NONE,
            first_child: NodeId::NONE,
            last_child: NodeId::NONE,
            data,
        });
        id
    }

    /// How many nodes the page has, the document included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// True where there is no node besides the document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.len() < 2
    }

    /// What the node is.
    #[must_use]
    pub fn data(&self, id: NodeId) -> &NodeData {
        &self.nodes[id.index()].data
    }

    /// The node's element data, if it is an element.
    #[must_use]
    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.nodes[id.index()].data {
            NodeData::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The element's name; `Other` for what is no element.
    #[must_use]
    pub fn tag(&self, id: NodeId) -> Tag {
        self.element(id).map_or(Tag::Other, |element| element.tag)
    }

    /// All elements with an attribute, in the order of their making.
    pub(crate) fn elements_with_attributes(&self) -> impl Iterator<Item = (NodeId, Tag)> {
        self.nodes.iter().enumerate().filter_map(|(number, node)| match &node.data {
            NodeData::Element(element) if !element.attributes.is_empty() => {
                Some((NodeId(number as u32), element.tag))
            }
            _ => None,
        })
    }

    /// The parent, if any.
    #[must_use]
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].parent.some()
    }

    /// The first child, if any.
    #[must_use]
    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].first_child.some()
    }

    /// The next sibling, if any.
    #[must_use]
    pub fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].next_sibling.some()
    }

    /// A text node's characters as they stand in the page, entities resolved; `""` for any other node.
    #[must_use]
    pub fn text(&self, id: NodeId) -> &str {
        match &self.nodes[id.index()].data {
            NodeData::Text(range) => slice(&self.text, range),
            _ => "",
        }
    }

    /// An attribute's value, if the element has it.
    #[must_use]
    pub fn attribute(&self, id: NodeId, name: AttributeName) -> Option<&str> {
        self.slots(id).iter().find(|slot| slot.name == name).map(|slot| self.values.text(slot.value))
    }

    fn slots(&self, id: NodeId) -> &[AttributeSlot] {
        let NodeData::Element(element) = &self.nodes[id.index()].data else { return &[] };
        let range = element.attributes.start as usize..element.attributes.end as usize;
        self.attributes.get(range).unwrap_or_default()
    }

    /// The element's attributes in source order; none for other nodes.
    pub fn attributes_of(&self, id: NodeId) -> impl Iterator<Item = (AttributeName, &str)> {
        self.slots(id).iter().map(|slot| (slot.name, self.values.text(slot.value)))
    }

    /// The element's attributes in source order, the values by number.
    pub fn values_of(&self, id: NodeId) -> impl Iterator<Item = (AttributeName, ValueId)> {
        self.slots(id).iter().map(|slot| (slot.name, slot.value))
    }

    /// The attribute values of the page.
    #[must_use]
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// The node after `id` in page order (children before siblings) that lies under `root`.
    #[must_use]
    pub fn next_in_order(&self, root: NodeId, id: NodeId) -> Option<NodeId> {
        self.first_child(id).or_else(|| self.next_after(root, id))
    }

    /// The node after `id` and all it holds, under `root`.
    #[must_use]
    pub fn next_after(&self, root: NodeId, id: NodeId) -> Option<NodeId> {
        let mut at = id;
        while at != root {
            if let Some(next) = self.next_sibling(at) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// Appends the text under `id` to `into`, white space as it stands, without scripts, styles, templates, sources of formulas
    /// and readings of words.
    pub fn push_text(&self, id: NodeId, into: &mut String) {
        self.push_text_within(id, usize::MAX, usize::MAX, into);
    }

    /// [`Dom::push_text`] until `into` has `max_bytes` or so many nodes were visited.
    pub fn push_text_within(&self, id: NodeId, max_bytes: usize, max_nodes: usize, into: &mut String) {
        let (mut at, mut visited) = (Some(id), 0);
        while let Some(node) = at.filter(|_| into.len() < max_bytes && visited < max_nodes) {
            visited += 1;
            let skipped = node != id && is_no_text(self.tag(node));
            let text = self.text(node);
            let mut end = text.len().min(max_bytes - into.len());
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            into.push_str(text.get(..end).unwrap_or_default());
            at = if skipped { self.next_after(id, node) } else { self.next_in_order(id, node) };
        }
    }

    /// Takes a node's name, attributes or text; it stays where it is.
    pub(crate) fn clear_node(&mut self, id: NodeId) {
        self.nodes[id.index()].data = NodeData::Other;
    }

    #[inline]
    pub(crate) fn detach(&mut self, id: NodeId) {
        if let Some(parent) = self.nodes[id.index()].parent.some() {
            self.detach_from(parent, id);
        }
    }

    fn detach_from(&mut self, parent: NodeId, id: NodeId) {
        let Node { previous_sibling, next_sibling, .. } = self.nodes[id.index()];
        match previous_sibling.some() {
            Some(previous) => self.nodes[previous.index()].next_sibling = next_sibling,
            None => self.nodes[parent.index()].first_child = next_sibling,
        }
        match next_sibling.some() {
            Some(next) => self.nodes[next.index()].previous_sibling = previous_sibling,
            None => self.nodes[parent.index()].last_child = previous_sibling,
        }
        let node = &mut self.nodes[id.index()];
        (node.parent, node.previous_sibling, node.next_sibling) = (NodeId::NONE, NodeId::NONE, NodeId::NONE);
    }

    pub(crate) fn append_child(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = std::mem::replace(&mut self.nodes[parent.index()].last_child, child);
        match last.some() {
            Some(last) => self.nodes[last.index()].next_sibling = child,
            None => self.nodes[parent.index()].first_child = child,
        }
        let node = &mut self.nodes[child.index()];
        (node.parent, node.previous_sibling) = (parent, last);
    }

    pub(crate) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        self.detach(child);
        let Some(parent) = self.parent(sibling) else { return };
        let previous = std::mem::replace(&mut self.nodes[sibling.index()].previous_sibling, child);
        match previous.some() {
            Some(previous) => self.nodes[previous.index()].next_sibling = child,
            None => self.nodes[parent.index()].first_child = child,
        }
        let node = &mut self.nodes[child.index()];
        (node.parent, node.previous_sibling, node.next_sibling) = (parent, previous, sibling);
    }

    /// Moves all children of `from` behind those of `to`; says how many.
    pub(crate) fn move_children(&mut self, from: NodeId, to: NodeId) -> u64 {
        let mut moved = 0;
        while let Some(child) = self.first_child(from) {
            self.append_child(to, child);
            moved += 1;
        }
        moved
    }

    /// Adds `text` to the text node `id` where that node's text ends the buffer. Where it does not, nothing is
    /// done and `false` returned: the caller starts a new node, since moving text would cost quadratic time.
    fn extend_text(&mut self, id: NodeId, text: &str) -> bool {
        let NodeData::Text(range) = &mut self.nodes[id.index()].data else { return false };
        if range.end as usize != self.text.len() {
            return false;
        }
        self.text.push_str(text);
        range.end = self.text.len() as u32;
        true
    }

    fn push_text_node(&mut self, text: &str) -> NodeId {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        self.push(NodeData::Text(start..self.text.len() as u32))
    }

    /// Adds text at the end of `parent`, to the text node there if it can be.
    #[inline]
    pub(crate) fn append_text(&mut self, parent: NodeId, text: &str) {
        let last = self.nodes[parent.index()].last_child.some();
        if !last.is_some_and(|last| self.extend_text(last, text)) {
            let node = self.push_text_node(text);
            self.append_child(parent, node);
        }
    }

    /// Adds text before `sibling`, to the text node there if it can be.
    pub(crate) fn insert_text_before(&mut self, sibling: NodeId, text: &str) {
        let previous = self.nodes[sibling.index()].previous_sibling.some();
        if !previous.is_some_and(|previous| self.extend_text(previous, text)) {
            let node = self.push_text_node(text);
            self.insert_before(sibling, node);
        }
    }
}

/// The part of `buffer` that `range` names; ranges are made from the buffer's own lengths, so it is always there.
pub(crate) fn slice<'a>(buffer: &'a str, range: &Range<u32>) -> &'a str {
    buffer.get(range.start as usize..range.end as usize).unwrap_or_default()
}

/// True for elements whose text is left out of what holds them.
fn is_no_text(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Script
            | Tag::Style
            | Tag::Template
            | Tag::Annotation
            | Tag::AnnotationXml
            | Tag::Rp
            | Tag::Rt
            | Tag::Rtc
    )
}
