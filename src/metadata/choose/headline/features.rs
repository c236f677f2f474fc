//! What is known of a text that may be the headline.

use crate::metadata::choose::features::features;

features! {
    /// Of a text that an HTML page offers. "Says": the same letters; "spelt": the same characters but for case.
    Html:
    /// The only heading of level 1 outside menus and sidebars says it.
    SaysLoneHeading,
    /// The first of several headings of level 1.
    SaysFirstHeading,
    /// Another heading of level 1, or one that stands apart.
    SaysOtherHeading,
    /// A heading of level 2.
    SaysSecondHeading,
    /// A lower heading.
    SaysLowerHeading,
    /// `og:title` without the site's name.
    SaysOpenGraph,
    /// `twitter:title` without the site's name.
    SaysTwitter,
    /// `<title>` without the site's name.
    SaysTitle,
    /// The main article of the JSON-LD.
    SaysArticle,
    /// A product or another thing in the JSON-LD.
    SaysThing,
    /// The web page in the JSON-LD.
    SaysPage,
    /// Citation tags and those of publishing systems.
    SaysNamed,
    /// Microdata and RDFa.
    SaysMicrodata,
    /// `og:title` with a site's name that was cut off elsewhere.
    WholeOpenGraph,
    /// `<title>` with it.
    WholeTitle,
    /// Another claim with it.
    WholeOther,
    /// The beginning of `<title>` before one of its separators.
    CutTitle,
    /// The beginning of a link preview's title before one of its separators.
    CutPreview,
    /// The beginning of a heading of level 1.
    CutHeading,
    /// The beginning of another claim.
    CutOther,
    /// The end of `<title>` behind its first separator.
    TailTitle,
    /// The end of a heading of level 1.
    TailHeading,
    /// The end of another claim.
    TailOther,
    /// A heading of level 1 spells it so.
    SpeltHeading,
    /// A lower heading does.
    SpeltLower,
    /// `og:title` does.
    SpeltOpenGraph,
    /// `twitter:title` does.
    SpeltTwitter,
    /// `<title>` does.
    SpeltTitle,
    /// JSON-LD does.
    SpeltData,
    /// Another spelling has marks that this one lacks: markup loses the dash between kicker and headline.
    LacksMarks,
    /// Share of the kinds of sources that say it, of six.
    Agreeing,
    /// A news article's own data.
    NewsArticle,
    /// `og:title` of a news article.
    NewsOpenGraph,
    /// Data and `og:title` of a news article agree.
    NewsAgreed,
    /// The lone or first heading of a news article.
    NewsHeading,
    /// `<title>` of a news article.
    NewsTitle,
    /// A product page's own data.
    ProductThing,
    /// The lone or first heading of a product page.
    ProductHeading,
    /// `<title>` of a product page.
    ProductTitle,
    /// `og:title` of a page that calls itself an article.
    ArticleOpenGraph,
    /// The lone or first heading of such a page.
    ArticleHeading,
    /// `<title>` of a site's front page.
    FrontTitle,
    /// `og:title` of a site's front page.
    FrontOpenGraph,
    /// The lone or first heading of a site's front page.
    FrontHeading,
    /// A claim with the site's name, on a front page.
    FrontWhole,
    /// The site's name, on a front page.
    FrontSite,
    /// It is the site's name.
    IsSite,
    /// It begins or ends with the site's name.
    HoldsSite,
    /// One word.
    OneWord,
    /// Two words.
    TwoWords,
    /// Three words.
    ThreeWords,
    /// More than 14 words.
    ManyWords,
    /// More than 24 words.
    TooManyWords,
    /// A bar or its like stands in it.
    HoldsBar,
    /// A spaced dash stands in it.
    HoldsDash,
    /// It ends cut off.
    EndsCut,
    /// Share of its words that stand in the page's address.
    InAddress,
    /// Share of the address's words that stand in it.
    OfAddress,
    /// Share of its words that stand in `<title>`.
    InTitle,
    /// Share of the words of `<title>`, without the site's name, that stand in it.
    OfTitle,
    /// Share of its words that stand in `og:title`.
    InOpenGraph,
    /// Share of the words of `og:title` that stand in it.
    OfOpenGraph,
    /// Share of its words that stand in the lone or first heading.
    InHeading,
    /// Share of the words of the lone or first heading that stand in it.
    OfHeading,
    /// `<title>` begins with it.
    BeginsTitle,
    /// `<title>` ends with it and does not begin with it.
    EndsTitle,
    /// The heading stands in a menu, a sidebar, a dialog.
    IsApart,
    /// The heading is hidden.
    IsHidden,
    /// Other headings stand in containers of its shape.
    InRow,
    /// The heading stands right above prose.
    AboveProse,
    /// No prose stands above the heading.
    BeforeProse,
    /// The predicted role is headline.
    IsPredicted,
    /// A block that is no heading says it.
    SaysBlock,
    /// No heading says it, but a block does.
    OnlyBlock,
    /// A news article's own data say it and a heading below level 1 shows it.
    DataInHeading,
    /// The heading leads to the site's front page.
    LeadsHome,
    /// It leads to the page itself.
    LeadsToItself,
    /// It leads to another page.
    LeadsElsewhere,
    /// A link elsewhere on the page says the same.
    IsLinked,
    /// The first heading of any level outside menus and sidebars.
    IsFirstOfAll,
    /// How far up the page the heading stands, from 1 at the top to 0 at the end.
    HowFarUp,
    /// The host's name has its letters.
    InHost,
    /// It has the letters of the host's name.
    HoldsHost,
    /// The breadcrumb ends with it.
    EndsCrumbs,
    /// The breadcrumb has it further up.
    InCrumbs,
    /// It is a piece, and a heading of level 1 shows the whole.
    PieceOfHeading,
    /// It is a piece; share of the kinds of sources that say the whole, of six.
    PieceOfAgreed,
    /// The lone or first heading begins with it and goes on.
    BeginsHeading,
    /// It begins with the lone or first heading and goes on.
    ExtendsHeading,
    /// `og:title` begins with it and goes on.
    BeginsOpenGraph,
    /// The lone or first heading of a page that calls itself a website.
    WebsiteHeading,
    /// `og:title` of such a page.
    WebsiteOpenGraph,
    /// `<title>` of such a page.
    WebsiteTitle,
    /// The lone or first heading of a page of questions or discussions.
    ThreadHeading,
    /// The thing in the data of such a page.
    ThreadThing,
    /// `<title>` of such a page.
    ThreadTitle,
    /// The lone or first heading of a page that is a list by its data.
    ListHeading,
    /// `<title>` of such a page.
    ListTitle,
    /// The lone or first heading and `og:title` say it.
    HeadingAndOpenGraph,
    /// The lone or first heading and `<title>` do.
    HeadingAndTitle,
    /// `og:title` and `<title>` do.
    OpenGraphAndTitle,
    /// The lone or first heading and the article or thing in the data do.
    HeadingAndData,
    /// `og:title` and they do.
    OpenGraphAndData,
    /// `<title>` and they do.
    TitleAndData,
    /// The beginning of a title before one of its separators, on a page that calls itself a website.
    WebsiteCut,
    /// A spaced dash stands in it, on a page that calls itself a website.
    WebsiteDash,
    /// It begins or ends with the site's name, on a page that calls itself a website.
    WebsiteSite,
    /// Share of its words that stand in `<title>`, on a page that calls itself a website.
    WebsiteInTitle,
    /// The beginning of a title before one of its separators, on a page that calls itself an article.
    ArticleCut,
    /// A spaced dash stands in it, on a page that calls itself an article.
    ArticleDash,
    /// It begins or ends with the site's name, on a page that calls itself an article.
    ArticleSite,
    /// Share of its words that stand in `<title>`, on a page that calls itself an article.
    ArticleInTitle,
    /// The beginning of a title before one of its separators, on a product page.
    ProductCut,
    /// A spaced dash stands in it, on a product page.
    ProductDash,
    /// It begins or ends with the site's name, on a product page.
    ProductSite,
    /// Share of its words that stand in `<title>`, on a product page.
    ProductInTitle,
    /// The beginning of a title before one of its separators, on a site's front page.
    FrontCut,
    /// A spaced dash stands in it, on a site's front page.
    FrontDash,
    /// It begins or ends with the site's name, on a site's front page.
    FrontSiteInside,
    /// Share of its words that stand in `<title>`, on a site's front page.
    FrontInTitle,
    /// The beginning of a title before one of its separators, on a page that says of itself none of these.
    UnnamedCut,
    /// A spaced dash stands in it, on a page that says of itself none of these.
    UnnamedDash,
    /// It begins or ends with the site's name, on a page that says of itself none of these.
    UnnamedSite,
    /// Share of its words that stand in `<title>`, on a page that says of itself none of these.
    UnnamedInTitle,
}

features! {
    /// Of a line of a text dump.
    Line:
    /// The first line predicted to be the headline.
    FirstPredicted,
    /// A line predicted to be the headline.
    IsPredicted,
    /// The probability of being the headline, whatever its neighbours are.
    HeadlineChance,
    /// Its odds, from 0 to 1: 1 in 1000 to even.
    HeadlineOdds,
    /// No line of the page has a higher one.
    IsLikeliest,
    /// Its share of the highest one on the page.
    ShareOfLikeliest,
    /// Predicted to be body.
    IsBody,
    /// Predicted to be dek, byline, date or caption.
    IsBesideBody,
    /// Predicted to be a breadcrumb.
    IsCrumb,
    /// Predicted to be navigation or search.
    IsMenu,
    /// Predicted to be a teaser.
    IsRelated,
    /// Predicted to be of another boilerplate role.
    IsOtherRole,
    /// Marks or capitals make it a heading.
    IsHeading,
    /// The first heading of the page.
    IsFirstHeading,
    /// It has a bullet.
    HasBullet,
    /// It has a number.
    HasNumber,
    /// A blank line before.
    BlankBefore,
    /// A blank line behind.
    BlankAfter,
    /// Two blank lines before.
    BlanksBefore,
    /// One word.
    OneWord,
    /// Two words.
    TwoWords,
    /// Three words.
    ThreeWords,
    /// Four or five words.
    FewWords,
    /// 6 to 14 words.
    SomeWords,
    /// 15 to 22 words.
    ManyWords,
    /// More words.
    TooManyWords,
    /// It ends with a full stop.
    EndsSentence,
    /// It ends with a question mark.
    EndsQuestion,
    /// It ends with a colon.
    EndsColon,
    /// Share of words that begin with a capital.
    CapitalWords,
    /// Capitals only.
    IsShouted,
    /// It begins with a small letter.
    BeginsSmall,
    /// A bar, an arrow or another mark of menus and paths.
    HoldsMark,
    /// Several commas.
    ManyCommas,
    /// Another line says the same.
    RepeatedOnce,
    /// Several other lines say the same.
    RepeatedOften,
    /// A piece of a longer line, between marks of paths and titles, says the same.
    PieceOfLine,
    /// A line above it says the same.
    IsRepetition,
    /// One of the next lines says the same.
    IsRepeatedBeside,
    /// The same words stand in the page's address.
    InAddress,
    /// Share of the address's words.
    OfAddress,
    /// Right above the longest run of prose.
    RightAboveProse,
    /// Two or three lines above.
    CloseAboveProse,
    /// Four to seven lines above.
    NearProse,
    /// 8 to 15 lines above.
    AboveProse,
    /// 16 to 31 lines above.
    FarAboveProse,
    /// Farther above.
    BeyondProse,
    /// Up to eight lines below the beginning of the longest run of prose.
    CloseBelowProse,
    /// Farther below.
    BelowProse,
    /// Right above the first line predicted as body, or the next one.
    RightAboveBody,
    /// Up to six lines above.
    NearBody,
    /// Farther above.
    AboveBody,
    /// Below it.
    BelowBody,
    /// Right above the longest run of lines predicted as body.
    RightAboveMain,
    /// Two to four lines above.
    CloseAboveMain,
    /// 5 to 12 lines above.
    NearMain,
    /// 13 to 40 lines above.
    AboveMain,
    /// Farther above.
    BeyondMain,
    /// Among its first lines.
    CloseBelowMain,
    /// Behind them.
    BelowMain,
    /// Prose is the next line.
    ProseNext,
    /// Prose is one of the next three lines.
    ProseSoon,
    /// A byline or date in the next four lines.
    BylineAfter,
    /// A date in the two lines before.
    DateBefore,
    /// Share of short lines among the six before.
    ShortBefore,
    /// Share of short lines among the six behind.
    ShortAfter,
    /// Share of its longer words that stand in the page's prose.
    InProse,
    /// Share of them that stand in the first paragraphs of the longest run.
    InFirstProse,
    /// How often, for a word, its longer words stand in the prose (0 to 8 times, as a share).
    OftenInProse,
    /// A path right above it ends with it.
    EndsPath,
    /// A price stands in one of the next lines.
    PriceAfter,
    /// One of the next lines counts products or results.
    CountAfter,
    /// The site's name.
    IsSite,
    /// The page's first line.
    IsFirstLine,
    /// Among the first tenth of the lines.
    IsEarly,
    /// Behind the first half of the lines.
    IsLate,
}

#[cfg(test)]
mod tests {
    use super::super::weights::{HTML, LINE, NEWS};
    use super::*;

    #[test]
    fn weights_name_the_features_in_order() {
        assert!(NEWS.iter().map(|(name, _)| name).eq(Html::NAMES));
        assert!(HTML.iter().map(|(name, _)| name).eq(Html::NAMES));
        assert!(LINE.iter().map(|(name, _)| name).eq(Line::NAMES));
    }
}
