//! What the headers of HTTP, MIME and WARC have in common: fields, and `Content-Type` values.

/// A media type with the parameters that matter here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MediaType {
    /// `type/subtype` in lower case; empty where there is none.
    pub(super) essence: String,
    pub(super) charset: Option<String>,
    pub(super) boundary: Option<String>,
    /// The Content-ID of the root part of a `multipart/related`.
    pub(super) start: Option<String>,
}

impl MediaType {
    pub(super) fn parse(value: &str) -> Self {
        let mut parts = split_outside_quotes(value);
        let essence = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let mut media = Self { essence: essence.trim_matches('"').to_owned(), ..Self::default() };
        for part in parts {
            let Some((name, value)) = part.split_once('=') else { continue };
            let value = value.trim().trim_matches(['"', '\'']).replace('\\', "");
            if value.is_empty() {
                continue;
            }
            let place = match name.trim().to_ascii_lowercase().as_str() {
                "charset" => &mut media.charset,
                "boundary" => &mut media.boundary,
                "start" => &mut media.start,
                _ => continue,
            };
            place.get_or_insert(value);
        }
        media
    }

    /// True where the type says nothing: none at all, or what servers send when they do not know.
    pub(super) fn is_unknown(&self) -> bool {
        !self.essence.contains('/')
            || matches!(
                self.essence.as_str(),
                "application/octet-stream" | "unknown/unknown" | "application/unknown" | "*/*"
            )
    }
}

fn split_outside_quotes(value: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    value.split(move |character| {
        quoted ^= character == '"';
        character == ';' && !quoted
    })
}

/// The named fields of a header or of an `application/warc-fields` block, with continued lines joined.
pub(super) fn header_fields(text: &str) -> Vec<(&str, String)> {
    let mut fields: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim(), value.trim().to_owned()));
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_types_and_parameters() {
        #[rustfmt::skip]
        let rows = [
            ("text/html", "text/html", None),
            ("Text/HTML; Charset=UTF-8", "text/html", Some("UTF-8")),
            ("text/html;charset=\"windows-1251\"; x=y", "text/html", Some("windows-1251")),
            ("text/html; charset=", "text/html", None),
            ("text/html; a=\";charset=no\"; charset='koi8-r'", "text/html", Some("koi8-r")),
            ("", "", None),
        ];
        for (value, essence, charset) in rows {
            let media = MediaType::parse(value);
            assert_eq!((media.essence.as_str(), media.charset.as_deref()), (essence, charset), "{value}");
        }
    }
}
