//! The table: every door, every way to be let in or refused, with the reason, the status and the challenge.
//! Several tests walk it; each looks at something else.

use knock::error;
use knock::model::{Problem, Reason};

use super::{Doors, basic_line};
use crate::support::Answer;

/// The challenge that an answer must carry, on a line of its own.
#[derive(Clone, Debug)]
pub(super) enum Asks {
    Nothing,
    Basic(&'static str),
    Bearer(&'static str),
    /// With an error code of RFC 6750 3.1 and the problem's own sentence.
    BearerError(&'static str, &'static str),
    Scope(&'static str),
}

/// One request and what must come of it.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub name: String,
    pub path: String,
    pub fields: Vec<String>,
    /// `None` when the door opens.
    pub reason: Option<Reason>,
    pub asks: Asks,
}

impl Case {
    pub(super) fn status(&self) -> u16 {
        self.reason.map_or(200, |reason| error::status(reason).as_u16())
    }

    pub(super) async fn send(&self, doors: &Doors<'_>, more: &[&str]) -> Answer {
        let fields: Vec<&str> = self.fields.iter().map(String::as_str).chain(more.iter().copied()).collect();
        doors.knock("GET", &self.path, &fields).await
    }

    /// The challenge lines, spelled as on the wire.
    pub(super) fn challenges(&self, doors: &Doors<'_>, detail: &str) -> Vec<String> {
        let name = &doors.name;
        let line = match &self.asks {
            Asks::Nothing => return Vec::new(),
            Asks::Basic(realm) if realm.starts_with("Dialog ") => format!("Basic realm=\"{realm}\", charset=\"UTF-8\""),
            Asks::Basic(realm) => format!("Basic realm=\"{name}/{realm}\", charset=\"UTF-8\""),
            Asks::Bearer(realm) => format!("Bearer realm=\"{name}/{realm}\""),
            Asks::BearerError(realm, code) => {
                format!("Bearer realm=\"{name}/{realm}\", error=\"{code}\", error_description=\"{detail}\"")
            }
            Asks::Scope(realm) => format!(
                "Bearer realm=\"{name}/{realm}\", error=\"insufficient_scope\", scope=\"reports:read\", error_description=\"{detail}\""
            ),
        };
        vec![format!("WWW-Authenticate: {line}")]
    }

    pub(super) fn problem(&self, answer: &Answer) -> Option<Problem> {
        self.reason.map(|_| serde_json::from_slice(&answer.body).unwrap_or_else(|error| panic!("{error}: {self:?} {answer:?}")))
    }
}

fn case(path: &str, name: &str, fields: &[&str], reason: Option<Reason>, asks: Asks) -> Case {
    Case {
        name: format!("{path} {name}"),
        path: path.to_owned(),
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        reason,
        asks,
    }
}

/// Everything that the Basic gate refuses, at one door.
fn refused_by_basic(path: &str, realm: &'static str) -> Vec<Case> {
    let cases: &[(&str, &[&str], Reason)] = &[
        ("nobody", &[], Reason::NoCredentials),
        ("another scheme", &["Authorization: Bearer abc"], Reason::OtherScheme),
        ("a scheme that only begins so", &["Authorization: Basics YTpi"], Reason::OtherScheme),
        ("the scheme alone", &["Authorization: Basic"], Reason::UndecodableCredentials),
        ("not Base64", &["Authorization: Basic %%%"], Reason::UndecodableCredentials),
        ("Base64 of the other alphabet", &["Authorization: Basic YT8_Ojo-"], Reason::UndecodableCredentials),
        ("padding cut off", &["Authorization: Basic YWxpY2U6d29uZGVybGFuZA"], Reason::UndecodableCredentials),
        ("no colon", &["Authorization: Basic YWxpY2U="], Reason::UndecodableCredentials),
        ("the pair in clear", &["Authorization: Basic alice:wonderland"], Reason::UndecodableCredentials),
        ("a wrong password", &["Authorization: Basic YWxpY2U6d3Jvbmc="], Reason::WrongCredentials),
        ("a wrong user", &["Authorization: Basic bWFsbG9yeTp3b25kZXJsYW5k"], Reason::WrongCredentials),
        ("two accounts mixed", &["Authorization: Basic YWxpY2U6YnVpbGRlcg=="], Reason::WrongCredentials),
        ("a user in capitals", &["Authorization: Basic QUxJQ0U6d29uZGVybGFuZA=="], Reason::WrongCredentials),
        ("nobody's colon", &["Authorization: Basic Og=="], Reason::WrongCredentials),
        ("zoë in Latin-1", &["Authorization: Basic em/rOnDkc3N39nJk"], Reason::WrongCredentials),
        ("no scheme", &["Authorization: YWxpY2U6d29uZGVybGFuZA=="], Reason::MalformedCredentials),
        ("an empty field", &["Authorization:"], Reason::MalformedCredentials),
        ("a quoted scheme", &["Authorization: \"Basic\" YTpi"], Reason::MalformedCredentials),
        ("two lines", &["Authorization: Basic YTpi", "authorization: Basic YTpi"], Reason::RepeatedCredentials),
        (
            "two lines, both right",
            &["Authorization: Basic YWxpY2U6d29uZGVybGFuZA==", "Authorization: Basic YWxpY2U6d29uZGVybGFuZA=="],
            Reason::RepeatedCredentials,
        ),
    ];
    cases.iter().map(|(name, fields, reason)| case(path, name, fields, Some(*reason), Asks::Basic(realm))).collect()
}

fn basic() -> Vec<Case> {
    let mut cases = Vec::new();
    for (path, realm) in [
        ("basic/", "basic"),
        ("forbidden/role/", "forbidden/role"),
        ("forbidden/documents/1/", "forbidden/documents"),
        ("forbidden/documents/99/?hide=1", "forbidden/documents"),
        ("dialog/1/", "Dialog 1"),
    ] {
        cases.extend(refused_by_basic(path, realm));
    }
    let [alice, bob, carol, zoe] = [("alice", "wonderland"), ("bob", "builder"), ("carol", "looking-glass"), ("zoë", "pässwörd")]
        .map(|(user, password)| basic_line(user, password));
    let role = |name: &str, line: &String, reason| case("forbidden/role/", name, &[line], reason, Asks::Nothing);
    let document = |path: &str, name: &str, line: &String, reason| {
        case(&format!("forbidden/documents/{path}"), name, &[line], reason, Asks::Nothing)
    };
    cases.extend([
        case("basic/", "alice", &[&alice], None, Asks::Nothing),
        case("basic/", "bob", &[&bob], None, Asks::Nothing),
        case("basic/", "carol, who is suspended elsewhere", &[&carol], None, Asks::Nothing),
        case("basic/", "zoë", &[&zoe], None, Asks::Nothing),
        case("basic/", "a scheme in any case", &["aUTHORIZATION: bAsIc YWxpY2U6d29uZGVybGFuZA=="], None, Asks::Nothing),
        case("basic/", "several spaces", &["Authorization:    Basic    YWxpY2U6d29uZGVybGFuZA==  "], None, Asks::Nothing),
        role("alice", &alice, Some(Reason::MissingRole)),
        role("carol", &carol, Some(Reason::MissingRole)),
        role("zoë", &zoe, Some(Reason::MissingRole)),
        role("bob", &bob, None),
        document("1/", "alice", &alice, None),
        document("5/?hide=0", "alice", &alice, None),
        document("1/?hide=1", "alice", &alice, None),
        document("6/", "bob", &bob, None),
        document("9/?hide=1", "bob", &bob, None),
        document("6/", "alice", &alice, Some(Reason::NotYours)),
        document("9/?hide=0", "alice", &alice, Some(Reason::NotYours)),
        document("1/", "bob", &bob, Some(Reason::NotYours)),
        document("1/", "zoë", &zoe, Some(Reason::NotYours)),
        document("6/?hide=1", "alice", &alice, Some(Reason::Hidden)),
        document("1/?hide=1", "bob", &bob, Some(Reason::Hidden)),
        document("10/", "alice", &alice, Some(Reason::NoSuchDocument)),
        document("0/?hide=1", "alice", &alice, Some(Reason::NoSuchDocument)),
        document("01/", "alice", &alice, Some(Reason::NoSuchDocument)),
        document("-1/", "alice", &alice, Some(Reason::NoSuchDocument)),
        document("one/", "alice", &alice, Some(Reason::NoSuchDocument)),
        document("256/", "bob", &bob, Some(Reason::NoSuchDocument)),
        document("6/?hide=2", "alice", &alice, Some(Reason::InvalidParameter)),
        document("6/?hide=", "alice", &alice, Some(Reason::InvalidParameter)),
        document("6/?hide=true", "alice", &alice, Some(Reason::InvalidParameter)),
        case("dialog/1/", "alice", &[&alice], None, Asks::Nothing),
        case(&format!("dialog/{}/", "x".repeat(25)), "too long", &[], Some(Reason::NoSuchDoor), Asks::Nothing),
        case("dialog/a%22b/", "a quote", &[], Some(Reason::NoSuchDoor), Asks::Nothing),
        case("dialog/a\"b/", "a bare quote", &[], Some(Reason::NoSuchDoor), Asks::Nothing),
        case("nowhere/", "no door", &[&alice], Some(Reason::NoSuchDoor), Asks::Nothing),
        case("token", "not by GET", &[], Some(Reason::MethodNotAllowed), Asks::Nothing),
        case("", "the hall", &[], None, Asks::Nothing),
    ]);
    cases
}

/// Everything that a Bearer gate refuses, at one door; each token is made for this copy of the doors.
async fn refused_by_bearer(doors: &Doors<'_>, path: &str, realm: &'static str) -> Vec<Case> {
    let good = doors.token(&[]).await;
    let revoked = doors.token(&[]).await;
    assert_eq!(doors.post("token/revoke", &[("token", &revoked)]).await.status, 200);
    let (head, rest) = good.split_once('.').expect("three parts");
    let (claims, signature) = rest.split_once('.').expect("three parts");
    let altered = if let Some(rest) = signature.strip_prefix('A') { format!("B{rest}") } else { format!("A{}", &signature[1..]) };
    let alg = |name: &str| knock_header(&format!("{{\"alg\":\"{name}\",\"typ\":\"JWT\"}}"));
    let lab_of_another = super::super::support::shared().lab().await;
    let elsewhere = Doors::of(&lab_of_another).token(&[]).await;
    let refused: &[(&str, String, Reason)] = &[
        ("no token at all", "not-a-token".into(), Reason::NotAToken),
        ("two parts", format!("{head}.{claims}"), Reason::NotAToken),
        ("four parts", format!("{good}.x"), Reason::NotAToken),
        ("three parts that are no JWT", "a.b.c".into(), Reason::NotAToken),
        ("two tokens", format!("{good} {good}"), Reason::NotAToken),
        ("alg none", format!("{}.{claims}.", alg("none")), Reason::UnacceptedAlgorithm),
        ("alg none with the signature", format!("{}.{claims}.{signature}", alg("none")), Reason::UnacceptedAlgorithm),
        ("alg HS512", format!("{}.{claims}.{signature}", alg("HS512")), Reason::UnacceptedAlgorithm),
        ("alg in lower case", format!("{}.{claims}.{signature}", alg("hs256")), Reason::UnacceptedAlgorithm),
        ("no alg", format!("{}.{claims}.{signature}", knock_header("{}")), Reason::UnacceptedAlgorithm),
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
fn knock_header(json: &str) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json)
}

async fn bearer(doors: &Doors<'_>) -> Vec<Case> {
    let mut cases = refused_by_bearer(doors, "bearer/", "bearer").await;
    cases.extend(refused_by_bearer(doors, "bearer-scope/", "bearer-scope").await);
    let accepted = [
        ("bearer/", "alice", vec![]),
        ("bearer/", "zoë", vec![("sub", "zoë")]),
        ("bearer/", "an audience that is this lab", vec![("aud", doors.name.as_str())]),
        ("bearer-scope/", "the scope", vec![("scope", "reports:read")]),
        ("bearer-scope/", "the scope among others", vec![("scope", "profile reports:read email")]),
    ];
    for (path, name, fields) in accepted {
        let line = format!("Authorization: bEARER  {}", doors.token(&fields).await);
        cases.push(case(path, name, &[&line], None, Asks::Nothing));
    }
    for scope in ["", "profile", "reports:readall", "REPORTS:READ", "reports:write read"] {
        let line = format!("Authorization: Bearer {}", doors.token(&[("scope", scope)]).await);
        let name = format!("the scope `{scope}`");
        cases.push(case("bearer-scope/", &name, &[&line], Some(Reason::MissingScope), Asks::Scope("bearer-scope")));
    }
    cases
}

/// All cases for one copy of the doors.
pub(super) async fn all(doors: &Doors<'_>) -> Vec<Case> {
    let mut cases = basic();
    cases.extend(bearer(doors).await);
    cases
}
