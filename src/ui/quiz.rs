//! One question of a self-check: each option opens to say whether it is right.

use leptos::prelude::*;

use super::citation::CitedText;

/// A question; each option comes with whether it is right. Questions on the same page need different names.
#[component]
pub fn QuizView(
    /// Options of the same name close each other.
    #[prop(into)]
    name: String,
    #[prop(into)] question: String,
    options: Vec<(String, bool)>,
    #[prop(into)] explanation: String,
) -> impl IntoView {
    let options = options.into_iter().map(|(text, right)| {
        let (class, verdict, answer) = if right {
            ("quiz__option quiz__option--right", "Right.", explanation.clone())
        } else {
            ("quiz__option quiz__option--wrong", "Not this one.", "Try another answer.".to_owned())
        };
        view! {
            <details class=class name=name.clone()>
                <summary><CitedText text/></summary>
                <div class="quiz__answer"><p><b>{verdict}</b>" "<CitedText text=answer/></p></div>
            </details>
        }
    });
    let options = options.collect_view();
    view! {
        <div class="quiz">
            <p class="quiz__question"><CitedText text=question/></p>
            {options}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_option_explains() {
        let options = vec![("`403`".to_owned(), false), ("`401`".to_owned(), true)];
        let html =
            view! { <QuizView name="quiz-2" question="Which?" options explanation="Because."/> }.to_html();
        assert_eq!(html.matches("name=\"quiz-2\"").count(), 2, "{html}");
        assert_eq!(html.matches("Because.").count(), 1, "{html}");
        assert!(html.contains("<code>401</code>"), "{html}");
    }
}
