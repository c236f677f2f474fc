//! Tables of what must be read, and of what must be refused.

use super::*;

fn shown(text: &str, hints: &DateHints<'_>) -> Vec<String> {
    find_in_text(text, hints).iter().map(|found| found.date.to_string()).collect()
}

const DAY: &str = "2025-10-29";
const MINUTE: &str = "2025-10-29T10:04";

#[rustfmt::skip]
const VISIBLE: &[(&str, &str)] = &[
    // Numbers.
    ("2025-10-29", DAY), ("2025/10/29 10:04 AM", MINUTE), ("2025/10/29 10:04 PM", "2025-10-29T22:04"), ("29.10.2025 14:30 Uhr", "2025-10-29T14:30"),
    ("29.10.2025, 10.04 Uhr", MINUTE), ("29. 10. 2025 10:04", MINUTE), ("2025. 10. 29. 10:04", MINUTE), ("10/29/2025", DAY), ("10/29/25", DAY), ("29.10.25", DAY),
    ("29-10-2025 | 10:04", MINUTE), ("2025-10-29T10:04:00Z", "2025-10-29T10:04:00Z"), ("2025-10-29 10:04:05 +0300", "2025-10-29T10:04:05+03:00"),
    ("29/10/2025 à 10h04", MINUTE), ("29/10/2025 - 10:04", MINUTE), ("(29.10.2025)", DAY), ("Am 29.10.2025.", DAY), ("2025.10.29 10:04", MINUTE), ("29/10/2025-10:04", MINUTE), ("29 | 10 | 2025", DAY), ("29.10.2025 10.04", MINUTE), ("29.10.2025 | 6:33 min", DAY), ("29 oct 25", DAY), ("Sept 29, 2018 and", "2018-09-29"), ("TF1 Sept 29, 2018", "2018-09-29"), ("29. Oktober 2025, 10:04: Uhr", MINUTE), ("10.29.2025", DAY), ("Okt292025", DAY), ("2025-10-29T1004", MINUTE), ("2025-10-29T10-04-53Z", "2025-10-29T10:04:53Z"), ("12/19 — 2025-10-29", DAY),
    // English.
    ("29 October 2025", DAY), ("Oct 29, 2025", DAY), ("Oct. 29th, 2025", DAY), ("October 29 2025", DAY), ("Wednesday, October 29, 2025 at 10:04 AM EDT", "2025-10-29T10:04-04:00"),
    ("the 29th of October 2025", DAY), ("29-Oct-2025", DAY), ("29-Oct-25", DAY), ("29 Oct '25", DAY), ("29OCT2025", DAY), ("2025-Oct-29", DAY),
    ("Wed 29 Oct 2025 10.04 GMT", "2025-10-29T10:04Z"), ("10:04 AM, October 29, 2025", MINUTE), ("10:04 GMT, 29 October 2025", "2025-10-29T10:04Z"), ("Wed Oct 29 10:04:00 UTC 2025", "2025-10-29T10:04:00Z"),
    ("Oct 29, 2025, 2:30 p.m. ET", "2025-10-29T14:30"), ("October 29, 2025 12:15 a.m.", "2025-10-29T00:15"), ("Oct 29, 2025 | 10:04am", MINUTE), ("29 October 2025 • 10:04am", MINUTE),
    ("By Korin MillerPublished: Oct 29, 2025", DAY), ("PublishedOct 29, 2025", DAY), ("Jane Roe29 October 2025", DAY), ("29 October 2025Updated", DAY), ("10:04 AM EST, Wed October 29, 2025", "2025-10-29T10:04-05:00"),
    // German, Dutch, Nordic.
    ("29. Oktober 2025", DAY), ("Mittwoch, 29. Oktober 2025, 10:04 Uhr", MINUTE), ("29. Okt. 2025 um 10.04 Uhr", MINUTE), ("29.Oktober 2025", DAY), ("1. März 2025", "2025-03-01"), ("1. Jänner 2025", "2025-01-01"),
    ("29 oktober 2025 om 10:04", MINUTE), ("29 okt. 2025", DAY), ("29. oktober 2025 kl. 10.04", MINUTE), ("29 oktober 2025 kl 10:04", MINUTE), ("den 29 oktober 2025", DAY),
    ("29. lokakuuta 2025 klo 10.04", MINUTE), ("29.10.2025 klo 10.04", MINUTE), ("29. október 2025", DAY),
    // Romance.
    ("29 octobre 2025", DAY), ("1er octobre 2025", "2025-10-01"), ("le 29 octobre 2025 à 10h04", MINUTE), ("29 de octubre de 2025", DAY), ("29 de octubre del 2025, 10:04 h", MINUTE), ("Octubre 29, 2025", DAY),
    ("29 oct 2025 a las 10:04", MINUTE), ("29 de outubro de 2025 às 10h04", MINUTE), ("29 out 2025", DAY), ("29 ottobre 2025 alle 10:04", MINUTE), ("29 ottobre 2025 ore 10.04", MINUTE), ("29 octombrie 2025, ora 10:04", MINUTE),
    ("29 d'octubre de 2025", DAY), ("1º de outubro de 2025", "2025-10-01"), ("2025eko urriaren 29a", DAY),
    // Slavic, Baltic.
    ("29 октября 2025, 10:04", MINUTE), ("29 октября 2025 г., 10:04", MINUTE), ("29 октября 2025 года в 10:04", MINUTE), ("29 жовтня 2025 року", DAY), ("29 жовтня 2025, 10:04", MINUTE), ("29 кастрычніка 2025", DAY),
    ("29 октомври 2025", DAY), ("29 октомври 2025 г. 10:04", MINUTE), ("29. октобар 2025.", DAY), ("29. listopada 2024.", "2024-11-29"), ("29 października 2025", DAY), ("29 paź 2025", DAY), ("29. října 2025", DAY), ("29. októbra 2025", DAY),
    ("29. oktobra 2025", DAY), ("29. rujna 2025. u 10:04", "2025-09-29T10:04"), ("2025 m. spalio 29 d. 10:04", MINUTE), ("2025. gada 29. oktobris", DAY), ("29. oktobrī 2025", DAY), ("29. oktoober 2025", DAY),
    // Greek, Hungarian, Turkic, Albanian, Caucasian.
    ("29 Οκτωβρίου 2025, 10:04", MINUTE), ("29 Οκτ. 2025", DAY), ("2025. október 29.", DAY), ("2025. október 29. 10:04", MINUTE), ("29 Ekim 2025 10:04", MINUTE), ("29 Ekim 2025, Çarşamba 10:04", MINUTE), ("29 Ağustos 2025", "2025-08-29"),
    ("29 oktyabr 2025", DAY), ("29 қазан 2025", DAY), ("29 Tetor 2025", DAY), ("29 ოქტომბერი 2025", DAY), ("29 հոկտեմբերի 2025", DAY),
    // Semitic, Iranian.
    ("٢٩ أكتوبر ٢٠٢٥", DAY), ("29 أكتوبر 2025", DAY), ("٢٩/١٠/٢٠٢٥", DAY), ("29 تشرين الأول 2025", DAY), ("الأربعاء 29 تشرين الأول/أكتوبر 2025", DAY), ("29 أكتوبر/تشرين الأول 2025", DAY), ("29 באוקטובר 2025", DAY), ("29 אוקטובר 2025, 10:04", MINUTE),
    ("۷ آبان ۱۴۰۴", DAY), ("۷ آبان ۱۴۰۴ - ۱۰:۰۴", MINUTE), ("29 اکتبر 2025", DAY), ("29 اکتوبر 2025", DAY), ("29 أكتوبر 2025 2:30 م", "2025-10-29T14:30"),
    // South Asia.
    ("29 अक्टूबर 2025", DAY), ("२९ अक्टूबर २०२५", DAY), ("২৯ অক্টোবর ২০২৫", DAY), ("২৯ অক্টোবর ২০২৫, ১০:০৪", MINUTE), ("29 அக்டோபர் 2025", DAY), ("29 అక్టోబర్ 2025", DAY), ("29 ഒക്ടോബർ 2025", DAY), ("29 ઑક્ટોબર 2025", DAY),
    ("फ़रवरी 9, 2025", "2025-02-09"),
    // East and South-East Asia, Africa.
    ("2025年10月29日", DAY), ("2025年10月29日 10:04", MINUTE), ("2025年10月29日(水) 10時04分", MINUTE), ("2025年10月29日 星期三 下午2:30", "2025-10-29T14:30"), ("令和7年10月29日", DAY), ("民國114年10月29日", DAY), ("2025年10月29日更新", DAY), ("２０２５年１０月２９日", DAY),
    ("2025년 10월 29일", DAY), ("2025년 10월 29일 오후 2:30", "2025-10-29T14:30"), ("2025.10.29. 오전 10:04", MINUTE), ("29 ตุลาคม 2568", DAY), ("29 ต.ค. 2568", DAY), ("๒๙ ตุลาคม ๒๕๖๘", DAY), ("29 ต.ค. 2568 10:04 น.", MINUTE), ("29 ต.ค. 2568 เวลา 10.04 น.", MINUTE),
    ("15 พ.ค. 2563", "2020-05-15"), ("15 พ.ย. 2563", "2020-11-15"), ("15 ม.ค. พ.ศ. 2563", "2020-01-15"), ("15 พ.ค. พ.ศ. 2563", "2020-05-15"), ("15 มกราคม พ.ศ. 2563", "2020-01-15"), ("15 พฤษภาคม ค.ศ. 2020", "2020-05-15"),
    ("29 tháng 10, 2025", DAY), ("Ngày 29 tháng 10 năm 2025", DAY), ("29 thg 10, 2025", DAY), ("29/10/2025, 10:04 (GMT+7)", "2025-10-29T10:04+07:00"), ("Rabu, 29 Oktober 2025 10:04 WIB", "2025-10-29T10:04+07:00"), ("29 Okt 2025", DAY), ("29 Oktoba 2025", DAY), ("29 Ogos 2025", "2025-08-29"),
];

#[test]
fn visible_dates_are_read() {
    let misread: Vec<_> = VISIBLE
        .iter()
        .map(|(text, want)| (*text, *want, shown(text, &DateHints::default())))
        .filter(|(_, want, got)| got != &[*want])
        .collect();
    assert!(misread.is_empty(), "(text, wanted, read): {misread:#?}");
}

#[rustfmt::skip]
const REFUSED: &[&str] = &[
    // No such day, year or clock.
    "30 February 2025", "29 February 2023", "2025-02-30", "2025-13-01", "31.04.2025", "32 October 2025", "13/13/2025", "12 May 1066", "4 July 1976", "1 May 2150", "29.10.2104",
    // Rows of numbers that are something else.
    "Tel. 030 2025 1029", "+2025-10-29", "call 555-10-2025", "§ 12.3.2004", "(1994) 12 CFR 10.10.20", "version 1.2.2020", "v1.2.2020", "1.2.2020.4", "192.168.10.25", "10.12.2025.1",
    "ISBN 978-3-16-2025-10-29", "$10/29/2025", "20251029", "10:00 - 12:00", "10:00–12:00 Uhr", "2025", "October 2025", "© 2025", "Copyright 1999-2025", "2024/25", "1,029 October 2025", "1.2.3", "12.5.10", "3/4", "2019-2025-2030",
    "Build 10.12.2025", "doi: 10.10.2025/12", "27–29 October 2025", "April 14 – 26", "ending June 1-11", "1 | 2 | 20", "10. April 34 Grad", "28. Juni 25.000 Menschen", "24–November 30", "29 Oct 25 people", "29 Oct 10:04", "May 10, 1945", "A4 210 x 297", "1-2-20", "10.10.20.30",
    // Relative without a reference.
    "3 hours ago", "yesterday", "vor 2 Stunden",
    // Calendar years that no hint makes sure.
    "1404/08/07",
];

#[test]
fn other_numbers_are_refused() {
    let read: Vec<_> = REFUSED
        .iter()
        .map(|text| (*text, shown(text, &DateHints::default())))
        .filter(|(_, got)| !got.is_empty())
        .collect();
    assert!(read.is_empty(), "(text, read): {read:#?}");
}

type Labelled = (&'static str, &'static [(&'static str, Option<DateLabel>)]);

#[rustfmt::skip]
const LABELLED: &[Labelled] = &[
    ("Published: 29 October 2025 Updated: 31 October 2025", &[(DAY, Some(DateLabel::Published)), ("2025-10-31", Some(DateLabel::Modified))]),
    ("Published 2025/10/29 10:04 AM | Updated 2025/12/31 3:31 PM", &[(MINUTE, Some(DateLabel::Published)), ("2025-12-31T15:31", Some(DateLabel::Modified))]),
    ("Stand: 29.10.2025", &[(DAY, Some(DateLabel::Modified))]), ("Veröffentlicht am 29.10.2025", &[(DAY, Some(DateLabel::Published))]), ("Zuletzt aktualisiert: 29.10.2025, 10:04 Uhr", &[(MINUTE, Some(DateLabel::Modified))]),
    ("Mis à jour le 29/10/2025 à 10h04", &[(MINUTE, Some(DateLabel::Modified))]), ("Actualizado 29 de octubre de 2025", &[(DAY, Some(DateLabel::Modified))]), ("公開日:2025年10月29日", &[(DAY, Some(DateLabel::Published))]),
    ("2025年10月29日 更新", &[(DAY, Some(DateLabel::Modified))]), ("آخر تحديث: 29 أكتوبر 2025", &[(DAY, Some(DateLabel::Modified))]), ("Son güncelleme: 29 Ekim 2025", &[(DAY, Some(DateLabel::Modified))]), ("29 Ekim 2025 10:04 güncellendi", &[(MINUTE, Some(DateLabel::Modified))]), ("29 Ottobre 2025 Aggiornato alle 16:58", &[(DAY, None)]),
    ("Giriş: 29.10.2025 10:04 Güncelleme: 30.10.2025 11:00", &[(MINUTE, Some(DateLabel::Published)), ("2025-10-30T11:00", Some(DateLabel::Modified))]), ("입력 2025.10.29 10:04 수정 2025.10.30 11:00", &[(MINUTE, Some(DateLabel::Published)), ("2025-10-30T11:00", Some(DateLabel::Modified))]),
    ("Published by Jane Roe on 29 October 2025", &[(DAY, Some(DateLabel::Published))]), ("10:04, 29 October 2025Updated 10:05, 31 October 2025", &[(MINUTE, None), ("2025-10-31T10:05", Some(DateLabel::Modified))]), ("Publisher 29 October 2025", &[(DAY, None)]), ("29 October 2025", &[(DAY, None)]), ("Retrieved 29 October 2025", &[(DAY, Some(DateLabel::Other))]),
    ("First published 29 October 2025", &[(DAY, Some(DateLabel::Published))]), ("Обновлено 29 октября 2025", &[(DAY, Some(DateLabel::Modified))]), ("AuthorMillerUpdated29 October 2025", &[(DAY, Some(DateLabel::Modified))]), ("Dieser Beitrag wurde am 29. Oktober 2025 um 10:04 Uhr gepostet", &[(MINUTE, Some(DateLabel::Published))]),
    ("Received: 3 March 2021 / Accepted: 5 May 2021 / Published: 29 October 2025", &[("2021-03-03", Some(DateLabel::Other)), ("2021-05-05", Some(DateLabel::Other)), (DAY, Some(DateLabel::Published))]),
    ("Eingegangen am 3. März 2021, angenommen am 5. Mai 2021", &[("2021-03-03", Some(DateLabel::Other)), ("2021-05-05", Some(DateLabel::Other))]), ("Reçu le 3 mars 2021 ; accepté le 5 mai 2021", &[("2021-03-03", Some(DateLabel::Other)), ("2021-05-05", Some(DateLabel::Other))]), ("Recibido: 3 de marzo de 2021", &[("2021-03-03", Some(DateLabel::Other))]),
    ("Data aktualizacji: 29.10.2025", &[(DAY, Some(DateLabel::Modified))]), ("Data modyfikacji: 29.10.2025", &[(DAY, Some(DateLabel::Modified))]), ("Zmieniono 29.10.2025", &[(DAY, Some(DateLabel::Modified))]), ("Laatste wijziging: 29 oktober 2025", &[(DAY, Some(DateLabel::Modified))]), ("Aangepast op 29 oktober 2025", &[(DAY, Some(DateLabel::Modified))]),
    ("Дата изменения: 29.10.2025", &[(DAY, Some(DateLabel::Modified))]), ("Дата оновлення: 29.10.2025", &[(DAY, Some(DateLabel::Modified))]), ("Data actualizării: 29.10.2025", &[(DAY, Some(DateLabel::Modified))]), ("Aktualisierung: 29.10.2025", &[(DAY, Some(DateLabel::Modified))]), ("Utolsó módosítás: 2025. október 29.", &[(DAY, Some(DateLabel::Modified))]),
    ("Τελευταία τροποποίηση: 29 Οκτωβρίου 2025", &[(DAY, Some(DateLabel::Modified))]), ("Последна промяна: 29 октомври 2025", &[(DAY, Some(DateLabel::Modified))]), ("修改时间:2025-10-29", &[(DAY, Some(DateLabel::Modified))]), ("Poslední úprava: 29. října 2025", &[(DAY, Some(DateLabel::Modified))]),
    ("Diese Seite wurde zuletzt am 29. Oktober 2025 um 10:04 Uhr geändert", &[(MINUTE, Some(DateLabel::Modified))]), ("Zuletzt am 29. Oktober 2025 geändert", &[(DAY, Some(DateLabel::Modified))]),
    ("Der Rat ist am 29. Oktober 2025 gewählt. Veröffentlicht von der Stadt", &[(DAY, None)]), ("By Jane RoeOct 29, 20255 min read", &[(DAY, None)]),
];

#[test]
fn labels_say_published_or_modified() {
    for (text, want) in LABELLED {
        let found = find_in_text(text, &DateHints::default());
        let got: Vec<_> = found.iter().map(|one| (one.date.to_string(), one.label)).collect();
        let want: Vec<_> = want.iter().map(|(date, label)| ((*date).to_owned(), *label)).collect();
        assert_eq!(got, want, "{text}");
    }
}

#[test]
fn order_of_day_and_month_follows_the_hints() {
    let url_date = PageDate::from_day(2025, 10, 5);
    let language = |language| DateHints { language: Some(language), ..DateHints::default() };
    for (text, hints, want, ambiguous) in [
        ("10/5/2025", DateHints::default(), "2025-05-10", true),
        ("10/5/2025", language("en-US"), "2025-10-05", false),
        ("10/5/2025", language("en"), "2025-10-05", true),
        ("10/5/2025", language("en-GB"), "2025-05-10", true),
        ("10/5/2025", language("fr"), "2025-05-10", false),
        ("10/5/2025", DateHints { url_date, ..DateHints::default() }, "2025-10-05", false),
        ("5/10/2025", DateHints { url_date, ..language("en-US") }, "2025-10-05", false),
        ("10/5/2025", DateHints { day_first: Some(false), ..DateHints::default() }, "2025-10-05", false),
        ("10.5.2025", language("en-US"), "2025-05-10", true),
        ("10.5.2025", language("de"), "2025-05-10", false),
        ("10/10/2025", DateHints::default(), "2025-10-10", false),
        ("Sun, 10/5/2025 - 11:04", DateHints::default(), "2025-10-05T11:04", false),
        ("11.02.23, 11:52 EST", language("en"), "2023-11-02T11:52-05:00", true),
        ("10-5-2025 3:00 PM", language("en"), "2025-10-05T15:00", true),
        ("29. listopada 2025.", language("hr"), "2025-10-29", false),
        ("1404/08/07", language("fa"), "2025-10-29", false),
        ("21.06.17 15:20", language("ko"), "2021-06-17T15:20", false),
        ("21/06/17", language("ja"), "2021-06-17", false),
        ("21-06-17", language("zh-CN"), "2021-06-17", false),
        ("21/06/17", language("zh-HK"), "2017-06-21", false),
        ("21/06/17", language("fr"), "2017-06-21", false),
    ] {
        let found = find_in_text(text, &hints);
        let got: Vec<_> = found.iter().map(|one| (one.date.to_string(), one.ambiguous)).collect();
        assert_eq!(got, [(want.to_owned(), ambiguous)], "{text} with {hints:?}");
    }
}

#[test]
fn relative_dates_need_a_reference() {
    let saved = parse_machine("2025-10-29T10:04:00Z");
    let hints = DateHints { reference: saved, ..DateHints::default() };
    for (text, want) in [
        ("3 hours ago", "2025-10-29T07:04Z"),
        ("vor 12 Stunden", "2025-10-28T22:04Z"),
        ("il y a 2 jours", "2025-10-27"),
        ("hace 5 minutos", "2025-10-29T09:59Z"),
        ("yesterday", "2025-10-28"),
        ("3時間前", "2025-10-29T07:04Z"),
        ("2일 전", "2025-10-27"),
        ("منذ 3 ساعات", "2025-10-29T07:04Z"),
        ("1 week ago", "2025-10-22"),
    ] {
        assert_eq!(shown(text, &hints), [want], "{text}");
    }
    assert_eq!(shown("3 hours of work", &hints), Vec::<String>::new());
    assert_eq!(shown("5 minutes", &hints), Vec::<String>::new());
}

#[rustfmt::skip]
const MACHINE: &[(&str, Option<&str>)] = &[
    ("2025-10-29", Some(DAY)), ("2025-10-29T10:04", Some(MINUTE)), ("2025-10-29T10:04:00+03:00", Some("2025-10-29T10:04:00+03:00")), ("2025-10-29 10:04:00 +0300", Some("2025-10-29T10:04:00+03:00")),
    ("2025-10-29T10:04:00.000Z", Some("2025-10-29T10:04:00Z")), ("2025-10-29T10:04:00.123456+0000", Some("2025-10-29T10:04:00+00:00")), ("2025-10-29T10:04:00-05:00", Some("2025-10-29T10:04:00-05:00")), ("2025-10-29T10:04-05:00", Some("2025-10-29T10:04-05:00")),
    ("2025-10-29T10:04:00", Some("2025-10-29T10:04:00")), ("20251029", Some(DAY)), ("20251029T100400Z", Some("2025-10-29T10:04:00Z")), ("20251029T1004+0300", Some("2025-10-29T10:04+03:00")), ("20251029100400", Some("2025-10-29T10:04:00")),
    ("Tue, 29 Oct 2025 10:04:00 GMT", Some("2025-10-29T10:04:00Z")), ("Wed, 29 Oct 2025 10:04:00 +0200", Some("2025-10-29T10:04:00+02:00")), ("Wed Oct 29 10:04:00 UTC 2025", Some("2025-10-29T10:04:00Z")), ("Wed Oct 29 2025 10:04:00 GMT+0200 (CEST)", Some("2025-10-29T10:04:00+02:00")),
    ("1761732240", Some("2025-10-29T10:04:00Z")), ("1761732240000", Some("2025-10-29T10:04:00Z")), ("10/29/2025 10:04:05 AM", Some("2025-10-29T10:04:05")), ("10/5/2025 10:04:05 PM", Some("2025-10-05T22:04:05")), ("2025/10/29", Some(DAY)), ("29. Oktober 2025", Some(DAY)),
    ("2025-10-29T10:04:00Z[UTC]", Some("2025-10-29T10:04:00Z")), ("2025-10-29T10:04:00 PM", Some("2025-10-29T22:04:00")), (" 2025-10-29 ", Some(DAY)), ("2025-10-29T00:00:00+0100", Some("2025-10-29T00:00:00+01:00")), ("2025-1-9", Some("2025-01-09")), ("2025-10-29T10:04:00 +03:00", Some("2025-10-29T10:04:00+03:00")),
    ("2025-10-29T25:61", None), ("2025-10-29T25:61:00Z", None), ("2025-13-29", None), ("2025-10", None), ("2025", None), ("0001-01-01T00:00:00", None), ("1970-01-01T00:00:00Z", None), ("0", None), ("123456", None), ("", None), ("true", None), ("{{date}}", None), ("9999999999", None), ("2025-10-29 2025-10-30", None), ("2025-10-29T10:04:05:684Z", Some("2025-10-29T10:04:05")),
];

#[test]
fn machine_values_are_read() {
    let misread: Vec<_> = MACHINE
        .iter()
        .map(|(value, want)| (*value, *want, parse_machine(value).map(|date| date.to_string())))
        .filter(|(_, want, got)| got.as_deref() != *want)
        .collect();
    assert!(misread.is_empty(), "(value, wanted, read): {misread:#?}");
}

#[rustfmt::skip]
const URLS: &[(&str, Option<&str>)] = &[
    ("https://example.org/2025/10/29/title", Some(DAY)), ("https://example.org/news/2025-10-29-title", Some(DAY)), ("https://example.org/20251029/title.html", Some(DAY)), ("https://example.org/world/2025/oct/29/title", Some(DAY)), ("https://example.org/2025/1029/c1-2.html", Some(DAY)),
    ("https://example.org/2025-10/29/c_1.htm", Some(DAY)), ("https://example.org/t20251029_1234.html", Some(DAY)), ("https://example.org/title-29-10-2025", Some(DAY)), ("https://example.org/title_2025_10_29.html", Some(DAY)), ("https://example.org/2025/10/9/", Some("2025-10-09")),
    ("https://example.org/2025/10/", None), ("https://example.org/2025/10/title", None), ("https://20251029.example.org/", None), ("https://example.org/?d=2025-10-29", None), ("https://example.org/123456789", None), ("https://example.org/2025/13/40/", None), ("https://example.org/99991231", None), ("", None), ("2025-10-29", None),
];

#[test]
fn urls_are_read() {
    for (url, want) in URLS {
        assert_eq!(from_url(url).map(|date| date.to_string()).as_deref(), *want, "{url}");
    }
}

#[test]
fn several_dates_keep_their_places() {
    let text = "Von Jörg, 1. März 2025 – Änderung: 29.10.2025, 10:04 Uhr!";
    let found = find_in_text(text, &DateHints::default());
    let pieces: Vec<_> = found.iter().filter_map(|one| text.get(one.range.clone())).collect();
    assert_eq!(pieces, ["1. März 2025", "29.10.2025, 10:04 Uhr"]);
}

#[test]
fn label_alone_is_a_label() {
    for (text, want) in [
        ("Published:", Some(DateLabel::Published)),
        ("Zuletzt aktualisiert am", Some(DateLabel::Modified)),
        ("更新日", Some(DateLabel::Modified)),
        ("Updated every day", None),
        ("", None),
    ] {
        assert_eq!(label_of(text), want, "{text}");
    }
}

#[test]
fn any_input_is_read_without_panic_and_in_linear_time() {
    let started = std::time::Instant::now();
    for piece in [
        "1.1.2020 ",
        "2025-",
        "10:04 ",
        "29 ",
        "Oct ",
        "٢٩/",
        "年1",
        "1",
        "Updated 1.1.2020 ",
        "\u{300}9",
        "１",
    ] {
        let text = piece.repeat(20_000);
        let _ = find_in_text(&text, &DateHints::default());
        let _ = parse_machine(&text);
        let _ = from_url(&text);
    }
    assert!(started.elapsed().as_secs() < 20, "took {:?}", started.elapsed());
}
