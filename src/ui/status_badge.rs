//! A status as it stands in a line: its shape, its code, its phrase.

use leptos::prelude::*;

use super::shape::Icon;
use crate::model::Door;

/// The class that gives a part the colour of a status, such as `tone-401`.
#[must_use]
pub fn tone(code: u16) -> String {
    format!("tone-{}", Door::of(code).css_name())
}

/// The reason phrase of a status line; empty where there is none, as in HTTP/2 (RFC 9112 4).
#[must_use]
pub fn reason_phrase(status_line: &str) -> String {
    status_line.splitn(3, ' ').nth(2).unwrap_or_default().to_owned()
}

/// A status; without a phrase, only the code.
#[component]
pub fn StatusBadge(
    code: u16,
    #[prop(optional, into)] phrase: String,
    /// For the head of a page.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let size = if large { " status-badge--large" } else { "" };
    let class = format!("status-badge{size} {}", tone(code));
    let phrase =
        (!phrase.is_empty()).then(|| view! { " "<span class="status-badge__phrase">{phrase}</span> });
    view! {
        <span class=class>
            <Icon shape=Door::of(code) class="status-badge__shape"/>
            <span class="status-badge__code">{code.to_string()}</span>
            {phrase}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_is_that_of_the_door() {
        for (code, expected) in [
            (100, "tone-1xx"),
            (204, "tone-2xx"),
            (308, "tone-3xx"),
            (401, "tone-401"),
            (403, "tone-403"),
            (404, "tone-4xx"),
            (503, "tone-5xx"),
            (0, "tone-5xx"),
        ] {
            assert_eq!(tone(code), expected);
        }
    }

    #[test]
    fn a_phrase_is_all_that_follows_the_code() {
        for (line, expected) in [
            ("HTTP/1.1 401 Unauthorized", "Unauthorized"),
            ("HTTP/1.1 413 Content Too Large", "Content Too Large"),
            ("HTTP/2 401", ""),
            ("HTTP/1.1 200 ", ""),
            ("", ""),
        ] {
            assert_eq!(reason_phrase(line), expected, "{line}");
        }
    }

    #[test]
    fn a_badge_shows_the_code_and_the_phrase() {
        let html = view! { <StatusBadge code=401 phrase="Unauthorized" large=true/> }.to_html();
        assert!(html.starts_with("<span class=\"status-badge status-badge--large tone-401\"><svg"), "{html}");
        assert!(html.contains("<span class=\"status-badge__code\">401</span> <span"), "{html}");
        let html = view! { <StatusBadge code=404/> }.to_html();
        assert!(!html.contains("status-badge__phrase"), "{html}");
    }
}
