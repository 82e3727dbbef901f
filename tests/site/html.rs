//! Reading our own HTML: enough of a parser to ask for tags, attributes and text.

/// A start tag, and the text up to the next tag.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// With character references resolved; raw for a script.
    pub(crate) text: String,
}

impl Tag {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class")
            .is_some_and(|classes| classes.split_ascii_whitespace().any(|one| one == class))
    }
}

/// All start tags in their order.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            continue;
        }
        let mut tag = start_tag(&mut rest);
        if matches!(tag.name.as_str(), "script" | "style") {
            let end = rest.find("</").unwrap_or(rest.len());
            let close = format!("</{}", tag.name);
            let end = rest.find(&close).unwrap_or(end);
            tag.text = rest[..end].to_owned();
            rest = &rest[end..];
        } else {
            tag.text = unescaped(&rest[..rest.find('<').unwrap_or(rest.len())]);
        }
        tags.push(tag);
    }
    tags
}

/// Reads name and attributes, up to and including the `>`.
fn start_tag(rest: &mut &str) -> Tag {
    let name_end = rest.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(rest.len());
    let mut tag =
        Tag { name: rest[..name_end].to_ascii_lowercase(), attributes: Vec::new(), text: String::new() };
    *rest = &rest[name_end..];
    loop {
        *rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return tag;
        }
        if let Some(after) = rest.strip_prefix('>') {
            *rest = after;
            return tag;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || "=>/".contains(c)).unwrap_or(rest.len());
        let name = rest[..end.max(1)].to_ascii_lowercase();
        *rest = &rest[end.max(1)..];
        let value = rest.strip_prefix('=').map(value);
        let (value, after) = value.unwrap_or((String::new(), rest));
        *rest = after;
        tag.attributes.push((name, value));
    }
}

fn value(text: &str) -> (String, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            let (value, after) = quoted.split_once(quote).unwrap_or((quoted, ""));
            return (unescaped(value), after);
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(text.len());
    (unescaped(&text[..end]), &text[end..])
}

/// Text with the character references that our renderers write resolved.
pub(crate) fn unescaped(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", "\u{A0}")]
        .iter()
        .fold(text.to_owned(), |text, (reference, character)| text.replace(reference, character))
        .replace("&amp;", "&")
}

/// The values of an attribute, wherever it stands.
pub(crate) fn attributes(html: &str, name: &str) -> Vec<String> {
    tags(html).iter().filter_map(|tag| tag.attribute(name).map(str::to_owned)).collect()
}

/// All text outside of tags, comments and scripts.
pub(crate) fn text(html: &str) -> String {
    let mut shown = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        shown.push_str(before);
        rest = if let Some(comment) = after.strip_prefix("!--") {
            comment.split_once("-->").map_or("", |(_, after)| after)
        } else if after.starts_with("script") {
            after.split_once("</script>").map_or("", |(_, after)| after)
        } else {
            let mut inside = after;
            start_tag(&mut inside);
            inside
        };
    }
    shown.push_str(rest);
    unescaped(&shown)
}

#[test]
fn our_own_html_is_read_as_it_is_meant() {
    let read = tags(
        "<!doctype html><!-- <b> --><a href=\"/x?a&amp;b\" disabled class='c d'>A &lt; B</a><br/><script>if (a<b) x</script><p>end",
    );
    let names: Vec<&str> = read.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(names, ["a", "br", "script", "p"]);
    assert_eq!(read[0].attribute("href"), Some("/x?a&b"));
    assert_eq!(read[0].attribute("disabled"), Some(""));
    assert!(read[0].has_class("d") && !read[0].has_class("c d"));
    assert_eq!((read[0].text.as_str(), read[2].text.as_str()), ("A < B", "if (a<b) x"));
    assert_eq!(text("a<!-- b --> <b title=\">\">c</b> d&lt;<script>e</script>f"), "a c d<f");
}
