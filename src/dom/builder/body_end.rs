//! [In body](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody): end tags; and the text of raw text
//! elements.

use super::{Builder, Mode, Name, NodeId, Sets, Step, Token};

impl Builder {
    pub(super) fn end_in_body(&mut self, name: Name) -> Step {
        match name {
            Name::Address
            | Name::Article
            | Name::Aside
            | Name::Blockquote
            | Name::Button
            | Name::Center
            | Name::Details
            | Name::Dialog
            | Name::Dir
            | Name::Div
            | Name::Dl
            | Name::Fieldset
            | Name::Figcaption
            | Name::Figure
            | Name::Footer
            | Name::Header
            | Name::Hgroup
            | Name::Listing
            | Name::Main
            | Name::Menu
            | Name::Nav
            | Name::Ol
            | Name::Pre
            | Name::Search
            | Name::Section
            | Name::Select
            | Name::Summary
            | Name::Ul => self.end_block(name),
            Name::P => {
                if !self.has_named_in_scope(Sets::BUTTON_SCOPE, Name::P) {
                    self.open_element(Name::P, None);
                }
                self.close_p();
            }
            Name::Li => self.end_item(Sets::LIST_SCOPE, name),
            Name::Dd | Name::Dt => self.end_item(Sets::SCOPE, name),
            Name::H1 | Name::H2 | Name::H3 | Name::H4 | Name::H5 | Name::H6 => self.end_heading(),
            Name::Form => self.end_form(),
            Name::Option => self.end_option(),
            Name::Applet | Name::Marquee | Name::Object => {
                if self.has_named_in_scope(Sets::SCOPE, name) {
                    self.pop_implied(Sets::IMPLIED_END);
                    self.pop_through_named(name);
                    self.formatting.clear_to_marker();
                }
            }
            Name::Br => self.start_void(Name::Br, None),
            Name::Template => return self.end_template(),
            Name::Body | Name::Html => return self.end_body(name),
            _ if Sets::of_name(name).any(Sets::FORMATTING) => self.adopt(name),
            _ => self.close_any(name),
        }
        Step::Done
    }

    fn end_body(&mut self, name: Name) -> Step {
        if !self.has_named_in_scope(Sets::SCOPE, Name::Body) {
            return Step::Done;
        }
        self.check_body_end();
        if name == Name::Html {
            return Step::Again(Mode::AfterBody);
        }
        self.mode = Mode::AfterBody;
        Step::Done
    }

    #[inline]
    fn end_block(&mut self, name: Name) {
        if self.has_named_in_scope(Sets::SCOPE, name) {
            self.pop_implied(Sets::IMPLIED_END);
            self.pop_through_named(name);
        }
    }

    fn end_item(&mut self, bounds: Sets, name: Name) {
        if self.has_named_in_scope(bounds, name) {
            self.pop_implied_except(name);
            self.pop_through_named(name);
        }
    }

    fn end_heading(&mut self) {
        if self.has_in_scope(Sets::SCOPE, |open| open.sets.any(Sets::HEADING)) {
            self.pop_implied(Sets::IMPLIED_END);
            // Asked for an error's sake.
            self.work += 1;
            self.pop_through(|popped| popped.sets.any(Sets::HEADING));
        }
    }

    fn end_form(&mut self) {
        if self.has_open(Name::Template) {
            if self.has_named_in_scope(Sets::SCOPE, Name::Form) {
                self.pop_implied(Sets::IMPLIED_END);
                self.work += 1;
                self.pop_through_named(Name::Form);
            }
            return;
        }
        let Some(form) = self.form.take() else { return };
        if self.has_in_scope(Sets::SCOPE, |open| open.node == form.node) {
            self.pop_implied(Sets::IMPLIED_END);
            self.remove_from_stack(form.node);
            self.work += 1;
        }
    }

    /// Closes an option. html5ever looks whether the outermost one was closed, which makes it work.
    fn end_option(&mut self) {
        let outermost = self.open.iter().position(|open| open.is(Name::Option));
        self.work += outermost.map_or(self.open.len(), |at| at + 1) as u64;
        let outermost: Option<NodeId> = outermost.map(|at| self.open[at].node);
        self.close_any(Name::Option);
        if let Some(node) = outermost {
            let found = self.open.iter().position(|open| open.node == node);
            self.work += found.map_or(self.open.len(), |at| at + 1) as u64;
        }
    }

    /// Any other end tag: closes the innermost element of the name, unless a special one is open in it.
    pub(super) fn close_any(&mut self, name: Name) {
        let mut work = 0;
        let mut found = None;
        for (at, element) in self.open.iter().enumerate().rev() {
            work += 1;
            if element.is(name) {
                found = Some(at);
                break;
            }
            work += 1;
            if element.sets.any(Sets::SPECIAL) {
                break;
            }
        }
        self.work += work;
        if let Some(at) = found {
            self.pop_implied_except(name);
            self.open.truncate(at);
        }
    }

    /// [Text](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incdata).
    pub(super) fn in_text(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(_, text) => {
                self.put_text(text);
                Step::Done
            }
            Token::End(_) => {
                self.pop();
                self.mode = self.original_mode;
                Step::Done
            }
            Token::EndOfPage => {
                // Whether a script is open is html5ever's question.
                self.work += 1;
                self.pop();
                Step::Again(self.original_mode)
            }
            Token::Start(_) | Token::Comment | Token::Nul => Step::Done,
        }
    }
}
