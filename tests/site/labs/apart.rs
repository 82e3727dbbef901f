//! Many labs at the same time, each with everything a lab has: nothing of one is any good in another.

use std::collections::HashSet;

use base64ct::{Base64UrlUnpadded, Encoding};
use futures::future::join_all;
use serde_json::Value;

use crate::client::Connection;
use crate::support::{Answer, Lab, message, shared, with_server};

const LABS: usize = 40;
const ALICE: &str = "Authorization: Basic YWxpY2U6d29uZGVybGFuZA==";

/// A lab, and what was handed out in it.
struct Tenant {
    lab: Lab<'static>,
    stream: Connection,
    offset_seconds: i64,
    access: String,
    refresh: String,
    session: String,
    link: String,
    csrf: String,
    exchange: String,
}

fn claims(token: &str) -> Value {
    let part = token.split('.').nth(1).expect("three parts");
    serde_json::from_slice(&Base64UrlUnpadded::decode_vec(part).expect("Base64")).expect("JSON")
}

async fn move_in(number: usize) -> Tenant {
    let lab = shared().lab().await;
    let mut stream = Connection::open(lab.server.address).await;
    stream.send(message("GET", &format!("/api/labs/{}/stream", lab.name), &[&lab.cookie], "")).await;
    assert_eq!(stream.head().await.expect("a head").status, 200);
    let offset_seconds = 1000 * i64::try_from(number).expect("a small number");
    let moved = lab.api("PUT", "/clock", &format!("{{\"offset_seconds\":{offset_seconds}}}")).await;
    assert_eq!(moved.status, 200);
    let form = async |path: &str, form: &[(&str, &str)]| {
        lab.server.form(&format!("{}{path}", lab.base), &[], form).await
    };
    let token = form("token", &[("sub", "alice")]).await.json();
    let text = |name: &str| token[name].as_str().expect("a token").to_owned();
    let (access, refresh) = (text("access_token"), text("refresh_token"));
    let login = form("session/login", &[("user", "alice"), ("password", "wonderland")]).await;
    let session =
        login.field("set-cookie").and_then(|cookie| cookie.split(';').next()).expect("a session").to_owned();
    let text = |answer: &Answer, name: &str| answer.json()[name].as_str().expect("a text").to_owned();
    let link = text(&form("forbidden/signed/link", &[]).await, "query");
    let csrf = text(&lab.knock("GET", "forbidden/csrf/", &[ALICE]).await, "csrf_token");
    let exchange = lab.knock("GET", &format!("basic/?of={}", lab.name), &[]).await;
    let exchange = exchange.field("knock-exchange").expect("an id").to_owned();
    Tenant { lab, stream, offset_seconds, access, refresh, session, link, csrf, exchange }
}

/// What the keys of a neighbour open here: each is as good as one that was made up.
async fn try_keys_of(tenant: &Tenant, other: &Tenant) {
    let (lab, name) = (&tenant.lab, &tenant.lab.name);
    let bearer = format!("Authorization: Bearer {}", other.access);
    assert_eq!(lab.knock("GET", "bearer/", &[&bearer]).await.status, 401, "{name}");
    let cookie = format!("Cookie: {}", other.session);
    assert_eq!(lab.knock("GET", "session/", &[&cookie]).await.status, 401, "{name}");
    assert_eq!(opened_by_link(tenant, other).await, 403, "{name}");
    assert_eq!(taken_with_csrf_token(tenant, other).await, 403, "{name}");
    let refresh = [("refresh_token", other.refresh.as_str())];
    let renewed = lab.server.form(&format!("{}token/refresh", lab.base), &[], &refresh).await;
    assert_eq!(renewed.status, 400, "{name}");
    let revoked = [("token", other.access.as_str())];
    assert_eq!(lab.server.form(&format!("{}token/revoke", lab.base), &[], &revoked).await.status, 200);
    for target in ["/exchanges".to_owned(), format!("/exchanges/{}", other.exchange), "/stream".to_owned()] {
        let target = format!("/api/labs/{}{target}", other.lab.name);
        assert_eq!(lab.server.request("GET", &target, &[&lab.cookie]).await.status, 404, "{name}: {target}");
    }
    assert_eq!(
        lab.server.request("GET", &format!("/x/{}", other.exchange), &[&lab.cookie]).await.status,
        404
    );
}

/// What the link of somebody, or of oneself, gets here.
async fn opened_by_link(tenant: &Tenant, of: &Tenant) -> u16 {
    tenant.lab.knock("GET", &format!("forbidden/signed/?{}", of.link), &[]).await.status
}

async fn taken_with_csrf_token(tenant: &Tenant, of: &Tenant) -> u16 {
    let field = format!("X-CSRF-Token: {}", of.csrf);
    tenant.lab.knock("POST", "forbidden/csrf/", &[ALICE, &field]).await.status
}

/// Whether what was handed out here is still good here, after a neighbour tried it elsewhere.
async fn use_own_keys(tenant: &Tenant) {
    let (lab, name) = (&tenant.lab, &tenant.lab.name);
    let bearer = format!("Authorization: Bearer {}", tenant.access);
    assert_eq!(lab.knock("GET", "bearer/", &[&bearer]).await.status, 200, "{name}");
    let cookie = format!("Cookie: {}", tenant.session);
    assert_eq!(lab.knock("GET", "session/", &[&cookie]).await.status, 200, "{name}");
    assert_eq!(opened_by_link(tenant, tenant).await, 200, "{name}");
    assert_eq!(taken_with_csrf_token(tenant, tenant).await, 200, "{name}");
    let refresh = [("refresh_token", tenant.refresh.as_str())];
    let renewed = lab.server.form(&format!("{}token/refresh", lab.base), &[], &refresh).await;
    assert_eq!(renewed.status, 200, "{name}");
}

#[test]
fn forty_labs_at_the_same_time_keep_everything_to_themselves() {
    with_server(async |server| {
        let tenants: Vec<Tenant> = join_all((0..LABS).map(|number| tokio::spawn(move_in(number))))
            .await
            .into_iter()
            .flatten()
            .collect();
        assert_eq!(tenants.len(), LABS);
        join_all((0..LABS).map(|number| try_keys_of(&tenants[number], &tenants[(number + 1) % LABS]))).await;
        join_all(tenants.iter().map(use_own_keys)).await;

        for (what, of) in [
            ("name", (|tenant| &tenant.lab.name) as fn(&Tenant) -> &String),
            ("token", |tenant| &tenant.access),
            ("refresh token", |tenant| &tenant.refresh),
            ("session", |tenant| &tenant.session),
            ("link", |tenant| &tenant.link),
            ("CSRF token", |tenant| &tenant.csrf),
            ("exchange", |tenant| &tenant.exchange),
        ] {
            assert_eq!(
                tenants.iter().map(of).collect::<HashSet<_>>().len(),
                LABS,
                "a {what} was given out twice"
            );
        }
        let first = claims(&tenants[0].access)["iat"].as_i64().expect("a time");
        for mut tenant in tenants {
            let name = tenant.lab.name.clone();
            let issued = claims(&tenant.access)["iat"].as_i64().expect("a time");
            let drift = issued - first - tenant.offset_seconds;
            assert!(drift.abs() < 900, "the clock of {name} is off by {drift} s");
            let log = tenant.lab.exchanges().await;
            assert_eq!(log.len(), 16, "{name}");
            let mut seen = String::new();
            for exchange in &log {
                let target = exchange.request.start_line.split(' ').nth(1).expect("a target");
                assert!(target.starts_with(&tenant.lab.base), "{name}: {target}");
                while !seen.contains(&format!("id: {}\n", exchange.seq)) || !seen.ends_with("\n\n") {
                    seen.push_str(&String::from_utf8_lossy(&tenant.stream.chunk().await.expect("an event")));
                }
            }
            assert_eq!(seen.matches("event: exchange").count(), log.len(), "{name}");
        }
        assert_eq!(server.get("/livez").await.status, 200);
    });
}
