//! The doors, over HTTP: what all have in common, then each one's own table of cases.

use super::support::{Answer, Lab, Server, message};

mod address;
mod basic;
mod basic_cases;
mod bearer;
mod bearer_cases;
mod broken_cases;
pub(super) mod cases;
mod clean;
mod common;
mod cors;
mod csrf;
mod described;
mod dialog;
mod digest;
mod digest_cases;
mod digest_counts;
mod discovery;
mod documents;
mod forbidden_cases;
mod hall;
mod hints;
mod html;
mod key_cases;
mod keys;
mod ladder;
mod lifetimes;
mod method;
mod posted_cases;
mod problems;
mod quota;
mod region;
mod role;
mod session;
mod session_cases;
mod session_safety;
mod several;
mod signed;
mod step_up;
mod sticky;
mod suspended;
mod token;
mod token_errors;
mod waf;

/// One copy of the doors: a lab's, or the shared demo's.
struct Doors<'a> {
    server: &'a Server,
    /// With its last slash.
    base: String,
    /// The first part of every realm.
    name: String,
}

impl<'a> Doors<'a> {
    fn demo(server: &'a Server) -> Self {
        Self { server, base: "/demo/".to_owned(), name: "demo".to_owned() }
    }

    fn of(lab: &Lab<'a>) -> Self {
        Self { server: lab.server, base: lab.base.clone(), name: lab.name.clone() }
    }

    fn is_demo(&self) -> bool {
        self.name == "demo"
    }

    async fn knock(&self, method: &str, path: &str, fields: &[&str]) -> Answer {
        self.server.request(method, &format!("{}{path}", self.base), fields).await
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.server.form(&format!("{}{path}", self.base), &[], form).await
    }

    async fn post_json(&self, path: &str, body: &str) -> Answer {
        let target = format!("{}{path}", self.base);
        self.server.send(message("POST", &target, &["Content-Type: application/json"], body)).await
    }

    /// An access token with these fields; `sub` is alice when it is not among them.
    async fn token(&self, fields: &[(&str, &str)]) -> String {
        let alice = [("sub", "alice")];
        let own = fields.iter().any(|(name, _)| *name == "sub");
        let form = [if own { &[][..] } else { &alice[..] }, fields].concat();
        let answer = self.post("token", &form).await;
        assert_eq!(answer.status, 200, "{form:?} {answer:?}");
        answer.json()["access_token"].as_str().expect("a token").to_owned()
    }

    async fn bearer(&self, path: &str, token: &str) -> Answer {
        self.knock("GET", path, &[&format!("Authorization: Bearer {token}")]).await
    }
}

/// An `Authorization` line with Basic credentials.
fn basic_line(user: &str, password: &str) -> String {
    format!("Authorization: {}", knock::auth::basic::authorization(user, password))
}
