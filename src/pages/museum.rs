//! The broken museum: its exhibits, in the order of the routing table.

use leptos::prelude::*;

use super::document::{Document, Meta};
use super::kept::PageContext;
use super::render::{self, RenderError};
use super::theme::Theme;
use crate::content::exhibits::ExhibitPage;
use crate::demo;
use crate::ui::{CitedText, Section};

pub(super) const PATH: &str = "/broken";
pub(super) const TITLE: &str = "The broken museum";
const DESCRIPTION: &str = "Fifteen real mistakes with 401, 403 and their headers, each at a live address, with the rule about it and the way to mend it.";

pub(super) async fn render(context: &PageContext, theme: Theme) -> Result<String, RenderError> {
    let context = context.clone();
    render::html(move || view(&context, theme)).await
}

/// The pages of all exhibits.
pub(super) fn exhibits(context: &PageContext) -> impl Iterator<Item = &ExhibitPage> {
    let names = demo::endpoints().filter_map(demo::Endpoint::exhibit);
    names.filter_map(|name| context.library.exhibits.get(name))
}

fn view(context: &PageContext, theme: Theme) -> impl IntoView + use<> {
    let meta = Meta::public(context, theme, PATH, TITLE, DESCRIPTION);
    let list = exhibits(context).map(exhibit).collect_view();
    let command = format!("curl -si {}/demo/broken/bearer-bare/ | knock lint -", context.reached_at);
    view! {
        <Document meta=meta>
            <div class="page frame">
                <main class="page__main thread" id="main" tabindex="-1">
                    <h1 class="page__title">{TITLE}</h1>
                    <p class="page__lead">
                        "Doors that are broken on purpose. Each makes one mistake that real servers make, says so in "
                        <code>"Knock-Broken"</code>
                        ", and is right in everything else."
                    </p>
                    <div class="museum__tour prose">
                        <p>
                            "Knock at them in the "
                            <a href="/play">"playground"</a>
                            " or with curl, and let "
                            <a href="/lint">"the linter"</a>
                            " tell you what is wrong:"
                        </p>
                        <figure class="code-block">
                            <pre class="code-block__pre" tabindex="0" role="group" aria-label="Code: a terminal"><code>{command}</code></pre>
                        </figure>
                    </div>
                    <ol class="museum" role="list">{list}</ol>
                </main>
            </div>
        </Document>
    }
}

fn exhibit(page: &ExhibitPage) -> impl IntoView + use<> {
    let front = &page.front;
    view! {
        <li class="museum__exhibit">
            <h2 class="museum__title"><a href=page.article.path.clone()>{front.title.clone()}</a></h2>
            <p class="museum__label">
                <code>{page.name.clone()}</code>
                <span><Section section=front.breaks.clone()/></span>
            </p>
            <p class="museum__summary"><CitedText text=front.summary.clone()/></p>
        </li>
    }
}
