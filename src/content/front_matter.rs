//! The TOML between two lines of `+++` at the head of a content file.

use serde::de::DeserializeOwned;

use super::error::{ContentError, line_of};
use super::source::File;

const FENCE: &str = "+++";

/// Splits a file into its front matter and its body; also the line on which the body begins.
///
/// # Errors
/// When a fence is missing, or the front matter does not fit `T`: unknown, missing or wrong fields, each with its line.
pub fn split<T: DeserializeOwned>(file: &File) -> Result<(T, &str, usize), ContentError> {
    let missing = |what: &str| {
        ContentError::at(&file.path, 1, format!("{what} line `{FENCE}` of the front matter is missing"))
    };
    let rest = file
        .text
        .strip_prefix(FENCE)
        .and_then(|rest| rest.strip_prefix('\n'))
        .ok_or_else(|| missing("the first"))?;
    let end = rest.find("\n+++\n").ok_or_else(|| missing("the second"))?;
    let (toml_text, body) = (&rest[..=end], &rest[end + FENCE.len() + 2..]);
    let front = toml::from_str(toml_text).map_err(|error| {
        // The front matter begins on the file's second line.
        let line = error.span().map_or(1, |span| line_of(toml_text, span.start)) + 1;
        ContentError::at(&file.path, line, error.message())
    })?;
    Ok((front, body, line_of(toml_text, toml_text.len()) + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Front {
        title: String,
    }

    fn read(text: &str) -> Result<(String, String, usize), String> {
        let file = File { path: "a.md".into(), text: text.into() };
        split::<Front>(&file)
            .map(|(front, body, line)| (front.title, body.to_owned(), line))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_file_is_cut_in_two() {
        assert_eq!(read("+++\ntitle = \"T\"\n+++\nBody\n"), Ok(("T".into(), "Body\n".into(), 4)));
    }

    #[test]
    fn errors_name_the_file_and_the_line() {
        for (text, begins) in [
            ("title", "a.md:1: the first line"),
            ("+++\ntitle = \"T\"\n", "a.md:1: the second line"),
            ("+++\ntitle = \"T\"\nunknown = 1\n+++\n", "a.md:3: unknown field"),
            ("+++\n\n\ntitle = 1\n+++\n", "a.md:4: "),
            ("+++\ntitle = \n+++\n", "a.md:2: "),
        ] {
            let error = read(text).expect_err(text);
            assert!(error.starts_with(begins), "{error}");
        }
    }
}
