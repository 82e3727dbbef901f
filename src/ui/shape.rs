//! The drawings: one shape for each kind of status, so that nothing is said by colour alone, and the icons of the controls.

use leptos::prelude::*;

use crate::model::Door;

/// What is drawn, on a grid of 20 pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The shape of a status; `Door::Open` is also the tick of a check that passed.
    Door(Door),
    /// A check that was not reached.
    NotReached,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    Copy,
    Plus,
    Minus,
    Tick,
}

impl From<Door> for Shape {
    fn from(door: Door) -> Self {
        Self::Door(door)
    }
}

/// A shape; its class says how large it is.
#[component]
pub fn Icon(#[prop(into)] shape: Shape, #[prop(default = "icon")] class: &'static str) -> impl IntoView {
    view! { <svg class=class viewBox="0 0 20 20" aria-hidden="true">{drawing(shape)}</svg> }
}

fn drawing(shape: Shape) -> AnyView {
    match shape {
        Shape::Door(door) => door_drawing(door),
        Shape::NotReached => view! { <circle cx="10" cy="10" r="4"/> }.into_any(),
        Shape::ThemeSystem => view! {
            <circle cx="10" cy="10" r="7"/>
            <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor"/>
        }
        .into_any(),
        Shape::ThemeLight => view! { <circle cx="10" cy="10" r="7"/> }.into_any(),
        Shape::ThemeDark => view! { <circle cx="10" cy="10" r="7" fill="currentColor"/> }.into_any(),
        Shape::Copy => view! { <path d="M7 7h10v10H7zM3 13V3h10"/> }.into_any(),
        Shape::Plus => view! { <path d="M4 10h12M10 4v12"/> }.into_any(),
        Shape::Minus => view! { <path d="M5 10h10"/> }.into_any(),
        Shape::Tick => view! { <path d="m4 10.5 4 4 8-9"/> }.into_any(),
    }
}

fn door_drawing(door: Door) -> AnyView {
    match door {
        Door::Info => view! { <path d="M3 10h.01M10 10h.01M17 10h.01"/> }.into_any(),
        Door::Open => view! {
            <circle cx="10" cy="10" r="8"/>
            <path d="m6.4 10.3 2.6 2.6 4.8-5.4"/>
        }
        .into_any(),
        Door::Elsewhere => view! { <path d="M2 10h14M11 4.5l5.5 5.5-5.5 5.5"/> }.into_any(),
        Door::Keyhole => view! {
            <circle cx="10" cy="10" r="8"/>
            <circle cx="10" cy="8.2" r="1.6" fill="currentColor" stroke-width="1"/>
            <path d="M10 9.5v4.5"/>
        }
        .into_any(),
        Door::Barred => view! {
            <path d="M6.7 2h6.6L18 6.7v6.6L13.3 18H6.7L2 13.3V6.7z"/>
            <path d="M6 10h8"/>
        }
        .into_any(),
        Door::Refused => view! {
            <path d="M10 2l8 8-8 8-8-8z"/>
            <path d="M10 10h.01"/>
        }
        .into_any(),
        Door::Broken => view! { <path d="M1 10h4l3-5M12 15l3-5h4"/> }.into_any(),
    }
}
