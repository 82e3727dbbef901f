//! What the server sends, read in the browser. `serde`'s derived readers would say the same in fewer lines,
//! and weigh as much as all the rest of an island; the test holds both to the same meaning.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use serde_json::Value;

use super::boot::{BootAccount, PlayBoot};
use crate::model::goal::Step;
use crate::model::scenario::ScenarioLink;
use crate::model::{
    Body, Check, Exchange, Field, FieldAbout, Goal, LookedAt, Message, Note, NotedLine, RequestDraft,
    Scenario, Timing,
};

/// A JSON text.
#[must_use]
pub fn json(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

/// A text in an object.
#[must_use]
pub fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

fn flag(value: &Value, name: &str) -> Option<bool> {
    value.get(name)?.as_bool()
}

fn number<T: TryFrom<u64>>(value: &Value, name: &str) -> Option<T> {
    value.get(name)?.as_u64()?.try_into().ok()
}

/// One of the words of an enumeration.
fn word<'a, T: Deserialize<'a>>(value: &'a Value, name: &str) -> Option<T> {
    let word: StrDeserializer<'a, Error> = value.get(name)?.as_str()?.into_deserializer();
    T::deserialize(word).ok()
}

/// Something that may be left out, but not be wrong.
fn optional<T>(value: &Value, name: &str, read: impl Fn(&Value) -> Option<T>) -> Option<Option<T>> {
    match value.get(name) {
        None | Some(Value::Null) => Some(None),
        Some(value) => read(value).map(Some),
    }
}

/// A list of which every item must be readable.
pub fn list<T>(value: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    let mut items = Vec::new();
    for item in value.as_array()? {
        items.push(read(item)?);
    }
    Some(items)
}

fn owned(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// An exchange.
#[must_use]
pub fn exchange(value: &Value) -> Option<Exchange> {
    let timing = value.get("timing")?;
    Some(Exchange {
        seq: number(value, "seq")?,
        id: text(value, "id")?,
        method: text(value, "method")?,
        path: text(value, "path")?,
        status: number(value, "status")?,
        request: message(value.get("request")?)?,
        response: message(value.get("response")?)?,
        checks: list(value.get("checks")?, check)?,
        notes: list(value.get("notes")?, note)?,
        timing: Timing { received: text(timing, "received")?, took_us: number(timing, "took_us")? },
        capture: word(value, "capture")?,
        // Only the server's views speak of it.
        hop: None,
    })
}

fn message(value: &Value) -> Option<Message> {
    let body = value.get("body")?;
    Some(Message {
        start_line: text(value, "start_line")?,
        fields: list(value.get("fields")?, field)?,
        body: Body {
            text: text(body, "text")?,
            size_bytes: number(body, "size_bytes")?,
            truncated: flag(body, "truncated")?,
        },
        head: text(value, "head")?,
    })
}

fn field(value: &Value) -> Option<Field> {
    Some(Field {
        name: text(value, "name")?,
        value: text(value, "value")?,
        set_by: word(value, "set_by")?,
        about: optional(value, "about", |about| {
            Some(FieldAbout {
                hint: text(about, "hint")?,
                section: text(about, "section")?,
                href: text(about, "href"),
            })
        })?,
    })
}

fn check(value: &Value) -> Option<Check> {
    Some(Check {
        rung: word(value, "rung")?,
        outcome: word(value, "outcome")?,
        detail: text(value, "detail")?,
        section: text(value, "section")?,
        would_pass: text(value, "would_pass")?,
        looked_at: optional(value, "looked_at", |at| {
            Some(LookedAt { part: word(at, "part")?, start: number(at, "start")?, end: number(at, "end")? })
        })?,
    })
}

fn note(value: &Value) -> Option<Note> {
    Some(Note {
        rule: text(value, "rule")?,
        level: word(value, "level")?,
        side: word(value, "side")?,
        text: text(value, "text")?,
        section: text(value, "section")?,
        remedy: text(value, "remedy").unwrap_or_default(),
        line: optional(value, "line", |line| {
            Some(NotedLine {
                text: text(line, "text")?,
                start: number(line, "start")?,
                end: number(line, "end")?,
            })
        })?,
    })
}

/// What the playground begins with.
#[must_use]
pub fn boot(value: &Value) -> Option<PlayBoot> {
    Some(PlayBoot {
        scenario: optional(value, "scenario", scenario)?,
        scenarios: list(value.get("scenarios")?, link)?,
        accounts: list(value.get("accounts")?, |account| {
            Some(BootAccount {
                user: text(account, "user")?,
                password: text(account, "password")?,
                about: text(account, "about")?,
            })
        })?,
    })
}

fn scenario(value: &Value) -> Option<Scenario> {
    let start = value.get("start")?;
    Some(Scenario {
        slug: text(value, "slug")?,
        title: text(value, "title")?,
        group: word(value, "group")?,
        task: text(value, "task")?,
        hints: list(value.get("hints")?, owned)?,
        start: RequestDraft {
            method: text(start, "method")?,
            path: text(start, "path")?,
            headers: list(start.get("headers")?, owned)?,
            body: text(start, "body")?,
        },
        goal: goal(value)?,
        opens_tab: flag(value, "opens_tab")?,
    })
}

fn link(value: &Value) -> Option<ScenarioLink> {
    Some(ScenarioLink {
        slug: text(value, "slug")?,
        title: text(value, "title")?,
        group: word(value, "group")?,
        goal: goal(value)?,
    })
}

fn goal(value: &Value) -> Option<Goal> {
    let steps = list(value.get("goal")?, |step| {
        Some(Step {
            status: number(step, "status"),
            method: text(step, "method"),
            path: text(step, "path"),
            path_begins: text(step, "path_begins"),
            stopped_at: word(step, "stopped_at"),
            scheme: text(step, "scheme"),
            query_has: text(step, "query_has"),
            noted: text(step, "noted"),
        })
    })?;
    Some(Goal(steps))
}

#[cfg(test)]
mod tests {
    use serde_json::{json, to_value};

    use super::*;
    use crate::islands::difference::tests::{exchange as example, stopped};
    use crate::model::{Group, Level, Part, Rung, Side};

    #[test]
    fn an_exchange_is_read_as_it_was_written() {
        let mut whole = stopped(example(401, "basic/", &[("A", "b"), ("C", "d")]), Rung::InTime);
        whole.request.fields[0].about =
            Some(FieldAbout { hint: "h".into(), section: "s".into(), href: Some("/x".into()) });
        whole.checks[0].looked_at = Some(LookedAt { part: Part::Head, start: 1, end: 2 });
        whole.notes = vec![Note {
            rule: "r".into(),
            level: Level::Violation,
            side: Side::Request,
            text: "t".into(),
            section: "s".into(),
            remedy: "m".into(),
            line: Some(NotedLine { text: "A: b".into(), start: 3, end: 4 }),
        }];
        for expected in [example(200, "", &[]), whole] {
            let value = to_value(&expected).expect("an exchange can be written");
            assert_eq!(exchange(&value), Some(expected));
        }
    }

    #[test]
    fn every_word_is_known() {
        for rung in Rung::ALL {
            assert_eq!(word::<Rung>(&json!({ "rung": rung }), "rung"), Some(rung));
        }
        for group in Group::ALL {
            assert_eq!(word::<Group>(&json!({ "group": group }), "group"), Some(group));
        }
        assert_eq!(word::<Rung>(&json!({ "rung": "attic" }), "rung"), None);
    }

    #[test]
    fn a_beginning_is_read_as_it_was_written() {
        let step = Step { status: Some(401), stopped_at: Some(Rung::Scope), ..Step::default() };
        let start = RequestDraft { method: "GET".into(), path: "p".into(), ..RequestDraft::default() };
        let scenario = Scenario {
            slug: "s".into(),
            title: "t".into(),
            group: Group::ForbiddenToYou,
            task: "k".into(),
            hints: vec!["h".into()],
            start,
            goal: Goal(vec![step, Step { path_begins: Some("x".into()), ..Step::default() }]),
            opens_tab: true,
        };
        let expected = PlayBoot {
            scenarios: vec![ScenarioLink::from(&scenario)],
            scenario: Some(scenario),
            accounts: BootAccount::all(),
        };
        let value = to_value(&expected).expect("a beginning can be written");
        assert_eq!(boot(&value), Some(expected));
    }

    #[test]
    fn what_is_not_what_was_promised_is_refused() {
        let mut value = to_value(example(200, "", &[("A", "b")])).expect("an exchange can be written");
        value["request"]["fields"][0]["set_by"] = json!("nobody");
        assert_eq!(exchange(&value), None);
        assert_eq!(exchange(&json!([])), None);
    }
}
