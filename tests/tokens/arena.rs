//! Two parsers' arenas, compared node for node.

use dehusk::dom::{Dom, NodeData, NodeId, Parser};
use dehusk::options::Limits;

/// A parser and its reference, with the same limits.
pub struct Pair {
    ours: Parser,
    reference: Parser,
}

impl Pair {
    pub fn with_limits(limits: &Limits) -> Self {
        Self { ours: Parser::with_limits(limits), reference: Parser::with_limits(limits).by_html5ever() }
    }

    /// Fails where the trees, what was left out, or the work differ.
    pub fn compare(&mut self, page: &str) {
        let shown = || page.chars().take(2000).collect::<String>();
        let (dom, notes) = self.ours.parse(page);
        let (wanted_dom, wanted_notes) = self.reference.parse(page);
        let (lines, wanted) = (lines(dom), lines(wanted_dom));
        if lines != wanted {
            let at =
                lines.iter().zip(&wanted).position(|(a, b)| a != b).unwrap_or(lines.len().min(wanted.len()));
            let near = |lines: &[String]| lines[at.saturating_sub(5)..lines.len().min(at + 3)].join("\n  ");
            panic!(
                "node {at}\nours:\n  {}\nhtml5ever's:\n  {}\nof {:?}",
                near(&lines),
                near(&wanted),
                shown()
            );
        }
        assert_eq!(notes.limits, wanted_notes.limits, "{:?}", shown());
        assert_eq!(notes.tokenizer.tokens, wanted_notes.tokenizer.tokens, "{:?}", shown());
        assert_eq!(self.ours.builder_work(), self.reference.builder_work(), "{:?}", shown());
    }
}

/// A line for each node, in the order of their making.
fn lines(dom: &Dom) -> Vec<String> {
    (0..dom.len()).map(|number| line(dom, NodeId::nth(number))).collect()
}

fn line(dom: &Dom, node: NodeId) -> String {
    let links = (dom.parent(node), dom.first_child(node), dom.next_sibling(node));
    let what = match dom.data(node) {
        NodeData::Other => String::from("other"),
        NodeData::Text(_) => format!("{:?}", dom.text(node)),
        NodeData::Element(element) => {
            let attributes: Vec<_> = dom.attributes_of(node).collect();
            format!("{:?} {attributes:?}", element.tag)
        }
    };
    format!("{links:?} {what}")
}
