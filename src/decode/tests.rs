use super::*;
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, GB18030, GBK, ISO_2022_JP, KOI8_R, KOI8_U, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252,
};

const RUSSIAN: &str = "В порту снова открыли рыбный рынок, и очередь за корюшкой растянулась до маяка.";
const ARABIC: &str =
    "أعلنت البلدية يوم الثلاثاء افتتاح المكتبة الجديدة قرب الميناء القديم بعد عامين من العمل.";
const JAPANESE: &str =
    "港町の小さな図書館は、来月から夜も開くことになりました。利用者の声にこたえたものです。";
const CHINESE: &str = "港口旁边的小图书馆从下个月起晚上也开放，这是应读者的要求而作出的决定。";
const KOREAN: &str = "항구 옆의 작은 도서관은 다음 달부터 밤에도 문을 엽니다.";
const FRENCH: &str = "Le marché aux poissons a rouvert près du phare, et les élèves s'y pressent déjà.";

fn text_hints() -> DecodeHints<'static> {
    DecodeHints::default()
}

fn html_hints() -> DecodeHints<'static> {
    DecodeHints { kind_is_html: true, ..DecodeHints::default() }
}

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding.encode(text);
    assert!(!unmappable, "{}: {text}", encoding.name());
    bytes.into_owned()
}

fn utf16(text: &str, unit_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit_bytes).collect()
}

#[test]
fn undeclared_charsets_are_found() {
    let windows_1256 = Encoding::for_label(b"windows-1256").expect("a label of the standard");
    let rows = [
        (WINDOWS_1251, RUSSIAN),
        // The detector names KOI8-U for both: it differs from KOI8-R in Ukrainian letters only.
        (KOI8_U, RUSSIAN),
        (windows_1256, ARABIC),
        (SHIFT_JIS, JAPANESE),
        (EUC_JP, JAPANESE),
        (ISO_2022_JP, JAPANESE),
        (GBK, CHINESE),
        (BIG5, "港口旁邊的小圖書館從下個月起晚上也開放，這是應讀者的要求而作出的決定。"),
        (EUC_KR, KOREAN),
        (WINDOWS_1252, FRENCH),
    ];
    for (encoding, text) in rows {
        let bytes = encoded(encoding, text);
        let decoded = decode(&bytes, &text_hints()).expect("no override given");
        assert_eq!((decoded.charset, &*decoded.text), (encoding.name(), text));
        assert_eq!((decoded.source, decoded.malformed_count), (CharsetSource::Detected, 0));
        assert_eq!(decoded.warnings, []);
    }
}

#[test]
fn declared_charsets_are_used() {
    let windows_1256 = Encoding::for_label(b"windows-1256").expect("a label of the standard");
    for (encoding, label, text) in [
        (WINDOWS_1251, "cp1251", RUSSIAN),
        (windows_1256, "windows-1256", ARABIC),
        (SHIFT_JIS, "Shift_JIS", JAPANESE),
        (GB18030, "gb18030", "𠮷野家旁边的图书馆"),
        (WINDOWS_1252, "iso-8859-1", FRENCH),
    ] {
        let page = format!("<!doctype html><meta charset=\"{label}\"><p>{text}</p>");
        let bytes = encoded(encoding, &page);
        let decoded = decode(&bytes, &html_hints()).expect("no override given");
        assert_eq!((decoded.charset, decoded.source), (encoding.name(), CharsetSource::Meta));
        assert_eq!((&*decoded.text, decoded.warnings), (page.as_str(), vec![]));

        let bytes = encoded(encoding, text);
        let hints = DecodeHints { transport_charset: Some(label), ..text_hints() };
        let decoded = decode(&bytes, &hints).expect("no override given");
        assert_eq!((&*decoded.text, decoded.source), (text, CharsetSource::Transport));
    }
}

#[test]
fn a_late_meta_counts() {
    let page = format!("<style>{}</style><meta charset=koi8-r><p>Юг", "a{} ".repeat(600));
    let decoded = decode(&encoded(KOI8_R, &page), &html_hints()).expect("no override given").charset;
    assert_eq!(decoded, "KOI8-R");
}

#[test]
fn utf16_with_and_without_a_mark() {
    let texts = ["<p>Hello, harbour</p>", RUSSIAN, ARABIC, "港町 2025\n図書館 12\n"];
    for text in texts {
        for (charset, unit_bytes) in
            [("UTF-16LE", u16::to_le_bytes as fn(u16) -> [u8; 2]), ("UTF-16BE", u16::to_be_bytes)]
        {
            let bare = utf16(text, unit_bytes);
            let decoded = decode(&bare, &html_hints()).expect("no override given");
            assert_eq!(
                (&*decoded.text, decoded.charset, decoded.source),
                (text, charset, CharsetSource::ZeroBytes)
            );
            let marked = utf16(&format!("\u{feff}{text}"), unit_bytes);
            let decoded = decode(&marked, &text_hints()).expect("no override given");
            assert_eq!((&*decoded.text, decoded.charset), (text, charset));
            assert_eq!(decoded.source, CharsetSource::ByteOrderMark);
        }
    }
}

#[test]
fn valid_utf8_is_borrowed() {
    for text in ["", "plain", RUSSIAN, "\u{feff}marked"] {
        let decoded = decode(text.as_bytes(), &text_hints()).expect("no override given");
        assert!(matches!(decoded.text, Cow::Borrowed(_)), "{text}");
        assert_eq!(decoded.text, text.trim_start_matches('\u{feff}'));
    }
}

#[test]
fn wrong_declarations_give_way() {
    let rows: [(Vec<u8>, &str, &str); 6] = [
        (RUSSIAN.into(), "windows-1251", "UTF-8"),
        (CHINESE.into(), "gbk", "UTF-8"),
        (encoded(WINDOWS_1251, RUSSIAN), "utf-8", "windows-1251"),
        (encoded(SHIFT_JIS, JAPANESE), "euc-jp", "Shift_JIS"),
        (utf16(RUSSIAN, u16::to_le_bytes), "windows-1251", "UTF-16LE"),
        (b"plain text, no zero in it".to_vec(), "utf-16le", "UTF-8"),
    ];
    for (bytes, label, charset) in rows {
        let hints = DecodeHints { transport_charset: Some(label), ..html_hints() };
        let decoded = decode(&bytes, &hints).expect("no override given");
        assert_eq!(decoded.charset, charset, "declared {label}");
        let declared = Encoding::for_label(label.as_bytes()).expect("a label of the standard").name();
        assert_eq!(decoded.warnings, [DecodeWarning::DeclaredCharsetWrong { declared }]);
        assert!(decoded.warnings[0].to_string().starts_with("declared charset wrong"));
    }
}

#[test]
fn a_little_damage_does_not_overturn_a_declaration() {
    let mut bytes = RUSSIAN.as_bytes().to_vec();
    bytes.insert(20, 0xff);
    for hints in [text_hints(), DecodeHints { transport_charset: Some("utf-8"), ..text_hints() }] {
        let decoded = decode(&bytes, &hints).expect("no override given");
        assert_eq!((decoded.charset, decoded.malformed_count), ("UTF-8", 1));
        assert_eq!(decoded.warnings, [DecodeWarning::Malformed]);
        assert_eq!(decoded.text.replace('\u{fffd}', ""), RUSSIAN);
    }
}

#[test]
fn a_file_cut_inside_a_character_loses_only_that() {
    let bytes = &RUSSIAN.as_bytes()[..41];
    assert!(std::str::from_utf8(bytes).is_err());
    let decoded = decode(bytes, &text_hints()).expect("no override given");
    assert!(matches!(decoded.text, Cow::Borrowed(_)));
    assert!(RUSSIAN.starts_with(&*decoded.text) && decoded.text.len() == 40);
    assert_eq!((decoded.malformed_count, decoded.source), (1, CharsetSource::ValidUtf8));

    let whole = encoded(SHIFT_JIS, &format!("<meta charset=shift_jis>{JAPANESE}"));
    let decoded = decode(&whole[..51], &html_hints()).expect("no override given");
    assert_eq!((decoded.charset, decoded.malformed_count), ("Shift_JIS", 1));
}

#[test]
fn the_override_wins_but_for_a_mark() {
    let hints = DecodeHints {
        override_charset: Some("koi8-r"),
        transport_charset: Some("windows-1251"),
        kind_is_html: true,
    };
    let decoded = decode(b"<meta charset=big5>\xf0", &hints).expect("a known charset");
    assert_eq!((decoded.charset, decoded.source), ("KOI8-R", CharsetSource::Override));
    let decoded = decode("\u{feff}é".as_bytes(), &hints).expect("a known charset");
    assert_eq!((&*decoded.text, decoded.source), ("é", CharsetSource::ByteOrderMark));
    assert_eq!(decoded.warnings, [DecodeWarning::OverrideIgnored { requested: "KOI8-R" }]);
}

#[test]
fn unknown_labels_are_named() {
    for label in ["x-martian", "utf-7", "hz-gb-2312", ""] {
        let hints = DecodeHints { override_charset: Some(label), ..text_hints() };
        let error = decode(b"x", &hints).expect_err("no such charset");
        assert!(error.is_bad_option());
        assert_eq!(error.to_string(), format!("unknown charset \"{label}\""));

        let hints = DecodeHints { transport_charset: Some(label), ..text_hints() };
        let decoded = decode(b"caf+AOk-", &hints).expect("a warning only");
        assert_eq!((&*decoded.text, decoded.charset), ("caf+AOk-", "UTF-8"));
        assert_eq!(decoded.warnings, [DecodeWarning::UnknownCharset { label: label.into() }]);
    }
    let decoded = decode(b"<meta charset=utf-7>+ADw-script+AD4-", &html_hints()).expect("a warning only");
    assert_eq!(decoded.text, "<meta charset=utf-7>+ADw-script+AD4-");
    assert_eq!(decoded.warnings, [DecodeWarning::UnknownCharset { label: "utf-7".into() }]);
}

#[test]
fn nul_characters_are_dropped() {
    let decoded =
        decode(b"har\0bour and light\0house, a long enough line", &text_hints()).expect("no override given");
    assert_eq!(decoded.text, "harbour and lighthouse, a long enough line");
    assert_eq!(decoded.warnings, [DecodeWarning::NulDropped]);
}

/// Reads html5lib's encoding cases from the folder `DEHUSK_HTML5LIB_TESTS` names.
#[test]
fn html5lib_encoding_cases() {
    let Ok(folder) = std::env::var("DEHUSK_HTML5LIB_TESTS") else {
        eprintln!("SKIPPED: DEHUSK_HTML5LIB_TESTS is not set; html5lib's encoding cases were not run");
        return;
    };
    let (mut cases, mut wrong) = (0, Vec::new());
    for name in ["tests1.dat", "tests2.dat", "test-yahoo-jp.dat"] {
        let path = std::path::Path::new(&folder).join("encoding").join(name);
        let file = std::fs::read(&path).expect("DEHUSK_HTML5LIB_TESTS names a folder with encoding/*.dat");
        for (page, expected) in html5lib_cases(&file) {
            cases += 1;
            let expected = Encoding::for_label(expected.as_bytes()).expect("a label of the standard");
            // The cases ask for the prescan's answer or else the standard's default, windows-1252.
            let marked = Encoding::for_bom(page).map(|(encoding, _)| encoding);
            let found = marked.or(prescan::prescan(page).encoding).unwrap_or(WINDOWS_1252);
            if found != expected {
                wrong.push(format!("{name}: {} for {}", found.name(), String::from_utf8_lossy(page)));
            }
        }
    }
    assert!(cases > 50, "only {cases} cases found in {folder}");
    assert!(wrong.is_empty(), "{} of {cases} cases wrong:\n{}", wrong.len(), wrong.join("\n---\n"));
}

fn html5lib_cases(file: &[u8]) -> Vec<(&[u8], String)> {
    let mut cases = Vec::new();
    let mut rest = file;
    while let Some(start) = memchr::memmem::find(rest, b"#data\n") {
        rest = &rest[start + 6..];
        let Some(end) = memchr::memmem::find(rest, b"\n#encoding\n") else { break };
        let answer = &rest[end + 11..];
        let line = answer.split(|&byte| byte == b'\n').next().unwrap_or_default();
        cases.push((&rest[..end], String::from_utf8_lossy(line).trim().to_owned()));
        rest = answer;
    }
    cases
}

proptest::proptest! {
    #[test]
    fn any_bytes_decode(bytes: Vec<u8>, kind_is_html: bool) {
        let decoded = decode(&bytes, &DecodeHints { kind_is_html, ..text_hints() }).expect("no override given");
        proptest::prop_assert!(!decoded.text.contains('\0'));
    }

    #[test]
    fn any_text_survives_utf8(text in "[^\0\u{feff}]*") {
        let decoded = decode(text.as_bytes(), &text_hints()).expect("no override given");
        // Pure ASCII with an ISO-2022-JP escape is Japanese.
        proptest::prop_assume!(!text.contains("\u{1b}$"));
        proptest::prop_assert_eq!(&*decoded.text, text.as_str());
    }
}
