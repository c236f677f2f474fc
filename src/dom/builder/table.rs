//! The modes of tables.

use super::body::is_hidden;
use super::{Builder, Mode, Name, Sets, Step, Tag, Token, is_white_space};

impl Builder {
    /// [In table](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable).
    pub(super) fn in_table(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Nul | Token::Text(..) => return self.text_in_table(token),
            Token::Comment => self.put_comment(),
            Token::Start(tag) => return self.start_in_table(tag, token),
            Token::End(Name::Table) => {
                if self.has_named_in_scope(Sets::TABLE_SCOPE, Name::Table) {
                    self.pop_through_named(Name::Table);
                    self.mode = self.mode_of_stack();
                }
            }
            Token::End(name) if is_ignored_end(name) => {}
            Token::End(Name::Template) => return self.end_template(),
            Token::End(_) => return self.foster(token),
            Token::EndOfPage => return self.in_body(token),
        }
        Step::Done
    }

    fn start_in_table(&mut self, tag: &Tag<'_>, token: Token<'_>) -> Step {
        match tag.name {
            Name::Caption => {
                self.pop_until_current_in(Sets::TABLE_SCOPE);
                let marker = self.current();
                self.formatting.push_marker(marker);
                self.open_tag(tag);
                self.mode = Mode::InCaption;
            }
            Name::Colgroup => {
                self.pop_until_current_in(Sets::TABLE_SCOPE);
                self.open_tag(tag);
                self.mode = Mode::InColumnGroup;
            }
            Name::Col => {
                self.pop_until_current_in(Sets::TABLE_SCOPE);
                self.open_element(Name::Colgroup, None);
                return Step::Again(Mode::InColumnGroup);
            }
            Name::Tbody | Name::Tfoot | Name::Thead => {
                self.pop_until_current_in(Sets::TABLE_SCOPE);
                self.open_tag(tag);
                self.mode = Mode::InTableBody;
            }
            Name::Td | Name::Th | Name::Tr => {
                self.pop_until_current_in(Sets::TABLE_SCOPE);
                self.open_element(Name::Tbody, None);
                return Step::Again(Mode::InTableBody);
            }
            Name::Table => {
                if self.has_named_in_scope(Sets::TABLE_SCOPE, Name::Table) {
                    self.pop_through_named(Name::Table);
                    return Step::Again(self.mode_of_stack());
                }
            }
            Name::Style | Name::Script | Name::Template => return self.in_head(token),
            Name::Input if is_hidden(tag) => {
                self.insert_closed(Name::Input, Some(tag));
            }
            Name::Form => {
                if !self.has_open(Name::Template) && self.form.is_none() {
                    self.form = Some(self.insert_closed(Name::Form, Some(tag)));
                }
            }
            _ => return self.foster(token),
        }
        Step::Done
    }

    /// Deals with what does not belong into a table by the rules of the body, before the table.
    fn foster(&mut self, token: Token<'_>) -> Step {
        self.foster_parenting = true;
        let step = self.in_body(token);
        self.foster_parenting = false;
        step
    }

    fn text_in_table(&mut self, token: Token<'_>) -> Step {
        if self.current_is_in(Sets::FOSTERING) {
            self.original_mode = self.mode;
            return Step::Again(Mode::InTableText);
        }
        self.foster(token)
    }

    /// [In table text](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intabletext).
    pub(super) fn in_table_text(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Nul => return Step::Done,
            Token::Text(space, text) => {
                let pending = &mut self.pending_table_text;
                pending.text.push_str(text);
                pending.tokens.push((space, pending.text.len()));
                return Step::Done;
            }
            _ => {}
        }
        let mut pending = std::mem::take(&mut self.pending_table_text);
        let has_other = !is_white_space(&pending.text);
        let mut start = 0;
        for &(space, end) in &pending.tokens {
            let text = pending.text.get(start..end).unwrap_or_default();
            if has_other {
                self.foster(Token::Text(space, text));
            } else {
                self.put_text(text);
            }
            start = end;
        }
        pending.clear();
        self.pending_table_text = pending;
        Step::Again(self.original_mode)
    }

    /// [In caption](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incaption).
    pub(super) fn in_caption(&mut self, token: Token<'_>) -> Step {
        let ends_caption = match token {
            Token::Start(tag) => is_table_part(tag.name),
            Token::End(name) => matches!(name, Name::Table | Name::Caption),
            _ => false,
        };
        if ends_caption {
            if !self.has_named_in_scope(Sets::TABLE_SCOPE, Name::Caption) {
                return Step::Done;
            }
            self.pop_implied(Sets::IMPLIED_END);
            self.pop_through_named(Name::Caption);
            self.formatting.clear_to_marker();
            if !matches!(token, Token::End(Name::Caption)) {
                return Step::Again(Mode::InTable);
            }
            self.mode = Mode::InTable;
            return Step::Done;
        }
        match token {
            Token::End(name) if is_ignored_end(name) => Step::Done,
            _ => self.in_body(token),
        }
    }

    /// [In column group](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incolgroup).
    pub(super) fn in_column_group(&mut self, token: Token<'_>) -> Step {
        if let Some(step) = self.space_or_comment(token) {
            return step;
        }
        match token {
            Token::Start(tag) if tag.name == Name::Html => return self.in_body(token),
            Token::Start(tag) if tag.name == Name::Col => {
                self.insert_closed(Name::Col, Some(tag));
                return Step::Done;
            }
            Token::End(Name::Colgroup) => {
                if self.current_is(Name::Colgroup) {
                    self.pop();
                    self.mode = Mode::InTable;
                }
                return Step::Done;
            }
            Token::End(Name::Col) => return Step::Done,
            Token::Start(tag) if tag.name == Name::Template => return self.in_head(token),
            Token::End(Name::Template) => return self.in_head(token),
            Token::EndOfPage => return self.in_body(token),
            _ => {}
        }
        if self.current_is(Name::Colgroup) {
            self.pop();
            return Step::Again(Mode::InTable);
        }
        Step::Done
    }

    /// [In table body](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intbody).
    pub(super) fn in_table_body(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Start(tag) if tag.name == Name::Tr => {
                self.pop_until_current_in(Sets::TABLE_BODY_CONTEXT);
                self.open_tag(tag);
                self.mode = Mode::InRow;
                Step::Done
            }
            Token::Start(tag) if matches!(tag.name, Name::Th | Name::Td) => {
                self.pop_until_current_in(Sets::TABLE_BODY_CONTEXT);
                self.open_element(Name::Tr, None);
                Step::Again(Mode::InRow)
            }
            Token::End(name @ (Name::Tbody | Name::Tfoot | Name::Thead)) => {
                if self.has_named_in_scope(Sets::TABLE_SCOPE, name) {
                    self.pop_until_current_in(Sets::TABLE_BODY_CONTEXT);
                    self.pop();
                    self.mode = Mode::InTable;
                }
                Step::Done
            }
            Token::Start(tag) if is_row_group(tag.name) => self.end_row_group(),
            Token::End(Name::Table) => self.end_row_group(),
            Token::End(name) if is_ignored_end(name) => Step::Done,
            _ => self.in_table(token),
        }
    }

    fn end_row_group(&mut self) -> Step {
        if !self.has_in_scope(Sets::TABLE_SCOPE, |open| open.sets.any(Sets::TABLE_OUTER)) {
            return Step::Done;
        }
        self.pop_until_current_in(Sets::TABLE_BODY_CONTEXT);
        self.pop();
        Step::Again(Mode::InTable)
    }

    /// [In row](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intr).
    pub(super) fn in_row(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Start(tag) if matches!(tag.name, Name::Th | Name::Td) => {
                self.pop_until_current_in(Sets::TABLE_ROW_CONTEXT);
                let cell = self.open_tag(tag);
                self.mode = Mode::InCell;
                self.formatting.push_marker(cell);
                Step::Done
            }
            Token::End(Name::Tr) => {
                if self.end_row() {
                    self.mode = Mode::InTableBody;
                }
                Step::Done
            }
            Token::Start(tag) if is_row_group(tag.name) || tag.name == Name::Tr => self.row_again(),
            Token::End(Name::Table) => self.row_again(),
            Token::End(name @ (Name::Tbody | Name::Tfoot | Name::Thead)) => {
                if self.has_named_in_scope(Sets::TABLE_SCOPE, name) {
                    return self.row_again();
                }
                Step::Done
            }
            Token::End(name) if is_ignored_end(name) => Step::Done,
            _ => self.in_table(token),
        }
    }

    fn row_again(&mut self) -> Step {
        if self.end_row() { Step::Again(Mode::InTableBody) } else { Step::Done }
    }

    /// Closes the row, if one is open.
    fn end_row(&mut self) -> bool {
        let is_open = self.has_named_in_scope(Sets::TABLE_SCOPE, Name::Tr);
        if is_open {
            self.pop_until_current_in(Sets::TABLE_ROW_CONTEXT);
            self.pop();
            // html5ever checks that it was a row.
            self.work += 1;
        }
        is_open
    }

    /// [In cell](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intd).
    pub(super) fn in_cell(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::End(name @ (Name::Td | Name::Th)) => {
                if self.has_named_in_scope(Sets::TABLE_SCOPE, name) {
                    self.pop_implied(Sets::IMPLIED_END);
                    self.pop_through_named(name);
                    self.formatting.clear_to_marker();
                    self.mode = Mode::InRow;
                }
                Step::Done
            }
            Token::Start(tag) if is_table_part(tag.name) => {
                if self.has_in_scope(Sets::TABLE_SCOPE, |open| open.sets.any(Sets::CELL)) {
                    return self.close_cell();
                }
                Step::Done
            }
            Token::End(name @ (Name::Table | Name::Tbody | Name::Tfoot | Name::Thead | Name::Tr)) => {
                if self.has_named_in_scope(Sets::TABLE_SCOPE, name) {
                    return self.close_cell();
                }
                Step::Done
            }
            Token::End(name) if is_ignored_end(name) => Step::Done,
            _ => self.in_body(token),
        }
    }

    fn close_cell(&mut self) -> Step {
        self.pop_implied(Sets::IMPLIED_END);
        self.pop_through(|popped| popped.sets.any(Sets::CELL));
        self.formatting.clear_to_marker();
        Step::Again(Mode::InRow)
    }
}

/// Start tags that end a row and what is in it, `tr` apart.
fn is_row_group(name: Name) -> bool {
    matches!(name, Name::Caption | Name::Col | Name::Colgroup | Name::Tbody | Name::Tfoot | Name::Thead)
}

/// Start tags that end a cell or a caption.
fn is_table_part(name: Name) -> bool {
    is_row_group(name) || matches!(name, Name::Td | Name::Th | Name::Tr)
}

/// End tags without effect in tables, where no rule before takes them.
fn is_ignored_end(name: Name) -> bool {
    is_table_part(name) || matches!(name, Name::Body | Name::Html)
}
