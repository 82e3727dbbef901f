//! Reading a text that was pasted: a response, a request and its response, or what `curl -i` and `curl -v` print.

mod cause;
mod error;
mod part;

// What is around the messages, and what stands in for them.
mod devtools;
mod unwrapped;

// What a line is.
mod prompt;
mod remarks;
mod start_line;

// The two ways in which messages follow each other.
mod lines;
mod plain;
mod verbose;

#[cfg(test)]
mod tests;

pub use error::PasteError;

use crate::model::Message;
use part::Part;

/// An exchange as it was found in a text.
#[derive(Debug, PartialEq)]
pub struct Pasted {
    pub request: Option<Message>,
    pub response: Message,
}

/// So many fields may a message have.
const FIELDS_MAX: usize = 200;
/// So many exchanges may a text hold; curl follows 50 redirects unless it is told otherwise.
const EXCHANGES_MAX: usize = 60;
/// So many messages: an exchange has a request, a response, and perhaps interim ones.
const PARTS_MAX: usize = 4 * EXCHANGES_MAX;

/// Reads all exchanges of a text.
///
/// # Errors
/// When it holds no response, or more than the bounds allow.
pub fn read(text: &str) -> Result<Vec<Pasted>, PasteError> {
    let inner = unwrapped::text(text);
    parts(&inner).and_then(pair).map_err(|failure| match failure {
        PasteError::Empty if devtools::messages(text).is_some() => PasteError::NoFields,
        _ => cause::of(&inner, failure),
    })
}

/// Reads a response and the request that it answers from two texts.
///
/// # Errors
/// As `read`, and when there is not exactly one of each.
pub fn read_apart(request: &str, response: &str) -> Result<Vec<Pasted>, PasteError> {
    let mut found = read(response)?;
    let request = unwrapped::text(request);
    let asked = parts(&request).unwrap_or_default();
    let [asked] = &asked[..] else { return Err(PasteError::NoRequestLine) };
    if asked.is_response {
        return Err(PasteError::NoRequestLine);
    }
    match &mut found[..] {
        [Pasted { request: request @ None, .. }] => *request = Some(asked.message()?),
        _ => return Err(PasteError::NotOneResponse),
    }
    Ok(found)
}

fn parts(text: &str) -> Result<Vec<Part<'_>>, PasteError> {
    if verbose::is_verbose(text) { verbose::parts(text) } else { plain::parts(text) }
}

fn pair(parts: Vec<Part<'_>>) -> Result<Vec<Pasted>, PasteError> {
    let mut exchanges = Vec::new();
    let mut waiting = None;
    let interim = parts.iter().any(Part::is_interim);
    for part in parts {
        if !part.is_response {
            waiting = Some(part.message()?);
        } else if !part.is_interim() {
            exchanges.push(Pasted { request: waiting.take(), response: part.message()? });
        }
        if exchanges.len() > EXCHANGES_MAX {
            return Err(PasteError::TooManyExchanges);
        }
    }
    if exchanges.is_empty() {
        return Err(match waiting {
            _ if interim => PasteError::OnlyInterim,
            Some(_) => PasteError::NoResponse,
            None => PasteError::Empty,
        });
    }
    Ok(exchanges)
}
