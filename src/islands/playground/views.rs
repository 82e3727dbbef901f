//! The exchange that is shown: what crossed the wire, and which check said no.

use leptos::prelude::*;

use super::copy::copy_button;
use super::locked::is_locked;
use super::state::Play;
use crate::auth::bearer;
use crate::islands::api::{Errand, Outcome};
use crate::islands::browser;
use crate::islands::controls::button;
use crate::islands::element::{el, part};
use crate::islands::remedy::{self, Edit, Remedy};
use crate::islands::server_view::{ServerPart, server_view};
use crate::islands::snippets::{Client, Outgoing};
use crate::model::{Exchange, SetBy};

/// The two messages.
#[must_use]
pub fn wire(play: Play) -> AnyView {
    let card = server_view(ServerPart::Wire, move || play.shown.get());
    let actions = part(move || {
        let exchange = play.shown()?;
        let page = ["/x/", &exchange.id].concat();
        let outgoing = outgoing(&exchange);
        let copy =
            copy_button(play, "Copy as curl", "button button--quiet", move || Client::Curl.write(&outgoing));
        let page = el("a").class("button button--quiet").with("href", page).child("A page of its own");
        Some(el("div").class("actions").child(page).child(copy).into_any())
    });
    vec![card, actions.into_any()].into_any()
}

/// What somebody sent, without what their client added.
fn outgoing(exchange: &Exchange) -> Outgoing {
    let target = exchange.request.start_line.split(' ').nth(1).unwrap_or_default();
    let own = exchange.request.fields.iter().filter(|field| match field.set_by {
        SetBy::You => true,
        SetBy::Page => !is_locked(&field.name),
        _ => false,
    });
    Outgoing {
        method: exchange.method.clone(),
        url: [&browser::origin(), target].concat(),
        headers: own.map(|field| (field.name.clone(), field.value.clone())).collect(),
        body: exchange.request.body.text.clone(),
        digest_pair: None,
    }
}

/// The ladder, and below it what would mend the check that said no.
#[must_use]
pub fn why(play: Play) -> AnyView {
    let ladder = server_view(ServerPart::Why, move || play.shown.get());
    let mend = part(move || {
        let exchange = play.shown()?;
        let Remedy { label, edit } = remedy::of(&exchange)?;
        let mend = move || {
            play.edit(|draft| {
                exchange.method.clone_into(&mut draft.method);
                exchange.path.clone_into(&mut draft.path);
            });
            apply(play, edit.clone());
        };
        Some(el("div").class("actions").child(button("button", mend).child(label)).into_any())
    });
    vec![ladder, mend.into_any()].into_any()
}

fn apply(play: Play, edit: Edit) {
    match edit {
        Edit::Method(method) => {
            play.edit(|draft| draft.method = method);
            play.say("The request has another method now.");
            browser::focus("send");
        }
        Edit::Authorization(value) => play.put_authorization(&value),
        Edit::Token { scope } => {
            let order = Errand::Issue(vec![("sub", "alice".to_owned()), ("scope", scope)]);
            play.go(order, move |outcome| {
                if let Outcome::Token(token) = outcome {
                    play.put_authorization(&bearer::authorization(&token));
                    play.credentials.token.set(Some(token));
                }
            });
        }
    }
}
