//! Text dump to blocks: a paragraph is a block, a group of lines its container.

use super::bounds::longest;
use super::{Block, BlockKind, Blocks, Container, Context, Layout, Measures, Place};
use crate::dom::Tag;
use crate::text::{Bullet, Paragraph, TextPage};
use std::ops::Range;

/// Turns the paragraphs of a text dump into blocks. Of more than `max_blocks` the longest are kept, repeated ones
/// last (`Blocks::is_cut` then says so).
///
/// Rulers and paragraphs without a visible character give no block. `out` is cleared first.
pub fn segment(page: &TextPage, max_blocks: usize, out: &mut Blocks) {
    out.clear();
    out.containers.push(container(0, 0));
    let mut group = None;
    let visible =
        || page.paragraphs.iter().filter(|paragraph| !paragraph.is_ruler && !paragraph.text.is_empty());
    // Paragraphs that stand many times share their length, so that they do not drive out all others.
    let worth = |paragraph: &Paragraph| paragraph.text.len() as u32 / u32::from(paragraph.repeats.max(1));
    let kept = longest(visible().map(worth), max_blocks);
    out.is_cut = kept.contains(&false);
    out.text.reserve(page.text.len() + page.paragraphs.len());
    for (paragraph, _) in visible().zip(kept).filter(|(_, is_kept)| *is_kept) {
        let counted = Blocks::measure(&mut out.words, page.text_of(paragraph));
        if group != Some(paragraph.group) {
            group = Some(paragraph.group);
            out.containers.push(container(1, out.items.len() as u32));
        }
        push_block(page, paragraph, counted, out);
    }
    if let Some(root) = out.containers.first_mut() {
        root.blocks = 0..out.items.len() as u32;
    }
}

fn container(depth: u16, first_block: u32) -> Container {
    Container {
        parent: 0,
        blocks: first_block..first_block,
        depth,
        tag: Tag::Other,
        node: None,
        shape: u64::from(depth),
        child_index: 0,
    }
}

fn push_block(
    page: &TextPage,
    paragraph: &Paragraph,
    (measures, words): (Measures, Range<u32>),
    out: &mut Blocks,
) {
    let start = out.text.len() as u32;
    out.text.push_str(page.text_of(paragraph));
    let end = out.text.len() as u32;
    out.text.push('\n');
    let number = out.containers.len() as u32 - 1;
    if let Some(group) = out.containers.last_mut() {
        group.blocks.end = out.items.len() as u32 + 1;
    }
    let context = if paragraph.bullet.is_some() { Context::LIST } else { Context::default() };
    out.items.push(Block {
        text: start..end,
        words,
        kind: kind_of(paragraph),
        heading_level: 0,
        list_depth: paragraph.list_depth,
        table_row: 0,
        container: number,
        place: Place::Line(paragraph.first_line),
        context,
        elements_before: 0,
        images_before: 0,
        inputs_before: 0,
        line_breaks: 0,
        links: 0,
        link_chars: 0,
        measures,
        layout: Some(layout_of(paragraph)),
    });
}

fn kind_of(paragraph: &Paragraph) -> BlockKind {
    if paragraph.is_preformatted {
        BlockKind::Preformatted
    } else if paragraph.bullet.is_some() {
        BlockKind::ListItem
    } else if paragraph.heading_hint.is_some() {
        BlockKind::Heading
    } else {
        BlockKind::Paragraph
    }
}

fn layout_of(paragraph: &Paragraph) -> Layout {
    Layout {
        indent_columns: paragraph.indent_columns,
        lines: paragraph.line_count.min(u32::from(u16::MAX)) as u16,
        blank_before: paragraph.blank_before,
        blank_after: paragraph.blank_after,
        bullet: paragraph.bullet.map_or(0, bullet_code),
        has_form_marker: paragraph.form_marker.is_some(),
        is_breadcrumb: paragraph.is_breadcrumb,
        is_heading_like: paragraph.heading_hint.is_some(),
        is_link_target: paragraph.is_link_target,
    }
}

/// Renderers choose different signs for one thing, so only numbered and unnumbered items are told apart.
fn bullet_code(bullet: Bullet) -> u8 {
    if bullet == Bullet::Number { 2 } else { 1 }
}
