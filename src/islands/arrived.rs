//! What was meant against what arrived: a browser, or something on the way, may change a request.

use super::draft::Draft;
use crate::model::Exchange;

/// The log writes stars over secrets that are not ours.
const MASK: &str = "********";

/// One sentence for each thing that arrived differently from what the editor says.
#[must_use]
pub fn changes(meant: &Draft, seen: &Exchange) -> Vec<String> {
    let mut changes = Vec::new();
    if meant.method != seen.method {
        changes.push(["The method arrived as ", &seen.method, "."].concat());
    }
    if meant.path != seen.path {
        changes.push(
            [
                "The path arrived as ",
                &seen.path,
                ": the browser spells some characters in its own way, and keeps what follows a #.",
            ]
            .concat(),
        );
    }
    for (name, value) in meant.sent() {
        let repeated = meant.sent().filter(|(other, _)| other.eq_ignore_ascii_case(name)).count() > 1;
        match seen.request.field(name) {
            None => changes.push([name, " did not arrive: a browser does not let a page set it."].concat()),
            Some(other) if other.contains(MASK) || repeated || !value.is_ascii() => {}
            Some(other) if other != value => {
                changes.push(
                    [name, " arrived with another value: the browser or something on the way set it."]
                        .concat(),
                );
            }
            Some(_) => {}
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::islands::difference::tests::exchange;
    use crate::model::SetBy;

    #[test]
    fn a_request_that_arrived_as_it_was_meant_says_nothing() {
        let seen = exchange(200, "basic/", &[("Accept", "*/*"), ("Authorization", "Basic ********")]);
        let mut meant = Draft::new("GET", "basic/");
        meant.read_lines(["accept: */*", "Authorization: Basic c2VjcmV0"], SetBy::You);
        assert_eq!(changes(&meant, &seen), Vec::<String>::new());
    }

    #[test]
    fn each_change_is_told() {
        let seen = exchange(200, "basic/?q=zo%C3%AB", &[("Accept", "*/*")]);
        let mut meant = Draft::new("get", "basic/?q=zoë");
        meant.read_lines(["Accept: text/html", "Cookie: a=b"], SetBy::You);
        let changes = changes(&meant, &seen);
        assert_eq!(changes.len(), 4, "{changes:?}");
        assert!(changes[3].starts_with("Cookie did not arrive"));
    }
}
