//! The foot of every page: when it was checked, what can be done with it, what we promise.

use leptos::prelude::*;

use super::citation::CitedText;
use super::date::long_date;

const EDIT: &str = "https://github.com/knock-http/knock/edit/main/content/";

/// The foot. `checked` is a date, YYYY-MM-DD, `against` names a document, `file` lies below the content folder,
/// `markdown` is the address of the page as Markdown; what is left out or empty is not shown.
#[component]
pub fn SiteFooter(
    #[prop(optional, into)] checked: String,
    #[prop(optional, into)] against: String,
    #[prop(optional, into)] file: String,
    #[prop(optional_no_strip)] markdown: Option<String>,
) -> impl IntoView {
    let checked = long_date(&checked).map(|date| {
        let against = (!against.is_empty()).then(|| view! { " against "<CitedText text=against/> });
        view! { <p>"Checked on "<time datetime=checked>{date}</time>{against}"."</p> }
    });
    let edit =
        (!file.is_empty()).then(|| view! { <li><a href=format!("{EDIT}{file}")>"Edit this page"</a></li> });
    let markdown = markdown.map(|href| view! { <li><a href=href>"Copy as Markdown"</a></li> });
    view! {
        <footer class="site-footer">
            <div class="site-footer__inner frame">
                <div class="site-footer__body thread">
                    {checked}
                    <ul class="site-footer__tools" role="list">
                        {edit}
                        {markdown}
                        <li>"Code MIT, texts CC BY 4.0"</li>
                    </ul>
                    <p>
                        "No cookie before you act, nothing from third parties, and real passwords are masked before they are kept."
                    </p>
                </div>
            </div>
        </footer>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_page_says_when_it_was_checked() {
        let html = view! {
            <SiteFooter checked="2026-11-23" against="RFC 9110 (June 2022)" file="status/401.md" markdown=Some("/codes/401.md".to_owned())/>
        }
        .to_html();
        for part in [
            "<time datetime=\"2026-11-23\">23 November 2026</time>",
            "<a href=\"https://www.rfc-editor.org/rfc/rfc9110\">RFC 9110</a>",
            "/edit/main/content/status/401.md\"",
            "href=\"/codes/401.md\"",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn other_pages_say_less() {
        let html = view! { <SiteFooter/> }.to_html();
        assert!(!html.contains("Checked on") && !html.contains("<a "), "{html}");
    }
}
