//! `forbidden/sticky/`: a 403 that may be kept for a minute. Access is granted, and the browser still shows the old no.

use serde_json::json;

use super::{Knock, Reply, login};
use crate::labs::LabId;
use crate::model::{Finding, Ladder, Reason, Refusal, Rung};

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    ladder.pass(
        Rung::Protected,
        Finding::new("It is: it opens once access was granted to this lab.", "RFC 9110 15.5.4"),
    );
    if !knock.lab.memory().is_granted {
        let refusal = ladder.stop(
            Rung::Owner,
            Reason::NotGranted,
            Finding::new(
                "Access was not granted when this was sent. A copy may be shown for 60 seconds, even if it is granted now.",
                "RFC 9111 4.2",
            )
            .remedy("POST forbidden/sticky/grant in a lab of your own, and then a request that no cache answers."),
        );
        // RFC 9111 3: with a lifetime, even a 403 may be stored.
        // RFC 9110 12.5.5: a browser's page must not answer a script.
        return Err(refusal.with("cache-control", "private, max-age=60").with("vary", "Accept"));
    }
    ladder.pass(Rung::Owner, Finding::new("Access was granted to this lab.", "RFC 9110 15.5.4"));
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Ok(Reply::json(&json!({ "authenticated": false, "granted": true })))
}

/// Grants access. It has an address of its own, because a cache forgets what it keeps of an address
/// that a POST went to (RFC 9111 4.4), and whoever grants access does so elsewhere.
pub(super) fn grant(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    ladder.pass(
        Rung::Protected,
        Finding::new("It is: only a lab of one's own can be granted access.", "RFC 9110 11.4"),
    );
    login::require_same_origin(knock, ladder)?;
    if knock.lab.id == LabId::demo() {
        return Err(ladder.stop(
            Rung::Owner,
            Reason::SharedLab,
            Finding::new("Everybody shares the demo, so nobody can open it for all.", "RFC 9110 15.5.4")
                .remedy("The same in a lab of your own, which POST /api/labs gives you."),
        ));
    }
    knock.lab.memory().is_granted = true;
    ladder.pass(Rung::Owner, Finding::new("It is your own lab.", "RFC 9110 15.5.4"));
    ladder.pass(Rung::Handler, Finding::new("Access is granted from now on.", "RFC 9110 15.3.1"));
    Ok(Reply::json(&json!({
        "granted": true,
        "notice": "A browser that was refused a moment ago may go on showing its copy of the 403 until that is 60 seconds old.",
    })))
}
