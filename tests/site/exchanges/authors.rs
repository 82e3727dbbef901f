//! Who set each field: the page unless its visitor typed it, and what is known of a hop in between.

use knock::model::{Exchange, Hop, SetBy, Standing};

use crate::support::{Answer, Lab, RUNTIME, Server, message, with_server};

/// As the playground's script sends.
const SCRIPT: [&str; 5] = [
    "User-Agent: Mozilla/5.0 (X11)",
    "Sec-Fetch-Site: same-origin",
    "Sec-Fetch-Mode: cors",
    "Authorization: Basic YWxpY2U6d29uZGVybGFuZA==",
    "X-Mine: 1",
];

fn set_by(exchange: &Exchange, name: &str) -> SetBy {
    exchange.request.fields.iter().find(|field| field.name == name).map(|field| field.set_by).expect(name)
}

async fn sent(lab: &Lab<'_>, fields: &[&str]) -> Exchange {
    lab.record_of(&lab.knock("GET", "basic/", fields).await).await
}

/// The two messages as the playground shows them.
async fn wire(server: &Server, lab: &Lab<'_>, exchange: &Exchange) -> String {
    server.request("GET", &format!("/x/{}/wire", exchange.id), &[&lab.cookie]).await.text()
}

async fn tell(server: &Server, lab: &Lab<'_>, id: &str, more: &[&str], body: &str) -> Answer {
    let fields = [&["Content-Type: application/json"], more].concat();
    let target = format!("/api/labs/{}/exchanges/{id}", lab.name);
    server.send(message("PATCH", &target, &fields, body)).await
}

#[test]
fn what_a_script_of_ours_sent_is_the_page_s_but_for_what_it_tells_was_typed() {
    with_server(async |server| {
        let lab = server.lab().await;
        let exchange = sent(&lab, &SCRIPT).await;
        for (name, expected) in [
            ("Host", SetBy::Client),
            ("User-Agent", SetBy::Client),
            ("Authorization", SetBy::Page),
            ("X-Mine", SetBy::Page),
        ] {
            assert_eq!(set_by(&exchange, name), expected, "{name}");
        }
        let answer = tell(
            server,
            &lab,
            &exchange.id,
            &[&lab.cookie],
            "{\"typed\":[\"x-mine\",\"Host\",\"X-Absent\"]}",
        )
        .await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let told: Exchange = serde_json::from_slice(&answer.body).expect("an exchange");
        for (name, expected) in
            [("Host", SetBy::Client), ("Authorization", SetBy::Page), ("X-Mine", SetBy::You)]
        {
            assert_eq!(set_by(&told, name), expected, "{name}");
        }
        assert_eq!(lab.exchanges().await, [told], "and so it stays");
        // The bytes are those that were sent.
        assert!(!exchange.request.head.to_lowercase().contains("typed"), "{}", exchange.request.head);
    });
}

#[test]
fn what_a_tool_sent_is_not_changed_by_what_is_told() {
    with_server(async |server| {
        let lab = server.lab().await;
        let exchange = sent(&lab, &["User-Agent: curl/8", "X-Mine: 1"]).await;
        let answer = tell(server, &lab, &exchange.id, &[&lab.cookie], "{\"typed\":[\"user-agent\"]}").await;
        assert_eq!(answer.status, 200);
        assert_eq!(lab.exchanges().await, [exchange]);
    });
}

#[test]
fn only_the_owner_tells_and_only_what_can_be_read() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let id = sent(&lab, &SCRIPT).await.id;
        let good = "{\"typed\":[\"x-mine\"]}";
        let cross_site = [&*lab.cookie, "Sec-Fetch-Site: cross-site"];
        let large = format!("{{\"typed\":[\"{}\"]}}", "x".repeat(17 * 1024));
        for (id, fields, body, status) in [
            (&*id, &[][..], good, 404),
            (&id, &[&*other.cookie], good, 404),
            (&id, &cross_site, good, 403),
            ("abcdef", &[&*lab.cookie], good, 404),
            (&id, &[&*lab.cookie], "", 400),
            (&id, &[&*lab.cookie], "[]", 400),
            (&id, &[&*lab.cookie], "{\"typed\":\"x-mine\"}", 400),
            (&id, &[&*lab.cookie], "{\"typed\":[1]}", 400),
            (&id, &[&*lab.cookie], "{\"typed\":[],\"page\":[]}", 400),
            (&id, &[&*lab.cookie], &large, 413),
        ] {
            let answer = tell(server, &lab, id, fields, body).await;
            assert_eq!(answer.status, status, "{id} {fields:?} {body:.40}: {answer:?}");
        }
        assert_eq!(set_by(&lab.exchanges().await[0], "X-Mine"), SetBy::Page);
    });
}

#[test]
fn an_exchange_names_the_hop_that_it_was_told_of() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (fields, expected) in [
            (&[][..], None),
            (&["X-Real-IP: 10.0.0.1"], None),
            (&["Via: 1.1 cache"], Some("Via: 1.1 cache")),
            (&["forwarded: for=10.0.0.1"], Some("forwarded: for=10.0.0.1")),
            (&["X-Forwarded-For:10.0.0.1, 10.0.0.2"], Some("X-Forwarded-For: 10.0.0.1, 10.0.0.2")),
            (&["X-Forwarded-For: 10.0.0.1", "VIA: 2 a, 1.1 b"], Some("VIA: 2 a, 1.1 b")),
        ] {
            let exchange = sent(&lab, fields).await;
            let expected = expected.map(|named| Hop { standing: Standing::Told, named: named.to_owned() });
            assert_eq!(exchange.hop, expected, "{fields:?}");
            let wire = wire(server, &lab, &exchange).await;
            assert_eq!(wire.contains("says that it came through a proxy"), expected.is_some(), "{wire}");
        }
    });
}

#[test]
fn an_exchange_names_a_proxy_that_the_server_trusts_and_whose_fields_are_the_proxy_s() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--trusted-proxy", "127.0.0.0/8"]).await;
        let lab = server.lab().await;
        for (fields, set) in
            [(&[][..], None), (&["X-Forwarded-For: 203.0.113.9", "X-Mine: 1"], Some(SetBy::Proxy))]
        {
            let exchange = sent(&lab, fields).await;
            let hop = Hop { standing: Standing::Trusted, named: "127.0.0.1".to_owned() };
            assert_eq!(exchange.hop, Some(hop), "{fields:?}");
            assert_eq!(set, set.map(|_| set_by(&exchange, "X-Forwarded-For")));
            assert_eq!(set.map(|_| SetBy::You), set.map(|_| set_by(&exchange, "X-Mine")));
            let wire = wire(&server, &lab, &exchange).await;
            assert!(wire.contains("through the proxy at 127.0.0.1, which this server trusts"), "{wire}");
        }
    });
}

#[test]
fn the_wire_marks_who_set_each_field_and_says_what_the_marks_mean() {
    with_server(async |server| {
        let lab = server.lab().await;
        let exchange = sent(&lab, &[&SCRIPT[..], &["Via: 1.1 p"]].concat()).await;
        tell(server, &lab, &exchange.id, &[&lab.cookie], "{\"typed\":[\"x-mine\"]}").await;
        for path in ["", "/wire"] {
            let page =
                server.request("GET", &format!("/x/{}{path}", exchange.id), &[&lab.cookie]).await.text();
            for (who, count) in [("you", 2), ("page", 2), ("client", 5), ("proxy", 2), ("server", 0)] {
                let mark = format!("set-by set-by--{who}\"");
                assert_eq!(page.matches(&mark).count(), count, "{path} {who}");
            }
            assert!(page.contains("set-by-legend"), "{path}");
        }
    });
}
