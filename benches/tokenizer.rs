//! The tokenizer against html5ever's own, with no sink and in front of html5ever's tree builder.
//!
//! `DEHUSK_PAGES` names folders of `.html` or `.html.gz` pages; without it, a page of the tests is repeated. Each round
//! runs every contender once over all pages; the table gives the medians. `DEHUSK_ROUNDS` sets the rounds,
//! `DEHUSK_ONLY` names one contender (for a profiler).
#![allow(clippy::panic, clippy::string_slice, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../tests/tokens/mod.rs"]
mod tokens;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::time::Instant;

use dehusk::dom::limits::{BoundedBuilder, BuilderLimits, CountWork};
use dehusk::dom::tokenizer::{Attributes, Comments, TokenizerOptions, tokenize};
use html5ever::interface::ExpandedName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, QualName, ns};

/// Counts tokens and obeys raw text elements, so that both tokenizers walk the same states.
#[derive(Default)]
struct Counter(Cell<u64>);

impl TokenSink for Counter {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == html5ever::tokenizer::TagKind::StartTag => {
                self.0.set(self.0.get() + 1);
                tokens::raw_text_by_name(&tag)
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

/// A handle that knows its name, so that the tree builder's questions cost no look-up.
#[derive(Clone)]
struct Handle {
    id: u32,
    namespace: &'static Namespace,
    name: LocalName,
}

static HTML: Namespace = ns!(html);
static SVG: Namespace = ns!(svg);
static MATHML: Namespace = ns!(mathml);

/// The least a tree needs: names, parents, and one buffer of text.
#[derive(Default)]
struct Flat {
    parents: RefCell<Vec<(LocalName, u32)>>,
    text: RefCell<String>,
    work: Cell<u64>,
}

impl TreeSink for Flat {
    type Handle = Handle;
    type Output = ();
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) {}
    fn parse_error(&self, _message: Cow<'static, str>) {}
    fn get_document(&self) -> Handle {
        Handle { id: 0, namespace: &HTML, name: LocalName::default() }
    }
    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.work.set(self.work.get() + 1);
        ExpandedName { ns: target.namespace, local: &target.name }
    }
    fn create_element(&self, name: QualName, _attributes: Vec<Attribute>, _flags: ElementFlags) -> Handle {
        let namespace = match name.ns {
            ns!(svg) => &SVG,
            ns!(mathml) => &MATHML,
            _ => &HTML,
        };
        let mut parents = self.parents.borrow_mut();
        parents.push((name.local.clone(), 0));
        Handle { id: parents.len() as u32, namespace, name: name.local }
    }
    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.get_document()
    }
    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.get_document()
    }
    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendText(text) => self.text.borrow_mut().push_str(&text),
            NodeOrText::AppendNode(node) => {
                if let Some(entry) = self.parents.borrow_mut().get_mut(node.id.wrapping_sub(1) as usize) {
                    entry.1 = parent.id;
                }
            }
        }
    }
    fn append_based_on_parent_node(&self, element: &Handle, _previous: &Handle, child: NodeOrText<Handle>) {
        self.append(element, child);
    }
    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }
    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        self.work.set(self.work.get() + 1);
        x.id == y.id
    }
    fn set_quirks_mode(&self, _mode: QuirksMode) {}
    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        self.append(sibling, child);
    }
    fn add_attrs_if_missing(&self, _target: &Handle, _attributes: Vec<Attribute>) {}
    fn remove_from_parent(&self, _target: &Handle) {}
    fn reparent_children(&self, _node: &Handle, _new_parent: &Handle) {}
}

impl CountWork for Flat {
    fn work(&self) -> u64 {
        self.work.get()
    }

    fn elements_made(&self) -> u64 {
        self.parents.borrow().len() as u64
    }
}

fn bounded(page: &str) -> u64 {
    let limits = BuilderLimits::default();
    let builder = BoundedBuilder::new(Flat::default(), TreeBuilderOpts::default(), limits, page.len());
    built(tokens::ours(page, builder, &lean()).builder)
}

fn flat_builder() -> TreeBuilder<Handle, Flat> {
    let flat = Flat::default();
    TreeBuilder::new(flat, TreeBuilderOpts::default())
}

fn is_json(tag: &dehusk::dom::tokenizer::Tag<'_>) -> bool {
    tag.attribute("type").is_some_and(|kind| kind.contains("json"))
}

fn lean() -> TokenizerOptions {
    TokenizerOptions {
        attributes: Attributes::Read,
        keep_raw_text: Some(is_json),
        comments: Comments::Empty,
        ..TokenizerOptions::default()
    }
}

type Contender = (&'static str, fn(&str) -> u64);

const CONTENDERS: &[Contender] = &[
    ("memchr for <", |page| memchr::memchr_iter(b'<', page.as_bytes()).count() as u64),
    ("html5ever's tokenizer", |page| tokens::theirs(page, Counter::default()).0.get()),
    ("ours, everything kept", |page| ours(page, &TokenizerOptions::exact())),
    ("ours, what an extractor reads", |page| ours(page, &lean())),
    ("html5ever's tokenizer and tree builder, flat tree", |page| built(tokens::theirs(page, flat_builder()))),
    ("ours exact and tree builder, flat tree", |page| {
        built(tokens::ours(page, flat_builder(), &TokenizerOptions::exact()))
    }),
    ("ours lean and tree builder, flat tree", |page| built(tokens::ours(page, flat_builder(), &lean()))),
    ("ours lean, bounds and tree builder, flat tree", bounded),
];

fn ours(page: &str, options: &TokenizerOptions) -> u64 {
    let counter = Counter::default();
    tokenize(page, &counter, options);
    counter.0.get()
}

fn built(builder: TreeBuilder<Handle, Flat>) -> u64 {
    builder.sink.parents.borrow().len() as u64
}

fn main() {
    let paths = tokens::pages_named_by("DEHUSK_PAGES");
    let mut pages: Vec<String> = paths.iter().map(|path| tokens::read_page(path)).collect();
    if pages.is_empty() {
        pages = vec![include_str!("../tests/tokens/page.html").repeat(100)];
    }
    let bytes: usize = pages.iter().map(String::len).sum();
    let rounds: usize =
        std::env::var("DEHUSK_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
    let only = std::env::var("DEHUSK_ONLY").unwrap_or_default();
    let contenders: Vec<&Contender> = CONTENDERS.iter().filter(|(name, _)| name.contains(&only)).collect();
    let mut seconds = vec![Vec::new(); contenders.len()];
    let mut counts = vec![0; contenders.len()];
    for _ in 0..rounds {
        for (index, (_, run)) in contenders.iter().enumerate() {
            let start = Instant::now();
            counts[index] = pages.iter().map(|page| run(page)).sum();
            seconds[index].push(start.elapsed().as_secs_f64());
        }
    }
    println!("{} pages, {:.1} MB, medians of {rounds} rounds", pages.len(), bytes as f64 / 1e6);
    for (index, (name, _)) in contenders.iter().enumerate() {
        seconds[index].sort_by(f64::total_cmp);
        let median = seconds[index][rounds / 2];
        let (least, most) = (seconds[index][0], seconds[index][rounds - 1]);
        let rate = bytes as f64 / 1e6 / median;
        println!("{median:7.3} s ({least:.3}-{most:.3}) {rate:7.0} MB/s {:>10}  {name}", counts[index]);
    }
}
