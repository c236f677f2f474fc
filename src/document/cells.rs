//! Where in its table a block stands.

use crate::dom::{AttributeName, Dom, NodeId, Tag};

/// Columns that one cell may span; the standard has 1,000, tables for people far fewer.
const MOST_SPAN: u32 = 100;

/// The place of a block in the innermost table around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellPlace {
    /// The table.
    pub table: NodeId,
    /// The row.
    pub row: NodeId,
    /// Columns before the cell, those that earlier cells of the row span counted. Cells that reach down from the rows
    /// above are not.
    pub column: u32,
    /// The cell is a `<th>`, or stands in a `<thead>`.
    pub is_header: bool,
}

/// Finds the places of blocks, asked in page order: a row's cells are gone through once.
pub(crate) struct Cells<'d> {
    dom: &'d Dom,
    /// Row, cell and column of the block asked for last.
    last: Option<(NodeId, NodeId, u32)>,
}

impl<'d> Cells<'d> {
    pub(crate) fn new(dom: &'d Dom) -> Self {
        Self { dom, last: None }
    }

    /// The place of the block that begins in this element; `None` outside the cells of a table.
    pub(crate) fn place_of(&mut self, node: NodeId) -> Option<CellPlace> {
        let is_cell = |tag| matches!(tag, Tag::Td | Tag::Th);
        let cell = self.up_to(node, |tag| is_cell(tag) || tag == Tag::Table)?;
        if !is_cell(self.dom.tag(cell)) {
            return None;
        }
        let row = self.up_to(cell, |tag| tag == Tag::Tr)?;
        let table = self.up_to(row, |tag| tag == Tag::Table)?;
        let column = self.column_of(row, cell);
        self.last = Some((row, cell, column));
        let is_in_head = self.dom.parent(row).is_some_and(|group| self.dom.tag(group) == Tag::Thead);
        Some(CellPlace { table, row, column, is_header: is_in_head || self.dom.tag(cell) == Tag::Th })
    }

    /// The nearest element, this one or around it, whose name is wanted.
    fn up_to(&self, node: NodeId, is_wanted: impl Fn(Tag) -> bool) -> Option<NodeId> {
        std::iter::successors(Some(node), |&node| self.dom.parent(node))
            .find(|&node| is_wanted(self.dom.tag(node)))
    }

    fn column_of(&self, row: NodeId, cell: NodeId) -> u32 {
        let (mut at, mut column) = match self.last {
            Some((last_row, last_cell, column)) if last_row == row => (Some(last_cell), column),
            _ => (self.dom.first_child(row), 0),
        };
        while let Some(node) = at.filter(|&node| node != cell) {
            if matches!(self.dom.tag(node), Tag::Td | Tag::Th) {
                column += self.span_of(node);
            }
            at = self.dom.next_sibling(node);
        }
        column
    }

    fn span_of(&self, cell: NodeId) -> u32 {
        let span = self.dom.attribute(cell, AttributeName::Colspan).and_then(|span| span.trim().parse().ok());
        span.unwrap_or(1_u32).clamp(1, MOST_SPAN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::{Blocks, Place, segment_html};
    use crate::dom::Parser;

    #[test]
    fn cells_have_columns_and_rows() {
        let page = "<p>x<table><caption>c</caption><thead><tr><td>a<td colspan=2>b<td>d</thead>\
            <tr><th>e<td><p>f<p>g<td><td><table><tr><td>h</table>i</table>";
        let mut parser = Parser::new();
        let mut blocks = Blocks::default();
        segment_html(parser.parse(page).0, 100, &mut blocks);
        let mut cells = Cells::new(parser.dom());
        let mut rows: Vec<NodeId> = Vec::new();
        let mut shown = Vec::new();
        for block in &blocks.items {
            let Place::Node(node) = block.place else { continue };
            let place = cells.place_of(node).map(|place| {
                let row = rows.iter().position(|row| *row == place.row).unwrap_or_else(|| {
                    rows.push(place.row);
                    rows.len() - 1
                });
                (row, place.column, place.is_header)
            });
            shown.push((blocks.text_of(block), place));
        }
        let wanted = [
            ("x", None),
            ("c", None),
            ("a", Some((0, 0, true))),
            ("b", Some((0, 1, true))),
            ("d", Some((0, 3, true))),
            ("e", Some((1, 0, true))),
            ("f", Some((1, 1, false))),
            ("g", Some((1, 1, false))),
            ("h", Some((2, 0, false))),
            ("i", Some((1, 3, false))),
        ];
        assert_eq!(shown, wanted);
    }
}
