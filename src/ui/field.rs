//! The fields of a form, each with its label.

use leptos::prelude::*;

/// A line of text.
#[component]
pub fn TextField(
    id: &'static str,
    name: &'static str,
    label: &'static str,
    #[prop(optional, into)] value: String,
    #[prop(optional)] hint: &'static str,
    /// In the face of the wire.
    #[prop(optional)]
    wire: bool,
) -> impl IntoView {
    let class = if wire { "field__input field__input--wire" } else { "field__input" };
    let (described_by, hint) = hinted(id, hint);
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <input class=class id=id name=name value=value autocomplete="off" spellcheck="false" aria-describedby=described_by/>
            {hint}
        </div>
    }
}

/// One of several; each option has its value and its text.
#[component]
pub fn SelectField(
    id: &'static str,
    name: &'static str,
    label: &'static str,
    options: Vec<(&'static str, String)>,
) -> impl IntoView {
    let options = options.into_iter().map(|(value, text)| view! { <option value=value>{text}</option> });
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <select class="field__input" id=id name=name>{options.collect_view()}</select>
        </div>
    }
}

/// Several lines in the face of the wire. For pages alone, not for islands: the text is escaped for HTML.
#[component]
pub fn TextAreaField(
    id: &'static str,
    name: &'static str,
    label: &'static str,
    rows: u16,
    text: String,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let (described_by, hint) = hinted(id, hint);
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <textarea class="field__input field__input--wire" id=id name=name rows=rows.to_string() spellcheck="false" aria-describedby=described_by>
                {textarea_content(&text)}
            </textarea>
            {hint}
        </div>
    }
}

fn hinted(id: &str, hint: &'static str) -> (Option<String>, Option<impl IntoView + use<>>) {
    if hint.is_empty() {
        return (None, None);
    }
    let hint_id = format!("{id}-hint");
    (Some(hint_id.clone()), Some(view! { <span class="field__hint" id=hint_id>{hint}</span> }))
}

/// Leptos does not escape what stands in a `textarea`, so a visitor's text could leave it.
/// A parser drops the first line end, so one is put before the text.
fn textarea_content(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_leave_its_textarea() {
        let text = "\n</textarea><script>alert(1)</script>&lt;".to_owned();
        let html = view! { <TextAreaField id="b" name="body" label="Body" rows=2 text/> }.to_html();
        assert!(
            html.contains(">\n\n&lt;/textarea>&lt;script>alert(1)&lt;/script>&amp;lt;</textarea>"),
            "{html}"
        );
    }

    #[test]
    fn a_value_cannot_leave_its_attribute() {
        let html =
            view! { <TextField id="u" name="user" label="User" value="\"><script>" hint="Ours alone."/> }
                .to_html();
        assert!(!html.contains("\"><script>"), "{html}");
        assert!(html.contains("aria-describedby=\"u-hint\""), "{html}");
    }
}
