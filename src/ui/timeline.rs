//! The attempts of a lab, oldest first, as stations on the thread.

use leptos::prelude::*;

use super::status_badge::{StatusBadge, reason_phrase, tone};
use super::visible;
use crate::model::Exchange;

/// What the timeline shows of an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Its number within the lab.
    pub seq: u64,
    pub id: String,
    pub method: String,
    /// Below the lab, with its query.
    pub path: String,
    pub status: u16,
    /// May be empty.
    pub phrase: String,
}

impl From<&Exchange> for Attempt {
    fn from(exchange: &Exchange) -> Self {
        Self {
            seq: exchange.seq,
            id: exchange.id.clone(),
            method: exchange.method.clone(),
            path: exchange.path.clone(),
            status: exchange.status,
            phrase: reason_phrase(&exchange.response.start_line),
        }
    }
}

/// The attempts, each a link to its page; `current` is the id of the one that is shown.
#[component]
pub fn Timeline(attempts: Vec<Attempt>, #[prop(into)] current: String) -> impl IntoView {
    let stations = attempts.into_iter().map(|attempt| {
        let is_current = (attempt.id == current).then_some("true");
        view! {
            <li class="timeline__station">
                <a
                    class=format!("timeline__link {}", tone(attempt.status))
                    href=format!("/x/{}", attempt.id)
                    aria-current=is_current
                >
                    <span class="timeline__number">{attempt.seq.to_string()}</span>
                    <code class="timeline__request">{request(&attempt)}</code>
                    <StatusBadge code=attempt.status phrase=visible::line(&attempt.phrase)/>
                </a>
            </li>
        }
    });
    view! { <ol class="timeline" role="list" aria-label="Attempts">{stations.collect_view()}</ol> }
}

/// The hall's path is empty, so it is written as a relative reference to itself.
fn request(attempt: &Attempt) -> String {
    let path = if attempt.path.is_empty() { "./" } else { &attempt.path };
    visible::line(&format!("{} {path}", attempt.method))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_attempt_leads_to_its_page() {
        let attempt = |seq, id: &str, path: &str, status| Attempt {
            seq,
            id: id.into(),
            method: "GET".into(),
            path: path.into(),
            status,
            phrase: String::new(),
        };
        let attempts = vec![attempt(7, "a1", "", 200), attempt(8, "b2", "basic/\u{202E}", 401)];
        let html = view! { <Timeline attempts current="b2"/> }.to_html();
        assert!(html.contains("<a href=\"/x/a1\" class=\"timeline__link tone-2xx\">"), "{html}");
        assert!(
            html.contains("<a href=\"/x/b2\" aria-current=\"true\" class=\"timeline__link tone-401\">"),
            "{html}"
        );
        assert!(html.contains("timeline__number\">8<"), "{html}");
        assert!(html.contains(">GET ./<") && html.contains(">GET basic/\\u{202E}<"), "{html}");
    }
}
