//! The third pass, of text dumps: what the roles of a page's lines say of what is main content. Roles are learned from pages whose
//! every block was read, main content from the text that gold has of a page: each knows what the other does not.

use super::parts::Parts;
use super::role_words::{ROLE_COUNT, RoleScore};
use super::table::{ABSENT, Feature, family, log, near, share};
use super::view::View;

/// What the passes before and the roles say of a page's blocks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    /// Probability of being main content as the first pass, the second, and both have it, one a block, 0–1.
    pub first: &'a [f32],
    /// See [`Said::first`].
    pub second: &'a [f32],
    /// See [`Said::first`].
    pub content: &'a [f32],
    /// Probability of each role, block after block, [`ROLE_COUNT`] a block.
    pub roles: &'a [f32],
}

/// What the formulas read.
struct ThirdPage<'a> {
    view: &'a View,
    said: Said<'a>,
}

impl ThirdPage<'_> {
    fn role(&self, at: usize, role: usize) -> f32 {
        self.said.roles.get(at * ROLE_COUNT + role).copied().unwrap_or_default()
    }

    /// Probability of a role that bodies are made of.
    fn of_body(&self, at: usize, offset: isize) -> f32 {
        let near = at.checked_add_signed(offset).filter(|at| *at < self.said.content.len());
        near.map_or(ABSENT, |at| OF_BODIES.into_iter().map(|role| self.role(at, role)).sum())
    }
}

/// The roles that bodies are made of, by their places in [`ROLES`]: headline, dek, body and caption.
const OF_BODIES: [usize; 4] = [0, 1, 4, 5];

family! {
    /// What is said of a block and its neighbours.
    THIRD, fill_third(page: ThirdPage<'_>, at: usize) {
        "first" ["0–1"] "its first-pass probability" = near(page.said.first, at, 0);
        "second" ["0–1"] "its second-pass probability" = near(page.said.second, at, 0);
        "content" ["0–1"] "its probability by both" = near(page.said.content, at, 0);
        "previous1" ["0–1"] "probability of the block before" = near(page.said.content, at, -1);
        "next1" ["0–1"] "probability of the block after" = near(page.said.content, at, 1);
        "size" ["log words"] "its words" = log(page.view.own[at].size);
        "of_body" ["0–1"] "probability of a role that bodies are made of" = page.of_body(at, 0);
        "of_body_previous2" ["0–1"] "the same, two before" = page.of_body(at, -2);
        "of_body_previous1" ["0–1"] "the same, of the block before" = page.of_body(at, -1);
        "of_body_next1" ["0–1"] "the same, of the block after" = page.of_body(at, 1);
        "of_body_next2" ["0–1"] "the same, two after" = page.of_body(at, 2);
    }
}

family! {
    /// The roles, in the order of their numbers: of a block, and in the mean over the page by words.
    ROLES, fill_roles(page: ThirdPage<'_>, at: usize) {
        "headline" ["0–1"] "probability that it is the headline" = page.role(at, 0);
        "dek" ["0–1"] "probability that it is the line under the headline" = page.role(at, 1);
        "byline" ["0–1"] "probability that it is a byline" = page.role(at, 2);
        "date" ["0–1"] "probability that it is a date" = page.role(at, 3);
        "body" ["0–1"] "probability that it is body text" = page.role(at, 4);
        "caption" ["0–1"] "probability that it is a picture's caption" = page.role(at, 5);
        "comment" ["0–1"] "probability that it is a reader's comment" = page.role(at, 6);
        "navigation" ["0–1"] "probability that it is navigation" = page.role(at, 7);
        "breadcrumb" ["0–1"] "probability that it is the breadcrumb" = page.role(at, 8);
        "consent" ["0–1"] "probability that it is a consent notice" = page.role(at, 9);
        "login" ["0–1"] "probability that it is of a login" = page.role(at, 10);
        "search" ["0–1"] "probability that it is a search or filter" = page.role(at, 11);
        "share" ["0–1"] "probability that it is of a share bar" = page.role(at, 12);
        "related" ["0–1"] "probability that it is a teaser of other content" = page.role(at, 13);
        "newsletter" ["0–1"] "probability that it is the site's own promotion" = page.role(at, 14);
        "ad" ["0–1"] "probability that it is an advertisement" = page.role(at, 15);
        "tags" ["0–1"] "probability that it is a tag" = page.role(at, 16);
        "author-bio" ["0–1"] "probability that it is about the author" = page.role(at, 17);
        "footer" ["0–1"] "probability that it is of the footer" = page.role(at, 18);
        "other" ["0–1"] "probability that it is nothing of these" = page.role(at, 19);
    }
}

/// The mean over the page.
const PAGE: &[Feature] =
    &[Feature { name: "content", unit: "0–1", meaning: "mean probability by both passes, by words" }];

/// Every column of the third pass with its section, in order.
pub fn declared_third() -> impl Iterator<Item = (&'static str, &'static Feature)> {
    let sections = [("third", THIRD), ("third", ROLES), ("third-page", PAGE), ("third-page", ROLES)];
    sections.into_iter().flat_map(|(section, family)| family.iter().map(move |feature| (section, feature)))
}

/// The names of the third pass's columns, `section.feature`, in order.
#[must_use]
pub fn third_names() -> Vec<String> {
    declared_third().map(|(section, feature)| format!("{section}.{}", feature.name)).collect()
}

/// The names of the roles' means over the page.
pub(super) fn page_role_names() -> impl Iterator<Item = String> {
    ROLES.iter().map(|role| format!("third-page.{}", role.name))
}

/// Puts the rows of the third pass together; gives the roles' means over the page.
pub(super) fn fill(parts: &mut Parts, view: &View, said: Said<'_>) -> RoleScore {
    parts.clear();
    let (page, blocks) = (ThirdPage { view, said }, said.content.len());
    let own = parts.add_pool(THIRD.len(), |rows| (0..blocks).for_each(|at| fill_third(&page, at, rows)));
    parts.add_section(own, 0..blocks as u32);
    let roles = parts.add_pool(ROLES.len(), |rows| (0..blocks).for_each(|at| fill_roles(&page, at, rows)));
    parts.add_section(roles, 0..blocks as u32);
    let (content, means) = means(view, said);
    let whole = parts.add_pool(1 + ROLE_COUNT, |row| row.extend(std::iter::once(content).chain(means)));
    parts.add_section(whole, (0..blocks).map(|_| 0));
    means
}

/// Means over the page, by words: of the probability of main content, and of each role's.
fn means(view: &View, said: Said<'_>) -> (f32, RoleScore) {
    let (mut content, mut roles, mut words) = (0.0, RoleScore::default(), 0.0);
    let probabilities = said.content.iter().zip(said.roles.chunks(ROLE_COUNT));
    for (block, (probability, own)) in view.own.iter().zip(probabilities) {
        let weight = block.weight();
        words += weight;
        content += probability * weight;
        for (sum, probability) in roles.iter_mut().zip(own) {
            *sum += probability * weight;
        }
    }
    (share(content, words), roles.map(|sum| share(sum, words)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::{Blocks, segment_text};
    use crate::features::{Lexicon, Table};

    #[test]
    fn rows_say_what_is_said_of_a_block_of_its_neighbours_and_of_the_page() {
        let mut blocks = Blocks::default();
        segment_text(&crate::text::parse("One two three four.\n\nFive six."), 100, &mut blocks);
        let mut table = Table::default();
        table.fill_text(&blocks, &Lexicon::default());
        let content = [0.9, 0.3];
        let mut roles = [0.0; 2 * ROLE_COUNT];
        (roles[4], roles[ROLE_COUNT + 7]) = (1.0, 0.6);
        table.fill_third(Said { first: &[0.5, 0.2], second: &[1.0, 0.4], content: &content, roles: &roles });
        let (names, row) = (third_names(), table.third_row(1));
        assert_eq!(row.len(), names.len());
        let number = |name: &str| row[names.iter().position(|own| own == name).expect("a column")];
        assert_eq!(
            ["first", "second", "content"].map(|name| number(&format!("third.{name}"))),
            [0.2, 0.4, 0.3]
        );
        assert_eq!((number("third.previous1"), number("third.next1")), (0.9, ABSENT));
        assert_eq!((number("third.of_body_previous1"), number("third.of_body_next2")), (1.0, ABSENT));
        assert_eq!((number("third.navigation"), number("third.body")), (0.6, 0.0));
        let close = |a: f32, b: f32| (a - b).abs() < 1e-6;
        assert!(close(number("third-page.content"), 0.7) && close(number("third-page.body"), 4.0 / 6.0));
        assert!(close(number("third-page.navigation"), 0.2));
    }
}
