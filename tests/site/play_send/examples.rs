//! "Run it here": what a page promises comes true in the visitor's own lab, too.

use std::collections::BTreeSet;

use super::send;
use crate::html::tags;
use crate::support::with_server;

#[test]
fn an_example_with_something_of_one_lab_is_run_with_something_of_ones_own() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        let mut run = 0;
        for article in library.articles() {
            let names: Vec<_> = (0..)
                .zip(article.examples())
                .filter(|(_, live)| live.is_of_one_lab())
                .map(|(number, live)| (format!("{}#{number}", article.path), live))
                .collect();
            let page = tags(&server.get(&article.path).await.text());
            let on_page: BTreeSet<_> = page
                .iter()
                .filter(|tag| tag.attribute("name") == Some("example"))
                .filter_map(|tag| tag.attribute("value").map(str::to_owned))
                .collect();
            assert_eq!(on_page, names.iter().map(|(name, _)| name.clone()).collect(), "{}", article.path);
            for (name, live) in names {
                run += 1;
                let lab = server.lab().await;
                let answer = send(&lab, &[("example", &name), ("path", "nowhere/")]).await;
                let last = lab.exchanges().await.pop().expect("an exchange");
                assert_eq!(last.status, live.promised_status, "{name}: {answer:?}");
                assert_eq!(last.method, live.method, "{name}");
            }
        }
        assert!(run >= 10, "{run}");
    });
}

#[test]
fn an_example_that_is_not_there_sends_what_the_form_says() {
    with_server(async |server| {
        let lab = server.lab().await;
        for name in
            ["/codes/403", "/codes/403#999", "/codes/403#-1", "/nowhere#0", "#", "{{token sub=alice}}#0"]
        {
            assert_eq!(send(&lab, &[("example", name), ("path", "basic/")]).await.status, 303, "{name}");
            let last = lab.exchanges().await.pop().expect("an exchange");
            assert_eq!((last.path.as_str(), last.status), ("basic/", 401), "{name}");
        }
    });
}
