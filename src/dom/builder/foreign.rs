//! [Foreign content](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign): SVG and MathML.

use super::stack::Namespace;
use super::{Builder, Name, Sets, Step, Tag, Token, is_white_space};

/// Attributes that make a `font` HTML's.
const FONT_ATTRIBUTES: [&str; 3] = ["color", "face", "size"];

impl Builder {
    /// Whether the rules of foreign content apply to a token.
    #[inline]
    pub(super) fn is_foreign(&mut self, token: Token<'_>) -> bool {
        let Some(&current) = self.open.last() else { return false };
        if matches!(token, Token::EndOfPage) {
            return false;
        }
        self.work += 1;
        !current.sets.any(Sets::HTML) && is_foreign_in(current.sets, token)
    }

    pub(super) fn foreign(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Nul => self.put_text("\u{fffd}"),
            Token::Text(_, text) => {
                self.frameset_ok = self.frameset_ok && is_white_space(text);
                self.put_text(text);
            }
            Token::Comment => self.put_comment(),
            Token::Start(tag) if breaks_out(tag) => return self.break_out(token),
            Token::Start(tag) => self.start_foreign(tag),
            Token::End(Name::Br | Name::P) => return self.break_out(token),
            Token::End(name) => return self.end_foreign(name, token),
            Token::EndOfPage => {}
        }
        Step::Done
    }

    /// Leaves the foreign content.
    fn break_out(&mut self, token: Token<'_>) -> Step {
        self.pop_until_current_in(Sets::HTML.and(Sets::MATHML_TEXT).and(Sets::SVG_HTML));
        self.step(self.mode, token)
    }

    fn start_foreign(&mut self, tag: &Tag<'_>) {
        self.work += 1;
        let namespace = self.current().namespace();
        let name = if namespace == Namespace::Svg { tag.name.in_svg() } else { tag.name };
        self.insert_foreign(namespace, name, tag);
    }

    fn end_foreign(&mut self, name: Name, token: Token<'_>) -> Step {
        let top = self.open.len().saturating_sub(1);
        for at in (1..=top).rev() {
            self.work += 1;
            let element = self.open[at];
            if at != top && element.sets.any(Sets::HTML) {
                return self.step(self.mode, token);
            }
            if element.name().in_lower_case() == name.in_lower_case() {
                self.open.truncate(at);
                return Step::Done;
            }
        }
        Step::Done
    }
}

fn is_foreign_in(current: Sets, token: Token<'_>) -> bool {
    let is_text = matches!(token, Token::Text(..) | Token::Nul);
    let Token::Start(tag) = token else {
        let holds_text = Sets::MATHML_TEXT.and(Sets::SVG_HTML).and(Sets::HOLDS_HTML);
        return !(is_text && current.any(holds_text));
    };
    let stays = matches!(tag.name, Name::Mglyph | Name::Malignmark);
    let enters_svg = current.any(Sets::ANNOTATION_XML) && tag.name == Name::Svg;
    let is_html = current.any(Sets::MATHML_TEXT) && !stays
        || current.any(Sets::SVG_HTML.and(Sets::HOLDS_HTML))
        || enters_svg;
    !is_html
}

/// Whether a start tag ends foreign content.
fn breaks_out(tag: &Tag<'_>) -> bool {
    if tag.name == Name::Font {
        return FONT_ATTRIBUTES.iter().any(|name| tag.attribute(name).is_some());
    }
    Sets::of_name(tag.name).any(Sets::BREAKOUT)
}
