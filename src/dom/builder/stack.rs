//! The [stack of open elements](https://html.spec.whatwg.org/multipage/parsing.html#the-stack-of-open-elements).

use super::sets::Sets;
use super::{Builder, Mode, Name, NodeId};

const SVG: u32 = 1 << 30;
const MATHML: u32 = 1 << 31;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    Html,
    Svg,
    Mathml,
}

/// An open element: all that is asked of it, without a look at the tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) node: NodeId,
    /// The name, and bits of the foreign namespaces.
    key: u32,
    pub(super) sets: Sets,
}

impl Open {
    /// Stands where the stack is empty.
    const NOTHING: Open = Open { node: NodeId::DOCUMENT, key: 0, sets: Sets::HTML };

    #[inline]
    pub(super) fn new(node: NodeId, namespace: Namespace, name: Name) -> Self {
        let (bit, sets) = match namespace {
            Namespace::Html => (0, Sets::of_html(name)),
            Namespace::Svg => (SVG, Sets::of_svg(name)),
            Namespace::Mathml => (MATHML, Sets::of_mathml(name)),
        };
        Open { node, key: name.index() as u32 | bit, sets }
    }

    pub(super) fn name(&self) -> Name {
        Name::from_index(self.key & !(SVG | MATHML))
    }

    pub(super) fn namespace(&self) -> Namespace {
        match self.key & (SVG | MATHML) {
            SVG => Namespace::Svg,
            MATHML => Namespace::Mathml,
            _ => Namespace::Html,
        }
    }

    /// True for the HTML element of this name.
    #[inline]
    pub(super) fn is(&self, name: Name) -> bool {
        self.key == name.index() as u32
    }
}

impl Builder {
    #[inline]
    pub(super) fn current(&self) -> Open {
        self.open.last().copied().unwrap_or(Open::NOTHING)
    }

    #[inline]
    pub(super) fn current_is(&mut self, name: Name) -> bool {
        self.work += 1;
        self.current().is(name)
    }

    #[inline]
    pub(super) fn current_is_in(&mut self, sets: Sets) -> bool {
        self.work += 1;
        self.current().sets.any(sets)
    }

    pub(super) fn pop(&mut self) {
        self.open.pop();
    }

    /// Whether an element of this name is open at all.
    pub(super) fn has_open(&mut self, name: Name) -> bool {
        let found = self.open.iter().position(|it| it.is(name));
        self.work += found.map_or(self.open.len(), |at| at + 1) as u64;
        found.is_some()
    }

    /// Whether [the element is in the scope](https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-the-specific-scope)
    /// that `bounds` end.
    #[inline]
    pub(super) fn has_in_scope(&mut self, bounds: Sets, is_wanted: impl Fn(&Open) -> bool) -> bool {
        const STEPS: u64 = 2;
        let mut work = 0;
        let mut found = false;
        for element in self.open.iter().rev() {
            if is_wanted(element) {
                work += 1;
                found = true;
                break;
            }
            work += STEPS;
            if element.sets.any(bounds) {
                break;
            }
        }
        self.work += work;
        found
    }

    #[inline]
    pub(super) fn has_named_in_scope(&mut self, bounds: Sets, name: Name) -> bool {
        self.has_in_scope(bounds, |element| element.is(name))
    }

    /// Pops what has an [implied end tag](https://html.spec.whatwg.org/multipage/parsing.html#generate-implied-end-tags).
    #[inline]
    pub(super) fn pop_implied(&mut self, implied: Sets) {
        while let Some(current) = self.open.last() {
            self.work += 1;
            if !current.sets.any(implied) {
                return;
            }
            self.open.pop();
        }
    }

    #[inline]
    pub(super) fn pop_implied_except(&mut self, name: Name) {
        while let Some(current) = self.open.last() {
            self.work += 1;
            if !current.sets.any(Sets::IMPLIED_END) || current.is(name) {
                return;
            }
            self.open.pop();
        }
    }

    /// Pops until the current element is in the set.
    pub(super) fn pop_until_current_in(&mut self, sets: Sets) {
        while !self.open.is_empty() && !self.current_is_in(sets) {
            self.open.pop();
        }
    }

    /// Pops until such an element has been popped.
    #[inline]
    pub(super) fn pop_through(&mut self, is_wanted: impl Fn(&Open) -> bool) {
        while let Some(popped) = self.open.pop() {
            self.work += 1;
            if is_wanted(&popped) {
                return;
            }
        }
    }

    #[inline]
    pub(super) fn pop_through_named(&mut self, name: Name) {
        self.pop_through(|popped| popped.is(name));
    }

    #[inline]
    pub(super) fn close_p(&mut self) {
        self.pop_implied_except(Name::P);
        self.pop_through_named(Name::P);
    }

    #[inline]
    pub(super) fn close_p_in_button_scope(&mut self) {
        if self.has_named_in_scope(Sets::BUTTON_SCOPE, Name::P) {
            self.close_p();
        }
    }

    /// The place of a node in the stack, looked for from the top.
    #[inline]
    pub(super) fn place_in_stack(&mut self, node: NodeId) -> Option<usize> {
        let found = self.open.iter().rposition(|open| open.node == node);
        self.work += found.map_or(self.open.len(), |at| self.open.len() - at) as u64;
        found
    }

    pub(super) fn remove_from_stack(&mut self, node: NodeId) {
        if let Some(at) = self.place_in_stack(node) {
            self.open.remove(at);
        }
    }

    /// Looks, as html5ever does, for an element that may not be open where the body ends; only the work matters.
    pub(super) fn check_body_end(&mut self) {
        let wrong = self.open.iter().position(|open| !open.sets.any(Sets::BODY_END));
        self.work += wrong.map_or(self.open.len(), |at| at + 1) as u64;
    }

    /// [Resets the insertion mode](https://html.spec.whatwg.org/multipage/parsing.html#reset-the-insertion-mode-appropriately).
    pub(super) fn mode_of_stack(&mut self) -> Mode {
        for at in (0..self.open.len()).rev() {
            self.work += 1;
            let element = self.open[at];
            if element.namespace() != Namespace::Html {
                continue;
            }
            let is_last = at == 0;
            match element.name() {
                Name::Td | Name::Th if !is_last => return Mode::InCell,
                Name::Tr => return Mode::InRow,
                Name::Tbody | Name::Thead | Name::Tfoot => return Mode::InTableBody,
                Name::Caption => return Mode::InCaption,
                Name::Colgroup => return Mode::InColumnGroup,
                Name::Table => return Mode::InTable,
                Name::Template => return self.template_modes.last().copied().unwrap_or(Mode::InBody),
                Name::Head if !is_last => return Mode::InHead,
                Name::Body => return Mode::InBody,
                Name::Frameset => return Mode::InFrameset,
                Name::Html if self.head.is_none() => return Mode::BeforeHead,
                Name::Html => return Mode::AfterHead,
                _ => {}
            }
        }
        Mode::InBody
    }
}
