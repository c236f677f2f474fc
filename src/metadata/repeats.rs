//! The roles of blocks that repeat the headline or the site's name, which the model tells before either is chosen.

use super::Metadata;
use super::fold::fold_letters;
use crate::blocks::Blocks;
use crate::roles::Role;

/// Letters from which a text is a repeat of the headline, and of the site's name: shorter ones are equal by chance.
const FEWEST_HEADLINE_LETTERS: usize = 8;
const FEWEST_SITE_LETTERS: usize = 3;

/// A caption is one, whatever it repeats, where the model is surer of it than not.
const SURE_CAPTION: f32 = 0.5;

/// Bytes that fold to one letter at most: longer texts are no repeat.
const MOST_BYTES_A_LETTER: usize = 8;

/// The blocks that have another role than `roles` says (each with its probability), and which. `kept` are the blocks of the
/// body.
///
/// What repeats the headline before the end of the body, with nothing but dates, bylines and deks between, is the headline once
/// more: right on 0.73 of such lines of the annotated dumps and 0.94 of such blocks of pages, where the model was on 0.68 and 0.86. The
/// site's name behind the body and above a footer belongs to the footer: right on 0.89 and 0.96, where the model was on 0.87 and
/// 0.96.
#[must_use]
pub fn roles_of_repeats(
    blocks: &Blocks,
    roles: &[(Role, f32)],
    kept: &[bool],
    found: &Metadata,
) -> Vec<(usize, Role)> {
    let end_of_body = kept.iter().rposition(|&kept| kept).map_or(blocks.len(), |last| last + 1);
    let headline = Repeated::new(found.headline.as_deref(), FEWEST_HEADLINE_LETTERS);
    let site = Repeated::new(found.site_name.as_deref(), FEWEST_SITE_LETTERS);
    let repeats = |name: &Repeated, at: usize| {
        blocks.items.get(at).is_some_and(|block| name.is_in(blocks.text_of(block)))
    };
    let mut changed = Vec::new();
    let mut is_in_header = false;
    for (at, &(role, probability)) in roles.iter().enumerate().take(end_of_body) {
        if repeats(&headline, at) {
            if !is_in_header {
                is_in_header = role == Role::Headline;
            } else if role != Role::Headline && !(role == Role::Caption && probability > SURE_CAPTION) {
                changed.push((at, Role::Headline));
            }
        } else if !matches!(role, Role::Headline | Role::Dek | Role::Byline | Role::Date) {
            is_in_header = false;
        }
    }
    let mut is_above_footer = false;
    for (at, &(role, _)) in roles.iter().enumerate().skip(end_of_body).rev() {
        if !repeats(&site, at) {
            is_above_footer = role == Role::Footer;
        } else if is_above_footer && role != Role::Footer {
            changed.push((at, Role::Footer));
        }
    }
    changed
}

/// A text that others may repeat: its letters, none where it is too short for that.
struct Repeated(Option<String>);

impl Repeated {
    fn new(text: Option<&str>, fewest: usize) -> Self {
        Self(text.map(fold_letters).filter(|folded| folded.chars().count() >= fewest))
    }

    fn is_in(&self, text: &str) -> bool {
        let Self(Some(letters)) = self else { return false };
        text.len() <= letters.len() * MOST_BYTES_A_LETTER && fold_letters(text) == *letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::segment_text;
    use crate::text::parse;

    /// The lines of a dump, each with the role that the model gives it, surely or not; what stands in `kept` is the body.
    fn changed(lines: &[(&str, Role)], probability: f32) -> Vec<(String, Role)> {
        let mut blocks = Blocks::default();
        let texts: Vec<&str> = lines.iter().map(|line| line.0).collect();
        segment_text(&parse(&texts.join("\n\n")), 100, &mut blocks);
        assert_eq!(blocks.len(), lines.len());
        let roles: Vec<(Role, f32)> = lines.iter().map(|line| (line.1, probability)).collect();
        let kept: Vec<bool> = lines.iter().map(|line| line.1 == Role::Body).collect();
        let found = Metadata {
            headline: Some("Pigeon works nights".to_owned()),
            site_name: Some("Quay Live (QL)".to_owned()),
            ..Metadata::default()
        };
        let changed = roles_of_repeats(&blocks, &roles, &kept, &found);
        changed.into_iter().map(|(at, role)| (lines[at].0.to_owned(), role)).collect()
    }

    const PROSE: (&str, Role) =
        ("The pigeon has worked nights at the sorting office since the spring.", Role::Body);
    const HEADLINE: (&str, Role) = ("Pigeon works nights", Role::Headline);

    #[test]
    fn a_headline_is_repeated_within_its_header() {
        let again = ("Pigeon works nights!", Role::Caption);
        let repeated = vec![(again.0.to_owned(), Role::Headline)];
        assert_eq!(changed(&[HEADLINE, ("3 May 2024", Role::Date), again, PROSE], 0.4), repeated);
        // Before the first headline, behind something else, behind the body, and a sure caption.
        assert!(changed(&[again, HEADLINE, PROSE], 0.4).is_empty());
        assert!(changed(&[HEADLINE, ("Print", Role::Share), again, PROSE], 0.4).is_empty());
        assert!(changed(&[HEADLINE, PROSE, again], 0.4).is_empty());
        assert!(changed(&[HEADLINE, again, PROSE], 0.6).is_empty());
    }

    #[test]
    fn the_name_of_the_site_above_a_footer_is_of_the_footer() {
        let name = ("Quay Live QL", Role::Related);
        let footer = ("© 2024 All rights reserved", Role::Footer);
        let named = vec![(name.0.to_owned(), Role::Footer); 2];
        assert_eq!(changed(&[HEADLINE, PROSE, name, name, footer], 0.9), named);
        assert!(changed(&[name, footer, HEADLINE, PROSE], 0.9).is_empty());
        assert!(changed(&[HEADLINE, PROSE, name, ("Weather", Role::Navigation), footer], 0.9).is_empty());
    }
}
