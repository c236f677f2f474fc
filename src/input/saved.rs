//! The address that a saved page says it was saved from.
//!
//! Browsers put `<!-- saved from url=(0023)https://example.org/ -->` before a page they save, the number the length of
//! the address; SingleFile puts a comment of several lines into `<html>`, one of them `url: https://example.org/`.

use url::Url;

/// Bytes of a page in which the comment stands, if there is one.
const HEAD_BYTES: usize = 8 << 10;

/// What begins the comments, and what then stands before the address.
const MARKS: &[(&[u8], &[u8])] = &[(b"saved from url=(", b")"), (b"Page saved with SingleFile", b"url:")];

/// The address in the comment, if it is one of the web.
pub(super) fn saved_from(page: &[u8]) -> Option<String> {
    let head = page.get(..HEAD_BYTES).unwrap_or(page);
    let comments = memchr::memmem::find_iter(head, b"<!--").filter_map(|at| {
        let rest = head.get(at..)?;
        rest.get(..memchr::memmem::find(rest, b"-->")?)
    });
    comments.into_iter().find_map(address_in)
}

fn address_in(comment: &[u8]) -> Option<String> {
    let after = |text: &[u8], mark: &[u8]| Some(memchr::memmem::find(text, mark)? + mark.len());
    let rest = MARKS.iter().find_map(|(begin, before)| {
        let rest = comment.get(after(comment, begin)?..)?;
        rest.get(after(rest, before)?..)
    })?;
    let address = rest.trim_ascii_start().split(u8::is_ascii_whitespace).next()?;
    let address = std::str::from_utf8(address).ok()?;
    let url = Url::parse(address).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_comment_gives_the_address() {
        #[rustfmt::skip]
        let rows = [
            ("<!DOCTYPE html>\n<!-- saved from url=(0028)https://heron.test/notes?a=1 -->\n<html>", Some("https://heron.test/notes?a=1")),
            ("<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://heron.test/a \n saved date: Tue\n-->", Some("https://heron.test/a")),
            ("<!-- x --><!-- saved from url=(0014)about:internet -->", None),
            ("<!-- saved from url=(0020)javascript:alert(1) -->", None),
            ("<p>saved from url=(0028)https://heron.test/</p>", None),
            ("<!-- saved from url=(0028)https://heron.test/", None),
        ];
        for (page, wanted) in rows {
            assert_eq!(saved_from(page.as_bytes()).as_deref(), wanted, "{page}");
        }
    }
}
