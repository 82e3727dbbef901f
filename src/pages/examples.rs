//! The examples on the pages, executed: each `http-live` block is a request to the doors, and what comes back is what is shown.

use std::collections::HashMap;

use super::filling::Filling;
use crate::content::live::Live;
use crate::content::{Library, host};
use crate::doors::Doors;
use crate::labs::recorded::example;
use crate::limits::Connections;
use crate::model::{Exchange, RequestDraft};
use crate::wire::memory::{self, MemoryError};

/// The doors, ready for examples.
pub struct Examples {
    pub doors: Doors,
    pub limits: Connections,
    /// Where visitors reach the doors.
    pub origin: String,
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
            for live in article.examples() {
                let exchange = self.send(live, library, &article.file).await?;
                executed.by_request.insert(live.clone(), exchange);
            }
        }
        Ok(executed)
    }

    /// The host that examples are sent to.
    pub(super) fn host(&self) -> &str {
        host(&self.origin)
    }

    async fn send(&self, live: &Live, library: &Library, file: &str) -> Result<Exchange, ExampleError> {
        let draft = self.draft(live, "/demo/", file).await?;
        let host = self.host();
        let mut head = format!("{} /demo/{} HTTP/1.1\r\nHost: {host}\r\n", draft.method, draft.path);
        for line in &draft.headers {
            head.push_str(line);
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

    /// An example with its placeholders filled by the doors below `base`, which are the shared lab's or a visitor's.
    ///
    /// # Errors
    /// When something cannot be had.
    pub async fn draft(&self, live: &Live, base: &str, file: &str) -> Result<RequestDraft, ExampleError> {
        let filling = Filling { examples: self, live, base };
        filling.draft().await.map_err(|problem| ExampleError::Placeholder { file: file.to_owned(), problem })
    }
}
