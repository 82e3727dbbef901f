//! What there is to do: the title, the task in a sentence, and hints that open one by one without script.

use leptos::prelude::*;

use crate::model::Scenario;

/// The title and the task; without a scenario, what the playground is for.
#[must_use]
pub fn head(scenario: Option<&Scenario>) -> AnyView {
    let (title, lead) = match scenario {
        Some(scenario) => (scenario.title.clone(), scenario.task.clone()),
        None => (
            "Playground".to_owned(),
            "Write any request, send it to a server of your own, and see what crossed the wire and which check said no.".to_owned(),
        ),
    };
    view! {
        <h1 class="page__title">{title}</h1>
        <p class="page__lead">{lead}</p>
    }
    .into_any()
}

/// The hints; each holds the next one.
#[must_use]
pub fn hints(scenario: Option<&Scenario>) -> Option<AnyView> {
    nested(&scenario?.hints, "Show a hint")
}

fn nested(hints: &[String], summary: &'static str) -> Option<AnyView> {
    let (first, rest) = hints.split_first()?;
    let first = first.clone();
    let rest = nested(rest, "Show another hint");
    let view = view! {
        <details class="play__hints">
            <summary class="button">{summary}</summary>
            <p>{first}</p>
            {rest}
        </details>
    };
    Some(view.into_any())
}
