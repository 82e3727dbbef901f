//! What people cut out of a text before they show it: none of it is a mistake of the client.

/// Words that stand in for a secret.
const WORDS: [&str; 7] = ["redacted", "masked", "hidden", "removed", "omitted", "filtered", "censored"];
/// Signs for the rest of a secret; a lab keeps the first characters of a stranger's secret, and then stars.
const SIGNS: [&str; 5] = ["***", "…", "...", "••", "xxxx"];

/// True for credentials that were made unreadable, wholly or in part.
pub(super) fn is_masked(secret: &str) -> bool {
    let lower = secret.to_ascii_lowercase();
    let is_starred = !secret.is_empty() && secret.bytes().all(|byte| byte == b'*');
    is_starred || SIGNS.iter().chain(&WORDS).any(|mark| lower.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::is_masked;

    #[test]
    fn a_secret_that_was_cut_out_is_told_from_one_that_is_wrong() {
        for masked in [
            "*",
            "ghp_***",
            "[REDACTED]",
            "<redacted>",
            "REDACTED",
            "eyJhbGciOi…",
            "dXNl...",
            "•••",
            "XXXXXX",
        ] {
            assert!(is_masked(masked), "{masked}");
        }
        for secret in
            ["", "dXNlcjpwYXNz", "undefined", "<token>", "$TOKEN", "a.b.c", "a**b", "alice:wonderland"]
        {
            assert!(!is_masked(secret), "{secret}");
        }
    }
}
