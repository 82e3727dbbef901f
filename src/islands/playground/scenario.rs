//! The task of the page: what to do, hints one by one, the tick as soon as the server has seen it, and the way on.

use leptos::prelude::*;

use super::state::Play;
use crate::islands::browser;
use crate::model::Scenario;
use crate::ui::{Icon, MessageKind, Shape, StatusMessage};

/// The head of the page.
#[component]
pub fn ScenarioPart(play: Play) -> impl IntoView {
    let Some(scenario) = play.scenario() else {
        return view! {
            <h1 class="page__title">"Playground"</h1>
            <p class="page__lead">
                "Write any request, send it to a server of your own, and see what crossed the wire and which check said no."
            </p>
        }
        .into_any();
    };
    let dialog = scenario.opens_tab.then(|| new_tab(play, scenario.start.path.clone()));
    let hints = hints(&scenario.hints, "Show a hint");
    view! {
        <h1 class="page__title">{scenario.title.clone()}</h1>
        <p class="page__lead">{scenario.task.clone()}</p>
        {dialog}
        {hints}
        <Goal play scenario/>
    }
    .into_any()
}

/// Each hint holds the next one, so that they open one by one without script.
fn hints(hints: &[String], summary: &'static str) -> Option<AnyView> {
    let (first, rest) = hints.split_first()?;
    let first = first.clone();
    let rest = self::hints(rest, "Show another hint");
    let view = view! {
        <details class="play__hints">
            <summary class="button">{summary}</summary>
            <p>{first}</p>
            {rest}
        </details>
    };
    Some(view.into_any())
}

#[component]
fn Goal(play: Play, scenario: Scenario) -> impl IntoView {
    let steps = scenario.goal.0.len();
    let slug = StoredValue::new(scenario.slug.clone());
    let goal = StoredValue::new(scenario.goal);
    let met = Memo::new(move |_| {
        let since = play.opened_after.get();
        play.log.with(|log| {
            let seen = log.iter().filter(|exchange| exchange.seq > since).map(|exchange| &**exchange);
            goal.with_value(|goal| goal.steps_met(seen))
        })
    });
    Effect::new(move |_| {
        if steps > 0 && met.get() == steps {
            untrack(|| finish(play, &slug.get_value()));
        }
    });
    move || match met.get() {
        0 => None,
        count if count < steps => {
            let text =
                [&*count.to_string(), " of ", &*steps.to_string(), " steps seen by the server."].concat();
            Some(view! { <p class="page__meta">{text}</p> }.into_any())
        }
        _ => Some(done(next(play, &slug.get_value()))),
    }
}

fn finish(play: Play, slug: &str) {
    play.say("Done: the server saw what the task asks for.");
    if play.done.with(|done| done.iter().any(|known| known == slug)) {
        return;
    }
    play.done.update(|done| done.push(slug.to_owned()));
    play.done.with(|done| browser::remember_done(done));
}

/// The scenario after this one in the list.
fn next(play: Play, slug: &str) -> Option<(String, String)> {
    play.boot.with_value(|boot| {
        let at = boot.scenarios.iter().position(|scenario| scenario.slug == slug)?;
        let next = boot.scenarios.get(at + 1)?;
        Some((["/play/", &next.slug].concat(), next.title.clone()))
    })
}

fn done(next: Option<(String, String)>) -> AnyView {
    let way_on = match next {
        Some((href, title)) => view! { "Next: "<a href=href>{title}</a> }.into_any(),
        None => view! { "That was the last one. "<a href="/play">"Try what you like"</a> }.into_any(),
    };
    // Announced once, by `finish`; a live region that is drawn together with its text is not read everywhere.
    view! {
        <div class="status-message status-message--done">
            <p class="status-message__title"><Icon shape=Shape::Tick/>"Done"</p>
            <p>"The server saw what the task asks for. What there is to notice stands below. "{way_on}</p>
        </div>
    }
    .into_any()
}

/// The browser's own login window needs a tab of its own, and a fresh address each time.
fn new_tab(play: Play, path: String) -> AnyView {
    let begin = StoredValue::new(path.split('/').next().unwrap_or_default().to_owned());
    let run = RwSignal::new(String::new());
    Effect::new(move |_| {
        if play.ready.get() {
            run.set(browser::random_name());
        }
    });
    let door = move || match play.lab.get() {
        None => view! {
            <button class="button button--primary" type="button" on:click=move |_| play.get_lab("open-door")>
                "Get my own address"
            </button>
        }
        .into_any(),
        Some(lab) => {
            let href = move || ["/lab/", &lab, "/", &begin.get_value(), "/", &run.get(), "/"].concat();
            // The next visit gets a new address, because the browser remembers who was let in at this one.
            let renew =
                move |_| set_timeout(move || run.set(browser::random_name()), std::time::Duration::ZERO);
            view! {
                <a class="button button--primary" id="open-door" href=href target="_blank" rel="noopener" on:click=renew>
                    "Open the door in a new tab"
                </a>
            }
            .into_any()
        }
    };
    view! {
        <StatusMessage kind=MessageKind::Empty title="This one leaves the page">
            <p>
                "The door opens in a new tab, and your browser puts its own login window in front of it: that window is the point. \
                 Sign in with an account that is printed here, never with a password of your own. What your browser sends appears on this page."
            </p>
            {move || play.ready.get().then(door)}
        </StatusMessage>
    }
    .into_any()
}
