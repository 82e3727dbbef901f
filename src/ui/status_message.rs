//! What there is to say when there is no answer to show: nothing yet, still waiting, gone wrong, done.

use leptos::prelude::*;

use super::shape::{Icon, Shape};

/// The kind of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    Empty,
    Waiting,
    Error,
    Offline,
    RateLimited,
    Expired,
    Done,
}

impl MessageKind {
    fn class(self) -> &'static str {
        match self {
            Self::Empty => "status-message status-message--empty",
            Self::Waiting => "status-message status-message--waiting",
            Self::Error => "status-message status-message--error",
            Self::Offline => "status-message status-message--offline",
            Self::RateLimited => "status-message status-message--rate-limited",
            Self::Expired => "status-message status-message--expired",
            Self::Done => "status-message status-message--done",
        }
    }

    /// Errors interrupt, the others wait for a pause; an empty place is nothing to announce.
    fn role(self) -> Option<&'static str> {
        match self {
            Self::Empty => None,
            Self::Error => Some("alert"),
            Self::Waiting | Self::Offline | Self::RateLimited | Self::Expired | Self::Done => Some("status"),
        }
    }
}

/// A message; the children are its paragraphs and forms.
#[component]
pub fn StatusMessage(
    kind: MessageKind,
    #[prop(optional, into)] title: String,
    #[prop(optional)] icon: Option<Shape>,
    children: Children,
) -> impl IntoView {
    let icon = icon.map(|shape| view! { <Icon shape/> });
    let title = (!title.is_empty()).then(|| view! { <p class="status-message__title">{icon}{title}</p> });
    view! { <div class=kind.class() role=kind.role()>{title}{children()}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Door;

    #[test]
    fn only_errors_interrupt() {
        let html = view! {
            <StatusMessage kind=MessageKind::Error title="Our fault"><p>"Sorry."</p></StatusMessage>
        }
        .to_html();
        assert!(html.contains("role=\"alert\"") && html.contains(">Our fault</p>"), "{html}");
        let html = view! {
            <StatusMessage kind=MessageKind::Offline title="Gone" icon=Shape::Door(Door::Broken)><p>"x"</p></StatusMessage>
        }
        .to_html();
        assert!(html.contains("role=\"status\"") && html.contains("class=\"icon\""), "{html}");
        let html = view! { <StatusMessage kind=MessageKind::Empty><p>"x"</p></StatusMessage> }.to_html();
        assert!(!html.contains("role"), "{html}");
    }
}
