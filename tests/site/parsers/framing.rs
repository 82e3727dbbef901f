//! Where a message ends must not depend on the pieces in which it arrives.

use knock::wire::framing::{BodyReader, Framing, head_length};
use proptest::prelude::*;

use super::runner;

/// How much of the bytes belongs to the body, and whether it has ended, when they come in these pieces.
fn taken(framing: Framing, bytes: &[u8], piece: usize) -> (usize, bool) {
    let mut reader = BodyReader::new(framing);
    let mut taken = 0;
    for piece in bytes.chunks(piece) {
        taken += reader.consume(piece);
    }
    (taken, reader.is_done())
}

#[test]
fn the_end_of_a_body_does_not_depend_on_its_pieces() {
    let bodies = prop_oneof![
        // Almost chunks.
        "([0-9a-f]{1,2}(;[a-z=]{0,4})?\r\n[a-z]{0,12}\r\n){0,4}(0\r\n(a: b\r\n)?\r\n)?[a-z]{0,4}"
            .prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..40),
    ];
    let framings = prop_oneof![Just(Framing::Chunked), (0..50_u64).prop_map(Framing::Length)];
    let tested = runner().run(&(framings, bodies, 1..20_usize), |(framing, bytes, piece)| {
        let whole = taken(framing, &bytes, bytes.len().max(1));
        prop_assert_eq!(taken(framing, &bytes, piece), whole);
        prop_assert!(whole.0 <= bytes.len());
        Ok(())
    });
    tested.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn chunks_end_exactly_where_they_were_written_to_end() {
    let chunks = prop::collection::vec(prop::collection::vec(any::<u8>(), 1..40), 0..5);
    let tested = runner().run(&(chunks, prop::collection::vec(any::<u8>(), 0..20)), |(chunks, next)| {
        let mut bytes = Vec::new();
        for chunk in &chunks {
            bytes.extend_from_slice(format!("{:X}\r\n", chunk.len()).as_bytes());
            bytes.extend_from_slice(chunk);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(b"0\r\n\r\n");
        let length = bytes.len();
        bytes.extend_from_slice(&next);
        prop_assert_eq!(taken(Framing::Chunked, &bytes, bytes.len()), (length, true));
        Ok(())
    });
    tested.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn a_head_ends_where_its_first_empty_line_does() {
    let tested = runner().run(&"([A-Za-z: ]{1,8}\r?\n){1,5}(\r?\n)?[a-z\r\n]{0,8}", |text| {
        let end = head_length(text.as_bytes());
        for shorter in 0..end.unwrap_or(text.len()) {
            prop_assert_eq!(head_length(&text.as_bytes()[..shorter]), None, "{:?}", text);
        }
        prop_assert!(end.is_none_or(|end| text[..end].ends_with('\n')), "{:?}", text);
        Ok(())
    });
    tested.unwrap_or_else(|failure| panic!("{failure}"));
}
