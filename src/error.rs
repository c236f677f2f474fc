//! The library's one error type.

use std::any::Any;
use std::fmt;

/// What went wrong with one input, or with a request as a whole.
///
/// The kind is private: ask with the `is_*` predicates, and print it for a person. The text is lower case, carries
/// the offending values and has no full stop.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync + 'static>>,
}

/// The closed list of fault kinds; [`Error::kind_name`] is what a record's `error.kind` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    /// The file or stream could not be opened or read.
    Read,
    /// The bytes are not a page (an image, a PDF, an archive that is not handled).
    NotAPage,
    /// A container record (WARC, JSON Lines, MHTML …) is damaged.
    BadRecord,
    /// A limit of [`crate::options::Limits`] was passed and the page could not be read at all.
    Limit,
    /// An option has a value that cannot be used.
    BadOption,
    /// The embedded weights do not fit this build.
    Model,
    /// The extractor failed on this page (a defect: please report it).
    Internal,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    pub(crate) fn with_source(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// The fault of a record that a reader outside of this crate cannot hand over: a row without a page.
    #[must_use]
    pub fn of_bad_record(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::BadRecord, message)
    }

    /// The fault of what panicked; `what` says what failed. It is of kind `internal`.
    #[must_use]
    pub fn of_panic(what: &str, panic: &(dyn Any + Send)) -> Self {
        let text = panic.downcast_ref::<&str>().copied();
        let said =
            text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
        Self::new(ErrorKind::Internal, format!("{what}: {said}"))
    }

    /// The fault's name from a closed list: `read`, `not_a_page`, `bad_record`, `limit`, `bad_option`,
    /// `model` or `internal`.
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        match self.kind {
            ErrorKind::Read => "read",
            ErrorKind::NotAPage => "not_a_page",
            ErrorKind::BadRecord => "bad_record",
            ErrorKind::Limit => "limit",
            ErrorKind::BadOption => "bad_option",
            ErrorKind::Model => "model",
            ErrorKind::Internal => "internal",
        }
    }

    /// True where the input could not be opened or read.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.kind == ErrorKind::Read
    }

    /// True where the bytes are no page: an image, a PDF, an archive of an unknown kind.
    #[must_use]
    pub fn is_not_a_page(&self) -> bool {
        self.kind == ErrorKind::NotAPage
    }

    /// True where an option's value cannot be used.
    #[must_use]
    pub fn is_bad_option(&self) -> bool {
        self.kind == ErrorKind::BadOption
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(source) = &self.source {
            write!(f, ": {source}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// A result of this library.
pub type Result<T> = std::result::Result<T, Error>;
