//! The readable part of a reference page: Markdown, executed examples, self-check questions, in the author's order.

use leptos::prelude::*;
use leptos::tachys::html::InertElement;

use super::kept::PageContext;
use crate::content::article::{Article, Block};
use crate::content::live::Live;
use crate::model::Exchange;
use crate::ui::{Anchor, ExchangeCard, LiveRow, QuizView};

/// The blocks of an article, one after the other.
pub(super) fn body(context: &PageContext, article: &Article) -> Vec<AnyView> {
    let mut quizzes = 0;
    let mut examples = 0;
    article
        .blocks
        .iter()
        .map(|block| match block {
            // Only `content::markdown` makes this HTML, and only from the authors' files.
            Block::Html(html) => InertElement::new(html.clone()).into_any(),
            Block::Live(row) => {
                let first = examples;
                examples += row.len();
                live_row(context, row, |index| format!("{}#{}", article.path, first + index))
            }
            Block::Quiz(quiz) => {
                quizzes += 1;
                view! {
                    <QuizView
                        name=format!("quiz-{quizzes}")
                        question=quiz.question.clone()
                        options=quiz.options.clone()
                        explanation=quiz.explanation.clone()
                    />
                }
                .into_any()
            }
        })
        .collect()
}

/// Examples side by side; `name` tells what each is called when it is run again.
fn live_row(context: &PageContext, row: &[Live], name: impl Fn(usize) -> String) -> AnyView {
    let cards: Vec<AnyView> = row
        .iter()
        .enumerate()
        .filter_map(|(index, live)| {
            context.executed.get(live).map(|exchange| card(live, exchange, name(index)))
        })
        .collect();
    if cards.len() == 1 {
        return cards.into_any();
    }
    view! { <LiveRow>{cards}</LiveRow> }.into_any()
}

/// One example, with what can be done about it.
fn card(live: &Live, exchange: &Exchange, name: String) -> AnyView {
    let (curl, run) = (curl(live, exchange), run_form(live, exchange, name));
    view! {
        <ExchangeCard exchange=exchange.clone() caption=live.caption.clone() curl=curl>
            {run}
        </ExchangeCard>
    }
    .into_any()
}

/// The same request, sent to the visitor's own lab. What the shared lab handed out would be refused there, so such an
/// example goes by its name, and its placeholders are filled anew.
fn run_form(live: &Live, exchange: &Exchange, name: String) -> impl IntoView + use<> {
    let name = live.is_of_one_lab().then(|| view! { <input r#type="hidden" name="example" value=name/> });
    let headers = headers(exchange).join("\n");
    let path = exchange.path.strip_prefix("/demo/").unwrap_or(&exchange.path).to_owned();
    view! {
        <form method="post" action="/play/send">
            {name}
            <input r#type="hidden" name="method" value=live.method.clone()/>
            <input r#type="hidden" name="path" value=path/>
            <input r#type="hidden" name="headers" value=headers/>
            <input r#type="hidden" name="body" value=live.body.clone()/>
            <button class="button" r#type="submit">"Run it here"</button>
        </form>
    }
}

/// The field lines that the author wrote, with their placeholders filled.
fn headers(exchange: &Exchange) -> Vec<String> {
    exchange
        .request
        .fields
        .iter()
        .filter(|field| !["host", "content-length"].contains(&field.name.to_ascii_lowercase().as_str()))
        .map(|field| format!("{}: {}", field.name, field.value))
        .collect()
}

/// A command line for a shell; `{origin}` stands for where the page came from.
fn curl(live: &Live, exchange: &Exchange) -> String {
    let quote = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
    let mut line = "curl -i".to_owned();
    if live.method != "GET" {
        line.push_str(&format!(" -X {}", live.method));
    }
    for header in headers(exchange) {
        line.push_str(&format!(" -H {}", quote(&header)));
    }
    if !live.body.is_empty() {
        line.push_str(&format!(" -d {}", quote(&live.body)));
    }
    format!("{line} {}", quote(&format!("{{origin}}{}", exchange.path)))
}

/// The page's own contents.
pub(super) fn anchors(article: &Article) -> Vec<Anchor> {
    article
        .headings
        .iter()
        .map(|heading| Anchor { id: heading.id.clone(), title: heading.title.clone(), level: heading.level })
        .collect()
}
