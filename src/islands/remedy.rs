//! What one click changes in the editor so that the check that said no is passed. Pure; only demo accounts, never a guess.

use crate::auth::{Challenge, basic, bearer};
use crate::model::{Exchange, Rung};

/// An offer below the rung that said no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The words on the button.
    pub label: &'static str,
    pub edit: Edit,
}

/// The change itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    Method(String),
    Authorization(String),
    /// Needs a token first.
    Token {
        scope: String,
    },
}

/// The remedy for an exchange, if one click can bring it.
#[must_use]
pub fn of(exchange: &Exchange) -> Option<Remedy> {
    let rung = exchange.stopped_at()?.rung;
    let challenges: Vec<Challenge> = exchange.challenges().flat_map(Challenge::parse_list).collect();
    let challenge = |scheme: &str| challenges.iter().find(|challenge| challenge.is(scheme));
    let authorization = |label, user, password| {
        Some(Remedy { label, edit: Edit::Authorization(basic::authorization(user, password)) })
    };
    match rung {
        Rung::Door => {
            let method = exchange.response.field("allow")?.split(',').next()?.trim();
            Some(Remedy { label: "Use a method that it takes", edit: Edit::Method(method.to_owned()) })
        }
        Rung::Role => authorization("Come as bob, who is an admin", "bob", "builder"),
        Rung::Owner => match document(&exchange.path)? {
            '1'..='5' => authorization("Come as alice, whose document it is", "alice", "wonderland"),
            _ => authorization("Come as bob, whose document it is", "bob", "builder"),
        },
        Rung::Handler | Rung::Protected | Rung::NetworkRule => None,
        _ if challenge(basic::SCHEME).is_some() => {
            authorization("Fill in alice, with her password", "alice", "wonderland")
        }
        _ => {
            let scope = challenge(bearer::SCHEME)?.param("scope").unwrap_or_default().to_owned();
            Some(Remedy { label: "Issue a good token and put it in", edit: Edit::Token { scope } })
        }
    }
}

/// The number in `forbidden/documents/{id}/`.
fn document(path: &str) -> Option<char> {
    path.strip_prefix("forbidden/documents/")?.chars().next().filter(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::islands::difference::tests::{exchange, stopped};
    use crate::model::{Field, SetBy};

    fn refused(path: &str, rung: Rung, field: Option<(&str, &str)>) -> Exchange {
        let mut exchange = stopped(exchange(401, path, &[]), rung);
        exchange.response.fields.extend(field.map(|(name, value)| Field {
            name: name.to_owned(),
            value: value.to_owned(),
            set_by: SetBy::Server,
            about: None,
        }));
        exchange
    }

    #[test]
    fn the_remedy_fits_the_check_and_the_challenge() {
        let alice = Edit::Authorization(basic::authorization("alice", "wonderland"));
        let bob = Edit::Authorization(basic::authorization("bob", "builder"));
        let token = |scope: &str| Edit::Token { scope: scope.to_owned() };
        let basic = Some(("WWW-Authenticate", "Basic realm=\"x\""));
        let bearer = Some((
            "WWW-Authenticate",
            "Bearer realm=\"x\", error=\"insufficient_scope\", scope=\"reports:read\"",
        ));
        for (path, rung, field, expected) in [
            ("basic/", Rung::CredentialsPresent, basic, Some(alice.clone())),
            ("basic/", Rung::KnownIdentity, basic, Some(alice.clone())),
            ("bearer/", Rung::InTime, Some(("WWW-Authenticate", "Bearer realm=\"x\"")), Some(token(""))),
            ("bearer-scope/", Rung::Scope, bearer, Some(token("reports:read"))),
            ("forbidden/role/", Rung::Role, None, Some(bob.clone())),
            ("forbidden/documents/6/?hide=1", Rung::Owner, None, Some(bob)),
            ("forbidden/documents/3/", Rung::Owner, None, Some(alice)),
            ("token", Rung::Door, Some(("Allow", "POST, OPTIONS")), Some(Edit::Method("POST".to_owned()))),
            ("nowhere", Rung::Door, None, None),
            ("forbidden/documents/99/", Rung::Handler, None, None),
        ] {
            assert_eq!(of(&refused(path, rung, field)).map(|remedy| remedy.edit), expected, "{path}");
        }
    }
}
