//! The body as a list of pieces with their form, for the formats that show structure.

use super::tables::{Part, parts};
use crate::document::{BODY_FROM_JSON_LD, BODY_FROM_STATE, BlockRecord, CellPlace, Record};
use crate::roles::Role;
use std::borrow::Cow;

/// The form of a piece of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Paragraph,
    /// With its level, 1–6.
    Heading(u8),
    Item,
    Quote,
    Code,
    Cell,
    Caption,
}

/// A run of the body's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'r> {
    pub(super) form: Form,
    pub(super) text: Cow<'r, str>,
    /// Where in a table it stands.
    pub(super) cell: Option<CellPlace>,
}

/// Element names and the forms they give; the innermost of a block's path that stands here decides.
#[rustfmt::skip]
const FORM_OF_TAG: &[(&str, Form)] = &[
    ("h1", Form::Heading(1)), ("h2", Form::Heading(2)), ("h3", Form::Heading(3)),
    ("h4", Form::Heading(4)), ("h5", Form::Heading(5)), ("h6", Form::Heading(6)),
    ("li", Form::Item), ("dt", Form::Item), ("dd", Form::Item),
    ("blockquote", Form::Quote), ("pre", Form::Code), ("listing", Form::Code),
    ("td", Form::Cell), ("th", Form::Cell), ("figcaption", Form::Caption), ("caption", Form::Caption),
];

/// Marks of list items in text dumps.
const BULLETS: &[char] = &['•', '‣', '◦', '▪', '●', '·', '*', '-', '–'];

/// The body's parts in page order, without what says the headline again.
pub(super) fn body_parts(record: &Record) -> Vec<Part<'_>> {
    let is_headline = |piece: &Piece<'_>| {
        matches!(piece.form, Form::Heading(_)) && record.headline.as_deref() == Some(&piece.text)
    };
    parts(pieces(record).into_iter().filter(|piece| !is_headline(piece)).collect())
}

/// The body's pieces in page order: from the kept blocks, or from the body's paragraphs where the body is not theirs.
fn pieces(record: &Record) -> Vec<Piece<'_>> {
    let of_data = |warning: &String| [BODY_FROM_JSON_LD, BODY_FROM_STATE].contains(&warning.as_str());
    if record.warnings.iter().any(of_data) {
        return paragraphs(&record.body);
    }
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for block in record.blocks.iter().flatten().filter(|block| block.kept) {
        match (block.continues.separator(), pieces.last_mut()) {
            (Some(separator), Some(last)) => last.text.to_mut().extend([separator, block.text.trim_end()]),
            _ => pieces.extend(Some(piece_of_block(block)).filter(|piece| !piece.text.is_empty())),
        }
    }
    if pieces.is_empty() { paragraphs(&record.body) } else { pieces }
}

fn piece_of_block(block: &BlockRecord) -> Piece<'_> {
    let form = match (block.role, &block.tag) {
        (Role::Caption, _) => Form::Caption,
        (_, Some(path)) => form_of_path(path),
        (_, None) => return piece_of_line(&block.text),
    };
    // Code keeps its indentation.
    let text = if form == Form::Code { block.text.trim_matches('\n') } else { block.text.trim() };
    Piece { form, text: text.into(), cell: block.cell }
}

fn form_of_path(path: &str) -> Form {
    let names = path.rsplit(|character: char| !character.is_ascii_alphanumeric());
    let forms = names.filter_map(|name| FORM_OF_TAG.iter().find(|(tag, _)| *tag == name));
    forms.map(|(_, form)| *form).next().unwrap_or(Form::Paragraph)
}

fn paragraphs(body: &str) -> Vec<Piece<'_>> {
    body.split("\n\n").filter(|text| !text.trim().is_empty()).map(piece_of_line).collect()
}

fn piece_of_line(text: &str) -> Piece<'_> {
    let text = text.trim_end().trim_start_matches('\n');
    match text.trim_start().strip_prefix(BULLETS) {
        Some(rest) if rest.starts_with(' ') && !rest.contains('\n') => {
            Piece { form: Form::Item, text: rest.trim().into(), cell: None }
        }
        _ => Piece { form: Form::Paragraph, text: text.into(), cell: None },
    }
}

/// A text without the characters that a terminal obeys: they become U+FFFD. Line feeds and tabs stay.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    let is_harmful = |character: char| character.is_control() && !matches!(character, '\n' | '\t');
    if text.contains(is_harmful) {
        Cow::Owned(text.replace(is_harmful, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The same in one line: line feeds and tabs become spaces.
pub(super) fn one_line(text: &str) -> String {
    harmless(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::Continues;

    fn block(tag: Option<&str>, text: &str, kept: bool) -> BlockRecord {
        let role = if kept { Role::Body } else { Role::Navigation };
        let tag = tag.map(str::to_owned);
        BlockRecord {
            role,
            score: 0.9,
            kept,
            tag,
            line: None,
            text: text.to_owned(),
            reasons: vec![],
            place: None,
            cell: None,
            continues: Continues::No,
        }
    }

    #[test]
    fn the_innermost_known_element_gives_the_form() {
        let rows = [
            (Some("div > p"), Form::Paragraph),
            (Some("body>main>h2"), Form::Heading(2)),
            (Some("ul li"), Form::Item),
            (Some("li.entry#first > span"), Form::Item),
            (Some("blockquote/p"), Form::Quote),
            (Some(""), Form::Paragraph),
            (None, Form::Paragraph),
        ];
        for (tag, wanted) in rows {
            assert_eq!(piece_of_block(&block(tag, "Text", true)).form, wanted, "{tag:?}");
        }
    }

    #[test]
    fn the_body_serves_where_no_block_is_kept() {
        let body = "One\ntwo\n\n• An item\n\n\nLast".to_owned();
        let mut record = Record { body, ..Record::default() };
        let forms = |record: &Record| {
            pieces(record).iter().map(|piece| (piece.form, piece.text.to_string())).collect::<Vec<_>>()
        };
        let wanted = [(Form::Paragraph, "One\ntwo"), (Form::Item, "An item"), (Form::Paragraph, "Last")];
        assert_eq!(forms(&record), wanted.map(|(form, text)| (form, text.to_owned())));
        record.blocks = Some(vec![block(None, "Menu", false), block(Some("h2"), " Kept ", true)]);
        assert_eq!(forms(&record), [(Form::Heading(2), "Kept".to_owned())]);
    }

    #[test]
    fn a_cut_paragraph_is_one_again() {
        let mut rest = block(None, "The second.", true);
        rest.continues = Continues::Spaced;
        let blocks = vec![block(None, "The first.", true), rest, block(None, "Another.", true)];
        let record = Record { blocks: Some(blocks), ..Record::default() };
        let texts: Vec<_> = pieces(&record).into_iter().map(|piece| piece.text.into_owned()).collect();
        assert_eq!(texts, ["The first. The second.", "Another."]);
    }

    #[test]
    fn control_characters_do_not_pass() {
        assert_eq!(harmless("a\u{1b}[0m\tb\n\u{9b}c\r"), "a\u{fffd}[0m\tb\n\u{fffd}c\u{fffd}");
        assert_eq!(one_line(" a\n\tb \u{7}"), "a b \u{fffd}");
    }
}
