//! Microdata, RDFa, `<time>` and elements whose class or links name an author.

use super::meta_tags::offer;
use super::named::{Mark, Named};
use super::place::Places;
use crate::dom::{AttributeName, Dom, Flow, Head, NodeData, NodeId, Tag};
use crate::metadata::dates::{DateHints, DateLabel, find_in_text, label_before, parse_machine_in};
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::fold::one_spaced;
use crate::metadata::json_ld::AuthorKind;
use crate::metadata::people::{is_unspaced_name, labelled_names};

/// `itemprop` and `property` values in lower case, their field and trust.
const PROPERTIES: &[(&str, Field, f32)] = &[
    ("headline", Field::Headline, 0.9),
    ("alternativeheadline", Field::Dek, 0.6),
    ("author", Field::Author, 0.8),
    ("creator", Field::Author, 0.6),
    ("datepublished", Field::DatePublished, 0.9),
    ("uploaddate", Field::DatePublished, 0.5),
    ("datecreated", Field::DatePublished, 0.6),
    ("datemodified", Field::DateModified, 0.85),
    ("keywords", Field::Tag, 0.8),
    ("license", Field::License, 0.8),
];

/// Types whose authors, dates and names are not the page's.
const FOREIGN_TYPES: &[&str] =
    &["comment", "review", "usercomments", "aggregaterating", "answer", "offer", "listitem"];

/// Steps up the tree in search of the item a property belongs to.
const MOST_STEPS: usize = 24;
/// A byline or a date in an element of its own is short (bytes).
const LONGEST_VALUE_BYTES: usize = 160;
/// So many author elements are looked at.
const MOST_AUTHORS: usize = 60;

/// All marked nodes of the page.
pub(super) fn gather(dom: &Dom, head: &Head, places: &Places<'_>, hints: &DateHints<'_>, out: &mut Evidence) {
    for &node in &head.marked {
        if let Some(properties) = dom.attribute(node, AttributeName::Itemprop) {
            for property in properties.split_ascii_whitespace() {
                item(dom, node, property, Origin::Microdata, places, hints, out);
            }
        } else if let Some(properties) = dom.attribute(node, AttributeName::Property) {
            for property in properties.split_ascii_whitespace() {
                item(dom, node, property, Origin::Rdfa, places, hints, out);
            }
        }
        // Elements of a page's own make shown ages of stated times: `<relative-time datetime=…>3 days ago`.
        let is_custom = dom.tag(node) == Tag::Other && dom.attribute(node, AttributeName::Datetime).is_some();
        if dom.tag(node) == Tag::Time || is_custom {
            time(dom, node, places, hints, out);
        }
    }
    settle_changes(out);
}

/// A `<time>` behind a word for a change is that only where something else is called published: of the pages that state
/// one day, most were published on it.
fn settle_changes(out: &mut Evidence) {
    let is_change = |one: &Candidate| one.label == Some(DateLabel::Modified);
    let is_dated = out.of(Field::DatePublished).any(|one| !is_change(one));
    for candidate in out.candidates.iter_mut().filter(|candidate| is_change(candidate)) {
        if is_dated {
            (candidate.field, candidate.weight) = (Field::DateModified, 0.7);
        } else {
            candidate.label = None;
        }
    }
}

fn item(
    dom: &Dom,
    node: NodeId,
    property: &str,
    origin: Origin,
    places: &Places<'_>,
    hints: &DateHints<'_>,
    out: &mut Evidence,
) {
    let local = property.rsplit([':', '/']).next().unwrap_or(property).to_ascii_lowercase();
    let Some((_, field, weight)) = PROPERTIES.iter().find(|(name, ..)| *name == local) else { return };
    if is_foreign(dom, node) {
        return;
    }
    let value = if *field == Field::Author { author_name(dom, node) } else { value_of(dom, node) };
    if value.len() > LONGEST_VALUE_BYTES * 2 {
        return;
    }
    let first = out.candidates.len();
    offer(*field, &value, origin, *weight, hints, out);
    let block = places.block_of(dom, node);
    for candidate in out.candidates.iter_mut().skip(first) {
        candidate.block = block;
        if *field == Field::Author {
            candidate.author_kind = Some(AuthorKind::Unknown);
        }
    }
}

/// True where the property belongs to a comment, a review, an offer.
pub(super) fn is_foreign(dom: &Dom, node: NodeId) -> bool {
    let mut at = dom.parent(node);
    for _ in 0..MOST_STEPS {
        let Some(parent) = at else { return false };
        let own = dom
            .attribute(parent, AttributeName::Itemtype)
            .or_else(|| dom.attribute(parent, AttributeName::Typeof));
        if let Some(kind) = own {
            let name = kind.rsplit(['/', ':']).next().unwrap_or(kind).trim().to_ascii_lowercase();
            if FOREIGN_TYPES.contains(&name.as_str()) {
                return true;
            }
            if name != "person" && name != "organization" {
                return false;
            }
        }
        at = dom.parent(parent);
    }
    false
}

/// `content`, `datetime`, or the text.
fn value_of(dom: &Dom, node: NodeId) -> String {
    for name in [AttributeName::Content, AttributeName::Datetime] {
        if let Some(value) = dom.attribute(node, name).map(str::trim).filter(|value| !value.is_empty()) {
            return value.to_owned();
        }
    }
    text_of(dom, node)
}

/// The text under a node is read up to so many bytes and nodes: what is no longer is asked for, and an element may stand in
/// hundreds of others that are asked too.
const MOST_TEXT_BYTES: usize = 16 << 10;
const MOST_TEXT_NODES: usize = 4096;

/// The text under a node, its beginning where it is long, lines kept apart.
pub(super) fn text_of(dom: &Dom, node: NodeId) -> String {
    let mut text = String::new();
    dom.push_text_within(node, MOST_TEXT_BYTES, MOST_TEXT_NODES, &mut text);
    one_spaced(&text)
}

/// The text under a node, semicolons between its blocks and between elements that touch: names in a list, a name and what she
/// is.
fn lines_of(dom: &Dom, node: NodeId) -> String {
    let (mut lines, mut at, mut before) = (String::new(), dom.first_child(node), node);
    for _ in 0..MOST_TEXT_NODES {
        let Some(inner) = at.filter(|_| lines.len() < MOST_TEXT_BYTES) else { break };
        let tag = dom.tag(inner);
        let is_text = matches!(dom.data(inner), NodeData::Text(_));
        let parent = dom.parent(inner);
        // Neither its parent nor a text beside it came last: it stands right behind an element.
        let touches = !is_text && parent != Some(before) && parent != text_parent(dom, before);
        if touches || matches!(tag.flow(), Flow::Block | Flow::LineBreak) {
            lines.push('\n');
        }
        if is_text {
            let letters = dom.text(inner).chars().take(MOST_TEXT_BYTES);
            lines.extend(letters.map(|letter| if letter.is_whitespace() { ' ' } else { letter }));
        }
        let is_skipped = tag.flow() == Flow::Skipped;
        before = inner;
        at = if is_skipped { dom.next_after(node, inner) } else { dom.next_in_order(node, inner) };
    }
    let lines: Vec<String> = lines.lines().map(one_spaced).filter(|line| !line.is_empty()).collect();
    lines.join("; ")
}

/// The parent of a text.
fn text_parent(dom: &Dom, node: NodeId) -> Option<NodeId> {
    matches!(dom.data(node), NodeData::Text(_)).then(|| dom.parent(node)).flatten()
}

/// The `name` inside an author item, or the item's own text.
fn author_name(dom: &Dom, node: NodeId) -> String {
    let end = dom.next_after(NodeId::DOCUMENT, node);
    let mut at = dom.first_child(node);
    for _ in 0..MOST_STEPS * 2 {
        let Some(inner) = at.filter(|inner| Some(*inner) != end) else { break };
        let is_name = [AttributeName::Itemprop, AttributeName::Property].iter().any(|key| {
            dom.attribute(inner, *key).is_some_and(|value| value.split([' ', ':']).any(|word| word == "name"))
        });
        if is_name {
            return value_of(dom, inner);
        }
        at = dom.next_in_order(node, inner);
    }
    value_of(dom, node)
}

/// A `<time>`: published, modified or any date, by its class.
fn time(dom: &Dom, node: NodeId, places: &Places<'_>, hints: &DateHints<'_>, out: &mut Evidence) {
    let stated =
        dom.attribute(node, AttributeName::Datetime).and_then(|value| parse_machine_in(value, hints));
    let shown = || {
        let text = text_of(dom, node);
        (text.len() <= LONGEST_VALUE_BYTES)
            .then(|| find_in_text(&text, hints).first().map(|found| found.date))
            .flatten()
    };
    let Some(date) = stated.or_else(shown) else { return };
    let class = dom.attribute(node, AttributeName::Class).unwrap_or_default().to_ascii_lowercase();
    let block = places.block_of(dom, node);
    let label = block.and_then(|block| label_before_time(dom, node, block, places, hints));
    let field = match label {
        Some(DateLabel::Published) => Field::DatePublished,
        _ if class.contains("publi") || class.contains("posted") || class.contains("created") => {
            Field::DatePublished
        }
        _ if class.contains("updat") || class.contains("modif") => Field::DateModified,
        _ => Field::AnyDate,
    };
    let weight = if field == Field::AnyDate { 0.6 } else { 0.7 };
    let candidate = Candidate::of_date(field, date, Origin::TimeElement, weight).in_block(block);
    out.push(Candidate { label, ..candidate });
}

/// What a word before a `<time>` says of it, where the text inside is no date that could be labelled in its block ("2 days
/// ago", "1 Jan").
fn label_before_time(
    dom: &Dom,
    node: NodeId,
    block: u32,
    places: &Places<'_>,
    hints: &DateHints<'_>,
) -> Option<DateLabel> {
    let shown = text_of(dom, node);
    let before = places.text_before(block, &shown)?;
    let label = label_before(before).filter(|label| *label != DateLabel::Other)?;
    find_in_text(&shown, hints).is_empty().then_some(label)
}

/// `<abbr class="published" title="2025-10-29T10:04:00+03:00">`: the date of the hAtom microformat and of what came after
/// it.
fn titled_date(
    dom: &Dom,
    node: NodeId,
    title: &str,
    places: &Places<'_>,
    hints: &DateHints<'_>,
    out: &mut Evidence,
) {
    let Some(date) = parse_machine_in(title, hints) else { return };
    let class = dom.attribute(node, AttributeName::Class).unwrap_or_default().to_ascii_lowercase();
    let field = match class.as_str() {
        _ if class.contains("publish") || class.contains("posted") => Field::DatePublished,
        _ if class.contains("updat") || class.contains("modif") => Field::DateModified,
        _ if class.contains("date") || class.contains("time") => Field::AnyDate,
        _ => return,
    };
    let candidate = Candidate::of_date(field, date, Origin::TimeElement, 0.6);
    out.push(candidate.in_block(places.block_of(dom, node)));
}

/// Elements that name an author: by class, by `rel=author`, by the address of a link; and dates in titles.
pub(super) fn gather_named(
    dom: &Dom,
    named: &Named,
    places: &Places<'_>,
    hints: &DateHints<'_>,
    out: &mut Evidence,
) {
    let mut found = 0;
    for (at, &(node, mark)) in named.marks.iter().enumerate() {
        let (origin, weight) = match mark {
            Mark::Title(title) => {
                titled_date(dom, node, dom.values().text(title), places, hints, out);
                continue;
            }
            Mark::Author(origin, weight) => (origin, weight),
        };
        let text = lines_of(dom, node);
        if text.is_empty() || text.len() > LONGEST_VALUE_BYTES || is_foreign(dom, node) {
            continue;
        }
        let marked =
            named.marks.get(at + 1).and_then(|&(inner, mark)| name_within(dom, node, &text, inner, mark));
        let value = marked.unwrap_or_else(|| {
            let labelled = labelled_names(&text);
            if labelled.is_empty() { text } else { labelled.join(", ") }
        });
        let candidate = Candidate::new(Field::Author, &value, origin, weight);
        out.push(candidate.in_block(places.block_of(dom, node)));
        found += 1;
        if found >= MOST_AUTHORS {
            break;
        }
    }
    let names_licence = |node: &&NodeId| {
        let rel = dom.attribute(**node, AttributeName::Rel).unwrap_or_default();
        rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("license"))
    };
    // One of several is a picture's or a quotation's.
    if let [node] = *named.related.iter().filter(names_licence).take(2).collect::<Vec<_>>() {
        let address = dom.attribute(*node, AttributeName::Href).unwrap_or_default();
        out.push(Candidate::new(Field::License, address, Origin::Markup, 0.6));
    }
}

/// The text of a mark inside a mark, where all before it is the word that opens a byline, in whatever language.
fn name_within(dom: &Dom, node: NodeId, text: &str, inner: NodeId, mark: Mark) -> Option<String> {
    let mut outer = std::iter::successors(dom.parent(inner), |&parent| dom.parent(parent));
    let is_author = matches!(mark, Mark::Author(..));
    if !is_author || !outer.by_ref().take(NESTED_MARKS).any(|parent| parent == node) {
        return None;
    }
    let name = lines_of(dom, inner);
    let is_whole = name.contains(' ') || is_unspaced_name(&name);
    let before = text.strip_suffix(name.as_str()).filter(|_| is_whole)?;
    let opener = before.trim_end_matches([' ', ':', '：']);
    let is_opener = opener.len() < before.len()
        && opener.chars().count() <= LONGEST_OPENER_CHARS
        && opener.chars().all(|letter| letter.is_alphabetic() || letter == ' ');
    is_opener.then_some(name)
}

/// Steps from a mark up to the mark that it stands in.
const NESTED_MARKS: usize = 4;
/// What opens a byline in any language, in characters.
const LONGEST_OPENER_CHARS: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::{Blocks, segment_html};
    use crate::dom::Parser;
    use crate::metadata::gather_html;

    const LIMIT: usize = 1000;

    #[test]
    fn a_label_before_a_time_that_shows_no_whole_date_is_its_own() {
        let (earlier, later) = ("<time datetime=2022-01-01T10:30Z>", "<time datetime=2022-02-02T11:15Z>");
        for (page, published, modified) in [
            (
                format!("<p>Updated {later}2 days ago</time> · Published {earlier}1 Jan</time></p>"),
                Some("2022-01-01T10:30Z"),
                Some("2022-02-02T11:15Z"),
            ),
            (format!("<p>Published by Jane Roe {earlier}1 Jan</time></p>"), Some("2022-01-01T10:30Z"), None),
            (format!("<p>Updated {later}2 days ago</time></p>"), None, None),
            (format!("<p>Updated 3 times {later}2 days ago</time></p>"), None, None),
            (format!("<p>Joined {earlier}1 Jan</time></p>"), None, None),
            (
                "<p>Published <relative-time datetime=2022-01-01T10:30Z>3 months ago</relative-time></p>"
                    .to_owned(),
                Some("2022-01-01T10:30Z"),
                None,
            ),
            (format!("<p>{earlier}1 Jan</time> Updated {later}1 Jan</time></p>"), None, None),
        ] {
            let mut parser = Parser::new();
            let (dom, _) = parser.parse(&page);
            let (mut head, mut blocks) = (Head::default(), Blocks::default());
            head.fill(dom);
            segment_html(dom, LIMIT, &mut blocks);
            let out = gather_html(dom, &head, &blocks, &[], None, LIMIT);
            let shown = |field| out.of(field).find_map(|one| one.date.map(|date| date.to_string()));
            assert_eq!(shown(Field::DatePublished).as_deref(), published, "{page}");
            assert_eq!(shown(Field::DateModified).as_deref(), modified, "{page}");
        }
    }
}
