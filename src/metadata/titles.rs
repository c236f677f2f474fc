//! Headlines and the site's name around them.

use std::cell::OnceCell;

use super::fold::{fold, fold_letters, is_unspaced, one_spaced};

/// Marks between a headline and a site's name, strongest first: the first ones hardly stand inside headlines.
const SEPARATORS: &[&str] = &[
    " | ", " ｜ ", "｜", " || ", " :: ", " » ", " « ", " › ", " • ", " · ", " ∣ ", " — ", " – ", " - ",
    " ‒ ", " ― ", " / ", " ~ ", " < ", " > ", "_", "|", ": ", "：",
];

/// Separators that stand inside headlines too rarely to ask for a known site name.
const STRONG_SEPARATORS: &[&str] = &["|", "｜", "||", "::", "»", "«", "›", "∣", "<"];
/// Separators that are ordinary punctuation: cut only at a known site name.
const WEAK_SEPARATORS: &[&str] = &["_", ":", "：", "/", "~", ">"];

/// A name of a site or section is short: at most this many words.
const MOST_NAME_WORDS: usize = 5;
/// A dash may cut without a known name only where the headline keeps so many words and the name has few.
const FEWEST_HEADLINE_WORDS: usize = 4;
const MOST_UNKNOWN_WORDS: usize = 3;
/// A form of a site's name with fewer letters stands for too much.
const SHORTEST_FORM_CHARS: usize = 3;
/// A title has few pieces; further ones are keywords.
const MOST_CUTS: usize = 3;
/// From so many letters on, one headline may be the cut-off beginning of the other.
const SHORTEST_PREFIX_CHARS: usize = 20;

/// A piece of a title and the separator before it.
#[derive(Clone, Copy, Debug)]
struct Piece<'t> {
    separator: &'static str,
    start: usize,
    text: &'t str,
}

/// The title without the site's name glued to it, and without the section between ("Headline - Section - Site").
///
/// Candidates are names the page gives for its site (`og:site_name`, the publisher, the host). A piece that is one of them
/// goes, from either end. Without such a piece only what is very likely a site's name goes: a short last piece behind a
/// bar, or behind a dash after a clearly longer headline. The title itself comes back where nothing is sure.
///
/// ```
/// use dehusk::metadata::titles::strip_site_suffix;
/// assert_eq!(strip_site_suffix("Rain ends drought - World - The Daily", &["The Daily"]), "Rain ends drought");
/// assert_eq!(strip_site_suffix("The Daily: Rain ends drought", &["thedaily.example"]), "Rain ends drought");
/// ```
#[must_use]
pub fn strip_site_suffix(title: &str, site_names: &[&str]) -> String {
    Sites::of(site_names.to_vec()).stripped(title)
}

/// The names of a page's site, in all their forms.
pub(crate) struct Sites<'n> {
    pub names: Vec<&'n str>,
    /// Made for the first title that has several pieces.
    forms: OnceCell<Forms>,
}

/// The forms in which names may stand in a title, and shorter ones, which only its end is compared with.
struct Forms {
    whole: Vec<String>,
    short: Vec<String>,
}

impl<'n> Sites<'n> {
    pub fn of(names: Vec<&'n str>) -> Self {
        Self { names, forms: OnceCell::new() }
    }

    /// The title without the site's name; see [`strip_site_suffix`].
    pub fn stripped(&self, title: &str) -> String {
        let title = one_spaced(title);
        let pieces = pieces(&title);
        if pieces.len() < 2 {
            return title;
        }
        let forms = self.forms.get_or_init(|| Forms::of(&self.names));
        let kept = strip_known(&title, &pieces, &forms.whole, &forms.short);
        let kept = kept.or_else(|| strip_likely(&title, &pieces));
        kept.filter(|text| !text.is_empty()).unwrap_or(&title).to_owned()
    }
}

impl Forms {
    fn of(names: &[&str]) -> Self {
        let whole = names.iter().flat_map(|name| site_forms(name)).filter(|form| form.len() >= 2);
        Self { whole: whole.collect(), short: names.iter().flat_map(|name| short_forms(name)).collect() }
    }
}

/// Beginnings and ends of a title at its separators: what may be the headline where the site's name is not known. At most
/// `MOST_CUTS` beginnings, before any separator but ordinary punctuation, and the end behind the first separator.
#[must_use]
pub fn cuts(title: &str) -> (Vec<&str>, Option<&str>) {
    let pieces = pieces(title);
    let strong = |piece: &&Piece<'_>| !WEAK_SEPARATORS.contains(&piece.separator);
    let heads = pieces.iter().skip(1).filter(strong).take(MOST_CUTS);
    let heads = heads.filter_map(|piece| Some(trim_separator(title.get(..piece.start)?)));
    let tail = pieces.get(1).and_then(|piece| title.get(piece.start..)).map(str::trim);
    (heads.filter(|head| !head.is_empty()).collect(), tail.filter(|tail| !tail.is_empty()))
}

/// A text without the marks of anchors and notes around it. A mark in the middle makes that at the edge one of a pair:
/// `*On Bees* (1792)`.
#[must_use]
pub fn without_marks(text: &str) -> &str {
    let inner = text.trim_matches(['¶', '#', '*', ' ']);
    if inner.contains('*') { text.trim_matches(['¶', '#', ' ']) } else { inner }
}

fn pieces(title: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let (mut start, mut separator, mut at) = (0, "", 0);
    while let Some(rest) = title.get(at..) {
        let Some(letter) = rest.chars().next() else { break };
        // No separator begins with a letter.
        let may_begin = !letter.is_ascii_alphanumeric();
        let mark = SEPARATORS.iter().find(|mark| may_begin && rest.starts_with(**mark));
        let Some(mark) = mark else {
            at += letter.len_utf8();
            continue;
        };
        out.push(Piece { separator, start, text: title.get(start..at).unwrap_or_default() });
        at += mark.len();
        (start, separator) = (at, mark.trim());
    }
    out.push(Piece { separator, start, text: title.get(start..).unwrap_or_default() });
    out
}

/// The forms in which a site's name may stand in a title: its letters; for a host, the label before the suffix.
fn site_forms(name: &str) -> Vec<String> {
    let mut forms = vec![fold_letters(name)];
    let host = name
        .trim()
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .split('/')
        .next()
        .unwrap_or_default();
    if host.contains('.') && !host.contains(' ') {
        let host = host.trim_start_matches("www.");
        forms.push(fold_letters(host));
        forms.extend(host.split('.').max_by_key(|label| label.len()).map(fold_letters));
    }
    let folded = fold(name);
    forms.extend(folded.strip_prefix("the ").map(fold_letters));
    forms
}

/// Shorter forms, which only the end of a title is compared with: the first words of the name ("MDN" of "MDN Web Docs")
/// and the longer labels of a host.
fn short_forms(name: &str) -> Vec<String> {
    let words: Vec<String> = fold(name)
        .split_whitespace()
        .map(fold_letters)
        .filter(|word| word != "the")
        .take(MOST_NAME_WORDS)
        .collect();
    let mut forms: Vec<String> =
        (1..words.len()).filter_map(|count| Some(words.get(..count)?.concat())).collect();
    if name.contains('.') && !name.contains(' ') {
        let labels: Vec<&str> = name.trim_start_matches("www.").split('.').collect();
        forms.extend(
            labels
                .split_last()
                .map(|(_, rest)| rest)
                .unwrap_or_default()
                .iter()
                .map(|label| fold_letters(label)),
        );
    }
    forms.retain(|form| form.chars().count() >= SHORTEST_FORM_CHARS);
    forms
}

fn is_site(piece: &str, sites: &[String]) -> bool {
    let letters = fold_letters(piece);
    if letters.is_empty() {
        return false;
    }
    let bare = fold(piece);
    let without_article = bare.strip_prefix("the ").map(fold_letters);
    // A name may carry more than the page says ("Example News Online"), but not much more.
    sites.iter().any(|site| {
        letters == *site
            || without_article.as_deref() == Some(site)
            || (site.len() >= 4
                && letters.starts_with(site.as_str())
                && letters.len() <= site.len() * 2
                && words(piece) <= MOST_NAME_WORDS)
            || (letters.len() >= 4
                && site.starts_with(letters.as_str())
                && words(piece) <= MOST_NAME_WORDS
                && letters.len() * 2 >= site.len())
    })
}

fn words(text: &str) -> usize {
    let spaced = text.split(' ').filter(|word| word.chars().any(char::is_alphanumeric)).count();
    // Scripts without spaces: two characters make a word.
    let unspaced = text.chars().filter(|letter| is_unspaced(*letter)).count();
    if unspaced > 2 { spaced.max(unspaced.div_ceil(2)) } else { spaced }
}

/// Cuts at a piece that is a known site name, from the end or from the beginning.
fn strip_known<'t>(
    title: &'t str,
    pieces: &[Piece<'t>],
    sites: &[String],
    short: &[String],
) -> Option<&'t str> {
    let ends_as_site = |index: usize| {
        pieces.get(index).is_some_and(|piece| {
            let is_short =
                || short.contains(&fold_letters(piece.text)) && !WEAK_SEPARATORS.contains(&piece.separator);
            is_site(piece.text, sites) || is_short()
        })
    };
    if let Some(last) = (1..pieces.len()).rev().find(|index| ends_as_site(*index)) {
        let mut end = last;
        let separator = pieces.get(last)?.separator;
        // Sections stand between headline and site, behind the same mark.
        while end > 1
            && (ends_as_site(end - 1)
                || pieces
                    .get(end - 1)
                    .is_some_and(|piece| piece.separator == separator && is_section(piece.text)))
        {
            end -= 1;
        }
        let cut = pieces.get(end)?;
        let first = usize::from(pieces.first().is_some_and(|piece| is_site(piece.text, sites)) && end > 1);
        let start = pieces.get(first)?.start;
        return Some(trim_separator(title.get(start..cut.start)?));
    }
    let first = pieces.first()?;
    let rest = pieces.get(1).filter(|_| is_site(first.text, sites))?;
    title.get(rest.start..).map(str::trim)
}

/// A section's name: one or two words without digits or closing punctuation.
fn is_section(text: &str) -> bool {
    words(text) <= 2 && !text.chars().any(|letter| letter.is_numeric() || matches!(letter, '?' | '!' | '.'))
}

/// Without a known name: a short last piece behind a bar, or behind a dash after a much longer headline.
fn strip_likely<'t>(title: &'t str, pieces: &[Piece<'t>]) -> Option<&'t str> {
    let last = pieces.last()?;
    let before = trim_separator(title.get(..last.start)?);
    let (kept, cut) = (words(before), words(last.text));
    let strong = STRONG_SEPARATORS.contains(&last.separator) && cut <= MOST_NAME_WORDS && kept > cut.min(2);
    let dashed = !WEAK_SEPARATORS.contains(&last.separator)
        && kept >= FEWEST_HEADLINE_WORDS
        && cut <= MOST_UNKNOWN_WORDS
        && kept >= cut * 2
        && is_proper(last.text);
    (strong || dashed).then_some(before)
}

/// Every word but small ones starts with a capital (or the script has none): a name, not the end of a sentence.
fn is_proper(text: &str) -> bool {
    let capital = |word: &str| {
        !word.starts_with(|first: char| first.is_lowercase()) || word.contains('.') || word.len() <= 3
    };
    text.split(' ').all(capital) && !text.chars().any(char::is_numeric) && !text.ends_with(['?', '!'])
}

fn trim_separator(text: &str) -> &str {
    text.trim_end_matches(|mark: char| mark.is_whitespace() || "|｜:：-–—»«›•·∣_/~<>‒―".contains(mark))
        .trim_start()
}

/// True where two headlines are the same but for case, spaces, quotes and punctuation, or one is the other cut off.
///
/// ```
/// use dehusk::metadata::titles::same_headline;
/// assert!(same_headline("“Rain” ends drought!", "Rain Ends Drought"));
/// assert!(!same_headline("Rain", "Drought"));
/// ```
#[must_use]
pub fn same_headline(left: &str, right: &str) -> bool {
    // Most pairs differ from the first letter on, and are not folded whole.
    if let (Some(left), Some(right)) = (first_ascii_letter(left), first_ascii_letter(right))
        && left != right
    {
        return false;
    }
    let (left_letters, right_letters) = (fold_letters(left), fold_letters(right));
    if left_letters.is_empty() || right_letters.is_empty() {
        // Vowel signs alone fold to nothing: they are the same as they stand, or not at all.
        return left == right && left.contains(char::is_alphanumeric);
    }
    if left_letters == right_letters {
        return true;
    }
    let (short, long, shorter) = if left_letters.len() < right_letters.len() {
        (&left_letters, &right_letters, left)
    } else {
        (&right_letters, &left_letters, right)
    };
    let ellipsis = shorter.trim_end().ends_with('…') || shorter.trim_end().ends_with("...");
    let enough = short.chars().count() >= SHORTEST_PREFIX_CHARS
        || ellipsis && short.chars().count() >= SHORTEST_PREFIX_CHARS / 2;
    // A cut-off headline says so or keeps most of the letters.
    enough && long.starts_with(short.as_str()) && (ellipsis || short.len() * 5 >= long.len() * 4)
}

/// The first letter or digit in lower case, where nothing outside ASCII stands before it.
fn first_ascii_letter(text: &str) -> Option<u8> {
    let first = text.bytes().find(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
    first.is_ascii().then(|| first.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TITLES: &[(&str, &[&str], &str)] = &[
        ("Rain ends drought | The Daily", &["The Daily"], "Rain ends drought"), ("Rain ends drought - World - The Daily", &["The Daily"], "Rain ends drought"), ("The Daily: Rain ends drought", &["The Daily"], "Rain ends drought"), ("The Daily | Rain ends drought", &["The Daily"], "Rain ends drought"),
        ("Rain ends drought – The Daily", &["www.thedaily.example"], "Rain ends drought"), ("Rain ends drought — Daily", &["The Daily"], "Rain ends drought"), ("Rain ends drought | World News", &[], "Rain ends drought"), ("Rain finally ends long drought - Daily Post", &[], "Rain finally ends long drought"),
        ("Rain ends drought - live updates from the valley", &[], "Rain ends drought - live updates from the valley"), ("Rain: how it ended the drought", &[], "Rain: how it ended the drought"), ("Rain ends drought", &["Rain ends drought"], "Rain ends drought"), ("The Daily", &["The Daily"], "The Daily"), ("Home | The Daily", &["The Daily"], "Home"),
        ("干旱结束_示例网", &["示例网"], "干旱结束"), ("干ばつが終わる｜例新聞", &["例新聞"], "干ばつが終わる"), ("Part 1 - Rain - Part 2 - The Daily", &["The Daily"], "Part 1 - Rain - Part 2"), ("Rain ends drought | Climate | World | The Daily", &["The Daily"], "Rain ends drought"), ("", &[], ""), (" | ", &["x"], "|"), ("Flex boxes - Learning | MDN", &["MDN Example Docs"], "Flex boxes - Learning"), ("Rain report | Example Group - The Example Group", &["The Example Group"], "Rain report"), ("Rain ends drought - Ask us - ABCDE", &["connect.abcde.example"], "Rain ends drought"), ("Rain-soaked fields | Daily", &["Daily"], "Rain-soaked fields"),
    ];

    #[test]
    fn site_names_fall_off_titles() {
        for (title, sites, want) in TITLES {
            assert_eq!(strip_site_suffix(title, sites), *want, "{title} with {sites:?}");
        }
    }

    #[test]
    fn marks_of_anchors_and_notes_fall_off() {
        for (text, want) in [
            ("Working with forms¶", "Working with forms"),
            ("# Rain", "Rain"),
            ("*On Bees* (1792)", "*On Bees* (1792)"),
            ("Rain *", "Rain"),
        ] {
            assert_eq!(without_marks(text), want);
        }
    }

    #[test]
    fn headlines_are_compared_by_their_letters() {
        for (left, right, same) in [
            ("Rain ends drought", "RAIN ENDS  DROUGHT", true),
            ("“Rain” – it ends", "Rain: it ends", true),
            ("Rain ends the long drought in the valley", "Rain ends the long drought in…", true),
            (
                "Rain ends the long drought",
                "Rain ends the long drought in the northern valley, farmers say",
                false,
            ),
            ("Rain", "Rain ends drought", false),
            ("", "", false),
            ("Größe", "GRÖSSE", false),
        ] {
            assert_eq!(same_headline(left, right), same, "{left} and {right}");
        }
    }
}
