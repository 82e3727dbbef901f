//! One line of the program's log where no person watches it: as `tracing_subscriber` writes it, with less work, because there is
//! a line for every request.

use std::fmt::{self, Write};

use jiff::Timestamp;
use jiff::fmt::StdFmtWrite;
use jiff::fmt::temporal::DateTimePrinter;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

/// Time, level, module, message, fields.
pub(super) struct Line;

const TIME: DateTimePrinter = DateTimePrinter::new().precision(Some(6));

impl<S, N> FormatEvent<S, N> for Line
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, _: &FmtContext<'_, S, N>, mut line: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        TIME.print_timestamp(&Timestamp::now(), StdFmtWrite(&mut line)).map_err(|_| fmt::Error)?;
        line.write_str(level(*event.metadata().level()))?;
        line.write_str(event.metadata().target())?;
        line.write_char(':')?;
        let mut fields = Fields { line: &mut line, result: Ok(()) };
        event.record(&mut fields);
        fields.result?;
        line.write_char('\n')
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::ERROR => " ERROR ",
        Level::WARN => "  WARN ",
        Level::INFO => "  INFO ",
        Level::DEBUG => " DEBUG ",
        Level::TRACE => " TRACE ",
    }
}

/// Writes each field as it comes; the message comes first.
struct Fields<'a, 'b> {
    line: &'a mut Writer<'b>,
    result: fmt::Result,
}

impl Fields<'_, '_> {
    fn write(&mut self, field: &Field, value: impl FnOnce(&mut Writer<'_>) -> fmt::Result) {
        let written = self.name(field).and_then(|()| value(self.line));
        self.result = self.result.and(written);
    }

    fn name(&mut self, field: &Field) -> fmt::Result {
        self.line.write_char(' ')?;
        if field.name() == "message" {
            return Ok(());
        }
        self.line.write_str(field.name())?;
        self.line.write_char('=')
    }
}

impl Visit for Fields<'_, '_> {
    fn record_u64(&mut self, field: &Field, value: u64) {
        self.write(field, |line| write!(line, "{value}"));
    }

    /// What is plain needs no escapes, and is not looked at a letter at a time.
    fn record_str(&mut self, field: &Field, value: &str) {
        let is_plain = value.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\');
        self.write(field, |line| {
            if !is_plain {
                return write!(line, "{value:?}");
            }
            line.write_char('"')?;
            line.write_str(value)?;
            line.write_char('"')
        });
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.write(field, |line| write!(Escaping(line), "{value:?}"));
    }
}

/// Lets no text begin a line of its own or speak to a terminal.
struct Escaping<'a, 'b>(&'a mut Writer<'b>);

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some((at, control)) = rest.char_indices().find(|(_, letter)| letter.is_control()) {
            self.0.write_str(&rest[..at])?;
            write!(self.0, "{}", control.escape_default())?;
            rest = &rest[at + control.len_utf8()..];
        }
        self.0.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};

    use tracing_subscriber::layer::SubscriberExt;
    use tracing_subscriber::{Layer, Registry, fmt};

    use super::Line;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("one thread").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The lines that these events leave, each without its time.
    fn lines<L: Layer<Registry> + Send + Sync>(
        layer: impl FnOnce(Box<dyn Fn() -> Written + Send + Sync>) -> L,
        events: impl FnOnce(),
    ) -> Vec<String> {
        let written = Written::default();
        let writer = written.clone();
        let layer = layer(Box::new(move || writer.clone()));
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), events);
        let bytes = written.0.lock().expect("one thread").clone();
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.ends_with('\n'), "{text}");
        text.lines().map(|line| line.split_once(' ').expect("a time").1.to_owned()).collect()
    }

    fn ours(events: impl FnOnce()) -> Vec<String> {
        lines(|writer| fmt::layer().event_format(Line).with_writer(writer), events)
    }

    #[test]
    fn a_line_is_written_as_the_library_writes_it() {
        let events = || {
            tracing::info!(target: "t", request = 7_u64, path = "/a b", status = 401_u16, "answered");
            tracing::error!(target: "t", error = %"gone", late = true, left = -1, why = ?Some(2));
        };
        let theirs = lines(|writer| fmt::layer().with_ansi(false).with_writer(writer), events);
        assert_eq!(ours(events), theirs);
        assert_eq!(theirs[0], " INFO t: answered request=7 path=\"/a b\" status=401");
    }

    #[test]
    fn no_text_begins_a_line_or_colours_a_terminal() {
        let hostile = "a\nb\u{1b}[31m\u{9b}c\r\"";
        let lines =
            ours(|| tracing::warn!(target: "t", quoted = hostile, shown = %hostile, "said {hostile}"));
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(!lines[0].contains(char::is_control), "{lines:?}");
        assert!(lines[0].contains("shown=a\\nb\\u{1b}[31m\\u{9b}c\\r\""), "{lines:?}");
    }
}
