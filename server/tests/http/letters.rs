//! Letters through a real mail server: each arrives once, whatever the server does.

use crate::letterbox::{Letterbox, Mood, Taken};
use crate::running::{Running, draft, run};
use domain::{Action, Draft, Kind};
use server::reminder::{self, Mail, Tally};
use std::time::Duration;

const ADDRESS: &str = "agare@example.se";
/// Where the letters' links lead.
const SITE: &str = "https://risk.example.se";

struct Sending {
    site: Running,
    mail: Mail,
    letters: Letterbox,
}

impl Sending {
    /// An owner whose address is confirmed, at one o'clock on a Monday.
    async fn start(wanted: &[(&str, &str)]) -> Self {
        let sending = Self::unconfirmed(wanted).await;
        let token = sending.token().await;
        assert_eq!(sending.open("bekrafta", &token, "").await, 200);
        sending
    }

    async fn unconfirmed(wanted: &[(&str, &str)]) -> Self {
        let letters = Letterbox::open().await;
        let mail = Mail::read(&letters.url, "Riskbild <riskbild@example.se>", SITE).unwrap();
        let site = Running::sending(mail.clone()).await;
        site.add_records().await;
        let mut browser = site.signed_in("agare").await;
        let fields = [&[("mail_address", ADDRESS), ("language", "sv")], wanted].concat();
        let answer = browser.post("/konto/epost", &fields).await;
        assert_eq!((answer.status, answer.location()), (303, "/konto?klart=epost-bekrafta"), "{}", answer.body);
        Self { site, mail, letters }
    }

    /// What stands in the letter that asks for confirmation. The running server sends it by itself.
    async fn token(&self) -> String {
        for _ in 0..100 {
            if let Some(letter) = self.letters.taken().first() {
                let text = letter.text();
                let start =
                    text.find(&format!("{SITE}/epost/bekrafta/")).unwrap() + SITE.len() + "/epost/bekrafta/".len();
                return text[start..].lines().next().unwrap().trim().to_owned();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no letter came");
    }

    /// Opens a link by its form, as a mail program does: without a session, and from nowhere.
    async fn open(&self, what: &str, token: &str, body: &'static str) -> u16 {
        let mut program = self.site.browser();
        let request = program.request(reqwest::Method::POST, &format!("/epost/{what}/{token}"));
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
        program.send(request).await.status
    }

    async fn round(&self) -> Tally {
        reminder::run(&self.site.store, &self.mail).await.unwrap()
    }

    /// Letters beside the one that asks for confirmation.
    fn came(&self) -> Vec<Taken> {
        self.letters.taken().into_iter().skip(1).collect()
    }

    async fn measure(&self, title: &str, end: &str) {
        let measure = draft(Kind::Measure).with("title", title).with("end", end);
        self.site.commit(Action::Create, Kind::Measure, "", measure).await;
    }
}

const fn tally(sent: u32, refused: u32, unsure: u32) -> Tally {
    Tally { sent, refused, unsure }
}

#[test]
fn nothing_is_sent_before_the_address_is_confirmed() {
    run(async {
        let sending = Sending::unconfirmed(&[("digest", "on"), ("overdue", "on")]).await;
        sending.measure("Försenad", "2026-11-22").await;
        let token = sending.token().await;
        assert_eq!(sending.round().await, tally(0, 0, 0));
        let letter = &sending.letters.taken()[0];
        assert_eq!((letter.from.as_str(), letter.to.as_str()), ("<riskbild@example.se>", "<agare@example.se>"));
        assert!(!letter.text().contains("ATG"), "it tells nothing of the register");
        // A filter that opens every link confirms nothing.
        let shown = sending.site.browser().get(&format!("/epost/bekrafta/{token}")).await;
        assert!(shown.status == 200 && shown.body.contains("<form method=\"post\""));
        assert_eq!(sending.round().await, tally(0, 0, 0));
        assert_eq!(sending.open("bekrafta", &"0".repeat(32), "").await, 404);
        assert_eq!(sending.open("bekrafta", &token, "").await, 200);
        assert_eq!(sending.round().await, tally(2, 0, 0));
    });
}

#[test]
fn the_digest_arrives_once_a_week() {
    run(async {
        let sending = Sending::start(&[("digest", "on")]).await;
        sending.measure("Försenad", "2026-11-20").await;
        let other =
            draft(Kind::Measure).with("title", "Annans").with("owner", "Nämndsekreterare").with("end", "2026-11-20");
        sending.site.commit(Action::Create, Kind::Measure, "", other).await;
        let (one, two) = tokio::join!(sending.round(), sending.round());
        assert_eq!(one.sent + two.sent, 1, "of two at once one sends it");
        assert_eq!(sending.round().await, tally(0, 0, 0));
        let letters = sending.came();
        assert_eq!(letters.len(), 1);
        let text = letters[0].text();
        assert!(text.contains("ATG-02 Försenad") && !text.contains("Annans"), "{text}");
        assert!(text.contains(&format!("{SITE}/atgarder/ATG-02")));
        assert_eq!(letters[0].header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        assert!(letters[0].subject().starts_with("Riskbild vecka") || letters[0].subject().starts_with("=?utf-8?"));
        for day in 1..7 {
            sending.site.pass(24 * 60);
            assert_eq!(sending.round().await, tally(0, 0, 0), "day {day}");
        }
        sending.site.pass(24 * 60);
        assert_eq!(sending.round().await, tally(1, 0, 0), "the next Monday");
    });
}

#[test]
fn a_passed_date_is_told_the_day_after_and_once() {
    run(async {
        let sending = Sending::start(&[("overdue", "on")]).await;
        sending.measure("Gammal", "2026-10-01").await;
        sending.measure("Ny", "2026-11-23").await;
        assert_eq!(sending.round().await, tally(0, 0, 0), "it is still the day itself");
        sending.site.pass(24 * 60);
        assert_eq!(sending.round().await, tally(1, 0, 0));
        let text = sending.came()[0].text();
        assert!(text.contains("ATG-03 Ny") && !text.contains("Gammal"), "{text}");
        sending.site.pass(24 * 60);
        assert_eq!(sending.round().await, tally(0, 0, 0));
    });
}

#[test]
fn one_press_in_the_mail_program_turns_a_letter_off() {
    run(async {
        let sending = Sending::start(&[("digest", "on"), ("overdue", "on")]).await;
        sending.measure("Försenad", "2026-11-22").await;
        assert_eq!(sending.round().await, tally(2, 0, 0));
        let digest = sending.came().into_iter().find(|letter| letter.text().contains("avsluta-veckobrev")).unwrap();
        let header = digest.header("List-Unsubscribe");
        let token = header.trim_matches(['<', '>']).rsplit('/').next().unwrap().to_owned();
        let shown = sending.site.browser().get(&format!("/epost/avsluta-veckobrev/{token}")).await;
        assert_eq!(shown.status, 200);
        assert_eq!(sending.open("avsluta-veckobrev", &token, "List-Unsubscribe=One-Click").await, 200);
        sending.measure("Nästa", "2026-11-29").await;
        sending.site.pass(7 * 24 * 60);
        assert_eq!(sending.round().await, tally(1, 0, 0), "the notice, and no digest");
        let page = sending.site.signed_in("agare").await.get("/konto").await.body;
        assert!(page.contains(ADDRESS) && !page.contains("name=\"digest\" value=\"on\" checked"));
        for other in ["samordnare", "admin"] {
            assert!(!sending.site.signed_in(other).await.get("/konto").await.body.contains(ADDRESS));
        }
    });
}

#[test]
fn a_server_that_is_busy_mute_or_fed_gets_the_letter_later_and_once() {
    run(async {
        for mood in [Mood::Busy, Mood::Mute, Mood::Fed] {
            let sending = Sending::start(&[("digest", "on")]).await;
            sending.measure("Försenad", "2026-11-20").await;
            sending.letters.feel(mood);
            assert_eq!(sending.round().await, tally(0, 1, 0), "{mood:?}");
            let calls = sending.letters.calls();
            assert_eq!(sending.round().await, tally(0, 0, 0), "{mood:?}: not at once");
            assert_eq!(sending.letters.calls(), calls);
            sending.letters.feel(Mood::Kind);
            sending.site.pass(1);
            assert_eq!(sending.round().await, tally(1, 0, 0), "{mood:?}");
            sending.site.pass(60);
            assert_eq!(sending.round().await, tally(0, 0, 0));
            assert_eq!(sending.came().len(), 1, "{mood:?}");
        }
    });
}

#[test]
fn a_server_that_takes_a_letter_and_says_nothing_never_gets_it_again() {
    run(async {
        let sending = Sending::start(&[("digest", "on"), ("overdue", "on")]).await;
        sending.measure("Försenad", "2026-11-22").await;
        sending.letters.feel(Mood::Rude);
        assert_eq!(sending.round().await, tally(0, 0, 2));
        sending.letters.feel(Mood::Kind);
        for _ in 0..4 {
            sending.site.pass(6 * 60);
            assert_eq!(sending.round().await, tally(0, 0, 0));
        }
        let came = sending.came();
        assert_eq!(came.len(), 2);
        assert_ne!(came[0].header("Message-ID"), came[1].header("Message-ID"));
    });
}

#[test]
fn an_address_nobody_has_is_given_up_and_a_server_that_stays_away_too() {
    run(async {
        let sending = Sending::start(&[("digest", "on")]).await;
        sending.measure("Försenad", "2026-11-20").await;
        sending.letters.feel(Mood::Stranger);
        assert_eq!(sending.round().await, tally(0, 1, 0));
        sending.letters.feel(Mood::Kind);
        sending.site.pass(10 * 60);
        assert_eq!(sending.round().await, tally(0, 0, 0));

        let sending = Sending::start(&[("digest", "on")]).await;
        sending.measure("Försenad", "2026-11-20").await;
        sending.letters.feel(Mood::Busy);
        let mut attempts = 0;
        for _ in 0..20 {
            attempts += sending.round().await.refused;
            sending.site.pass(60);
        }
        assert_eq!(attempts, 8, "until Tuesday is over or it has been tried enough");
    });
}

#[test]
fn a_shut_account_gets_nothing() {
    run(async {
        let sending = Sending::start(&[("digest", "on")]).await;
        sending.measure("Försenad", "2026-11-20").await;
        let shut = Draft::default().with("name", "Ägare").with("role", "owner").with("shut", "on");
        let shut = shut.with("functions", crate::running::OWN);
        sending.site.commit(Action::Update, Kind::Account, "agare", shut).await;
        assert_eq!(sending.round().await, tally(0, 0, 0));
    });
}

#[test]
fn what_is_typed_wrong_comes_back_and_nothing_is_kept() {
    run(async {
        let sending = Sending::unconfirmed(&[]).await;
        let mut browser = sending.site.signed_in("samordnare").await;
        for wrong in ["inte en adress", "å@example.se", "a@b@c"] {
            let answer = browser.post("/konto/epost", &[("mail_address", wrong), ("digest", "on")]).await;
            assert_eq!(answer.status, 422, "{wrong}");
            assert!(answer.body.contains(wrong) && answer.body.contains("href=\"#mail_address\""), "{wrong}");
        }
        assert_eq!(sending.site.store.mailing("samordnare").await.unwrap(), None);
        let mut owner = sending.site.signed_in("agare").await;
        let answer = owner.post("/konto/epost", &[("mail_address", "")]).await;
        assert_eq!(answer.location(), "/konto?klart=epost-borta");
        assert_eq!(sending.site.store.mailing("agare").await.unwrap(), None);
    });
}

#[test]
fn without_a_mail_server_no_address_is_taken() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("agare").await;
        assert!(browser.get("/konto").await.body.contains("E-post är inte inställd"));
        assert_eq!(browser.post("/konto/epost", &[("mail_address", ADDRESS)]).await.status, 503);
        assert_eq!(site.store.mailing("agare").await.unwrap(), None);
    });
}
