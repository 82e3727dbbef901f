//! A rule: its name, its words, and the function that finds what it is about.

use std::ops::Range;

use super::seen::Seen;
use crate::model::{Field, Level, Message, Note, NotedLine, Side};
use crate::ui::visible;

/// One thing to notice.
pub struct Rule {
    /// Stable, in kebab case.
    pub name: &'static str,
    pub level: Level,
    /// Who would have to mend it.
    pub side: Side,
    /// Where it is written: a section of an RFC, or an anchor of the Fetch standard.
    pub section: &'static str,
    /// One sentence; `{}` stands for what was found.
    pub text: &'static str,
    /// One or two sentences: what to do instead.
    pub remedy: &'static str,
    pub(super) find: fn(&Seen<'_>) -> Vec<Found>,
}

/// A rule that found much says so a few times, not a hundred.
const FOUND_MAX: usize = 3;
/// A name or a value inside a sentence may be so long.
const WHAT_MAX_CHARACTERS: usize = 60;

impl Rule {
    /// What this rule has to say about an exchange.
    pub(super) fn notes(&self, seen: &Seen<'_>) -> impl Iterator<Item = Note> {
        (self.find)(seen).into_iter().take(FOUND_MAX).map(|found| Note {
            rule: self.name.to_owned(),
            level: self.level,
            side: self.side,
            text: self.text.replace("{}", &found.what),
            section: found.section.unwrap_or(self.section).to_owned(),
            remedy: self.remedy.to_owned(),
            line: Some(found.line),
        })
    }
}

/// Where a rule found what it looks for.
pub(super) struct Found {
    what: String,
    /// Nearer than the section of the rule.
    section: Option<&'static str>,
    line: NotedLine,
}

impl Found {
    fn at(line: NotedLine) -> Self {
        Self { what: String::new(), section: None, line }
    }

    /// The start line: what is wrong is the status, or something that is not there.
    pub(super) fn start(message: &Message) -> Self {
        let text = &message.start_line;
        Self::at(cut(text, 0..text.len()))
    }

    /// The name of a field.
    pub(super) fn name(field: &Field) -> Self {
        let text = format!("{}: {}", field.name, field.value);
        let end = field.name.len();
        Self::at(cut(text.trim_end_matches(": "), 0..end))
    }

    /// The value of a field.
    pub(super) fn value(field: &Field) -> Self {
        Self::part(field, 0..field.value.len())
    }

    /// A part of the value of a field, in bytes.
    pub(super) fn part(field: &Field, range: Range<usize>) -> Self {
        let text = format!("{}: {}", field.name, field.value);
        let before = field.name.len() + ": ".len();
        Self::at(cut(&text, before + range.start..before + range.end))
    }

    /// The first place of `part` in the start line; all of it when it is not there.
    pub(super) fn in_start(message: &Message, part: &str) -> Self {
        let text = &message.start_line;
        let at = text.find(part).unwrap_or_default();
        let end = if text[at..].starts_with(part) { at + part.len() } else { text.len() };
        Self::at(cut(text, at..end))
    }

    /// Cites another section than the rule does.
    pub(super) fn citing(mut self, section: &'static str) -> Self {
        self.section = Some(section);
        self
    }

    /// Puts something into the rule's sentence.
    pub(super) fn saying(mut self, what: &str) -> Self {
        self.what = visible::shortened(&visible::line(what), WHAT_MAX_CHARACTERS).replace('`', "'");
        self
    }
}

/// So much of a line is kept on each side of the part that matters, and so much of that part.
const AROUND_BYTES: usize = 120;
const PART_MAX_BYTES: usize = 240;

fn cut(text: &str, range: Range<usize>) -> NotedLine {
    let start = floor(text, range.start);
    let end = floor(text, range.end.clamp(start, start + PART_MAX_BYTES));
    let (from, to) = (floor(text, start.saturating_sub(AROUND_BYTES)), floor(text, end + AROUND_BYTES));
    let (head, tail) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
    let moved = head.len();
    NotedLine {
        text: [head, &text[from..to], tail].concat(),
        start: start - from + moved,
        end: end - from + moved,
    }
}

/// The nearest place at or before `at` where a character begins.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_long_line_is_cut_around_the_part_that_matters() {
        let long = "é".repeat(5000);
        for range in [0..10, 5001..5004, 9999..10000, 0..10000, 0..0] {
            let line = cut(&long, range.clone());
            assert!(line.text.len() < 600, "{range:?}");
            assert_eq!(
                line.pieces().0.len() + line.pieces().1.len() + line.pieces().2.len(),
                line.text.len()
            );
        }
        let short = cut("Allow: GET", 7..10);
        assert_eq!((short.text.as_str(), short.pieces()), ("Allow: GET", ("Allow: ", "GET", "")));
    }
}
