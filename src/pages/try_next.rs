//! What to try after reading: the scenarios that a page names.

use leptos::prelude::*;

use super::kept::PageContext;
use crate::content::Article;

/// The list, or nothing when the page names no scenario.
pub(super) fn try_next(context: &PageContext, article: &Article) -> Option<impl IntoView + use<>> {
    let scenarios: Vec<_> = article
        .scenarios
        .iter()
        .filter_map(|slug| context.library.scenario(slug))
        .map(|page| {
            let href = format!("/play/{}", page.scenario.slug);
            view! { <li><a href=href>{page.scenario.title.clone()}</a>": "{page.scenario.task.clone()}</li> }
        })
        .collect();
    (!scenarios.is_empty()).then(|| {
        view! {
            <h2 id="try-it">"Try it yourself"</h2>
            <ul>{scenarios}</ul>
        }
    })
}
