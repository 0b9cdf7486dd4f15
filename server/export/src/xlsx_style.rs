//! How a workbook looks: the colours of the pages, in the formats of a spreadsheet.

use crate::sheet::{ColumnKind, Emphasis};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};
use std::collections::HashMap;

const INK: u32 = 0x0019_1C20;
const INK_3: u32 = 0x0060_666F;
const PAPER_SUNKEN: u32 = 0x00F5_F3EE;
const WARN_TINT: u32 = 0x00FA_EEDD;
const BAD: u32 = 0x0092_182F;
const BAD_TINT: u32 = 0x00FB_EAEC;

/// The five risk tones: paper and ink. They are the light values of `--tone-1` to `--tone-5` in `style/tokens.css`,
/// where every pair is readable.
const TONES: [(u32, u32); 5] = [
    (0x00E6_EEF0, 0x0025_434C),
    (0x00F0_E0A4, 0x0057_4200),
    (0x00F3_CF96, 0x0055_3000),
    (0x00E7_9B72, 0x003D_1300),
    (0x008A_1C33, 0x00FF_FFFF),
];

/// Longest name of a band in a number format, in characters; a whole format may hold 255.
const BAND_MAX: usize = 100;

/// The formats of rows with one emphasis.
pub struct RowStyle {
    pub text: Format,
    pub long: Format,
    pub number: Format,
    pub percent: Format,
    pub date: Format,
    pub time: Format,
    pub masked: Format,
}

/// Every format of a workbook.
pub struct Styles {
    pub title: Format,
    pub label: Format,
    pub header: Format,
    plain: RowStyle,
    warn: RowStyle,
    bad: RowStyle,
    scores: HashMap<(u8, String), Format>,
}

impl Styles {
    pub fn new() -> Self {
        let base = || Format::new().set_align(FormatAlign::Top).set_font_color(INK);
        Self {
            title: base().set_bold().set_font_size(16),
            label: base().set_font_color(INK_3),
            header: base()
                .set_bold()
                .set_text_wrap()
                .set_background_color(PAPER_SUNKEN)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(INK),
            plain: RowStyle::of(&base()),
            warn: RowStyle::of(&base().set_background_color(WARN_TINT)),
            bad: RowStyle::of(&base().set_background_color(BAD_TINT).set_font_color(BAD).set_bold()),
            scores: HashMap::new(),
        }
    }

    pub const fn row(&self, emphasis: Emphasis) -> &RowStyle {
        match emphasis {
            Emphasis::None => &self.plain,
            Emphasis::Warn => &self.warn,
            Emphasis::Bad => &self.bad,
        }
    }

    /// The format of a score: its tone, and behind the number the band's name as part of the number's format, so that
    /// colour never stands alone and the value is still a number to sort and count with.
    pub fn score(&mut self, tone: u8, band: &str) -> &Format {
        self.scores.entry((tone, band.to_owned())).or_insert_with(|| {
            let nearest = usize::from(tone.clamp(1, 5) - 1);
            let (paper, ink) = TONES[nearest];
            let band: String = band.chars().filter(|c| *c != '"' && !c.is_control()).take(BAND_MAX).collect();
            let shown = if band.is_empty() { "0".to_owned() } else { format!("0\" {band}\"") };
            Format::new()
                .set_align(FormatAlign::Top)
                .set_align(FormatAlign::Left)
                .set_indent(1)
                .set_background_color(paper)
                .set_font_color(ink)
                .set_num_format(shown)
        })
    }
}

impl RowStyle {
    fn of(base: &Format) -> Self {
        let base = || base.clone();
        Self {
            text: base(),
            long: base().set_text_wrap(),
            number: base().set_num_format("0"),
            percent: base().set_num_format("0 %"),
            date: base().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            time: base().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
            masked: base().set_italic().set_font_color(INK_3),
        }
    }
}

/// Width of a column in characters.
pub const fn width(kind: ColumnKind) -> u16 {
    match kind {
        ColumnKind::Key | ColumnKind::Date => 12,
        ColumnKind::Number | ColumnKind::Percent => 11,
        ColumnKind::Score => 14,
        ColumnKind::Time => 17,
        ColumnKind::Text | ColumnKind::Code | ColumnKind::Keys => 24,
        ColumnKind::Hash => 68,
        ColumnKind::Long => 56,
    }
}

/// Whether its text wraps.
pub const fn wraps(kind: ColumnKind) -> bool {
    matches!(kind, ColumnKind::Long | ColumnKind::Keys)
}
