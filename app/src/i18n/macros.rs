//! `t!` and `plural!`: texts whose key and placeholders are checked when they are compiled.

/// A text: `t!(lang, "common.save")` is a `&'static str`, `t!(lang, "page.title", page = name, board = board)` a
/// `String`. A key that doesn't exist, a placeholder that isn't given and one that isn't there don't compile.
#[macro_export]
macro_rules! t {
    ($lang:expr, $key:literal $(,)?) => {{
        const PLACE: usize = $crate::i18n::place($key);
        const _: () = assert!($crate::i18n::given(PLACE, &[], false), "a placeholder of the text isn't given");
        $crate::i18n::text_at($lang, PLACE)
    }};
    ($lang:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        const PLACE: usize = $crate::i18n::place($key);
        const _: () = {
            let names = &[$(stringify!($name)),+];
            assert!($crate::i18n::given(PLACE, names, false), "a placeholder of the text isn't given");
            assert!($crate::i18n::wanted(PLACE, names), "the text has no such placeholder");
        };
        $crate::i18n::fill($crate::i18n::text_at($lang, PLACE), &[$((stringify!($name), &$value)),+])
    }};
}

/// A text that depends on a count: `plural!(lang, "task.measures_late", late)`, `plural!(lang, "programme.finding",
/// left, total = total)`. The key has the forms `.one` and `.other`, and `.zero` where none is worth its own sentence.
///
/// The text may write the count as `{n}` in digits, as `{word}` in words up to twelve, and as `{Word}` with a capital.
/// What is given as `total` is written the way the count is, in words only when both can be: "två av åtta", "10 av 22".
#[macro_export]
macro_rules! plural {
    ($lang:expr, $key:literal, $count:expr $(, $name:ident = $value:expr)* $(,)?) => {{
        const ONE: usize = $crate::i18n::place(concat!($key, ".one"));
        const OTHER: usize = $crate::i18n::place(concat!($key, ".other"));
        const ZERO: usize = match $crate::i18n::optional(concat!($key, ".zero")) {
            Some(zero) => zero,
            None => OTHER,
        };
        const _: () = {
            let names: &[&str] = &[$(stringify!($name)),*];
            let all = $crate::i18n::given(ZERO, names, true)
                && $crate::i18n::given(ONE, names, true)
                && $crate::i18n::given(OTHER, names, true);
            assert!(all, "a placeholder of the text isn't given");
            assert!($crate::i18n::wanted(OTHER, names), "the text has no such placeholder");
        };
        $crate::i18n::fill_count($lang, $count, [ZERO, ONE, OTHER], &[$((stringify!($name), &$value)),*])
    }};
}
