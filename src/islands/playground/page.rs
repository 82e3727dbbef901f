//! The frame of the page: where its parts stand, with script and without.

use leptos::prelude::*;

use super::credentials::panels;
use super::editor::editor;
use super::goal::{goal, new_tab};
use super::messages::messages;
use super::state::Play;
use super::sticky::sticky;
use super::tabs::views;
use super::task;
use super::terminal::terminal;
use super::timeline::attempts;
use crate::islands::boot::PlayBoot;
use crate::islands::element::{el, part, words};
use crate::ui::ScenarioList;

/// The parts that differ.
pub struct Parts {
    pub scenarios: AnyView,
    pub folded_scenarios: AnyView,
    pub task: Vec<AnyView>,
    pub request: Vec<AnyView>,
    pub wire: Vec<AnyView>,
    pub sticky: AnyView,
}

/// Everything between the site's header and its footer.
#[must_use]
pub fn frame(parts: Parts) -> AnyView {
    view! {
        <div class="page page--play frame">
            <div class="page__margin">{parts.scenarios}</div>
            <main class="page__main thread" id="main" tabindex="-1">
                <div class="play">
                    <div class="play__scenario">
                        {parts.task}
                        <details class="page-nav page-nav--below">
                            <summary>"All scenarios"</summary>
                            {parts.folded_scenarios}
                        </details>
                    </div>
                    <section class="play__request" aria-labelledby="play-request">
                        <h2 class="play__heading" id="play-request">"Your request"</h2>
                        {parts.request}
                    </section>
                    <section class="play__wire" aria-labelledby="play-wire">
                        <h2 class="play__heading" id="play-wire" tabindex="-1">"The wire"</h2>
                        {parts.wire}
                    </section>
                </div>
            </main>
        </div>
        <div class="sticky-send" role="region" aria-label="Send">
            <button class="button button--primary" type="submit" form="request">"Send"</button>
            <span class="sticky-send__status">{parts.sticky}</span>
        </div>
    }
    .into_any()
}

/// The playground in the browser.
#[must_use]
pub fn view(boot: PlayBoot) -> AnyView {
    let play = Play::new(boot);
    play.start();
    let scenario = play.scenario();
    let mut task = vec![task::head(scenario)];
    if let Some(scenario) = scenario {
        task.extend(scenario.opens_tab.then(|| new_tab(play, &scenario.start.path)));
        task.extend(task::hints(Some(scenario)));
        task.push(goal(play, scenario));
    }
    let spoken =
        el("p").class("visually-hidden").with("aria-live", "polite").child(words(move || play.spoken.get()));
    frame(Parts {
        scenarios: scenarios(play, "Scenarios"),
        folded_scenarios: scenarios(play, "Scenarios, folded"),
        task,
        request: vec![editor(play), panels(play)],
        wire: vec![messages(play), attempts(play), views(play), terminal(play), spoken.into_any()],
        sticky: sticky(play),
    })
}

fn scenarios(play: Play, label: &'static str) -> AnyView {
    let list = move || {
        let scenarios = play.boot.scenarios.clone();
        let current = play.scenario().map(|scenario| scenario.slug.clone()).unwrap_or_default();
        Some(view! { <ScenarioList scenarios current done=play.done.get() label/> }.into_any())
    };
    part(list).into_any()
}
