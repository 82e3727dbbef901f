//! Who set each field: the page unless its visitor typed it, and what is known of a hop in between.

use knock::model::{Exchange, SetBy};

use crate::support::{Lab, Server, message, with_server};

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

async fn tell(server: &Server, lab: &Lab<'_>, id: &str, more: &[&str], body: &str) -> crate::support::Answer {
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
            (&["Via: 1.1 cache"], Some(("Via", "1.1 cache"))),
            (&["forwarded: for=10.0.0.1"], Some(("forwarded", "for=10.0.0.1"))),
            (&["X-Forwarded-For: 10.0.0.1, 10.0.0.2"], Some(("X-Forwarded-For", "10.0.0.1, 10.0.0.2"))),
            (&["X-Forwarded-For: 10.0.0.1", "VIA: 2 a, 1.1 b"], Some(("VIA", "2 a, 1.1 b"))),
        ] {
            let exchange = sent(&lab, fields).await;
            let hop = exchange.hop.as_ref().map(|hop| (hop.field.as_str(), hop.value.as_str()));
            assert_eq!(hop, expected, "{fields:?}");
            let wire =
                server.request("GET", &format!("/x/{}/wire", exchange.id), &[&lab.cookie]).await.text();
            assert_eq!(
                wire.contains("through a proxy") || wire.contains("A proxy handed"),
                hop.is_some(),
                "{wire}"
            );
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
