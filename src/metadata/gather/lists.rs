//! Tags that a reader sees.

use memchr::memchr2_iter;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

use crate::blocks::{Block, Blocks, Context, Layout, Place};
use crate::dom::{AttributeName, Dom, NodeId, Tag};
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::fold::{PairSet, fold, is_unspaced};

use super::markup::text_of;
use super::named::Named;

/// Words that open a line of tags, folded.
const TAG_OPENERS: &[&str] = &[
    "tagged",
    "tagged with",
    "tagged in",
    "tags",
    "tag",
    "filed under",
    "topics",
    "related topics",
    "keywords",
    "schlagworte",
    "schlagworter",
    "schlagwort",
    "stichworte",
    "themen",
    "mots-cles",
    "mots cles",
    "sujets",
    "etiquetas",
    "temas",
    "palabras clave",
    "palavras-chave",
    "etichette",
    "argomenti",
    "trefwoorden",
    "etiketter",
    "emneord",
    "nyckelord",
    "etiketler",
    "etiket",
    "tagi",
    "stitky",
    "тэги",
    "теги",
    "метки",
    "ключевые слова",
    "темы",
    "تگ‌ها",
    "برچسب‌ها",
    "برچسب ها",
    "الوسوم",
    "كلمات مفتاحية",
    "الكلمات المفتاحية",
    "مواضيع",
    "كلمات دلالیه",
    "وسوم",
    "标签",
    "標籤",
    "关键词",
    "關鍵字",
    "タグ",
    "キーワード",
    "태그",
    "แท็ก",
    "แท็กที่เกี่ยวข้อง",
    "étiquettes",
    "thèmes",
    "onderwerpen",
    "słowa kluczowe",
    "klíčová slova",
    "témata",
    "címkék",
    "etichete",
    "ετικέτες",
    "ämnen",
    "emner",
    "avainsanat",
    "parole chiave",
    "anahtar kelimeler",
    "키워드",
    "từ khóa",
    "kata kunci",
];
static OPENERS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| TAG_OPENERS.iter().map(|word| fold(word)).collect());
/// A tag is short (characters).
const LONGEST_TAG_CHARS: usize = 60;
/// A line of tags is not prose (bytes).
const LONGEST_TAG_LINE_BYTES: usize = 600;
/// The words that open it are short (bytes), and where they stand alone (characters).
const LONGEST_OPENER_BYTES: usize = 48;
const LONGEST_LABEL_CHARS: usize = 24;
/// The first byte of `：`.
const WIDE_COLON_START: u8 = 0xef;
/// Nobody writes more tags.
const MOST_TAGS: usize = 60;
/// Tag lines and `rel=tag` links.
pub(super) fn gather(page: Option<(&Dom, &Named)>, blocks: &Blocks, out: &mut Evidence) {
    if let Some((dom, named)) = page {
        tag_links(dom, named, out);
    }
    let dom = page.map(|(dom, _)| dom);
    for (index, block) in blocks.items.iter().enumerate() {
        let text = blocks.text_of(block);
        if text.len() > LONGEST_TAG_LINE_BYTES {
            continue;
        }
        if let Some(behind) = behind_opener(text)
            && (behind.is_empty() || !tag_links_of_line(dom, block, text, index, out))
        {
            tag_line(blocks, index, behind, out);
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

/// The links of a line that begins with a tags' label and goes on: between links nothing else need part them.
fn tag_links_of_line(dom: Option<&Dom>, block: &Block, text: &str, index: usize, out: &mut Evidence) -> bool {
    let (Some(dom), Place::Node(node)) = (dom, block.place) else { return false };
    if block.links == 0 {
        return false;
    }
    // The label may stand in an element of its own inside the line.
    let around = std::iter::successors(Some(node), |&node| dom.parent(node)).take(LINE_LEVELS);
    let links = around.map(|root| links_under(dom, root)).find(|links| !links.is_empty()).unwrap_or_default();
    let names: Vec<String> = links.into_iter().map(|link| text_of(dom, link)).collect();
    let fits = names.len() <= MOST_TAGS && names.iter().all(|name| text.contains(name.as_str()));
    for name in names.iter().filter(|_| fits).map(|name| name.trim_start_matches('#')) {
        out.push(Candidate::new(Field::Tag, name, Origin::Block, 0.8).in_block(Some(index as u32)));
    }
    fits && !names.is_empty()
}

/// Elements between a line's first text and the line itself.
const LINE_LEVELS: usize = 3;

fn links_under(dom: &Dom, root: NodeId) -> Vec<NodeId> {
    let nodes = std::iter::successors(dom.first_child(root), |&node| dom.next_in_order(root, node));
    nodes.take(MOST_LINE_NODES).filter(|&node| dom.tag(node) == Tag::A).collect()
}

/// A line of tags has few nodes.
const MOST_LINE_NODES: usize = 400;

/// "Tags: A, B", or a label alone and the tags in the blocks behind it; `rest` stands behind the label.
fn tag_line(blocks: &Blocks, index: usize, rest: &str, out: &mut Evidence) {
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
        following_tags(blocks, index, |tag, at| {
            out.push(Candidate::new(Field::Tag, tag, origin, 0.7).in_block(Some(at as u32)));
        });
    }
    out.candidates.truncate(before + MOST_TAGS);
}

/// What stands behind the words that open a line of tags; empty where they stand alone.
fn behind_opener(text: &str) -> Option<&str> {
    let bytes = text.trim_start().as_bytes();
    // What begins with two ASCII letters does so when folded, too.
    if bytes
        .first_chunk()
        .is_some_and(|pair| pair.iter().all(u8::is_ascii_alphabetic) && !OPENER_LETTERS.may_hold(*pair))
    {
        return None;
    }
    let bytes = text.as_bytes();
    // A colon farther behind has more before it than any opener.
    let start = bytes.get(..LONGEST_OPENER_BYTES + '：'.len_utf8()).unwrap_or(bytes);
    let colon = memchr2_iter(b':', WIDE_COLON_START, start).find_map(|at| {
        let (head, rest) = text.split_at_checked(at)?;
        Some((head, rest.strip_prefix([':', '：'])?))
    });
    let (head, rest) = match colon {
        Some((head, rest)) => (head, rest.trim()),
        None if text.len() <= LONGEST_OPENER_BYTES && text.chars().count() <= LONGEST_LABEL_CHARS => {
            (text, "")
        }
        None => return None,
    };
    (head.len() <= LONGEST_OPENER_BYTES && is_tag_opener(head.trim())).then_some(rest)
}

/// The longest of [`TAG_OPENERS`] that are ASCII (bytes).
const LONGEST_ASCII_OPENER_BYTES: usize = {
    let (mut longest, mut at) = (0, 0);
    while at < TAG_OPENERS.len() {
        if TAG_OPENERS[at].is_ascii() && TAG_OPENERS[at].len() > longest {
            longest = TAG_OPENERS[at].len();
        }
        at += 1;
    }
    longest
};

/// How [`TAG_OPENERS`] begin; it tells of those that are ASCII.
static OPENER_LETTERS: PairSet = {
    let mut letters = PairSet::EMPTY;
    let mut at = 0;
    while at < TAG_OPENERS.len() {
        if let Some(pair) = TAG_OPENERS[at].as_bytes().first_chunk() {
            letters = letters.with(*pair);
        }
        at += 1;
    }
    letters
};

fn is_tag_opener(head: &str) -> bool {
    if head.is_ascii() {
        return head.as_bytes().first_chunk().is_some_and(|pair| OPENER_LETTERS.may_hold(*pair))
            && head.len() <= LONGEST_ASCII_OPENER_BYTES
            && TAG_OPENERS.iter().any(|opener| opener.eq_ignore_ascii_case(head));
    }
    OPENERS.contains(fold(head).as_str())
}

/// Cuts a line of tags at commas, bars, `#`; where it has none of them, where a capital follows a small letter.
fn split_tags(line: &str, mut take: impl FnMut(&str)) {
    let marks: &[char] = &[',', '，', '、', '،', ';', '|', '#', '·', '•', '\n'];
    let is_unspaced_line = line.chars().filter(|letter| letter.is_alphabetic()).all(is_unspaced);
    let pieces: Vec<&str> = match line {
        _ if line.contains(marks) => line.split(marks).collect(),
        // Scripts that need no spaces inside a tag.
        _ if is_unspaced_line => line.split_whitespace().collect(),
        _ => unglued(line),
    };
    for piece in pieces {
        let tag = piece.trim().trim_matches(['.', '“', '”', '"']);
        if !tag.is_empty() && tag.chars().count() <= LONGEST_TAG_CHARS {
            take(tag);
        }
    }
}

/// "MinisterMohammed" is two tags.
fn unglued(line: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        if before.is_lowercase() && letter.is_uppercase() && !is_mixed_name(line, at) {
            cuts.push(at);
        }
        before = letter;
    }
    cuts.push(line.len());
    cuts.windows(2).filter_map(|pair| line.get(*pair.first()?..*pair.last()?)).collect()
}

/// "iPhone", "McDonald", "MacLeod": up to three letters before the capital in the same word.
fn is_mixed_name(line: &str, at: usize) -> bool {
    let head = line.get(..at).unwrap_or_default();
    let word = head.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    word.chars().count() <= 1 || matches!(word, "Mc" | "Mac" | "De" | "La" | "Le" | "You" | "Black" | "Face")
}

/// Blocks behind a label that stands alone: as long as they are short and of one kind.
fn following_tags(blocks: &Blocks, index: usize, mut take: impl FnMut(&str, usize)) {
    let Some(first) = blocks.items.get(index + 1) else { return };
    for (at, block) in blocks.items.iter().enumerate().skip(index + 1).take(MOST_TAGS) {
        let text = blocks.text_of(block);
        // In a dump the tags are a list or stand further in than their label.
        let own = blocks.items.get(index).and_then(|label| label.layout);
        let inside = |layout: &Layout| {
            layout.bullet > 0 || own.is_some_and(|own| layout.indent_columns > own.indent_columns)
        };
        let like = block.kind == first.kind && block.layout.as_ref().map_or(block.links > 0, inside);
        // The footer begins something else.
        let like = like && block.context.has(Context::FOOTER) == first.context.has(Context::FOOTER);
        let gap = block.layout.is_some_and(|layout| layout.blank_before > 0 && at > index + 1);
        if !like || gap || text.chars().count() > LONGEST_TAG_CHARS || block.measures.ends_sentence {
            return;
        }
        split_tags(text, |tag| take(tag, at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openers_stand_before_a_colon_or_alone() {
        let far = format!("{}: rain", "tag ".repeat(13));
        for (text, behind) in [
            ("Tags: rain, harvest", Some("rain, harvest")),
            ("  filed under : rain", Some("rain")),
            ("Étiquettes", Some("")),
            ("Étiquette", None),
            ("Từ khóa: mưa", Some("mưa")),
            ("KEYWORDS", Some("")),
            ("标签：雨", Some("雨")),
            ("ﾀｸﾞ: rain", None),
            ("Read more: rain", None),
            ("Topics of the week and of the whole year", None),
            (far.as_str(), None),
        ] {
            assert_eq!(behind_opener(text), behind, "{text}");
        }
    }
}
