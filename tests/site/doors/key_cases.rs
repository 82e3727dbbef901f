//! The cases of the doors beside the two great schemes: API keys, the hidden door, and the one that is open to everybody.

use base64ct::{Base64UrlUnpadded, Encoding};
use knock::model::Reason;

use super::cases::{Asks, Case, case};
use super::{Doors, basic_line};

fn api_key() -> Vec<Case> {
    let refused: &[(&str, &[&str], Reason)] = &[
        ("", &[], Reason::NoKey),
        ("", &["Authorization: Bearer live_bob_admin"], Reason::NoKey),
        ("", &["Authorization: ApiKey live_bob_admin"], Reason::NoKey),
        ("", &["X-Api-Keys: live_bob_admin"], Reason::NoKey),
        ("", &["Api-Key: live_bob_admin"], Reason::NoKey),
        ("?api_key=live_bob_admin", &[], Reason::NoKey),
        ("?X-API-Key=live_bob_admin", &[], Reason::NoKey),
        ("", &["X-API-Key:"], Reason::UnknownKey),
        ("", &["X-API-Key: live_mallory"], Reason::UnknownKey),
        ("", &["X-API-Key: live_bob_admi"], Reason::UnknownKey),
        ("", &["X-API-Key: live_bob_adminx"], Reason::UnknownKey),
        ("", &["X-API-Key: LIVE_BOB_ADMIN"], Reason::UnknownKey),
        ("", &["X-API-Key: \"live_bob_admin\""], Reason::UnknownKey),
        ("", &["X-API-Key: Bearer live_bob_admin"], Reason::UnknownKey),
        ("", &["X-API-Key: live_bob_admin, live_bob_admin"], Reason::UnknownKey),
        ("", &["X-API-Key: revoked_alice"], Reason::RevokedKey),
        ("", &["X-API-Key: test_alice"], Reason::TestKey),
        ("", &["X-API-Key: live_bob_admin", "x-api-key: live_bob_admin"], Reason::RepeatedCredentials),
    ];
    let mut cases: Vec<Case> = refused
        .iter()
        .map(|(query, fields, reason)| {
            let path = format!("api-key/{query}");
            case(&path, &format!("{fields:?}"), fields, Some(*reason), Asks::Key)
        })
        .collect();
    cases.extend([
        case(
            "api-key/",
            "known, but no admin's",
            &["X-API-Key: live_alice_reader"],
            Some(Reason::MissingRole),
            Asks::Nothing,
        ),
        case("api-key/", "an admin's", &["X-API-Key: live_bob_admin"], None, Asks::Nothing),
        case("api-key/", "the name in any case", &["x-aPi-kEy:  live_bob_admin "], None, Asks::Nothing),
        case(
            "api-key/?key=wrong",
            "beside other credentials, which nobody reads",
            &["X-API-Key: live_bob_admin", "Authorization: Basic nonsense"],
            None,
            Asks::Nothing,
        ),
    ]);
    cases
}

fn hidden() -> Vec<Case> {
    let refused: &[&[&str]] = &[
        &[],
        &["Authorization: Bearer abc"],
        &["Authorization: Basic"],
        &["Authorization: Basic %%%"],
        &["Authorization: Basic YWxpY2U="],
        &["Authorization: Basic YWxpY2U6d3Jvbmc="],
        &["Authorization: YWxpY2U6d29uZGVybGFuZA=="],
        &["Authorization: Basic YTpi", "Authorization: Basic YTpi"],
    ];
    let refused = refused.iter().map(|fields| {
        case("basic-hidden/", &format!("{fields:?}"), fields, Some(Reason::HiddenDoor), Asks::Nothing)
    });
    let alice = basic_line("alice", "wonderland");
    refused.chain([case("basic-hidden/", "alice, unasked", &[&alice], None, Asks::Nothing)]).collect()
}

async fn optional(doors: &Doors<'_>) -> Vec<Case> {
    let token = doors.token(&[]).await;
    let line = format!("Authorization: Bearer {token}");
    let expired = format!("Authorization: Bearer {}", doors.token(&[("ttl", "-60")]).await);
    let (_, rest) = token.split_once('.').expect("three parts");
    let unsigned = format!(
        "Authorization: Bearer {}.{rest}",
        Base64UrlUnpadded::encode_string(b"{\"alg\":\"none\",\"typ\":\"JWT\"}")
    );
    let asks = Asks::Bearer("optional");
    let invalid = |code| Asks::BearerError("optional", code);
    vec![
        case("optional/", "nobody", &[], None, asks.clone()),
        case(
            "optional/?access_token=x",
            "a token in the address counts for nothing",
            &[],
            None,
            asks.clone(),
        ),
        case("optional/", "a token", &[&line], None, Asks::Nothing),
        case("optional/", "expired", &[&expired], Some(Reason::Expired), invalid("invalid_token")),
        case(
            "optional/",
            "unsigned",
            &[&unsigned],
            Some(Reason::UnacceptedAlgorithm),
            invalid("invalid_token"),
        ),
        case(
            "optional/",
            "the scheme alone",
            &["Authorization: Bearer"],
            Some(Reason::MissingToken),
            invalid("invalid_request"),
        ),
        case(
            "optional/",
            "two lines",
            &[&line, &line],
            Some(Reason::RepeatedCredentials),
            invalid("invalid_request"),
        ),
        case("optional/", "another scheme", &["Authorization: Basic YTpi"], Some(Reason::OtherScheme), asks),
    ]
}

pub(super) async fn all(doors: &Doors<'_>) -> Vec<Case> {
    let mut cases = [api_key(), hidden()].concat();
    cases.extend(optional(doors).await);
    cases
}
