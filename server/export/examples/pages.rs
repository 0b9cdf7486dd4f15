//! `pages FILE.pdf FOLDER`: draws each page of a PDF as `FOLDER/<file>-<page>.png`, for README's pictures.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use std::error::Error;
use std::path::PathBuf;

/// Dots for each point of the page: 108 to the inch, so that an A4 page is some 890 wide.
const SCALE: f32 = 1.5;
/// Pages drawn; a document's first ones say what it looks like.
const PAGES: usize = 4;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(file), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: pages FILE.pdf FOLDER".into());
    };
    let pdf = Pdf::new(std::fs::read(&file)?).map_err(|_| "not a PDF that can be read")?;
    let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
    let drawn = RenderSettings { x_scale: SCALE, y_scale: SCALE, bg_color: WHITE, ..RenderSettings::default() };
    for (number, page) in (1..).zip(pdf.pages().iter().take(PAGES)) {
        let png = render(page, &cache, &settings, &drawn).into_png()?;
        std::fs::write(folder.join(format!("{name}-{number}.png")), png)?;
    }
    Ok(())
}
