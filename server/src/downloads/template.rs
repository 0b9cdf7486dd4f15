//! Workbooks to fill in: the headings of a register's own files, what each column takes, and a sheet that tells how.

use app::i18n::{Lang, code_label, field_help, fill, number, t, text};
use app::import::heading;
use domain::field::Input;
use domain::import::{ROWS_MAX, Target};
use domain::settings::Settings;
use domain::{Cell, Kind, Register};
use export::{Accepts, Entry, Front, Heading, Sheet};
use store::View;

/// How the workbook is filled in, a step at a time.
const STEPS: [&str; 6] = ["rows", "new", "key", "empty", "plain", "send"];

/// The sheet, with its front, its headings and what its columns take.
pub fn sheet(view: &View<'_>, lang: Lang, register: Register, targets: &[Target]) -> Sheet {
    let name = text(lang, &format!("register.{}", register.code())).to_owned();
    let headings = targets.iter().map(|target| Heading::of_column(target.name, heading(lang, register, target)));
    let accepts = targets.iter().map(|target| accepts(lang, target, &view.settings)).collect();
    let rows = u32::try_from(ROWS_MAX).unwrap_or(u32::MAX);
    let entry = Entry { lists: t!(lang, "import.lists").to_owned(), accepts, rows };
    Sheet::new(name, headings.collect(), front(view, lang, register, targets)).to_fill_in(entry)
}

/// What a column takes.
fn accepts(lang: Lang, target: &Target, settings: &Settings) -> Accepts {
    let steps = |labels: &[String]| Accepts::Whole(1, i32::try_from(labels.len()).unwrap_or(1));
    match target.field.input {
        Input::Date => Accepts::Date,
        Input::Number(..) if target.name == "percent" => Accepts::Percent,
        Input::Number(least, most) => match (i32::try_from(least), i32::try_from(most)) {
            (Ok(least), Ok(most)) => Accepts::Whole(least, most),
            // The revision: nobody is to write it.
            _ => Accepts::Anything,
        },
        Input::Choice(group, codes) => {
            Accepts::Choice(codes.iter().map(|code| code_label(lang, group, code).to_owned()).collect())
        }
        Input::Likelihood => steps(&settings.scale.likelihood),
        Input::Consequence => steps(&settings.scale.consequence),
        Input::Category => Accepts::Choice(settings.categories.clone()),
        Input::Function => Accepts::Choice(settings.functions.clone()),
        Input::Flag => Accepts::Choice(vec![t!(lang, "common.yes").to_owned(), t!(lang, "common.no").to_owned()]),
        Input::Line(_)
        | Input::Known(_)
        | Input::Text(_)
        | Input::Links(_)
        | Input::Fields(_)
        | Input::Provisions(_) => Accepts::Anything,
        Input::Moment | Input::Thresholds | Input::Password => Accepts::Anything,
    }
}

/// How the workbook is filled in: the steps, then each column.
fn front(view: &View<'_>, lang: Lang, register: Register, targets: &[Target]) -> Front {
    let name = text(lang, &format!("register.{}", register.code()));
    let title = t!(lang, "import.guide_title", register = name);
    let mut front = Front::new(t!(lang, "import.guide"), title, view.now());
    let rows = number(lang, ROWS_MAX);
    for (n, step) in STEPS.into_iter().enumerate() {
        let told = fill(text(lang, &format!("import.guide_{step}")), &[("rows", &rows)]);
        front = front.fact(step, (n + 1).to_string(), Cell::Text(told));
    }
    let Some(kind) = register.kind() else { return front };
    for target in targets {
        front = front.fact(
            format!("column_{}", target.name),
            heading(lang, register, target),
            Cell::Text(help(lang, kind, target)),
        );
    }
    front
}

/// What is said of a column: whether it has to be filled in, and what its form says of it.
fn help(lang: Lang, kind: Kind, target: &Target) -> String {
    let required =
        if target.field.required { t!(lang, "import.guide_required") } else { t!(lang, "import.guide_optional") };
    let own = match target.name {
        "key" => Some(t!(lang, "import.guide_key_column")),
        "rev" => Some(t!(lang, "import.guide_rev_column")),
        _ => field_help(lang, kind, target.field.name),
    };
    match own {
        Some(own) => format!("{required} {own}"),
        None => required.to_owned(),
    }
}
