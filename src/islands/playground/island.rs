//! The page as a whole. What the server renders is the page without script: a form, the task and the hints.

use leptos::prelude::*;

use super::credentials::CredentialsPanels;
use super::editor::Editor;
use super::messages::Messages;
use super::scenario::ScenarioPart;
use super::state::Play;
use super::sticky::StickySend;
use super::tabs::Views;
use super::terminal::TerminalLine;
use super::timeline::Attempts;
use crate::islands::boot::PlayBoot;
use crate::ui::ScenarioList;

/// The playground, from below the site's header to above its footer.
#[island]
pub fn Playground(boot: PlayBoot) -> impl IntoView {
    let play = Play::new(boot);
    // Effects run in the browser alone.
    Effect::new(move |_| untrack(|| play.start()));
    let send_with_keys = move |event: leptos::ev::KeyboardEvent| {
        if (event.ctrl_key() || event.meta_key()) && event.key() == "Enter" {
            event.prevent_default();
            play.send();
        }
    };
    view! {
        <div class="page page--play frame" on:keydown=send_with_keys>
            <div class="page__margin">{scenarios(play, "Scenarios")}</div>
            <main class="page__main thread" id="main" tabindex="-1">
                <div class="play">
                    <div class="play__scenario">
                        <ScenarioPart play/>
                        <details class="page-nav page-nav--below">
                            <summary>"All scenarios"</summary>
                            {scenarios(play, "Scenarios, folded")}
                        </details>
                    </div>
                    <section class="play__request" aria-labelledby="play-request">
                        <h2 class="play__heading" id="play-request">"Your request"</h2>
                        <Editor play/>
                        <CredentialsPanels play/>
                    </section>
                    <section class="play__wire" aria-labelledby="play-wire">
                        <h2 class="play__heading" id="play-wire" tabindex="-1">"The wire"</h2>
                        <Messages play/>
                        <Attempts play/>
                        <Views play/>
                        <TerminalLine play/>
                    </section>
                </div>
                <p class="visually-hidden" aria-live="polite">{move || play.spoken.get()}</p>
            </main>
        </div>
        <StickySend play/>
    }
}

fn scenarios(play: Play, label: &'static str) -> AnyView {
    let current = play.scenario().map(|scenario| scenario.slug).unwrap_or_default();
    let list = move || {
        let scenarios = play.boot.with_value(|boot| boot.scenarios.clone());
        view! { <ScenarioList scenarios current=current.clone() done=play.done.get() label/> }
    };
    list.into_any()
}
