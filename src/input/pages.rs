//! The one iterator over everything that was named.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::compressed::{BrotliLayer, Gzip, Members, Zstd};
use super::layers::{Layer, RawLayer};
use super::source::{Place, Places, Source};
use super::whole::WholeReader;
use super::window::Window;
use super::{Counts, Failure, Format, Item, Options, PageReader};
use crate::error::{Error, ErrorKind, Result};

/// Bytes of a file that its format is told by.
const HEAD_BYTES: usize = 4096;

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
}

impl Pages {
    /// Reads the pages of `sources`. Nothing is opened yet.
    ///
    /// # Errors
    ///
    /// A glob that cannot be read.
    pub fn new(sources: Vec<Source>, options: Options) -> Result<Self> {
        let places = Places::new(sources, &options)?;
        Ok(Self { places, current: None, options, counts: Counts::default(), bytes_done: 0 })
    }

    /// Reads the pages of one stream. Its `name` stands for the path, and its ending helps to tell the format.
    ///
    /// # Errors
    ///
    /// Where the stream's format cannot be read from a stream.
    pub fn from_reader(name: &str, reader: impl Read + Send + 'static, options: Options) -> Result<Self> {
        let mut pages = Self::new(Vec::new(), options)?;
        let place = Place::stream(name);
        match open_stream(place, Box::new(reader), &pages.options) {
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
            let opened = self.places.next_place(&mut self.counts)?.and_then(|place| {
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
        match item {
            Ok(_) => self.counts.pages += 1,
            Err(_) => self.counts.failures += 1,
        }
        Some(item)
    }
}

type Opened = std::result::Result<Box<dyn PageReader>, Failure>;

fn open(place: Place, options: &Options) -> Opened {
    let Some(path) = place.path.clone() else {
        return open_stream(place, Box::new(std::io::stdin()), options);
    };
    match open_file(&path, place.offset) {
        Ok(file) => open_stream(place, Box::new(file), options),
        Err(source) => {
            let error = Error::new(ErrorKind::Read, format!("cannot open `{}`", place.name()));
            Err(place.failure(error.with_source(source)))
        }
    }
}

fn open_file(path: &Path, offset: Option<u64>) -> std::io::Result<File> {
    let mut file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    if let Some(offset) = offset {
        file.seek(SeekFrom::Start(offset))?;
    }
    Ok(file)
}

fn open_stream(place: Place, reader: Box<dyn Read + Send>, options: &Options) -> Opened {
    let raw = Window::new(RawLayer::new(reader, place.offset.unwrap_or(0)));
    let mut window = match decompressed(raw, &place, options) {
        Ok(window) => window,
        Err(error) => return Err(place.failure(error)),
    };
    window.want(HEAD_BYTES);
    match format_of(window.slice(0, HEAD_BYTES), &place, options.format) {
        _ => Ok(Box::new(WholeReader::new(window, place, options))),
    }
}

/// Puts the decompressor over a file that its first bytes, or its name, ask for.
fn decompressed(
    mut raw: Window<RawLayer>,
    place: &Place,
    options: &Options,
) -> Result<Window<Box<dyn Layer>>> {
    let ratio = options.limits.inflation_ratio;
    raw.want(HEAD_BYTES);
    Ok(match *raw.held() {
        [0x1f, 0x8b, 8, ..] => Window::new(Members::new(raw, Gzip::new(), ratio)).boxed(),
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
            let codec = Zstd::new()
                .map_err(|source| Error::new(ErrorKind::Read, "no zstd decompressor").with_source(source))?;
            Window::new(Members::new(raw, codec, ratio)).boxed()
        }
        _ if place.has_last_ending("br") => Window::new(BrotliLayer::new(raw, ratio)).boxed(),
        _ => raw.boxed(),
    })
}

fn format_of(_head: &[u8], _place: &Place, _wanted: Format) -> Format {
    Format::Page
}
