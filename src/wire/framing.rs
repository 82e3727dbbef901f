//! Where a message ends: the framing of RFC 9112 6, as far as attributing bytes to exchanges needs it.

/// How the length of a message's content is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Exactly so many bytes; none is 0.
    Length(u64),
    Chunked,
}

/// The length of the head at the beginning of `bytes`, its empty line included; `None` while it is incomplete.
#[must_use]
pub fn head_length(bytes: &[u8]) -> Option<usize> {
    // A bare LF is accepted as a line end, as the parser before us does (RFC 9112 2.2).
    let mut line_start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' {
            let line = &bytes[line_start..at];
            if line_start > 0 && (line.is_empty() || line == b"\r") {
                return Some(at + 1);
            }
            line_start = at + 1;
        }
    }
    None
}

/// Follows a body through the bytes of a connection.
#[derive(Debug)]
pub struct BodyReader {
    state: State,
}

#[derive(Debug)]
enum State {
    Done,
    Fixed(u64),
    /// The line that holds a chunk's size, as read so far.
    Size(Vec<u8>),
    Data(u64),
    /// The line end after a chunk's data.
    DataEnd,
    /// A line of the trailer section, with its length so far.
    Trailer(usize),
}

/// A chunk size line longer than this is not one that the parser before us let through.
const SIZE_LINE_MAX_BYTES: usize = 256;

impl BodyReader {
    #[must_use]
    pub fn new(framing: Framing) -> Self {
        let state = match framing {
            Framing::Length(0) => State::Done,
            Framing::Length(length) => State::Fixed(length),
            Framing::Chunked => State::Size(Vec::new()),
        };
        Self { state }
    }

    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.state, State::Done)
    }

    /// How many of these bytes belong to the body.
    pub fn consume(&mut self, bytes: &[u8]) -> usize {
        let mut taken = 0;
        while taken < bytes.len() && !self.is_done() {
            taken += self.step(&bytes[taken..]);
        }
        taken
    }

    fn step(&mut self, bytes: &[u8]) -> usize {
        match &mut self.state {
            State::Done => 0,
            State::Fixed(left) => {
                let step = take(left, bytes);
                if *left == 0 {
                    self.state = State::Done;
                }
                step
            }
            State::Data(left) => {
                let step = take(left, bytes);
                if *left == 0 {
                    self.state = State::DataEnd;
                }
                step
            }
            State::DataEnd => {
                if bytes[0] == b'\n' {
                    self.state = State::Size(Vec::new());
                }
                1
            }
            State::Size(line) => {
                line.push(bytes[0]);
                if bytes[0] == b'\n' || line.len() > SIZE_LINE_MAX_BYTES {
                    self.state = match httparse::parse_chunk_size(line) {
                        Ok(httparse::Status::Complete((_, 0))) => State::Trailer(0),
                        Ok(httparse::Status::Complete((_, size))) => State::Data(size),
                        // The parser before us refuses it too and ends the connection.
                        _ => State::Done,
                    };
                }
                1
            }
            State::Trailer(length) => {
                match bytes[0] {
                    b'\n' if *length == 0 => self.state = State::Done,
                    b'\n' => *length = 0,
                    b'\r' => {}
                    _ => *length += 1,
                }
                1
            }
        }
    }
}

fn take(left: &mut u64, bytes: &[u8]) -> usize {
    let step = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
    *left -= step as u64;
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_ends_with_its_empty_line() {
        let cases: &[(&[u8], Option<usize>)] = &[
            (b"GET / HTTP/1.1\r\n\r\n", Some(18)),
            (b"GET / HTTP/1.1\r\nA: b\r\n\r\nrest", Some(24)),
            (b"GET / HTTP/1.1\nA: b\n\nrest", Some(21)),
            (b"GET / HTTP/1.1\r\nA: b\r\n", None),
            (b"", None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(head_length(bytes), *expected, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_body_ends_where_its_framing_says_whatever_the_pieces() {
        let chunked = b"4\r\nWiki\r\n5;x=y\r\npedia\r\n0\r\nT: 1\r\n\r\n";
        let cases: &[(Framing, &[u8])] = &[
            (Framing::Length(0), b""),
            (Framing::Length(5), b"hello"),
            (Framing::Chunked, chunked),
            (Framing::Chunked, b"0\r\n\r\n"),
        ];
        for (framing, body) in cases {
            let bytes = [body, b"GET".as_slice()].concat();
            for size in 1..=bytes.len() {
                let mut reader = BodyReader::new(*framing);
                let taken: usize = bytes.chunks(size).map(|piece| reader.consume(piece)).sum();
                assert_eq!(taken, body.len(), "{framing:?} in pieces of {size}");
                assert!(reader.is_done());
            }
        }
    }
}
