//! What a character is, looked up once: the standard library searches its tables anew for each, which for the scripts of
//! South and East Asia takes longer than all else that is done with a text.

use std::sync::atomic::{AtomicU8, Ordering};

/// Letters and digits, as [`char::is_alphanumeric`] says.
pub(crate) const ALPHANUMERIC: u8 = 1;
/// As [`char::is_numeric`] says.
pub(crate) const NUMERIC: u8 = 1 << 1;
/// As [`char::is_uppercase`] says.
pub(crate) const UPPER: u8 = 1 << 2;
/// As [`char::is_lowercase`] says.
pub(crate) const LOWER: u8 = 1 << 3;
/// [`char::to_lowercase`] gives anything else than the character itself.
pub(crate) const FOLDS: u8 = 1 << 4;
/// The class was looked up.
const KNOWN: u8 = 1 << 7;

/// The classes of the planes that have characters in use, as far as they were asked for; 0 where they were not. Each byte
/// stands for itself, so no order between them matters.
static CLASSES: [AtomicU8; 0x4_0000] = [const { AtomicU8::new(0) }; 0x4_0000];

/// What a character is: the constants of this module, together.
#[inline]
pub(crate) fn class_of(character: char) -> u8 {
    let Some(place) = CLASSES.get(character as usize) else { return looked_up(character) };
    match place.load(Ordering::Relaxed) {
        0 => {
            let class = looked_up(character);
            place.store(class, Ordering::Relaxed);
            class
        }
        class => class,
    }
}

#[cold]
fn looked_up(character: char) -> u8 {
    let is = |holds: bool, class: u8| if holds { class } else { 0 };
    let mut lower = character.to_lowercase();
    KNOWN
        | is(character.is_alphanumeric(), ALPHANUMERIC)
        | is(character.is_numeric(), NUMERIC)
        | is(character.is_uppercase(), UPPER)
        | is(character.is_lowercase(), LOWER)
        | is(lower.next() != Some(character) || lower.next().is_some(), FOLDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_the_standard_librarys() {
        for character in ('\0'..='\u{4ffff}').step_by(7).chain('\0'..='\u{2fff}') {
            // Once looked up, once remembered.
            for class in [class_of(character), class_of(character)] {
                assert_eq!(class & ALPHANUMERIC != 0, character.is_alphanumeric(), "{character:?}");
                assert_eq!(class & NUMERIC != 0, character.is_numeric(), "{character:?}");
                assert_eq!(class & UPPER != 0, character.is_uppercase(), "{character:?}");
                assert_eq!(class & LOWER != 0, character.is_lowercase(), "{character:?}");
                assert_eq!(class & FOLDS == 0, character.to_lowercase().eq([character]), "{character:?}");
            }
        }
    }
}
