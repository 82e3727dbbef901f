//! Through what somebody knocked: this page, a browser, or a tool that named itself.

use super::visible;
use crate::model::{Message, SetBy};

const PRODUCT_MAX_CHARACTERS: usize = 24;

/// A few words about the client of a request; `None` when it did not say.
#[must_use]
pub fn via(request: &Message) -> Option<String> {
    if request.fields.iter().any(|field| field.set_by == SetBy::Page) {
        return Some("this page".to_owned());
    }
    let product = request.field("user-agent")?.split(['/', ' ']).next().filter(|name| !name.is_empty())?;
    if product != "Mozilla" {
        return Some(visible::shortened(&visible::line(product), PRODUCT_MAX_CHARACTERS));
    }
    // Fetch Metadata tells a script's request from a page that was opened.
    let by_script = matches!(request.field("sec-fetch-mode"), Some("cors" | "same-origin" | "no-cors"));
    Some(if by_script { "this page" } else { "a browser" }.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Body, Field};

    #[test]
    fn the_client_is_named_by_what_it_sent() {
        let request = |fields: &[(&str, &str, SetBy)]| Message {
            start_line: "GET / HTTP/1.1".into(),
            fields: fields
                .iter()
                .map(|(name, value, set_by)| Field {
                    name: (*name).into(),
                    value: (*value).into(),
                    set_by: *set_by,
                    about: None,
                })
                .collect(),
            body: Body::default(),
            head: String::new(),
        };
        let client = SetBy::Client;
        for (fields, expected) in [
            (&[("Host", "localhost", client)][..], None),
            (&[("Host", "localhost", SetBy::Page)], Some("this page")),
            (&[("User-Agent", "curl/8.5.0", client)], Some("curl")),
            (&[("user-agent", "python-requests/2.32 x", client)], Some("python-requests")),
            (&[("User-Agent", "", client)], None),
            (&[("User-Agent", "Mozilla/5.0 (X11)", client)], Some("a browser")),
            (&[("User-Agent", "Mozilla/5.0", client), ("Sec-Fetch-Mode", "cors", client)], Some("this page")),
        ] {
            assert_eq!(via(&request(fields)).as_deref(), expected, "{fields:?}");
        }
    }
}
