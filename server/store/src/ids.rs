//! Chance's one home: ids nobody can guess or repeat.

use uuid::Uuid;

/// A new id; later ones sort later.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "chance's one home")]
pub fn fresh() -> String {
    Uuid::now_v7().simple().to_string()
}

/// A secret of 128 random bits, in hexadecimal: nonces and first passwords.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "chance's one home")]
pub fn secret() -> String {
    Uuid::new_v4().simple().to_string()
}
