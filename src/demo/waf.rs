//! `forbidden/waf/`: a filter in front of the door looks for patterns, and refuses with a page that says nothing but a number.

use super::{Knock, Reply};
use crate::error;
use crate::labs::id::random_text;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

const REQUEST_ID_CHARACTERS: usize = 12;

/// What the filter looks for, in lower case, with the words for it.
const PATTERNS: [(&str, &str); 3] = [
    ("<script", "the beginning of a script tag"),
    ("union select", "the words union select"),
    ("../", "the way to a parent folder"),
];

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let text = knock.query_value("q").unwrap_or_default().to_lowercase();
    if let Some((_, words)) = PATTERNS.iter().find(|(pattern, _)| text.contains(pattern)) {
        let refusal = ladder.stop(
            Rung::Door,
            Reason::FirewallRule,
            Finding::new(
                format!(
                    "A filter in front of the door found {words} in q. The visitor is only told a request id."
                ),
                "RFC 9110 15.5.4",
            )
            .remedy("The same question in other words.")
            .at(Evidence::Target),
        );
        return Ok(blocked(knock, &refusal));
    }
    ladder.pass(
        Rung::Protected,
        Finding::new("It is not: only the filter in front has a look.", "RFC 9110 15.5.4"),
    );
    ladder.pass(Rung::Handler, Finding::new("The filter found none of its patterns.", "RFC 9110 15.3.1"));
    Ok(Reply::json(&serde_json::json!({ "authenticated": false, "results": [] })))
}

/// What such filters show. In a lab the request id is the exchange's, so its owner can look it up.
fn blocked(knock: &Knock<'_>, refusal: &Refusal) -> Reply {
    let id = knock.id.map_or_else(|| random_text(REQUEST_ID_CHARACTERS), str::to_owned);
    let sentences = format!(
        "<p>Something in your request looks like an attack.\n\
         <p>If it is none, tell the owner of this site, with this number.\n\
         <p>Request id: {id}"
    );
    Reply::page(error::status(refusal.reason), error::title(refusal.reason), &sentences)
}
