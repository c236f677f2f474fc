//! [Creating and inserting nodes](https://html.spec.whatwg.org/multipage/parsing.html#creating-and-inserting-nodes).

use super::stack::{Namespace, Open};
use super::{Builder, Name, NodeId, Sets, Tag};
use crate::dom::arena::{AttributeSlot, Element, MERGED_ATTRIBUTES, NodeData};
use crate::dom::names::{AttributeName, Tag as TagName};
use std::ops::Range;

/// Where a node is put.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    LastIn(NodeId),
    /// Before the table, or last in the element below it in the stack where the table has no parent.
    Fostered {
        table: NodeId,
        below: NodeId,
    },
}

impl Builder {
    /// The [appropriate place](https://html.spec.whatwg.org/multipage/parsing.html#appropriate-place-for-inserting-a-node)
    /// in `target`. A template's contents stand under the template itself: later stages pass over both.
    #[inline]
    pub(super) fn place_in(&mut self, target: Open) -> Place {
        if self.foster_parenting {
            self.work += 1;
            if target.sets.any(Sets::FOSTERING) {
                return self.fostered_place();
            }
        }
        self.work += 1;
        Place::LastIn(target.node)
    }

    #[inline]
    pub(super) fn place(&mut self) -> Place {
        self.place_in(self.current())
    }

    fn fostered_place(&mut self) -> Place {
        for at in (0..self.open.len()).rev() {
            let element = self.open[at];
            self.work += 1;
            if element.is(Name::Template) {
                return Place::LastIn(element.node);
            }
            self.work += 1;
            if element.is(Name::Table) {
                let below = at.checked_sub(1).map_or(element.node, |below| self.open[below].node);
                return Place::Fostered { table: element.node, below };
            }
        }
        Place::LastIn(self.open.first().map_or(NodeId::DOCUMENT, |html| html.node))
    }

    #[inline]
    pub(super) fn put_node(&mut self, place: Place, node: NodeId) {
        self.work += 1;
        match place {
            Place::LastIn(parent) => self.dom.append_child(parent, node),
            Place::Fostered { table, below } => {
                if self.dom.parent(table).is_some() {
                    self.dom.insert_before(table, node);
                } else {
                    self.dom.append_child(below, node);
                }
            }
        }
    }

    #[inline]
    pub(super) fn put_text(&mut self, text: &str) {
        let place = self.place();
        self.work += 1;
        match place {
            Place::LastIn(parent) => self.dom.append_text(parent, text),
            Place::Fostered { table, below } => {
                if self.dom.parent(table).is_some() {
                    self.dom.insert_text_before(table, text);
                } else {
                    self.dom.append_text(below, text);
                }
            }
        }
    }

    pub(super) fn put_comment(&mut self) {
        let place = self.place();
        let node = self.dom.push(NodeData::Other);
        self.put_node(place, node);
    }

    pub(super) fn put_comment_in(&mut self, parent: NodeId) {
        let node = self.dom.push(NodeData::Other);
        self.put_node(Place::LastIn(parent), node);
    }

    /// Makes the `html` element.
    pub(super) fn put_root(&mut self, tag: Option<&Tag<'_>>) {
        let attributes = self.push_attributes(tag);
        let root = self.element(Namespace::Html, Name::Html, attributes);
        self.open.push(root);
        self.put_node(Place::LastIn(NodeId::DOCUMENT), root.node);
    }

    /// Inserts an element of a tag, or without attributes.
    #[inline]
    fn insert(&mut self, namespace: Namespace, name: Name, tag: Option<&Tag<'_>>) -> Open {
        let attributes = self.push_attributes(tag);
        let mut element = self.insert_with(namespace, name, attributes);
        if element.sets.any(Sets::ANNOTATION_XML) && tag.is_some_and(holds_html) {
            element.sets = element.sets.and(Sets::HOLDS_HTML);
            if let NodeData::Element(element) = &mut self.dom.nodes[element.node.index()].data {
                element.is_html_integration_point = true;
            }
        }
        element
    }

    /// Inserts an element with attributes that are in the tree already.
    #[inline]
    pub(super) fn insert_with(&mut self, namespace: Namespace, name: Name, attributes: Range<u32>) -> Open {
        let place = self.place();
        let element = self.element(namespace, name, attributes);
        if element.sets.any(Sets::FORM_ASSOCIATED) && self.form.is_some() {
            // A form's elements are not put down, but looking for a template is html5ever's work.
            self.has_open(Name::Template);
        }
        self.put_node(place, element.node);
        element
    }

    /// Inserts an HTML element and leaves it open.
    #[inline]
    pub(super) fn open_element(&mut self, name: Name, tag: Option<&Tag<'_>>) -> Open {
        let element = self.insert(Namespace::Html, name, tag);
        self.open.push(element);
        element
    }

    #[inline]
    pub(super) fn open_tag(&mut self, tag: &Tag<'_>) -> Open {
        self.open_element(tag.name, Some(tag))
    }

    /// Inserts an HTML element that never is open.
    #[inline]
    pub(super) fn insert_closed(&mut self, name: Name, tag: Option<&Tag<'_>>) -> Open {
        self.insert(Namespace::Html, name, tag)
    }

    pub(super) fn insert_foreign(&mut self, namespace: Namespace, name: Name, tag: &Tag<'_>) {
        let element = self.insert(namespace, name, Some(tag));
        if !tag.self_closing {
            self.open.push(element);
        }
    }

    /// Makes an element that stands nowhere yet.
    #[inline]
    pub(super) fn element(&mut self, namespace: Namespace, name: Name, attributes: Range<u32>) -> Open {
        self.elements_made += 1;
        let tag = match (namespace, name) {
            (Namespace::Html, name) => name.tag(),
            (Namespace::Svg, Name::Svg) => TagName::Svg,
            (Namespace::Mathml, Name::Math) => TagName::Math,
            (Namespace::Mathml, Name::Annotation) => TagName::Annotation,
            (Namespace::Mathml, Name::AnnotationXml) => TagName::AnnotationXml,
            _ => TagName::Other,
        };
        let data = Element { tag, attributes, is_html_integration_point: false };
        let node = self.dom.push(NodeData::Element(data));
        Open::new(node, namespace, name)
    }

    /// Makes an HTML element with the attributes of another, for the same tag.
    pub(super) fn element_again(&mut self, element: Open) -> Open {
        let attributes = self.attributes_of(element);
        self.element(Namespace::Html, element.name(), attributes)
    }

    pub(super) fn attributes_of(&self, element: Open) -> Range<u32> {
        self.dom.element(element.node).map_or(0..0, |element| element.attributes.clone())
    }

    #[inline]
    fn push_attributes(&mut self, tag: Option<&Tag<'_>>) -> Range<u32> {
        let start = self.dom.attributes.len() as u32;
        let Some(tag) = tag else { return start..start };
        for attribute in tag.attributes {
            if attribute.known != AttributeName::Other {
                let value = self.dom.values.push(attribute.known, tag.value_of(attribute));
                self.dom.attributes.push(AttributeSlot { name: attribute.known, value });
            }
        }
        start..self.dom.attributes.len() as u32
    }

    /// Adds those attributes that the element does not have yet.
    pub(super) fn merge_attributes(&mut self, target: Open, tag: &Tag<'_>) {
        self.work += 1;
        let range = self.attributes_of(target);
        let old =
            self.dom.attributes.get(range.start as usize..range.end as usize).unwrap_or_default().to_vec();
        let is_missing = |name| name != AttributeName::Other && old.iter().all(|slot| slot.name != name);
        if old.len() >= MERGED_ATTRIBUTES || !tag.attributes.iter().any(|it| is_missing(it.known)) {
            return;
        }
        let start = self.dom.attributes.len() as u32;
        self.dom.attributes.extend_from_slice(&old);
        for attribute in tag.attributes.iter().filter(|it| is_missing(it.known)) {
            let value = self.dom.values.push(attribute.known, tag.value_of(attribute));
            self.dom.attributes.push(AttributeSlot { name: attribute.known, value });
        }
        let end = self.dom.attributes.len() as u32;
        if let NodeData::Element(element) = &mut self.dom.nodes[target.node.index()].data {
            element.attributes = start..end;
        }
    }
}

/// Whether an `annotation-xml` says that it holds HTML.
fn holds_html(tag: &Tag<'_>) -> bool {
    let encoding = tag.attribute("encoding").unwrap_or_default();
    ["text/html", "application/xhtml+xml"].iter().any(|html| encoding.eq_ignore_ascii_case(html))
}
