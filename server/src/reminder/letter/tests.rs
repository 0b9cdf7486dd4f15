//! What letters say.

use super::*;
use domain::Key;
use domain::reminder::Occasion;

fn day(text: &str) -> NaiveDate {
    domain::date::parse(text).unwrap()
}

fn reminder(key: &str, title: &str, owner: &str, date: &str) -> Reminder {
    Reminder {
        occasion: Occasion::MeasureEnd,
        key: Key::parse(key).unwrap(),
        title: title.to_owned(),
        owner: owner.to_owned(),
        date: day(date),
        percent: Some(10),
        reported: Some(day("2026-10-01")),
    }
}

fn envelope(lang: Lang) -> Envelope<'static> {
    Envelope {
        lang,
        url: "https://risk.example.se",
        board: "Nämnden för Intraservice",
        name: "IT-säkerhetsansvarig",
        token: "abc",
        today: day("2026-11-23"),
    }
}

#[test]
fn both_forms_of_a_digest_tell_the_same() {
    let reminders = vec![
        reminder("ATG-01", "Rutin <b>& logg</b>", "IT-säkerhetsansvarig", "2026-11-20"),
        reminder("ATG-02", "Arkivplan", "Arkivansvarig", "2026-11-30"),
    ];
    let letter = envelope(Lang::Sv).digest(&Digest::of(reminders, day("2026-11-23")));
    assert_eq!(letter.subject, "Riskbild vecka 48. Försenat: 1, inom 14 dagar: 1");
    for told in [
        "En sak är försenad",
        "En sak förfaller inom 14 dagar",
        "En åtgärd har ingen rapporterat om på 30 dagar",
        "ATG-02 Arkivplan",
        "Åtgärden ska vara klar 20 november 2026. Försenad 3 dagar",
        "Senast rapporterad 1 oktober 2026",
        "https://risk.example.se/atgarder/ATG-01",
        "https://risk.example.se/epost/avsluta-veckobrev/abc",
        "Per funktion",
        "måndag 23 november 2026",
    ] {
        assert!(letter.text.contains(told), "{told}\n{}", letter.text);
        assert!(letter.html.contains(told), "{told}\n{}", letter.html);
    }
    assert!(letter.html.contains("lang=\"sv\"") && letter.html.contains("Rutin &lt;b&gt;&amp; logg&lt;/b&gt;"));
    assert!(!letter.html.contains("<img") && !letter.html.contains("src=") && !letter.html.contains("<link"));
    assert!(letter.text.contains("\n-- \n"));
}

#[test]
fn a_long_list_is_cut_and_says_so() {
    let late: Vec<Reminder> =
        (1..=25).map(|n| reminder(&format!("ATG-{n:02}"), "Titel", "Arkivansvarig", "2026-11-22")).collect();
    let letter = envelope(Lang::En).overdue(&late);
    assert_eq!(letter.subject, "Riskbild. 25 things became overdue");
    assert!(letter.text.contains("ATG-20") && !letter.text.contains("ATG-21"));
    assert!(letter.text.contains("5 more are in the register.") && letter.html.contains("5 more are in the register."));
}

#[test]
fn every_letter_is_whole_in_both_languages() {
    for &lang in Lang::ALL {
        let late = [reminder("ATG-01", "", "Arkivansvarig", "2026-11-22")];
        let envelope = envelope(lang);
        let letters = [
            envelope.confirm(),
            envelope.digest(&Digest::of(late.to_vec(), day("2026-11-23"))),
            envelope.overdue(&late),
        ];
        for letter in letters {
            for part in [&letter.subject, &letter.text, &letter.html] {
                assert!(!part.contains(['{', '}']) && !part.contains(app::i18n::MISSING), "{part}");
            }
            assert!(letter.text.contains("/epost/") && letter.html.contains("/epost/"));
        }
    }
}
