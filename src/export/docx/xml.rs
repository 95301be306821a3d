//! XML as word processors want it: elements written one after the other, texts and
//! attributes escaped, nothing that XML can't hold.

use quick_xml::escape::escape;

/// A part of the package under way.
#[derive(Debug)]
pub struct Xml {
    out: String,
}

/// An element's attributes.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A part that is about to begin.
    pub fn new() -> Self {
        Xml { out: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned() }
    }

    /// An element with what `inner` writes into it.
    pub fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        inner: impl FnOnce(&mut Xml),
    ) {
        self.begin(name, attributes);
        inner(self);
        self.end(name);
    }

    /// The beginning of an element that somebody else fills.
    pub fn begin(&mut self, name: &str, attributes: Attributes<'_>) {
        self.open(name, attributes);
        self.out.push('>');
    }

    pub fn end(&mut self, name: &str) {
        self.out += "</";
        self.out += name;
        self.out.push('>');
    }

    /// An element without contents.
    pub fn leaf(&mut self, name: &str, attributes: Attributes<'_>) {
        self.open(name, attributes);
        self.out += "/>";
    }

    /// An element whose one attribute is its value, as most of the format's are.
    pub fn value(&mut self, name: &str, value: &str) {
        self.leaf(name, &[("w:val", value)]);
    }

    /// An element that holds a text.
    pub fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |xml| xml.push_escaped(text));
    }

    pub fn finish(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out += name;
        for (name, value) in attributes {
            self.out.push(' ');
            self.out += name;
            self.out += "=\"";
            self.push_escaped(value);
            self.out.push('"');
        }
    }

    fn push_escaped(&mut self, text: &str) {
        let clean: String = text.chars().filter(|c| is_xml(*c)).collect();
        self.out += &escape(&clean);
    }
}

/// Whether XML 1.0 can hold a letter at all.
fn is_xml(c: char) -> bool {
    (!c.is_control() || matches!(c, '\t' | '\n' | '\r')) && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let mut xml = Xml::new();
        xml.text("a", &[("b", "\"<&>'")], "</a>&amp;\u{1}\u{ffff}ô");
        let written = String::from_utf8(xml.finish()).expect("UTF-8");
        let body = written.split_once("?>\n").expect("a head").1;
        assert_eq!(body, "<a b=\"&quot;&lt;&amp;&gt;&apos;\">&lt;/a&gt;&amp;amp;ô</a>");
    }
}
