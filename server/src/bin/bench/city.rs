//! A register of a whole city, the same every time: 10,000 risks, 20,000 measures, 15,000 deliverables, 5,000 controls,
//! 50,000 pieces of evidence, and 300,000 journal entries.

use chrono::{Duration, NaiveDate, NaiveTime};
use domain::command::{Around, Rules};
use domain::picture::Matter;
use domain::settings::Settings;
use domain::{Action, Actor, Body, Command, Draft, Key, Kind, Role};
use serde::Deserialize;
use std::path::Path;
use store::backup::bulk::Bulk;
use tokio::io::{AsyncWrite, BufWriter};

/// Risks.
pub const RISKS: u32 = 10_000;
/// Measures.
pub const MEASURES: u32 = 20_000;
/// Deliverables.
pub const DELIVERABLES: u32 = 15_000;
/// Controls.
pub const CONTROLS: u32 = 5_000;
/// Pieces of evidence.
pub const EVIDENCE: u32 = 50_000;
/// Journal entries.
pub const ENTRIES: u64 = 300_000;

/// Raised when what is generated changes, so that a city kept from an earlier run is made anew.
pub const VERSION: u32 = 3;

const FRAMEWORKS: [&str; 6] = [
    include_str!("../../../catalogues/nis2.json"),
    include_str!("../../../catalogues/csl.json"),
    include_str!("../../../catalogues/eu-2024-2690.json"),
    include_str!("../../../catalogues/iso27001.json"),
    include_str!("../../../catalogues/arkiv-osl.json"),
    include_str!("../../../catalogues/dataskydd.json"),
];

#[derive(Deserialize)]
struct Catalogue {
    key: Key,
    framework: Draft,
    requirements: Vec<Provision>,
}

#[derive(Deserialize)]
struct Provision {
    key: Key,
    draft: Draft,
}

/// Steps of a fixed sequence that looks like chance (SplitMix64): the same city every time, on every machine.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let at = usize::try_from(self.below(list.len() as u64)).unwrap_or(0);
        &list[at]
    }
}

const THINGS: [&str; 12] = [
    "behörigheter",
    "säkerhetskopior",
    "loggning",
    "nätverk",
    "leverantörsavtal",
    "reservkraft",
    "klassning",
    "utbildning",
    "incidenthantering",
    "kryptering",
    "passersystem",
    "avveckling av system",
];
const PLACES: [&str; 10] = [
    "grundskolan",
    "äldreomsorgen",
    "driften",
    "stadsbyggnad",
    "socialtjänsten",
    "kulturen",
    "trafiken",
    "fastigheter",
    "ekonomiservice",
    "kontaktcenter",
];
const FAULTS: [&str; 8] = [
    "är inaktuella",
    "saknar ägare",
    "följs inte upp",
    "har brister",
    "är inte provade",
    "är otydligt beskrivna",
    "omfattar för många",
    "saknar rutin",
];

/// What writes the city.
struct Builder<W> {
    out: Bulk<W>,
    settings: Settings,
    actor: Actor,
    written: u64,
    chance: Sequence,
}

type Failure = Box<dyn std::error::Error>;

/// Writes the city as a backup file.
///
/// # Errors
/// When it can't be written, or a generated record breaks a rule of the domain, which is a fault of the generator.
pub async fn write(path: &Path) -> Result<(), Failure> {
    let file = BufWriter::new(tokio::fs::File::create(path).await?);
    let actor = Actor {
        username: "samordnare".to_owned(),
        name: "Säkerhetssamordnare".to_owned(),
        role: Role::Coordinator,
        ..Actor::system()
    };
    let settings = Settings {
        functions: (1..=60).map(|n| format!("Funktion {n:02}")).collect(),
        categories: (1..=20).map(|n| format!("Kategori {n:02}")).collect(),
        ..Settings::default()
    };
    let out = Bulk::begin(file, ENTRIES).await?;
    let mut city = Builder { out, settings, actor, written: 0, chance: Sequence(2026) };
    let requirements = city.frame().await?;
    let mut measures = Vec::new();
    city.risks(&requirements).await?;
    city.measures(&requirements, &mut measures).await?;
    city.deliverables().await?;
    city.controls(&requirements).await?;
    city.evidence(&requirements).await?;
    city.fill(measures).await?;
    city.out.finish().await?;
    Ok(())
}

impl<W: AsyncWrite + Unpin> Builder<W> {
    /// Five minutes a step from January 2023: the journal spans almost three years.
    fn at(&self) -> (String, NaiveDate) {
        let start = NaiveDate::default().with_ymd(2023, 1, 9).and_time(NaiveTime::MIN);
        let moment = start + Duration::minutes(i64::try_from(self.written).unwrap_or(0) * 6);
        (format!("{}.000Z", moment.format("%Y-%m-%dT%H:%M:%S")), moment.date())
    }

    async fn put(&mut self, action: Action, key: &Key, rev: u32, body: &Body) -> Result<(), Failure> {
        let (at, _) = self.at();
        self.out.add(&at, &self.actor, action, key, rev, body).await?;
        self.written += 1;
        Ok(())
    }

    /// Does to a record what a command would, and writes it.
    async fn act(
        &mut self,
        action: Action,
        kind: Kind,
        key: &Key,
        rev: u32,
        before: Option<&Body>,
        draft: Draft,
    ) -> Result<Body, Failure> {
        let (_, today) = self.at();
        let command =
            Command { id: "bulk".to_owned(), action, kind, key: None, rev: None, draft, reason: String::new() };
        let matter = Matter::default();
        let around = Around::default();
        let now = domain::swedish::end_of(today);
        let rules =
            Rules {
                settings: &self.settings, today, now, by: "Säkerhetssamordnare", matter: &matter, around: &around
            };
        let applied = command.apply(before, &rules).map_err(|errors| format!("{key}: {errors:?}"))?;
        let body = applied.body;
        self.put(action, key, rev, &body).await?;
        Ok(body)
    }

    /// Settings, programme, frameworks and requirements.
    async fn frame(&mut self) -> Result<Vec<Key>, Failure> {
        let settings = self.settings.draft();
        let key = Key::parse(Settings::KEY)?;
        self.act(Action::Update, Kind::Settings, &key, 1, None, settings).await?;
        let programme =
            Draft::default().with("name", "Stadens program").with("start", "2023-01-01").with("end", "2026-12-31");
        self.act(Action::Create, Kind::Programme, &Key::numbered("PRG", 1), 1, None, programme).await?;
        let mut requirements = Vec::new();
        for text in FRAMEWORKS {
            let catalogue: Catalogue = serde_json::from_str(text)?;
            self.act(Action::Load, Kind::Framework, &catalogue.key, 1, None, catalogue.framework).await?;
            for provision in catalogue.requirements {
                self.act(Action::Load, Kind::Requirement, &provision.key, 1, None, provision.draft).await?;
                requirements.push(provision.key);
            }
        }
        Ok(requirements)
    }

    fn words(&mut self) -> (String, String) {
        let (thing, place, fault) =
            (*self.chance.pick(&THINGS), *self.chance.pick(&PLACES), *self.chance.pick(&FAULTS));
        (format!("{thing} i {place}"), format!("{thing} i {place} {fault}"))
    }

    fn function(&mut self) -> String {
        format!("Funktion {:02}", self.chance.below(60) + 1)
    }

    async fn risks(&mut self, requirements: &[Key]) -> Result<(), Failure> {
        for n in 1..=RISKS {
            let (title, cause) = self.words();
            let step = |chance: &mut Sequence| (chance.below(4) + 1).to_string();
            let draft = Draft::default()
                .with("title", format!("Brister i {title} {n}"))
                .with("category", format!("Kategori {:02}", self.chance.below(20) + 1))
                .with("cause", cause)
                .with("event", "uppgifter blir otillgängliga eller felaktiga under en längre tid")
                .with("consequence", "verksamheten stannar, invånare drabbas och lagkrav bryts")
                .with("owner", self.function())
                .with("inherent_likelihood", "4")
                .with("inherent_consequence", "4")
                .with("current_likelihood", step(&mut self.chance))
                .with("current_consequence", step(&mut self.chance))
                .with("target_likelihood", "1")
                .with("target_consequence", "2")
                .with("treatment", "reduce")
                .with("review_months", "6")
                .with("requirements", self.chance.pick(requirements).as_str());
            let key = Key::numbered("RSK", n);
            let mut body = self.act(Action::Create, Kind::Risk, &key, 1, None, draft).await?;
            for rev in 2..=5 {
                let draft = Draft::default()
                    .with("current_likelihood", step(&mut self.chance))
                    .with("current_consequence", step(&mut self.chance))
                    .with("current_rationale", "Ny bedömning efter genomförda åtgärder och årets kontroller.");
                body = self.act(Action::Assess, Kind::Risk, &key, rev, Some(&body), draft).await?;
            }
            if n % 10 == 0 {
                let reason = Draft::default().with("reason", "Ersatt av en annan risk.");
                self.act(Action::Close, Kind::Risk, &key, 6, Some(&body), reason).await?;
            }
        }
        Ok(())
    }

    async fn measures(&mut self, requirements: &[Key], kept: &mut Vec<(Key, u32, Body)>) -> Result<(), Failure> {
        for n in 1..=MEASURES {
            let (title, purpose) = self.words();
            let year = 2024 + self.chance.below(3);
            let draft = Draft::default()
                .with("title", format!("Rutin för {title} {n}"))
                .with("purpose", format!("Det ska bli tydligt vem som gör vad när {purpose}."))
                .with("area", *self.chance.pick(&["administrative", "technical"]))
                .with("sub_area", *self.chance.pick(&["archive", "cyber", "privacy", "physical", "it"]))
                .with("deliverable", *self.chance.pick(&["process", "role", "direction", "routine", "instruction"]))
                .with("change", "new")
                .with("owner", self.function())
                .with("start", "2023-09-01")
                .with("end", format!("{year}-{:02}-28", self.chance.below(12) + 1))
                .with("risks", format!("RSK-{:02}", self.chance.below(RISKS.into()) + 1))
                .with("requirements", self.chance.pick(requirements).as_str());
            let key = Key::numbered("ATG", n);
            let mut body = self.act(Action::Create, Kind::Measure, &key, 1, None, draft).await?;
            let end = if self.chance.below(4) == 0 { 80 } else { 100 };
            for (rev, percent) in [(2, 20), (3, 50), (4, end)] {
                let day = self.at().1 - Duration::days(i64::from(5 - rev));
                let draft = Draft::default()
                    .with("percent", percent.to_string())
                    .with("date", day.to_string())
                    .with("note", "Utkast klart och granskat av två förvaltningar.");
                body = self.act(Action::Report, Kind::Measure, &key, u32::try_from(rev)?, Some(&body), draft).await?;
            }
            if n % 4 == 0 {
                kept.push((key, 4, body));
            }
        }
        Ok(())
    }

    async fn deliverables(&mut self) -> Result<(), Failure> {
        for n in 1..=DELIVERABLES {
            let (title, _) = self.words();
            let (day, place) = (self.at().1, self.chance.below(10));
            let mut draft = Draft::default()
                .with("title", format!("Rutin för {title} {n}"))
                .with("kind", *self.chance.pick(&["process", "direction", "routine", "instruction"]))
                .with("owner", self.function())
                .with("measures", format!("ATG-{:02}", self.chance.below(MEASURES.into()) + 1));
            if place > 1 {
                draft.set("decided_by", "Förvaltningsdirektör");
                draft.set("decided", (day - Duration::days(60)).to_string());
                draft.set("next_review", (day + Duration::days(30 * i64::try_from(place)?)).to_string());
            }
            if place > 3 {
                draft.set("introduced", (day - Duration::days(30)).to_string());
            }
            self.act(Action::Create, Kind::Deliverable, &Key::numbered("LEV", n), 1, None, draft).await?;
        }
        Ok(())
    }

    async fn controls(&mut self, requirements: &[Key]) -> Result<(), Failure> {
        for n in 1..=CONTROLS {
            let (title, method) = self.words();
            let draft = Draft::default()
                .with("title", format!("Stickprov av {title} {n}"))
                .with("method", format!("Tio poster granskas där {method}."))
                .with("frequency", *self.chance.pick(&["monthly", "quarterly", "half_yearly", "yearly"]))
                .with("owner", self.function())
                .with("risks", format!("RSK-{:02}", self.chance.below(RISKS.into()) + 1))
                .with("measures", format!("ATG-{:02}", self.chance.below(MEASURES.into()) + 1))
                .with("requirements", self.chance.pick(requirements).as_str());
            let key = Key::numbered("KTR", n);
            let mut body = self.act(Action::Create, Kind::Control, &key, 1, None, draft).await?;
            for rev in 2..=11 {
                let day = self.at().1 - Duration::days(i64::from(12 - rev));
                let result = if self.chance.below(5) == 0 { "minor" } else { "clean" };
                let draft = Draft::default()
                    .with("date", day.to_string())
                    .with("result", result)
                    .with("observation", "Två poster behövde kompletteras.");
                body = self.act(Action::Test, Kind::Control, &key, u32::try_from(rev)?, Some(&body), draft).await?;
            }
        }
        Ok(())
    }

    async fn evidence(&mut self, requirements: &[Key]) -> Result<(), Failure> {
        for n in 1..=EVIDENCE {
            let (title, _) = self.words();
            let day = self.at().1;
            let mut draft = Draft::default()
                .with("title", format!("Protokoll om {title} {n}"))
                .with("kind", *self.chance.pick(&["minutes", "report", "decision", "policy", "review"]))
                .with("effective", day.to_string())
                .with("reference", format!("DNR-{n}"))
                .with("owner", self.function())
                .with("requirements", self.chance.pick(requirements).as_str())
                .with("measures", format!("ATG-{:02}", self.chance.below(MEASURES.into()) + 1));
            if n % 5 == 0 {
                draft.set("valid_until", (day + Duration::days(365)).to_string());
            }
            self.act(Action::Create, Kind::Evidence, &Key::numbered("EVD", n), 1, None, draft).await?;
        }
        Ok(())
    }

    /// More progress, measure by measure, until the journal is as long as it should be.
    async fn fill(&mut self, mut measures: Vec<(Key, u32, Body)>) -> Result<(), Failure> {
        let mut turn = 0;
        while self.written < ENTRIES {
            let at = turn % measures.len();
            let (key, rev, before) = measures[at].clone();
            let percent = 40 + (turn / measures.len()) % 50;
            let draft =
                Draft::default().with("percent", percent.to_string()).with("note", "Avstämning i projektgruppen.");
            let body = self.act(Action::Report, Kind::Measure, &key, rev + 1, Some(&before), draft).await?;
            measures[at] = (key, rev + 1, body);
            turn += 1;
        }
        Ok(())
    }
}

/// Dates that exist, without a way to fail.
trait Ymd {
    fn with_ymd(self, year: i32, month: u32, day: u32) -> NaiveDate;
}

impl Ymd for NaiveDate {
    fn with_ymd(self, year: i32, month: u32, day: u32) -> NaiveDate {
        Self::from_ymd_opt(year, month, day).unwrap_or(self)
    }
}
