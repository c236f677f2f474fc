//! Small words that stand inside dates and between a date and its time.

/// Words between day, month and year that mean nothing of their own. Folded.
pub(super) const INSIDE_DATE: &[&str] = &[
    "st", "nd", "rd", "th", "er", "re", "eme", "e", "ere", "of", "de", "del", "d", "di", "da", "the", "den",
    "der", "dne", "dnia", "le", "el", "г", "го", "року", "р", "од", "ta", "an", "a", "na", "ga", "mh", "οσ",
    "η", "ησ", "in", "ten", "i", "از", "من", "لسنه", "سنه", "عام", "年", "พ", "ศ", "ค", "m", "gada", "g",
    "ko", "eko", "l", "thang", "nam", "жылғы", "ж", "оны", "иил", "yil", "წლის", "წ", "թ",
];

/// Words that stand between the year and a day-first rest (`2025. gada 29. oktobris`).
pub(super) const AFTER_LEADING_YEAR: &[&str] =
    &[
    "gada", "gads", "m", "жылғы", "жылдын", "оны", "yil", "иил", "წლის", "ko", "eko", "g",
];

/// Words (and the marks beside them) that may stand between a date and its time.
pub(super) const BEFORE_TIME: &[&str] = &[
    "t", "at", "um", "a", "as", "las", "la", "le", "alle", "ore", "ora", "kl", "klo", "klokken", "в", "о",
    "об", "u", "ob", "v", "ve", "saat", "saati", "pukul", "jam", "luc", "godz", "godzina", "g", "h", "ч",
    "الساعه", "ساعت", "στισ", "ωρα", "om", "pa", "de", "del", "г", "года", "р", "року", "y", "i", "hora",
    "horas", "hrs", "heures", "בשעה", "ב", "time", "uhr", "dne", "on", "plkst", "val", "kell", "orakor",
    "เวลา", "เมื่อ", "बजे", "को", "kello", "sat", "часов", "час", "kloka", "klukkan", "d", "od", "م", "ه",
];

/// Of those, the ones that announce a time so surely that `10.04` after them is one.
pub(super) const SURE_BEFORE_TIME: &[&str] = &[
    "kl", "klo", "klokken", "um", "alle", "ore", "pukul", "jam", "om", "at", "ob", "kell", "plkst",
    "klukkan", "เวลา", "godz",
];

/// Weekday names that stand between date and time, or between month and year in a `date` command's output.
pub(crate) const WEEKDAYS: &[&str] = &[
    "mon", "monday", "tue", "tues", "tuesday", "wed", "weds", "wednesday", "thu", "thur", "thurs",
    "thursday", "fri", "friday", "sat", "saturday", "sun", "sunday", "mo", "montag", "di", "dienstag", "mi",
    "mittwoch", "do", "donnerstag", "fr", "freitag", "sa", "samstag", "so", "sonntag", "lundi", "mardi",
    "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miercoles", "jueves",
    "viernes", "sabado", "domingo", "lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "domenica",
    "pazartesi", "sali", "carsamba", "persembe", "cuma", "cumartesi", "pazar", "понедельник", "вторник",
    "среда", "четверг", "пятница", "суббота", "воскресенье", "周", "週", "星", "期", "一", "二", "三", "四", "五",
    "六", "天", "月", "火", "水", "木", "金", "土", "日", "曜", "월", "화", "수", "목", "금", "토", "일", "월요일", "화요일",
    "수요일", "목요일", "금요일", "토요일", "일요일",
];

/// Words before a row of numbers that make it a version, an address, a paragraph or a count, not a date.
pub(super) const NOT_BEFORE_DATE: &[&str] = &[
    "v", "ver", "version", "versio", "versione", "release", "build", "isbn", "issn", "doi", "ean", "sku",
    "tel", "telefon", "phone", "fax", "mobile", "whatsapp", "ip", "cfr", "usc", "art", "abs", "section",
    "sec", "chapter", "kapitel", "figure", "fig", "table", "usd", "eur", "gbp", "rs", "inr", "chrome",
    "firefox", "safari", "android", "ios", "windows", "firmware", "rfc", "iso", "din",
];

/// Marks before or after a row of numbers that do the same.
pub(super) const NOT_BESIDE_DATE: &[char] =
    &['+', '$', '€', '£', '¥', '₹', '§', '#', '%', '=', '_', '&', '\\', '№'];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::fold::fold;

    #[test]
    fn words_stand_folded() {
        let tables = [INSIDE_DATE, AFTER_LEADING_YEAR, BEFORE_TIME, SURE_BEFORE_TIME, WEEKDAYS, NOT_BEFORE_DATE];
        let unfolded: Vec<_> = tables.into_iter().flatten().filter(|word| fold(word) != **word).collect();
        assert!(unfolded.is_empty(), "never matched: {unfolded:?}");
    }
}
