//! What a file is known by from one visit to the next.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Uint8Array;
use web_sys::{Blob, File};

/// Bytes of its beginning and of its end that it is known by.
const SAMPLE: f64 = 65_536.0;

/// The id of a file: of its name, its size, when it was changed, and how it begins and ends. The same file chosen again has the same
/// one, and a file that was changed since has another, so that what is here of the one before doesn't become a part of it.
pub(super) async fn id(file: &File) -> Result<String, JsValue> {
    let size = file.size();
    let mut hash = Fnv::default();
    hash.add(file.name().as_bytes());
    hash.add(&size.to_le_bytes());
    hash.add(&file.last_modified().to_le_bytes());
    hash.add(&bytes(file, 0.0, SAMPLE.min(size)).await?);
    hash.add(&bytes(file, (size - SAMPLE).max(0.0), size).await?);
    Ok(hash.told())
}

async fn bytes(file: &Blob, from: f64, to: f64) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.slice_with_f64_and_f64(from, to)?.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// FNV-1a, twice with different beginnings. It only has to tell the files of one account apart: what a file is kept under is counted
/// from all of its bytes by the server.
struct Fnv([u64; 2]);

impl Default for Fnv {
    fn default() -> Self {
        Self([0xcbf2_9ce4_8422_2325, 0x8422_2325_cbf2_9ce4])
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        // A length first, so that what ends one part can't begin the next.
        let length = (bytes.len() as u64).to_le_bytes();
        for byte in length.iter().chain(bytes) {
            for half in &mut self.0 {
                *half = (*half ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }

    fn told(&self) -> String {
        format!("{:016x}{:016x}", self.0[0], self.0[1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart() {
        let of = |parts: &[&str]| {
            let mut hash = Fnv::default();
            parts.iter().for_each(|part| hash.add(part.as_bytes()));
            hash.told()
        };
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        assert_ne!(of(&["ab", ""]), of(&["a", "b"]));
        assert_eq!(of(&[]).len(), 32);
    }
}
