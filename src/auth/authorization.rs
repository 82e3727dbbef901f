//! Reading `Authorization`: the rungs that all schemes share, from "did you bring credentials?" to "a scheme that this door offers?".

use super::grammar::{is_token, is_token68};
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

/// The field's name, for evidence.
pub const FIELD: &str = "authorization";

/// Credentials whose scheme is the wanted one.
#[derive(Debug, PartialEq, Eq)]
pub struct Credentials<'a> {
    /// What follows the scheme and its spaces; may be empty.
    pub rest: &'a str,
    /// Where `rest` begins in the field value, in bytes.
    pub offset: usize,
}

/// Climbs from credentials present to scheme offered.
///
/// `values` are the values of all `Authorization` lines of the request.
///
/// # Errors
/// `NoCredentials`, `RepeatedCredentials`, `MalformedCredentials` or `OtherScheme`, as the stopping rung says.
pub fn read<'a>(
    values: &[&'a [u8]],
    scheme: &'static str,
    ladder: &mut Ladder,
) -> Result<Credentials<'a>, Refusal> {
    let value = match *values {
        [] => return Err(none(scheme, ladder)),
        [value] => value,
        _ => return Err(repeated(ladder)),
    };
    ladder.pass(
        Rung::CredentialsPresent,
        Finding::new("The request carries an Authorization header.", "RFC 9110 11.6.2")
            .at(Evidence::field(FIELD)),
    );
    let (name, rest) = split(value, ladder)?;
    ladder.pass(
        Rung::WellFormed,
        Finding::new("One Authorization header: a scheme, then what belongs to it.", "RFC 9110 11.4")
            .at(Evidence::field(FIELD)),
    );
    let name_range = Evidence::within(FIELD, 0..name.len());
    if !name.eq_ignore_ascii_case(scheme) {
        return Err(ladder.stop(
            Rung::SchemeOffered,
            Reason::OtherScheme,
            Finding::new(
                format!("The credentials use another scheme; this door only understands {scheme}."),
                "RFC 9110 11.4",
            )
            .remedy(format!("Credentials that begin with {scheme} and a space."))
            .at(name_range),
        ));
    }
    ladder.pass(
        Rung::SchemeOffered,
        Finding::new(
            format!("The scheme is {scheme}; its name is compared without regard to case."),
            "RFC 9110 11.1",
        )
        .at(name_range),
    );
    let trimmed = rest.trim_start_matches(' ');
    Ok(Credentials { rest: trimmed, offset: value.len() - trimmed.len() })
}

/// Ends the climb of a request that uses none of the schemes of a door which offers several; `schemes` lists them in words.
pub fn none_of(values: &[&[u8]], schemes: &'static str, ladder: &mut Ladder) -> Refusal {
    read(values, schemes, ladder).expect_err("a list in words is the name of no scheme")
}

fn none(scheme: &'static str, ladder: &mut Ladder) -> Refusal {
    ladder.stop(
        Rung::CredentialsPresent,
        Reason::NoCredentials,
        Finding::new(
            "The request carries no Authorization header, so the server does not know who is asking.",
            "RFC 9110 15.5.2",
        )
        .remedy(format!("An Authorization header with {scheme} credentials.")),
    )
}

fn repeated(ladder: &mut Ladder) -> Refusal {
    ladder.pass(
        Rung::CredentialsPresent,
        Finding::new("The request carries more than one Authorization header.", "RFC 9110 11.6.2")
            .at(Evidence::field(FIELD)),
    );
    // Authorization is not a list field, so a sender must not repeat it.
    ladder.stop(
        Rung::WellFormed,
        Reason::RepeatedCredentials,
        Finding::new(
            "There are two Authorization headers, and nobody can say which one counts.",
            "RFC 9110 5.3",
        )
        .remedy("Exactly one Authorization header.")
        .at(Evidence::Field { name: FIELD, nth: 1, range: None }),
    )
}

/// The credentials of the only `Authorization` value, when they use this scheme; for doors that explain nothing.
#[must_use]
pub fn only<'a>(mut values: impl Iterator<Item = &'a [u8]>, scheme: &str) -> Option<&'a str> {
    let (name, rest) = halves(values.next()?);
    let good = values.next().is_none() && name.eq_ignore_ascii_case(scheme);
    good.then(|| rest.trim_matches(' '))
}

/// True when the value begins with the name of this scheme.
#[must_use]
pub fn names(value: &[u8], scheme: &str) -> bool {
    halves(value).0.eq_ignore_ascii_case(scheme)
}

/// The scheme, and what follows its first space.
fn halves(value: &[u8]) -> (&str, &str) {
    let text = str::from_utf8(value).unwrap_or_default();
    text.split_once(' ').unwrap_or((text, ""))
}

fn split<'a>(value: &'a [u8], ladder: &mut Ladder) -> Result<(&'a str, &'a str), Refusal> {
    let (name, rest) = halves(value);
    if is_token(name) {
        return Ok((name, rest));
    }
    let detail = if str::from_utf8(value).is_err() {
        "The Authorization header holds bytes that are not UTF-8, which this server does not read."
    } else if rest.is_empty() && is_token68(name) {
        "The Authorization header holds credentials but no scheme: the first word must say which kind they are."
    } else {
        "The Authorization header does not begin with the name of a scheme."
    };
    Err(ladder.stop(
        Rung::WellFormed,
        Reason::MalformedCredentials,
        Finding::new(detail, "RFC 9110 11.4")
            .remedy("The scheme, one space, then the credentials: Authorization: Basic YWxpY2U6…")
            .at(Evidence::field(FIELD)),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(values: &[&[u8]]) -> Result<String, Reason> {
        read(values, "Basic", &mut Ladder::default())
            .map(|credentials| credentials.rest.to_owned())
            .map_err(|refusal| refusal.reason)
    }

    #[test]
    fn each_way_to_fail_has_its_own_reason() {
        let cases: &[(&[&[u8]], Result<&str, Reason>)] = &[
            (&[b"Basic YQ=="], Ok("YQ==")),
            (&[b"bAsIc   YQ=="], Ok("YQ==")),
            (&[b"Basic"], Ok("")),
            (&[], Err(Reason::NoCredentials)),
            (&[b"Basic YQ==", b"Basic YQ=="], Err(Reason::RepeatedCredentials)),
            (&[b"YWxpY2U6d29uZGVybGFuZA=="], Err(Reason::MalformedCredentials)),
            (&[b"\xff\xfe"], Err(Reason::MalformedCredentials)),
            (&[b""], Err(Reason::MalformedCredentials)),
            (&[b"\"Basic\" YQ=="], Err(Reason::MalformedCredentials)),
            (&[b"Bearer abc"], Err(Reason::OtherScheme)),
            (&[b"Basic:YQ"], Err(Reason::MalformedCredentials)),
        ];
        for (values, expected) in cases {
            assert_eq!(outcome(values), expected.map(str::to_owned), "{values:?}");
        }
    }
}
