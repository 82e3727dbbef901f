//! A real server on a free loopback port, real sockets, and a small client that keeps the bytes.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};

use clap::Parser;
use knock::labs::Bounds;
use knock::server::{Action, App, Command, accept, router};
use knock::wire::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

/// All tests share one runtime, because connections outlive the test that made them.
pub static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

/// The server that most tests share.
static SHARED: LazyLock<Server> = LazyLock::new(|| RUNTIME.block_on(Server::start(&[], Bounds::default())));

/// Runs a test on the shared runtime against the shared server.
pub fn with_server<T>(test: impl AsyncFnOnce(&'static Server) -> T) -> T {
    let server = &*SHARED;
    RUNTIME.block_on(test(server))
}

/// A running server.
pub struct Server {
    pub address: SocketAddr,
    pub app: Arc<App>,
    pub serving: JoinHandle<()>,
}

impl Server {
    /// Starts a server with more command-line options and other bounds.
    pub async fn start(options: &[&str], bounds: Bounds) -> Self {
        let words = ["knock", "serve"].iter().chain(options).copied();
        let Action::Serve(config) = Command::parse_from(words).action;
        let app = App::new(config, bounds).await.expect("the content is right");
        let site = app.site().await;
        tokio::task::spawn_blocking(move || site.compress()).await.expect("compressed");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (stop, drain) = (app.stop.clone(), app.config.drain());
        let routes = router(Arc::clone(&app));
        let serving = tokio::spawn(accept::accept(listener, routes, Limits::default(), 64, stop, drain));
        Self { address, app, serving }
    }

    /// Sends the bytes of one request and reads one response.
    pub async fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).await.expect("a connection");
        stream.write_all(request.as_bytes()).await.expect("sent");
        let to_head = request.starts_with("HEAD ");
        read_answer(&mut stream, to_head).await.expect("a whole response")
    }

    /// A request without a body; `fields` are lines.
    pub async fn request(&self, method: &str, target: &str, fields: &[&str]) -> Answer {
        self.send(&message(method, target, fields, "")).await
    }

    pub async fn get(&self, target: &str) -> Answer {
        self.request("GET", target, &[]).await
    }

    /// A new lab with its owner's cookie.
    pub async fn lab(&self) -> Lab<'_> {
        let answer = self.request("POST", "/api/labs", &[]).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        let cookie = answer.field("set-cookie").expect("the lab's cookie");
        let pair = cookie.split(';').next().expect("a pair").to_owned();
        let base = answer.json()["base"].as_str().expect("the base").to_owned();
        let name = answer.json()["lab"].as_str().expect("the name").to_owned();
        Lab { server: self, name, base, cookie: format!("Cookie: {pair}") }
    }
}

/// A lab, seen by its owner.
pub struct Lab<'a> {
    pub server: &'a Server,
    pub name: String,
    /// With its last slash.
    pub base: String,
    /// The owner's `Cookie` line.
    pub cookie: String,
}

impl Lab<'_> {
    /// Sends to a door as anybody can.
    pub async fn knock(&self, method: &str, path: &str, fields: &[&str]) -> Answer {
        self.server.request(method, &format!("{}{path}", self.base), fields).await
    }

    /// Calls the API as the owner.
    pub async fn api(&self, method: &str, path: &str, body: &str) -> Answer {
        let target = format!("/api/labs/{}{path}", self.name);
        let mut fields = vec![self.cookie.as_str()];
        if !body.is_empty() {
            fields.push("Content-Type: application/json");
        }
        self.server.send(&message(method, &target, &fields, body)).await
    }

    pub async fn exchanges(&self) -> Vec<knock::model::Exchange> {
        let answer = self.api("GET", "/exchanges", "").await;
        assert_eq!(answer.status, 200, "{answer:?}");
        serde_json::from_slice(&answer.body).expect("exchanges")
    }
}

/// The bytes of a request.
pub fn message(method: &str, target: &str, fields: &[&str], body: &str) -> String {
    let mut text = format!("{method} {target} HTTP/1.1\r\nHost: localhost:3000\r\n");
    for field in fields {
        text.push_str(field);
        text.push_str("\r\n");
    }
    if !body.is_empty() {
        text.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    text.push_str(body);
    text
}

/// A response with the bytes of its head.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// The values of all fields with this name, in order.
    pub fn fields(&self, name: &str) -> Vec<&str> {
        self.head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(':'))
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
            .collect()
    }

    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields(name).first().copied()
    }

    /// The lines of all challenges, spelled as on the wire.
    pub fn challenges(&self) -> Vec<&str> {
        self.head.lines().filter(|line| line.to_ascii_lowercase().starts_with("www-authenticate:")).collect()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Reads one response; `None` when the connection ends first.
pub async fn read_answer(stream: &mut TcpStream, to_head: bool) -> Option<Answer> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.get(9..12)?.parse().ok()?;
    let fields: HashMap<String, String> = head
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length: usize = fields.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let bodiless = to_head || matches!(status, 204 | 304);
    let wanted = if bodiless { end } else { end + length };
    while bytes.len() < wanted {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(Answer { status, head, body: bytes[end..wanted].to_vec() })
}
