//! A document as a reader's program sees it.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Stream, String as PdfString};
use kurbo::{Affine, BezPath, Rect};

pub struct Read(Pdf);

impl Read {
    pub fn of(bytes: Vec<u8>) -> Self {
        Self(Pdf::new(bytes).unwrap())
    }

    fn catalog(&self) -> Dict<'_> {
        self.0.xref().get(self.0.xref().root_id()).unwrap()
    }

    pub fn catalog_has(&self, name: &str) -> bool {
        self.catalog().get::<Dict<'_>>(name).is_some()
    }

    /// Whether it says that it is tagged.
    pub fn marked(&self) -> bool {
        self.catalog().get::<Dict<'_>>("MarkInfo").unwrap().get::<bool>("Marked").unwrap()
    }

    pub fn language(&self) -> String {
        text(&self.catalog().get::<PdfString<'_>>("Lang").unwrap())
    }

    /// Whether a part of it says that it is in a language, beside what the whole says.
    pub fn says_parts_are_in(&self, language: &str) -> bool {
        let said = format!("/Lang({language})");
        let mut streams = self.0.pages().iter().filter_map(|page| page.page_stream());
        streams.any(|stream| stream.windows(said.len()).any(|part| part == said.as_bytes()))
    }

    pub fn xmp(&self) -> String {
        let stream = self.catalog().get::<Stream<'_>>("Metadata").unwrap();
        String::from_utf8(stream.decoded().unwrap().to_vec()).unwrap()
    }

    pub fn pages(&self) -> usize {
        self.0.pages().len()
    }

    /// Relationship, name and bytes of the file inside it.
    pub fn attachment(&self) -> Option<(String, String, Vec<u8>)> {
        let file = self.catalog().get::<Array<'_>>("AF")?.iter::<Dict<'_>>().next()?;
        let relationship = file.get::<Name<'_>>("AFRelationship")?.as_str().to_owned();
        let embedded = file.get::<Dict<'_>>("EF")?.get::<Stream<'_>>("F")?;
        Some((relationship, text(&file.get::<PdfString<'_>>("UF")?), embedded.decoded().unwrap().to_vec()))
    }

    /// All text in the order it is written, without spaces and hyphens: where lines end is not the document's matter.
    pub fn text(&self) -> String {
        let cache = InterpreterCache::new();
        let mut seen = Seen(String::new());
        for page in self.0.pages().iter() {
            let bounds = Rect::new(0.0, 0.0, 1.0, 1.0);
            let settings = InterpreterSettings::default();
            let mut context = Context::new(Affine::IDENTITY, bounds, &cache, self.0.xref(), settings);
            interpret_page(page, &mut context, &mut seen);
        }
        bare(&seen.0)
    }
}

/// Text without spaces and hyphens.
pub fn bare(text: &str) -> String {
    text.chars()
        .filter(|one| !one.is_whitespace() && !matches!(one, '-' | '\u{ad}' | '\u{2010}' | '\u{200b}'))
        .collect()
}

fn text(string: &PdfString<'_>) -> String {
    let bytes = string.as_bytes();
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        None => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

struct Seen(String);

impl Device<'_> for Seen {
    fn draw_glyph(&mut self, glyph: &Glyph<'_>, _: Affine, _: Affine, _: &Paint<'_>, _: &GlyphDrawMode) {
        match glyph.as_unicode() {
            Some(BfString::Char(one)) => self.0.push(one),
            Some(BfString::String(several)) => self.0.push_str(&several),
            None => self.0.push('\u{fffd}'),
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
