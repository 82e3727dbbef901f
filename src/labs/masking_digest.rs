//! Answers to Digest challenges that are not ours: the name, the response and the client's nonce become unreadable.

use super::lab::Lab;
use super::masking::{SHORT_BYTES, mask_query, stars};
use crate::auth::Account;
use crate::auth::accounts::ACCOUNTS;
use crate::auth::digest::{self, Algorithm, Parameter};

/// An answer to a Digest challenge holds no password, but whoever has it can try passwords at home (RFC 7616 5.1).
/// False when it is nothing of the kind.
pub(super) fn mask_answer(answer: &mut [u8], lab: &Lab) -> bool {
    let Ok(text) = str::from_utf8(answer) else { return false };
    let (list, broken) = digest::parameters(text, 0);
    if list.is_empty() {
        return false;
    }
    let is_ours = is_answer_of_account(&list);
    for parameter in &list {
        let quotes = usize::from(answer[parameter.value_range.start] == b'"');
        let value = &mut answer[parameter.value_range.start + quotes..parameter.value_range.end - quotes];
        match &*parameter.name {
            "uri" => mask_query(value, lab),
            "realm" | "nonce" | "algorithm" | "qop" | "nc" | "opaque" | "userhash" => {}
            "username" | "username*" | "response" | "cnonce" if is_ours => {}
            _ => stars(value, 0),
        }
    }
    if let Some(rest) = broken.map(|at| &mut answer[at..]).filter(|rest| rest.len() > SHORT_BYTES) {
        stars(rest, 0);
    }
    true
}

/// True when every user that the answer names is on the guest list, in clear or as a hash (RFC 7616 3.4.4).
fn is_answer_of_account(list: &[Parameter]) -> bool {
    let realm = list.iter().find(|parameter| parameter.name == "realm").map_or("", |realm| &realm.value);
    let is_known = |user: &Parameter| match digest::extended_value(&user.value) {
        Some(name) if user.name == "username*" => Account::named(&name).is_some(),
        _ => ACCOUNTS.iter().any(|account| {
            let is_hash = |algorithm: Algorithm| algorithm.hash(&[account.user, realm]) == user.value;
            account.user == user.value || Algorithm::ALL.into_iter().any(is_hash)
        }),
    };
    let mut users = list.iter().filter(|parameter| parameter.name.starts_with("username")).peekable();
    users.peek().is_some() && users.all(is_known)
}
