//! Writes one record a line for gold pages: what `score.py meta` reads.
//!
//! ```text
//! cargo run --profile fast --example predict -- html PAGES.. > records.jsonl
//! cargo run --profile fast --example predict -- evidence PAGES.. > evidence.jsonl
//! ```
//!
//! HTML pages are `.html.gz` files; text pages are `.jsonl.gz` files of `{id, text}`, for which `text` stands in place of
//! `html`. `evidence` writes what each page offers, for looking into errors.

use dehusk::blocks::{Blocks, segment_html};
use dehusk::decode::{DecodeHints, decode};
use dehusk::dom::{Head, Parser};
use dehusk::extractor::Extractor;
use dehusk::input::{Page, Provenance};
use dehusk::metadata::titles::strip_site_suffix;
use dehusk::metadata::{Field, choose, site_names, gather_html, longest_text};
use dehusk::options::{InputKind, Options};
use serde_json::{Value, json};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write, stdout};
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// More blocks than any gold page has.
const MAX_BLOCKS: usize = 100_000;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mode, paths) = arguments.split_first().ok_or("usage: predict html|text|evidence PAGES..")?;
    let mut out = BufWriter::new(stdout().lock());
    let kind = if mode == "text" { InputKind::Text } else { InputKind::Html };
    let mut extractor = Extractor::new(Options { input_kind: Some(kind), ..Options::default() })?;
    each_page(paths, |id, bytes| {
        if mode == "evidence" {
            writeln!(out, "{}", evidence(id, &bytes)?)?;
            return Ok(());
        }
        let provenance = Provenance { path: id.to_owned(), ..Provenance::default() };
        let page = Page { id: id.to_owned(), bytes: bytes.into(), provenance, ..Page::default() };
        let mut record = serde_json::to_value(extractor.extract(&page))?;
        record["body"] = Value::Null;
        writeln!(out, "{record}")?;
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

/// Every candidate of a page and the scores it got.
fn evidence(id: &str, bytes: &[u8]) -> Outcome<Value> {
    let page = decode(bytes, &DecodeHints { kind_is_html: true, ..DecodeHints::default() })?;
    let (mut parser, mut head, mut blocks) = (Parser::new(), Head::default(), Blocks::default());
    let (dom, _) = parser.parse(&page.text);
    head.fill(dom);
    segment_html(dom, MAX_BLOCKS, &mut blocks);
    let evidence = gather_html(dom, &head, &blocks, &[], None);
    let found = choose(&evidence, &longest_text(&blocks));
    let names = site_names(&evidence);
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
    Ok(
        json!({"id": id, "candidates": candidates, "decisions": decisions, "headline": found.headline, "headline_block": found.headline_block,
              "prose": prose, "blocks": blocks.len(), "url": evidence.url}),
    )
}
