//! Tokens as slices of the page: nothing is copied before the tree builder keeps it.

use super::super::element_names::{Name, Names};
use super::super::names::AttributeName;
use html5ever::tokenizer::states::RawKind;

/// What the next bytes are: the only states that outlive a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Data,
    Raw(RawKind),
    Plaintext,
}

/// What takes the tokens of a page. It answers a start tag with what follows it.
pub(crate) trait Receiver {
    fn start_tag(&mut self, tag: Tag<'_>) -> Content;
    fn end_tag(&mut self, tag: Tag<'_>);
    /// A run of characters; never empty.
    fn text(&mut self, text: &str);
    /// A NUL in ordinary text.
    fn nul(&mut self);
    fn comment(&mut self, text: &str);
    fn doctype(&mut self, doctype: &Doctype);
    fn end_of_page(&mut self);
    /// Whether the current node is foreign, so that CDATA sections are read.
    fn is_in_foreign_content(&mut self) -> bool;
}

/// A document type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Doctype {
    pub(crate) name: Option<String>,
    pub(crate) public_id: Option<String>,
    pub(crate) system_id: Option<String>,
    pub(crate) force_quirks: bool,
}

/// A start or end tag; copied freely.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'t> {
    pub(crate) name: Name,
    pub(crate) self_closing: bool,
    pub(crate) had_duplicates: bool,
    pub(crate) attributes: &'t [Attribute],
    pub(crate) texts: Texts<'t>,
}

/// An attribute of a tag; its texts are found by [`Tag::name_of`] and [`Tag::value_of`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute {
    /// The name if later stages read it.
    pub(crate) known: AttributeName,
    pub(crate) name: Piece,
    pub(crate) value: Piece,
}

/// A part of the page, or of what was rebuilt from it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) is_rebuilt: bool,
}

/// Where pieces and names have their text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Texts<'t> {
    pub(crate) page: &'t str,
    pub(crate) rebuilt: &'t str,
    pub(crate) names: &'t Names,
}

impl<'t> Texts<'t> {
    #[inline]
    pub(crate) fn text(self, piece: Piece) -> &'t str {
        let whole = if piece.is_rebuilt { self.rebuilt } else { self.page };
        whole.get(piece.start as usize..piece.end as usize).unwrap_or_default()
    }
}

impl<'t> Tag<'t> {
    /// The tag's name in lower case.
    #[must_use]
    pub fn name(&self) -> &'t str {
        self.texts.names.text(self.name)
    }

    /// The value of an attribute that was kept, its references resolved.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&'t str> {
        self.attributes.iter().find(|it| self.name_of(it) == name).map(|it| self.value_of(it))
    }

    pub(crate) fn known_attribute(&self, name: AttributeName) -> Option<&'t str> {
        self.attributes.iter().find(|it| it.known == name).map(|it| self.value_of(it))
    }

    pub(crate) fn name_of(&self, attribute: &Attribute) -> &'t str {
        match attribute.known {
            AttributeName::Other => self.texts.text(attribute.name),
            known => known.as_str(),
        }
    }

    #[inline]
    pub(crate) fn value_of(&self, attribute: &Attribute) -> &'t str {
        self.texts.text(attribute.value)
    }
}
