//! One value that is to be saved, as it is sent and as it is kept until it has been.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

/// One value that is to be saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    /// The command's id: sent twice, it is carried out once.
    pub id: String,
    /// The record.
    pub key: String,
    /// The field.
    pub field: String,
    /// The value it is to have.
    pub value: String,
    /// The value that was decided on.
    pub was: String,
    /// Why.
    pub reason: String,
    /// Whether it takes an earlier one back.
    pub undoes: bool,
}

impl Change {
    /// The same with a new id, for something that is decided anew.
    pub(super) fn anew(self) -> Self {
        Self { id: fresh(), ..self }
    }

    /// The form that is sent.
    pub(super) fn form(&self, columns: &str) -> Result<UrlSearchParams, JsValue> {
        let form = self.pairs()?;
        form.append("kolumner", columns);
        Ok(form)
    }

    fn pairs(&self) -> Result<UrlSearchParams, JsValue> {
        let form = UrlSearchParams::new()?;
        form.append("command_id", &self.id);
        form.append("key", &self.key);
        form.append("reason", &self.reason);
        form.append(&format!("fields[{}]", self.field), &self.value);
        form.append(&format!("fields[was_{}]", self.field), &self.was);
        Ok(form)
    }

    /// One line of text, to be kept.
    pub(super) fn line(&self) -> Option<String> {
        let form = self.pairs().ok()?;
        form.append("field", &self.field);
        form.append("undoes", if self.undoes { "1" } else { "" });
        Some(form.to_string().into())
    }

    /// A change as it was kept.
    pub(super) fn read(line: &str) -> Option<Self> {
        let form = UrlSearchParams::new_with_str(line).ok()?;
        let get = |name: &str| form.get(name).unwrap_or_default();
        let field = form.get("field")?;
        Some(Self {
            id: get("command_id"),
            key: get("key"),
            value: get(&format!("fields[{field}]")),
            was: get(&format!("fields[was_{field}]")),
            reason: get("reason"),
            undoes: !get("undoes").is_empty(),
            field,
        })
    }
}

/// A new command's id: 128 bits by chance. Browsers have this also where a page isn't served over TLS.
pub(super) fn fresh() -> String {
    let mut bytes = [0_u8; 16];
    // A browser without it is older than those that can run this.
    let _ = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).map(drop));
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("cell-{digits}")
}
