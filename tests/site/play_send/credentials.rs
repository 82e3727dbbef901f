//! The credentials' forms: a user and a password, a token, or a token that is issued first for a request that waits.

use knock::model::SetBy;

use super::{follow, send};
use crate::html::{Tag, tags};
use crate::support::{Answer, Lab, with_server};

pub(super) async fn last(lab: &Lab<'_>) -> knock::model::Exchange {
    lab.exchanges().await.pop().expect("an exchange")
}

/// The fields of a form: hidden ones with their values, others empty or as chosen by `fill`.
pub(super) fn fields(
    html: &str,
    is_wanted: impl Fn(&[Tag]) -> bool,
    fill: &[(&str, &str)],
) -> Option<Vec<(String, String)>> {
    let tags = tags(html);
    let starts: Vec<usize> = (0..tags.len()).filter(|index| tags[*index].name == "form").collect();
    let forms = starts.iter().enumerate().map(|(nth, start)| {
        let end = starts.get(nth + 1).copied().unwrap_or(tags.len());
        &tags[*start..end]
    });
    let form = forms.into_iter().find(|form| is_wanted(form))?;
    let named = form.iter().filter_map(|tag| {
        let name = tag.attribute("name")?.to_owned();
        let value = tag
            .attribute("value")
            .map_or_else(|| tag.text.trim_start_matches('\n').to_owned(), str::to_owned);
        let chosen = fill.iter().find(|(filled, _)| *filled == name).map(|(_, value)| (*value).to_owned());
        Some((name, chosen.unwrap_or(value)))
    });
    Some(named.collect())
}

pub(super) fn has(form: &[Tag], name: &str) -> bool {
    form.iter().any(|tag| tag.attribute("name") == Some(name))
}

pub(super) async fn send_fields(lab: &Lab<'_>, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    send(lab, &fields).await
}

#[test]
fn user_and_password_become_basic_credentials() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (user, password, status, line) in [
            ("alice", "wonderland", 200, "Basic YWxpY2U6d29uZGVybGFuZA=="),
            ("zoë", "pässwörd", 200, "Basic em/Dqzpww6Rzc3fDtnJk"),
            ("alice", "", 401, "Basic YWxpY2U6"),
            ("", "wonderland", 401, "Basic Ondv************"),
            ("alice", "wonder:land", 401, "Basic YWxpY2U6d29uZGVyOmxhbmQ="),
        ] {
            let form = [
                ("path", "basic/"),
                ("headers", "X-A: 1\nauthorization: Bearer old\nX-B: 2"),
                ("user", user),
                ("password", password),
            ];
            follow(&lab, &send(&lab, &form).await).await;
            let exchange = last(&lab).await;
            assert_eq!(exchange.status, status, "{user}:{password}");
            let sent: Vec<&str> = exchange.request.fields("authorization").collect();
            assert_eq!(sent, [line], "one line, the old one is replaced");
            assert_eq!(
                (exchange.request.field("x-a"), exchange.request.field("x-b")),
                (Some("1"), Some("2"))
            );
        }
    });
}

#[test]
fn a_token_becomes_bearer_credentials_and_wins_over_a_password() {
    with_server(async |server| {
        let lab = server.lab().await;
        let issued = server.form(&format!("{}token", lab.base), &[], &[("sub", "bob")]).await.json();
        let token = format!("  {}\r\n", issued["access_token"].as_str().expect("a token"));
        for form in [
            vec![("path", "bearer/"), ("token", token.as_str())],
            vec![("path", "bearer/"), ("token", token.as_str()), ("user", "alice"), ("password", "x")],
            vec![("path", "bearer/"), ("token", token.as_str()), ("headers", "Authorization: Basic YTpi")],
        ] {
            follow(&lab, &send(&lab, &form).await).await;
            let exchange = last(&lab).await;
            assert_eq!(exchange.status, 200, "{form:?}");
            assert_eq!(
                exchange.request.field("authorization"),
                Some(format!("Bearer {}", token.trim()).as_str())
            );
        }
        follow(&lab, &send(&lab, &[("path", "bearer/"), ("token", "   ")]).await).await;
        assert_eq!(last(&lab).await.request.field("authorization"), None, "blanks are no token");
    });
}

#[test]
fn a_token_that_could_break_the_request_is_refused() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (name, value) in [("token", "a\r\nX-Injected: 1"), ("token", "a\u{0}b")] {
            let answer = send(&lab, &[("path", "bearer/"), (name, value)]).await;
            assert_eq!(answer.status, 422, "{value:?}");
        }
        assert!(lab.exchanges().await.is_empty());
        // In Base64 nothing of this can break out.
        follow(
            &lab,
            &send(&lab, &[("path", "basic/"), ("user", "a\r\nX-Injected: 1"), ("password", "b\n")]).await,
        )
        .await;
        assert_eq!((last(&lab).await.status, last(&lab).await.request.field("x-injected")), (401, None));
    });
}

#[test]
fn the_forms_of_a_refusal_lead_into_the_basic_door() {
    with_server(async |server| {
        let lab = server.lab().await;
        let refused = follow(&lab, &send(&lab, &[("path", "basic/"), ("headers", "X-Kept: 1")]).await).await;
        let wanted = |form: &[Tag]| has(form, "user") && has(form, "password");
        let typed = fields(
            &refused.text(),
            |form| wanted(form) && !form.iter().any(|tag| tag.attribute("value") == Some("alice")),
            &[("user", "alice"), ("password", "wonderland")],
        );
        follow(&lab, &send_fields(&lab, &typed.expect("a form for user and password")).await).await;
        assert_eq!((last(&lab).await.status, last(&lab).await.request.field("x-kept")), (200, Some("1")));
        let chip = fields(
            &refused.text(),
            |form| wanted(form) && form.iter().any(|tag| tag.attribute("value") == Some("zoë")),
            &[],
        );
        follow(&lab, &send_fields(&lab, &chip.expect("a button for zoë")).await).await;
        assert_eq!((last(&lab).await.status, last(&lab).await.path.as_str()), (200, "basic/"));
    });
}

#[test]
fn the_forms_of_a_refusal_issue_a_token_and_use_it_for_the_request_that_waits() {
    with_server(async |server| {
        let lab = server.lab().await;
        let refused = follow(&lab, &send(&lab, &[("path", "bearer-scope/?a=b")]).await).await;
        let fill =
            [("token_sub", "zoë"), ("token_ttl", "60"), ("token_scope", "reports:read"), ("token_key", "")];
        let issue = fields(&refused.text(), |form| has(form, "token_sub"), &fill)
            .expect("a form that issues a token");
        let answer = send_fields(&lab, &issue).await;
        let location = answer.field("location").expect("a page").to_owned();
        assert!(location.ends_with("?then_method=GET&then_path=bearer-scope%2F%3Fa%3Db"), "{location}");
        let issued = follow(&lab, &answer).await;
        let exchange = last(&lab).await;
        assert_eq!(
            (exchange.method.as_str(), exchange.path.as_str(), exchange.status),
            ("POST", "token", 200)
        );
        assert!(
            exchange.request.body.text.starts_with("sub=zo%C3%AB&ttl=60&scope=reports%3Aread"),
            "{}",
            exchange.request.body.text
        );
        let is_use = |form: &[Tag]| {
            has(form, "token") && form.iter().any(|tag| tag.attribute("value") == Some("bearer-scope/?a=b"))
        };
        let with_token = fields(&issued.text(), is_use, &[]).expect("a form that uses the token");
        follow(&lab, &send_fields(&lab, &with_token).await).await;
        let exchange = last(&lab).await;
        assert_eq!((exchange.status, exchange.path.as_str()), (200, "bearer-scope/?a=b"));
    });
}

#[test]
fn a_token_that_was_not_issued_says_why_and_the_request_still_waits() {
    with_server(async |server| {
        let lab = server.lab().await;
        let form = [
            ("method", "POST"),
            ("path", "token"),
            ("token_sub", "alice"),
            ("token_ttl", "soon"),
            ("then_method", "GET"),
            ("then_path", "bearer/"),
        ];
        let answer = send(&lab, &form).await;
        assert!(
            answer.field("location").is_some_and(|location| location.ends_with("then_path=bearer%2F")),
            "{answer:?}"
        );
        let page = follow(&lab, &answer).await;
        assert_eq!(last(&lab).await.status, 400);
        assert!(page.text().contains("seconds from -3600 to 3600"), "{}", page.text());
    });
}

#[test]
fn what_the_form_wrote_and_what_was_typed_is_told_apart() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (form, by_page) in [
            (vec![("headers", "Authorization: Basic YWxpY2U6d29uZGVybGFuZA==\nX-Mine: 1")], vec!["Host"]),
            (
                vec![("user", "alice"), ("password", "wonderland"), ("headers", "X-Mine: 1")],
                vec!["Host", "Authorization"],
            ),
            (vec![("token", "a.b.c")], vec!["Host", "Authorization"]),
            (vec![("method", "POST"), ("body", "abc")], vec!["Host", "Content-Length"]),
            (vec![("method", "POST"), ("body", "abc"), ("headers", "content-length: 3")], vec!["Host"]),
            (
                vec![("method", "POST"), ("path", "token"), ("token_sub", "alice")],
                vec!["Host", "Content-Type", "Content-Length"],
            ),
        ] {
            follow(&lab, &send(&lab, &form).await).await;
            let exchange = lab.exchanges().await.pop().expect("an exchange");
            let labelled: Vec<&str> = exchange
                .request
                .fields
                .iter()
                .filter(|field| field.set_by == SetBy::Page)
                .map(|field| field.name.as_str())
                .collect();
            assert_eq!(labelled, by_page, "{form:?}");
            assert!(
                exchange.request.fields.iter().all(|field| matches!(field.set_by, SetBy::Page | SetBy::You))
            );
        }
    });
}
