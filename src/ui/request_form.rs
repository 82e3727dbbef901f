//! The request editor without JavaScript: the headers are lines of text, and the answer comes as a page.

use leptos::prelude::*;

use super::field::TextAreaField;
use crate::model::RequestDraft;

const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// The editor, filled with a draft; `prefix` is the lab's address, which cannot be changed. For pages alone, not for islands.
#[component]
pub fn RequestForm(draft: RequestDraft, #[prop(into)] prefix: String) -> impl IntoView {
    let headers = draft.headers.join("\n");
    view! {
        <form class="request-editor" id="request" method="post" action="/play/send">
            <div class="request-editor__line">
                <div class="field">
                    <label class="field__label" for="request-method">"Method"</label>
                    <select class="field__input field__input--wire" id="request-method" name="method">{methods(&draft.method)}</select>
                </div>
                <div class="field">
                    <label class="field__label" for="request-path">"Path"</label>
                    <div class="request-editor__target">
                        <span class="request-editor__prefix">{prefix}</span>
                        <input
                            class="field__input field__input--wire"
                            id="request-path"
                            name="path"
                            value=draft.path
                            autocomplete="off"
                            spellcheck="false"
                        />
                    </div>
                </div>
            </div>
            <TextAreaField id="request-headers" name="headers" label="Headers, one a line" rows=4 text=headers/>
            <TextAreaField
                id="request-body"
                name="body"
                label="Body"
                rows=2
                text=draft.body
                hint="GET and HEAD have no use for one."
            />
            <div class="request-editor__foot">
                <button class="button button--primary request-editor__send" type="submit">"Send"</button>
            </div>
            <details class="request-editor__locked">
                <summary>"Headers that this form writes"</summary>
                <dl>
                    <dt>"Host"</dt>
                    <dd>"Always the name of this site; a line of yours is left out."</dd>
                    <dt>"Content-Length"</dt>
                    <dd>"Counted from the body, unless you write it yourself."</dd>
                </dl>
            </details>
        </form>
    }
}

/// The usual methods, and the draft's own when it is another one.
fn methods(chosen: &str) -> impl IntoView + use<> {
    let other = (!METHODS.contains(&chosen)).then(|| chosen.to_owned());
    let options = METHODS.into_iter().map(str::to_owned).chain(other).map(|method| {
        let selected = method == chosen;
        view! { <option selected=selected>{method}</option> }
    });
    options.collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(method: &str) -> String {
        let draft = RequestDraft {
            method: method.into(),
            path: "basic/?a=\"b\"".into(),
            headers: vec!["Accept: a/b".into(), "X: </textarea>".into()],
            body: String::new(),
        };
        view! { <RequestForm draft prefix="/lab/amber-otter-7kq2m9x4/"/> }.to_html()
    }

    #[test]
    fn the_draft_comes_back_as_it_was() {
        let html = html("POST");
        assert!(html.contains("<option selected>POST</option>"), "{html}");
        assert_eq!(html.matches("selected").count(), 1, "{html}");
        assert!(html.contains("value=\"basic/?a=&quot;b&quot;\""), "{html}");
        assert!(html.contains(">\nAccept: a/b\nX: &lt;/textarea></textarea>"), "{html}");
    }

    #[test]
    fn an_unusual_method_can_be_sent_again() {
        assert!(html("BREW").contains("<option selected>BREW</option>"));
    }
}
