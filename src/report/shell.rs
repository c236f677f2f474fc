//! The file around the data: markup, style, script and the policy that allows these and nothing else.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// What differs between the kinds of report.
pub(super) struct Kind {
    title: &'static str,
    markup: &'static str,
    style: &'static str,
    script: &'static str,
}

pub(super) static PAGE: Kind = Kind {
    title: "Report of a page",
    markup: include_str!("assets/page.html"),
    style: include_str!("assets/page.css"),
    script: concat!(
        include_str!("assets/page-model.js"),
        include_str!("assets/page-chart.js"),
        include_str!("assets/page-record.js"),
        include_str!("assets/page.js"),
    ),
};

pub(super) static DIFF: Kind = Kind {
    title: "What changed between two runs",
    markup: include_str!("assets/diff.html"),
    style: include_str!("assets/diff.css"),
    script: include_str!("assets/diff.js"),
};

pub(super) static SHEET: Kind = Kind {
    title: "Contact sheet",
    markup: include_str!("assets/sheet.html"),
    style: include_str!("assets/sheet.css"),
    script: include_str!("assets/sheet.js"),
};

/// What all kinds share.
const STYLE: &str = include_str!("assets/base.css");
const SCRIPT: &str = include_str!("assets/base.js");

/// A whole file. Only `data` may hold text of pages.
pub(super) fn file(kind: &Kind, data: &impl Serialize) -> String {
    let style = [STYLE, kind.style].concat();
    // One scope, strict: nothing of it can be reached from outside.
    let script = ["\"use strict\";\n(() => {\n", SCRIPT, kind.script, "})();\n"].concat();
    let policy = policy(&style, &script);
    let Kind { title, markup, .. } = kind;
    let data = embedded(data);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n\
         <style>{style}</style>\n</head>\n<body>\n{markup}\
         <script type=\"application/json\" id=\"data\">{data}</script>\n<script>{script}</script>\n</body>\n</html>\n"
    )
}

fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(style),
        hash(script)
    )
}

fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= group.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

/// JSON that can stand in a script element: `<` is written as an escape, so that no text of a page ends the element or
/// begins a comment in it.
fn embedded(data: &impl Serialize) -> String {
    let json = serde_json::to_string(data).unwrap_or_else(|_| "null".to_owned());
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads_like_the_standard() {
        for (plain, encoded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
        let empty = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(hash(""), empty);
    }

    #[test]
    fn text_of_a_page_stands_in_the_data_alone() {
        let hostile = "</script><script>alert(1)</script><!-- <script>";
        let [plain, full] = ["", hostile].map(|text| file(&PAGE, &[text]));
        let (before, after) = plain.split_once("[\"\"]").expect("the data");
        let within = full.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).expect("one shell");
        assert!(!within.contains('<'), "{within}");
        assert_eq!(serde_json::from_str::<[String; 1]>(within).expect("JSON"), [hostile]);
    }

    #[test]
    fn no_asset_names_an_address_or_writes_markup() {
        for kind in [&PAGE, &DIFF, &SHEET] {
            let file = file(kind, &());
            for forbidden in
                ["http://", "https://", "//cdn", "url(", "@import", "innerHTML", "outerHTML", "eval(", "src="]
            {
                assert!(!file.contains(forbidden), "{forbidden} in {}", kind.title);
            }
            for attribute in [" style=\"", " onclick=\"", "javascript:"] {
                assert!(!file.contains(attribute), "{attribute} in {}", kind.title);
            }
        }
    }
}
