//! The rows of the grid of measures: a row's form, and single values where scripts run.

use crate::answer::wants_page;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::pages::to;
use crate::site::Site;
use crate::submit;
use crate::visitor::Visitor;
use app::form::Sent;
use app::measure::grid::{self, Answer, row_id};
use axum::extract::{FromRequest, Query, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use domain::access::Function;
use domain::{Action, AppError, Kind, Page, Subject};

/// Leads who has reloaded a row's address back to the grid.
pub async fn back() -> Response {
    to(Page::Measures.path())
}

/// Takes a row in. A form that a browser sends by itself is answered with a page; a single value with its row.
pub async fn save(State(site): State<Site>, visitor: Visitor, request: Request) -> Response {
    let person = wants_page(request.headers());
    let Query(asked) = Query::<Vec<(String, String)>>::try_from_uri(request.uri()).unwrap_or_default();
    let Fields(pairs) = match Fields::from_request(request, &()).await {
        Ok(fields) => fields,
        Err(failure) => return failure.into_response(),
    };
    let pairs = whole(pairs, &asked);
    if person {
        return submit::take(&site, &visitor, pairs).await;
    }
    match one(&site, &visitor, &pairs).await {
        Ok(Answer { status, html }) => (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        Err(error) => Failure::App(error).into_response(),
    }
}

async fn one(site: &Site, visitor: &Visitor, pairs: &[(String, String)]) -> Result<Answer, AppError> {
    let actor = visitor.actor()?;
    if !actor.may(Subject::Function(Function::Submit)) {
        return Err(AppError::Forbidden);
    }
    let columns = pairs.iter().find(|(name, _)| name == "kolumner").map_or("", |(_, value)| value.as_str());
    grid::answer(&site.store, actor, visitor.look.lang, &Sent::read(pairs), columns).await
}

/// A row's fields together with what every row of the grid has in common and its address tells: what is to be done, on which
/// page, and the beginning of the command's id.
fn whole(mut pairs: Vec<(String, String)>, asked: &[(String, String)]) -> Vec<(String, String)> {
    let find = |pairs: &[(String, String)], name: &str| {
        pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let (key, page) = (find(&pairs, "key"), find(asked, "till"));
    if find(&pairs, "command_id").is_empty() {
        pairs.push(("command_id".to_owned(), format!("{}-{key}", find(asked, "id"))));
    }
    let told = [
        ("action", Action::Set.code().to_owned()),
        ("kind", Kind::Measure.code().to_owned()),
        ("next", format!("{page}#{}", row_id(&key))),
        ("page", page),
    ];
    pairs.retain(|(name, _)| told.iter().all(|(known, _)| name != known));
    pairs.extend(told.map(|(name, value)| (name.to_owned(), value)));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_can_do_nothing_but_set_values_of_measures() {
        let given = [("key", "ATG-07"), ("action", "close"), ("kind", "risk"), ("fields[percent]", "90")];
        let asked = [("id", "abc"), ("till", "/atgarder?q=x")];
        let owned = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let sent = Sent::read(&whole(owned(&given), &owned(&asked)));
        assert_eq!(
            (sent.action.as_str(), sent.kind.as_str(), sent.command_id.as_str()),
            ("set", "measure", "abc-ATG-07")
        );
        assert_eq!(sent.next, "/atgarder?q=x#rad-ATG-07");
    }
}
