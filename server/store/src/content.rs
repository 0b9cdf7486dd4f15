//! A record's content read as it is stored.
//!
//! What kind it is of stands after the content, and a reader that learns it only then has to hold all that came before in
//! between. So the kind is looked for first, and then the content is read once, as what it is.

use domain::{Body, Kind};
use serde::Deserialize;
use serde::de::{DeserializeOwned, Error};

/// What is said of a content beside itself.
#[derive(Deserialize)]
struct Said<'a> {
    kind: &'a str,
}

/// A content in its place.
#[derive(Deserialize)]
struct Stored<T> {
    content: T,
}

/// A stored content.
///
/// # Errors
/// When it isn't one.
pub(crate) fn parse(text: &str) -> serde_json::Result<Body> {
    let said: Said<'_> = serde_json::from_str(text)?;
    let kind = Kind::from_code(said.kind).ok_or_else(|| serde_json::Error::custom("no such kind"))?;
    Ok(match kind {
        Kind::Risk => Body::Risk(content(text)?),
        Kind::Measure => Body::Measure(content(text)?),
        Kind::Deliverable => Body::Deliverable(content(text)?),
        Kind::Control => Body::Control(content(text)?),
        Kind::Evidence => Body::Evidence(content(text)?),
        Kind::Requirement => Body::Requirement(content(text)?),
        Kind::Framework => Body::Framework(content(text)?),
        Kind::Programme => Body::Programme(content(text)?),
        Kind::Settings => Body::Settings(content(text)?),
        Kind::Picture => Body::Picture(content(text)?),
        Kind::Content => Body::Content(content(text)?),
        Kind::Review => Body::Review(content(text)?),
        Kind::Remark => Body::Remark(content(text)?),
        Kind::Baseline => Body::Baseline(content(text)?),
        Kind::Comment => Body::Comment(content(text)?),
        Kind::SavedView => Body::SavedView(content(text)?),
        Kind::Pack => Body::Pack(content(text)?),
        Kind::Disclosure => Body::Disclosure(content(text)?),
        Kind::Disposal => Body::Disposal(content(text)?),
        Kind::Deviation => Body::Deviation(content(text)?),
        Kind::Incident => Body::Incident(content(text)?),
        Kind::Indicator => Body::Indicator(content(text)?),
        Kind::Assignment => Body::Assignment(content(text)?),
        Kind::Recommendation => Body::Recommendation(content(text)?),
        Kind::Analysis => Body::Analysis(content(text)?),
        Kind::Goal => Body::Goal(content(text)?),
        Kind::Project => Body::Project(content(text)?),
        Kind::CityMatter => Body::CityMatter(content(text)?),
        Kind::Service => Body::Service(content(text)?),
        Kind::Report => Body::Report(content(text)?),
        Kind::ReportContent => Body::ReportContent(content(text)?),
        Kind::Account => Body::Account(content(text)?),
    })
}

fn content<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    Ok(serde_json::from_str::<Stored<T>>(text)?.content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_goes_by_the_same_name_here_and_where_it_is_written() {
        for kind in Kind::ALL {
            let text = format!(r#"{{"content":0,"kind":"{}","nonce":"0"}}"#, kind.code());
            let told = |read: serde_json::Result<Body>| read.unwrap_err().to_string();
            let (ours, theirs) = (told(parse(&text)), told(serde_json::from_str(&text)));
            assert!(ours.starts_with("invalid type"), "{ours}");
            assert!(theirs.starts_with("invalid type"), "{theirs}");
        }
        assert!(parse(r#"{"content":{},"kind":"unheard_of"}"#).is_err());
        assert!(parse(r#"{"content":{}}"#).is_err());
    }
}
