//! Components that take props and return views: no state, no fetching.
//! Most have a file of the same name in `style/components/`; the small parts are what they are made of.
#![allow(
    clippy::needless_pass_by_value,
    reason = "a component owns its props, whether it takes them apart or not"
)]

// Small parts.
pub mod citation;
pub mod date;
pub mod field;
pub mod field_runs;
#[cfg(test)]
mod fixture;
pub mod party;
pub mod set_by;
pub mod shape;
pub mod visible;

// What happened.
pub mod exchange_card;
pub mod jwt_view;
pub mod ladder;
pub mod live_row;
pub mod note_list;
pub mod numeral;
pub mod status_badge;
pub mod timeline;
pub mod wire_field;

// What to do next.
pub mod credentials_form;
pub mod quiz;
pub mod request_form;
pub mod scenario_list;
pub mod status_message;

// Around a page.
pub mod masthead;
pub mod page_nav;
pub mod site_footer;
pub mod site_header;

pub use citation::{CitedText, Section, section_href};
pub use credentials_form::CredentialsForm;
pub use exchange_card::ExchangeCard;
pub use field::{SelectField, TextAreaField, TextField};
pub use jwt_view::JwtView;
pub use ladder::LadderView;
pub use live_row::LiveRow;
pub use masthead::{Masthead, MastheadAgainst};
pub use note_list::NoteList;
pub use numeral::Numeral;
pub use page_nav::{Anchor, Contents, ContentsPlace, NavGroup, NavLink, SectionsNav};
pub use quiz::QuizView;
pub use request_form::RequestForm;
pub use scenario_list::ScenarioList;
pub use set_by::{SetByLegend, SetByMark};
pub use shape::{Icon, Shape};
pub use site_footer::SiteFooter;
pub use site_header::SiteHeader;
pub use status_badge::{StatusBadge, reason_phrase, tone};
pub use status_message::{MessageKind, StatusMessage};
pub use timeline::{Attempt, Timeline};
pub use wire_field::WireField;
