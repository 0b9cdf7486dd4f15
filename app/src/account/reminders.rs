//! Calendar and e-mail on the own account's page. No server function tells of them: an address is a person's, and is
//! read where it is shown and nowhere else.

use super::calendar::Calendar;
use super::mail::Mail;
use crate::context::{ReminderState, Request};
use crate::error::ApiResult;
use crate::page::Loaded;
use domain::AppError;
use domain::reminder::Mailing;
use leptos::prelude::*;

/// What is known of them.
struct Own {
    /// The date the calendar's address was made, when there is one.
    made: Option<String>,
    /// Where letters are wanted, and which.
    mailing: Option<Mailing>,
    /// What a form has just left behind.
    state: ReminderState,
}

/// The calendar's address and the letters that are wanted.
#[component]
pub fn Reminders() -> AnyView {
    let request = Request::current();
    view! {
        <Loaded data=own(request) draw=|own: Own| {
            view! {
                <Calendar made=own.made given=own.state.given.clone()/>
                <Mail mailing=own.mailing state=own.state/>
            }
            .into_any()
        }/>
    }
    .into_any()
}

async fn own(request: Result<Request, AppError>) -> ApiResult<Own> {
    let request = request?;
    let actor = request.actor.ok_or(AppError::Unauthenticated)?;
    let made = request.store.feed_of(&actor.username).await?.map(|feed| feed.made);
    let mailing = request.store.mailing(&actor.username).await?;
    Ok(Own { made, mailing, state: request.reminders })
}
