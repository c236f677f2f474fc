//! Our tokens as html5ever's, for its tree builder and any other sink of that kind.

use super::super::element_names::Name;
use super::text::prefix;
use super::{Content, Doctype, Receiver, Tag};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Doctype as DoctypeToken, Tag as TagToken, TagKind, Token, TokenSink, TokenSinkResult,
};
use html5ever::{Attribute, LocalName, QualName, ns};
use rustc_hash::FxHashMap;

/// Bytes of a name that an atom holds itself, without the global table.
const INLINE_BYTES: usize = 7;

/// Gives tokens on to a sink of html5ever's.
pub(super) struct Forward<'s, S> {
    sink: &'s S,
    names: FxHashMap<Name, LocalName>,
    /// Names that may still be put into the global table of atoms.
    interns_left: usize,
}

impl<'s, S: TokenSink> Forward<'s, S> {
    pub(super) fn new(sink: &'s S, max_interned_names: usize) -> Self {
        Self { sink, names: FxHashMap::default(), interns_left: max_interned_names }
    }

    /// True where names have been cut because there were too many.
    pub(super) fn has_run_out(&self) -> bool {
        self.interns_left == 0
    }

    fn give(&self, token: Token) -> Content {
        const LINE: u64 = 1;
        match self.sink.process_token(token, LINE) {
            TokenSinkResult::RawData(kind) => Content::Raw(kind),
            TokenSinkResult::Plaintext => Content::Plaintext,
            TokenSinkResult::Continue
            | TokenSinkResult::Script(_)
            | TokenSinkResult::EncodingIndicator(_) => Content::Data,
        }
    }

    fn tag(&mut self, kind: TagKind, tag: Tag<'_>) -> Token {
        let name = match self.names.get(&tag.name) {
            Some(name) => name.clone(),
            None => {
                let name = atom(tag.name(), &mut self.interns_left);
                self.names.insert(tag.name, name.clone());
                name
            }
        };
        let attributes = tag.attributes.iter().map(|attribute| Attribute {
            name: QualName::new(None, ns!(), atom(tag.name_of(attribute), &mut self.interns_left)),
            value: StrTendril::from_slice(tag.value_of(attribute)),
        });
        Token::TagToken(TagToken {
            kind,
            name,
            self_closing: tag.self_closing,
            attrs: attributes.collect(),
            had_duplicate_attributes: tag.had_duplicates,
        })
    }
}

/// The atom of a name.
fn atom(name: &str, interns_left: &mut usize) -> LocalName {
    if name.len() <= INLINE_BYTES {
        return LocalName::from(name);
    }
    if let Some(known) = LocalName::try_static(name) {
        return known;
    }
    if *interns_left == 0 {
        return LocalName::from(prefix(name, INLINE_BYTES));
    }
    *interns_left -= 1;
    LocalName::from(name)
}

impl<S: TokenSink> Receiver for Forward<'_, S> {
    fn start_tag(&mut self, tag: Tag<'_>) -> Content {
        let token = self.tag(TagKind::StartTag, tag);
        self.give(token)
    }

    fn end_tag(&mut self, tag: Tag<'_>) {
        let token = self.tag(TagKind::EndTag, tag);
        self.give(token);
    }

    fn text(&mut self, text: &str) {
        self.give(Token::CharacterTokens(StrTendril::from_slice(text)));
    }

    fn nul(&mut self) {
        self.give(Token::NullCharacterToken);
    }

    fn comment(&mut self, text: &str) {
        self.give(Token::CommentToken(StrTendril::from_slice(text)));
    }

    fn doctype(&mut self, doctype: &Doctype) {
        let text = |text: &Option<String>| text.as_deref().map(StrTendril::from_slice);
        self.give(Token::DoctypeToken(DoctypeToken {
            name: text(&doctype.name),
            public_id: text(&doctype.public_id),
            system_id: text(&doctype.system_id),
            force_quirks: doctype.force_quirks,
        }));
    }

    fn end_of_page(&mut self) {
        self.give(Token::EOFToken);
        self.sink.end();
    }

    fn is_in_foreign_content(&mut self) -> bool {
        self.sink.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_past_the_limit_are_cut() {
        let mut left = 2;
        for (name, wanted) in [
            ("first-name", "first-name"),
            ("second-name", "second-name"),
            ("third-name", "third-n"),
            ("blockquote", "blockquote"),
            ("short", "short"),
        ] {
            assert_eq!(*atom(name, &mut left), *wanted);
        }
        assert_eq!(left, 0);
    }
}
