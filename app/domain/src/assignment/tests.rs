//! The steps of an assignment, their order and their dates.

use super::*;

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

const TODAY: &str = "2024-06-30";

fn typed() -> Draft {
    Draft::default()
        .with("title", "Ny organisation för dataskyddsarbetet")
        .with("text", "Genomföra förslag till ny organisation.")
        .with("given_by", "Kommunfullmäktige")
        .with("boards", "Kommunstyrelsen\nNämnden för Intraservice")
        .with("owner", "Säkerhetssamordnare")
        .with("year", "2023")
        .with("area", "process")
        .with("period", "2024-H1")
}

fn assignment() -> Assignment {
    Assignment::read(&typed(), None, &Settings::default()).unwrap()
}

fn on(text: &str) -> Draft {
    Draft::default().with("date", text)
}

fn minutes(text: &str) -> Draft {
    on(text).with("organ", "Nämnden för Intraservice").with("paragraph", "47").with("registration", "DEMO-1")
}

fn refused(answer: Result<Assignment, Vec<FieldError>>) -> bool {
    answer == Err(FieldError::not_now())
}

#[test]
fn the_steps_come_in_one_order_only() {
    let today = day(TODAY);
    let given = assignment();
    assert!(refused(given.approve(&minutes("2024-04-24"), today)) && refused(given.inform(&on(""), today)));
    let back = given.report_back(&on("2024-04-10"), today).unwrap();
    assert!(refused(back.inform(&on(""), today)) && refused(back.correct(&minutes("2024-04-24"), today)));
    let again = back.report_back(&on("2024-04-12").with("registration", "DEMO-2"), today).unwrap();
    let approved = again.approve(&minutes("2024-04-24"), today).unwrap();
    assert!(refused(approved.report_back(&on(""), today)) && refused(approved.approve(&minutes("2024-05-02"), today)));
    let informed = approved.inform(&on("2024-05-02"), today).unwrap();
    let righted = informed.inform(&on("2024-05-03"), today).unwrap();
    assert_eq!(righted.informed.unwrap().date, day("2024-05-03"));
    let states = [&given, &back, &approved, &informed].map(Assignment::state);
    assert_eq!(
        states,
        [AssignmentState::Planned, AssignmentState::ReportedBack, AssignmentState::Approved, AssignmentState::Informed]
    );
    let next = [&given, &back, &approved, &informed].map(Assignment::next);
    assert_eq!(next, [Some(Action::ReportBack), Some(Action::Approve), Some(Action::Inform), None]);
    assert!(refused(informed.report(&Draft::default(), today)));
}

#[test]
fn no_step_is_dated_before_the_one_it_follows_nor_after_today() {
    let today = day(TODAY);
    let back = assignment().report_back(&on("2024-04-10"), today).unwrap();
    let early = back.approve(&minutes("2024-04-09"), today).unwrap_err();
    assert_eq!(early, [FieldError::new("date", ErrorCode::Before { other: "prepared".into() })]);
    let approved = back.approve(&minutes("2024-04-24"), today).unwrap();
    let early = approved.inform(&on("2024-04-23"), today).unwrap_err();
    assert_eq!(early, [FieldError::new("date", ErrorCode::Before { other: "approved".into() })]);
    let late = approved.inform(&on("2024-07-01"), today).unwrap_err();
    assert_eq!(late, [FieldError::new("date", ErrorCode::InTheFuture)]);
    let informed = approved.inform(&on("2024-05-02"), today).unwrap();
    assert_eq!(informed.correct(&minutes("2024-05-03"), today).unwrap_err()[0].code, ErrorCode::NotNow);
    assert_eq!(informed.correct(&minutes("2024-04-25"), today).unwrap().approved.unwrap().date, day("2024-04-25"));
}

#[test]
fn it_is_due_by_the_end_of_its_period_until_it_is_reported_back() {
    let today = day(TODAY);
    assert_eq!(assignment().due(), Some(day("2024-06-30")));
    let told = Draft::default().with("work", "ongoing").with("comment", "Uppdraget pågår.");
    let ongoing = assignment().report(&told, today).unwrap();
    assert_eq!((ongoing.state(), ongoing.due()), (AssignmentState::Ongoing, Some(day("2024-06-30"))));
    assert_eq!(ongoing.report_back(&on(""), today).unwrap().due(), None);
    assert_eq!(assignment().report(&told.with("comment", ""), today).unwrap_err()[0].field, "comment");
}

#[test]
fn the_form_reads_back_what_it_shows() {
    let whole = typed().with("risks", "RSK-06").with("source", "Delårsrapport mars 2024, 4.3.2");
    let read = Assignment::read(&whole, None, &Settings::default()).unwrap();
    assert_eq!(read.draft(), whole);
    let errors = Assignment::read(&typed().with("period", "våren"), None, &Settings::default()).unwrap_err();
    assert_eq!(errors, [FieldError::new("period", ErrorCode::NotAPeriod)]);
}
