//! The modes up to the body.

use super::{Builder, Mode, Name, NodeId, RawKind, Sets, Space, Step, Tag, Token};

impl Builder {
    /// [Initial](https://html.spec.whatwg.org/multipage/parsing.html#the-initial-insertion-mode).
    pub(super) fn initial(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(Space::Unknown, _) => Step::Split,
            Token::Text(Space::All, _) => Step::Done,
            Token::Comment => {
                self.put_comment_in(NodeId::DOCUMENT);
                Step::Done
            }
            _ => {
                self.is_quirky = true;
                Step::Again(Mode::BeforeHtml)
            }
        }
    }

    /// [Before html](https://html.spec.whatwg.org/multipage/parsing.html#the-before-html-insertion-mode).
    pub(super) fn before_html(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(Space::Unknown, _) => return Step::Split,
            Token::Text(Space::All, _) => return Step::Done,
            Token::Comment => {
                self.put_comment_in(NodeId::DOCUMENT);
                return Step::Done;
            }
            Token::Start(tag) if tag.name == Name::Html => {
                self.put_root(Some(tag));
                self.mode = Mode::BeforeHead;
                return Step::Done;
            }
            Token::End(Name::Head | Name::Body | Name::Html | Name::Br) => {}
            Token::End(_) => return Step::Done,
            _ => {}
        }
        self.put_root(None);
        Step::Again(Mode::BeforeHead)
    }

    /// [Before head](https://html.spec.whatwg.org/multipage/parsing.html#the-before-head-insertion-mode).
    pub(super) fn before_head(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(Space::Unknown, _) => return Step::Split,
            Token::Text(Space::All, _) => return Step::Done,
            Token::Comment => {
                self.put_comment();
                return Step::Done;
            }
            Token::Start(tag) if tag.name == Name::Html => return self.in_body(token),
            Token::Start(tag) if tag.name == Name::Head => {
                self.head = Some(self.open_tag(tag));
                self.mode = Mode::InHead;
                return Step::Done;
            }
            Token::End(Name::Head | Name::Body | Name::Html | Name::Br) => {}
            Token::End(_) => return Step::Done,
            _ => {}
        }
        self.head = Some(self.open_element(Name::Head, None));
        Step::Again(Mode::InHead)
    }

    /// White space and comments, in modes that put both down where they stand; `None` for other tokens.
    pub(super) fn space_or_comment(&mut self, token: Token<'_>) -> Option<Step> {
        match token {
            Token::Text(Space::Unknown, _) => return Some(Step::Split),
            Token::Text(Space::All, text) => self.put_text(text),
            Token::Comment => self.put_comment(),
            _ => return None,
        }
        Some(Step::Done)
    }

    /// [In head](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhead).
    pub(super) fn in_head(&mut self, token: Token<'_>) -> Step {
        if let Some(step) = self.space_or_comment(token) {
            return step;
        }
        match token {
            Token::Start(tag) => {
                if let Some(step) = self.start_in_head(tag) {
                    return step;
                }
            }
            Token::End(Name::Head) => {
                self.pop();
                self.mode = Mode::AfterHead;
                return Step::Done;
            }
            Token::End(Name::Body | Name::Html | Name::Br) => {}
            Token::End(Name::Template) => return self.end_template(),
            Token::End(_) => return Step::Done,
            _ => {}
        }
        self.pop();
        Step::Again(Mode::AfterHead)
    }

    /// A start tag in the head; `None` for one that ends the head.
    pub(super) fn start_in_head(&mut self, tag: &Tag<'_>) -> Option<Step> {
        match tag.name {
            Name::Html => return Some(self.start_html(tag)),
            Name::Base | Name::Basefont | Name::Bgsound | Name::Link | Name::Meta => {
                self.insert_closed(tag.name, Some(tag));
            }
            Name::Title => return Some(self.open_raw(tag, RawKind::Rcdata)),
            Name::Noframes | Name::Style => return Some(self.open_raw(tag, RawKind::Rawtext)),
            Name::Noscript => {
                self.open_tag(tag);
                self.mode = Mode::InHeadNoscript;
            }
            Name::Script => return Some(self.open_raw(tag, RawKind::ScriptData)),
            Name::Template => self.start_template(tag),
            Name::Head => {}
            _ => return None,
        }
        Some(Step::Done)
    }

    /// [Text only](https://html.spec.whatwg.org/multipage/parsing.html#parsing-elements-that-contain-only-text).
    pub(super) fn open_raw(&mut self, tag: &Tag<'_>, kind: RawKind) -> Step {
        self.open_tag(tag);
        self.original_mode = self.mode;
        self.mode = Mode::Text;
        Step::Raw(kind)
    }

    fn start_template(&mut self, tag: &Tag<'_>) {
        let marker = self.current();
        self.formatting.push_marker(marker);
        self.frameset_ok = false;
        self.mode = Mode::InTemplate;
        self.template_modes.push(Mode::InTemplate);
        // html5ever looks here whether it is a shadow root, which no tree of ours allows.
        self.place();
        self.open_tag(tag);
    }

    pub(super) fn end_template(&mut self) -> Step {
        if self.has_open(Name::Template) {
            self.pop_implied(Sets::THOROUGH_END);
            self.leave_template();
        }
        Step::Done
    }

    /// Closes the innermost template.
    pub(super) fn leave_template(&mut self) {
        self.pop_through_named(Name::Template);
        self.formatting.clear_to_marker();
        self.template_modes.pop();
        self.mode = self.mode_of_stack();
    }

    /// [In head noscript](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inheadnoscript).
    pub(super) fn in_head_noscript(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(Space::Unknown, _) => return Step::Split,
            Token::Text(Space::All, _) | Token::Comment => return self.in_head(token),
            Token::Start(tag) => match tag.name {
                Name::Html => return self.in_body(token),
                Name::Basefont | Name::Bgsound | Name::Link | Name::Meta | Name::Noframes | Name::Style => {
                    return self.in_head(token);
                }
                Name::Head | Name::Noscript => return Step::Done,
                _ => {}
            },
            Token::End(Name::Noscript) => {
                self.pop();
                self.mode = Mode::InHead;
                return Step::Done;
            }
            Token::End(Name::Br) => {}
            Token::End(_) => return Step::Done,
            _ => {}
        }
        self.pop();
        Step::Again(Mode::InHead)
    }

    /// [After head](https://html.spec.whatwg.org/multipage/parsing.html#the-after-head-insertion-mode).
    pub(super) fn after_head(&mut self, token: Token<'_>) -> Step {
        if let Some(step) = self.space_or_comment(token) {
            return step;
        }
        match token {
            Token::Start(tag) => match tag.name {
                Name::Html => return self.in_body(token),
                Name::Body => {
                    self.open_tag(tag);
                    self.frameset_ok = false;
                    self.mode = Mode::InBody;
                    return Step::Done;
                }
                Name::Frameset => {
                    self.open_tag(tag);
                    self.mode = Mode::InFrameset;
                    return Step::Done;
                }
                name if is_head_content(name) => return self.head_content_after_head(token),
                Name::Head => return Step::Done,
                _ => {}
            },
            Token::End(Name::Template) => return self.in_head(token),
            Token::End(Name::Body | Name::Html | Name::Br) => {}
            Token::End(_) => return Step::Done,
            _ => {}
        }
        self.open_element(Name::Body, None);
        Step::Again(Mode::InBody)
    }

    /// Puts into the head what belongs there.
    fn head_content_after_head(&mut self, token: Token<'_>) -> Step {
        let Some(head) = self.head else { return Step::Done };
        self.open.push(head);
        let step = self.in_head(token);
        self.remove_from_stack(head.node);
        step
    }
}

/// Tags that are content of the head wherever they stand.
pub(super) fn is_head_content(name: Name) -> bool {
    matches!(
        name,
        Name::Base
            | Name::Basefont
            | Name::Bgsound
            | Name::Link
            | Name::Meta
            | Name::Noframes
            | Name::Script
            | Name::Style
            | Name::Template
            | Name::Title
    )
}
