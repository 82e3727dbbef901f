//! `forbidden/region/`: shut for where you are, not for who you are. 403 says only no; 451 says that a law demands it, and who blocks.

use super::{Knock, Reply};
use crate::model::{Finding, Ladder, Reason, Refusal, Rung};

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let choices = [("403", Reason::ClosedRegion), ("451", Reason::LegalDemand)];
    let reason = knock.query_choice("code", &choices, ladder)?;
    ladder.pass(
        Rung::Protected,
        Finding::new("It is: by where you are, so nobody is asked for a name.", "RFC 9110 15.5.4"),
    );
    let (detail, section) = if reason == Reason::LegalDemand {
        ("In this lesson a court has forbidden us to open this door in your region.", "RFC 7725 3")
    } else {
        ("In this lesson every visitor is from a region where this door stays shut.", "RFC 9110 15.5.4")
    };
    let refusal = ladder.stop(
        Rung::NetworkRule,
        reason,
        Finding::new(detail, section).remedy("A visitor from another region; no credentials change it."),
    );
    Err(match reason {
        // RFC 7725 4: who implements the blockage, which need not be who demands it.
        Reason::LegalDemand => refusal.with("link", "</>; rel=\"blocked-by\""),
        _ => refusal,
    })
}
