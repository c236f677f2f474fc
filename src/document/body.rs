//! Kept blocks to the record's texts.

use super::ties::{Tie, Ties};
use crate::blocks::{Blocks, Context, Continues};

/// The kept blocks as plain text: paragraphs separated by a blank line, the items of a list and the rows of a table each
/// on a line, code with its lines, the cells of a row separated by ` | `.
#[must_use]
pub fn body(blocks: &Blocks, kept: &[bool]) -> String {
    let blocks_kept =
        || blocks.items.iter().enumerate().zip(kept).filter(|&(_, &kept)| kept).map(|(block, _)| block);
    let longest_separator = 3;
    let len: usize = blocks_kept().map(|(_, block)| block.text.len() + longest_separator).sum();
    let mut out = String::with_capacity(len);
    let ties = Ties::new(blocks, kept);
    let mut last: Option<Tie> = None;
    for (at, block) in blocks_kept() {
        let tie = ties.of(blocks, block);
        match (last, continues(blocks, kept, at).separator()) {
            (None, _) => tie.lead(&mut out),
            (Some(_), Some(within)) => out.push_str(within),
            (Some(last), None) => last.separate(tie, &mut out),
        }
        out.push_str(blocks.text_of(block));
        last = Some(tie);
    }
    out
}

/// How a kept block goes on from the one before it; one that is not kept is not gone on from.
pub(crate) fn continues(blocks: &Blocks, kept: &[bool], at: usize) -> Continues {
    let is_behind_kept = at.checked_sub(1).and_then(|before| kept.get(before)) == Some(&true);
    if is_behind_kept { blocks.continues(at) } else { Continues::No }
}

/// Readers' comments: `are_comments` says which blocks are part of one where they are left out, `kept` which are not; those
/// that follow each other in one container are one comment.
#[must_use]
pub fn comments(blocks: &Blocks, are_comments: &[bool], kept: &[bool]) -> Vec<String> {
    let mut comments: Vec<String> = Vec::new();
    let mut last: Option<(usize, u32)> = None;
    let chosen = are_comments.iter().zip(kept).map(|(is_comment, is_kept)| *is_comment && !is_kept);
    for (at, (block, is_comment)) in blocks.items.iter().zip(chosen).enumerate() {
        if !is_comment || block.context.has(Context::CONTROL) {
            continue;
        }
        let text = blocks.text_of(block);
        match (last, comments.last_mut()) {
            (Some((before, container)), Some(comment))
                if before + 1 == at && container == block.container =>
            {
                comment.push('\n');
                comment.push_str(text);
            }
            _ => comments.push(text.to_owned()),
        }
        last = Some((at, block.container));
    }
    comments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::segment_html;
    use crate::dom::Parser;

    #[test]
    fn structure_decides_the_separators() {
        let page =
            "<p>One</p><ul><li>a<li>b</ul><table><tr><td>1<td>2<tr><td>3<td>4</table><pre>x\n  y</pre>";
        let mut parser = Parser::new();
        let mut blocks = Blocks::default();
        segment_html(parser.parse(page).0, 100, &mut blocks);
        let kept = vec![true; blocks.len()];
        assert_eq!(body(&blocks, &kept), "One\n\na\nb\n\n1 | 2\n3 | 4\n\nx\n  y");
    }
}
