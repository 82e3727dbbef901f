//! A status code's page: the masthead, then the article.

use leptos::prelude::*;

use super::document::Meta;
use super::kept::PageContext;
use super::reference;
use super::render::{self, RenderError};
use super::theme::Theme;
use crate::ui::Masthead;

pub(super) async fn render(context: &PageContext, theme: Theme, code: u16) -> Result<String, RenderError> {
    let context = context.clone();
    render::html(move || view(&context, theme, code)).await
}

fn view(context: &PageContext, theme: Theme, code: u16) -> impl IntoView + use<> {
    let library = &context.library;
    let page = library.statuses.get(&code)?;
    let phrase = library.code(code).map_or(String::new(), |registered| registered.phrase.clone());
    let front = &page.front;
    let facts = vec![
        ("About", front.about.clone()),
        ("Required header", front.required_header.clone()),
        ("Cacheable", front.cacheable.clone()),
        ("Retry", front.retry.clone()),
        ("Defined in", front.spec.clone()),
    ];
    let meta = Meta::article(context, theme, &page.article, &page.article.title);
    let masthead =
        view! { <Masthead code=Some(code) title=phrase sentence=front.summary.clone() facts=facts/> };
    Some(reference::page(context, meta, &page.article, masthead))
}
