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
