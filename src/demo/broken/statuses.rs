//! Exhibits that find out what is wrong, and then send another status than the one that says so.

use serde_json::json;

use super::super::{Knock, Reply, basic, role};
use crate::auth::authorization;
use crate::auth::basic::{SCHEME, challenge};
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

pub(super) fn wrong_is_403(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let realm = knock.realm("broken/wrong-is-403");
    basic_door(knock, &realm, ladder).map_err(|refusal| {
        if refusal.reason != Reason::WrongCredentials {
            return refusal;
        }
        ladder.explain("This exhibit answers 403, as if they were right and not enough.");
        Refusal { reason: Reason::WrongButForbidden, challenges: Vec::new(), ..refusal }
    })
}

pub(super) fn wrong_is_200(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let realm = knock.realm("broken/wrong-is-200");
    basic_door(knock, &realm, ladder).or_else(|refusal| {
        if refusal.reason != Reason::WrongCredentials {
            return Err(refusal);
        }
        ladder.explain("This exhibit says so in the content, and the status says that all is well.");
        Ok(Reply::json(&json!({ "ok": false, "error": "The user name or the password is not right." })))
    })
}

/// These documents are there, for everybody.
const DOCUMENTS: [&str; 3] = ["1", "2", "3"];

pub(super) fn missing_is_403(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    ladder.pass(
        Rung::Protected,
        Finding::new("It is not: these documents are open to everybody.", "RFC 9110 11.4"),
    );
    let id = knock.query_value("id");
    let Some(id) = DOCUMENTS.iter().find(|known| id.as_deref() == Some(**known)) else {
        let detail = "There is nothing here with this number, and this exhibit calls that forbidden.";
        let finding = Finding::new(detail, "RFC 9110 15.5.5").remedy("A number from 1 to 3, such as id=1.");
        return Err(ladder.stop(Rung::Handler, Reason::MissingButForbidden, finding.at(Evidence::Target)));
    };
    let finding = Finding::new("The document is there.", "RFC 9110 15.3.1");
    ladder.pass(Rung::Handler, finding.at(Evidence::Target));
    Ok(Reply::json(&json!({ "document": { "title": format!("Document {id}") } })))
}

pub(super) fn role_before_identity(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    if !knock.authorization().is_empty() {
        return role::open(knock, &knock.realm("broken/role-before-identity"), ladder);
    }
    ladder.pass(Rung::Protected, Finding::new("It is: this door is for admins.", "RFC 9110 11.4"));
    let detail = "This door needs the role admin, and this exhibit says no before it knows who you are.";
    let finding = Finding::new(detail, "RFC 9110 11.4")
        .remedy("Basic credentials of bob, without being asked for them.");
    Err(ladder.stop(Rung::Role, Reason::RoleOfNobody, finding))
}

/// Compares the scheme letter by letter, which RFC 9110 11.1 forbids.
pub(super) fn case_sensitive_scheme(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let realm = knock.realm("broken/case-sensitive-scheme");
    let values = knock.authorization();
    let is_basic = authorization::only(values.iter().copied(), SCHEME).is_some();
    if !is_basic || values[0].starts_with(SCHEME.as_bytes()) {
        return basic_door(knock, &realm, ladder);
    }
    basic::protected(ladder);
    let credentials = authorization::read(&values, SCHEME, ladder)?;
    let name = values[0][..credentials.offset].trim_ascii_end().len();
    let detail =
        "The scheme is spelled in another case than Basic, and this exhibit compares letter by letter.";
    let finding = Finding::new(detail, "RFC 9110 11.1").remedy("The very letters: Basic.");
    let finding = finding.at(Evidence::within(authorization::FIELD, 0..name));
    let refusal = ladder.stop(Rung::SchemeOffered, Reason::SchemeInOtherCase, finding);
    Err(refusal.challenged_by(challenge(&realm)))
}

fn basic_door(knock: &Knock<'_>, realm: &str, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let account = basic::gate(knock, realm, ladder)?;
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Ok(Reply::authenticated(account, SCHEME))
}
