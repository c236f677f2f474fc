//! Dumps that are one line: what can be told of a headline that is glued to what stands around it.

use crate::blocks::Blocks;

/// A title that a page in one line begins with has so many words, and stands again within so many blocks.
const FEWEST_TITLE_WORDS: usize = 3;
const MOST_TITLE_WORDS: usize = 30;
const MOST_PIECES: usize = 40;

/// What may hold a title in a block: a line as it stands; of a part of a very long line what is the page's title, if it is.
pub(super) fn title_text(blocks: &Blocks, at: usize) -> Option<&str> {
    if blocks.is_of_long_line(at) {
        return repeated_beginning(blocks, at);
    }
    blocks.items.get(at).map(|block| blocks.text_of(block))
}

/// The words that a page in one line begins with and has again: its title, where `<title>` and heading were glued to what
/// stands around them.
fn repeated_beginning(blocks: &Blocks, at: usize) -> Option<&str> {
    let block = blocks.items.get(at).filter(|_| at == 0)?;
    let text = blocks.text_of(block);
    let ends = text.match_indices(' ').map(|(end, _)| end).take(MOST_TITLE_WORDS);
    let longest_first = ends.collect::<Vec<_>>().into_iter().skip(FEWEST_TITLE_WORDS - 1).rev();
    let mut beginnings = longest_first.filter_map(|end| text.split_at_checked(end));
    beginnings
        .find(|(beginning, rest)| rest.contains(beginning) || stands_behind(blocks, beginning))
        .map(|found| found.0)
}

fn stands_behind(blocks: &Blocks, text: &str) -> bool {
    let behind = blocks.items.iter().skip(1).take(MOST_PIECES);
    behind.map(|block| blocks.text_of(block)).any(|other| other.contains(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::segment_text;

    fn beginning(dump: &str) -> Option<String> {
        let mut blocks = Blocks::default();
        segment_text(&crate::text::parse(dump), 100, &mut blocks);
        repeated_beginning(&blocks, 0).map(str::to_owned)
    }

    #[test]
    fn a_title_stands_again_over_the_text() {
        let prose =
            "The harbour pilots of Velden said on Monday that the lighthouse would stay dark until spring. "
                .repeat(20);
        let page =
            |heading: &str| format!("Lighthouse stays dark - Velden Courier Home News {heading} {prose}");
        assert_eq!(
            beginning(&page("Lighthouse stays dark By Ida Moor")).as_deref(),
            Some("Lighthouse stays dark")
        );
        assert_eq!(beginning(&page("Ferry fares rise")), None);
    }
}
