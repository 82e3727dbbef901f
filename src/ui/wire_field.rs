//! One field line of a message; it opens to say who set it and what it means.

use leptos::prelude::*;

use super::citation::Section;
use super::set_by::SetByMark;
use super::visible;
use crate::model::{Field, FieldAbout, SetBy};

/// A field line. `key` marks the one that the answer is about.
#[component]
pub fn WireField(field: Field, #[prop(optional)] key: bool) -> impl IntoView {
    let masked = is_masked(&field.value);
    let key = if key { " wire-field--key" } else { "" };
    let class = format!("wire-field{key}{}", if masked { " wire-field--masked" } else { "" });
    let name = visible::line(&field.name);
    let about = field.about.map(|about| explanation(about, &name));
    let mark = (field.set_by != SetBy::Server).then(|| view! { <SetByMark who=field.set_by/> });
    let masked = masked.then_some(" A secret in it was masked before it was kept.");
    view! {
        <details class=class>
            <summary>
                <span class="wire-field__line">
                    <span class="wire-field__name">{name}</span>
                    ": "
                    <span class="wire-field__value">{value(&field.value)}</span>
                </span>
                {mark}
            </summary>
            <div class="wire-field__about">
                <p>
                    <span class="wire-field__who">{format!("Set by {}.", field.set_by.label())}</span>
                    {about}
                    {masked}
                </p>
            </div>
        </details>
    }
}

fn explanation(about: FieldAbout, name: &str) -> impl IntoView + use<> {
    let page = about.href.map(|href| {
        let text = format!("More about {name}");
        view! { " "<a href=href>{text}</a> }
    });
    view! { {format!(" {}", about.hint)}{page}<Section section=about.section/> }
}

/// The value, with places where a long one may break.
fn value(value: &str) -> impl IntoView + use<> {
    let text = visible::line(value);
    visible::pieces(&text)
        .into_iter()
        .enumerate()
        .map(|(index, piece)| {
            let break_before = (index > 0).then(|| view! { <wbr/> });
            view! { {break_before}{piece.to_owned()} }
        })
        .collect_view()
}

/// The log writes stars over what it must not keep.
fn is_masked(value: &str) -> bool {
    value.contains("********")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, value: &str) -> Field {
        Field { name: name.to_owned(), value: value.to_owned(), set_by: SetBy::You, about: None }
    }

    fn html(field: Field) -> String {
        view! { <WireField field/> }.to_html()
    }

    #[test]
    fn a_value_cannot_leave_its_place() {
        let html = html(field("X", "\"></details><script>alert(1)</script>\u{202E}"));
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains("\\u{202E}"), "{html}");
    }

    #[test]
    fn a_masked_value_is_said_to_be_masked() {
        assert!(html(field("Cookie", "knock_lab=************")).contains("wire-field--masked"));
        assert!(!html(field("Accept", "*/*")).contains("wire-field--masked"));
    }

    #[test]
    fn what_is_known_about_a_field_is_told() {
        let about = FieldAbout {
            hint: "The challenge.".into(),
            section: "RFC 9110 11.6.1".into(),
            href: Some("/headers/www-authenticate".into()),
        };
        let html = html(Field { about: Some(about), ..field("WWW-Authenticate", "Basic realm=\"x\"") });
        for part in
            ["Set by you.</span> The challenge.", "href=\"/headers/www-authenticate\"", "#section-11.6.1\""]
        {
            assert!(html.contains(part), "{part} in {html}");
        }
    }
}
