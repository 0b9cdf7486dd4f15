//! Every code of the domain has its text in both languages.

use super::*;
use domain::access::Role;
use domain::action::{self, Action};
use domain::analysis::{Analysis, AnalysisKind, AnalysisState};
use domain::assignment::{Assignment, AssignmentState};
use domain::control::{Control, Frequency, TestResult};
use domain::coverage::Basis;
use domain::coverage::applicability::{Applies, Implemented};
use domain::coverage::gap::Gap;
use domain::coverage::map::{Aspect, Says, Tone};
use domain::deliverable::{Deliverable, DeliverableKind, DeliverableState};
use domain::evidence::{Evidence, EvidenceKind};
use domain::evidence_list::{COLUMNS, EvidenceStatus};
use domain::field::Input;
use domain::indicator::{Indicator, IndicatorKind, Sources, ValueKind};
use domain::kind::Kind;
use domain::label::LabelCode;
use domain::measure::{Change, Measure, MeasureState, SubArea};
use domain::page::Page;
use domain::picture::page::Show;
use domain::picture::preparation::Count;
use domain::picture::{Outcome, PictureState};
use domain::programme::status::{Dimension, Signal};
use domain::recommendation::{Handled, Recommendation, RecommendationKind, RecommendationState};
use domain::register::{DELIVERABLE_STATES, MEASURE_STATES, Options, Register, STATES, Sort};
use domain::reminder::{Letter, Occasion};
use domain::requirement::Level;
use domain::risk::{Area, ConsequenceKind, Risk, Treatment};

fn has(key: &str) {
    for lang in Lang::ALL {
        assert!(find(*lang, key).is_some(), "{key} has no text");
    }
}

fn group(name: &str, codes: &[&str]) {
    for code in codes {
        has(&format!("{name}.{code}"));
    }
}

#[test]
fn every_code_has_its_text() {
    group("kind", Kind::CODES);
    group("register", Register::CODES);
    group("page", Page::CODES);
    group("role", Role::CODES);
    group("state", MeasureState::CODES);
    group("state", STATES);
    group("state", MEASURE_STATES);
    group("area", Area::CODES);
    group("sub_area", SubArea::CODES);
    group("signal", Signal::CODES);
    group("dimension", Dimension::CODES);
    group("treatment", Treatment::CODES);
    group("consequence_kind", ConsequenceKind::CODES);
    group("deliverable", DeliverableKind::CODES);
    group("state", DeliverableState::CODES);
    group("state", DELIVERABLE_STATES);
    group("label", LabelCode::CODES);
    for code in LabelCode::CODES {
        has(&format!("label.{code}_why"));
    }
    group("change", Change::CODES);
    group("frequency", Frequency::CODES);
    group("result", TestResult::CODES);
    group("effectiveness", domain::control::year::Effectiveness::CODES);
    group("occasion", domain::control::year::OccasionState::CODES);
    group("year_state", domain::year_cycle::StepState::CODES);
    group("year_known", domain::year_cycle::step::SHOWN_BY);
    group("standing", domain::evidence::life::Standing::CODES);
    group("state", domain::register::EVIDENCE_STATES);
    group("evidence_kind", EvidenceKind::CODES);
    group("evidence_status", EvidenceStatus::CODES);
    group("level", Level::CODES);
    group("basis", Basis::CODES);
    group("aspect", Aspect::CODES);
    group("tone", Tone::CODES);
    group("map", Says::CODES);
    group("applies", Applies::CODES);
    group("implemented", Implemented::CODES);
    for code in Gap::CODES {
        for form in [".one", ".other", "_why", "_name"] {
            has(&format!("gap.{code}{form}"));
        }
    }
    group("action", Action::CODES);
    group("action_done", Action::CODES);
    group("sort", Sort::CODES);
    group("picture_state", PictureState::CODES);
    group("picture_state", &["in_force", "superseded"]);
    group("outcome", Outcome::CODES);
    group("count", Count::CODES);
    group("show", Show::CODES);
    group("indicator_kind", IndicatorKind::CODES);
    group("value_kind", ValueKind::CODES);
    group("sources", Sources::CODES);
    group("state", AssignmentState::CODES);
    group("recommendation_kind", RecommendationKind::CODES);
    group("handled", Handled::CODES);
    group("state", RecommendationState::CODES);
    group("analysis_kind", AnalysisKind::CODES);
    group("state", AnalysisState::CODES);
    group("goal_kind", domain::goal::GoalKind::CODES);
    group("goal_area", domain::goal::GoalArea::CODES);
    group("state", domain::project::ProjectState::CODES);
    group("project_outcome", domain::project::ProjectOutcome::CODES);
    group("matter_state", domain::city_matter::MatterState::CODES);
    group("matter_state", &["closed", "all"]);
    group("criticality", domain::service::Criticality::CODES);
    group("chapter", domain::report::Chapter::CODES);
    group("report_month", domain::report::Through::CODES);
    group("report_state", PictureState::CODES);
    group("freshness", domain::report::Freshness::CODES);
    group("report_choice", domain::report::write::Choice::CODES);
    group("happened", domain::since::Happened::CODES);
    group("deviation_state", domain::register::DEVIATION_STATES);
    group("deviation_state", domain::deviation::DeviationState::CODES);
    group("incident_state", domain::register::INCIDENT_STATES);
    group("state", domain::incident::IncidentState::CODES);
    group("significance", domain::incident::Significance::CODES);
    group("incident_report", domain::incident::ReportKind::CODES);
    group("clock", domain::incident::ClockStanding::CODES);
}

#[test]
fn what_a_revision_tells_of_has_all_its_forms() {
    for outcome in Outcome::CODES {
        has(&format!("outcome.{outcome}_done"));
    }
    for count in Count::CODES {
        has(&format!("count.{count}_one"));
    }
    for told in ["new", "raised", "lowered", "changed", "closed"] {
        has(&format!("count.{told}_none"));
        for form in ["first_one", "first_many", "then_one", "then_many"] {
            has(&format!("revision.{told}_{form}"));
        }
        for form in ["one", "other"] {
            has(&format!("count.{told}_of.{form}"));
        }
    }
    has("count.confirmed_none");
    for state in [PictureState::Draft, PictureState::Prepared, PictureState::Ended, PictureState::Closed] {
        has(&format!("picture.undecided_{}", state.code()));
    }
    for next in ["prepare", "answer", "wait", "decide", "read", "board"] {
        has(&format!("revision.next_{next}"));
    }
}

#[test]
fn every_kind_and_register_has_all_its_forms() {
    for kind in Kind::CODES {
        has(&format!("kind.{kind}_plural"));
        has(&format!("kind.{kind}_definite"));
    }
    for register in Register::CODES {
        for form in ["count.one", "count.other", "of.one", "of.other", "caption"] {
            has(&format!("register.{register}_{form}"));
        }
        has(&format!("empty.{register}_title"));
        has(&format!("empty.{register}_text"));
    }
    for role in Role::CODES {
        has(&format!("role.{role}_help"));
    }
}

#[test]
fn every_page_without_a_key_in_its_path_can_be_in_the_navigation() {
    for page in Page::ALL {
        let made = ["new_", "edit_", "import_"].iter().any(|start| page.code().starts_with(start));
        if !page.path().contains(":key") && !made {
            has(&format!("page.nav_{}", page.code()));
        }
    }
}

#[test]
fn every_action_on_every_kind_has_its_texts_and_every_field_its_label() {
    for &lang in Lang::ALL {
        for (action, kind) in Action::pairs() {
            assert_ne!(action_label(lang, action, kind), MISSING, "{action:?} {kind:?}");
            assert_ne!(done_label(lang, action, kind), MISSING, "{action:?} {kind:?}");
            for field in action.fields(kind).unwrap_or_default() {
                assert_ne!(field_label(lang, kind, field.name), MISSING, "{kind:?} {}", field.name);
                if let Input::Choice(name, codes) = field.input {
                    group(name, codes);
                }
            }
        }
        for kind in Kind::ALL {
            for field in action::form(*kind) {
                assert_ne!(field_label(lang, *kind, field.name), MISSING, "{kind:?} {}", field.name);
            }
        }
        for code in Action::CODES {
            has(&format!("action.save_{code}"));
        }
    }
}

#[test]
fn every_name_a_diff_or_a_marking_uses_has_its_label() {
    let named = [
        (Kind::Risk, &["closed", "score", "measures", "controls"][..], Risk::MARKABLE),
        (Kind::Picture, &["action", "reasons", "prepared", "today"], &[]),
        (Kind::Measure, &["closed", "percent", "reported", "note", "next_step"], Measure::MARKABLE),
        (Kind::Deliverable, &["closed", "state"], Deliverable::MARKABLE),
        (Kind::Control, &["closed", "last_test", "result", "observation"], Control::MARKABLE),
        (Kind::Evidence, &["closed", "file", "sha256", "vouched_by", "vouched"], Evidence::MARKABLE),
        (Kind::Requirement, &["level", "reason", "judged"], &[]),
        (Kind::Programme, &["reported", "time", "time_cause", "time_action", "comment"], &[]),
        (Kind::Comment, &["action"], &[]),
        (Kind::Baseline, &["action", "measures"], &[]),
        (Kind::Pack, &["action"], &[]),
        (Kind::Disclosure, &["action"], &[]),
        (Kind::Disposal, &["action", "closed", "seen", "scope", "disposed"], &[]),
        (
            Kind::Report,
            &["action", "state", "closed", "statements", "prepared", "today", "text:risks", "choice:risks"],
            &[],
        ),
        (Kind::Report, &["chapter_deviations", "chapter_information", "chapter_risks", "chapter_process"], &[]),
        (Kind::Report, &["chapter_portfolio", "chapter_assignments", "chapter_annex", "held"], &[]),
        (Kind::Deviation, &["closed", "period", "state", "comment"], domain::deviation::Deviation::MARKABLE),
        (
            Kind::Incident,
            &["closed", "significance", "thresholds", "reasons", "judged", "report", "sent", "to", "reference"],
            domain::incident::Incident::MARKABLE,
        ),
        (Kind::Indicator, &["closed", "values"], Indicator::MARKABLE),
        (
            Kind::Assignment,
            &["closed", "state", "reported_back", "approved", "informed", "prepared"],
            Assignment::MARKABLE,
        ),
        (Kind::Recommendation, &["closed", "state", "judged_by", "judged", "about", "note"], Recommendation::MARKABLE),
        (Kind::Analysis, &["closed", "state"], Analysis::MARKABLE),
        (Kind::Goal, &["closed", "period", "comment"], domain::goal::Goal::MARKABLE),
        (Kind::Project, &["closed", "period"], domain::project::Project::MARKABLE),
        (Kind::CityMatter, &["closed", "period", "comment"], domain::city_matter::CityMatter::MARKABLE),
        (Kind::Service, &["closed"], domain::service::Service::MARKABLE),
        (Kind::Settings, &["year_records"], &[]),
        (Kind::Account, &["username", "password", "old_password", "new_password"], &[]),
    ];
    for &lang in Lang::ALL {
        for (kind, names, markable) in &named {
            for name in names.iter().chain(*markable) {
                assert_ne!(field_label(lang, *kind, name), MISSING, "{kind:?} {name}");
            }
        }
    }
}

#[test]
fn every_column_filter_and_order_has_its_label() {
    for &lang in Lang::ALL {
        for &register in Register::ALL {
            has(&format!("report.{}_help", register.code()));
            for column in register.columns() {
                assert_ne!(column_label(lang, register, column.name), MISSING, "{}", column.name);
            }
            for sort in Sort::ALL {
                assert_ne!(sort_label(lang, register, *sort), MISSING);
            }
            for filter in register.filters() {
                has(&format!("filter.{}", filter.param));
                assert_ne!(filter_choice(lang, register, filter.param, "", ""), MISSING);
                if let Options::Codes(name, codes) = filter.options {
                    for code in codes {
                        let label = filter_choice(lang, register, filter.param, name, code);
                        assert_ne!(label, MISSING, "{name}.{code}");
                    }
                }
            }
        }
        group("column", &COLUMNS);
        group("filter", &["q", "sort", "sida", "antal", "per", "kolumner"]);
    }
}

#[test]
fn every_task_has_its_texts() {
    for task in [
        "measures_late",
        "controls_due",
        "controls_deviating",
        "reviews_due",
        "done_without_evidence",
        "evidence_expired",
        "mentions",
        "clocks_late",
        "clocks_soon",
    ] {
        for part in [".one", ".other", "_rest.one", "_rest.other", "_hint", "_do"] {
            has(&format!("task.{task}{part}"));
        }
    }
}

#[test]
fn every_date_and_every_letter_has_its_texts() {
    for occasion in Occasion::CODES {
        has(&format!("reminder.short_{occasion}"));
        has(&format!("reminder.what_{occasion}"));
    }
    for letter in Letter::CODES {
        has(&format!("reminder.stop_{letter}_title"));
    }
    for part in ["overdue", "soon", "silent"] {
        has(&format!("reminder.digest_{part}.one"));
        has(&format!("reminder.digest_{part}.other"));
    }
}

#[test]
fn help_is_shown_as_it_is() {
    for (key, [swedish, english]) in table::all().filter(|(key, _)| key.ends_with("_help")) {
        assert!(!key.starts_with("field_") || !(swedish.contains('{') || english.contains('{')), "{key}");
    }
}

/// Words that are written the same in both languages.
const SAME: &[&str] = &[
    "Administration",
    "CSV",
    "Enter",
    "Esc",
    "Excel",
    "Id",
    "Incident",
    "JSON",
    "Journal",
    "Organisation",
    "PDF",
    "Period",
    "Plan",
    "Process",
    "Register",
    "Risk",
    "Riskbild",
    "SHA",
    "Start",
    "Version",
    "XLSX",
    "incident",
    "period",
    "plan",
    "risk",
    "version",
];

#[test]
fn no_text_is_left_in_the_other_language() {
    for (key, [swedish, english]) in table::all() {
        // What stands between the placeholders.
        let own = swedish.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
        let own: Vec<&str> = own.collect();
        let mut words =
            own.iter().flat_map(|part| part.split(|c: char| !c.is_alphabetic())).filter(|word| !word.is_empty());
        assert!(swedish != english || words.all(|word| SAME.contains(&word)), "{key}: {swedish}");
    }
}

#[test]
fn languages_are_known_by_their_codes() {
    assert_eq!(Lang::from_code("en"), Some(Lang::En));
    assert_eq!(Lang::from_code("de"), None);
    assert_eq!((Lang::default().html_lang(), Lang::Sv.other()), ("sv", Lang::En));
    assert_eq!(text(Lang::Sv, "no.such_text"), MISSING);
}
