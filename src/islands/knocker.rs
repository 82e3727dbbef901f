//! The home page's widget: a first real 401 within one click, its answer, and the door that stays shut.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{self, Sent};
use super::browser;
use super::draft::Draft;
use super::fault::Fault;
use super::playground::session::announcement;
use super::steps::Step;
use crate::auth::{Account, basic};
use crate::model::Exchange;
use crate::ui::{ExchangeCard, StatusMessage};

/// Before a text says that we are waiting.
const WAITING_AFTER: Duration = Duration::from_millis(150);

#[derive(Clone, Copy)]
struct Knock {
    ready: RwSignal<bool>,
    lab: RwSignal<Option<String>>,
    step: RwSignal<Step>,
    user: RwSignal<String>,
    password: RwSignal<String>,
    /// What happened so far, oldest first.
    answers: RwSignal<Vec<Exchange>>,
    busy: RwSignal<bool>,
    waiting: RwSignal<bool>,
    fault: RwSignal<Option<Fault>>,
    spoken: RwSignal<String>,
}

/// The widget. The server renders a form that works without script.
#[island]
pub fn Knocker() -> impl IntoView {
    let alice = Account::named("alice");
    let text = |text: Option<&str>| RwSignal::new(text.unwrap_or_default().to_owned());
    let knock = Knock {
        ready: RwSignal::new(false),
        lab: RwSignal::new(None),
        step: RwSignal::new(Step::Knock),
        user: text(alice.map(|account| account.user)),
        password: text(alice.map(|account| account.password)),
        answers: RwSignal::new(Vec::new()),
        busy: RwSignal::new(false),
        waiting: RwSignal::new(false),
        fault: RwSignal::new(None),
        spoken: RwSignal::new(String::new()),
    };
    // Effects run in the browser alone.
    Effect::new(move |_| knock.ready.set(true));
    let has_next = Memo::new(move |_| knock.step.get() != Step::End);
    view! {
        <section class="home-widget" aria-label="Try it">
            <ol class="home-widget__steps" role="list">
                <For each=move || knock.answers.get() key=|exchange| exchange.seq let:exchange>{card(exchange)}</For>
                <li class="home-widget__step home-widget__step--ask">
                    {move || say(knock)}
                    {move || has_next.get().then(|| ask(knock))}
                </li>
            </ol>
            <p class="visually-hidden" aria-live="polite">{move || knock.spoken.get()}</p>
        </section>
    }
}

fn card(exchange: Exchange) -> AnyView {
    let id = card_id(&exchange);
    view! {
        <li class="home-widget__step home-widget__step--done" id=id><ExchangeCard exchange arriving=true/></li>
    }
    .into_any()
}

fn card_id(exchange: &Exchange) -> String {
    ["answer-", &exchange.seq.to_string()].concat()
}

/// What there is to say before the next knock.
fn say(knock: Knock) -> Option<AnyView> {
    if let Some(fault) = knock.fault.get() {
        let sentence = fault.sentence();
        return Some(
            view! { <StatusMessage kind=fault.kind() title=fault.title()><p>{sentence}</p></StatusMessage> }
                .into_any(),
        );
    }
    if knock.waiting.get() {
        return Some(view! { <p class="home-widget__say">"Waiting for the server…"</p> }.into_any());
    }
    let last = knock.answers.with(|answers| answers.last().cloned());
    knock.step.get().say(last.as_ref())
}

fn ask(knock: Knock) -> AnyView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        // Until the script runs, the form itself knocks.
        event.prevent_default();
        go(knock);
    };
    let fields = move || (knock.step.get() == Step::Answer).then(|| fields(knock));
    let line = move || {
        let lab = knock.lab.get().map_or("/lab/…/".to_owned(), |lab| ["/lab/", &lab, "/"].concat());
        ["GET ", &lab, knock.step.get().path()].concat()
    };
    view! {
        <form class="home-widget__ask" method="post" action="/play/send" on:submit=submit>
            <input type="hidden" name="method" value="GET"/>
            <input type="hidden" name="path" value="basic/"/>
            <div class="home-widget__reach">
                {fields}
                <code class="home-widget__line">{line}</code>
                <button class="button button--primary home-widget__knock" type="submit">
                    {move || knock.step.get().button()}
                </button>
            </div>
            <svg class="home-widget__door" viewBox="0 0 96 132" aria-hidden="true">
                <path d="M6 132V6h84v126"/>
                <path d="M18 132V18h60v114"/>
                <circle cx="48" cy="50" r="3" fill="currentColor"/>
                <circle class="home-widget__knocker" cx="48" cy="62" r="10.5"/>
                <path d="M68 84v10"/>
            </svg>
        </form>
    }
    .into_any()
}

fn fields(knock: Knock) -> AnyView {
    view! {
        <div class="home-widget__fields">
            {field("knock-user", "Name", knock.user)}
            {field("knock-password", "Password", knock.password)}
        </div>
    }
    .into_any()
}

fn field(id: &'static str, label: &'static str, value: RwSignal<String>) -> AnyView {
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <input
                class="field__input"
                id=id
                autocomplete="off"
                spellcheck="false"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

fn go(knock: Knock) {
    if knock.busy.get_untracked() {
        return;
    }
    knock.busy.set(true);
    knock.fault.set(None);
    set_timeout(move || knock.waiting.set(knock.busy.get_untracked()), WAITING_AFTER);
    spawn_local(async move {
        let result = exchanged(knock).await;
        knock.busy.set(false);
        knock.waiting.set(false);
        match result {
            Ok(exchange) => arrived(knock, exchange),
            Err(fault) => knock.fault.set(Some(fault)),
        }
    });
}

async fn exchanged(knock: Knock) -> Result<Exchange, Fault> {
    let step = knock.step.get_untracked();
    let mut draft = Draft::new("GET", step.path());
    match step {
        Step::Knock | Step::End => {}
        Step::Answer | Step::Shut => {
            let value = basic::authorization(&knock.user.get_untracked(), &knock.password.get_untracked());
            draft.set("Authorization", &value);
        }
        Step::Admin => {
            let (user, password) = Account::named("bob").map_or(("", ""), |bob| (bob.user, bob.password));
            draft.set("Authorization", &basic::authorization(user, password));
        }
    }
    // A lab that was left open yesterday has expired; then there is a new one.
    let lab = match knock.lab.get_untracked() {
        Some(lab) => lab,
        None => opened(knock).await?,
    };
    match sent(&lab, &draft).await {
        Err(Fault::Expired) => sent(&opened(knock).await?, &draft).await,
        result => result,
    }
}

async fn opened(knock: Knock) -> Result<String, Fault> {
    let lab = api::open_lab().await?;
    browser::remember_lab(Some(&lab));
    knock.lab.set(Some(lab.clone()));
    // The numbers of another lab's exchanges would collide with these.
    knock.answers.set(Vec::new());
    Ok(lab)
}

async fn sent(lab: &str, draft: &Draft) -> Result<Exchange, Fault> {
    match api::send(lab, draft).await? {
        Sent::Recorded(id) => api::recorded(lab, &id).await,
        Sent::Redirected => Err(Fault::Ours),
    }
}

fn arrived(knock: Knock, exchange: Exchange) {
    knock.spoken.set(announcement(&exchange));
    let card = card_id(&exchange);
    knock.step.update(|step| *step = step.after(&exchange));
    knock.answers.update(|answers| answers.push(exchange));
    // The button stays where the focus is; only its words change. At the end there is none.
    if knock.step.get_untracked() == Step::End {
        browser::focus_soon("knock-end");
    }
    browser::show_soon(card);
}
