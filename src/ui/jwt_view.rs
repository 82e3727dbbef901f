//! A JWT to look at: its three parts in their colours, and its claims with what they mean.

use leptos::prelude::*;
use serde_json::{Number, Value};

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
        other => compact(other),
    };
    let time =
        matches!(name, "exp" | "nbf" | "iat" | "auth_time").then(|| utc_time(value.as_i64()?)).flatten();
    match time {
        Some(time) => format!("{text}, which is {time}"),
        None => visible::line(&text),
    }
}

/// JSON on one line. `serde_json` would write it too, and its tables for fractions weigh 4 KB in the browser.
fn compact(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => decimal(number),
        Value::String(text) => in_quotes(text),
        Value::Array(items) => ["[", &items.iter().map(compact).collect::<Vec<_>>().join(","), "]"].concat(),
        Value::Object(members) => {
            let member =
                |(name, value): (&String, &Value)| [&*in_quotes(name), ":", &compact(value)].concat();
            ["{", &members.iter().map(member).collect::<Vec<_>>().join(","), "}"].concat()
        }
    }
}

fn in_quotes(text: &str) -> String {
    ["\"", &text.replace('\\', "\\\\").replace('"', "\\\""), "\""].concat()
}

/// A number; of a fraction three digits, which is milliseconds where it is a time.
fn decimal(number: &Number) -> String {
    if let Some(whole) = number.as_i64() {
        return whole.to_string();
    }
    if let Some(whole) = number.as_u64() {
        return whole.to_string();
    }
    let value = number.as_f64().unwrap_or_default();
    // Beyond this no fraction is left (IEEE 754 double precision).
    if value.abs() >= 9e15 {
        return "a number too long to show".to_owned();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "below 9e15, and not negative"
    )]
    let (whole, thousandths) = (value.abs() as u64, (value.abs().fract() * 1000.0) as u64);
    [sign, &whole.to_string(), ".", &(1000 + thousandths).to_string()[1..]].concat()
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
            ("cnf", json!({"jkt": null, "n\"": "\\"}), r#"{"jkt":null,"n\"":"\\"}"#),
            ("nbf", json!(1_300_819_380.5), "1300819380.500"),
            ("x", json!(-0.25), "-0.250"),
            ("x", json!(u64::MAX), "18446744073709551615"),
            ("x", json!(1e300), "a number too long to show"),
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
