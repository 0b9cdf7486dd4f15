//! Writing as chunks of bytes, for whoever sends them on.

use bytes::Bytes;
use std::io::{self, Write};

/// Gathers what is written and hands it on in chunks: when one is full, and when it is flushed.
///
/// The function it is given may block, which holds the writer back to the pace of the reader, and may fail when the
/// reader has gone.
#[derive(Debug)]
pub struct Chunks<F> {
    gathered: Vec<u8>,
    send: F,
}

/// Bytes in a full chunk.
const FULL: usize = 64 * 1024;

impl<F: FnMut(Bytes) -> io::Result<()>> Chunks<F> {
    /// Hands every chunk to `send`. Chunks are never empty; they hold 64 KiB or a little more, save the last and those
    /// that were flushed.
    pub fn new(send: F) -> Self {
        Self { gathered: Vec::new(), send }
    }

    fn hand_on(&mut self) -> io::Result<()> {
        if self.gathered.is_empty() {
            return Ok(());
        }
        (self.send)(Bytes::from(std::mem::take(&mut self.gathered)))
    }
}

impl<F: FnMut(Bytes) -> io::Result<()>> Write for Chunks<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.gathered.capacity() == 0 {
            self.gathered.reserve(FULL + FULL / 8);
        }
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= FULL {
            self.hand_on()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hands_on_full_chunks_and_what_is_flushed() {
        let mut sizes = Vec::new();
        let mut chunks = Chunks::new(|chunk: Bytes| {
            sizes.push(chunk.len());
            Ok(())
        });
        chunks.write_all(b"head").unwrap();
        chunks.flush().unwrap();
        chunks.flush().unwrap();
        chunks.write_all(&[b'x'; FULL - 1]).unwrap();
        chunks.write_all(b"ab").unwrap();
        chunks.write_all(b"end").unwrap();
        chunks.flush().unwrap();
        assert_eq!(sizes, [4, FULL + 1, 3]);
    }

    #[test]
    fn a_reader_that_has_gone_ends_the_writing() {
        let mut chunks = Chunks::new(|_| Err(io::ErrorKind::BrokenPipe.into()));
        assert!(chunks.write_all(&[0; FULL]).is_err());
    }
}
