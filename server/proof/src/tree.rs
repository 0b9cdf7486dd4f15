//! Proofs over the Merkle tree of RFC 6962: that an entry is in a journal (inclusion), and that a journal is the beginning
//! of a longer one (consistency). Which hashes a proof is made of, and whether it holds, a kept library says.

use crate::merkle::{Hash, node};
use ct_merkle::{
    ConsistencyProof, InclusionProof, RootHash, indices_for_consistency_proof, indices_for_inclusion_proof,
};
use sha2::Sha256;

/// A journal's length and root hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Root {
    /// Entries.
    pub size: u64,
    /// Merkle Tree Hash (RFC 6962, 2.1).
    pub hash: Hash,
}

/// A whole tree, to make proofs from: the hashes of every perfect subtree, level by level from the leaves.
#[derive(Debug, Clone)]
pub struct Tree {
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// The tree over these leaf hashes.
    #[must_use]
    pub fn of(leaves: Vec<Hash>) -> Self {
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|below| below.len() > 1) {
            let pairs = below.as_chunks::<2>().0.iter();
            levels.push(pairs.map(|[left, right]| node(left, right)).collect());
        }
        Self { levels }
    }

    /// Its leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// Its size and root hash; none of an empty tree.
    #[must_use]
    pub fn root(&self) -> Option<Root> {
        let size = self.size();
        Some(Root { size, hash: self.hash(0, size)? })
    }

    /// The proof that the leaf at an index, counted from 0, is in the tree; none when it isn't.
    #[must_use]
    pub fn inclusion(&self, index: u64) -> Option<Vec<Hash>> {
        let size = self.size();
        if index >= size {
            return None;
        }
        indices_for_inclusion_proof(size, index).into_iter().map(|node| self.node(node)).collect()
    }

    /// The proof that the tree of the first `size` leaves is the beginning of this one; none when there are fewer, or it
    /// is empty.
    #[must_use]
    pub fn consistency(&self, size: u64) -> Option<Vec<Hash>> {
        let added = self.size().checked_sub(size)?;
        if size == 0 {
            return None;
        }
        indices_for_consistency_proof(size, added).into_iter().map(|node| self.node(node)).collect()
    }

    /// The hash of a node by its index in the array of RFC 9420, appendix C: leaves at even places, each parent between its
    /// children.
    fn node(&self, index: u64) -> Option<Hash> {
        let width = 1_u64.checked_shl(index.trailing_ones())?;
        let from = (index + 1 - width) / 2;
        self.hash(from, (from + width).min(self.size()))
    }

    /// The Merkle Tree Hash of the leaves from one to before another.
    fn hash(&self, from: u64, to: u64) -> Option<Hash> {
        let length = to.checked_sub(from).filter(|length| *length > 0)?;
        if length.is_power_of_two() {
            let level = self.levels.get(length.trailing_zeros() as usize)?;
            return level.get(usize::try_from(from / length).ok()?).copied();
        }
        let split = from + (1 << (u64::BITS - 1 - length.leading_zeros()));
        Some(node(&self.hash(from, split)?, &self.hash(split, to)?))
    }
}

/// Whether an entry stands at an index, counted from 0, in the journal with this root.
#[must_use]
pub fn included(entry: &[u8], index: u64, proof: &[Hash], root: &Root) -> bool {
    let Ok(proof) = InclusionProof::<Sha256>::try_from_bytes(proof.concat()) else { return false };
    RootHash::new(root.hash.into(), root.size).verify_inclusion(&entry, index, &proof).is_ok()
}

/// Whether the journal with one root is the beginning of the journal with the other.
#[must_use]
pub fn continues(earlier: &Root, later: &Root, proof: &[Hash]) -> bool {
    let Ok(proof) = ConsistencyProof::<Sha256>::try_from_bytes(proof.concat()) else { return false };
    let earlier = RootHash::new(earlier.hash.into(), earlier.size);
    RootHash::new(later.hash.into(), later.size).verify_consistency(&earlier, &proof).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::{Frontier, leaf};

    fn entry(n: u64) -> Vec<u8> {
        format!("entry {n}").into_bytes()
    }

    fn tree(size: u64) -> (Tree, Root) {
        let tree = Tree::of((0..size).map(|n| leaf(&entry(n))).collect());
        let mut frontier = Frontier::default();
        (0..size).for_each(|n| frontier.push(leaf(&entry(n))));
        let root = tree.root().unwrap();
        assert_eq!(root, Root { size, hash: frontier.root() }, "{size}");
        (tree, root)
    }

    #[test]
    fn every_entry_of_every_journal_is_proved_and_no_other() {
        for size in 1..=40 {
            let (tree, root) = tree(size);
            for index in 0..size {
                let proof = tree.inclusion(index).unwrap();
                assert!(included(&entry(index), index, &proof, &root), "{index} of {size}");
                assert!(!included(&entry(index + 1), index, &proof, &root), "{index} of {size}");
                assert!(!included(&entry(index), (index + 1) % (size + 1), &proof, &root));
                for place in 0..proof.len() {
                    let mut wrong = proof.clone();
                    wrong[place][7] ^= 1;
                    assert!(!included(&entry(index), index, &wrong, &root), "{index} of {size}");
                }
            }
            assert_eq!(tree.inclusion(size), None);
        }
    }

    #[test]
    fn every_journal_is_proved_to_be_the_beginning_of_every_longer_one() {
        for size in 1..=40 {
            let (later, root) = tree(size);
            for earlier in 1..=size {
                let (_, begun) = tree(earlier);
                let proof = later.consistency(earlier).unwrap();
                assert!(continues(&begun, &root, &proof), "{earlier} of {size}");
                let other = Root { hash: leaf(b"another"), ..begun };
                assert!(!continues(&other, &root, &proof), "{earlier} of {size}");
            }
            assert_eq!((later.consistency(0), later.consistency(size + 1)), (None, None));
        }
    }

    #[test]
    fn an_empty_journal_has_no_root_and_proves_nothing() {
        let tree = Tree::of(Vec::new());
        assert_eq!((tree.root(), tree.inclusion(0), tree.consistency(0)), (None, None, None));
    }
}
