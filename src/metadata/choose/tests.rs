//! The pains that users know, each on a small invented page.

use crate::blocks::{Blocks, segment_html, segment_text};
use crate::dom::{Head, Parser};
use crate::metadata::{Metadata, Predicted, choose, gather_html, gather_text, longest_text};

const LIMIT: usize = 10_000;
const PROSE: &str = "<p>The rain began on Monday and did not end before the farmers of the valley had counted every last barrel in their cellars, twice over.</p>";

fn html(page: &str) -> Metadata {
    html_at(None, page)
}

fn html_at(url: Option<&str>, page: &str) -> Metadata {
    let mut parser = Parser::new();
    let (dom, _) = parser.parse(page);
    let (mut head, mut blocks) = (Head::default(), Blocks::default());
    head.fill(dom);
    segment_html(dom, LIMIT, &mut blocks);
    choose(&gather_html(dom, &head, &blocks, &[], url, LIMIT), &longest_text(&blocks))
}

fn text(page: &str) -> Metadata {
    let mut blocks = Blocks::default();
    segment_text(&crate::text::parse(page), LIMIT, &mut blocks);
    choose(&gather_text(&blocks, Predicted::default(), None, None, LIMIT), &longest_text(&blocks))
}

#[test]
fn headlines_are_the_visible_ones_without_the_site() {
    for (head, body, want) in [
        ("<title>Rain ends drought | The Daily</title>", "<h1>Rain ends drought</h1>", "Rain ends drought"),
        (
            "<title>Rain ends drought - The Daily</title><meta property=og:site_name content='The Daily'>",
            "<div>Rain ends drought</div>",
            "Rain ends drought",
        ),
        (
            "<meta property=og:title content='Rain: the end'><title>x</title>",
            "<h1>Rain<br>the end</h1>",
            "Rain: the end",
        ),
        (
            "<title>Rain ends drought - The Daily</title>",
            "<h1>The Daily</h1><h2>Rain ends drought</h2>",
            "Rain ends drought",
        ),
    ] {
        let got = html(&format!("{head}<body>{body}{PROSE}"));
        assert_eq!(got.headline.as_deref(), Some(want), "{head} {body}");
    }
}

#[test]
fn dates_are_the_pages_own() {
    let article = r#"<script type="application/ld+json">{"@type":"Article","headline":"Rain","datePublished":"2021-05-04T10:00:00Z","dateModified":"2021-06-01"}</script>"#;
    for (page, published, modified) in [
        (format!("<h1>Rain</h1><p>29. Oktober 2025</p>{PROSE}"), Some("2025-10-29"), None),
        (format!("{article}<h1>Rain</h1>{PROSE}"), Some("2021-05-04T10:00:00Z"), Some("2021-06-01")),
        // An instant in UTC, the day of the place beside the headline.
        (
            format!("{}<h1>Rain</h1><p>5 May 2021</p>{PROSE}", article.replace("T10", "T23")),
            Some("2021-05-05"),
            Some("2021-06-01"),
        ),
        (
            format!("<h1>Rain</h1>{PROSE}<footer>© 2019-2024. Updated 3 May 2024</footer>"),
            None,
            Some("2024-05-03"),
        ),
        (
            format!("<h1>Rain</h1><p>Updated: 3 May 2024</p><p>Published: 1 May 2024</p>{PROSE}"),
            Some("2024-05-01"),
            Some("2024-05-03"),
        ),
        (format!("<h3>Other</h3><p>By Ann Poe</p><p>2 May 2024</p><h1>Rain</h1>{PROSE}"), None, None),
        // What the markup calls a date is the headline's even right below a section's heading.
        (
            format!(
                "<h1>News</h1><p><time datetime=2024-05-02>2.5.2024</time></p><h1>Rain in May</h1>{PROSE}{PROSE}"
            ),
            Some("2024-05-02"),
            None,
        ),
        // The day of an update that the text tells of does not make that of the page one to come.
        (
            format!(
                "<title>Rain in May</title><h1>Rain in May</h1><p><time datetime=2025-12-17>17 Dec 2025</time></p>{}<h3>Update to nightly-2025-11-24</h3>{PROSE}",
                PROSE.repeat(12)
            ),
            Some("2025-12-17"),
            None,
        ),
        // The address and the label name the day of the place, and today's date in the masthead the one of the instant.
        (
            format!(
                "<link rel=canonical href='https://a.example/2021/05/04/rain'>{}<p>Wednesday, May 5th 2021</p><h1>Rain</h1><p>PUBLISHED: May 4, 2021 at 11:30 p.m.</p>{PROSE}",
                article.replace("04T10", "05T04")
            ),
            Some("2021-05-04T23:30"),
            None,
        ),
        // What a page's own data say counts, but of a shop's page it is the shop's business.
        (
            format!(
                r#"<script type="application/ld+json">{{"@type":"WebPage","datePublished":"2020-01-01"}}</script><h1>Rain</h1>{PROSE}"#
            ),
            Some("2020-01-01"),
            None,
        ),
        (
            format!(
                r#"<script type="application/ld+json">[{{"@type":"WebPage","datePublished":"2020-01-01"}},{{"@type":"Product","name":"Hat"}}]</script><h1>Hat</h1>{PROSE}"#
            ),
            None,
            None,
        ),
    ] {
        let got = html(&page);
        assert_eq!(got.date_published.as_deref(), published, "{page}");
        assert_eq!(got.date_modified.as_deref().filter(|_| modified.is_some()), modified, "{page}");
    }
}

#[test]
fn authors_are_people_of_this_page() {
    let site = "<meta property=og:site_name content='Daily News'>";
    for (page, want) in [
        (format!("<h1>Rain</h1><p>By Jane Roe</p>{PROSE}"), vec!["Jane Roe"]),
        (format!("{site}<meta name=author content='Daily News'><h1>Rain</h1>{PROSE}"), vec![]),
        (
            format!("<meta name=author content=webdesk3><h1>Rain</h1><p>By JANE MILLER</p>{PROSE}"),
            vec!["Jane Miller"],
        ),
        (format!("<h3>Other</h3><p>By <a rel=author>Ann Poe</a></p><h1>Rain</h1>{PROSE}"), vec![]),
        (
            format!("<h1>Rain</h1><div class=author>Jane Roe</div><div class=author>John Doe</div>{PROSE}"),
            vec!["Jane Roe", "John Doe"],
        ),
        (
            format!(
                "<h1>Rain</h1><span class=byline>Від <span class=author><a rel=author href=/a>Олена Гай</a></span></span>{PROSE}"
            ),
            vec!["Олена Гай"],
        ),
        (
            format!(
                "<h1>Rain</h1><span class=byline>بواسطة <a rel=author href=/a>هدى المنصوري</a></span>{PROSE}"
            ),
            vec!["هدى المنصوري"],
        ),
        (
            format!(
                "<p>By using this site, you agree to the Privacy Policy and Terms of Use.</p><h1>Rain</h1>{PROSE}"
            ),
            vec![],
        ),
    ] {
        assert_eq!(html(&page).authors, want, "{page}");
    }
}

#[test]
fn text_dumps_are_read_by_place_and_repetition() {
    let page = "By using this site, you agree to the Privacy Policy.\nAccept\nHarbour Press\n  • Latest News\n  • World\nReading: Rain ends the long drought in the valley\n\
        Harbour Press > Latest News > Rain ends the long drought in the valley\n\nRain ends the long drought in the valley\n\n\
        Published: 2025/10/29 10:04 AM\nUpdated: 2025/12/31 3:31 PM\nRain ends the long drought in the valley\n\n\
        The rain began on Monday and did not end before the farmers of the valley had counted every last barrel in their cellars, twice over.\n\n\
        On September 2 they had asked the council for help, and the council had sent them a letter with a stamp and a very long sentence in it.\n\n\
        TAGGED:Farm MinisterAnn Poe\n© Harbour Press. All rights reserved.\n";
    let got = text(page);
    assert_eq!(got.headline.as_deref(), Some("Rain ends the long drought in the valley"));
    assert_eq!(got.date_published.as_deref(), Some("2025-10-29T10:04"));
    assert_eq!(got.date_modified.as_deref(), Some("2025-12-31T15:31"));
    assert_eq!(got.authors, Vec::<String>::new());
    assert_eq!(got.tags, ["Farm Minister", "Ann Poe"]);
    assert_eq!(got.breadcrumb, ["Harbour Press", "Latest News"]);
    assert_eq!(got.site_name.as_deref(), Some("Harbour Press"));
}

#[test]
fn the_time_of_a_change_is_not_that_of_publication() {
    let page = "Harbour Press\n\nHome\nNews\n\nThe old lighthouse is lit again\n\nBy Ann Poe\n4 March 2024, 08:15\nUpdated 4 March 2024, 12:40\n\n\
        The old lighthouse in the northern harbour was lit again on Friday evening, after two years of darkness and a long quarrel.\n\n\
        The lamp was repaired by people who had learned the trade from the last keeper, who died at the age of ninety in the tower.\n";
    let got = text(page);
    assert_eq!(got.date_published.as_deref(), Some("2024-03-04T08:15"));
    assert_eq!(got.date_modified.as_deref(), Some("2024-03-04T12:40"));
}

#[test]
fn languages_are_declared_and_checked() {
    let german = "<p>Der Regen begann am Montag und endete erst, als die Bauern im Tal jedes einzelne Fass in ihren Kellern gezählt hatten, und zwar zweimal.</p>";
    for (lang, body, want, warned) in
        [("en_GB", PROSE, "en-GB", false), ("en", german, "de", true), ("", german, "de", false)]
    {
        let got = html(&format!("<html lang='{lang}'><body>{body}"));
        assert_eq!(got.language.as_deref(), Some(want), "{lang}");
        assert_eq!(!got.warnings.is_empty(), warned, "{lang}");
    }
}

#[test]
fn addresses_are_resolved_against_the_base_element() {
    let page = Some("https://rain.example/news/1");
    for (url, bases, want) in [
        (page, "", "https://rain.example/a.jpg"),
        (page, "<base href='https://cdn.example/x/'>", "https://cdn.example/a.jpg"),
        (None, "<base href='https://cdn.example/x/'>", "https://cdn.example/a.jpg"),
        (page, "<base target=_top><base href='//cdn.example'><base href='/'>", "https://cdn.example/a.jpg"),
        (page, "<base href='data:,'>", "https://rain.example/a.jpg"),
        (None, "<base href='/x/'>", "/a.jpg"),
    ] {
        let got =
            html_at(url, &format!("{bases}<link rel=image_src href=/a.jpg><link rel=canonical href=/a.jpg>"));
        assert_eq!(got.image.as_deref(), Some(want), "{bases}");
        assert_eq!(got.canonical_url.as_deref(), Some(want).filter(|it| it.contains(':')), "{bases}");
    }
    let relative = "<base href='../x/'><link rel=image_src href=a.jpg>";
    assert_eq!(html_at(page, relative).image.as_deref(), Some("https://rain.example/x/a.jpg"));
}

#[test]
fn licences_are_whole_addresses_or_texts() {
    for (markup, want) in [
        ("<link rel=license href=/cc-by>", "https://rain.example/cc-by"),
        ("<link rel=license href=terms.html>", "https://rain.example/news/terms.html"),
        ("<link rel=license href='https://cc.example/by'>", "https://cc.example/by"),
        ("<meta name=license content='//cc.example/by'>", "https://cc.example/by"),
        ("<meta name=license content='CC BY 4.0'>", "CC BY 4.0"),
        ("<meta name=license content='MIT/Apache'>", "MIT/Apache"),
        ("<meta name=dc.rights content='Rights: all'>", "Rights: all"),
    ] {
        let got = html_at(Some("https://rain.example/news/1"), markup);
        assert_eq!(got.license.as_deref(), Some(want), "{markup}");
    }
    let (one, other) =
        ("<a rel='license noopener' href=/by>CC</a>", "<p>Picture: <a rel=license href=/sa>CC</a>");
    assert_eq!(html(one).license.as_deref(), Some("/by"));
    assert_eq!(html(&format!("{one}{other}")).license, None);
    assert_eq!(html("<link rel=license href=/cc-by>").license.as_deref(), Some("/cc-by"));
}

#[test]
fn pictures_are_addresses_of_the_web() {
    let image = |address: &str, second: &str| {
        let page = format!(
            "<meta property=og:image content='{address}'><meta name=twitter:image content='{second}'>"
        );
        html(&page).image
    };
    for harmful in
        ["javascript:alert(1)", "data:image/gif;base64,R0lGOD", " Data:,", "&#1;javascript:x", "blob:x"]
    {
        assert_eq!(image(harmful, "/b.jpg").as_deref(), Some("/b.jpg"), "{harmful}");
        assert_eq!(image(harmful, ""), None, "{harmful}");
    }
    for fine in
        ["https://rain.example/a.jpg", "HTTP://rain.example/a", "//rain.example/a", "/a:b.jpg", "a.jpg?x:y"]
    {
        assert_eq!(image(fine, "/b.jpg").as_deref(), Some(fine));
    }
}

#[test]
fn marked_names_stand_apart() {
    for (markup, want) in [
        ("<ul class=authors><li>Ruth Holm</li><li>Dev Rao</li></ul>", vec!["Ruth Holm", "Dev Rao"]),
        ("<p class=byline>Ruth Holm<br>Dev Rao</p>", vec!["Ruth Holm", "Dev Rao"]),
        (
            "<div class=byline><a href=/r>Ruth Holm</a><span>Coast Correspondent</span></div>",
            vec!["Ruth Holm"],
        ),
        (
            "<p class=byline>By <a href=/r>Ruth Holm</a> and <a href=/d>Dev Rao</a></p>",
            vec!["Ruth Holm", "Dev Rao"],
        ),
        ("<p class=byline>By <b>Ruth</b> <b>Holm</b></p>", vec!["Ruth Holm"]),
        ("<meta name=citation_author content='Smith, J. A.'>", vec!["J. A. Smith"]),
        ("<meta name=citation_author content='García Márquez, Gabriel'>", vec!["Gabriel García Márquez"]),
    ] {
        assert_eq!(
            html(&format!("<h1>Old mill opens its doors again</h1>{markup}{PROSE}")).authors,
            want,
            "{markup}"
        );
    }
}

#[test]
fn beside_somebody_the_site_is_no_author() {
    let head = "<title>Old mill opens its doors again | Bay Herald</title><meta property=og:site_name content='Bay Herald'>";
    for byline in [
        "<p class=byline>By Ruth Holm, Bay Herald</p>",
        "<meta name=author content='Ruth Holm | Bay Herald'>",
    ] {
        let page = format!("{head}<h1>Old mill opens its doors again</h1>{byline}{PROSE}");
        assert_eq!(html(&page).authors, ["Ruth Holm"], "{byline}");
    }
}

#[test]
fn marked_values_leave_out_what_is_no_text() {
    let formula = "<math><semantics><mi>π</mi><annotation>\\pi</annotation></semantics></math>";
    let got = html(&format!("<h1 itemprop=headline>The {formula} of the farmers</h1>{PROSE}"));
    assert_eq!(got.headline.as_deref(), Some("The π of the farmers"));
    let ruby = "<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp></ruby>";
    let got = html(&format!("<h1 itemprop=headline>{ruby}京の雨</h1>{PROSE}"));
    assert_eq!(got.headline.as_deref(), Some("東京の雨"));
}
