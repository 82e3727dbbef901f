//! The cases of the broken museum: what each exhibit does right, and the one thing that it does wrong.

use knock::auth::digest::{Asked, Offer};
use knock::model::Reason;

use super::basic_cases::refused_by_basic;
use super::bearer_cases::refused_by_bearer;
use super::cases::{Asks, Case, case};
use super::digest_cases::{Door, door, line, refused};
use super::{Doors, basic_line};

pub(super) async fn all(doors: &Doors<'_>) -> Vec<Case> {
    let mut cases = basic();
    cases.extend(bearer(doors).await);
    cases.extend(digest(doors).await);
    cases.extend(cookies(doors).await);
    cases.extend([
        case("broken/missing-is-403/?id=1", "a document", &[], None, Asks::Nothing),
        case("broken/missing-is-403/", "no number", &[], Some(Reason::MissingButForbidden), Asks::Nothing),
        case("broken/missing-is-403/?id=4", "no such", &[], Some(Reason::MissingButForbidden), Asks::Nothing),
        case("broken/missing-is-403/?id=01", "01", &[], Some(Reason::MissingButForbidden), Asks::Nothing),
    ]);
    cases
}

fn basic() -> Vec<Case> {
    let [alice, bob] = [basic_line("alice", "wonderland"), basic_line("bob", "builder")];
    let mut cases = Vec::new();
    for (path, realm) in [
        ("broken/no-challenge/", ""),
        ("broken/basic-no-realm/", ""),
        ("broken/wrong-is-403/", "broken/wrong-is-403"),
        ("broken/wrong-is-200/", "broken/wrong-is-200"),
        ("broken/case-sensitive-scheme/", "broken/case-sensitive-scheme"),
        ("broken/role-before-identity/", "broken/role-before-identity"),
    ] {
        let opened = if path.contains("role") { &bob } else { &alice };
        cases.push(case(path, "the right one", &[opened], None, Asks::Nothing));
        cases.extend(refused_by_basic(path, realm).into_iter().map(|case| mistaken(case, path)));
    }
    let scheme = |name: &str, value: &str, asks: Option<Reason>| {
        let challenge =
            if asks.is_some() { Asks::Basic("broken/case-sensitive-scheme") } else { Asks::Nothing };
        case("broken/case-sensitive-scheme/", name, &[&format!("Authorization: {value}")], asks, challenge)
    };
    cases.extend([
        scheme("in lower case", "basic YWxpY2U6d29uZGVybGFuZA==", Some(Reason::SchemeInOtherCase)),
        scheme("in capitals", "BASIC   YWxpY2U6d29uZGVybGFuZA==", Some(Reason::SchemeInOtherCase)),
        scheme("in lower case and alone", "basic", Some(Reason::SchemeInOtherCase)),
        scheme("with more spaces", "Basic   YWxpY2U6d29uZGVybGFuZA==", None),
        case("broken/role-before-identity/", "alice", &[&alice], Some(Reason::MissingRole), Asks::Nothing),
    ]);
    cases
}

/// A refusal as the exhibit gives it.
fn mistaken(case: Case, path: &str) -> Case {
    let is_wrong = case.reason == Some(Reason::WrongCredentials);
    match path {
        "broken/no-challenge/" => Case { asks: Asks::Nothing, ..case },
        "broken/basic-no-realm/" => Case { asks: Asks::Exactly("Basic"), ..case },
        "broken/wrong-is-403/" if is_wrong => {
            Case { asks: Asks::Nothing, reason: Some(Reason::WrongButForbidden), ..case }
        }
        "broken/wrong-is-200/" if is_wrong => Case { asks: Asks::Nothing, ..case }.answered_with(200),
        "broken/role-before-identity/" if case.reason == Some(Reason::NoCredentials) => {
            Case { asks: Asks::Nothing, reason: Some(Reason::RoleOfNobody), ..case }
        }
        _ => case,
    }
}

async fn bearer(doors: &Doors<'_>) -> Vec<Case> {
    let mut cases = Vec::new();
    for (path, realm) in [
        ("broken/bearer-bare/", ""),
        ("broken/bearer-comma/", "broken/bearer-comma"),
        ("broken/cors-hidden/", "broken/cors-hidden"),
    ] {
        let good = format!("Authorization: Bearer {}", doors.token(&[]).await);
        cases.push(case(path, "alice", &[&good], None, Asks::Nothing));
        for case in refused_by_bearer(doors, path, realm).await {
            let asks = match path {
                "broken/bearer-bare/" => Asks::Exactly("Bearer"),
                "broken/bearer-comma/" => {
                    Asks::Spoiled(Box::new(case.asks), |line| line.replacen("Bearer ", "Bearer, ", 1))
                }
                _ => case.asks,
            };
            cases.push(Case { asks, ..case });
        }
    }
    cases
}

const UNQUOTED: Door = door("broken/digest-unquoted/", "broken/digest-unquoted", &["SHA-256"]);
const ANY_USER: Door = door("broken/digest-any-user/", "broken/digest-any-user", &["SHA-256"]);
const REPLAY: Door = door("broken/digest-replay/", "broken/digest-replay", &["SHA-256"]);

async fn digest(doors: &Doors<'_>) -> Vec<Case> {
    let mut cases = Vec::new();
    for case in refused(doors, UNQUOTED).await {
        let bare = |line: &str| {
            line.replace("qop=\"auth\"", "qop=auth").replace("\"{n}\"", "{n}").replace("\"{o}\"", "{o}")
        };
        cases.push(Case { asks: Asks::Spoiled(Box::new(case.asks), bare), ..case });
    }
    for door in [UNQUOTED, ANY_USER, REPLAY] {
        let target = format!("{}{}", doors.base, door.path);
        let offer = doors.offers("GET", door.path).await.remove(0);
        let asked = door.asked(&target);
        let answered = |name: &str, answer: String, reason: Option<Reason>| {
            let asks =
                if reason.is_none() { Asks::Nothing } else { door.asks(reason == Some(Reason::StaleNonce)) };
            case(door.path, name, &[&answer], reason, asks)
        };
        let by = |user, password, count| line(&offer, &Asked { user, password, count, ..asked });
        cases.push(answered("alice", by("alice", "wonderland", 1), None));
        if door.path == UNQUOTED.path {
            continue;
        }
        cases.push(case(door.path, "nobody", &[], Some(Reason::NoCredentials), door.asks(false)));
        cases.extend([
            answered("another password", by("alice", "x", 2), Some(Reason::WrongResponse)),
            answered(
                "another address",
                line(&offer, &Asked { uri: "/", ..asked }),
                Some(Reason::OtherTarget),
            ),
            answered("no answer", "Authorization: Digest".to_owned(), Some(Reason::ImproperDigest)),
        ]);
        let old = doors.aged_nonce(&offer.realm, offer.algorithm, 61);
        let with_nonce = |nonce: &str| line(&Offer { nonce: nonce.to_owned(), ..offer.clone() }, &asked);
        if door.path == ANY_USER.path {
            cases.extend([
                answered("bob with alice's password", by("bob", "wonderland", 3), None),
                answered("a stranger with alice's password", by("mallory", "wonderland", 4), None),
                answered("bob with his own", by("bob", "builder", 5), Some(Reason::WrongResponse)),
                answered("an old nonce", with_nonce(&old), Some(Reason::StaleNonce)),
                answered("a nonce of its own making", with_nonce("n"), Some(Reason::ForeignChallenge)),
            ]);
        } else {
            cases.extend([
                answered("the same again", by("alice", "wonderland", 1), None),
                answered("an old nonce", with_nonce(&old), None),
                answered("a nonce of its own making", with_nonce("n"), None),
                answered("a stranger", by("mallory", "wonderland", 4), Some(Reason::WrongResponse)),
            ]);
        }
    }
    cases
}

async fn cookies(doors: &Doors<'_>) -> Vec<Case> {
    let alice = [("user", "alice"), ("password", "wonderland")];
    let wrong = [("user", "alice"), ("password", "x")];
    let mut cases = Vec::new();
    for path in ["broken/soft-401/", "broken/cookie-says-bearer/"] {
        let login = doors.post(path, &alice).await;
        let pair = login.field("set-cookie").and_then(|cookie| cookie.split(';').next()).expect("a cookie");
        let good = format!("Cookie: {pair}");
        let refused = |name: &str, fields: &[&str], reason| {
            let case = case(path, name, fields, Some(reason), Asks::Nothing);
            match path {
                "broken/soft-401/" => case.answered_with(200),
                _ => Case { asks: Asks::Bearer("broken/cookie-says-bearer"), ..case },
            }
        };
        let posted = |name: &str, fields: &[&str], reason| case(path, name, fields, reason, Asks::Nothing);
        cases.extend([
            case(path, "alice", &[&good], None, Asks::Nothing),
            refused("nobody", &[], Reason::NoSession),
            refused("a token", &["Authorization: Bearer a.b.c"], Reason::NoSession),
            refused("an altered cookie", &[&format!("{good}x")], Reason::BadSession),
            posted("alice", &[], None).posting(&alice).answered_with(204),
            posted("alice with a browser", &["Accept: text/html"], None).posting(&alice).answered_with(303),
            refused("a wrong password", &[], Reason::WrongLogin).posting(&wrong),
            posted("another site's page", &["Sec-Fetch-Site: cross-site"], Some(Reason::CrossSite))
                .posting(&alice),
            posted("no form", &["Content-Type: text/plain"], Some(Reason::UnsupportedContent))
                .posting(&alice),
            posted("not JSON", &["Content-Type: application/json"], Some(Reason::InvalidParameter))
                .posting(&alice),
        ]);
    }
    cases
}
