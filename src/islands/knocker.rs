//! The home page's widget: a first real 401 within one click, its answer, and the door that stays shut.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{self, Errand, Outcome};
use super::browser;
use super::controls::text_field;
use super::draft::Draft;
use super::element::{el, part, words};
use super::fault::Fault;
use super::playground::announce::{announcement, say_waiting_soon};
use super::playground::messages::failed;
use super::playground::state::{Journal, NO_LAB, Progress, announce};
use super::server_view::{ServerPart, server_view};
use super::steps::Step;
use crate::auth::{Account, basic};
use crate::model::Exchange;

#[derive(Clone, Copy)]
struct Knock {
    lab: RwSignal<Option<String>>,
    user: RwSignal<String>,
    password: RwSignal<String>,
    /// What happened so far, oldest first.
    journal: RwSignal<Journal>,
    progress: RwSignal<Progress>,
    spoken: RwSignal<String>,
}

impl Knock {
    /// What the next press does, tracked: each answer leads on.
    fn step(&self) -> Step {
        self.journal
            .with(|journal| journal.exchanges.iter().fold(Step::Knock, |step, exchange| step.after(exchange)))
    }
}

/// The widget before any knock, for the server: a form that works without script.
#[must_use]
pub fn first_knock() -> AnyView {
    let form = view! {
        <form class="home-widget__ask" method="post" action="/play/send">
            <input type="hidden" name="method" value="GET"/>
            <input type="hidden" name="path" value="basic/"/>
            <div class="home-widget__reach">
                <code class="home-widget__line">"GET "{NO_LAB}{Step::Knock.path()}</code>
                <button class="button button--primary home-widget__knock" type="submit" id="knock">{Step::Knock.button()}</button>
            </div>
            {door()}
        </form>
    };
    frame(view! { <li class="home-widget__step home-widget__step--ask">{form}</li> }.into_any())
}

fn frame(steps: AnyView) -> AnyView {
    view! {
        <section class="home-widget" aria-label="Try it">
            <ol class="home-widget__steps" role="list">{steps}</ol>
        </section>
    }
    .into_any()
}

/// The widget in the browser.
#[must_use]
pub fn view() -> AnyView {
    let alice = Account::named("alice");
    let text = |text: Option<&str>| RwSignal::new(text.unwrap_or_default().to_owned());
    let knock = Knock {
        lab: RwSignal::new(None),
        user: text(alice.map(|account| account.user)),
        password: text(alice.map(|account| account.password)),
        journal: RwSignal::new(Journal::default()),
        progress: RwSignal::new(Progress::Idle),
        spoken: RwSignal::new(String::new()),
    };
    let has_next = Memo::new(move |_| knock.step() != Step::End);
    let step = el("li")
        .class("home-widget__step home-widget__step--ask")
        .child(part(move || say(knock)))
        .child(part(move || has_next.get().then(|| ask(knock))))
        .child(
            el("p")
                .class("visually-hidden")
                .with("aria-live", "polite")
                .child(words(move || knock.spoken.get())),
        );
    frame(vec![cards_from(knock, 0), step.into_any()].into_any())
}

/// The answers from the `nth` on. Each draws the next one behind itself, and is not drawn anew when that comes.
fn cards_from(knock: Knock, nth: usize) -> AnyView {
    let is_there = Memo::new(move |_| knock.journal.with(|journal| nth < journal.exchanges.len()));
    let draw = move || {
        let id = knock.journal.with_untracked(|journal| Some(journal.exchanges.get(nth)?.id.clone()))?;
        Some(vec![card(id), cards_from(knock, nth + 1)].into_any())
    };
    part(move || is_there.get().then(draw).flatten()).into_any()
}

fn card(id: String) -> AnyView {
    let step = el("li").class("home-widget__step home-widget__step--done").with("id", card_id(&id));
    step.child(server_view(ServerPart::Wire, move || Some(id.clone()))).into_any()
}

fn card_id(id: &str) -> String {
    ["answer-", id].concat()
}

/// What there is to say before the next knock.
fn say(knock: Knock) -> Option<AnyView> {
    match knock.progress.get() {
        Progress::Failed(fault) => Some(failed(&fault)),
        Progress::Waiting => {
            Some(el("p").class("home-widget__say").child("Waiting for the server…").into_any())
        }
        Progress::Idle | Progress::Sending | Progress::Renewed => knock
            .journal
            .with(|journal| knock.step().say(journal.exchanges.last().map(|exchange| &**exchange))),
    }
}

fn ask(knock: Knock) -> AnyView {
    let fields = move || {
        (knock.step() == Step::Answer).then(|| {
            let fields = el("div").class("home-widget__fields");
            let fields = fields.child(text_field("knock-user", "Name", knock.user));
            fields.child(text_field("knock-password", "Password", knock.password)).into_any()
        })
    };
    let line = move || {
        let lab = knock.lab.get().map_or(NO_LAB.to_owned(), |lab| ["/lab/", &lab, "/"].concat());
        ["GET ", &lab, knock.step().path()].concat()
    };
    let button = el("button")
        .class("button button--primary home-widget__knock")
        .with("type", "submit")
        .with("id", "knock");
    let reach = el("div")
        .class("home-widget__reach")
        .child(part(fields))
        .child(el("code").class("home-widget__line").child(words(line)))
        .child(button.child(words(move || knock.step().button().to_owned())));
    el("form").class("home-widget__ask").submit(move || go(knock)).child(reach).child(door()).into_any()
}

fn door() -> AnyView {
    view! {
        <svg class="home-widget__door" viewBox="0 0 96 132" aria-hidden="true">
            <path d="M6 132V6h84v126"/>
            <path d="M18 132V18h60v114"/>
            <circle cx="48" cy="50" r="3" fill="currentColor"/>
            <circle class="home-widget__knocker" cx="48" cy="62" r="10.5"/>
            <path d="M68 84v10"/>
        </svg>
    }
    .into_any()
}

fn go(knock: Knock) {
    if knock.progress.with_untracked(Progress::is_under_way) {
        return;
    }
    knock.progress.set(Progress::Sending);
    say_waiting_soon(knock.progress);
    spawn_local(async move {
        match exchanged(knock).await {
            Ok(exchange) => {
                knock.progress.set(Progress::Idle);
                arrived(knock, exchange);
            }
            Err(fault) => knock.progress.set(Progress::Failed(fault)),
        }
    });
}

async fn exchanged(knock: Knock) -> Result<Exchange, Fault> {
    let step = untrack(|| knock.step());
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
    let errand = Errand::Send(draft);
    let mut renewed = false;
    loop {
        let lab = match knock.lab.get_untracked() {
            Some(lab) => lab,
            None => api::open_lab().await?,
        };
        match api::run(&lab, &errand).await {
            Ok(Outcome::Recorded(id)) => {
                browser::remember_lab(Some(&lab));
                let exchange = api::recorded(&lab, &id, "").await;
                knock.lab.set(Some(lab));
                return exchange;
            }
            Ok(_) => return Err(Fault::Ours),
            // The lab expired while the page was open: the next turn opens a new one.
            Err(Fault::Expired) if !renewed => {
                renewed = true;
                knock.lab.set(None);
            }
            Err(fault) => return Err(fault),
        }
    }
}

fn arrived(knock: Knock, exchange: Exchange) {
    announce(knock.spoken, &announcement(&exchange));
    let card = card_id(&exchange.id);
    knock.journal.update(|journal| journal.exchanges.push(Arc::new(exchange)));
    // The button stays where the focus is; only its words change. At the end there is none.
    if untrack(|| knock.step()) == Step::End {
        browser::focus_soon("knock-end");
    }
    browser::show_soon(card);
}
