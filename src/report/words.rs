//! Reasons in words.

use crate::blocks::BlockKind;
use crate::dom::Tag;
use crate::features::{ABSENT, Feature};
use crate::roles::Reason;

/// Sections of the table by the beginning of their names; what is left of the name is a number.
const SECTIONS: &[(&str, &str)] = &[
    ("block", "this block"),
    ("previous1", "the block before"),
    ("previous", "the block # before it"),
    ("next1", "the block after"),
    ("next", "the block # after it"),
    ("before", "the # blocks before"),
    ("after", "the # blocks after"),
    ("level1", "the nearest container"),
    ("level", "container # outwards"),
    ("page", "the whole page"),
    ("second", "first-pass score"),
    ("third-page", "the whole page"),
    ("third", "this block"),
];

/// Whose number a reason is.
pub(super) fn section(name: &str) -> String {
    let found = SECTIONS.iter().find_map(|(start, words)| Some((name.strip_prefix(start)?, words)));
    found.map_or_else(|| name.to_owned(), |(number, words)| words.replace('#', number))
}

/// A reason's measure: whose number it is and what was counted.
pub(super) fn measure(reason: &Reason) -> String {
    format!("{}: {}", section(reason.section), reason.feature.meaning)
}

/// A reason's number as a person would write it.
pub(super) fn value(reason: &Reason) -> String {
    let Reason { feature, value, .. } = *reason;
    if value == ABSENT {
        return "none".to_owned();
    }
    match feature.unit {
        "0–1" => format!("{:.0} %", value * 100.0),
        "0/1" => if value > 0.5 { "yes" } else { "no" }.to_owned(),
        "code" | "0/1/2" => code(feature, value as usize),
        "log-odds + 8" => format!("{:+.1}", value - 8.0),
        "log-odds + 64" => format!("{:+.1}", value - 64.0),
        unit => match unit.strip_prefix("log ") {
            Some("count") => plain(value.exp() - 1.0),
            Some(counted) => format!("{} {counted}", plain(value.exp() - 1.0)),
            None => plain(value),
        },
    }
}

fn plain(value: f32) -> String {
    let rounded = value.round();
    if (value - rounded).abs() < 0.05 || value >= 100.0 {
        format!("{rounded:.0}")
    } else {
        format!("{value:.1}")
    }
}

/// Numbers that stand for names.
fn code(feature: &Feature, number: usize) -> String {
    let names: &[&str] = match feature.name {
        "kind" => &KINDS,
        "bullet" => &["none", "a mark", "a number"],
        "prose_run_side" => &["before", "in it", "after"],
        "tag" | "container_tag" => {
            let tag = number.checked_sub(1).and_then(|at| Tag::ALL.get(at));
            return tag.map_or("another".to_owned(), |tag| tag.as_str().to_owned());
        }
        _ => &[],
    };
    names.get(number).map_or_else(|| number.to_string(), |name| (*name).to_owned())
}

/// The forms of blocks, in the order of [`BlockKind`].
const KINDS: [&str; 8] =
    ["paragraph", "heading", "list item", "table cell", "preformatted", "control", "caption", "term"];
const _: () = assert!(BlockKind::Term as usize == KINDS.len() - 1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_like_words() {
        #[rustfmt::skip]
        let rows = [
            ("size", "log words", 13.0_f32.ln(), "12 words"), ("digits", "0–1", 0.255, "26 %"), ("nav", "0/1", 1.0, "yes"),
            ("nav", "0/1", 0.0, "no"), ("word_score", "log-odds + 8", 6.5, "-1.5"), ("links", "log count", 0.0, "0"),
            ("commas", "per word", 0.25, "0.2"), ("kind", "code", 2.0, "list item"), ("tag", "code", 0.0, "another"),
            ("tag", "code", 1.0, "a"), ("position", "0–1", -1.0, "none"),
        ];
        for (name, unit, number, wanted) in rows {
            let feature = Box::leak(Box::new(Feature { name, unit, meaning: "" }));
            assert_eq!(value(&Reason { section: "block", feature, value: number }), wanted, "{name}");
        }
    }

    #[test]
    fn every_section_has_words() {
        use crate::options::InputKind;
        for kind in [InputKind::Html, InputKind::Text] {
            for (name, _) in crate::features::declared(kind) {
                let own = name.split('.').next().unwrap_or_default();
                assert!(section(own).contains(' '), "{own}");
            }
        }
        assert_eq!(section("previous2"), "the block 2 before it");
        assert_eq!(section("level1"), "the nearest container");
    }
}
