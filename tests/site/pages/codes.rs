//! The list of codes: all of them, narrowed by class and word, and the short addresses.

use crate::html::{tags, text, unescaped};
use crate::support::{Server, with_server};

/// The codes that a page lists, in order.
async fn listed(server: &Server, target: &str) -> Vec<u16> {
    let answer = server.get(target).await;
    assert_eq!(answer.status, 200, "{target}");
    let rows = tags(&answer.text()).into_iter().filter(|tag| tag.name == "tr");
    rows.filter_map(|row| row.attribute("id")?.parse().ok()).collect()
}

/// The registry's own codes, without the row for what is unused.
fn registered() -> Vec<u16> {
    let registry = include_str!("../../../content/registry/status_codes.csv");
    registry.lines().skip(1).filter_map(|line| line.split(',').next()?.parse().ok()).collect()
}

#[test]
fn every_registered_code_is_listed_with_its_phrase() {
    with_server(async |server| {
        assert_eq!(listed(server, "/codes").await, registered());
        assert!(registered().len() > 55);
        let page = text(&server.get("/codes").await.text());
        for phrase in
            ["Unauthorized", "Forbidden", "Not Found", "Network Authentication Required", "Early Hints"]
        {
            assert!(page.contains(phrase), "{phrase}");
        }
    });
}

#[test]
fn the_list_is_narrowed_by_class_and_word() {
    with_server(async |server| {
        let all = registered();
        let of_class =
            |digit: u16| all.iter().copied().filter(|code| code / 100 == digit).collect::<Vec<_>>();
        for (query, expected) in [
            ("class=4&q=auth", vec![401, 407]),
            ("q=auth", vec![203, 401, 407, 511]),
            ("q=AUTH&class=5", vec![511]),
            ("q=40&class=", of_class(4).into_iter().filter(|code| code / 10 == 40).collect()),
            ("q=%20401%20", vec![401]),
            ("q=too+many", vec![429]),
            ("q=not+found", vec![404]),
            ("class=1", of_class(1)),
            ("class=5", of_class(5)),
            ("", all.clone()),
            ("q=", all.clone()),
            ("unknown=1", all.clone()),
            ("class=9", vec![]),
            ("class=4xx", vec![]),
            ("class=%34&q=teapot", vec![]),
            ("q=%00", vec![]),
            ("q=%F0%9F%94%91", vec![]),
        ] {
            assert_eq!(listed(server, &format!("/codes?{query}")).await, expected, "{query}");
        }
        let nothing = text(&server.get("/codes?q=zzz").await.text());
        assert!(nothing.contains("No registered code fits"), "{nothing}");
    });
}

#[test]
fn the_form_shows_again_what_was_looked_for() {
    with_server(async |server| {
        let html = server.get("/codes?class=4&q=a%22%26b").await.text();
        let inputs: Vec<_> =
            tags(&html).into_iter().filter(|tag| tag.attribute("name") == Some("q")).collect();
        assert!(inputs.iter().any(|input| input.attribute("value") == Some("a\"&b")), "{inputs:?}");
        let current: Vec<_> = tags(&html)
            .into_iter()
            .filter(|tag| tag.has_class("chip") && tag.attribute("aria-current").is_some())
            .collect();
        assert_eq!(current.len(), 1, "{current:?}");
        assert_eq!(current[0].attribute("href").map(unescaped), Some("/codes?class=4".to_owned()));
    });
}

#[test]
fn a_bare_code_leads_to_what_there_is_about_it() {
    with_server(async |server| {
        for (code, expected) in [(401, "/codes/401"), (403, "/codes/403")] {
            let answer = server.get(&format!("/{code}")).await;
            assert_eq!((answer.status, answer.field("location")), (308, Some(expected)));
        }
        for code in registered() {
            for short in [format!("/{code}"), format!("/codes/{code}")] {
                let mut target = short.clone();
                let mut answer = server.get(&target).await;
                let mut hops = 0;
                while answer.status == 308 {
                    hops += 1;
                    assert!(hops < 5, "{short} goes round in circles");
                    target = answer.field("location").expect("somewhere").to_owned();
                    answer = server.get(target.split('#').next().expect("a path")).await;
                }
                assert_eq!(answer.status, 200, "{short} ends at {target}");
                let fragment = target.split_once('#').map(|(_, fragment)| fragment.to_owned());
                let ids = crate::html::attributes(&answer.text(), "id");
                assert!(fragment.is_none_or(|fragment| ids.contains(&fragment)), "{short} ends at {target}");
            }
        }
    });
}

#[test]
fn what_is_no_registered_code_is_a_404() {
    with_server(async |server| {
        for path in [
            "/99",
            "/419",
            "/499",
            "/600",
            "/1000",
            "/0401",
            "/401.5",
            "/+401",
            "/4%2001",
            "/codes/999",
            "/codes/abc",
            "/codes/0401",
            "/codes/401/",
            "/70000",
        ] {
            let answer = server.get(path).await;
            assert_eq!((answer.status, answer.field("location")), (404, None), "{path}");
        }
    });
}
