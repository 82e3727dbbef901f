//! Pages for when something is not there or not right: what happened, why, what now.

use leptos::prelude::*;

use super::document::{Document, Meta};
use super::kept::PageContext;
use super::raw_form::RawForm;
use super::render::{self, RenderError};
use super::theme::Theme;
use crate::model::RequestDraft;
use crate::ui::{CitedText, RequestForm, tone, visible};

/// What a message says.
#[derive(Clone)]
pub struct MessageView {
    status: u16,
    title: &'static str,
    /// The request line that led here; may be empty.
    line: String,
    sentences: Vec<String>,
    /// Addresses and their names.
    ways: Vec<(String, String)>,
    /// What the visitor was writing, so that nothing is lost.
    written: Written,
}

/// A request that was not sent.
#[derive(Clone)]
pub enum Written {
    Nothing,
    Fields(RequestDraft),
    Raw(String),
}

/// At most so many changed characters make another address a likely meaning.
const DISTANCE_MAX: usize = 6;
const SUGGESTIONS: usize = 3;

impl MessageView {
    /// There is no page at `path`; the nearest of `paths` are suggested.
    pub fn no_such_page<'a>(method: &str, path: &str, paths: impl Iterator<Item = &'a str>) -> Self {
        let mut near: Vec<(usize, &str)> = paths
            // Lengths that differ by more need no comparison, which takes long for a long path.
            .filter(|known| *known != "/" && known.len().abs_diff(path.len()) <= DISTANCE_MAX)
            .map(|known| (strsim::damerau_levenshtein(known, path), known))
            .filter(|(distance, _)| *distance <= DISTANCE_MAX)
            .collect();
        near.sort_unstable();
        let mut ways: Vec<(String, String)> = near
            .into_iter()
            .take(SUGGESTIONS)
            .map(|(_, known)| (known.to_owned(), format!("Did you mean {known}?")))
            .collect();
        ways.push(("/codes".to_owned(), "All registered codes".to_owned()));
        ways.push(("/".to_owned(), "Back to the front door".to_owned()));
        Self {
            status: 404,
            title: "Not Found",
            line: format!("{method} {path}"),
            sentences: vec![
                "You knocked, and nothing lives at this address.".to_owned(),
                "This page is what it says: a real 404. It means that there is nothing here, or nothing that the server \
                 wants to tell you about; it does not say whether that is for ever (RFC 9110 15.5.5)."
                    .to_owned(),
            ],
            ways,
            written: Written::Nothing,
        }
    }

    /// An exchange that the visitor cannot read: not theirs, unknown, or gone with its lab.
    #[must_use]
    pub fn unreadable_exchange(status: u16, id: &str) -> Self {
        let why = if status == 410 {
            "The lab it belonged to has expired, with everything in it. The next knock makes a new one."
        } else {
            "An exchange can only be read in the browser that owns its lab, and a lab keeps its last 50."
        };
        Self {
            status,
            title: if status == 410 { "Gone" } else { "Not Found" },
            line: format!("GET /x/{id}"),
            sentences: vec!["This exchange cannot be shown here.".to_owned(), why.to_owned()],
            ways: vec![
                ("/play".to_owned(), "To the playground".to_owned()),
                ("/".to_owned(), "To the front door".to_owned()),
            ],
            written: Written::Nothing,
        }
    }

    /// A form that cannot become a request.
    #[must_use]
    pub fn not_sent(written: Written, problem: String) -> Self {
        Self {
            status: 422,
            title: "Unprocessable Content",
            line: String::new(),
            sentences: vec![problem, "Nothing was sent. Your request is below, as you wrote it.".to_owned()],
            ways: vec![("/play".to_owned(), "To the playground".to_owned())],
            written,
        }
    }
}

/// The page of a message.
///
/// # Errors
/// When it cannot be rendered.
pub async fn message_page(
    context: &PageContext,
    theme: Theme,
    view: MessageView,
) -> Result<String, RenderError> {
    let context = context.clone();
    render::html(move || page(&context, theme, view.clone())).await
}

fn page(context: &PageContext, theme: Theme, message: MessageView) -> impl IntoView + use<> {
    let meta = Meta::private(context, theme, "", &format!("{} {}", message.status, message.title));
    let line = (!message.line.is_empty())
        .then(|| view! { <p class="not-found__line">{visible::line(&message.line)}</p> });
    let sentences: Vec<_> =
        message.sentences.into_iter().map(|text| view! { <p><CitedText text/></p> }).collect();
    let ways: Vec<_> =
        message.ways.into_iter().map(|(href, text)| view! { <li><a href=href>{text}</a></li> }).collect();
    view! {
        <Document meta=meta>
            <div class="page frame">
                <main class="page__main thread" id="main" tabindex="-1">
                    <section class=format!("not-found {}", tone(message.status))>
                        <h1 class="masthead__title">
                            <span class="masthead__numeral">
                                <span class="masthead__digits">{message.status}</span>
                            </span>
                            " "
                            <span class="masthead__phrase">{message.title}</span>
                        </h1>
                        {line}
                        <svg class="not-found__gap" viewBox="0 0 1200 72" preserveAspectRatio="xMinYMid slice" aria-hidden="true">
                            <path d="M0 36h170l14-24M210 60l14-24h1000"></path>
                        </svg>
                        {sentences}
                        <ul class="not-found__ways" role="list">{ways}</ul>
                    </section>
                    {again(message.written)}
                </main>
            </div>
        </Document>
    }
}

/// The form in which the request was written, with all that was in it.
fn again(written: Written) -> Option<AnyView> {
    let form = match written {
        Written::Nothing => return None,
        Written::Fields(draft) => view! { <RequestForm draft=draft prefix="/lab/…/".to_owned()/> }.into_any(),
        Written::Raw(text) => view! { <RawForm text open=true/> }.into_any(),
    };
    let section = view! {
        <section class="station">
            <h2 class="station__label">"Your request"</h2>
            {form}
        </section>
    };
    Some(section.into_any())
}
