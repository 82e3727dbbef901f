//! Tables: the first cell of a row says what the row is about, and every other one carries the label of its column,
//! which narrow screens show beside it.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::content::highlight::escaped;

/// The table that is being read.
#[derive(Default)]
pub(super) struct Table {
    labels: Vec<String>,
    in_head: bool,
    column: usize,
}

impl Table {
    /// Adds to the label of the column whose head is being read.
    pub(super) fn label(&mut self, text: &str) {
        if self.in_head
            && let Some(label) = self.labels.last_mut()
        {
            label.push_str(text);
        }
    }

    /// The HTML of an event of a table; `None` for every other event.
    pub(super) fn html(&mut self, event: &Event) -> Option<String> {
        let html = match event {
            Event::Start(Tag::Table(_)) => {
                self.labels.clear();
                "<table class=\"data-table\">\n"
            }
            Event::End(TagEnd::Table) => "</tbody></table>\n",
            Event::Start(Tag::TableHead) => {
                self.in_head = true;
                "<thead><tr>"
            }
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                "</tr></thead><tbody>\n"
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                "<tr>"
            }
            Event::End(TagEnd::TableRow) => "</tr>\n",
            Event::Start(Tag::TableCell) => return Some(self.begin_cell()),
            Event::End(TagEnd::TableCell) if self.in_head || self.column == 1 => "</th>",
            Event::End(TagEnd::TableCell) => "</td>",
            _ => return None,
        };
        Some(html.to_owned())
    }

    fn begin_cell(&mut self) -> String {
        if self.in_head {
            self.labels.push(String::new());
            return "<th scope=\"col\">".to_owned();
        }
        let label = self.labels.get(self.column).map_or("", String::as_str);
        self.column += 1;
        match self.column {
            1 => "<th scope=\"row\">".to_owned(),
            _ => format!("<td data-label=\"{}\">", escaped(label)),
        }
    }
}
