//! Two attempts side by side: what differs in the request, what differs in the response, and what the change did. Pure.

use crate::model::{Exchange, Field, SetBy};

/// One thing that differs; a side that lacks it is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub what: String,
    pub first: Option<String>,
    pub second: Option<String>,
}

/// Fields that differ in every answer, so that their difference says nothing.
const RESTLESS: &[&str] = &["date", "knock-exchange", "link", "content-length"];
/// Bodies are compared up to here.
const BODY_MAX_CHARACTERS: usize = 400;

/// What differs in the requests.
#[must_use]
pub fn of_requests(first: &Exchange, second: &Exchange) -> Vec<Difference> {
    let mut found = Vec::new();
    push(&mut found, "Method", Some(&first.method), Some(&second.method));
    push(&mut found, "Path", Some(&first.path), Some(&second.path));
    push_fields(&mut found, &first.request.fields, &second.request.fields);
    push_bodies(&mut found, &first.request.body.text, &second.request.body.text);
    found
}

/// What differs in the responses, and which check said no.
#[must_use]
pub fn of_responses(first: &Exchange, second: &Exchange) -> Vec<Difference> {
    let mut found = Vec::new();
    push(&mut found, "Status", Some(&first.status.to_string()), Some(&second.status.to_string()));
    let stopped = |exchange: &Exchange| exchange.stopped_at().map(|check| check.rung.question());
    push(&mut found, "Stopped at", stopped(first), stopped(second));
    push_fields(&mut found, &first.response.fields, &second.response.fields);
    push_bodies(&mut found, &steady(first), &steady(second));
    found
}

/// A problem document names its own exchange, which differs every time.
fn steady(exchange: &Exchange) -> String {
    exchange.response.body.text.replace(&*exchange.id, "…")
}

fn push(found: &mut Vec<Difference>, what: &str, first: Option<&str>, second: Option<&str>) {
    if first != second {
        let owned = |side: Option<&str>| side.map(str::to_owned);
        found.push(Difference { what: what.to_owned(), first: owned(first), second: owned(second) });
    }
}

fn push_bodies(found: &mut Vec<Difference>, first: &str, second: &str) {
    if first != second {
        let cut = |text: &str| {
            let short: String = text.chars().take(BODY_MAX_CHARACTERS).collect();
            if short.is_empty() { None } else { Some(short) }
        };
        found.push(Difference { what: "Body".to_owned(), first: cut(first), second: cut(second) });
    }
}

fn push_fields(found: &mut Vec<Difference>, first: &[Field], second: &[Field]) {
    for field in first.iter().chain(second) {
        let name = &*field.name;
        let known = |difference: &Difference| difference.what.eq_ignore_ascii_case(name);
        if !RESTLESS.iter().any(|restless| restless.eq_ignore_ascii_case(name)) && !found.iter().any(known) {
            push(found, name, values(first, name).as_deref(), values(second, name).as_deref());
        }
    }
}

fn values(fields: &[Field], name: &str) -> Option<String> {
    let mut values =
        fields.iter().filter(|field| field.name.eq_ignore_ascii_case(name)).map(|field| &*field.value);
    let first = values.next()?.to_owned();
    Some(values.fold(first, |line, value| [&line, ", ", value].concat()))
}

/// One sentence: what the change did.
#[must_use]
pub fn sentence(first: &Exchange, second: &Exchange) -> String {
    let changes = changes(first, second);
    let (from, to) = (first.status.to_string(), second.status.to_string());
    let rungs = (first.stopped_at().map(|check| check.rung), second.stopped_at().map(|check| check.rung));
    let same_answer = first.status == second.status && rungs.0 == rungs.1;
    match (changes.is_empty(), same_answer) {
        (true, true) => ["The same request again, and the same answer: ", &to, "."].concat(),
        (true, false) => [
            "The same request, and yet ",
            &from,
            " became ",
            &to,
            ": something changed at the server, such as its clock or what it accepts.",
        ]
        .concat(),
        (false, true) => [&changes, " changed nothing: the answer is ", &to, " as before."].concat(),
        (false, false) if first.status != second.status => {
            let end = match rungs {
                (_, None) => ", and no check says no any more.".to_owned(),
                (None, Some(rung)) => [", because a check says no now: “", rung.question(), "”"].concat(),
                (Some(_), Some(rung)) => [": now it is “", rung.question(), "” that says no."].concat(),
            };
            [&changes, " turned ", &from, " into ", &to, &end].concat()
        }
        (false, false) => {
            let question = rungs.1.map_or("no check at all", |rung| rung.question());
            [
                &changes,
                " left the status at ",
                &to,
                ", but the check that says no is another one: “",
                question,
                "”",
            ]
            .concat()
        }
    }
}

/// The changes that somebody made, as the beginning of a sentence; empty when there are none.
fn changes(first: &Exchange, second: &Exchange) -> String {
    let mut changes = Vec::new();
    for difference in of_requests(first, second) {
        let what = match &*difference.what {
            "Method" => "the method".to_owned(),
            "Path" => "the path".to_owned(),
            "Body" => "the body".to_owned(),
            name if is_chosen(first, name) || is_chosen(second, name) => name.to_owned(),
            _ => continue,
        };
        let verb = match (&difference.first, &difference.second) {
            (None, _) => "adding ",
            (_, None) => "removing ",
            _ => "changing ",
        };
        changes.push([verb, &what].concat());
    }
    let mut sentence = match changes.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => [&rest.join(", "), " and ", last].concat(),
        None => String::new(),
    };
    if let Some(letter) = sentence.get_mut(0..1) {
        letter.make_ascii_uppercase();
    }
    sentence
}

/// Clients add fields on their own account; those are listed, but nobody chose them.
fn is_chosen(exchange: &Exchange, name: &str) -> bool {
    exchange.request.fields.iter().any(|field| {
        field.name.eq_ignore_ascii_case(name) && matches!(field.set_by, SetBy::You | SetBy::Page)
    })
}

#[cfg(test)]
#[path = "difference_tests.rs"]
pub(crate) mod tests;
