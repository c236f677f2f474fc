//! Text that the visible page lacks: the article body that JSON-LD carries for search engines.

use super::json_ld::{FactField, Standing, facts, parse_lenient};
use crate::blocks::{Blocks, segment_html};
use crate::dom::{Dom, Head, Parser};

/// An embedded body must have this many words, and this many times those of the visible one, to take its place: a teaser
/// before a paywall has a few sentences, a page drawn by script has none.
const LEAST_WORDS: usize = 60;
const TIMES_LONGER: f64 = 1.5;
/// The end of the key of an embedded body, as it is written unless someone escapes plain letters.
const KEY: &str = "articleBody";
/// Blocks of markup inside an embedded body.
const MAX_BLOCKS: usize = 10_000;

/// The article body in the page's JSON-LD, where it is so much longer than the `visible` body that the visible page
/// cannot be the whole text.
#[must_use]
pub fn longer_body(dom: &Dom, head: &Head, visible: &str) -> Option<String> {
    // Most pages carry no body there, and need not be read a second time.
    if !head.json_ld_texts(dom).any(|text| text.contains(KEY)) {
        return None;
    }
    let values: Vec<_> = head.json_ld_texts(dom).filter_map(parse_lenient).collect();
    let facts = facts(&values, None);
    let bodies = facts
        .into_iter()
        .filter(|fact| fact.field == FactField::ArticleBody && !matches!(fact.standing, Standing::Related));
    let longest = bodies.map(|fact| plain(&fact.value)).max_by_key(|body| word_count(body))?;
    let least = LEAST_WORDS.max((TIMES_LONGER * word_count(visible) as f64) as usize);
    (word_count(&longest) >= least).then_some(longest)
}

fn word_count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The text of a value that may hold markup; line ends of plain text are paragraphs.
fn plain(value: &str) -> String {
    if !value.contains("</") && !value.contains("<br") {
        let lines = value.lines().map(str::trim).filter(|line| !line.is_empty());
        return lines.collect::<Vec<_>>().join("\n\n");
    }
    let mut parser = Parser::new();
    let mut blocks = Blocks::default();
    segment_html(parser.parse(value).0, MAX_BLOCKS, &mut blocks);
    blocks.items.iter().map(|block| blocks.text_of(block)).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_behind_a_paywall_is_found() {
        let long = "The council met in the old mill and spoke of water. ".repeat(12);
        let page = format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{long}\\n\\n{long}\"}}</script><p>The council met."
        );
        let mut parser = Parser::new();
        let (dom, _) = parser.parse(&page);
        let mut head = Head::default();
        head.fill(dom);
        let found = longer_body(dom, &head, "The council met.").expect("is longer");
        assert_eq!(found.matches("\n\n").count(), 1);
        assert_eq!(longer_body(dom, &head, &long.repeat(2)), None);
    }
}
