//! A real server on a free loopback port, real sockets, and a small client that keeps the bytes.

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};

use clap::Parser;
use knock::labs::Bounds;
use knock::model::Exchange;
use knock::server::{Action, App, Command, Config, accept, router};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

use super::client::Connection;
use super::folder::Folder;

/// All tests share one runtime, because connections outlive the test that made them.
pub(crate) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

/// What the shared server signs with.
pub(crate) const SECRET: &str = "of these tests";

/// Its secret is fixed: the names of labs hold only twelve bits of signature, and a made-up one must not fit by chance.
static SHARED: LazyLock<Server> =
    LazyLock::new(|| RUNTIME.block_on(Server::start(&["--secret", SECRET], Bounds::default())));

/// Runs a test on the shared runtime against the shared server.
pub(crate) fn with_server<T>(test: impl AsyncFnOnce(&'static Server) -> T) -> T {
    let server = shared();
    RUNTIME.block_on(test(server))
}

/// The server that most tests share.
pub(crate) fn shared() -> &'static Server {
    &SHARED
}

/// A running server.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) app: Arc<App>,
    pub(crate) serving: JoinHandle<()>,
    /// Lives as long as the server.
    folder: Option<Folder>,
}

impl Server {
    /// Starts a server with more command-line options and other bounds, which counts no rates: tests come often.
    pub(crate) async fn start(options: &[&str], bounds: Bounds) -> Self {
        let mut config = config(&[&["--no-rate-limits"], options].concat());
        config.limits.labs = bounds;
        Self::serve(config).await
    }

    /// Starts a server with nothing but these options, and little content.
    pub(crate) async fn start_limited(options: &[&str]) -> Self {
        let folder = Folder::small();
        let mut server = Self::serve(config(&[&["--content", folder.text()], options].concat())).await;
        server.folder = Some(folder);
        server
    }

    async fn serve(config: Config) -> Self {
        let app = App::new(config).await.expect("the content is right");
        let site = app.site().await;
        tokio::task::spawn_blocking(move || site.compress()).await.expect("compressed");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let serving = tokio::spawn({
            let app = Arc::clone(&app);
            let routes = router(Arc::clone(&app));
            async move { accept::accept(listener, routes, &app, &app.connections).await }
        });
        Self { address, app, serving, folder: None }
    }

    /// Sends the bytes of one request and reads one response.
    pub(crate) async fn send(&self, request: impl AsRef<[u8]>) -> Answer {
        let mut connection = Connection::open(self.address).await;
        let request = request.as_ref();
        connection.send(request).await;
        connection.answer(request.starts_with(b"HEAD ")).await.expect("a whole response")
    }

    /// A form, as a browser or curl sends it.
    pub(crate) async fn form(&self, target: &str, fields: &[&str], form: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(form).expect("a form");
        let fields = [&["Content-Type: application/x-www-form-urlencoded"], fields].concat();
        self.send(message("POST", target, &fields, &body)).await
    }

    /// A request without a body; `fields` are lines.
    pub(crate) async fn request(&self, method: &str, target: &str, fields: &[&str]) -> Answer {
        self.send(&message(method, target, fields, "")).await
    }

    pub(crate) async fn get(&self, target: &str) -> Answer {
        self.request("GET", target, &[]).await
    }

    /// A new lab with its owner's cookie.
    pub(crate) async fn lab(&self) -> Lab<'_> {
        let answer = self.request("POST", "/api/labs", &[]).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        let cookie = answer.field("set-cookie").expect("the lab's cookie");
        let pair = cookie.split(';').next().expect("a pair").to_owned();
        let base = answer.json()["base"].as_str().expect("the base").to_owned();
        let name = answer.json()["lab"].as_str().expect("the name").to_owned();
        Lab { server: self, name, base, cookie: format!("Cookie: {pair}") }
    }
}

fn config(options: &[&str]) -> Config {
    let words = ["knock", "serve"].iter().chain(options).copied();
    let Action::Serve(config) = Command::parse_from(words).action else { panic!("serve was asked for") };
    *config
}

/// A lab, seen by its owner.
pub(crate) struct Lab<'a> {
    pub(crate) server: &'a Server,
    pub(crate) name: String,
    /// With its last slash.
    pub(crate) base: String,
    /// The owner's `Cookie` line.
    pub(crate) cookie: String,
}

impl Lab<'_> {
    /// Sends to a door as anybody can.
    pub(crate) async fn knock(&self, method: &str, path: &str, fields: &[&str]) -> Answer {
        self.server.request(method, &format!("{}{path}", self.base), fields).await
    }

    /// Calls the API as the owner.
    pub(crate) async fn api(&self, method: &str, path: &str, body: &str) -> Answer {
        let target = format!("/api/labs/{}{path}", self.name);
        let mut fields = vec![self.cookie.as_str()];
        if !body.is_empty() {
            fields.push("Content-Type: application/json");
        }
        self.server.send(&message(method, &target, &fields, body)).await
    }

    pub(crate) async fn exchanges(&self) -> Vec<Exchange> {
        let answer = self.api("GET", "/exchanges", "").await;
        assert_eq!(answer.status, 200, "{answer:?}");
        serde_json::from_slice(&answer.body).expect("exchanges")
    }

    /// The record of the exchange that ended with this answer.
    pub(crate) async fn record_of(&self, answer: &Answer) -> Exchange {
        let id = answer.field("knock-exchange").unwrap_or_else(|| panic!("no id: {answer:?}"));
        let read = self.api("GET", &format!("/exchanges/{id}"), "").await;
        assert_eq!(read.status, 200, "{read:?}");
        serde_json::from_slice(&read.body).expect("an exchange")
    }
}

/// The bytes of a request.
pub(crate) fn message(method: &str, target: &str, fields: &[&str], body: &str) -> String {
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
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The values of all fields with this name, in order.
    pub(crate) fn fields(&self, name: &str) -> Vec<&str> {
        self.head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(':'))
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
            .collect()
    }

    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields(name).first().copied()
    }

    /// Every line of the head but the first, in order.
    pub(crate) fn lines(&self) -> Vec<&str> {
        self.head.lines().skip(1).filter(|line| !line.is_empty()).collect()
    }

    /// The lines of all challenges, spelled as on the wire.
    pub(crate) fn challenges(&self) -> Vec<&str> {
        self.head.lines().filter(|line| line.to_ascii_lowercase().starts_with("www-authenticate:")).collect()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
