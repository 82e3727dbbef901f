//! A client and its test: it answers a 401 with Basic credentials, and knows that a 403 is a final no.
//!
//! The demo server runs inside this program, so the test needs no network and no mock. In a project of your own
//! the functions below `main` are your client, and `main` is the body of a `#[tokio::test]`.

use std::error::Error;

use base64ct::{Base64, Encoding};
use ureq::http::StatusCode;
use ureq::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn Error>> {
    let server = knock::demo::spawn().await?;
    let (anybody, admins) = (server.url("basic/"), server.url("forbidden/role/"));
    tokio::task::block_in_place(|| {
        for (door, user, password, expected) in [
            (&anybody, "alice", "wonderland", Outcome::Opened),
            (&anybody, "alice", "looking-glass", Outcome::WrongCredentials),
            (&admins, "bob", "builder", Outcome::Opened),
            (&admins, "alice", "wonderland", Outcome::NotAllowed),
            (&admins, "bob", "wonderland", Outcome::WrongCredentials),
        ] {
            assert_eq!(fetch(door, user, password)?, expected, "{user} at {door}");
        }
        Ok(())
    })
}

/// What came of a request.
#[derive(Debug, PartialEq)]
enum Outcome {
    Opened,
    /// The server does not know who this is. Other credentials can help.
    WrongCredentials,
    /// The server knows who this is, and says no. The same credentials will never help.
    NotAllowed,
}

/// Asks without credentials first, as RFC 9110 11.6.1 means it: the challenge says what is wanted.
fn fetch(url: &str, user: &str, password: &str) -> Result<Outcome, Box<dyn Error>> {
    let client = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
    let mut answer = client.get(url).call()?;
    if answer.status() == StatusCode::UNAUTHORIZED && asks_for_basic(&answer) {
        let credentials = format!("Basic {}", Base64::encode_string(format!("{user}:{password}").as_bytes()));
        answer = client.get(url).header(AUTHORIZATION, credentials).call()?;
    }
    match answer.status() {
        StatusCode::OK => Ok(Outcome::Opened),
        // A second 401 is the answer to the credentials: asking again with the same ones would be a loop.
        StatusCode::UNAUTHORIZED => Ok(Outcome::WrongCredentials),
        StatusCode::FORBIDDEN => Ok(Outcome::NotAllowed),
        other => Err(format!("{url} answered {other}").into()),
    }
}

/// True when one of the challenges is for Basic; scheme names have no case.
fn asks_for_basic(answer: &ureq::http::Response<ureq::Body>) -> bool {
    answer
        .headers()
        .get_all(WWW_AUTHENTICATE)
        .iter()
        .filter_map(|line| line.to_str().ok()?.split(' ').next())
        .any(|scheme| scheme.eq_ignore_ascii_case("basic"))
}
