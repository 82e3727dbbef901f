//! The head of a reference page: its numeral, its title, one sentence, and the facts in a strip.

use leptos::prelude::*;

use super::citation::CitedText;
use super::numeral::Numeral;
use super::status_badge::tone;

/// The masthead. Pages without a code have neither numeral nor tone.
#[component]
pub fn Masthead(
    #[prop(optional_no_strip)] code: Option<u16>,
    #[prop(into)] title: String,
    #[prop(into)] sentence: String,
    /// Each a term and its text, in which citations become links.
    #[prop(optional)]
    facts: Vec<(&'static str, String)>,
) -> impl IntoView {
    let class = code.map_or("masthead".to_owned(), |code| format!("masthead {}", tone(code)));
    let numeral = code.map(|code| view! { <Numeral code/>" " });
    view! {
        <header class=class>
            <h1 class="masthead__title">{numeral}<span class="masthead__phrase">{title}</span></h1>
            <p class="masthead__sentence"><CitedText text=sentence/></p>
            {strip(facts)}
        </header>
    }
}

/// The masthead of a comparison.
#[component]
pub fn MastheadAgainst(left: u16, right: u16, #[prop(into)] sentence: String) -> impl IntoView {
    view! {
        <header class="masthead">
            <h1 class="masthead__title">
                <Numeral code=left/>
                " "
                <span class="masthead__against">"against"</span>
                " "
                <Numeral code=right/>
            </h1>
            <p class="masthead__sentence"><CitedText text=sentence/></p>
        </header>
    }
}

fn strip(facts: Vec<(&'static str, String)>) -> Option<impl IntoView> {
    if facts.is_empty() {
        return None;
    }
    let facts =
        facts.into_iter().map(|(term, text)| view! { <div><dt>{term}</dt><dd><CitedText text/></dd></div> });
    Some(view! { <dl class="masthead__facts">{facts.collect_view()}</dl> })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_code_has_a_numeral_and_a_tone() {
        let html =
            view! { <Masthead code=Some(401) title="Unauthorized" sentence="Who are you?"/> }.to_html();
        assert!(html.starts_with("<header class=\"masthead tone-401\">"), "{html}");
        assert!(!html.contains("<dl"), "{html}");
        let facts = vec![("Defined in", "RFC 7617".to_owned())];
        let html = view! { <Masthead title="Basic" sentence="A name." facts/> }.to_html();
        assert!(html.starts_with("<header class=\"masthead\">") && !html.contains("numeral"), "{html}");
        assert!(html.contains("rfc7617\">RFC 7617</a>"), "{html}");
    }
}
