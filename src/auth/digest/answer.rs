//! The server reads an answer: complete, nothing twice, nothing believed yet (RFC 7616 3.4).

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::super::authorization::{self, FIELD};
use super::{Algorithm, Parameter, Qop, SCHEME, parameters};
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

/// An answer to a challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub user: User,
    pub realm: Parameter,
    pub nonce: Parameter,
    pub uri: Parameter,
    pub response: Parameter,
    pub cnonce: Parameter,
    /// Eight hexadecimal digits.
    pub nc: Parameter,
    /// The same as a number, at least 1.
    pub count: u32,
    pub qop: Qop,
    /// `None` for one that is not known; MD5 where none is named (RFC 7616 3.3).
    pub algorithm: Option<Algorithm>,
    pub opaque: Option<Parameter>,
}

/// The user, as the answer names him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum User {
    Named(String),
    /// The hash of user name and realm (RFC 7616 3.4.4).
    Hashed(String),
}

/// Why an answer cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// One sentence, without anything that was sent.
    pub detail: Cow<'static, str>,
    /// The rule.
    pub section: &'static str,
    /// The bytes of the field that are at fault; all of them without a range.
    pub range: Option<Range<usize>>,
}

/// The parameters that count, for sentences that name one.
const NAMES: [&str; 12] = [
    "username",
    "username*",
    "realm",
    "nonce",
    "uri",
    "response",
    "algorithm",
    "cnonce",
    "opaque",
    "qop",
    "nc",
    "userhash",
];

impl Parameter {
    /// Where it stands in `Authorization`.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        Evidence::within(FIELD, self.range.clone())
    }

    fn fault(&self, detail: &'static str, section: &'static str) -> Fault {
        Fault { detail: detail.into(), section, range: Some(self.range.clone()) }
    }
}

impl Answer {
    /// Climbs from credentials present to decodable; `values` are the values of all `Authorization` lines.
    ///
    /// # Errors
    /// What `authorization::read` gives, or `ImproperDigest`, without a challenge.
    pub fn read(values: &[&[u8]], ladder: &mut Ladder) -> Result<Self, Refusal> {
        let credentials = authorization::read(values, SCHEME, ladder)?;
        let answer = Self::parse(credentials.rest, credentials.offset).map_err(|fault| fault.stop(ladder))?;
        ladder.pass(
            Rung::Decodable,
            Finding::new("Every parameter that an answer needs is there, and there once.", "RFC 7616 3.4")
                .at(Evidence::field(FIELD)),
        );
        Ok(answer)
    }

    /// Reads what follows the scheme and begins at byte `offset` of the field. Values may be bare or quoted, whatever the
    /// rules for senders say: clients differ (RFC 9110 11.2).
    ///
    /// # Errors
    /// Something is no parameter, missing, there twice, or not of the right form.
    pub fn parse(text: &str, offset: usize) -> Result<Self, Fault> {
        let (mut list, broken) = parameters(text, offset);
        if let Some(at) = broken {
            return Err(Fault {
                detail: "The list breaks off: a parameter is a name, an equals sign and a value, and commas stand between them.".into(),
                section: "RFC 9110 11.2",
                range: Some(at..offset + text.len()),
            });
        }
        refuse_repeated(&list)?;
        let mut take = |name: &'static str| {
            list.iter().position(|parameter| parameter.name == name).map(|at| list.swap_remove(at))
        };
        let user = user(take("username"), take("username*"), take("userhash"))?;
        let mut need = |name| take(name).ok_or_else(|| missing(name));
        let (realm, nonce, uri, response) = (need("realm")?, need("nonce")?, need("uri")?, need("response")?);
        let (qop, nc, cnonce) = (need("qop")?, need("nc")?, need("cnonce")?);
        if !cnonce.value.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
            return Err(cnonce.fault("The parameter cnonce takes ASCII characters only.", "RFC 7616 3.4"));
        }
        Ok(Self {
            user,
            count: count(&nc)?,
            qop: Qop::named(&qop.value)
                .ok_or_else(|| qop.fault("The parameter qop takes auth or auth-int.", "RFC 7616 3.4"))?,
            algorithm: take("algorithm")
                .map_or(Some(Algorithm::Md5), |algorithm| Algorithm::named(&algorithm.value)),
            opaque: take("opaque"),
            realm,
            nonce,
            uri,
            response,
            cnonce,
            nc,
        })
    }
}

impl Fault {
    /// Ends the climb.
    pub fn stop(self, ladder: &mut Ladder) -> Refusal {
        let evidence =
            self.range.map_or_else(|| Evidence::field(FIELD), |range| Evidence::within(FIELD, range));
        ladder.stop(
            Rung::Decodable,
            Reason::ImproperDigest,
            Finding::new(self.detail, self.section)
                .remedy("username, realm, nonce, uri, response, qop, nc and cnonce, each once.")
                .at(evidence),
        )
    }
}

fn refuse_repeated(list: &[Parameter]) -> Result<(), Fault> {
    let mut known = BTreeSet::new();
    for parameter in list {
        if !known.insert(&*parameter.name) {
            let name = NAMES.iter().find(|name| **name == parameter.name);
            let detail = name.map_or_else(
                || "A parameter is there twice, and nobody can say which one counts.".into(),
                |name| {
                    format!("The parameter {name} is there twice, and nobody can say which one counts.")
                        .into()
                },
            );
            return Err(Fault { detail, section: "RFC 9110 11.2", range: Some(parameter.range.clone()) });
        }
    }
    Ok(())
}

fn missing(name: &'static str) -> Fault {
    Fault { detail: format!("The parameter {name} is missing.").into(), section: "RFC 7616 3.4", range: None }
}

fn count(nc: &Parameter) -> Result<u32, Fault> {
    let digits = nc.value.len() == 8 && nc.value.bytes().all(|byte| byte.is_ascii_hexdigit());
    let count = u32::from_str_radix(&nc.value, 16).ok().filter(|count| digits && *count > 0);
    count.ok_or_else(|| {
        nc.fault("The parameter nc takes eight hexadecimal digits, from 00000001 on.", "RFC 7616 3.4")
    })
}

fn user(
    plain: Option<Parameter>,
    extended: Option<Parameter>,
    userhash: Option<Parameter>,
) -> Result<User, Fault> {
    let is_hashed = match userhash.as_ref().map(|userhash| userhash.value.to_ascii_lowercase()).as_deref() {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => {
            let fault = |userhash: Parameter| {
                userhash.fault("The parameter userhash takes true or false.", "RFC 7616 3.4")
            };
            return Err(userhash.map_or_else(|| missing("userhash"), fault));
        }
    };
    match (plain, extended) {
        (Some(user), None) if is_hashed => Ok(User::Hashed(user.value)),
        (Some(user), None) => Ok(User::Named(user.value)),
        (None, Some(user)) if is_hashed => {
            Err(user.fault("The parameter username* holds a name, not a hash.", "RFC 7616 3.4"))
        }
        (None, Some(user)) => extended_value(&user.value).map(User::Named).ok_or_else(|| {
            user.fault(
                "The parameter username* takes UTF-8, two apostrophes and percent signs.",
                "RFC 8187 3.2",
            )
        }),
        (Some(_), Some(user)) => Err(user.fault(
            "There is a username and a username*, and nobody can say which one counts.",
            "RFC 7616 3.4",
        )),
        (None, None) => Err(missing("username")),
    }
}

/// `UTF-8'en'zo%C3%AB`: the character set, the language if somebody cares, the text (RFC 8187 3.2).
#[must_use]
pub fn extended_value(value: &str) -> Option<String> {
    let mut parts = value.splitn(3, '\'');
    let (charset, _language, text) = (parts.next()?, parts.next()?, parts.next()?);
    if !charset.eq_ignore_ascii_case("UTF-8") {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            bytes.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}
