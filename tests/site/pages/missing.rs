//! Where there is no page there is one that helps.

use crate::html::{tags, text};
use crate::support::with_server;

#[test]
fn a_mistyped_address_gets_the_nearest_pages() {
    with_server(async |server| {
        for (typed, meant) in [
            ("/code/401", "/codes/401"),
            ("/codes/4O1", "/codes/401"),
            ("/Codes/403", "/codes/403"),
            ("/auth/basics", "/auth/basic"),
            ("/auth/baerer", "/auth/bearer"),
            ("/header/link", "/headers/link"),
            ("/play/first-402", "/play/first-401"),
            ("/compare/401-vs-404", "/compare/401-vs-403"),
        ] {
            let answer = server.get(typed).await;
            assert_eq!(answer.status, 404, "{typed}");
            let html = answer.text();
            let ways: Vec<String> = tags(&html)
                .iter()
                .skip_while(|tag| tag.name != "main")
                .filter(|tag| tag.name == "a")
                .filter_map(|tag| tag.attribute("href").map(str::to_owned))
                .filter(|href| href.starts_with('/'))
                .collect();
            assert_eq!(ways.first().map(String::as_str), Some(meant), "{typed}: {ways:?}");
            assert!(
                ways.contains(&"/".to_owned()) && ways.contains(&"/codes".to_owned()),
                "{typed}: {ways:?}"
            );
            assert!(text(&html).contains(&format!("GET {typed}")), "{typed}");
        }
    });
}

#[test]
fn an_address_like_no_other_gets_no_wild_guess() {
    with_server(async |server| {
        for typed in ["/wp-admin/setup-config.php", "/.git/config", "/a/very/long/address/that/nobody/meant"]
        {
            let answer = server.get(typed).await;
            assert_eq!(answer.status, 404, "{typed}");
            assert!(!text(&answer.text()).contains("Did you mean"), "{typed}");
        }
    });
}

#[test]
fn an_exchange_that_cannot_be_shown_says_why() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let id = lab.knock("GET", "basic/", &[]).await.field("knock-exchange").expect("an id").to_owned();
        for (target, fields) in [
            (format!("/x/{id}"), vec![]),
            (format!("/x/{id}"), vec![other.cookie.as_str()]),
            ("/x/000000000000".to_owned(), vec![lab.cookie.as_str()]),
        ] {
            let answer = server.request("GET", &target, &fields).await;
            assert_eq!(answer.status, 404, "{target}");
            let page = text(&answer.text());
            assert!(page.contains("owns its lab") && page.contains("last 50"), "{page}");
        }
        let stranger = server.get(&format!("/x/{id}")).await.text();
        let nothing = server.get("/x/000000000000").await.text();
        let main = |page: &str| {
            page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).map(str::to_owned)
        };
        assert!(main(&nothing).is_some());
        assert_eq!(main(&stranger.replace(&id, "000000000000")), main(&nothing), "no hint that it exists");
    });
}

#[test]
fn a_program_that_asks_for_what_is_not_there_gets_a_problem() {
    with_server(async |server| {
        let lab = server.lab().await;
        for target in [
            "/api/nope",
            "/api/",
            "/api/labs/%ff/exchanges",
            "/api/labs/%ff/exchanges/%fe",
            "/api/labs/%ff/stream",
            &format!("/api/labs/{}/exchanges/%ff", lab.name),
            "/api/codes/%ff",
            "/x/abcdefghjkmn/%ff",
            "/assets/nope.css",
        ] {
            let answer = server.request("GET", target, &[&lab.cookie]).await;
            assert_eq!(answer.status, 404, "{target}: {answer:?}");
            assert_eq!(answer.field("content-type"), Some("application/problem+json"), "{target}");
            assert_eq!(answer.json()["status"], 404, "{target}");
        }
        let page = server.get("/x/%ff").await;
        assert_eq!((page.status, page.field("content-type")), (404, Some("text/html; charset=utf-8")));
    });
}
