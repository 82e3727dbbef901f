//! One exchange as two messages: you at the left, the server at the right, every byte in its order.

use leptos::prelude::*;

use super::field_runs::{Run, is_key_of_request, is_key_of_response, runs_of_request, runs_of_response};
use super::party;
use super::set_by::SetByLegend;
use super::status_badge::{StatusBadge, reason_phrase, tone};
use super::visible;
use super::wire_field::WireField;
use crate::model::{Body, Capture, Exchange, Field, Hop, Message, Standing};

const HOP_MAX_CHARACTERS: usize = 60;

/// An exchange. The children are its actions: forms, links and buttons.
#[component]
pub fn ExchangeCard(
    exchange: Exchange,
    #[prop(optional, into)] caption: String,
    /// A line below the caption.
    #[prop(optional, into)]
    remark: String,
    /// For narrow columns.
    #[prop(optional)]
    compact: bool,
    /// For an answer that has just come.
    #[prop(optional)]
    arriving: bool,
    /// The same request as a command line, for the script that copies it.
    #[prop(optional, into)]
    curl: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = format!(
        "exchange-card {}{}{}",
        tone(exchange.status),
        if compact { " exchange-card--compact" } else { "" },
        if arriving { " exchange-card--arriving" } else { "" },
    );
    let caption = (!caption.is_empty()).then(|| {
        let remark = (!remark.is_empty()).then(|| view! { <small>{remark}</small> });
        view! { <figcaption class="exchange-card__caption">{caption}{remark}</figcaption> }
    });
    let curl = (!curl.is_empty()).then_some(curl);
    let actions = children
        .map(|children| view! { <div class="exchange-card__actions" data-curl=curl>{children()}</div> });
    let answer =
        Answer { status: exchange.status, to_head: exchange.method == "HEAD", capture: exchange.capture };
    view! {
        <figure class=class>
            {caption}
            {request(exchange.request, exchange.hop)}
            {response(exchange.response, answer)}
            {actions}
        </figure>
    }
}

fn request(message: Message, hop: Option<Hop>) -> impl IntoView {
    let via = party::via(&message).map(|via| view! { <span class="exchange-card__via">{via}</span> });
    let body = (message.body.size_bytes > 0).then(|| body(&message.body, "Body of the request"));
    let legend = (!message.fields.is_empty()).then(|| view! { <SetByLegend fields=message.fields.clone()/> });
    let more = "more headers that your browser or tool sends with everything";
    let runs = drawn(runs_of_request(message.fields), more, is_key_of_request);
    view! {
        <div class="exchange-card__message exchange-card__message--request">
            <p class="exchange-card__party">"You "{via}</p>
            <p class="exchange-card__start">{visible::line(&message.start_line)}</p>
            {runs}
            {legend}
            {hop.map(|hop| view! { <p class="exchange-card__empty">{said_of(&hop)}</p> })}
            {body}
        </div>
    }
}

/// Whose bytes these are, when something stood between.
fn said_of(hop: &Hop) -> String {
    let named = visible::shortened(&visible::line(&hop.named), HOP_MAX_CHARACTERS);
    match hop.standing {
        Standing::Trusted => format!(
            "It came through the proxy at {named}, which this server trusts. The bytes are those that the proxy sent; your client's may have been others."
        ),
        Standing::Told => format!(
            "The request says that it came through a proxy ({named}). If it did, the bytes are those that the proxy sent."
        ),
    }
}

/// What is to be known about a response beside its bytes.
struct Answer {
    status: u16,
    to_head: bool,
    capture: Capture,
}

fn response(message: Message, answer: Answer) -> impl IntoView {
    let phrase = visible::line(&reason_phrase(&message.start_line));
    let body = if message.body.size_bytes > 0 {
        body(&message.body, "Body of the answer").into_any()
    } else {
        let why = match answer {
            // RFC 9110 9.3.2
            Answer { to_head: true, .. } => "No body: HEAD asks for the head alone.",
            Answer { capture: Capture::Decoded, .. } => "The body was not kept.",
            _ => "No body.",
        };
        view! { <p class="exchange-card__empty">{why}</p> }.into_any()
    };
    let is_key = move |name: &str| is_key_of_response(name, answer.status);
    let runs = drawn(runs_of_response(message.fields), "more headers that every answer here carries", is_key);
    view! {
        <div class="exchange-card__message exchange-card__message--response">
            <p class="exchange-card__party">
                "The server "
                <span class="exchange-card__status">
                    <StatusBadge code=answer.status phrase/>
                </span>
            </p>
            <p class="exchange-card__start">{visible::line(&message.start_line)}</p>
            {runs}
            {body}
            {faithful(answer.capture)}
        </div>
    }
}

/// The fields in their order; `more` says what those are that are folded.
fn drawn(runs: Vec<Run>, more: &'static str, is_key: impl Fn(&str) -> bool) -> Vec<AnyView> {
    let lines = |fields: Vec<Field>| {
        let lines = fields.into_iter().map(|field| {
            let key = is_key(&field.name);
            view! { <WireField field key/> }
        });
        lines.collect_view()
    };
    let drawn = runs.into_iter().map(|run| match run {
        Run::Shown(fields) => lines(fields).into_any(),
        Run::Folded(fields) => {
            let summary = format!("{} {more}", fields.len());
            view! {
                <details class="exchange-card__more">
                    <summary>{summary}</summary>
                    {lines(fields)}
                </details>
            }
            .into_any()
        }
    });
    drawn.collect()
}

fn body(body: &Body, label: &'static str) -> impl IntoView + use<> {
    let text = visible::lines(&body.text);
    let rest = body
        .truncated
        .then(|| format!("Only the beginning of {} bytes was kept.", body.size_bytes))
        .map(|text| view! { <p class="exchange-card__empty">{text}</p> });
    view! {
        <pre class="exchange-card__body" tabindex="0" role="group" aria-label=label><code>{text}</code></pre>
        {rest}
    }
}

/// How faithful the record is, where it is not the bytes themselves.
fn faithful(capture: Capture) -> Option<impl IntoView> {
    let text = match capture {
        Capture::Bytes => return None,
        Capture::Decoded => "HTTP/2: the fields are compressed on the wire and shown here as decoded.",
        Capture::Cut => "The connection ended before the whole answer was sent.",
    };
    Some(view! { <p class="exchange-card__empty">{text}</p> })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::wrong_password;
    use super::*;

    fn html(exchange: Exchange) -> String {
        view! { <ExchangeCard exchange caption="Wrong key" remark="oops" compact=true/> }.to_html()
    }

    #[test]
    fn the_parts_come_in_their_order() {
        let html = html(wrong_password());
        assert!(
            html.starts_with("<figure class=\"exchange-card tone-401 exchange-card--compact\">"),
            "{html}"
        );
        let mut from = 0;
        for part in [
            "<figcaption class=\"exchange-card__caption\">Wrong key<small>oops</small></figcaption>",
            "exchange-card__message--request",
            "GET /lab/x/basic/ HTTP/1.1",
            "wire-field wire-field--key",
            "exchange-card__message--response",
            "status-badge tone-401",
            "HTTP/1.1 401 Unauthorized",
            "wire-field wire-field--key",
            "<summary>3 more headers that every answer here carries</summary>",
            "Content-Length",
            "No body.",
        ] {
            let found = html[from..].find(part);
            assert!(found.is_some(), "{part} after byte {from} in {html}");
            from += found.unwrap_or_default() + 1;
        }
        assert!(!html.contains("exchange-card__actions"), "{html}");
    }

    #[test]
    fn a_body_is_text_and_its_record_is_explained() {
        let mut exchange = wrong_password();
        let text = "<script>alert(1)</script>\u{202E}".to_owned();
        exchange.response.body = Body { size_bytes: 20_000, truncated: true, text };
        exchange.capture = Capture::Cut;
        let html = html(exchange);
        for part in [
            "&lt;script&gt;alert(1)&lt;/script&gt;\\u{202E}",
            "Only the beginning of 20000 bytes was kept.",
            "The connection ended",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn a_hop_is_told_of_and_believed_only_as_far_as_it_goes() {
        for (standing, expected) in [
            (Standing::Trusted, "It came through the proxy at a &lt;b&gt;, which this server trusts."),
            (Standing::Told, "The request says that it came through a proxy (a &lt;b&gt;). If"),
        ] {
            let hop = Some(Hop { standing, named: "a <b>".into() });
            let html = html(Exchange { hop, ..wrong_password() });
            assert!(html.contains(expected), "{html}");
        }
        assert!(!html(wrong_password()).contains("proxy"));
    }

    #[test]
    fn actions_stand_at_the_end() {
        let exchange = wrong_password();
        let html =
            view! { <ExchangeCard exchange curl="curl -i"><button>"Go"</button></ExchangeCard> }.to_html();
        assert!(html.contains("data-curl=\"curl -i\""), "{html}");
        assert!(
            html.ends_with("class=\"exchange-card__actions\"><button>Go</button></div></figure>"),
            "{html}"
        );
    }
}
