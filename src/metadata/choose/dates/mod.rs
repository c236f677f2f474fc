//! When the page was published and changed.
//!
//! Every day that a page names is described by numbers (`days.rs`): who names it and as what, whether it stands beside the
//! headline, the first paragraph or in a row of teasers, how it stands to the other days. The weights of these numbers are
//! fitted to gold pages (`weights.rs`, by `training/choosers.py`); the day with the highest sum is the day of publication,
//! unless having none has a higher one. Of equal days the most precise value is written. The day of the last change is the
//! best of the values that say so.

mod days;
pub(in crate::metadata) mod weights;

use super::{Decision, Metadata, numbered};
use crate::blocks::Context;
use crate::metadata::dates::{DateLabel, PageDate};
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::json_ld::Standing;
use jiff::civil::Date;
use std::cmp::Ordering;

/// What the day that a news article's own data state gets: more than any other score.
const STATED_BY_NEWS: f32 = 100.0;
/// A date below this is not trusted.
const LEAST_SCORE: f32 = 0.3;
/// Each other origin that names the same day adds so much, up to three of them.
const SUPPORT: f32 = 0.08;
/// Blocks before and after the headline in which its date stands.
const BEFORE_HEADLINE: usize = 4;
const AFTER_HEADLINE: usize = 10;
/// Blocks between the headline and what may still belong to it.
const FAR_FROM_HEADLINE: usize = 20;
/// From so many like dates on they are a row of teasers or comments.
const ROW: u32 = 4;

pub(super) fn choose(evidence: &Evidence, out: &mut Metadata) {
    let anchors = Anchors::new(evidence, out.headline_block);
    let published = decide_published(evidence, &anchors);
    let modified = decide_modified(evidence, &anchors);
    let pick = |decision: &Decision| evidence.candidates.get(*decision.won.first()?)?.date;
    let (first, last) = (pick(&published), pick(&modified));
    out.date_published = first.map(|date| precise(evidence, date, Field::DatePublished));
    // A page is not changed before it is published.
    let after = |date: &PageDate| first.is_none_or(|first| date.day() >= first.day());
    out.date_modified = last.filter(after).map(|date| precise(evidence, date, Field::DateModified));
    out.decisions.extend([published, modified]);
}

/// The day with the best score, or none where having none scores better. Where a news article's own data state one day of
/// publication, it is that: what stands beside the headline is often the day of the last change.
fn decide_published(evidence: &Evidence, anchors: &Anchors) -> Decision {
    let weights = if evidence.is_text { weights::TEXT } else { weights::HTML };
    let mut scores: Vec<(usize, f32)> = Vec::new();
    let mut best: Option<(f32, days::Offer)> = None;
    let offers = days::offers(evidence, anchors);
    let is_stated = |offer: &days::Offer| offer.row.get(days::Day::PublishedNews as usize) > 0.0;
    let is_settled = offers.iter().filter(|offer| is_stated(offer)).count() == 1;
    for offer in offers {
        let settled = if is_settled && is_stated(&offer) { STATED_BY_NEWS } else { 0.0 };
        let score = offer.row.score(weights) + settled;
        scores.extend(offer.by.iter().map(|(number, _)| (*number, score)));
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, offer));
        }
    }
    let mut decision = Decision::new(Field::DatePublished, scores);
    let Some((_, best)) = best else { return decision };
    decision.reasons = best.row.reasons(weights);
    // A time of change is not that of publication where anything else names the day.
    let is_change = |number: usize| {
        let candidate = evidence.candidates.get(number);
        candidate
            .is_some_and(|one| one.field == Field::DateModified || one.label == Some(DateLabel::Modified))
    };
    let own = best.by.iter().find(|(number, _)| !is_change(*number));
    if let Some((number, _)) = own.or(best.by.first()) {
        let is_settled = is_settled && is_stated(&best);
        // The day may have won by its instant, whatever else names it.
        let instant = best.by.iter().map(|(number, _)| *number).find(|number| is_instant(evidence, *number));
        let shown = instant.map(|instant| as_shown(evidence, anchors, instant, is_settled));
        decision.won = vec![shown.filter(|_| shown != instant).unwrap_or(*number)];
    }
    decision
}

/// The days a page offers and their numbers, the first of them having no day: what `training/choosers.py` reads.
#[must_use]
pub fn date_days(evidence: &Evidence, headline_block: Option<usize>) -> Vec<(Option<String>, Vec<f32>)> {
    let anchors = Anchors::new(evidence, headline_block);
    let offers = days::offers(evidence, &anchors).into_iter();
    offers.map(|offer| (offer.day.map(|day| day.to_string()), offer.row.numbers().to_vec())).collect()
}

/// The names of the numbers of days.
#[must_use]
pub fn date_features() -> &'static [&'static str] {
    days::Day::NAMES
}

fn days_apart(left: PageDate, right: PageDate) -> i32 {
    days_between(left.day(), right.day())
}

fn days_between(left: Date, right: Date) -> i32 {
    left.since(right).map_or(0, |span| span.get_days().abs())
}

/// True for an instant in UTC that the page's data call that of publication.
fn is_instant(evidence: &Evidence, number: usize) -> bool {
    evidence.candidates.get(number).is_some_and(|one| {
        one.block.is_none()
            && one.field == Field::DatePublished
            && !matches!(one.origin, Origin::JsonLd { standing: Standing::Related, .. })
            && one.date.is_some_and(PageDate::is_utc)
    })
}

/// An instant is one day here and another there: where the page's address names the day before or after its machine
/// value, or shows it beside the headline, that is the day. Addresses of news follow no rule.
fn as_shown(evidence: &Evidence, anchors: &Anchors, number: usize, is_settled: bool) -> usize {
    let Some(date) = evidence.candidates.get(number).and_then(|candidate| candidate.date) else {
        return number;
    };
    if !date.is_utc() {
        return number;
    }
    let near = |candidate: &Candidate| {
        matches!(candidate.field, Field::DatePublished | Field::AnyDate)
            && candidate.label != Some(DateLabel::Modified)
            && !evidence.spot(candidate.block).context.has(Context::QUOTE)
            && anchors.is_beside(evidence, candidate)
            && matches!(candidate.origin, Origin::Block | Origin::TextLine)
    };
    let shows = |candidate: &Candidate, days: i32| {
        candidate.date.is_some_and(|shown| days_apart(shown, date) == days)
    };
    let beside: Vec<(usize, &Candidate)> =
        evidence.candidates.iter().enumerate().filter(|(_, candidate)| near(candidate)).collect();
    let addressed = evidence.candidates.iter().position(|candidate| {
        candidate.origin == Origin::Url && candidate.date.is_some_and(|own| days_apart(own, date) == 1)
    });
    // What news state themselves gives way to their address only where the page shows that day too.
    let is_shown = |addressed: &usize| {
        let day = evidence.candidates.get(*addressed).and_then(|one| one.date).map(PageDate::day);
        beside.iter().any(|(_, one)| one.date.map(PageDate::day) == day)
    };
    if let Some(addressed) = addressed.filter(|addressed| !is_settled || is_shown(addressed)) {
        return addressed;
    }
    let same = beside.iter().any(|(_, candidate)| shows(candidate, 0));
    let next = beside.iter().find(|(_, candidate)| shows(candidate, 1)).map(|(number, _)| *number);
    next.filter(|_| !same).unwrap_or(number)
}

/// When it was last changed: the best value that says so.
fn decide_modified(evidence: &Evidence, anchors: &Anchors) -> Decision {
    let latest = latest_machine_date(evidence);
    let all: Vec<(usize, &Candidate)> = numbered(evidence, Field::DateModified).collect();
    let mut scores: Vec<(usize, f32)> = all
        .iter()
        .map(|(number, candidate)| {
            let mut score = anchors.score(evidence, candidate);
            if candidate.block.is_some() && is_later(candidate, latest) {
                score -= 0.5;
            }
            (*number, score + support(candidate, &all))
        })
        .collect();
    // Of equals the first on the page.
    scores.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
    let mut decision = Decision::new(Field::DateModified, scores);
    let best = decision.scores.first().filter(|(_, score)| *score >= LEAST_SCORE);
    decision.won = best.map(|(number, _)| *number).into_iter().collect();
    decision
}

/// How many other origins name the same day.
fn support(candidate: &Candidate, all: &[(usize, &Candidate)]) -> f32 {
    let Some(day) = candidate.date.map(PageDate::day) else { return 0.0 };
    let mut origins = vec![candidate.origin];
    for (_, other) in all {
        if other.date.is_some_and(|date| date.day() == day) && !origins.contains(&other.origin) {
            origins.push(other.origin);
        }
    }
    SUPPORT * (origins.len() - 1).min(3) as f32
}

/// The latest date that the page's own machine values name.
fn latest_machine_date(evidence: &Evidence) -> Option<PageDate> {
    let sure = |candidate: &&Candidate| {
        candidate.block.is_none()
            && candidate.weight >= 0.8
            && matches!(candidate.field, Field::DatePublished | Field::DateModified)
    };
    evidence
        .candidates
        .iter()
        .filter(sure)
        .filter_map(|candidate| candidate.date)
        .max_by(|left, right| left.compare(*right))
}

fn is_later(candidate: &Candidate, latest: Option<PageDate>) -> bool {
    let (Some(date), Some(latest)) = (candidate.date, latest) else { return false };
    date.day() > latest.day()
}

/// The most precise value of the same day among the candidates of the field, machine values first.
fn precise(evidence: &Evidence, date: PageDate, field: Field) -> String {
    let rank = |candidate: &Candidate| {
        let found = candidate.date?;
        let precision = u8::from(found.has_time()) + u8::from(found.has_zone());
        let fits = found.day() == date.day()
            && (candidate.field == field || candidate.field == Field::AnyDate && !date.has_time())
            && !matches!(candidate.origin, Origin::JsonLd { standing: Standing::Related, .. });
        fits.then_some((precision, candidate.weight))
    };
    let best = evidence.candidates.iter().filter_map(|candidate| Some((rank(candidate)?, candidate))).max_by(
        |left, right| {
            left.0.0.cmp(&right.0.0).then(left.0.1.partial_cmp(&right.0.1).unwrap_or(Ordering::Equal))
        },
    );
    best.map_or_else(|| date.to_string(), |(_, candidate)| candidate.value.clone())
}

/// The places beside which the page's own date stands.
struct Anchors {
    headline: Option<usize>,
    first_prose: Option<usize>,
    last_prose: Option<usize>,
}

impl Anchors {
    fn new(evidence: &Evidence, headline: Option<usize>) -> Self {
        let from = headline.unwrap_or(0);
        let prose = |(_, spot): &(usize, &crate::metadata::evidence::Spot)| spot.is_prose;
        let first_prose = evidence.spots.iter().enumerate().skip(from).find(prose).map(|(index, _)| index);
        // The article ends where no prose follows for a while.
        let mut last_prose = first_prose;
        for (index, _) in evidence.spots.iter().enumerate().skip(first_prose.unwrap_or(0)).filter(prose) {
            if last_prose.is_some_and(|last| index - last > FAR_FROM_HEADLINE) {
                break;
            }
            last_prose = Some(index);
        }
        Self { headline, first_prose, last_prose }
    }

    fn score(&self, evidence: &Evidence, candidate: &Candidate) -> f32 {
        let Some(block) = candidate.block.map(|block| block as usize) else { return candidate.weight };
        let near = self.is_beside_headline(evidence, block)
            || self.headline.is_none() && self.is_before_prose(evidence, block);
        let mut score = candidate.weight;
        score += if Some(block) == self.headline {
            -0.1
        } else if near {
            0.3
        } else if self.is_before_prose(evidence, block)
            || self.headline.is_none() && self.first_prose.is_some_and(|at| block < at)
            || self.headline.is_some_and(|at| block >= at && block - at <= FAR_FROM_HEADLINE)
        {
            0.15
        } else if self.is_after_prose(block) {
            0.0
        } else if self.headline.is_some_and(|at| block < at) && evidence.has_own_heading(block) {
            // What stands above the headline, under a heading of its own, is that heading's.
            -0.4
        } else {
            -0.2
        };
        if evidence.spot(candidate.block).is_apart {
            // The last change stands in footers.
            let is_change = candidate.label == Some(DateLabel::Modified);
            score -= if is_change {
                0.05
            } else if near {
                0.1
            } else {
                0.3
            };
        }
        if candidate.likes >= ROW && candidate.origin != Origin::TextLine {
            score -= if near { 0.15 } else { 0.35 };
        }
        if evidence.spot(candidate.block).context.has(Context::FIGURE)
            && self.headline.is_some_and(|at| block > at)
        {
            score -= 0.3;
        }
        if candidate.label == Some(DateLabel::Published) && near {
            score += 0.2;
        }
        score
    }

    fn is_beside(&self, evidence: &Evidence, candidate: &Candidate) -> bool {
        let Some(block) = candidate.block.map(|block| block as usize) else { return false };
        self.is_beside_headline(evidence, block) || self.is_before_prose(evidence, block)
    }

    fn is_beside_headline(&self, evidence: &Evidence, block: usize) -> bool {
        self.headline.is_some_and(|at| {
            (at..=at + AFTER_HEADLINE).contains(&block) || evidence.leads_to(block, at, BEFORE_HEADLINE)
        })
    }

    /// Right above the text, though not above the headline of that text.
    fn is_before_prose(&self, evidence: &Evidence, block: usize) -> bool {
        self.first_prose.is_some_and(|at| {
            let above = self.headline.is_some_and(|headline| block < headline);
            let own = !above || !evidence.has_own_heading(block);
            own && (at.saturating_sub(BEFORE_HEADLINE)..=at + 1).contains(&block)
        })
    }

    /// Between the first paragraph and the last one.
    fn is_in_prose(&self, block: usize) -> bool {
        let (Some(first), Some(last)) = (self.first_prose, self.last_prose) else { return false };
        (first..last).contains(&block)
    }

    fn is_after_prose(&self, block: usize) -> bool {
        self.last_prose.is_some_and(|at| (at..=at + AFTER_HEADLINE).contains(&block))
    }
}
