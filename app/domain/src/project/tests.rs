//! Tests of projects.

use super::*;
use crate::date;
use crate::programme::status::Signal;

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

fn typed() -> Draft {
    Draft::default()
        .with("title", "Upphandla och införa helhetslösning för telefoni")
        .with("portfolio", "Digital infrastruktur")
        .with("owner", "Portföljansvarig")
        .with("phase", "ongoing")
        .with("risks", "RSK-07")
}

fn read(draft: &Draft) -> Result<Project, Vec<FieldError>> {
    let settings = Settings { functions: vec!["Portföljansvarig".into()], ..Settings::default() };
    Project::read(draft, None, &settings, day("2024-04-30"))
}

fn wrong(errors: Vec<FieldError>) -> Vec<String> {
    errors.into_iter().map(|error| error.field).collect()
}

#[test]
fn the_form_reads_back_what_it_shows() {
    let whole = typed().with("outcome", "delayed").with("ended", "2024-03-31").with("came_to", "En förstudie.");
    assert_eq!(read(&whole).unwrap().draft(), whole);
}

#[test]
fn it_ends_with_an_outcome_and_not_in_the_future() {
    assert_eq!(read(&typed()).unwrap().state(), ProjectState::Ongoing);
    assert_eq!(read(&typed().with("phase", "planned")).unwrap().state(), ProjectState::Planned);
    // The report doesn't always say when.
    assert_eq!(read(&typed().with("outcome", "as_planned")).unwrap().state(), ProjectState::Done);
    assert_eq!(wrong(read(&typed().with("ended", "2024-03-31")).unwrap_err()), ["outcome"]);
    let late = typed().with("outcome", "delayed").with("ended", "2024-05-01");
    assert_eq!(wrong(read(&late).unwrap_err()), ["ended"]);
}

#[test]
fn what_is_red_is_told_with_its_cause_and_what_is_done_about_it() {
    let project = read(&typed()).unwrap();
    let report = |draft: &Draft| project.report(draft, "Portföljansvarig", day("2024-04-30"));
    let red = Draft::default().with("period", "mars 2024").with("cost", "red");
    assert_eq!(wrong(report(&red).unwrap_err()), ["cost_cause", "cost_action"]);
    assert_eq!(wrong(report(&Draft::default().with("period", "2024-03")).unwrap_err()), ["cost"]);
    assert_eq!(wrong(report(&Draft::default().with("time_cause", "Sent.")).unwrap_err()), ["time", "cost"]);
    let told = red.with("cost_cause", "Förlängning.").with("cost_action", "Omfördelning.").with("time", "yellow");
    let reported = report(&told).unwrap();
    let march = Period::parse("2024-03").unwrap();
    let status = reported.status_through(march).unwrap();
    assert_eq!((status.worst(), status.result.is_none()), (Some(Signal::Red), true));
    assert_eq!(status.causes().collect::<Vec<_>>(), ["Förlängning.", "Omfördelning."]);
    assert_eq!(reported.cell("cost"), Cell::code("signal", "red"));
    // The same period again takes its place.
    let again =
        reported.report(&Draft::default().with("period", "2024-03").with("cost", "green"), "", day("2024-04-30"));
    assert_eq!(again.unwrap().statuses.len(), 1);
}

#[test]
fn a_marking_takes_causes_out_and_leaves_the_colours() {
    let told = Draft::default().with("cost", "red").with("cost_cause", "Hemligt.").with("cost_action", "Hemligt.");
    let mut project = read(&typed()).unwrap().report(&told, "", day("2024-04-30")).unwrap();
    let marking = Draft::default()
        .with("secrecy_provision", "OSL 18 kap. 8 §")
        .with("secrecy_date", "2024-04-02")
        .with("secrecy_authority", "Nämnden")
        .with("secrecy_fields", "causes");
    project.secrecy = SecrecyMarking::read(&mut Reader::new(&marking), Project::MARKABLE);
    project.mask();
    assert_eq!((project.cell("causes"), project.cell("cost")), (Cell::Empty, Cell::code("signal", "red")));
}
