//! The style sheet: the files of `style/`, put together in the order of their layers.

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "style/"]
struct Style;

const FIRST: [&str; 5] = ["layers.css", "tokens.css", "base.css", "layout.css", "prose.css"];
const COMPONENTS: &str = "components/";
const LAST: &str = "print.css";

/// The whole style sheet.
pub(super) fn sheet() -> String {
    let mut components: Vec<_> = Style::iter().filter(|name| name.starts_with(COMPONENTS)).collect();
    components.sort();
    let components = components.iter().map(AsRef::as_ref);
    FIRST
        .into_iter()
        .chain(components)
        .chain([LAST])
        .filter_map(Style::get)
        .map(|file| String::from_utf8_lossy(&file.data).into_owned())
        .collect()
}
