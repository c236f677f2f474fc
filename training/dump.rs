//! Writes what the training scripts read: the blocks of every page, and the table of features.
//!
//! ```text
//! cargo run --profile fast --example dump -- blocks html PAGES.. > blocks.jsonl
//! cargo run --profile fast --example dump -- table html LEXICONS.json TABLE.f32 PAGES.. > index.jsonl
//! cargo run --profile fast --example dump -- second html LEXICONS.json PROBABILITIES.f32 TABLE.f32 PAGES.. > index.jsonl
//! cargo run --profile fast --example dump -- third text LEXICONS.json PROBABILITIES.f32 TABLE.f32 PAGES.. > index.jsonl
//! cargo run --profile fast --example dump -- names html
//! ```
//!
//! `html` or `text` names the kind. HTML pages are `.html.gz` files; text pages are `.jsonl.gz` files of `{id, text}`.
//! `LEXICONS.json` is `{"folds": {page id: fold}, "lexicons": [{"class": {word: [weights]}, "text": {…}}, …]}`: each page is
//! described with the lexicon of its own fold, which was made without it.

use dehusk::blocks::{Block, Blocks, Container, segment_html, segment_text};
use dehusk::decode::{DecodeHints, decode};
use dehusk::dom::{AttributeName, Head, NodeId, Parser};
use dehusk::features::{
    Lexicon, ROLE_COUNT, RoleLexicon, Said, Score, Table, Vocabulary, choice_names, class_words,
    feature_names, inline_nodes, role_word_names, second_names, third_names,
};
use dehusk::options::InputKind;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write, stdout};
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// More blocks than any gold page has.
const MAX_BLOCKS: usize = 100_000;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["blocks", kind, pages @ ..] => dump_blocks(kind_of(kind)?, pages),
        ["table", kind, lexicons, table, pages @ ..] => {
            dump_table(kind_of(kind)?, lexicons, table, pages, Pass::First, &[])
        }
        [stage @ ("second" | "third" | "choice"), kind, lexicons, probabilities, table, pages @ ..] => {
            let mut numbers = Vec::new();
            File::open(probabilities)?.read_to_end(&mut numbers)?;
            let numbers =
                numbers.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]));
            let pass = match *stage {
                "second" => Pass::Second,
                "third" => Pass::Third,
                _ => Pass::Choice,
            };
            dump_table(kind_of(kind)?, lexicons, table, pages, pass, &numbers.collect::<Vec<_>>())
        }
        ["roles", kind, lexicons, table, pages @ ..] => {
            dump_role_words(kind_of(kind)?, lexicons, table, pages)
        }
        ["names", kind] => {
            let kind = kind_of(kind)?;
            println!(
                "{}",
                json!({"first": feature_names(kind), "second": second_names(kind), "third": third_names(), "choice": choice_names(kind), "role-words": role_word_names(kind)})
            );
            Ok(())
        }
        _ => Err("usage: dump blocks|table|names html|text …".into()),
    }
}

fn kind_of(name: &str) -> Outcome<InputKind> {
    match name {
        "html" => Ok(InputKind::Html),
        "text" => Ok(InputKind::Text),
        other => Err(format!("unknown kind {other:?}").into()),
    }
}

/// Calls `take` with the id and the bytes of every page.
fn each_page(paths: &[&str], mut take: impl FnMut(&str, &[u8]) -> Outcome<()>) -> Outcome<()> {
    for path in paths {
        let reader = flate2::read::MultiGzDecoder::new(File::open(path)?);
        let name = Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(id) = name.strip_suffix(".html.gz") {
            let mut bytes = Vec::new();
            let mut reader = reader;
            reader.read_to_end(&mut bytes)?;
            take(id, &bytes)?;
        } else {
            for line in BufReader::new(reader).lines() {
                let row: Value = serde_json::from_str(&line?)?;
                let (id, text) =
                    (row["id"].as_str().unwrap_or_default(), row["text"].as_str().unwrap_or_default());
                take(id, text.as_bytes())?;
            }
        }
    }
    Ok(())
}

/// The buffers of one page after the other.
#[derive(Default)]
struct Stages {
    parser: Parser,
    head: Head,
    blocks: Blocks,
    table: Table,
}

fn dump_blocks(kind: InputKind, paths: &[&str]) -> Outcome<()> {
    let mut out = BufWriter::new(stdout().lock());
    let mut stages = Stages::default();
    each_page(paths, |id, bytes| {
        let hints = DecodeHints { kind_is_html: kind == InputKind::Html, ..DecodeHints::default() };
        let page = decode(bytes, &hints)?;
        let row = match kind {
            InputKind::Html => html_row(id, &page.text, &mut stages),
            InputKind::Text => text_row(id, &page.text, &mut stages),
        };
        writeln!(out, "{row}")?;
        Ok(())
    })
}

fn html_row(id: &str, page: &str, stages: &mut Stages) -> Value {
    let (dom, _) = stages.parser.parse(page);
    segment_html(dom, MAX_BLOCKS, &mut stages.blocks);
    let words = |node: NodeId| {
        let mut found = Vec::new();
        for name in [AttributeName::Class, AttributeName::Id, AttributeName::Itemprop, AttributeName::Role] {
            let value = dom.attribute(node, name).unwrap_or_default();
            class_words(value, &mut String::new(), |word| found.push(word.to_owned()));
        }
        found
    };
    let containers: Vec<Value> = stages
        .blocks
        .containers
        .iter()
        .map(|Container { parent, node, tag, .. }| {
            json!([parent, tag.as_str(), node.map(words).unwrap_or_default()])
        })
        .collect();
    let blocks = &stages.blocks;
    let items: Vec<Value> = blocks
        .items
        .iter()
        .map(|block| {
            let inline: Vec<String> = inline_nodes(dom, blocks, block).flat_map(words).collect();
            json!({"t": blocks.text_of(block), "c": block.container, "w": inline, "k": block.kind as u8, "g": group(blocks, block)})
        })
        .collect();
    json!({"id": id, "blocks": items, "containers": containers})
}

/// Blocks with an equal number are of one form under one chain of elements.
fn group(blocks: &Blocks, block: &Block) -> String {
    let shape = blocks.containers.get(block.container as usize).map_or(0, |container| container.shape);
    format!("{shape:x}.{}", block.kind as u8)
}

fn text_row(id: &str, page: &str, stages: &mut Stages) -> Value {
    segment_text(&dehusk::text::parse(page), MAX_BLOCKS, &mut stages.blocks);
    let blocks = &stages.blocks;
    let items: Vec<Value> = blocks
        .items
        .iter()
        .map(|block| json!({"t": blocks.text_of(block), "c": block.container, "k": block.kind as u8}))
        .collect();
    json!({"id": id, "blocks": items})
}

/// Which table is written.
#[derive(Clone, Copy, PartialEq)]
enum Pass {
    First,
    Second,
    Third,
    Choice,
}

impl Pass {
    /// How many numbers of each block it is given.
    fn given(self, kind: InputKind) -> usize {
        match (self, kind) {
            (Pass::First, _) => 0,
            (Pass::Second, _) | (Pass::Choice, InputKind::Html) => 1,
            (Pass::Choice, InputKind::Text) => 1 + ROLE_COUNT,
            (Pass::Third, _) => 3 + ROLE_COUNT,
        }
    }
}

/// Thresholds at which a page's choice of blocks is described: the candidates among which the page-level model chooses.
const THRESHOLDS: [f32; 9] = dehusk::roles::THRESHOLDS;

/// Writes the table of the first pass or, given probabilities for all blocks in order, the second's own columns or the
/// page-level rows, one a threshold; or, given each block's probabilities by the first pass, the second and both and of each
/// role, the third pass's columns. The page-level rows of text dumps are given the roles' probabilities too.
fn dump_table(
    kind: InputKind,
    lexicons: &str,
    table: &str,
    paths: &[&str],
    pass: Pass,
    probabilities: &[f32],
) -> Outcome<()> {
    let (folds, lexicons) = read_lexicons(lexicons)?;
    let mut numbers = BufWriter::new(File::create(table)?);
    let mut index = BufWriter::new(stdout().lock());
    let mut stages = Stages::default();
    let mut done = 0;
    each_page(paths, |id, bytes| {
        let hints = DecodeHints { kind_is_html: kind == InputKind::Html, ..DecodeHints::default() };
        let page = decode(bytes, &hints)?;
        let fold = folds.get(id).copied().unwrap_or(lexicons.len().saturating_sub(1));
        let lexicon = lexicons.get(fold).ok_or("a page's fold has no lexicon")?;
        match kind {
            InputKind::Html => fill_html(&page.text, lexicon, &mut stages),
            InputKind::Text => {
                segment_text(&dehusk::text::parse(&page.text), MAX_BLOCKS, &mut stages.blocks);
                stages.table.fill_text(&stages.blocks, lexicon);
            }
        }
        let blocks = stages.blocks.len();
        let given = pass.given(kind) * blocks;
        let known = probabilities.get(done..done + given).ok_or("too few")?;
        done += given;
        let rows = write_rows(&mut stages, kind, pass, known, &mut numbers)?;
        writeln!(index, "{}", json!({"id": id, "rows": rows}))?;
        Ok(())
    })?;
    numbers.flush()?;
    Ok(())
}

fn write_rows(
    stages: &mut Stages,
    kind: InputKind,
    pass: Pass,
    probabilities: &[f32],
    out: &mut impl Write,
) -> Outcome<usize> {
    let mut write = |row: &[f32]| row.iter().try_for_each(|number| out.write_all(&number.to_le_bytes()));
    let blocks = stages.blocks.len();
    match pass {
        Pass::First => (0..blocks).try_for_each(|at| write(&stages.table.row(at)))?,
        Pass::Second => {
            stages.table.fill_second(&stages.blocks, kind, probabilities);
            (0..blocks).try_for_each(|at| write(&stages.table.second_row(at)))?;
        }
        Pass::Third => {
            fill_third(&mut stages.table, probabilities, 3);
            (0..blocks).try_for_each(|at| write(&stages.table.third_row(at)))?;
        }
        Pass::Choice => {
            let mut row = Vec::new();
            let content: Vec<f32> = probabilities.iter().step_by(pass.given(kind)).copied().collect();
            if kind == InputKind::Text {
                fill_third(&mut stages.table, probabilities, 1);
            }
            for threshold in THRESHOLDS {
                stages.table.fill_choice(&stages.blocks, kind, &content, threshold, &mut row);
                write(&row)?;
            }
            return Ok(THRESHOLDS.len());
        }
    }
    Ok(blocks)
}

/// Tells the table what is said of each block: `passes` probabilities of main content, of which the last is all passes', and each
/// role's.
fn fill_third(table: &mut Table, numbers: &[f32], passes: usize) {
    let blocks: Vec<&[f32]> = numbers.chunks_exact(passes + ROLE_COUNT).collect();
    let column = |at: usize| blocks.iter().map(|block| block[at.min(passes - 1)]).collect::<Vec<f32>>();
    let (first, second, content) = (column(0), column(1), column(2));
    let roles: Vec<f32> = blocks.iter().flat_map(|block| &block[passes..]).copied().collect();
    table.fill_third(Said { first: &first, second: &second, content: &content, roles: &roles });
}

/// Writes the columns about words of roles for every block.
fn dump_role_words(kind: InputKind, lexicons: &str, table: &str, paths: &[&str]) -> Outcome<()> {
    let (folds, lexicons, words) = read_role_lexicons(lexicons)?;
    let mut numbers = BufWriter::new(File::create(table)?);
    let mut index = BufWriter::new(stdout().lock());
    let mut stages = Stages::default();
    each_page(paths, |id, bytes| {
        // Only annotated pages are trained on: the others need no numbers.
        let Some(lexicon) = folds.get(id).and_then(|&fold| lexicons.get(fold)) else { return Ok(()) };
        let hints = DecodeHints { kind_is_html: kind == InputKind::Html, ..DecodeHints::default() };
        let page = decode(bytes, &hints)?;
        let Stages { parser, head, blocks, table } = &mut stages;
        if kind == InputKind::Html {
            let (dom, _) = parser.parse(&page.text);
            head.fill(dom);
            segment_html(dom, MAX_BLOCKS, blocks);
            table.fill_html(dom, head, blocks, &words);
            table.fill_role_words(Some(dom), blocks, kind, lexicon);
        } else {
            segment_text(&dehusk::text::parse(&page.text), MAX_BLOCKS, blocks);
            table.fill_text(blocks, &words);
            table.fill_role_words(None, blocks, kind, lexicon);
        }
        for at in 0..blocks.len() {
            table.role_row(at).iter().try_for_each(|number| numbers.write_all(&number.to_le_bytes()))?;
        }
        writeln!(index, "{}", json!({"id": id, "rows": blocks.len()}))?;
        Ok(())
    })?;
    numbers.flush()?;
    Ok(())
}

/// The folds' lexicons, and the one that has the numbers of their words and no weights.
fn read_role_lexicons(path: &str) -> Outcome<(HashMap<String, usize>, Vec<RoleLexicon>, Lexicon)> {
    let file: Value = serde_json::from_reader(BufReader::new(File::open(path)?))?;
    let folds = serde_json::from_value(file["folds"].clone())?;
    let (mut lexicons, mut words) = (Vec::new(), Lexicon::default());
    for entry in file["lexicons"].as_array().ok_or("no lexicons")? {
        let mut lexicon = RoleLexicon::default();
        for (vocabulary, key) in VOCABULARIES {
            for (word, weights) in entry[key].as_object().ok_or("no words")? {
                lexicon.insert(&mut words, vocabulary, word, serde_json::from_value(weights.clone())?);
            }
        }
        lexicons.push(lexicon);
    }
    Ok((folds, lexicons, words))
}

const VOCABULARIES: [(Vocabulary, &str); 3] =
    [(Vocabulary::Class, "class"), (Vocabulary::Text, "text"), (Vocabulary::Phrase, "phrase")];

fn fill_html(page: &str, lexicon: &Lexicon, stages: &mut Stages) {
    let (dom, _) = stages.parser.parse(page);
    stages.head.fill(dom);
    segment_html(dom, MAX_BLOCKS, &mut stages.blocks);
    stages.table.fill_html(dom, &stages.head, &stages.blocks, lexicon);
}

fn read_lexicons(path: &str) -> Outcome<(HashMap<String, usize>, Vec<Lexicon>)> {
    let file: Value = serde_json::from_reader(BufReader::new(File::open(path)?))?;
    let folds = serde_json::from_value(file["folds"].clone())?;
    let mut lexicons = Vec::new();
    for entry in file["lexicons"].as_array().ok_or("no lexicons")? {
        let mut lexicon = Lexicon::default();
        for (vocabulary, key) in VOCABULARIES {
            for (word, weights) in entry[key].as_object().ok_or("no words")? {
                lexicon.insert(vocabulary, word, Score(serde_json::from_value(weights.clone())?));
            }
        }
        lexicons.push(lexicon);
    }
    Ok((folds, lexicons))
}
