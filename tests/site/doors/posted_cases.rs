//! The cases of the doors that take a form, and of those that open only after one was sent.

use knock::model::Reason;

use super::cases::{Asks, Case, case};
use super::{Doors, basic_line};

fn refused(path: &str, name: &str, form: &[(&str, &str)], reason: Reason) -> Case {
    case(path, name, &[], Some(reason), Asks::Nothing).posting(form)
}

fn opened(path: &str, name: &str, form: &[(&str, &str)]) -> Case {
    case(path, name, &[], None, Asks::Nothing).posting(form)
}

/// What every door refuses that reads a form.
fn refused_as_form(path: &str) -> [Case; 3] {
    let by =
        |name, kind, reason| case(path, name, &[kind], Some(reason), Asks::Nothing).posting(&[("a", "b")]);
    [
        by("no form", "Content-Type: text/plain", Reason::UnsupportedContent),
        by("not JSON", "Content-Type: application/json", Reason::InvalidParameter),
        refused(path, "a field twice", &[("sub", "alice"), ("sub", "alice")], Reason::InvalidParameter),
    ]
}

async fn tokens(doors: &Doors<'_>) -> Vec<Case> {
    let refresh_token = async || {
        let issued = doors.post("token", &[("sub", "alice")]).await.json();
        issued["refresh_token"].as_str().expect("a token").to_owned()
    };
    let (good, ended, revoked) = (refresh_token().await, refresh_token().await, refresh_token().await);
    for status in [200, 400] {
        assert_eq!(doors.post("token/refresh", &[("refresh_token", &ended)]).await.status, status);
    }
    let mut cases: Vec<Case> =
        ["token", "token/refresh", "token/revoke"].into_iter().flat_map(refused_as_form).collect();
    cases.extend([
        opened("token", "alice", &[("sub", "alice")]),
        opened(
            "token",
            "everything said",
            &[("sub", "bob"), ("scope", "a b"), ("ttl", "-60"), ("key", "other")],
        ),
        refused("token", "nobody", &[], Reason::InvalidParameter),
        refused("token", "a stranger", &[("sub", "mallory")], Reason::InvalidParameter),
        refused("token", "for too long", &[("sub", "alice"), ("ttl", "3601")], Reason::InvalidParameter),
        // It is good once, and every walk through the cases makes one of its own.
        opened("token/refresh", "the newest", &[("refresh_token", &good)]),
        refused("token/refresh", "no token", &[], Reason::InvalidParameter),
        refused(
            "token/refresh",
            "another grant",
            &[("grant_type", "password"), ("refresh_token", "a.b")],
            Reason::UnsupportedGrantType,
        ),
        refused("token/refresh", "made up", &[("refresh_token", "a.b")], Reason::InvalidGrant),
        refused(
            "token/refresh",
            "of a family that ended",
            &[("refresh_token", &ended)],
            Reason::InvalidGrant,
        ),
        refused("token/revoke", "no token", &[], Reason::InvalidParameter),
        opened("token/revoke", "made up", &[("token", "a.b.c")]),
        opened("token/revoke", "a good one", &[("token", &revoked)]),
    ]);
    cases
}

fn sessions() -> Vec<Case> {
    let alice = [("user", "alice"), ("password", "wonderland")];
    let cross_site = |path, form: &[(&str, &str)]| {
        let fields = ["Sec-Fetch-Site: cross-site"];
        case(path, "another site's page", &fields, Some(Reason::CrossSite), Asks::Nothing).posting(form)
    };
    let wrong = |name, form: &[(&str, &str)], reason| {
        case("session/login", name, &[], Some(reason), Asks::Cookie).posting(form)
    };
    let mut cases = refused_as_form("session/login").to_vec();
    cases.extend([
        opened("session/login", "alice", &alice).answered_with(204),
        case("session/login", "alice with a browser", &["Accept: text/html"], None, Asks::Nothing)
            .posting(&alice)
            .answered_with(303),
        wrong("a wrong password", &[("user", "alice"), ("password", "x")], Reason::WrongLogin),
        wrong("no password", &[("user", "alice")], Reason::NoSession),
        cross_site("session/login", &alice),
        opened("session/logout", "nobody", &[]).answered_with(204),
        case("session/logout", "with a browser", &["Accept: text/html"], None, Asks::Nothing)
            .posting(&[])
            .answered_with(303),
        cross_site("session/logout", &[]),
    ]);
    cases
}

/// The doors that open for what was asked for elsewhere.
async fn opened_before(doors: &Doors<'_>) -> Vec<Case> {
    let link = async |lifetime| {
        let link = doors.post("forbidden/signed/link", &[("lifetime", lifetime)]).await.json();
        format!("forbidden/signed/?{}", link["query"].as_str().expect("a query"))
    };
    let alice = basic_line("alice", "wonderland");
    let token = doors.knock("GET", "forbidden/csrf/", &[&alice]).await.json();
    let proof = [("csrf_token", token["csrf_token"].as_str().expect("a token"))];
    let mut cases = refused_as_form("forbidden/csrf/").to_vec();
    cases.extend([
        case("forbidden/csrf/", "alice with her token", &[&alice], None, Asks::Nothing).posting(&proof),
        case(&link("60").await, "a fresh link", &[], None, Asks::Nothing),
        case(&link("-60").await, "a link that ran out", &[], Some(Reason::ExpiredLink), Asks::Nothing),
        refused("forbidden/signed/link", "no number", &[("lifetime", "long")], Reason::InvalidParameter),
    ]);
    let grant = "forbidden/sticky/grant";
    if doors.is_demo() {
        cases.push(refused(grant, "for everybody", &[], Reason::SharedLab));
    } else {
        // The order counts: before this, the same door refused.
        cases.extend([
            opened(grant, "in a lab", &[]),
            case("forbidden/sticky/", "after it was granted", &[], None, Asks::Nothing),
            case("forbidden/quota/", "the first knock", &[], None, Asks::Nothing),
        ]);
    }
    cases
}

pub(super) async fn all(doors: &Doors<'_>) -> Vec<Case> {
    let mut cases = tokens(doors).await;
    cases.extend(sessions());
    cases.extend(opened_before(doors).await);
    cases
}
