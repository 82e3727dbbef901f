//! The registry of status codes (IANA "HTTP Status Codes"), kept as the table it is published as.

use serde::Deserialize;

use super::error::ContentError;
use super::source::File;
use crate::model::{StatusClass, citation};

/// The registry's file below the content folder.
pub const FILE: &str = "registry/status_codes.csv";

/// One registered code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisteredCode {
    pub code: u16,
    pub class: StatusClass,
    /// The name, without the registry's remarks.
    pub phrase: String,
    /// The registry's remark, such as that an entry is temporary; may be empty.
    pub remark: String,
    /// The defining document and section.
    pub spec: String,
    pub spec_href: String,
    pub heuristically_cacheable: bool,
}

#[derive(Deserialize)]
struct Row {
    code: u16,
    name: String,
    reference: String,
    class: String,
    heuristically_cacheable: String,
}

/// Reads the registry.
///
/// # Errors
/// When a row does not fit: the line is named.
pub fn parse(file: &File) -> Result<Vec<RegisteredCode>, ContentError> {
    let mut reader = csv::Reader::from_reader(file.text.as_bytes());
    let rows: Vec<Row> = reader.deserialize().collect::<Result<_, _>>().map_err(|error| {
        let line = error.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(1));
        ContentError::at(&file.path, line, error.to_string())
    })?;
    rows.into_iter().enumerate().map(|(index, row)| code(file, index + 2, row)).collect()
}

fn code(file: &File, line: usize, row: Row) -> Result<RegisteredCode, ContentError> {
    let class =
        StatusClass::of(row.code).filter(|class| same_class(class.name(), &row.class)).ok_or_else(|| {
            ContentError::at(&file.path, line, format!("{} is not in the class {}", row.code, row.class))
        })?;
    let (phrase, remark) = match row.name.split_once(" (") {
        Some((phrase, remark)) => (phrase.to_owned(), remark.trim_end_matches(')').to_owned()),
        None => (row.name, String::new()),
    };
    let spec = row.reference.replace(" section ", " ");
    let spec_href = citation::href(&spec).unwrap_or_else(|| {
        format!(
            "https://datatracker.ietf.org/doc/{}/",
            spec.trim_end_matches(|c: char| c == '-' || c.is_ascii_digit())
        )
    });
    Ok(RegisteredCode {
        code: row.code,
        class,
        phrase,
        remark,
        spec,
        spec_href,
        heuristically_cacheable: row.heuristically_cacheable == "yes",
    })
}

/// The registry calls the second class Success.
fn same_class(ours: &str, theirs: &str) -> bool {
    ours.eq_ignore_ascii_case(theirs) || (ours == "Successful" && theirs == "Success")
}
