//! Reminders: calendars that are subscribed to, addresses, and letters on their way.
//!
//! None of it is part of the register, and nobody but the account itself can read it: it is in no view, in no export and
//! in no backup. A restore must not bring back letters that someone has turned off since.

mod delivery;
mod feed;
mod mailing;

pub use delivery::Delivery;
pub use feed::Feed;
pub use mailing::Subscriber;
