//! The raw console: the bytes of one request as text, for what no editor would send. A plain form, with script or without.

use leptos::prelude::*;

use crate::ui::TextAreaField;

/// A request that neither a browser nor the editor's form would make: the same field twice.
pub const START: &str = "GET /lab/{lab}/basic/ HTTP/1.1\nHost: localhost\n\
    Authorization: Basic YWxpY2U6d29uZGVybGFuZA==\nAuthorization: Basic Ym9iOmJ1aWxkZXI=\n\n";

const HINT: &str = "Sent as it stands, right or wrong. {lab} is the name of your lab, and \\xNN one byte, such as \\xFF. \
    Lines end with CR LF, in the body too. An empty line ends the head; it is added where it is missing. \
    At most 16 KiB, and one request: what follows it is not sent on.";

/// The form, folded unless `open`.
#[component]
pub fn RawForm(text: String, #[prop(optional)] open: bool) -> impl IntoView {
    view! {
        <details class="request-editor__locked" open=open>
            <summary>"Raw console: send bytes that no browser would"</summary>
            <form class="request-editor" id="raw" method="post" action="/play/send">
                <TextAreaField id="raw-text" name="raw" label="The request as text, byte for byte" rows=8 text hint=HINT/>
                <div class="request-editor__foot">
                    <button class="button button--primary" r#type="submit">"Send these bytes"</button>
                </div>
            </form>
        </details>
    }
}
