//! Why nothing was found in a text: the shapes that are known and not read, and what programs say instead of a response.

use super::start_line::{is_clear, is_clear_request_line, is_clear_status_line};
use super::{PasteError, prompt, remarks};

/// A failure, made more exact by what stands in the text.
pub(super) fn of(text: &str, failure: PasteError) -> PasteError {
    use PasteError::{Empty, NoResponse, NoStatusLine, OnlyCommand, OnlyInterim};
    if !matches!(failure, Empty | NoResponse | NoStatusLine | OnlyInterim) {
        return failure;
    }
    if let Some(cause) = text.lines().find_map(said) {
        return cause;
    }
    let is_around = |line: &str| prompt::is_command(line) || remarks::without(line).is_none();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.find(|line| !is_around(line)).map(str::trim_start);
    match first {
        None if failure == Empty && !text.trim().is_empty() => OnlyCommand,
        Some(first) if first.starts_with(['{', '[', '<']) && !is_clear(first) => content(text),
        _ => failure,
    }
}

/// What one line says about the whole.
fn said(line: &str) -> Option<PasteError> {
    const NOTHING_CAME: [&str; 6] = [
        "curl: (",
        "* Empty reply from server",
        "* Recv failure",
        "* Failed to connect",
        "* connect to ",
        "* Could not resolve",
    ];
    const TRACE: [&str; 4] = ["=> Send ", "<= Recv ", "== Info: ", "0000: HTTP/"];
    let begins = |all: &[&str]| all.iter().any(|begin| line.starts_with(begin));
    let lower = |line: &str| {
        let name = line.get(..5).filter(|name| name.eq_ignore_ascii_case("http/") && *name != "HTTP/");
        name.is_some_and(|_| {
            is_clear_status_line(&format!("HTTP/{}", line[5..].chars().take(16).collect::<String>()))
        })
    };
    let quoted = |line: &str| {
        let rest = line.strip_prefix('>').map(str::trim_start).unwrap_or_default();
        is_clear_status_line(rest)
            || rest.strip_prefix('>').is_some_and(|rest| is_clear_request_line(rest.trim_start()))
            || rest.strip_prefix('<').is_some_and(|rest| is_clear_status_line(rest.trim_start()))
    };
    match line {
        line if line.starts_with("curl: (22)") => Some(PasteError::HiddenByFail),
        _ if begins(&NOTHING_CAME) => Some(PasteError::NothingCame),
        _ if begins(&TRACE) => Some(PasteError::Trace),
        line if line.starts_with("HTTP request sent, awaiting response") => Some(PasteError::WgetWithoutHead),
        line if lower(line.trim_start_matches(['<', ' '])) => Some(PasteError::LowerCaseName),
        line if quoted(line) => Some(PasteError::Quoted),
        _ => None,
    }
}

/// What a text is that begins as JSON or HTML.
fn content(text: &str) -> PasteError {
    let is_har = text.contains("\"entries\"") && text.contains("\"log\"");
    if is_har { PasteError::Har } else { PasteError::OnlyContent }
}
