//! The words of cells, in the language chosen.

use app::i18n::{Lang, find, t};
use export::Words;
use std::borrow::Cow;

/// A language as files use it.
#[derive(Debug, Clone, Copy)]
pub struct In(pub Lang);

impl Words for In {
    fn code<'a>(&'a self, group: &str, code: &str) -> Cow<'a, str> {
        find(self.0, &format!("{group}.{code}")).map_or_else(|| code.to_owned().into(), Cow::Borrowed)
    }

    fn flag(&self, yes: bool) -> Cow<'_, str> {
        if yes { t!(self.0, "common.yes") } else { t!(self.0, "common.no") }.into()
    }

    fn masked<'a>(&'a self, provision: &str) -> Cow<'a, str> {
        t!(self.0, "secrecy.masked", provision = provision).into()
    }
}
