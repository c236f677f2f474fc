//! Numbers from 0 to 1 that describe what stands to choice, and the weights they are added with.
//!
//! The weights are fitted to gold pages (`training/choosers.py`); the sum is the score, and the best score wins. Every number
//! is declared once, as a feature with its meaning; the tables of weights name them, and tests hold the names together.

use std::fmt;

/// Declares features: names, in the order of the weights.
macro_rules! features {
    ($(#[$doc:meta])* $kind:ident: $($(#[$meaning:meta])* $name:ident),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(clippy::enum_variant_names, reason = "a name says all of what it means")]
        #[repr(usize)]
        pub(in crate::metadata) enum $kind { $($(#[$meaning])* $name),+ }

        impl $kind {
            /// Every name, in order.
            pub(in crate::metadata) const NAMES: &'static [&'static str] = &[$(stringify!($name)),+];
        }
    };
}

pub(in crate::metadata) use features;

/// So many parts of a score are told, and none that adds less.
const MOST_REASONS: usize = 6;
const LEAST_REASON: f32 = 0.05;

/// `SaysOpenGraph` as `says open graph`.
fn in_words(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

/// What a number adds to a score, in words: `says open graph +0.71`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    name: &'static str,
    part: f32,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:+.2}", in_words(self.name), self.part)
    }
}

/// The numbers of one thing, in the order of `NAMES`.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::metadata) struct Row(Vec<f32>);

impl Row {
    /// All nothing, for so many names.
    pub(in crate::metadata) fn of(names: &[&str]) -> Self {
        Self(vec![0.0; names.len()])
    }

    pub(in crate::metadata) fn set(&mut self, at: usize, value: f32) {
        if let Some(place) = self.0.get_mut(at) {
            *place = value;
        }
    }

    pub(in crate::metadata) fn mark(&mut self, at: usize, holds: bool) {
        self.set(at, f32::from(u8::from(holds)));
    }

    pub(in crate::metadata) fn get(&self, at: usize) -> f32 {
        self.0.get(at).copied().unwrap_or_default()
    }

    /// The sum of the numbers, each times its weight.
    pub(in crate::metadata) fn score(&self, weights: &[(&str, f32)]) -> f32 {
        self.0.iter().zip(weights).map(|(number, (_, weight))| number * weight).sum()
    }

    /// What adds most to the score.
    pub(in crate::metadata) fn reasons(&self, weights: &[(&'static str, f32)]) -> Vec<Reason> {
        let parts = self.0.iter().zip(weights);
        let parts = parts.map(|(number, &(name, weight))| Reason { name, part: number * weight });
        let mut reasons: Vec<Reason> = parts.filter(|reason| reason.part.abs() >= LEAST_REASON).collect();
        reasons.sort_by(|left, right| right.part.abs().total_cmp(&left.part.abs()));
        reasons.truncate(MOST_REASONS);
        reasons
    }

    /// All numbers, in the order of the names.
    pub(in crate::metadata) fn numbers(&self) -> &[f32] {
        &self.0
    }
}
