//! Writes the metadata of gold pages, one record a line: what `score.py meta` reads.
//!
//! ```text
//! cargo run --profile fast --example predict -- html PAGES.. > records.jsonl
//! cargo run --profile fast --example predict -- evidence PAGES.. > evidence.jsonl
//! ```
//!
//! HTML pages are `.html.gz` files; text pages are `.jsonl.gz` files of `{id, text}`, for which `text` stands in place of
//! `html`. `evidence` writes what each HTML page offers and the scores it got, for looking into errors. Roles are not
//! predicted here: the figures are those of the evidence alone.

use dehusk::blocks::{Blocks, segment_html, segment_text};
use dehusk::decode::{DecodeHints, decode};
use dehusk::dom::{Head, Parser};
use dehusk::metadata::titles::strip_site_suffix;
use dehusk::metadata::{Evidence, Field, choose, gather_html, gather_text, longest_text, site_names};
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
    let (mode, paths) = arguments.split_first().ok_or("usage: predict html|text|evidence PAGES..")?;
    let mut out = BufWriter::new(stdout().lock());
    let (mut parser, mut blocks) = (Parser::new(), Blocks::default());
    each_page(paths, |id, bytes| {
        let evidence =
            gather(mode.starts_with("html") || mode == "evidence", &bytes, &mut parser, &mut blocks)?;
        let row = if mode.contains("evidence") {
            details(id, &evidence, &blocks)
        } else {
            record(id, &evidence, &blocks)
        };
        writeln!(out, "{row}")?;
        Ok(())
    })
}

/// Calls `take` with the id and the bytes of every page.
fn each_page(paths: &[String], mut take: impl FnMut(&str, Vec<u8>) -> Outcome<()>) -> Outcome<()> {
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

fn gather(is_html: bool, bytes: &[u8], parser: &mut Parser, blocks: &mut Blocks) -> Outcome<Evidence> {
    let page = decode(bytes, &DecodeHints { kind_is_html: is_html, ..DecodeHints::default() })?;
    if !is_html {
        segment_text(&dehusk::text::parse(&page.text), MAX_BLOCKS, blocks);
        return Ok(gather_text(blocks, &[], None, None, MAX_CANDIDATES));
    }
    let mut head = Head::default();
    let (dom, _) = parser.parse(&page.text);
    head.fill(dom);
    segment_html(dom, MAX_BLOCKS, blocks);
    Ok(gather_html(dom, &head, blocks, &[], None, MAX_CANDIDATES))
}

fn record(id: &str, evidence: &Evidence, blocks: &Blocks) -> Value {
    let found = choose(evidence, &longest_text(blocks));
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
