//! XML, written as it goes. Every text and every attribute is escaped.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// A part being written.
pub struct Xml(Writer<Vec<u8>>);

/// Names and values of an element's attributes.
pub type Attributes<'a> = [(&'a str, &'a str)];

impl Xml {
    pub fn start() -> io::Result<Self> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(Self(writer))
    }

    /// Begins an element, to be closed.
    pub fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> io::Result<()> {
        self.0.write_event(Event::Start(element(name, attributes)))
    }

    pub fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: &Attributes<'_>) -> io::Result<()> {
        self.0.write_event(Event::Empty(element(name, attributes)))
    }

    /// An element with a text in it.
    pub fn leaf(&mut self, name: &str, attributes: &Attributes<'_>, text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.0.write_event(Event::Text(BytesText::new(text)))?;
        self.close(name)
    }

    pub fn end(self) -> Vec<u8> {
        self.0.into_inner()
    }
}

fn element<'a>(name: &'a str, attributes: &'a Attributes<'_>) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}
