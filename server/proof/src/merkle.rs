//! The Merkle tree of RFC 6962 over the journal's entries, kept as its frontier: the roots of the perfect subtrees that
//! the entries so far make up, largest first. Appending touches only these, so the tree never has to be read.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// A hash as it is written: 64 digits in hexadecimal. None for any other text.
#[must_use]
pub fn of_hex(text: &str) -> Option<Hash> {
    hex::decode(text).ok()?.try_into().ok()
}

/// Hash of a leaf: SHA-256(0x00 ‖ entry).
#[must_use]
pub fn leaf(entry: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(entry).finalize().into()
}

/// Hash of a node: SHA-256(0x01 ‖ left ‖ right).
pub(crate) fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// SHA-256 of some bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// The frontier of a tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The frontier of a tree of `size` leaves; none when the number of peaks doesn't fit the size.
    #[must_use]
    pub fn restore(size: u64, peaks: Vec<Hash>) -> Option<Self> {
        (u64::from(size.count_ones()) == peaks.len() as u64).then_some(Self { size, peaks })
    }

    /// Leaves in the tree.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The peaks, largest subtree first.
    #[must_use]
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// Adds a leaf: it merges with every perfect subtree of its own size.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The tree's root (Merkle Tree Hash); of nothing, SHA-256 of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return sha256(&[]) };
        peaks.fold(*last, |right, left| node(left, &right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ct_merkle::mem_backed_tree::MemoryBackedTree;

    #[test]
    fn agrees_with_a_tree_that_keeps_every_leaf() {
        let mut whole: MemoryBackedTree<Sha256, Vec<u8>> = MemoryBackedTree::new();
        let mut frontier = Frontier::default();
        for n in 0_u32..200 {
            let entry = format!("entry {n}").into_bytes();
            whole.push(entry.clone());
            frontier.push(leaf(&entry));
            assert_eq!(frontier.root()[..], whole.root().as_bytes()[..], "after {n}");
            let again = Frontier::restore(frontier.size(), frontier.peaks().to_vec()).unwrap();
            assert_eq!(again, frontier);
        }
    }

    #[test]
    fn a_frontier_of_the_wrong_size_is_refused() {
        assert_eq!(Frontier::restore(3, vec![[0; 32]]), None);
    }
}
