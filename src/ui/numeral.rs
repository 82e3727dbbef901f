//! The large numeral: in 401 and 403 the middle digit is the shape of the door.

use leptos::prelude::*;

use super::status_badge::tone;

/// A code, set large.
#[component]
pub fn Numeral(code: u16, #[prop(default = "masthead__numeral")] class: &'static str) -> impl IntoView {
    let class = format!("{class} {}", tone(code));
    view! { <span class=class>{digits(code)}</span> }
}

fn digits(code: u16) -> AnyView {
    let shape = match code {
        401 => KEYHOLE,
        403 => BARRED,
        _ => return view! { <span class="masthead__digits">{code.to_string()}</span> }.into_any(),
    };
    view! {
        <span class="visually-hidden">{code.to_string()}</span>
        <span class="masthead__digits" aria-hidden="true">
            "4"
            <svg class="masthead__shape" viewBox="0 0 100 100">
                <path fill-rule="evenodd" d=shape/>
            </svg>
            {(code % 10).to_string()}
        </span>
    }
    .into_any()
}

const KEYHOLE: &str = "M50 0a50 50 0 1 1 0 100a50 50 0 1 1 0-100zM50 24a14 14 0 0 0-7.5 25.8L38 76h24l-4.5-26.2A14 14 0 0 0 50 24z";
const BARRED: &str = "M29.3 0h41.4L100 29.3v41.4L70.7 100H29.3L0 70.7V29.3zM20 41v18h60V41z";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_true_number_can_always_be_read() {
        for (code, digits) in [(401, "4<svg"), (403, "4<svg"), (404, ">404<"), (407, ">407<")] {
            let html = view! { <Numeral code class="home-pair__numeral"/> }.to_html();
            assert!(html.contains(&format!(">{code}</span>")), "{html}");
            assert!(html.contains(digits), "{html}");
            assert!(html.starts_with("<span class=\"home-pair__numeral tone-4"), "{html}");
        }
    }
}
