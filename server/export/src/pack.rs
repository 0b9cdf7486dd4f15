//! A pack: many files in one ZIP that leaves as it is made, with the SHA-256 of each at its end.
//!
//! The same files in the same order give the same bytes: no time but the day the pack is of, and nothing of the machine.
//! Memory doesn't grow with what is packed. A pack that isn't finished has no list of contents, so that nobody takes half of
//! one for a whole.

use crate::error::{Error, Result};
use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Where the sums are.
pub const SUMS: &str = "SHA256SUMS";
/// Bytes from which a file needs the larger form of a ZIP's entries.
const LARGE: u64 = u32::MAX as u64;
/// How hard text is pressed together: most of what can be won, in a tenth of the time.
const LEVEL: i64 = 4;

/// A pack being written.
pub struct Pack<W: Write> {
    zip: Option<ZipWriter<StreamWriter<Valve<W>>>>,
    shut: Arc<AtomicBool>,
    at: DateTime,
    sums: Vec<(String, String)>,
}

/// How a file is kept in the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Pressed together: text.
    Packed,
    /// As it is: what is pressed together already, of this many bytes.
    AsIs(u64),
}

/// A file of the pack being written.
pub struct Part<'a, W: Write> {
    pack: &'a mut Pack<W>,
    name: String,
    digest: Sha256,
}

/// Where the bytes go, until the pack is given up: a ZIP's writer would end one that is dropped, and it would look whole.
struct Valve<W> {
    out: W,
    shut: Arc<AtomicBool>,
}

impl<W: Write> Pack<W> {
    /// Begins a pack of a day.
    #[must_use]
    pub fn start(out: W, day: NaiveDate) -> Self {
        let shut = Arc::new(AtomicBool::new(false));
        let small = |number: u32| u8::try_from(number).unwrap_or(1);
        let year = u16::try_from(day.year()).unwrap_or(1980);
        let at = DateTime::from_date_and_time(year, small(day.month()), small(day.day()), 0, 0, 0).unwrap_or_default();
        let valve = Valve { out, shut: Arc::clone(&shut) };
        Self { zip: Some(ZipWriter::new_stream(valve)), shut, at, sums: Vec::new() }
    }

    /// Begins a file in it.
    ///
    /// # Errors
    /// [`Error::Write`] when the receiver has gone.
    pub fn part(&mut self, name: &str, keep: Keep) -> Result<Part<'_, W>> {
        let options = SimpleFileOptions::default().last_modified_time(self.at).unix_permissions(0o644);
        let options = match keep {
            Keep::Packed => options.compression_method(CompressionMethod::Deflated).compression_level(Some(LEVEL)),
            Keep::AsIs(size) => options.compression_method(CompressionMethod::Stored).large_file(size >= LARGE),
        };
        self.zip()?.start_file(name, options).map_err(failed)?;
        Ok(Part { pack: self, name: name.to_owned(), digest: Sha256::new() })
    }

    /// A whole file of text.
    ///
    /// # Errors
    /// As for [`Self::part`].
    pub fn text(&mut self, name: &str, text: &str) -> Result<()> {
        let mut part = self.part(name, Keep::Packed)?;
        part.write_all(text.as_bytes())?;
        part.end();
        Ok(())
    }

    /// Lets everything so far leave at once.
    ///
    /// # Errors
    /// As for [`Self::part`].
    pub fn flush(&mut self) -> Result<()> {
        Ok(self.zip()?.flush()?)
    }

    /// Ends it with the sums. Without this it is no pack.
    ///
    /// # Errors
    /// As for [`Self::part`].
    pub fn finish(mut self) -> Result<W> {
        let mut sums = String::new();
        for (name, sum) in std::mem::take(&mut self.sums) {
            sums.extend([sum.as_str(), "  ", name.as_str(), "\n"]);
        }
        self.text(SUMS, &sums)?;
        let zip = self.zip.take().ok_or_else(gone)?;
        let mut valve = zip.finish().map_err(failed)?.into_inner();
        valve.out.flush()?;
        Ok(valve.out)
    }

    fn zip(&mut self) -> Result<&mut ZipWriter<StreamWriter<Valve<W>>>> {
        self.zip.as_mut().ok_or_else(gone)
    }
}

impl<W: Write> Drop for Pack<W> {
    fn drop(&mut self) {
        self.shut.store(true, Ordering::Release);
    }
}

impl<W: Write> Part<'_, W> {
    /// Ends the file. Answers with its SHA-256, in hexadecimal.
    pub fn end(self) -> String {
        let sum = hex::encode(self.digest.finalize());
        self.pack.sums.push((self.name, sum.clone()));
        sum
    }
}

impl<W: Write> Write for Part<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let zip = self.pack.zip.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        let written = zip.write(bytes)?;
        self.digest.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<W: Write> Write for Valve<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.shut.load(Ordering::Acquire) { Ok(bytes.len()) } else { self.out.write(bytes) }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.shut.load(Ordering::Acquire) { Ok(()) } else { self.out.flush() }
    }
}

fn gone() -> Error {
    Error::Write(io::ErrorKind::BrokenPipe.into())
}

fn failed(error: ZipError) -> Error {
    match error {
        ZipError::Io(error) => Error::Write(error),
        other => Error::Write(io::Error::other(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::sync::Mutex;

    fn made(files: &[(&str, Keep, &[u8])]) -> Vec<u8> {
        let mut pack = Pack::start(Vec::new(), "2025-12-31".parse().unwrap());
        for (name, keep, bytes) in files {
            let mut part = pack.part(name, *keep).unwrap();
            part.write_all(bytes).unwrap();
            part.end();
        }
        pack.finish().unwrap()
    }

    #[test]
    fn a_pack_holds_every_file_and_its_sum_and_is_the_same_each_time() {
        let text = "en rad\n".repeat(2000);
        let files = [("a/b.txt", Keep::Packed, text.as_bytes()), ("c.pdf", Keep::AsIs(5), b"%PDF-")];
        let bytes = made(&files);
        assert_eq!(bytes, made(&files));
        assert!(bytes.len() < text.len() / 5);
        let mut zip = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert_eq!(read("a/b.txt"), text);
        let sums = read(SUMS);
        let lines: Vec<&str> = sums.lines().collect();
        assert_eq!(lines[1], format!("{}  c.pdf", hex::encode(Sha256::digest(b"%PDF-"))));
        assert_eq!(lines.len(), 2);
    }

    /// Somewhere to write that can be looked at afterwards.
    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn half_a_pack_does_not_look_whole() {
        let kept = Kept::default();
        let mut pack = Pack::start(kept.clone(), "2025-12-31".parse().unwrap());
        pack.text("a.txt", "en rad").unwrap();
        drop(pack);
        let bytes = kept.0.lock().unwrap().clone();
        assert!(bytes.starts_with(b"PK") && zip::ZipArchive::new(io::Cursor::new(bytes)).is_err());
    }
}
