//! The frame of a reference page: sections at the left, the page's own contents at the right, the article between.

use leptos::prelude::*;

use super::article;
use super::document::{Document, Meta};
use super::kept::PageContext;
use super::museum;
use super::try_next::try_next;
use crate::content::Article;
use crate::ui::{Contents, ContentsPlace, NavGroup, NavLink, SectionsNav};

/// The reference pages, grouped; those of the museum stand beside each other only inside of it.
fn groups(context: &PageContext, current: &str) -> Vec<NavGroup> {
    let library = &context.library;
    let link = |href: &str, title: &str| NavLink { href: href.to_owned(), title: title.to_owned() };
    let of = |article: &Article| link(&article.path, &article.title);
    let codes = library.statuses.values().map(|page| of(&page.article));
    let group = |title: &str, links: Vec<NavLink>| NavGroup { title: title.to_owned(), links };
    let inside = current.starts_with(museum::PATH);
    let exhibits = museum::exhibits(context).filter(|_| inside).map(|page| of(&page.article));
    vec![
        group("Codes", codes.chain([link("/codes", "All codes")]).collect()),
        group("Compared", library.comparisons.values().map(of).collect()),
        group("Schemes", library.schemes.values().map(|page| of(&page.article)).collect()),
        group(museum::TITLE, [link(museum::PATH, "All exhibits")].into_iter().chain(exhibits).collect()),
        group("Headers", library.headers.values().map(|page| of(&page.article)).collect()),
    ]
}

/// The whole page of an article, below its masthead.
pub(super) fn page(
    context: &PageContext,
    meta: Meta,
    article: &Article,
    masthead: impl IntoView + 'static,
) -> AnyView {
    let frame = frame(context, article, masthead.into_any()).into_any();
    view! { <Document meta=meta>{frame}</Document> }.into_any()
}

fn frame(context: &PageContext, article: &Article, masthead: AnyView) -> impl IntoView + use<> {
    let anchors = article::anchors(article);
    view! {
        <div class="page page--reference frame">
            <div class="page__margin">
                <SectionsNav groups=groups(context, &article.path) current=article.path.clone()/>
            </div>
            <main class="page__main thread" id="main" tabindex="-1">
                {masthead}
                <Contents anchors=anchors.clone() place=ContentsPlace::Folded/>
                <article class="prose">
                    {article::body(context, article)}
                    {try_next(context, article)}
                </article>
            </main>
            <aside class="page__aside" aria-label="On this page">
                <Contents anchors=anchors place=ContentsPlace::Aside/>
            </aside>
        </div>
    }
}
