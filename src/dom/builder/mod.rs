//! The tree construction stage of the HTML standard, straight into our arena.
//!
//! The rules are those of html5ever's tree builder, its deviations included, and so is the count of its work: what one
//! builds, the other does, node for node. That is tested, and html5ever's is still used where pages are narrowed.
//!
//! Names are small numbers here, what the standard asks of an element is a bit in its entry of the stack, text goes from
//! the page into the tree's buffer, and nothing is allocated for a tag. It is useful for whole pages without scripting.
//! It is not for fragments, and it reports no errors.

mod body;
mod body_end;
mod foreign;
mod formatting;
mod head;
mod insert;
mod outer;
mod quirks;
mod sets;
mod stack;
mod table;

use super::arena::{Dom, NodeId};
use super::element_names::Name;
use super::limits::{Bounds, Count, Held, Kind};
use super::tokenizer::{Content, Doctype, Receiver, Tag};
use formatting::Formatting;
use html5ever::tokenizer::states::RawKind;
use sets::Sets;
use stack::Open;

/// The [insertion modes](https://html.spec.whatwg.org/multipage/parsing.html#the-insertion-mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Initial,
    BeforeHtml,
    BeforeHead,
    InHead,
    InHeadNoscript,
    AfterHead,
    InBody,
    Text,
    InTable,
    InTableText,
    InCaption,
    InColumnGroup,
    InTableBody,
    InRow,
    InCell,
    InTemplate,
    AfterBody,
    InFrameset,
    AfterFrameset,
    AfterAfterBody,
    AfterAfterFrameset,
}

#[derive(Clone, Copy, Debug)]
enum Token<'t> {
    Start(&'t Tag<'t>),
    End(Name),
    Text(Space, &'t str),
    Nul,
    Comment,
    EndOfPage,
}

/// What is known of a text's white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    Unknown,
    All,
    Nothing,
}

/// What became of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Done,
    /// The token is to be looked at again in this mode.
    Again(Mode),
    /// The text is to be cut into white space and other.
    Split,
    Raw(RawKind),
    Plaintext,
}

/// Builds one tree after the other with the same buffers.
#[derive(Debug, Default)]
pub(super) struct Builder {
    dom: Dom,
    mode: Mode,
    /// Where `Text` and `InTableText` go back to.
    original_mode: Mode,
    template_modes: Vec<Mode>,
    is_quirky: bool,
    frameset_ok: bool,
    ignore_line_feed: bool,
    foster_parenting: bool,
    open: Vec<Open>,
    formatting: Formatting,
    head: Option<Open>,
    form: Option<Open>,
    pending_table_text: PendingText,
    /// Steps, counted as calls of a sink by html5ever's builder are.
    work: u64,
    elements_made: u64,
}

/// The [pending table character tokens](https://html.spec.whatwg.org/multipage/parsing.html#concept-pending-table-char-tokens).
#[derive(Debug, Default)]
struct PendingText {
    text: String,
    /// Where each ends in `text`.
    tokens: Vec<(Space, usize)>,
}

impl Builder {
    /// Begins a page in this tree, which it clears.
    pub(super) fn begin(&mut self, mut dom: Dom) {
        dom.clear();
        let mut open = std::mem::take(&mut self.open);
        open.clear();
        let mut formatting = std::mem::take(&mut self.formatting);
        formatting.clear();
        let mut template_modes = std::mem::take(&mut self.template_modes);
        template_modes.clear();
        let mut pending_table_text = std::mem::take(&mut self.pending_table_text);
        pending_table_text.clear();
        *self = Self {
            dom,
            frameset_ok: true,
            open,
            formatting,
            template_modes,
            pending_table_text,
            ..Self::default()
        };
    }

    /// The page's tree.
    pub(super) fn finish(&mut self) -> Dom {
        std::mem::take(&mut self.dom)
    }

    /// Most tokens stand in the body and are done with in one step.
    #[inline]
    fn process(&mut self, token: Token<'_>) -> Content {
        let step = self.take(token);
        if step == Step::Done { Content::Data } else { self.process_on(token, step) }
    }

    /// Goes on with a token of which this has become.
    fn process_on(&mut self, mut token: Token<'_>, mut step: Step) -> Content {
        let mut rest = "";
        loop {
            match step {
                Step::Done if rest.is_empty() => return Content::Data,
                Step::Done => token = Token::Text(Space::Unknown, std::mem::take(&mut rest)),
                Step::Again(mode) => self.mode = mode,
                Step::Split => {
                    let Token::Text(_, text) = token else { return Content::Data };
                    let (first, space, after) = first_run(text);
                    (token, rest) = (Token::Text(space, first), after);
                }
                Step::Raw(kind) => return Content::Raw(kind),
                Step::Plaintext => return Content::Plaintext,
            }
            step = self.take(token);
        }
    }

    #[inline]
    fn take(&mut self, token: Token<'_>) -> Step {
        if self.is_foreign(token) { self.foreign(token) } else { self.step(self.mode, token) }
    }

    #[inline]
    fn step(&mut self, mode: Mode, token: Token<'_>) -> Step {
        match mode {
            Mode::InBody => self.in_body(token),
            Mode::Text => self.in_text(token),
            Mode::Initial => self.initial(token),
            Mode::BeforeHtml => self.before_html(token),
            Mode::BeforeHead => self.before_head(token),
            Mode::InHead => self.in_head(token),
            Mode::InHeadNoscript => self.in_head_noscript(token),
            Mode::AfterHead => self.after_head(token),
            Mode::InTable => self.in_table(token),
            Mode::InTableText => self.in_table_text(token),
            Mode::InCaption => self.in_caption(token),
            Mode::InColumnGroup => self.in_column_group(token),
            Mode::InTableBody => self.in_table_body(token),
            Mode::InRow => self.in_row(token),
            Mode::InCell => self.in_cell(token),
            Mode::InTemplate => self.in_template(token),
            Mode::AfterBody => self.after_body(token),
            Mode::InFrameset => self.in_frameset(token),
            Mode::AfterFrameset => self.after_frameset(token),
            Mode::AfterAfterBody => self.after_after_body(token),
            Mode::AfterAfterFrameset => self.after_after_frameset(token),
        }
    }

    /// Closes all that is open or active, as if the page had done so.
    fn close_all(&mut self) {
        let mut names: Vec<Name> = self.open.iter().map(Open::name).collect();
        names.extend(self.formatting.elements().map(|entry| entry.element.name()));
        names.extend(self.head.iter().chain(&self.form).map(Open::name));
        self.work += names.len() as u64;
        for name in names.into_iter().rev() {
            if !matches!(name, Name::Html | Name::Body | Name::Head) {
                self.ignore_line_feed = false;
                self.process(Token::End(name));
            }
        }
    }
}

impl Held for Builder {
    fn count(&mut self) -> Count {
        let elements = self.open.iter().chain(self.formatting.elements().map(|entry| &entry.element));
        let elements = elements.chain(&self.head).chain(&self.form);
        let mut count = Count::default();
        for element in elements {
            count.held += 1;
            count.formatting += usize::from(element.sets.any(Sets::FORMATTING));
        }
        self.work += count.held as u64;
        count
    }

    fn work(&self) -> u64 {
        self.work
    }

    fn elements_made(&self) -> u64 {
        self.elements_made
    }

    fn is_in_foreign_content(&mut self) -> bool {
        self.work += u64::from(!self.open.is_empty());
        self.open.last().is_some_and(|current| !current.sets.any(Sets::HTML))
    }
}

impl PendingText {
    fn clear(&mut self) {
        self.text.clear();
        self.tokens.clear();
    }
}

/// The builder behind the bounds.
pub(super) struct Bounded<'b> {
    pub(super) bounds: Bounds,
    pub(super) builder: &'b mut Builder,
}

impl Bounded<'_> {
    #[inline]
    fn begin_token(&mut self) {
        if self.bounds.begin_token(&*self.builder) {
            self.builder.close_all();
            self.bounds.has_closed_all(self.builder);
        }
    }

    /// The work so far: the builder's, and that of the bounds.
    pub(super) fn work(&self) -> u64 {
        self.builder.work + self.bounds.own_work()
    }
}

#[inline]
fn kind_of(tag: Name) -> Kind {
    let sets = Sets::of_name(tag);
    Kind {
        is_raw_text: sets.any(Sets::RAW_TEXT),
        is_void: sets.any(Sets::VOID),
        is_formatting: sets.any(Sets::FORMATTING),
        is_root: sets.any(Sets::ROOT),
    }
}

impl Receiver for Bounded<'_> {
    #[inline]
    fn start_tag(&mut self, mut tag: Tag<'_>) -> Content {
        self.begin_token();
        let kind = kind_of(tag.name);
        let Some(admitted) = self.bounds.admit_start_tag(kind, tag.attributes.len(), self.builder) else {
            return Content::Data;
        };
        tag.attributes = tag.attributes.get(..admitted).unwrap_or_default();
        self.builder.ignore_line_feed = false;
        self.builder.process(Token::Start(&tag))
    }

    #[inline]
    fn end_tag(&mut self, tag: Tag<'_>) {
        self.begin_token();
        if self.bounds.admits_end_tag(kind_of(tag.name), self.builder) {
            self.builder.ignore_line_feed = false;
            self.builder.process(Token::End(tag.name));
        }
    }

    #[inline]
    fn text(&mut self, text: &str) {
        self.begin_token();
        self.bounds.admit_text();
        let is_after_opening = std::mem::take(&mut self.builder.ignore_line_feed);
        let text = if is_after_opening { text.strip_prefix('\n').unwrap_or(text) } else { text };
        if !text.is_empty() {
            self.builder.process(Token::Text(Space::Unknown, text));
        }
    }

    fn nul(&mut self) {
        self.begin_token();
        self.builder.ignore_line_feed = false;
        self.builder.process(Token::Nul);
    }

    fn comment(&mut self, _text: &str) {
        self.begin_token();
        if self.bounds.admits_comment() {
            self.builder.ignore_line_feed = false;
            self.builder.process(Token::Comment);
        }
    }

    fn doctype(&mut self, doctype: &Doctype) {
        self.begin_token();
        self.builder.ignore_line_feed = false;
        if self.builder.mode == Mode::Initial {
            self.builder.is_quirky = quirks::is_quirky(doctype);
            self.builder.mode = Mode::BeforeHtml;
        }
    }

    fn end_of_page(&mut self) {
        self.begin_token();
        self.builder.ignore_line_feed = false;
        self.builder.process(Token::EndOfPage);
    }

    fn is_in_foreign_content(&mut self) -> bool {
        self.builder.is_in_foreign_content()
    }
}

fn is_white_space(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// The white space that a text begins with, or the text up to the first; and the rest.
fn first_run(text: &str) -> (&str, Space, &str) {
    let is_space = text.bytes().next().is_some_and(|byte| byte.is_ascii_whitespace());
    let end = text.bytes().position(|byte| byte.is_ascii_whitespace() != is_space).unwrap_or(text.len());
    let (first, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    (first, if is_space { Space::All } else { Space::Nothing }, rest)
}
