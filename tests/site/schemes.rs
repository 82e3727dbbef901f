//! Each scheme that has a file of its own is whole: a page explains it, and a door asks for it.

use knock::{auth, demo};

use crate::support::with_server;

#[test]
fn every_scheme_has_a_page_and_a_door_that_asks_for_it() {
    with_server(async |server| {
        let mut asked = String::new();
        for endpoint in demo::endpoints().filter(|endpoint| endpoint.exhibit().is_none()) {
            let answer = server.get(&format!("/demo/{}", endpoint.path)).await;
            for challenge in answer.fields("www-authenticate") {
                asked.push_str(challenge.split(' ').next().unwrap_or_default());
                asked.push('\n');
            }
        }
        for scheme in auth::SCHEMES {
            assert!(asked.lines().any(|name| name == *scheme), "no door asks for {scheme}");
            assert_eq!(
                server.get(&format!("/auth/{}", scheme.to_ascii_lowercase())).await.status,
                200,
                "{scheme}"
            );
        }
    });
}
