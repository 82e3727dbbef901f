//! `forbidden/signed/`: a link that opens by itself until it expires. Whoever holds it may come in, so nobody is asked for a name.

use serde_json::json;

use super::form::Form;
use super::{Knock, Reply};
use crate::labs::keys::Purpose;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

const LIFETIME_SECONDS: i64 = 60;

/// Signs a link. Anybody may ask, because everybody here plays every part.
pub(super) fn link(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let form = Form::read(knock, ladder)?;
    // A link may live so long, or have ended so long ago, at most.
    let max = knock.lab.bounds.lifetimes.token_max_seconds;
    let lifetime = match form.get("lifetime").filter(|text| !text.is_empty()) {
        None => Some(LIFETIME_SECONDS),
        Some(text) => text.parse().ok().filter(|seconds| (-max..=max).contains(seconds)),
    };
    let Some(lifetime) = lifetime else {
        return Err(ladder.stop(
            Rung::Door,
            Reason::InvalidParameter,
            Finding::new(
                format!("The parameter lifetime takes seconds from -{max} to {max}."),
                "RFC 9110 15.5.1",
            )
            .remedy("lifetime=60, or lifetime=-60 for a link that has expired.")
            .at(Evidence::Body),
        ));
    };
    ladder.pass(
        Rung::Protected,
        Finding::new("It is not: this address plays the part of who grants access.", "RFC 9110 11.4"),
    );
    ladder.pass(Rung::Handler, Finding::new("A link is signed.", "RFC 9110 15.3.1"));
    let expires = knock.now + lifetime;
    let sealed = knock.keys.seal(Purpose::SignedLink, &signed_text(knock, &format!("expires={expires}")));
    let signature = sealed.rsplit_once('.').map_or("", |(_, signature)| signature);
    let query = format!("expires={expires}&signature={signature}");
    Ok(Reply::json(&json!({
        "link": format!("{}{}forbidden/signed/?{query}", knock.origin, knock.base),
        "query": query,
        "expires": expires,
        "expires_in": lifetime.max(0),
    })))
}

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    ladder.pass(
        Rung::Protected,
        Finding::new("It is: by a signature in the address, so nobody is asked for a name.", "RFC 9110 11.4"),
    );
    let (mut signatures, mut rest) = (Vec::new(), Vec::new());
    for pair in knock.query.split('&') {
        match pair.strip_prefix("signature=") {
            Some(signature) => signatures.push(signature),
            None => rest.push(pair),
        }
    }
    let signed = rest.join("&");
    let refuse = |rung, reason, detail: &'static str, ladder: &mut Ladder| {
        ladder.stop(
            rung,
            reason,
            Finding::new(detail, "RFC 9110 15.5.4")
                .remedy("A new link from POST forbidden/signed/link, with not a character changed.")
                .at(Evidence::Target),
        )
    };
    let [signature] = signatures[..] else {
        return Err(refuse(
            Rung::CredentialsPresent,
            Reason::MissingSignature,
            "The address needs exactly one signature.",
            ladder,
        ));
    };
    ladder.pass(
        Rung::CredentialsPresent,
        Finding::new("The address has a signature.", "RFC 9110 11.4").at(Evidence::Target),
    );
    let sealed = format!("{}.{}", signed_text(knock, &signed), signature);
    let is_ours = knock.keys.unseal(Purpose::SignedLink, &sealed).is_some();
    // What is ours was written here, so there is a time in it.
    let expires = signed.strip_prefix("expires=").and_then(|text| text.parse().ok()).filter(|_| is_ours);
    let Some(expires): Option<i64> = expires else {
        return Err(refuse(
            Rung::KnownIdentity,
            Reason::AlteredLink,
            "The signature does not fit the rest of the address: one of the two was changed, or another lab signed it.",
            ladder,
        ));
    };
    ladder.pass(
        Rung::KnownIdentity,
        Finding::new("The signature is ours, and fits every character before it.", "RFC 2104 2")
            .at(Evidence::Target),
    );
    if knock.now >= expires {
        return Err(refuse(
            Rung::InTime,
            Reason::ExpiredLink,
            "The link is genuine, and has expired.",
            ladder,
        ));
    }
    ladder.pass(
        Rung::InTime,
        Finding::new("The link has not expired.", "RFC 9110 15.5.4").at(Evidence::Target),
    );
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Ok(Reply::json(&json!({ "authenticated": false, "expires_in": expires - knock.now })))
}

/// What is signed: the lab, so that no lab opens another's door, and the query.
fn signed_text(knock: &Knock<'_>, query: &str) -> String {
    format!("{}\n{query}", knock.lab.id)
}
