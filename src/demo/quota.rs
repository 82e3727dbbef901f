//! `forbidden/quota/`: too often, told in two ways. 403 with GitHub's fields, and 429, the code made for it (RFC 6585 4).

use axum::http::header::HeaderName;
use axum::http::{HeaderValue, Method};
use serde_json::json;

use super::{Knock, Reply};
use crate::labs::quota::{LIMIT, Quota, Standing};
use crate::model::{Finding, Ladder, Reason, Refusal, Rung};

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let choices = [("403", Reason::QuotaSpent), ("429", Reason::TooManyRequests)];
    let reason = knock.query_choice("style", &choices, ladder)?;
    let is_spent = knock.query_switch("spent", ladder)?;
    ladder.pass(
        Rung::Protected,
        Finding::new("It is: three knocks in 30 seconds, whoever you are.", "RFC 6585 4"),
    );
    let standing = if is_spent { Quota::spent(knock.now).knock(knock.now) } else { count(knock) };
    // GitHub tells these with every answer; there is no standard for them.
    let fields = match reason {
        Reason::QuotaSpent => vec![
            ("x-ratelimit-limit", LIMIT.to_string()),
            ("x-ratelimit-remaining", standing.remaining.to_string()),
            ("x-ratelimit-reset", standing.resets.to_string()),
        ],
        _ => Vec::new(),
    };
    if !standing.is_within {
        let seconds = standing.resets - knock.now;
        let refusal = ladder.stop(
            Rung::NetworkRule,
            reason,
            Finding::new(detail(reason), "RFC 6585 4")
                .remedy(format!("The same request, {seconds} seconds later.")),
        );
        let refusal = refusal.with("retry-after", seconds.to_string());
        return Err(fields.into_iter().fold(refusal, |refusal, (name, value)| refusal.with(name, value)));
    }
    ladder.pass(Rung::NetworkRule, Finding::new("Three knocks in 30 seconds are not used up.", "RFC 6585 4"));
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    let reply =
        Reply::json(&json!({ "authenticated": false, "limit": LIMIT, "remaining": standing.remaining }));
    Ok(fields.into_iter().fold(reply, |reply, (name, value)| {
        reply.with(HeaderName::from_static(name), HeaderValue::try_from(value).expect("digits"))
    }))
}

/// What this knock finds. HEAD is told what GET would be, and costs nothing.
fn count(knock: &Knock<'_>) -> Standing {
    let mut memory = knock.lab.memory();
    if knock.method == Method::HEAD {
        { memory.quota }.knock(knock.now)
    } else {
        memory.quota.knock(knock.now)
    }
}

fn detail(reason: Reason) -> &'static str {
    match reason {
        Reason::QuotaSpent => {
            "Three knocks in 30 seconds are used up. This 403 is a limit in disguise: wait, a login changes nothing."
        }
        _ => "Three knocks in 30 seconds are used up. Wait as long as Retry-After says.",
    }
}
