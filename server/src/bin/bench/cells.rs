//! The grid: one value saved, and many people who save at once.

use crate::pages::coordinator;
use crate::report::Report;
use crate::{Failure, http, work};
use domain::query::encode;
use domain::{Key, Kind, Moment};
use std::net::SocketAddr;
use std::time::Duration;
use store::Store;

/// People who save at once.
const PEOPLE: u32 = 50;
/// Times they do it.
const ROUNDS: u32 = 6;

/// One value of one measure, to be saved.
struct Edit {
    key: Key,
    field: &'static str,
    was: String,
    now: String,
}

impl Edit {
    /// An edit of what is stored now.
    async fn of(store: &Store, number: u32, field: &'static str, now: String) -> Result<Self, Failure> {
        let key = Key::numbered("ATG", number);
        let was = stored(store, &key, field).await?;
        Ok(Self { key, field, was, now })
    }

    /// Saves it, as the grid's island does. Answers with how long it took.
    async fn send(&self, at: SocketAddr, cookie: &str) -> Result<Duration, Failure> {
        let (field, was, now) = (self.field, encode(&self.was), encode(&self.now));
        let body = format!(
            "command_id={}&key={}&kolumner=key%2Ctitle%2Cowner%2Cend%2Cpercent%2Cstate%2Creported&fields[was_{field}]={was}\
             &fields[{field}]={now}",
            store::ids::fresh(),
            self.key
        );
        let answer = http::send(at, "/atgarder/rad", cookie, &body).await?;
        if answer.status != 200 {
            return Err(format!("{} of {} answered {}", self.field, self.key, answer.status).into());
        }
        Ok(answer.total)
    }
}

async fn stored(store: &Store, key: &Key, field: &str) -> Result<String, Failure> {
    let actor = coordinator();
    Ok(store.view(&actor, Moment::Now).await?.body(Kind::Measure, key).await?.value(field))
}

/// Measures saving.
///
/// # Errors
/// When a value isn't taken, or isn't stored afterwards.
pub async fn measure(store: &Store, at: SocketAddr, cookie: &str, report: &mut Report) -> Result<(), Failure> {
    let durable = work::synced(4096)?;
    let mut times = Vec::new();
    for turn in 0..100 {
        let edit = Edit::of(store, 21 + turn * 7, "next_step", format!("Avstämning {}", store::ids::fresh())).await?;
        times.push(edit.send(at, cookie).await?);
    }
    report.add("a cell saved", &mut times, ("4 kB written and synced", durable), 10.0);
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        // Two on each measure, who change different values of it.
        let mut edits = Vec::new();
        for person in 0..PEOPLE {
            let (number, field) = (1001 + person / 2, if person % 2 == 0 { "percent" } else { "next_step" });
            let percent =
                (stored(store, &Key::numbered("ATG", number), "percent").await?.parse::<u32>()? + round + 1) % 100;
            let now = if field == "percent" { percent.to_string() } else { format!("Steg {}", store::ids::fresh()) };
            edits.push(Edit::of(store, number, field, now).await?);
        }
        let sent = futures::future::join_all(edits.iter().map(|edit| edit.send(at, cookie))).await;
        for time in sent {
            times.push(time?);
        }
        for edit in &edits {
            if stored(store, &edit.key, edit.field).await? != edit.now {
                return Err(format!("{} of {} was lost", edit.field, edit.key).into());
            }
        }
    }
    report.add("a cell saved, 50 people at once", &mut times, ("4 kB written and synced", durable), 50.0);
    Ok(())
}
