//! One page in, one record out: owns the scratch buffers and calls the stages in order.

mod explained;

pub use explained::{BlockReasons, Explained};

use crate::blocks::{Block, Blocks, Place, segment_html, segment_text};
use crate::decode::{DecodeHints, Decoded, decode};
use crate::document::{
    BODY_FROM_JSON_LD, BODY_FROM_STATE, BlockRecord, Cells, PageType, Provenance, Record, SCHEMA_VERSION,
    Status, body, comments, continues,
};
use crate::dom::{Dom, Head, NarrowNotes, Narrowing, NodeId, ParseNotes, Parser};
use crate::error::{Error, ErrorKind, Result};
use crate::features::Table;
use crate::fingerprint::Fingerprints;
use crate::input::{Page, sniff};
use crate::metadata::{
    BodySource, Decision, Evidence, Predicted, choose, explain, gather_html, gather_text, longer_body,
    longest_text, look_for_byline, roles_of_repeats,
};
use crate::options::{BlockDetail, InputKind, Options};
use crate::roles::{Classifier, Question, Role, Scratch, Verdict};
use crate::text::{TextPage, parse_lines, prefix as text_prefix};
use std::borrow::Cow;

/// Elements in a block's path: the nearest ones say where it stands.
const PATH_ELEMENTS: usize = 6;

/// Bytes of a page after which the buffers are given back: what such a page needs, few others do.
const KEPT_PAGE_BYTES: usize = 8 << 20;

/// What one page cost, in counts: the same everywhere, unlike times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    /// Tokens of markup.
    pub tokens: u64,
    /// Calls of the tree builder.
    pub builder_work: u64,
    /// Nodes of the tree.
    pub nodes: u64,
    /// Elements and groups of lines that enclose blocks.
    pub containers: u64,
    /// Blocks that were judged.
    pub blocks: u64,
    /// Values that stood to choice for the fields of the record.
    pub candidates: u64,
}

impl Costs {
    /// The counts with their names.
    #[must_use]
    pub fn named(self) -> [(&'static str, u64); 6] {
        [
            ("tokens", self.tokens),
            ("calls of the tree builder", self.builder_work),
            ("nodes", self.nodes),
            ("containers", self.containers),
            ("blocks", self.blocks),
            ("candidates", self.candidates),
        ]
    }

    /// Adds another page's.
    pub fn add(&mut self, other: Costs) {
        self.tokens += other.tokens;
        self.builder_work += other.builder_work;
        self.nodes += other.nodes;
        self.containers += other.containers;
        self.blocks += other.blocks;
        self.candidates += other.candidates;
    }
}

/// What is known of a page when its record is made.
struct Reading {
    record: Record,
    verdict: Verdict,
    evidence: Evidence,
    decisions: Vec<Decision>,
}

/// Extracts pages one after the other. Make one per thread: its buffers are kept from page to page.
#[derive(Debug)]
pub struct Extractor {
    options: Options,
    classifier: &'static Classifier,
    parser: Parser,
    narrowing: Option<Narrowing>,
    head: Head,
    /// A text dump between parsing and its cutting into blocks.
    dump: TextPage,
    blocks: Blocks,
    table: Table,
    scratch: Scratch,
    costs: Costs,
    reached: Reached,
}

/// Limits that the page at hand has reached, beside those of its blocks.
#[derive(Clone, Copy, Debug, Default)]
struct Reached {
    parse: ParseNotes,
    narrowed: NarrowNotes,
    lines: bool,
    json_ld: bool,
}

impl Extractor {
    /// An extractor for these options.
    ///
    /// # Errors
    ///
    /// If the charset is unknown, a selector cannot be read, or the embedded weights do not fit this build.
    pub fn new(options: Options) -> Result<Self> {
        let hints = DecodeHints { override_charset: options.charset.as_deref(), ..DecodeHints::default() };
        decode(b"", &hints)?;
        let narrowing = Narrowing::parse(&options.only, &options.drop)?;
        Ok(Self {
            classifier: Classifier::embedded()?,
            parser: parser_for(&options, narrowing.as_ref()),
            narrowing,
            head: Head::with_limits(&options.limits),
            dump: TextPage::default(),
            blocks: Blocks::default(),
            table: Table::default(),
            scratch: Scratch::default(),
            costs: Costs::default(),
            reached: Reached::default(),
            options,
        })
    }

    /// What the page that was extracted last cost.
    #[must_use]
    pub fn costs(&self) -> Costs {
        self.costs
    }

    /// The record of a page. A page that cannot be read gives a record of status `error`.
    pub fn extract(&mut self, page: &Page) -> Record {
        self.record_of(page, Cow::Borrowed(&page.bytes))
    }

    /// [`Extractor::extract`], which takes the page's bytes and frees them as soon as they are parsed: a page of many
    /// megabytes is then not held twice.
    pub fn extract_taking(&mut self, page: &mut Page) -> Record {
        let bytes = std::mem::take(&mut page.bytes);
        self.record_of(page, Cow::Owned(bytes))
    }

    fn record_of(&mut self, page: &Page, bytes: Cow<'_, [u8]>) -> Record {
        let is_large = bytes.len() > KEPT_PAGE_BYTES;
        let record = match self.read(page, bytes, self.options.blocks != BlockDetail::None) {
            Ok(reading) => reading.record,
            Err(error) => Record::of_error(page.id.clone(), (&page.provenance).into(), &error),
        };
        if is_large {
            self.release();
        }
        record
    }

    /// Gives back the buffers.
    fn release(&mut self) {
        self.parser = parser_for(&self.options, self.narrowing.as_ref());
        self.head = Head::with_limits(&self.options.limits);
        self.blocks = Blocks::default();
        self.table = Table::default();
        self.scratch = Scratch::default();
    }

    /// The reading of a page from its bytes, which are dropped once they are parsed. `roles` says whether the verdict is to
    /// tell the blocks' roles.
    fn read(&mut self, page: &Page, bytes: Cow<'_, [u8]>, roles: bool) -> Result<Reading> {
        self.costs = Costs::default();
        let (mut record, kind) = self.parse(page, bytes)?;
        self.segment(kind);
        self.costs.containers = self.blocks.containers.len() as u64;
        self.costs.blocks = self.blocks.len() as u64;
        let mut verdict = self.judge(kind, roles);
        let mut evidence = self.gather(kind, &verdict, page.hints.url.as_deref());
        let mut found = choose(&evidence, &longest_text(&self.blocks));
        if kind == InputKind::Html && verdict.may_be_signed() {
            let (classifier, scratch) = (self.classifier, &mut self.scratch);
            let bylines_of = |among: &[usize]| classifier.bylines(kind, among, scratch);
            look_for_byline(self.parser.dom(), &self.blocks, &mut evidence, &mut found, bylines_of);
        }
        if roles {
            for (at, role) in roles_of_repeats(&self.blocks, &verdict.roles, &verdict.kept, &found) {
                verdict.set_role(at, role);
            }
        }
        record.warnings.extend(self.limit_warnings(&evidence));
        self.costs.candidates = evidence.candidates.len() as u64;
        record.explain =
            self.options.explain.then(|| explain(&evidence, &found, |block| self.place_of_block(block)));
        let decisions = std::mem::take(&mut found.decisions);
        record.describe(found);
        self.fill(&mut record, &verdict);
        Ok(Reading { record, verdict, evidence, decisions })
    }

    /// Decodes and parses a page; what is left is in the extractor's buffers, and the beginning of its record.
    fn parse(&mut self, page: &Page, bytes: Cow<'_, [u8]>) -> Result<(Record, InputKind)> {
        let most = self.options.limits.page_bytes;
        let within = bytes.get(..most).unwrap_or(&bytes);
        let kind = self.kind_of(page, within)?;
        let hints = DecodeHints {
            override_charset: self.options.charset.as_deref(),
            transport_charset: page.hints.charset.as_deref(),
            kind_is_html: kind == InputKind::Html,
        };
        let decoded = decode(within, &hints)?;
        let mut record = self.start(page, kind, &decoded);
        // In UTF-8 a page may be thrice as long.
        if within.len() < bytes.len() || decoded.text.len() > most {
            record.warnings.push("page cut at the byte limit".to_owned());
        }
        match decoded.text {
            Cow::Borrowed(text) => self.parse_text(kind, text),
            Cow::Owned(text) => {
                drop(bytes);
                self.parse_text(kind, &text);
            }
        }
        if self.narrowing.is_some() && kind == InputKind::Text {
            record.warnings.push("selectors do not apply to text".to_owned());
        }
        Ok((record, kind))
    }

    /// Parses the text of a page, as much of it as there may be.
    fn parse_text(&mut self, kind: InputKind, text: &str) {
        let text = text_prefix(text, self.options.limits.page_bytes);
        self.reached = Reached::default();
        match kind {
            InputKind::Html => self.reached.parse = self.parser.parse(text).1,
            InputKind::Text => self.dump = parse_lines(text, self.options.limits.lines),
        }
    }

    fn gather(&self, kind: InputKind, verdict: &Verdict, url: Option<&str>) -> Evidence {
        // HTML says more of itself than predicted roles add: with them 4 in 100 news pages lost an author.
        let most = self.options.limits.candidates;
        match kind {
            InputKind::Html => gather_html(self.parser.dom(), &self.head, &self.blocks, &[], url, most),
            InputKind::Text => {
                let roles = verdict.sure_roles();
                let [headline, byline] =
                    [Role::Headline, Role::Byline].map(|role| verdict.probabilities_of(role));
                let predicted = Predicted { roles: &roles, headline: &headline, byline: &byline };
                gather_text(&self.blocks, predicted, url, None, most)
            }
        }
    }

    fn kind_of(&self, page: &Page, bytes: &[u8]) -> Result<InputKind> {
        if let Some(kind) = self.options.input_kind.or(page.hints.kind) {
            return Ok(kind);
        }
        sniff::kind(bytes).map_err(|what| Error::new(ErrorKind::NotAPage, format!("not a page but {what}")))
    }

    fn start(&self, page: &Page, kind: InputKind, decoded: &Decoded<'_>) -> Record {
        let mut provenance = Provenance::from(&page.provenance);
        provenance.charset = Some(decoded.charset.to_owned());
        provenance.input_kind = Some(kind.name().to_owned());
        let read = page.warnings.iter().map(|&warning| warning.to_owned());
        Record {
            schema_version: SCHEMA_VERSION,
            id: page.id.clone(),
            warnings: read.chain(decoded.warnings.iter().map(ToString::to_string)).collect(),
            provenance,
            ..Record::default()
        }
    }

    /// Cuts what was parsed into blocks.
    fn segment(&mut self, kind: InputKind) {
        let limit = self.options.limits.blocks;
        match kind {
            InputKind::Html => {
                if let Some(narrowing) = &self.narrowing {
                    self.reached.narrowed = self.parser.narrow(narrowing);
                }
                let dom = self.parser.dom();
                self.head.fill(dom);
                segment_html(dom, limit, &mut self.blocks);
                self.costs.tokens = self.reached.parse.tokenizer.tokens;
                self.costs.nodes = dom.len() as u64;
                self.costs.builder_work = self.parser.builder_work();
                self.reached.json_ld = self.head.is_json_ld_cut(dom);
            }
            InputKind::Text => {
                let page = std::mem::take(&mut self.dump);
                segment_text(&page, limit, &mut self.blocks);
                self.reached.lines = page.layout.is_truncated;
            }
        }
    }

    /// A warning for each limit that the page has reached.
    fn limit_warnings(&self, evidence: &Evidence) -> Vec<String> {
        let ParseNotes { limits, tokenizer } = self.reached.parse;
        let rows = [
            (limits.depth, "depth limit reached"),
            (limits.formatting, "formatting limit reached"),
            (limits.root_tags, "root tag limit reached"),
            (limits.work, "work limit reached"),
            (limits.elements, "element limit reached"),
            (tokenizer.attributes_over_limit > 0, "attribute limit reached"),
            (tokenizer.values_cut > 0, "attribute value cut"),
            (tokenizer.page_cut, "page cut at the byte limit"),
            (self.reached.narrowed.nothing_matched, "no element matches the selectors"),
            (self.reached.narrowed.is_cut, "selector limit reached"),
            (self.reached.lines, "line limit reached"),
            (self.blocks.is_cut, "block limit reached"),
            (self.reached.json_ld, "JSON-LD limit reached"),
            (evidence.is_cut, "candidate limit reached"),
        ];
        rows.into_iter().filter(|row| row.0).map(|row| row.1.to_owned()).collect()
    }

    fn judge(&mut self, kind: InputKind, roles: bool) -> Verdict {
        let lexicon = self.classifier.lexicon();
        match kind {
            InputKind::Html => self.table.fill_html(self.parser.dom(), &self.head, &self.blocks, lexicon),
            InputKind::Text => self.table.fill_text(&self.blocks, lexicon),
        }
        let question = Question { favor: self.options.favor, roles };
        let dom = (kind == InputKind::Html).then(|| self.parser.dom());
        self.classifier.judge(&mut self.table, dom, &self.blocks, kind, question, &mut self.scratch)
    }

    fn fill(&self, record: &mut Record, verdict: &Verdict) {
        record.body = body(&self.blocks, &verdict.kept);
        // What the page's data carry is the whole page's.
        if verdict.kind == Some(InputKind::Html)
            && self.narrowing.is_none()
            && let Some((longer, source)) = longer_body(self.parser.dom(), &self.head, &record.body)
        {
            record.body = longer;
            let warning = match source {
                BodySource::JsonLd => BODY_FROM_JSON_LD,
                BodySource::State => BODY_FROM_STATE,
            };
            record.warnings.push(warning.to_owned());
        }
        record.comments = comments(&self.blocks, &verdict.comments, &verdict.kept);
        record.confidence = three_decimals(verdict.confidence);
        record.page_type = page_type_of(verdict);
        record.status = if record.body.is_empty() { Status::Empty } else { Status::Ok };
        if record.status == Status::Empty {
            record.confidence = 0.0;
        }
        record.fingerprints = self.options.fingerprints.then(|| Fingerprints::of(&record.body));
        record.blocks = match self.options.blocks {
            BlockDetail::None => None,
            BlockDetail::Kept => Some(self.block_records(verdict, |at| verdict.kept[at])),
            BlockDetail::All => Some(self.block_records(verdict, |_| true)),
        };
    }

    fn block_records(&self, verdict: &Verdict, wanted: impl Fn(usize) -> bool) -> Vec<BlockRecord> {
        let items = self.blocks.items.iter().enumerate().filter(|&(at, _)| wanted(at));
        let mut cells = Cells::new(self.parser.dom());
        items.map(|(at, block)| self.block_record(at, block, verdict, &mut cells)).collect()
    }

    /// The element path or the line of a block.
    fn place_of_block(&self, block: u32) -> (Option<String>, Option<u32>) {
        match self.blocks.items.get(block as usize).map(|block| block.place) {
            Some(Place::Node(node)) => (Some(path_of(self.parser.dom(), node)), None),
            Some(Place::Line(line)) => (None, Some(line)),
            None => (None, None),
        }
    }

    fn block_record(
        &self,
        at: usize,
        block: &Block,
        verdict: &Verdict,
        cells: &mut Cells<'_>,
    ) -> BlockRecord {
        let (role, score) = verdict.roles.get(at).copied().unwrap_or((Role::Other, 0.0));
        let (tag, line, cell) = match block.place {
            Place::Node(node) => (Some(path_of(self.parser.dom(), node)), None, cells.place_of(node)),
            Place::Line(line) => (None, Some(line), None),
        };
        BlockRecord {
            role,
            score: three_decimals(score),
            kept: verdict.kept[at],
            tag,
            line,
            text: self.blocks.text_of(block).to_owned(),
            reasons: self.classifier.reasons(&self.table, at, verdict),
            place: Some(block.place),
            cell,
            continues: continues(&self.blocks, &verdict.kept, at),
        }
    }
}

fn parser_for(options: &Options, narrowing: Option<&Narrowing>) -> Parser {
    let parser = Parser::with_limits(&options.limits);
    match narrowing {
        Some(narrowing) => parser.for_narrowing(narrowing),
        None => parser,
    }
}

fn three_decimals(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

fn page_type_of(verdict: &Verdict) -> Option<PageType> {
    PageType::ALL.get(verdict.page_type()?).copied()
}

/// The names of the nearest elements, outermost first, as `main > article > p`.
fn path_of(dom: &Dom, node: NodeId) -> String {
    let elements = std::iter::successors(Some(node), |&node| dom.parent(node));
    let names = elements.map(|node| dom.tag(node).as_str()).filter(|name| !name.is_empty());
    let mut nearest: Vec<&str> = names.take(PATH_ELEMENTS).collect();
    nearest.reverse();
    nearest.join(" > ")
}
