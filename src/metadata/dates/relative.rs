//! "3 hours ago", "yesterday": read only against the moment the page was saved.

use super::page_date::PageDate;
use super::text::Found;
use super::tokens::{Kind, Token, tokens};

/// What a unit word is worth.
#[derive(Clone, Copy)]
enum Unit {
    Minutes(i64),
    Days(i64),
}

const HOUR: i64 = 60;

/// Unit words by their folded beginning. Months and years are too coarse for a day.
const UNITS: &[(&[&str], Unit)] = &[
    (
        &[
            "min",
            "мин",
            "хвил",
            "dakika",
            "dk",
            "phut",
            "menit",
            "دقیق",
            "دقایق",
            "دقیقه",
            "מינ",
            "דקות",
            "분",
            "分",
            "λεπτ",
            "perc",
            "मिनट",
            "นาที",
        ],
        Unit::Minutes(1),
    ),
    (
        &[
            "hour",
            "hr",
            "stunde",
            "std",
            "heure",
            "hora",
            "ora",
            "ore",
            "uur",
            "uren",
            "tim",
            "tunti",
            "godzin",
            "hodin",
            "час",
            "годин",
            "saat",
            "gio",
            "jam",
            "ساعه",
            "ساعات",
            "ساعت",
            "שעות",
            "시간",
            "時間",
            "时",
            "小",
            "ωρ",
            "घंट",
            "ชั่วโมง",
        ],
        Unit::Minutes(HOUR),
    ),
    (
        &[
            "day",
            "tag",
            "jour",
            "dia",
            "giorn",
            "dag",
            "paiva",
            "dni",
            "dzien",
            "dne",
            "дн",
            "день",
            "gun",
            "ngay",
            "hari",
            "یوم",
            "ایام",
            "روز",
            "ימים",
            "일",
            "日",
            "天",
            "ημερ",
            "nap",
            "दिन",
            "วัน",
        ],
        Unit::Days(1),
    ),
    (
        &[
            "week",
            "woche",
            "semaine",
            "semana",
            "settiman",
            "weken",
            "uke",
            "vecka",
            "tydzien",
            "tygodn",
            "недел",
            "hafta",
            "tuan",
            "minggu",
            "اسبوع",
            "هفته",
            "שבוע",
            "주",
            "週",
            "周",
            "สัปดาห์",
        ],
        Unit::Days(7),
    ),
];

/// Words that make a count of units lie in the past, before or after it.
const AGO: &[&str] = &[
    "ago",
    "vor",
    "il",
    "hace",
    "ha",
    "fa",
    "geleden",
    "sedan",
    "sitten",
    "temu",
    "pred",
    "назад",
    "тому",
    "once",
    "truoc",
    "lalu",
    "yang",
    "منذ",
    "قبل",
    "پیش",
    "לפני",
    "전",
    "前",
    "πριν",
    "ezelott",
    "acum",
    "pries",
    "pirms",
    "पहले",
    "ที่แล้ว",
    "siden",
    "for",
];

/// Words for whole days back.
const DAYS: &[(&str, i64)] = &[
    ("today", 0),
    ("heute", 0),
    ("hoy", 0),
    ("oggi", 0),
    ("hoje", 0),
    ("vandaag", 0),
    ("idag", 0),
    ("сегодня", 0),
    ("bugun", 0),
    ("dzisiaj", 0),
    ("dnes", 0),
    ("الیوم", 0),
    ("امروز", 0),
    ("yesterday", 1),
    ("gestern", 1),
    ("hier", 1),
    ("ayer", 1),
    ("ieri", 1),
    ("ontem", 1),
    ("gisteren", 1),
    ("igar", 1),
    ("вчера", 1),
    ("вчора", 1),
    ("dun", 1),
    ("wczoraj", 1),
    ("vcera", 1),
    ("امس", 1),
    ("دیروز", 1),
    ("어제", 1),
    ("kemarin", 1),
];

/// A text that says when in relation to now is short; longer ones tell a story.
const LONGEST_TEXT_BYTES: usize = 64;

/// The day (or, for minutes and hours, the minute) that a short text states in relation to the reference.
pub(super) fn find(text: &str, reference: PageDate) -> Option<Found> {
    if text.len() > LONGEST_TEXT_BYTES {
        return None;
    }
    let tokens = tokens(text, 0..text.len());
    let (date, from, to) = counted(&tokens, reference).or_else(|| named(&tokens, reference))?;
    Some(Found { date, range: from..to, label: None, ambiguous: false })
}

fn counted(tokens: &[Token<'_>], reference: PageDate) -> Option<(PageDate, usize, usize)> {
    let at = tokens.iter().position(|token| matches!(token.kind, Kind::Number { digits: 1..=2, .. }))?;
    let number = tokens.get(at)?;
    let Kind::Number { value, .. } = number.kind else { return None };
    let count = i64::try_from(value).ok()?;
    let mut unit_word = tokens.get(at + 1)?.folded().to_string();
    // Han stands one character a token.
    if let Some(next) = tokens.get(at + 2).filter(|next| next.kind == Kind::Word && !next.spaced) {
        unit_word.push_str(&next.folded());
    }
    let (_, unit) = UNITS.iter().find(|(words, _)| words.iter().any(|word| unit_word.starts_with(word)))?;
    let past = |token: &Token<'_>| AGO.contains(&&*token.folded()) || token.text.ends_with(['전', '前']);
    let near = tokens.get(at.saturating_sub(3)..(at + 4).min(tokens.len()))?;
    if !near.iter().any(past) {
        return None;
    }
    let date = match unit {
        Unit::Minutes(minutes) => reference.minutes_before(count * minutes)?,
        Unit::Days(days) => reference.days_before(count * days)?,
    };
    let last = tokens
        .get((at + 3).min(tokens.len() - 1))
        .filter(|token| past(token))
        .or_else(|| tokens.get(at + 2).filter(|token| past(token)));
    Some((date, number.start, last.or_else(|| tokens.get(at + 1))?.end))
}

fn named(tokens: &[Token<'_>], reference: PageDate) -> Option<(PageDate, usize, usize)> {
    tokens.iter().find_map(|token| {
        let folded = token.folded();
        let (_, days) = DAYS.iter().find(|(word, _)| *word == &*folded)?;
        Some((reference.days_before(*days)?, token.start, token.end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::fold::fold;

    #[test]
    fn words_stand_folded() {
        let units = UNITS.iter().flat_map(|(words, _)| words.iter().copied());
        let words = units.chain(AGO.iter().copied()).chain(DAYS.iter().map(|(word, _)| *word));
        let unfolded: Vec<_> = words.filter(|word| fold(word) != *word).collect();
        assert!(unfolded.is_empty(), "never matched: {unfolded:?}");
    }
}
