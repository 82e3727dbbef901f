//! One line of the program's log where no person watches it: as `tracing_subscriber` writes it, with less work, because there is
//! a line for every request.

use std::fmt::{self, Write};

use jiff::Timestamp;
use jiff::fmt::temporal::DateTimePrinter;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

/// Time, level, module, message, fields.
pub(super) struct Line;

/// Enough for the line of most requests.
const LINE_BYTES: usize = 192;

const TIME: DateTimePrinter = DateTimePrinter::new().precision(Some(6));

impl<S, N> FormatEvent<S, N> for Line
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, _: &FmtContext<'_, S, N>, mut to: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let mut line = String::with_capacity(LINE_BYTES);
        TIME.print_timestamp(&Timestamp::now(), &mut line).map_err(|_| fmt::Error)?;
        line.push_str(level(*event.metadata().level()));
        line.push_str(event.metadata().target());
        line.push(':');
        let mut fields = Fields { line, result: Ok(()) };
        event.record(&mut fields);
        fields.result?;
        fields.line.push('\n');
        to.write_str(&fields.line)
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

/// Adds each field as it comes; the message comes first.
struct Fields {
    line: String,
    result: fmt::Result,
}

impl Fields {
    /// What the next value is added to.
    fn begin(&mut self, field: &Field) -> &mut String {
        self.line.push(' ');
        if field.name() != "message" {
            self.line.push_str(field.name());
            self.line.push('=');
        }
        &mut self.line
    }
}

impl Visit for Fields {
    fn record_u64(&mut self, field: &Field, value: u64) {
        self.begin(field).push_str(itoa::Buffer::new().format(value));
    }

    /// What is plain needs no escapes, and is not looked at a letter at a time.
    fn record_str(&mut self, field: &Field, value: &str) {
        if !value.bytes().all(|byte| is_plain(byte) && byte != b'"' && byte != b'\\') {
            return self.record_debug(field, &value);
        }
        let line = self.begin(field);
        line.push('"');
        line.push_str(value);
        line.push('"');
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let written = write!(Escaping(self.begin(field)), "{value:?}");
        self.result = self.result.and(written);
    }
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// Lets no text begin a line of its own or speak to a terminal.
struct Escaping<'a>(&'a mut String);

impl Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while !rest.bytes().all(is_plain)
            && let Some((at, control)) = rest.char_indices().find(|(_, letter)| letter.is_control())
        {
            self.0.push_str(&rest[..at]);
            self.0.extend(control.escape_default());
            rest = &rest[at + control.len_utf8()..];
        }
        self.0.push_str(rest);
        Ok(())
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
