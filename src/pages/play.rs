//! The playground, with a scenario or without.

use leptos::prelude::*;

use super::article;
use super::document::{Document, Footer, Meta};
use super::kept::PageContext;
use super::raw_form::{self, RawForm};
use super::render::{self, RenderError};
use super::theme::Theme;
use crate::content::scenarios::ScenarioPage;
use crate::islands::{BootAccount, PlayBoot, Playground};
use crate::model::scenario::ScenarioLink;

pub(super) async fn render(
    context: &PageContext,
    theme: Theme,
    slug: Option<String>,
) -> Result<String, RenderError> {
    let context = context.clone();
    render::html(move || view(&context, theme, slug.as_deref())).await
}

const TITLE: &str = "Playground";
const DESCRIPTION: &str =
    "Write an HTTP request, send it to a real server, and see every byte and every check of the answer.";

/// The scenarios as the list shows them.
pub(super) fn links(context: &PageContext) -> Vec<ScenarioLink> {
    context.library.scenarios.iter().map(|page| ScenarioLink::from(&page.scenario)).collect()
}

fn view(context: &PageContext, theme: Theme, slug: Option<&str>) -> impl IntoView + use<> {
    let page = slug.and_then(|slug| context.library.scenario(slug));
    let meta = match page {
        Some(page) => {
            let meta = Meta::article(context, theme, &page.article, &page.scenario.title);
            Meta { island: true, footer: Footer { markdown: None, ..meta.footer.clone() }, ..meta }
        }
        None => Meta { island: true, ..Meta::public(context, theme, "/play", TITLE, DESCRIPTION) },
    };
    let boot = PlayBoot {
        scenario: page.map(|page| page.scenario.clone()),
        scenarios: links(context),
        accounts: BootAccount::all(),
    };
    let notice = page.map(|page| notice(context, page));
    view! {
        <Document meta=meta>
            <Playground boot=boot/>
            {raw_console()}
            {notice}
        </Document>
    }
}

/// Below the work, because nobody needs it every day; the same with script and without.
fn raw_console() -> impl IntoView {
    view! {
        <div class="page page--below frame">
            <section class="page__main thread" aria-label="Raw console">
                <RawForm text=raw_form::START.to_owned()/>
            </section>
        </div>
    }
}

/// What to notice: the scenario's own text, below the work.
fn notice(context: &PageContext, page: &ScenarioPage) -> impl IntoView + use<> {
    view! {
        <div class="page page--below frame">
            <section class="page__main thread" aria-label="About this scenario">
                <div class="prose">{article::body(context, &page.article)}</div>
            </section>
        </div>
    }
}
