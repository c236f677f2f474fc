//! [In body](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody): text and start tags.

use super::head::is_head_content;
use super::stack::Namespace;
use super::{Builder, Mode, Name, RawKind, Sets, Step, Tag, Token, is_white_space};
use crate::dom::names::AttributeName;

impl Builder {
    #[inline]
    pub(super) fn in_body(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(_, text) => {
                self.reconstruct_formatting();
                self.frameset_ok = self.frameset_ok && is_white_space(text);
                self.put_text(text);
                Step::Done
            }
            Token::Start(tag) => self.start_in_body(tag),
            Token::End(name) => self.end_in_body(name),
            Token::Comment => {
                self.put_comment();
                Step::Done
            }
            Token::Nul => Step::Done,
            Token::EndOfPage if self.template_modes.is_empty() => {
                self.check_body_end();
                Step::Done
            }
            Token::EndOfPage => self.in_template(token),
        }
    }

    /// Each name stands in the first group that has it.
    fn start_in_body(&mut self, tag: &Tag<'_>) -> Step {
        match tag.name {
            Name::Address
            | Name::Article
            | Name::Aside
            | Name::Blockquote
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
            | Name::Main
            | Name::Menu
            | Name::Nav
            | Name::Ol
            | Name::P
            | Name::Search
            | Name::Section
            | Name::Summary
            | Name::Ul => {
                self.close_p_in_button_scope();
                self.open_tag(tag);
            }
            Name::A => {
                self.close_active_a();
                self.reconstruct_formatting();
                self.open_formatting(tag);
            }
            Name::B
            | Name::Big
            | Name::Code
            | Name::Em
            | Name::Font
            | Name::I
            | Name::S
            | Name::Small
            | Name::Strike
            | Name::Strong
            | Name::Tt
            | Name::U => {
                self.reconstruct_formatting();
                self.open_formatting(tag);
            }
            Name::Li => self.start_item(tag, |name| name == Name::Li),
            Name::Dd | Name::Dt => self.start_item(tag, |name| matches!(name, Name::Dd | Name::Dt)),
            Name::H1 | Name::H2 | Name::H3 | Name::H4 | Name::H5 | Name::H6 => {
                self.close_p_in_button_scope();
                if self.current_is_in(Sets::HEADING) {
                    self.pop();
                }
                self.open_tag(tag);
            }
            Name::Area | Name::Br | Name::Embed | Name::Img | Name::Keygen | Name::Wbr => {
                self.start_void(tag.name, Some(tag));
            }
            Name::Image => self.start_void(Name::Img, Some(tag)),
            Name::Param | Name::Source | Name::Track => {
                self.insert_closed(tag.name, Some(tag));
            }
            Name::Svg => {
                self.reconstruct_formatting();
                self.insert_foreign(Namespace::Svg, Name::Svg, tag);
            }
            Name::Math => {
                self.reconstruct_formatting();
                self.insert_foreign(Namespace::Mathml, Name::Math, tag);
            }
            Name::Caption
            | Name::Col
            | Name::Colgroup
            | Name::Frame
            | Name::Head
            | Name::Tbody
            | Name::Td
            | Name::Tfoot
            | Name::Th
            | Name::Thead
            | Name::Tr => {}
            name if is_head_content(name) => return self.start_in_head(tag).unwrap_or(Step::Done),
            name => return self.start_less_often(name, tag),
        }
        Step::Done
    }

    /// The tags that pages have but a few of; and all that the standard does not name.
    fn start_less_often(&mut self, name: Name, tag: &Tag<'_>) -> Step {
        match name {
            Name::Html => return self.start_html(tag),
            Name::Body => self.start_body(tag),
            Name::Frameset => self.start_frameset(tag),
            Name::Pre | Name::Listing => {
                self.close_p_in_button_scope();
                self.open_tag(tag);
                self.ignore_line_feed = true;
                self.frameset_ok = false;
            }
            Name::Form => self.start_form(tag),
            Name::Plaintext => {
                self.close_p_in_button_scope();
                self.open_tag(tag);
                return Step::Plaintext;
            }
            Name::Button => {
                if self.has_named_in_scope(Sets::SCOPE, Name::Button) {
                    self.pop_implied(Sets::IMPLIED_END);
                    self.pop_through_named(Name::Button);
                }
                self.reconstruct_formatting();
                self.open_tag(tag);
                self.frameset_ok = false;
            }
            Name::Nobr => {
                self.reconstruct_formatting();
                if self.has_named_in_scope(Sets::SCOPE, Name::Nobr) {
                    self.adopt(Name::Nobr);
                    self.reconstruct_formatting();
                }
                self.open_formatting(tag);
            }
            Name::Applet | Name::Marquee | Name::Object => {
                self.reconstruct_formatting();
                let element = self.open_tag(tag);
                self.formatting.push_marker(element);
                self.frameset_ok = false;
            }
            Name::Table => {
                if !self.is_quirky {
                    self.close_p_in_button_scope();
                }
                self.open_tag(tag);
                self.frameset_ok = false;
                self.mode = Mode::InTable;
            }
            Name::Hr => {
                self.close_p_in_button_scope();
                if self.has_named_in_scope(Sets::SCOPE, Name::Select) {
                    self.pop_implied(Sets::IMPLIED_END);
                    self.look_for_option();
                }
                self.insert_closed(Name::Hr, Some(tag));
                self.frameset_ok = false;
            }
            Name::Textarea => {
                self.ignore_line_feed = true;
                self.frameset_ok = false;
                return self.open_raw(tag, RawKind::Rcdata);
            }
            Name::Xmp => {
                self.close_p_in_button_scope();
                self.reconstruct_formatting();
                self.frameset_ok = false;
                return self.open_raw(tag, RawKind::Rawtext);
            }
            Name::Iframe => {
                self.frameset_ok = false;
                return self.open_raw(tag, RawKind::Rawtext);
            }
            Name::Noembed => return self.open_raw(tag, RawKind::Rawtext),
            Name::Input => self.start_input(tag),
            Name::Select => self.start_select(tag),
            Name::Option | Name::Optgroup => self.start_option(tag),
            Name::Rb | Name::Rtc => {
                if self.has_named_in_scope(Sets::SCOPE, Name::Ruby) {
                    self.pop_implied(Sets::IMPLIED_END);
                }
                // Asked for an error's sake.
                self.work += 1;
                self.open_tag(tag);
            }
            Name::Rp | Name::Rt => {
                if self.has_named_in_scope(Sets::SCOPE, Name::Ruby) {
                    self.pop_implied_except(Name::Rtc);
                }
                if !self.current_is(Name::Rtc) {
                    self.current_is(Name::Ruby);
                }
                self.open_tag(tag);
            }
            _ => {
                self.reconstruct_formatting();
                self.open_tag(tag);
            }
        }
        Step::Done
    }

    pub(super) fn start_html(&mut self, tag: &Tag<'_>) -> Step {
        if !self.has_open(Name::Template)
            && let Some(&html) = self.open.first()
        {
            self.merge_attributes(html, tag);
        }
        Step::Done
    }

    fn start_body(&mut self, tag: &Tag<'_>) {
        if let Some(body) = self.open.get(1).copied() {
            self.work += 1;
            if body.is(Name::Body) && !self.has_open(Name::Template) {
                self.frameset_ok = false;
                self.merge_attributes(body, tag);
            }
        }
    }

    fn start_frameset(&mut self, tag: &Tag<'_>) {
        if !self.frameset_ok {
            return;
        }
        let Some(body) = self.open.get(1).copied() else { return };
        self.work += 1;
        if body.is(Name::Body) {
            self.work += 1;
            self.dom.detach(body.node);
            self.open.truncate(1);
            self.open_tag(tag);
            self.mode = Mode::InFrameset;
        }
    }

    fn start_form(&mut self, tag: &Tag<'_>) {
        if self.form.is_some() && !self.has_open(Name::Template) {
            return;
        }
        self.close_p_in_button_scope();
        let form = self.open_tag(tag);
        if !self.has_open(Name::Template) {
            self.form = Some(form);
        }
    }

    /// `li`, `dd` and `dt` close what they follow.
    #[inline]
    fn start_item(&mut self, tag: &Tag<'_>, closes: impl Fn(Name) -> bool) {
        self.frameset_ok = false;
        let mut work = 0;
        let mut closed = None;
        for element in self.open.iter().rev() {
            work += 1;
            if element.sets.any(Sets::HTML) && closes(element.name()) {
                closed = Some(element.name());
                break;
            }
            let is_passed = matches!(element.name(), Name::Address | Name::Div | Name::P);
            if element.sets.any(Sets::SPECIAL) && !is_passed {
                break;
            }
        }
        self.work += work;
        if let Some(name) = closed {
            self.pop_implied_except(name);
            self.pop_through_named(name);
        }
        self.close_p_in_button_scope();
        self.open_tag(tag);
    }

    pub(super) fn start_void(&mut self, name: Name, tag: Option<&Tag<'_>>) {
        self.reconstruct_formatting();
        self.insert_closed(name, tag);
        self.frameset_ok = false;
    }

    fn start_input(&mut self, tag: &Tag<'_>) {
        if self.has_named_in_scope(Sets::SCOPE, Name::Select) {
            self.pop_through_named(Name::Select);
        }
        self.reconstruct_formatting();
        self.insert_closed(Name::Input, Some(tag));
        self.frameset_ok = self.frameset_ok && is_hidden(tag);
    }

    fn start_select(&mut self, tag: &Tag<'_>) {
        if self.has_named_in_scope(Sets::SCOPE, Name::Select) {
            self.pop_through_named(Name::Select);
            return;
        }
        self.reconstruct_formatting();
        self.open_tag(tag);
        self.frameset_ok = false;
    }

    fn start_option(&mut self, tag: &Tag<'_>) {
        if !self.has_named_in_scope(Sets::SCOPE, Name::Select) {
            if self.current_is(Name::Option) {
                self.pop();
            }
        } else if tag.name == Name::Option {
            self.pop_implied_except(Name::Optgroup);
            self.has_named_in_scope(Sets::SCOPE, Name::Option);
        } else {
            self.pop_implied(Sets::IMPLIED_END);
            self.look_for_option();
        }
        self.reconstruct_formatting();
        self.open_tag(tag);
    }

    /// Looks, as html5ever does, for an option in scope; only the work matters.
    fn look_for_option(&mut self) {
        if !self.has_named_in_scope(Sets::SCOPE, Name::Option) {
            self.has_named_in_scope(Sets::SCOPE, Name::Optgroup);
        }
    }
}

/// Whether an `input` is hidden.
pub(super) fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.known_attribute(AttributeName::Type).is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
}
