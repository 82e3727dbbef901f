//! What happens in the playground: getting a lab, sending, listening, choosing. Every change of the state is here.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::{Play, Progress};
use crate::auth::Challenge;
use crate::islands::api::{self, Sent};
use crate::islands::browser::{self, pause};
use crate::islands::draft::Draft;
use crate::islands::fault::Fault;
use crate::islands::{arrived, fragment, live};
use crate::model::Exchange;
use crate::ui::{party, reason_phrase};

/// Before a text says that we are waiting.
const WAITING_AFTER: Duration = Duration::from_millis(150);
/// More attempts than a lab keeps.
const LOG_MAX: usize = 200;

impl Play {
    /// Begins: what was typed before the script came stays, and the lab of an earlier visit is opened again.
    pub fn start(self) {
        self.origin.set(browser::origin());
        self.done.set(browser::done_scenarios());
        match fragment::read(&browser::fragment()) {
            Some(draft) => self.draft.set(draft),
            None => self.draft.update(take_typed),
        }
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            if (event.ctrl_key() || event.meta_key()) && event.key() == "Enter" {
                event.prevent_default();
                self.send();
            }
        });
        // For as long as the page is there.
        std::mem::forget(keys);
        if let Some(lab) = browser::remembered_lab() {
            spawn_local(async move {
                // Without an answer there is simply no lab yet; the next request makes one.
                if self.enter(&lab).await == Err(Fault::Expired) {
                    browser::remember_lab(None);
                }
            });
        }
    }

    /// Opens a lab whose name is known: reads its log, listens to it.
    async fn enter(self, lab: &str) -> Result<(), Fault> {
        let log = api::exchanges_after(lab, 0).await?;
        browser::remember_lab(Some(lab));
        self.opened_after.set(log.last().map_or(0, |exchange| exchange.seq));
        let newest = log.last().map(|exchange| exchange.id.clone());
        self.log.set(log.into_iter().map(Arc::new).collect());
        // A scenario begins with an empty wire, whatever was tried before.
        self.shown.set(newest.filter(|_| self.boot.with_value(|boot| boot.scenario.is_none())));
        self.clock_offset_seconds.set(browser::remembered_offset(lab));
        self.lab.set(Some(lab.to_owned()));
        live::listen(self, lab);
        Ok(())
    }

    /// The lab, made now if there is none.
    ///
    /// # Errors
    /// Any `Fault`.
    pub async fn need_lab(self) -> Result<String, Fault> {
        if let Some(lab) = self.lab.get_untracked() {
            return Ok(lab);
        }
        let lab = api::open_lab().await?;
        self.enter(&lab).await?;
        Ok(lab)
    }

    /// Lets go of a lab that is gone; the editor stays as it is.
    pub fn lose_lab(self) {
        live::stop();
        browser::remember_lab(None);
        self.lab.set(None);
        self.log.set(Vec::new());
        self.shown.set(None);
        self.compared.set(None);
        self.opened_after.set(0);
        self.credentials.token.set(None);
    }

    /// Runs something against the lab; when the lab is gone, once more against a new one.
    ///
    /// # Errors
    /// Any `Fault`.
    pub async fn with_lab<T>(
        self,
        run: impl AsyncFn(String) -> Result<T, Fault>,
    ) -> Result<(String, T), Fault> {
        let lab = self.need_lab().await?;
        match run(lab.clone()).await {
            Err(Fault::Expired) => {
                self.lose_lab();
                self.renewed.set(true);
                let lab = self.need_lab().await?;
                run(lab.clone()).await.map(|result| (lab, result))
            }
            result => result.map(|result| (lab, result)),
        }
    }

    /// Gets a lab, for its address; then the focus goes to what needed it.
    pub fn get_lab(self, focus: &'static str) {
        spawn_local(async move {
            if let Err(fault) = self.need_lab().await {
                self.progress.set(Progress::Failed(fault));
            } else {
                self.say("You have an address of your own now.");
                browser::focus_soon(focus);
            }
        });
    }

    /// Sends the request in the editor and shows the exchange as the server recorded it.
    pub fn send(self) {
        if matches!(self.progress.get_untracked(), Progress::Sending | Progress::Waiting) {
            return;
        }
        self.progress.set(Progress::Sending);
        self.renewed.set(false);
        say_waiting_soon(self.progress);
        spawn_local(async move {
            let result = self.send_and_show().await;
            self.progress.set(result.map_or_else(Progress::Failed, |()| Progress::Idle));
        });
    }

    async fn send_and_show(self) -> Result<(), Fault> {
        let draft = self.draft.get_untracked();
        let (lab, sent) = self.with_lab(async |lab| api::send(&lab, &draft).await).await?;
        let exchange = match sent {
            Sent::Recorded(id) => api::recorded(&lab, &id).await?,
            Sent::Redirected => self.newest(&lab).await?,
        };
        self.changed.set((exchange.id.clone(), arrived::changes(&draft, &exchange)));
        let id = exchange.id.clone();
        self.take(exchange, true);
        self.show(&id);
        Ok(())
    }

    async fn newest(self, lab: &str) -> Result<Exchange, Fault> {
        for _ in 0..api::RECORD_RETRIES {
            let last = self.log.with_untracked(|log| log.last().map_or(0, |exchange| exchange.seq));
            // The stream may have brought it already, so the last known one is asked for as well.
            let newest = api::exchanges_after(lab, last.saturating_sub(1)).await?.pop();
            match newest.filter(|exchange| (300..400).contains(&exchange.status)) {
                Some(exchange) => return Ok(exchange),
                None => pause(api::RECORD_RETRY_MS).await,
            }
        }
        Err(Fault::Unrecorded)
    }

    /// Adds an exchange to the log, once; shows and announces it when it is new.
    pub fn take(self, exchange: Exchange, own: bool) {
        let seq = exchange.seq;
        if self.log.with_untracked(|log| log.iter().any(|known| known.seq == seq)) {
            return;
        }
        // The panel's own requests are on the timeline, but do not push away what is being looked at.
        let aside = exchange.path.starts_with("token") && !own;
        let (id, sentence) = (exchange.id.clone(), announcement(&exchange));
        self.log.update(|log| {
            let at = log.partition_point(|known| known.seq < seq);
            log.insert(at, Arc::new(exchange));
            let surplus = log.len().saturating_sub(LOG_MAX);
            log.drain(..surplus);
        });
        if !aside {
            self.show(&id);
            self.say(&sentence);
        }
    }

    /// Gets a token from the lab; fields with an empty value are left out.
    ///
    /// # Errors
    /// Any `Fault`; `Unsendable` with the server's sentence when a field is wrong.
    pub async fn issue_token(self, fields: Vec<(&'static str, String)>) -> Result<String, Fault> {
        let (_, token) = self.with_lab(async |lab| api::issue_token(&lab, &fields).await).await?;
        self.credentials.token.set(Some(token.clone()));
        Ok(token)
    }

    /// Shows an exchange.
    pub fn show(self, id: &str) {
        if self.shown.with_untracked(|shown| shown.as_deref() != Some(id)) {
            self.shown.set(Some(id.to_owned()));
            self.compared.set(None);
        }
    }

    /// Changes the request in the editor, in whichever view it is open.
    pub fn edit(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        if self.raw.with_untracked(Option::is_some) {
            self.raw.set(Some(self.draft.with_untracked(Draft::raw)));
        }
    }

    /// Puts credentials into the request; the next thing to do is to send it.
    pub fn put_authorization(self, value: &str) {
        self.edit(|draft| draft.set("Authorization", value));
        self.say("The request has an Authorization header now.");
        browser::focus_soon("send");
    }
}

/// Says that we are waiting, if we still are after a moment.
pub fn say_waiting_soon(progress: RwSignal<Progress>) {
    let say = move || {
        if progress.get_untracked() == Progress::Sending {
            progress.set(Progress::Waiting);
        }
    };
    set_timeout(say, WAITING_AFTER);
}

fn take_typed(draft: &mut Draft) {
    if let Some(method) = browser::typed("request-method").filter(|method| !method.is_empty()) {
        draft.method = method;
    }
    if let Some(path) = browser::typed("request-path") {
        draft.path = path;
    }
    if let Some(lines) = browser::typed("request-headers") {
        draft.read_lines(lines.lines());
    }
    if let Some(body) = browser::typed("request-body") {
        draft.body = body;
    }
}

/// "401 Unauthorized, asks for Basic"
#[must_use]
pub fn announcement(exchange: &Exchange) -> String {
    let via = party::via(&exchange.request).filter(|via| via != "this page");
    let via = via.map(|via| [&via, ": "].concat()).unwrap_or_default();
    let mut text =
        [&via, &*exchange.status.to_string(), " ", &reason_phrase(&exchange.response.start_line)].concat();
    let schemes: Vec<String> =
        exchange.challenges().flat_map(Challenge::parse_list).map(|challenge| challenge.scheme).collect();
    if !schemes.is_empty() {
        text.push_str(&[", asks for ", &schemes.join(" or ")].concat());
    }
    text
}
