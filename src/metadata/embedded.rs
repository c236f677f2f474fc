//! Text that the visible page lacks: what JSON-LD carries for search engines, and what a script would draw the page from.

use serde_json::Value;

use super::json_ld::{Fact, FactField, NodeRank, Standing, facts, parse_lenient};
use crate::blocks::{Blocks, segment_html};
use crate::dom::{Dom, Head, Parser};

/// An embedded body must have this many words, and this many times those of the visible one, to take its place: a teaser
/// before a paywall has a few sentences, a page drawn by script has none.
const LEAST_WORDS: usize = 60;
const TIMES_LONGER: f64 = 1.5;
/// The end of the key of an embedded body, as it is written unless someone escapes plain letters.
const KEY: &str = "articleBody";
/// What pages call their text in the data that they are drawn from. Other keys hold as long strings: terms of use, messages,
/// what is said of other pages.
const STATE_KEYS: &[&str] = &[
    "articleBody",
    "article_body",
    "body",
    "bodyHtml",
    "body_html",
    "content",
    "contentHtml",
    "content_html",
    "html",
    "rendered",
    "text",
];
/// Blocks of markup inside an embedded body.
const MAX_BLOCKS: usize = 10_000;

/// Where a body stands that is not in the visible page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodySource {
    /// The article body, or the description of what the page is about, in JSON-LD.
    JsonLd,
    /// The JSON that a script draws the page from.
    State,
}

/// A body in the page's data that is so much longer than the `visible` body that the visible page cannot be the whole text:
/// an article body in JSON-LD; where next to nothing is visible also the description in JSON-LD of what the page is about, or
/// the longest text among the data for scripts (`<script type="application/json">`).
#[must_use]
pub fn longer_body(dom: &Dom, head: &Head, visible: &str) -> Option<(String, BodySource)> {
    // Most pages show more and carry nothing: their words need not be counted to the end.
    let is_bare = visible.split_whitespace().nth(LEAST_WORDS - 1).is_none();
    let is_longer = |body: &String| {
        word_count(body) >= LEAST_WORDS.max((TIMES_LONGER * word_count(visible) as f64) as usize)
    };
    if let Some(body) = stated_body(dom, head, is_bare).filter(is_longer) {
        return Some((body, BodySource::JsonLd));
    }
    let in_state = is_bare.then(|| state_body(dom, head)).flatten();
    in_state.filter(is_longer).map(|body| (body, BodySource::State))
}

/// The longest body that JSON-LD states; with `descriptions`, else what it says of the page's subject.
fn stated_body(dom: &Dom, head: &Head, descriptions: bool) -> Option<String> {
    // Most pages carry no body there, and need not be read a second time.
    if !descriptions && !head.json_ld_texts(dom).any(|text| text.contains(KEY)) {
        return None;
    }
    let values: Vec<_> = head.json_ld_texts(dom).filter_map(parse_lenient).collect();
    let facts = facts(&values, None);
    let own = || facts.iter().filter(|fact| !matches!(fact.standing, Standing::Related));
    let bodies = longest(own().filter(|fact| fact.field == FactField::ArticleBody));
    bodies.or_else(|| longest(own().filter(|fact| descriptions && is_of_subject(fact))))
}

/// Whether the fact describes an article or a thing, not a site or its owner.
fn is_of_subject(fact: &Fact) -> bool {
    fact.field == FactField::Description && matches!(fact.rank, NodeRank::Article | NodeRank::Thing)
}

fn longest<'f>(facts: impl Iterator<Item = &'f Fact>) -> Option<String> {
    facts.map(|fact| plain(&fact.value)).max_by_key(|body| word_count(body))
}

/// The longest text under a key that names the page's text, in the data for scripts.
fn state_body(dom: &Dom, head: &Head) -> Option<String> {
    let texts =
        head.json_state.iter().map(|&node| dom.text(node)).filter(|text| text.len() <= head.json_ld_bytes);
    let longest_of = |text| longest_string(&serde_json::from_str(text).ok()?);
    texts.filter_map(longest_of).max_by_key(String::len).map(|value| plain(&value))
}

fn longest_string(state: &Value) -> Option<String> {
    let (mut open, mut found) = (vec![("", state)], None::<&String>);
    while let Some((key, value)) = open.pop() {
        match value {
            Value::Object(members) => open.extend(members.iter().map(|(key, value)| (key.as_str(), value))),
            Value::Array(items) => open.extend(items.iter().map(|item| (key, item))),
            Value::String(text)
                if STATE_KEYS.contains(&key) && found.is_none_or(|best| best.len() < text.len()) =>
            {
                found = Some(text);
            }
            _ => {}
        }
    }
    found.cloned()
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

    fn found_in(page: &str, visible: &str) -> Option<(String, BodySource)> {
        let mut parser = Parser::new();
        let (dom, _) = parser.parse(page);
        let mut head = Head::default();
        head.fill(dom);
        longer_body(dom, &head, visible)
    }

    #[test]
    fn a_body_behind_a_paywall_is_found() {
        let long = "The council met in the old mill and spoke of water. ".repeat(12);
        let page = format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{long}\\n\\n{long}\"}}</script><p>The council met."
        );
        let found = found_in(&page, "The council met.").expect("is longer");
        assert_eq!((found.0.matches("\n\n").count(), found.1), (1, BodySource::JsonLd));
        assert_eq!(found_in(&page, &long.repeat(2)), None);
    }

    #[test]
    fn a_bare_page_is_read_from_its_data_and_another_is_not() {
        let long = "The ferry leaves the north pier at noon, and comes back with the tide. ".repeat(8);
        let state = format!(
            "<script type='application/json'>{{\"terms\":\"{0}{0}\",\"page\":[{{\"content\":\"<p>{0}</p><p>{0}</p>\"}},{{\"text\":\"{0}\"}}]}}</script>",
            long.trim_end()
        );
        let both = (format!("{0}\n\n{0}", long.trim_end()), BodySource::State);
        assert_eq!(found_in(&state, "Loading"), Some(both));
        assert_eq!(found_in(&state, &long), None);
        let thing = |kind: &str| {
            format!(
                "<script type='application/ld+json'>{{\"@type\":\"{kind}\",\"name\":\"A\",\"description\":\"{long}\"}}</script>"
            )
        };
        assert_eq!(found_in(&thing("Product"), "").expect("described").1, BodySource::JsonLd);
        assert_eq!(found_in(&thing("Organization"), ""), None);
        assert_eq!(found_in(&thing("Product"), &long), None);
    }
}
