//! The exchange that is shown: what crossed the wire, and which check said no.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::copy::CopyButton;
use super::state::{Play, Progress};
use crate::auth::bearer;
use crate::islands::remedy::{self, Edit, Remedy};
use crate::islands::snippets::{Client, Outgoing};
use crate::islands::{api, browser};
use crate::model::{Exchange, SetBy};
use crate::ui::{ExchangeCard, LadderView};

/// The shown exchange alone in a list: another one is drawn afresh, with nothing left open from the one before.
fn shown(play: Play, draw: impl Fn(Exchange) -> AnyView + Clone + Send + 'static) -> AnyView {
    let each = move || play.shown().into_iter().collect::<Vec<_>>();
    view! {
        <For each key=|exchange| exchange.seq let:exchange>{draw(Exchange::clone(&exchange))}</For>
    }
    .into_any()
}

/// The two messages.
pub fn wire(play: Play) -> AnyView {
    shown(play, move |exchange| {
        let page = ["/x/", &exchange.id].concat();
        let outgoing = StoredValue::new(outgoing(&exchange, &play.origin.get_untracked()));
        let curl = Callback::new(move |()| outgoing.with_value(|outgoing| Client::Curl.write(outgoing)));
        view! {
            <ExchangeCard exchange compact=true arriving=true>
                <a class="button button--quiet" href=page>"A page of its own"</a>
                <CopyButton play label="Copy as curl" text=curl/>
            </ExchangeCard>
        }
        .into_any()
    })
}

/// What somebody sent, without what their client added.
fn outgoing(exchange: &Exchange, origin: &str) -> Outgoing {
    let target = exchange.request.start_line.split(' ').nth(1).unwrap_or_default();
    let own = exchange.request.fields.iter().filter(|field| field.set_by == SetBy::You);
    Outgoing {
        method: exchange.method.clone(),
        url: [origin, target].concat(),
        headers: own.map(|field| (field.name.clone(), field.value.clone())).collect(),
        body: exchange.request.body.text.clone(),
    }
}

/// The ladder, with what would mend it below the check that said no.
pub fn why(play: Play) -> AnyView {
    shown(play, move |exchange| {
        let (method, path) = (exchange.method.clone(), exchange.path.clone());
        let button = remedy::of(&exchange).map(|Remedy { label, edit }| {
            let mend = move |_| {
                play.edit(|draft| {
                    method.clone_into(&mut draft.method);
                    path.clone_into(&mut draft.path);
                });
                apply(play, edit.clone());
            };
            view! { <button class="button" type="button" on:click=mend>{label}</button> }
        });
        view! { <LadderView exchange>{button}</LadderView> }.into_any()
    })
}

fn apply(play: Play, edit: Edit) {
    match edit {
        Edit::Method(method) => {
            play.edit(|draft| draft.method = method);
            play.say("The request has another method now.");
            browser::focus_soon("send");
        }
        Edit::Authorization(value) => play.put_authorization(&value),
        Edit::Token { scope } => spawn_local(async move {
            let fields = [("sub", "alice"), ("scope", &*scope)];
            match play.with_lab(async |lab| api::issue_token(&lab, &fields).await).await {
                Ok((_, token)) => {
                    play.put_authorization(&bearer::authorization(&token));
                    play.credentials.token.set(Some(token));
                }
                Err(fault) => play.progress.set(Progress::Failed(fault)),
            }
        }),
    }
}
