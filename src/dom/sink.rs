//! The tree builder's sink: html5ever's calls become entries of a [`Dom`].

use super::arena::{AttributeSlot, Dom, Element, NodeData, NodeId};
use super::names::{AttributeName, Tag};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, QualName, ns};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// Attributes that one element may carry after repeated `<html>` and `<body>` tags were merged into it. Real pages
/// stay under 20; without a bound each repeat would copy all earlier ones.
const MERGED_ATTRIBUTES: usize = 64;

/// Full names by number, so that a node holds four bytes instead of two atoms.
#[derive(Debug, Default)]
pub(crate) struct NameTable {
    names: Vec<(QualName, Tag)>,
    numbers: FxHashMap<(Namespace, LocalName), u32>,
}

impl NameTable {
    fn number(&mut self, name: QualName) -> (u32, Tag) {
        let next = self.names.len() as u32;
        let number = *self.numbers.entry((name.ns.clone(), name.local.clone())).or_insert(next);
        if number == next {
            let tag = match name.ns {
                ns!(html) => Tag::of(&name.local),
                ns!(svg) if &*name.local == "svg" => Tag::Svg,
                ns!(mathml) if &*name.local == "math" => Tag::Math,
                _ => Tag::Other,
            };
            self.names.push((name, tag));
        }
        (number, self.names.get(number as usize).map_or(Tag::Other, |entry| entry.1))
    }
}

/// A name borrowed from the table, in the shape html5ever asks for.
#[derive(Debug)]
pub(crate) struct BorrowedName<'a>(Ref<'a, QualName>);

impl html5ever::tree_builder::ElemName for BorrowedName<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }
    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

/// Fills a [`Dom`]. Adjacent text joins one node as long as it lies at the end of the text buffer.
pub(crate) struct DomSink {
    dom: RefCell<Dom>,
    names: RefCell<NameTable>,
    quirks: Cell<QuirksMode>,
}

impl DomSink {
    /// A sink over `dom`, which it clears.
    pub(crate) fn new(mut dom: Dom, names: NameTable) -> Self {
        dom.clear();
        Self { dom: RefCell::new(dom), names: RefCell::new(names), quirks: Cell::new(QuirksMode::NoQuirks) }
    }

    fn insert_text_before(&self, sibling: NodeId, text: &str) {
        let mut dom = self.dom.borrow_mut();
        let previous = dom.nodes[sibling.index()].previous_sibling;
        if previous.some().is_some_and(|previous| dom.extend_text(previous, text)) {
            return;
        }
        let node = dom.push_text_node(text);
        dom.insert_before(sibling, node);
    }
}

fn push_attributes(dom: &mut Dom, attributes: &[Attribute]) {
    for attribute in attributes {
        let name = AttributeName::of(&attribute.name.local);
        if name == AttributeName::Other || attribute.name.ns != ns!() {
            continue;
        }
        let start = dom.values.len() as u32;
        dom.values.push_str(&attribute.value);
        let value = start..dom.values.len() as u32;
        dom.attributes.push(AttributeSlot { name, value });
    }
}

impl TreeSink for DomSink {
    type Handle = NodeId;
    type Output = (Dom, NameTable);
    type ElemName<'a> = BorrowedName<'a>;

    fn finish(self) -> Self::Output {
        (self.dom.into_inner(), self.names.into_inner())
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId::DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> BorrowedName<'a> {
        let number = self.dom.borrow().element(*target).map_or(0, |element| element.name);
        BorrowedName(Ref::map(self.names.borrow(), |table| &table.names[number as usize].0))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let (number, tag) = self.names.borrow_mut().number(name);
        let mut dom = self.dom.borrow_mut();
        let start = dom.attributes.len() as u32;
        push_attributes(&mut dom, &attributes);
        let range = start..dom.attributes.len() as u32;
        dom.push(NodeData::Element(Element {
            tag,
            name: number,
            attributes: range,
            is_html_integration_point: flags.mathml_annotation_xml_integration_point,
        }))
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.dom.borrow_mut().push(NodeData::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.dom.borrow_mut().push(NodeData::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => dom.append_child(*parent, node),
            NodeOrText::AppendText(text) => {
                let last = dom.nodes[parent.index()].last_child;
                if !last.some().is_some_and(|last| dom.extend_text(last, &text)) {
                    let node = dom.push_text_node(&text);
                    dom.append_child(*parent, node);
                }
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.dom.borrow().parent(*element).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public_id: StrTendril, _system_id: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        // A template's contents stand under the template itself: later stages pass over both.
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.quirks.set(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(node) => self.dom.borrow_mut().insert_before(*sibling, node),
            NodeOrText::AppendText(text) => self.insert_text_before(*sibling, &text),
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let mut dom = self.dom.borrow_mut();
        let Some(range) = dom.element(*target).map(|element| element.attributes.clone()) else { return };
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
        push_attributes(&mut dom, &missing);
        let end = dom.attributes.len() as u32;
        if let NodeData::Element(element) = &mut dom.nodes[target.index()].data {
            element.attributes = start..end;
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.dom.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.dom.borrow_mut().move_children(*node, *new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.dom.borrow().element(*handle).is_some_and(|element| element.is_html_integration_point)
    }

    fn allow_declarative_shadow_roots(&self, _intended_parent: &NodeId) -> bool {
        false
    }
}

impl std::fmt::Debug for DomSink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DomSink").field("nodes", &self.dom.borrow().len()).finish_non_exhaustive()
    }
}
