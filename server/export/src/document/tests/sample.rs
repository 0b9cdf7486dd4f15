//! A revision as a board meets it, with every kind of change in it.

use super::Locale;
use crate::document::{Annex, Attachment, Comparison, Head, Revision};
use chrono::{DateTime, NaiveDate, Utc};
use domain::control::{Frequency, TestResult};
use domain::measure::MeasureState;
use domain::picture::content::{Ended, LinkedControl, LinkedMeasure};
use domain::picture::decision::{Correction, Deviation};
use domain::picture::page::Base;
use domain::picture::{Answer, Change, Content, Counts, Decision, Item, Outcome, Preparation, change};
use domain::proceedings::Proceedings;
use domain::risk::{Closed, Risk};
use domain::settings::Settings;
use domain::{Draft, Key};
use sha2::{Digest, Sha256};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Everything a document is made from.
pub struct Sample {
    pub before: Content,
    pub after: Content,
    pub base: Base,
    pub changes: Vec<Change>,
    pub preparation: Preparation,
    pub decision: Decision,
    pub json: Vec<u8>,
    pub sha256: String,
}

/// Title, category, likelihood and consequence before, and now.
type Line = (&'static str, &'static str, (u8, u8), (u8, u8));

const RISKS: [Line; 18] = [
    ("Kostnadsökningar för inköp och personal", "Ekonomi", (3, 3), (3, 3)),
    ("Regelverket förändras snabbare än projektet hinner anpassas", "Ledning", (3, 3), (4, 3)),
    ("Brister i inköps- och upphandlingsprocessen", "Inköp", (3, 3), (2, 3)),
    ("Incident stör driften i stadens verksamheter", "Drift", (3, 4), (3, 4)),
    ("Avvikelser mot stadens styrande dokument kvarstår", "Ledning", (3, 3), (3, 3)),
    ("Oklarhet när dataskyddsorganisationen ändras", "Dataskydd", (3, 2), (3, 3)),
    ("Telefoniprojektet fördyras och tidplanen blir för kort", "Projekt", (4, 3), (4, 3)),
    ("Brister i ärende- och dokumenthantering vid systembyte", "Arkiv", (3, 3), (3, 3)),
    ("För vida eller inaktuella behörigheter", "IT-säkerhet", (3, 3), (3, 3)),
    ("Säkerhetsbrist hos leverantör slår mot levererade tjänster", "Leverantör", (2, 4), (3, 4)),
    ("Återläsning fungerar inte när den behövs", "Drift", (2, 4), (2, 4)),
    ("Fysisk störning i drifthall", "Fysisk säkerhet", (2, 4), (2, 4)),
    ("Utpressningsangrepp mot gemensam infrastruktur", "Cybersäkerhet", (3, 4), (3, 4)),
    ("Beroende av nyckelpersoner inom säkerhet", "Kompetens", (3, 3), (3, 3)),
    ("Information förloras när system avvecklas", "Arkiv", (2, 3), (2, 3)),
    ("Personuppgiftsincident i gemensam tjänst", "Dataskydd", (2, 3), (2, 3)),
    ("Ledningen saknar utbildning enligt cybersäkerhetslagen", "Ledning", (2, 2), (2, 2)),
    ("Staden tillämpar de nya kraven på olika sätt", "Samverkan", (3, 2), (3, 3)),
];

const OWNERS: [&str; 4] = [
    "Säkerhetssamordnare",
    "Informationssäkerhetssamordnare",
    "Projektledare systematiskt informationssäkerhetsarbete",
    "Ekonomichef",
];

fn settings() -> Settings {
    let mut settings = Settings { board: "Nämnden för Intraservice".into(), ..Settings::default() };
    settings.categories = RISKS.iter().map(|line| line.1.to_owned()).collect();
    settings.functions = OWNERS.map(str::to_owned).to_vec();
    settings
}

pub fn draft(number: usize) -> Draft {
    let line = &RISKS[number % RISKS.len()];
    Draft::default()
        .with("title", line.0)
        .with("category", line.1)
        .with("cause", "flera verksamheter delar samma resurser och beslut om ändringar fattas sent")
        .with("event", "en händelse i en verksamhet påverkar alla de andra")
        .with("consequence", "leveransen till invånarna stannar och kostnaderna ökar")
        .with("owner", OWNERS[number % OWNERS.len()])
        .with("current_rationale", "Bedömd i den årliga genomgången.")
        .with("treatment", if number % 5 == 4 { "accept" } else { "reduce" })
        .with(
            "treatment_note",
            if number.is_multiple_of(3) { "Rutiner och övning tillsammans med leverantören." } else { "" },
        )
        .with("review_months", "6")
}

/// An item of a draft and its value.
pub fn item(number: usize, draft: Draft, (likelihood, consequence): (u8, u8)) -> Item {
    let draft =
        draft.with("current_likelihood", likelihood.to_string()).with("current_consequence", consequence.to_string());
    let key = Key::numbered("RSK", u32::try_from(number + 1).unwrap());
    let measure = |n: usize| Key::numbered("ATG", u32::try_from(n % MEASURES + 1).unwrap());
    Item {
        key,
        rev: 3,
        risk: Risk::read(&draft, None, &settings(), day("2024-01-15")).unwrap(),
        measures: if number % 4 == 3 { Vec::new() } else { vec![measure(number), measure(number * 3 + 1)] },
        controls: vec![Key::numbered("KTR", u32::try_from(number % CONTROLS + 1).unwrap())],
        answer: None,
    }
}

fn answered(mut item: Item, reason: &str) -> Item {
    item.answer = Some(Answer { reason: reason.to_owned(), measures: Vec::new(), date: day("2024-04-10") });
    item
}

const MEASURES: usize = 12;
const CONTROLS: usize = 9;

fn content(name: &str, position: u64, date: &str, items: Vec<Item>) -> Content {
    let states = [MeasureState::Done, MeasureState::Ongoing, MeasureState::Planned];
    let measure = |n: usize| LinkedMeasure {
        key: Key::numbered("ATG", u32::try_from(n + 1).unwrap()),
        title: ["Rutin för leverantörsuppföljning", "Process för riskhantering", "Anvisning för behörigheter"][n % 3]
            .into(),
        owner: OWNERS[(n + 1) % OWNERS.len()].into(),
        state: states[n % 3],
        percent: [100, 45, 0][n % 3],
        end: day("2025-06-30"),
    };
    let control = |n: usize| LinkedControl {
        key: Key::numbered("KTR", u32::try_from(n + 1).unwrap()),
        title: ["Kontroll av behörigheter i gemensamma system", "Återläsningsprov"][n % 2].into(),
        owner: OWNERS[n % OWNERS.len()].into(),
        last: (n != 4).then(|| day("2024-02-28")),
        result: [Some(TestResult::Clean), Some(TestResult::Minor), None][n % 3].filter(|_| n != 4),
        method: ["Stickprov av tio konton per system", ""][usize::from(n == 5)].into(),
        frequency: Some(Frequency::Quarterly),
        observation: ["", "Två konton utan ägare", ""][n % 3].into(),
        remedies: [None, Some(Key::numbered("ATG", 3)), None][n % 3].clone().into_iter().collect(),
    };
    Content {
        picture: Key::parse("RB-2024-2").unwrap(),
        name: name.into(),
        board: "Nämnden för Intraservice".into(),
        categories: Vec::new(),
        scale: Settings::default().scale,
        position,
        day: day(date),
        items,
        closed: Vec::new(),
        measures: (0..MEASURES).map(measure).collect(),
        controls: (0..CONTROLS).map(control).collect(),
    }
}

impl Sample {
    /// Eighteen risks, of which five move, one is new, one closed, one reworded, and two are marked secret.
    pub fn new() -> Self {
        let mut before: Vec<Item> = (0..RISKS.len()).map(|n| item(n, draft(n), RISKS[n].2)).collect();
        let mut after: Vec<Item> = (0..RISKS.len())
            .map(|n| match RISKS[n] {
                (_, _, was, now) if was != now => answered(
                    item(n, draft(n), now),
                    "Uppföljningen visar att säkerhetskrav och uppföljning skiljer sig mellan avtalen. En störning hos en leverantör bedöms nu som mer sannolik.",
                ),
                (.., now) if n % 6 == 5 => item(n, draft(n), now),
                (.., now) => answered(item(n, draft(n), now), "Bedömd på nytt, med samma värde."),
            })
            .collect();
        let secret = draft(9)
            .with("secrecy_provision", "OSL 18 kap. 8 §")
            .with("secrecy_date", "2024-01-15")
            .with("secrecy_authority", "Nämnden för Intraservice")
            .with("secrecy_fields", "cause, rationale");
        after[9] = answered(item(9, secret, RISKS[9].3), "HEMLIGT SKÄL");
        let reworded =
            draft(4).with("cause", "stadens styrande dokument ändras utan att verksamheterna får veta det i tid");
        after[4] = answered(item(4, reworded, (3, 3)), "Orsaken är omskriven efter internrevisionens genomgång.");
        let (closed, _) = (after.remove(16), before.len());
        after.push(answered(
            item(RISKS.len(), draft(0).with("title", "Ny molntjänst införs utan informationsklassning"), (2, 4)),
            "Upptäckt i projektet för samarbetsyta.",
        ));
        let ended =
            Closed { date: day("2024-03-20"), reason: "Utbildningen är genomförd och följs upp årligen.".into() };
        let mut now = content("2024:2", 1_204, "2024-04-12", after);
        now.closed.push(Ended { key: closed.key, risk: Risk { closed: Some(ended), ..closed.risk } });
        before[11].risk.title = RISKS[11].0.into();
        Self::of(content("2024:1", 310, "2024-01-15", before), now)
    }

    /// The documents of two contents.
    pub fn of(before: Content, after: Content) -> Self {
        let mut changes = change::compare(Some(&before), &after);
        changes.iter_mut().for_each(|change| change.mask(None));
        let json = serde_json::to_vec(&after).unwrap();
        let sha256 = hex::encode(Sha256::digest(&json));
        let content = Key::parse("RB-2024-2.1").unwrap();
        Self {
            base: Base { key: Key::parse("RB-2024-1").unwrap(), name: "2024:1".into(), date: day("2024-01-31") },
            preparation: Preparation {
                version: 1,
                content: content.clone(),
                sha256: sha256.clone(),
                date: day("2024-04-16"),
                by: OWNERS[0].into(),
                heading: "Reviderad riskbild april 2024".into(),
                registration: "DEMO-2024-0002".into(),
                handler: OWNERS[0].into(),
                proposal: "Nämnden fastställer reviderad riskbild april 2024.\nNämnden antecknar att femton risker ligger över toleransgränsen.\nNämnden ger förvaltningsdirektören i uppdrag att återkomma i augusti.".into(),
                summary: "Förvaltningen har tillsammans med riskägarna gått igenom alla risker inför aprilrevideringen. Fyra risker höjs och en sänks. Kraven på leverantörer behöver följas upp tätare, och arbetet med behörigheter fortsätter enligt plan.".into(),
                assessment: "Förvaltningen bedömer att riskbilden speglar läget i verksamheten.\nHöjningarna beror främst på nya krav i lag och på beroendet av leverantörer. De åtgärder som redan är beslutade bedöms räcka, om tidplanerna hålls.\n\nÖvriga risker är oförändrade.".into(),
                meeting: Some(day("2024-04-30")),
                counts: Counts::of(&changes),
                withdrawn: None,
            },
            decision: Decision {
                version: 1,
                outcome: Outcome::Adopt,
                organ: "Nämnden för Intraservice".into(),
                date: day("2024-04-30"),
                paragraph: 71,
                registration: "DEMO-2024-0002".into(),
                text: "Nämnden fastställer reviderad riskbild april 2024 med den ändring som antecknas nedan.".into(),
                motivation: "Nämnden bedömer att driften är mer utsatt än vad förslaget anger.".into(),
                deviations: vec![Deviation { risk: Key::numbered("RSK", 15), likelihood: 3, consequence: 3, reason: "Två system avvecklas under hösten.".into() }],
                reservations: "Två ledamöter reserverar sig mot beslutet i den del det gäller RSK-15.".into(),
                statements: String::new(),
                proceedings: Proceedings { vote: "Sju ja, fyra nej.".into(), immediate: true, ..Proceedings::default() },
                verified: Some(day("2024-05-08")),
                recorded: day("2024-05-02"),
                by: "Nämndsekreterare".into(),
                position: 1_288,
                content: Some(content),
                sha256: sha256.clone(),
                corrections: vec![Correction { date: day("2024-05-10"), by: "Nämndsekreterare".into(), text: "Antalet ledamöter är två, inte tre.".into(), verified: None }],
            },
            before,
            after,
            changes,
            json,
            sha256,
        }
    }

    /// Many risks, for measuring.
    pub fn large(risks: usize) -> Self {
        let value = |n: usize| (u8::try_from(n % 4 + 1).unwrap(), u8::try_from(n / 4 % 4 + 1).unwrap());
        let before = (0..risks).map(|n| item(n, draft(n), value(n))).collect();
        let after = (0..risks).map(|n| answered(item(n, draft(n), value(n + n / 7 % 2)), "Bedömd på nytt.")).collect();
        Self::of(content("2024:1", 310, "2024-01-15", before), content("2024:2", 1_204, "2024-04-12", after))
    }

    fn head(&self, locale: &'static Locale) -> Head<'_> {
        let created: DateTime<Utc> = "2024-05-02T09:30:00Z".parse().unwrap();
        Head {
            language: locale.language,
            organisation: "Göteborgs Stad",
            finding: "Fyra risker höjs, en sänks, en är ny och en stängs",
            created,
        }
    }

    pub fn comparison(&self) -> Comparison<'_> {
        Comparison { content: &self.after, base: Some(&self.base), changes: &self.changes, rescaled: false }
    }

    pub fn attachment(&self) -> Attachment<'_> {
        Attachment { name: "RB-2024-2.1.json", bytes: &self.json, sha256: &self.sha256 }
    }

    pub fn revision(&self, locale: &'static Locale) -> Revision<'_> {
        Revision {
            head: self.head(locale),
            comparison: self.comparison(),
            preparation: &self.preparation,
            decision: Some(&self.decision),
            sealed: Some(self.attachment()),
        }
    }

    pub fn annex(&self, locale: &'static Locale) -> Annex<'_> {
        Annex { head: self.head(locale), comparison: self.comparison(), registration: "DEMO-2024-0002", sealed: None }
    }
}
