//! For each rule one text that raises exactly this rule, and near misses that raise nothing; and what is really sent.

use std::collections::BTreeSet;

use super::{Report, read, rules};
use crate::model::{Side, citation};

mod around;
mod challenges;
mod cookies;
mod digest;
mod servers;
mod services;
mod statuses;
mod tokens;

/// A rule's name, the text that raises it, and the texts that do not.
type Example = (&'static str, &'static str, &'static [&'static str]);

/// Who sent it, the text, and the rules that it raises, in their order.
type Traffic = (&'static str, &'static str, &'static [&'static str]);

fn all() -> impl Iterator<Item = &'static Example> {
    let topics = [
        around::EXAMPLES,
        challenges::EXAMPLES,
        cookies::EXAMPLES,
        digest::EXAMPLES,
        statuses::EXAMPLES,
        tokens::EXAMPLES,
    ];
    topics.into_iter().flatten()
}

/// The names of the rules that a text raises, in order.
fn raised(text: &str) -> Vec<String> {
    let exchanges = read(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let reported = Report::on(&exchanges).exchanges;
    reported.into_iter().flat_map(|exchange| exchange.notes).map(|note| note.rule).collect()
}

#[test]
fn every_rule_has_an_example_and_every_example_a_rule() {
    let names: Vec<&str> = rules().map(|rule| rule.name).collect();
    let unique: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(unique.len(), names.len(), "no name twice");
    let shown: Vec<&str> = all().map(|(name, _, _)| *name).collect();
    assert_eq!(shown.iter().copied().collect::<BTreeSet<_>>(), unique);
    assert_eq!(shown.len(), names.len(), "no rule twice");
    assert!(names.len() >= 100, "{}", names.len());
}

#[test]
fn an_example_raises_exactly_its_rule() {
    let mut wrong = Vec::new();
    for (name, text, _) in all() {
        let raised = raised(text);
        if raised != [*name] {
            wrong.push(format!("{name}: {raised:?} by\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_near_miss_raises_nothing() {
    let mut wrong = Vec::new();
    for (name, _, near) in all() {
        assert!(!near.is_empty(), "{name} has no near miss");
        for text in *near {
            let raised = raised(text);
            if !raised.is_empty() {
                wrong.push(format!("{name}: {raised:?} by\n{text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_really_sent_raises_what_is_wrong_with_it_and_no_more() {
    let mut wrong = Vec::new();
    for (name, text, expected) in servers::TRAFFIC.iter().chain(services::TRAFFIC) {
        let raised = raised(text);
        if raised != *expected {
            wrong.push(format!("{name}: {raised:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_says_where_it_is_written_and_what_to_do() {
    for rule in rules() {
        let name = rule.name;
        let kebab =
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        assert!(kebab && !name.starts_with('-'), "{name}");
        assert!(citation::href(rule.section).is_some(), "{name}: {}", rule.section);
        for sentence in [rule.text, rule.remedy] {
            assert!(sentence.ends_with('.') && sentence.len() > 10, "{name}: {sentence}");
            assert_eq!(sentence.matches('`').count() % 2, 0, "{name}: {sentence}");
        }
        assert!(rule.text.matches("{}").count() <= 1, "{name}");
    }
}

#[test]
fn a_note_marks_a_part_of_a_line_of_its_message() {
    for (name, text, _) in all() {
        let mut exchanges = read(text).expect("readable");
        let notes = Report::on(&exchanges).exchanges.pop().expect("an exchange").notes;
        let exchange = exchanges.pop().expect("an exchange");
        for note in notes {
            let line = note.line.unwrap_or_else(|| panic!("{name} names no line"));
            let (before, marked, after) = line.pieces();
            assert_eq!([before, marked, after].concat(), line.text, "{name}");
            assert!(!marked.is_empty() || line.text.ends_with(": "), "{name}: {line:?}");
            assert!(!note.text.contains("{}") && !note.text.contains("``"), "{name}: {}", note.text);
            let message = match note.side {
                Side::Request => exchange.request.as_ref().expect("a rule about the request saw one"),
                Side::Response => &exchange.response,
            };
            let known = line.text.trim_matches('…').trim();
            let compact = |text: &str| text.replace([' ', '\t'], "");
            assert!(compact(text).contains(&compact(known)), "{name}: {known} in {}", message.start_line);
        }
    }
}
