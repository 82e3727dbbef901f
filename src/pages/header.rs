//! The page of a header.

use leptos::prelude::*;

use super::document::Meta;
use super::kept::PageContext;
use super::reference;
use super::render::{self, RenderError};
use super::theme::Theme;
use crate::ui::Masthead;

pub(super) async fn render(context: &PageContext, theme: Theme, name: String) -> Result<String, RenderError> {
    let context = context.clone();
    render::html(move || view(&context, theme, &name)).await
}

fn view(context: &PageContext, theme: Theme, name: &str) -> impl IntoView + use<> {
    let page = context.library.headers.get(name)?;
    let front = &page.front;
    let facts = vec![("Stands in", front.direction.label().to_owned()), ("Defined in", front.spec.clone())];
    let meta = Meta::article(context, theme, &page.article, &front.name);
    let masthead =
        view! { <Masthead code=None title=front.name.clone() sentence=front.hint.clone() facts=facts/> };
    Some(reference::page(context, meta, &page.article, masthead))
}
