//! Templates, framesets, and what stands behind the body.

use super::head::is_head_content;
use super::{Builder, Mode, Name, NodeId, Space, Step, Tag, Token};

impl Builder {
    /// [In template](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intemplate).
    pub(super) fn in_template(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(..) | Token::Comment => self.in_body(token),
            Token::Start(tag) => self.start_in_template(tag, token),
            Token::End(Name::Template) => self.in_head(token),
            Token::End(_) | Token::Nul => Step::Done,
            Token::EndOfPage => {
                if !self.has_open(Name::Template) {
                    return Step::Done;
                }
                self.leave_template();
                Step::Again(self.mode_of_stack())
            }
        }
    }

    fn start_in_template(&mut self, tag: &Tag<'_>, token: Token<'_>) -> Step {
        let mode = match tag.name {
            name if is_head_content(name) => return self.in_head(token),
            Name::Caption | Name::Colgroup | Name::Tbody | Name::Tfoot | Name::Thead => Mode::InTable,
            Name::Col => Mode::InColumnGroup,
            Name::Tr => Mode::InTableBody,
            Name::Td | Name::Th => Mode::InRow,
            _ => Mode::InBody,
        };
        self.template_modes.pop();
        self.template_modes.push(mode);
        Step::Again(mode)
    }

    /// What the modes behind the body or the frames have in common; comments go into `commented`.
    fn behind_the_page(&mut self, token: Token<'_>, commented: NodeId) -> Option<Step> {
        match token {
            Token::Text(Space::Unknown, _) => Some(Step::Split),
            Token::Text(Space::All, _) => Some(self.in_body(token)),
            Token::Comment => {
                self.put_comment_in(commented);
                Some(Step::Done)
            }
            Token::Start(tag) if tag.name == Name::Html => Some(self.in_body(token)),
            _ => None,
        }
    }

    /// [After body](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-afterbody).
    pub(super) fn after_body(&mut self, token: Token<'_>) -> Step {
        let html = self.open.first().map_or(NodeId::DOCUMENT, |html| html.node);
        if let Some(step) = self.behind_the_page(token, html) {
            return step;
        }
        match token {
            Token::End(Name::Html) => {
                self.mode = Mode::AfterAfterBody;
                Step::Done
            }
            Token::EndOfPage => Step::Done,
            _ => Step::Again(Mode::InBody),
        }
    }

    /// [In frameset](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inframeset).
    pub(super) fn in_frameset(&mut self, token: Token<'_>) -> Step {
        if let Some(step) = self.space_or_comment(token) {
            return step;
        }
        match token {
            Token::Start(tag) => match tag.name {
                Name::Html => return self.in_body(token),
                Name::Frameset => {
                    self.open_tag(tag);
                }
                Name::Frame => {
                    self.insert_closed(Name::Frame, Some(tag));
                }
                Name::Noframes => return self.in_head(token),
                _ => {}
            },
            Token::End(Name::Frameset) if self.open.len() != 1 => {
                self.pop();
                if !self.current_is(Name::Frameset) {
                    self.mode = Mode::AfterFrameset;
                }
            }
            _ => {}
        }
        Step::Done
    }

    /// [After frameset](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-afterframeset).
    pub(super) fn after_frameset(&mut self, token: Token<'_>) -> Step {
        if let Some(step) = self.space_or_comment(token) {
            return step;
        }
        match token {
            Token::Start(tag) if tag.name == Name::Html => return self.in_body(token),
            Token::Start(tag) if tag.name == Name::Noframes => return self.in_head(token),
            Token::End(Name::Html) => self.mode = Mode::AfterAfterFrameset,
            _ => {}
        }
        Step::Done
    }

    /// [After after body](https://html.spec.whatwg.org/multipage/parsing.html#the-after-after-body-insertion-mode).
    pub(super) fn after_after_body(&mut self, token: Token<'_>) -> Step {
        if let Some(step) = self.behind_the_page(token, NodeId::DOCUMENT) {
            return step;
        }
        match token {
            Token::EndOfPage => Step::Done,
            _ => Step::Again(Mode::InBody),
        }
    }

    /// [After after frameset](https://html.spec.whatwg.org/multipage/parsing.html#the-after-after-frameset-insertion-mode).
    pub(super) fn after_after_frameset(&mut self, token: Token<'_>) -> Step {
        if let Some(step) = self.behind_the_page(token, NodeId::DOCUMENT) {
            return step;
        }
        match token {
            Token::Start(tag) if tag.name == Name::Noframes => self.in_head(token),
            _ => Step::Done,
        }
    }
}
