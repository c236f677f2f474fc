use super::*;
use proptest::prelude::*;

pub(super) fn texts(page: &TextPage) -> Vec<&str> {
    page.paragraphs.iter().map(|paragraph| page.text_of(paragraph)).collect()
}

const STORY: &[&str] = &[
    "The old harbour light was lit again on Friday evening, after two long years in the dark, and half of the town had \
     come down to the quay to see whether it would burn.",
    "Its keeper, who had counted the days on the wall of the tower, said that he would miss them. \"You get used to the \
     dark,\" he told the mayor, \"and to the quiet that comes with it.\"",
    "A second lamp will follow in the spring, the council said, once the money for the well-worn stairs has been found.",
];

/// Wraps greedily, as renderers do.
fn wrapped(text: &str, columns: usize, first_indent: &str, indent: &str) -> String {
    let mut lines = Vec::new();
    let mut line = first_indent.to_owned();
    let mut is_empty = true;
    for word in text.split(' ') {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > columns {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines.push(line);
    lines.join("\n")
}

#[test]
fn wrapped_paragraphs_are_joined_at_any_width() {
    for columns in [60, 72, 79, 100, 120] {
        let body: Vec<String> = STORY.iter().map(|text| wrapped(text, columns, "   ", "   ")).collect();
        let dump =
            format!("   Home\n   About us\n   Contact\n\n{}\n\n   Imprint\n   Privacy\n", body.join("\n\n"));
        let page = parse(&dump);
        let mut expected = vec!["Home", "About us", "Contact"];
        expected.extend(STORY);
        expected.extend(["Imprint", "Privacy"]);
        assert_eq!(texts(&page), expected, "wrapped at {columns}");
        let measured = page.layout.wrap_columns.expect("wrapping is seen");
        assert!(columns as u32 - measured <= 3, "wrapped at {columns}, measured {measured}");
    }
}

#[test]
fn hanging_lines_belong_to_their_bullet() {
    let items: Vec<String> = STORY.iter().map(|text| wrapped(text, 72, "     * ", "       ")).collect();
    for separator in ["\n", "\n\n"] {
        let page = parse(&items.join(separator));
        assert_eq!(texts(&page), STORY);
        for paragraph in &page.paragraphs {
            assert_eq!((paragraph.bullet, paragraph.list_depth), (Some(Bullet::Asterisk), 1));
            assert_eq!((paragraph.indent_columns, paragraph.group), (5, 0));
        }
    }
}

#[test]
fn an_indented_first_line_belongs_to_its_paragraph() {
    for (separator, columns) in [("\n", 70), ("\n\n", 78)] {
        let body: Vec<String> = STORY.iter().map(|text| wrapped(text, columns, "    ", "")).collect();
        assert_eq!(texts(&parse(&body.join(separator))), STORY);
    }
    // Terms of a list stand to the left of what they mean.
    let body = wrapped(STORY[0], 76, "", "");
    let list = "Lamp\n      What burns in the tower at night, and for two years had not burnt\nKeeper\n      Who lights it";
    let page = parse(&format!("{body}\n\n{body}\n\n{list}\n"));
    assert_eq!(texts(&page).len(), 6);
}

#[test]
fn unwrapped_lines_stay_apart() {
    let dump = format!("{}\n{}\nRead more\nShare this story\n{}\n", STORY[0], STORY[1], STORY[2]);
    let page = parse(&dump);
    assert_eq!(page.layout.wrap_columns, None);
    assert_eq!(texts(&page), [STORY[0], STORY[1], "Read more", "Share this story", STORY[2]]);
}

#[test]
fn a_label_under_a_full_line_stays_apart() {
    let story = wrapped(STORY[0], 76, "", "");
    let full = "They all went home when the lamp had been burning for an hour in the wind.";
    let page = parse(&format!("{story}\n\n{story}\n\n{full}\nAnna Quay\n\nNext\n"));
    assert_eq!(texts(&page), [STORY[0], STORY[0], full, "Anna Quay", "Next"]);
}

#[test]
fn a_list_of_wrapped_titles_is_joined_and_one_of_whole_titles_is_not() {
    let titles: Vec<String> = (10..20)
        .map(|number| format!("Harbour Light Number {number} Burns Again After Two Dark Years In The Old Western Tower Of Port"))
        .collect();
    let dump: Vec<String> = titles.iter().map(|title| wrapped(title, 72, "   ", "   ")).collect();
    assert_eq!(texts(&parse(&dump.join("\n\n"))), titles);
    let whole: String =
        titles.iter().enumerate().map(|(at, title)| format!("{} {title}\n", "Ah".repeat(at * 7))).collect();
    let whole = whole.trim_start();
    assert_eq!(texts(&parse(whole)), whole.lines().collect::<Vec<_>>());
}

#[test]
fn centred_lines_are_joined() {
    let body = wrapped(STORY[0], 70, "   ", "   ");
    let centred: Vec<String> = wrapped(STORY[1], 67, "", "")
        .lines()
        .map(|line| format!("   {}{line}", " ".repeat((67 - line.chars().count()) / 2)))
        .collect();
    let page = parse(&format!("{body}\n\n{body}\n\n{}\n\n      Lamps\n     Contact\n", centred.join("\n")));
    assert_eq!(texts(&page), [STORY[0], STORY[0], STORY[1], "Lamps", "Contact"]);
}

#[test]
fn wide_characters_take_two_columns() {
    let text = "港町の小さな図書館は、来月から夜も開くことになりました。利用者の声にこたえたもので、週に二日は九時まで本を読むことができます。";
    let mut dump = String::new();
    for _ in 0..4 {
        for (position, character) in text.chars().enumerate() {
            dump.push_str(if position > 0 && position % 25 == 0 { "\n" } else { "" });
            dump.push(character);
        }
        dump.push_str("\n\n");
    }
    let page = parse(&dump);
    assert_eq!(page.layout.wrap_columns, Some(50));
    assert_eq!(texts(&page), [text; 4]);
}

#[test]
fn ideographic_spaces_begin_a_paragraph() {
    let first = "港口的老灯塔重新点亮，船工们从江心洲赶来，在石阶上站了整整一夜，没有一个人愿意先回家去。";
    let second = "“桥修好那天，大家都去看桥，我去看船。”他说，渡口停摆以后，他走访村子，收来船桨和缆绳，也收来一只会报时的铜锣。";
    let mut dump = String::new();
    for text in [first, second, first] {
        let mut column = 4;
        dump.push_str("  　　");
        for character in text.chars() {
            if column == 48 {
                dump.push_str("\n  ");
                column = 0;
            }
            dump.push(character);
            column += 2;
        }
        dump.push('\n');
    }
    assert_eq!(texts(&parse(&dump)), [first, second, first]);
}

#[test]
fn sentences_that_are_broken_at_links_are_joined() {
    let broken = "The mill of\nUpper Fenn\n, which burned down\nin March\n, opens again. Its\nowner\nsaid so.\nFares\nabout\ncontact\n";
    let line = "A ferry runs at noon.\n";
    let dump = format!("{broken}{line}{broken}");
    let page = parse(&dump);
    let found = texts(&page);
    assert_eq!(
        found[..6],
        [
            "The mill of",
            "Upper Fenn, which burned down in March, opens again. Its owner said so.",
            "Fares",
            "about",
            "contact",
            "A ferry runs at noon."
        ]
    );
    // A byline is no rest of the headline above it.
    for (rest, first) in
        [("June 4", "A week on the Ember coast"), (", who sails, took it.", "A week on the Ember coast by")]
    {
        let byline = format!("A week on the Ember coast\nby\nJoanna Reyes\n{rest}\n\n");
        assert_eq!(texts(&parse(&format!("{byline}{broken}{broken}")))[0], first);
    }
    // One such line may stand anywhere.
    assert_eq!(texts(&parse("The mill\n, which burned down\nin March\n")).len(), 3);
}

#[test]
fn a_hyphen_at_the_end_of_a_line_is_kept() {
    let mut text = String::new();
    assemble_join(&mut text, &["the well-", "worn stairs -", "and the"]);
    assert_eq!(text, "the well-worn stairs - and the");
}

fn assemble_join(text: &mut String, lines: &[&str]) {
    for line in lines {
        assemble::join(text, line);
    }
}

/// Input, texts.
const MARKS: &[(&str, &[&str])] = &[
    ("Name: ____________________\nTo (BUTTON) go", &["Name:", "To go"]),
    ("[IMG]Harbour view\n[ Send ]\n[          ]", &["Harbour view", "Send", ""]),
    (
        "SELECT COUNT(*) FROM boats, a[x], a[ ], run( ), [ 1, 2, 3 ]",
        &["SELECT COUNT(*) FROM boats, a[x], a[ ], run( ), [ 1, 2, 3 ]"],
    ),
    ("[x][ ] Boats (*) Rafts [ Tide \"A\" ]", &["Boats Rafts [ Tide \"A\" ]"]),
    (
        "Boats[ All boats ] [ Rafts, and all that floats ] [ a , b ] a[ tide ]",
        &["Boats All boats Rafts, and all that floats [ a , b ] a[ tide ]"],
    ),
    (
        "Boats[ ]\n[ 12 ]\n[ Rafts 9\" ]\n[ Tides ] count(*)\nRopes[ ]",
        &["Boats", "12", "Rafts 9\"", "Tides count(*)", "Ropes"],
    ),
    ("Write `- [ ] boat` or `[x]` for [ ] rafts `", &["Write `- [ ] boat` or `[x]` for rafts `"]),
    ("Tide(BUTTON) Name____ [IMG] (*) All", &["Tide Name All"]),
    ("a snake_case___name", &["a snake_case___name"]),
    ("•\n  Lone\n• Inline", &["Lone", "Inline"]),
    ("1. Lamps\n2) Stairs\n2025. A year", &["1. Lamps", "2) Stairs", "2025. A year"]),
    ("A   table\trow", &["A table row"]),
    ("so\u{ad}ft\u{feff} marks", &["soft marks"]),
    ("Up\n----------\nDown\r\n\r\nLeft\rRight", &["Up", "", "Down", "Left", "Right"]),
    (
        "[1]Home [2]News\nA word.[7] Another [2019] year\n\n  1. https://harbour.example/\n  2. https://harbour.example/n\n  \
         3. file:///x\n",
        &["Home News", "A word. Another [2019] year"],
    ),
    (
        "See [the light](https://harbour.example/a_(b)) and [maps](/maps \"All maps\") **now** _here_, snake_case\n\n\
         [![Logo](/logo.png)](/home)\n\n\\- not a list \\[sic\\]\n\n> quoted [x](#x)\n",
        &["See the light and maps now here, snake_case", "- not a list [sic]", "quoted x"],
    ),
    (
        "┌────┬─────┐\n│Lamp│Price│\n├────┼─────┤\n│Tall│12   │\n│one │     │\n└────┴─────┘",
        &["", "Lamp | Price", "", "Tall one | 12", ""],
    ),
    ("```\nlet x = 1;\n\n  x + 1\n```\nafter", &["let x = 1;\n\n  x + 1", "after"]),
];

#[test]
fn marks_are_taken_out() {
    for (dump, expected) in MARKS {
        assert_eq!(texts(&parse(dump)), *expected, "{dump}");
    }
}

#[test]
fn places_are_told() {
    let dump = "\n\n  • Home\n    • News\n      Today\n  • About\n\n\nHarbour > News > Light\nHARBOUR NEWS\nHome\n[ ] Remember me\n\n\
                ## Lamps\nStairs\n======\n";
    let page = parse(dump);
    let rows: Vec<_> = page
        .paragraphs
        .iter()
        .map(|it| {
            (
                page.text_of(it),
                it.first_line,
                it.indent_columns,
                it.list_depth,
                it.blank_before,
                it.blank_after,
                it.group,
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("Home", 3, 2, 1, 2, 0, 0),
            ("News", 4, 4, 2, 0, 0, 0),
            ("Today", 5, 6, 2, 0, 0, 0),
            ("About", 6, 2, 1, 0, 2, 0),
            ("Harbour > News > Light", 9, 0, 0, 2, 0, 1),
            ("HARBOUR NEWS", 10, 0, 0, 0, 0, 1),
            ("Home", 11, 0, 0, 0, 0, 1),
            ("Remember me", 12, 0, 0, 0, 1, 1),
            ("Lamps", 14, 0, 0, 1, 0, 2),
            ("Stairs", 15, 0, 0, 0, 0, 2),
        ]
    );
    let hints: Vec<_> = page.paragraphs.iter().filter_map(|it| it.heading_hint).collect();
    assert_eq!(hints, [HeadingHint::AllCaps, HeadingHint::Hash(2), HeadingHint::Underline(1)]);
    let crumbs: Vec<_> =
        page.paragraphs.iter().filter(|it| it.is_breadcrumb).map(|it| page.text_of(it)).collect();
    assert_eq!(crumbs, ["Harbour > News > Light"]);
    assert_eq!(page.paragraphs[7].form_marker, Some(FormMarker::Checkbox));
    assert_eq!(
        (page.paragraphs[0].repeats, page.paragraphs[6].repeats, page.paragraphs[3].repeats),
        (2, 2, 1)
    );
    assert_eq!(page.layout.line_count, 16);
}

#[test]
fn code_keeps_its_lines() {
    let dump = "Install it:\n\n    fn main() {\n        lamp.light();\n    }\n\nDone.\n";
    let page = parse(dump);
    assert_eq!(texts(&page), ["Install it:", "fn main() {\n    lamp.light();\n}", "Done."]);
    assert!(page.paragraphs[1].is_preformatted && page.paragraphs[1].line_count == 3);
}

#[test]
fn hostile_shapes_take_linear_time() {
    let started = std::time::Instant::now();
    let long = 4_000_000;
    let shapes = [
        "word ".repeat(long / 5),
        "a\n".repeat(long / 2),
        "\n".repeat(long),
        "•\n".repeat(long / 4),
        "[".repeat(long),
        "![](((".repeat(long / 6),
        "[a](b c".repeat(long / 7),
        "_[ ".repeat(long / 3),
        format!("`{}`", "_".repeat(long)),
        "`[x]".repeat(long / 4),
        "```\nx\n".repeat(long / 6),
        "│ ".repeat(long / 4),
        "-".repeat(long),
        (1..2000).map(|depth| format!("{}* x\n", " ".repeat(depth))).collect(),
        "[1](http".repeat(long / 8),
        "[/a/b]".repeat(long / 6),
        "a<".repeat(long / 2),
        format!("[a]: /x\n[b]: /x\n[c]: /x\n\n{}", "[a".repeat(long / 2)),
        format!("[a]: /x\n[b]: /x\n[c]: /x\n\n{}", "[a][b".repeat(long / 5)),
        format!("[a](/x) [b](/x) [c](/x)\n\n{}", "*a ".repeat(long / 3)),
        format!("[/a] [/b] [/c] {}", "[//".repeat(long / 3)),
        "[1]a\n1. http:\n".repeat(long / 14),
    ];
    for shape in &shapes {
        let page = parse(shape);
        assert!(page.text.len() <= shape.len());
    }
    // Quadratic work on any of these takes minutes.
    assert!(started.elapsed().as_secs() < 60, "took {:?}", started.elapsed());
}

/// The input's words, without what is a mark: rulers, bullets, form parts, numbers of links.
fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_in_order(wanted: &[String], found: &[String]) -> bool {
    let mut found = found.iter();
    wanted.iter().all(|word| found.any(|other| other == word))
}

proptest! {
    #[test]
    fn any_text_is_cut(input in any::<String>()) {
        let page = parse(&input);
        prop_assert!(page.text.len() <= input.len());
        let mut end = 0;
        for paragraph in &page.paragraphs {
            prop_assert_eq!(paragraph.text.start, end);
            prop_assert!(page.text.get(paragraph.text.start as usize..paragraph.text.end as usize).is_some());
            prop_assert!(paragraph.first_line >= 1 && paragraph.first_line + paragraph.line_count - 1 <= page.layout.line_count);
            end = paragraph.text.end;
        }
        prop_assert_eq!(end as usize, page.text.len());
    }

    #[test]
    fn every_word_comes_out_in_order(input in "([a-z]{2,9}|[A-Z][a-z]{2,5}|[0-9]{1,4}|[•*+:,.!?>|()-]|港町| |  |\n|\n\n|\t){0,200}") {
        let page = parse(&input);
        let found = words(&texts(&page).join("\n"));
        prop_assert!(is_in_order(&words(&input), &found), "{:?}", texts(&page));
        prop_assert!(is_in_order(&found, &words(&input)));
    }

    #[test]
    fn signs_of_every_kind_do_no_harm(input in "([\\[\\](){}_*#>`~!|\\\\•o=─│-]| |\n|ab|1|/){0,120}") {
        let page = parse(&input);
        prop_assert!(page.paragraphs.iter().all(|paragraph| paragraph.text.start <= paragraph.text.end));
    }
}

#[test]
fn of_too_many_lines_the_longest_are_kept() {
    let long = |number: usize| format!("The council met on day {number} in the old hall by the river.");
    let input: String =
        (0..12).map(|number| format!("{}\n\n{}", "x\n".repeat(5), long(number) + "\n\n")).collect();
    let page = super::parse_lines(&input, 64);
    assert!(page.layout.is_truncated);
    let kept = texts(&page);
    for number in 0..12 {
        assert!(kept.contains(&long(number).as_str()), "{number}: {kept:?}");
    }
    assert!(page.paragraphs.is_sorted_by_key(|paragraph| paragraph.first_line));
    let whole = super::parse_lines(&input, 200);
    assert!(!whole.layout.is_truncated && whole.paragraphs.len() > page.paragraphs.len());
}

/// A bracket that no link ends stays, however long the text behind it.
#[test]
fn brackets_are_held_for_so_long_only() {
    let link = "[a](/x) [b](/y) [c](/z)\n\n";
    for words in [3, 300_000] {
        let input = format!("{link}[{} [d](/d) e", "word ".repeat(words));
        let page = super::parse(&input);
        let last = texts(&page).pop().map(str::to_owned).expect("a paragraph");
        let wanted = format!("[{}d e", "word ".repeat(words));
        assert!(
            page.layout.is_markdown && last == wanted,
            "{}: {:?}",
            last.len(),
            last.get(last.len() - 20..)
        );
    }
}

#[test]
fn line_ends_of_every_kind_end_lines() {
    let lines = ["Tide tables grow", "Longer sheets", "The printers cheer", "Nobody reads them"];
    for end in ["\n", "\r\n", "\r\r\n", "\r", "\u{2028}", "\u{85}", "\u{b}"] {
        assert_eq!(texts(&parse(&lines.join(end))), lines, "{end:?}");
    }
    let feeds = "a\nb\nc\nd\u{2028}e";
    assert_eq!(texts(&parse(feeds)), ["a", "b", "c", "d e"]);
}

#[test]
fn marks_of_direction_are_left_out() {
    assert_eq!(texts(&parse("\u{200f}לוח הנמל\u{200e} \u{2068}(2024)\u{2069}")), ["לוח הנמל (2024)"]);
}

#[test]
fn links_are_numbered_before_fields_and_quotations_too() {
    let numbered =
        |from: u32, to: u32| (from..=to).map(|number| format!("[{number}]Port ")).collect::<String>();
    let page = parse(&format!("{}[6]____ [7]\"Crew\" {}", numbered(1, 5), numbered(8, 12)));
    assert_eq!(texts(&page), [format!("{0}\"Crew\" {0}", "Port ".repeat(5)).trim_end()]);
    let few =
        "[1]____ [2]\"a\" [3]\"b\" [4]\"c\" [5]\"d\" [6]\"e\" [7]\"f\" [8]\"g\" [9]\"h\" [10]\"i\" [11]\"j\"";
    assert!(!parse(few).layout.has_link_numbers);
}

#[test]
fn a_centred_heading_has_margins_of_its_own() {
    let prose = "   The old harbour light was lit again on Friday, after two years in the\n   dark, and its keeper said that \
                 he would miss the days that he had\n   counted on the wall of the tower, and of the room below it.\n\n";
    let heading = "   Harbour bridge to close for eleven weeks after engineers find cracks in its\n                                    \
                   bearings\n\n";
    let page = parse(&format!("{heading}{}", prose.repeat(4)));
    let wanted = "Harbour bridge to close for eleven weeks after engineers find cracks in its bearings";
    assert_eq!(page.paragraphs.first().map(|first| page.text_of(first)), Some(wanted));
}

#[test]
fn control_characters_are_left_out() {
    let page = parse("Tide \u{1b}tables\u{7} grow\n\nLonger\tsheets\u{0}\n");
    let texts: Vec<&str> = page.paragraphs.iter().map(|paragraph| page.text_of(paragraph)).collect();
    assert_eq!(texts, ["Tide tables grow", "Longer sheets"]);
    assert!(!page.layout.is_truncated);
}
