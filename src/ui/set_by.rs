//! Who set a field, as a mark beside it, and what the marks stand for. The shapes differ, so that colour need not be seen.

use leptos::prelude::*;

use crate::model::{Field, SetBy};

/// Those who can have set a field of a request, in the order of the legend.
const OF_REQUESTS: [SetBy; 4] = [SetBy::You, SetBy::Page, SetBy::Client, SetBy::Proxy];

/// The mark of one field. A screen reader hears who it was when it opens the field.
#[component]
pub fn SetByMark(who: SetBy) -> impl IntoView {
    let class = format!("set-by set-by--{}", css_name(who));
    view! { <span class=class aria-hidden="true"></span> }
}

/// What the marks of these fields stand for.
#[component]
pub fn SetByLegend(fields: Vec<Field>) -> impl IntoView {
    let seen = OF_REQUESTS.into_iter().filter(|who| fields.iter().any(|field| field.set_by == *who));
    let marks = seen.map(|who| view! { <li><SetByMark who/>{who.label()}</li> }).collect_view();
    view! {
        <div class="set-by-legend">
            <span>"Set by"</span>
            <ul role="list">{marks}</ul>
        </div>
    }
}

fn css_name(who: SetBy) -> &'static str {
    match who {
        SetBy::You => "you",
        SetBy::Page => "page",
        SetBy::Client => "client",
        SetBy::Proxy => "proxy",
        SetBy::Server => "server",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legend_names_those_who_were_there_and_nobody_else() {
        let field = |set_by| Field { name: "A".into(), value: String::new(), set_by, about: None };
        let fields = vec![field(SetBy::Client), field(SetBy::You), field(SetBy::Client)];
        let html = view! { <SetByLegend fields/> }.to_html();
        assert_eq!(html.matches("<li>").count(), 2, "{html}");
        let you = html.find("set-by--you").expect("the person");
        assert!(html.find("set-by--client").is_some_and(|client| client > you), "{html}");
        assert!(html.contains("your browser or tool") && !html.contains("a proxy"), "{html}");
    }
}
