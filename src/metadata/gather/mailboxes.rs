//! Addresses of mail that stand in a byline.

use std::borrow::Cow;

use super::lists::{LINE_LEVELS, links_under};
use super::markup::text_of;
use crate::blocks::{Block, Place};
use crate::dom::{AttributeName, Dom, NodeId};

/// The text of a block without addresses that link to a mailbox ("wpym at shop.example"): a mark parts what stood around
/// them. A name that does so stays.
pub(super) fn without_mailboxes<'t>(dom: Option<&Dom>, block: &Block, text: &'t str) -> Cow<'t, str> {
    let mut shown = Cow::Borrowed(text);
    let (Some(dom), Place::Node(node), true) = (dom, block.place, block.links > 0) else { return shown };
    let around = std::iter::successors(Some(node), |&node| dom.parent(node)).take(LINE_LEVELS);
    let links = around.map(|root| links_under(dom, root)).find(|links| !links.is_empty()).unwrap_or_default();
    for address in links.into_iter().filter(|&link| is_mailbox(dom, link)).map(|link| text_of(dom, link)) {
        if is_address(&address) && shown.contains(&address) {
            shown = Cow::Owned(shown.replacen(&address, "|", 1));
        }
    }
    shown
}

/// Archives of mailing lists hide where an address leads, and leave the scheme.
fn is_mailbox(dom: &Dom, link: NodeId) -> bool {
    dom.attribute(link, AttributeName::Href).is_some_and(|href| {
        href.trim_start().get(.."mailto:".len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"))
    })
}

fn is_address(text: &str) -> bool {
    ["@", " at ", "(at)", "[at]"].iter().any(|at| {
        text.split_once(at).is_some_and(|(user, host)| !user.trim().contains(' ') && host.contains('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::{Blocks, segment_html};
    use crate::dom::Parser;

    #[test]
    fn addresses_are_no_names() {
        let shown = |page: &str| {
            let mut parser = Parser::new();
            let (dom, _) = parser.parse(page);
            let mut blocks = Blocks::default();
            segment_html(dom, 100, &mut blocks);
            without_mailboxes(Some(dom), &blocks.items[0], blocks.text_of(&blocks.items[0])).into_owned()
        };
        let page =
            "<b>Walter Pym</b> <a href='mailto:x@y.example'>wpym at shop.example </a><br><i>9 March 2010</i>";
        assert_eq!(shown(page), "Walter Pym |\n9 March 2010");
        assert_eq!(shown("<p>By Mara Holt, <a href=mailto:m@h.example>m@h.example</a>"), "By Mara Holt, |");
        assert_eq!(shown("<p>By <a href=mailto:m@h.example>Mara Holt</a>"), "By Mara Holt");
        assert_eq!(
            shown("<p>By <a href=/mara>Mara Holt at News.example</a>"),
            "By Mara Holt at News.example"
        );
    }
}
