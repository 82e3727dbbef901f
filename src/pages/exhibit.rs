//! The page of an exhibit of the broken museum.

use leptos::prelude::*;

use super::document::Meta;
use super::kept::PageContext;
use super::reference;
use super::render::{self, RenderError};
use super::theme::Theme;
use crate::model::Level;
use crate::notes;
use crate::ui::Masthead;

pub(super) async fn render(context: &PageContext, theme: Theme, name: String) -> Result<String, RenderError> {
    let context = context.clone();
    render::html(move || view(&context, theme, &name)).await
}

fn view(context: &PageContext, theme: Theme, name: &str) -> impl IntoView + use<> {
    let page = context.library.exhibits.get(name)?;
    let front = &page.front;
    let facts = vec![
        ("Written in", written_in(&front.breaks)),
        ("The linter calls it", said_by_linter(&front.rule)),
        ("Its door", format!("/demo/broken/{name}/")),
    ];
    let meta = Meta::article(context, theme, &page.article, &front.title);
    let masthead =
        view! { <Masthead code=None title=front.title.clone() sentence=front.summary.clone() facts=facts/> };
    Some(reference::page(context, meta, &page.article, masthead))
}

/// A section as people name it.
fn written_in(section: &str) -> String {
    if section.starts_with("Fetch #") { "the Fetch standard".to_owned() } else { section.to_owned() }
}

/// The name of a rule and how serious it is.
fn said_by_linter(name: &str) -> String {
    let level = notes::rules().find(|rule| rule.name == name).map(|rule| match rule.level {
        Level::Violation => ", a violation",
        Level::Warning => ", a warning",
        Level::Info => ", a hint",
    });
    format!("{name}{}", level.unwrap_or_default())
}
