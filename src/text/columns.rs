//! How many terminal columns text takes.

/// Characters that take two columns: East Asian wide and full-width forms, and emoji. First and last of each range.
const WIDE: &[(u32, u32)] = &[
    (0x1100, 0x115f),
    (0x2e80, 0x303e),
    (0x3041, 0xa4cf),
    (0xa960, 0xa97c),
    (0xac00, 0xd7a3),
    (0xf900, 0xfaff),
    (0xfe30, 0xfe6f),
    (0xff00, 0xff60),
    (0xffe0, 0xffe6),
    (0x1f300, 0x1f64f),
    (0x1f680, 0x1f6ff),
    (0x1f900, 0x1f9ff),
    (0x20000, 0x3fffd),
];

/// Characters that take none: combining marks of the scripts that renderers meet most, and invisible controls.
const ZERO: &[(u32, u32)] = &[
    (0x00ad, 0x00ad),
    (0x0300, 0x036f),
    (0x0483, 0x0489),
    (0x0591, 0x05bd),
    (0x0610, 0x061a),
    (0x064b, 0x065f),
    (0x0e31, 0x0e31),
    (0x0e34, 0x0e3a),
    (0x0e47, 0x0e4e),
    (0x200b, 0x200f),
    (0x202a, 0x202e),
    (0x2060, 0x2064),
    (0xfe00, 0xfe0f),
    (0xfeff, 0xfeff),
];

/// Tab stops stand every so many columns in a text dump.
pub(super) const TAB_COLUMNS: u32 = 8;

fn is_in(table: &[(u32, u32)], code: u32) -> bool {
    let after = table.partition_point(|&(first, _)| first <= code);
    after > 0 && table.get(after - 1).is_some_and(|&(_, last)| code <= last)
}

/// Columns of one character: 0, 1 or 2.
pub(super) fn of_char(character: char) -> u32 {
    let code = u32::from(character);
    if code < 0xad {
        1
    } else if is_in(ZERO, code) {
        0
    } else {
        1 + u32::from(is_in(WIDE, code))
    }
}

/// Whether the sign takes two columns beside a wide character and one elsewhere: quotation marks, ellipses and dashes.
pub(super) fn is_wide_beside_wide(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '…' | '—')
}

/// Whether a line may be broken on either side of this character without a space: Han, Kana and their punctuation.
/// Not Hangul: Korean is written with spaces.
pub(super) fn breaks_anywhere(character: char) -> bool {
    matches!(u32::from(character), 0x2e80..=0x30ff | 0x3190..=0x4dbf | 0x4e00..=0xa4cf | 0xf900..=0xfaff | 0xff00..=0xff60 | 0x20000..=0x3fffd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_a_terminal() {
        for (text, columns) in [
            ("abc", 3),
            ("Straße", 6),
            ("図書館", 6),
            ("항구", 4),
            ("e\u{301}", 1),
            ("\u{200b}", 0),
            ("ＡＢ", 4),
            ("🎉", 2),
        ] {
            assert_eq!(text.chars().map(of_char).sum::<u32>(), columns, "{text}");
        }
    }

    #[test]
    fn tables_are_sorted() {
        for table in [WIDE, ZERO] {
            assert!(table.windows(2).all(|pair| pair[0].1 < pair[1].0));
            assert!(table.iter().all(|&(first, last)| first <= last));
        }
    }
}
