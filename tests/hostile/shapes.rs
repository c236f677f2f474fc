//! Hostile pages and archives by the dozen, each made from a count alone: the same count gives the same bytes.

use std::io::Write as _;

/// What a shape's file looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Html,
    Text,
    /// Read through the archive readers; the ending says which.
    Archive(&'static str),
}

impl Kind {
    pub fn ending(self) -> &'static str {
        match self {
            Kind::Html => "html",
            Kind::Text => "txt",
            Kind::Archive(ending) => ending,
        }
    }
}

/// Where the readable article stands.
#[derive(Clone, Copy)]
enum Make {
    /// Before what is hostile, which swallows all that follows it.
    Before(fn(usize) -> String),
    /// After it.
    After(fn(usize) -> String),
    /// Inside, or nowhere.
    Whole(fn(usize) -> Vec<u8>),
}

pub struct Shape {
    pub name: &'static str,
    pub kind: Kind,
    /// True where a reader would find the article.
    pub hides_article: bool,
    /// Repetitions in the large set.
    pub large: usize,
    make: Make,
}

impl Shape {
    /// The file with what is hostile repeated so many times.
    pub fn bytes(&self, count: usize) -> Vec<u8> {
        let article = if self.kind == Kind::Text { article_text() } else { article_html() };
        match self.make {
            Make::Before(make) => (page_of(self.kind, &article) + &make(count)).into_bytes(),
            Make::After(make) => page_of(self.kind, &(make(count) + "\n" + &article)).into_bytes(),
            Make::Whole(make) => make(count),
        }
    }

    /// The name as a file's, without ending.
    pub fn slug(&self) -> String {
        self.name.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-")
    }
}

const MILLION: usize = 1_000_000;

const fn after(name: &'static str, large: usize, make: fn(usize) -> String) -> Shape {
    Shape { name, kind: Kind::Html, hides_article: true, large, make: Make::After(make) }
}

const fn before(name: &'static str, large: usize, make: fn(usize) -> String) -> Shape {
    Shape { name, kind: Kind::Html, hides_article: true, large, make: Make::Before(make) }
}

const fn bytes(name: &'static str, hides_article: bool, large: usize, make: fn(usize) -> Vec<u8>) -> Shape {
    Shape { name, kind: Kind::Html, hides_article, large, make: Make::Whole(make) }
}

const fn text(name: &'static str, large: usize, make: fn(usize) -> String) -> Shape {
    Shape { name, kind: Kind::Text, hides_article: true, large, make: Make::After(make) }
}

const fn text_before(name: &'static str, large: usize, make: fn(usize) -> String) -> Shape {
    Shape { name, kind: Kind::Text, hides_article: true, large, make: Make::Before(make) }
}

const fn archive(
    name: &'static str,
    ending: &'static str,
    hides_article: bool,
    large: usize,
    make: fn(usize) -> Vec<u8>,
) -> Shape {
    Shape { name, kind: Kind::Archive(ending), hides_article, large, make: Make::Whole(make) }
}

/// The beginning of each paragraph, by which the article is known.
pub const MARKS: [&str; 8] = [
    "The lighthouse on Skerry Point was lit again on Friday evening",
    "Volunteers carried forty crates of glass up the spiral stair",
    "The harbour master said that fishing boats had missed the beam",
    "Nobody had expected the tower to stand empty for so long",
    "Edda Marlow, who kept the light for thirty years, threw the switch",
    "The county paid for half of the work and the village for the rest",
    "Engineers found the old clockwork under a layer of salt and sand",
    "Ships bound for the river can now see the beam from twenty miles away",
];

fn paragraphs() -> [String; 8] {
    let rest = [
        ", after two winters in the dark, and a crowd of some three hundred people cheered from the quay as the beam \
         swept over the bay for the first time since the storm that broke its lens.",
        ", each pane packed in wool, while masons from the mainland mended the gallery, and the work, which was to take \
         a month, lasted from April until the first week of October.",
        " on every moonless night, and that two of them had run onto the sandbank at the mouth of the river, without \
         loss of life but at a cost that the village, he added, would not soon forget.",
        ", and when the second autumn came without a lens, the people of the island began to hang lanterns from the \
         windows of the old school, where sailors could see them on a clear night.",
        " herself, and told the crowd that she had counted the dark nights on the wall of her kitchen, all six hundred \
         and eleven of them, with a piece of chalk that was now used up.",
        ", after a winter of dances, raffles and letters to people who had moved away long ago, some of whom sent more \
         money than they had earned in a year when they still lived here.",
        ", cleaned every wheel by hand and set it going again, although an electric motor would have been cheaper, \
         because the council had promised that the light would turn as it had turned since 1871.",
        ", the pilots say, and the first of them, a coaster with timber from the north, sounded its horn three times as \
         it passed the point at half past nine and turned into the channel.",
    ];
    std::array::from_fn(|at| format!("{}{}", MARKS[at], rest[at]))
}

pub fn article_html() -> String {
    let text = paragraphs().map(|paragraph| format!("<p>{paragraph}</p>\n")).concat();
    format!(
        "<article><h1>Light returns to Skerry Point</h1>\n{text}</article>\n\
         <footer><a href=/about>About us</a> <a href=/contact>Contact</a> <a href=/terms>Terms of use</a></footer>\n"
    )
}

fn article_text() -> String {
    format!(
        "Light returns to Skerry Point\n\n{}\n\nAbout us\nContact\nTerms of use\n",
        paragraphs().join("\n\n")
    )
}

fn page_of(kind: Kind, body: &str) -> String {
    match kind {
        Kind::Text => format!("Tern Coast Courier\n\n{body}"),
        _ => format!(
            "<!doctype html><html lang=en><head><title>Light returns to Skerry Point</title></head><body>{body}"
        ),
    }
}

/// A whole page with the article and something in its head.
fn with_head(head: &str) -> Vec<u8> {
    let title = "<title>Light returns to Skerry Point</title>";
    format!("<!doctype html><html lang=en><head>{title}{head}</head><body>{}", article_html()).into_bytes()
}

fn numbered(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

/// Bytes that look random and are the same everywhere.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    };
    (0..count).map(next).collect()
}

fn utf_16(text: &str, big_endian: bool) -> Vec<u8> {
    let unit = |unit: u16| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() };
    text.encode_utf16().flat_map(unit).collect()
}

fn plain_page() -> Vec<u8> {
    with_head("<meta charset=utf-8>")
}

/// The same without a charset.
fn plain_page_bare() -> Vec<u8> {
    with_head("")
}

/// A frame of so many blocks, each of a byte that stands 128 Ki times.
fn zstd_of_runs(count: usize) -> Vec<u8> {
    const RUN: u32 = 1 << 17;
    let block = |at: usize| {
        let is_last = u32::from(at + 1 == count);
        let [low, middle, high, _] = (RUN << 3 | 1 << 1 | is_last).to_le_bytes();
        [low, middle, high, b' ']
    };
    [vec![0x28, 0xb5, 0x2f, 0xfd, 0, 7 << 3], (0..count).flat_map(block).collect()].concat()
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 5, 22);
    writer.write_all(bytes).expect("a buffer takes all");
    drop(writer);
    out
}

/// A file of one row.
#[cfg(feature = "parquet")]
fn parquet_of(html: Vec<u8>) -> Vec<u8> {
    use parquet::basic::Compression;
    use parquet::data_type::ByteArrayType;
    use parquet::file::properties::{EnabledStatistics, WriterProperties};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(Default::default()))
        .set_dictionary_enabled(false)
        .set_statistics_enabled(EnabledStatistics::None)
        .build();
    let schema = parse_message_type("message page { required binary html (UTF8); }").expect("a schema");
    let mut out = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut out, schema.into(), properties.into()).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    let mut column = group.next_column().expect("a column").expect("is there");
    column.typed::<ByteArrayType>().write_batch(&[html.into()], None, None).expect("written");
    column.close().expect("closed");
    group.close().expect("closed");
    writer.close().expect("closed");
    out
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    encoder.write_all(bytes).expect("a buffer takes all");
    encoder.finish().expect("a buffer takes all")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).expect("a buffer takes all")
}

fn warc_record(number: usize, kind: &str, content: &[u8]) -> Vec<u8> {
    warc_record_of_length(number, kind, content, content.len())
}

fn warc_record_of_length(number: usize, kind: &str, content: &[u8], len: usize) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n\
         WARC-Target-URI: https://tern.example/{number}\r\nWARC-Date: 2025-03-01T10:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {len}\r\n\r\n"
    )
    .into_bytes();
    record.extend_from_slice(content);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn http(headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n").as_bytes(), body]
        .concat()
}

fn good_record() -> Vec<u8> {
    warc_record(999_999, "response", &http("", &plain_page()))
}

fn mhtml(count: usize, part: impl Fn(usize) -> String) -> Vec<u8> {
    let page = String::from_utf8(plain_page()).expect("is UTF-8");
    let parts = numbered(count, |at| format!("--=_tern\r\n{}\r\n", part(at)));
    format!(
        "From: <Saved by a browser>\r\nSubject: Light\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"=_tern\"\r\n\r\n\
         --=_tern\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://tern.example/\r\n\r\n{page}\r\n{parts}--=_tern--\r\n"
    )
    .into_bytes()
}

fn json_ld(json: &str) -> Vec<u8> {
    with_head(&format!("<script type=\"application/ld+json\">{json}</script>"))
}

#[rustfmt::skip]
pub const SHAPES: &[Shape] = &[
    // Depth.
    after("nested div", MILLION, |n| "<div>".repeat(n)),
    after("nested span", MILLION, |n| "<span>".repeat(n)),
    after("nested b", MILLION, |n| "<b>".repeat(n)),
    after("nested font", 300_000, |n| numbered(n, |i| format!("<font size={i}>"))),
    after("nested a", MILLION, |n| "<a href=x>".repeat(n)),
    after("nested table", 300_000, |n| "<table><tr><td>".repeat(n)),
    after("nested bare table", MILLION, |n| "<table>".repeat(n)),
    after("nested lists", 500_000, |n| "<ul><li>".repeat(n)),
    after("nested li", MILLION, |n| "<li>".repeat(n)),
    after("nested blockquote", MILLION, |n| "<blockquote>".repeat(n)),
    after("nested section and heading", 300_000, |n| "<section><h2>x</h2>".repeat(n)),
    after("nested details", 300_000, |n| "<details><summary>".repeat(n)),
    after("nested form and button", 300_000, |n| "<form><button>".repeat(n)),
    after("nested object", MILLION, |n| "<object>".repeat(n)),
    after("nested custom elements", 300_000, |n| numbered(n, |i| format!("<tern-{i}>"))),
    after("nested paragraphs in buttons", 300_000, |n| "<button><p>".repeat(n)),
    after("nested definition lists", 300_000, |n| "<dl><dt><dd>".repeat(n)),
    before("nested ruby", 200_000, |n| "<ruby><rb><rt><rtc><rp>".repeat(n)),
    after("nested svg", MILLION, |n| format!("<svg>{}</svg>", "<g>".repeat(n))),
    after("nested svg openings", MILLION, |n| "<svg>".repeat(n) + "</p>"),
    after("nested math", 500_000, |n| "<math><mi>".repeat(n) + "</p>"),
    before("nested foreignObject", 300_000, |n| "<svg><foreignObject>".repeat(n)),
    after("nested svg style", MILLION, |n| format!("<svg>{}</svg>", "<style>".repeat(n))),
    before("nested select", MILLION, |n| "<select>".repeat(n)),
    before("nested options", 500_000, |n| format!("<select>{}", "<option><optgroup>".repeat(n))),
    before("nested template", MILLION, |n| "<template>".repeat(n)),
    after("nested and closed", 500_000, |n| "<div>".repeat(n) + &"</div>".repeat(n)),
    after("towers side by side", 2_000, |n| (String::from("<div>").repeat(400) + "x" + &"</div>".repeat(400)).repeat(n)),
    // Misnesting.
    after("misnested formatting", 200_000, |n| numbered(n, |i| format!("<b id={i}><p><i id={i}></b>x</p>"))),
    after("adoption across depth", 500_000, |n| "<b><div>".repeat(200) + &"</b><b>".repeat(n)),
    after("adoption of many kinds", 20_000, |n| "<a><b><big><code><em><font><i><nobr><s><small><div></a></b></big></code></em>".repeat(n)),
    after("formatting reopened in paragraphs", 300_000, |n| numbered(n, |i| format!("<p><b id={i}>x</p>"))),
    after("formatting reopened in cells", 200_000, |n| format!("<table>{}</table>", numbered(n, |i| format!("<tr><td><i id={i}>x")))),
    after("formatting across line breaks", MILLION, |n| "<b>".repeat(500) + &"<br>".repeat(n)),
    after("nobr", MILLION, |n| "<nobr>".repeat(n)),
    after("foster parenting", 300_000, |n| format!("<table>{}</table>", "<tr>x<p>".repeat(n))),
    after("foster parented formatting", 200_000, |n| format!("<table>{}</table>", numbered(n, |i| format!("<b id={i}>x<tr>")))),
    after("stray end tags", 300_000, |n| "<span>".repeat(500) + &"</b></p></li></x>".repeat(n)),
    after("headings in headings", 500_000, |n| "<h1><h2>".repeat(n)),
    after("framesets", 500_000, |n| "<frameset>".repeat(n)),
    // Attributes and names.
    after("root attributes", 100_000, |n| numbered(n, |i| format!("<html a{i}=1><body b{i}=1>"))),
    after("attributes of one tag", 300_000, |n| format!("<div {}>", numbered(n, |i| format!("a{i}=1 ")))),
    after("attributes of a formatting tag", 100_000, |n| format!("<b {}>x</b>", numbered(n, |i| format!("a{i}=1 "))).repeat(3)),
    after("the same attribute", MILLION, |n| format!("<div {}>", "a=1 ".repeat(n))),
    after("a long attribute value", 20 * MILLION, |n| format!("<img alt=\"{}\">", "x".repeat(n))),
    after("a long class", 4 * MILLION, |n| format!("<div class=\"{}\">x</div>", "tern ".repeat(n))),
    after("many classes", 100_000, |n| numbered(n, |i| format!("<div class=\"post-{i} entry author byline date\">x</div>"))),
    after("a long attribute name", 20 * MILLION, |n| format!("<img {}>", "x".repeat(n))),
    after("a long tag name", 20 * MILLION, |n| format!("<x{}>", "x".repeat(n))),
    after("a data address", 20 * MILLION, |n| format!("<img src=\"data:image/png;base64,{}\">", "QUJD".repeat(n / 4))),
    after("distinct names", 200_000, |n| numbered(n, |i| format!("<element-{i} attribute-{i}></element-{i}>"))),
    before("an unclosed tag", MILLION, |n| "<a ".repeat(n)),
    before("an unclosed quote", 10 * MILLION, |n| format!("<a href=\"{}", "x".repeat(n))),
    // Comments and raw text.
    after("a long comment", 50 * MILLION, |n| format!("<!--{}-->", "-".repeat(n))),
    after("many comments", MILLION, |n| "<!--x-->".repeat(n)),
    after("bogus comments", MILLION, |n| "<!x><?y>".repeat(n)),
    before("an unclosed comment", 10 * MILLION, |n| format!("<!--{}", "<p>x".repeat(n / 4))),
    before("comment openings", MILLION, |n| "<!--".repeat(n)),
    after("character data sections", MILLION, |n| format!("<svg>{}</svg>", "<![CDATA[x]]>".repeat(n))),
    before("an unclosed script", 10 * MILLION, |n| format!("<script>{}", "<!--<script>".repeat(n / 12))),
    before("an unclosed style", 10 * MILLION, |n| format!("<style>{}", "</styl".repeat(n / 6))),
    before("an unclosed textarea", 10 * MILLION, |n| format!("<textarea>{}", "<p>x".repeat(n / 4))),
    before("an unclosed title", 10 * MILLION, |n| format!("<title>{}", "&amp;x".repeat(n / 6))),
    before("plain text to the end", 10 * MILLION, |n| format!("<plaintext>{}", "<p>x ".repeat(n / 5))),
    before("an unclosed xmp", 10 * MILLION, |n| format!("<xmp>{}", "<p>x ".repeat(n / 5))),
    before("an unclosed iframe", 10 * MILLION, |n| format!("<iframe>{}", "<p>x ".repeat(n / 5))),
    after("many scripts", 500_000, |n| "<script>x</script>".repeat(n)),
    // Text.
    after("a long word", 50 * MILLION, |n| format!("<div>{}</div>", "x".repeat(n))),
    after("a long text", 5 * MILLION, |n| format!("<div>{}</div>", "word, a ".repeat(n))),
    after("a long text in a link", 5 * MILLION, |n| format!("<a href=x>{}</a>", "word a ".repeat(n))),
    after("a long preformatted text", 5 * MILLION, |n| format!("<pre>{}</pre>", "x = 1\n".repeat(n))),
    after("line breaks", MILLION, |n| "<br>".repeat(n)),
    after("line breaks and words", MILLION, |n| "x<br>".repeat(n)),
    after("empty spans", MILLION, |n| "<span></span>".repeat(n)),
    after("spans and words", MILLION, |n| "<span>x </span>".repeat(n)),
    after("empty divs", MILLION, |n| "<div></div>".repeat(n)),
    after("paragraphs of a word", MILLION, |n| "<p>x</p>".repeat(n)),
    after("paragraphs of distinct words", 500_000, |n| numbered(n, |i| format!("<p>word{i}</p>"))),
    after("list items", 500_000, |n| format!("<ul>{}</ul>", "<li><a href=x>Home</a>".repeat(n))),
    after("a wide table", 500_000, |n| format!("<table><tr>{}</table>", "<td>1".repeat(n))),
    after("a long table", 200_000, |n| format!("<table>{}</table>", "<tr><td>a<td>1".repeat(n))),
    after("headings", 300_000, |n| numbered(n, |i| format!("<h2>Heading {i}</h2>"))),
    after("headings of level 1", 300_000, |n| numbered(n, |i| format!("<h1>Light returns {i}</h1>"))),
    after("controls", 300_000, |n| "<label>x</label><input><button>go</button>".repeat(n)),
    after("less-than signs", 10 * MILLION, |n| "<".repeat(n)),
    after("end tag openings", 5 * MILLION, |n| "</".repeat(n)),
    after("ampersands", 10 * MILLION, |n| "&".repeat(n)),
    after("entities", 3 * MILLION, |n| "&notin;&amp;&#x110000;&#xD800;&CounterClockwiseContourIntegral".repeat(n / 10)),
    after("NULs", 10 * MILLION, |n| "\0".repeat(n)),
    after("NULs in tags", MILLION, |n| "<p\0 a\0=\0>\0".repeat(n)),
    after("bidi controls", 3 * MILLION, |n| format!("<p>{}</p>", "\u{202e}x\u{2066}".repeat(n / 3))),
    after("stacked marks", 3 * MILLION, |n| format!("<p>a{}</p>", "\u{301}".repeat(n))),
    after("invisible characters", 3 * MILLION, |n| format!("<p>a{}</p>", "\u{200b}\u{ad}".repeat(n))),
    after("carriage returns", 10 * MILLION, |n| "\r".repeat(n)),
    after("Windows line ends", MILLION, |n| "<p>x\r\r\n".repeat(n)),
    after("Thai", 5 * MILLION, |n| format!("<p>{}</p>", "ภาษาไทย".repeat(n / 7))),
    after("long paragraphs over and over", 50_000, |n| format!("<p>{}</p>", "The council met on Friday in the old hall. ".repeat(9)).repeat(n)),
    before("two hundred megabytes", 200 * MILLION, |n| "<p>The council met on Friday. ".repeat(n / 30)),
    after("options with rulers", 300_000, |n| "<select><option>x<hr></select>".repeat(n)),
    after("addresses of a picture", 300_000, |n| format!("<img srcset=\"{}\">", numbered(n, |i| format!("{i}.jpg {i}w,")))),
    after("distinct classes", 100_000, |n| numbered(n, |i| format!("<p class=\"w{i} x{}\">word {i}</p>", i * 7))),
    after("distinct ids", MILLION, |n| numbered(n, |i| format!("<i id={i}></i>"))),
    before("shadow roots", 200_000, |n| "<div><template shadowrootmode=open>".repeat(n)),
    after("frames with pages in them", 200_000, |n| "<iframe srcdoc=\"<p>x</p>\"></iframe>".repeat(n)),
    after("pictures with captions", 100_000, |n| numbered(n, |i| format!("<figure><img src={i}.jpg><figcaption>Photo {i}</figcaption></figure>"))),
    after("comments of readers", 80_000, |n| numbered(n, |i| format!("<div class=comment id=comment-{i}><span class=author>Ada {}</span><p>I agree with what was said here.</p></div>", letters(i)))),
    after("microdata in microdata", 100_000, |n| "<div itemscope itemtype=\"https://schema.org/Article\" itemprop=author>".repeat(n)),
    // What pages say of themselves.
    bytes("base addresses", true, 200_000, |n| with_head(&numbered(n, |i| format!("<base href=https://a{i}.example/>")))),
    bytes("JSON-LD dates", true, MILLION, |n| json_ld(&format!("{{\"@type\":\"Article\",\"datePublished\":[{}0]}}", numbered(n, |i| format!("\"2020-01-{:02}\",", i % 28 + 1))))),
    bytes("JSON-LD breadcrumbs", true, 100_000, |n| json_ld(&format!("{{\"@type\":\"BreadcrumbList\",\"itemListElement\":[{}0]}}", numbered(n, |i| format!("{{\"@type\":\"ListItem\",\"position\":{i},\"name\":\"N{i}\"}},"))))),
    bytes("JSON-LD of one person", true, 40_000, |n| json_ld(&format!("{{\"@graph\":[{}{{\"@id\":\"p\",\"@type\":\"Person\",\"name\":\"Ada Lovett\"}}]}}", "{\"@type\":\"Article\",\"author\":{\"@id\":\"p\"}},".repeat(n)))),
    bytes("meta tags", true, 100_000, |n| with_head(&numbered(n, |i| format!("<meta name=x{i} content=y>")))),
    bytes("titles in meta tags", true, 100_000, |n| with_head(&numbered(n, |i| format!("<meta property=og:title content=\"Title {i}\">")))),
    bytes("authors in meta tags", true, 100_000, |n| with_head(&numbered(n, |i| format!("<meta name=author content=\"Ada Lovett {}\">", letters(i))))),
    bytes("dates in meta tags", true, 100_000, |n| with_head(&numbered(n, |i| format!("<meta name=date content=\"2020-{:02}-{:02}\">", i % 12 + 1, i % 28 + 1)))),
    bytes("tags in meta tags", true, 100_000, |n| with_head(&numbered(n, |i| format!("<meta property=article:tag content=\"tag {i}\">")))),
    bytes("one long keyword list", true, MILLION, |n| with_head(&format!("<meta name=keywords content=\"{}\">", numbered(n, |i| format!("k{i},"))))),
    bytes("links in the head", true, 100_000, |n| with_head(&numbered(n, |i| format!("<link rel=\"canonical license image_src\" href=https://tern.example/{i}>")))),
    bytes("title tags", true, 200_000, |n| with_head(&"<title>x</title>".repeat(n))),
    after("times", 200_000, |n| numbered(n, |i| format!("<time datetime=2020-{:02}-{:02}>x</time>", i % 12 + 1, i % 28 + 1))),
    after("visible dates", 100_000, |n| numbered(n, |i| format!("<p>Published {} March 2020</p>", i % 28 + 1))),
    after("visible bylines", 100_000, |n| numbered(n, |i| format!("<p>By Ada Lovett {}</p>", letters(i)))),
    after("author elements", 100_000, |n| numbered(n, |i| format!("<span class=author>Ada {}</span>", letters(i)))),
    after("author properties", 100_000, |n| numbered(n, |i| format!("<span itemprop=author>Ada {}</span>", letters(i)))),
    after("headline properties", 100_000, |n| numbered(n, |i| format!("<span itemprop=headline>Title {i}</span>"))),
    after("nested properties", 300_000, |n| "<div itemprop=\"author headline keywords datePublished\">x".repeat(n)),
    after("nested author links", 300_000, |n| "<div class=author>x ".repeat(n)),
    after("nested breadcrumbs", 300_000, |n| "<div class=breadcrumb>x".repeat(n)),
    after("breadcrumbs", 100_000, |n| "<div class=breadcrumb><a href=x>A</a> &gt; <a href=y>B</a></div>".repeat(n)),
    after("tag links", 200_000, |n| numbered(n, |i| format!("<a rel=tag href=x>t{i}</a> "))),
    after("tag lines", 100_000, |n| "<p>Tags: a, b, c</p>".repeat(n)),
    after("copyright lines", 100_000, |n| numbered(n, |i| format!("<p>© 2024 Site {}</p>", letters(i)))),
    bytes("a long JSON-LD string", true, 10 * MILLION, |n| json_ld(&format!("{{\"@type\":\"Article\",\"x\":\"{}\"}}", "\\u0041x".repeat(n / 7)))),
    bytes("JSON-LD arrays in arrays", true, 5 * MILLION, |n| json_ld(&"[".repeat(n))),
    bytes("JSON-LD objects in objects", true, MILLION, |n| json_ld(&("{\"@graph\":".repeat(n) + "1" + &"}".repeat(n)))),
    bytes("JSON-LD broken", true, MILLION, |n| json_ld(&"{\"@type\":\"Article\",,'x':[\"".repeat(n / 20))),
    bytes("JSON-LD of many numbers", true, 3 * MILLION, |n| json_ld(&format!("[{}1]", "1,".repeat(n)))),
    bytes("JSON-LD blocks", true, 100_000, |n| with_head(&"<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"x\"}</script>".repeat(n))),
    bytes("JSON-LD authors", true, 200_000, |n| json_ld(&format!("{{\"@type\":\"Article\",\"author\":[{}\"x\"]}}", numbered(n, |i| format!("{{\"@type\":\"Person\",\"name\":\"Ada {}\"}},", letters(i)))))),
    bytes("JSON-LD graph", true, 100_000, |n| json_ld(&format!("{{\"@graph\":[{}{{}}]}}", numbered(n, |i| format!("{{\"@id\":\"#{i}\",\"@type\":\"Article\",\"headline\":\"x\",\"author\":{{\"@id\":\"#{}\"}}}},", i + 1))))),
    bytes("JSON-LD keywords", true, MILLION, |n| json_ld(&format!("{{\"@type\":\"Article\",\"keywords\":\"{}\"}}", "k, ".repeat(n)))),
    bytes("JSON-LD body of markup", true, 300_000, |n| json_ld(&format!("{{\"@type\":\"Comment\",\"articleBody\":\"{}</b>\"}}", "<b><div>".repeat(n)))),
    bytes("JSON-LD surrogates", true, MILLION, |n| json_ld(&format!("{{\"@type\":\"Article\",\"headline\":\"{}\"}}", "\\ud800\\udc00\\ud800".repeat(n / 10)))),
    bytes("JSON-LD unclosed", true, 10 * MILLION, |n| [plain_page(), format!("<script type=application/ld+json>{{\"a\":\"{}", "x".repeat(n)).into_bytes()].concat()),
    // Charsets and bytes.
    bytes("charsets declared over and over", true, 100_000, |n| with_head(&"<meta charset=shift_jis><meta charset=utf-16><meta http-equiv=content-type content='text/html; charset=koi8-r'>".repeat(n))),
    bytes("a lying charset", true, MILLION, |n| [with_head("<meta charset=shift_jis>"), "<p>Grüße aus Köln".as_bytes().repeat(n / 18)].concat()),
    bytes("UTF-7", true, MILLION, |n| [with_head("<meta charset=utf-7>"), b"+ADw-script+AD4-x+ADw-/script+AD4-".repeat(n / 34)].concat()),
    bytes("UTF-16 without a mark", true, MILLION, |n| utf_16(&(String::from_utf8_lossy(&plain_page()).into_owned() + &"<p>x".repeat(n / 4)), false)),
    bytes("UTF-16 halves", true, MILLION, |n| [vec![0xfe, 0xff], utf_16(&String::from_utf8_lossy(&plain_page()), true), [0xd8, 0x00].repeat(n)].concat()),
    bytes("UTF-16 of odd length", true, MILLION, |n| [vec![0xff, 0xfe], utf_16(&String::from_utf8_lossy(&plain_page()), false), vec![b'x'; n | 1]].concat()),
    bytes("cut inside a character", true, MILLION, |n| [plain_page(), "<p>海".repeat(n / 6).into_bytes(), vec![0xe6, 0xb5]].concat()),
    bytes("bytes of no charset", true, 10 * MILLION, |n| [plain_page(), noise(n)].concat()),
    bytes("escapes of ISO-2022-JP", true, MILLION, |n| [with_head("<meta charset=iso-2022-jp>"), b"\x1b$B\x1b(B".repeat(n / 6)].concat()),
    bytes("continuation bytes", true, 10 * MILLION, |n| [plain_page(), vec![0x80; n]].concat()),
    bytes("accents of no charset", true, 20 * MILLION, |n| [plain_page_bare(), b"\xe9\xe8 ".repeat(n / 3)].concat()),
    bytes("noise", false, 10 * MILLION, noise),
    bytes("a picture by the wrong name", false, 10 * MILLION, |n| [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), noise(n)].concat()),
    bytes("a PDF by the wrong name", false, 10 * MILLION, |n| [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), noise(n)].concat()),
    bytes("a program by the wrong name", false, 10 * MILLION, |n| [b"\x7fELF\x02\x01\x01".to_vec(), noise(n)].concat()),
    bytes("nothing but zeros", false, 20 * MILLION, |n| vec![0; n]),
    bytes("nothing but spaces", false, 20 * MILLION, |n| vec![b' '; n]),
    bytes("a byte order mark over and over", false, 3 * MILLION, |n| "\u{feff}".repeat(n).into_bytes()),
    // Text dumps.
    text_before("dump: one long line", 100 * MILLION, |n| "word ".repeat(n / 5)),
    text("dump: one long line before", 50 * MILLION, |n| "word ".repeat(n / 5)),
    text("dump: one long word", 50 * MILLION, |n| "x".repeat(n)),
    text("dump: lines of a word", MILLION, |n| "word\n".repeat(n)),
    text("dump: lines of distinct words", MILLION, |n| numbered(n, |i| format!("word{i}\n"))),
    text("dump: paragraphs of a word", 500_000, |n| "word\n\n".repeat(n)),
    text("dump: bullets", MILLION, |n| "* \n".repeat(n)),
    text("dump: bullets and words", 500_000, |n| "  * Home\n".repeat(n)),
    text("dump: bullets ever deeper", 3_000, |n| numbered(n, |i| format!("{}* x\n", " ".repeat(i)))),
    text("dump: wrapped lines", 200_000, |n| "the quick brown fox went over the lazy dog and then over another one of them\n".repeat(n)),
    text("dump: blank lines", 20 * MILLION, |n| "\n".repeat(n)),
    text("dump: carriage returns", 20 * MILLION, |n| "\r".repeat(n)),
    text("dump: tabs", 20 * MILLION, |n| "\t".repeat(n)),
    text("dump: opening brackets", 10 * MILLION, |n| "[".repeat(n)),
    text("dump: Markdown links unclosed", 5 * MILLION, |n| "[a](http://x ".repeat(n / 13)),
    text("dump: Markdown images unclosed", 5 * MILLION, |n| "[a](/x) ".repeat(4) + &"![a](".repeat(n / 5)),
    text("dump: Markdown targets nested", 5 * MILLION, |n| "[a](/x) ".repeat(4) + &"](/x(".repeat(n / 5)),
    text("dump: underscores", 10 * MILLION, |n| "_".repeat(n)),
    text("dump: underscores and words", 5 * MILLION, |n| "__a".repeat(n / 3)),
    text("dump: rulers", 500_000, |n| "----------\n".repeat(n)),
    text("dump: fences", 500_000, |n| "```\nx\n".repeat(2 * (n / 2))),
    text_before("dump: a fence unclosed", 500_000, |n| format!("\n```\n{}", "x = 1;\n".repeat(n))),
    text("dump: table rows", 300_000, |n| "│ a │ b │\n".repeat(n) + "\n"),
    text("dump: a table row of many cells", 3 * MILLION, |n| "│ a ".repeat(n / 4) + "│\n"),
    text("dump: link targets", 200_000, |n| numbered(n, |i| format!("  {i}. https://tern.example/{i}\n"))),
    text("dump: link numbers", 500_000, |n| numbered(n, |i| format!("[{}]word ", i + 1))),
    text("dump: paths", 100_000, |n| "Home > News > Coast\n\n".repeat(n)),
    text("dump: names", 200_000, |n| numbered(n, |i| format!("Ada {}\n\n", letters(i)))),
    text("dump: names and dates", 100_000, |n| numbered(n, |i| format!("Ada {}\n\n{} March 2020\n\n", letters(i), i % 28 + 1))),
    text("dump: bylines", 200_000, |n| numbered(n, |i| format!("By Ada {}\n\n", letters(i)))),
    text("dump: tag lines", 100_000, |n| "Tags: a, b, c\n\n".repeat(n)),
    text("dump: the headline over and over", 200_000, |n| "Light returns to Skerry Point\n\n".repeat(n)),
    text("dump: digits", 5 * MILLION, |n| "1".repeat(n)),
    text("dump: numbers like dates", 500_000, |n| "1/2/3 4.5.6 2020-13-45 ".repeat(n / 10)),
    text("dump: wide characters", 5 * MILLION, |n| "海".repeat(n)),
    text("dump: right to left controls", 3 * MILLION, |n| "\u{202e}\u{2066}x\n".repeat(n / 3)),
    text("dump: escape sequences", 3 * MILLION, |n| format!("\u{1b}[31m{}\u{1b}]0;x\u{7}\n", "the quick brown fox ".repeat(8)).repeat(n / 175)),
    text("dump: long paths", 20_000, |n| ("Home > ".repeat(55) + "x\n").repeat(n)),
    text("dump: line ends of all kinds", 700_000, |n| "a\r\rb\n\r\n".repeat(n)),
    text("dump: each line the beginning of the next", 4_000, |n| numbered(n, |i| "word ".repeat(i) + "\n")),
    text("dump: Thai", 5 * MILLION, |n| "ภาษาไทย".repeat(n / 7)),
    text_before("dump: a Markdown link unclosed", 50 * MILLION, |n| "[a](/x) ".repeat(5) + "\n\n[" + &"word ".repeat(n / 5)),
    text("dump: a date a line", MILLION, |n| numbered(n, |i| format!("{} March {}\n", i % 28 + 1, 1950 + i % 100))),
    text_before("dump: two hundred megabytes", 200 * MILLION, |n| "word ".repeat(n / 5)),
    // Archives.
    archive("zstd of small blocks", "html.zst", false, 100_000, zstd_of_runs),
    archive("zstd with a huge window", "html.zst", false, 100, |n| [&[0x28, 0xb5, 0x2f, 0xfd, 0, 21 << 3, 1, 0, 0][..], &noise(n)].concat()),
    archive("zstd of skipped frames", "html.zst", false, MILLION, |n| b"\x50\x2a\x4d\x18\0\0\0\0".repeat(n)),
    archive("brotli bomb", "html.br", false, 200 * MILLION, |n| brotli(&[plain_page(), vec![b' '; n]].concat())),
    archive("WARC with a page of fifty megabytes", "warc", true, 50 * MILLION, |n| warc_record(1, "response", &http("", &[plain_page(), b"<p>word ".repeat(n / 8)].concat()))),
    archive("WARC with a long chunk line", "warc", true, 5 * MILLION, |n| { let body = [b"5;".to_vec(), vec![b'x'; n], b"\r\nhello\r\n0\r\n\r\n".to_vec()].concat(); let mut out = warc_record(1, "response", &http("Transfer-Encoding: chunked\r\n", &body)); out.extend(good_record()); out }),
    archive("WARC of metadata", "warc", true, 100_000, |n| { let mut out = warc_record(1, "metadata", b"languages-cld2: {}\r\n").repeat(n); out.extend(good_record()); out }),
    archive("MHTML with many headers", "mhtml", false, MILLION, |n| [b"X: y\r\n".repeat(n), mhtml(0, |_| String::new())].concat()),
    archive("MHTML of soft line ends", "mhtml", true, 2 * MILLION, |n| mhtml(1, |_| format!("Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}", "=20=\r\n".repeat(n)))),
    archive("JSON Lines with a row of half a gigabyte", "jsonl", true, 500 * MILLION, |n| [b"{\"html\":\"".to_vec(), vec![b'x'; n], b"\"}\n".to_vec(), row()].concat()),
    archive("JSON Lines with a long text", "jsonl", true, 60 * MILLION, |n| [row(), b"{\"text\":\"".to_vec(), b"word ".repeat(n / 5), b"\"}\n".to_vec()].concat()),
    archive("JSON Lines of keys", "jsonl", true, MILLION, |n| format!("{{{}\"x\":1}}\n", numbered(n, |i| format!("\"k{i}\":1,"))).into_bytes().into_iter().chain(row()).collect()),
    #[cfg(feature = "parquet")]
    archive("Parquet bomb", "parquet", false, 200 * MILLION, |n| parquet_of(vec![b' '; n])),
    archive("Parquet of rubbish", "parquet", false, MILLION, |n| [b"PAR1".to_vec(), vec![0x15; n], (n as u32).to_le_bytes().to_vec(), b"PAR1".to_vec()].concat()),
    archive("gzip bomb", "html.gz", false, 200 * MILLION, |n| gzip(&[plain_page(), vec![b' '; n]].concat())),
    archive("gzip in gzip in gzip", "html.gz", false, 100 * MILLION, |n| gzip(&gzip(&gzip(&[plain_page(), vec![b' '; n]].concat())))),
    archive("zstd bomb", "html.zst", false, 200 * MILLION, |n| zstd(&[plain_page(), vec![b' '; n]].concat())),
    archive("gzip cut short", "html.gz", false, MILLION, |n| { let whole = gzip(&[plain_page(), noise(n)].concat()); let half = whole.len() / 2; whole[..half].to_vec() }),
    archive("gzip members", "html.gz", true, 100_000, |n| [gzip(&plain_page()), gzip(b"x").repeat(n)].concat()),
    archive("WARC records without end", "warc", true, 10_000, |n| { let mut out = warc_record(1, "response", &http("", b"<p>x")).repeat(n); out.extend(good_record()); out }),
    archive("WARC with a lying length", "warc", true, 100_000, |n| { let mut out = warc_record_of_length(1, "response", &http("", b"<p>x"), 7).repeat(n.min(2_000)); out.extend(good_record()); out }),
    archive("WARC with a huge length", "warc", false, MILLION, |n| warc_record_of_length(1, "response", &http("", &vec![b'x'; n]), usize::MAX / 2)),
    archive("WARC with a long header", "warc", false, 10 * MILLION, |n| format!("WARC/1.0\r\nX: {}\r\n\r\n", "y".repeat(n)).into_bytes()),
    archive("WARC with many headers", "warc", true, MILLION, |n| { let mut out = format!("WARC/1.0\r\nWARC-Type: response\r\n{}\r\n", "X: y\r\n".repeat(n)).into_bytes(); out.extend(good_record()); out }),
    archive("WARC of coded bodies", "warc", true, 100 * MILLION, |n| { let mut out = warc_record(1, "response", &http("Content-Encoding: gzip\r\n", &gzip(&vec![b' '; n]))); out.extend(good_record()); out }),
    archive("WARC of chunks", "warc", true, MILLION, |n| { let mut out = warc_record(1, "response", &http("Transfer-Encoding: chunked\r\n", &[b"1\r\nx\r\n".repeat(n), b"0\r\n\r\n".to_vec()].concat())); out.extend(good_record()); out }),
    archive("WARC of codings in codings", "warc", true, 10_000, |n| { let mut out = warc_record(1, "response", &http(&format!("Content-Encoding: {}\r\n", "gzip, ".repeat(n)), b"<p>x")); out.extend(good_record()); out }),
    archive("MHTML of many parts", "mhtml", true, 200_000, |n| mhtml(n, |at| format!("Content-Type: image/png\r\nContent-Location: x{at}\r\n\r\nx"))),
    archive("MHTML in MHTML", "mhtml", true, 100_000, |n| mhtml(n, |at| format!("Content-Type: multipart/related; boundary=\"b{at}\"\r\n\r\n--b{at}"))),
    archive("MHTML unclosed", "mhtml", true, 10 * MILLION, |n| { let mut out = mhtml(0, |_| String::new()); out.truncate(out.len() - 12); out.extend(b"\r\n<p>=".repeat(n / 6)); out }),
    archive("JSON Lines with a long row", "jsonl", true, 100 * MILLION, |n| [b"{\"html\":\"".to_vec(), vec![b'x'; n], b"\"}\n".to_vec(), row()].concat()),
    archive("JSON Lines nested", "jsonl", true, 5 * MILLION, |n| [b"{\"html\":".to_vec(), b"[".repeat(n), b"\n".to_vec(), row()].concat()),
    archive("JSON Lines of rubbish", "jsonl", true, 200_000, |n| [row(), b"{\"html\":1}\nx\n".repeat(n / 4)].concat()),
    archive("JSON Lines of surrogates", "jsonl", true, MILLION, |n| [row(), b"{\"html\":\"".to_vec(), b"\\ud800".repeat(n), b"\"}\n".to_vec()].concat()),
];

fn row() -> Vec<u8> {
    let page = serde_json::Value::String(String::from_utf8_lossy(&plain_page()).into_owned());
    format!("{{\"id\":\"good\",\"html\":{page}}}\n").into_bytes()
}

/// A name of letters for a number.
fn letters(number: usize) -> String {
    let letter = |at: u32| char::from(b'a' + ((number / 26_usize.pow(at)) % 26) as u8);
    let name: String = (0..4).map(letter).collect();
    let mut name = name;
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}
