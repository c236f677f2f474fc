//! The lists of names that the lines of a text dump offer, and what is known of each.

use rustc_hash::{FxHashMap, FxHashSet};

use super::IS_BYLINE;
use super::groups::{Group, ROW, is_near, is_site};
use crate::metadata::choose::features::{Row, features};
use crate::metadata::choose::numbered;
use crate::metadata::evidence::{Evidence, Field, Spot};
use crate::metadata::fold::fold_letters;
use crate::metadata::people::{
    is_agency, is_byline_label, is_collective, is_small, is_unspaced_name, looks_like_name, opens_as_byline,
    opens_plainly,
};

features! {
    /// Of a list of names; the last ones of naming nobody.
    Signed:
    /// The line's probability of being a byline.
    Byline,
    /// The same by its digits: 0 below a thousandth.
    BylineDigits,
    /// It is a byline rather than not.
    IsByline,
    /// It has the highest such probability of all lines with names.
    IsLikeliest,
    /// It is the first line that is a byline rather than not.
    IsFirstByline,
    /// It begins like a byline: "By".
    OpensByline,
    /// It begins with more than "By": "Written by".
    OpensPlainly,
    /// How much the form of the line says that its words are names.
    Form,
    /// The same, of a line that is no byline by itself.
    FormAlone,
    /// It has a date.
    HasDate,
    /// A date stands in the lines beside it.
    DateBeside,
    /// All look like names of people.
    LookLikeNames,
    /// Names of one word, small letters and digits among them.
    AreAccounts,
    /// One word with a capital.
    IsOneWord,
    /// An agency, or a group that signs.
    IsGroup,
    /// Account names that say nothing, or the site's own name.
    IsNoPerson,
    /// A word of it is a label's: "Reading time".
    HoldsLabel,
    /// Several names.
    AreSeveral,
    /// A part of the names of its line, all that look like people's.
    LeavesOthers,
    /// A part of the names of its line, and others look like people's.
    LeavesPeople,
    /// Lines put together.
    JoinsLines,
    /// Another line names one of them.
    IsTwice,
    /// Three and more other lines do.
    IsOften,
    /// At most two lines behind the headline.
    RightBehind,
    /// At most five.
    Behind,
    /// At most twelve.
    NotFarBehind,
    /// Right above the headline.
    LeadsTo,
    /// Anywhere else above the headline.
    IsAbove,
    /// No headline is shown.
    NoHeadline,
    /// Under a heading behind the text.
    UnderHeading,
    /// Apart from the content.
    IsApart,
    /// In a row of like lines.
    InRow,
    /// Behind the headline and before its first paragraph.
    BeforeProse,
    /// In the three lines behind the last paragraph.
    AfterProse,
    /// In a line of running text.
    InProse,
    /// The first line with names behind the headline.
    IsFirst,
    /// A short line.
    IsShort,
    /// No other line has names.
    IsOnly,
    /// Nobody: always.
    Nobody,
    /// Nobody: no prose.
    NobodyNoProse,
    /// Nobody: much prose.
    NobodyProse,
    /// Nobody: no date is shown.
    NobodyNoDate,
    /// Nobody: no headline is shown.
    NobodyNoHeadline,
}

/// Lines behind the headline.
const RIGHT_BEHIND: usize = 2;
const BEHIND: usize = 5;
/// Lines beside a name in which its date stands, and behind the text where it is signed.
const BESIDE: usize = 2;
const AFTER_PROSE: usize = 3;
/// Other lines that name the same people.
const OFTEN: usize = 3;
/// Prose blocks of an article.
const MUCH_PROSE: usize = 4;
/// Digits of a probability that tell anything.
const BYLINE_DIGITS: f32 = 3.0;
/// Words beside names and dates that no name has.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "time", "reading", "read", "minutes", "last", "later", "listen", "reviewed", "reviewer", "avatar", "picture", "members",
    "joined", "posts", "topic", "category", "categories", "tags", "date", "source", "follow", "save", "print", "email",
    "january", "february", "march", "june", "july", "august", "september", "october", "november", "december", "editorial",
    "modified", "verified", "expert", "fact", "checked", "lesezeit", "lesedauer", "lecture", "lettura", "lectura", "leitura",
    "leestijd",
];
/// Words beside a name that stand alone where the name is in another line. None of them is a name itself.
const OPENERS: &[&str] = &["author", "authors", "writer", "on", "and", "in", "at", "by", "und", "et"];
/// A short line has at most so many characters.
const SHORT_CHARS: u32 = 40;

/// The numbers of naming nobody, and of each group.
pub(super) fn offers(
    evidence: &Evidence,
    groups: &[Group],
    sites: &[String],
    headline: Option<usize>,
) -> (Row, Vec<Row>) {
    let page = Page::new(evidence, groups, sites, headline);
    (page.nobody(), groups.iter().map(|group| page.row(group)).collect())
}

fn is_label(word: &str) -> bool {
    LABELS.iter().any(|label| word.eq_ignore_ascii_case(label))
}

/// True for "Author", "Reading Time" and the like.
fn holds_label(name: &str) -> bool {
    is_byline_label(name) || name.split([' ', '_']).any(is_label)
}

/// True for "Reading time", "mins read", "On": words of bylines and nothing besides. An account may be one small word.
pub(super) fn is_only_labels(name: &str) -> bool {
    // In scripts without case every word may be of a name.
    let is_small = |word: &str| word.starts_with(|first: char| is_small(first) || !first.is_alphabetic());
    let mut words = name.split(' ');
    match (words.next(), words.next()) {
        (Some(word), None) => {
            is_label(word) || OPENERS.iter().any(|opener| word.eq_ignore_ascii_case(opener))
        }
        _ => name.split(' ').all(|word| is_label(word) || is_small(word) && !is_unspaced_name(word)),
    }
}

/// What is the same for all groups of a page.
struct Page<'e> {
    evidence: &'e Evidence,
    sites: &'e [String],
    headline: Option<usize>,
    is_only: bool,
    /// Lines with a date, in order.
    dated: Vec<usize>,
    first_prose: Option<usize>,
    last_prose: Option<usize>,
    /// Candidates that begin like bylines, and those of them that begin with more than "By".
    opens: FxHashSet<usize>,
    opens_plainly: FxHashSet<usize>,
    /// How many lines have a name, by its letters.
    lines_of: FxHashMap<String, usize>,
    likeliest: f32,
    first_byline: Option<usize>,
    first_behind: Option<usize>,
}

impl<'e> Page<'e> {
    fn new(
        evidence: &'e Evidence,
        groups: &'e [Group],
        sites: &'e [String],
        headline: Option<usize>,
    ) -> Self {
        let dated = evidence.candidates.iter().filter(|one| one.date.is_some());
        let mut dated: Vec<usize> = dated.filter_map(|one| one.block.map(|block| block as usize)).collect();
        dated.sort_unstable();
        let from = headline.unwrap_or(0);
        let mut prose = (from..evidence.spots.len())
            .filter(|at| evidence.spots.get(*at).is_some_and(|spot| spot.is_prose));
        let first_prose = prose.next();
        let byline = |group: &&Group| evidence.spot(group.block).byline;
        let places = |group: &Group| group.block.map(|block| block as usize);
        let signed = |begins: fn(&str) -> bool| {
            let those = numbered(evidence, Field::Author).filter(|(_, one)| begins(&one.value));
            those.map(|(number, _)| number).collect()
        };
        let mut lines_of: FxHashMap<String, usize> = FxHashMap::default();
        for name in groups.iter().filter(|group| group.is_line()).flat_map(|group| &group.names) {
            *lines_of.entry(fold_letters(name)).or_default() += 1;
        }
        Self {
            opens: signed(opens_as_byline),
            opens_plainly: signed(opens_plainly),
            first_prose,
            last_prose: prose.next_back().or(first_prose),
            likeliest: groups.iter().map(|group| byline(&group)).fold(0.0, f32::max),
            first_byline: groups.iter().filter(|group| byline(group) >= IS_BYLINE).filter_map(places).min(),
            first_behind: groups.iter().filter_map(places).filter(|at| *at >= from).min(),
            evidence,
            is_only: groups.iter().filter(|group| group.is_line()).count() == 1,
            lines_of,
            sites,
            headline,
            dated,
        }
    }

    fn nobody(&self) -> Row {
        let mut row = Row::of(Signed::NAMES);
        let prose = self.evidence.spots.iter().filter(|spot| spot.is_prose).count();
        for (feature, holds) in [
            (Signed::Nobody, true),
            (Signed::NobodyNoProse, prose == 0),
            (Signed::NobodyProse, prose >= MUCH_PROSE),
            (Signed::NobodyNoDate, self.dated.is_empty()),
            (Signed::NobodyNoHeadline, self.headline.is_none()),
        ] {
            row.mark(feature as usize, holds);
        }
        row
    }

    fn row(&self, group: &Group) -> Row {
        let mut row = Row::of(Signed::NAMES);
        let spot = self.evidence.spot(group.block);
        self.mark_words(&mut row, group, &spot);
        self.mark_names(&mut row, group);
        if let Some(at) = group.block {
            self.mark_place(&mut row, group, at as usize, &spot);
        }
        row
    }

    fn mark_words(&self, row: &mut Row, group: &Group, spot: &Spot) {
        let candidates = || group.numbers.iter().filter_map(|number| self.evidence.candidates.get(*number));
        let form = candidates().map(|one| one.weight).fold(0.0, f32::max);
        let is_byline = spot.byline >= IS_BYLINE;
        row.set(Signed::Byline as usize, spot.byline);
        row.set(
            Signed::BylineDigits as usize,
            (1.0 + spot.byline.max(1e-6).log10() / BYLINE_DIGITS).max(0.0),
        );
        row.set(Signed::Form as usize, form);
        row.set(Signed::FormAlone as usize, if is_byline { 0.0 } else { form });
        let at = group.block.map(|block| block as usize);
        for (feature, holds) in [
            (Signed::IsByline, is_byline),
            (Signed::IsLikeliest, spot.byline > 0.0 && spot.byline >= self.likeliest),
            (Signed::IsFirstByline, at.is_some() && at == self.first_byline),
            (Signed::OpensByline, group.numbers.iter().any(|number| self.opens.contains(number))),
            (Signed::OpensPlainly, group.numbers.iter().any(|number| self.opens_plainly.contains(number))),
            (Signed::InRow, candidates().any(|one| one.likes >= ROW)),
            (Signed::IsShort, spot.chars <= SHORT_CHARS),
        ] {
            row.mark(feature as usize, holds);
        }
    }

    fn mark_names(&self, row: &mut Row, group: &Group) {
        let names = &group.names;
        let is_one_word = |name: &String| !name.contains(' ');
        let is_account = |name: &String| {
            is_one_word(name) && !name.starts_with(char::is_uppercase) || name.contains(char::is_numeric)
        };
        let left_out = &group.left_out;
        let leaves_people = left_out.iter().any(|name| looks_like_name(name));
        // Its own line is one of them.
        let others = names.iter().filter_map(|name| self.lines_of.get(&fold_letters(name))).max();
        let others = others.map_or(0, |lines| lines.saturating_sub(1));
        for (feature, holds) in [
            (Signed::LookLikeNames, names.iter().all(|name| looks_like_name(name))),
            (Signed::AreAccounts, names.iter().all(is_account)),
            (Signed::IsOneWord, names.iter().all(|name| is_one_word(name) && !is_account(name))),
            (Signed::IsGroup, names.iter().all(|name| is_agency(name) || is_collective(name))),
            (Signed::IsNoPerson, !group.is_person || names.iter().all(|name| is_site(name, self.sites))),
            (Signed::HoldsLabel, names.iter().any(|name| holds_label(name))),
            (Signed::AreSeveral, names.len() > 1),
            (Signed::JoinsLines, group.lines > 1),
            (Signed::LeavesOthers, !left_out.is_empty() && !leaves_people),
            (Signed::LeavesPeople, leaves_people),
            (Signed::IsTwice, others > 0),
            (Signed::IsOften, others >= OFTEN),
            (Signed::IsOnly, self.is_only),
        ] {
            row.mark(feature as usize, holds);
        }
    }

    fn mark_place(&self, row: &mut Row, group: &Group, at: usize, spot: &Spot) {
        let behind = self.headline.and_then(|headline| at.checked_sub(headline));
        let is_near = is_near(self.evidence, at, self.headline);
        let from = self.dated.partition_point(|dated| *dated + BESIDE < at);
        let beside = self.dated.get(from..).unwrap_or_default();
        let beside = || beside.iter().take_while(|dated| **dated <= at + BESIDE);
        for (feature, holds) in [
            (Signed::HasDate, beside().any(|dated| *dated == at)),
            (Signed::DateBeside, beside().any(|dated| *dated != at)),
            (Signed::RightBehind, behind.is_some_and(|lines| lines <= RIGHT_BEHIND)),
            (Signed::Behind, behind.is_some_and(|lines| (RIGHT_BEHIND + 1..=BEHIND).contains(&lines))),
            (Signed::NotFarBehind, behind.is_some_and(|lines| lines > BEHIND) && is_near),
            (Signed::LeadsTo, self.headline.is_some() && behind.is_none() && is_near),
            (Signed::IsAbove, self.headline.is_some() && behind.is_none() && !is_near),
            (Signed::NoHeadline, self.headline.is_none()),
            (
                Signed::UnderHeading,
                self.headline.is_some_and(|from| self.evidence.has_heading_between(from, at)),
            ),
            (Signed::IsApart, spot.is_apart),
            (Signed::BeforeProse, behind.is_some() && self.first_prose.is_some_and(|first| at < first)),
            (
                Signed::AfterProse,
                self.last_prose.is_some_and(|last| (last + 1..=last + AFTER_PROSE).contains(&at)),
            ),
            (Signed::InProse, spot.is_prose),
            (Signed::IsFirst, group.block.map(|block| block as usize) == self.first_behind),
        ] {
            row.mark(feature as usize, holds);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::weights::LINE;
    use super::*;

    #[test]
    fn words_of_bylines_are_no_names() {
        for (name, want) in [
            ("Reading Time", true),
            ("mins read", true),
            ("Lesezeit", true),
            ("On", true),
            ("Author", true),
            ("our engineering team", true),
            ("August Strindberg", false),
            ("infuy", false),
            ("山田 太郎", false),
            ("Theo", false),
            ("נועה ברקוביץ", false),
            ("अनिता राव", false),
            ("ნინო ბერიძე", false),
        ] {
            assert_eq!(is_only_labels(name), want, "{name}");
        }
    }

    #[test]
    fn weights_name_the_features_in_order() {
        assert!(LINE.iter().map(|(name, _)| name).eq(Signed::NAMES));
    }
}
