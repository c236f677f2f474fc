//! Runs of cells as tables, where they are tables of data.

use super::pieces::{Form, Piece};
use crate::document::{MOST_COLUMNS, MOST_WORDS_IN_CELL, cell_words};
use crate::dom::NodeId;
use std::borrow::Cow;

/// A part of the body as it is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'r> {
    Piece(Piece<'r>),
    Table(Table<'r>),
}

/// A table of data: rows of equal length.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Table<'r> {
    pub(super) rows: Vec<Row<'r>>,
}

/// A row; a cell is its texts, none where it is empty.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Row<'r> {
    pub(super) cells: Vec<Vec<Cow<'r, str>>>,
    /// All its cells are headers.
    pub(super) is_header: bool,
}

/// The pieces, with those of one table after the other made a table.
pub(super) fn parts(pieces: Vec<Piece<'_>>) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut run: Vec<Piece<'_>> = Vec::new();
    for piece in pieces {
        if table_of(&piece).is_none() || run.last().is_some_and(|last| table_of(last) != table_of(&piece)) {
            end_run(&mut run, &mut parts);
        }
        match table_of(&piece) {
            Some(_) => run.push(piece),
            None => parts.push(Part::Piece(piece)),
        }
    }
    end_run(&mut run, &mut parts);
    parts
}

fn table_of(piece: &Piece<'_>) -> Option<NodeId> {
    piece.cell.map(|cell| cell.table)
}

fn end_run<'r>(run: &mut Vec<Piece<'r>>, parts: &mut Vec<Part<'r>>) {
    let pieces = std::mem::take(run);
    match table(&pieces) {
        Some(table) => parts.push(Part::Table(table)),
        None => parts.extend(pieces.into_iter().map(Part::Piece)),
    }
}

/// The table that the pieces of one make; `None` where it is there for the page's layout: of one row or one column, or
/// with headings, lists or long texts in its cells.
fn table<'r>(pieces: &[Piece<'r>]) -> Option<Table<'r>> {
    if pieces.iter().any(|piece| piece.form != Form::Cell) {
        return None;
    }
    let cells: Vec<_> =
        pieces.iter().filter_map(|piece| piece.cell.map(|cell| (cell, piece.text.clone()))).collect();
    let columns = cells.iter().map(|(cell, _)| cell.column as usize + 1).max()?;
    let mut rows: Vec<Row<'r>> = Vec::new();
    let mut last_row = None;
    for (place, text) in cells {
        if last_row != Some(place.row) {
            rows.push(Row { cells: vec![Vec::new(); columns.min(MOST_COLUMNS)], is_header: true });
            last_row = Some(place.row);
        }
        let row = rows.last_mut()?;
        row.is_header &= place.is_header;
        row.cells.get_mut(place.column as usize)?.push(text);
    }
    let words = |texts: &[Cow<'_, str>]| texts.iter().map(|text| cell_words(text)).sum::<usize>();
    let is_data = rows.len() >= 2
        && (2..=MOST_COLUMNS).contains(&columns)
        && rows.iter().flat_map(|row| &row.cells).all(|cell| words(cell) <= MOST_WORDS_IN_CELL);
    is_data.then_some(Table { rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::Continues;
    use crate::document::{BODY_FROM_JSON_LD, BlockRecord, CellPlace, Record};
    use crate::output::{Format, Shape, Style};
    use crate::roles::Role;

    fn cell(text: &str, row: u32, column: u32, is_header: bool) -> Piece<'_> {
        let place = CellPlace { table: NodeId::DOCUMENT, row: NodeId(row), column, is_header };
        Piece { form: Form::Cell, text: text.into(), cell: Some(place) }
    }

    #[test]
    fn data_is_a_table_and_layout_is_not() {
        let data = || {
            vec![cell("a", 1, 0, true), cell("b", 1, 2, true), cell("c", 2, 1, false), cell("d", 2, 1, false)]
        };
        let rows = vec![
            Row { cells: vec![vec!["a".into()], vec![], vec!["b".into()]], is_header: true },
            Row { cells: vec![vec![], vec!["c".into(), "d".into()], vec![]], is_header: false },
        ];
        assert_eq!(parts(data()), [Part::Table(Table { rows })]);
        let long = "word ".repeat(MOST_WORDS_IN_CELL + 1);
        for layout in [
            vec![cell("a", 1, 0, false), cell("b", 1, 1, false)],
            vec![cell("a", 1, 0, false), cell("b", 2, 0, false)],
            [data(), vec![cell(&long, 3, 0, false)]].concat(),
            [data(), vec![Piece { form: Form::Item, ..cell("x", 3, 0, false) }]].concat(),
            [data(), vec![cell("x", 3, 4_000_000, false)]].concat(),
        ] {
            let pieces = layout.len();
            let parts = parts(layout);
            assert!(parts.len() == pieces && parts.iter().all(|part| matches!(part, Part::Piece(_))));
        }
    }

    #[test]
    fn a_table_is_written_as_one() {
        let block = |row: u32, column: u32, text: &str| BlockRecord {
            role: Role::Body,
            score: 1.0,
            kept: true,
            tag: Some("tr > td".to_owned()),
            line: None,
            text: text.to_owned(),
            reasons: Vec::new(),
            place: None,
            cell: Some(CellPlace { table: NodeId(1), row: NodeId(row), column, is_header: row == 2 }),
            continues: Continues::No,
        };
        let texts =
            [(2, 0, "Day"), (2, 1, "High | low"), (3, 0, "Monday"), (3, 1, "4.1\n<0.3>"), (4, 0, "Tuesday")];
        let blocks = texts.map(|(row, column, text)| block(row, column, text)).to_vec();
        let mut record = Record { blocks: Some(blocks), ..Record::default() };
        let shown = |record: &Record, format| {
            let style = Style { format, shape: Shape::Many, ..Style::default() };
            String::from_utf8(style.render(record)).expect("text")
        };
        let markdown =
            "| Day | High \\| low |\n| --- | --- |\n| Monday | 4.1<br>\\<0.3> |\n| Tuesday |  |\n\n";
        assert_eq!(shown(&record, Format::Markdown), markdown);
        let html = "<table>\n<tr><th>Day</th><th>High | low</th></tr>\n<tr><td>Monday</td><td>4.1<br>\n&lt;0.3&gt;</td></tr>\n\
            <tr><td>Tuesday</td><td></td></tr>\n</table>\n";
        assert!(shown(&record, Format::Html).contains(html), "{}", shown(&record, Format::Html));
        record
            .blocks
            .iter_mut()
            .flatten()
            .filter_map(|block| block.cell.as_mut())
            .for_each(|it| it.is_header = false);
        assert!(shown(&record, Format::Markdown).starts_with("|  |  |\n| --- | --- |\n| Day |"));
        record.warnings.push(BODY_FROM_JSON_LD.to_owned());
        record.body = "Another body.".to_owned();
        assert_eq!(shown(&record, Format::Markdown), "Another body.\n\n");
    }
}
