//! Who counts as the visitor behind a proxy: what our own proxies say, and nobody else.

use crate::support::{RUNTIME, Server};

/// What the server answers to a knock that says where it comes from.
async fn knock(server: &Server, forwarded: &[&str]) -> u16 {
    let fields: Vec<String> = forwarded.iter().map(|list| format!("X-Forwarded-For: {list}")).collect();
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    server.request("GET", "/demo/optional/", &fields).await.status
}

#[test]
fn visitors_behind_a_proxy_of_ours_are_counted_apart() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--demo-rate", "1/min,1", "--trusted-proxy", "127.0.0.1"]).await;
        for (forwarded, status, why) in [
            (&["198.51.100.1"][..], 200, "one"),
            (&["198.51.100.2"], 200, "another"),
            (&["198.51.100.1"], 429, "the first again"),
            (&["203.0.113.5, 198.51.100.1"], 429, "what it wrote to the left changes nothing"),
            (&["203.0.113.5", "198.51.100.1"], 429, "nor in a line of its own"),
            (&["198.51.100.1, 127.0.0.1"], 429, "nor does a second proxy of ours"),
            (&["2001:db8::1"], 200, "a household"),
            (&["2001:db8::ffff:2"], 429, "another machine of the same one"),
            (&["2001:db8:0:1::1"], 200, "its neighbour"),
            (&[], 200, "the proxy itself"),
            (&["nonsense"], 429, "which is what remains when the list cannot be read"),
        ] {
            assert_eq!(knock(&server, forwarded).await, status, "{why}: {forwarded:?}");
        }
    });
}

#[test]
fn a_stranger_cannot_pass_for_somebody_else() {
    RUNTIME.block_on(async {
        for proxies in [&[][..], &["--trusted-proxy", "10.0.0.0/8,192.0.2.1"]] {
            let server = Server::start_limited(&[&["--demo-rate", "1/min,1"], proxies].concat()).await;
            assert_eq!(knock(&server, &["198.51.100.1"]).await, 200, "{proxies:?}");
            for forwarded in [&["198.51.100.2"][..], &["10.0.0.1"], &[]] {
                assert_eq!(knock(&server, forwarded).await, 429, "{proxies:?} {forwarded:?}");
            }
        }
    });
}

#[test]
fn the_door_that_goes_by_address_sees_the_visitor_behind_our_proxy() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--trusted-proxy", "127.0.0.1"]).await;
        for (forwarded, status) in
            [("192.0.2.7", 200), ("198.51.100.7", 403), ("192.0.2.7, 198.51.100.7", 403), ("x", 403)]
        {
            let field = format!("X-Forwarded-For: {forwarded}");
            let answer = server.request("GET", "/demo/forbidden/ip/", &[&field]).await;
            assert_eq!(answer.status, status, "{forwarded}");
        }
    });
}

#[test]
fn no_proxy_can_say_under_which_name_we_are_seen() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--trusted-proxy", "127.0.0.1"]).await;
        let fields =
            ["X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https", "Forwarded: host=evil.example"];
        for target in ["/demo/bearer-discovery/", "/demo/basic/", "/robots.txt", "/sitemap.xml"] {
            let answer = server.request("GET", target, &fields).await;
            assert!(!answer.head.contains("evil") && !answer.text().contains("evil"), "{target}: {answer:?}");
            assert!(!answer.text().contains("https://localhost"), "{target}");
        }
    });
}
