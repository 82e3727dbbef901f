//! Headings: their ids, and the links to themselves. An id that is not written comes from the title, and is known only at the end.

use pulldown_cmark::{CowStr, Event, HeadingLevel};

use crate::content::highlight::escaped;

/// An entry of a page's table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub id: String,
    pub title: String,
    /// 2 or 3.
    pub level: u8,
}

/// Stands for the id until it is known.
const ID: char = '\u{0}';

impl Heading {
    /// A heading that begins, and its first HTML.
    pub(super) fn begin(level: HeadingLevel, id: Option<CowStr>) -> (Self, String) {
        let id = id.map(CowStr::into_string).unwrap_or_default();
        (Self { id, title: String::new(), level: level as u8 }, format!("<{level} id=\"{ID}\">"))
    }

    /// Settles the id, writes it into the events, and returns the last HTML.
    pub(super) fn end(&mut self, level: HeadingLevel, events: &mut [Event]) -> String {
        if self.id.is_empty() {
            self.id = slug(&self.title);
        }
        for event in events.iter_mut().rev() {
            if let Event::InlineHtml(html) = event
                && html.contains(ID)
            {
                *html = html.replace(ID, &self.id).into();
                break;
            }
        }
        if !self.is_listed() {
            return format!("</{level}>\n");
        }
        let (id, title) = (&self.id, escaped(&self.title));
        format!("<a class=\"heading-link\" href=\"#{id}\" aria-label=\"Link to {title}\">#</a></{level}>\n")
    }

    /// True when the table of contents holds it.
    pub(super) fn is_listed(&self) -> bool {
        self.level <= 3
    }
}

fn slug(title: &str) -> String {
    let mut slug = String::new();
    for character in title.chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
