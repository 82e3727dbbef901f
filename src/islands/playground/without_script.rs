//! The playground without script: a form that posts, the task and its hints. The server draws it.

use leptos::prelude::*;

use super::goal::leaving;
use super::page::{Parts, frame};
use super::state::NO_LAB;
use super::task;
use crate::islands::boot::PlayBoot;
use crate::ui::{MessageKind, RequestForm, ScenarioList, StatusMessage};

/// The page.
#[must_use]
pub fn view(boot: &PlayBoot) -> AnyView {
    let scenario = boot.scenario.as_ref();
    let draft = scenario.map(|scenario| scenario.start.clone()).unwrap_or_default();
    let current = scenario.map(|scenario| scenario.slug.clone()).unwrap_or_default();
    let list = |label| {
        let (scenarios, current) = (boot.scenarios.clone(), current.clone());
        view! { <ScenarioList scenarios current label/> }.into_any()
    };
    let nothing_yet = view! {
        <StatusMessage kind=MessageKind::Empty title="Nothing yet">
            <p>"Press Send. The answer comes as a page of its own, with every byte and every check."</p>
        </StatusMessage>
    };
    let first_request = scenario.filter(|scenario| scenario.opens_tab).map(|_| {
        let link = view! { <a class="button button--primary" href="#request">"Send the first request"</a> };
        leaving(link.into_any())
    });
    frame(Parts {
        scenarios: list("Scenarios"),
        folded_scenarios: list("Scenarios, folded"),
        task: [Some(task::head(scenario)), first_request, task::hints(scenario)]
            .into_iter()
            .flatten()
            .collect(),
        request: vec![view! { <RequestForm draft prefix=NO_LAB/> }.into_any()],
        wire: vec![nothing_yet.into_any()],
        sticky: ().into_any(),
    })
}
