//! How a family of features is declared: name, unit, meaning and formula stand on one line.

use std::sync::LazyLock;

/// One column of the table of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// The name within its family.
    pub name: &'static str,
    /// What the number counts, or its range.
    pub unit: &'static str,
    /// What it says.
    pub meaning: &'static str,
}

/// Declares a family: the list of its features and the function that writes their numbers, in one order.
macro_rules! family {
    ($(#[$doc:meta])* $list:ident, $fill:ident($view:ident: $view_type:ty, $at:ident: $at_type:ty) {
        $($name:literal [$unit:literal] $meaning:literal = $value:expr;)+
    }) => {
        $(#[$doc])*
        pub const $list: &[$crate::features::table::Feature] =
            &[$($crate::features::table::Feature { name: $name, unit: $unit, meaning: $meaning }),+];

        #[allow(clippy::cast_precision_loss, clippy::too_many_lines, reason = "a table of formulas")]
        fn $fill($view: &$view_type, $at: $at_type, row: &mut Vec<f32>) {
            // All of them first: between formulas that write into the row, nothing that they read could stay in a register.
            row.extend_from_slice(&[$($value as f32),+]);
        }
    };
}

pub(crate) use family;

/// Written where a number does not exist (no such neighbour, no such ancestor). All real values are 0 or more.
pub const ABSENT: f32 = -1.0;

/// The number of a neighbour so many places on, if there is one.
#[must_use]
pub(crate) fn near(numbers: &[f32], at: usize, offset: isize) -> f32 {
    at.checked_add_signed(offset).and_then(|at| numbers.get(at)).copied().unwrap_or(ABSENT)
}

/// `a / b`, 0 where `b` is 0.
#[must_use]
pub(crate) fn share(a: f32, b: f32) -> f32 {
    if b > 0.0 { a / b } else { 0.0 }
}

/// 1 for true, 0 for false.
#[must_use]
pub(crate) fn flag(value: bool) -> f32 {
    if value { 1.0 } else { 0.0 }
}

/// Most numbers of which the logarithm is taken are small counts.
static LOGS: LazyLock<[f32; 1024]> = LazyLock::new(|| std::array::from_fn(|count| (1.0 + count as f32).ln()));

#[must_use]
pub(crate) fn log(value: f32) -> f32 {
    // What is below 0 or no number becomes 0, and then is not equal.
    let count = value as usize;
    match LOGS.get(count) {
        Some(&known) if count as f32 == value => known,
        _ => (1.0 + value).ln(),
    }
}
