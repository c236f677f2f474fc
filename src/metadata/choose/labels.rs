//! Fields with one value and few rivals: site, description, language, addresses, picture, licence.

use super::{Decision, Metadata, numbered};
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::fold::fold_letters;

/// Every name under which the site may stand in a title: stated names, publishers, the host.
#[must_use]
pub fn site_names(evidence: &Evidence) -> Vec<String> {
    let mut names: Vec<String> = evidence
        .candidates
        .iter()
        .filter(|candidate| matches!(candidate.field, Field::SiteName | Field::Publisher))
        .map(|candidate| candidate.value.clone())
        .collect();
    names.extend(evidence.url.as_deref().and_then(host_of).map(str::to_owned));
    names.sort();
    names.dedup();
    names
}

fn host_of(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map(|(_, rest)| rest)?;
    rest.split(['/', '?', '#']).next().map(|host| host.strip_prefix("www.").unwrap_or(host))
}

/// The stated name; a publisher's where there is none.
pub(super) fn site_name(evidence: &Evidence, decisions: &mut Vec<Decision>) -> Option<String> {
    let scores = numbered(evidence, Field::SiteName)
        .chain(numbered(evidence, Field::Publisher))
        .map(|(number, candidate)| {
            let is_address = candidate.value.contains("://") || candidate.value.starts_with('@');
            (number, if is_address { 0.0 } else { candidate.weight })
        })
        .collect();
    best(evidence, Decision::new(Field::SiteName, scores), decisions)
}

fn best(evidence: &Evidence, mut decision: Decision, decisions: &mut Vec<Decision>) -> Option<String> {
    let number = decision.scores.first().filter(|(_, score)| *score > 0.0).map(|(number, _)| *number);
    decision.won.extend(number);
    decisions.push(decision);
    evidence.candidates.get(number?).map(|candidate| candidate.value.clone())
}

/// A detection from fewer letters says little.
const FEWEST_LETTERS: usize = 60;

pub(super) fn choose(evidence: &Evidence, text: &str, out: &mut Metadata) {
    let scored = |field: Field, score: &dyn Fn(&Candidate) -> f32| {
        Decision::new(field, numbered(evidence, field).map(|(number, one)| (number, score(one))).collect())
    };
    let weight = |candidate: &Candidate| candidate.weight;
    let address = |candidate: &Candidate| {
        if is_address(&candidate.value) && is_of_web(&candidate.value) { candidate.weight } else { 0.0 }
    };
    let picture = |candidate: &Candidate| if is_of_web(&candidate.value) { candidate.weight } else { 0.0 };
    let base = evidence.base.as_deref().or(evidence.url.as_deref());
    out.description = best(evidence, scored(Field::Description, &weight), &mut out.decisions);
    out.canonical_url = best(evidence, scored(Field::CanonicalUrl, &address), &mut out.decisions)
        .and_then(|value| absolute(&value, base));
    out.image = best(evidence, scored(Field::Image, &picture), &mut out.decisions)
        .map(|value| absolute(&value, base).unwrap_or(value));
    out.license = best(evidence, scored(Field::License, &weight), &mut out.decisions)
        .map(|value| linked(evidence, &value).and_then(|link| absolute(link, base)).unwrap_or(value));
    out.url = evidence.url.clone();
    language(evidence, text, out);
}

fn is_address(value: &str) -> bool {
    !value.starts_with('#') && !value.contains(' ') && (value.contains("://") || value.starts_with('/'))
}

/// True for an address of the web and for a relative one: what is no `data:`, `javascript:` or the like.
fn is_of_web(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else { return true };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    !is_scheme || ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web))
}

/// The licence, if it is an address. What a link names is one whatever its form; all else may be a text (`CC BY 4.0`).
fn linked<'v>(evidence: &Evidence, license: &'v str) -> Option<&'v str> {
    let is_link = |one: &Candidate| one.origin == Origin::Markup && one.value == license;
    (is_address(license) || evidence.of(Field::License).any(is_link)).then_some(license)
}

/// The address, made whole by what the page's addresses are resolved against.
fn absolute(value: &str, base: Option<&str>) -> Option<String> {
    if let Ok(found) = url::Url::parse(value) {
        return matches!(found.scheme(), "http" | "https").then(|| value.to_owned());
    }
    let base = url::Url::parse(base?).ok()?;
    base.join(value).ok().map(|joined| joined.to_string())
}

/// The declared language, or else the detected one. Where both are known and differ, the detected one is the page's if it
/// is sure, and the record says so.
fn language(evidence: &Evidence, text: &str, out: &mut Metadata) {
    let declared = numbered(evidence, Field::Language)
        .filter_map(|(number, candidate)| Some((number, candidate.weight, tag_of(&candidate.value)?)))
        .max_by(|left, right| left.1.total_cmp(&right.1));
    let is_plain =
        declared.as_ref().is_some_and(|(.., tag)| same_language(tag, "en")) && is_plainly_english(text);
    let detected = if is_plain { None } else { detect(text) };
    let mut decision = Decision::new(
        Field::Language,
        numbered(evidence, Field::Language).map(|(number, one)| (number, one.weight)).collect(),
    );
    let Some((number, _, declared)) = declared else {
        out.language = detected.map(|(code, _)| code.to_owned());
        out.decisions.push(decision);
        return;
    };
    let differs = detected.is_some_and(|(code, _)| !same_language(&declared, code));
    if differs {
        out.warnings.push("declared language differs from detected".to_owned());
    }
    match detected.filter(|_| differs) {
        Some((code, true)) => out.language = Some(code.to_owned()),
        _ => {
            decision.won.push(number);
            out.language = Some(declared);
        }
    }
    out.decisions.push(decision);
}

/// A declared value as a BCP 47 tag: `de_DE` is `de-DE`; `None` for what is none.
fn tag_of(value: &str) -> Option<String> {
    let value = value.split([',', ';', ' ']).next().unwrap_or_default().replace('_', "-");
    let mut parts = value.split('-');
    let primary = parts
        .next()
        .filter(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    let mut tag = primary.to_ascii_lowercase();
    for part in parts {
        if part.is_empty() || part.len() > 8 || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            break;
        }
        tag.push('-');
        tag.push_str(&match part.len() {
            2 => part.to_ascii_uppercase(),
            _ => part.to_owned(),
        });
    }
    Some(tag)
}

/// ISO 639-3 codes of the detector and their BCP 47 forms.
#[rustfmt::skip]
const CODES: &[(&str, &str)] = &[
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"), ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"),
    ("dan", "da"), ("deu", "de"), ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"), ("fin", "fi"), ("fra", "fr"), ("guj", "gu"), ("heb", "he"), ("hin", "hi"), ("hrv", "hr"),
    ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"), ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"), ("lav", "lv"),
    ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"), ("nld", "nl"), ("nob", "nb"), ("ori", "or"), ("pan", "pa"), ("pes", "fa"), ("pol", "pl"),
    ("por", "pt"), ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("spa", "es"), ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"),
    ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"), ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zul", "zu"), ("cym", "cy"),
];

/// Words that English text is full of, of four letters at most.
const ENGLISH: &[&[u8]] = &[
    b"the", b"and", b"of", b"to", b"a", b"in", b"is", b"that", b"for", b"with", b"was", b"are", b"you",
    b"this", b"it", b"on", b"as", b"be", b"have", b"from", b"by", b"your", b"we", b"our", b"not", b"or",
    b"at", b"an", b"has", b"will", b"they",
];
/// The same as numbers, which are compared all at once.
static ENGLISH_LETTERS: [u32; ENGLISH.len()] = {
    let mut table = [0; ENGLISH.len()];
    let mut at = 0;
    while at < ENGLISH.len() {
        table[at] = letters(ENGLISH[at]);
        at += 1;
    }
    table
};

/// Up to four letters as one number, whatever their case.
const fn letters(word: &[u8]) -> u32 {
    let (mut letters, mut at) = (0, 0);
    while at < word.len() {
        letters = letters << u8::BITS | (word[at] | 0x20) as u32;
        at += 1;
    }
    letters
}

fn is_english_word(word: &[u8]) -> bool {
    let own = letters(word.get(..size_of::<u32>()).unwrap_or(word));
    word.len() <= size_of::<u32>()
        && ENGLISH_LETTERS.iter().fold(false, |found, &known| found | (known == own))
}

/// From this share of them on a text is English; prose has about 0.4, and no other language more than a half of this.
const ENGLISH_SHARE: f32 = 0.2;
/// A share of fewer words says little.
const FEWEST_WORDS: usize = 40;

/// True where the detector need not be asked, which takes as long as a twentieth of a page: the text is in English as surely
/// as a text is.
fn is_plainly_english(text: &str) -> bool {
    let others = text.bytes().filter(|byte| !byte.is_ascii()).count();
    let words = text.as_bytes().split(|byte| !byte.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let (mut count, mut known, mut letters) = (0, 0, 0);
    for word in words {
        count += 1;
        letters += word.len();
        known += usize::from(is_english_word(word));
    }
    let is_enough = count >= FEWEST_WORDS && letters >= FEWEST_LETTERS;
    is_enough && others * 20 < text.len() && known as f32 >= ENGLISH_SHARE * count as f32
}

/// The language of a text and whether the detector is sure.
fn detect(text: &str) -> Option<(&'static str, bool)> {
    if fold_letters(text).len() < FEWEST_LETTERS {
        return None;
    }
    let info = whatlang::detect(text)?;
    let code = info.lang().code();
    let (_, tag) = CODES.iter().find(|(long, _)| *long == code)?;
    info.is_reliable().then_some((*tag, info.confidence() >= 1.0))
}

/// Languages that the detector does not keep apart.
const ALIKE: &[&[&str]] = &[
    &["no", "nb", "nn", "da"],
    &["sr", "hr", "bs", "sh", "sl", "mk"],
    &["id", "ms", "jv"],
    &["pt", "gl", "es", "ca"],
    &["tl", "fil"],
    &["cs", "sk"],
    &["he", "iw", "yi"],
    &["af", "nl"],
    &["hi", "mr", "ne"],
    &["fa", "ur", "ar", "ps", "ku", "ckb"],
];

fn same_language(declared: &str, detected: &str) -> bool {
    let primary = declared.split('-').next().unwrap_or_default();
    primary == detected || ALIKE.iter().any(|group| group.contains(&primary) && group.contains(&detected))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_english_is_what_the_detector_calls_english() {
        let english = "The rain began on Monday and did not end before the farmers of the valley had counted every \
                       last barrel in their cellars, twice over. It was the first that they had seen in a year, and they \
                       were glad of it for as long as it did not reach the doors of their houses.";
        assert!(is_plainly_english(english));
        assert_eq!(detect(english).map(|(code, _)| code), Some("en"));
        let dutch = "De regen begon op maandag en hield niet op voordat de boeren in het dal elk vat in hun kelders twee keer \
                     geteld hadden. Het was de eerste die zij in een jaar gezien hadden, en zij waren er blij mee zolang het \
                     water de deuren van hun huizen niet bereikte, want dat was in andere jaren wel anders geweest.";
        for other in [dutch, "The rain", &format!("{english}{}", "дождь".repeat(20))] {
            assert!(!is_plainly_english(other), "{other}");
        }
    }
}
