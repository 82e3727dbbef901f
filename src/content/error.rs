//! What can be wrong with a content file, said so that its author can mend it.

use std::path::PathBuf;

/// A content file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    #[error("{file}:{line}: {problem}")]
    Invalid {
        /// Below the content folder.
        file: String,
        line: usize,
        problem: String,
    },
    #[error("the content folder {} cannot be read: {source}", folder.display())]
    Unreadable { folder: PathBuf, source: std::io::Error },
    #[error("{file} is missing from the content folder")]
    Missing { file: &'static str },
}

impl ContentError {
    pub(super) fn at(file: &str, line: usize, problem: impl Into<String>) -> Self {
        Self::Invalid { file: file.to_owned(), line, problem: problem.into() }
    }
}

/// The line on which the byte at `offset` stands; the first is 1.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}
