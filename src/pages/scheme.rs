//! The page of an authentication scheme.

use leptos::prelude::*;

use super::document::Meta;
use super::kept::PageContext;
use super::reference;
use super::render::{self, RenderError};
use super::theme::Theme;
use crate::ui::Masthead;

pub(super) async fn render(context: &PageContext, theme: Theme, slug: String) -> Result<String, RenderError> {
    let context = context.clone();
    render::html(move || view(&context, theme, &slug)).await
}

fn view(context: &PageContext, theme: Theme, slug: &str) -> impl IntoView + use<> {
    let page = context.library.schemes.get(slug)?;
    let front = &page.front;
    let registered = if front.registered { "yes, with IANA" } else { "no" };
    let facts = vec![
        ("Defined in", front.spec.clone()),
        ("Registered", registered.to_owned()),
        ("In Chromium", front.prompts.clone()),
    ];
    let meta = Meta::article(context, theme, &page.article, &front.title);
    let masthead =
        view! { <Masthead code=None title=front.title.clone() sentence=front.summary.clone() facts=facts/> };
    Some(reference::page(context, meta, &page.article, masthead))
}
