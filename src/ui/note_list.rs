//! What there is to notice on an exchange: each note with its level, its line and its remedy.

use leptos::prelude::*;

use super::citation::{CitedText, Section};
use super::shape::Icon;
use super::status_badge::tone;
use super::visible;
use crate::model::{Door, Level, Note, NotedLine};

/// Notes, in the order in which they are given; nothing without any. For pages alone, not for islands.
#[component]
pub fn NoteList(notes: Vec<Note>) -> impl IntoView {
    let any = !notes.is_empty();
    let items = notes.into_iter().map(|note| {
        let look = Look::of(note.level);
        let line = note.line.map(|line| marked(&line));
        let remedy = (!note.remedy.is_empty()).then(|| {
            view! { <p class="note-list__remedy"><strong>"Instead: "</strong><CitedText text=note.remedy/></p> }
        });
        view! {
            <li class=format!("note-list__note {}", tone(look.code))>
                <Icon shape=Door::of(look.code) class="note-list__mark"/>
                <p class="note-list__head">
                    <strong class="note-list__level">{look.words}</strong>
                    " "
                    <span class="note-list__rule">{note.rule}</span>
                </p>
                <p class="note-list__text"><CitedText text=note.text/><Section section=note.section/></p>
                {line}
                {remedy}
            </li>
        }
    });
    let items = items.collect_view();
    any.then(|| view! { <ul class="note-list" role="list">{items}</ul> })
}

/// A level is known by its words and by a shape that statuses have too.
struct Look {
    words: &'static str,
    /// The status whose shape and colour it borrows.
    code: u16,
}

impl Look {
    fn of(level: Level) -> Self {
        match level {
            Level::Violation => Self { words: "Against the rule", code: 403 },
            Level::Warning => Self { words: "Careful", code: 401 },
            Level::Info => Self { words: "Worth knowing", code: 100 },
        }
    }
}

/// The line, with the part that matters marked; a mark around the whole line would say nothing.
fn marked(line: &NotedLine) -> impl IntoView + use<> {
    let (before, part, after) = line.pieces();
    let whole = before.is_empty() && after.is_empty();
    let part = visible::line(part);
    let part =
        if whole || part.is_empty() { part.into_any() } else { view! { <mark>{part}</mark> }.into_any() };
    view! { <code class="note-list__line">{visible::line(before)}{part}{visible::line(after)}</code> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Side;

    fn html(level: Level, line: NotedLine) -> String {
        let notes = vec![Note {
            rule: "a-rule".into(),
            level,
            side: Side::Response,
            text: "Sent `Bearer` alone.".into(),
            section: "RFC 6750 3".into(),
            remedy: "Add a realm.".into(),
            line: Some(line),
        }];
        view! { <NoteList notes/> }.to_html().replace("<!>", "")
    }

    #[test]
    fn a_note_says_how_serious_it_is_where_and_what_to_do() {
        let line = NotedLine { text: "A: <b>\u{202E}".into(), start: 3, end: 6 };
        let html = html(Level::Violation, line);
        for part in [
            "note-list__note tone-403",
            "Against the rule</strong>",
            "a-rule</span>",
            "Sent <code>Bearer</code> alone.",
            "rfc6750#section-3\">RFC 6750 3</a>",
            "A: <mark>&lt;b&gt;</mark>\\u{202E}</code>",
            "<strong>Instead: </strong>Add a realm.",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn a_line_that_matters_as_a_whole_is_not_marked() {
        let line = NotedLine { text: "HTTP/1.1 401".into(), start: 0, end: 12 };
        let html = html(Level::Info, line);
        assert!(html.contains("HTTP/1.1 401") && !html.contains("<mark>"), "{html}");
        assert!(html.contains("Worth knowing"), "{html}");
    }
}
