//! The examples on the pages, executed: each `http-live` block is a request to the doors, and what comes back is what is shown.

use std::collections::HashMap;

use axum::Router;
use serde_json::Value;

use crate::content::Library;
use crate::content::article::Block;
use crate::content::digest_order::DigestOrder;
use crate::content::live::{self, Live, Placeholder};
use crate::labs::recorded::example;
use crate::limits::Connections;
use crate::model::Exchange;
use crate::wire::memory::{self, MemoryError, RawResponse};

/// The doors, ready for examples.
pub struct Examples {
    pub doors: Router,
    pub limits: Connections,
}

/// The exchanges of all examples.
#[derive(Default)]
pub struct Executed {
    by_request: HashMap<Live, Exchange>,
}

/// An example that could not be executed.
#[derive(Debug, thiserror::Error)]
pub enum ExampleError {
    #[error("{file}: the example {method} {target} got no answer: {source}")]
    NoAnswer { file: String, method: String, target: String, source: MemoryError },
    #[error("{file}: {problem}")]
    Placeholder { file: String, problem: String },
}

/// The host that examples are sent to.
const HOST: &str = "localhost:3000";

impl Executed {
    #[must_use]
    pub fn get(&self, live: &Live) -> Option<&Exchange> {
        self.by_request.get(live)
    }
}

impl Examples {
    /// Executes every example of every page.
    ///
    /// # Errors
    /// The first that cannot be executed; a broken promise is not looked at here.
    pub async fn execute(&self, library: &Library) -> Result<Executed, ExampleError> {
        let mut executed = Executed::default();
        for article in library.articles() {
            for block in &article.blocks {
                let Block::Live(row) = block else { continue };
                for live in row {
                    let exchange = self.send(live, library, &article.file).await?;
                    executed.by_request.insert(live.clone(), exchange);
                }
            }
        }
        Ok(executed)
    }

    async fn send(&self, live: &Live, library: &Library, file: &str) -> Result<Exchange, ExampleError> {
        let target = self.fill(&live.target, live, "", file).await?;
        let mut head = format!("{} {target} HTTP/1.1\r\nHost: {HOST}\r\n", live.method);
        for line in &live.headers {
            head.push_str(&self.fill(line, live, &target, file).await?);
            head.push_str("\r\n");
        }
        if !live.body.is_empty() {
            head.push_str(&format!("Content-Length: {}\r\n", live.body.len()));
        }
        head.push_str("\r\n");
        let request = [head.as_bytes(), live.body.as_bytes()].concat();
        let response = memory::send(self.doors.clone(), &self.limits, &request).await.map_err(|source| {
            ExampleError::NoAnswer {
                file: file.to_owned(),
                method: live.method.clone(),
                target: live.target.clone(),
                source,
            }
        })?;
        Ok(example(head.as_bytes(), live.body.as_bytes(), &response.head, &response.body, &library.hints))
    }

    /// A target or a header line with its placeholders replaced.
    ///
    /// # Errors
    /// When something cannot be had.
    async fn fill(&self, line: &str, live: &Live, target: &str, file: &str) -> Result<String, ExampleError> {
        let wrong = |problem: String| ExampleError::Placeholder { file: file.to_owned(), problem };
        let mut filled = line.to_owned();
        for (whole, placeholder) in live::placeholders(line).map_err(wrong)? {
            let value = match placeholder {
                Placeholder::Basic(pair) => live::basic_value(pair),
                Placeholder::Token(fields) => self
                    .token("/demo/", &fields)
                    .await
                    .ok_or_else(|| wrong(format!("{whole} gets no token")))?,
                // The shared lab's clock stands still, so nothing is older than it is.
                Placeholder::Session { pair, age_seconds: 0 } => {
                    self.session(pair).await.ok_or_else(|| wrong(format!("{whole} gets no session")))?
                }
                Placeholder::Digest(order) => self
                    .answer(&order, live, target)
                    .await
                    .ok_or_else(|| wrong(format!("{whole} answers no challenge")))?,
                Placeholder::Session { .. } => return Err(wrong(format!("{whole} can have no age here"))),
                Placeholder::Csrf(pair) => {
                    self.csrf(pair).await.ok_or_else(|| wrong(format!("{whole} gets no token")))?
                }
                Placeholder::Link { lifetime_seconds } => {
                    self.link(lifetime_seconds).await.ok_or_else(|| wrong(format!("{whole} gets no link")))?
                }
            };
            filled = filled.replacen(whole, &value, 1);
        }
        Ok(filled)
    }

    /// A token from the token endpoint below `base`; `None` when it is refused.
    pub async fn token(&self, base: &str, fields: &[(&str, &str)]) -> Option<String> {
        text_of(&self.post(&format!("{base}token"), fields).await?, "access_token")
    }

    /// What the shared lab's `forbidden/csrf/` hands out.
    async fn csrf(&self, pair: &str) -> Option<String> {
        let credentials = live::basic_value(pair);
        let request = format!(
            "GET /demo/forbidden/csrf/ HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Basic {credentials}\r\n\r\n"
        );
        text_of(&self.raw(&request).await?, "csrf_token")
    }

    /// The query of a link that the shared lab signed.
    async fn link(&self, lifetime_seconds: &str) -> Option<String> {
        let form = [("lifetime", lifetime_seconds)];
        text_of(&self.post("/demo/forbidden/signed/link", &form).await?, "query")
    }

    /// The value of a session cookie of the shared lab.
    async fn session(&self, pair: &str) -> Option<String> {
        let response = self.post("/demo/session/login", &live::login_form(pair)).await?;
        let head = String::from_utf8(response.head).ok()?;
        let set_cookie = head.lines().find_map(|line| line.strip_prefix("Set-Cookie: "))?;
        live::cookie_value(set_cookie).map(str::to_owned)
    }

    /// The answer to a fresh challenge of the example's own address.
    async fn answer(&self, order: &DigestOrder<'_>, live: &Live, target: &str) -> Option<String> {
        // As with a session: nothing in the shared lab is old.
        if order.age_seconds != 0 {
            return None;
        }
        let (method, body) = (&live.method, &live.body);
        let request = |field: &str| {
            let length = body.len();
            format!(
                "{method} {target} HTTP/1.1\r\nHost: {HOST}\r\n{field}Content-Length: {length}\r\n\r\n{body}"
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

    async fn post(&self, target: &str, fields: &[(&str, &str)]) -> Option<RawResponse> {
        let form = serde_urlencoded::to_string(fields).ok()?;
        let request = format!(
            "POST {target} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        self.raw(&request).await
    }

    async fn raw(&self, request: &str) -> Option<RawResponse> {
        memory::send(self.doors.clone(), &self.limits, request.as_bytes()).await.ok()
    }
}

/// A text of a JSON answer.
fn text_of(response: &RawResponse, name: &str) -> Option<String> {
    let answer: Value = serde_json::from_slice(&response.body).ok()?;
    answer.get(name)?.as_str().map(str::to_owned)
}
