//! `forbidden/documents/{id}/`: only the owner may read. With `hide=1` a document of somebody else's
//! is answered with the very bytes of a missing one (RFC 9110 15.5.4).

use serde_json::json;

use super::{Knock, Reply, basic};
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

const NOTHING_HERE: &str = "There is no document with this number, or none that you may know of.";

/// Whose document it is.
fn owner(id: &str) -> Option<&'static str> {
    match id.parse::<u8>().ok().filter(|number| number.to_string() == id)? {
        1..=5 => Some("alice"),
        6..=9 => Some("bob"),
        _ => None,
    }
}

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let hide = knock.query_switch("hide", ladder)?;
    let account = basic::gate(knock, &knock.realm("forbidden/documents"), ladder)?;
    let id = knock.params.get("id").unwrap_or_default();
    let Some(owner) = owner(id) else {
        let refusal = ladder.stop(
            Rung::Handler,
            Reason::NoSuchDocument,
            Finding::new("There is no document with this number.", "RFC 9110 15.5.5")
                .remedy("A number from 1 to 9.")
                .at(Evidence::Target),
        );
        return Err(refusal.saying(NOTHING_HERE));
    };
    if owner != account.user {
        let (reason, detail) = if hide {
            (
                Reason::Hidden,
                format!("The document is {owner}'s. With hide=1 the server does not admit that it exists."),
            )
        } else {
            (Reason::NotYours, format!("{} is known, but the document is {owner}'s.", account.user))
        };
        let refusal = ladder.stop(
            Rung::Owner,
            reason,
            Finding::new(detail, "RFC 9110 15.5.4")
                .remedy(format!("The credentials of {owner}, or a document of your own."))
                .at(Evidence::Target),
        );
        return Err(if hide { refusal.saying(NOTHING_HERE) } else { refusal });
    }
    ladder.pass(
        Rung::Owner,
        Finding::new(format!("The document is {owner}'s."), "RFC 9110 15.5.4").at(Evidence::Target),
    );
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Ok(Reply::json(&json!({
        "authenticated": true,
        "user": account.user,
        "scheme": crate::auth::basic::SCHEME,
        "document": { "owner": owner, "title": format!("Document {}", id) },
    })))
}
