//! The home page: a first real 401 within one click.

use leptos::prelude::*;

use super::document::{Document, Meta};
use super::kept::PageContext;
use super::render::{self, RenderError};
use super::theme::Theme;
use crate::islands::Knocker;
use crate::ui::{Numeral, tone};

pub(super) async fn render(context: &PageContext, theme: Theme) -> Result<String, RenderError> {
    let context = context.clone();
    render::html(move || view(&context, theme)).await
}

const TITLE: &str = "Knock: HTTP status codes you can touch";
const DESCRIPTION: &str =
    "Send a real request, see exactly what crossed the wire, and be told, in order, which check said no.";

fn view(context: &PageContext, theme: Theme) -> impl IntoView + use<> {
    let meta = Meta { island: true, ..Meta::public(context, theme, "/", TITLE, DESCRIPTION) };
    let first_steps: Vec<_> = context
        .library
        .scenarios
        .iter()
        .take(4)
        .map(|page| {
            let href = format!("/play/{}", page.scenario.slug);
            view! { <li><a href=href>{page.scenario.title.clone()}</a>": "{page.scenario.task.clone()}</li> }
        })
        .collect();
    view! {
        <Document meta=meta>
            <div class="page frame">
                <main class="page__main thread" id="main" tabindex="-1">
                    <div class="home-hero">
                        <h1 class="home-hero__title">"Knock on a real door."</h1>
                        <p class="home-hero__lead">
                            "Send a real request, see exactly what crossed the wire, and be told, in order, which check said no."
                        </p>
                    </div>
                    <Knocker/>
                    <section class="station">
                        <h2 class="station__label">"Two ways to say no"</h2>
                        <div class="home-pair">
                            {code(401, "Unauthorized", "The server does not know who you are. It says what it would accept, and you may knock again.")}
                            {code(403, "Forbidden", "The server understood, and refuses. Often it knows quite well who you are; the same key will not do.")}
                        </div>
                        <p><a href="/compare/401-vs-403">"Not sure which one it should be? Four visitors at one door."</a></p>
                    </section>
                    <section class="station">
                        <h2 class="station__label">"Try it by hand"</h2>
                        <p>"Each scenario takes a minute, in this browser or with curl. The server checks what it saw, so both count."</p>
                        <ul>{first_steps}</ul>
                        <p><a href="/play">"All scenarios in the playground"</a></p>
                    </section>
                    <section class="station">
                        <h2 class="station__label">"Ask about your own server"</h2>
                        <p>"Paste what it answered, or what curl printed: each broken rule is named with its section and what to send instead."</p>
                        <p><a href="/lint">"Lint a response"</a></p>
                    </section>
                </main>
            </div>
        </Document>
    }
}

fn code(code: u16, phrase: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <a class=format!("home-pair__code {}", tone(code)) href=format!("/codes/{code}")>
            <Numeral code=code class="home-pair__numeral"/>
            <span class="home-pair__phrase">{phrase}</span>
            <span class="home-pair__text">{text}</span>
        </a>
    }
}
