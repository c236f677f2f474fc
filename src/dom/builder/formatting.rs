//! The [list of active formatting elements](https://html.spec.whatwg.org/multipage/parsing.html#the-list-of-active-formatting-elements)
//! and the adoption agency.

use super::stack::{Namespace, Open};
use super::{Builder, Name, NodeId, Sets, Tag};
use std::ops::Range;

/// Entries with equal tags that may be active at once ("Noah's Ark").
const MOST_ALIKE: usize = 3;

/// Rounds of the adoption agency, and how many formatting elements each may carry on.
const ADOPTION_ROUNDS: usize = 8;
const CARRIED_ON: usize = 3;

/// An active formatting element, or a marker.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) element: Open,
    is_marker: bool,
    /// The tag's attributes in [`Formatting::attributes`].
    attributes: Range<usize>,
}

#[derive(Debug, Default)]
pub(super) struct Formatting {
    entries: Vec<Entry>,
    /// The attributes of tags, in an order that does not depend on theirs.
    attributes: String,
}

impl Formatting {
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.attributes.clear();
    }

    /// Without the markers.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.is_marker)
    }

    pub(super) fn push_marker(&mut self, element: Open) {
        self.entries.push(Entry { element, is_marker: true, attributes: 0..0 });
    }

    pub(super) fn clear_to_marker(&mut self) {
        while self.entries.pop().is_some_and(|entry| !entry.is_marker) {}
    }

    /// The last place, after the last marker, of an element that fits.
    fn find_to_marker(&self, fits: impl Fn(&Entry) -> bool) -> Option<usize> {
        let (at, entry) = self.entries.iter().enumerate().rev().find(|(_, it)| it.is_marker || fits(it))?;
        (!entry.is_marker).then_some(at)
    }

    /// Writes down a tag's attributes so that equal ones are equal text. Names and values hold no NUL. Of `a`, whose
    /// attributes are not all known, never two are active.
    fn write_attributes(&mut self, tag: &Tag<'_>) -> Range<usize> {
        let start = self.attributes.len();
        if tag.attributes.is_empty() || tag.name == Name::A {
            return start..start;
        }
        if let [only] = tag.attributes {
            self.write_attribute(tag.name_of(only), tag.value_of(only));
            return start..self.attributes.len();
        }
        let mut sorted: Vec<(&str, &str)> =
            tag.attributes.iter().map(|it| (tag.name_of(it), tag.value_of(it))).collect();
        sorted.sort_unstable();
        for (name, value) in sorted {
            self.write_attribute(name, value);
        }
        start..self.attributes.len()
    }

    fn write_attribute(&mut self, name: &str, value: &str) {
        for part in [name, value] {
            self.attributes.push_str(part);
            self.attributes.push('\0');
        }
    }

    fn attributes_of(&self, entry: &Entry) -> &str {
        self.attributes.get(entry.attributes.clone()).unwrap_or_default()
    }
}

impl Builder {
    /// The place of a node in the list.
    fn place_in_list(&mut self, node: NodeId) -> Option<usize> {
        let mut steps = 0;
        let mut found = None;
        for (at, entry) in self.formatting.entries.iter().enumerate().filter(|(_, entry)| !entry.is_marker) {
            steps += 1;
            if entry.element.node == node {
                found = Some(at);
                break;
            }
        }
        self.work += steps;
        found
    }

    fn remove_from_list(&mut self, node: NodeId) {
        if let Some(at) = self.place_in_list(node) {
            self.formatting.entries.remove(at);
        }
    }

    /// [Reconstructs](https://html.spec.whatwg.org/multipage/parsing.html#reconstruct-the-active-formatting-elements)
    /// the active formatting elements.
    #[inline]
    pub(super) fn reconstruct_formatting(&mut self) {
        if let Some(last) = self.formatting.entries.last()
            && !last.is_marker
        {
            self.reconstruct_from(self.formatting.entries.len() - 1);
        }
    }

    fn reconstruct_from(&mut self, last: usize) {
        let mut first = last + 1;
        while first > 0 && !self.is_marker_or_open(first - 1) {
            first -= 1;
        }
        for at in first..=last {
            let element = self.formatting.entries[at].element;
            let attributes = self.attributes_of(element);
            let again = self.insert_with(Namespace::Html, element.name(), attributes);
            self.open.push(again);
            self.formatting.entries[at].element = again;
        }
    }

    fn is_marker_or_open(&mut self, at: usize) -> bool {
        let entry = &self.formatting.entries[at];
        let (is_marker, node) = (entry.is_marker, entry.element.node);
        is_marker || self.place_in_stack(node).is_some()
    }

    /// Opens a formatting element and makes it active.
    pub(super) fn open_formatting(&mut self, tag: &Tag<'_>) {
        let attributes = self.formatting.write_attributes(tag);
        let list = &self.formatting;
        let written = list.attributes.get(attributes.clone()).unwrap_or_default();
        let alike = |entry: &&Entry| entry.element.is(tag.name) && list.attributes_of(entry) == written;
        let after_marker = list.entries.iter().rev().take_while(|entry| !entry.is_marker);
        if after_marker.filter(alike).count() >= MOST_ALIKE {
            let entries = list.entries.iter().enumerate().rev().take_while(|(_, entry)| !entry.is_marker);
            let first = entries.filter(|(_, entry)| alike(entry)).last().map(|(at, _)| at);
            if let Some(first) = first {
                self.formatting.entries.remove(first);
            }
        }
        let element = self.open_tag(tag);
        self.formatting.entries.push(Entry { element, is_marker: false, attributes });
    }

    /// Closes an `a` that is still active where another begins.
    pub(super) fn close_active_a(&mut self) {
        let entries = self.formatting.entries.iter().rev().take_while(|entry| !entry.is_marker);
        let mut steps = 0;
        let found = entries.inspect(|_| steps += 1).find(|entry| entry.element.is(Name::A));
        let found = found.map(|entry| entry.element.node);
        self.work += steps;
        if let Some(node) = found {
            self.adopt(Name::A);
            self.remove_from_list(node);
            self.remove_from_stack(node);
        }
    }

    /// The [adoption agency algorithm](https://html.spec.whatwg.org/multipage/parsing.html#adoption-agency-algorithm).
    pub(super) fn adopt(&mut self, subject: Name) {
        let current = self.current();
        if self.current_is(subject) && self.place_in_list(current.node).is_none() {
            self.pop();
            return;
        }
        for _ in 0..ADOPTION_ROUNDS {
            let found = self.formatting.find_to_marker(|entry| entry.element.is(subject));
            let Some(list_place) = found else { return self.close_any(subject) };
            let entry = self.formatting.entries[list_place].clone();
            let node = entry.element.node;
            let Some(stack_place) = self.place_in_stack(node) else {
                self.formatting.entries.remove(list_place);
                return;
            };
            if !self.has_in_scope(Sets::SCOPE, |open| open.node == node) {
                return;
            }
            // Whether it is the current node is only asked for an error's sake.
            self.work += 1;
            let Some(block_place) = self.furthest_block(stack_place) else {
                self.open.truncate(stack_place);
                self.formatting.entries.remove(list_place);
                return;
            };
            self.adopt_block(&entry, stack_place, block_place);
        }
    }

    /// The first special element from a place in the stack on.
    fn furthest_block(&mut self, from: usize) -> Option<usize> {
        let above = self.open.get(from..).unwrap_or_default();
        let found = above.iter().position(|open| open.sets.any(Sets::SPECIAL));
        self.work += found.map_or(above.len(), |at| at + 1) as u64;
        found.map(|at| from + at)
    }

    /// Steps 11 to 20: moves the block out of the formatting element, whose like is made inside it.
    fn adopt_block(&mut self, formatting: &Entry, stack_place: usize, block_place: usize) {
        let node = formatting.element.node;
        let block = self.open[block_place];
        let Some(ancestor) = stack_place.checked_sub(1).map(|below| self.open[below]) else { return };
        let (moved, bookmark) = self.carry_on(node, block_place);

        self.work += 1;
        self.dom.detach(moved);
        let place = self.place_in(ancestor);
        self.put_node(place, moved);

        let again = self.element_again(formatting.element);
        self.work += self.dom.move_children(block.node, again.node) + 1;
        self.work += 1;
        self.dom.append_child(block.node, again.node);

        let entry = Entry { element: again, is_marker: false, attributes: formatting.attributes.clone() };
        match bookmark {
            None => {
                if let Some(at) = self.place_in_list(node) {
                    self.formatting.entries[at] = entry;
                }
            }
            Some(previous) => {
                if let Some(at) = self.place_in_list(previous) {
                    self.formatting.entries.insert(at + 1, entry);
                }
                self.remove_from_list(node);
            }
        }
        self.remove_from_stack(node);
        let block_place = self.open.iter().position(|open| open.node == block.node);
        self.work += block_place.map_or(self.open.len(), |at| at + 1) as u64;
        self.open.insert(block_place.map_or(self.open.len(), |at| at + 1), again);
    }

    /// Step 13: makes anew the formatting elements between the block and `until`, each around the one before. Returns
    /// the outermost, and the element behind which the formatting element is to be listed, if not in its own place.
    fn carry_on(&mut self, until: NodeId, block_place: usize) -> (NodeId, Option<NodeId>) {
        let block = self.open[block_place].node;
        let (mut last, mut bookmark) = (block, None);
        let mut at = block_place;
        for round in 1.. {
            let Some(below) = at.checked_sub(1) else { break };
            at = below;
            let element = self.open[at];
            self.work += 1;
            if element.node == until {
                break;
            }
            let listed = self.place_in_list(element.node);
            let Some(listed) = listed.filter(|_| round <= CARRIED_ON) else {
                if let Some(listed) = listed {
                    self.formatting.entries.remove(listed);
                }
                self.open.remove(at);
                continue;
            };
            // html5ever checks that the entry is the element's.
            self.work += 1;
            let again = self.element_again(element);
            self.open[at] = again;
            self.formatting.entries[listed].element = again;
            self.work += 1;
            if last == block {
                bookmark = Some(again.node);
            }
            self.work += 2;
            self.dom.detach(last);
            self.dom.append_child(again.node, last);
            last = again.node;
        }
        (last, bookmark)
    }
}
