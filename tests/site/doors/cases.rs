//! The table: every door, every way to be let in or refused, with the reason, the status and the challenge.
//! Several tests walk it; each looks at something else.

use knock::error;
use knock::model::{Problem, Reason};

use super::{
    Doors, basic_cases, bearer_cases, broken_cases, digest_cases, forbidden_cases, key_cases, posted_cases,
    session_cases, several,
};
use crate::support::{Answer, message};

/// The challenge that an answer must carry, on a line of its own.
#[derive(Clone, Debug)]
pub(super) enum Asks {
    Nothing,
    Basic(&'static str),
    Key,
    Cookie,
    /// One line for each algorithm.
    Digest {
        realm: &'static str,
        algorithms: &'static [&'static str],
        qop: &'static str,
        stale: bool,
    },
    /// Three challenges, on three lines or on one; the last with an error code where a token was tried.
    Several {
        is_one_line: bool,
        stale: bool,
        error: Option<&'static str>,
    },
    Bearer(&'static str),
    /// With an error code of RFC 6750 3.1 and the problem's own sentence.
    BearerError(&'static str, &'static str),
    Scope(&'static str),
    StepUp,
    /// The words that an exhibit sends, whatever the case.
    Exactly(&'static str),
    /// What another door would send, with the exhibit's mistake in it.
    Spoiled(Box<Asks>, fn(&str) -> String),
}

/// One request and what must come of it.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub name: String,
    pub method: &'static str,
    pub path: String,
    pub fields: Vec<String>,
    /// A form.
    pub body: String,
    /// `None` when the door opens.
    pub reason: Option<Reason>,
    /// The status of a door that neither opens with 200 nor refuses with a problem.
    pub own_status: Option<u16>,
    pub asks: Asks,
}

impl Case {
    pub(super) fn status(&self) -> u16 {
        self.own_status.unwrap_or_else(|| self.reason.map_or(200, |reason| error::status(reason).as_u16()))
    }

    pub(super) async fn send(&self, doors: &Doors<'_>, more: &[&str]) -> Answer {
        let fields: Vec<&str> = self.fields.iter().map(String::as_str).chain(more.iter().copied()).collect();
        let target = format!("{}{}", doors.base, self.path);
        doors.server.send(message(self.method, &target, &fields, &self.body)).await
    }

    /// The same with a form, which is posted.
    pub(super) fn posting(mut self, form: &[(&str, &str)]) -> Self {
        self.body = serde_urlencoded::to_string(form).expect("a form");
        self.by("POST")
    }

    /// The same where the door answers in its own way.
    pub(super) fn answered_with(mut self, status: u16) -> Self {
        self.own_status = Some(status);
        self
    }

    pub(super) fn by(mut self, method: &'static str) -> Self {
        self.name = format!("{method} {}", self.name);
        self.method = method;
        self
    }

    /// True when the case is about the door with this path in the routing table.
    pub(super) fn is_at(&self, door: &str) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        path.matches('/').count() == door.matches('/').count()
            && path
                .split('/')
                .zip(door.split('/'))
                .all(|(seen, known)| known.starts_with('{') || seen == known)
    }

    /// The challenge lines, spelled as on the wire, without what is fresh in each.
    pub(super) fn challenges(&self, doors: &Doors<'_>, detail: &str) -> Vec<String> {
        let name = &doors.name;
        let line = match &self.asks {
            Asks::Nothing => return Vec::new(),
            Asks::Spoiled(asks, spoil) => {
                let case = Self { asks: (**asks).clone(), ..self.clone() };
                return case.challenges(doors, detail).iter().map(|line| spoil(line)).collect();
            }
            Asks::Exactly(words) => (*words).to_owned(),
            Asks::Digest { realm, algorithms, qop, stale } => {
                let realm = if realm.starts_with("Dialog ") {
                    (*realm).to_owned()
                } else {
                    format!("{name}/{realm}")
                };
                let stale = if *stale { ", stale=true" } else { "" };
                let line = |algorithm: &&str| {
                    format!(
                        "WWW-Authenticate: Digest realm=\"{realm}\", qop=\"{qop}\", algorithm={algorithm}, nonce=\"{{n}}\", opaque=\"{{o}}\"{stale}"
                    )
                };
                return algorithms.iter().map(line).collect();
            }
            Asks::Several { is_one_line, stale, error } => {
                let realm = format!("realm=\"{name}/several\"");
                let stale = if *stale { ", stale=true" } else { "" };
                let error = error.map_or(String::new(), |code| {
                    format!(", error=\"{code}\", error_description=\"{detail}\"")
                });
                let lines = [
                    format!(
                        "Digest {realm}, qop=\"auth\", algorithm=SHA-256, nonce=\"{{n}}\", opaque=\"{{o}}\"{stale}"
                    ),
                    format!("Basic {realm}, charset=\"UTF-8\""),
                    format!("Bearer {realm}{error}"),
                ];
                let lines = if *is_one_line { vec![lines.join(", ")] } else { lines.to_vec() };
                return lines.iter().map(|line| format!("WWW-Authenticate: {line}")).collect();
            }
            Asks::Basic(realm) if realm.starts_with("Dialog ") => {
                format!("Basic realm=\"{realm}\", charset=\"UTF-8\"")
            }
            Asks::Basic(realm) => format!("Basic realm=\"{name}/{realm}\", charset=\"UTF-8\""),
            Asks::Cookie => format!(
                "Cookie realm=\"{name}/session\", form-action=\"{}session/login\", cookie-name=\"knock_session\"",
                doors.base
            ),
            Asks::Key => format!("ApiKey realm=\"{name}/api-key\", header=\"X-API-Key\""),
            Asks::Bearer(realm) => format!("Bearer realm=\"{name}/{realm}\""),
            Asks::BearerError(realm, code) => {
                format!("Bearer realm=\"{name}/{realm}\", error=\"{code}\", error_description=\"{detail}\"")
            }
            Asks::StepUp => format!(
                "Bearer realm=\"{name}/bearer-stepup\", error=\"insufficient_user_authentication\", acr_values=\"urn:knock:mfa\", max_age=\"60\""
            ),
            Asks::Scope(realm) => format!(
                "Bearer realm=\"{name}/{realm}\", error=\"insufficient_scope\", scope=\"reports:read\", error_description=\"{detail}\""
            ),
        };
        let document = if self.path.starts_with("bearer-discovery/") {
            let base = &doors.base;
            format!(
                ", resource_metadata=\"http://localhost:3000/.well-known/oauth-protected-resource{base}bearer-discovery/\""
            )
        } else {
            String::new()
        };
        vec![format!("WWW-Authenticate: {line}{document}")]
    }

    pub(super) fn problem(&self, answer: &Answer) -> Option<Problem> {
        self.reason.filter(|_| self.own_status.is_none()).map(|_| {
            serde_json::from_slice(&answer.body)
                .unwrap_or_else(|error| panic!("{error}: {self:?} {answer:?}"))
        })
    }
}

/// The challenges of an answer, without what is fresh in each.
pub(super) fn challenges(answer: &Answer) -> Vec<String> {
    answer.challenges().into_iter().map(without_nonces).collect()
}

/// A line with `{n}` for its nonce and `{o}` for what goes with it.
pub(crate) fn without_nonces(line: &str) -> String {
    let mut line = line.to_owned();
    for (name, placeholder) in [(" nonce=", "{n}"), (" opaque=", "{o}")] {
        let mut from = 0;
        while let Some(value) = line[from..].find(name).map(|at| from + at + name.len()) {
            let start = value + usize::from(line[value..].starts_with('"'));
            let end = start + line[start..].find(['"', ',']).unwrap_or(line.len() - start);
            assert!(end - start >= 12, "too short to be fresh: {line}");
            line.replace_range(start..end, placeholder);
            from = start;
        }
    }
    line
}

pub(super) fn case(path: &str, name: &str, fields: &[&str], reason: Option<Reason>, asks: Asks) -> Case {
    Case {
        name: format!("{path} {name}"),
        method: "GET",
        path: path.to_owned(),
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        body: String::new(),
        reason,
        own_status: None,
        asks,
    }
}

/// All cases for one copy of the doors.
pub(super) async fn all(doors: &Doors<'_>) -> Vec<Case> {
    let mut cases = basic_cases::all();
    cases.extend(digest_cases::all(doors).await);
    cases.extend(several::cases(doors).await);
    cases.extend(bearer_cases::all(doors).await);
    cases.extend(key_cases::all(doors).await);
    cases.extend(session_cases::all(doors).await);
    cases.extend(forbidden_cases::all());
    cases.extend(posted_cases::all(doors).await);
    cases.extend(broken_cases::all(doors).await);
    cases
}
