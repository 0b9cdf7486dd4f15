//! Answers that are kept because what they were reckoned from can't have changed since.

use crate::error::Result;
use crate::view::View;
use chrono::NaiveDate;
use domain::Actor;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// The answers asked for last, each under all that it depends on.
pub(crate) struct Kept<K, V, const HELD: usize = 8>(Mutex<VecDeque<(K, Arc<V>)>>);

impl<K, V, const HELD: usize> Default for Kept<K, V, HELD> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: PartialEq, V, const HELD: usize> Kept<K, V, HELD> {
    /// The answer, if it is still kept.
    pub(crate) fn found(&self, key: &K) -> Option<Arc<V>> {
        Self::used(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner), key)
    }

    /// The answer, or a new one that is kept and fills while it is used.
    pub(crate) fn found_or_new(&self, key: &K) -> Arc<V>
    where
        K: Clone,
        V: Default,
    {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = Self::used(&mut held, key) {
            return found;
        }
        let value = Arc::default();
        held.push_front((key.clone(), Arc::clone(&value)));
        held.truncate(HELD);
        value
    }

    /// Takes an answer to the front: what is asked for stays, and what nobody asks for any longer falls off the end.
    fn used(held: &mut VecDeque<(K, Arc<V>)>, key: &K) -> Option<Arc<V>> {
        let place = held.iter().position(|(known, _)| known == key)?;
        let used = held.remove(place)?;
        let found = Arc::clone(&used.1);
        held.push_front(used);
        Some(found)
    }

    /// Forgets every answer.
    pub(crate) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Keeps an answer.
    pub(crate) fn keep(&self, key: K, value: V) -> Arc<V> {
        let value = Arc::new(value);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|(known, _)| *known != key);
        held.push_front((key, Arc::clone(&value)));
        held.truncate(HELD);
        value
    }
}

/// What an answer that shows the register depends on. A journal never changes below its length, so it is right for as long
/// as it is kept.
#[derive(PartialEq, Eq)]
pub(crate) struct Asked {
    position: u64,
    length: u64,
    day: NaiveDate,
    actor: Actor,
    /// What is asked for, where there are several of a kind.
    what: String,
}

impl View<'_> {
    /// An answer that is kept, or reckoned and then kept; `what` tells it from others of its kind.
    ///
    /// # Errors
    /// Those of reckoning it.
    pub(crate) async fn kept<V>(
        &self,
        kept: &Kept<Asked, V>,
        what: &str,
        reckon: impl Future<Output = Result<V>>,
    ) -> Result<Arc<V>> {
        let asked = Asked {
            position: self.position,
            length: self.length,
            day: self.day(),
            actor: self.actor.clone(),
            what: what.to_owned(),
        };
        if let Some(answer) = kept.found(&asked) {
            return Ok(answer);
        }
        let answer = reckon.await?;
        // What was written while it was reckoned may be in it: then it is right to show, but not to keep.
        if self.outdated().await? { Ok(Arc::new(answer)) } else { Ok(kept.keep(asked, answer)) }
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_falls_off() {
        let kept: Kept<u32, &str, 2> = Kept::default();
        kept.keep(1, "ett");
        kept.keep(2, "två");
        assert_eq!(kept.found(&1).as_deref(), Some(&"ett"));
        kept.keep(3, "tre");
        assert_eq!(
            (kept.found(&1).as_deref(), kept.found(&2), kept.found(&3).as_deref()),
            (Some(&"ett"), None, Some(&"tre"))
        );
    }
}
