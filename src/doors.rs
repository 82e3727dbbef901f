//! The doors and httpbin's addresses, for whoever brings a request: a connection, a page's example, or a form.
//! No framework's router stands before them, because its layers took a fifth of an answer.

use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::extract::Request;
use axum::response::Response;
use futures::future::BoxFuture;
use tower::Service;

use crate::demo::Demo;
use crate::httpbin::Httpbin;
use crate::labs::Author;

/// Everything that is here to be knocked at.
#[derive(Clone)]
pub struct Doors {
    demo: Arc<Demo>,
    httpbin: Arc<Httpbin>,
    author: Option<Author>,
}

impl Doors {
    /// The entrance to these.
    #[must_use]
    pub fn new(demo: Demo, httpbin: Httpbin) -> Self {
        Self { demo: Arc::new(demo), httpbin: Arc::new(httpbin), author: None }
    }

    /// The same doors, for requests that this author wrote.
    #[must_use]
    pub fn for_author(&self, author: Author) -> Self {
        Self { author: Some(author), ..self.clone() }
    }

    /// True for an address that is answered here.
    #[must_use]
    pub fn has(path: &str) -> bool {
        Demo::has(path) || Httpbin::has(path)
    }

    /// Answers a request.
    pub async fn answer(&self, mut request: Request) -> Response {
        if let Some(author) = &self.author {
            request.extensions_mut().insert(author.clone());
        }
        if Httpbin::has(request.uri().path()) {
            return self.httpbin.answer(request).await;
        }
        self.demo.answer(request).await
    }
}

impl Service<Request> for Doors {
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let doors = self.clone();
        Box::pin(async move { Ok(doors.answer(request).await) })
    }
}
