//! Many pages on worker threads, in order, read as they are asked for.

use crate::arguments::given;
use crate::extractor::{check_charset, record_to_dict};
use crate::pool::{Item, Pool};
use dehusk::document::Record;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use std::collections::{BTreeMap, VecDeque};
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Pages read ahead for each worker: enough that none waits behind a long page.
const PAGES_PER_WORKER: usize = 8;

/// Bytes of the pages read ahead; one page may be larger.
const BYTES_AHEAD: usize = 64 << 20;

/// How long to wait for a page before looking whether Ctrl-C was pressed.
const SIGNAL_INTERVAL: Duration = Duration::from_millis(100);

type Finished = (u64, Record);

/// The records of many pages, in the order of the pages.
///
/// Returned by `extract_many`. Pages are taken from the iterable only while a record is asked for, on the caller's
/// thread; dropping the iterator ends its workers.
#[pyclass(module = "dehusk._native")]
pub(crate) struct Records {
    /// None where the iterable has ended.
    pages: Option<Py<PyIterator>>,
    /// What the iterable raised, to be raised when the pages before it are through.
    raised: Option<PyErr>,
    pool: Arc<Pool>,
    workers: rayon::ThreadPool,
    sender: Sender<Finished>,
    receiver: Mutex<Receiver<Finished>>,
    /// Records that wait for their turn.
    finished: BTreeMap<u64, Record>,
    /// Bytes of the pages ahead, the next one first.
    ahead_bytes: VecDeque<usize>,
    next_turn: u64,
}

impl Records {
    pub(crate) fn new(pool: Arc<Pool>, pages: Py<PyIterator>, jobs: NonZeroUsize) -> PyResult<Self> {
        let workers = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.get())
            .thread_name(|number| format!("dehusk-{number}"))
            .build()
            .map_err(|error| PyRuntimeError::new_err(format!("cannot start the workers: {error}")))?;
        let (sender, receiver) = channel();
        Ok(Self {
            pages: Some(pages),
            raised: None,
            pool,
            workers,
            sender,
            receiver: Mutex::new(receiver),
            finished: BTreeMap::new(),
            ahead_bytes: VecDeque::new(),
            next_turn: 0,
        })
    }

    fn has_room(&self) -> bool {
        let pages = self.ahead_bytes.len();
        let bytes: usize = self.ahead_bytes.iter().sum();
        pages == 0 || (pages < PAGES_PER_WORKER * self.workers.current_num_threads() && bytes < BYTES_AHEAD)
    }

    /// Hands pages to the workers while there is room. Whatever goes wrong with the iterable ends it.
    fn read_ahead(&mut self, py: Python<'_>) {
        while self.has_room() {
            match self.next_page(py) {
                Ok(Some(item)) => self.start(item),
                Ok(None) => {
                    self.pages = None;
                    return;
                }
                Err(error) => {
                    self.pages = None;
                    self.raised = Some(error);
                    return;
                }
            }
        }
    }

    fn next_page(&self, py: Python<'_>) -> PyResult<Option<Arc<Item>>> {
        let Some(pages) = &self.pages else { return Ok(None) };
        let Some(page) = pages.clone_ref(py).into_bound(py).next() else { return Ok(None) };
        let given = given("each page", &page?)?;
        check_charset(&self.pool, &given)?;
        Ok(Some(given.item))
    }

    fn start(&mut self, item: Arc<Item>) {
        let turn = self.next_turn + self.ahead_bytes.len() as u64;
        self.ahead_bytes.push_back((*item).as_ref().map_or(0, |page| page.bytes.len()));
        let (pool, sender) = (Arc::clone(&self.pool), self.sender.clone());
        self.workers.spawn(move || {
            // The iterator may be gone.
            let _ = sender.send((turn, pool.record_of(&item)));
        });
    }

    /// Waits for the record whose turn it is. An interrupt leaves everything as it was.
    fn wait(&mut self, py: Python<'_>) -> PyResult<Record> {
        loop {
            if let Some(record) = self.finished.remove(&self.next_turn) {
                return Ok(record);
            }
            let receiver = &self.receiver;
            let received = py.detach(|| {
                let receiver = receiver.lock().unwrap_or_else(PoisonError::into_inner);
                receiver.recv_timeout(SIGNAL_INTERVAL)
            });
            match received {
                Ok((turn, record)) => drop(self.finished.insert(turn, record)),
                Err(RecvTimeoutError::Timeout) => py.check_signals()?,
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(PyRuntimeError::new_err("the workers are gone"));
                }
            }
        }
    }
}

#[pymethods]
impl Records {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.read_ahead(py);
        if self.ahead_bytes.is_empty() {
            return self.raised.take().map_or(Ok(None), Err);
        }
        let record = self.wait(py)?;
        self.ahead_bytes.pop_front();
        self.next_turn += 1;
        record_to_dict(py, &record).map(Some)
    }
}
