//! Writes the metadata of gold pages, one record a line: what `score.py meta` reads.
//!
//! ```text
//! cargo run --profile fast --example predict -- html PAGES.. > records.jsonl
//! cargo run --profile fast --example predict -- evidence html PAGES.. > evidence.jsonl
//! cargo run --profile fast --example predict -- headlines text PAGES.. > texts.jsonl
//! ```
//!
//! The first word is `records` (or left out), `evidence`, `headlines`, `dates` or `authors`, the next one `html` or `text`.
//! HTML pages are `.html.gz` files; text pages are `.jsonl.gz` files of `{id, text}`. `evidence` writes what each page offers
//! and the scores it got, for looking into errors; the last three write what may be the headline, the day or the authors and
//! their numbers, for `choosers.py`. As in the command, roles are predicted for text dumps, and for records of HTML pages whose
//! markup names no author.

use dehusk::blocks::{Blocks, segment_html, segment_text};
use dehusk::decode::{DecodeHints, decode};
use dehusk::dom::{Head, Parser};
use dehusk::features::Table;
use dehusk::metadata::titles::strip_site_suffix;
use dehusk::metadata::{
    Evidence, Field, Metadata, Predicted, author_features, author_lists, choose, date_days, date_features,
    gather_html, gather_text, headline_features, headline_lines, headline_texts, longest_text,
    look_for_byline, site_names,
};
use dehusk::options::InputKind;
use dehusk::roles::{Classifier, Question, Role, Scratch};
use serde_json::{Value, json};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write, stdout};
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// More blocks than any gold page has.
const MAX_BLOCKS: usize = 100_000;
/// Candidates of a field, at most, as the library has it.
const MAX_CANDIDATES: usize = 1000;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let usage = "usage: predict [records|evidence|headlines|dates|authors] html|text PAGES..";
    let (mode, kind, paths) = match arguments.as_slice() {
        [kind @ ("html" | "text"), paths @ ..] => ("records", *kind, paths),
        [mode, kind @ ("html" | "text"), paths @ ..] => (*mode, *kind, paths),
        _ => return Err(usage.into()),
    };
    let is_html = kind == "html";
    let mut out = BufWriter::new(stdout().lock());
    let mut reader = Reader::new()?;
    if mode == "headlines" {
        writeln!(out, "{}", json!({"names": headline_features(!is_html)}))?;
    }
    if mode == "authors" {
        writeln!(out, "{}", json!({"names": author_features()}))?;
    }
    if mode == "dates" {
        writeln!(out, "{}", json!({"names": date_features()}))?;
    }
    each_page(paths, |id, bytes| {
        let mut evidence = reader.gather(is_html, &bytes)?;
        let row = match mode {
            "records" => {
                let mut found = choose(&evidence, &longest_text(&reader.blocks));
                if is_html && found.authors.is_empty() {
                    reader.look_for_byline(&mut evidence, &mut found);
                }
                record(id, &found)
            }
            "evidence" => details(id, &evidence, &reader.blocks),
            "dates" => {
                let headline = choose(&evidence, "").headline_block;
                json!({"id": id, "days": date_days(&evidence, headline)})
            }
            "authors" => {
                let headline = choose(&evidence, "").headline_block;
                json!({"id": id, "lists": author_lists(&evidence, headline)})
            }
            "headlines" if is_html => {
                let (is_news, texts) = headline_texts(&evidence);
                json!({"id": id, "news": is_news, "texts": texts})
            }
            "headlines" => {
                let texts = headline_lines(&reader.blocks, reader.predicted(), &evidence);
                json!({"id": id, "news": false, "texts": texts})
            }
            _ => return Err(usage.into()),
        };
        writeln!(out, "{row}")?;
        Ok(())
    })
}

/// Calls `take` with the id and the bytes of every page.
fn each_page(paths: &[&str], mut take: impl FnMut(&str, Vec<u8>) -> Outcome<()>) -> Outcome<()> {
    for path in paths {
        let mut reader = BufReader::new(flate2::read::MultiGzDecoder::new(File::open(path)?));
        let name = Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(id) = name.strip_suffix(".html.gz") {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes)?;
            take(id, bytes)?;
            continue;
        }
        for line in reader.lines() {
            let row: Value = serde_json::from_str(&line?)?;
            let (id, text) =
                (row["id"].as_str().unwrap_or_default(), row["text"].as_str().unwrap_or_default());
            take(id, text.as_bytes().to_vec())?;
        }
    }
    Ok(())
}

/// The stages before the choice, with their buffers.
struct Reader {
    classifier: &'static Classifier,
    parser: Parser,
    head: Head,
    blocks: Blocks,
    table: Table,
    scratch: Scratch,
    roles: Vec<Role>,
    headline: Vec<f32>,
    byline: Vec<f32>,
}

impl Reader {
    fn new() -> Outcome<Self> {
        Ok(Self {
            classifier: Classifier::embedded()?,
            parser: Parser::new(),
            head: Head::default(),
            blocks: Blocks::default(),
            table: Table::default(),
            scratch: Scratch::default(),
            roles: Vec::new(),
            headline: Vec::new(),
            byline: Vec::new(),
        })
    }

    fn gather(&mut self, is_html: bool, bytes: &[u8]) -> Outcome<Evidence> {
        let page = decode(bytes, &DecodeHints { kind_is_html: is_html, ..DecodeHints::default() })?;
        if is_html {
            let (dom, _) = self.parser.parse(&page.text);
            self.head.fill(dom);
            segment_html(dom, MAX_BLOCKS, &mut self.blocks);
            return Ok(gather_html(dom, &self.head, &self.blocks, &[], None, MAX_CANDIDATES));
        }
        segment_text(&dehusk::text::parse(&page.text), MAX_BLOCKS, &mut self.blocks);
        self.table.fill_text(&self.blocks, self.classifier.lexicon());
        let (kind, question) = (InputKind::Text, Question { roles: true, ..Question::default() });
        let verdict =
            self.classifier.judge(&mut self.table, None, &self.blocks, kind, question, &mut self.scratch);
        self.roles = verdict.sure_roles();
        (self.headline, self.byline) =
            (verdict.probabilities_of(Role::Headline), verdict.probabilities_of(Role::Byline));
        Ok(gather_text(&self.blocks, self.predicted(), None, None, MAX_CANDIDATES))
    }

    /// Of the HTML page that was gathered last.
    fn look_for_byline(&mut self, evidence: &mut Evidence, found: &mut Metadata) {
        let Self { classifier, parser, head, blocks, table, scratch, .. } = self;
        let (dom, kind) = (parser.dom(), InputKind::Html);
        table.fill_html(dom, head, blocks, classifier.lexicon());
        let verdict = classifier.judge(table, Some(dom), blocks, kind, Question::default(), scratch);
        if verdict.may_be_signed() {
            let bylines_of = |among: &[usize]| classifier.bylines(kind, among, scratch);
            look_for_byline(dom, blocks, evidence, found, bylines_of);
        }
    }

    fn predicted(&self) -> Predicted<'_> {
        Predicted { roles: &self.roles, headline: &self.headline, byline: &self.byline }
    }
}

fn record(id: &str, found: &Metadata) -> Value {
    json!({"id": id, "headline": found.headline, "dek": found.dek, "authors": found.authors, "date_published": found.date_published,
           "date_modified": found.date_modified, "site_name": found.site_name, "language": found.language, "url": found.url,
           "canonical_url": found.canonical_url, "image": found.image, "license": found.license, "description": found.description,
           "breadcrumb": found.breadcrumb, "tags": found.tags, "warnings": found.warnings})
}

/// Every candidate of a page and the scores it got.
fn details(id: &str, evidence: &Evidence, blocks: &Blocks) -> Value {
    let found = choose(evidence, &longest_text(blocks));
    let names = site_names(evidence);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let candidates: Vec<Value> = evidence
        .candidates
        .iter()
        .map(|one| {
            let text = one.block.and_then(|block| blocks.items.get(block as usize)).map(|block| blocks.text_of(block).chars().take(120).collect::<String>());
            let spot = one.block.and_then(|block| evidence.spots.get(block as usize)).map(|spot| spot.is_apart);
            json!({"f": format!("{:?}", one.field), "v": one.value, "s": (one.field == Field::Headline).then(|| strip_site_suffix(&one.value, &names)), "o": format!("{:?}", one.origin), "b": one.block, "w": one.weight,
                   "n": one.likes, "l": one.label.map(|label| format!("{label:?}")), "k": one.author_kind.map(|kind| format!("{kind:?}")), "t": text, "a": spot})
        })
        .collect();
    let decisions: Vec<Value> = found
        .decisions
        .iter()
        .map(|one| json!({"f": one.field.map(|field| format!("{field:?}")), "won": one.won, "scores": one.scores}))
        .collect();
    let prose: Vec<usize> =
        evidence.spots.iter().enumerate().filter(|(_, spot)| spot.is_prose).map(|(index, _)| index).collect();
    json!({"id": id, "candidates": candidates, "decisions": decisions, "headline": found.headline, "headline_block": found.headline_block,
              "prose": prose, "blocks": blocks.len(), "url": evidence.url})
}
