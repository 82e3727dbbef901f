//! The panes of a browser's developer tools: pseudo-fields and labels in place of start lines (RFC 9113 8.3).

/// What a line of a pane says.
enum Line<'a> {
    /// The method, path or authority of the request; its place in `Asked`.
    Asked(usize, &'a str),
    Status(&'a str),
    /// A heading or a label that is no field; true where the request's fields follow, false where the response's do.
    Label(Option<bool>),
    Other,
}

/// The pseudo-fields of a request, in the order of `Line::Asked`.
const PSEUDO: [&str; 3] = [":method", ":path", ":authority"];
/// What a browser says beside the fields.
const LABELS: [&str; 9] = [
    ":scheme",
    "request url",
    "request method",
    "remote address",
    "referrer policy",
    "general",
    "view source",
    "view parsed",
    "raw",
];

/// A text of panes as messages; nothing when its first line belongs to none.
pub(super) fn messages(text: &str) -> Option<String> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    if matches!(line(first), Line::Other) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut exchange = Exchange::default();
    for whole in text.lines() {
        match line(whole.trim()) {
            Line::Asked(at, value) => {
                if exchange.asked[at].is_some() {
                    std::mem::take(&mut exchange).write(&mut out);
                }
                exchange.asked[at] = Some(value);
                exchange.in_request = true;
            }
            Line::Status(status) => {
                if exchange.status.is_some() {
                    std::mem::take(&mut exchange).write(&mut out);
                }
                exchange.status = Some(status);
                exchange.in_request = false;
            }
            Line::Label(part) => exchange.in_request = part.unwrap_or(exchange.in_request),
            Line::Other if exchange.in_request => exchange.request.push(whole),
            Line::Other => exchange.response.push(whole),
        }
    }
    exchange.write(&mut out);
    Some(out)
}

fn line(line: &str) -> Line<'_> {
    // The first colon of a pseudo-field belongs to its name.
    let colon = line.char_indices().skip(1).find(|(_, character)| *character == ':').map(|(at, _)| at);
    let (name, value) = colon.map_or((line, ""), |at| (&line[..at], line[at + 1..].trim()));
    // Names are short, and a line may be long.
    let name = if name.len() <= 32 { name.trim().to_ascii_lowercase() } else { return Line::Other };
    if let Some(at) = PSEUDO.iter().position(|pseudo| *pseudo == name) {
        return Line::Asked(at, value);
    }
    match name.as_str() {
        ":status" | "status code" if !value.is_empty() => Line::Status(value),
        "request headers" | "response headers" => Line::Label(Some(name.starts_with("request"))),
        label if LABELS.contains(&label) => Line::Label(None),
        _ => Line::Other,
    }
}

/// An exchange as far as the panes show it; the response may stand before the request.
#[derive(Default)]
struct Exchange<'a> {
    asked: [Option<&'a str>; 3],
    request: Vec<&'a str>,
    status: Option<&'a str>,
    response: Vec<&'a str>,
    in_request: bool,
}

impl Exchange<'_> {
    /// Writes both messages, the request only with its method: the address alone says nothing of its fields.
    fn write(self, out: &mut String) {
        if let [Some(method), path, authority] = self.asked {
            out.push_str(&format!("{method} {} HTTP/2\n", path.unwrap_or("*")));
            out.extend(authority.map(|authority| format!("Host: {authority}\n")));
            fields(out, &self.request);
            out.push('\n');
        }
        // A pane that shows the status alone says nothing of the fields, and nothing may be missed in them.
        let has_fields = self.response.iter().any(|line| !line.trim().is_empty());
        if let Some(status) = self.status.filter(|_| has_fields) {
            out.push_str(&format!("HTTP/2 {status}\n"));
            fields(out, &self.response);
        }
    }
}

/// The lines of one message; those that are empty before its first field separate panes.
fn fields(out: &mut String, lines: &[&str]) {
    for line in lines.iter().skip_while(|line| line.trim().is_empty()) {
        out.push_str(line);
        out.push('\n');
    }
}
