//! Text dump to blocks: a paragraph is a block, a very long one a block for each of its sentences; a group of lines is their
//! container.

use super::bounds::longest;
use super::sentences::pieces;
use super::{Block, BlockKind, Blocks, Container, Context, Continues, Layout, Measures, Place};
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
    // Paragraphs that stand many times share their length, so that they do not drive out all others.
    let worth = |piece: &Piece<'_>| piece.text.len() as u32 / u32::from(piece.paragraph.repeats.max(1));
    let kept = longest(visible(page).map(|piece| worth(&piece)), max_blocks);
    out.is_cut = kept.contains(&false);
    out.text.reserve(page.text.len() + page.paragraphs.len());
    let mut is_last_kept = true;
    for (mut piece, is_kept) in visible(page).zip(kept) {
        if !is_last_kept {
            piece.continues = Continues::No;
        }
        is_last_kept = is_kept;
        if !is_kept {
            continue;
        }
        let counted = Blocks::measure(&mut out.words, piece.text);
        if group != Some(piece.paragraph.group) {
            group = Some(piece.paragraph.group);
            out.containers.push(container(1, out.items.len() as u32));
        }
        push_block(&piece, counted, out);
    }
    if let Some(root) = out.containers.first_mut() {
        root.blocks = 0..out.items.len() as u32;
    }
}

/// A paragraph, or a part of a very long one.
struct Piece<'p> {
    paragraph: &'p Paragraph,
    text: &'p str,
    continues: Continues,
}

/// What a dump shows, in page order.
fn visible(page: &TextPage) -> impl Iterator<Item = Piece<'_>> + Clone {
    let paragraphs =
        page.paragraphs.iter().filter(|paragraph| !paragraph.is_ruler && !paragraph.text.is_empty());
    paragraphs.enumerate().flat_map(|(at, paragraph)| {
        let text = page.text_of(paragraph);
        pieces(text, !paragraph.is_preformatted, at == 0).map(move |(text, continues)| Piece {
            paragraph,
            text,
            continues,
        })
    })
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

fn push_block(piece: &Piece<'_>, (measures, words): (Measures, Range<u32>), out: &mut Blocks) {
    let paragraph = piece.paragraph;
    let start = out.text.len() as u32;
    out.text.push_str(piece.text);
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
        layout: Some(Layout { continues: piece.continues, ..layout_of(paragraph) }),
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
        continues: Continues::No,
    }
}

/// Renderers choose different signs for one thing, so only numbered and unnumbered items are told apart.
fn bullet_code(bullet: Bullet) -> u8 {
    if bullet == Bullet::Number { 2 } else { 1 }
}
