//! `/lint`: a text, what there is to say about it, and all that could be said.

use leptos::prelude::*;

use super::document::{Document, Meta};
use super::kept::PageContext;
use super::render::{self, RenderError};
use super::theme::Theme;
use crate::model::Level;
use crate::notes::{self, Report, Reported, Rule};
use crate::ui::{CitedText, NoteList, Section, StatusBadge, TextAreaField, reason_phrase, tone, visible};

/// What the page shows beside the form.
#[derive(Clone)]
pub struct LintView {
    /// What was pasted; it stays in the form.
    pub text: String,
    pub outcome: LintOutcome,
}

/// What became of the text.
#[derive(Clone)]
pub enum LintOutcome {
    /// The page before anybody has sent anything: the report is the example's.
    Example(Report),
    Report(Report),
    /// One sentence that says what to do.
    Unreadable(String),
}

/// A refusal with the commonest mistakes: a bare challenge, a cache that may keep it, scripts that cannot read it.
const EXAMPLE: &str = "GET /api/reports HTTP/1.1\nHost: api.example\nAuthorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln\n\n\
    HTTP/1.1 401 Unauthorized\nContent-Type: application/json\nCache-Control: max-age=60\nAccess-Control-Allow-Origin: *\n\
    WWW-Authenticate: Bearer\n\n{\"error\": \"token expired\"}\n";

const TITLE: &str = "Lint a response";
const DESCRIPTION: &str = "Paste a response, or what curl printed, and see which rules of HTTP authentication it breaks and what to send instead.";
const HINT: &str = "From the status line on. Put the request above it, if you have it: more can be said then. \
    What curl -i, curl -v or wget -S printed, or a browser's network pane shows, can be pasted as it is. The text is looked at and forgotten.";

/// The page as everybody gets it, with the example.
pub(super) async fn render(context: &PageContext, theme: Theme) -> Result<String, RenderError> {
    let report = Report::on(&notes::read(EXAMPLE).unwrap_or_default());
    let view = LintView { text: EXAMPLE.to_owned(), outcome: LintOutcome::Example(report) };
    let meta = Meta::public(context, theme, "/lint", TITLE, DESCRIPTION);
    render::html(move || page(meta.clone(), view.clone())).await
}

/// The page that answers a text.
///
/// # Errors
/// When it cannot be rendered.
pub async fn lint_page(context: &PageContext, theme: Theme, view: LintView) -> Result<String, RenderError> {
    let meta = Meta::private(context, theme, "/lint", TITLE);
    render::html(move || page(meta.clone(), view.clone())).await
}

fn page(meta: Meta, view: LintView) -> impl IntoView {
    let parts =
        [form(view.text).into_any(), outcome(view.outcome), elsewhere().into_any(), catalogue().into_any()];
    view! {
        <Document meta=meta>
            <div class="page frame">
                <main class="page__main thread" id="main" tabindex="-1">
                    <header class="masthead">
                        <h1 class="page__title">{TITLE}</h1>
                        <p class="page__lead">
                            "Which rules does your server break when it says no? Each note names the line, the section and what to send instead."
                        </p>
                        <p class="page__meta">
                            "No broken server at hand? There are fifteen in "
                            <a href="/broken">"the broken museum"</a>
                            "."
                        </p>
                    </header>
                    {parts}
                </main>
            </div>
        </Document>
    }
}

fn form(text: String) -> impl IntoView {
    view! {
        <section class="station">
            <h2 class="station__label">"Your text"</h2>
            <form class="request-editor" id="lint" method="post" action="/lint">
                <TextAreaField id="lint-text" name="text" label="A response, with or without its request" rows=12 text hint=HINT/>
                <div class="request-editor__foot">
                    <button class="button button--primary" r#type="submit">"Look at it"</button>
                    <a href="/lint">"Back to the example"</a>
                </div>
            </form>
        </section>
    }
}

fn outcome(outcome: LintOutcome) -> AnyView {
    match outcome {
        LintOutcome::Example(shown) => report("What there is to say about this example", shown),
        LintOutcome::Report(shown) => report("What there is to say", shown),
        LintOutcome::Unreadable(sentence) => view! {
            <section class="station" id="report">
                <h2 class="station__label">"Not readable"</h2>
                <p class="callout callout--warning" role="alert">{sentence_case(&sentence)}</p>
            </section>
        }
        .into_any(),
    }
}

/// A sentence of ours with a capital and a full stop.
fn sentence_case(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", characters.as_str())
}

fn report(title: &'static str, report: Report) -> AnyView {
    let summary = sentence_case(&report.summary());
    let exchanges = report.exchanges.into_iter().map(exchange).collect::<Vec<_>>();
    view! {
        <section class="station" id="report">
            <h2 class="station__label">{title}</h2>
            <p role="status">{summary}</p>
            {exchanges}
        </section>
    }
    .into_any()
}

fn exchange(reported: Reported) -> AnyView {
    let request = reported.request.as_deref().map(visible::line);
    let request = request.map(|line| view! { <code>{line}</code>" " });
    let phrase = visible::line(&reason_phrase(&reported.response));
    let status = (reported.status > 0).then(|| view! { <StatusBadge code=reported.status phrase/> });
    let unread = (reported.status == 0).then(|| view! { <code>{visible::line(&reported.response)}</code> });
    let clean = reported.notes.is_empty().then(|| view! { <p>"Nothing to object."</p> });
    view! {
        <div class=format!("lint-exchange {}", tone(reported.status))>
            <h3 class="lint-exchange__head">{request}{status}{unread}</h3>
            {clean}
            <NoteList notes=reported.notes/>
        </div>
    }
    .into_any()
}

fn elsewhere() -> impl IntoView {
    view! {
        <section class="station">
            <h2 class="station__label">"In a terminal, and in tests"</h2>
            <div class="prose">
            <p>
                "The program has the same rules: "<code>"curl -si https://api.example/ | knock lint -"</code>
                " ends with 1 when a rule is broken, with 2 when the text cannot be read, and with 0 otherwise."
            </p>
            <p>
                "Over HTTP: "<code>"POST /api/lint"</code>" with "<code>"{\"response\": \"HTTP/1.1 401 …\"}"</code>
                ", and with "<code>"\"request\""</code>" beside it if there is one."
            </p>
            </div>
        </section>
    }
}

fn catalogue() -> impl IntoView {
    let count = notes::rules().count();
    let levels = [
        (Level::Violation, "Against a rule"),
        (Level::Warning, "Allowed, and likely to cause trouble"),
        (Level::Info, "Worth knowing"),
    ];
    let groups = levels.map(|(level, title)| {
        let rules = notes::rules().filter(|rule| rule.level == level).map(rule).collect::<Vec<_>>();
        view! { <h3>{title}</h3><dl class="lint-rules">{rules}</dl> }
    });
    view! {
        <section class="station">
            <h2 class="station__label">"All rules"</h2>
            <details class="lint-exchange" id="rules">
                <summary class="lint-rules__summary">{format!("{count} rules, by how much they matter")}</summary>
                {groups.into_iter().collect_view()}
            </details>
        </section>
    }
}

fn rule(rule: &'static Rule) -> AnyView {
    let text = rule.text.replace("`{}`", "…").replace("{}", "…");
    view! {
        <div id=format!("rule-{}", rule.name)>
            <dt>{rule.name}</dt>
            <dd><CitedText text/><Section section=rule.section/></dd>
        </div>
    }
    .into_any()
}
