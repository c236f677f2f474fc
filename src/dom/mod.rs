//! HTML text to a flat node arena.
//!
//! html5ever's tree builder decides the structure; our sink stores it as numbered nodes over one text buffer, with
//! only the attributes that later stages read. Nothing here recurses, so depth costs memory only, never stack.

mod arena;
mod head;
mod names;
mod sink;

pub use arena::{Dom, Element, NodeData, NodeId};
pub use head::Head;
pub use names::{AttributeName, Flow, Tag};

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use sink::{DomSink, NameTable};

/// Parses pages one after the other into the same buffers.
#[derive(Debug, Default)]
pub struct Parser {
    dom: Dom,
    names: NameTable,
}

impl Parser {
    /// A parser with empty buffers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Parses a whole page; the tree stays valid until the next call. Any text is a page: what is no markup becomes
    /// text in `<body>`. `<noscript>` is read as markup, as a browser without scripting does.
    pub fn parse(&mut self, page: &str) -> &Dom {
        let sink = DomSink::new(std::mem::take(&mut self.dom), std::mem::take(&mut self.names));
        let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let options = ParseOpts { tree_builder, ..ParseOpts::default() };
        (self.dom, self.names) = parse_document(sink, options).one(page);
        &self.dom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree under `<body>` as nested names and quoted text.
    fn sketch(page: &str) -> String {
        let mut parser = Parser::new();
        let dom = parser.parse(page);
        let mut out = String::new();
        let mut at = Some(NodeId::DOCUMENT);
        while let Some(node) = at {
            match dom.data(node) {
                NodeData::Element(element) => out.push_str(&format!("{} ", element.tag.as_str())),
                NodeData::Text(_) => out.push_str(&format!("{:?} ", dom.text(node))),
                NodeData::Other => {}
            }
            at = dom.next_in_order(NodeId::DOCUMENT, node);
        }
        out.trim_end().to_owned()
    }

    #[test]
    fn trees_follow_the_standard() {
        let rows = [
            ("<p>One<p>Two", "html head body p \"One\" p \"Two\""),
            ("<table>x<tr><td>y", "html head body \"x\" table tbody tr td \"y\""),
            ("<b>1<p>2</b>3", "html head body b \"1\" p b \"2\" \"3\""),
            ("a&amp;b", "html head body \"a&b\""),
        ];
        for (page, tree) in rows {
            assert_eq!(sketch(page), tree, "{page}");
        }
    }

    #[test]
    fn attributes_that_nobody_reads_are_dropped() {
        let mut parser = Parser::new();
        let dom = parser.parse("<body data-x=1 class='a b'><body class=c id=d>");
        let body =
            (0..dom.len()).map(|n| NodeId(n as u32)).find(|&n| dom.tag(n) == Tag::Body).expect("has a body");
        assert_eq!(dom.attribute(body, AttributeName::Class), Some("a b"));
        assert_eq!(dom.attribute(body, AttributeName::Id), Some("d"));
        assert_eq!(dom.attributes.len(), 3);
    }
}
