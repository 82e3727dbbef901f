//! The cases of the doors that ask for a token.

use base64ct::{Base64UrlUnpadded, Encoding};
use knock::model::Reason;

use super::Doors;
use super::cases::{Asks, Case, case};

/// Everything that a Bearer gate refuses, at one door; each token is made for this copy of the doors.
pub(super) async fn refused_by_bearer(doors: &Doors<'_>, path: &str, realm: &'static str) -> Vec<Case> {
    let good = doors.token(&[]).await;
    let revoked = doors.token(&[]).await;
    assert_eq!(doors.post("token/revoke", &[("token", &revoked)]).await.status, 200);
    let (head, rest) = good.split_once('.').expect("three parts");
    let (claims, signature) = rest.split_once('.').expect("three parts");
    let altered = if let Some(rest) = signature.strip_prefix('A') {
        format!("B{rest}")
    } else {
        format!("A{}", &signature[1..])
    };
    let alg = |name: &str| first_part(&format!("{{\"alg\":\"{name}\",\"typ\":\"JWT\"}}"));
    let lab_of_another = crate::support::shared().lab().await;
    let elsewhere = Doors::of(&lab_of_another).token(&[]).await;
    let refused: &[(&str, String, Reason)] = &[
        ("no token at all", "not-a-token".into(), Reason::NotAToken),
        ("two parts", format!("{head}.{claims}"), Reason::NotAToken),
        ("four parts", format!("{good}.x"), Reason::NotAToken),
        ("three parts that are no JWT", "a.b.c".into(), Reason::NotAToken),
        ("two tokens", format!("{good} {good}"), Reason::NotAToken),
        ("alg none", format!("{}.{claims}.", alg("none")), Reason::UnacceptedAlgorithm),
        (
            "alg none with the signature",
            format!("{}.{claims}.{signature}", alg("none")),
            Reason::UnacceptedAlgorithm,
        ),
        ("alg HS512", format!("{}.{claims}.{signature}", alg("HS512")), Reason::UnacceptedAlgorithm),
        ("alg in lower case", format!("{}.{claims}.{signature}", alg("hs256")), Reason::UnacceptedAlgorithm),
        ("no alg", format!("{}.{claims}.{signature}", first_part("{}")), Reason::UnacceptedAlgorithm),
        ("an altered signature", format!("{head}.{claims}.{altered}"), Reason::ForeignSignature),
        ("no signature", format!("{head}.{claims}."), Reason::ForeignSignature),
        ("a signature from elsewhere", elsewhere, Reason::ForeignSignature),
        ("somebody else's key", doors.token(&[("key", "other")]).await, Reason::ForeignSignature),
        ("another issuer", doors.token(&[("iss", "somebody")]).await, Reason::WrongIssuer),
        ("expired", doors.token(&[("ttl", "-60")]).await, Reason::Expired),
        ("expired this very second", doors.token(&[("ttl", "0")]).await, Reason::Expired),
        ("not yet valid", doors.token(&[("not_before", "3600")]).await, Reason::NotYetValid),
        ("revoked", revoked, Reason::Revoked),
        ("meant for another door", doors.token(&[("aud", "somewhere-else")]).await, Reason::WrongAudience),
    ];
    let mut cases: Vec<Case> = refused
        .iter()
        .map(|(name, token, reason)| {
            let line = format!("Authorization: Bearer {token}");
            case(path, name, &[&line], Some(*reason), Asks::BearerError(realm, "invalid_token"))
        })
        .collect();
    let line = format!("Authorization: Bearer {good}");
    let with_query = format!("{path}?access_token={good}");
    let nothing_to_judge: &[(&str, &str, &[&str], Reason)] = &[
        (path, "nobody", &[], Reason::NoCredentials),
        (path, "another scheme", &["Authorization: Basic YWxpY2U6d29uZGVybGFuZA=="], Reason::OtherScheme),
        (path, "the bare token", &[&line.replace("Bearer ", "")], Reason::OtherScheme),
        (path, "a quoted scheme", &["Authorization: \"Bearer\" x"], Reason::MalformedCredentials),
        (
            &with_query,
            "another scheme, and a token in the query",
            &["Authorization: Basic YWxpY2U6d29uZGVybGFuZA=="],
            Reason::OtherScheme,
        ),
        (&with_query, "a token in the query alone", &[], Reason::NoCredentials),
    ];
    for (path, name, fields, reason) in nothing_to_judge {
        cases.push(case(path, name, fields, Some(*reason), Asks::Bearer(realm)));
    }
    let malformed: &[(&str, &str, &[&str], Reason)] = &[
        (path, "the scheme alone", &["Authorization: Bearer"], Reason::MissingToken),
        (path, "the scheme and spaces", &["Authorization: Bearer   "], Reason::MissingToken),
        (&with_query, "in the header and in the query", &[&line], Reason::TokenTwice),
        (path, "two lines", &[&line, &line], Reason::RepeatedCredentials),
    ];
    for (path, name, fields, reason) in malformed {
        cases.push(case(path, name, fields, Some(*reason), Asks::BearerError(realm, "invalid_request")));
    }
    cases
}

/// A JWT's first part.
fn first_part(json: &str) -> String {
    Base64UrlUnpadded::encode_string(json.as_bytes())
}

pub(super) async fn all(doors: &Doors<'_>) -> Vec<Case> {
    let mut cases = Vec::new();
    for (path, realm) in [
        ("bearer/", "bearer"),
        ("bearer-scope/", "bearer-scope"),
        ("bearer-stepup/", "bearer-stepup"),
        ("bearer-discovery/", "bearer-discovery"),
    ] {
        cases.extend(refused_by_bearer(doors, path, realm).await);
    }
    let accepted = [
        ("bearer/", "alice", vec![]),
        ("bearer/", "zoë", vec![("sub", "zoë")]),
        ("bearer/", "an audience that is this lab", vec![("aud", doors.name.as_str())]),
        ("bearer-scope/", "the scope", vec![("scope", "reports:read")]),
        ("bearer-scope/", "the scope among others", vec![("scope", "profile reports:read email")]),
        ("bearer-stepup/", "a strong login", vec![("acr", "urn:knock:mfa")]),
        ("bearer-discovery/", "alice", vec![]),
    ];
    for (path, name, fields) in accepted {
        let line = format!("Authorization: bEARER  {}", doors.token(&fields).await);
        cases.push(case(path, name, &[&line], None, Asks::Nothing));
    }
    for (name, fields, reason) in [
        ("a weak login", vec![], Reason::WeakLogin),
        ("an old login", vec![("acr", "urn:knock:mfa"), ("auth_age", "90")], Reason::OldLogin),
    ] {
        let line = format!("Authorization: Bearer {}", doors.token(&fields).await);
        cases.push(case("bearer-stepup/", name, &[&line], Some(reason), Asks::StepUp));
    }
    for scope in ["", "profile", "reports:readall", "REPORTS:READ", "reports:write read"] {
        let line = format!("Authorization: Bearer {}", doors.token(&[("scope", scope)]).await);
        let name = format!("the scope `{scope}`");
        cases.push(case(
            "bearer-scope/",
            &name,
            &[&line],
            Some(Reason::MissingScope),
            Asks::Scope("bearer-scope"),
        ));
    }
    cases
}
