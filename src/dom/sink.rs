//! The sink of html5ever's tree builder, whose calls become entries of a [`Dom`].

use super::arena::{AttributeSlot, Dom, Element, MERGED_ATTRIBUTES, NodeData, NodeId};
use super::limits::CountWork;
use super::names::{AttributeName, Tag};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName, ns};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// Names that the crate knows, by the tree builder's names; kept from page to page.
#[derive(Debug, Default)]
pub(crate) struct TagTable(FxHashMap<LocalName, Tag>);

impl TagTable {
    fn tag(&mut self, name: &QualName) -> Tag {
        match name.ns {
            ns!(html) => *self.0.entry(name.local.clone()).or_insert_with(|| Tag::of(&name.local).in_html()),
            ns!(svg) if &*name.local == "svg" => Tag::Svg,
            ns!(mathml) if &*name.local == "math" => Tag::Math,
            ns!(mathml) => Some(Tag::of(&name.local)).filter(|tag| tag.is_of_mathml()).unwrap_or(Tag::Other),
            _ => Tag::Other,
        }
    }
}

/// Tags of names that pages invent would fill the table without end: it is emptied at this many.
const MOST_TAGS: usize = 4096;

static HTML: Namespace = ns!(html);
static SVG: Namespace = ns!(svg);
static MATHML: Namespace = ns!(mathml);

/// What the tree builder holds of a node: with the name inside, it asks the arena for nothing.
#[derive(Clone, Debug)]
pub(crate) struct Handle {
    id: NodeId,
    namespace: &'static Namespace,
    name: LocalName,
}

impl Handle {
    fn nameless(id: NodeId) -> Self {
        Handle { id, namespace: &HTML, name: LocalName::default() }
    }
}

/// Fills a [`Dom`]. Adjacent text joins one node as long as it lies at the end of the text buffer.
pub(crate) struct DomSink {
    dom: RefCell<Dom>,
    tags: RefCell<TagTable>,
    work: Cell<u64>,
    elements: Cell<u64>,
}

impl DomSink {
    /// A sink over `dom`, which it clears.
    pub(crate) fn new(mut dom: Dom, mut tags: TagTable) -> Self {
        dom.clear();
        if tags.0.len() > MOST_TAGS {
            tags.0.clear();
        }
        Self { dom: RefCell::new(dom), tags: RefCell::new(tags), work: Cell::new(0), elements: Cell::new(0) }
    }

    fn count(&self, work: u64) {
        self.work.set(self.work.get() + work);
    }
}

/// Puts down what selectors ask for and the tree has not.
fn keep_attributes(dom: &mut Dom, node: NodeId, attributes: &[Attribute]) {
    let Dom { kept: Some(kept), values, .. } = dom else { return };
    for attribute in attributes {
        if attribute.name.ns != ns!() || !kept.wants(&attribute.name.local) {
            continue;
        }
        let value = values.push(AttributeName::Other, &attribute.value);
        kept.put_attribute(node, attribute.name.local.clone(), value);
    }
}

fn push_attributes(dom: &mut Dom, attributes: &[Attribute]) {
    for attribute in attributes {
        let name = AttributeName::of(&attribute.name.local);
        if name == AttributeName::Other || attribute.name.ns != ns!() {
            continue;
        }
        let value = dom.values.push(name, &attribute.value);
        dom.attributes.push(AttributeSlot { name, value });
    }
}

impl CountWork for DomSink {
    fn work(&self) -> u64 {
        self.work.get()
    }

    fn elements_made(&self) -> u64 {
        self.elements.get()
    }
}

impl TreeSink for DomSink {
    type Handle = Handle;
    type Output = (Dom, TagTable);
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self::Output {
        (self.dom.into_inner(), self.tags.into_inner())
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle::nameless(NodeId::DOCUMENT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.count(1);
        ExpandedName { ns: target.namespace, local: &target.name }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        self.elements.set(self.elements.get() + 1);
        let tag = self.tags.borrow_mut().tag(&name);
        let namespace = match name.ns {
            ns!(svg) => &SVG,
            ns!(mathml) => &MATHML,
            _ => &HTML,
        };
        let mut dom = self.dom.borrow_mut();
        let start = dom.attributes.len() as u32;
        push_attributes(&mut dom, &attributes);
        let range = start..dom.attributes.len() as u32;
        let id = dom.push(NodeData::Element(Element {
            tag,
            attributes: range,
            is_html_integration_point: flags.mathml_annotation_xml_integration_point,
        }));
        if dom.kept.is_some() {
            keep_attributes(&mut dom, id, &attributes);
            if let Some(kept) = &mut dom.kept {
                kept.put_name(id, name.clone());
            }
        }
        Handle { id, namespace, name: name.local }
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        Handle::nameless(self.dom.borrow_mut().push(NodeData::Other))
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        Handle::nameless(self.dom.borrow_mut().push(NodeData::Other))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.count(1);
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => dom.append_child(parent.id, node.id),
            NodeOrText::AppendText(text) => dom.append_text(parent.id, &text),
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.dom.borrow().parent(element.id).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public_id: StrTendril, _system_id: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        // A template's contents stand under the template itself: later stages pass over both.
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        self.count(1);
        x.id == y.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        self.count(1);
        match child {
            NodeOrText::AppendNode(node) => self.dom.borrow_mut().insert_before(sibling.id, node.id),
            NodeOrText::AppendText(text) => self.dom.borrow_mut().insert_text_before(sibling.id, &text),
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.count(1);
        merge_attributes(&mut self.dom.borrow_mut(), target.id, attributes);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.count(1);
        self.dom.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let moved = self.dom.borrow_mut().move_children(node.id, new_parent.id);
        self.count(moved + 1);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        self.dom.borrow().element(handle.id).is_some_and(|element| element.is_html_integration_point)
    }

    fn allow_declarative_shadow_roots(&self, _intended_parent: &Handle) -> bool {
        false
    }
}

/// Adds the attributes that the element does not have yet.
fn merge_attributes(dom: &mut Dom, target: NodeId, attributes: Vec<Attribute>) {
    keep_attributes(dom, target, &attributes);
    let Some(range) = dom.element(target).map(|element| element.attributes.clone()) else { return };
    let old = dom.attributes[range.start as usize..range.end as usize].to_vec();
    if old.len() >= MERGED_ATTRIBUTES {
        return;
    }
    let missing: Vec<Attribute> = attributes
        .into_iter()
        .filter(|new| old.iter().all(|slot| slot.name != AttributeName::of(&new.name.local)))
        .take(MERGED_ATTRIBUTES)
        .collect();
    if missing.is_empty() {
        return;
    }
    let start = dom.attributes.len() as u32;
    dom.attributes.extend(old);
    push_attributes(dom, &missing);
    let end = dom.attributes.len() as u32;
    if let NodeData::Element(element) = &mut dom.nodes[target.index()].data {
        element.attributes = start..end;
    }
}

impl std::fmt::Debug for DomSink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DomSink").field("nodes", &self.dom.borrow().len()).finish_non_exhaustive()
    }
}
