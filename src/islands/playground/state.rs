//! What the playground knows: signals that its parts share. How they change is in `session`.

use std::sync::Arc;

use leptos::prelude::*;

use crate::auth::digest;
use crate::islands::boot::PlayBoot;
use crate::islands::browser;
use crate::islands::draft::Draft;
use crate::islands::fault::Fault;
use crate::islands::snippets::{Client, Outgoing};
use crate::model::{Exchange, Scenario};

/// What stands before the path until there is a lab.
pub const NO_LAB: &str = "/lab/…/";

/// The views of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Wire,
    Why,
    Compare,
    /// The request in the words of a client.
    Code(Client),
}

impl Tab {
    pub const ALL: [Self; 4] = [Self::Wire, Self::Why, Self::Compare, Self::Code(Client::Curl)];

    /// The name on the tab.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Wire => "Wire",
            Self::Why => "Why",
            Self::Compare => "Compare",
            Self::Code(_) => "Code",
        }
    }

    /// The id of its element.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Wire => "tab-wire",
            Self::Why => "tab-why",
            Self::Compare => "tab-compare",
            Self::Code(_) => "tab-code",
        }
    }
}

/// Where the request in the editor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    Idle,
    Sending,
    /// Long enough that it must be said.
    Waiting,
    /// Answered by a new lab, because the one before had expired.
    Renewed,
    Failed(Fault),
}

impl Progress {
    /// True while there is no answer yet.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        matches!(self, Self::Sending | Self::Waiting)
    }
}

/// The lab's exchanges.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// Oldest first.
    pub exchanges: Vec<Arc<Exchange>>,
    /// The number of the last exchange when this page was opened.
    pub opened_after: u64,
}

impl Journal {
    /// The exchange with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Arc<Exchange>> {
        self.exchanges.iter().find(|exchange| exchange.id == id)
    }

    /// The number of the newest exchange; 0 when there is none.
    #[must_use]
    pub fn last_seq(&self) -> u64 {
        self.exchanges.last().map_or(0, |exchange| exchange.seq)
    }

    /// What happened since this page was opened, oldest first.
    pub fn since_opened(&self) -> impl DoubleEndedIterator<Item = &Exchange> + Clone {
        self.exchanges.iter().map(|exchange| &**exchange).filter(|exchange| exchange.seq > self.opened_after)
    }
}

/// What the visitor fills into the credentials panel.
#[derive(Clone, Copy)]
pub struct Credentials {
    pub user: RwSignal<String>,
    pub password: RwSignal<String>,
    /// The token that was issued last, as it stands after tampering.
    pub token: RwSignal<Option<String>>,
}

/// The playground's state. Copy, because it only holds the handles.
#[derive(Clone, Copy)]
pub struct Play {
    pub boot: &'static PlayBoot,
    pub lab: RwSignal<Option<String>>,
    pub draft: RwSignal<Draft>,
    /// The text of the raw view while it is open.
    pub raw: RwSignal<Option<String>>,
    pub journal: RwSignal<Journal>,
    /// The id of the exchange that is shown.
    pub shown: RwSignal<Option<String>>,
    /// The id of the exchange that the shown one is compared with; without one, the one before it.
    pub compared: RwSignal<Option<String>>,
    pub tab: RwSignal<Tab>,
    pub progress: RwSignal<Progress>,
    /// What the shown request was meant to be and is not.
    pub changes: RwSignal<Vec<String>>,
    /// What is announced.
    pub spoken: RwSignal<String>,
    /// The slugs of the scenarios that are done.
    pub done: RwSignal<Vec<String>>,
    pub clock_offset_seconds: RwSignal<i64>,
    /// Where the clock's slider was moved last, until the lab's clock is there: the answer to an earlier move must not move it
    /// back.
    pub clock_wanted: RwSignal<Option<i64>>,
    pub credentials: Credentials,
}

impl Play {
    /// The state in which the page begins. There is one for as long as the page lives, so its beginning is kept for good.
    #[must_use]
    pub fn new(boot: PlayBoot) -> Self {
        let boot: &'static PlayBoot = Box::leak(Box::new(boot));
        let start = boot.scenario.as_ref().map(|scenario| &scenario.start);
        let account = boot.accounts.first();
        let text = |text: Option<&String>| RwSignal::new(text.cloned().unwrap_or_default());
        let nothing = || RwSignal::new(None);
        Self {
            boot,
            lab: nothing(),
            draft: RwSignal::new(start.map_or_else(|| Draft::new("GET", ""), Draft::of)),
            raw: nothing(),
            journal: RwSignal::new(Journal::default()),
            shown: nothing(),
            compared: nothing(),
            tab: RwSignal::new(Tab::Wire),
            progress: RwSignal::new(Progress::Idle),
            changes: RwSignal::new(Vec::new()),
            spoken: text(None),
            done: RwSignal::new(browser::done_scenarios()),
            clock_offset_seconds: RwSignal::new(0),
            clock_wanted: RwSignal::new(None),
            credentials: Credentials {
                user: text(account.map(|account| &account.user)),
                password: text(account.map(|account| &account.password)),
                token: nothing(),
            },
        }
    }

    /// The scenario of this page.
    #[must_use]
    pub fn scenario(&self) -> Option<&'static Scenario> {
        self.boot.scenario.as_ref()
    }

    /// The exchange that is shown, tracked.
    #[must_use]
    pub fn shown(&self) -> Option<Arc<Exchange>> {
        let id = self.shown.get()?;
        self.journal.with(|journal| journal.find(&id).cloned())
    }

    /// The challenges to answer, one a field line: those of the shown exchange, or else the last ones since this page
    /// was opened.
    #[must_use]
    pub fn challenges(&self) -> Vec<String> {
        let shown = self.shown.get().unwrap_or_default();
        self.journal.with(|journal| {
            let shown = journal.find(&shown);
            let asks = |exchange: &&Exchange| exchange.challenges().next().is_some();
            // The door of the shown exchange has said before what it takes.
            let same_door =
                |exchange: &&Exchange| shown.is_some_and(|shown| door(&shown.path) == door(&exchange.path));
            let before = || journal.since_opened().rev().filter(asks);
            let asking = shown.map(|shown| &**shown).filter(asks);
            let asking = asking.or_else(|| before().find(same_door)).or_else(|| before().next());
            asking.map(|exchange| exchange.challenges().map(str::to_owned).collect()).unwrap_or_default()
        })
    }

    /// The request in the editor with its whole address, tracked.
    #[must_use]
    pub fn outgoing(&self) -> Outgoing {
        let lab = self.lab.get().unwrap_or_default();
        let pair = || [&*self.credentials.user.get(), ":", &self.credentials.password.get()].concat();
        self.draft.with(|draft| Outgoing {
            digest_pair: draft.sent().any(|(name, value)| is_digest(name, value)).then(pair),
            method: draft.method.clone(),
            url: [&browser::origin(), "/lab/", &lab, "/", &draft.path].concat(),
            headers: draft.sent().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            body: draft.sent_body().to_owned(),
        })
    }

    /// Announces a text politely; the same text twice is announced twice.
    pub fn say(&self, text: &str) {
        announce(self.spoken, text);
    }
}

/// Puts a text into a live region; the same text twice is announced twice.
pub fn announce(spoken: RwSignal<String>, text: &str) {
    spoken.update(|spoken| {
        let same = spoken == text;
        text.clone_into(spoken);
        if same {
            spoken.push('\u{a0}');
        }
    });
}

fn is_digest(name: &str, value: &str) -> bool {
    let scheme = value.split(' ').next().unwrap_or_default();
    name.eq_ignore_ascii_case("authorization") && scheme.eq_ignore_ascii_case(digest::SCHEME)
}

fn door(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}
