//! Element names as small numbers, so that the tokenizer and the tree builder compare numbers and never text.

use super::names::Tag;
use std::collections::HashMap;

/// An element's name. Names that HTML knows have fixed numbers, those that a page invents get the next free one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Name(u32);

/// Declares names as constants: those of [`Tag`] with its numbers, the others behind them.
macro_rules! element_names {
    (tags { $($tag:ident)+ } others { $($other:ident = $text:literal)+ }) => {
        #[repr(u32)]
        #[allow(dead_code, reason = "some are only to be told from invented names")]
        enum Others { $($other),+ }

        const OTHERS: &[&str] = &[$($text),+];

        #[allow(dead_code, non_upper_case_globals, reason = "written as the variants of `Tag`, used or not")]
        impl Name {
            $(pub(crate) const $tag: Name = Name(Tag::$tag as u32);)+
            $(pub(crate) const $other: Name = Name(FIRST_OTHER + Others::$other as u32);)+
        }
    };
}

const FIRST_OTHER: u32 = Tag::ALL.len() as u32 + 1;
const FIRST_SVG: u32 = FIRST_OTHER + OTHERS.len() as u32;
const FIRST_INVENTED: u32 = FIRST_SVG + 2 * SVG.len() as u32;

element_names! {
    tags {
        A Address Annotation AnnotationXml Article Aside B Base Blockquote Body Br Button Caption Center Code Dd Details
        Dialog Dir Div Dl Dt Em Embed Fieldset Figcaption Figure Font Footer Form Frame Frameset H1 H2 H3 H4 H5 H6 Head
        Header Hgroup Hr Html I Iframe Img Input Li Link Listing Main Math Menu Meta Nav Noembed Noframes Noscript
        Object Ol Optgroup Option Output P Plaintext Pre Rp Rt Rtc Ruby S Script Search Section Select Small Source Span
        Strong Style Sub Summary Sup Svg Table Tbody Td Template Textarea Tfoot Th Thead Title Tr Track Tt U Ul Var Wbr
        Xmp
    }
    others {
        Applet = "applet" Area = "area" Basefont = "basefont" Bgsound = "bgsound" Big = "big" Col = "col"
        Colgroup = "colgroup" Image = "image" Isindex = "isindex" Keygen = "keygen" Marquee = "marquee" Nobr = "nobr"
        Param = "param" Rb = "rb" Strike = "strike" Mi = "mi" Mo = "mo" Mn = "mn" Ms = "ms" Mtext = "mtext"
        Mglyph = "mglyph" Malignmark = "malignmark" Desc = "desc" Path = "path"
        G = "g" Use = "use" Rect = "rect" Circle = "circle" Polygon = "polygon" Polyline = "polyline"
        Ellipse = "ellipse" Line = "line" Defs = "defs" Symbol = "symbol" Stop = "stop" Mask = "mask"
        Filter = "filter" Text = "text" Tspan = "tspan" Pattern = "pattern" Marker = "marker" Animate = "animate"
        Set = "set" Slot = "slot"
    }
}

/// SVG's names that have capitals, as the tokenizer reads them and as they are.
#[rustfmt::skip]
const SVG: &[(&str, &str)] = &[
    ("foreignobject", "foreignObject"), ("altglyph", "altGlyph"), ("altglyphdef", "altGlyphDef"),
    ("altglyphitem", "altGlyphItem"), ("animatecolor", "animateColor"), ("animatemotion", "animateMotion"),
    ("animatetransform", "animateTransform"), ("clippath", "clipPath"), ("feblend", "feBlend"),
    ("fecolormatrix", "feColorMatrix"), ("fecomponenttransfer", "feComponentTransfer"), ("fecomposite", "feComposite"),
    ("feconvolvematrix", "feConvolveMatrix"), ("fediffuselighting", "feDiffuseLighting"),
    ("fedisplacementmap", "feDisplacementMap"), ("fedistantlight", "feDistantLight"), ("fedropshadow", "feDropShadow"),
    ("feflood", "feFlood"), ("fefunca", "feFuncA"), ("fefuncb", "feFuncB"), ("fefuncg", "feFuncG"), ("fefuncr", "feFuncR"),
    ("fegaussianblur", "feGaussianBlur"), ("feimage", "feImage"), ("femerge", "feMerge"), ("femergenode", "feMergeNode"),
    ("femorphology", "feMorphology"), ("feoffset", "feOffset"), ("fepointlight", "fePointLight"),
    ("fespecularlighting", "feSpecularLighting"), ("fespotlight", "feSpotLight"), ("fetile", "feTile"),
    ("feturbulence", "feTurbulence"), ("glyphref", "glyphRef"), ("lineargradient", "linearGradient"),
    ("radialgradient", "radialGradient"), ("textpath", "textPath"),
];

#[allow(non_upper_case_globals, reason = "written as the variants of `Tag`")]
impl Name {
    /// SVG's `foreignObject`, with its capital.
    pub(crate) const ForeignObject: Name = Name(FIRST_SVG + 1);
}

impl Name {
    /// The number of names that are known beforehand, `0` standing for no name.
    pub(crate) const KNOWN: usize = FIRST_INVENTED as usize;

    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }

    pub(crate) const fn from_index(index: u32) -> Name {
        Name(index)
    }

    /// The name of an HTML element as later stages see it.
    #[inline]
    pub(crate) fn tag(self) -> Tag {
        if self.0 < FIRST_OTHER { TAGS[self.0 as usize] } else { Tag::Other }
    }

    /// The name of an SVG element, with its capitals.
    #[inline]
    pub(crate) fn in_svg(self) -> Name {
        let is_svg = self.0 >= FIRST_SVG && self.0 < FIRST_INVENTED;
        if is_svg { Name(FIRST_SVG + ((self.0 - FIRST_SVG) | 1)) } else { self }
    }

    /// The name without capitals.
    #[inline]
    pub(crate) fn in_lower_case(self) -> Name {
        let is_svg = self.0 >= FIRST_SVG && self.0 < FIRST_INVENTED;
        if is_svg { Name(FIRST_SVG + ((self.0 - FIRST_SVG) & !1)) } else { self }
    }
}

static TAGS: [Tag; FIRST_OTHER as usize] = tags();

const fn tags() -> [Tag; FIRST_OTHER as usize] {
    let mut table = [Tag::Other; FIRST_OTHER as usize];
    let mut at = 0;
    while at < Tag::ALL.len() {
        table[at + 1] = Tag::ALL[at].in_html();
        at += 1;
    }
    table
}

/// The text of each known name.
static TEXTS: [&str; Name::KNOWN] = texts();

const fn texts() -> [&'static str; Name::KNOWN] {
    let mut table = [""; Name::KNOWN];
    let mut at = 1;
    while at < Name::KNOWN {
        table[at] = if at < FIRST_OTHER as usize {
            Tag::ALL[at - 1].as_str()
        } else if at < FIRST_SVG as usize {
            OTHERS[at - FIRST_OTHER as usize]
        } else {
            let pair = SVG[(at - FIRST_SVG as usize) / 2];
            if (at - FIRST_SVG as usize).is_multiple_of(2) { pair.0 } else { pair.1 }
        };
        at += 1;
    }
    table
}

/// A name's bytes, lower case, folded into a number: those of up to eight bytes are told apart by it and their length.
pub(crate) const fn fold(folded: u64, byte: u8) -> u64 {
    folded.rotate_left(8) ^ byte as u64
}

pub(crate) const fn folded(text: &str) -> u64 {
    let mut folded = 0;
    let mut at = 0;
    while at < text.len() {
        folded = fold(folded, text.as_bytes()[at]);
        at += 1;
    }
    folded
}

/// Bytes that [`fold`] tells apart.
pub(crate) const FOLDED_BYTES: usize = 8;

/// With this factor no two known names share a slot; the compiler checks it.
const FACTOR: u64 = 0xe2a1_78ae_be81_9455;
const SLOT_BITS: u32 = 11;

#[inline]
const fn slot_of(folded: u64, len_bytes: usize) -> usize {
    ((folded ^ len_bytes as u64).wrapping_mul(FACTOR) >> (u64::BITS - SLOT_BITS)) as usize
}

static SLOTS: [u8; 1 << SLOT_BITS] = slots();

const fn slots() -> [u8; 1 << SLOT_BITS] {
    assert!(Name::KNOWN <= u8::MAX as usize);
    let mut table = [0; 1 << SLOT_BITS];
    let texts = texts();
    let mut at = 1;
    while at < Name::KNOWN {
        let has_capitals = at >= FIRST_SVG as usize && !(at - FIRST_SVG as usize).is_multiple_of(2);
        if !has_capitals {
            let slot = slot_of(folded(texts[at]), texts[at].len());
            assert!(table[slot] == 0, "two names share a slot");
            table[slot] = at as u8;
        }
        at += 1;
    }
    table
}

/// What tells a known name: its folded bytes and their number.
static KEYS: [(u64, usize); Name::KNOWN] = keys();

const fn keys() -> [(u64, usize); Name::KNOWN] {
    let mut table = [(0, 0); Name::KNOWN];
    let texts = texts();
    let mut at = 0;
    while at < Name::KNOWN {
        table[at] = (folded(texts[at]), texts[at].len());
        at += 1;
    }
    table
}

/// Names that pages invent are forgotten past so many, when the next page begins.
const MOST_INVENTED: usize = 4096;

/// The names of a page: the known ones, and those it invents.
#[derive(Debug, Default)]
pub struct Names {
    /// Hashed with a key that no page knows, since pages choose these names.
    numbers: HashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
}

impl Names {
    /// Makes ready for the next page, for which earlier names mean nothing.
    pub(crate) fn forget(&mut self) {
        if self.texts.len() > MOST_INVENTED {
            self.numbers.clear();
            self.texts.clear();
        }
    }

    /// A name's text, lower case but for SVG's capitals.
    #[must_use]
    pub fn text(&self, name: Name) -> &str {
        match name.0.checked_sub(FIRST_INVENTED) {
            None => TEXTS[name.0 as usize],
            Some(number) => self.texts.get(number as usize).map_or("", |text| text),
        }
    }

    /// The name that stands in the page as `raw`, in any case; `folded` are its bytes. For one that is not known the page's
    /// `text` is asked.
    #[inline]
    pub(crate) fn name<'t>(&mut self, raw: &[u8], folded: u64, text: impl FnOnce() -> &'t str) -> Name {
        match known(raw, folded) {
            Some(name) => name,
            None => self.invented(text()),
        }
    }

    /// A name that holds a NUL, or is not known.
    #[cold]
    pub(crate) fn invented(&mut self, raw: &str) -> Name {
        let text = if raw.bytes().any(|byte| byte == 0 || byte.is_ascii_uppercase()) {
            raw.to_ascii_lowercase().replace('\0', "\u{fffd}").into_boxed_str()
        } else if let Some(&number) = self.numbers.get(raw) {
            return Name(number);
        } else {
            raw.into()
        };
        if let Some(&number) = self.numbers.get(&text) {
            return Name(number);
        }
        let number = FIRST_INVENTED + self.texts.len() as u32;
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        Name(number)
    }
}

#[inline]
fn known(raw: &[u8], folded: u64) -> Option<Name> {
    let number = SLOTS[slot_of(folded, raw.len())];
    let (wanted, len_bytes) = KEYS[usize::from(number)];
    let is_same = wanted == folded
        && len_bytes == raw.len()
        && (len_bytes <= FOLDED_BYTES || TEXTS[usize::from(number)].as_bytes().eq_ignore_ascii_case(raw));
    (is_same && number != 0).then_some(Name(u32::from(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(names: &mut Names, text: &str) -> Name {
        names.name(text.as_bytes(), folded(&text.to_ascii_lowercase()), || text)
    }

    #[test]
    fn names_are_told_apart() {
        let mut names = Names::default();
        for &tag in Tag::ALL {
            let name = name(&mut names, tag.as_str());
            assert_eq!((name.tag(), names.text(name)), (tag.in_html(), tag.as_str()));
        }
        for &text in OTHERS.iter().chain(SVG.iter().map(|(lower, _)| lower)) {
            let name = name(&mut names, text);
            assert_eq!((name.tag(), names.text(name)), (Tag::Other, text));
            assert!(name.index() < Name::KNOWN);
        }
        for round in 0..2 {
            for number in 0..100 {
                let invented = name(&mut names, &format!("x-card-{number}"));
                assert_eq!(invented.index(), Name::KNOWN + number, "{round}");
                assert_eq!(name(&mut names, &format!("X-Card-{number}")), invented);
            }
        }
        assert_eq!(name(&mut names, "BLOCKquote"), Name::Blockquote);
        let odd = names.invented("a\0B");
        assert_eq!(names.text(odd), "a\u{fffd}b");
    }

    #[test]
    fn capitals_come_and_go() {
        let mut names = Names::default();
        for (lower, capitals) in SVG {
            let name = name(&mut names, lower);
            assert_eq!(names.text(name.in_svg()), *capitals);
            assert_eq!((name.in_svg().in_lower_case(), name.in_svg().in_svg()), (name, name.in_svg()));
        }
        assert_eq!(names.text(Name::ForeignObject), "foreignObject");
        assert_eq!(Name::Div.in_svg(), Name::Div);
    }
}
