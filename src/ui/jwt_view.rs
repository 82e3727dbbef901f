//! A JWT to look at: its three parts in their colours, and its claims with what they mean.

use leptos::prelude::*;
use serde_json::Value;

use super::date::utc_time;
use super::visible;
use crate::auth::jwt::{Jwt, meaning};

/// A token, if it is a JWT; nothing for any other text.
#[component]
pub fn JwtView(#[prop(into)] token: String) -> impl IntoView {
    Jwt::parse(&token).map(|jwt| {
        let [header, payload, signature] = jwt.parts;
        view! {
            <p class="credentials-panel__jwt">
                <span class="credentials-panel__part--header">{header}</span>
                "."
                <span class="credentials-panel__part--payload">{payload}</span>
                "."
                <span class="credentials-panel__part--signature">{signature}</span>
            </p>
            {table(&jwt.claims)}
        }
    })
}

fn table(claims: &Value) -> impl IntoView + use<> {
    let rows = claims.as_object().into_iter().flatten().map(|(name, value)| {
        let meaning = meaning(name).unwrap_or("a claim this site does not use");
        view! {
            <tr>
                <th scope="row"><code>{visible::line(name)}</code></th>
                <td data-label="Value">{shown(name, value)}</td>
                <td data-label="Meaning">{meaning}</td>
            </tr>
        }
    });
    view! {
        <table class="data-table">
            <caption>"The claims inside"</caption>
            <thead>
                <tr>
                    <th scope="col">"Claim"</th>
                    <th scope="col">"Value"</th>
                    <th scope="col">"Meaning"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// A value in words; the times of a JWT are seconds since 1970 (RFC 7519 2).
fn shown(name: &str, value: &Value) -> String {
    let text = match value {
        Value::String(text) if text.is_empty() => "(empty)".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let time =
        matches!(name, "exp" | "nbf" | "iat" | "auth_time").then(|| utc_time(value.as_i64()?)).flatten();
    match time {
        Some(time) => format!("{text}, which is {time}"),
        None => visible::line(&text),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_told_in_words() {
        for (name, value, expected) in [
            ("exp", json!(1_300_819_380), "1300819380, which is 22 March 2011, 18:43:00 UTC"),
            ("exp", json!(i64::MAX), "9223372036854775807"),
            ("exp", json!("soon"), "soon"),
            ("sub", json!("joe\u{202E}"), "joe\\u{202E}"),
            ("scope", json!(""), "(empty)"),
            ("root", json!(true), "true"),
            ("aud", json!(["a", "b"]), "[\"a\",\"b\"]"),
        ] {
            assert_eq!(shown(name, &value), expected);
        }
    }

    #[test]
    fn what_is_no_jwt_is_not_shown() {
        assert!(!view! { <JwtView token="opaque"/> }.to_html().contains("table"));
        let html = view! { <JwtView token="e30.eyJzdWIiOiJqb2UifQ.YQ"/> }.to_html();
        assert!(html.contains("<td data-label=\"Value\">joe</td>"), "{html}");
    }
}
