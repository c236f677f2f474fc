//! What ties the kept blocks of a page to each other in its body.

use crate::blocks::{Block, BlockKind, Blocks};
use crate::dom::Tag;
use rustc_hash::FxHashMap;

/// Words of a cell beyond which a table serves the page's layout.
pub(crate) const MOST_WORDS_IN_CELL: usize = 60;
/// Columns that a reader can take in, and a line can hold.
pub(crate) const MOST_COLUMNS: usize = 50;

/// What ties a kept block to the kept block before or after it. Elements are numbers of containers, 0 where unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// Nothing: blocks are paragraphs.
    None,
    /// A cell of a table.
    Cell(CellTie),
    /// An item of a list, with the outermost list around it; many pages have each item in one of its own.
    List {
        /// The list.
        element: u32,
        /// The list has no other item.
        is_alone: bool,
    },
    /// Code, with its element; many pages have each line in one of its own.
    Code {
        /// The element.
        element: u32,
        /// It is one line.
        is_line: bool,
    },
    /// A term or its description.
    Term,
}

/// Where in a table a block stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellTie {
    /// The table.
    pub table: u32,
    /// The number of the row, counted over the page.
    pub row: u32,
    /// The cell.
    pub cell: u32,
    /// It is a table of data, and not the page's layout.
    pub is_data: bool,
}

impl Tie {
    /// Writes what stands between a kept block with this tie and the next one.
    pub(super) fn separate(self, next: Tie, out: &mut String) {
        let is_one = match (self, next) {
            (Tie::Cell(one), Tie::Cell(other)) => return one.separate(other, out),
            (Tie::Code { is_line: true, .. }, Tie::Code { is_line: true, .. })
            | (Tie::List { is_alone: true, .. }, Tie::List { is_alone: true, .. }) => true,
            (Tie::List { element, .. }, Tie::List { element: next, .. }) => element == next,
            (Tie::Code { element, .. }, Tie::Code { element: next, .. }) => element == next,
            (Tie::None, _) => false,
            (tie, next) => tie == next,
        };
        out.push_str(if is_one { "\n" } else { "\n\n" });
    }
}

impl CellTie {
    fn separate(self, next: CellTie, out: &mut String) {
        out.push_str(match next {
            _ if self.table != next.table => "\n\n",
            _ if self.cell == next.cell && self.cell > 0 => {
                if self.is_data {
                    " "
                } else {
                    "\n\n"
                }
            }
            _ if self.row == next.row => " | ",
            _ => "\n",
        });
    }
}

/// Containers around a container that tie what stands in them.
#[derive(Clone, Copy, Default)]
struct Around {
    list: u32,
    code: u32,
    table: u32,
    cell: u32,
}

/// The ties of all blocks of a page.
pub(crate) struct Ties {
    around: Vec<Around>,
    /// Tables of data.
    data: FxHashMap<u32, bool>,
}

impl Ties {
    /// `kept` says which blocks the body has.
    pub(crate) fn new(blocks: &Blocks, kept: &[bool]) -> Self {
        let mut around: Vec<Around> = Vec::with_capacity(blocks.containers.len());
        for (number, container) in (0u32..).zip(&blocks.containers) {
            let mut own = around.get(container.parent as usize).copied().unwrap_or_default();
            match container.tag {
                Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir if own.list == 0 => own.list = number,
                Tag::Pre | Tag::Listing | Tag::Plaintext | Tag::Xmp => own.code = number,
                Tag::Table => (own.table, own.cell) = (number, 0),
                Tag::Td | Tag::Th => own.cell = number,
                _ => {}
            }
            around.push(own);
        }
        let mut ties = Self { around, data: FxHashMap::default() };
        ties.find_data(blocks, kept);
        ties
    }

    /// The tie of a block.
    pub(crate) fn of(&self, blocks: &Blocks, block: &Block) -> Tie {
        let around = self.around(block);
        match block.kind {
            BlockKind::Cell if block.table_row > 0 => Tie::Cell(CellTie {
                table: around.table,
                row: block.table_row,
                cell: around.cell,
                is_data: self.data.get(&around.table) == Some(&true),
            }),
            BlockKind::ListItem if block.list_depth > 0 => {
                let list = blocks.containers.get(around.list as usize);
                let is_alone = list.is_some_and(|list| list.blocks.len() == 1);
                Tie::List { element: around.list, is_alone }
            }
            BlockKind::Preformatted => {
                Tie::Code { element: around.code, is_line: !blocks.text_of(block).contains('\n') }
            }
            BlockKind::Term => Tie::Term,
            _ => Tie::None,
        }
    }

    fn around(&self, block: &Block) -> Around {
        self.around.get(block.container as usize).copied().unwrap_or_default()
    }

    /// Tells tables of data from those for the page's layout as the formats do that show tables.
    fn find_data(&mut self, blocks: &Blocks, kept: &[bool]) {
        let mut seen: FxHashMap<u32, Seen> = FxHashMap::default();
        for (block, _) in blocks.items.iter().zip(kept).filter(|(_, kept)| **kept) {
            let around = self.around(block);
            if around.cell > 0 {
                let column = blocks.containers.get(around.cell as usize).map_or(0, |cell| cell.child_index);
                seen.entry(around.table).or_default().add(block, around.cell, column, blocks.text_of(block));
            }
        }
        self.data = seen.into_iter().map(|(table, seen)| (table, seen.is_data())).collect();
    }
}

/// What the kept blocks tell of a table.
#[derive(Default)]
struct Seen {
    rows: usize,
    columns: usize,
    last_row: u32,
    last_cell: u32,
    /// Words of the cell gone through last.
    words: usize,
    is_layout: bool,
}

impl Seen {
    fn add(&mut self, block: &Block, cell: u32, column: u32, text: &str) {
        self.rows += usize::from(block.table_row != self.last_row);
        self.columns = self.columns.max(column as usize + 1);
        self.words = if cell == self.last_cell { self.words } else { 0 };
        self.words += text.split_whitespace().count();
        self.is_layout |= block.kind != BlockKind::Cell || self.words > MOST_WORDS_IN_CELL;
        (self.last_row, self.last_cell) = (block.table_row, cell);
    }

    fn is_data(&self) -> bool {
        !self.is_layout && self.rows >= 2 && (2..=MOST_COLUMNS).contains(&self.columns)
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::{Blocks, segment_html};
    use crate::document::body;
    use crate::dom::Parser;

    fn body_of(page: &str) -> String {
        let mut parser = Parser::new();
        let mut blocks = Blocks::default();
        segment_html(parser.parse(page).0, 100, &mut blocks);
        body(&blocks, &vec![true; blocks.len()])
    }

    #[test]
    fn paragraphs_of_a_cell_are_no_cells() {
        assert_eq!(body_of("<table><tr><td><h1>a</h1><p>b<p>c</table>"), "a\n\nb\n\nc");
        assert_eq!(
            body_of("<table><tr><td><p>a<p>b<td>c<tr><td><div>d</div><div>e</div><td>f</table>"),
            "a b | c\nd e | f"
        );
    }

    #[test]
    fn lists_code_and_tables_behind_each_other_stay_apart() {
        assert_eq!(body_of("<ul><li>a<ul><li>b</ul><li>c</ul><ul><li>d</ul>"), "a\nb\nc\n\nd");
        assert_eq!(body_of("<ul><li>a</ul><ul><li>b</ul><ul><li>c</ul>"), "a\nb\nc");
        assert_eq!(body_of("<pre>a\nb</pre><pre>c</pre>"), "a\nb\n\nc");
        assert_eq!(body_of("<pre>a</pre><pre>b</pre><pre>c</pre>"), "a\nb\nc");
        let table = "<table><tr><td>a<td>b<tr><td>c<td>d</table>";
        assert_eq!(body_of(&[table, table].concat()), "a | b\nc | d\n\na | b\nc | d");
    }
}
