//! A plain tree to hang tokens on: flat nodes, first child and next sibling.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use dehusk::dom::limits::CountWork;
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName, local_name, ns};

const NONE: u32 = u32::MAX;

#[derive(Debug)]
pub enum Kind {
    Document,
    Doctype(String, String, String),
    Element(QualName, Vec<Attribute>, bool),
    Text(String),
    Comment(String),
    /// A template's contents.
    Fragment,
}

#[derive(Debug)]
pub struct Node {
    pub kind: Kind,
    parent: u32,
    first: u32,
    last: u32,
    previous: u32,
    next: u32,
    /// A template's contents.
    contents: u32,
}

/// The tree; node 0 is the document.
pub struct Tree {
    pub nodes: RefCell<Vec<Node>>,
    /// Calls of the tree builder, a measure of its work.
    pub calls: Cell<u64>,
    elements: Cell<u64>,
}

impl Default for Tree {
    fn default() -> Self {
        let tree = Self { nodes: RefCell::default(), calls: Cell::new(0), elements: Cell::new(0) };
        tree.add(Kind::Document);
        tree
    }
}

impl Tree {
    fn count(&self) {
        self.calls.set(self.calls.get() + 1);
    }

    fn add(&self, kind: Kind) -> u32 {
        let mut nodes = self.nodes.borrow_mut();
        let id = nodes.len() as u32;
        nodes.push(Node {
            kind,
            parent: NONE,
            first: NONE,
            last: NONE,
            previous: NONE,
            next: NONE,
            contents: NONE,
        });
        id
    }

    fn detach(&self, id: u32) {
        let mut nodes = self.nodes.borrow_mut();
        let (parent, previous, next) = {
            let node = &mut nodes[id as usize];
            let links = (node.parent, node.previous, node.next);
            (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
            links
        };
        if previous != NONE {
            nodes[previous as usize].next = next;
        } else if parent != NONE {
            nodes[parent as usize].first = next;
        }
        if next != NONE {
            nodes[next as usize].previous = previous;
        } else if parent != NONE {
            nodes[parent as usize].last = previous;
        }
    }

    fn insert(&self, parent: u32, before: u32, child: NodeOrText<u32>) {
        let previous = match before {
            NONE => self.nodes.borrow()[parent as usize].last,
            _ => self.nodes.borrow()[before as usize].previous,
        };
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(text) => {
                if previous != NONE
                    && let Kind::Text(existing) = &mut self.nodes.borrow_mut()[previous as usize].kind
                {
                    existing.push_str(&text);
                    return;
                }
                self.add(Kind::Text(text.to_string()))
            }
        };
        let previous = match before {
            NONE => self.nodes.borrow()[parent as usize].last,
            _ => self.nodes.borrow()[before as usize].previous,
        };
        let mut nodes = self.nodes.borrow_mut();
        (nodes[id as usize].parent, nodes[id as usize].previous, nodes[id as usize].next) =
            (parent, previous, before);
        if previous == NONE {
            nodes[parent as usize].first = id;
        } else {
            nodes[previous as usize].next = id;
        }
        if before == NONE {
            nodes[parent as usize].last = id;
        } else {
            nodes[before as usize].previous = id;
        }
    }

    /// The tree as html5lib's tests write it, without the `| ` of the first column. `full` includes attributes,
    /// comments and what raw text elements hold.
    pub fn dump(&self, root: u32, full: bool) -> String {
        let nodes = self.nodes.borrow();
        let mut out = String::new();
        let mut stack: Vec<(u32, usize)> = Vec::new();
        push_children(&nodes, root, 0, &mut stack);
        while let Some((id, depth)) = stack.pop() {
            if id & CONTENT != 0 {
                out.push_str(&format!("| {}content\n", "  ".repeat(depth)));
                push_children(&nodes, id & !CONTENT, depth + 1, &mut stack);
                continue;
            }
            let node = &nodes[id as usize];
            let hidden = !full && (matches!(node.kind, Kind::Comment(_)) || is_raw_text(&nodes, node));
            if !hidden {
                write_node(&mut out, node, depth, full);
            }
            push_children(&nodes, id, depth + 1, &mut stack);
            if node.contents != NONE {
                stack.push((node.contents | CONTENT, depth + 1));
            }
        }
        out
    }

    /// The deepest nesting of elements.
    pub fn depth(&self) -> usize {
        let nodes = self.nodes.borrow();
        let mut deepest = 0;
        let mut stack = Vec::new();
        push_children(&nodes, 0, 1, &mut stack);
        while let Some((id, depth)) = stack.pop() {
            deepest = deepest.max(depth);
            push_children(&nodes, id, depth + 1, &mut stack);
        }
        deepest
    }

    /// All text there is, templates' included, in the order of its making.
    pub fn every_text(&self) -> String {
        let nodes = self.nodes.borrow();
        nodes
            .iter()
            .filter_map(|node| if let Kind::Text(text) = &node.kind { Some(text.as_str()) } else { None })
            .collect()
    }

    pub fn element(&self, name: QualName) -> u32 {
        self.create_element(name, Vec::new(), ElementFlags::default())
    }

    pub fn first_child(&self, id: u32) -> Option<u32> {
        let first = self.nodes.borrow()[id as usize].first;
        (first != NONE).then_some(first)
    }
}

impl CountWork for Tree {
    fn work(&self) -> u64 {
        self.calls.get()
    }

    fn elements_made(&self) -> u64 {
        self.elements.get()
    }
}

const CONTENT: u32 = 1 << 31;

fn push_children(nodes: &[Node], id: u32, depth: usize, stack: &mut Vec<(u32, usize)>) {
    let mut child = nodes[id as usize].last;
    while child != NONE {
        stack.push((child, depth));
        child = nodes[child as usize].previous;
    }
}

fn is_raw_text(nodes: &[Node], node: &Node) -> bool {
    let raw = ["script", "style", "noscript", "iframe", "noembed", "noframes", "xmp"];
    matches!(node.kind, Kind::Text(_))
        && node.parent != NONE
        && matches!(&nodes[node.parent as usize].kind, Kind::Element(name, ..) if raw.contains(&&*name.local))
}

fn write_node(out: &mut String, node: &Node, depth: usize, full: bool) {
    let indent = "  ".repeat(depth);
    match &node.kind {
        Kind::Document | Kind::Fragment => {}
        Kind::Doctype(name, public, system) if public.is_empty() && system.is_empty() => {
            out.push_str(&format!("| {indent}<!DOCTYPE {name}>\n"));
        }
        Kind::Doctype(name, public, system) => {
            out.push_str(&format!("| {indent}<!DOCTYPE {name} \"{public}\" \"{system}\">\n"));
        }
        Kind::Text(text) => out.push_str(&format!("| {indent}\"{text}\"\n")),
        Kind::Comment(text) => out.push_str(&format!("| {indent}<!-- {text} -->\n")),
        Kind::Element(name, attributes, _) => {
            let prefix = match name.ns {
                ns!(svg) => "svg ",
                ns!(mathml) => "math ",
                _ => "",
            };
            out.push_str(&format!("| {indent}<{prefix}{}>\n", name.local));
            if !full {
                return;
            }
            let mut lines: Vec<String> = attributes.iter().map(attribute_line).collect();
            lines.sort();
            for line in lines {
                out.push_str(&format!("| {indent}  {line}\n"));
            }
        }
    }
}

fn attribute_line(attribute: &Attribute) -> String {
    let prefix = match attribute.name.ns {
        ns!(xlink) => "xlink ",
        ns!(xml) => "xml ",
        ns!(xmlns) => "xmlns ",
        _ => "",
    };
    format!("{prefix}{}=\"{}\"", attribute.name.local, attribute.value)
}

impl TreeSink for Tree {
    type Handle = u32;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> u32 {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a u32) -> Ref<'a, QualName> {
        self.count();
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target as usize].kind {
            Kind::Element(name, ..) => name,
            other => panic!("{other:?} has no name"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> u32 {
        self.count();
        self.elements.set(self.elements.get() + 1);
        let is_template = name.ns == ns!(html) && name.local == local_name!("template");
        let integration = flags.mathml_annotation_xml_integration_point;
        let id = self.add(Kind::Element(name, attributes, integration));
        if is_template {
            let contents = self.add(Kind::Fragment);
            self.nodes.borrow_mut()[id as usize].contents = contents;
        }
        id
    }

    fn create_comment(&self, text: StrTendril) -> u32 {
        self.count();
        self.add(Kind::Comment(text.to_string()))
    }

    fn create_pi(&self, _target: StrTendril, data: StrTendril) -> u32 {
        self.add(Kind::Comment(data.to_string()))
    }

    fn append(&self, parent: &u32, child: NodeOrText<u32>) {
        self.count();
        self.insert(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &u32, previous: &u32, child: NodeOrText<u32>) {
        self.count();
        let parent = self.nodes.borrow()[*element as usize].parent;
        if parent == NONE {
            self.insert(*previous, NONE, child);
        } else {
            self.insert(parent, *element, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        let id = self.add(Kind::Doctype(name.to_string(), public.to_string(), system.to_string()));
        self.insert(0, NONE, NodeOrText::AppendNode(id));
    }

    fn get_template_contents(&self, target: &u32) -> u32 {
        self.nodes.borrow()[*target as usize].contents
    }

    fn same_node(&self, x: &u32, y: &u32) -> bool {
        self.count();
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &u32, child: NodeOrText<u32>) {
        self.count();
        let parent = self.nodes.borrow()[*sibling as usize].parent;
        self.insert(parent, *sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &u32, attributes: Vec<Attribute>) {
        self.count();
        if let Kind::Element(_, existing, _) = &mut self.nodes.borrow_mut()[*target as usize].kind {
            for attribute in attributes {
                if existing.iter().all(|other| other.name != attribute.name) {
                    existing.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &u32) {
        self.count();
        self.detach(*target);
    }

    fn reparent_children(&self, node: &u32, new_parent: &u32) {
        self.count();
        while let Some(child) = self.first_child(*node) {
            self.count();
            self.insert(*new_parent, NONE, NodeOrText::AppendNode(child));
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &u32) -> bool {
        matches!(self.nodes.borrow()[*target as usize].kind, Kind::Element(_, _, true))
    }
}
