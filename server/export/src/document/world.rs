//! The typesetter and all it can see: its templates, two fonts, and the values of one document.
//!
//! There are no files behind it, no network, no clock and no fonts of the machine's own.

use crate::document::{Attachment, text};
use crate::error::{Error, Result};
use chrono::{DateTime, Datelike, Timelike, Utc};
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Array, Bytes, Datetime, Dict, Duration, IntoValue, Smart, Str, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World, WorldExt};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// The templates, by name.
pub const TEMPLATES: [(&str, &str); 9] = [
    ("base.typ", include_str!("templates/base.typ")),
    ("matrix.typ", include_str!("templates/matrix.typ")),
    ("revision.typ", include_str!("templates/revision.typ")),
    ("annex.typ", include_str!("templates/annex.typ")),
    ("evidence.typ", include_str!("templates/evidence.typ")),
    ("list.typ", include_str!("templates/list.typ")),
    ("statement.typ", include_str!("templates/statement.typ")),
    ("report.typ", include_str!("templates/report.typ")),
    ("briefing.typ", include_str!("templates/briefing.typ")),
];

const FACES: [&[u8]; 2] =
    [include_bytes!("../../fonts/RiskbildSans-Regular.ttf"), include_bytes!("../../fonts/RiskbildSans-SemiBold.ttf")];

static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FACES.iter().filter_map(|face| Font::new(Bytes::new(*face), 0)).collect());
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// Sets a template with the values of a document.
pub fn pdf(
    template: &'static str,
    view: serde_json::Value,
    sealed: Option<Attachment<'_>>,
    created: DateTime<Utc>,
    identity: &str,
) -> Result<Vec<u8>> {
    let outcome = Desk::new(template, view, sealed).and_then(|desk| desk.pdf(created, identity));
    // The typesetter remembers what it has set, for the next time. Nothing of a document is to stay behind.
    comemo::evict(0);
    outcome
}

/// One document being set.
struct Desk {
    library: LazyHash<Library>,
    main: FileId,
    sources: Vec<Source>,
}

impl Desk {
    fn new(template: &'static str, view: serde_json::Value, sealed: Option<Attachment<'_>>) -> Result<Self> {
        let mut inputs = Dict::new();
        inputs.insert("d".into(), value(view));
        if let Some(file) = sealed {
            let mut attached = Dict::new();
            attached.insert("name".into(), Str::from(file.name).into_value());
            attached.insert("bytes".into(), Bytes::new(file.bytes.to_vec()).into_value());
            inputs.insert("sealed".into(), attached.into_value());
        }
        // Cells that head a row are still an extra in this version of the typesetter.
        let features = Features::from_iter([Feature::A11yExtras]);
        let library = Library::builder().with_inputs(inputs).with_features(features).build();
        let sources = TEMPLATES.iter().map(|(name, text)| Ok(Source::new(id(name)?, (*text).to_owned())));
        Ok(Self { library: LazyHash::new(library), main: id(template)?, sources: sources.collect::<Result<_>>()? })
    }

    fn pdf(&self, created: DateTime<Utc>, identity: &str) -> Result<Vec<u8>> {
        let at = |errors: &[SourceDiagnostic]| self.fault(errors);
        let document = typst::compile(self).output.map_err(|errors| at(&errors))?;
        let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]).map_err(|_| fault("standards"))?;
        let options = PdfOptions {
            ident: Smart::Custom(identity.to_owned()),
            creator: Smart::Custom(Some("Riskbild".to_owned())),
            timestamp: Some(timestamp(created)?),
            page_ranges: None,
            standards,
            tagged: true,
            pretty: false,
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| at(&errors))
    }

    /// Where it went wrong. The typesetter's own message may quote the content, so it goes no further.
    fn fault(&self, errors: &[SourceDiagnostic]) -> Error {
        let place = errors.first().and_then(|error| {
            let file = error.span.id()?;
            let start = self.range(error.span)?.start;
            let line = self.source(file).ok()?.lines().byte_to_line(start)? + 1;
            Some(format!("{}:{line}", file.get().vpath().get_without_slash()))
        });
        fault(&place.unwrap_or_else(|| "an unknown place".to_owned()))
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.sources.iter().find(|source| source.id() == id);
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn fault(place: &str) -> Error {
    Error::Document { place: place.to_owned() }
}

fn id(name: &str) -> Result<FileId> {
    let path = VirtualPath::new(name).map_err(|_| fault(name))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn timestamp(at: DateTime<Utc>) -> Result<Timestamp> {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let (month, day) = (small(at.month()), small(at.day()));
    let (hour, minute, second) = (small(at.hour()), small(at.minute()), small(at.second()));
    let moment = Datetime::from_ymd_hms(at.year(), month, day, hour, minute, second);
    moment.map(Timestamp::new_utc).ok_or_else(|| fault("its creation time"))
}

/// A value as the templates see it. This is the one way in, and every text on it is made printable.
fn value(json: serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::None,
        serde_json::Value::Bool(yes) => Value::Bool(yes),
        serde_json::Value::Number(number) => number.as_i64().map_or(Value::None, Value::Int),
        serde_json::Value::String(string) => Str::from(text::printable(&string, covered)).into_value(),
        serde_json::Value::Array(values) => values.into_iter().map(value).collect::<Array>().into_value(),
        serde_json::Value::Object(map) => {
            let mut dict = Dict::new();
            for (name, inner) in map {
                dict.insert(name.into(), value(inner));
            }
            dict.into_value()
        }
    }
}

/// Whether both faces hold a character.
pub fn covered(character: char) -> bool {
    FONTS.iter().all(|font| font.info().coverage.contains(u32::from(character)))
}
