//! The features: one family per point of view. A family is written once and used where it applies (a block and its
//! neighbours, the containers of several levels).

use super::evidence::{PageEvidence, WordFacts};
use super::table::{ABSENT, family, flag, log, share};
use super::topic::TopicFacts;
use super::view::{ContainerFacts, Likes, Sums, View, link_density};
use crate::blocks::{Block, Blocks, Context, Layout};

/// What the formulas read.
pub(super) struct Page<'a> {
    pub blocks: &'a Blocks,
    pub view: &'a View,
    pub evidence: &'a PageEvidence,
    /// Of text dumps only.
    pub topic: &'a [TopicFacts],
}

impl Page<'_> {
    fn block(&self, at: usize) -> &Block {
        &self.blocks.items[at]
    }

    /// The length in words, fair to scripts that write without spaces.
    fn size(&self, at: usize) -> f32 {
        self.view.own[at].size
    }

    fn words(&self, at: usize) -> &WordFacts {
        &self.evidence.words[at]
    }

    fn facts(&self, container: u32) -> &ContainerFacts {
        &self.view.containers[container as usize]
    }

    fn likes(&self, container: u32) -> &Likes {
        &self.view.likes[self.facts(container).like as usize]
    }

    fn layout(&self, at: usize) -> Layout {
        self.block(at).layout.unwrap_or_default()
    }

    fn group(&self, at: usize) -> &Sums {
        &self.view.groups[self.view.group_of[at] as usize]
    }

    /// The level-1 container's run of blocks.
    fn surroundings(&self, at: usize) -> std::ops::Range<usize> {
        let [nearest, ..] = self.view.levels(at);
        let run = &self.blocks.containers[nearest as usize].blocks;
        run.start as usize..run.end as usize
    }

    fn share_before(&self, at: usize) -> f32 {
        share(self.view.running[at].size, self.view.total.size)
    }

    fn headline_distance(&self, at: usize) -> f32 {
        self.view.headline.map_or(ABSENT, |headline| log((at as f32 - headline as f32).abs()))
    }

    fn words_from_headline(&self, at: usize) -> f32 {
        let Some(headline) = self.view.headline else { return ABSENT };
        log((self.view.running[at].size - self.view.running[headline as usize].size).abs())
    }

    fn prose_run_side(&self, at: usize) -> f32 {
        let (start, end) = self.view.prose_run;
        let at = at as u32;
        if at < start {
            0.0
        } else if at < end {
            1.0
        } else {
            2.0
        }
    }

    fn prose_run_distance(&self, at: usize) -> f32 {
        let (start, end) = self.view.prose_run;
        let at = at as u32;
        let outside = if at < start { start - at } else { at.saturating_sub(end.saturating_sub(1)) };
        log(outside as f32)
    }

    fn repeats(&self, at: usize) -> (u32, u32) {
        self.view.repeats(at)
    }

    fn has(&self, at: usize, context: Context) -> f32 {
        flag(self.block(at).context.has(context))
    }
}

family! {
    /// A block at a glance; also written for the blocks before and after.
    GLANCE, fill_glance(page: Page<'_>, at: usize) {
        "size" ["log words"] "length in words; two letters a word where words are not spaced" = log(page.size(at));
        "sentence_ends" ["log count"] "sentence ends" = log(page.block(at).measures.sentence_ends as f32);
        "ends_sentence" ["0/1"] "the text ends like a sentence" = flag(page.block(at).measures.ends_sentence);
        "capital_words" ["0–1"] "share of words that begin with a capital" = share(page.block(at).measures.capital_words as f32, page.block(at).measures.words as f32);
        "digits" ["0–1"] "share of digits among the characters" = share(page.block(at).measures.digits as f32, page.block(at).measures.chars as f32);
        "marks" ["0–1"] "share of punctuation among the characters" = share(page.block(at).measures.marks as f32, page.block(at).measures.chars as f32);
        "word_score" ["log-odds + 8"] "mean learned weight of the words" = page.words(at).mean.0[0] + 8.0;
        "phrase_score" ["log-odds + 8"] "learned weight of the whole text" = page.words(at).phrase.0[0] + 8.0;
        "repeats" ["count"] "times the text stands on the page" = page.repeats(at).0;
    }
}

family! {
    /// What HTML adds to the glance.
    GLANCE_HTML, fill_glance_html(page: Page<'_>, at: usize) {
        "link_density" ["0–1"] "characters in links ÷ characters" = link_density(page.block(at));
        "kind" ["code"] "the block's form" = page.block(at).kind as u8;
        "heading_level" ["1–6, 0"] "heading level" = page.block(at).heading_level;
        "class_score" ["log-odds + 64"] "learned weight of the class words from the text up to its container" = page.evidence.inline_scores[at].plus(page.facts(page.block(at).container).class).0[0] + 64.0;
        "elements_before" ["log count"] "elements opened since the block before" = log(f32::from(page.block(at).elements_before));
    }
}

family! {
    /// What a text dump's layout adds to the glance.
    GLANCE_TEXT, fill_glance_text(page: Page<'_>, at: usize) {
        "indent" ["columns"] "columns before the text" = page.layout(at).indent_columns.min(60);
        "bullet" ["code"] "kind of bullet" = page.layout(at).bullet;
        "blank_before" ["lines"] "blank lines before" = page.layout(at).blank_before.min(4);
        "blank_after" ["lines"] "blank lines after" = page.layout(at).blank_after.min(4);
        "lines" ["log count"] "lines the block spans" = log(f32::from(page.layout(at).lines));
        "form_marker" ["0/1"] "a form field or button stands in the text" = flag(page.layout(at).has_form_marker);
        "list_depth" ["count"] "depth of the list" = page.block(at).list_depth;
    }
}

family! {
    /// The block itself in detail.
    OWN, fill_own(page: Page<'_>, at: usize) {
        "chars" ["log count"] "characters" = log(page.block(at).measures.chars as f32);
        "word_chars" ["count"] "letters and digits per word" = share((page.block(at).measures.letters + page.block(at).measures.digits) as f32, page.block(at).measures.words as f32).min(30.0);
        "commas" ["per word"] "commas per word" = share(page.block(at).measures.commas as f32, page.size(at));
        "quotes" ["count"] "quotation marks" = page.block(at).measures.quotes.min(20);
        "separators" ["count"] "menu and path separators" = page.block(at).measures.separators.min(20);
        "capitals" ["0–1"] "share of capitals among the letters" = share(page.block(at).measures.capitals as f32, page.block(at).measures.letters as f32);
        "letters" ["0–1"] "share of letters among the characters" = share(page.block(at).measures.letters as f32, page.block(at).measures.chars as f32);
        "non_ascii" ["0–1"] "share of characters outside ASCII" = share(page.block(at).measures.non_ascii as f32, page.block(at).measures.chars as f32);
        "unspaced" ["0–1"] "share of letters of scripts without spaces" = share(page.block(at).measures.unspaced_letters as f32, page.block(at).measures.letters as f32);
        "sentence_size" ["words"] "words per sentence end" = share(page.size(at), page.block(at).measures.sentence_ends as f32).min(60.0);
        "starts_sentence" ["0/1"] "the first letter is a capital or has no case" = flag(page.block(at).measures.starts_like_sentence);
        "ends_with_colon" ["0/1"] "the last character is a colon" = flag(page.block(at).measures.ends_with_colon);
        "line_breaks" ["count"] "forced line ends inside" = page.block(at).line_breaks.min(30);
        "is_prose" ["0/1"] "long, few links, with sentence ends" = page.view.own[at].prose_blocks;
        "is_first_repeat" ["0/1"] "the first of its repeats" = flag(page.repeats(at).1 == at as u32);
        "size_to_longest" ["0–1"] "length ÷ the longest block's" = share(page.size(at), page.view.longest);
        "in_title" ["0–1"] "share of its words in the title" = page.words(at).in_title;
        "of_title" ["0–1"] "share of the title's words in it" = page.words(at).of_title;
        "word_low" ["log-odds + 8"] "lowest learned weight of a word" = page.words(at).low.0[0] + 8.0;
        "word_high" ["log-odds + 8"] "highest learned weight of a word" = page.words(at).high.0[0] + 8.0;
        "word_sum" ["log-odds + 64"] "sum of the words' learned weights" = page.words(at).sum.0[0].clamp(-64.0, 64.0) + 64.0;
        "words_known" ["0–1"] "share of words with a learned weight" = page.words(at).known;
        "position" ["0–1"] "blocks before ÷ blocks" = share(at as f32, page.view.total.blocks);
        "index" ["log count"] "blocks before" = log(at as f32);
        "index_from_end" ["log count"] "blocks after" = log(page.view.total.blocks - at as f32 - 1.0);
        "words_before" ["0–1"] "words before ÷ words of the page" = page.share_before(at);
        "is_headline" ["0/1"] "the block is the page's heading, as guessed" = flag(page.view.headline == Some(at as u32));
        "after_headline" ["0/1"] "it stands after the page's heading" = flag(page.view.headline.is_some_and(|headline| at as u32 > headline));
        "headline_distance" ["log blocks"] "blocks between it and the page's heading" = page.headline_distance(at);
        "headline_words" ["log words"] "words between it and the page's heading" = page.words_from_headline(at);
        "prose_run_side" ["0/1/2"] "before, in or after the longest run of prose" = page.prose_run_side(at);
        "prose_run_distance" ["log blocks"] "blocks between it and the longest run of prose" = page.prose_run_distance(at);
    }
}

family! {
    /// What HTML adds to the block's detail.
    OWN_HTML, fill_own_html(page: Page<'_>, at: usize) {
        "links" ["log count"] "links that begin in it" = log(f32::from(page.block(at).links));
        "list_depth" ["count"] "lists around it" = page.block(at).list_depth;
        "images_before" ["log count"] "images since the block before" = log(f32::from(page.block(at).images_before));
        "inputs_before" ["log count"] "form fields since the block before" = log(f32::from(page.block(at).inputs_before));
        "in_description" ["0–1"] "share of its words in the description" = page.words(at).in_description;
        "in_json_ld" ["0–1"] "share of its words in the JSON-LD" = page.words(at).in_json_ld;
        "nav" ["0/1"] "inside navigation" = page.has(at, Context::NAV);
        "header" ["0/1"] "inside a header" = page.has(at, Context::HEADER);
        "footer" ["0/1"] "inside a footer" = page.has(at, Context::FOOTER);
        "aside" ["0/1"] "inside an aside" = page.has(at, Context::ASIDE);
        "main" ["0/1"] "inside main" = page.has(at, Context::MAIN);
        "article" ["0/1"] "inside an article element" = page.has(at, Context::ARTICLE);
        "form" ["0/1"] "inside a form" = page.has(at, Context::FORM);
        "control" ["0/1"] "inside a button, label or select" = page.has(at, Context::CONTROL);
        "hidden" ["0/1"] "hidden by attribute or inline style" = page.has(at, Context::HIDDEN);
        "noscript" ["0/1"] "inside noscript" = page.has(at, Context::NOSCRIPT);
        "link" ["0/1"] "the whole block is inside a link" = page.has(at, Context::LINK);
        "list" ["0/1"] "inside a list" = page.has(at, Context::LIST);
        "table" ["0/1"] "inside a table cell" = page.has(at, Context::TABLE);
        "figure" ["0/1"] "inside a figure" = page.has(at, Context::FIGURE);
        "quote" ["0/1"] "inside a block quotation" = page.has(at, Context::QUOTE);
        "dialog" ["0/1"] "inside a dialog" = page.has(at, Context::DIALOG);
        "details" ["0/1"] "inside details" = page.has(at, Context::DETAILS);
        "article_body" ["0/1"] "inside a schema.org article body" = page.has(at, Context::ARTICLE_BODY);
        "comment" ["0/1"] "inside a schema.org comment" = page.has(at, Context::COMMENT);
        "address" ["0/1"] "inside an address" = page.has(at, Context::ADDRESS);
        "code" ["0/1"] "starts as code" = page.has(at, Context::CODE);
        "search" ["0/1"] "inside a search landmark" = page.has(at, Context::SEARCH);
        "time" ["0/1"] "starts as a time element" = page.has(at, Context::TIME);
        "strong" ["0/1"] "starts emphasised" = page.has(at, Context::STRONG);
        "aria_hidden" ["0/1"] "passed over by screen readers" = page.has(at, Context::ARIA_HIDDEN);
        "depth" ["count"] "containers around it" = page.blocks.containers[page.block(at).container as usize].depth;
        "container_tag" ["code"] "name of the innermost container" = page.blocks.containers[page.block(at).container as usize].tag as u8;
        "class_low" ["log-odds + 64"] "lowest learned class score on the way up" = page.facts(page.block(at).container).class_min.0[0] + 64.0;
        "class_high" ["log-odds + 64"] "highest learned class score on the way up" = page.facts(page.block(at).container).class_max.0[0] + 64.0;
        "position_in_level1" ["0–1"] "blocks before it in the nearest container ÷ its blocks" = share((at - page.surroundings(at).start) as f32, page.surroundings(at).len() as f32);
        "share_of_level1" ["0–1"] "its share of the nearest container's words" = share(page.size(at), page.view.between(page.surroundings(at).start, page.surroundings(at).end).size);
        "group_blocks" ["log count"] "blocks like it: of the same form under the same chain of elements" = log(page.group(at).blocks);
        "group_size" ["log words"] "mean length of the blocks like it" = log(share(page.group(at).size, page.group(at).blocks));
        "group_links" ["0–1"] "link density of the blocks like it" = page.group(at).link_density();
        "group_prose" ["0–1"] "share of prose among the words of the blocks like it" = share(page.group(at).prose, page.group(at).size);
        "group_share" ["0–1"] "share of the page's words in the blocks like it" = share(page.group(at).size, page.view.total.size);
    }
}

family! {
    /// What only a text dump tells of the block.
    OWN_TEXT, fill_own_text(page: Page<'_>, at: usize) {
        "breadcrumb" ["0/1"] "a line of the form A > B > C" = flag(page.layout(at).is_breadcrumb);
        "heading_like" ["0/1"] "marked or set as a heading" = flag(page.layout(at).is_heading_like);
        "link_target" ["0/1"] "an entry of a list of link targets" = flag(page.layout(at).is_link_target);
        "kind" ["code"] "the block's form" = page.block(at).kind as u8;
        "group_position" ["0–1"] "blocks before it in its group of lines ÷ the group's blocks" = share((at - page.surroundings(at).start) as f32, page.surroundings(at).len() as f32);
    }
}

family! {
    /// How the block's terms, words of four letters and more, are spread over the page.
    TOPIC, fill_topic(facts: TopicFacts, _at: ()) {
        "terms_in_prose" ["0–1"] "share of its terms that stand in other blocks of prose" = facts.in_prose;
        "terms_prose_blocks" ["log count"] "mean number of other blocks of prose that a term stands in" = facts.prose_blocks;
        "terms_blocks" ["log count"] "mean number of other blocks that a term stands in" = facts.blocks;
        "terms_in_previous" ["0–1"] "share of its terms that stand in the block before" = facts.in_previous;
        "terms_in_next" ["0–1"] "share of its terms that stand in the block after" = facts.in_next;
    }
}

family! {
    /// A stretch of the page: a container's blocks or a window of neighbours.
    STRETCH, fill_stretch(page: Page<'_>, sums: &Sums) {
        "size" ["log words"] "words" = log(sums.size);
        "share" ["0–1"] "share of the page's words" = share(sums.size, page.view.total.size);
        "blocks" ["log count"] "blocks" = log(sums.blocks);
        "block_size" ["log words"] "mean block length" = log(share(sums.size, sums.blocks));
        "prose" ["0–1"] "share of prose among the words" = share(sums.prose, sums.size);
        "sentence_ends" ["per word"] "sentence ends per word" = share(sums.sentence_ends, sums.size);
        "commas" ["per word"] "commas per word" = share(sums.commas, sums.size);
        "digits" ["0–1"] "share of digits" = share(sums.digits, sums.chars);
        "capital_words" ["0–1"] "share of words with a capital" = share(sums.capital_words, sums.size);
        "list_items" ["0–1"] "share of list items among the blocks" = share(sums.list_items, sums.blocks);
    }
}

family! {
    /// What HTML adds to a stretch.
    STRETCH_HTML, fill_stretch_html(_page: Page<'_>, sums: &Sums) {
        "link_density" ["0–1"] "link density" = sums.link_density();
        "elements" ["per word"] "elements per word" = share(sums.elements, sums.size).min(20.0);
        "images" ["per block"] "images per block" = share(sums.images, sums.blocks);
        "inputs" ["per block"] "form fields per block" = share(sums.inputs, sums.blocks);
        "headings" ["0–1"] "share of headings among the blocks" = share(sums.headings, sums.blocks);
        "controls" ["0–1"] "share of buttons and labels among the blocks" = share(sums.controls, sums.blocks);
        "hidden" ["0–1"] "share of hidden words" = share(sums.hidden, sums.size);
    }
}

family! {
    /// The element of a container.
    CONTAINER_HTML, fill_container_html(page: Page<'_>, number: u32) {
        "tag" ["code"] "element name" = page.blocks.containers[number as usize].tag as u8;
        "class_score" ["log-odds + 64"] "learned weight of its class words" = page.facts(number).class.0[0] + 64.0;
        "children" ["log count"] "child containers" = log(page.facts(number).children);
        "child_index" ["log count"] "child containers of the parent before it" = log(page.blocks.containers[number as usize].child_index as f32);
        "likes" ["log count"] "siblings of the same shape, itself included" = log(page.likes(number).count);
        "likes_size" ["log words"] "mean length of those siblings" = log(share(page.likes(number).sums.size, page.likes(number).count));
        "likes_links" ["0–1"] "link density of those siblings" = page.likes(number).sums.link_density();
        "likes_prose" ["0–1"] "share of prose in those siblings" = share(page.likes(number).sums.prose, page.likes(number).sums.size);
        "likes_share" ["0–1"] "share of the page's words in those siblings" = share(page.likes(number).sums.size, page.view.total.size);
        "share_of_wider" ["0–1"] "its share of the words of the next wider container" = share(page.facts(number).sums.size, page.facts(page.facts(number).wider).sums.size);
    }
}

family! {
    /// The page as a whole.
    WHOLE, fill_whole(page: Page<'_>, _at: ()) {
        "longest" ["log words"] "longest block" = log(page.view.longest);
        "prose_blocks" ["log count"] "blocks of prose" = log(page.view.total.prose_blocks);
        "prose_run" ["0–1"] "share of the page's words in the longest run of prose" = share(page.view.between(page.view.prose_run.0 as usize, page.view.prose_run.1 as usize).size, page.view.total.size);
        "has_headline" ["0/1"] "a heading was guessed" = flag(page.view.headline.is_some());
        "headline_position" ["0–1"] "where the guessed heading stands" = page.view.headline.map_or(ABSENT, |at| share(at as f32, page.view.total.blocks));
        "groups" ["log count"] "groups of like blocks" = log(page.view.groups.len() as f32);
    }
}

family! {
    /// The page's schema.org types.
    TYPES_HTML, fill_types_html(page: Page<'_>, _at: ()) {
        "Article" ["0/1"] "JSON-LD names the type Article" = page.evidence.types & 1;
        "NewsArticle" ["0/1"] "JSON-LD names the type NewsArticle" = page.evidence.types >> 1 & 1;
        "BlogPosting" ["0/1"] "JSON-LD names the type BlogPosting" = page.evidence.types >> 2 & 1;
        "Product" ["0/1"] "JSON-LD names the type Product" = page.evidence.types >> 3 & 1;
        "ItemList" ["0/1"] "JSON-LD names the type ItemList" = page.evidence.types >> 4 & 1;
        "CollectionPage" ["0/1"] "JSON-LD names the type CollectionPage" = page.evidence.types >> 5 & 1;
        "QAPage" ["0/1"] "JSON-LD names the type QAPage" = page.evidence.types >> 6 & 1;
        "DiscussionForumPosting" ["0/1"] "JSON-LD names the type DiscussionForumPosting" = page.evidence.types >> 7 & 1;
        "Recipe" ["0/1"] "JSON-LD names the type Recipe" = page.evidence.types >> 8 & 1;
        "FAQPage" ["0/1"] "JSON-LD names the type FAQPage" = page.evidence.types >> 9 & 1;
        "Organization" ["0/1"] "JSON-LD names the type Organization" = page.evidence.types >> 10 & 1;
        "WebPage" ["0/1"] "JSON-LD names the type WebPage" = page.evidence.types >> 11 & 1;
        "BreadcrumbList" ["0/1"] "JSON-LD names the type BreadcrumbList" = page.evidence.types >> 12 & 1;
        "HowTo" ["0/1"] "JSON-LD names the type HowTo" = page.evidence.types >> 13 & 1;
        "Event" ["0/1"] "JSON-LD names the type Event" = page.evidence.types >> 14 & 1;
        "Comment" ["0/1"] "JSON-LD names the type Comment" = page.evidence.types >> 15 & 1;
    }
}

/// Columns of each family, in the order in which a row is written.
pub(super) struct Section {
    pub prefix: &'static str,
    pub families: &'static [&'static [super::table::Feature]],
}

pub(super) const HTML_SECTIONS: &[Section] = &[
    Section { prefix: "block", families: &[GLANCE, GLANCE_HTML, OWN, OWN_HTML] },
    Section { prefix: "previous1", families: &[GLANCE, GLANCE_HTML] },
    Section { prefix: "next1", families: &[GLANCE, GLANCE_HTML] },
    Section { prefix: "previous2", families: &[GLANCE, GLANCE_HTML] },
    Section { prefix: "next2", families: &[GLANCE, GLANCE_HTML] },
    Section { prefix: "before5", families: &[STRETCH, STRETCH_HTML] },
    Section { prefix: "after5", families: &[STRETCH, STRETCH_HTML] },
    Section { prefix: "level1", families: &[STRETCH, STRETCH_HTML, CONTAINER_HTML] },
    Section { prefix: "level2", families: &[STRETCH, STRETCH_HTML, CONTAINER_HTML] },
    Section { prefix: "level3", families: &[STRETCH, STRETCH_HTML, CONTAINER_HTML] },
    Section { prefix: "level4", families: &[STRETCH, STRETCH_HTML, CONTAINER_HTML] },
    Section { prefix: "level5", families: &[STRETCH, STRETCH_HTML, CONTAINER_HTML] },
    Section { prefix: "page", families: &[STRETCH, STRETCH_HTML, WHOLE, TYPES_HTML] },
];

pub(super) const TEXT_SECTIONS: &[Section] = &[
    Section { prefix: "block", families: &[GLANCE, GLANCE_TEXT, OWN, OWN_TEXT, TOPIC] },
    Section { prefix: "previous1", families: &[GLANCE, GLANCE_TEXT] },
    Section { prefix: "next1", families: &[GLANCE, GLANCE_TEXT] },
    Section { prefix: "previous2", families: &[GLANCE, GLANCE_TEXT] },
    Section { prefix: "next2", families: &[GLANCE, GLANCE_TEXT] },
    Section { prefix: "previous3", families: &[GLANCE, GLANCE_TEXT] },
    Section { prefix: "next3", families: &[GLANCE, GLANCE_TEXT] },
    Section { prefix: "before3", families: &[STRETCH] },
    Section { prefix: "after3", families: &[STRETCH] },
    Section { prefix: "before8", families: &[STRETCH] },
    Section { prefix: "after8", families: &[STRETCH] },
    Section { prefix: "before20", families: &[STRETCH] },
    Section { prefix: "after20", families: &[STRETCH] },
    Section { prefix: "level1", families: &[STRETCH] },
    Section { prefix: "page", families: &[STRETCH, WHOLE] },
];

/// How many numbers [`fill_short`] writes.
pub(super) fn short_width(is_html: bool) -> usize {
    GLANCE.len() + if is_html { GLANCE_HTML.len() } else { GLANCE_TEXT.len() }
}

/// How many numbers [`fill_detail`] writes.
pub(super) fn detail_width(is_html: bool) -> usize {
    OWN.len() + if is_html { OWN_HTML.len() } else { OWN_TEXT.len() + TOPIC.len() }
}

/// How many numbers [`fill_run`] writes.
pub(super) fn run_width(is_html: bool) -> usize {
    STRETCH.len() + if is_html { STRETCH_HTML.len() } else { 0 }
}

/// How many numbers [`fill_level`] writes.
pub(super) fn level_width(is_html: bool) -> usize {
    run_width(is_html) + if is_html { CONTAINER_HTML.len() } else { 0 }
}

/// How many numbers [`fill_page`] writes.
pub(super) fn page_width(is_html: bool) -> usize {
    run_width(is_html) + WHOLE.len() + if is_html { TYPES_HTML.len() } else { 0 }
}

/// What stands under the `block` section and, of other blocks, under `previousN` and `nextN`.
pub(super) fn fill_short(page: &Page<'_>, at: usize, is_html: bool, row: &mut Vec<f32>) {
    fill_glance(page, at, row);
    if is_html {
        fill_glance_html(page, at, row);
    } else {
        fill_glance_text(page, at, row);
    }
}

pub(super) fn fill_detail(page: &Page<'_>, at: usize, is_html: bool, row: &mut Vec<f32>) {
    fill_own(page, at, row);
    if is_html {
        fill_own_html(page, at, row);
    } else {
        fill_own_text(page, at, row);
        if let Some(facts) = page.topic.get(at) {
            fill_topic(facts, (), row);
        }
    }
}

pub(super) fn fill_run(page: &Page<'_>, sums: &Sums, is_html: bool, row: &mut Vec<f32>) {
    fill_stretch(page, sums, row);
    if is_html {
        fill_stretch_html(page, sums, row);
    }
}

pub(super) fn fill_level(page: &Page<'_>, container: u32, is_html: bool, row: &mut Vec<f32>) {
    fill_run(page, &page.facts(container).sums, is_html, row);
    if is_html {
        fill_container_html(page, container, row);
    }
}

pub(super) fn fill_page(page: &Page<'_>, is_html: bool, row: &mut Vec<f32>) {
    fill_run(page, &page.view.total, is_html, row);
    fill_whole(page, (), row);
    if is_html {
        fill_types_html(page, (), row);
    }
}
