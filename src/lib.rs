//! Takes the husk off a saved web page: headline, dates, authors and body out of HTML or a plain-text dump.
// Modules stand in the order in which a page flows through them; each names only modules above it.

pub mod error;

pub mod options;

pub mod input;

pub mod decode;

pub mod dom;

pub mod text;

pub mod blocks;

pub mod features;

pub mod model;

pub mod roles;

pub mod metadata;

pub mod fingerprint;

pub mod document;

pub mod output;

pub mod extractor;

pub mod report;

pub mod batch;

/// The README's examples are compiled and run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
