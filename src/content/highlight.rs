//! Highlighting on the server, in six roles: more colours would say less.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, ScopeStackOp, SyntaxSet};
use syntect::util::LinesWithEndings;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Scopes and the class that stands for them; the first that fits counts.
static ROLES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    [
        ("comment", "hl-comment"),
        ("string", "hl-string"),
        ("constant.numeric", "hl-number"),
        ("constant.language", "hl-number"),
        ("keyword.operator", "hl-punct"),
        ("keyword", "hl-keyword"),
        ("storage", "hl-keyword"),
        ("entity.name", "hl-name"),
        ("entity.other.attribute-name", "hl-name"),
        ("support", "hl-name"),
        ("variable.function", "hl-name"),
    ]
    .into_iter()
    .filter_map(|(scope, class)| Scope::new(scope).ok().map(|scope| (scope, class)))
    .collect()
});

/// Code as HTML; plain and escaped when the language is not known.
#[must_use]
pub fn html(code: &str, language: &str) -> String {
    let mut out = Spans::default();
    let Some(syntax) = SYNTAXES.find_syntax_by_token(language) else {
        out.push(code, None);
        return out.finish();
    };
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    for line in LinesWithEndings::from(code) {
        // A grammar that fails leaves the rest of the line plain.
        let operations = state.parse_line(line, &SYNTAXES).unwrap_or_default();
        let mut from = 0;
        for (at, operation) in operations {
            out.push(&line[from..at], role(&stack));
            from = at;
            apply(&mut stack, &operation);
        }
        out.push(&line[from..], role(&stack));
    }
    out.finish()
}

fn apply(stack: &mut ScopeStack, operation: &ScopeStackOp) {
    // Only a broken grammar can pop more than it pushed; then the colours are wrong, not the text.
    let _ = stack.apply(operation);
}

fn role(stack: &ScopeStack) -> Option<&'static str> {
    stack.as_slice().iter().rev().find_map(|scope| {
        ROLES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class)
    })
}

#[derive(Default)]
struct Spans {
    html: String,
    open: Option<&'static str>,
}

impl Spans {
    fn push(&mut self, text: &str, role: Option<&'static str>) {
        if text.is_empty() {
            return;
        }
        // White space has no colour, so it need not end a span.
        if role != self.open && !text.trim().is_empty() {
            self.close();
            if let Some(class) = role {
                self.html.push_str(&format!("<span class=\"{class}\">"));
            }
            self.open = role;
        }
        escape(text, &mut self.html);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

/// Text as HTML, with everything escaped that means something there.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::new();
    escape(text, &mut html);
    html
}

fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn code_is_escaped_whatever_its_language() {
        for language in ["rust", "no-such-language", ""] {
            let html = html("a < b && \"c\"\n", language);
            assert!(html.contains("&lt;") && html.contains("&amp;"), "{html}");
            assert!(!html.contains("a < b"), "{html}");
        }
    }

    #[test]
    fn the_languages_of_the_pages_are_known() {
        for (language, code) in [
            ("bash", "curl -i 'x' # y"),
            ("http", "HTTP/1.1 200 OK\nA: b\n"),
            ("json", "{\"a\": 1}"),
            ("rust", "fn a() {}"),
            ("javascript", "const a = 1"),
            ("python", "def a(): pass"),
            ("java", "class A {}"),
            ("go", "func a() {}"),
            ("nginx", "server { listen 80; }"),
        ] {
            assert!(html(code, language).contains("<span"), "{language}");
        }
    }
}
