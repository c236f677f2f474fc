//! What ties the kept blocks of a page to each other in its body.

use crate::blocks::{Block, BlockKind, Blocks, is_unspaced};
use crate::dom::Tag;
use rustc_hash::FxHashMap;

/// Words of a cell beyond which a table serves the page's layout.
pub(crate) const MOST_WORDS_IN_CELL: usize = 60;
/// Columns that a reader can take in, and a line can hold.
pub(crate) const MOST_COLUMNS: usize = 50;

/// The words of a cell's text; in scripts without spaces two letters are one.
pub(crate) fn cell_words(text: &str) -> usize {
    let unspaced =
        if text.is_ascii() { 0 } else { text.chars().filter(|&letter| is_unspaced(letter)).count() };
    text.split_whitespace().count() + unspaced / 2
}

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
    /// Columns before it that hold something, in a table of data whose rows are alike.
    pub column: u32,
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
        next.lead(out);
    }

    /// Writes the empty cells before a block that begins a row.
    pub(super) fn lead(self, out: &mut String) {
        if let Tie::Cell(cell) = self {
            (0..cell.column).for_each(|_| out.push_str(CELLS));
        }
    }
}

/// What stands between two cells.
const CELLS: &str = " | ";

impl CellTie {
    fn separate(self, next: CellTie, out: &mut String) {
        if self.table == next.table && self.cell == next.cell && self.cell > 0 {
            out.push_str(if self.is_data { " " } else { "\n\n" });
        } else if self.table == next.table && self.row == next.row {
            (self.column..next.column.max(self.column + 1)).for_each(|_| out.push_str(CELLS));
        } else {
            out.push_str(if self.table == next.table { "\n" } else { "\n\n" });
            Tie::Cell(next).lead(out);
        }
    }
}

/// Containers around a container that tie what stands in them.
#[derive(Clone, Copy, Default)]
struct Around {
    list: u32,
    code: u32,
    table: u32,
    cell: u32,
    /// Cells that it holds, with empty ones.
    cells: u32,
}

/// The ties of all blocks of a page.
pub(crate) struct Ties {
    around: Vec<Around>,
    /// Tables of data, with the columns that hold something where their rows are alike.
    data: FxHashMap<u32, u64>,
}

impl Ties {
    /// `kept` says which blocks the body has.
    pub(crate) fn new(blocks: &Blocks, kept: &[bool]) -> Self {
        let mut around: Vec<Around> = Vec::with_capacity(blocks.containers.len());
        for (number, container) in (0u32..).zip(&blocks.containers) {
            let outer = around.get_mut(container.parent as usize);
            let mut own = outer.as_deref().copied().unwrap_or_default();
            own.cells = 0;
            if let (Tag::Td | Tag::Th, Some(row)) = (container.tag, outer) {
                row.cells += 1;
            }
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
            BlockKind::Cell if block.table_row > 0 => {
                let columns = self.data.get(&around.table).copied();
                let before = (1 << column_of(blocks, around.cell).min(MOST_COLUMNS)) - 1;
                Tie::Cell(CellTie {
                    table: around.table,
                    row: block.table_row,
                    cell: around.cell,
                    is_data: columns.is_some(),
                    column: (columns.unwrap_or_default() & before).count_ones(),
                })
            }
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
                let row = blocks.containers.get(around.cell as usize).map_or(0, |cell| cell.parent);
                let cells = self.around.get(row as usize).map_or(0, |row| row.cells);
                let table = seen.entry(around.table).or_default();
                table.add_to_grid(column_of(blocks, around.cell), cells);
                table.add(block, around.cell, blocks.text_of(block));
            }
        }
        let data = seen.into_iter().filter(|(_, seen)| seen.is_data());
        self.data = data.map(|(table, seen)| (table, seen.grid())).collect();
    }
}

/// Cells before a cell in its row.
fn column_of(blocks: &Blocks, cell: u32) -> usize {
    blocks.containers.get(cell as usize).map_or(0, |cell| cell.child_index as usize)
}

/// What the kept blocks tell of a table.
#[derive(Default)]
struct Seen {
    rows: usize,
    columns: usize,
    /// Columns that hold something.
    used: u64,
    /// Cells of each row.
    cells: u32,
    /// Rows differ: cells span others, and which column one is in is not told.
    is_ragged: bool,
    last_row: u32,
    last_cell: u32,
    /// Words of the cell gone through last.
    words: usize,
    is_layout: bool,
}

impl Seen {
    fn add_to_grid(&mut self, column: usize, cells: u32) {
        self.columns = self.columns.max(column + 1);
        self.used |= 1_u64.checked_shl(column as u32).unwrap_or(0);
        self.is_ragged |= self.cells > 0 && cells != self.cells;
        self.cells = cells;
    }

    fn grid(&self) -> u64 {
        if self.is_ragged { 0 } else { self.used }
    }

    fn add(&mut self, block: &Block, cell: u32, text: &str) {
        self.rows += usize::from(block.table_row != self.last_row);
        self.words = if cell == self.last_cell { self.words } else { 0 };
        self.words += cell_words(text);
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
        let (first, last) =
            ("町は十二日、校舎を天文台に改装し開館すると発表した。".repeat(6), "夜間も公開する。");
        let page = format!("<table><tr><td>a<td>b<tr><td><p>{first}<p>{last}<td>c</table>");
        assert_eq!(body_of(&page), format!("a | b\n{first}\n\n{last} | c"));
    }

    #[test]
    fn empty_cells_keep_their_columns() {
        let head = "<table><tr><td>a<td>b<td><td>c";
        assert_eq!(body_of(&format!("{head}<tr><td>d<td><td><td>e</table>")), "a | b | c\nd |  | e");
        assert_eq!(body_of(&format!("{head}<tr><td><td>d<td><td>e</table>")), "a | b | c\n | d | e");
        assert_eq!(body_of(&format!("{head}<tr><td colspan=2><td>d<td>e</table>")), "a | b | c\nd | e");
        assert_eq!(body_of("<table><tr><td>a<td><td>b</table>"), "a | b");
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
