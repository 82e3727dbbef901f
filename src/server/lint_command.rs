//! `knock lint`: the linter on a file or on what is piped in, printed for a terminal or for a program.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::model::message::visible;
use crate::model::{Level, Note, NotedLine};
use crate::notes::{self, PasteError, Report, Reported};
use crate::ui::visible as shown;

/// What to look at.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Ends with 0 when no rule is broken, 1 when one is, 2 when the text cannot be read.")]
pub struct LintArguments {
    /// A file with a response, or with what curl -i or curl -v printed; - reads what is piped in.
    pub file: PathBuf,

    /// How to print what was found.
    #[arg(long, value_enum, default_value_t = LintFormat::Text)]
    pub format: LintFormat,
}

/// The form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LintFormat {
    Text,
    Json,
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum LintError {
    #[error("cannot read {file}: {source}")]
    File { file: String, source: io::Error },
    #[error("{0} is larger than 8 MiB; give it without the content")]
    TooLarge(String),
    #[error(transparent)]
    Unreadable(#[from] PasteError),
    #[error("cannot print: {0}")]
    Print(#[source] io::Error),
}

const FILE_MAX_BYTES: u64 = 8 * 1024 * 1024;
/// The width of a terminal that nobody has resized.
const COLUMNS: usize = 80;
const INDENT: &str = "  ";
const LINE_INDENT: &str = "    ";

/// Looks at a text and prints what there is to say; true when no rule is broken.
///
/// # Errors
/// When the text cannot be read, or nothing can be printed.
pub fn run(arguments: &LintArguments, out: &mut impl Write) -> Result<bool, LintError> {
    let bytes = read(&arguments.file)?;
    let report = Report::on(&notes::read(&decoded(&bytes))?);
    let text = match arguments.format {
        LintFormat::Text => text(&report),
        LintFormat::Json => format!("{:#}\n", report.json()),
    };
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever read it has seen enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(LintError::Print(error)),
        _ => Ok(report.count(Level::Violation) == 0),
    }
}

fn read(file: &Path) -> Result<Vec<u8>, LintError> {
    let piped = file == Path::new("-");
    let name = if piped { "what was piped in".to_owned() } else { file.display().to_string() };
    let mut bytes = Vec::new();
    let limit = FILE_MAX_BYTES + 1;
    let read = if piped {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    match read {
        Err(source) => Err(LintError::File { file: name, source }),
        Ok(size) if size as u64 > FILE_MAX_BYTES => Err(LintError::TooLarge(name)),
        Ok(_) => Ok(bytes),
    }
}

/// The bytes as text; UTF-16, which PowerShell writes into a file, is known by its byte order mark.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xFF, 0xFE, units @ ..] => utf_16(units, u16::from_le_bytes),
        [0xFE, 0xFF, units @ ..] => utf_16(units, u16::from_be_bytes),
        _ => visible(bytes),
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn text(report: &Report) -> String {
    let mut out = String::new();
    for exchange in &report.exchanges {
        out.push_str(&heading(exchange));
        for note in &exchange.notes {
            out.push_str(&block(note));
        }
        if exchange.notes.is_empty() {
            out.push_str(&format!("{INDENT}nothing to object\n\n"));
        }
    }
    out.push_str(&report.summary());
    out.push('\n');
    out
}

fn heading(exchange: &Reported) -> String {
    let asked = exchange.request.iter().map(|request| shown::line(request));
    let lines: Vec<String> = asked.chain([shown::line(&exchange.response)]).collect();
    let cropped = lines.iter().map(|line| shown::shortened(line, COLUMNS - 2));
    format!("{}\n\n", cropped.collect::<Vec<_>>().join("\n"))
}

fn block(note: &Note) -> String {
    let level = match note.level {
        Level::Violation => "violation",
        Level::Warning => "warning",
        Level::Info => "hint",
    };
    let mut out = format!("{INDENT}{level} {} ({})\n", note.rule, note.section);
    out.push_str(&wrapped(&note.text));
    if let Some(line) = &note.line {
        out.push_str(&pointed(line));
    }
    out.push_str(&wrapped(&note.remedy));
    out.push('\n');
    out
}

/// A sentence in lines that fit.
fn wrapped(sentence: &str) -> String {
    let mut lines = String::new();
    let mut line = String::from(INDENT);
    for word in sentence.split(' ') {
        let used = line.chars().count();
        if used > INDENT.len() && used + word.chars().count() >= COLUMNS {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line = String::from(INDENT);
        }
        line.push_str(word);
        line.push(' ');
    }
    lines.push_str(line.trim_end());
    lines.push('\n');
    lines
}

/// The line with marks below the part that matters, cut so that both fit.
fn pointed(line: &NotedLine) -> String {
    let width = COLUMNS - LINE_INDENT.len() - 1;
    let [before, part, after] = [line.pieces().0, line.pieces().1, line.pieces().2].map(shown::line);
    let whole = before.is_empty() && after.is_empty();
    let part: String = part.chars().take(width).collect();
    let room = width - part.chars().count();
    // What stands before the part says which field it is; two thirds of the room belong to it.
    let ahead = before.chars().count().min(room - room.min(after.chars().count()).min(room / 3));
    let from = before.chars().count() - ahead;
    let before: String = before.chars().skip(from).collect();
    let after: String = after.chars().take(room - ahead).collect();
    let text = format!("{LINE_INDENT}{before}{part}{after}");
    let mut out = format!("{}\n", text.trim_end());
    if !whole && !part.is_empty() {
        out.push_str(&format!("{LINE_INDENT}{}{}\n", " ".repeat(ahead), "^".repeat(part.chars().count())));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_fits_the_terminal_and_the_marks_stand_below_their_part() {
        let long = "x".repeat(300);
        for (text, start, end) in [
            ("WWW-Authenticate: Bearer".to_owned(), 18, 24),
            (format!("A: {long}"), 3, 303),
            (format!("{long}marked"), 300, 306),
            (format!("A: marked{long}"), 3, 9),
            (format!("{long}marked{long}"), 300, 306),
            ("HTTP/1.1 401".to_owned(), 0, 12),
            ("A: ".to_owned(), 3, 3),
        ] {
            let line = NotedLine { text: text.clone(), start, end };
            let pointed = pointed(&line);
            let lines: Vec<&str> = pointed.lines().collect();
            assert!(lines.iter().all(|line| line.chars().count() < COLUMNS), "{pointed}");
            if let [shown, marks] = lines[..] {
                let from = marks.find('^').expect("a mark");
                assert!(
                    text[start..].starts_with(shown.get(from..marks.len()).expect("the part")),
                    "{pointed}"
                );
            } else {
                assert_eq!(lines.len(), 1, "{pointed}");
            }
        }
    }

    #[test]
    fn utf_16_is_known_by_its_mark_and_everything_else_is_taken_as_it_is() {
        let little: Vec<u8> = "\u{FEFF}A: é\u{1F511}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{FEFF}A: é\u{1F511}".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let cut = &little[..little.len() - 1];
        for (bytes, expected) in [
            (&little[..], "A: é\u{1F511}"),
            (&big, "A: é\u{1F511}"),
            // The half of a pair, and the half of a unit.
            (cut, "A: é\u{FFFD}"),
            (b"\xFF\xFE", ""),
            (b"\xFF", "\\xFF"),
            (b"A\xFF\xFE", "A\\xFF\\xFE"),
            ("A: é".as_bytes(), "A: é"),
        ] {
            assert_eq!(decoded(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_sentence_is_broken_between_words() {
        let sentence = "word ".repeat(60);
        let lines = wrapped(sentence.trim_end());
        assert!(lines.lines().count() > 3 && lines.lines().all(|line| line.len() < COLUMNS), "{lines}");
        assert_eq!(lines.split_whitespace().count(), 60);
    }
}
