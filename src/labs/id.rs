//! A lab's id: `amber-otter-7kq2m9x4`. The eight characters are random, the two words are their signature,
//! so a made-up id is told from that of a forgotten lab with nothing kept of either, and an id can be read aloud.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use super::keys::{Keys, Purpose};

/// The id of a lab that this server once made, or of the shared one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LabId(Arc<str>);

/// Crockford's base 32: no i, l, o or u, so nothing is misread.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const RANDOM_CHARACTERS: usize = 8;

const FIRST: [&str; 64] = [
    "amber", "ample", "apple", "arch", "aspen", "azure", "basil", "berry", "birch", "blue", "brave", "brisk",
    "bronze", "calm", "cedar", "clear", "clever", "cobalt", "copper", "coral", "cosy", "crisp", "dapper",
    "deep", "early", "easy", "fair", "fern", "fond", "fresh", "gentle", "glad", "golden", "grand", "green",
    "hazel", "honest", "indigo", "ivory", "jade", "jolly", "keen", "kind", "lemon", "lilac", "lively",
    "lucky", "maple", "mellow", "merry", "mint", "noble", "olive", "opal", "plum", "polite", "quick",
    "quiet", "rosy", "ruby", "sage", "silver", "sunny", "witty",
];
const SECOND: [&str; 64] = [
    "badger", "bear", "beaver", "bee", "bison", "bittern", "camel", "cat", "cobra", "coot", "crane",
    "cricket", "deer", "dingo", "dove", "duck", "eagle", "eel", "egret", "elk", "falcon", "ferret", "finch",
    "fox", "frog", "gecko", "goat", "goose", "gull", "hare", "hawk", "heron", "ibex", "ibis", "jackal",
    "jay", "kestrel", "kite", "koala", "lark", "lemur", "lion", "lynx", "marten", "mole", "moose", "moth",
    "newt", "otter", "owl", "panda", "puffin", "quail", "rabbit", "raven", "robin", "seal", "shrew", "stoat",
    "swan", "tern", "toad", "vole", "wren",
];

/// A random text in Crockford's alphabet, of 5 bits a character.
#[must_use]
pub fn random_text(characters: usize) -> String {
    let mut bits = 0;
    let next = |nth| {
        // One number is enough for twelve characters.
        bits = if nth % 12 == 0 { rand::random::<u64>() } else { bits >> 5 };
        char::from(ALPHABET[(bits & 31) as usize])
    };
    (0..characters).map(next).collect()
}

impl LabId {
    /// The id of the lab that everybody shares and nobody reads.
    #[must_use]
    pub fn demo() -> Self {
        Self("demo".into())
    }

    /// A new id.
    #[must_use]
    pub fn random(keys: &Keys) -> Self {
        let text = random_text(RANDOM_CHARACTERS);
        let (first, second) = words(keys, &text);
        Self(format!("{first}-{second}-{text}").into())
    }

    /// An id that this server made; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str, keys: &Keys) -> Option<Self> {
        let (given, random) = text.rsplit_once('-')?;
        if random.len() != RANDOM_CHARACTERS || !random.bytes().all(|byte| ALPHABET.contains(&byte)) {
            return None;
        }
        let (first, second) = words(keys, random);
        let ours = given
            .strip_prefix(first)
            .and_then(|rest| rest.strip_prefix('-'))
            .is_some_and(|rest| rest == second);
        ours.then(|| Self(text.into()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn words(keys: &Keys, random: &str) -> (&'static str, &'static str) {
    let signature = keys.sign(Purpose::LabId, random);
    let word = |list: &[&'static str; 64], byte: u8| list[usize::from(byte & 63)];
    (word(&FIRST, signature[0]), word(&SECOND, signature[1]))
}

/// Hash and equality are the text's.
impl Borrow<str> for LabId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LabId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_known_by_its_maker_only() {
        let keys = Keys::random();
        let id = LabId::random(&keys);
        assert_eq!(LabId::parse(id.as_str(), &keys), Some(id.clone()));
        let (words, random) = id.as_str().rsplit_once('-').expect("three parts");
        for bad in [
            "",
            "demo",
            "-",
            "a-b-c",
            random,
            words,
            &format!("{words}-{random}0"),
            &format!("x{id}"),
            &id.as_str().to_uppercase(),
        ] {
            assert_eq!(LabId::parse(bad, &keys), None, "{bad}");
        }
    }

    #[test]
    fn the_words_are_different_and_plain() {
        for list in [FIRST, SECOND] {
            let set: std::collections::HashSet<_> = list.into_iter().collect();
            assert_eq!(set.len(), list.len());
            assert!(list.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())));
        }
    }
}
