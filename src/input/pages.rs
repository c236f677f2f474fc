//! The one iterator over everything that was named.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::compressed::{BrotliLayer, Gzip, Members, Zstd, zstd_dictionary_frame};
use super::json_lines::JsonLinesReader;
use super::layers::{Layer, RawLayer};
use super::mhtml::{self, MhtmlReader};
#[cfg(feature = "parquet")]
use super::parquet::ParquetReader;
use super::source::{Place, Places, Source};
use super::warc::{self, WarcReader};
use super::whole::WholeReader;
use super::window::Window;
use super::{Counts, Failure, Format, Item, Options, PageReader};
use crate::error::{Error, ErrorKind, Result};
use serde::{Deserialize, Serialize};

/// Bytes of a file that its format is told by.
const HEAD_BYTES: usize = 4096;

/// Endings of names that settle the format.
const FORMAT_BY_ENDING: &[(&str, Format)] = &[
    ("warc", Format::Warc),
    ("wet", Format::Warc),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("jsonlines", Format::JsonLines),
    ("json", Format::JsonLines),
    ("mhtml", Format::Mhtml),
    ("mht", Format::Mhtml),
    ("parquet", Format::Parquet),
    ("html", Format::Page),
    ("htm", Format::Page),
    ("xhtml", Format::Page),
    ("txt", Format::Page),
];

/// All pages of all sources, in order: sources as given, folders sorted by name, records as they stand.
///
/// Reading is sequential and single-threaded, and nothing is read ahead but the record at hand (two of a WARC
/// file, since a response waits for its metadata record).
pub struct Pages {
    places: Places,
    current: Option<Box<dyn PageReader>>,
    options: Options,
    counts: Counts,
    /// Bytes of the files that are done.
    bytes_done: u64,
    /// Where the last item was.
    position: Position,
}

/// Where a reader stands in its sources: enough to come back to the same place in the same input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Files gone through or into, those that could not be opened among them.
    places: u64,
    /// Items given out of the last of them.
    items: u64,
    /// The counts before that file.
    before: Counts,
}

impl Pages {
    /// Reads the pages of `sources`. Nothing is opened yet.
    ///
    /// # Errors
    ///
    /// A glob that cannot be read.
    pub fn new(sources: Vec<Source>, options: Options) -> Result<Self> {
        let places = Places::new(sources, &options)?;
        let (counts, position) = (Counts::default(), Position::default());
        Ok(Self { places, current: None, options, counts, bytes_done: 0, position })
    }

    /// Reads the pages of one stream. Its `name` stands for the path, and its ending helps to tell the format.
    ///
    /// # Errors
    ///
    /// Where the stream's format cannot be read from a stream.
    pub fn from_reader(name: &str, reader: impl Read + Send + 'static, options: Options) -> Result<Self> {
        let mut pages = Self::new(Vec::new(), options)?;
        let place = Place::stream(name);
        match open_stream(place, Input { reader: Box::new(reader), base: 0, len: 0 }, &pages.options) {
            Ok(reader) => pages.current = Some(reader),
            Err(failure) => return Err(failure.error),
        }
        pages.counts.files = 1;
        Ok(pages)
    }

    /// What was read so far.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Where the item given last stands.
    #[must_use]
    pub fn position(&self) -> &Position {
        &self.position
    }

    /// Goes to where an earlier reader of the same sources was, before anything is read. Files before it are not
    /// opened; records before it in its file are read once more. Gives the item that stands there, so that the caller
    /// can see whether the input is still the same.
    pub fn go_to(&mut self, position: &Position) -> Option<Item> {
        for _ in 1..position.places {
            // What is left out on the way is in the counts already.
            let _ = self.places.next_place(&mut Counts::default())?;
        }
        self.bytes_done = position.before.bytes;
        self.counts.clone_from(&position.before);
        self.position.places = position.places.saturating_sub(1);
        let mut last = None;
        for _ in 0..position.items {
            last = Some(self.next()?);
        }
        last
    }

    /// The next item of the open file, or of the next ones.
    fn step(&mut self) -> Option<Item> {
        loop {
            if let Some(reader) = &mut self.current {
                let item = reader.next_page(&mut self.counts);
                self.counts.bytes = self.bytes_done + reader.bytes_read();
                if item.is_some() {
                    return item;
                }
                self.bytes_done = self.counts.bytes;
                self.current = None;
            }
            let before = self.counts.clone();
            let place = self.places.next_place(&mut self.counts)?;
            self.position = Position { places: self.position.places + 1, items: 0, before };
            let opened = place.and_then(|place| {
                self.counts.files += 1;
                open(place, &self.options)
            });
            match opened {
                Ok(reader) => self.current = Some(reader),
                Err(failure) => return Some(Err(failure)),
            }
        }
    }
}

impl Iterator for Pages {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let item = self.step()?;
        self.position.items += 1;
        match item {
            Ok(_) => self.counts.pages += 1,
            Err(_) => self.counts.failures += 1,
        }
        Some(item)
    }
}

/// Bytes, and where the first of them stands in its file.
struct Input {
    reader: Box<dyn Read + Send>,
    base: u64,
    /// Bytes of the file, where they are known; else 0.
    len: u64,
}

type Opened = std::result::Result<Box<dyn PageReader>, Failure>;

fn open(place: Place, options: &Options) -> Opened {
    let Some(path) = place.path.clone() else {
        return open_stream(place, Input { reader: Box::new(io::stdin()), base: 0, len: 0 }, options);
    };
    #[cfg(feature = "parquet")]
    if let Some(file) = parquet_file(&path, &place, options.format) {
        return Ok(Box::new(ParquetReader::from_file(file, place, options)?));
    }
    match open_file(&path, place.offset) {
        Ok(file) => open_stream(place, file, options),
        Err(source) => {
            let error = Error::new(ErrorKind::Read, format!("cannot open `{}`", place.name()));
            Err(place.failure(error.with_source(source)))
        }
    }
}

/// A Parquet file is read from its end, so it is the file itself that is handed on.
#[cfg(feature = "parquet")]
fn parquet_file(path: &Path, place: &Place, wanted: Format) -> Option<File> {
    if !matches!(wanted, Format::Auto | Format::Parquet) || place.offset.is_some() || !path.is_file() {
        return None;
    }
    let mut file = File::open(path).ok()?;
    let mut head = [0; 4];
    let is_parquet = file.read_exact(&mut head).is_ok() && head == *super::parquet::MAGIC;
    (is_parquet && file.rewind().is_ok()).then_some(file)
}

/// A Parquet stream has to be held as a whole.
#[cfg(feature = "parquet")]
fn open_parquet(mut window: Window<Box<dyn Layer>>, place: Place, options: &Options) -> Opened {
    let limit = options.limits.record_bytes;
    if window.want(limit.saturating_add(1)) {
        let message = format!("Parquet stream of more than {limit} bytes: read it from a file");
        return Err(place.failure(Error::new(ErrorKind::Limit, message)));
    }
    if let Some(fault) = window.take_fault() {
        return Err(place.failure(fault.into_error()));
    }
    Ok(Box::new(ParquetReader::from_bytes(window.take_held(limit), place, options)?))
}

#[cfg(not(feature = "parquet"))]
fn open_parquet(_window: Window<Box<dyn Layer>>, place: Place, _options: &Options) -> Opened {
    Err(place.failure(Error::new(ErrorKind::BadOption, "this build reads no Parquet")))
}

/// Opens a file at its beginning or at a record. A record of a `.warc.zst` may need the dictionary that the file
/// begins with, so that is put before it.
fn open_file(path: &Path, offset: Option<u64>) -> io::Result<Input> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let Some(offset) = offset.filter(|offset| *offset > 0) else {
        return Ok(Input { reader: Box::new(file), base: 0, len: metadata.len() });
    };
    let dictionary = zstd_dictionary_frame(&mut file)?;
    let base = offset.checked_sub(dictionary.len() as u64);
    file.seek(SeekFrom::Start(offset))?;
    Ok(match base {
        Some(base) => Input { reader: Box::new(io::Cursor::new(dictionary).chain(file)), base, len: 0 },
        None => Input { reader: Box::new(file), base: offset, len: 0 },
    })
}

fn open_stream(place: Place, input: Input, options: &Options) -> Opened {
    let raw = Window::new(RawLayer::new(input.reader, input.base).of_len(input.len));
    let mut window = match decompressed(raw, &place, options) {
        Ok(window) => window,
        Err(error) => return Err(place.failure(error)),
    };
    window.want(HEAD_BYTES);
    Ok(match format_of(window.slice(0, HEAD_BYTES), &place, options.format) {
        Format::Warc => Box::new(WarcReader::new(window, place, options)),
        Format::JsonLines => Box::new(JsonLinesReader::new(window, place, options)),
        Format::Parquet => return open_parquet(window, place, options),
        Format::Mhtml => Box::new(MhtmlReader::new(window, place, options)),
        _ => Box::new(WholeReader::new(window, place, options)),
    })
}

/// Puts the decompressor over a file that its first bytes, or its name, ask for.
fn decompressed(
    mut raw: Window<RawLayer>,
    place: &Place,
    options: &Options,
) -> Result<Window<Box<dyn Layer>>> {
    let ratio = options.limits.inflation_ratio;
    raw.want(HEAD_BYTES);
    // An archive with a damaged beginning is searched for its first whole member.
    let is_archive = FORMAT_BY_ENDING.contains(&(place.ending().as_str(), Format::Warc));
    let is_damaged = |ending| is_archive && place.has_last_ending(ending) && !warc::is_archive(raw.held());
    let is_gzip = matches!(raw.held(), [0x1f, 0x8b, 8, ..]);
    let is_zstd = matches!(raw.held(), [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]);
    if is_gzip || is_damaged("gz") {
        Ok(Window::new(Members::new(raw, Gzip::new(), ratio)).boxed())
    } else if is_zstd || is_damaged("zst") {
        let codec = Zstd::new()
            .map_err(|source| Error::new(ErrorKind::Read, "no zstd decompressor").with_source(source))?;
        Ok(Window::new(Members::new(raw, codec, ratio)).boxed())
    } else if place.has_last_ending("br") {
        Ok(Window::new(BrotliLayer::new(raw, ratio)).boxed())
    } else {
        Ok(raw.boxed())
    }
}

/// Tells the format by what is certain, the name where it is clear, and then by what is likely.
fn format_of(head: &[u8], place: &Place, wanted: Format) -> Format {
    if wanted != Format::Auto {
        return wanted;
    }
    if place.offset.is_some() || warc::is_archive(head) {
        return Format::Warc;
    }
    let ending = place.ending();
    match FORMAT_BY_ENDING.iter().find(|(known, _)| *known == ending) {
        Some((_, format)) => *format,
        None if head.trim_ascii_start().starts_with(b"{\"") => Format::JsonLines,
        None if mhtml::is_message(head) => Format::Mhtml,
        None => Format::Page,
    }
}
