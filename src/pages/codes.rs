//! All registered codes, by class; a query narrows the list.

use leptos::prelude::*;
use serde::Deserialize;

use super::document::{Document, Meta};
use super::kept::PageContext;
use super::render::{self, RenderError};
use super::theme::Theme;
use crate::content::registry::RegisteredCode;
use crate::model::{Door, StatusClass};
use crate::ui::{Icon, tone};

/// What the visitor wants to see.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CodeFilter {
    /// The first digit.
    pub class: String,
    /// A code or a word.
    pub q: String,
}

impl CodeFilter {
    fn is_empty(&self) -> bool {
        self.class.is_empty() && self.q.trim().is_empty()
    }

    fn keeps(&self, code: &RegisteredCode) -> bool {
        let q = self.q.trim().to_lowercase();
        let in_class = self.class.is_empty() || code.class.digit().to_string() == self.class;
        in_class
            && (q.is_empty()
                || code.code.to_string().starts_with(&q)
                || code.phrase.to_lowercase().contains(&q))
    }
}

/// The list.
///
/// # Errors
/// When it cannot be rendered.
pub async fn codes_page(
    context: &PageContext,
    theme: Theme,
    filter: &CodeFilter,
) -> Result<String, RenderError> {
    let (context, filter) = (context.clone(), filter.clone());
    render::html(move || view(&context, theme, &filter)).await
}

const TITLE: &str = "HTTP status codes";
const DESCRIPTION: &str =
    "Every registered HTTP status code with its class, its phrase and the section that defines it.";

fn view(context: &PageContext, theme: Theme, filter: &CodeFilter) -> impl IntoView + use<> {
    let meta = Meta::public(context, theme, "/codes", TITLE, DESCRIPTION);
    let classes: Vec<AnyView> =
        StatusClass::ALL.into_iter().filter_map(|class| section(context, class, filter)).collect();
    let count = context.library.codes.iter().filter(|code| filter.keeps(code)).count();
    let result = (!filter.is_empty()).then(|| {
        let text = match count {
            0 => "No registered code fits. Unregistered codes such as 419 or 499 belong to single programs."
                .to_owned(),
            1 => "One code fits.".to_owned(),
            many => format!("{many} codes fit."),
        };
        view! { <p class="page__meta" role="status">{text}" "<a href="/codes">"Show all"</a></p> }
    });
    let chips: Vec<_> = StatusClass::ALL
        .into_iter()
        .map(|class| {
            let digit = class.digit().to_string();
            let current = (filter.class == digit).then_some("true");
            view! { <li><a class="chip" href=format!("/codes?class={digit}") aria-current=current>{format!("{digit}xx")}</a></li> }
        })
        .collect();
    let q = filter.q.clone();
    view! {
        <Document meta=meta>
            <div class="page frame">
                <main class="page__main thread code-list" id="main" tabindex="-1">
                    <h1 class="page__title">{TITLE}</h1>
                    <p class="page__lead">
                        "Every code in the registry, from 100 to 511. Those with a page of their own can be touched."
                    </p>
                    <form class="code-list__filter" action="/codes">
                        <div class="field">
                            <label class="field__label" r#for="q">"Code or word"</label>
                            <input class="field__input" id="q" name="q" r#type="search" value=q/>
                        </div>
                        <button class="button button--primary" r#type="submit">"Filter"</button>
                        <ul class="code-list__chips" role="list">{chips}</ul>
                    </form>
                    {result}
                    {classes}
                </main>
            </div>
        </Document>
    }
}

fn about(class: StatusClass) -> &'static str {
    match class {
        StatusClass::Informational => {
            "The request was received and something goes on before the real answer."
        }
        StatusClass::Successful => "The request was received, understood and accepted.",
        StatusClass::Redirection => "The client has to do something more, mostly to look elsewhere.",
        StatusClass::ClientError => "The request is wrong, or is not allowed.",
        StatusClass::ServerError => "The request may have been right, and the server could not do it.",
    }
}

fn section(context: &PageContext, class: StatusClass, filter: &CodeFilter) -> Option<AnyView> {
    let codes: Vec<&RegisteredCode> =
        context.library.codes.iter().filter(|code| code.class == class && filter.keeps(code)).collect();
    if codes.is_empty() {
        return None;
    }
    let digit = class.digit();
    let rows: Vec<_> = codes.into_iter().map(|code| row(context, code)).collect();
    let id = format!("c{digit}");
    let labelled_by = id.clone();
    Some(
        view! {
            <section class=format!("code-list__class {}", tone(digit * 100)) aria-labelledby=labelled_by>
                <h2 class="code-list__title" id=id>
                    <Icon shape=Door::of(digit * 100) class="code-list__shape"/>
                    {format!("{digit}xx {}", class.name())}
                </h2>
                <p class="code-list__about">{about(class)}</p>
                <table class="data-table">
                    <thead>
                        <tr>
                            <th scope="col">"Code"</th>
                            <th scope="col">"Phrase"</th>
                            <th scope="col">"Defined in"</th>
                            <th scope="col">"Cacheable by guess"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn row(context: &PageContext, code: &RegisteredCode) -> impl IntoView + use<> {
    let number = code.code;
    let own_page = context.library.statuses.contains_key(&number);
    let phrase = code.phrase.clone();
    let phrase = if own_page {
        view! { <a href=format!("/codes/{number}")>{phrase}</a> }.into_any()
    } else {
        phrase.into_any()
    };
    let remark = (!code.remark.is_empty()).then(|| view! { <small>{format!(" ({})", code.remark)}</small> });
    let cacheable = if code.heuristically_cacheable { "yes" } else { "no" };
    view! {
        <tr id=number.to_string()>
            <th scope="row">
                <span class=format!("code-list__code {}", tone(number))>
                    <Icon shape=Door::of(number) class="code-list__shape"/>
                    {format!(" {number}")}
                </span>
            </th>
            <td class="code-list__phrase" data-label="Phrase">{phrase}{remark}</td>
            <td data-label="Defined in"><a href=code.spec_href.clone() rel="noopener">{code.spec.clone()}</a></td>
            <td data-label="Cacheable by guess">{cacheable}</td>
        </tr>
    }
}
