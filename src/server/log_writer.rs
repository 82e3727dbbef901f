//! Where the log's lines go: to standard error, at once when a person watches. For a file or a program they are gathered for a
//! moment and written many at a time, because a system call for each line would cost a twentieth of an answer.

use std::io::{self, ErrorKind, IsTerminal, Write, stderr};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tracing::{Level, Metadata};
use tracing_subscriber::fmt::MakeWriter;

/// A line waits so long at most.
const PAUSE: Duration = Duration::from_millis(50);
/// More than so much does not wait.
const FULL_BYTES: usize = 16 * 1024;
/// More than so much is not kept for a reader that is slow.
const KEPT_BYTES: usize = 64 * 1024;

/// The log's end; what still waits is written when it is dropped.
pub struct Log(Gathered);

impl Drop for Log {
    fn drop(&mut self) {
        write_out(&mut self.0.lines());
    }
}

/// The lines that wait.
#[derive(Clone)]
pub(super) struct Gathered(Arc<Waiting>);

#[derive(Default)]
struct Waiting {
    lines: Mutex<Vec<u8>>,
    /// The first line came.
    begun: Condvar,
    /// Nothing waits.
    at_once: bool,
}

impl Gathered {
    pub(super) fn begin() -> Self {
        let at_once = stderr().is_terminal();
        let gathered = Self(Arc::new(Waiting { at_once, ..Waiting::default() }));
        if !at_once {
            let gathered = gathered.clone();
            std::thread::spawn(move || gathered.write_from_time_to_time());
        }
        gathered
    }

    /// What the program keeps until its end.
    pub(super) fn log(&self) -> Log {
        Log(self.clone())
    }

    fn lines(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write_from_time_to_time(&self) {
        loop {
            let begun = self.0.begun.wait_while(self.lines(), |lines| lines.is_empty());
            drop(begun);
            std::thread::sleep(PAUSE);
            write_out(&mut self.lines());
        }
    }
}

/// What whoever reads does not take now waits for the next time, unless it is too much; a log that cannot be written is no reason
/// not to answer.
fn write_out(lines: &mut Vec<u8>) {
    let mut written = 0;
    while written < lines.len() {
        match stderr().write(&lines[written..]) {
            Ok(bytes @ 1..) => written += bytes,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock && lines.len() < KEPT_BYTES => break,
            Ok(_) | Err(_) => written = lines.len(),
        }
    }
    lines.drain(..written);
}

/// Takes one line.
pub(super) struct Taker<'a> {
    gathered: &'a Gathered,
    at_once: bool,
}

impl<'a> MakeWriter<'a> for Gathered {
    type Writer = Taker<'a>;

    fn make_writer(&'a self) -> Taker<'a> {
        Taker { gathered: self, at_once: self.0.at_once }
    }

    /// What went wrong is written even if the program ends badly right after.
    fn make_writer_for(&'a self, about: &Metadata<'_>) -> Taker<'a> {
        Taker { gathered: self, at_once: self.0.at_once || *about.level() <= Level::WARN }
    }
}

impl Write for Taker<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut lines = self.gathered.lines();
        if lines.is_empty() {
            self.gathered.0.begun.notify_one();
        }
        lines.extend_from_slice(bytes);
        if self.at_once || lines.len() >= FULL_BYTES {
            write_out(&mut lines);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
