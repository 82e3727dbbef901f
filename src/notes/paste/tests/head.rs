//! Heads: where they end, and what their lines are.

use crate::model::Message;
use crate::notes::paste::read;

fn response(text: &str) -> Message {
    let mut read = read(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(read.len(), 1, "{text}");
    read.remove(0).response
}

fn names(message: &Message) -> Vec<&str> {
    message.fields.iter().map(|field| field.name.as_str()).collect()
}

#[test]
fn a_line_that_is_continued_counts_with_the_one_before_and_is_noticed() {
    let text = "HTTP/1.1 401\nWWW-Authenticate: Basic\n\trealm=\"r\"\nno colon here\n";
    let message = response(text);
    assert_eq!(message.field("www-authenticate"), Some("Basic realm=\"r\""));
    assert_eq!(names(&message), ["WWW-Authenticate", "\trealm=\"r\"", "no colon here"]);
}

#[test]
fn every_line_of_a_field_that_is_continued_counts() {
    for (lines, name, value) in [
        ("A: b\n c\n d", "A", "b c d"),
        ("A: b\r\n\tc\r\n   d\r\n\te", "A", "b c d e"),
        ("A:\n b\nC: d", "A", "b"),
        ("C: d\nA: b\n c\n d\nE: f", "A", "b c d"),
        ("A : b\n c\n d", "A ", "b c d"),
        ("A: b\n c: d", "A", "b c: d"),
        // There is nothing that these could continue.
        (" c\nA: b", "A", "b"),
        ("A: b\nno colon\n c", "A", "b"),
    ] {
        let message = response(&format!("HTTP/1.1 401\n{lines}\n\nno"));
        assert_eq!(message.field(name), Some(value), "{lines:?}");
        assert_eq!(message.fields.len(), lines.lines().count(), "{lines:?}");
        assert_eq!(message.body.text, "no", "{lines:?}");
    }
}

#[test]
fn a_line_of_white_space_ends_a_head() {
    for blank in ["", " ", "\t", "   \t "] {
        for end in ["\n", "\r\n"] {
            let message = response(&format!("HTTP/1.1 401{end}A: b{end}{blank}{end}c: d{end}"));
            assert_eq!((names(&message), message.body.text.as_str()), (vec!["A"], "c: d"), "{blank:?}");
        }
    }
}

#[test]
fn a_blank_before_the_colon_stays_with_the_name() {
    for (line, name, value) in [
        ("A : b", "A ", "b"),
        ("A\t: b", "A\t", "b"),
        ("A b : c", "A b ", "c"),
        (":status: 401", ":status: 401", ""),
    ] {
        let message = response(&format!("HTTP/1.1 401\n{line}\n"));
        assert_eq!((names(&message), message.field(name)), (vec![name], Some(value)), "{line:?}");
    }
}
