//! Lines of tags: the words that open them, and how they are cut.

use memchr::memchr2_iter;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::sync::LazyLock;

use crate::metadata::fold::{PairSet, fold, is_unspaced};

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
pub(super) const LONGEST_TAG_CHARS: usize = 60;
/// The words that open it are short (bytes), and where they stand alone (characters).
const LONGEST_OPENER_BYTES: usize = 48;
const LONGEST_LABEL_CHARS: usize = 24;
/// The first byte of `：`.
const WIDE_COLON_START: u8 = 0xef;
/// Words that open a list of categories, folded: what stands behind them is no tag where another list follows.
#[rustfmt::skip]
const CATEGORY_OPENERS: &[&str] = &[
    "filed under", "posted in", "category", "categories", "kategorie", "kategorien", "categoria", "categorias", "categorie",
    "categorieen", "kategori", "kategorier", "kategoria", "kategorije", "рубрика", "рубрики", "категория", "категории",
];
/// An opener has so many words.
const MOST_OPENER_WORDS: usize = 3;
/// What parts lists in one line.
const LIST_MARKS: &[char] = &['|', '·', '•'];

/// What stands behind the words that open a line of tags; empty where they stand alone.
pub(super) fn behind_opener(text: &str) -> Option<&str> {
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

/// What stands behind words that open tags within a line of a dump, up to the next list: "Categories: A | Tags: B, C".
pub(super) fn behind_inner_opener(text: &str) -> Option<&str> {
    let labels = labels_of(text);
    let Some(tags) = labels.iter().position(|label| label.opens_tags) else { return behind_tagged(text) };
    // The opener of a line that holds no other list is read with the line.
    if tags == 0 && labels.len() == 1 && labels[0].start == 0 {
        return None;
    }
    let end = labels.get(tags + 1).map_or(text.len(), |next| next.start);
    let marks = |mark: char| mark.is_whitespace() || LIST_MARKS.contains(&mark);
    Some(text.get(labels[tags].end..end)?.trim_matches(marks)).filter(|tags| !tags.is_empty())
}

/// Words that open a list within a line, and their colon.
struct ListLabel {
    start: usize,
    end: usize,
    opens_tags: bool,
}

/// The labels of the lists in a line: at its start, behind a mark, or anywhere behind another label.
fn labels_of(text: &str) -> Vec<ListLabel> {
    let mut labels: Vec<ListLabel> = Vec::new();
    for (at, colon) in text.match_indices([':', '：']) {
        let Some(head) = text.get(..at).map(str::trim_end) else { continue };
        let from = labels.last().map_or(0, |label| label.end);
        let mark = head.rmatch_indices(LIST_MARKS).next();
        let own = mark.map_or(0, |(mark, sign)| mark + sign.len()).max(from);
        let Some(piece) = head.get(own..) else { continue };
        let start = label_start(piece, from > 0);
        let Some((label, start)) = start.and_then(|start| Some((piece.get(start..)?, own + start))) else {
            continue;
        };
        let opens_tags = !CATEGORY_OPENERS.contains(&fold(label).as_str());
        labels.push(ListLabel { start, end: at + colon.len(), opens_tags });
    }
    labels
}

/// Where the words begin that open a list: with the piece, or `within` it.
fn label_start(piece: &str, within: bool) -> Option<usize> {
    let start = piece.len() - piece.trim_start().len();
    let is_label = |&at: &usize| {
        piece.get(at..).is_some_and(|label| {
            label.len() <= LONGEST_OPENER_BYTES
                && (is_tag_opener(label) || CATEGORY_OPENERS.contains(&fold(label).as_str()))
        })
    };
    let inner = piece.rmatch_indices(' ').map(|(at, _)| at + 1).take(MOST_OPENER_WORDS).filter(|_| within);
    std::iter::once(start).chain(inner).filter(is_label).min()
}

/// "Posted in History and tagged lighthouse, harbour."
fn behind_tagged(text: &str) -> Option<&str> {
    let is_posted = POSTED
        .iter()
        .any(|posted| text.get(..posted.len()).is_some_and(|start| start.eq_ignore_ascii_case(posted)));
    let (_, tags) = text.split_once(AND_TAGGED).filter(|_| is_posted)?;
    let tags = tags.strip_prefix("with ").unwrap_or(tags);
    // "… by Mara Holt. Bookmark the permalink."
    let end =
        [". ", " by ", " on "].into_iter().filter_map(|mark| tags.find(mark)).min().unwrap_or(tags.len());
    tags.get(..end).map(|tags| tags.trim_end_matches('.')).filter(|tags| !tags.is_empty())
}

/// How a sentence begins that names a page's tags.
const POSTED: &[&str] =
    &["posted in ", "this entry was posted in ", "filed under ", "this entry was filed under "];
const AND_TAGGED: &str = " and tagged ";

/// The line without addresses in brackets, which renderers write behind the text of a link.
fn without_addresses(line: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(line);
    for (open, close) in [("(http", ')'), ("[http", ']'), ("<http", '>')] {
        while let Some(start) = out.find(open) {
            let rest = out.get(start..).unwrap_or_default();
            let Some(end) = rest.find(close) else { break };
            let (head, tail) =
                (out.get(..start).unwrap_or_default(), rest.get(end + 1..).unwrap_or_default());
            out = Cow::Owned([head.trim_end(), tail].concat());
        }
    }
    out
}

/// Cuts a line of tags at commas, bars, `#`; where it has none of them, where a capital follows a small letter.
pub(super) fn split_tags(line: &str, mut take: impl FnMut(&str)) {
    let line = &*without_addresses(line);
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

    #[test]
    fn tags_stand_behind_another_list() {
        for (text, behind) in [
            ("Filed Under: History Tagged With: lighthouse, harbour", Some("lighthouse, harbour")),
            ("Categories: History | Tags: a, b", Some("a, b")),
            ("Tags: a, b | Categories: History", Some("a, b")),
            ("Tags: a, b Filed Under: History", Some("a, b")),
            ("5 May 2024 · Tags: a, b", Some("a, b")),
            ("Posted in History and tagged a, b.", Some("a, b")),
            ("This entry was posted in History and tagged a, b by Mara Holt. Bookmark it.", Some("a, b")),
            ("The crabs were caught and tagged at sea.", None),
            ("Tags: a, b", None),
            ("Filed under: a, b", None),
            ("Categories: History", None),
            ("We have new topics: rain and harvest", None),
        ] {
            assert_eq!(behind_inner_opener(text), behind, "{text}");
        }
    }

    #[test]
    fn lines_are_cut_into_tags() {
        for (line, tags) in [
            ("lighthouse (https://h.example/t/l#x,y), harbour", vec!["lighthouse", "harbour"]),
            ("lighthouse [https://h.example/t/l] | harbour", vec!["lighthouse", "harbour"]),
            ("lighthouse (http", vec!["lighthouse (http"]),
        ] {
            let mut found = Vec::new();
            split_tags(line, |tag| found.push(tag.to_owned()));
            assert_eq!(found, tags, "{line}");
        }
    }

    #[test]
    fn tables_are_folded() {
        for word in CATEGORY_OPENERS {
            assert_eq!(fold(word), *word);
            assert!(word.split(' ').count() <= MOST_OPENER_WORDS, "{word}");
        }
    }
}
