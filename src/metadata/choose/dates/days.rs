//! The days that a page offers as its day of publication, and what is known of each.

use super::{Anchors, ROW};
use crate::blocks::Context;
use crate::metadata::choose::features::{Row, features};
use crate::metadata::dates::{DateLabel, PageDate};
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::json_ld::{NodeRank, Standing};
use jiff::civil::Date;

features! {
    /// Of a day; the last ones of having none.
    Day:
    /// Published, says the page's article in JSON-LD.
    PublishedArticle,
    /// Published, says another node of the page.
    PublishedNode,
    /// Published, says a node that is not the page's own.
    PublishedRelated,
    /// Published, say Open Graph properties.
    PublishedOpenGraph,
    /// Published, says a name of a publishing system or of citations.
    PublishedNamed,
    /// A date in a name that may mean anything.
    PublishedLoosely,
    /// Published, says the JSON-LD of a news article.
    PublishedNews,
    /// Two kinds of machine values call it the day of publication.
    PublishedTwice,
    /// The earliest of several such days.
    IsEarliestStated,
    /// Published, says microdata.
    PublishedMicrodata,
    /// The address has it.
    InAddress,
    /// Published, says the class of a `<time>`.
    PublishedTime,
    /// Published, says the word beside it.
    PublishedLabel,
    /// Changed, says JSON-LD.
    ModifiedData,
    /// Changed, says a `<meta>`.
    ModifiedMeta,
    /// Changed, says a `<time>` or microdata.
    ModifiedTime,
    /// Changed, says the word beside it.
    ModifiedLabel,
    /// A `<time>` that says no more.
    AnyTime,
    /// Visible, without a label.
    AnyText,
    /// Visible in a block that is about it or is called a date.
    AnyStrong,
    /// Only mentioned in a text.
    IsMentioned,
    /// Published, says a word beside it, beside the headline or right above the text.
    PublishedLabelBeside,
    /// Changed, says a word beside it, there.
    ModifiedLabelBeside,
    /// A `<time>` there.
    AnyTimeBeside,
    /// Visible there, without a label.
    AnyTextBeside,
    /// A block that is about it, there.
    AnyStrongBeside,
    /// At most three blocks behind the headline.
    RightBehind,
    /// Right above the first paragraph.
    BeforeProse,
    /// Right behind the text.
    AfterProse,
    /// Right behind the text, changed or published.
    LabelAfterProse,
    /// Above the headline, under a heading of its own.
    IsForeign,
    /// Behind the headline, under a heading of its own.
    UnderHeading,
    /// In the headline.
    InHeadline,
    /// In a picture's caption.
    InFigure,
    /// Every mark of it stands in a quotation.
    InQuote,
    /// Every mark of it stands in a link.
    InLink,
    /// Every mark of it stands apart from the content.
    IsApart,
    /// Every mark of it stands in a row of like ones.
    InRow,
    /// Every mark of it stands in a row, under a heading of its own: the day of an entry in a list.
    IsOfEntry,
    /// The best mark is in a row, but the first of it, and beside the headline.
    FirstOfRow,
    /// The rules' score of the best mark, as a share of 1.5.
    BestScore,
    /// The best score on the page.
    IsBestScore,
    /// Two kinds of origins name it.
    SupportedOnce,
    /// Three and more do.
    SupportedTwice,
    /// No other day is named.
    IsOnlyDay,
    /// Two or three days are named.
    IsOneOfFew,
    /// The earliest of several days that stand in machine values or beside the headline.
    IsEarliest,
    /// The latest of them.
    IsLatest,
    /// Later than every machine value of publication or change.
    AfterMachine,
    /// Earlier than every one of them.
    BeforeMachine,
    /// A machine value of publication names another day.
    OtherIsStated,
    /// A day before or after a machine value in UTC, and visible.
    ShownNearUtc,
    /// The first visible date of the page.
    IsFirstShown,
    /// Share of the visible dates that are this day.
    ShareOfShown,
    /// None: always.
    NoDay,
    /// None: no article in JSON-LD or Open Graph.
    NoDayNoArticle,
    /// None: an article in JSON-LD or Open Graph.
    NoDayArticle,
    /// None: a site's front page.
    NoDayFront,
    /// None: a page of a product or an event.
    NoDayProduct,
    /// None: a row of dates.
    NoDayRow,
    /// None: no prose.
    NoDayNoProse,
    /// None: much prose.
    NoDayProse,
    /// None: no headline is shown.
    NoDayNoHeadline,
}

/// A day, the candidates that name it, and its numbers.
pub(super) struct Offer {
    /// `None`: the page has no day.
    pub(super) day: Option<Date>,
    /// Candidates, as numbers into the evidence, the best first.
    pub(super) by: Vec<(usize, f32)>,
    pub(super) row: Row,
}

/// Blocks behind the headline.
const RIGHT_BEHIND: usize = 3;
/// Blocks between the headline and a marked-up date above it, even where a section's heading stands above both.
const RIGHT_ABOVE: usize = 2;
/// Prose blocks of an article.
const MUCH_PROSE: usize = 4;
/// A visible date of less weight is only mentioned; of more, its block is about it.
const MENTIONED: f32 = 0.1;
const STRONG: f32 = 0.45;
/// A machine value of less weight may mean anything.
const STATED: f32 = 0.6;
/// Few days.
const FEW: usize = 3;
/// More days than any article page has.
const MOST_DAYS: usize = 120;

pub(super) fn offers(evidence: &Evidence, anchors: &Anchors) -> Vec<Offer> {
    let page = Page::new(evidence, anchors);
    let mut out: Vec<Offer> = vec![Offer { day: None, by: Vec::new(), row: page.no_day() }];
    // Of a page that says only when it was changed that day counts where a reader sees it beside the headline.
    let is_own =
        |day: &&Date| !page.is_only_change(**day) && !page.is_to_come(**day) && !page.is_of_teasers(**day);
    let days = page.days.iter().filter(is_own);
    for &day in days.take(MOST_DAYS) {
        let (by, row) = page.day(day);
        out.push(Offer { day: Some(day), by, row });
    }
    out
}

/// One date and what is known of its place.
struct Mark<'e> {
    number: usize,
    one: &'e Candidate,
    date: PageDate,
    is_shown: bool,
    is_beside: bool,
    score: f32,
}

struct Page<'e> {
    evidence: &'e Evidence,
    anchors: &'e Anchors,
    marks: Vec<Mark<'e>>,
    days: Vec<Date>,
    /// Days in machine values or beside the headline.
    near: Vec<Date>,
    /// Days of machine values.
    machine: Vec<Date>,
    /// Days that machine values call those of publication.
    stated: Vec<Date>,
    best_score: f32,
    is_news: bool,
}

impl<'e> Page<'e> {
    fn new(evidence: &'e Evidence, anchors: &'e Anchors) -> Self {
        let marks: Vec<Mark<'e>> = evidence
            .candidates
            .iter()
            .enumerate()
            .filter_map(|(number, one)| {
                let is_shown = one.block.is_some();
                let is_beside = anchors.is_beside(evidence, one);
                let score = anchors.score(evidence, one);
                Some(Mark { number, one, date: one.date?, is_shown, is_beside, score })
            })
            .collect();
        let mut days: Vec<Date> = Vec::new();
        for mark in &marks {
            if !days.contains(&mark.date.day()) && days.len() < MOST_DAYS {
                days.push(mark.date.day());
            }
        }
        let near = marks.iter().filter(|mark| !mark.is_shown || mark.is_beside && !is_mention(mark));
        let own = |mark: &&Mark<'_>| {
            !mark.is_shown
                && !matches!(
                    mark.one.origin,
                    Origin::JsonLd { standing: Standing::Related, .. } | Origin::Url
                )
        };
        Self {
            near: near.map(|mark| mark.date.day()).collect(),
            machine: marks.iter().filter(own).map(|mark| mark.date.day()).collect(),
            stated: marks
                .iter()
                .filter(own)
                .filter(|mark| is_stated(mark))
                .map(|mark| mark.date.day())
                .collect(),
            is_news: evidence.is_news(),
            best_score: marks.iter().map(|mark| mark.score).fold(f32::MIN, f32::max),
            evidence,
            anchors,
            marks,
            days,
        }
    }

    fn no_day(&self) -> Row {
        let mut row = Row::of(Day::NAMES);
        let kinds: Vec<&Candidate> = self.evidence.own_kinds().collect();
        let is_article = kinds.iter().any(|kind| {
            matches!(kind.origin, Origin::JsonLd { rank: NodeRank::Article, .. })
                || kind.value.eq_ignore_ascii_case("article")
        });
        let prose = self.evidence.spots.iter().filter(|spot| spot.is_prose).count();
        let is_front = self.evidence.url.as_deref().is_some_and(is_front_page);
        for (feature, holds) in [
            (Day::NoDay, true),
            (Day::NoDayArticle, is_article),
            (Day::NoDayNoArticle, !is_article),
            (Day::NoDayFront, is_front),
            (Day::NoDayProduct, kinds.iter().any(|kind| is_for_sale(&kind.value))),
            (Day::NoDayRow, self.marks.iter().any(|mark| mark.is_shown && mark.one.likes >= ROW)),
            (Day::NoDayNoProse, prose == 0),
            (Day::NoDayProse, prose >= MUCH_PROSE),
            (Day::NoDayNoHeadline, self.anchors.headline.is_none()),
        ] {
            row.mark(feature as usize, holds);
        }
        row
    }

    /// True where all marks of the day are of changes, and none is shown beside the headline or the first paragraph, or
    /// a word says of another day that it is that of publication.
    fn is_only_change(&self, day: Date) -> bool {
        let is_published = |mark: &Mark<'_>| {
            mark.one.label == Some(DateLabel::Published) && !self.evidence.spot(mark.one.block).is_apart
        };
        let is_settled = self.marks.iter().any(is_published);
        let mut marks = self.marks.iter().filter(|mark| mark.date.day() == day);
        let is_seen =
            |mark: &Mark<'_>| mark.is_shown && mark.is_beside && !self.evidence.spot(mark.one.block).is_apart;
        marks.all(|mark| mark.one.field == Field::DateModified && (is_settled || !is_seen(mark)))
    }

    /// True where the day is later than the page's last change and nothing says that it is the day of publication: that of
    /// an event, a deadline, a delivery.
    fn is_to_come(&self, day: Date) -> bool {
        let is_change = |mark: &&Mark<'_>| {
            mark.one.field == Field::DateModified
                && !matches!(mark.one.origin, Origin::JsonLd { standing: Standing::Related, .. })
                && (!mark.is_shown || mark.one.label == Some(DateLabel::Modified) && self.is_of_page(mark))
        };
        let Some(changed) = self.marks.iter().filter(is_change).map(|mark| mark.date.day()).max() else {
            return false;
        };
        // A `<time>` beside the headline is the page's own, whatever its text says of other changes.
        let is_of_headline = |mark: &Mark<'_>| mark.is_beside && mark.one.origin == Origin::TimeElement;
        let is_loose =
            |mark: &Mark<'_>| mark.is_shown && mark.one.field == Field::AnyDate && !is_of_headline(mark);
        // A day more, for time zones.
        day > changed
            && super::days_between(day, changed) > 1
            && self.marks.iter().filter(|mark| mark.date.day() == day).all(is_loose)
    }

    /// True where a mark is shown where pages tell of themselves: not somewhere in the text.
    fn is_of_page(&self, mark: &Mark<'_>) -> bool {
        let Some(block) = mark.one.block.map(|block| block as usize) else { return false };
        mark.is_beside || self.evidence.spot(mark.one.block).is_apart || !self.anchors.is_in_prose(block)
    }

    /// True where a reader sees the day only as a part of links, above the headline under headings of their own, or in
    /// quotations on a page whose own data name a day: it is that of other pages.
    fn is_of_teasers(&self, day: Date) -> bool {
        let Some(headline) = self.anchors.headline else { return false };
        self.marks.iter().filter(|mark| mark.date.day() == day).all(|mark| {
            let Some(block) = mark.one.block.map(|block| block as usize) else { return false };
            let spot = self.evidence.spot(mark.one.block);
            let is_after = self.anchors.is_after_prose(block);
            let is_own = mark.is_beside && !is_after
                || mark.one.label == Some(DateLabel::Published)
                || self.is_right_above(mark, block, headline);
            let is_foreign = block < headline && self.evidence.has_own_heading(block);
            let is_quoted = spot.context.has(Context::QUOTE) && !self.stated.is_empty();
            is_quoted || !is_own && (is_foreign || spot.is_link && mark.one.weight < STRONG)
        })
    }

    /// True for the only marked-up date of its kind right above the headline, where the heading above it leads nowhere: that
    /// heading is a section's, and no teaser's.
    fn is_right_above(&self, mark: &Mark<'_>, block: usize, headline: usize) -> bool {
        let is_marked_up = matches!(mark.one.origin, Origin::TimeElement | Origin::Microdata);
        let is_close = block < headline && headline - block <= RIGHT_ABOVE;
        is_marked_up && is_close && mark.one.likes <= 1 && !self.evidence.is_under_link(block)
    }

    fn day(&self, day: Date) -> (Vec<(usize, f32)>, Row) {
        let mut row = Row::of(Day::NAMES);
        let mut marks: Vec<&Mark<'_>> = self.marks.iter().filter(|mark| mark.date.day() == day).collect();
        marks.sort_by(|left, right| right.score.total_cmp(&left.score));
        for mark in &marks {
            if let Some(feature) = said_by(mark) {
                row.set(feature as usize, 1.0);
            }
            self.mark_place(&mut row, mark);
        }
        let shown: Vec<&&Mark<'_>> = marks.iter().filter(|mark| mark.is_shown).collect();
        self.mark_common(&mut row, &marks, &shown);
        self.mark_relations(&mut row, day, &marks, &shown);
        (marks.iter().map(|mark| (mark.number, mark.score)).collect(), row)
    }

    fn mark_place(&self, row: &mut Row, mark: &Mark<'_>) {
        let Some(block) = mark.one.block.map(|block| block as usize) else { return };
        let headline = self.anchors.headline;
        let label = mark.one.label;
        let is_time = mark.one.origin == Origin::TimeElement;
        let is_plain = label.is_none() && !is_time && !is_mention(mark);
        let is_changed = label == Some(DateLabel::Modified);
        let above = headline.is_some_and(|at| block < at);
        for (feature, holds) in [
            (Day::PublishedLabelBeside, mark.is_beside && label == Some(DateLabel::Published)),
            (Day::ModifiedLabelBeside, mark.is_beside && is_changed),
            (Day::AnyTimeBeside, mark.is_beside && is_time && label.is_none()),
            (Day::AnyTextBeside, mark.is_beside && is_plain),
            (Day::AnyStrongBeside, mark.is_beside && is_plain && mark.one.weight >= STRONG),
            (
                Day::RightBehind,
                !is_mention(mark) && headline.is_some_and(|at| (at + 1..=at + RIGHT_BEHIND).contains(&block)),
            ),
            (Day::BeforeProse, !is_mention(mark) && self.anchors.is_before_prose(self.evidence, block)),
            (Day::AfterProse, !is_mention(mark) && self.anchors.is_after_prose(block)),
            (Day::LabelAfterProse, label.is_some() && self.anchors.is_after_prose(block)),
            (Day::IsForeign, above && !mark.is_beside && self.evidence.has_own_heading(block)),
            (Day::UnderHeading, headline.is_some_and(|at| self.evidence.has_heading_between(at, block))),
            (Day::InHeadline, headline == Some(block)),
            (Day::InFigure, self.evidence.spot(mark.one.block).context.has(Context::FIGURE)),
        ] {
            if holds {
                row.set(feature as usize, 1.0);
            }
        }
    }

    fn mark_common(&self, row: &mut Row, marks: &[&Mark<'_>], shown: &[&&Mark<'_>]) {
        let only_shown = !shown.is_empty() && shown.len() == marks.len();
        let is_apart = |mark: &&&Mark<'_>| self.evidence.spot(mark.one.block).is_apart;
        let is_of_entry = |mark: &&&Mark<'_>| {
            let places = self.anchors.headline.zip(mark.one.block);
            mark.one.likes >= ROW
                && places.is_some_and(|(headline, block)| self.evidence.is_of_entry(headline, block as usize))
        };
        let is_quoted = |mark: &&&Mark<'_>| self.evidence.spot(mark.one.block).context.has(Context::QUOTE);
        let best = marks.iter().map(|mark| mark.score).fold(f32::MIN, f32::max);
        let mut origins = Vec::new();
        for origin in marks.iter().map(|mark| std::mem::discriminant(&mark.one.origin)) {
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        let first_of_row =
            marks.first().is_some_and(|mark| mark.is_shown && mark.one.likes >= ROW && mark.is_beside);
        for (feature, holds) in [
            (Day::IsApart, only_shown && shown.iter().all(is_apart)),
            (Day::InQuote, only_shown && shown.iter().all(is_quoted)),
            (Day::InLink, only_shown && shown.iter().all(|mark| self.evidence.spot(mark.one.block).is_link)),
            (Day::InRow, only_shown && shown.iter().all(|mark| mark.one.likes >= ROW)),
            (Day::IsOfEntry, only_shown && shown.iter().all(is_of_entry)),
            (Day::FirstOfRow, first_of_row),
            (Day::IsBestScore, best >= self.best_score),
            (Day::SupportedOnce, origins.len() == 2),
            (Day::SupportedTwice, origins.len() > 2),
        ] {
            row.mark(feature as usize, holds);
        }
        row.set(Day::BestScore as usize, best.clamp(-1.0, 1.5) / 1.5);
    }

    fn mark_relations(&self, row: &mut Row, day: Date, marks: &[&Mark<'_>], shown: &[&&Mark<'_>]) {
        let is_near = self.near.contains(&day);
        let several = self.near.iter().any(|other| *other != day);
        let other_stated = self.stated.iter().any(|other| *other != day);
        let times_stated = self.stated.iter().filter(|other| **other == day).count();
        let is_article = row.get(Day::PublishedArticle as usize) > 0.0;
        let near_utc = !shown.is_empty()
            && self.marks.iter().any(|mark| {
                !mark.is_shown && mark.date.is_utc() && super::days_between(mark.date.day(), day) == 1
            });
        let all_shown = self.marks.iter().filter(|mark| mark.is_shown).count();
        let first_shown = self.marks.iter().filter(|mark| mark.is_shown).min_by_key(|mark| mark.one.block);
        for (feature, holds) in [
            (Day::IsOnlyDay, self.days.len() == 1),
            (Day::IsOneOfFew, (2..=FEW).contains(&self.days.len())),
            (Day::IsEarliest, is_near && several && self.near.iter().all(|other| *other >= day)),
            (Day::IsLatest, is_near && several && self.near.iter().all(|other| *other <= day)),
            (Day::AfterMachine, !self.machine.is_empty() && self.machine.iter().all(|other| *other < day)),
            (Day::BeforeMachine, !self.machine.is_empty() && self.machine.iter().all(|other| *other > day)),
            (Day::OtherIsStated, other_stated),
            (Day::PublishedNews, self.is_news && is_article),
            (Day::PublishedTwice, times_stated > 1),
            (
                Day::IsEarliestStated,
                times_stated > 0 && other_stated && self.stated.iter().all(|other| *other >= day),
            ),
            (Day::ShownNearUtc, near_utc),
            (
                Day::IsFirstShown,
                first_shown.is_some_and(|first| marks.iter().any(|mark| mark.number == first.number)),
            ),
        ] {
            row.mark(feature as usize, holds);
        }
        row.set(Day::ShareOfShown as usize, shown.len() as f32 / all_shown.max(1) as f32);
    }
}

/// Who says it, of what.
fn said_by(mark: &Mark<'_>) -> Option<Day> {
    let one = mark.one;
    Some(match (one.field, one.origin) {
        (_, Origin::Url) => Day::InAddress,
        (Field::DatePublished, Origin::JsonLd { standing: Standing::Related, .. }) => Day::PublishedRelated,
        (Field::DatePublished, Origin::JsonLd { rank: NodeRank::Article, .. }) => Day::PublishedArticle,
        (Field::DatePublished, Origin::JsonLd { .. }) => Day::PublishedNode,
        (Field::DatePublished, Origin::OpenGraph) => Day::PublishedOpenGraph,
        (Field::DatePublished, Origin::Microdata | Origin::Rdfa) => Day::PublishedMicrodata,
        (Field::DatePublished, Origin::TimeElement) => Day::PublishedTime,
        (Field::DatePublished, Origin::Block | Origin::TextLine) => Day::PublishedLabel,
        (Field::DatePublished, _) if one.weight >= 0.7 => Day::PublishedNamed,
        (Field::DatePublished, _) => Day::PublishedLoosely,
        (Field::DateModified, Origin::JsonLd { .. }) => Day::ModifiedData,
        (Field::DateModified, Origin::TimeElement | Origin::Microdata | Origin::Rdfa) => Day::ModifiedTime,
        (Field::DateModified, Origin::Block | Origin::TextLine) => Day::ModifiedLabel,
        (Field::DateModified, _) => Day::ModifiedMeta,
        (_, Origin::TimeElement) => Day::AnyTime,
        _ if is_mention(mark) => Day::IsMentioned,
        _ if one.weight >= STRONG => Day::AnyStrong,
        _ => Day::AnyText,
    })
}

/// Products and events have dates of their own, which are not those of their pages.
fn is_for_sale(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    kind.contains("product") || kind.ends_with("event")
}

fn is_stated(mark: &Mark<'_>) -> bool {
    mark.one.field == Field::DatePublished && mark.one.weight >= STATED
}

fn is_mention(mark: &Mark<'_>) -> bool {
    mark.is_shown && mark.one.weight < MENTIONED
}

fn is_front_page(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split_once('/').is_none_or(|(_, path)| path.trim_matches('/').is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::weights::{HTML, TEXT};
    use super::*;

    #[test]
    fn weights_name_the_features_in_order() {
        assert!(HTML.iter().map(|(name, _)| name).eq(Day::NAMES));
        assert!(TEXT.iter().map(|(name, _)| name).eq(Day::NAMES));
    }
}
