//! What an element says of all it holds, by its name and its attributes.

use super::Context;
use super::measures::{FNV_OFFSET, fnv_step};
use super::runs::{HIGH, ONES};
use crate::dom::{AttributeName, ByValue, Dom, NodeId, Tag};
use memchr::memchr_iter;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// The flags that an element of this name sets for all it holds.
pub(super) fn context_of(tag: Tag) -> Context {
    match tag {
        Tag::Nav | Tag::Menu => Context::NAV,
        Tag::Header => Context::HEADER,
        Tag::Footer => Context::FOOTER,
        Tag::Aside => Context::ASIDE,
        Tag::Main => Context::MAIN,
        Tag::Article => Context::ARTICLE,
        Tag::Form | Tag::Fieldset => Context::FORM,
        Tag::Button | Tag::Select | Tag::Option | Tag::Optgroup | Tag::Label => Context::CONTROL,
        Tag::Noscript => Context::NOSCRIPT,
        Tag::Ul | Tag::Ol | Tag::Dl | Tag::Dir => Context::LIST,
        Tag::Td | Tag::Th => Context::TABLE,
        Tag::Figure => Context::FIGURE,
        Tag::Pre | Tag::Listing | Tag::Plaintext | Tag::Xmp => Context::PREFORMATTED,
        Tag::Blockquote => Context::QUOTE,
        Tag::Dialog => Context::DIALOG,
        Tag::Details => Context::DETAILS,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => Context::HEADING,
        Tag::Address => Context::ADDRESS,
        Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => Context::CODE,
        Tag::Search => Context::SEARCH,
        Tag::Time => Context::TIME,
        Tag::B | Tag::Strong => Context::STRONG,
        _ => Context::default(),
    }
}

/// The flags that an element's attributes set for all it holds, and what its class says.
pub(super) fn said_of(dom: &Dom, node: NodeId, classes: &mut ByValue<Class>) -> (Context, Option<Class>) {
    let (mut context, mut class) = (Context::default(), None);
    for (name, id) in dom.values_of(node) {
        let value = || dom.values().text(id);
        let of_attribute = match name {
            AttributeName::Class => class.insert(classes.get(id, || Class::of(value()))).context,
            AttributeName::Href | AttributeName::Id | AttributeName::Title => continue,
            _ => attribute_context(name, value()),
        };
        context = context.with(of_attribute);
    }
    (context, class)
}

fn attribute_context(name: AttributeName, value: &str) -> Context {
    match name {
        AttributeName::Role => role_context(value),
        AttributeName::Hidden => Context::HIDDEN,
        AttributeName::AriaHidden if value == "true" => Context::ARIA_HIDDEN,
        AttributeName::Style if is_hiding_style(value) => Context::HIDDEN,
        AttributeName::Itemprop if matches!(value, "articleBody" | "mainContentOfPage" | "text") => {
            Context::ARTICLE_BODY
        }
        AttributeName::Itemprop if value == "comment" => Context::COMMENT,
        AttributeName::Itemtype if value.ends_with("/Comment") => Context::COMMENT,
        _ => Context::default(),
    }
}

/// The class by which SingleFile keeps what it found hidden from being shown.
const SAVED_HIDDEN: &[u8] = b"sf-hidden";

fn holds_saved_hidden(class: &str) -> bool {
    // By its letter that is the rarest in other classes.
    const RARE: usize = 1;
    let class = class.as_bytes();
    let stands = |at: usize| {
        at.checked_sub(RARE).and_then(|start| class.get(start..start + SAVED_HIDDEN.len()))
            == Some(SAVED_HIDDEN)
    };
    memchr_iter(SAVED_HIDDEN[RARE], class).any(stands)
}

/// ARIA landmark roles (<https://www.w3.org/TR/wai-aria/#landmark_roles>).
fn role_context(value: &str) -> Context {
    match value {
        "navigation" | "menubar" | "menu" => Context::NAV,
        "banner" => Context::HEADER,
        "contentinfo" => Context::FOOTER,
        "complementary" => Context::ASIDE,
        "main" => Context::MAIN,
        "article" => Context::ARTICLE,
        "search" => Context::SEARCH,
        "form" => Context::FORM,
        "dialog" | "alertdialog" => Context::DIALOG,
        _ => Context::default(),
    }
}

/// True for inline styles that take the element off the page.
fn is_hiding_style(style: &str) -> bool {
    // The names end alike, with a letter that styles hardly have.
    const LAST: u8 = b'y';
    let mut behind = None;
    for at in memchr_iter(LAST, style.as_bytes()) {
        let Some((head, rest)) = style.split_at_checked(at + 1) else { continue };
        if head.ends_with("display") {
            behind = Some(rest);
            break;
        }
        if behind.is_none() && head.ends_with("visibility") {
            behind = Some(rest);
        }
    }
    let value = behind.and_then(|rest| rest.trim_start().strip_prefix(':')).unwrap_or_default().trim_start();
    value.starts_with("none") || value.starts_with("hidden")
}

/// A hash that like elements share: name and class words, digits in words left out (`item-12` is like `item-13`).
pub(super) fn shape_of(tag: Tag, class: Option<Class>) -> u64 {
    fnv_step(class.map_or(FNV_OFFSET, |class| class.shape), tag as u32)
}

/// What a class attribute says.
#[derive(Clone, Copy)]
pub(super) struct Class {
    /// A hash of its words, without digits.
    shape: u64,
    context: Context,
}

impl Class {
    fn of(value: &str) -> Self {
        Self {
            shape: hash_without_digits(value),
            context: if holds_saved_hidden(value) { Context::HIDDEN } else { Context::default() },
        }
    }
}

/// A hash of a text's bytes but the digits, taken eight at a time: class attributes are long.
fn hash_without_digits(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    // The last bytes that count; those behind the last whole step are not hashed yet.
    let (mut bytes, mut count) = (0, 0_u32);
    let (steps, rest) = text.as_bytes().as_chunks();
    for step in steps {
        let next = u64::from_be_bytes(*step);
        if holds_digit(next) {
            take_without_digits(&mut hasher, step, &mut bytes, &mut count);
            continue;
        }
        let open = u8::BITS * (count % STEP);
        hasher.write_u64(if open == 0 { next } else { bytes << (u64::BITS - open) | next >> open });
        bytes = next;
        count += STEP;
    }
    take_without_digits(&mut hasher, rest, &mut bytes, &mut count);
    hasher.write_u64(bytes);
    hasher.write_u32(count);
    // A class without words is like none.
    if count == 0 { FNV_OFFSET } else { hasher.finish() }
}

/// Bytes that are hashed in one step.
const STEP: u32 = u64::BITS / u8::BITS;

fn take_without_digits(hasher: &mut FxHasher, own: &[u8], bytes: &mut u64, count: &mut u32) {
    for byte in own.iter().filter(|byte| !byte.is_ascii_digit()) {
        *bytes = *bytes << u8::BITS | u64::from(*byte);
        *count += 1;
        if count.is_multiple_of(STEP) {
            hasher.write_u64(*bytes);
        }
    }
}

/// Whether one of these eight bytes is an ASCII digit.
fn holds_digit(bytes: u64) -> bool {
    // Digits become 0 to 9; the highest bit of every other byte is set then, by itself or by what is added.
    let values = bytes ^ (b'0' as u64 * ONES);
    let others = ((values & !HIGH) + (0x80 - 10) * ONES) | values;
    !others & HIGH != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_classes_have_one_shape() {
        let shape = |value: &str| shape_of(Tag::Div, Some(Class::of(value)));
        for (one, other, alike) in [
            ("item item-12", "item item-3", true),
            ("menu-item-123 active", "menu-item-4567 active", true),
            ("12", "", true),
            ("item", "items", false),
            ("col-md-6 left-side", "col-md-6 left-sidf", false),
            ("ab", "ba", false),
            ("\0item", "item", false),
        ] {
            assert_eq!(shape(one) == shape(other), alike, "{one} and {other}");
        }
        assert_eq!(shape(""), shape_of(Tag::Div, None));
        assert_ne!(shape_of(Tag::Div, None), shape_of(Tag::P, None));
    }

    #[test]
    fn styles_and_classes_hide() {
        for (style, hides) in [
            ("display:none", true),
            ("color:gray; display : none", true),
            ("visibility: hidden", true),
            ("visibility: hidden; display: block", false),
            ("display: block; visibility: hidden", false),
            ("display: none; visibility: visible", true),
            ("font-family: x; display", false),
            ("displaydisplay:none", false),
            ("display:é", false),
            ("opacity:0", false),
            ("", false),
        ] {
            assert_eq!(is_hiding_style(style), hides, "{style}");
        }
        for (class, hides) in [
            ("sf-hidden", true),
            ("f sf-hidden-x", true),
            ("f", false),
            ("sf-hidde", false),
            ("ésf-hidden", true),
        ] {
            assert_eq!(Class::of(class).context == Context::HIDDEN, hides, "{class}");
        }
    }

    proptest::proptest! {
        #[test]
        fn digits_do_not_count_wherever_they_stand(text in r"([a-z /:-]{1,9}|[0-9]|é){0,20}") {
            let without: String = text.chars().filter(|letter| !letter.is_ascii_digit()).collect();
            proptest::prop_assert_eq!(hash_without_digits(&text), hash_without_digits(&without));
            let has_digit = |step: &[u8; 8]| step.iter().any(u8::is_ascii_digit);
            for step in text.as_bytes().as_chunks().0 {
                proptest::prop_assert_eq!(holds_digit(u64::from_be_bytes(*step)), has_digit(step));
            }
        }
    }
}
