//! Successes that are none: the status says that it worked, and the content does not (RFC 9110 15.3.1).

use serde_json::Value;

use super::rule::Rule;
use super::seen::Seen;
use super::statuses::{asks_for_data, is_registered};
use crate::model::Level::Warning;
use crate::model::Side::Response;

/// Parts of addresses where a password is asked for on purpose.
const PARTS: [&str; 13] = [
    "login",
    "log-in",
    "log_in",
    "logon",
    "signin",
    "sign-in",
    "sign_in",
    "signup",
    "sign-up",
    "sign_up",
    "passw",
    "/users/new",
    "/sessions/new",
];
/// How a segment of such an address begins.
const BEGINNINGS: [&str; 8] = ["account", "auth", "invit", "oauth", "openid", "regist", "saml", "sso"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "error-inside-success",
        level: Warning,
        side: Response,
        section: "RFC 9110 15.3.1",
        text: "The status says that it worked, and the content says that it did not.",
        remedy: "Send the status that is meant: 401 for missing or wrong credentials, 403 for too few rights, or the one of another failure.",
        find: |seen| seen.when(seen.is_success() && seen.json.as_ref().is_some_and(is_error)),
    },
    Rule {
        name: "login-page-with-success",
        level: Warning,
        side: Response,
        section: "RFC 9110 15.5.2",
        text: "A login form comes with the status of a success, so programs and caches take it for what they asked for.",
        remedy: "Answer 401, or redirect to the login page and let that one be the success.",
        find: |seen| {
            let in_place = asks_for_data(seen) || is_titled_login(&seen.words);
            seen.when(seen.is_success() && asks_for_password(&seen.words) && wants_other(seen) && in_place)
        },
    },
];

/// True for one password field; a second one is there to choose a password.
fn asks_for_password(words: &str) -> bool {
    let kinds = ["type=\"password\"", "type='password'", "type=password"];
    kinds.iter().map(|kind| words.matches(kind).count()).sum::<usize>() == 1
}

/// True when the request is known, and is not for a page to log in, to sign up or to choose a password.
/// The first page of a site may be its login page.
fn wants_other(seen: &Seen<'_>) -> bool {
    let path = seen.target().split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let begins = |segment: &str| BEGINNINGS.iter().any(|beginning| segment.starts_with(beginning));
    path.len() > 1 && !PARTS.iter().any(|part| path.contains(part)) && !path.split('/').any(begins)
}

/// True when the title or the first heading is about logging in: many pages have a small form beside something else.
fn is_titled_login(words: &str) -> bool {
    let about = ["log in", "login", "log on", "logon", "sign in", "sign-in", "signin"];
    ["title", "h1"].iter().any(|element| {
        let after = words.split_once(&format!("<{element}")).map_or("", |(_, after)| after);
        let title = after.split("</").next().unwrap_or_default();
        about.iter().any(|word| title.contains(word))
    })
}

/// JSON that reports a failure by itself, in one of the usual ways.
fn is_error(json: &Value) -> bool {
    // JSON-RPC reports its own failures inside of a success on purpose.
    if json.get("jsonrpc").is_some() {
        return false;
    }
    let is = |key: &str, expected: bool| json.get(key).and_then(Value::as_bool) == Some(expected);
    let explained = ["message", "msg", "detail", "reason", "title", "error_description"]
        .iter()
        .any(|key| json.get(key).is_some_and(Value::is_string));
    let error = json.get("error").is_some_and(|error| match error {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) => true,
        Value::String(text) => {
            !["", "0", "none", "null", "false", "ok"].contains(&&*text.to_ascii_lowercase())
        }
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        // Without words a number may be a margin of error.
        Value::Number(number) => explained && number.as_i64().is_some_and(|code| code != 0),
    });
    // A number from 400 on may be anything, such as the code of a country.
    let status = |key: &str| {
        let code = json.get(key).and_then(Value::as_u64).filter(|code| (400..600).contains(code));
        explained && code.and_then(|code| u16::try_from(code).ok()).is_some_and(is_registered)
    };
    error || is("ok", false) || is("success", false) || status("status") || status("code")
}

#[cfg(test)]
mod tests {
    use super::{is_error, is_titled_login};

    #[test]
    fn an_error_in_the_content_is_told_from_a_field_that_is_called_so() {
        for (expected, json) in [
            (true, r#"{"error": "not_authed"}"#),
            (true, r#"{"error": true}"#),
            (true, r#"{"error": {"code": 3}}"#),
            (true, r#"{"error": ["no"]}"#),
            (true, r#"{"error": 3, "message": "No."}"#),
            (true, r#"{"ok": false}"#),
            (true, r#"{"success": false}"#),
            (true, r#"{"code": 401, "message": "Log in."}"#),
            (true, r#"{"status": 404, "detail": "Gone."}"#),
            (false, r#"{"error": []}"#),
            (false, r#"{"error": {}}"#),
            (false, r#"{"error": 0}"#),
            (false, r#"{"error": 0.5, "value": 3}"#),
            (false, r#"{"error": 0, "message": "Done."}"#),
            (false, r#"{"error": ""}"#),
            (false, r#"{"code": 528, "name": "Netherlands"}"#),
            (false, r#"{"code": 428, "name": "Latvia"}"#),
            (false, r#"{"code": 528, "message": "A country."}"#),
            (false, r#"{"jsonrpc": "2.0", "id": 1, "error": {"code": -32601, "message": "no"}}"#),
        ] {
            let value = serde_json::from_str(json).expect("JSON");
            assert_eq!(is_error(&value), expected, "{json}");
        }
    }

    #[test]
    fn a_page_is_for_logging_in_when_its_title_says_so() {
        for page in ["<title>log in</title>", "<h1 class=\"a\">sign in</h1>", "<title>grafana login</title>"]
        {
            assert!(is_titled_login(page), "{page}");
        }
        for page in ["<title>news</title> <button>log in</button>", "log in", "<header><h2>login</h2>"] {
            assert!(!is_titled_login(page), "{page}");
        }
    }
}
