//! `bearer-stepup/`: a good token is not enough, the login behind it has to be strong and recent (RFC 9470).

use super::{Knock, Reply, bearer};
use crate::auth::step_up;
use crate::model::{Ladder, Refusal};

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let realm = knock.realm("bearer-stepup");
    // The token first: who asks without a good one shall not learn what the door demands (RFC 9470 9).
    let claims = bearer::gate(knock, &realm, ladder)?;
    step_up::require_login(&claims, &realm, knock.now, ladder)?;
    Ok(bearer::opened(&claims, ladder))
}
