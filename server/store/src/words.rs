//! Swedish words as a search compares them: in small letters, without their endings.
//!
//! The same words are made of what is stored and of what is asked for, and the same way for now and for an earlier day,
//! so that a search always finds the same. The database only looks them up.

use std::collections::BTreeSet;

/// Endings of inflection, longest first. What is left must keep [`SHORTEST`] letters.
const ENDINGS: [&str; 29] = [
    "heterna", "heter", "heten", "elser", "elsen", "arna", "erna", "orna", "ande", "anden", "aren", "aste", "else",
    "ena", "are", "ast", "het", "ern", "ar", "er", "or", "en", "et", "an", "at", "te", "a", "e", "n",
];
/// Letters a stem keeps at least.
const SHORTEST: usize = 3;

/// The words of a text, stemmed; å, ä and ö are letters of their own.
pub(crate) fn words(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(stem).collect()
}

/// The words of a text as they are stored and looked up: with spaces between.
pub(crate) fn indexed(text: &str) -> String {
    let words: Vec<String> = words(text).into_iter().collect();
    words.join(" ")
}

/// What the forms of a word have in common. Endings come off until none is left, so that a word whose own form looks like
/// an inflected one ends up where its inflections do.
fn stem(word: &str) -> String {
    if word.chars().any(|c| c.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut rest = word;
    while let Some(shorter) = shortened(rest) {
        rest = shorter;
    }
    rest.to_owned()
}

fn shortened(word: &str) -> Option<&str> {
    let long = |rest: &str| rest.chars().count() >= SHORTEST;
    if let Some(rest) = word.strip_suffix('s')
        && long(rest)
        && !rest.ends_with(['s', 'i', 'o', 'u', 'y'])
    {
        return Some(rest);
    }
    ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(|rest| long(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_a_word_are_one_word() {
        for forms in [
            "åtgärd åtgärden åtgärder åtgärderna åtgärdernas",
            "behörighet behörigheten behörigheter behörigheterna",
            "ärende ärendet ärenden ärendena ärendets",
            "avbrott avbrottet avbrotten avbrottens",
            "säkerhetskopia säkerhetskopian säkerhetskopior säkerhetskopiorna",
            "rutin rutinen rutiner rutinens",
            "analys analysen analyser",
            "resurs resursen resurser resurserna",
            "process processen processer",
            "server servern",
            "papper papperet",
            "hus huset husen",
            "system systemet systemens",
            "incident incidenten incidenter incidenterna",
            "övning övningar övningarna",
        ] {
            let stems: BTreeSet<String> = words(forms);
            assert_eq!(stems.len(), 1, "{forms}: {stems:?}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in [("övning", "ovning"), ("krav", "kran"), ("arkiv", "arbete"), ("RSK-01", "RSK-02")] {
            assert_ne!(words(one), words(other));
        }
        assert_eq!(indexed("RSK-01: El, el & ELEN!"), "01 el ele rsk");
        assert!(words(" !? ").is_empty());
    }
}
