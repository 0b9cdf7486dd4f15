//! What each chapter says of a small register, of an empty one, and of one where something is kept from those who read.

use super::*;
use crate::assignment::Assignment;
use crate::body::Body;
use crate::city_matter::CityMatter;
use crate::date;
use crate::deviation::Deviation;
use crate::draft::Draft;
use crate::goal::Goal;
use crate::incident::Incident;
use crate::key::Key;
use crate::measure::Measure;
use crate::period::Period;
use crate::programme::Programme;
use crate::project::Project;
use crate::recommendation::Recommendation;
use crate::report::Chapter;
use crate::requirement::Requirement;
use crate::risk::Risk;
use crate::settings::Settings;
use crate::swedish;
use std::collections::HashMap;
use std::sync::Arc;

pub fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

fn key(text: &str) -> Key {
    Key::parse(text).unwrap()
}

const OWNER: &str = "Säkerhetssamordnare";

pub fn empty() -> Input {
    let mut input = Input::new(Period::Through(2024, 3), day("2024-03-31"), Settings::default());
    input.past = true;
    input
}

fn marking(draft: Draft, fields: &str) -> Draft {
    draft
        .with("secrecy_provision", "OSL 18 kap. 8 §")
        .with("secrecy_date", "2024-01-01")
        .with("secrecy_authority", "Nämnden")
        .with("secrecy_fields", fields)
}

fn risk(score: (&str, &str), months: &str) -> Risk {
    let draft = Draft::default()
        .with("title", "Ökade kostnader")
        .with("category", "Ekonomi")
        .with("cause", "dyrare licenser")
        .with("event", "kostnader ökar")
        .with("consequence", "budgeten hålls inte")
        .with("owner", OWNER)
        .with("current_likelihood", score.0)
        .with("current_consequence", score.1)
        .with("treatment", "reduce")
        .with("review_months", months);
    Risk::read(&draft, None, &Settings::default(), day("2024-01-10")).unwrap()
}

fn deviation() -> Draft {
    Draft::default()
        .with("title", "Efterlevnad av regelverk")
        .with("owner", OWNER)
        .with("cause", "Arbetet behöver förtydligas.")
        .with("consequence_users", "Driftstörningar riskeras.")
        .with("actions", "Ett samlat projekt pågår.")
        .with("audit_by", "Stadsrevisionen")
        .with("audit_says", "Tidigare rekommendationer är omhändertagna.")
        .with("programmes", "PRG-01")
        .with("risks", "RSK-01")
        .with("measures", "ATG-01")
}

fn measure(end: &str, percent: &str) -> Measure {
    let draft = Draft::default()
        .with("title", "Rutin")
        .with("area", "technical")
        .with("sub_area", "it")
        .with("deliverable", "routine")
        .with("change", "new")
        .with("owner", OWNER)
        .with("start", "2024-01-01")
        .with("end", end);
    let measure = Measure::read(&draft, None, &Settings::default()).unwrap();
    measure.report(&Draft::default().with("percent", percent), &[], day("2024-03-01")).unwrap()
}

fn incident(aware: &str) -> Incident {
    let draft = Draft::default()
        .with("title", "Avbrott")
        .with("happened", "Ingen kan logga in")
        .with("owner", OWNER)
        .with("aware", aware)
        .with("risks", "RSK-01");
    Incident::read(&draft, None, &Settings::default(), swedish::end_of(day("2024-12-31"))).unwrap()
}

/// A register with something in each chapter.
pub fn filled() -> Input {
    let settings = Settings::default();
    let mut input = empty();
    let told = Deviation::read(&deviation(), None, &settings, day("2024-03-20")).unwrap();
    let status = Draft::default().with("period", "2024-03").with("state", "ongoing").with("comment", "Arbetet löper.");
    let told = told.report(&status, OWNER, day("2024-03-20")).unwrap();
    input.take(key("AVV-01"), Body::Deviation(Box::new(told)));
    let programme = Draft::default().with("name", "Etablera").with("start", "2023-01-01").with("end", "2026-12-31");
    input.take(key("PRG-01"), Body::Programme(Programme::read(&programme, None).unwrap()));
    for (n, (end, percent)) in [("2024-02-28", "40"), ("2024-03-31", "100"), ("2025-12-31", "0")].iter().enumerate() {
        input.take(Key::numbered("ATG", n as u32 + 1), Body::Measure(measure(end, percent)));
    }
    for (n, (score, months)) in [(("3", "4"), "3"), (("2", "2"), "6")].into_iter().enumerate() {
        input.take(Key::numbered("RSK", n as u32 + 1), Body::Risk(risk(score, months)));
    }
    input.earlier = Arc::new(HashMap::from([(key("RSK-01"), Earlier::of(&risk(("2", "4"), "6")))]));
    let recommendation = Draft::default()
        .with("title", "Ordna arbetet")
        .with("text", "Ordna det.")
        .with("kind", "recommendation")
        .with("reviewer", "Stadsrevisionen")
        .with("date", "2023-05-01")
        .with("owner", OWNER)
        .with("measures", "ATG-01");
    let recommendation = Recommendation::read(&recommendation, None, &settings, day("2024-03-20")).unwrap();
    input.take(key("REK-01"), Body::Recommendation(recommendation));
    let framework =
        Draft::default().with("short", "NIS2").with("title", "Direktivet").with("version", "1").with("place", "1");
    let framework = framework.with("in_force", "2024-02-01");
    input.take(key("nis2"), Body::Framework(crate::framework::Framework::read(&framework).unwrap()));
    for n in 1..=2 {
        let draft = Draft::default()
            .with("framework", "nis2")
            .with("number", format!("art. {n}"))
            .with("place", n.to_string())
            .with("title", "Krav")
            .with("assessable", "on");
        let mut requirement = Requirement::read(&draft, None).unwrap();
        if n == 1 {
            let judged = Draft::default().with("level", "fully").with("date", "2024-02-10");
            requirement = requirement.judge(&judged, day("2024-03-01")).unwrap();
        }
        input.take(Key::parse(&format!("NIS2-{n}")).unwrap(), Body::Requirement(requirement));
    }
    let assignment = Draft::default()
        .with("title", "IT-kostnader")
        .with("text", "Nämnden får i uppdrag att minska kostnaderna.")
        .with("given_by", "Kommunfullmäktige")
        .with("boards", "Nämnden")
        .with("owner", OWNER)
        .with("year", "2024")
        .with("period", "Halvår 1 2024");
    let assignment = Assignment::read(&assignment, None, &settings).unwrap();
    input.take(key("UPD-01"), Body::Assignment(assignment));
    steer(&mut input);
    input
}

/// Goals, a project that flags and one that has ended, and a matter of the whole city.
fn steer(input: &mut Input) {
    let (settings, today) = (Settings::default(), day("2024-03-20"));
    let of = |title: &str| Draft::default().with("title", title).with("owner", OWNER);
    for (n, (kind, area)) in
        [("board_goal", "process"), ("activity", "process"), ("activity", "staff"), ("council_goal", "process")]
            .into_iter()
            .enumerate()
    {
        let goal = of("Effektiva inköp").with("kind", kind).with("area", area).with("first_year", "2024");
        let goal = Goal::read(&goal, None, &settings).unwrap();
        let comment = Draft::default().with("period", "2024-03").with("comment", "Analysen pågår.");
        let goal = if n == 0 { goal.report(&comment, OWNER, today).unwrap() } else { goal };
        input.take(Key::numbered("MAL", n as u32 + 1), Body::Goal(goal));
    }
    let project = of("Helhetslösning för telefoni").with("portfolio", "Digital infrastruktur").with("phase", "ongoing");
    let project = Project::read(&project, None, &settings, today).unwrap();
    let status = Draft::default()
        .with("period", "2024-03")
        .with("cost", "red")
        .with("cost_cause", "Projektet förlängs.")
        .with("cost_action", "Medel omfördelas.");
    let project = project.report(&status, OWNER, today).unwrap();
    input.take(key("PRJ-01"), Body::Project(project));
    let ended = of("Förmånsportal")
        .with("portfolio", "Gemensamma tjänster")
        .with("phase", "ongoing")
        .with("outcome", "as_planned")
        .with("ended", "2024-02-01")
        .with("came_to", "Avtal är tecknat.");
    let ended = Project::read(&ended, None, &settings, today).unwrap();
    input.take(key("PRJ-02"), Body::Project(ended));
    let matter = of("Tillämpning av NIS2")
        .with("question", "Hur ska kraven tillämpas?")
        .with("counterpart", "Stadsledningskontoret")
        .with("state", "dialogue");
    let matter = CityMatter::read(&matter, None, &settings, today).unwrap();
    input.take(key("SGF-01"), Body::CityMatter(matter));
}

pub fn texts(reading: &Reading, chapter: Chapter) -> Vec<(String, String)> {
    let of = reading.statements.iter().filter(|one| one.chapter == chapter);
    of.map(|one| (one.id.clone(), one.text.clone())).collect()
}

fn said(reading: &Reading, id: &str) -> String {
    reading.statements.iter().find(|one| one.id == id).unwrap_or_else(|| panic!("{id}")).text.clone()
}

#[test]
fn an_empty_register_says_so_in_sentences() {
    let reading = read(&empty(), None, 0);
    assert!(reading.bare() && !reading.whole);
    assert_eq!(said(&reading, "deviations.none"), "Inga väsentliga avvikelser har registrerats för perioden.");
    assert_eq!(said(&reading, "risks.picture"), "Ingen riskbild är beslutad.");
    assert_eq!(said(&reading, "risks.counts"), "Registret har inga öppna risker.");
    assert!(!read(&filled(), None, 0).bare());
}

#[test]
fn every_fact_is_said_or_stands_beneath_and_leads_to_its_day() {
    let reading = read(&filled(), None, 0);
    let mut ids: Vec<&str> = reading.statements.iter().map(|one| one.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), reading.statements.len(), "each id is one statement's");
    for statement in &reading.statements {
        assert!(!statement.text.trim().is_empty() && !statement.text.contains("  "), "{statement:?}");
        for fact in &statement.facts {
            assert!(fact.address.starts_with('/') && fact.address.ends_with("per=2024-03-31"), "{fact:?}");
            assert!(!fact.value.is_empty(), "{fact:?}");
        }
    }
    let chapters: Vec<Chapter> = reading.statements.iter().map(|one| one.chapter).collect();
    assert!(chapters.is_sorted(), "{chapters:?}");
}

#[test]
fn a_deviation_is_told_in_the_reports_own_order() {
    let reading = read(&filled(), None, 0);
    let subjects: Vec<&str> = reading
        .statements
        .iter()
        .filter(|one| one.chapter == Chapter::Deviations)
        .map(|one| one.subject.as_str())
        .collect();
    let expected = [
        "Orsak till att avvikelsen uppstått",
        "Konsekvenser för de verksamheten är till för",
        "Vidtagna åtgärder",
        "Granskning",
        "Granskning",
        "Status",
        "Programmets framdrift",
    ];
    assert_eq!(subjects, expected);
    assert_eq!(
        said(&reading, "deviation.AVV-01.status"),
        "Avvikelsen är under åtgärd enligt uppföljningen för mars 2024. Arbetet löper."
    );
    assert_eq!(
        said(&reading, "deviation.AVV-01.programme"),
        "I programmet Etablera är 1 av 3 leverabler klara, 33 %. Enligt planen skulle 67 % ha varit klart. En åtgärd är försenad."
    );
    assert_eq!(
        said(&reading, "deviation.AVV-01.recommendation.REK-01"),
        "Om rekommendationen ”Ordna arbetet” från Stadsrevisionen (REK-01) är omhändertagen har ingen bedömt."
    );
}

#[test]
fn risks_are_told_by_what_has_become_of_them() {
    let reading = read(&filled(), None, 0);
    assert_eq!(
        said(&reading, "risks.counts"),
        "Registret har två öppna risker. Av dem ligger en över vad nämnden tolererar, det vill säga på riskvärde 8 eller mer."
    );
    assert_eq!(said(&reading, "risks.changes"), "Sedan periodens början: en har höjts (RSK-01) och en är ny (RSK-02).");
    assert_eq!(said(&reading, "risks.top.RSK-01"), "12 (Hög), upp från 8");
    assert_eq!(
        said(&reading, "risks.close"),
        "En risk följs med täta intervall, minst var tredje månad: Ökade kostnader (RSK-01)."
    );
}

#[test]
fn what_is_new_in_the_law_and_how_it_is_met_is_told() {
    let reading = read(&filled(), None, 0);
    let told: Vec<String> = texts(&reading, Chapter::Information).into_iter().map(|(_, text)| text).collect();
    let expected = [
        "Direktivet (NIS2) trädde i kraft 2024-02-01.",
        "Ett krav i NIS2 har bedömts sedan förra rapporten, varav ett som helt uppfyllt.",
        "Av 2 krav i NIS2 är 1 bedömda och 1 helt uppfyllda.",
    ];
    assert_eq!(told, expected);
    let later = Input { previous: Some(day("2024-02-15")), ..filled() };
    let told = texts(&read(&later, None, 0), Chapter::Information);
    assert_eq!(told.len(), 1, "nothing is told twice: {told:?}");
}

#[test]
fn assignments_are_counted_by_state_and_told_one_by_one() {
    let reading = read(&filled(), None, 0);
    assert_eq!(
        said(&reading, "assignments.counts"),
        "Nämnden följer ett uppdrag från kommunfullmäktige. Ett är planerat."
    );
    let row = reading.statements.iter().find(|one| one.id == "assignment.UPD-01").unwrap();
    assert_eq!(row.subject, "Nämnden får i uppdrag att minska kostnaderna. 2024, Halvår 1 2024");
    assert_eq!(row.text, "Uppdraget är planerat.");
}

#[test]
fn goals_projects_and_city_matters_are_told_as_the_template_has_them() {
    let reading = read(&filled(), None, 0);
    let expected = [("goal.MAL-01", "Analysen pågår."), ("goal.MAL-02", "Ingen kommentar har lämnats för perioden.")];
    let expected = expected.map(|(id, text)| (id.to_owned(), text.to_owned()));
    assert_eq!(texts(&reading, Chapter::Process), expected, "of the area, and the council's own from August on");
    let portfolio: Vec<(String, String)> = texts(&reading, Chapter::Portfolio);
    let expected = [
        ("project.PRJ-01", "Status för kostnad: Röd\nOrsak: Projektet förlängs.\nÅtgärd: Medel omfördelas."),
        ("portfolio.PRJ-02.none", "Inga väsentliga avvikelser med röd flagg."),
        (
            "portfolio.PRJ-02.ended",
            "Sedan periodens början har följande projekt avslutats.\n- Förmånsportal: Avslutats enligt plan. Avtal är tecknat.",
        ),
    ];
    assert_eq!(portfolio, expected.map(|(id, text)| (id.to_owned(), text.to_owned())));
    assert_eq!(
        said(&reading, "city_matter.SGF-01"),
        "Frågan om tillämpning av NIS2 förs i dialog med Stadsledningskontoret. Hur ska kraven tillämpas?"
    );
}

#[test]
fn incidents_are_told_of_to_those_with_clearance_alone() {
    let (open, mut whole) = (filled(), Input { whole: true, ..filled() });
    whole.take(key("INC-01"), Body::Incident(Box::new(incident("2024-02-03 10:00"))));
    let reading = read(&open, Some(&whole), 0);
    let classified: Vec<&str> =
        reading.statements.iter().filter(|one| one.classified).map(|one| one.id.as_str()).collect();
    assert_eq!(classified, ["deviation.AVV-01.incidents", "information.incidents"]);
    assert_eq!(
        said(&reading, "deviation.AVV-01.incidents"),
        "Under perioden har en incident rört avvikelsens risker eller åtgärder, varav ingen var betydande."
    );
    assert!(said(&reading, "information.incidents").starts_with(
        "Tjänsterna har levererats utan betydande incidenter. En incident har registrerats under perioden."
    ));
    let without = read(&open, None, 0);
    assert!(without.statements.iter().all(|one| !one.classified && !one.id.ends_with("incidents")));
}

#[test]
fn a_masked_text_never_stands_as_if_it_were_whole() {
    let marked = marking(deviation(), "cause");
    let whole_body = Deviation::read(&marked, None, &Settings::default(), day("2024-03-20")).unwrap();
    let mut masked = whole_body.clone();
    masked.mask();
    let (mut open, mut whole) = (empty(), Input { whole: true, ..empty() });
    open.take(key("AVV-01"), Body::Deviation(Box::new(masked)));
    whole.take(key("AVV-01"), Body::Deviation(Box::new(whole_body)));
    let ids = |reading: &Reading| reading.statements.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    assert!(!ids(&read(&open, None, 0)).contains(&"deviation.AVV-01.cause".to_owned()));
    let reading = read(&open, Some(&whole), 0);
    let cause = reading.statements.iter().find(|one| one.id == "deviation.AVV-01.cause").unwrap();
    let actions = reading.statements.iter().find(|one| one.id == "deviation.AVV-01.actions").unwrap();
    assert!(cause.classified && !actions.classified);
}
