//! The request in the words of other clients. Pure; what matters here is the quoting, for a header may hold anything.

/// A request that is about to leave, with its whole address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    pub method: String,
    /// `http://host/lab/…/`
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// User, colon, password of a Digest answer: a client has to make one of its own.
    pub digest_pair: Option<String>,
}

/// The clients, in the order in which they are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    Curl,
    Httpie,
    Fetch,
    Requests,
    Reqwest,
    Go,
    Raw,
}

/// What a browser puts on a body of text when the script says nothing.
const TEXT_TYPE: &str = "text/plain;charset=UTF-8";

impl Client {
    pub const ALL: [Self; 7] =
        [Self::Curl, Self::Httpie, Self::Fetch, Self::Requests, Self::Reqwest, Self::Go, Self::Raw];

    /// The name on its button.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Httpie => "HTTPie",
            Self::Fetch => "fetch",
            Self::Requests => "Python requests",
            Self::Reqwest => "Rust reqwest",
            Self::Go => "Go",
            Self::Raw => "Raw text",
        }
    }

    /// The request as this client is told to send it.
    #[must_use]
    pub fn write(self, request: &Outgoing) -> String {
        let mut request = request.clone();
        if !request.body.is_empty() && !request.has("content-type") {
            request.headers.push(("Content-Type".to_owned(), TEXT_TYPE.to_owned()));
        }
        match self {
            Self::Curl => curl(&request),
            Self::Httpie => httpie(&request),
            Self::Fetch => fetch(&request),
            Self::Requests => requests(&request),
            Self::Reqwest => reqwest(&request),
            Self::Go => go(&request),
            Self::Raw => raw(&request),
        }
    }
}

impl Outgoing {
    fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }
}

fn curl(request: &Outgoing) -> String {
    let mut line = "curl -i ".to_owned();
    match &*request.method {
        "GET" => {}
        "HEAD" => line.push_str("--head "),
        method => line.push_str(&["-X ", &shell(method), " "].concat()),
    }
    // Brackets and braces are patterns to curl.
    if request.url.contains(['[', ']', '{', '}']) {
        line.push_str("-g ");
    }
    line.push_str(&shell(&request.url));
    for (name, value) in &request.headers {
        let pair = request.digest_pair.as_ref();
        if let Some(pair) = pair.filter(|_| name.eq_ignore_ascii_case("authorization")) {
            line.push_str(&[" --digest -u ", &shell(pair)].concat());
            continue;
        }
        // `Name:` would take the header away; a semicolon sends it empty.
        let field = if value.is_empty() { [name, ";"].concat() } else { [name, ": ", value].concat() };
        line.push_str(&[" -H ", &shell(&field)].concat());
    }
    if !request.body.is_empty() {
        line.push_str(&[" --data-raw ", &shell(&request.body)].concat());
    }
    line
}

fn httpie(request: &Outgoing) -> String {
    let mut line = "http --verbose ".to_owned();
    if !request.body.is_empty() {
        line.push_str(&["--raw=", &shell(&request.body), " "].concat());
    }
    line.push_str(&[&*request.method, " ", &shell(&request.url)].concat());
    for (name, value) in &request.headers {
        let field = match value.chars().next() {
            None => [name, ";"].concat(),
            // `:=` and `:@` mean something else to HTTPie.
            Some('=' | '@') => [name, ":\\", value].concat(),
            Some(_) => [name, ":", value].concat(),
        };
        line.push_str(&[" ", &shell(&field)].concat());
    }
    line
}

fn fetch(request: &Outgoing) -> String {
    let mut code =
        ["const response = await fetch(", &quoted(&request.url, Escapes::JavaScript), ", {\n"].concat();
    code.push_str(&["  method: ", &quoted(&request.method, Escapes::JavaScript), ",\n"].concat());
    if !request.headers.is_empty() {
        code.push_str("  headers: [\n");
        for (name, value) in &request.headers {
            let (name, value) = (quoted(name, Escapes::JavaScript), quoted(value, Escapes::JavaScript));
            code.push_str(&["    [", &name, ", ", &value, "],\n"].concat());
        }
        code.push_str("  ],\n");
    }
    if !request.body.is_empty() {
        code.push_str(&["  body: ", &quoted(&request.body, Escapes::JavaScript), ",\n"].concat());
    }
    code.push_str(
        "  redirect: \"manual\",\n  credentials: \"omit\", // or the browser's own login window may open\n});\nconsole.log(response.status, await response.text());",
    );
    code
}

fn requests(request: &Outgoing) -> String {
    let mut code = "import requests\n\nresponse = requests.request(\n".to_owned();
    let text = |text: &str| quoted(text, Escapes::Python);
    code.push_str(&["    ", &text(&request.method), ",\n    ", &text(&request.url), ",\n"].concat());
    if !request.headers.is_empty() {
        code.push_str("    headers={\n");
        for (name, value) in joined(&request.headers) {
            // As bytes, because requests would encode text as Latin-1.
            let end = if value.is_ascii() { ",\n" } else { ".encode(),\n" };
            code.push_str(&["        ", &text(&name), ": ", &text(&value), end].concat());
        }
        code.push_str("    },\n");
    }
    if !request.body.is_empty() {
        code.push_str(&["    data=", &text(&request.body), ".encode(),\n"].concat());
    }
    code.push_str("    allow_redirects=False,\n)\nprint(response.status_code, response.text)");
    code
}

/// A dictionary has each name once; a list of values says the same on one line (RFC 9110 5.3).
fn joined(headers: &[(String, String)]) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for (name, value) in headers {
        match out.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, values)) => values.push_str(&[", ", value].concat()),
            None => out.push((name.clone(), value.clone())),
        }
    }
    out
}

const KNOWN_METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

fn reqwest(request: &Outgoing) -> String {
    let text = |text: &str| quoted(text, Escapes::Rust);
    let method = if KNOWN_METHODS.contains(&&*request.method) {
        ["reqwest::Method::", &request.method].concat()
    } else {
        [&text(&request.method), ".parse()?"].concat()
    };
    let mut code =
        ["let response = reqwest::Client::new()\n    .request(", &method, ", ", &text(&request.url), ")\n"]
            .concat();
    for (name, value) in &request.headers {
        code.push_str(&["    .header(", &text(name), ", ", &text(value), ")\n"].concat());
    }
    if !request.body.is_empty() {
        code.push_str(&["    .body(", &text(&request.body), ")\n"].concat());
    }
    code.push_str(
        "    .send()\n    .await?;\nprintln!(\"{} {}\", response.status(), response.text().await?);",
    );
    code
}

fn go(request: &Outgoing) -> String {
    let text = |text: &str| quoted(text, Escapes::Go);
    let body = if request.body.is_empty() {
        "nil".to_owned()
    } else {
        ["strings.NewReader(", &text(&request.body), ")"].concat()
    };
    let mut code = [
        "request, err := http.NewRequest(",
        &text(&request.method),
        ", ",
        &text(&request.url),
        ", ",
        &body,
        ")\nif err != nil {\n\tlog.Fatal(err)\n}\n",
    ]
    .concat();
    for (name, value) in &request.headers {
        code.push_str(&["request.Header.Add(", &text(name), ", ", &text(value), ")\n"].concat());
    }
    code.push_str(
        "response, err := http.DefaultTransport.RoundTrip(request)\nif err != nil {\n\tlog.Fatal(err)\n}\n",
    );
    code.push_str("defer response.Body.Close()\nio.Copy(os.Stdout, response.Body)");
    code
}

fn raw(request: &Outgoing) -> String {
    let rest = request.url.split_once("://").map_or(&*request.url, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut text = [&*request.method, " /", path, " HTTP/1.1\n"].concat();
    if !request.has("host") {
        text.push_str(&["Host: ", host, "\n"].concat());
    }
    for (name, value) in &request.headers {
        text.push_str(&[name, ": ", value, "\n"].concat());
    }
    if !request.body.is_empty() && !request.has("content-length") {
        text.push_str(&["Content-Length: ", &request.body.len().to_string(), "\n"].concat());
    }
    text.push('\n');
    text.push_str(&request.body);
    text
}

/// Text as one word of a POSIX shell: between single quotes nothing is special but the quote itself.
fn shell(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:".contains(&byte);
    if !text.is_empty() && !text.contains("://") && text.bytes().all(plain) {
        return text.to_owned();
    }
    ["'", &text.replace('\'', r"'\''"), "'"].concat()
}

/// How a language writes a character by its number.
#[derive(Clone, Copy)]
enum Escapes {
    /// `\u0007`
    JavaScript,
    /// `\x07`
    Python,
    /// `\u{7}`
    Rust,
    /// `\u0007`
    Go,
}

/// Text as a literal between double quotes. What has no shape is written by number, so that nothing hides in the code.
fn quoted(text: &str, escapes: Escapes) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            shown if !is_hidden(shown) => out.push(shown),
            hidden => out.push_str(&by_number(u32::from(hidden), escapes)),
        }
    }
    out.push('"');
    out
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The characters that `is_hidden` names all fit four hexadecimal digits.
fn by_number(number: u32, escapes: Escapes) -> String {
    let digit = |shift: u32| char::from_digit((number >> shift) & 15, 16).unwrap_or('0');
    let digits = String::from_iter([digit(12), digit(8), digit(4), digit(0)]);
    match escapes {
        Escapes::Python if number < 256 => ["\\x", &digits[2..]].concat(),
        Escapes::JavaScript | Escapes::Python | Escapes::Go => ["\\u", &digits].concat(),
        Escapes::Rust => ["\\u{", &digits, "}"].concat(),
    }
}

#[cfg(test)]
#[path = "snippets_tests.rs"]
mod tests;
