//! When a scenario is done: a list of exchanges that the server must have seen, in this order, others between them or not.

use serde::{Deserialize, Serialize};

use super::check::Rung;
use super::exchange::Exchange;

/// The steps that make a scenario done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Goal(pub Vec<Step>);

/// What one exchange must look like; what is left out may be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The path below the lab, up to a query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// How the path with its query begins, where any of several will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path_begins: Option<String>,
    /// The check that said no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<Rung>,
    /// The scheme of the credentials that were sent, in any case (RFC 9110 11.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// Text that the query must contain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query_has: Option<String>,
    /// The linter's rule that the exchange raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noted: Option<String>,
}

impl Goal {
    /// How many of the steps, from the first on, the exchanges have met; they are given oldest first.
    pub fn steps_met<'a>(&self, exchanges: impl IntoIterator<Item = &'a Exchange>) -> usize {
        let mut met = 0;
        for exchange in exchanges {
            if self.0.get(met).is_some_and(|step| step.matches(exchange)) {
                met += 1;
            }
        }
        met
    }

    /// True when every step was met.
    pub fn is_met<'a>(&self, exchanges: impl IntoIterator<Item = &'a Exchange>) -> bool {
        self.steps_met(exchanges) == self.0.len()
    }
}

impl Step {
    fn matches(&self, exchange: &Exchange) -> bool {
        let (path, query) = exchange.path.split_once('?').unwrap_or((&exchange.path, ""));
        let scheme =
            exchange.request.field("authorization").and_then(|value| value.split_ascii_whitespace().next());
        let is = |wanted: &Option<String>, seen: &str| wanted.as_ref().is_none_or(|w| w == seen);
        self.status.is_none_or(|status| status == exchange.status)
            && is(&self.method, &exchange.method)
            && is(&self.path, path)
            && self.path_begins.as_ref().is_none_or(|begin| exchange.path.starts_with(begin.as_str()))
            && self
                .stopped_at
                .is_none_or(|rung| exchange.stopped_at().is_some_and(|check| check.rung == rung))
            && self
                .scheme
                .as_ref()
                .is_none_or(|wanted| scheme.is_some_and(|seen| seen.eq_ignore_ascii_case(wanted)))
            && self.query_has.as_ref().is_none_or(|text| query.contains(text.as_str()))
            && self.noted.as_ref().is_none_or(|rule| exchange.notes.iter().any(|note| note.rule == *rule))
    }
}
