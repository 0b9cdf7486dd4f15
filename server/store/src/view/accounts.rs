//! Accounts, for those who keep them.

use super::View;
use crate::error::Result;
use domain::account::Account;
use domain::{AppError, Body, Grant, Kind};

impl View<'_> {
    /// Every account, by its name at sign-in, with its revision.
    ///
    /// # Errors
    /// `Forbidden` to everyone but those who keep accounts.
    pub async fn accounts(&self) -> Result<Vec<(String, u32, Account)>> {
        if self.grant(Kind::Account) == Grant::No {
            return Err(AppError::Forbidden.into());
        }
        let records = self.all(Kind::Account).await?.into_iter().filter_map(|record| match record.body {
            Body::Account(account) => Some((record.key.to_string(), record.rev, account)),
            _ => None,
        });
        Ok(records.collect())
    }
}
