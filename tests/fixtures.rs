//! Every page under `fixtures/` gives exactly the record beside it.
//!
//! `UPDATE=1 cargo test --test fixtures` writes the records anew; read the difference before committing it.

use dehusk::extractor::Extractor;
use dehusk::input::{Page, Provenance};
use dehusk::options::{BlockDetail, Options};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// A fixture's page.
fn page_of(slug: &str) -> Page {
    let page = ["page.html", "page.txt"].into_iter().find(|name| folder().join(slug).join(name).exists());
    let name = page.expect("the folder has a page");
    let bytes = fs::read(folder().join(slug).join(name)).expect("the page can be read");
    let path = format!("fixtures/{slug}/{name}");
    let provenance = Provenance { path: path.clone(), ..Provenance::default() };
    Page { id: path, bytes, provenance, ..Page::default() }
}

fn extractor(blocks: BlockDetail) -> Extractor {
    Extractor::new(Options { blocks, ..Options::default() }).expect("the weights fit")
}

/// The page's record as pretty JSON; all of its blocks in short form follow, one a line.
fn extract(slug: &str) -> String {
    let mut record = extractor(BlockDetail::All).extract(&page_of(slug));
    // Scores move with every training; the role and the choice are what a fixture holds.
    for block in record.blocks.iter_mut().flatten() {
        block.score = 0.0;
        block.reasons.clear();
    }
    record.confidence = 0.0;
    serde_json::to_string_pretty(&record).expect("a record is JSON") + "\n"
}

fn check(slug: &str) {
    let found = extract(slug);
    let path = folder().join(slug).join("expected.json");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &found).expect("the record can be written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    for (line, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "{slug}: line {} differs", line + 1);
    }
    assert_eq!(found.lines().count(), expected.lines().count(), "{slug}: the lengths differ");
}

macro_rules! fixtures {
    ($($name:ident: $slug:literal,)+) => {
        const SLUGS: &[&str] = &[$($slug),+];
        $(#[test] fn $name() { check($slug); })+
    };
}

fixtures! {
    article_arabic: "article-arabic",
    article_arabic_windows_1256: "article-arabic-windows-1256",
    article_chinese_gb18030: "article-chinese-gb18030",
    article_comments: "article-comments",
    article_english: "article-english",
    article_french_latin_1: "article-french-latin-1",
    article_german: "article-german",
    article_japanese_shift_jis: "article-japanese-shift-jis",
    article_korean_wrong_charset: "article-korean-wrong-charset",
    article_long_read: "article-long-read",
    article_russian_windows_1251: "article-russian-windows-1251",
    article_tables_code: "article-tables-code",
    article_turkish: "article-turkish",
    article_undeclared_windows_1252: "article-undeclared-windows-1252",
    collection_blog_index: "collection-blog-index",
    cookie_wall: "cookie-wall",
    documentation_page: "documentation-page",
    dump_browser_article: "dump-browser-article",
    dump_bullets_article: "dump-bullets-article",
    dump_chinese_wrapped: "dump-chinese-wrapped",
    dump_documentation: "dump-documentation",
    dump_forum_thread: "dump-forum-thread",
    dump_german_article: "dump-german-article",
    dump_glued_metadata: "dump-glued-metadata",
    dump_inscriptis_article: "dump-inscriptis-article",
    dump_japanese_article: "dump-japanese-article",
    dump_listing: "dump-listing",
    dump_lynx_article: "dump-lynx-article",
    dump_link_targets: "dump-link-targets",
    dump_one_line: "dump-one-line",
    dump_product: "dump-product",
    dump_utf_16: "dump-utf-16",
    dump_wet_article: "dump-wet-article",
    empty_application_shell: "empty-application-shell",
    event_page: "event-page",
    forum_thread: "forum-thread",
    infinite_related: "infinite-related",
    listing_shop_category: "listing-shop-category",
    live_blog: "live-blog",
    meta_author_in_teaser: "meta-author-in-teaser",
    meta_date_above_headline: "meta-date-above-headline",
    meta_date_glued_byline: "meta-date-glued-byline",
    meta_future_date_script: "meta-future-date-script",
    meta_jsonld_array: "meta-jsonld-array",
    meta_jsonld_broken: "meta-jsonld-broken",
    meta_jsonld_graph: "meta-jsonld-graph",
    meta_jsonld_type_array: "meta-jsonld-type-array",
    meta_login_name_author: "meta-login-name-author",
    meta_masthead_heading: "meta-masthead-heading",
    meta_modified_published: "meta-modified-published",
    meta_numbers_like_dates: "meta-numbers-like-dates",
    meta_persian_date: "meta-persian-date",
    meta_quoted_post: "meta-quoted-post",
    meta_relative_date: "meta-relative-date",
    meta_several_authors: "meta-several-authors",
    meta_site_name_author: "meta-site-name-author",
    meta_thai_date: "meta-thai-date",
    meta_title_repeated: "meta-title-repeated",
    news_agency: "news-agency",
    news_agency_dump: "news-agency-dump",
    paywall_json_ld: "paywall-json-ld",
    press_release: "press-release",
    product_page: "product-page",
    question_answer: "question-answer",
    recipe: "recipe",
    scholarly_abstract: "scholarly-abstract",
    service_page: "service-page",
    shell_with_data: "shell-with-data",
}

#[test]
fn every_folder_has_its_test() {
    let entries = fs::read_dir(folder()).expect("there are fixtures").flatten();
    let folders: BTreeSet<String> = entries
        .filter(|entry| entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    let tested: BTreeSet<String> = SLUGS.iter().map(|slug| (*slug).to_owned()).collect();
    assert_eq!(folders, tested);
}

/// Roles that nobody asks for are not worked out; whatever else a record says is the same.
#[test]
fn records_do_not_depend_on_what_is_told_of_blocks() {
    let (mut short, mut long) = (extractor(BlockDetail::None), extractor(BlockDetail::All));
    for slug in SLUGS {
        let page = page_of(slug);
        let (record, mut with_blocks) = (short.extract(&page), long.extract(&page));
        with_blocks.blocks = None;
        let [record, with_blocks] =
            [record, with_blocks].map(|it| serde_json::to_value(it).expect("is JSON"));
        assert_eq!(record, with_blocks, "{slug}");
    }
}
