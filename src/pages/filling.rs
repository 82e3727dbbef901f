//! The placeholders of an example, filled with what doors hand out: the shared lab's, or a visitor's.

use serde_json::Value;

use super::examples::Examples;
use crate::content::digest_order::DigestOrder;
use crate::content::live::{self, Live, Placeholder};
use crate::model::RequestDraft;
use crate::wire::memory::{self, RawResponse};

/// An example, and whose doors are asked.
pub(super) struct Filling<'a> {
    pub examples: &'a Examples,
    pub live: &'a Live,
    /// The path of the lab, with its last slash.
    pub base: &'a str,
}

impl Filling<'_> {
    /// The example with nothing left to fill.
    ///
    /// # Errors
    /// A sentence that names what cannot be had.
    pub(super) async fn draft(&self) -> Result<RequestDraft, String> {
        let target = self.fill(&self.live.target, "").await?;
        let path = target.strip_prefix("/demo/").unwrap_or(&target).to_owned();
        let target = format!("{}{path}", self.base);
        let mut headers = Vec::new();
        for line in &self.live.headers {
            headers.push(self.fill(line, &target).await?);
        }
        Ok(RequestDraft { method: self.live.method.clone(), path, headers, body: self.live.body.clone() })
    }

    /// A line with its placeholders replaced; `target` is what the request goes to.
    async fn fill(&self, line: &str, target: &str) -> Result<String, String> {
        let mut filled = line.to_owned();
        for (whole, placeholder) in live::placeholders(line)? {
            let value = match placeholder {
                Placeholder::Basic(pair) => Some(live::basic_value(pair)),
                Placeholder::Token(fields) => self.told("token", &fields, "access_token").await,
                Placeholder::Session { pair, age_seconds: 0 } => self.session(pair).await,
                // The shared lab's clock stands still, so nothing is older than it is.
                Placeholder::Session { .. } => None,
                Placeholder::Digest(order) => self.answer(&order, target).await,
                Placeholder::Csrf(pair) => self.csrf(pair).await,
                Placeholder::Link { lifetime_seconds } => {
                    self.told("forbidden/signed/link", &[("lifetime", lifetime_seconds)], "query").await
                }
            };
            let value = value.ok_or_else(|| format!("{whole} cannot be had here"))?;
            filled = filled.replacen(whole, &value, 1);
        }
        Ok(filled)
    }

    /// A text from what a door says to a form.
    async fn told(&self, path: &str, fields: &[(&str, &str)], name: &str) -> Option<String> {
        text_of(&self.post(path, fields).await?, name)
    }

    async fn csrf(&self, pair: &str) -> Option<String> {
        let (base, host, credentials) = (self.base, self.examples.host(), live::basic_value(pair));
        let request = format!(
            "GET {base}forbidden/csrf/ HTTP/1.1\r\nHost: {host}\r\nAuthorization: Basic {credentials}\r\n\r\n"
        );
        text_of(&self.raw(&request).await?, "csrf_token")
    }

    /// The value of a session cookie.
    async fn session(&self, pair: &str) -> Option<String> {
        let response = self.post("session/login", &live::login_form(pair)).await?;
        let head = String::from_utf8(response.head).ok()?;
        let set_cookie = head.lines().find_map(|line| line.strip_prefix("Set-Cookie: "))?;
        live::cookie_value(set_cookie).map(str::to_owned)
    }

    /// The answer to a fresh challenge of the example's own address.
    async fn answer(&self, order: &DigestOrder<'_>, target: &str) -> Option<String> {
        // As with a session: nothing in the shared lab is old.
        if order.age_seconds != 0 {
            return None;
        }
        let (host, method, body) = (self.examples.host(), &self.live.method, &self.live.body);
        let request = |field: &str| {
            let length = body.len();
            format!(
                "{method} {target} HTTP/1.1\r\nHost: {host}\r\n{field}Content-Length: {length}\r\n\r\n{body}"
            )
        };
        let head = String::from_utf8(self.raw(&request("")).await?.head).ok()?;
        let challenges = head.lines().filter_map(|line| line.strip_prefix("WWW-Authenticate: "));
        let answer = order.answer(challenges, method, target, body)?;
        if order.is_used {
            self.raw(&request(&format!("Authorization: Digest {answer}\r\n"))).await?;
        }
        Some(answer)
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Option<RawResponse> {
        let form = serde_urlencoded::to_string(fields).ok()?;
        let (base, host, length) = (self.base, self.examples.host(), form.len());
        let request = format!(
            "POST {base}{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        );
        self.raw(&request).await
    }

    async fn raw(&self, request: &str) -> Option<RawResponse> {
        memory::send(self.examples.doors.clone(), &self.examples.limits, request.as_bytes()).await.ok()
    }
}

/// A text of a JSON answer.
fn text_of(response: &RawResponse, name: &str) -> Option<String> {
    let answer: Value = serde_json::from_slice(&response.body).ok()?;
    answer.get(name)?.as_str().map(str::to_owned)
}
