//! `<meta>` and `<link>`: one table of names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::dom::{AttributeName, Dom, Head, NodeId};
use crate::metadata::dates::{DateHints, parse_machine_in};
use crate::metadata::entities::unescape;
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};

/// `<meta>` names in lower case, the field they speak of, their family and how far they are to be trusted.
#[rustfmt::skip]
const NAMES: &[(&str, Field, Origin, f32)] = &[
    ("og:title", Field::Headline, Origin::OpenGraph, 0.8), ("twitter:title", Field::Headline, Origin::Twitter, 0.7), ("dc.title", Field::Headline, Origin::DublinCore, 0.6),
    ("dcterms.title", Field::Headline, Origin::DublinCore, 0.6), ("citation_title", Field::Headline, Origin::Citation, 0.9), ("parsely-title", Field::Headline, Origin::Publishing, 0.85),
    ("sailthru.title", Field::Headline, Origin::Publishing, 0.8), ("cxenseparse:title", Field::Headline, Origin::Publishing, 0.8), ("headline", Field::Headline, Origin::Meta, 0.8), ("hdl", Field::Headline, Origin::Meta, 0.8), ("title", Field::Headline, Origin::Meta, 0.5),
    ("author", Field::Author, Origin::Meta, 0.6), ("authors", Field::Author, Origin::Meta, 0.6), ("byl", Field::Author, Origin::Meta, 0.7), ("article:author", Field::Author, Origin::OpenGraph, 0.55), ("og:article:author", Field::Author, Origin::OpenGraph, 0.55),
    ("og:author", Field::Author, Origin::OpenGraph, 0.5), ("article:author_name", Field::Author, Origin::OpenGraph, 0.7), ("dc.creator", Field::Author, Origin::DublinCore, 0.5), ("dcterms.creator", Field::Author, Origin::DublinCore, 0.5), ("dc.creator.name", Field::Author, Origin::DublinCore, 0.5),
    ("citation_author", Field::Author, Origin::Citation, 0.9), ("parsely-author", Field::Author, Origin::Publishing, 0.7), ("sailthru.author", Field::Author, Origin::Publishing, 0.65), ("cxenseparse:author", Field::Author, Origin::Publishing, 0.65),
    ("article:published_time", Field::DatePublished, Origin::OpenGraph, 0.9), ("og:article:published_time", Field::DatePublished, Origin::OpenGraph, 0.9), ("og:published_time", Field::DatePublished, Origin::OpenGraph, 0.85), ("og:pubdate", Field::DatePublished, Origin::OpenGraph, 0.8), ("article:published", Field::DatePublished, Origin::OpenGraph, 0.85),
    ("article:post_date", Field::DatePublished, Origin::OpenGraph, 0.85), ("datepublished", Field::DatePublished, Origin::Microdata, 0.85), ("uploaddate", Field::DatePublished, Origin::Microdata, 0.5), ("datecreated", Field::DatePublished, Origin::Microdata, 0.6), ("date", Field::DatePublished, Origin::Meta, 0.65), ("pubdate", Field::DatePublished, Origin::Meta, 0.8), ("publishdate", Field::DatePublished, Origin::Meta, 0.8),
    ("publish-date", Field::DatePublished, Origin::Meta, 0.8), ("publish_date", Field::DatePublished, Origin::Meta, 0.8), ("publication_date", Field::DatePublished, Origin::Meta, 0.8), ("publication-date", Field::DatePublished, Origin::Meta, 0.8), ("published-date", Field::DatePublished, Origin::Meta, 0.8), ("published_time", Field::DatePublished, Origin::Meta, 0.8), ("published_at", Field::DatePublished, Origin::Meta, 0.8),
    ("originalpublicationdate", Field::DatePublished, Origin::Meta, 0.85), ("article_date_original", Field::DatePublished, Origin::Meta, 0.85), ("displaydate", Field::DatePublished, Origin::Meta, 0.7), ("created", Field::DatePublished, Origin::Meta, 0.55), ("article.created", Field::DatePublished, Origin::Meta, 0.7), ("article.published", Field::DatePublished, Origin::Meta, 0.8), ("ptime", Field::DatePublished, Origin::Meta, 0.6), ("pdate", Field::DatePublished, Origin::Meta, 0.6),
    ("dc.date", Field::DatePublished, Origin::DublinCore, 0.6), ("dc.date.issued", Field::DatePublished, Origin::DublinCore, 0.8), ("dc.date.created", Field::DatePublished, Origin::DublinCore, 0.6), ("dcterms.date", Field::DatePublished, Origin::DublinCore, 0.6), ("dcterms.issued", Field::DatePublished, Origin::DublinCore, 0.75), ("dcterms.created", Field::DatePublished, Origin::DublinCore, 0.6), ("dc.created", Field::DatePublished, Origin::DublinCore, 0.6), ("dc.issued", Field::DatePublished, Origin::DublinCore, 0.75),
    ("citation_publication_date", Field::DatePublished, Origin::Citation, 0.8), ("citation_online_date", Field::DatePublished, Origin::Citation, 0.85), ("citation_date", Field::DatePublished, Origin::Citation, 0.75), ("parsely-pub-date", Field::DatePublished, Origin::Publishing, 0.85), ("sailthru.date", Field::DatePublished, Origin::Publishing, 0.8), ("cxenseparse:recs:publishtime", Field::DatePublished, Origin::Publishing, 0.85), ("cxenseparse:publishtime", Field::DatePublished, Origin::Publishing, 0.8), ("rnews:datepublished", Field::DatePublished, Origin::Publishing, 0.8), ("bt:pubdate", Field::DatePublished, Origin::Publishing, 0.8),
    ("article:modified_time", Field::DateModified, Origin::OpenGraph, 0.9), ("og:article:modified_time", Field::DateModified, Origin::OpenGraph, 0.9), ("og:updated_time", Field::DateModified, Origin::OpenGraph, 0.7), ("og:modified_time", Field::DateModified, Origin::OpenGraph, 0.8), ("article:modified", Field::DateModified, Origin::OpenGraph, 0.85), ("datemodified", Field::DateModified, Origin::Microdata, 0.8), ("article:updated_time", Field::DateModified, Origin::OpenGraph, 0.85),
    ("last-modified", Field::DateModified, Origin::Meta, 0.6), ("lastmod", Field::DateModified, Origin::Meta, 0.6), ("lastmodified", Field::DateModified, Origin::Meta, 0.6), ("modified", Field::DateModified, Origin::Meta, 0.6), ("revised", Field::DateModified, Origin::Meta, 0.5), ("updated_time", Field::DateModified, Origin::Meta, 0.6), ("dcterms.modified", Field::DateModified, Origin::DublinCore, 0.65), ("dc.date.modified", Field::DateModified, Origin::DublinCore, 0.65), ("utime", Field::DateModified, Origin::Meta, 0.6),
    ("og:site_name", Field::SiteName, Origin::OpenGraph, 0.9), ("application-name", Field::SiteName, Origin::Meta, 0.6), ("apple-mobile-web-app-title", Field::SiteName, Origin::Meta, 0.4), ("al:android:app_name", Field::SiteName, Origin::Meta, 0.3), ("dc.publisher", Field::Publisher, Origin::DublinCore, 0.5), ("citation_journal_title", Field::SiteName, Origin::Citation, 0.5), ("publisher", Field::Publisher, Origin::Meta, 0.4),
    ("description", Field::Description, Origin::Meta, 0.8), ("og:description", Field::Description, Origin::OpenGraph, 0.85), ("twitter:description", Field::Description, Origin::Twitter, 0.7), ("dc.description", Field::Description, Origin::DublinCore, 0.6), ("dcterms.description", Field::Description, Origin::DublinCore, 0.6), ("sailthru.description", Field::Description, Origin::Publishing, 0.6),
    ("og:locale", Field::Language, Origin::OpenGraph, 0.6), ("content-language", Field::Language, Origin::Meta, 0.6), ("language", Field::Language, Origin::Meta, 0.5), ("dc.language", Field::Language, Origin::DublinCore, 0.6), ("inlanguage", Field::Language, Origin::Microdata, 0.6),
    ("og:url", Field::CanonicalUrl, Origin::OpenGraph, 0.7), ("twitter:url", Field::CanonicalUrl, Origin::Twitter, 0.5), ("parsely-link", Field::CanonicalUrl, Origin::Publishing, 0.5),
    ("og:image", Field::Image, Origin::OpenGraph, 0.9), ("og:image:url", Field::Image, Origin::OpenGraph, 0.85), ("og:image:secure_url", Field::Image, Origin::OpenGraph, 0.8), ("twitter:image", Field::Image, Origin::Twitter, 0.7), ("twitter:image:src", Field::Image, Origin::Twitter, 0.7), ("thumbnail", Field::Image, Origin::Meta, 0.4), ("parsely-image-url", Field::Image, Origin::Publishing, 0.5),
    ("dc.rights", Field::License, Origin::DublinCore, 0.5), ("dcterms.license", Field::License, Origin::DublinCore, 0.8), ("license", Field::License, Origin::Meta, 0.7),
    ("article:tag", Field::Tag, Origin::OpenGraph, 0.9), ("og:article:tag", Field::Tag, Origin::OpenGraph, 0.85), ("news_keywords", Field::Tag, Origin::Meta, 0.75), ("parsely-tags", Field::Tag, Origin::Publishing, 0.6), ("sailthru.tags", Field::Tag, Origin::Publishing, 0.6), ("citation_keywords", Field::Tag, Origin::Citation, 0.7), ("keywords", Field::Tag, Origin::Meta, 0.5),
    ("og:type", Field::Kind, Origin::OpenGraph, 0.8),
];

/// Labels of the pairs `twitter:label1`, `twitter:data1` that name an author.
const WRITTEN_BY: &[&str] = &[
    "written by",
    "verfasst von",
    "geschrieben von",
    "ecrit par",
    "écrit par",
    "escrito por",
    "scritto da",
    "geschreven door",
    "skrevet av",
    "skrevet af",
    "skriven av",
    "написано автором",
    "автор",
    "yazan",
    "author",
    "napisane przez",
    "autor",
    "作成者",
    "执笔者",
    "作者",
    "par",
];

static TABLE: LazyLock<FxHashMap<&str, usize>> =
    LazyLock::new(|| NAMES.iter().enumerate().map(|(row, (name, ..))| (*name, row)).collect());

/// Every `<meta>` of the table.
pub(super) fn gather(dom: &Dom, head: &Head, hints: &DateHints<'_>, out: &mut Evidence) {
    let mut name = String::new();
    for &node in &head.metas {
        let content = dom.attribute(node, AttributeName::Content).unwrap_or_default();
        if content.trim().is_empty() {
            continue;
        }
        let keys =
            [AttributeName::Property, AttributeName::Name, AttributeName::Itemprop, AttributeName::HttpEquiv];
        let row = keys.iter().find_map(|key| {
            name.clear();
            name.push_str(dom.attribute(node, *key)?.trim());
            name.make_ascii_lowercase();
            TABLE.get(name.as_str()).and_then(|row| NAMES.get(*row))
        });
        if let Some((_, field, origin, weight)) = row {
            offer(*field, content, *origin, *weight, hints, out);
            continue;
        }
        let field = keys.iter().find_map(|key| date_field(dom.attribute(node, *key)?));
        if let Some(field) = field {
            offer(field, content, Origin::Meta, UNLISTED, hints, out);
        }
    }
    written_by(dom, head, out);
}

/// What a date under a name that is not in the table is trusted.
const UNLISTED: f32 = 0.6;
/// Ends of names that any publishing system may use, letters only.
const PUBLISHED_ENDS: &[&str] = &[
    "publishedtime",
    "datepublished",
    "publishdate",
    "publisheddate",
    "publicationdate",
    "publishtime",
    "publicationtime",
    "pubdate",
    "pubtime",
    "firstpublished",
    "firstpublicationdate",
    "dateissued",
    "releasedate",
    "publishedat",
    "uploaded",
    "uploadedat",
    "uploaddate",
    "dateposted",
    "posteddate",
    "createdate",
    "datecreated",
    "creationdate",
    "createdtime",
];
const MODIFIED_ENDS: &[&str] = &[
    "modifiedtime",
    "datemodified",
    "modifieddate",
    "updatedtime",
    "dateupdated",
    "dateupdate",
    "updateddate",
    "updatedate",
    "lastupdated",
    "lastupdate",
    "lastmodified",
    "modificationdate",
    "lastmodifieddate",
    "updatedat",
];

/// The field of a name such as `example:article_published_time`.
fn date_field(name: &str) -> Option<Field> {
    let ends = |ends: &[&str], letters: &str| ends.iter().any(|end| letters.ends_with(end));
    if !name.contains(['d', 'D']) && !name.contains("ime") {
        return None;
    }
    let letters: String =
        name.chars().filter(char::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase()).collect();
    if ends(MODIFIED_ENDS, &letters) {
        Some(Field::DateModified)
    } else if ends(PUBLISHED_ENDS, &letters) {
        Some(Field::DatePublished)
    } else {
        None
    }
}

/// Offers a machine value; dates only where they can be read.
pub(super) fn offer(
    field: Field,
    value: &str,
    origin: Origin,
    weight: f32,
    hints: &DateHints<'_>,
    out: &mut Evidence,
) {
    match field {
        Field::DatePublished | Field::DateModified | Field::AnyDate => {
            if let Some(date) = parse_machine_in(value, hints) {
                out.push(Candidate::of_date(field, date, origin, weight));
            }
        }
        Field::Tag if origin != Origin::Microdata => {
            let mark = if value.contains(';') { ';' } else { ',' };
            for tag in value.split([mark, '，', '、', '،']) {
                out.push(Candidate::new(field, &unescape(tag), origin, weight));
            }
        }
        Field::Author if matches!(origin, Origin::Citation | Origin::DublinCore) => {
            let name = family_last(value).unwrap_or_else(|| value.to_owned());
            out.push(Candidate::new(field, &unescape(&name), origin, weight));
        }
        _ => out.push(Candidate::new(field, &unescape(value), origin, weight)),
    }
}

/// "Smith, J. A." the other way round: in libraries' fields the family name comes first.
fn family_last(name: &str) -> Option<String> {
    let (family, given) = name.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let is_one = !given.contains([',', ';', '&']) && given.split_whitespace().count() <= 3;
    (is_one && !family.is_empty() && !given.is_empty()).then(|| format!("{given} {family}"))
}

/// The pairs that some publishing systems write for link previews: "Written by" and the name.
fn written_by(dom: &Dom, head: &Head, out: &mut Evidence) {
    for (label, data) in [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")] {
        let (Some(label), Some(data)) = (head.meta(dom, label), head.meta(dom, data)) else { continue };
        if WRITTEN_BY.contains(&label.to_lowercase().trim_end_matches([':', ' '])) {
            out.push(Candidate::new(Field::Author, &unescape(data), Origin::Twitter, 0.75));
        }
    }
}

/// What a `<link>` names, by its `rel`.
const LINKS: &[(&str, Field)] =
    &[("canonical", Field::CanonicalUrl), ("license", Field::License), ("image_src", Field::Image)];

/// `<link>` and `<html lang>`.
pub(super) fn gather_links(dom: &Dom, head: &Head, out: &mut Evidence) {
    for &node in &head.links {
        let href = dom.attribute(node, AttributeName::Href).unwrap_or_default();
        let rel = dom.attribute(node, AttributeName::Rel).unwrap_or_default();
        for word in rel.split_ascii_whitespace() {
            let Some((_, field)) = LINKS.iter().find(|(rel, _)| word.eq_ignore_ascii_case(rel)) else {
                continue;
            };
            out.push(Candidate::new(*field, href, Origin::Markup, 0.9));
        }
    }
    let language = |node: NodeId| dom.attribute(node, AttributeName::Lang);
    if let Some(lang) = head.html.and_then(language) {
        out.push(Candidate::new(Field::Language, lang, Origin::Markup, 0.9));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_lower_case_and_stand_once() {
        assert_eq!(TABLE.len(), NAMES.len());
        for (name, ..) in NAMES {
            assert_eq!(*name, name.to_ascii_lowercase());
        }
    }

    #[test]
    fn names_that_end_like_a_date_are_read() {
        for (name, field) in [
            ("example:article_published_time", Some(Field::DatePublished)),
            ("lastPublishedDate", Some(Field::DatePublished)),
            ("dateUpdate", Some(Field::DateModified)),
            ("example_photos:uploaded", Some(Field::DatePublished)),
            ("candidate", None),
            ("description", None),
        ] {
            assert_eq!(date_field(name), field, "{name}");
        }
    }
}
