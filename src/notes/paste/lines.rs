//! Where the lines of a text begin, and where a content of a stated length ends in it.

/// A text with the places of its lines.
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    /// Where each line begins; the last one is the end of the text.
    starts: Vec<usize>,
    ends: LineEnds,
}

/// The line ends of a whole text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineEnds {
    Lf,
    CrLf,
    Mixed,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut starts = vec![0];
        let (mut lf, mut crlf) = (0_usize, 0_usize);
        for (at, _) in text.match_indices('\n') {
            starts.push(at + 1);
            if text[..at].ends_with('\r') { crlf += 1 } else { lf += 1 }
        }
        starts.push(text.len());
        let ends = match (lf, crlf) {
            (_, 0) => LineEnds::Lf,
            (0, _) => LineEnds::CrLf,
            _ => LineEnds::Mixed,
        };
        Self { text, starts, ends }
    }

    /// Where the line behind this place begins.
    pub(super) fn next(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |end| at + end + 1)
    }

    /// The line that begins here, without its end.
    pub(super) fn line(&self, at: usize) -> &'a str {
        self.text[at..self.next(at)].trim_end_matches(['\r', '\n'])
    }

    /// Where a content of so many bytes may end that begins at the start of a line.
    ///
    /// A terminal turns each CRLF into LF and a form does the opposite, so a text in which all line ends are alike
    /// is counted both ways.
    pub(super) fn ends(&self, from: usize, bytes: usize) -> impl Iterator<Item = usize> {
        let other = match self.ends {
            LineEnds::Lf => Some(1),
            LineEnds::CrLf => Some(-1),
            LineEnds::Mixed => None,
        };
        [Some(0), other].into_iter().flatten().filter_map(move |change| self.end(from, bytes, change))
    }

    /// The place when every line end counts so many bytes more than it has.
    fn end(&self, from: usize, bytes: usize, change: isize) -> Option<usize> {
        let first = self.starts.partition_point(|start| *start < from);
        let counted = |line: usize| {
            let start = self.starts.get(line)?;
            start.checked_sub(from)?.checked_add_signed(change.checked_mul((line - first).try_into().ok()?)?)
        };
        // The last place is the end of the text, where no line end is.
        let places = &self.starts[first..self.starts.len() - 1];
        let mut low = 0;
        let mut high = places.len();
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if counted(first + middle)? <= bytes { low = middle } else { high = middle }
        }
        let end = places.get(low)?.checked_add(bytes.checked_sub(counted(first + low)?)?)?;
        let limit = self.starts[first + low + 1];
        (end <= limit && self.text.is_char_boundary(end)).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_counted_in_both_ways_when_all_line_ends_are_alike() {
        for (text, from, bytes, expected) in [
            ("head\nab\ncd", 5, 5, &[10, 9][..]),
            ("head\nab\ncd", 5, 6, &[10]),
            ("head\nab\ncd", 5, 7, &[]),
            ("head\nab\ncd", 5, 0, &[5, 5]),
            ("head\r\nab\r\ncd", 6, 5, &[11, 12]),
            ("head\r\nab\r\ncd", 6, 6, &[12]),
            ("head\r\nab\ncd", 6, 5, &[11]),
            ("head\né", 5, 1, &[]),
            ("head\né", 5, 2, &[7, 7]),
            ("head\n", 5, 0, &[5, 5]),
            ("head\n", 5, usize::MAX, &[]),
        ] {
            let found: Vec<usize> = Lines::of(text).ends(from, bytes).collect();
            assert_eq!(found, expected, "{text:?} {bytes}");
        }
    }

    #[test]
    fn every_place_knows_the_line_behind_it() {
        let lines = Lines::of("ab\n\ncd");
        assert_eq!([0, 1, 2, 3, 4, 5].map(|at| lines.next(at)), [3, 3, 3, 4, 6, 6]);
        assert_eq!([0, 3, 4, 6].map(|at| lines.line(at)), ["ab", "", "cd", ""]);
    }
}
