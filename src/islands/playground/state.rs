//! What the playground knows: signals that its parts share. How they change is in `session`.

use std::sync::Arc;

use leptos::prelude::*;

use crate::auth::Challenge;
use crate::islands::boot::PlayBoot;
use crate::islands::draft::Draft;
use crate::islands::fault::Fault;
use crate::islands::snippets::Outgoing;
use crate::model::{Exchange, Scenario};

/// What stands before the path until there is a lab.
pub const NO_LAB: &str = "/lab/…/";

/// The views of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Wire,
    Why,
    Compare,
    Code,
}

impl Tab {
    pub const ALL: [Self; 4] = [Self::Wire, Self::Why, Self::Compare, Self::Code];

    /// The name on the tab.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Wire => "Wire",
            Self::Why => "Why",
            Self::Compare => "Compare",
            Self::Code => "Code",
        }
    }

    /// The id of its element.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Wire => "tab-wire",
            Self::Why => "tab-why",
            Self::Compare => "tab-compare",
            Self::Code => "tab-code",
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
    Failed(Fault),
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
    pub boot: StoredValue<PlayBoot>,
    pub origin: RwSignal<String>,
    pub lab: RwSignal<Option<String>>,
    pub draft: RwSignal<Draft>,
    /// The text of the raw view while it is open.
    pub raw: RwSignal<Option<String>>,
    /// The lab's exchanges, oldest first.
    pub log: RwSignal<Vec<Arc<Exchange>>>,
    /// The id of the exchange that is shown.
    pub shown: RwSignal<Option<String>>,
    /// The id of the exchange that the shown one is compared with; without one, the one before it.
    pub compared: RwSignal<Option<String>>,
    pub tab: RwSignal<Tab>,
    pub progress: RwSignal<Progress>,
    /// The lab had expired, and this is a new one.
    pub renewed: RwSignal<bool>,
    /// What was meant and arrived differently: the exchange's id and the sentences.
    pub changed: RwSignal<(String, Vec<String>)>,
    /// What is announced.
    pub spoken: RwSignal<String>,
    /// The last exchange of the lab when this page was opened.
    pub opened_after: RwSignal<u64>,
    /// The slugs of the scenarios that are done.
    pub done: RwSignal<Vec<String>>,
    pub clock_offset_seconds: RwSignal<i64>,
    pub credentials: Credentials,
}

impl Play {
    /// The state in which the page begins.
    #[must_use]
    pub fn new(boot: PlayBoot) -> Self {
        let start = boot.scenario.as_ref().map(|scenario| scenario.start.clone()).unwrap_or_default();
        let account = boot.accounts.first();
        let text = |text: Option<&String>| RwSignal::new(text.cloned().unwrap_or_default());
        Self {
            origin: RwSignal::new(String::new()),
            lab: RwSignal::new(None),
            draft: RwSignal::new(Draft::of(&start)),
            raw: RwSignal::new(None),
            log: RwSignal::new(Vec::new()),
            shown: RwSignal::new(None),
            compared: RwSignal::new(None),
            tab: RwSignal::new(Tab::Wire),
            progress: RwSignal::new(Progress::Idle),
            renewed: RwSignal::new(false),
            changed: RwSignal::new((String::new(), Vec::new())),
            spoken: RwSignal::new(String::new()),
            opened_after: RwSignal::new(0),
            done: RwSignal::new(Vec::new()),
            clock_offset_seconds: RwSignal::new(0),
            credentials: Credentials {
                user: text(account.map(|account| &account.user)),
                password: text(account.map(|account| &account.password)),
                token: RwSignal::new(None),
            },
            boot: StoredValue::new(boot),
        }
    }

    /// The scenario of this page.
    #[must_use]
    pub fn scenario(&self) -> Option<Scenario> {
        self.boot.with_value(|boot| boot.scenario.clone())
    }

    /// An exchange of the log, tracked.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Arc<Exchange>> {
        self.log.with(|log| log.iter().find(|exchange| exchange.id == id).cloned())
    }

    /// The exchange that is shown, tracked.
    #[must_use]
    pub fn shown(&self) -> Option<Arc<Exchange>> {
        self.find(&self.shown.get()?)
    }

    /// The challenges to answer: those of the shown exchange, or else the last ones since this page was opened.
    #[must_use]
    pub fn challenges(&self) -> Vec<Challenge> {
        let of =
            |exchange: &Exchange| exchange.challenges().flat_map(Challenge::parse_list).collect::<Vec<_>>();
        let shown = self.shown();
        let own = shown.as_deref().map(of).unwrap_or_default();
        if !own.is_empty() {
            return own;
        }
        let since = self.opened_after.get();
        self.log.with(|log| {
            let recent = || log.iter().rev().filter(|exchange| exchange.seq > since);
            // The door of the shown exchange has said before what it takes.
            let same_door = |exchange: &&Arc<Exchange>| {
                shown.as_ref().is_some_and(|shown| door(&shown.path) == door(&exchange.path))
            };
            let asks = |exchange: &&Arc<Exchange>| exchange.challenges().next().is_some();
            let before = recent().filter(same_door).find(asks).or_else(|| recent().find(asks));
            before.map(|exchange| of(exchange)).unwrap_or_default()
        })
    }

    /// The request in the editor with its whole address, tracked.
    #[must_use]
    pub fn outgoing(&self, lab: &str) -> Outgoing {
        self.draft.with(|draft| Outgoing {
            method: draft.method.clone(),
            url: [&self.origin.get(), "/lab/", lab, "/", &draft.path].concat(),
            headers: draft.sent().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            body: draft.sent_body().to_owned(),
        })
    }

    /// Announces a text politely; the same text twice is announced twice.
    pub fn say(&self, text: &str) {
        let same = self.spoken.with_untracked(|spoken| spoken == text);
        self.spoken.set(if same { [text, "\u{a0}"].concat() } else { text.to_owned() });
    }
}

fn door(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}
