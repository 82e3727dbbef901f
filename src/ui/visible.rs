//! Text from the wire, made safe to look at: what has no shape of its own, or turns the text around it, is written as an escape.

/// A single line: every control, invisible and direction-changing character becomes `\u{…}`, and so does every space but the usual one.
#[must_use]
pub fn line(text: &str) -> String {
    escaped(text, |_| false)
}

/// Several lines: as `line`, but tabs and line ends stay; CR LF counts as one line end.
#[must_use]
pub fn lines(text: &str) -> String {
    escaped(&text.replace("\r\n", "\n"), |character| matches!(character, '\n' | '\t'))
}

/// Where a long value may be broken: after each of `. , ; &`. A value of at most 120 characters stays in one piece.
#[must_use]
pub fn pieces(value: &str) -> Vec<&str> {
    if value.chars().count() <= UNBROKEN_MAX_CHARACTERS {
        return vec![value];
    }
    value.split_inclusive(['.', ',', ';', '&']).collect()
}

/// The beginning of a long text, with three dots; a text of at most `max_characters` stays whole.
#[must_use]
pub fn shortened(text: &str, max_characters: usize) -> String {
    match text.char_indices().nth(max_characters) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

const UNBROKEN_MAX_CHARACTERS: usize = 120;

fn escaped(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if has_no_shape(character) && !stays(character) {
            out.push_str(&format!("\\u{{{:X}}}", u32::from(character)));
        } else {
            out.push(character);
        }
    }
    out
}

fn has_no_shape(character: char) -> bool {
    character.is_control()
        || (character.is_whitespace() && character != ' ')
        || matches!(
            character,
            // Format characters: soft hyphen, joiners, directions, byte order mark, annotations, tags.
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E007F}'
            // Fillers and variation selectors.
            | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{17B4}' | '\u{17B5}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        for (text, expected) in [
            ("Basic YQ==", "Basic YQ=="),
            ("zoë pässwörd 鍵 \\x", "zoë pässwörd 鍵 \\x"),
            ("a\u{202E}b", "a\\u{202E}b"),
            ("a\u{2067}b\u{2069}", "a\\u{2067}b\\u{2069}"),
            ("a\u{200B}\u{FEFF}b", "a\\u{200B}\\u{FEFF}b"),
            ("\0\t\n\r\u{1B}[31m\u{7F}", "\\u{0}\\u{9}\\u{A}\\u{D}\\u{1B}[31m\\u{7F}"),
            ("a\u{A0}b\u{2028}c\u{85}", "a\\u{A0}b\\u{2028}c\\u{85}"),
            ("\u{E0041}", "\\u{E0041}"),
        ] {
            assert_eq!(line(text), expected);
        }
    }

    #[test]
    fn lines_keep_their_ends() {
        assert_eq!(lines("{\r\n\t\"a\": 1\n}\r"), "{\n\t\"a\": 1\n}\\u{D}");
        assert_eq!(lines("a\u{202E}\n"), "a\\u{202E}\n");
    }

    #[test]
    fn only_long_values_are_cut_and_nothing_is_lost() {
        assert_eq!(pieces("a.b.c"), ["a.b.c"]);
        let token = format!("{}.{}.{}", "a".repeat(60), "b".repeat(60), "c".repeat(60));
        let cut = pieces(&token);
        assert_eq!(cut.len(), 3);
        assert_eq!(cut.concat(), token);
    }

    #[test]
    fn shortening_counts_characters() {
        assert_eq!(shortened("zoë", 3), "zoë");
        assert_eq!(shortened("zoëy", 3), "zoë…");
    }
}
