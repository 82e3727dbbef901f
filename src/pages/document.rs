//! The frame of every page: head, header, footer, and the scripts that it needs and no others.

use std::sync::Arc;

use leptos::config::LeptosOptions;
use leptos::hydration::HydrationScripts;
use leptos::prelude::*;

use super::kept::PageContext;
use super::theme::Theme;
use crate::assets::Assets;
use crate::content::Article;
use crate::ui::{SiteFooter, SiteHeader};

/// What a page says about itself.
#[derive(Clone)]
pub struct Meta {
    pub path: String,
    pub title: String,
    pub description: String,
    pub theme: Theme,
    pub assets: Arc<Assets>,
    pub origin: Option<String>,
    /// Needs the island's script and module.
    pub island: bool,
    /// For one visitor only.
    pub private: bool,
    pub footer: Footer,
}

/// What the footer says about a page.
#[derive(Clone, Default)]
pub struct Footer {
    pub checked: String,
    pub against: String,
    /// Below the content folder; empty where there is nothing to edit.
    pub file: String,
    pub markdown: Option<String>,
}

impl Meta {
    /// A page that everybody sees.
    pub(super) fn public(
        context: &PageContext,
        theme: Theme,
        path: &str,
        title: &str,
        description: &str,
    ) -> Self {
        Self {
            path: path.to_owned(),
            title: title.to_owned(),
            description: description.to_owned(),
            theme,
            assets: Arc::clone(&context.assets),
            origin: context.origin.clone(),
            island: false,
            private: false,
            footer: Footer::default(),
        }
    }

    /// The page of an article.
    pub(super) fn article(context: &PageContext, theme: Theme, article: &Article, title: &str) -> Self {
        let mut meta = Self::public(context, theme, &article.path, title, &article.description);
        meta.footer = Footer {
            checked: article.checked.clone(),
            against: article.against.clone(),
            file: article.file.clone(),
            markdown: Some(format!("{}.md", article.path)),
        };
        meta
    }

    /// The page of one visitor.
    pub(super) fn private(context: &PageContext, theme: Theme, path: &str, title: &str) -> Self {
        Self { private: true, ..Self::public(context, theme, path, title, "") }
    }
}

/// A whole page around its middle.
#[component]
pub fn Document(meta: Meta, children: Children) -> impl IntoView {
    let canonical =
        meta.origin.as_ref().filter(|_| !meta.private).map(|origin| format!("{origin}{}", meta.path));
    let data_theme = (meta.theme != Theme::System).then_some(meta.theme.name());
    let title = if meta.path == "/" { meta.title.clone() } else { format!("{} · Knock", meta.title) };
    let fonts: Vec<String> = meta.assets.fonts().map(str::to_owned).collect();
    let style = meta.assets.style().to_owned();
    let script = meta.assets.page_script().to_owned();
    let island = meta.assets.island_stem().filter(|_| meta.island).map(|stem| {
        let options = LeptosOptions::builder().output_name(stem.to_owned()).site_pkg_dir("assets").build();
        view! { <HydrationScripts options islands=true/> }
    });
    let footer = meta.footer;
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=data_theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}</title>
                {(!meta.description.is_empty()).then(|| view! { <meta name="description" content=meta.description.clone()/> })}
                {meta.private.then(|| view! { <meta name="robots" content="noindex"/> })}
                {canonical.map(|href| view! { <link rel="canonical" href=href/> })}
                {fonts.into_iter().map(|href| view! { <link rel="preload" href=href r#as="font" r#type="font/woff2" crossorigin=""/> }).collect_view()}
                <link rel="stylesheet" href=style/>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                {footer.markdown.clone().map(|href| view! { <link rel="alternate" r#type="text/markdown" href=href/> })}
                <script r#type="module" src=script></script>
                {island}
            </head>
            <body>
                <SiteHeader current=meta.path.clone() theme=meta.theme.name()/>
                {children()}
                <SiteFooter checked=footer.checked against=footer.against file=footer.file markdown=footer.markdown/>
            </body>
        </html>
    }
}
