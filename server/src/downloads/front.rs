//! What a file says of itself: what it is, who took it out, when, with which filters, and where in the journal it stands.

use super::address::{Asked, What};
use app::i18n::{Lang, column_label, sort_label, t, text};
use domain::coverage::applicability;
use domain::history::JournalQuery;
use domain::pack::Selection;
use domain::{Actor, Cell, ListQuery, Role};
use export::{Front, Heading, Sheet, evidence_list};
use store::View;
use store::clock::{shown, stamp};

/// What a front sheet tells of, beside the view.
pub struct About<'a> {
    /// What was asked for.
    pub asked: &'a Asked,
    /// In which language.
    pub lang: Lang,
    /// Frameworks the actor may see: key and short name.
    pub frameworks: &'a [(String, String)],
    /// Rows, when they are known beforehand.
    pub rows: Option<u64>,
}

impl About<'_> {
    /// The sheet, with its front and its headings.
    pub fn sheet(&self, view: &View<'_>, columns: &[String]) -> Sheet {
        let lang = self.lang;
        let headings = match self.asked.what {
            What::EvidenceList(..) => evidence_list::headings(|name| text(lang, &format!("column.{name}")).to_owned()),
            What::Statement(..) => {
                let heading = |name: &&str| Heading::of_column(name, text(lang, &format!("column.{name}")));
                applicability::COLUMNS.iter().map(heading).collect()
            }
            _ => columns
                .iter()
                .map(|name| Heading::of_column(name, column_label(lang, self.asked.register, name)))
                .collect(),
        };
        Sheet::new(self.name(), headings, self.front(view)).in_language(lang.code())
    }

    /// What the file is, in a few words: also its worksheet's and its file's name.
    pub fn name(&self) -> String {
        match &self.asked.what {
            What::EvidenceList(query, _) if !query.frameworks.is_empty() => {
                format!("{} {}", t!(self.lang, "evidence_list.heading"), self.frameworks(query))
            }
            What::EvidenceList(..) => t!(self.lang, "evidence_list.heading").to_owned(),
            What::Statement(framework, _) => {
                let name = self.short(framework);
                format!("{} {name}", t!(self.lang, "page.applicability"))
            }
            _ => text(self.lang, &format!("register.{}", self.asked.register.code())).to_owned(),
        }
    }

    fn frameworks(&self, selection: &Selection) -> String {
        selection.frameworks.iter().map(|key| self.short(key)).collect::<Vec<&str>>().join(", ")
    }

    /// A framework's short name; its key where it has none here.
    fn short<'a>(&'a self, key: &'a str) -> &'a str {
        self.frameworks.iter().find(|(known, _)| known == key).map_or(key, |(_, short)| short.as_str())
    }

    fn front(&self, view: &View<'_>) -> Front {
        let lang = self.lang;
        let label = |name: &str| text(lang, &format!("export.fact_{name}")).to_owned();
        let number = |n: u64| Cell::Number(i64::try_from(n).unwrap_or(i64::MAX));
        let now = view.now();
        let title = t!(lang, "export.header", register = self.name(), board = view.settings.board);
        let mut front = Front::new(t!(lang, "export.sheet_about"), title, now)
            .fact("content", label("what"), Cell::Text(self.name()))
            .fact("organisation", label("organisation"), Cell::text(&view.settings.organisation))
            .fact("by", label("by"), Cell::text(&view.actor.name))
            .fact("role", label("role"), Cell::code("role", view.actor.role.code()))
            .fact("taken", label("taken"), Cell::Time(shown(&stamp(now))))
            .fact("moment", label("moment"), Cell::Date(view.day()))
            .fact("filters", label("filters"), Cell::Text(self.filters(view)));
        if let What::List(query) = &self.asked.what {
            front = front.fact("order", label("order"), Cell::Text(self.order(query)));
        }
        if let Some(rows) = self.rows {
            front = front.fact("rows", label("rows"), number(rows));
        }
        front
            .fact("secrecy", label("secrecy"), Cell::text(secrecy(lang, view.actor)))
            .fact("position", label("position"), number(view.position))
            .fact("length", label("length"), number(view.length))
            .fact("root", label("root"), Cell::text(&view.root))
    }

    fn order(&self, query: &ListQuery) -> String {
        let way = if query.falling { t!(self.lang, "sort.falling") } else { t!(self.lang, "sort.rising") };
        format!("{}, {way}", sort_label(self.lang, query.register, query.sort))
    }

    fn filters(&self, view: &View<'_>) -> String {
        let chosen = match &self.asked.what {
            What::List(query) => app::ui::chosen(self.lang, query, &view.settings, self.frameworks)
                .into_iter()
                .map(|(param, value)| (text(self.lang, &format!("filter.{param}")), value))
                .chain(self.unsaid(query))
                .collect(),
            What::Journal(query, _) => self.of_journal(query),
            What::EvidenceList(query, _) => self.of_evidence_list(query),
            What::Statement(framework, _) => {
                vec![(t!(self.lang, "export.fact_framework"), self.short(framework).to_owned())]
            }
            What::Template(_) => Vec::new(),
        };
        if chosen.is_empty() {
            return t!(self.lang, "export.fact_filters_none").to_owned();
        }
        let parts: Vec<String> = chosen.into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
        parts.join("; ")
    }

    /// The status that holds when none is chosen: a reader of the file must know that closed records are left out.
    fn unsaid(&self, query: &ListQuery) -> Option<(&'static str, String)> {
        let state = query.register.filters().iter().find(|filter| filter.on == domain::register::Facet::State)?;
        let leaves_out = state.param == "status" && !query.filters.contains_key(state.param);
        leaves_out.then(|| {
            let all = app::i18n::filter_choice(self.lang, query.register, state.param, "", "");
            (text(self.lang, &format!("filter.{}", state.param)), all.to_owned())
        })
    }

    fn of_journal(&self, query: &JournalQuery) -> Vec<(&'static str, String)> {
        let lang = self.lang;
        let words = |param: &str, value: String| match param {
            "slag" => text(lang, &format!("kind.{value}")).to_owned(),
            "handelse" => text(lang, &format!("action_done.{value}")).to_owned(),
            _ => value,
        };
        let pairs = query.pairs().into_iter();
        pairs.map(|(param, value)| (text(lang, &format!("filter.{param}")), words(param, value))).collect()
    }

    fn of_evidence_list(&self, query: &Selection) -> Vec<(&'static str, String)> {
        let lang = self.lang;
        let framework = (!query.frameworks.is_empty()).then(|| self.frameworks(query));
        let requirement = query.requirements.first().map(ToString::to_string);
        let period = app::pack::period(lang, query);
        let named = [
            (t!(lang, "export.fact_framework"), framework),
            (t!(lang, "export.fact_requirement"), requirement),
            (t!(lang, "export.fact_period"), period),
        ];
        named.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// What the file says of secret details: with a clearance for everything they stand in plain text.
pub const fn secrecy(lang: Lang, actor: &Actor) -> &'static str {
    match actor.role {
        Role::Coordinator | Role::Owner | Role::System => t!(lang, "export.secrecy_all"),
        _ => t!(lang, "export.masked"),
    }
}
