//! What a page says about itself: pure readers of values (dates, names, JSON-LD, titles).

pub mod dates;
pub mod entities;
pub mod fold;
pub mod json_ld;
pub mod people;
pub mod titles;
