//! The rules of incidents: their clocks over both nights, what can't have been, and what is kept from whom.

use super::*;
use crate::error::{ErrorCode, FieldError};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Noon in Sweden.
fn now() -> DateTime<Utc> {
    utc("2026-11-23T11:00:00Z")
}

fn typed() -> Draft {
    Draft::default()
        .with("title", "Inloggningen står still")
        .with("happened", "Ingen kan logga in.")
        .with("owner", "IT-säkerhetsansvarig")
}

fn read(draft: &Draft) -> Result<Incident, Vec<FieldError>> {
    Incident::read(draft, None, &Settings::default(), now())
}

fn aware(at: &str) -> Incident {
    Incident { aware: Some(utc(at)), ..read(&typed()).unwrap() }
}

fn judged(incident: &Incident, significance: &str) -> Incident {
    let draft = Draft::default().with("significance", significance).with("reasons", "Fyra timmar.");
    incident.judge(&draft, &Settings::default(), "IT-säkerhetsansvarig", now()).unwrap()
}

fn sent(incident: &Incident, kind: &str, at: &str) -> Incident {
    let report = SentReport {
        kind: ReportKind::from_code(kind).unwrap(),
        sent: utc(at),
        to: "CSIRT-enheten".to_owned(),
        reference: String::new(),
        note: String::new(),
        by: String::new(),
    };
    let mut reports = incident.reports.clone();
    reports.push(report);
    Incident { reports, ..incident.clone() }
}

/// Each clock: what is to be sent, and by when as people in Sweden read it.
fn due(incident: &Incident) -> Vec<(&'static str, String)> {
    let shown = |clock: Clock| (clock.kind.code(), clock.due.map_or_else(|| "-".to_owned(), swedish::shown));
    incident.clocks().into_iter().map(shown).collect()
}

fn standings(incident: &Incident, at: &str) -> Vec<&'static str> {
    incident.clocks().iter().map(|clock| clock.standing(utc(at)).code()).collect()
}

fn fields(errors: Vec<FieldError>) -> Vec<(String, ErrorCode)> {
    errors.into_iter().map(|error| (error.field, error.code)).collect()
}

fn before(field: &str, other: &str) -> (String, ErrorCode) {
    (field.to_owned(), ErrorCode::Before { other: other.to_owned() })
}

#[test]
fn a_day_and_three_days_are_real_hours_on_the_night_clocks_are_put_forward() {
    // Noticed at 22:30 in Sweden on the evening before: 24 hours later it is 23:30.
    let incident = aware("2026-03-28T21:30:00Z");
    assert_eq!(
        due(&incident)[..2],
        [("notice", "2026-03-29 23:30".to_owned()), ("notification", "2026-03-31 23:30".to_owned())]
    );
}

#[test]
fn a_day_and_three_days_are_real_hours_on_the_night_clocks_are_put_back() {
    let incident = aware("2026-10-24T20:30:00Z");
    assert_eq!(
        due(&incident)[..2],
        [("notice", "2026-10-25 21:30".to_owned()), ("notification", "2026-10-27 21:30".to_owned())]
    );
    // In the hour that comes twice, the minutes between its two 02:30 are sixty.
    let (first, second) = (aware("2026-10-25T00:30:00Z"), aware("2026-10-25T01:30:00Z"));
    let notice = |incident: &Incident| incident.clocks()[0].due.unwrap();
    assert_eq!((notice(&second) - notice(&first)).num_minutes(), 60);
}

#[test]
fn a_month_ends_with_the_same_number_or_with_the_months_last_day() {
    let month = |at: &str| due(&sent(&aware(at), "notification", at)).pop().unwrap();
    let ended = |at: &str, ended: &str| {
        let incident = Incident { ended: Some(utc(ended)), ..sent(&aware(at), "notification", at) };
        due(&incident)[2..].to_vec()
    };
    // A day ends at midnight, which people call the next day.
    assert_eq!(ended("2026-01-31T08:00:00Z", "2026-02-01T08:00:00Z"), [("final", "2026-02-28 23:59".to_owned())]);
    assert_eq!(ended("2028-01-31T08:00:00Z", "2028-02-01T08:00:00Z"), [("final", "2028-02-29 23:59".to_owned())]);
    assert_eq!(ended("2026-02-28T08:00:00Z", "2026-03-01T08:00:00Z"), [("final", "2026-03-28 23:59".to_owned())]);
    assert_eq!(ended("2026-01-15T08:00:00Z", "2026-01-16T08:00:00Z"), [("final", "2026-02-15 23:59".to_owned())]);
    // Half past midnight in Sweden belongs to the new day.
    assert_eq!(ended("2026-01-30T23:30:00Z", "2026-02-01T08:00:00Z"), [("final", "2026-02-28 23:59".to_owned())]);
    assert_eq!(month("2026-01-15T08:00:00Z"), ("final", "-".to_owned()), "it goes on");
}

#[test]
fn what_goes_on_is_told_of_then_and_ended_a_month_after_it_was_handled() {
    let incident = sent(&aware("2026-09-01T08:00:00Z"), "notification", "2026-09-02T08:00:00Z");
    assert_eq!(due(&incident)[2..], [("progress", "2026-10-02 23:59".to_owned()), ("final", "-".to_owned())]);
    let late = Incident { ended: Some(utc("2026-10-20T08:00:00Z")), ..incident.clone() };
    assert_eq!(
        due(&late)[2..],
        [("progress", "2026-10-02 23:59".to_owned()), ("final", "2026-11-20 23:59".to_owned())]
    );
    let in_time = Incident { ended: Some(utc("2026-09-20T08:00:00Z")), ..incident.clone() };
    assert_eq!(due(&in_time)[2..], [("final", "2026-10-02 23:59".to_owned())]);
    // A final report that was sent before the month was over leaves nothing to tell of then.
    let told = sent(&incident, "final", "2026-09-25T08:00:00Z");
    assert_eq!(due(&told)[2..], [("final", "2026-10-02 23:59".to_owned())]);
    // Before it is notified the final report waits.
    assert_eq!(due(&aware("2026-09-01T08:00:00Z"))[2..], [("final", "-".to_owned())]);
}

#[test]
fn a_clock_runs_is_soon_is_late_and_is_met_in_time_or_not() {
    let incident = aware("2026-11-22T11:00:00Z");
    let notice = |at: &str| standings(&incident, at)[0];
    assert_eq!(notice("2026-11-22T12:00:00Z"), "running");
    assert_eq!(notice("2026-11-23T05:00:00Z"), "running", "a quarter is left");
    assert_eq!(notice("2026-11-23T05:01:00Z"), "soon");
    assert_eq!(notice("2026-11-23T11:00:00Z"), "soon", "the last minute is not late");
    assert_eq!(notice("2026-11-23T11:01:00Z"), "late");
    let at = "2026-11-23T11:01:00Z";
    assert_eq!(standings(&incident, at), ["late", "running", "waiting"]);
    assert_eq!(standings(&sent(&incident, "notice", "2026-11-23T10:59:00Z"), at)[0], "sent_in_time");
    assert_eq!(standings(&sent(&incident, "notice", "2026-11-23T11:01:00Z"), at)[0], "sent_late");
    assert_eq!(standings(&sent(&incident, "notification", "2026-11-23T10:00:00Z"), at)[0], "sent_in_time");
    assert_eq!(incident.presses(utc(at)), Some(ClockStanding::Late));
}

#[test]
fn an_interim_report_answers_what_was_asked_for() {
    let asked = Incident {
        interim_asked: Some(utc("2026-11-10T08:00:00Z")),
        interim_due: Some(utc("2026-11-12T08:00:00Z")),
        ..aware("2026-11-01T08:00:00Z")
    };
    let interim = |incident: &Incident| standings(incident, "2026-11-13T08:00:00Z")[2];
    assert_eq!(interim(&asked), "late");
    assert_eq!(interim(&sent(&asked, "interim", "2026-11-09T08:00:00Z")), "late", "sent before it was asked for");
    assert_eq!(interim(&sent(&asked, "interim", "2026-11-11T08:00:00Z")), "sent_in_time");
}

#[test]
fn what_is_not_significant_owes_nothing_and_what_is_cant_be_closed_before_it_is_told() {
    let incident = aware("2026-11-20T08:00:00Z");
    let at = "2026-11-23T11:00:00Z";
    let none = judged(&incident, "not_significant");
    assert_eq!(standings(&none, at), ["not_owed", "not_owed", "not_owed"]);
    assert_eq!((none.next_clock(), none.unsent()), (None, Vec::new()));
    let significant = judged(&incident, "significant");
    assert_eq!(significant.unsent(), [ReportKind::Notice, ReportKind::Notification, ReportKind::Final]);
    assert!(Incident { drill: true, ..significant.clone() }.unsent().is_empty());
    let told = Incident { ended: Some(utc("2026-11-21T08:00:00Z")), ..significant };
    let told = sent(&sent(&told, "notification", "2026-11-20T20:00:00Z"), "final", "2026-11-23T10:00:00Z");
    assert!(told.unsent().is_empty());
}

#[test]
fn a_judgement_keeps_the_thresholds_it_was_made_by() {
    let mut settings = Settings::default();
    let draft =
        Draft::default().with("significance", "significant").with("thresholds", "T1, T3").with("reasons", "Ja.");
    let judged = aware("2026-11-20T08:00:00Z").judge(&draft, &settings, "", now()).unwrap();
    let ids = |incident: &Incident| -> Vec<String> {
        incident.judgement.iter().flat_map(|one| &one.thresholds).map(|one| one.id.clone()).collect()
    };
    assert_eq!(ids(&judged), ["T1", "T3"]);
    settings.thresholds.clear();
    let again = judged.judge(&judged.judgement_draft(), &settings, "", now()).unwrap();
    assert_eq!(ids(&again), ["T1", "T3"], "what the catalogue no longer holds stays with what was judged by it");
    let unknown = aware("2026-11-20T08:00:00Z").judge(&draft, &settings, "", now()).unwrap_err();
    assert_eq!(unknown.len(), 2);
    let empty = judged.judge(&Draft::default(), &settings, "", now()).unwrap_err();
    assert_eq!(fields(empty).iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), ["significance", "reasons"]);
}

#[test]
fn what_cant_have_been_is_told_field_by_field() {
    let wrong = |pairs: &[(&str, &str)]| {
        let draft = pairs.iter().fold(typed(), |draft, (field, text)| draft.with(field, *text));
        fields(read(&draft).unwrap_err())
    };
    assert_eq!(
        wrong(&[("began", "2026-11-22T10:00"), ("aware", "2026-11-22T09:00")]),
        [before("aware", "began")],
        "noticed before it happened"
    );
    assert_eq!(
        wrong(&[("began", "2026-11-22T10:00"), ("ended", "2026-11-22T09:00"), ("aware", "2026-11-22T10:00")]),
        [before("ended", "began")]
    );
    assert_eq!(wrong(&[("aware", "2026-11-23T12:01")]), [("aware".to_owned(), ErrorCode::InTheFuture)]);
    assert_eq!(wrong(&[("aware", "2026-03-29T02:30")]), [("aware".to_owned(), ErrorCode::NotATime)]);
    assert_eq!(wrong(&[("began", "i natt")]), [("began".to_owned(), ErrorCode::NotATime)]);
    assert_eq!(
        wrong(&[("aware", "2026-11-22T09:00"), ("interim_asked", "2026-11-23T09:00")]),
        [("interim_due".to_owned(), ErrorCode::Required)]
    );
    assert!(read(&typed().with("aware", "2026-11-23T12:00")).is_ok(), "this very minute");
}

#[test]
fn nothing_is_sent_before_anyone_knew_or_before_it_is_sent() {
    let incident = aware("2026-11-22T11:00:40Z");
    let report = |at: &str| Draft::default().with("report", "notice").with("to", "CSIRT-enheten").with("sent", at);
    let wrong = |at: &str| fields(incident.send(&report(at), "", now()).unwrap_err());
    assert_eq!(wrong("2026-11-22T11:59"), [before("sent", "aware")]);
    assert_eq!(wrong("2026-11-23T12:01"), [("sent".to_owned(), ErrorCode::InTheFuture)]);
    assert!(incident.send(&report("2026-11-22T12:00"), "", now()).is_ok(), "in the same minute");
    let told = incident.send(&report(""), "IT-säkerhetsansvarig", now()).unwrap();
    assert_eq!((told.reports[0].sent, told.reports[0].by.as_str()), (now(), "IT-säkerhetsansvarig"), "now");
    let later = told.draft().with("aware", "2026-11-23T12:00");
    assert!(Incident::read(&later, Some(&told), &Settings::default(), utc("2026-11-24T11:00:00Z")).is_ok());
    let after = told.draft().with("aware", "2026-11-23T12:30");
    let errors = Incident::read(&after, Some(&told), &Settings::default(), utc("2026-11-24T11:00:00Z")).unwrap_err();
    assert_eq!(fields(errors), [("aware".to_owned(), ErrorCode::NotNow)]);
}

#[test]
fn what_is_pasted_from_a_document_keeps_its_words() {
    let pasted =
        "Drift\u{ad}störning i\u{a0}”Ciceron”\u{b}på grund av bränd\u{2028}kabel\u{200b} – 1\u{a0}234 konton\u{1}…";
    let incident = read(&typed().with("happened", pasted)).unwrap();
    assert_eq!(incident.happened, "Driftstörning i\u{a0}”Ciceron”\npå grund av bränd\nkabel – 1\u{a0}234 konton…");
    assert!(read(&typed().with("aware", "2026-11-22\u{a0}09.15")).is_ok());
}

#[test]
fn the_form_reads_back_what_it_shows_also_in_the_hour_that_comes_twice() {
    let incident = Incident {
        aware: Some(utc("2026-10-25T01:30:00Z")),
        began: Some(utc("2026-10-25T00:30:00Z")),
        users: Some(1200),
        ..read(&typed().with("risks", "RSK-01").with("drill", "on")).unwrap()
    };
    assert_eq!(incident.draft().get("aware"), incident.draft().get("began"), "both are shown as 02:30");
    let again = Incident::read(&incident.draft(), Some(&incident), &Settings::default(), now()).unwrap();
    assert_eq!(again, incident);
}

#[test]
fn it_is_closed_from_the_first_moment_and_a_masked_copy_tells_nothing() {
    let incident = read(&typed().with("secrecy_note", "Pågående utredning")).unwrap();
    let marking = incident.secrecy.clone().unwrap();
    assert_eq!((marking.provision.as_str(), marking.fields.len()), (PROVISION, Incident::MARKABLE.len()));
    let told = sent(&judged(&incident, "significant"), "notice", "2026-11-23T11:00:00Z");
    let mut masked = Incident { risks: vec![Key::numbered("RSK", 1)], ended: Some(now()), users: Some(3), ..told };
    masked.mask();
    let nothing = Incident {
        title: String::new(),
        happened: String::new(),
        aware: None,
        secrecy: masked.secrecy.clone(),
        ..read(&typed()).unwrap()
    };
    assert_eq!(masked, nothing);
    assert_eq!((masked.clocks(), masked.state()), (Vec::new(), IncidentState::Ongoing));
    // Whoever has clearance may narrow the marking or take it away, and then it is gone.
    let opened = incident.draft().with("secrecy_provision", "");
    let opened = Incident::read(&opened, Some(&incident), &Settings::default(), now()).unwrap();
    assert_eq!(opened.secrecy, None);
}

#[test]
fn what_is_left_is_told_in_hours_and_minutes_and_then_in_days() {
    let left = |due: &str, now: &str| {
        let Left { late, days, hours, minutes } = Left::until(utc(due), utc(now));
        (late, days, hours, minutes)
    };
    assert_eq!(left("2026-11-23T12:30:00Z", "2026-11-23T11:00:00Z"), (false, 0, 1, 30));
    assert_eq!(left("2026-11-25T10:59:00Z", "2026-11-23T11:00:00Z"), (false, 0, 47, 59));
    assert_eq!(left("2026-11-25T13:30:00Z", "2026-11-23T11:00:00Z"), (false, 2, 2, 0));
    assert_eq!(left("2026-11-23T10:55:00Z", "2026-11-23T11:00:00Z"), (true, 0, 0, 5));
}

#[test]
fn a_copy_without_its_reports_has_no_clocks() {
    let mut incident = sent(&aware("2026-11-22T11:00:00Z"), "notice", "2026-11-22T12:00:00Z");
    if let Some(marking) = &mut incident.secrecy {
        marking.fields = vec!["reports".to_owned()];
    }
    assert_eq!(incident.clocks().len(), 3);
    incident.mask();
    assert!(incident.aware.is_some() && incident.clocks().is_empty());
}

#[test]
fn what_the_final_report_overtook_is_not_asked_for_any_more() {
    let late = sent(&judged(&aware("2026-09-01T08:00:00Z"), "significant"), "notification", "2026-09-02T08:00:00Z");
    let late = Incident { ended: Some(utc("2026-10-20T08:00:00Z")), ..sent(&late, "final", "2026-11-10T08:00:00Z") };
    assert!(late.unsent().is_empty());
}
