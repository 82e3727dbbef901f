//! The request that is being written: a method, a path below the lab, header rows, a body; and the same as raw text.
//! Pure, so that the rows, the raw view, the snippets and the shared link cannot disagree.

use crate::auth::grammar::is_token;
use crate::model::{RequestDraft, SetBy};

/// One header row of the editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderRow {
    /// Stays the same while the row is edited.
    pub id: u32,
    /// A row that is off stays in the editor and is not sent.
    pub on: bool,
    pub name: String,
    pub value: String,
    /// The visitor, or this page.
    pub set_by: SetBy,
}

/// The request in the editor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub method: String,
    /// Below the lab, without a leading slash, with the query.
    pub path: String,
    pub rows: Vec<HeaderRow>,
    pub body: String,
    last_id: u32,
}

/// Why raw text is not a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawFault {
    /// The first line lacks a method or a path.
    StartLine,
    /// This line of the head, counted from 1, has no colon after a name.
    HeaderLine(usize),
}

impl RawFault {
    /// What to do about it.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::StartLine => {
                "The first line is a method, a space and a path, such as GET basic/.".to_owned()
            }
            Self::HeaderLine(line) => {
                ["Line ", &line.to_string(), " is not a header: a name, a colon, a value."].concat()
            }
        }
    }
}

impl Draft {
    /// A request without headers and body.
    #[must_use]
    pub fn new(method: &str, path: &str) -> Self {
        Self { method: method.to_owned(), path: path.to_owned(), ..Self::default() }
    }

    /// An editor filled with a prepared request.
    #[must_use]
    pub fn of(start: &RequestDraft) -> Self {
        let method = if start.method.is_empty() { "GET" } else { &start.method };
        let mut draft = Self { body: start.body.clone(), ..Self::new(method, &start.path) };
        draft.read_lines(start.headers.iter().map(String::as_str), SetBy::Page);
        draft
    }

    /// Replaces the rows with field lines of this author; a line without a colon becomes a name without a value.
    pub fn read_lines<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>, set_by: SetBy) {
        self.rows.clear();
        for line in lines.into_iter().filter(|line| !line.trim().is_empty()) {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            self.add(name.trim(), value.trim(), set_by);
        }
    }

    /// Adds a row and returns its id.
    pub fn add(&mut self, name: &str, value: &str, set_by: SetBy) -> u32 {
        self.last_id += 1;
        let (name, value) = (name.to_owned(), value.to_owned());
        self.rows.push(HeaderRow { id: self.last_id, on: true, name, value, set_by });
        self.last_id
    }

    /// Gives a header the page's value in the first row with that name, and switches further rows with that name off.
    pub fn set(&mut self, name: &str, value: &str) {
        let mut found = false;
        for row in self.rows.iter_mut().filter(|row| row.name.trim().eq_ignore_ascii_case(name)) {
            row.on = !found;
            if !found {
                value.clone_into(&mut row.value);
                row.set_by = SetBy::Page;
                found = true;
            }
        }
        if !found {
            self.add(name, value, SetBy::Page);
        }
    }

    /// The names of the headers that the visitor typed, as a JSON array; empty when there are none.
    #[must_use]
    pub fn typed(&self) -> String {
        let mut names = String::new();
        for row in self.rows.iter().filter(|row| row.on && row.set_by == SetBy::You) {
            // What was sent is a token, so nothing in it needs an escape.
            names.push_str(&[if names.is_empty() { "[\"" } else { "\",\"" }, row.name.trim()].concat());
        }
        if !names.is_empty() {
            names.push_str("\"]");
        }
        names
    }

    /// Switches all rows with this name off.
    pub fn switch_off(&mut self, name: &str) {
        for row in self.rows.iter_mut().filter(|row| row.name.trim().eq_ignore_ascii_case(name)) {
            row.on = false;
        }
    }

    /// The rows that are sent, as name and value without blanks around them.
    pub fn sent(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows
            .iter()
            .filter(|row| row.on && !row.name.trim().is_empty())
            .map(|row| (row.name.trim(), row.value.trim()))
    }

    /// True when a row that is on has a value and no name.
    #[must_use]
    pub fn lacks_a_name(&self) -> bool {
        self.rows.iter().any(|row| row.on && row.name.trim().is_empty() && !row.value.trim().is_empty())
    }

    /// The body as it is sent: GET and HEAD have no use for one, and `fetch` refuses it.
    #[must_use]
    pub fn sent_body(&self) -> &str {
        if matches!(&*self.method, "GET" | "HEAD") { "" } else { &self.body }
    }

    /// True when the path does not stay below the lab.
    #[must_use]
    pub fn leaves_the_lab(&self) -> bool {
        let path = self.path.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        path.replace("%2e", ".").split(['/', '\\']).any(|segment| segment == "..")
    }

    /// The request as text: the rows that are on, and the path below the lab.
    #[must_use]
    pub fn raw(&self) -> String {
        let mut text = [&*self.method, " ", &self.path, " HTTP/1.1\n"].concat();
        for (name, value) in self.sent() {
            text.push_str(&[name, ": ", value, "\n"].concat());
        }
        text.push('\n');
        text.push_str(&self.body);
        text
    }

    /// Reads what `raw` writes; rows that are off stay as they are.
    ///
    /// # Errors
    /// The line that is no part of a request.
    pub fn read_raw(&mut self, text: &str) -> Result<(), RawFault> {
        let text = text.replace("\r\n", "\n");
        let (head, body) = text.split_once("\n\n").unwrap_or((text.trim_end_matches('\n'), ""));
        let mut lines = head.split('\n');
        let start = lines.next().unwrap_or_default().trim();
        let start = start.strip_suffix("HTTP/1.1").or(start.strip_suffix("HTTP/2")).unwrap_or(start);
        let (method, target) = start.split_once(' ').unwrap_or((start, ""));
        if !is_token(method) || target.trim().contains(' ') {
            return Err(RawFault::StartLine);
        }
        let mut fields = Vec::new();
        for (index, line) in lines.enumerate() {
            let Some((name, value)) = line.split_once(':').filter(|(name, _)| is_token(name)) else {
                return Err(RawFault::HeaderLine(index + 2));
            };
            fields.push((name, value.trim()));
        }
        method.clone_into(&mut self.method);
        below_the_lab(target.trim()).clone_into(&mut self.path);
        body.clone_into(&mut self.body);
        let before = std::mem::take(&mut self.rows);
        for (name, value) in fields {
            let kept = before.iter().find(|row| row.name == name && row.value == value);
            self.add(name, value, kept.map_or(SetBy::You, |row| row.set_by));
        }
        self.rows.extend(before.into_iter().filter(|row| !row.on));
        Ok(())
    }
}

/// The part of a target below `/lab/{lab}/`, for somebody who pasted the whole of it.
fn below_the_lab(target: &str) -> &str {
    if let Some(rest) = target.strip_prefix("/lab/") {
        return rest.split_once('/').map_or("", |(_, path)| path);
    }
    target.trim_start_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(raw: &str) -> Result<Draft, RawFault> {
        let mut draft = Draft::default();
        draft.read_raw(raw).map(|()| draft)
    }

    #[test]
    fn raw_text_and_rows_are_the_same_request() {
        let text = "POST basic/?a=1 HTTP/1.1\nAccept: */*\nX-Empty: \n\nbody\n\nmore";
        let read = draft(text).expect("a request");
        assert_eq!(read.method, "POST");
        assert_eq!(read.path, "basic/?a=1");
        assert_eq!(read.sent().collect::<Vec<_>>(), [("Accept", "*/*"), ("X-Empty", "")]);
        assert_eq!(read.body, "body\n\nmore");
        assert_eq!(read.raw(), text);
    }

    #[test]
    fn a_pasted_target_loses_its_lab() {
        for (target, path) in
            [("/lab/a-b-c/basic/", "basic/"), ("/basic/", "basic/"), ("", ""), ("/lab/x", "")]
        {
            let read = draft(&["GET ", target, " HTTP/1.1\n\n"].concat()).expect("a request");
            assert_eq!(read.path, path, "{target}");
        }
    }

    #[test]
    fn text_that_is_no_request_names_its_line() {
        for (text, fault) in [
            ("", RawFault::StartLine),
            ("G\u{e9}T x", RawFault::StartLine),
            ("GET a b", RawFault::StartLine),
            ("GET x\nno colon", RawFault::HeaderLine(2)),
            ("GET x\nA: b\nBad name: c", RawFault::HeaderLine(3)),
            ("GET x\n: c", RawFault::HeaderLine(2)),
        ] {
            assert_eq!(draft(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_header_that_is_set_is_sent_once() {
        let mut read = draft("GET x\nauthorization: a\nAuthorization: b").expect("a request");
        read.set("Authorization", "c");
        assert_eq!(read.sent().collect::<Vec<_>>(), [("authorization", "c")]);
        assert_eq!(read.rows.len(), 2);
    }

    #[test]
    fn what_was_typed_is_told_from_what_the_page_wrote() {
        let mut read = draft("GET x\nA: 1\nB: 2").expect("a request");
        assert_eq!(read.typed(), "[\"A\",\"B\"]");
        read.set("a", "3");
        assert_eq!(read.typed(), "[\"B\"]");
        let changed = read.raw().replace("A: 3", "A: 3\nC: 4").replace("B: 2", "B: 5");
        read.read_raw(&changed).expect("its own text");
        assert_eq!(read.typed(), "[\"C\",\"B\"]");
        read.rows[1].on = false;
        read.set("B", "6");
        assert_eq!(read.typed(), "");
    }

    #[test]
    fn rows_that_are_off_survive_the_raw_view() {
        let mut read = draft("GET x\nA: 1\nB: 2").expect("a request");
        read.rows[0].on = false;
        let text = read.raw();
        read.read_raw(&text).expect("its own text");
        assert_eq!(read.rows.len(), 2);
        assert_eq!(read.sent().collect::<Vec<_>>(), [("B", "2")]);
    }

    #[test]
    fn a_path_may_not_climb_out_of_the_lab() {
        for (path, leaves) in [
            ("basic/", false),
            ("../x", true),
            ("a/%2E%2e/b", true),
            ("a\\..\\b", true),
            ("?a=../b", false),
            ("a..b/", false),
        ] {
            assert_eq!(Draft::new("GET", path).leaves_the_lab(), leaves, "{path}");
        }
    }
}
