//! What a file is called when it is saved.

use domain::query::encode;

/// The value of `Content-Disposition` for a file that is to be saved, never shown in place: the name as it is for the
/// browsers of today, and one in plain letters for the rest.
#[must_use]
pub fn attachment(name: &str) -> String {
    let plain: String = name.chars().map(plain).collect();
    // A blank is `%20` here, where a form would write `+`.
    let whole = encode(name).replace('+', "%20");
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

/// The nearest plain letter.
pub const fn plain(c: char) -> char {
    match c {
        'å' | 'ä' | 'à' | 'á' => 'a',
        'Å' | 'Ä' => 'A',
        'ö' | 'ø' | 'ó' => 'o',
        'Ö' | 'Ø' => 'O',
        'é' | 'è' | 'ë' => 'e',
        'É' => 'E',
        'ü' => 'u',
        'Ü' => 'U',
        '"' | '\\' | '%' | ';' => '_',
        c if c.is_ascii() && !c.is_ascii_control() => c,
        _ => '_',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_travels_in_plain_letters_and_as_it_is() {
        assert_eq!(
            attachment("riskbild-åtgärder-2026-11-23.csv"),
            "attachment; filename=\"riskbild-atgarder-2026-11-23.csv\"; \
             filename*=UTF-8''riskbild-%C3%A5tg%C3%A4rder-2026-11-23.csv"
        );
        let odd = attachment("a \"b\"\r\n; c%.pdf");
        assert!(odd.starts_with("attachment; filename=\"a _b____ c_.pdf\"; ") && !odd.contains(['\r', '\n']));
        assert!(odd.ends_with("a%20%22b%22%0D%0A%3B%20c%25.pdf"));
    }
}
