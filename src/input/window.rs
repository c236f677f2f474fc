//! A view on a stream that can look ahead as far as it is told to, and stops at faults.

use super::layers::{Fault, Layer, READ_BYTES, Span};

/// Capacity kept when a large record has gone through, in bytes.
const KEPT_BYTES: usize = 4 << 20;

/// The bytes of a layer from a cursor on. A fault in the layer is a barrier: nothing behind it can be seen until
/// the fault is taken.
pub(super) struct Window<L> {
    layer: L,
    bytes: Vec<u8>,
    /// The cursor, within `bytes`.
    start: usize,
    /// The cursor, within the stream.
    position: u64,
    fault: Option<Fault>,
    ended: bool,
}

impl<L: Layer> Window<L> {
    pub(super) fn new(layer: L) -> Self {
        Self { layer, bytes: Vec::new(), start: 0, position: 0, fault: None, ended: false }
    }

    pub(super) fn layer(&self) -> &L {
        &self.layer
    }

    pub(super) fn layer_mut(&mut self) -> &mut L {
        &mut self.layer
    }

    /// What is held from the cursor on, up to the barrier if there is one.
    pub(super) fn held(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }

    /// The held bytes from `from` to `to`, as far as they are held.
    pub(super) fn slice(&self, from: usize, to: usize) -> &[u8] {
        let held = self.held();
        let to = to.min(held.len());
        held.get(from.min(to)..to).unwrap_or_default()
    }

    /// The cursor's position in the stream.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// Reads until `count` bytes are held; false where the barrier or the end comes first.
    pub(super) fn want(&mut self, count: usize) -> bool {
        let missing = count.saturating_sub(self.held().len());
        if missing > KEPT_BYTES {
            // A buffer that grows is for a while held twice, and its length is known where that of the file is.
            let left = usize::try_from(self.layer.bytes_left()).unwrap_or(usize::MAX);
            self.bytes.reserve_exact(missing.min(left).saturating_add(READ_BYTES));
        }
        while self.held().len() < count {
            if self.fault.is_some() || self.ended {
                return false;
            }
            self.fill();
        }
        true
    }

    fn fill(&mut self) {
        if self.start > 0 && self.start >= self.bytes.len() / 2 {
            self.bytes.drain(..self.start);
            self.start = 0;
            if self.bytes.capacity() > 2 * KEPT_BYTES && self.bytes.len() < KEPT_BYTES {
                self.bytes.shrink_to(KEPT_BYTES);
            }
        }
        match self.layer.fill(&mut self.bytes) {
            Ok(0) => self.ended = true,
            Ok(_) => {}
            Err(fault) => self.fault = Some(fault),
        }
    }

    /// Moves the cursor over `count` held bytes.
    pub(super) fn advance(&mut self, count: usize) {
        let count = count.min(self.held().len());
        self.start += count;
        self.position += count as u64;
    }

    /// Gives back what a large record took, once the cursor has passed it.
    pub(super) fn release(&mut self) {
        if self.start > KEPT_BYTES {
            self.bytes.drain(..self.start);
            self.start = 0;
            self.bytes.shrink_to(KEPT_BYTES);
        }
    }

    /// Moves the cursor over `count` bytes, held or not; false where the barrier or the end comes first.
    pub(super) fn skip(&mut self, mut count: u64) -> bool {
        loop {
            let step = usize::try_from(count).unwrap_or(usize::MAX).min(self.held().len());
            self.advance(step);
            count -= step as u64;
            if count == 0 {
                return true;
            }
            if !self.want(1) {
                return false;
            }
        }
    }

    /// The fault at the barrier, if one was met.
    pub(super) fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// Drops what is held up to the barrier, and takes it away.
    pub(super) fn take_fault(&mut self) -> Option<Fault> {
        let fault = self.fault.take()?;
        self.advance(self.held().len());
        Some(fault)
    }

    /// Takes up to `count` held bytes out and drops the other held ones; for the end of a reading.
    pub(super) fn take_held(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.bytes);
        self.position += (bytes.len() - self.start) as u64;
        bytes.drain(..self.start);
        bytes.truncate(count);
        self.start = 0;
        bytes
    }

    /// Where the bytes from `start` up to the cursor lie in the file.
    pub(super) fn span_since(&mut self, start: u64, end: u64) -> Span {
        self.layer.span(start, end)
    }
}

impl<L: Layer + 'static> Window<L> {
    /// The same window over a layer of any kind.
    pub(super) fn boxed(self) -> Window<Box<dyn Layer>> {
        Window {
            layer: Box::new(self.layer),
            bytes: self.bytes,
            start: self.start,
            position: self.position,
            fault: self.fault,
            ended: self.ended,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::layers::{FaultKind, RawLayer};

    fn window(bytes: &'static [u8]) -> Window<RawLayer> {
        Window::new(RawLayer::new(Box::new(bytes), 0))
    }

    #[test]
    fn looks_ahead_and_moves() {
        let mut window = window(b"abcdef");
        assert!(window.want(4));
        assert_eq!(window.held(), b"abcdef");
        window.advance(2);
        assert_eq!((window.held(), window.position()), (b"cdef".as_slice(), 2));
        assert!(!window.want(5));
        assert!(window.skip(4));
        assert!(!window.skip(1));
    }

    struct Broken(u8);

    impl Layer for Broken {
        fn fill(&mut self, out: &mut Vec<u8>) -> Result<usize, Fault> {
            self.0 += 1;
            match self.0 {
                1 | 3 => {
                    out.push(b'0' + self.0);
                    Ok(1)
                }
                2 => Err(Fault::new(FaultKind::Corrupt, "broken")),
                _ => Ok(0),
            }
        }
        fn span(&mut self, _start: u64, _end: u64) -> Span {
            Span::default()
        }
        fn begins_member(&self, _position: u64) -> bool {
            false
        }
        fn set_anchor(&mut self, _anchor: &'static [u8]) {}
        fn bytes_read(&self) -> u64 {
            0
        }
    }

    #[test]
    fn stops_at_a_fault_until_it_is_taken() {
        let mut window = Window::new(Broken(0));
        assert!(!window.want(2));
        assert_eq!(window.held(), b"1");
        assert!(window.take_fault().is_some());
        assert!(window.want(1));
        assert_eq!((window.held(), window.position()), (b"3".as_slice(), 1));
        assert!(!window.want(2));
        assert!(window.fault().is_none());
    }
}
