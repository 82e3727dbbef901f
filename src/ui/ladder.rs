//! The ladder: the questions the server asked, up to the one that stopped the climb, and those it never came to.

use leptos::prelude::*;

use super::citation::Section;
use super::shape::{Icon, Shape};
use super::status_badge::tone;
use super::visible;
use crate::model::{Check, Door, Exchange, Outcome, Rung};

/// Questions that were not reached, shown one by one; the others are folded.
const AHEAD_SHOWN: usize = 3;
/// The bytes of a passed question are shown up to here; the wire has them all.
const PASSED_BYTES_MAX_CHARACTERS: usize = 72;

/// The ladder of an exchange. The children stand below the question that said no: what would mend it.
#[component]
pub fn LadderView(exchange: Exchange, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let Climb { asked, ahead } = climb(&exchange);
    if asked.is_empty() {
        return view! { <p class="ladder__detail">"The server asked no questions about this request."</p> }
            .into_any();
    }
    let mut children = children;
    let asked = asked.into_iter().map(|check| match check.outcome {
        Outcome::Passed => passed(check, &exchange).into_any(),
        Outcome::Stopped => stopped(check, &exchange, children.take()).into_any(),
    });
    view! { <ol class="ladder" role="list">{asked.collect_view()}{not_reached(&ahead)}</ol> }.into_any()
}

/// What was asked, lowest rung first, and what was not reached.
struct Climb<'a> {
    asked: Vec<&'a Check>,
    ahead: Vec<Rung>,
}

fn climb(exchange: &Exchange) -> Climb<'_> {
    let asked = Rung::ALL.iter().filter_map(|rung| exchange.checks.iter().find(|check| check.rung == *rung));
    let ahead = exchange
        .stopped_at()
        .map(|stop| Rung::ALL.into_iter().filter(|rung| *rung > stop.rung).collect())
        .unwrap_or_default();
    Climb { asked: asked.collect(), ahead }
}

fn passed(check: &Check, exchange: &Exchange) -> impl IntoView + use<> {
    let bytes = bytes(check, exchange)
        .map(|text| visible::shortened(&text, PASSED_BYTES_MAX_CHARACTERS))
        .map(|text| view! { <code class="ladder__bytes">{text}</code> });
    view! {
        <li class="ladder__rung ladder__rung--passed">
            <Icon shape=Door::Open class="ladder__mark"/>
            {question(check.rung, "passed")}
            <p class="ladder__detail">{check.detail.clone()}<Section section=check.section.clone()/></p>
            {bytes}
        </li>
    }
}

fn stopped(check: &Check, exchange: &Exchange, remedy: Option<Children>) -> impl IntoView + use<> {
    let bytes = bytes(check, exchange).map(|text| view! { <code class="ladder__bytes">{text}</code> });
    let section = check.section.clone();
    let (beside_detail, would_pass) = if check.would_pass.is_empty() {
        (section, None)
    } else {
        let text = format!(" {}", check.would_pass);
        let pass = view! {
            <p class="ladder__pass"><strong>"What would pass:"</strong>{text}<Section section/></p>
        };
        (String::new(), Some(pass))
    };
    view! {
        <li class=format!("ladder__rung ladder__rung--stopped {}", tone(exchange.status))>
            <Icon shape=Door::of(exchange.status) class="ladder__mark"/>
            {question(check.rung, "stopped here")}
            <p class="ladder__detail">{check.detail.clone()}<Section section=beside_detail/></p>
            {bytes}
            {would_pass}
            {remedy.map(|remedy| remedy())}
        </li>
    }
}

fn not_reached(ahead: &[Rung]) -> impl IntoView + use<> {
    let (shown, folded) = ahead.split_at(ahead.len().min(AHEAD_SHOWN));
    let shown = shown.iter().map(|rung| {
        view! {
            <li class="ladder__rung ladder__rung--ahead">
                <Icon shape=Shape::NotReached class="ladder__mark"/>
                {question(*rung, "not reached")}
            </li>
        }
    });
    let shown = shown.collect_view();
    let folded = (!folded.is_empty()).then(|| {
        let summary = match folded.len() {
            1 => "1 more question was not reached".to_owned(),
            count => format!("{count} more questions were not reached"),
        };
        let questions = folded.iter().map(|rung| view! { <li>{rung.question()}</li> });
        view! {
            <li class="ladder__rung ladder__rung--ahead">
                <Icon shape=Shape::NotReached class="ladder__mark"/>
                <details class="ladder__more">
                    <summary>{summary}</summary>
                    <ul role="list">{questions.collect_view()}</ul>
                </details>
            </li>
        }
    });
    view! { {shown}{folded} }
}

fn question(rung: Rung, verdict: &'static str) -> impl IntoView {
    let question = format!("{} ", rung.question());
    view! { <p class="ladder__question">{question}<span class="ladder__verdict">{verdict}</span></p> }
}

/// The bytes a check looked at, fit to be shown; `None` where there were none.
fn bytes(check: &Check, exchange: &Exchange) -> Option<String> {
    let text = exchange.bytes_at(check.looked_at?)?;
    (!text.is_empty()).then(|| visible::lines(text))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::wrong_password;
    use super::*;

    #[test]
    fn the_ladder_shows_what_was_asked_and_what_lies_ahead() {
        let exchange = wrong_password();
        let html = view! { <LadderView exchange><p>"remedy"</p></LadderView> }.to_html();
        let count = |class: &str| html.matches(class).count();
        assert_eq!(count("ladder__rung--passed"), 2, "{html}");
        assert_eq!(count("ladder__rung--stopped tone-401"), 1, "{html}");
        // In time, not revoked, right audience; then the fold.
        assert_eq!(count("ladder__rung--ahead"), AHEAD_SHOWN + 1, "{html}");
        assert!(html.contains("6 more questions were not reached"), "{html}");
        assert_eq!(count("<code class=\"ladder__bytes\">YWxpY2U6b29wcw==</code>"), 3, "{html}");
        assert!(html.contains("<strong>What would pass:</strong> The right password."), "{html}");
        assert_eq!(count("<p>remedy</p>"), 1, "{html}");
        assert!(!html.contains(Rung::Decodable.question()), "not asked before the stop: {html}");
    }

    #[test]
    fn an_open_door_leaves_nothing_ahead() {
        let mut exchange = wrong_password();
        exchange.checks.pop();
        let html = view! { <LadderView exchange/> }.to_html();
        assert!(!html.contains("ladder__rung--ahead"), "{html}");
    }

    #[test]
    fn without_questions_there_is_a_sentence() {
        let mut exchange = wrong_password();
        exchange.checks.clear();
        assert!(view! { <LadderView exchange/> }.to_html().contains("no questions"));
    }
}
