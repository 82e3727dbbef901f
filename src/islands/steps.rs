//! The steps of the home page's widget: what is knocked at, and what is said between two knocks.

use leptos::prelude::*;

use super::element::{El, el};
use crate::model::{Exchange, Rung};
use crate::ui::visible;

/// What the next press does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nobody knocks.
    Knock,
    /// The challenge is answered with a name and a password.
    Answer,
    /// The same key at the door that stays shut.
    Shut,
    /// The same door, for somebody who may enter.
    Admin,
    End,
}

impl Step {
    /// The door, below the lab.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Knock | Self::Answer => "basic/",
            Self::Shut | Self::Admin | Self::End => "forbidden/role/",
        }
    }

    /// The words on the button.
    #[must_use]
    pub fn button(self) -> &'static str {
        match self {
            Self::Knock => "Knock",
            Self::Answer => "Answer the challenge",
            Self::Shut => "Knock with the same key",
            Self::Admin | Self::End => "Knock as bob",
        }
    }

    /// The step after an answer.
    #[must_use]
    pub fn after(self, exchange: &Exchange) -> Self {
        match (self, exchange.status) {
            (Self::Knock, 401) => Self::Answer,
            (Self::Answer, 200) => Self::Shut,
            (Self::Shut, 403) => Self::Admin,
            (Self::Shut | Self::Admin, 200) => Self::End,
            // Anything else is told, and may be tried again.
            _ => self,
        }
    }

    /// What is said before this step, looking at the last answer.
    #[must_use]
    pub fn say(self, last: Option<&Exchange>) -> Option<AnyView> {
        let last = last?;
        let text = |text: &'static str| Some(el("p").class("home-widget__say").child(text).into_any());
        match self {
            Self::Knock => text("That was not the answer we expected. Knock again."),
            Self::Answer if last.stopped_at().is_some_and(|check| check.rung == Rung::CredentialsPresent) => {
                text(
                    "401: the door asks who you are, and says how to answer. Nothing is lost: knock again, with a name and a password.",
                )
            }
            Self::Answer => text("Not this one, so the door asks again. alice has the password wonderland."),
            Self::Shut => text(
                "200: the server knows you, and you are in. Now take the same key to another door, which is for admins.",
            ),
            Self::Admin => Some(shut(last)),
            Self::End => Some(end()),
        }
    }
}

/// The check that said no, in the server's own words.
fn shut(last: &Exchange) -> AnyView {
    let check = last.stopped_at().map(|check| {
        ["“", check.rung.question(), "” said no: ", &visible::line(&check.detail), " "].concat()
    });
    let check = check.unwrap_or_default();
    el("p")
        .class("home-widget__say")
        .child("403: the server knows who you are, and the answer is still no. ")
        .child(check)
        .child("The same key will not do, however often you knock. ")
        .child(link("/play/role-too-small", "Try it by hand"))
        .child(", or read ")
        .child(link("/codes/403", "what a 403 says"))
        .child(".")
        .into_any()
}

fn end() -> AnyView {
    el("p")
        .class("home-widget__say")
        .with("id", "knock-end")
        .with("tabindex", "-1")
        .child("200: an admin may enter. So 401 asks who you are, and 403 has made up its mind. ")
        .child(link("/play/first-401", "Go through it step by step"))
        .child(", or read ")
        .child(link("/compare/401-vs-403", "how to tell the two apart"))
        .child(".")
        .into_any()
}

fn link(href: &'static str, text: &'static str) -> El {
    el("a").with("href", href).child(text)
}

#[cfg(test)]
mod tests {
    use super::Step;
    use crate::islands::difference::tests::exchange;

    #[test]
    fn each_answer_leads_on_and_a_surprise_stays() {
        for (step, status, next) in [
            (Step::Knock, 401, Step::Answer),
            (Step::Knock, 500, Step::Knock),
            (Step::Answer, 401, Step::Answer),
            (Step::Answer, 200, Step::Shut),
            (Step::Shut, 403, Step::Admin),
            (Step::Shut, 200, Step::End),
            (Step::Admin, 200, Step::End),
        ] {
            assert_eq!(step.after(&exchange(status, step.path(), &[])), next, "{step:?} {status}");
        }
    }
}
