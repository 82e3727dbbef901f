//! The page `/lint`: a plain form, answered in place.

use super::{BARE, GOOD};
use crate::html::{Tag, tags};
use crate::support::{Answer, Server, with_server};

async fn look(server: &Server, text: &str) -> Answer {
    server.form("/lint", &[], &[("text", text)]).await
}

fn rules(html: &str) -> Vec<String> {
    let of = |tag: &Tag| tag.attribute("class") == Some("note-list__rule");
    tags(html).iter().filter(|tag| of(tag)).map(|tag| tag.text.clone()).collect()
}

#[test]
fn the_page_comes_with_an_example_and_what_there_is_to_say_about_it() {
    with_server(async |server| {
        let answer = server.get("/lint").await;
        assert_eq!(answer.status, 200);
        let html = answer.text();
        let rules = rules(&html);
        assert_eq!(
            rules.first().map(String::as_str),
            Some("bearer-bare"),
            "violations come first: {rules:?}"
        );
        assert!(rules.len() >= 3, "{rules:?}");
        let form =
            tags(&html).into_iter().find(|tag| tag.attribute("action") == Some("/lint")).expect("a form");
        assert_eq!(form.attribute("method"), Some("post"));
        assert!(html.contains("\nWWW-Authenticate: Bearer\n"), "the example stands in the form");
    });
}

#[test]
fn every_rule_is_listed_with_its_section() {
    with_server(async |server| {
        let html = server.get("/lint").await.text();
        for rule in knock::notes::rules() {
            assert!(html.contains(&format!("id=\"rule-{}\"", rule.name)), "{}", rule.name);
        }
        let count = knock::notes::rules().count();
        assert!(html.contains(&format!("{count} rules")), "{count}");
    });
}

#[test]
fn a_text_is_answered_in_place_and_stays_in_the_form() {
    with_server(async |server| {
        for text in [BARE.to_owned(), BARE.replace('\n', "\r\n")] {
            let answer = look(server, &text).await;
            assert_eq!((answer.status, answer.fields("cache-control")), (200, vec!["no-store"]));
            let html = answer.text();
            assert_eq!(rules(&html), ["bearer-bare"]);
            for part in [
                "<mark>Bearer</mark>",
                "rfc6750#section-3",
                "Instead: ",
                "1 violation, no warnings, no hints.",
            ] {
                assert!(html.replace("<!>", "").contains(part), "{part} in {html}");
            }
            assert!(html.contains("\nHTTP/1.1 401 Unauthorized"), "the text stays");
        }
        let clean = look(server, GOOD).await.text();
        assert!(rules(&clean).is_empty() && clean.contains("Nothing to object."), "{clean}");
    });
}

#[test]
fn what_cannot_be_read_says_what_to_do_and_keeps_the_text() {
    with_server(async |server| {
        for (text, says) in [
            ("", "nothing to read"),
            ("WWW-Authenticate: Bearer", "does not begin with a status line"),
            ("GET /kept HTTP/1.1\nHost: h\n", "no response to it"),
        ] {
            let answer = look(server, text).await;
            assert_eq!(answer.status, 422, "{text}");
            let html = answer.text();
            assert!(html.contains(says) && html.contains(text), "{text}: {html}");
            assert!(html.contains("role=\"alert\""), "{html}");
        }
        let other = server.form("/lint", &[], &[("response", GOOD)]).await;
        assert_eq!(other.status, 422, "a form without the text");
    });
}

#[test]
fn what_was_pasted_stays_text() {
    with_server(async |server| {
        let nasty = "HTTP/1.1 401 <img src=x onerror=alert(1)>\nWWW-Authenticate: Bearer\u{202E}</code><script>alert(1)</script>\n\
                     X</textarea><script>alert(2)</script>: y\n\n</textarea><script>alert(3)</script>";
        let answer = look(server, nasty).await;
        let html = answer.text();
        let names: Vec<String> =
            tags(&html).into_iter().filter(|tag| tag.name == "script").map(|tag| tag.text).collect();
        assert!(names.iter().all(|text| !text.contains("alert")), "{names:?}");
        assert!(!tags(&html).iter().any(|tag| tag.attribute("onerror").is_some()), "{html}");
        assert!(html.contains("\\u{202E}"), "what turns the text around is written out");
    });
}

#[test]
fn the_page_takes_a_form_and_nothing_else() {
    with_server(async |server| {
        for method in ["PUT", "DELETE", "PATCH", "BREW"] {
            let answer = server.request(method, "/lint", &[]).await;
            assert_eq!(answer.status, 405, "{method}");
            let allow = answer.field("allow").expect("Allow");
            assert!(["GET", "HEAD", "POST"].iter().all(|one| allow.contains(one)), "{allow}");
        }
    });
}

#[test]
fn the_ways_to_it_are_on_every_page() {
    with_server(async |server| {
        for path in ["/", "/codes/401", "/play"] {
            let html = server.get(path).await.text();
            assert!(
                tags(&html).iter().any(|tag| tag.name == "a" && tag.attribute("href") == Some("/lint")),
                "{path}"
            );
        }
    });
}
