//! The wire reader's framing: where a message ends does not depend on the pieces in which it arrives.
#![no_main]

use knock::wire::framing::{BodyReader, Framing, head_length};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, Option<u16>, Vec<u8>)| {
    let (piece, length, bytes) = input;
    let framing = length.map_or(Framing::Chunked, |length| Framing::Length(length.into()));
    let whole = taken(framing, &[&bytes]);
    let pieces: Vec<&[u8]> = bytes.chunks(usize::from(piece).max(1)).collect();
    assert_eq!(taken(framing, &pieces), whole);
    assert!(whole.0 <= bytes.len());
    if let Some(end) = head_length(&bytes) {
        assert!(end <= bytes.len() && bytes[end - 1] == b'\n');
        assert_eq!(head_length(&bytes[..end - 1]), None, "it does not end twice");
    }
});

/// How much belongs to the body, and whether it has ended.
fn taken(framing: Framing, pieces: &[&[u8]]) -> (usize, bool) {
    let mut reader = BodyReader::new(framing);
    let taken = pieces.iter().map(|piece| reader.consume(piece)).sum();
    (taken, reader.is_done())
}
