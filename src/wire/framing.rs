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
    for at in memchr::memchr_iter(b'\n', bytes) {
        let line = &bytes[line_start..at];
        if line_start > 0 && (line.is_empty() || line == b"\r") {
            return Some(at + 1);
        }
        line_start = at + 1;
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
    /// The line that holds a chunk's size: the size as read so far, and whether its digits are over.
    Size {
        size: Option<u64>,
        is_read: bool,
    },
    Data(u64),
    /// The line end after a chunk's data.
    DataEnd,
    /// A line of the trailer section, with its length so far.
    Trailer(usize),
    /// This is no chunk: nobody can say where the message ends.
    Lost,
}

const SIZE: State = State::Size { size: None, is_read: false };

impl BodyReader {
    #[must_use]
    pub fn new(framing: Framing) -> Self {
        let state = match framing {
            Framing::Length(0) => State::Done,
            Framing::Length(length) => State::Fixed(length),
            Framing::Chunked => SIZE,
        };
        Self { state }
    }

    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.state, State::Done)
    }

    /// True when the bytes are not what their framing says, so that nobody can say where the next message begins.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        matches!(self.state, State::Lost)
    }

    /// How many of these bytes belong to the body.
    pub fn consume(&mut self, bytes: &[u8]) -> usize {
        let mut taken = 0;
        while taken < bytes.len() && !self.is_done() && !self.is_lost() {
            taken += self.step(&bytes[taken..]);
        }
        taken
    }

    fn step(&mut self, bytes: &[u8]) -> usize {
        match &mut self.state {
            State::Done | State::Lost => 0,
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
                    self.state = SIZE;
                }
                1
            }
            State::Size { size, is_read } => {
                // RFC 9112 7.1: digits, then perhaps an extension that nobody here reads.
                match (bytes[0], *size) {
                    (b'\n', Some(0)) => self.state = State::Trailer(0),
                    (b'\n', Some(size)) => self.state = State::Data(size),
                    (digit, known) if !*is_read && digit.is_ascii_hexdigit() => {
                        let digit = char::from(digit).to_digit(16).map(u64::from);
                        let sum = known
                            .unwrap_or(0)
                            .checked_mul(16)
                            .zip(digit)
                            .and_then(|(high, low)| high.checked_add(low));
                        match sum {
                            Some(sum) => *size = Some(sum),
                            None => self.state = State::Lost,
                        }
                    }
                    (b';' | b' ' | b'\t' | b'\r', Some(_)) => *is_read = true,
                    (_, Some(_)) if *is_read => {}
                    _ => self.state = State::Lost,
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
    fn a_size_is_read_whatever_stands_around_it() {
        let long = format!("3;{}\r\nabc\r\n0\r\n\r\n", "x".repeat(4000));
        let zeros = "0000000000000000000000003\r\nabc\r\n0;a=b\r\n\r\n";
        for body in
            [&*long, zeros, "3 \r\nabc\r\n0\r\n\r\n", "3\nabc\n0\n\n", "A;1\r\n0123456789\r\n0\r\n\r\n"]
        {
            let mut reader = BodyReader::new(Framing::Chunked);
            assert_eq!(reader.consume([body, "GET"].concat().as_bytes()), body.len(), "{body}");
            assert!(reader.is_done() && !reader.is_lost());
        }
        for body in ["x\r\n", "\r\n", ";a\r\n", "3x\r\n", "-1\r\n", "fffffffffffffffff\r\n", "0x3\r\n"] {
            let mut reader = BodyReader::new(Framing::Chunked);
            reader.consume(body.as_bytes());
            assert!(reader.is_lost(), "{body}");
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
