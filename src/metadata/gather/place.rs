//! Which block a node stands in, and what is known of each block.

use crate::blocks::{Block, BlockKind, Blocks, Context, Place};
use crate::dom::{AttributeName, Dom, NodeData, NodeId, Tag, ValueId};
use crate::metadata::evidence::Spot;
use crate::roles::Role;

/// Steps down to the first text of an element.
const MOST_STEPS: usize = 40;
/// What stands beside an element is looked for in blocks of at most so many characters: longer ones tell a story.
const LONGEST_LINE_CHARS: u32 = 220;
/// Prose has so many characters, or half as many of scripts without spaces, with few of them in links.
const PROSE_CHARS: u32 = 140;
const PROSE_LINK_SHARE: f32 = 0.4;
/// From this share on a block is a link.
const MOSTLY_LINKS: f32 = 0.6;

/// Blocks by the number of their first node.
pub(super) struct Places<'b> {
    blocks: &'b Blocks,
}

impl<'b> Places<'b> {
    pub(super) fn new(blocks: &'b Blocks) -> Self {
        Self { blocks }
    }

    /// The block in which the element's first text stands: nodes are numbered in page order, nearly always.
    pub(super) fn block_of(&self, dom: &Dom, node: NodeId) -> Option<u32> {
        let mut at = Some(node);
        for _ in 0..MOST_STEPS {
            let Some(inner) = at else { break };
            if matches!(dom.data(inner), NodeData::Text(_)) && !dom.text(inner).trim().is_empty() {
                return self.block_before(dom.parent(inner)?);
            }
            at = dom.next_in_order(node, inner);
        }
        self.block_before(node)
    }

    /// What the block says before the text of an element of it; `None` of a long block, and where the same text stands
    /// twice.
    pub(super) fn text_before(&self, block: u32, shown: &str) -> Option<&'b str> {
        let is_line = |block: &&Block| block.measures.chars <= LONGEST_LINE_CHARS;
        let block = self.blocks.items.get(block as usize).filter(is_line)?;
        let (before, after) = self.blocks.text_of(block).split_once(shown)?;
        (!shown.is_empty() && !after.contains(shown)).then_some(before)
    }

    fn block_before(&self, node: NodeId) -> Option<u32> {
        let number = |block: &Block| match block.place {
            Place::Node(node) => node,
            Place::Line(_) => NodeId::DOCUMENT,
        };
        let after = self.blocks.items.partition_point(|block| number(block) <= node);
        u32::try_from(after.checked_sub(1)?).ok()
    }
}

/// Roles that are not of the page's own content.
fn is_apart_by_role(role: Role) -> bool {
    matches!(
        role,
        Role::Comment
            | Role::Navigation
            | Role::Consent
            | Role::Login
            | Role::Search
            | Role::Related
            | Role::Newsletter
            | Role::Ad
            | Role::Footer
    )
}

/// Surroundings that are not the page's own content.
const APART: &[Context] = &[
    Context::NAV,
    Context::FOOTER,
    Context::ASIDE,
    Context::COMMENT,
    Context::DIALOG,
    Context::CONTROL,
    Context::SEARCH,
];

/// The spots of all blocks. `<footer>` inside `<article>` is the article's own.
pub(super) fn spots(blocks: &Blocks, roles: &[Role]) -> impl Iterator<Item = Spot> {
    blocks.items.iter().enumerate().map(move |(index, block)| {
        let context = block.context;
        let role = roles.get(index).copied().unwrap_or_default();
        let own_footer = |flag: &&Context| **flag == Context::FOOTER && context.has(Context::ARTICLE);
        let by_context = APART.iter().filter(|flag| !own_footer(flag)).any(|flag| context.has(*flag));
        let unspaced = block.measures.unspaced_letters;
        let links = block.link_chars as f32 / block.measures.chars.max(1) as f32;
        // A text dump shows no links: there a sentence must end.
        let is_sentence = block.layout.is_none_or(|layout| {
            !layout.is_breadcrumb
                && (block.measures.sentence_ends > 0 || block.measures.chars >= 2 * PROSE_CHARS)
        });
        let is_prose = block.measures.chars + unspaced >= PROSE_CHARS
            && is_sentence
            && links < PROSE_LINK_SHARE
            && matches!(
                block.kind,
                BlockKind::Paragraph | BlockKind::Cell | BlockKind::ListItem | BlockKind::Term
            );
        let is_apart = is_apart_by_role(role) || role == Role::Other && by_context;
        let is_link = links > MOSTLY_LINKS || context.has(Context::LINK);
        Spot {
            is_prose: is_prose && !is_apart,
            is_apart,
            is_link,
            chars: block.measures.chars,
            context,
            ..Spot::default()
        }
    })
}

/// Ancestors whose classes are asked what a block is.
const CLASS_LEVELS: usize = 4;

/// Calls `take` with level, element and each of class, id and `itemprop` of the block's element and some of its ancestors.
pub(super) fn class_chain(dom: &Dom, block: &Block, mut take: impl FnMut(usize, NodeId, ValueId)) {
    let Place::Node(node) = block.place else { return };
    let mut at = Some(node);
    for level in 0..CLASS_LEVELS {
        let Some(node) = at.filter(|node| !matches!(dom.tag(*node), Tag::Body | Tag::Html)) else { return };
        for (name, value) in dom.values_of(node) {
            if matches!(name, AttributeName::Class | AttributeName::Id | AttributeName::Itemprop) {
                take(level, node, value);
            }
        }
        at = dom.parent(node);
    }
}
