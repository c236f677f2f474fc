//! Tags that a reader sees.

use crate::blocks::{Block, Blocks, Context, Layout, Place};
use crate::dom::{AttributeName, Dom, NodeId, Tag};
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::roles::Role;

use super::markup::text_of;
use super::named::Named;
use super::tag_lines::{LONGEST_TAG_CHARS, behind_inner_opener, behind_opener, split_tags};

/// A line of tags is not prose (bytes).
const LONGEST_TAG_LINE_BYTES: usize = 600;
/// Nobody writes more tags.
const MOST_TAGS: usize = 60;
/// Tag lines and `rel=tag` links.
pub(super) fn gather(page: Option<(&Dom, &Named)>, blocks: &Blocks, roles: &[Role], out: &mut Evidence) {
    if let Some((dom, named)) = page {
        tag_links(dom, named, out);
    }
    let dom = page.map(|(dom, _)| dom);
    for (index, block) in blocks.items.iter().enumerate() {
        let text = blocks.text_of(block);
        if text.len() > LONGEST_TAG_LINE_BYTES {
            continue;
        }
        let inner = if block.layout.is_some() { behind_inner_opener(text) } else { None };
        if let Some(behind) = inner.or_else(|| behind_opener(text))
            && (behind.is_empty() || !tag_links_of_line(dom, block, text, index, out))
        {
            tag_line(dom, blocks, roles, index, behind, out);
        }
    }
}

/// Links that say they are tags.
fn tag_links(dom: &Dom, named: &Named, out: &mut Evidence) {
    let is_tag = |node: &NodeId| {
        dom.attribute(*node, AttributeName::Rel).is_some_and(|rel| {
            let mut words = rel.split_ascii_whitespace();
            words.clone().any(|word| word == "tag") && !words.any(|word| word == "category")
        })
            // Publishing systems use the same word for categories; the address tells them apart.
            && !dom.attribute(*node, AttributeName::Href).is_some_and(|href| href.contains("/category/"))
    };
    for node in named.related.iter().copied().filter(is_tag).take(MOST_TAGS) {
        out.push(Candidate::new(
            Field::Tag,
            text_of(dom, node).trim_start_matches('#'),
            Origin::AuthorLink,
            0.9,
        ));
    }
}

/// The links of a line that begins with a tags' label and goes on.
fn tag_links_of_line(dom: Option<&Dom>, block: &Block, text: &str, index: usize, out: &mut Evidence) -> bool {
    let names = link_names(dom, block, text);
    for name in names.iter().map(|name| name.trim_start_matches('#')) {
        out.push(Candidate::new(Field::Tag, name, Origin::Block, 0.8).in_block(Some(index as u32)));
    }
    !names.is_empty()
}

/// The texts of a line's links, between which nothing else need part them; none where they are not the line's alone.
fn link_names(dom: Option<&Dom>, block: &Block, text: &str) -> Vec<String> {
    let (Some(dom), Place::Node(node), true) = (dom, block.place, block.links > 0) else { return Vec::new() };
    // The label may stand in an element of its own inside the line.
    let around = std::iter::successors(Some(node), |&node| dom.parent(node)).take(LINE_LEVELS);
    let links = around.map(|root| links_under(dom, root)).find(|links| !links.is_empty()).unwrap_or_default();
    let names: Vec<String> = links.into_iter().map(|link| text_of(dom, link)).collect();
    let fits = names.len() <= MOST_TAGS && names.iter().all(|name| text.contains(name.as_str()));
    if fits { names } else { Vec::new() }
}

/// Elements between a line's first text and the line itself.
pub(super) const LINE_LEVELS: usize = 3;

pub(super) fn links_under(dom: &Dom, root: NodeId) -> Vec<NodeId> {
    let nodes = std::iter::successors(dom.first_child(root), |&node| dom.next_in_order(root, node));
    nodes.take(MOST_LINE_NODES).filter(|&node| dom.tag(node) == Tag::A).collect()
}

/// A line of tags has few nodes.
const MOST_LINE_NODES: usize = 400;

/// "Tags: A, B", or a label alone and the tags in the blocks behind it; `rest` stands behind the label.
fn tag_line(
    dom: Option<&Dom>,
    blocks: &Blocks,
    roles: &[Role],
    index: usize,
    rest: &str,
    out: &mut Evidence,
) {
    let origin = if blocks.items.get(index).is_some_and(|block| block.layout.is_some()) {
        Origin::TextLine
    } else {
        Origin::Block
    };
    let before = out.candidates.len();
    if !rest.is_empty() {
        split_tags(rest, |tag| {
            out.push(Candidate::new(Field::Tag, tag, origin, 0.8).in_block(Some(index as u32)))
        });
    } else {
        following_tags(dom, blocks, roles, index, |tag, at| {
            out.push(Candidate::new(Field::Tag, tag, origin, 0.7).in_block(Some(at as u32)));
        });
    }
    out.candidates.truncate(before + MOST_TAGS);
}

/// A tag on a line of its own has so many words, and is no entry of an index (letters).
const MOST_TAG_WORDS: usize = 4;
const FEWEST_TAG_LETTERS: u32 = 2;

/// Blocks behind a label that stands alone: as long as they are short and of one kind.
fn following_tags(
    dom: Option<&Dom>,
    blocks: &Blocks,
    roles: &[Role],
    index: usize,
    mut take: impl FnMut(&str, usize),
) {
    let Some(first) = blocks.items.get(index + 1) else { return };
    for (at, block) in blocks.items.iter().enumerate().skip(index + 1).take(MOST_TAGS) {
        let text = blocks.text_of(block);
        // In a dump the tags are a list or stand further in than their label.
        let own = blocks.items.get(index).and_then(|label| label.layout);
        let inside = |layout: &Layout| {
            layout.bullet > 0 || own.is_some_and(|own| layout.indent_columns > own.indent_columns)
        };
        // Or they are predicted as tags and stand right below it.
        let is_predicted = |layout: &Layout| {
            roles.get(at) == Some(&Role::Tags)
                && layout.blank_before == 0
                && block.measures.letters >= FEWEST_TAG_LETTERS
                && text.split_whitespace().nth(MOST_TAG_WORDS).is_none()
        };
        let is_tag = |layout: &Layout| inside(layout) || is_predicted(layout);
        let like = block.kind == first.kind && block.layout.as_ref().map_or(block.links > 0, is_tag);
        // The footer begins something else.
        let like = like && block.context.has(Context::FOOTER) == first.context.has(Context::FOOTER);
        let gap = block.layout.is_some_and(|layout| layout.blank_before > 0 && at > index + 1);
        if !like || gap || block.measures.ends_sentence || text.len() > LONGEST_TAG_LINE_BYTES {
            return;
        }
        // All in one line right below it: what follows is something else.
        let names =
            if at == index + 1 && block.links >= 2 { link_names(dom, block, text) } else { Vec::new() };
        if names.len() >= 2 && names.iter().all(|name| name.chars().count() <= LONGEST_TAG_CHARS) {
            return names.iter().for_each(|name| take(name.trim_start_matches('#'), at));
        }
        if text.chars().count() > LONGEST_TAG_CHARS {
            return;
        }
        split_tags(text, |tag| take(tag, at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::segment_html;
    use crate::dom::Parser;
    use crate::metadata::gather::dumps::gathered;

    /// The tags of a dump whose lines under a label have this role.
    fn tags(lines: &str, role: Role) -> Vec<String> {
        let evidence = gathered(lines, role);
        evidence.of(Field::Tag).map(|tag| tag.value.clone()).collect()
    }

    #[test]
    fn links_under_a_label_are_tags_each() {
        let tags = |page: &str| {
            let mut parser = Parser::new();
            let (dom, _) = parser.parse(page);
            let mut blocks = Blocks::default();
            segment_html(dom, 100, &mut blocks);
            let mut out = Evidence::of_at_most(100);
            gather(Some((dom, &Named::find(dom))), &blocks, &[], &mut out);
            out.of(Field::Tag).map(|tag| tag.value.clone()).collect::<Vec<_>>()
        };
        let links = "<a>#harbour</a> <a>Town council</a> <a>east pier</a>";
        let wanted = ["harbour", "Town council", "east pier"];
        assert_eq!(tags(&format!("<h4>Tags:</h4>{links}<p>Next")), wanted);
        assert_eq!(tags(&format!("<p>Tags</p><div>{links}</div><p>Next")), wanted);
        assert_eq!(
            tags("<p>Tags</p><ul><li><a>harbour</a><li><a>east pier</a></ul>"),
            ["harbour", "east pier"]
        );
    }

    #[test]
    fn tags_stand_under_their_label() {
        let lines = "Tags\nLighthouses\nHarbour\nTown council\n\nNewsletter\n";
        assert_eq!(tags(lines, Role::Tags), ["Lighthouses", "Harbour", "Town council"]);
        assert_eq!(tags(lines, Role::Other), [""; 0]);
        assert_eq!(tags("Topics\nA\nB\nC\n", Role::Tags), [""; 0]);
        assert_eq!(tags("Tags\nHarbour\nHow the lamp was lit again\n", Role::Tags), ["Harbour"]);
    }
}
