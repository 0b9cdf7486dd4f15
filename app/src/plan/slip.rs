//! How far an end has been moved, in words.

use crate::i18n::Lang;
use crate::{plural, t};

/// Days an end has been moved: `+41 dagar`, `−5 dagar`, `som beslutat`.
#[must_use]
pub fn slip(lang: Lang, days: i64) -> String {
    match days {
        0 => t!(lang, "plan.slip_none").to_owned(),
        1.. => plural!(lang, "plan.slip_later", days.unsigned_abs()),
        _ => plural!(lang, "plan.slip_earlier", days.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_direction_is_told_by_a_sign_and_the_unit_by_a_word() {
        let said = [151, 1, 0, -5].map(|days| slip(Lang::Sv, days));
        assert_eq!(said, ["+151 dagar", "+1 dag", "som beslutat", "−5 dagar"]);
    }
}
