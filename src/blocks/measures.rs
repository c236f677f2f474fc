//! Counts over a block's characters, made in one pass.

use super::words::{IN_WORDS, Word};
use crate::text::letters::{ALPHANUMERIC, FOLDS, LOWER, NUMERIC, UPPER, class_of};

/// Counts over one text; every later number about a text is made of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measures {
    /// Characters, white space between words included.
    pub chars: u32,
    /// Runs of letters, digits and underscores, as the scorer counts words.
    pub words: u32,
    /// Letters.
    pub letters: u32,
    /// Upper-case letters.
    pub capitals: u32,
    /// Digits of any script.
    pub digits: u32,
    /// Words that begin with an upper-case letter.
    pub capital_words: u32,
    /// Characters that are neither letter, digit nor white space.
    pub marks: u32,
    /// Sentence ends: `.`, `!`, `?` and their like in other scripts, before white space or the end.
    pub sentence_ends: u32,
    /// Commas of any script.
    pub commas: u32,
    /// Quotation marks.
    pub quotes: u32,
    /// Characters outside ASCII.
    pub non_ascii: u32,
    /// Letters of scripts that write without spaces (Han, kana, Thai and their like).
    pub unspaced_letters: u32,
    /// Separators of menus and paths: `|`, `>`, `»`, `·`, `•`, `/` between spaces.
    pub separators: u32,
    /// Hash of letters and digits, lower-cased: equal texts have equal hashes.
    pub hash: u64,
    /// True where the last character ends a sentence (a closing quote or bracket may follow it).
    pub ends_sentence: bool,
    /// True where the first letter is upper-case or has no case.
    pub starts_like_sentence: bool,
    /// The last character is a colon.
    pub ends_with_colon: bool,
}

/// FNV-1a, 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>): stable between builds and machines.
pub(crate) const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

pub(crate) fn fnv_step(hash: u64, value: u32) -> u64 {
    (hash ^ u64::from(value)).wrapping_mul(FNV_PRIME)
}

pub(crate) fn fnv(text: &str) -> u64 {
    text.bytes().fold(FNV_OFFSET, |hash, byte| fnv_step(hash, u32::from(byte)))
}

fn is_sentence_end(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | '．'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '။'
            | '៖'
            | '｡'
    )
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '،' | '、' | '，' | '؛' | ';')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '「' | '」' | '『' | '』' | '‹' | '›')
}

fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '\'' | '）') || is_quote(c)
}

/// True for letters of scripts that are written without spaces: South-East Asian, kana, Han.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// What an ASCII character is to the counts.
const WORD: u16 = 1;
const CAPITAL: u16 = 1 << 1;
const DIGIT: u16 = 1 << 2;
const SPACE: u16 = 1 << 3;
const SENTENCE_END: u16 = 1 << 4;
const COMMA: u16 = 1 << 5;
const QUOTE: u16 = 1 << 6;
const CLOSER: u16 = 1 << 7;
const SEPARATOR: u16 = 1 << 8;

/// ASCII characters by what they are; the same as the functions above say, for most of all text.
static ASCII: [u16; 256] = ascii_classes();

const fn ascii_classes() -> [u16; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'A'..=b'Z' => WORD | CAPITAL,
            b'a'..=b'z' | b'_' => WORD,
            b'0'..=b'9' => WORD | DIGIT,
            b'\t'..=b'\r' | b' ' => SPACE,
            b'.' | b'!' | b'?' => SENTENCE_END,
            b',' | b';' => COMMA,
            b'"' => QUOTE | CLOSER,
            b')' | b']' | b'\'' => CLOSER,
            b'|' | b'>' | b'/' => SEPARATOR,
            _ => 0,
        };
        byte += 1;
    }
    table
}

/// For each byte of ASCII words what it adds to the counts, in one number: digits in the lowest bits, capitals above them, and
/// on top the letter in lower case, whose sum nobody reads. 0 for all other bytes.
static WORD_BYTES: [u64; 256] = word_bytes();
const CAPITALS_SHIFT: u32 = 28;
const FOLDED_SHIFT: u32 = 2 * CAPITALS_SHIFT;
const COUNT_MASK: u64 = (1 << CAPITALS_SHIFT) - 1;

const fn word_bytes() -> [u64; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let class = ASCII[byte];
        if class & WORD != 0 {
            let folded = (byte as u8).to_ascii_lowercase() as u64;
            let (is_digit, is_capital) = (class & DIGIT != 0, class & CAPITAL != 0);
            table[byte] = folded << FOLDED_SHIFT | (is_capital as u64) << CAPITALS_SHIFT | is_digit as u64;
        }
        byte += 1;
    }
    table
}

fn ascii_class(byte: u8) -> u16 {
    ASCII[usize::from(byte)]
}

impl Measures {
    /// Counts over `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::with_words(text, |_| {})
    }

    /// Counts over `text`; `take` gets the hashes of its words, as [`text_word_hashes`](super::text_word_hashes) gives them.
    pub(crate) fn with_words(text: &str, mut take: impl FnMut(u64)) -> Self {
        let mut measures = Measures { hash: FNV_OFFSET, ..Measures::default() };
        let (mut scan, mut word) = (Scan::default(), Word::NONE);
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if ascii_class(byte) & WORD != 0 {
                at = measures.add_ascii_word(bytes, at, &mut scan, &mut word, &mut take);
            } else if byte.is_ascii() {
                measures.add_ascii_mark(byte, &mut scan);
                word.end(&mut take);
                at += 1;
            } else {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                measures.add(c, &mut scan);
                word.add(c, &mut take);
                at += c.len_utf8();
            }
        }
        word.end(&mut take);
        measures.sentence_ends += u32::from(scan.pending_end);
        measures.ends_sentence = scan.pending_end;
        measures.ends_with_colon = matches!(scan.last, ':' | '：');
        measures
    }

    /// Takes in the run of ASCII letters and digits that begins at `start`; says where it ends. Each of its characters
    /// counts as in [`Measures::add_word_char`].
    fn add_ascii_word(
        &mut self,
        bytes: &[u8],
        start: usize,
        scan: &mut Scan,
        text_word: &mut Word,
        take: &mut impl FnMut(u64),
    ) -> usize {
        let rest = bytes.get(start..).unwrap_or_default();
        let (mut tally, mut len, mut hash) = (0, 0, self.hash);
        let (mut word_hash, mut is_whole) = (text_word.hash, true);
        for &byte in rest {
            let entry = WORD_BYTES[usize::from(byte)];
            if entry == 0 {
                break;
            }
            tally = u64::wrapping_add(tally, entry);
            hash = fnv_step(hash, (entry >> FOLDED_SHIFT) as u32);
            let in_word = IN_WORDS[usize::from(byte)];
            word_hash = fnv_step(word_hash, u32::from(in_word));
            is_whole &= in_word != 0;
            len += 1;
        }
        self.hash = hash;
        let digits = (tally & COUNT_MASK) as u32;
        let capitals = (tally >> CAPITALS_SHIFT & COUNT_MASK) as u32;
        let word = rest.get(..len).unwrap_or_default();
        let (Some(&first), Some(&last)) = (word.first(), word.last()) else { return start + 1 };
        if is_whole {
            *text_word = Word { hash: word_hash, has_begun: true };
        } else {
            // Underscores stand between words.
            word.iter().for_each(|&byte| text_word.add_ascii(byte, take));
        }
        if !scan.in_word {
            self.words += 1;
            self.capital_words += u32::from(first.is_ascii_uppercase());
        }
        self.sentence_ends +=
            u32::from(scan.pending_end && is_sentence_end(scan.last) && !scan.last.is_ascii());
        let count = word.len() as u32;
        if self.letters == 0
            && let Some(letter) = word.iter().find(|byte| !byte.is_ascii_digit())
        {
            self.starts_like_sentence = !letter.is_ascii_lowercase();
        }
        self.chars += count;
        self.digits += digits;
        self.capitals += capitals;
        self.letters += count - digits;
        *scan = Scan { in_word: true, after_space: false, pending_end: false, last: char::from(last) };
        start + len
    }

    /// Takes in an ASCII character that is no letter and no digit.
    fn add_ascii_mark(&mut self, byte: u8, scan: &mut Scan) {
        let class = ascii_class(byte);
        let is = |what: u16| u32::from(class & what != 0);
        self.chars += 1;
        scan.in_word = false;
        if class & SPACE != 0 {
            self.sentence_ends += u32::from(scan.pending_end && !scan.after_space);
            scan.after_space = true;
            return;
        }
        self.marks += 1;
        self.commas += is(COMMA);
        self.quotes += is(QUOTE);
        self.separators += u32::from(class & SEPARATOR != 0 && scan.after_space);
        if class & SENTENCE_END != 0 {
            scan.pending_end = true;
        } else if class & CLOSER == 0 {
            scan.pending_end = false;
        }
        scan.after_space = false;
        scan.last = char::from(byte);
    }

    fn add(&mut self, c: char, scan: &mut Scan) {
        self.chars += 1;
        self.non_ascii += u32::from(!c.is_ascii());
        let class = class_of(c);
        if class & ALPHANUMERIC != 0 || c == '_' {
            self.add_word_char(c, class, scan);
        } else if c.is_whitespace() {
            self.sentence_ends += u32::from(scan.pending_end && !scan.after_space);
            scan.in_word = false;
        } else {
            self.add_mark(c, scan);
        }
        if !c.is_whitespace() {
            scan.last = c;
        }
        scan.after_space = c.is_whitespace();
    }

    fn add_word_char(&mut self, c: char, class: u8, scan: &mut Scan) {
        let is_upper = class & UPPER != 0;
        if !scan.in_word {
            self.words += 1;
            self.capital_words += u32::from(is_upper);
        }
        scan.in_word = true;
        // Scripts that write without spaces have none after the full stop either.
        self.sentence_ends +=
            u32::from(scan.pending_end && is_sentence_end(scan.last) && !scan.last.is_ascii());
        scan.pending_end = false;
        if class & NUMERIC != 0 {
            self.digits += 1;
        } else {
            if self.letters == 0 {
                self.starts_like_sentence = is_upper || class & LOWER == 0;
            }
            self.letters += 1;
            self.capitals += u32::from(is_upper);
            self.unspaced_letters += u32::from(is_unspaced(c));
        }
        let folded = if class & FOLDS == 0 { c } else { c.to_lowercase().next().unwrap_or(c) };
        self.hash = fnv_step(self.hash, u32::from(folded));
    }

    fn add_mark(&mut self, c: char, scan: &mut Scan) {
        scan.in_word = false;
        self.marks += 1;
        self.commas += u32::from(is_comma(c));
        self.quotes += u32::from(is_quote(c));
        self.separators +=
            u32::from(matches!(c, '|' | '>' | '»' | '·' | '•' | '›' | '→' | '/') && scan.after_space);
        if is_sentence_end(c) {
            scan.pending_end = true;
        } else if !is_closer(c) {
            scan.pending_end = false;
        }
    }
}

/// What the pass over a text remembers between characters.
struct Scan {
    in_word: bool,
    after_space: bool,
    pending_end: bool,
    last: char,
}

impl Default for Scan {
    fn default() -> Self {
        Self { in_word: false, after_space: true, pending_end: false, last: ' ' }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The counts made character by character.
    fn slowly(text: &str) -> Measures {
        let mut measures = Measures { hash: FNV_OFFSET, ..Measures::default() };
        let mut scan = Scan::default();
        text.chars().for_each(|c| measures.add(c, &mut scan));
        measures.sentence_ends += u32::from(scan.pending_end);
        measures.ends_sentence = scan.pending_end;
        measures.ends_with_colon = matches!(scan.last, ':' | '：');
        measures
    }

    proptest::proptest! {
        #[test]
        fn the_fast_way_counts_alike(text in r#"([ -~]|\PC|[。”é١ \t\n]|[a-z]{3}|[A-Z0-9_]\. ){0,40}"#) {
            let (mut words, mut fast_words) = (Vec::new(), Vec::new());
            crate::blocks::text_word_hashes(&text, |hash| words.push(hash));
            let measures = Measures::with_words(&text, |hash| fast_words.push(hash));
            proptest::prop_assert_eq!(measures, slowly(&text));
            proptest::prop_assert_eq!(words, fast_words);
        }
    }

    #[test]
    fn counts_are_those_of_a_reader() {
        let measures = Measures::of("He said: “It works.” Then, 3 of 4 left!");
        assert_eq!((measures.words, measures.digits, measures.sentence_ends, measures.commas), (9, 2, 2, 1));
        assert!(measures.ends_sentence && measures.starts_like_sentence);
        assert_eq!(measures.capital_words, 3);
        let cjk = Measures::of("伊拉克总理说。他补充道");
        assert_eq!(
            (cjk.words, cjk.unspaced_letters, cjk.sentence_ends, cjk.ends_sentence),
            (2, 10, 1, false)
        );
        assert_eq!(Measures::of("Read  More!").hash, Measures::of("read more").hash);
    }
}
