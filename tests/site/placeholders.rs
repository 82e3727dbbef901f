//! The placeholders of examples and solutions, filled with what the doors themselves hand out: the shared demo's, or a lab's.

use knock::content::digest_order::DigestOrder;
use knock::content::live::{self, Placeholder};

use crate::support::{Answer, Lab, Server, message};

/// Whose doors are asked.
#[derive(Clone, Copy)]
pub(crate) enum Giver<'a> {
    Demo(&'a Server),
    Lab(&'a Lab<'a>),
}

/// The request that a field line is for.
#[derive(Clone, Copy, Default)]
pub(crate) struct Asked<'a> {
    pub(crate) method: &'a str,
    pub(crate) target: &'a str,
    pub(crate) body: &'a str,
}

impl Giver<'_> {
    /// A target with its placeholders filled.
    pub(crate) async fn filled(self, target: &str) -> String {
        self.filled_for(target, Asked::default()).await
    }

    /// A field line with its placeholders filled, for this request.
    pub(crate) async fn filled_for(self, line: &str, asked: Asked<'_>) -> String {
        let mut filled = line.to_owned();
        for (whole, placeholder) in live::placeholders(line).expect("a readable placeholder") {
            let value = match placeholder {
                Placeholder::Basic(pair) => live::basic_value(pair),
                Placeholder::Token(fields) => text(&self.post("token", &fields).await, "access_token"),
                Placeholder::Session { pair, age_seconds } => self.session(pair, age_seconds).await,
                Placeholder::Digest(order) => self.digest(&order, asked).await,
                Placeholder::Csrf(pair) => {
                    let credentials = format!("Authorization: Basic {}", live::basic_value(pair));
                    let target = format!("{}forbidden/csrf/", self.base());
                    text(&self.server().request("GET", &target, &[&credentials]).await, "csrf_token")
                }
                Placeholder::Link { lifetime_seconds } => {
                    let form = [("lifetime", lifetime_seconds)];
                    text(&self.post("forbidden/signed/link", &form).await, "query")
                }
            };
            filled = filled.replacen(whole, &value, 1);
        }
        filled
    }

    fn server(&self) -> &Server {
        match self {
            Self::Demo(server) => server,
            Self::Lab(lab) => lab.server,
        }
    }

    fn base(&self) -> &str {
        match self {
            Self::Demo(_) => "/demo/",
            Self::Lab(lab) => &lab.base,
        }
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.server().form(&format!("{}{path}", self.base()), &[], form).await
    }

    /// An answer to a challenge that was given so many seconds ago.
    async fn digest(&self, order: &DigestOrder<'_>, Asked { method, target, body }: Asked<'_>) -> String {
        let send = async |fields: &[&str]| self.server().send(message(method, target, fields, body)).await;
        if order.age_seconds != 0 {
            self.set_clock(-order.age_seconds).await;
        }
        let asked = send(&[]).await;
        if order.age_seconds != 0 {
            self.set_clock(0).await;
        }
        let answer = order.answer(asked.fields("www-authenticate").into_iter(), method, target, body);
        let answer = answer.unwrap_or_else(|| panic!("{order:?}: {asked:?}"));
        if order.is_used {
            assert_eq!(send(&[&format!("Authorization: Digest {answer}")]).await.status, 200);
        }
        answer
    }

    /// A session cookie that was made so many seconds ago, by the lab's clock.
    async fn session(&self, pair: &str, age_seconds: i64) -> String {
        self.set_clock(-age_seconds).await;
        let answer = self.post("session/login", &live::login_form(pair)).await;
        self.set_clock(0).await;
        let cookie = answer.field("set-cookie").unwrap_or_else(|| panic!("{pair}: {answer:?}"));
        live::cookie_value(cookie).expect("a value").to_owned()
    }

    /// The shared demo's clock stands still.
    async fn set_clock(&self, offset_seconds: i64) {
        let Self::Lab(lab) = self else { return assert_eq!(offset_seconds, 0, "only a lab's clock moves") };
        let answer = lab.api("PUT", "/clock", &format!("{{\"offset_seconds\":{offset_seconds}}}")).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
}

/// A text of a JSON answer.
fn text(answer: &Answer, name: &str) -> String {
    answer.json()[name].as_str().unwrap_or_else(|| panic!("no {name}: {answer:?}")).to_owned()
}
