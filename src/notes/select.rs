//! Finding challenges and their parameters by a condition, for the files of the schemes.

use super::lenient::{Challenge, Param};
use super::rule::Found;
use super::seen::Seen;

/// The challenges of a scheme, of the server and of a proxy.
fn of<'s, 'a>(seen: &'s Seen<'a>, scheme: &str) -> impl Iterator<Item = &'s Challenge<'a>> {
    seen.all_challenges().filter(move |challenge| challenge.is(scheme))
}

/// The challenges of a scheme for which a condition holds; the scheme is what is marked.
pub(super) fn challenges(
    seen: &Seen<'_>,
    scheme: &str,
    holds: impl Fn(&Challenge<'_>) -> bool,
) -> Vec<Found> {
    let chosen = of(seen, scheme).filter(|challenge| holds(challenge));
    chosen.map(|challenge| Found::part(challenge.field, challenge.range.clone())).collect()
}

/// The parameters of a scheme for which a condition holds, each with its name.
pub(super) fn params(seen: &Seen<'_>, scheme: &str, holds: impl Fn(&Param<'_>) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    for challenge in of(seen, scheme) {
        for param in challenge.params.iter().filter(|param| holds(param)) {
            found.push(Found::part(challenge.field, param.range.clone()).saying(param.name));
        }
    }
    found
}

/// The parameter with this name wherever its value fits a condition, each with its value.
pub(super) fn values(seen: &Seen<'_>, scheme: &str, name: &str, holds: impl Fn(&str) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    for challenge in of(seen, scheme) {
        if let Some(param) = challenge.find(name).filter(|param| !param.faulty && holds(&param.value)) {
            found.push(Found::part(challenge.field, param.range.clone()).saying(&param.value));
        }
    }
    found
}
