//! The element and attribute names that the rest of the crate asks for, as one table each.

/// Declares an enum over names, with its text and the reverse look-up.
macro_rules! name_table {
    ($(#[$doc:meta])* $table:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the variants are the names of the HTML standard")]
        pub enum $table { Other, $($variant),+ }

        impl $table {
            /// Every name of the table, without `Other`.
            pub const ALL: &'static [$table] = &[$($table::$variant),+];

            /// The name as written in HTML, or `""` for `Other`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $table::Other => "", $($table::$variant => $text),+ }
            }

            /// The entry of a lower-case name, `Other` where the table has none.
            #[must_use]
            pub fn of(name: &str) -> Self {
                match name { $($text => $table::$variant,)+ _ => $table::Other }
            }
        }
    };
}

name_table! {
    /// An HTML element's name, or that of one of the few foreign ones that later stages know; `Other` for custom, unknown
    /// and all other foreign elements.
    Tag {
        A = "a", Abbr = "abbr", Address = "address", Article = "article", Aside = "aside", Audio = "audio",
        B = "b", Base = "base", Blockquote = "blockquote", Body = "body", Br = "br", Button = "button",
        Canvas = "canvas", Caption = "caption", Center = "center", Cite = "cite", Code = "code",
        Datalist = "datalist", Dd = "dd", Del = "del", Details = "details", Dialog = "dialog", Dir = "dir",
        Div = "div", Dl = "dl", Dt = "dt", Em = "em", Embed = "embed", Fieldset = "fieldset",
        Figcaption = "figcaption", Figure = "figure", Font = "font", Footer = "footer", Form = "form",
        Frame = "frame", Frameset = "frameset", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6",
        Head = "head", Header = "header", Hgroup = "hgroup", Hr = "hr", Html = "html", I = "i",
        Iframe = "iframe", Img = "img", Input = "input", Ins = "ins", Kbd = "kbd", Label = "label",
        Legend = "legend", Li = "li", Link = "link", Listing = "listing", Main = "main", Map = "map",
        Mark = "mark", Math = "math", Menu = "menu", Meta = "meta", Meter = "meter", Nav = "nav",
        Noembed = "noembed", Noframes = "noframes", Noscript = "noscript", Object = "object", Ol = "ol",
        Optgroup = "optgroup", Option = "option", Output = "output", P = "p", Picture = "picture",
        Plaintext = "plaintext", Pre = "pre", Progress = "progress", Q = "q", Rp = "rp", Rt = "rt",
        Ruby = "ruby", S = "s", Samp = "samp", Script = "script", Search = "search", Section = "section",
        Select = "select", Small = "small", Source = "source", Span = "span", Strong = "strong",
        Style = "style", Sub = "sub", Summary = "summary", Sup = "sup", Svg = "svg", Table = "table",
        Tbody = "tbody", Td = "td", Template = "template", Textarea = "textarea", Tfoot = "tfoot", Th = "th",
        Thead = "thead", Time = "time", Title = "title", Tr = "tr", Track = "track", Tt = "tt", U = "u",
        Ul = "ul", Var = "var", Video = "video", Wbr = "wbr", Xmp = "xmp",
        // Behind the others, by whose numbers the models know them.
        Annotation = "annotation", AnnotationXml = "annotation-xml", Rtc = "rtc",
    }
}

name_table! {
    /// An attribute that some later stage reads; all others are dropped while parsing.
    AttributeName {
        AriaHidden = "aria-hidden", AriaLabel = "aria-label", Class = "class", Colspan = "colspan", Content = "content",
        Datetime = "datetime", Hidden = "hidden", Href = "href", HttpEquiv = "http-equiv", Id = "id",
        Itemprop = "itemprop", Itemtype = "itemtype", Lang = "lang", Name = "name", Property = "property",
        Rel = "rel", Role = "role", Shadowrootmode = "shadowrootmode", Style = "style", Title = "title", Type = "type",
        Typeof = "typeof",
    }
}

/// How an element takes part in the flow of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Part of a line: its text joins the block around it.
    Inline,
    /// Starts and ends a block.
    Block,
    /// A forced line end.
    LineBreak,
    /// Nothing of it is page text (scripts, styles, media, the source of a formula, how a word is read).
    Skipped,
}

impl Tag {
    /// How the element takes part in the flow, by the display table of the HTML standard's rendering section
    /// (<https://html.spec.whatwg.org/multipage/rendering.html>), with form controls and table cells as blocks.
    #[must_use]
    pub fn flow(self) -> Flow {
        match self {
            Tag::Br => Flow::LineBreak,
            Tag::Annotation
            | Tag::AnnotationXml
            | Tag::Audio
            | Tag::Base
            | Tag::Canvas
            | Tag::Datalist
            | Tag::Embed
            | Tag::Iframe
            | Tag::Link
            | Tag::Meta
            | Tag::Meter
            | Tag::Noembed
            | Tag::Progress
            | Tag::Rp
            | Tag::Rt
            | Tag::Rtc
            | Tag::Script
            | Tag::Source
            | Tag::Style
            | Tag::Svg
            | Tag::Template
            | Tag::Textarea
            | Tag::Title
            | Tag::Track
            | Tag::Video
            | Tag::Img
            | Tag::Input
            | Tag::Noframes => Flow::Skipped,
            Tag::Address
            | Tag::Article
            | Tag::Aside
            | Tag::Blockquote
            | Tag::Body
            | Tag::Button
            | Tag::Caption
            | Tag::Center
            | Tag::Dd
            | Tag::Details
            | Tag::Dialog
            | Tag::Dir
            | Tag::Div
            | Tag::Dl
            | Tag::Dt
            | Tag::Fieldset
            | Tag::Figcaption
            | Tag::Figure
            | Tag::Footer
            | Tag::Form
            | Tag::Frameset
            | Tag::H1
            | Tag::H2
            | Tag::H3
            | Tag::H4
            | Tag::H5
            | Tag::H6
            | Tag::Head
            | Tag::Header
            | Tag::Hgroup
            | Tag::Hr
            | Tag::Html
            | Tag::Legend
            | Tag::Li
            | Tag::Listing
            | Tag::Main
            | Tag::Menu
            | Tag::Nav
            | Tag::Noscript
            | Tag::Object
            | Tag::Ol
            | Tag::Optgroup
            | Tag::Option
            | Tag::P
            | Tag::Plaintext
            | Tag::Pre
            | Tag::Search
            | Tag::Section
            | Tag::Select
            | Tag::Summary
            | Tag::Table
            | Tag::Tbody
            | Tag::Td
            | Tag::Tfoot
            | Tag::Th
            | Tag::Thead
            | Tag::Tr
            | Tag::Ul
            | Tag::Xmp => Flow::Block,
            _ => Flow::Inline,
        }
    }

    /// True for what is known in MathML only: an HTML element of this name is shown like any unknown one.
    pub(crate) const fn is_of_mathml(self) -> bool {
        matches!(self, Tag::Annotation | Tag::AnnotationXml)
    }

    /// What an HTML element of this name is.
    pub(crate) const fn in_html(self) -> Tag {
        if self.is_of_mathml() { Tag::Other } else { self }
    }

    /// The level of a heading element, 1 to 6.
    #[must_use]
    pub fn heading_level(self) -> Option<u8> {
        match self {
            Tag::H1 => Some(1),
            Tag::H2 => Some(2),
            Tag::H3 => Some(3),
            Tag::H4 => Some(4),
            Tag::H5 => Some(5),
            Tag::H6 => Some(6),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_own_entry() {
        for &tag in Tag::ALL {
            assert_eq!(Tag::of(tag.as_str()), tag);
        }
        for &name in AttributeName::ALL {
            assert_eq!(AttributeName::of(name.as_str()), name);
        }
        assert_eq!(Tag::of("x-card"), Tag::Other);
    }
}
