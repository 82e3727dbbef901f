//! What both ends agree on: the types that the log, the API, the pages, the notes and the goals share.
//! No I/O and no rendering here, so the browser and the server compile the very same meaning.

pub mod check;
pub mod citation;
pub mod exchange;
pub mod goal;
pub mod ladder;
pub mod message;
pub mod note;
pub mod problem;
pub mod scenario;
pub mod status;

pub use check::{Check, LookedAt, Outcome, Part, Rung};
pub use exchange::{Capture, Exchange, Hop, Standing, Timing};
pub use goal::Goal;
pub use ladder::{Evidence, Finding, Ladder, Reason, Refusal};
pub use message::{Body, Field, FieldAbout, Message, SetBy};
pub use note::{Level, Note, NotedLine, Side};
pub use problem::Problem;
pub use scenario::{Group, RequestDraft, Scenario, ScenarioLink};
pub use status::{Door, StatusClass};
