//! The views of a register under their names, and how many records each shows.

use super::View;
use crate::error::Result;
use crate::outline::Passing;
use domain::listing::TabRow;
use domain::query::decode;
use domain::{Body, Kind, ListQuery, Register};

impl View<'_> {
    /// The views of a register: those it has from the start, and the saved ones in the order they were made.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn tabs(&self, register: Register) -> Result<Vec<TabRow>> {
        if register.tabs().is_empty() {
            return Ok(Vec::new());
        }
        let own = register.tabs().iter().filter_map(|(name, query)| {
            let pairs = decode(query);
            let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            let query = ListQuery::parse(register, pairs, self.today).ok()?;
            Some(TabRow { key: None, rev: None, name: (*name).to_owned(), query, total: 0 })
        });
        let saved = self.all(Kind::SavedView).await?.into_iter().filter_map(|record| match record.body {
            Body::SavedView(view) if view.register == register && view.closed.is_none() => {
                let query = view.asked(self.today)?;
                Some(TabRow { key: Some(record.key), rev: Some(record.rev), name: view.name, query, total: 0 })
            }
            _ => None,
        });
        let mut tabs: Vec<TabRow> = own.chain(saved).collect();
        tabs.iter_mut().for_each(|tab| tab.query.moment = self.moment);
        if let Some(kind) = register.kind() {
            let what = format!("{} {}", kind.code(), tabs.iter().map(|tab| tab.query.address()).collect::<String>());
            let totals = self.kept(&self.store.kept.counts, &what, self.totals(kind, &tabs)).await?;
            for (tab, total) in tabs.iter_mut().zip(totals.iter()) {
                tab.total = *total;
            }
        }
        Ok(tabs)
    }

    /// How many records each shows, in one walk through the outline.
    async fn totals(&self, kind: Kind, tabs: &[TabRow]) -> Result<Vec<u64>> {
        let kinds: Vec<Kind> = tabs.iter().flat_map(|tab| Self::told_by(&tab.query, kind)).collect();
        let outline = self.outline(&kinds).await?;
        let passing: Vec<(&ListQuery, Passing<'_>)> = tabs
            .iter()
            .map(|tab| (&tab.query, Passing::new(&outline, &tab.query, self.day(), self.instant())))
            .collect();
        let mut totals = vec![0; tabs.len()];
        for (key, line) in outline.of(kind).filter(|one| self.sees_line(kind, &outline, *one)) {
            for (total, (query, passing)) in totals.iter_mut().zip(&passing) {
                *total += u64::from(query.takes_key(key) && passing.takes(line));
            }
        }
        Ok(totals)
    }
}
