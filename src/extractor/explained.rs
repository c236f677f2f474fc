//! A record with all that led to it, for those who want to see why.

use super::{Extractor, path_of};
use crate::blocks::{Blocks, Place};
use crate::document::Record;
use crate::error::Result;
use crate::input::Page;
use crate::metadata::{Decision, Evidence};
use crate::roles::{Reason, Verdict};
use std::borrow::Cow;

/// A page's record and what it was made from. Lists of blocks are in page order, and all of one length.
#[derive(Debug)]
pub struct Explained<'e> {
    /// The record, as [`Extractor::extract`] gives it.
    pub record: Record,
    /// The page's blocks.
    pub blocks: &'e Blocks,
    /// What the model says of them.
    pub verdict: Verdict,
    /// What the page offers for the fields of its record.
    pub evidence: Evidence,
    /// What stood to choice for each field, and what won; numbers into the evidence's candidates.
    pub decisions: Vec<Decision>,
    extractor: &'e Extractor,
}

/// Why the model's passes say of a block what they say, each strongest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlockReasons {
    /// What the first pass saw in the block and around it.
    pub first: Vec<Reason>,
    /// What the second pass saw in the first pass's probabilities around it.
    pub second: Vec<Reason>,
    /// What the third pass saw in the roles; empty for HTML.
    pub third: Vec<Reason>,
}

impl Extractor {
    /// The record of a page with all that led to it.
    ///
    /// # Errors
    ///
    /// Where [`Extractor::extract`] gives a record of status `error`.
    pub fn explain(&mut self, page: &Page) -> Result<Explained<'_>> {
        let reading = self.read(page, Cow::Borrowed(&page.bytes), true)?;
        Ok(Explained {
            record: reading.record,
            blocks: &self.blocks,
            verdict: reading.verdict,
            evidence: reading.evidence,
            decisions: reading.decisions,
            extractor: self,
        })
    }
}

impl Explained<'_> {
    /// The names of the elements around a block, outermost first, as `main > article > p`; `None` for a text dump.
    #[must_use]
    pub fn path(&self, at: usize) -> Option<String> {
        match self.blocks.items.get(at)?.place {
            Place::Node(node) => Some(path_of(self.extractor.parser.dom(), node)),
            Place::Line(_) => None,
        }
    }

    /// The block's first line in its text dump, counted from 1; `None` for HTML.
    #[must_use]
    pub fn line(&self, at: usize) -> Option<u32> {
        match self.blocks.items.get(at)?.place {
            Place::Node(_) => None,
            Place::Line(line) => Some(line),
        }
    }

    /// The strongest reasons of each pass, at most `most` of each.
    #[must_use]
    pub fn reasons(&self, at: usize, most: usize) -> BlockReasons {
        let Extractor { classifier, table, .. } = self.extractor;
        if at >= self.blocks.len() {
            return BlockReasons::default();
        }
        BlockReasons {
            first: classifier.first_reasons(table, at, &self.verdict, most),
            second: classifier.second_reasons(table, at, &self.verdict, most),
            third: classifier.third_reasons(table, at, &self.verdict, most),
        }
    }
}
