//! HTML tree to blocks: one walk in page order, with what children inherit pushed down.

use super::bounds::{Bounds, retain};
use super::elements::{Class, context_of, said_of, shape_of};
use super::runs::{first_run, is_ascii_space, leading_spaces, plain_words};
use super::{Block, BlockKind, Blocks, Container, Context, Place};
use crate::dom::{AttributeName, ByValue, Dom, Flow, NodeData, NodeId, Tag};

/// What an open element hands down to its children.
#[derive(Clone, Copy)]
struct Inherited {
    context: Context,
    container: u32,
    kind: BlockKind,
    heading_level: u8,
    list_depth: u8,
}

/// An element whose end has not been reached.
struct Open {
    node: NodeId,
    outer: Inherited,
    flow: Flow,
    is_container: bool,
    is_link: bool,
}

/// The block under construction and the state of the walk.
struct Walk<'a> {
    dom: &'a Dom,
    out: &'a mut Blocks,
    bounds: Bounds,
    open: Vec<Open>,
    now: Inherited,
    /// Links open around the current position.
    link_depth: u32,
    pending: Pending<'a>,
    table_row: u32,
    child_counts: Vec<u32>,
    classes: ByValue<Class>,
}

/// A block that is still collecting text.
#[derive(Default)]
struct Pending<'a> {
    start: usize,
    /// What stands before the first text of a preformatted line.
    indent: &'a str,
    first: Option<(NodeId, Inherited)>,
    /// White space was seen and is written before the next character.
    space: bool,
    newline: bool,
    /// The last thing seen was the end of a link: a link that follows at once gets a space between.
    after_link: bool,
    link_chars: u32,
    links: u16,
    line_breaks: u16,
    /// `<br>` elements since the last text.
    breaks: u16,
    elements: u16,
    images: u16,
    inputs: u16,
}

/// How far a link of a heading is read to see whether it is a mark.
const MARK_BYTES: usize = 256;
const MARK_NODES: usize = 64;

/// Cuts a parsed page into blocks. Of more than `max_blocks` the longest are kept (`Blocks::is_cut` then says so).
///
/// Everything a reader could see is in some block, in page order, hidden parts included (flagged); scripts, styles,
/// templates and media are not. `out` is cleared first.
pub fn segment(dom: &Dom, max_blocks: usize, out: &mut Blocks) {
    out.clear();
    // Room for as much as there may be: a text of many megabytes that grows is for a while held twice.
    out.text.reserve(dom.text.len());
    let root = Inherited {
        context: Context::default(),
        container: 0,
        kind: BlockKind::Paragraph,
        heading_level: 0,
        list_depth: 0,
    };
    out.containers.push(Container {
        parent: 0,
        blocks: 0..0,
        depth: 0,
        tag: Tag::Other,
        node: None,
        shape: 0,
        child_index: 0,
    });
    let mut walk = Walk {
        dom,
        out,
        bounds: Bounds::new(max_blocks),
        open: Vec::new(),
        now: root,
        link_depth: 0,
        pending: Pending::default(),
        table_row: 0,
        child_counts: vec![0],
        classes: ByValue::of(dom.values()),
    };
    walk.run();
}

impl<'a> Walk<'a> {
    fn run(&mut self) {
        let mut at = self.dom.first_child(NodeId::DOCUMENT);
        while let Some(node) = at {
            let descend = self.enter(node);
            at = self.advance(node, descend);
        }
        while let Some(open) = self.open.pop() {
            self.leave(open);
        }
        self.flush();
        self.out.containers[0].blocks = 0..self.bounds.made();
        self.bounds.finish(self.out);
    }

    /// The node to visit next; closes the elements that end on the way.
    fn advance(&mut self, node: NodeId, descend: bool) -> Option<NodeId> {
        if descend && let Some(child) = self.dom.first_child(node) {
            return Some(child);
        }
        let mut at = node;
        loop {
            if self.open.last().is_some_and(|open| open.node == at)
                && let Some(open) = self.open.pop()
            {
                self.leave(open);
            }
            if let Some(next) = self.dom.next_sibling(at) {
                return Some(next);
            }
            at = self.dom.parent(at)?;
        }
    }

    /// Takes in one node; says whether its children count.
    fn enter(&mut self, node: NodeId) -> bool {
        match self.dom.data(node) {
            NodeData::Text(_) => {
                self.add_text(node);
                false
            }
            NodeData::Element(element) => self.enter_element(node, element.tag),
            NodeData::Other => node == NodeId::DOCUMENT,
        }
    }

    fn enter_element(&mut self, node: NodeId, tag: Tag) -> bool {
        self.pending.elements = self.pending.elements.saturating_add(1);
        let flow = if is_shadow_root(self.dom, node, tag) { Flow::Block } else { tag.flow() };
        match flow {
            Flow::Skipped => {
                self.count_skipped(tag);
                false
            }
            Flow::LineBreak => {
                self.line_break();
                false
            }
            Flow::Inline if tag == Tag::A && self.is_permalink(node) => false,
            Flow::Inline => {
                self.open_element(node, tag, flow);
                true
            }
            Flow::Block => {
                self.flush();
                self.open_element(node, tag, flow);
                true
            }
        }
    }

    /// True for the link of a heading to itself that shows a mark alone: "¶", "#", "§".
    fn is_permalink(&self, node: NodeId) -> bool {
        let links_here =
            || self.dom.attribute(node, AttributeName::Href).is_some_and(|address| address.starts_with('#'));
        let is_mark = || {
            let mut text = String::new();
            self.dom.push_text_within(node, MARK_BYTES, MARK_NODES, &mut text);
            !text.trim().is_empty() && !text.contains(char::is_alphanumeric)
        };
        self.now.kind == BlockKind::Heading && links_here() && is_mark()
    }

    fn count_skipped(&mut self, tag: Tag) {
        let pending = &mut self.pending;
        match tag {
            Tag::Img | Tag::Video | Tag::Iframe | Tag::Audio => {
                pending.images = pending.images.saturating_add(1)
            }
            Tag::Input | Tag::Textarea => pending.inputs = pending.inputs.saturating_add(1),
            _ => {}
        }
    }

    /// One `<br>` ends a line, two in a row end the block.
    fn line_break(&mut self) {
        self.pending.breaks = self.pending.breaks.saturating_add(1);
        self.pending.newline = true;
        self.pending.after_link = false;
        if self.pending.breaks >= 2 && !self.now.context.has(Context::PREFORMATTED) {
            self.flush();
        }
    }

    fn open_element(&mut self, node: NodeId, tag: Tag, flow: Flow) {
        // Making room may give the open containers new numbers.
        let is_container = flow == Flow::Block && self.has_room();
        let outer = self.now;
        let is_link = tag == Tag::A;
        if is_link {
            self.start_link();
        }
        let (context, class) = said_of(self.dom, node, &mut self.classes);
        self.now.context = self.now.context.with(context_of(tag)).with(context);
        if flow == Flow::Block {
            self.now.context = self.now.context.without(inline_context());
            if self.link_depth > 0 {
                self.now.context = self.now.context.with(Context::LINK);
            }
            self.set_kind(tag);
        }
        if is_container {
            self.open_container(node, tag, class);
        }
        self.open.push(Open { node, outer, flow, is_container, is_link });
    }

    /// True where one more container may be opened. Where empty ones were taken out, the open ones have new numbers.
    fn has_room(&mut self) -> bool {
        let (open, now, pending) = (&mut self.open, &mut self.now, &mut self.pending);
        let child_counts = &mut self.child_counts;
        self.bounds.admits_container(self.out, now.container, |new_number, kept| {
            let inherited = open.iter_mut().map(|open| &mut open.outer).chain([&mut *now]);
            let waiting = pending.first.iter_mut().map(|(_, inherited)| inherited);
            inherited.chain(waiting).for_each(|it| it.container = new_number(it.container));
            retain(child_counts, kept);
        })
    }

    fn start_link(&mut self) {
        self.link_depth += 1;
        if self.pending.after_link {
            self.pending.space = true;
        }
        self.pending.links = self.pending.links.saturating_add(1);
    }

    fn set_kind(&mut self, tag: Tag) {
        let now = &mut self.now;
        match tag {
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                now.kind = BlockKind::Heading;
                now.heading_level = tag.heading_level().unwrap_or(0);
            }
            Tag::Li => now.kind = BlockKind::ListItem,
            Tag::Td | Tag::Th => now.kind = BlockKind::Cell,
            Tag::Pre | Tag::Listing | Tag::Plaintext | Tag::Xmp => now.kind = BlockKind::Preformatted,
            Tag::Button | Tag::Select | Tag::Option | Tag::Optgroup | Tag::Legend => {
                now.kind = BlockKind::Control
            }
            Tag::Figcaption | Tag::Caption => now.kind = BlockKind::Caption,
            Tag::Dt | Tag::Dd => now.kind = BlockKind::Term,
            Tag::Tr => self.table_row += 1,
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir | Tag::Dl => {
                now.list_depth = now.list_depth.saturating_add(1)
            }
            Tag::P
                if now.heading_level == 0 && !matches!(now.kind, BlockKind::Cell | BlockKind::ListItem) =>
            {
                now.kind = BlockKind::Paragraph;
            }
            Tag::Section | Tag::Article | Tag::Main | Tag::Aside => {
                now.kind = BlockKind::Paragraph;
                now.heading_level = 0;
            }
            _ => {}
        }
    }

    fn open_container(&mut self, node: NodeId, tag: Tag, class: Option<Class>) {
        let parent = self.now.container;
        let number = self.out.containers.len() as u32;
        let child_index = self.child_counts[parent as usize];
        self.child_counts[parent as usize] += 1;
        let first = self.bounds.made();
        self.out.containers.push(Container {
            parent,
            blocks: first..first,
            depth: self.out.containers[parent as usize].depth.saturating_add(1),
            tag,
            node: Some(node),
            shape: shape_of(tag, class),
            child_index,
        });
        self.child_counts.push(0);
        self.now.container = number;
    }

    fn leave(&mut self, open: Open) {
        if open.flow == Flow::Block {
            self.flush();
        }
        if open.is_link {
            self.link_depth = self.link_depth.saturating_sub(1);
            self.pending.after_link = true;
        }
        if open.is_container {
            let end = self.bounds.made();
            self.out.containers[self.now.container as usize].blocks.end = end;
        }
        self.now = open.outer;
    }

    fn add_text(&mut self, node: NodeId) {
        let dom = self.dom;
        let text = dom.text(node);
        if self.now.context.has(Context::PREFORMATTED) {
            self.add_preformatted(node, text);
            return;
        }
        let mut rest = text;
        while let Some(first) = rest.as_bytes().first() {
            if is_ascii_space(*first) {
                self.pending.space = true;
                rest = rest.split_at_checked(leading_spaces(rest)).map_or("", |(_, behind)| behind);
                continue;
            }
            let plain = plain_words(rest);
            if plain > 0 {
                let (words, behind) = rest.split_at_checked(plain).unwrap_or((rest, ""));
                self.begin_run(node);
                self.push_words(words);
                rest = behind;
                continue;
            }
            let Some((is_space, run, behind)) = first_run(rest) else { break };
            if is_space {
                self.pending.space = true;
            } else {
                self.begin_run(node);
                self.push_visible(run);
            }
            rest = behind;
        }
    }

    /// Words of printable ASCII with one space between, as they stand.
    fn push_words(&mut self, words: &str) {
        self.out.text.push_str(words);
        if self.link_depth > 0 {
            // Every word counts with the space behind it.
            self.pending.link_chars += words.len() as u32 + 1;
        }
    }

    fn add_preformatted(&mut self, node: NodeId, text: &'a str) {
        // No link has a space of its own here: all white space is in the text.
        self.pending.space = false;
        if self.pending.first.is_some() {
            self.begin_run(node);
            self.push_visible(text);
            return;
        }
        let start = text.len() - text.trim_start().len();
        let (space, rest) = text.split_at_checked(start).unwrap_or(("", text));
        match space.rsplit_once('\n') {
            Some((_, indent)) => self.pending.indent = indent,
            None if !space.is_empty() => self.pending.indent = space,
            None => {}
        }
        if !rest.is_empty() {
            let indent = self.pending.indent;
            self.begin_run(node);
            self.out.text.push_str(indent);
            self.push_visible(rest);
        }
    }

    /// Notes the block's first text, and writes the white space that is due before more of it.
    fn begin_run(&mut self, node: NodeId) {
        let pending = &mut self.pending;
        if pending.first.is_none() {
            let parent = self.dom.parent(node).unwrap_or(NodeId::DOCUMENT);
            pending.first = Some((parent, self.now));
            pending.start = self.out.text.len();
            (pending.space, pending.newline) = (false, false);
        } else if pending.newline {
            self.out.text.push('\n');
            pending.line_breaks = pending.line_breaks.saturating_add(1);
        } else if pending.space {
            self.out.text.push(' ');
        }
        (pending.space, pending.newline, pending.after_link, pending.breaks) = (false, false, false, 0);
    }

    fn push_visible(&mut self, run: &str) {
        let before = self.out.text.len();
        if is_printable_ascii(run) {
            self.out.text.push_str(run);
        } else {
            self.out.text.extend(run.chars().filter(|&c| !is_invisible(c)));
        }
        if self.link_depth > 0 {
            let added = self.out.text.get(before..).unwrap_or_default();
            let chars = if added.is_ascii() { added.len() } else { added.chars().count() };
            self.pending.link_chars += chars as u32 + 1;
        }
    }

    /// Ends the block under construction, if it has any text.
    fn flush(&mut self) {
        let Some((node, inherited)) = self.pending.first.take() else {
            let pending = &mut self.pending;
            (pending.space, pending.newline, pending.after_link, pending.breaks) = (false, false, false, 0);
            pending.indent = "";
            return;
        };
        let pending = std::mem::take(&mut self.pending);
        let length = self.out.text.trim_end().len().max(pending.start);
        self.out.text.truncate(length);
        let text = self.out.text.get(pending.start..).unwrap_or_default();
        let (measures, words) = Blocks::measure(&mut self.out.words, text);
        if measures.chars == 0 {
            return;
        }
        let range = pending.start as u32..self.out.text.len() as u32;
        let block = Block {
            text: range,
            words,
            kind: inherited.kind,
            heading_level: inherited.heading_level,
            list_depth: inherited.list_depth,
            table_row: if inherited.context.has(Context::TABLE) { self.table_row } else { 0 },
            container: inherited.container,
            place: Place::Node(node),
            context: inherited.context,
            elements_before: pending.elements,
            images_before: pending.images,
            inputs_before: pending.inputs,
            line_breaks: pending.line_breaks,
            links: pending.links,
            link_chars: pending.link_chars.min(measures.chars),
            measures,
            layout: None,
        };
        self.bounds.push(block, self.out);
        self.out.text.push('\n');
    }
}

/// Characters that take no room and split words where they stand: zero-width spaces and joiners of Latin text,
/// soft hyphens, byte order marks. The joiners that Arabic and Indic scripts need stay.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}')
        || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// True for a template whose contents are part of the page, as saved custom elements have them
/// (<https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode>).
fn is_shadow_root(dom: &Dom, node: NodeId, tag: Tag) -> bool {
    tag == Tag::Template && dom.attribute(node, AttributeName::Shadowrootmode).is_some()
}

/// The flags that describe a line's inside and end with its block.
/// Asked of the bytes all at once, since nearly all text is.
fn is_printable_ascii(text: &str) -> bool {
    text.bytes().fold(true, |so_far, byte| so_far & matches!(byte, b' '..=b'~'))
}

fn inline_context() -> Context {
    Context::CODE.with(Context::TIME).with(Context::STRONG)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::Parser;

    fn texts(page: &str) -> Vec<String> {
        let (mut parser, mut blocks) = (Parser::new(), Blocks::default());
        segment(parser.parse(page).0, 100, &mut blocks);
        blocks.items.iter().map(|block| blocks.text_of(block).to_owned()).collect()
    }

    #[test]
    fn sources_of_formulas_are_no_text() {
        let annotated = "<annotation encoding=application/x-tex>\\pi r^2</annotation>";
        let as_html = "<annotation-xml encoding=text/html><p>source</p></annotation-xml>";
        let as_xml = "<annotation-xml><ci>r</ci></annotation-xml>";
        for source in [annotated, as_html, as_xml, "<annotation>left open"] {
            let formula =
                format!("<math><semantics><mrow><mi>π</mi><mi>r</mi></mrow>{source}</semantics></math>");
            assert_eq!(
                texts(&format!("<div>Area {formula} of it<p>Next")),
                ["Area πr of it", "Next"],
                "{source}"
            );
        }
        assert_eq!(texts("<p>A <annotation>note</annotation> in HTML"), ["A note in HTML"]);
    }

    #[test]
    fn lines_of_code_stay_as_they_are() {
        let code = "<pre><i># note</i>\n<b>if</b> a:\n    <a>std</a><a>::vec</a>\n\n  b</pre>";
        assert_eq!(texts(code), ["# note\nif a:\n    std::vec\n\n  b"]);
        assert_eq!(
            texts("<pre>\n\n    <b>one</b> two\n  three<br>four\n</pre>"),
            ["    one two\n  three\nfour"]
        );
        assert_eq!(texts("<pre>  \n<b></b>  x</pre><p> y"), ["  x", "y"]);
    }

    #[test]
    fn marks_of_links_to_a_heading_are_no_text() {
        let heading = "<h2 id=a>Settings<a href=#a>¶</a></h2><h2><a href=#b>Files</a> <a href=#b><span>#</span></a></h2>";
        assert_eq!(texts(heading), ["Settings", "Files"]);
        assert_eq!(texts("<p>See <a href=#a>§</a>"), ["See §"]);
    }

    #[test]
    fn control_characters_are_no_text() {
        assert_eq!(texts("<p>A&#1;B \u{1b}[1mC&#127;<pre>d\te</pre>"), ["AB [1mC", "d\te"]);
    }

    #[test]
    fn readings_of_words_are_no_text() {
        for ruby in [
            "<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp></ruby>",
            "<ruby>東<rt>とう</ruby>",
            "<ruby><rb>東</rb><rtc><rt>とう</rt></rtc></ruby>",
        ] {
            assert_eq!(texts(&format!("<p>{ruby}京へ<p>Next")), ["東京へ", "Next"], "{ruby}");
        }
    }
}
