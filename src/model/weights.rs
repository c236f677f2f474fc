//! The weights file: a header in JSON that says what it is, then the trees in little-endian numbers.
//!
//! ```text
//! "DEHUSK\n" | version, u32 | header length, u32 | header, JSON in a zlib stream | forests
//! header   {"features": {"html": [names], …}, "forests": [{"name", "columns", "classes", "trees", "nodes", "leaves"}],
//!           "words": {"class": {word: weights}, …}, "settings": {name: number}}
//! weights  [numbers], or a string with a character for each number: its code less 50, in tenths ("2A" is 0.0 and 1.5)
//! forest   trees × (first node u32, first leaf u32), nodes × (threshold f32, column u16, left i16, right i16),
//!          leaves × f32
//! ```

use super::forest::{Forest, Node, Tree};
use crate::error::{Error, ErrorKind, Result};
use flate2::bufread::ZlibDecoder;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;
use std::io::Read as _;

/// The version of the layout that this build reads.
pub const VERSION: u32 = 2;

const MAGIC: &[u8] = b"DEHUSK\n";

/// Words with their learned weights.
#[derive(Clone, Debug, Default)]
pub struct WordTable {
    /// All words, one behind the other, and all weights.
    text: String,
    weights: Vec<f32>,
    /// Where each word and its weights end.
    ends: Vec<(usize, usize)>,
}

impl WordTable {
    /// The words and their weights, as the file has them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[f32])> {
        let starts = std::iter::once((0, 0)).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| {
            let word = self.text.get(start.0..end.0).unwrap_or_default();
            (word, self.weights.get(start.1..end.1).unwrap_or_default())
        })
    }

    /// The weights of a word; looks at one word after the other.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&[f32]> {
        self.iter().find_map(|(own, weights)| (own == word).then_some(weights))
    }
}

#[derive(Deserialize)]
struct Header {
    features: BTreeMap<String, Vec<String>>,
    forests: Vec<ForestHeader>,
    words: BTreeMap<String, WordTable>,
    settings: BTreeMap<String, f32>,
}

/// The code of the character that stands for zero: tenths from −1.5 on are printable then, and need no escape in JSON.
const ZERO: f32 = 50.0;

// Read by rules of its own, for there are tens of thousands of words: each would be a string and a list otherwise, and trying one
// form of weights after the other would word an error for each.
impl<'de> Deserialize<'de> for WordTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_map(WordsVisitor)
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = WordTable;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("words with weights")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<WordTable, A::Error> {
        let mut table = WordTable::default();
        while map.next_key_seed(WordSeed(&mut table.text))?.is_some() {
            map.next_value_seed(WeightsSeed(&mut table.weights))?;
            table.ends.push((table.text.len(), table.weights.len()));
        }
        Ok(table)
    }
}

/// Appends a word.
struct WordSeed<'t>(&'t mut String);

impl<'de> DeserializeSeed<'de> for WordSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for WordSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word")
    }

    fn visit_str<E>(self, word: &str) -> std::result::Result<(), E> {
        self.0.push_str(word);
        Ok(())
    }
}

/// Appends a word's weights.
struct WeightsSeed<'t>(&'t mut Vec<f32>);

impl<'de> DeserializeSeed<'de> for WeightsSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for WeightsSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("numbers, or a string of tenths")
    }

    fn visit_str<E>(self, tenths: &str) -> std::result::Result<(), E> {
        self.0.extend(tenths.bytes().map(|byte| (f32::from(byte) - ZERO) / 10.0));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<(), A::Error> {
        while let Some(number) = list.next_element()? {
            self.0.push(number);
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct ForestHeader {
    name: String,
    columns: usize,
    classes: usize,
    trees: usize,
    nodes: usize,
    leaves: usize,
}

/// All that was learned.
#[derive(Clone, Debug)]
pub struct Weights {
    features: BTreeMap<String, Vec<String>>,
    forests: BTreeMap<String, Forest>,
    settings: BTreeMap<String, f32>,
    /// Words with their weights, by vocabulary.
    pub words: BTreeMap<String, WordTable>,
}

impl Weights {
    /// Reads a weights file.
    ///
    /// # Errors
    ///
    /// If it is of another version, cut short, or its trees lead nowhere.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let mut rest = Bytes(bytes);
        if rest.take(MAGIC.len())? != MAGIC {
            return Err(damaged("does not begin like a weights file"));
        }
        let version = rest.u32()?;
        if version != VERSION {
            let message = format!("weights are of version {version}, this build reads {VERSION}");
            return Err(Error::new(ErrorKind::Model, message));
        }
        let length = rest.u32()? as usize;
        let mut header = Vec::new();
        ZlibDecoder::new(rest.take(length)?)
            .read_to_end(&mut header)
            .map_err(|error| damaged("has a header that cannot be inflated").with_source(error))?;
        let Header { features, forests: listed, words, settings } = serde_json::from_slice(&header)
            .map_err(|error| damaged("has a header that is no JSON of its form").with_source(error))?;
        let mut forests = BTreeMap::new();
        for entry in listed {
            let forest = read_forest(&mut rest, &entry)?;
            forests.insert(entry.name, forest);
        }
        Ok(Self { features, forests, settings, words })
    }

    /// Checks that the columns of `table` are the ones this build computes.
    ///
    /// # Errors
    ///
    /// If they are not: the message names the first difference.
    pub fn check_features(&self, table: &str, computed: &[String]) -> Result<()> {
        let expected = self.features.get(table).map(Vec::as_slice).unwrap_or_default();
        if expected == computed {
            return Ok(());
        }
        let at = expected
            .iter()
            .zip(computed)
            .position(|(a, b)| a != b)
            .unwrap_or(expected.len().min(computed.len()));
        let name = |list: &[String]| list.get(at).cloned().unwrap_or_else(|| "none".to_owned());
        let message = format!(
            "model expects {} features of {table}, this build has {}; first difference at {at}: {} and {}",
            expected.len(),
            computed.len(),
            name(expected),
            name(computed)
        );
        Err(Error::new(ErrorKind::Model, message))
    }

    /// A forest by its name.
    ///
    /// # Errors
    ///
    /// If the file has none of that name.
    pub fn forest(&self, name: &str) -> Result<&Forest> {
        self.forests
            .get(name)
            .ok_or_else(|| Error::new(ErrorKind::Model, format!("weights have no forest {name:?}")))
    }

    /// A number by its name.
    ///
    /// # Errors
    ///
    /// If the file has none of that name.
    pub fn setting(&self, name: &str) -> Result<f32> {
        let found = self.settings.get(name).copied();
        found.ok_or_else(|| Error::new(ErrorKind::Model, format!("weights have no setting {name:?}")))
    }
}

fn damaged(what: &str) -> Error {
    Error::new(ErrorKind::Model, format!("weights file {what}"))
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or_else(|| damaged("is cut short"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    fn u32(&mut self) -> Result<u32> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn f32(&mut self) -> Result<f32> {
        Ok(f32::from_le_bytes(self.array()?))
    }

    fn node(&mut self) -> Result<Node> {
        let threshold = self.f32()?;
        let column = u16::from_le_bytes(self.array()?);
        let next = [i16::from_le_bytes(self.array()?), i16::from_le_bytes(self.array()?)];
        Ok(Node { threshold, column, next })
    }
}

fn read_forest(rest: &mut Bytes<'_>, header: &ForestHeader) -> Result<Forest> {
    let mut trees = Vec::new();
    for _ in 0..header.trees {
        trees.push(Tree { first_node: rest.u32()?, first_leaf: rest.u32()? });
    }
    let mut nodes = Vec::new();
    for _ in 0..header.nodes {
        nodes.push(rest.node()?);
    }
    let mut leaves = Vec::new();
    for _ in 0..header.leaves {
        leaves.push(rest.f32()?);
    }
    Forest::new(nodes, leaves, trees, header.classes, header.columns)
        .ok_or_else(|| damaged(&format!("has trees in {:?} that lead nowhere", header.name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::bufread::ZlibEncoder;

    fn file(version: u32, header: &str, body: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        ZlibEncoder::new(header.as_bytes(), Compression::best()).read_to_end(&mut packed).expect("deflates");
        let numbers = [version, packed.len() as u32].map(u32::to_le_bytes);
        [MAGIC, numbers.as_flattened(), &packed, body].concat()
    }

    #[test]
    fn faults_are_named() {
        let empty = r#"{"features":{"html":["a"]},"forests":[],"words":{},"settings":{}}"#;
        let cut = r#"{"features":{},"forests":[{"name":"x","columns":1,"classes":1,"trees":1,"nodes":0,"leaves":1}],"words":{},"settings":{}}"#;
        let rows = [
            (b"PNG".to_vec(), "cut short"),
            (b"NOTHUSK\n".to_vec(), "does not begin"),
            (file(1, empty, b""), "version 1"),
            (file(VERSION, cut, b"\0\0"), "cut short"),
            (file(VERSION, "{", b""), "no JSON"),
            ([MAGIC, &VERSION.to_le_bytes(), &[1, 0, 0, 0, 0]].concat(), "cannot be inflated"),
        ];
        for (bytes, message) in rows {
            let error = Weights::read(&bytes).expect_err(message).to_string();
            assert!(error.contains(message), "{error} | {message}");
        }
        let weights = Weights::read(&file(VERSION, empty, b"")).expect("is whole");
        let error = weights.check_features("html", &["b".to_owned()]).expect_err("differs").to_string();
        assert!(error.contains("first difference at 0: a and b"), "{error}");
    }

    #[test]
    fn weights_of_words_are_lists_or_tenths() {
        let header = r#"{"features":{},"forests":[],"words":{"a":{"x":[0.25],"y":"2A#U"}},"settings":{}}"#;
        let weights = Weights::read(&file(VERSION, header, b"")).expect("is whole");
        assert_eq!(weights.words["a"].get("x"), Some(&[0.25][..]));
        assert_eq!(weights.words["a"].get("y"), Some(&[0.0, 1.5, -1.5, 3.5][..]));
    }
}
