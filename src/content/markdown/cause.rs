//! Causes: a `####` with a list right after it. Both go into one section, which is known only when the list begins.

use pulldown_cmark::Event;

/// Where the causes of a body begin and end.
#[derive(Default)]
pub(super) struct Causes {
    /// How many events there are when a list that follows makes the last `####` a cause.
    after_heading: Option<usize>,
    lists_open: usize,
    is_open: bool,
}

impl Causes {
    /// Called after each `####`, with the number of events so far.
    pub(super) fn heading_ended(&mut self, events: usize) {
        self.after_heading = Some(events);
    }

    /// Called before each list; opens the section before the heading if this is a cause.
    pub(super) fn list_begins(&mut self, events: &mut Vec<Event>) {
        self.lists_open += 1;
        if self.after_heading.take() != Some(events.len()) {
            return;
        }
        let heading = events
            .iter()
            .rposition(|event| matches!(event, Event::InlineHtml(html) if html.starts_with("<h4")));
        if let Some(at) = heading {
            events.insert(at, Event::InlineHtml("<section class=\"cause\">".into()));
            self.is_open = true;
        }
    }

    /// Called after each list; what closes the section if it was a cause's.
    pub(super) fn list_ends(&mut self) -> Option<&'static str> {
        self.lists_open -= 1;
        if self.lists_open > 0 || !self.is_open {
            return None;
        }
        self.is_open = false;
        Some("</section>\n")
    }
}
