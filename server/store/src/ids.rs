//! Chance's one home: ids nobody can guess or repeat.

use proof::merkle::sha256;
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

/// 256 secret bits, for a key: the hash of three times 122.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "chance's one home")]
pub fn seed() -> [u8; 32] {
    let bits = [Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4()].map(Uuid::into_bytes);
    sha256(bits.as_flattened())
}
