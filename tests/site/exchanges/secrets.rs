//! Our own cookie on record: there, and unreadable. Whoever owns a lab must not get at the cookie of somebody who was led into it.

use crate::support::{Lab, with_server};

/// Asserts that no part of the record holds the cookie's value, and returns the recorded head.
async fn head_without(lab: &Lab<'_>, target: &str, fields: &[&str], value: &str) -> String {
    let answer = lab.server.request("GET", target, fields).await;
    let id = answer.field("knock-exchange").unwrap_or_else(|| panic!("{answer:?}")).to_owned();
    for target in [format!("/api/labs/{}/exchanges/{id}", lab.name), format!("/api/labs/{}/exchanges/{id}.txt", lab.name), format!("/x/{id}")] {
        let read = lab.server.request("GET", &target, &[&lab.cookie]).await;
        assert_eq!(read.status, 200, "{target}");
        assert!(!read.text().contains(value), "{target} shows the cookie of {fields:?}");
    }
    lab.record_of(&answer).await.request.head
}

#[test]
fn the_labs_cookie_is_masked_wherever_it_stands() {
    with_server(async |server| {
        let (lab, victim) = (server.lab().await, server.lab().await);
        let value = victim.cookie.split_once('=').expect("a pair").1;
        let stars = "*".repeat(value.len());
        let target = format!("{}basic/", lab.base);
        for (line, masked) in [
            (format!("Cookie: knock_lab={value}"), format!("Cookie: knock_lab={stars}\r\n")),
            (format!("cookie: a=b; knock_lab={value}; c=d"), format!("cookie: a=b; knock_lab={stars}; c=d\r\n")),
            (format!("Cookie: __Host-knock_lab={value}"), format!("Cookie: __Host-knock_lab={stars}\r\n")),
            (format!("COOKIE:knock_lab={value} "), format!("COOKIE:knock_lab={stars} \r\n")),
        ] {
            let head = head_without(&lab, &target, &[&line, "X-After: 1"], value).await;
            assert!(head.contains(&masked), "the length stays: {head}");
            assert!(head.contains("X-After: 1\r\n"), "{head}");
        }
    });
}

#[test]
fn a_decoy_before_the_cookie_does_not_keep_it_from_being_masked() {
    with_server(async |server| {
        let (lab, victim) = (server.lab().await, server.lab().await);
        let value = victim.cookie.split_once('=').expect("a pair").1;
        let cookie = format!("Cookie: knock_lab={value}");
        let pair = format!("Cookie: knock_lab=x; __Host-knock_lab={value}");
        let plain = format!("{}basic/", lab.base);
        let led = format!("{}basic/?knock_lab=", lab.base);
        for (target, fields) in [
            // A link into the attacker's lab is enough for this one.
            (&led, vec![cookie.as_str()]),
            (&plain, vec!["Referer: http://localhost:3000/?knock_lab=1", cookie.as_str()]),
            (&plain, vec![pair.as_str()]),
            (&plain, vec!["Cookie: knock_lab=", cookie.as_str()]),
            (&plain, vec!["Cookie: not_knock_lab=1", cookie.as_str()]),
        ] {
            head_without(&lab, target, &fields, value).await;
        }
    });
}

#[test]
fn other_cookies_are_shown_as_they_are() {
    with_server(async |server| {
        let lab = server.lab().await;
        let line = "Cookie: session=abc; theme=dark";
        let answer = lab.knock("GET", "basic/", &[line]).await;
        assert!(lab.record_of(&answer).await.request.head.contains(line));
    });
}
