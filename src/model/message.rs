//! One HTTP message as it was seen: its head to the byte, its fields in order, its content.

use serde::{Deserialize, Serialize};

/// A request or a response.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// The first line without its line end (RFC 9112 2.1).
    pub start_line: String,
    /// Every field line, in the order, case and number in which it was seen.
    pub fields: Vec<Field>,
    pub body: Body,
    /// The head as it crossed the wire, line ends included; what is not UTF-8 is written `\xNN`.
    pub head: String,
}

impl Message {
    /// The value of the first field with this name, whatever its case (RFC 9110 5.1).
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|field| field.name.eq_ignore_ascii_case(name))
            .map(|field| field.value.as_str())
    }

    /// The values of all fields with this name, in order.
    pub fn fields<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |field| field.name.eq_ignore_ascii_case(name))
            .map(|field| field.value.as_str())
    }
}

/// One field line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Spelled as on the wire.
    pub name: String,
    /// Without the white space around it (RFC 9112 5.1).
    pub value: String,
    pub set_by: SetBy,
    /// What the field does; absent for a name the site has no text about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<FieldAbout>,
}

/// What a learner is told beside a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldAbout {
    /// One sentence.
    pub hint: String,
    /// Where it is defined; may be empty.
    pub section: String,
    /// The page about this field, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// Who put a field into the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetBy {
    /// The person, in the editor.
    You,
    /// This site's own script or form.
    Page,
    /// The browser or the command-line tool, on its own account.
    Client,
    /// Something between the client and the server.
    Proxy,
    Server,
}

impl SetBy {
    /// The words the wire view uses.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::You => "you",
            Self::Page => "this page",
            Self::Client => "your browser or tool",
            Self::Proxy => "a proxy",
            Self::Server => "the server",
        }
    }
}

/// The content of a message, as far as it was kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The kept text; what is not UTF-8 is written `\xNN`.
    pub text: String,
    /// The size of the whole content in bytes.
    pub size_bytes: u64,
    /// True when `text` holds only the beginning.
    pub truncated: bool,
}

/// Bytes as text that loses nothing: UTF-8 stays, every other byte becomes `\xNN`.
#[must_use]
pub fn visible(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn bytes_that_are_not_utf8_stay_visible() {
        assert_eq!(visible(b"zo\xc3\xab \xff!"), "zoë \\xFF!");
    }
}
