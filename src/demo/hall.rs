//! The hall: open to everybody, it lists the doors.

use serde_json::json;

use super::{Knock, Method, Reply, endpoints};
use crate::model::{Finding, Ladder, Refusal, Rung};

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    ladder.pass(Rung::Protected, Finding::new("It is not: the hall is open to everybody.", "RFC 9110 11.4"));
    ladder.pass(Rung::Handler, Finding::new("Here is the list of doors.", "RFC 9110 15.3.1"));
    let doors: Vec<_> = endpoints()
        .map(|endpoint| {
            json!({
                "path": format!("{}{}{}", knock.origin, knock.base, endpoint.path),
                "methods": endpoint.methods.iter().map(|method| method.name()).collect::<Vec<_>>(),
                "about": endpoint.about,
            })
        })
        .collect();
    Ok(Reply::json(&json!({ "lab": knock.lab.id.as_str(), "doors": doors })))
}

impl Method {
    /// As in a request line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}
