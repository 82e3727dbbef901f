//! "Run it here" for an example that holds a token, a session or a link: these are asked for again, at the visitor's own lab.

use super::app::App;
use crate::labs::{Author, Lab};
use crate::model::RequestDraft;
use crate::pages::Examples;

/// What the form writes in the requests that ask for what an example holds.
const WROTE: [&str; 4] = ["host", "content-length", "content-type", "authorization"];

/// The request of the example with this name, the page's address and a number; `None` when there is no such example.
pub(super) async fn draft(app: &App, lab: &Lab, name: &str) -> Option<RequestDraft> {
    let (path, number) = name.split_once('#')?;
    let number = number.parse().ok()?;
    let library = app.site().await.library();
    let article = library.articles().find(|article| article.path == path)?;
    let live = article.examples().nth(number)?;
    let doors = app.doors.for_author(Author::Form { wrote: WROTE.to_vec() });
    let (limits, origin) = (app.config.limits.connections.clone(), app.config.reached_at());
    let examples = Examples { doors, limits, origin };
    // Without an answer the form's own fields are sent, as the page shows them.
    examples.draft(live, &lab.base(), &article.file).await.ok()
}
