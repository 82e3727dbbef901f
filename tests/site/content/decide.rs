//! The questions that end in a code: none leads nowhere, and every end is shown.

use crate::support::with_server;

#[test]
fn every_question_and_every_end_is_reached() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        let decide = library.guides.get("decide").expect("the questions");
        let mut ends = 0;
        for heading in &decide.headings {
            let is_end = heading.id.starts_with("to-");
            if is_end || heading.id.starts_with("q-") || heading.id.starts_with("got-") {
                let link = format!("](#{})", heading.id);
                let is_first = ["q-exists", "got-code"].contains(&heading.id.as_str());
                assert!(is_first || decide.markdown.contains(&link), "nothing leads to {}", heading.id);
            }
            ends += usize::from(is_end);
        }
        assert_eq!(ends, decide.examples().count(), "each end has one whole response");
    });
}

#[test]
fn an_end_shows_the_code_that_it_names_and_says_when_not_to_use_it() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        let decide = library.guides.get("decide").expect("the questions");
        let ends = decide.headings.iter().filter(|heading| heading.id.starts_with("to-"));
        for (heading, live) in ends.zip(decide.examples()) {
            let code = live.promised_status.to_string();
            assert!(heading.title.starts_with(&code), "{}: {code}", heading.title);
            let section = decide.markdown.split(&format!("{{#{}}}", heading.id)).nth(1).expect("a section");
            let section = section.split("\n##").next().unwrap_or_default();
            assert!(section.contains("\n**Not"), "{}: when not?", heading.title);
            assert!(section.contains("```http-live"), "{}", heading.title);
        }
    });
}
