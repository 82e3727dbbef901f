//! Citations become links: `RFC 9110 15.5.2` in a text leads to that section. Checks, notes and pages all cite this way.

/// A piece of text, cut at its citations.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Text(&'a str),
    Citation { text: &'a str, href: String },
}

/// Cuts a text at `RFC nnnn` and `RFC nnnn n.n.n`.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(found) = rest[from..].find("RFC ") {
        let start = from + found;
        let Some((length, href)) = citation(&rest[start..]) else {
            from = start + 4;
            continue;
        };
        if start > 0 {
            pieces.push(Piece::Text(&rest[..start]));
        }
        pieces.push(Piece::Citation { text: &rest[start..start + length], href });
        rest = &rest[start + length..];
        from = 0;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// The address of a citation that is the whole text, such as a section in front matter or `Fetch #` and an anchor;
/// `None` for other texts.
#[must_use]
pub fn href(text: &str) -> Option<String> {
    if let Some(anchor) = text.strip_prefix("Fetch #") {
        return Some(format!("https://fetch.spec.whatwg.org/#{anchor}"));
    }
    let (length, href) = citation(text)?;
    (length == text.len()).then_some(href)
}

fn citation(text: &str) -> Option<(usize, String)> {
    let after = text.strip_prefix("RFC ")?;
    let number = digits(after);
    if !(3..=5).contains(&number) {
        return None;
    }
    let rfc = &after[..number];
    let page = format!("https://www.rfc-editor.org/rfc/rfc{rfc}");
    let section = after[number..].strip_prefix(' ').map_or(0, section_length);
    if section == 0 {
        return Some((4 + number, page));
    }
    let name = &after[number + 1..=number + section];
    let anchor =
        if name.starts_with(|first: char| first.is_ascii_uppercase()) { "appendix" } else { "section" };
    Some((4 + number + 1 + section, format!("{page}#{anchor}-{name}")))
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The length of `15.5.2` or `B.3` at the beginning; a full stop after it is not part of it.
fn section_length(text: &str) -> usize {
    let first = match text.as_bytes() {
        [b'A'..=b'Z', b'.', ..] => 1,
        _ => digits(text),
    };
    // A year or a quantity after an RFC's number is not a section.
    if first == 0 || first > 2 {
        return 0;
    }
    let mut length = first;
    while let Some(rest) = text[length..].strip_prefix('.') {
        let more = digits(rest);
        if more == 0 {
            break;
        }
        length += 1 + more;
    }
    let ends = text[length..].chars().next().is_none_or(|next| !next.is_alphanumeric());
    if ends && (length > first || text.as_bytes()[0].is_ascii_digit()) { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_leads_to_its_section() {
        for (text, expected) in [
            ("RFC 9110 15.5.2", Some("https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2")),
            ("RFC 9110", Some("https://www.rfc-editor.org/rfc/rfc9110")),
            ("RFC 6750 3", Some("https://www.rfc-editor.org/rfc/rfc6750#section-3")),
            ("RFC 7617 B.3", Some("https://www.rfc-editor.org/rfc/rfc7617#appendix-B.3")),
            ("Fetch #cors-preflight-fetch", Some("https://fetch.spec.whatwg.org/#cors-preflight-fetch")),
            ("Fetch", None),
            ("RFC", None),
            ("RFC x", None),
            ("RFC 9110 says", None),
        ] {
            assert_eq!(href(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn text_around_citations_stays() {
        let cut = pieces("See RFC 9110 15.5.2, RFC 9111 3. And RFC drafts (RFC 1945 from 1996).");
        let texts: Vec<&str> = cut
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) | Piece::Citation { text, .. } => *text,
            })
            .collect();
        assert_eq!(
            texts,
            ["See ", "RFC 9110 15.5.2", ", ", "RFC 9111 3", ". And RFC drafts (", "RFC 1945", " from 1996)."]
        );
    }
}
