//! What the Bearer scheme says to every kind of credentials: a table of its refusals.
#![allow(clippy::needless_pass_by_value, reason = "a table row is used up by its test")]

use super::*;

fn claims() -> Claims {
    Claims {
        iss: "us".into(),
        sub: "alice".into(),
        aud: "here".into(),
        exp: 200,
        nbf: 100,
        iat: 100,
        jti: "1".into(),
        scope: "profile reports:read".into(),
        acr: String::new(),
        auth_time: 100,
    }
}

fn refused(
    values: &[&[u8]],
    query: Option<&str>,
    now: i64,
    opened: Result<Claims, TokenFault>,
) -> Option<(Reason, String)> {
    let open = |_: &str| opened.clone();
    let policy = Policy {
        realm: "r",
        issuer: "us",
        audience: "here",
        now,
        open: &open,
        is_revoked: &|claims| claims.jti == "revoked",
    };
    verify(values, query, &policy, &mut Ladder::default())
        .err()
        .map(|refusal| (refusal.reason, refusal.challenges.concat()))
}

#[test]
fn each_way_to_fail_has_its_own_reason_and_its_challenge() {
    let good: &[&[u8]] = &[b"Bearer t"];
    let with = |change: fn(&mut Claims)| {
        let mut claims = claims();
        change(&mut claims);
        Ok(claims)
    };
    let cases = [
        (&[][..], None, 150, Ok(claims()), Reason::NoCredentials, ""),
        (&[b"Basic YQ==".as_slice()], None, 150, Ok(claims()), Reason::OtherScheme, ""),
        (&[b"Bearer".as_slice()], None, 150, Ok(claims()), Reason::MissingToken, "invalid_request"),
        (good, Some("t"), 150, Ok(claims()), Reason::TokenTwice, "invalid_request"),
        (
            &[b"Bearer t".as_slice(), b"Bearer t"],
            None,
            150,
            Ok(claims()),
            Reason::RepeatedCredentials,
            "invalid_request",
        ),
        (good, None, 150, Err(TokenFault::NotAToken), Reason::NotAToken, "invalid_token"),
        (good, None, 150, Err(TokenFault::UnacceptedAlgorithm), Reason::UnacceptedAlgorithm, "invalid_token"),
        (good, None, 150, Err(TokenFault::ForeignSignature), Reason::ForeignSignature, "invalid_token"),
        (good, None, 150, with(|c| c.iss = "them".into()), Reason::WrongIssuer, "invalid_token"),
        (good, None, 200, Ok(claims()), Reason::Expired, "invalid_token"),
        (good, None, 99, Ok(claims()), Reason::NotYetValid, "invalid_token"),
        (good, None, 150, with(|c| c.jti = "revoked".into()), Reason::Revoked, "invalid_token"),
        (good, None, 150, with(|c| c.aud = "there".into()), Reason::WrongAudience, "invalid_token"),
    ];
    let mut descriptions = Vec::new();
    for (values, query, now, opened, reason, error) in cases {
        let (seen, challenge) = refused(values, query, now, opened).expect("a refusal");
        assert_eq!(seen, reason);
        if error.is_empty() {
            assert_eq!(challenge, "Bearer realm=\"r\"");
        } else {
            assert!(
                challenge
                    .starts_with(&format!("Bearer realm=\"r\", error=\"{error}\", error_description=\"")),
                "{challenge}"
            );
            assert!(!descriptions.contains(&challenge), "not its own description: {challenge}");
            descriptions.push(challenge);
        }
    }
    assert_eq!(refused(&[b"bEaReR t"], None, 199, Ok(claims())), None);
}

#[test]
fn a_scope_is_a_whole_word() {
    let mut claims = claims();
    for (granted, expected) in
        [("reports:read", true), ("reports:readall", false), ("REPORTS:READ", false), ("", false)]
    {
        claims.scope = granted.into();
        assert_eq!(claims.grants("reports:read"), expected, "{granted}");
    }
}
