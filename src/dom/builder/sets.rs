//! The standard's sets of elements, as one word of bits for each name.

use super::super::element_names::Name;

/// What is asked of an element or a tag by its name, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sets(u32);

macro_rules! sets {
    ($($(#[$doc:meta])* $set:ident = $bit:literal $([$($name:ident)+])?;)+) => {
        impl Sets {
            $($(#[$doc])* pub(super) const $set: Sets = Sets(1 << $bit);)+
        }

        const MEMBERS: &[(Sets, &[Name])] = &[$($((Sets::$set, &[$(Name::$name),+]),)?)+];
    };
}

sets! {
    /// Elements of the HTML namespace; those of the standard's sets are, too.
    HTML = 0;
    /// [Special](https://html.spec.whatwg.org/multipage/parsing.html#special) elements, as html5ever has them.
    SPECIAL = 1 [
        Address Applet Area Article Aside Base Basefont Bgsound Blockquote Body Br Button Caption Center Col Colgroup Dd
        Details Dir Div Dl Dt Embed Fieldset Figcaption Figure Footer Form Frame Frameset H1 H2 H3 H4 H5 H6 Head Header
        Hgroup Hr Html Iframe Img Input Isindex Li Link Listing Main Marquee Menu Meta Nav Noembed Noframes Noscript
        Object Ol P Param Plaintext Pre Script Section Select Source Style Summary Table Tbody Td Template Textarea Tfoot
        Th Thead Title Tr Track Ul Wbr Xmp
    ];
    /// Elements that bound the default scope. The bounds of foreign content are set by [`Sets::of_svg`] and [`Sets::of_mathml`].
    SCOPE = 2 [Applet Caption Html Table Td Th Marquee Object Select Template];
    /// … the button scope,
    BUTTON_SCOPE = 3 [Applet Caption Html Table Td Th Marquee Object Select Template Button];
    /// … the list item scope,
    LIST_SCOPE = 4 [Applet Caption Html Table Td Th Marquee Object Select Template Ol Ul];
    /// … the table scope.
    TABLE_SCOPE = 5 [Html Table Template];
    /// Elements whose end tags are [implied](https://html.spec.whatwg.org/multipage/parsing.html#generate-implied-end-tags).
    IMPLIED_END = 6 [Dd Dt Li Option Optgroup P Rb Rp Rt Rtc];
    /// … and those whose end tags are implied by the end of a template.
    THOROUGH_END = 7 [Dd Dt Li Option Optgroup P Rb Rp Rt Rtc Caption Colgroup Tbody Td Tfoot Th Thead Tr];
    HEADING = 8 [H1 H2 H3 H4 H5 H6];
    /// Where misplaced content is moved before the table.
    FOSTERING = 9 [Table Tbody Tfoot Thead Tr];
    TABLE_BODY_CONTEXT = 10 [Tbody Tfoot Thead Template Html];
    TABLE_ROW_CONTEXT = 11 [Tr Template Html];
    CELL = 12 [Td Th];
    /// What an end of a table body looks for; html5ever leaves out `thead`.
    TABLE_OUTER = 13 [Table Tbody Tfoot];
    /// Elements that may be open where the body ends.
    BODY_END = 14 [Dd Dt Li Optgroup Option P Rp Rt Tbody Td Tfoot Th Thead Tr Body Html];
    FORM_ASSOCIATED = 15 [Button Fieldset Input Object Output Select Textarea Img];
    /// Elements that the builder reopens where they were not closed, by their name in any namespace.
    FORMATTING = 16 [A B Big Code Em Font I Nobr S Small Strike Strong Tt U];
    /// Elements that never stay open, in foreign content neither (which they end).
    VOID = 17 [Br Hr Img Meta];
    ROOT = 18 [Html Body];
    /// Elements whose text is not markup.
    RAW_TEXT = 19 [Script Style Title Textarea Xmp Iframe Noembed Noframes Plaintext];
    /// Tags that end foreign content.
    BREAKOUT = 20 [
        B Big Blockquote Body Br Center Code Dd Div Dl Dt Em Embed H1 H2 H3 H4 H5 H6 Head Hr I Img Li Listing Menu Meta
        Nobr Ol P Pre Ruby S Small Span Strong Strike Sub Sup Table Tt U Ul Var
    ];
    /// MathML's elements that hold text.
    MATHML_TEXT = 21;
    /// SVG's elements that hold HTML.
    SVG_HTML = 22;
    ANNOTATION_XML = 23;
    /// An `annotation-xml` whose encoding says that it holds HTML.
    HOLDS_HTML = 24;
}

static SETS: [Sets; Name::KNOWN] = by_name();

const fn by_name() -> [Sets; Name::KNOWN] {
    let mut table = [Sets(0); Name::KNOWN];
    let mut set = 0;
    while set < MEMBERS.len() {
        let (bit, members) = MEMBERS[set];
        let mut member = 0;
        while member < members.len() {
            let at = members[member].index();
            table[at] = table[at].and(bit);
            member += 1;
        }
        set += 1;
    }
    table
}

impl Sets {
    pub(super) const fn and(self, other: Sets) -> Sets {
        Sets(self.0 | other.0)
    }

    #[inline]
    pub(super) const fn any(self, of: Sets) -> bool {
        self.0 & of.0 != 0
    }

    /// The sets of a tag, or of an element whatever its namespace.
    #[inline]
    pub(super) fn of_name(name: Name) -> Sets {
        SETS.get(name.index()).copied().unwrap_or_default()
    }

    #[inline]
    pub(super) fn of_html(name: Name) -> Sets {
        Sets::of_name(name).and(Sets::HTML)
    }

    /// The bounds of scopes but for the table's.
    const INTEGRATION_POINT: Sets = Sets::SCOPE.and(Sets::BUTTON_SCOPE).and(Sets::LIST_SCOPE);

    /// The sets of an SVG element, whose name has its capitals.
    pub(super) fn of_svg(name: Name) -> Sets {
        let is_point = matches!(name, Name::ForeignObject | Name::Desc | Name::Title);
        let more = if is_point { Sets::SVG_HTML.and(Sets::INTEGRATION_POINT) } else { Sets(0) };
        Sets(Sets::of_name(name).0 & Sets::FORMATTING.0).and(more)
    }

    pub(super) fn of_mathml(name: Name) -> Sets {
        let more = match name {
            Name::Mi | Name::Mo | Name::Mn | Name::Ms | Name::Mtext => {
                Sets::MATHML_TEXT.and(Sets::INTEGRATION_POINT)
            }
            Name::AnnotationXml => Sets::ANNOTATION_XML,
            _ => Sets(0),
        };
        Sets(Sets::of_name(name).0 & Sets::FORMATTING.0).and(more)
    }
}
