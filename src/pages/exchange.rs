//! "Why did I get this?": one exchange with its ladder, what came before, and the forms to knock again.

use leptos::prelude::*;

use super::document::{Document, Meta};
use super::kept::PageContext;
use super::play::links;
use super::raw_form::RawForm;
use super::render::{self, RenderError};
use super::theme::Theme;
use crate::model::{Exchange, Note, Outcome, RequestDraft};
use crate::ui::date::long_date;
use crate::ui::{
    Attempt, CredentialsForm, ExchangeCard, LadderView, NoteList, RequestForm, ScenarioList, StatusBadge,
    Timeline, reason_phrase, tone, visible,
};

/// What the page shows.
#[derive(Clone)]
pub struct ExchangeView {
    pub exchange: Exchange,
    /// All exchanges of the lab, oldest first.
    pub log: Vec<Exchange>,
    /// The lab's address, with its last slash.
    pub base: String,
    /// Where the API has this exchange; other forms of it have an ending.
    pub record: String,
    /// Method and path of the request that waits for a token.
    pub waiting: Option<(String, String)>,
}

/// The page of an exchange.
///
/// # Errors
/// When it cannot be rendered.
pub async fn exchange_page(
    context: &PageContext,
    theme: Theme,
    view: ExchangeView,
) -> Result<String, RenderError> {
    let context = context.clone();
    render::html(move || page(&context, theme, view.clone())).await
}

/// One sentence that says what happened.
fn sentence(exchange: &Exchange) -> String {
    let last = exchange.checks.last();
    match last {
        Some(check) if check.outcome == Outcome::Stopped => check.detail.clone(),
        Some(_) => "Every check passed, and the door opened.".to_owned(),
        None => exchange.notes.first().map(|note| note.text.clone()).unwrap_or_default(),
    }
}

/// An RFC 3339 time as people read it.
fn when(received: &str) -> String {
    let (Some(day), Some(time)) = (received.get(..10).and_then(long_date), received.get(11..19)) else {
        return received.to_owned();
    };
    format!("{day}, {time} UTC")
}

/// The request as the editor shows it again.
fn draft(exchange: &Exchange) -> RequestDraft {
    const OWN: [&str; 3] = ["host", "content-length", "connection"];
    RequestDraft {
        method: exchange.method.clone(),
        path: exchange.path.clone(),
        headers: exchange
            .request
            .fields
            .iter()
            .filter(|field| {
                let name = field.name.to_ascii_lowercase();
                !OWN.contains(&name.as_str()) && !name.starts_with("sec-") && name != "cookie"
            })
            .map(|field| format!("{}: {}", field.name, field.value))
            .collect(),
        body: exchange.request.body.text.clone(),
    }
}

/// The token in the answer of the token endpoint.
fn issued_token(exchange: &Exchange) -> Option<String> {
    if exchange.status != 200 || !exchange.path.starts_with("token") {
        return None;
    }
    let answer: serde_json::Value = serde_json::from_str(&exchange.response.body.text).ok()?;
    answer.get("access_token")?.as_str().map(str::to_owned)
}

fn page(context: &PageContext, theme: Theme, shown: ExchangeView) -> impl IntoView + use<> {
    let ExchangeView { exchange, log, base, record, waiting } = shown;
    let meta = Meta::private(context, theme, &format!("/x/{}", exchange.id), "Why did I get this?");
    let attempts: Vec<Attempt> = log.iter().map(Attempt::from).collect();
    let scenarios = links(context);
    let done: Vec<String> =
        scenarios.iter().filter(|link| link.goal.is_met(&log)).map(|link| link.slug.clone()).collect();
    let what = visible::line(&format!("{} {base}{}", exchange.method, exchange.path));
    let use_token = issued_token(&exchange).map(|token| use_token(token, waiting));
    let draft = draft(&exchange);
    let head = view! {
        <header class=format!("exchange-head {}", tone(exchange.status))>
            <h1 class="page__title">"Why did I get this?"</h1>
            <p class="exchange-head__what">
                <StatusBadge
                    code=exchange.status
                    phrase=reason_phrase(&exchange.response.start_line)
                    large=true
                />
                " "
                <code>{what}</code>
            </p>
            <p class="page__lead">{visible::line(&sentence(&exchange))}</p>
            <p class="page__meta">{format!("Exchange {}, {}.", exchange.id, when(&exchange.timing.received))}</p>
        </header>
    };
    let again = view! {
        <RequestForm draft=draft.clone() prefix=base/>
        <CredentialsForm exchange=exchange.clone() draft=draft/>
        <RawForm text=format!("{}{}", exchange.request.head, exchange.request.body.text)/>
    };
    // Each part is erased here: the compiler does not get to the end of the type of the whole page.
    let parts = [
        head.into_any(),
        use_token.into_any(),
        station("The wire", view! { <ExchangeCard exchange=exchange.clone()/> {downloads(&record)} }),
        station("Which check decided", view! { <LadderView exchange=exchange.clone()/> }),
        notes(exchange.notes).into_any(),
        station("Knock again", again),
        station("Attempts so far", view! { <Timeline attempts=attempts current=exchange.id/> }),
        station("Scenarios", view! { <ScenarioList scenarios=scenarios current="" done=done/> }),
    ];
    view! {
        <Document meta=meta>
            <div class="page frame">
                <main class="page__main thread" id="main" tabindex="-1">
                    {parts}
                </main>
            </div>
        </Document>
    }
}

fn station(label: &'static str, inside: impl IntoView + 'static) -> AnyView {
    view! {
        <section class="station">
            <h2 class="station__label">{label}</h2>
            {inside.into_any()}
        </section>
    }
    .into_any()
}

/// What the linter says, if it says anything.
fn notes(notes: Vec<Note>) -> Option<AnyView> {
    (!notes.is_empty()).then(|| station("What there is to notice", view! { <NoteList notes/> }))
}

/// The exchange in forms for other programs.
fn downloads(record: &str) -> impl IntoView + use<> {
    let (har, text) = (format!("{record}.har"), format!("{record}.txt"));
    view! {
        <p class="page__meta">
            "Take it with you: "
            <a href=text download="">"raw text"</a>
            ", "
            <a href=har download="">"HAR, for developer tools"</a>
            ", "
            <a href=record.to_owned()>"JSON"</a>
            "."
        </p>
    }
}

/// Offers a fresh token for the request that waits, or for the first door that takes one.
fn use_token(token: String, waiting: Option<(String, String)>) -> impl IntoView {
    let (method, path) = waiting.unwrap_or_else(|| ("GET".to_owned(), "bearer/".to_owned()));
    let label = visible::line(&format!("Use this token for {method} {path}"));
    view! {
        <form class="actions" method="post" action="/play/send">
            <input r#type="hidden" name="method" value=method/>
            <input r#type="hidden" name="path" value=path/>
            <input r#type="hidden" name="token" value=token/>
            <button class="button button--primary" r#type="submit">{label}</button>
        </form>
    }
}
