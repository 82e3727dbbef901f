//! Our own sentences: citations become links, and what stands between backticks becomes code.

use leptos::prelude::*;

use crate::model::citation::{Piece, pieces};

/// The address of a section such as `RFC 9110 15.5.2`; `None` for a text that is not a citation.
pub use crate::model::citation::href as section_href;

/// A sentence from the content, a check or a note.
#[component]
pub fn CitedText(#[prop(into)] text: String) -> impl IntoView {
    spans(&text)
        .into_iter()
        .map(|span| match span {
            Span::Text(text) => text.into_any(),
            Span::Code(text) => view! { <code>{text}</code> }.into_any(),
            Span::Link { text, href } => view! { <a href=href>{text}</a> }.into_any(),
        })
        .collect_view()
}

/// A link to a section after a sentence, with the space before it; nothing for an empty section.
#[component]
pub fn Section(#[prop(into)] section: String) -> impl IntoView {
    if section.is_empty() {
        return ().into_any();
    }
    match section_href(&section) {
        Some(href) if section.starts_with("Fetch #") => {
            view! { " "<a href=href>"Fetch standard"</a> }.into_any()
        }
        Some(href) => view! { " "<a href=href>{section}</a> }.into_any(),
        None => format!(" ({section})").into_any(),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Span {
    Text(String),
    Code(String),
    Link { text: String, href: String },
}

fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((before, code, after)) = next_code(rest) {
        cite(before, &mut spans);
        spans.push(Span::Code(code.to_owned()));
        rest = after;
    }
    cite(rest, &mut spans);
    spans
}

/// The text before a pair of backticks, between them, and after them.
fn next_code(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    Some((before, code, after))
}

fn cite(text: &str, spans: &mut Vec<Span>) {
    spans.extend(pieces(text).into_iter().map(|piece| match piece {
        Piece::Text(text) => Span::Text(text.to_owned()),
        Piece::Citation { text, href } => Span::Link { text: text.to_owned(), href },
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_citations_are_told_from_text() {
        let text = |text: &str| Span::Text(text.to_owned());
        let code = |text: &str| Span::Code(text.to_owned());
        let link =
            |text: &str| Span::Link { text: text.to_owned(), href: section_href(text).expect("a citation") };
        for (given, expected) in [
            ("", vec![]),
            ("plain", vec![text("plain")]),
            ("401 with `WWW-Authenticate`", vec![text("401 with "), code("WWW-Authenticate")]),
            ("See RFC 9111 3.", vec![text("See "), link("RFC 9111 3"), text(".")]),
            ("`RFC 9111`", vec![code("RFC 9111")]),
            ("one ` alone", vec![text("one ` alone")]),
        ] {
            assert_eq!(spans(given), expected, "{given}");
        }
    }
}
