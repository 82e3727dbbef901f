//! What happens in the playground: getting a lab, sending, listening, choosing. Every change of the state is here.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::announce::{announcement, say_waiting_soon};
use super::state::{Journal, Play, Progress};
use crate::islands::api::{self, Errand, Outcome};
use crate::islands::browser::{self, pause};
use crate::islands::draft::{Draft, RawFault};
use crate::islands::fault::Fault;
use crate::islands::{arrived, fragment, live};
use crate::model::{Exchange, SetBy};

/// More attempts than a lab keeps.
const LOG_MAX: usize = 200;

impl Play {
    /// Begins: what was typed before the script came stays, and the lab of an earlier visit is opened again.
    pub fn start(self) {
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
                let entered = self.enter(lab.clone()).await;
                if entered == Err(Fault::Expired) && browser::remembered_lab().as_ref() == Some(&lab) {
                    browser::remember_lab(None);
                }
            });
        }
    }

    /// Opens a lab whose name is known: reads its log, listens to it.
    async fn enter(self, lab: String) -> Result<(), Fault> {
        let log = api::exchanges_after(&lab, 0).await?;
        // A request that was sent meanwhile has opened it already.
        if self.lab.with_untracked(|open| open.as_ref() == Some(&lab)) {
            return Ok(());
        }
        browser::remember_lab(Some(&lab));
        let mut journal = Journal::default();
        journal.exchanges.extend(log.into_iter().map(Arc::new));
        journal.opened_after = journal.last_seq();
        // A scenario begins with an empty wire, whatever was tried before.
        let newest = journal.exchanges.last().filter(|_| self.scenario().is_none());
        self.shown.set(newest.map(|exchange| exchange.id.clone()));
        self.journal.set(journal);
        self.clock_offset_seconds.set(browser::remembered_offset(&lab));
        live::listen(self, &lab);
        self.lab.set(Some(lab));
        Ok(())
    }

    /// The lab, made now if there is none.
    async fn need_lab(self) -> Result<String, Fault> {
        if let Some(lab) = self.lab.get_untracked() {
            return Ok(lab);
        }
        let lab = api::open_lab().await?;
        self.enter(lab.clone()).await?;
        Ok(lab)
    }

    /// Lets go of a lab that is gone; the editor stays as it is.
    pub fn lose_lab(self) {
        live::stop();
        browser::remember_lab(None);
        self.lab.set(None);
        self.journal.set(Journal::default());
        self.shown.set(None);
        self.compared.set(None);
        self.credentials.token.set(None);
    }

    /// Runs an errand to the lab; when the lab is gone, once more to a new one. Says whether it is a new one.
    async fn run(self, errand: &Errand) -> Result<(Outcome, bool), Fault> {
        let mut renewed = false;
        loop {
            let lab = self.need_lab().await?;
            match api::run(&lab, errand).await {
                Err(Fault::Expired) if !renewed => {
                    self.lose_lab();
                    renewed = true;
                }
                result => return result.map(|outcome| (outcome, renewed)),
            }
        }
    }

    /// Runs an errand, then `done` with what came of it; what goes wrong is said above the wire.
    pub fn go(self, errand: Errand, done: impl FnOnce(Outcome) + 'static) {
        let done: Box<dyn FnOnce(Outcome)> = Box::new(done);
        spawn_local(async move {
            match self.run(&errand).await {
                Ok((outcome, _)) => done(outcome),
                Err(fault) => {
                    // The clock stands where it stood.
                    self.clock_wanted.set(None);
                    self.progress.set(Progress::Failed(fault));
                }
            }
        });
    }

    /// Gets a lab, for its address; then the focus goes to what needed it.
    pub fn get_lab(self, focus: &'static str) {
        let from = browser::focused();
        self.go(Errand::Arrive, move |_| {
            self.say("You have an address of your own now.");
            browser::focus_on_from(&from, focus);
        });
    }

    /// Sends the request in the editor and shows the exchange as the server recorded it.
    pub fn send(self) {
        if self.progress.with_untracked(Progress::is_under_way) {
            return;
        }
        self.progress.set(Progress::Sending);
        say_waiting_soon(self.progress);
        spawn_local(async move {
            let result = self.send_and_show().await;
            self.progress.set(result.unwrap_or_else(Progress::Failed));
        });
    }

    /// What is wrong with the raw text, while it is open: the draft is what was read before.
    pub fn raw_fault(self) -> Option<RawFault> {
        let text = self.raw.get_untracked()?;
        self.draft.get_untracked().read_raw(&text).err()
    }

    async fn send_and_show(self) -> Result<Progress, Fault> {
        if let Some(fault) = self.raw_fault() {
            return Err(Fault::Unsendable(fault.sentence()));
        }
        let draft = self.draft.get_untracked();
        let typed = draft.typed();
        let errand = Errand::Send(draft);
        let (outcome, renewed) = self.run(&errand).await?;
        let lab = self.lab.get_untracked().ok_or(Fault::Expired)?;
        let exchange = match outcome {
            Outcome::Recorded(id) => api::recorded(&lab, &id, &typed).await?,
            _ => self.newest(&lab).await?,
        };
        let id = exchange.id.clone();
        let changes = match &errand {
            Errand::Send(draft) => arrived::changes(draft, &exchange),
            _ => Vec::new(),
        };
        self.take(exchange, true);
        self.show(&id);
        self.changes.set(changes);
        Ok(if renewed { Progress::Renewed } else { Progress::Idle })
    }

    /// The redirect that was just answered; a script does not see its number.
    async fn newest(self, lab: &str) -> Result<Exchange, Fault> {
        for _ in 0..api::RECORD_RETRIES {
            let last = self.journal.with_untracked(Journal::last_seq);
            // The stream may have brought it already, so the last known one is asked for as well.
            let newest = api::exchanges_after(lab, last.saturating_sub(1)).await?.pop();
            match newest.filter(|exchange| (300..400).contains(&exchange.status)) {
                Some(exchange) => return Ok(exchange),
                None => pause(api::RECORD_RETRY_MS).await,
            }
        }
        Err(Fault::Unrecorded)
    }

    /// Adds an exchange to the journal, once; shows and announces it when it is new.
    pub fn take(self, exchange: Exchange, own: bool) {
        let seq = exchange.seq;
        let known = self
            .journal
            .with_untracked(|journal| journal.exchanges.iter().position(|known| known.seq == seq));
        if let Some(at) = known {
            // The stream was faster, and does not know who typed what: what is shown is drawn again.
            if own {
                self.journal.update(|journal| journal.exchanges[at] = Arc::new(exchange));
                self.shown.update(|_| {});
            }
            return;
        }
        // The panel's own requests and what a stream catches up with are on the timeline, but do not push away what is being
        // looked at.
        let is_newest = self.journal.with_untracked(|journal| seq > journal.last_seq());
        let aside = (exchange.path.starts_with("token") || !is_newest) && !own;
        let (id, mut sentence) = (exchange.id.clone(), announcement(&exchange));
        self.journal.update(|journal| {
            let at = journal.exchanges.partition_point(|known| known.seq < seq);
            journal.exchanges.insert(at, Arc::new(exchange));
            if journal.exchanges.len() > LOG_MAX {
                journal.exchanges.remove(0);
            }
        });
        if self.has_just_met_goal(seq) {
            sentence.push_str(". Done: the server saw what the task asks for.");
        }
        if !aside {
            self.show(&id);
            self.say(&sentence);
        }
    }

    /// True when the goal is met, and was not before this exchange. Then the scenario is done.
    fn has_just_met_goal(self, seq: u64) -> bool {
        let Some(scenario) = self.scenario() else { return false };
        let just_met = self.journal.with_untracked(|journal| {
            let seen = journal.since_opened();
            let before = seen.clone().filter(|exchange| exchange.seq != seq);
            scenario.goal.is_met(seen) && !scenario.goal.is_met(before)
        });
        if just_met && !self.done.with_untracked(|done| done.contains(&scenario.slug)) {
            self.done.update(|done| done.push(scenario.slug.clone()));
            self.done.with_untracked(|done| browser::remember_done(done));
        }
        just_met
    }

    /// Shows an exchange.
    pub fn show(self, id: &str) {
        if self.shown.with_untracked(|shown| shown.as_deref() != Some(id)) {
            self.shown.set(Some(id.to_owned()));
            self.compared.set(None);
            self.changes.set(Vec::new());
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
        browser::focus("send");
    }
}

fn take_typed(draft: &mut Draft) {
    if let Some(method) = browser::typed("request-method").filter(|method| !method.is_empty()) {
        draft.method = method;
    }
    if let Some(path) = browser::typed("request-path") {
        draft.path = path;
    }
    if let Some(lines) = browser::typed("request-headers") {
        draft.read_lines(lines.lines(), SetBy::You);
    }
    if let Some(body) = browser::typed("request-body") {
        draft.body = body;
    }
}
