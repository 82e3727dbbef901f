//! What a connection may say without being answered, and what is kept of it.

use super::*;

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: h\r\n\r\n";

#[test]
fn more_unread_bytes_than_there_is_room_for_end_the_record_and_free_the_room() {
    for (bytes, is_kept) in [(AHEAD_MAX_BYTES, true), (AHEAD_MAX_BYTES + 1, false)] {
        let mut state = State::default();
        let mut flood = REQUEST.to_vec();
        flood.resize(bytes, b'x');
        for piece in flood.chunks(8192) {
            state.read(piece);
        }
        let head = state.begin(Framing::Length(0), false, true);
        assert_eq!(head.as_deref(), is_kept.then_some(REQUEST), "{bytes} bytes");
        state.read(REQUEST);
        assert!(is_kept || state.ahead.capacity() == 0, "{} bytes are held", state.ahead.capacity());
    }
}

#[test]
fn between_two_requests_a_connection_keeps_little() {
    let mut state = State::default();
    let body = vec![b'x'; 300_000];
    state.read(REQUEST);
    state.read(&body);
    assert!(state.begin(Framing::Length(body.len() as u64), false, true).is_some());
    assert!(state.ahead.capacity() <= AHEAD_KEPT_BYTES, "{}", state.ahead.capacity());
}
